"""Whatever bytes a content file holds: reading ends, names the file, and nothing active comes through.

`make test` tries the same few hundred inputs every time; `make fuzz` tries new ones all night.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from as_drawn import html_of
from conftest import Figures, add
from foreign import foreign
from hostile import LOOK_ALIKES, URIS, broken, front_matter, markdown, tried
from notabother import addresses
from notabother.check import check
from notabother.model import Library
from notabother.pages.make import make_pages
from notabother.problems import as_annotation, as_line
from notabother.publishing import feeds
from notabother.reading.library import Source
from notabother.source.spaces import settle
from small_library import BASE, HEAD, SCRIPT, SECTION, SETTINGS, files_in

SITE = "https://notabother.example/"


def read(uri: str, data: bytes) -> tuple[Library, list[str]]:
    """Read a file together with the small library, and prove that all that follows can be made of it."""
    files = files_in(BASE) | {uri: data}
    checked = check([Source(*each) for each in files.items()], settings=SETTINGS)
    library, problems = checked.library, checked.problems
    for problem in problems:
        assert problem.place.file in files or problem.place.file == "vocabulary.yml"
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert as_line(problem).isprintable()
        assert "\n" not in as_annotation(problem)
    pages = make_pages(library, {uri: [as_line(each) for each in problems if each.place.file == uri]})
    for made in pages:
        made.text().encode()
        assert ".." not in made.uri
        if made.uri != uri:
            assert all(addresses.is_slug(name) for name in made.uri.removesuffix(".md").split("/"))
    etree.fromstring(feeds.rss(library, SITE, "A site", "About"))
    json.loads(feeds.cards_json(library, SITE).encode())
    json.loads(feeds.fears_json(library, SITE).encode())
    if uri not in ("articles/base.md", "vocabulary.yml"):
        assert library.articles["articles/base.md"].title == "The article under every case"
    return library, [as_line(problem) for problem in problems]


def drawn_of(library: Library, uri: str) -> None:
    """Draw a file's text, and the fragments of it, and look at what came out."""
    shown = [html_of(library.drawn[uri])] if uri in library.drawn else []
    for made in make_pages(library, {}):
        if made.uri == uri:
            shown.append(made.html)
        shown += [section["html"] for section in made.meta.get("sections", ())]
    for html in shown:
        assert list(foreign(html, drawn=True)) == []


@given(st.sampled_from(URIS), st.binary(max_size=400))
@tried(150)
def test_any_bytes(figures: Figures, uri: str, data: bytes) -> None:
    add(figures, "bad input, runs of bytes")
    read(uri, data)


@given(st.sampled_from(URIS), front_matter)
@example("articles/case.md", 'title: "\\x01"\ndescription: d\ndate: 2026-11-22')
@example("articles/case.md", "title: a\u2028b: c: d\n: e: f")
@example("articles/case.md", "\u2028\u2028\u2028a: b: c")
@example("articles/case.md", '"a\\nb\\e[2J": c')
@tried(300)
def test_any_fields(figures: Figures, uri: str, fields: str) -> None:
    add(figures, "bad input, front matters")
    text = fields if uri.endswith((".yml", ".txt")) else f"---\n{fields}\n---\n\nText.\n"
    read(uri, text.encode("utf-8", "replace"))


@given(st.sampled_from([uri for uri in URIS if uri.endswith(".md")]), markdown)
@example("articles/case.md", "We asked \u00b2 strangers, and 14\u00b2.")
@tried(400)
def test_any_text(figures: Figures, uri: str, text: str) -> None:
    add(figures, "bad input, texts")
    library, _ = read(uri, (HEAD + SECTION + text).encode("utf-8", "replace"))
    drawn_of(library, uri)


