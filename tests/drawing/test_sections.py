"""Marked sections: cut out of an article, and put on another page."""

from __future__ import annotations

import pytest
from markdown import Markdown

from notabother.drawing.scripts import Drawing, ScriptExtension
from notabother.drawing.sections import Collector, Fragment, SectionExtension, rebase_url
from notabother.source.safety import SafetyExtension

FROM, TO = "articles/a/", "fears/x/"


@pytest.mark.parametrize(
    ("url", "from_url", "to_url", "expected"),
    [
        # from one folder to another
        ("../b/", "articles/a/", "fears/x/", "../../articles/b/"),
        ("../../fears/x/", "articles/a/", "fears/x/", "./"),
        ("../../fears/y/#z", "articles/a/", "fears/x/", "../y/#z"),
        ("../../assets/p.png?v=1", "articles/a/", "fears/x/", "../../assets/p.png?v=1"),
        ("#part", "articles/a/", "fears/x/", "../../articles/a/#part"),
        ("", "articles/a/", "fears/x/", "../../articles/a/"),
        ("../../", "articles/a/", "fears/x/", "../../"),
        ("./", "articles/a/", "fears/x/", "../../articles/a/"),
        ("p.png", "articles/a/", "fears/x/", "../../articles/a/p.png"),
        # to and from the root
        ("../b/", "articles/a/", "./", "articles/b/"),
        ("fears/x/", "./", "fears/y/", "../x/"),
        ("../../", "articles/a/", "./", "./"),
        # pages that are files
        ("b.html", "articles/a.html", "fears/x.html", "../articles/b.html"),
        ("../fears/x.html#z", "articles/a.html", "fears/x.html", "x.html#z"),
        ("#part", "articles/a.html", "fears/x.html", "../articles/a.html#part"),
        ("../index.html", "articles/a.html", "fears/x.html", "../index.html"),
        ("../p.png", "articles/a.html", "index.html", "p.png"),
        # what needs no change
        ("https://x.example/a/../b", "articles/a/", "fears/x/", "https://x.example/a/../b"),
        ("mailto:a@b.example", "articles/a/", "fears/x/", "mailto:a@b.example"),
        ("//x.example/a", "articles/a/", "fears/x/", "//x.example/a"),
        ("/a/b", "articles/a/", "fears/x/", "/a/b"),
    ],
)
def test_rebase_url(url: str, from_url: str, to_url: str, expected: str) -> None:
    assert rebase_url(url, from_url, to_url) == expected


def cut(markdown: str, *wanted: int) -> tuple[str, Collector]:
    """Draw an article and keep the wanted sections."""
    collector = Collector("articles/a.md", FROM, frozenset(wanted or {0}))
    extensions = ["attr_list", "footnotes", "toc", "smarty", "tables", "fenced_code", "admonition"]
    configs = {"toc": {"permalink": "#"}}
    own = [
        ScriptExtension(Drawing(uri="articles/a.md", cards=("t",))),
        SectionExtension(collector),
        SafetyExtension([]),
    ]
    html = Markdown(extensions=[*extensions, *own], extension_configs=configs).convert(markdown)
    return html, collector


def fragment(markdown: str, number: int = 0) -> Fragment:
    return cut(markdown, number)[1].kept[number]


def shown(markdown: str, numbers: dict[str, int] | None = None) -> str:
    return fragment(markdown).html(TO, "a", numbers or {})


def test_the_mark_becomes_valid_html() -> None:
    html, collector = cut('## One { fear="x y" }\n\nText.\n')
    assert '<h2 data-fear="x y" id="one">' in html
    assert collector.marked == [("x", "y")]


def test_a_fragment_knows_where_it_comes_from() -> None:
    found = fragment("## 1. *They're* too \"busy\" & so { fear='x' }\n\nText.\n")
    assert found.title == "They\u2019re too \u201cbusy\u201d & so"
    assert (found.id, found.level, found.from_url) == ("1-theyre-too-busy-so", 2, FROM)


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    text = '# Top\n\n## A { fear="x" }\n\none\n\n### B { fear="y" }\n\ntwo\n\n#### C\n\nthree\n\n### D\n\nfour\n\n## E\n\nfive\n'
    _, collector = cut(text, 0, 1)
    whole, inner = (collector.kept[number].html(TO, "a", {}) for number in (0, 1))
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


def test_only_what_is_wanted_is_kept() -> None:
    text = '## A { fear="x" }\n\none\n\n## B { fear="y" }\n\ntwo\n'
    _, collector = cut(text, 1)
    assert [*collector.kept] == [1]
    assert collector.marked == [("x",), ("y",)]
    assert collector.kept[1].html(TO, "a", {}) == "<p>two</p>"


