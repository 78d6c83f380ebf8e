"""How a script is drawn."""

from __future__ import annotations

import pytest
from markdown import Markdown

from notabother.drawing.scripts import Drawing, ScriptExtension


def draw(markdown: str, uri: str = "articles/a.md", extensions: tuple[str, ...] = ()) -> tuple[str, Drawing]:
    drawing = Drawing(uri=uri, channels={"email": "Email", "text": "Text & more"}, cards=("twenty-minutes",))
    html = Markdown(extensions=[*extensions, ScriptExtension(drawing)]).convert(markdown)
    return html, drawing


SCRIPT = """/// script | A "title" & <more>
    id: twenty-minutes
    channel: email
    subject: "[topic]: A & B"

Hi [first name], it's me -- "you" know...

Line one
Line *two* [topic], [your name]
///
"""


def test_in_an_article() -> None:
    html, drawing = draw(f"Before.\n\n{SCRIPT}\nAfter.", extensions=("smarty", "attr_list", "abbr"))
    assert html == (
        "<p>Before.</p>\n"
        '<figure class="script" data-search-exclude="true" id="script-twenty-minutes">\n'
        '<figcaption><a class="script-title" href="../cards/twenty-minutes.md">A "title" &amp; &lt;more&gt;</a> '
        '<span class="script-channel">Email</span></figcaption>\n'
        '<blockquote class="script-text">'
        '<p class="script-subject"><span class="script-label">Subject</span> '
        '<span class="blank">[topic]</span>: A &amp; B</p>'
        '<p>Hi <span class="blank">[first name]</span>, it\'s me -- "you" know...</p>'
        '<p>Line one<br />Line *two* <span class="blank">[topic]</span>, <span class="blank">[your name]</span></p>'
        "</blockquote>\n"
        "</figure>\n"
        "<p>After.</p>"
    )
    text = 'Hi [first name], it\'s me -- "you" know...\n\nLine one\nLine *two* [topic], [your name]'
    assert drawing.drawn == [("twenty-minutes", text)]


def test_on_its_own_card_it_has_no_caption() -> None:
    html, _ = draw(SCRIPT, uri="cards/twenty-minutes.md")
    assert "figcaption" not in html
    assert 'id="script-twenty-minutes"' in html
    other, _ = draw(SCRIPT, uri="cards/other.md")
    assert 'href="twenty-minutes.md"' in other


def test_from_the_home_page_the_link_is_right_too() -> None:
    assert 'href="cards/twenty-minutes.md"' in draw(SCRIPT, uri="index.md")[0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A & B &amp; C &copy;", "<p>A &amp; B &amp;amp; C &amp;copy;</p>"),
        ("2 < 3 > 1", "<p>2 &lt; 3 &gt; 1</p>"),
        ("[a][b] [c", '<p><span class="blank">[a]</span><span class="blank">[b]</span> [c</p>'),
        ("a ] b [c]", '<p>a ] b <span class="blank">[c]</span></p>'),
        ("a\n\n\n\nb  \n", "<p>a</p><p>b</p>"),
        ("a\n{ b }\n[c]{ d }", '<p>a<br />{ b }<br /><span class="blank">[c]</span>{ d }</p>'),
        ("# a\n- b", "<p># a<br />- b</p>"),
        ("  a\n    b", "<p>a<br />  b</p>"),
        ("", ""),
    ],
)
def test_text(text: str, html: str) -> None:
    drawn, _ = draw(
        f"/// script | T\n    id: x\n    channel: text\n\n{text}\n///\n",
        extensions=("attr_list", "smarty", "tables"),
    )
    start = drawn.index('<blockquote class="script-text">') + len('<blockquote class="script-text">')
    assert drawn[start : drawn.index("</blockquote>")] == html


def test_options_are_shown_as_typed() -> None:
    html, drawing = draw("/// script | T\n    id: yes\n    channel: 010\n    subject: 12:30\n\nHi\n///\n")
    assert drawing.drawn == [("yes", "Hi")]
    assert '<span class="script-channel">010</span>' in html
    assert '<p class="script-subject"><span class="script-label">Subject</span> 12:30</p>' in html


def test_channels_have_titles_that_are_escaped() -> None:
    assert "Text &amp; more</span>" in draw("/// script | T\n    id: x\n    channel: text\n\nHi\n///\n")[0]


def test_nothing_is_left_for_the_next_page() -> None:
    drawing = Drawing(uri="articles/a.md")
    md = Markdown(extensions=[ScriptExtension(drawing)])
    first = md.convert("/// script | T\n    id: x\n\nnever closed")
    md.reset()
    drawing.drawn = []
    assert md.convert("Text.") == "<p>Text.</p>"
    assert drawing.drawn == []
    assert "never closed" in first
    assert not drawing.to_set