@given(broken())
@tried(120)
def test_real_files_broken(figures: Figures, file: tuple[str, str]) -> None:
    add(figures, "bad input, broken real files")
    uri, text = file
    library, _ = read(uri, text.encode("utf-8", "replace"))
    drawn_of(library, uri)


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_name_that_looks_like_another_is_none(name: str) -> None:
    assert not addresses.is_slug(name)
    heading = f'## A {{ fear="{name}" }}'
    library, problems = read("articles/case.md", f"{HEAD}{heading}\n".encode())
    if '"too-busy"' in settle(heading):  # marks without width are taken out of every text
        assert problems == []
        assert [section.fears for section in library.articles["articles/case.md"].sections] == [("too-busy",)]
    else:
        assert any("[unknown-fear]" in line for line in problems)
    if "/" not in name:
        assert "[bad-slug]" in "".join(read(f"fears/{name}.md", HEAD.encode())[1])
        assert "[bad-slug]" in "".join(read(f"{name}/case.md", HEAD.encode())[1])


LONG_LIST = "title: A\ndescription: d\nsays:\n" + "".join(f"  - phrase {number}\n" for number in range(501))


@pytest.mark.parametrize(
    ("uri", "text", "line"),
    [
        ("fears/case.md", f"---\n{LONG_LIST}---\n", "'says' has 501 entries; 500 is the most. Keep the best."),
        ("search/help.txt", "a b\n" * 2_001, "only the first 2,000 lines of a list are read."),
        ("vocabulary.yml", "a" * 200_001, "this file has 200 kB; 200 kB is the most."),
        (
            "articles/case.md",
            f"{HEAD}{SECTION}{SCRIPT.replace('id: case', 'id: ' + 'a' * 81)}",
            "this name has 81 characters; 80 is the most. Use lower-case letters",
        ),
        ("articles/case.md", HEAD + "a\n\n" * 5_001, "there are more than 5,000 lines of text. Split the file."),
        ("articles/case.md", HEAD + "## a\n\n" * 1_001, "there are more than 1,000 headings and rules here. Use fewer."),
        ("articles/case.md", HEAD + "[a]: b.md\n\n" * 1_001, "there are more than 1,000 footnotes, abbreviations"),
        ("articles/case.md", HEAD + "[^a] a\n\n" * 1_001, "there are more than 1,000 citations. Split the file."),
        ("articles/case.md", HEAD + "a|b\n" * 150 + "|" * 150, "there are more than 20,000 cells of tables. Split the file."),
        ("articles/case.md", HEAD + "[" * 2_300, "there are too many marks such as [ * _ < in paragraphs so long. Break them into shorter ones."),
        ("articles/case.md", HEAD + "word and\n" * 3_400, "there are more than 30,000 characters without an empty line. Put some in."),
        (
            "articles/case.md",
            f"{HEAD}*[HR]: {'a' * 2_000}\n\n" + "HR and words\n\n" * 800,
            "this line can be drawn often. Cut it to ",
        ),
    ],
)  # fmt: skip
def test_there_is_too_much(uri: str, text: str, line: str) -> None:
    _, problems = read(uri, text.encode())
    assert any(line in each for each in problems), problems[:3]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "1) "])
def test_a_file_that_is_too_complex_is_shown_without_its_text(mark: str) -> None:
    library, problems = read("articles/case.md", f"{HEAD}{SECTION}{mark * 26}a\n".encode())
    article = library.articles["articles/case.md"]
    assert (article.title, article.body, article.sections) == ("A case", "", ())
    assert len(problems) == 1


def test_a_field_is_no_markdown_where_it_stands_in_a_footnote() -> None:
    text = files_in(BASE)["evidence/bohns-2016.md"].decode()
    lines = [
        "found: '[a](javascript:alert(1)) *b* { .c }'" if each.startswith("found:") else each
        for each in text.split("\n")
    ]
    library, _ = read("evidence/bohns-2016.md", "\n".join(lines).encode())
    html = html_of(library.drawn["fears/too-busy.md"])
    notes = html.partition('class="footnote"')[2]
    assert "[a](javascript:alert(1)) *b* { .c }" in notes
    assert "<em>" not in notes