def test_the_article_itself_is_drawn_as_ever() -> None:
    text = '## A { fear="x" }\n\n[b](../b/) and [c](#a)\n\n### B\n\none[^n]\n\n[^n]: Note.\n'
    html, collector = cut(text)
    collector.kept[0].html(TO, "other", {})
    assert cut(text, 5)[0] == html
    assert 'href="../b/"' in html


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
        '## A { fear="x" }\n\n[b](../b/ "T") [c](https://c.example/) ![d](../../d.png) [e](../../fears/x/)\n'
    )
    for part in (
        'href="../../articles/b/" title="T"',
        'href="https://c.example/"',
        'src="../../d.png"',
        'href="./"',
    ):
        assert part in html


def test_anchors_lead_within_the_section_or_back_to_the_article() -> None:
    html = shown('## A { fear="x" }\n\n[in](#b) [out](#c) [self](#a)\n\n### B\n\n## C\n')
    assert 'href="#a--b"' in html
    assert 'href="../../articles/a/#c"' in html
    assert 'href="../../articles/a/#a"' in html


def test_footnotes_become_the_numbers_of_the_pages_own_list() -> None:
    text = '## A { fear="x" }\n\nOne[^a-2020], two[^b-2021], again[^a-2020], own[^own].\n\n[^a-2020]: A.\n[^b-2021]: B.\n[^own]: C.\n'
    html = shown(text, {"b-2021": 1, "a-2020": 2})
    assert html.count('<sup><a class="cite" href="#a-2020">2</a></sup>') == 2
    assert html.count('<sup><a class="cite" href="#b-2021">1</a></sup>') == 1
    assert ", own.</p>" in html  # a note of the article's own stays there
    assert "fn" not in html
    assert "<p>A." not in html


def test_a_fears_own_footnotes_lead_to_its_list_too() -> None:
    collector = Collector("fears/x.md", TO, frozenset(), {"a-2020": 7})
    md = Markdown(extensions=["footnotes", SectionExtension(collector)])
    html = md.convert("So it is.[^a-2020]\n\n[^a-2020]: Author.\n")
    assert '<sup><a class="cite" href="#a-2020">7</a></sup>' in html
    assert "Author" not in html


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->", "<!-- More -->"])
def test_what_stands_behind_the_mark_stays_in_the_article(mark: str) -> None:
    found = fragment(f'## A {{ fear="x" }}\n\none\n\n{mark}\n\ntwo\n')
    assert found.more
    assert found.html(TO, "a", {}) == "<p>one</p>"


def test_without_the_mark_all_is_shown() -> None:
    found = fragment('## A { fear="x" }\n\none\n\n<!-- other -->\n\n## B\n\n<!-- more -->\n')
    assert not found.more


def test_code_tables_admonitions_and_phrases_come_along() -> None:
    html = shown(
        '## A { fear="x" }\n\n```\n<b>\n```\n\nA | B\n--|--\n1 | 2\n\n!!! note\n    Yes.\n\nPress <kbd>F1</kbd> & "go" -- `<i>`.\n'
    )
    for part in (
        "<pre><code>&lt;b&gt;",
        "<td>1</td>",
        '<div class="admonition note">',
        "<kbd>F1</kbd>",
        "&amp; &ldquo;go&rdquo; &ndash; <code>&lt;i&gt;</code>",
    ):
        assert part in html


def test_an_empty_section() -> None:
    assert shown('## A { fear="x" }\n\n## B\n') == ""


def test_marks_elsewhere_are_noted_as_misplaced() -> None:
    _, collector = cut('> ## A { fear="x" }\n\nText.\n{: fear="y" }\n')
    assert collector.marked == [("misplaced", "x"), ("misplaced", "y")]
    assert collector.kept == {}


def test_scripts_come_along_as_a_link_to_their_card() -> None:
    html = shown('## A { fear="x" }\n\none\n\n/// script | T\n    id: t\n\nHi [you]\n///\n\ntwo\n')
    assert '<figure class="script" id="a--script-t">' in html
    assert '<a class="script-title" href=' in html  # where it leads only MkDocs knows: see test_build.py
    assert "Hi" not in html
    assert "<p>two</p>" in html


def test_a_section_for_two_fears_is_right_on_both_pages() -> None:
    found = fragment('## A { fear="x y" }\n\n### B\n\n[c](../c/) and [d](#b)\n')
    once = found.html("fears/x/", "a", {})
    assert found.html("index.html", "z", {}) == once.replace("a--b", "z--b").replace(
        "../../articles", "articles"
    )
    assert found.html("fears/x/", "a", {}) == once
