"""Marked sections: cut out of an article, and put on another page."""

from __future__ import annotations

import pytest

from as_drawn import drawer, html_of
from notabother import addresses
from notabother.drawing.page import Context
from notabother.drawing.sections import section
from notabother.drawn import Drawn, Marked
from notabother.model import Study
from notabother.problems import Place, Text
from notabother.reading.files import read_markdown
from small_library import HEAD, SCRIPT

FROM, TO = "articles/a.md", "fears/x.md"


def study(id_: str) -> Study:
    text = Text(id_.title(), Place(f"evidence/{id_}.md"))
    return Study(f"evidence/{id_}.md", id_, *[text] * 3, None, *[text] * 4, "2026-11-22", "", ())


STUDIES = {id_: study(id_) for id_ in ("a-2020", "b-2021")}


def draw(markdown: str, uri: str = FROM) -> Drawn:
    read = read_markdown(FROM, HEAD + markdown)
    return drawer(Context({}, ("case",), STUDIES)).draw(uri, read.lines, read.scripts)


def marked(markdown: str, number: int = 0) -> Marked:
    return draw(markdown).marked[number]


def address(link: str, uri: str) -> str:
    return addresses.as_address(link, uri)


def cut(drawn: Drawn, number: int = 0, to: str = TO, numbers: dict[str, int] | None = None) -> str:
    return section(drawn, drawn.marked[number], to, address, numbers or {})


def shown(markdown: str, numbers: dict[str, int] | None = None) -> str:
    return cut(draw(markdown), numbers=numbers)


def test_the_mark_becomes_valid_html() -> None:
    drawn = draw('## One { fear="x y" }\n\nText.\n')
    assert '<h2 id="one" data-fear="x y">' in html_of(drawn)
    assert [each.fears for each in drawn.marked] == [("x", "y")]


def test_a_fragment_knows_where_it_comes_from() -> None:
    found = marked("## 1. *They're* too \"busy\" & so { fear='x' }\n\nText.\n").heading
    assert found.title == "1. They\u2019re too \u201cbusy\u201d & so"
    assert (found.id, found.level) == ("1-theyre-too-busy-so", 2)


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    text = '# Top\n\n## A { fear="x" }\n\none\n\n### B { fear="y" }\n\ntwo\n\n#### C\n\nthree\n\n### D\n\nfour\n\n## E\n\nfive\n'
    whole, inner = (cut(draw(text), number) for number in (0, 1))
    assert [word in whole for word in ("one", "two", "three", "four", "five")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert [word in inner for word in ("one", "two", "three", "four", "five")] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_the_article_itself_is_drawn_as_ever() -> None:
    drawn = draw('## A { fear="x" }\n\n[b](b.md) and [c](#a)\n\n### B\n\none[^n]\n\n[^n]: Note.\n')
    html = html_of(drawn)
    cut(drawn)
    assert html_of(drawn) == html
    assert 'href="b.md"' in html


def test_headings_within_move_to_their_new_level() -> None:
    html = shown('## A { fear="x" }\n\n### B\n\n#### C\n\n##### D\n\n###### E\n')
    assert [f"<h{level}" in html for level in (2, 3, 4, 5, 6)] == [False, False, True, True, True]
    assert html.count("<h6") == 2
    assert "headerlink" not in html
    assert 'id="a--b"' in html
    deep = shown('#### A { fear="x" }\n\n##### B\n')
    assert '<h4 id="a--b">B</h4>' in deep


def test_links_and_pictures_lead_where_they_led() -> None:
    html = shown(
        '## A { fear="x" }\n\n[b](b.md "T") [c](https://c.example/) ![d](../d.png) [e](../fears/x.md)\n'
    )
    for part in (
        'href="../../articles/b/" title="T"',
        'href="https://c.example/"',
        'src="../../d.png"',
        'href="../../fears/x/"',
    ):
        assert part in html


def test_anchors_lead_within_the_section_or_back_to_the_article() -> None:
    html = shown('## A { fear="x" }\n\n[in](#b) [out](#c) [self](#a)\n\n### B\n\n## C\n')
    assert 'href="#a--b"' in html
    assert 'href="../../articles/a/#c"' in html
    assert 'href="../../articles/a/#a"' in html


def test_footnotes_become_the_numbers_of_the_pages_own_list() -> None:
    text = '## A { fear="x" }\n\nOne[^a-2020], two[^b-2021], again[^a-2020], own[^own].\n\n[^own]: C.\n'
    html = shown(text, {"b-2021": 1, "a-2020": 2})
    assert html.count('<sup><a class="cite" href="#a-2020">2</a></sup>') == 2
    assert html.count('<sup><a class="cite" href="#b-2021">1</a></sup>') == 1
    assert ", own.</p>" in html  # a note of the article's own stays there
    assert "fn" not in html
    assert "A-2020" not in html


def test_a_fears_own_footnotes_lead_to_its_list_too() -> None:
    drawn = draw("So it is.[^a-2020]\n", TO)
    assert "A-2020" in html_of(drawn)
    assert html_of(drawn, {"a-2020": 7}) == (
        '<p>So it is.<sup><a class="cite" href="#a-2020">7</a></sup></p>'  # nor an empty list of notes
    )
    own = html_of(draw("So it is.[^a-2020] And so.[^own]\n\n[^own]: Ours.\n", TO), {"a-2020": 7})
    assert '<li id="fn:own">' in own
    assert "A-2020" not in own


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->", "<!-- More -->"])
def test_what_stands_behind_the_mark_stays_in_the_article(mark: str) -> None:
    drawn = draw(f'## A {{ fear="x" }}\n\none\n\n{mark}\n\ntwo\n')
    assert drawn.marked[0].more
    assert cut(drawn) == "<p>one</p>"


def test_without_the_mark_all_is_shown() -> None:
    found = marked('## A { fear="x" }\n\none\n\n<!-- other -->\n\n## B\n\n<!-- more -->\n')
    assert not found.more
    assert len(found.content) == 2


def test_code_tables_admonitions_and_phrases_come_along() -> None:
    html = shown(
        '## A { fear="x" }\n\n```\n<b>\n```\n\nA | B\n--|--\n1 | 2\n\n!!! note\n    Yes.\n\nPress <kbd>F1</kbd> & "go" -- `<i>`.\n'
    )
    for part in (
        "<pre><code>&lt;b&gt;",
        "<td>1</td>",
        '<div class="admonition note">',
        "<kbd>F1</kbd>",
        "&amp; “go” – <code>&lt;i&gt;</code>",
    ):
        assert part in html


def test_an_empty_section() -> None:
    assert shown('## A { fear="x" }\n\n## B\n') == ""


def test_marks_elsewhere_are_noted_as_misplaced() -> None:
    found = draw('> ## A { fear="x" }\n\nText.\n{: fear="y" }\n').marked
    assert [(each.fears, each.misplaced) for each in found] == [(("x",), True), (("y",), True)]


def test_scripts_come_along_as_a_link_to_their_card() -> None:
    html = shown(f'## A {{ fear="x" }}\n\none\n\n{SCRIPT}\ntwo\n')
    assert (
        '<figure class="script" id="a--script-case"><figcaption>'
        '<a class="script-title" href="../../cards/case/">A case</a>'
    ) in html
    assert "Hi" not in html
    assert "<p>two</p>" in html


def test_a_section_for_two_fears_is_right_on_both_pages() -> None:
    drawn = draw('## A { fear="x y" }\n\n### B\n\n[c](c.md) and [d](#b)\n')
    once = cut(drawn)
    assert cut(drawn, to="index.md") == once.replace("../../articles", "articles")
    assert cut(drawn) == once
