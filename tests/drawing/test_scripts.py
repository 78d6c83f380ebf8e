"""How a script is drawn."""

from __future__ import annotations

import pytest

from as_drawn import draw, drawer, html_of
from notabother.drawing.page import Context
from notabother.drawing.scripts import Shown, figure
from notabother.drawing.tree import inner_html
from notabother.drawn import Drawn
from notabother.model import Article
from notabother.reading.files import read_markdown
from notabother.source.lines import script_text
from small_library import HEAD
from small_library import SCRIPT as SMALL

CONTEXT = Context({"email": "Email", "text": "Text & more"}, cards=("twenty-minutes", "case"))

SCRIPT = """/// script | A "title" & more
    id: twenty-minutes
    situation: ask
    channel: email
    to: stranger
    subject: "[topic]: A & B"
    tip: Keep it short.
    not-when: They are away.
    next: end

Hi [first name], it's me -- "you" know...

Line one
Line *two* [topic], [your name]
///
"""


def drawn_of(body: str, uri: str = "articles/a.md", context: Context = CONTEXT) -> Drawn:
    """Read and draw an article."""
    read = read_markdown("articles/a.md", HEAD + body)
    assert isinstance(read.value, Article)
    return drawer(context).draw(uri, read.lines, read.scripts)


def shown(text: str, subject: str = "") -> str:
    """Return the message of a figure as HTML."""
    html = inner_html(figure(Shown("x", "T", subject, script_text(text)), caption=False))
    return html.removeprefix('<blockquote class="script-text">').removesuffix("</blockquote>")


def test_in_an_article() -> None:
    drawn = drawn_of(f"Before.\n\n{SCRIPT}\nAfter.")
    assert html_of(drawn) == (
        "<p>Before.</p>\n"
        '<figure class="script" id="script-twenty-minutes">'
        '<figcaption><a class="script-title" href="../cards/twenty-minutes.md">A "title" &amp; more</a> '
        '<span class="script-channel">Email</span></figcaption>'
        '<blockquote class="script-text">'
        '<p class="script-subject"><span class="script-label">Subject</span> '
        '<span class="blank">[topic]</span>: A &amp; B</p>'
        '<p>Hi <span class="blank">[first name]</span>, it\'s me -- "you" know...</p>'
        '<p>Line one<br>Line *two* <span class="blank">[topic]</span>, <span class="blank">[your name]</span></p>'
        "</blockquote>"
        "</figure>\n"
        "<p>After.</p>"
    )
    assert drawn.scripts == (0,)
    assert ("../cards/twenty-minutes.md", False) in drawn.links
    assert drawn.ids == ("script-twenty-minutes",)


def test_on_its_own_card_it_has_no_caption() -> None:
    html = inner_html(figure(Shown("a", "T", "", "Hi"), caption=False))
    assert html == '<blockquote class="script-text"><p>Hi</p></blockquote>'


def test_a_script_without_a_card_is_no_link() -> None:
    html = html_of(drawn_of(SCRIPT, context=Context()))
    assert '<span class="script-title">A "title" &amp; more</span>' in html
    assert '<span class="script-channel">email</span>' in html


def test_the_link_is_right_from_wherever_the_text_stands() -> None:
    for uri, link in (("index.md", "cards/"), ("cards/other.md", "../cards/"), ("a/b/c.md", "../../cards/")):
        assert f'href="{link}twenty-minutes.md"' in html_of(drawn_of(SCRIPT, uri))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A & B &amp; C &copy;", "<p>A &amp; B &amp;amp; C &amp;copy;</p>"),
        ("2 < 3 > 1", "<p>2 &lt; 3 &gt; 1</p>"),
        ("[a][b] [c", '<p><span class="blank">[a]</span><span class="blank">[b]</span> [c</p>'),
        ("a ] b [c]", '<p>a ] b <span class="blank">[c]</span></p>'),
        ("a\n\n\n\nb  \n", "<p>a</p><p>b</p>"),
        ("a\n{ b }\n[c]{ d }", '<p>a<br>{ b }<br><span class="blank">[c]</span>{ d }</p>'),
        ("# a\n- b", "<p># a<br>- b</p>"),
        ("  a\n    b", "<p>a<br>  b</p>"),
        ("", ""),
    ],
)
def test_text(text: str, html: str) -> None:
    assert shown(text) == html
    body = SCRIPT.partition("Hi [first")[0] + f"{text}\n///\n"
    if text:  # and the same in an article, untouched by what Markdown makes of it
        assert f"</p>{html}</blockquote>" in html_of(drawn_of(body))


def test_options_are_shown_as_typed() -> None:
    drawn = drawn_of(SMALL.replace("id: case", "id: yes").replace("About [topic]", "12:30"))
    assert drawn.ids == ("script-yes",)
    assert '<p class="script-subject"><span class="script-label">Subject</span> 12:30</p>' in html_of(drawn)


def test_channels_have_titles_that_are_escaped() -> None:
    html = html_of(drawn_of(SMALL.replace("channel: email", "channel: text")))
    assert "Text &amp; more</span>" in html


def test_one_that_could_not_be_read_is_shown_as_it_was_written() -> None:
    drawn = drawn_of("/// script | T\n    id: x\n\nHi [you]\n///\n")
    assert drawn.scripts == (0,)
    assert html_of(drawn) == (
        '<figure class="script"><figcaption><span class="script-title">T</span> '
        '<span class="script-channel"></span></figcaption><blockquote class="script-text">'
        '<p>Hi <span class="blank">[you]</span></p></blockquote></figure>'
    )


def test_one_script_after_another_each_in_its_place() -> None:
    other = SMALL.replace("A case", "Other")
    drawn = drawn_of(f"One.\n{SCRIPT}Two.\n\n{other}{SMALL.replace('id: case', 'id: more')}Three.")
    kinds = [element.get("id") or element.text for element in drawn.root]
    assert kinds == ["One.", "script-twenty-minutes", "Two.", "script-case", "script-more", "Three."]
    assert drawn.scripts == (0, 1, 2)


def test_where_markdown_takes_its_place_for_something_else_the_words_stay() -> None:
    drawn = draw("<!-- a\n\n/// script | A case\n///\n")
    assert "\ufdd0" not in html_of(drawn)


def test_nothing_is_left_for_the_next_page() -> None:
    draws = drawer()
    first = read_markdown("articles/a.md", HEAD + "/// script | T\n    id: x\n\nnever closed [^n]\n\n[^n]: x")
    second = read_markdown("articles/b.md", HEAD + "Text. [a]\n")
    assert "never closed" in html_of(draws.draw("articles/a.md", first.lines, first.scripts))
    drawn = draws.draw("articles/b.md", second.lines, second.scripts)
    assert html_of(drawn) == "<p>Text. [a]</p>"
    assert drawn.scripts == ()
