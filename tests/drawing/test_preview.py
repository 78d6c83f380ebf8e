"""What GitHub's preview shows, the site shows, or the check says so at the line, with advice that works.

Two drawings are compared with GitHub's: the site's, over GitHub's own examples and people's habits, to see that
no difference is silent; and plain Python-Markdown's, which draws many habits otherwise, to see what is said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

import hostile
from as_drawn import extensions_of_the_site
from conftest import ROOT
from drawing.habits import ALERTS, FAMILIES, HABITS
from drawing.normal_html import normal
from notabother.drawing.edits import NUMBERS
from notabother.drawing.github import GitHubExtension
from notabother.drawing.preview import GENERAL, differences, github
from notabother.drawing.scripts import Drawing, ScriptExtension
from notabother.drawing.sections import Collector, SectionExtension
from notabother.problems import Place, Problem, Text
from notabother.reading.files import read_markdown
from notabother.source.lines import begin
from notabother.source.safety import SafetyExtension
from small_library import HEAD, SCRIPT, SECTION

URI = "articles/case.md"
ABOVE = HEAD.count("\n")
SPEC = json.loads((ROOT / "tests/drawing/spec.json").read_text("utf-8"))
EXAMPLES = {f"{section} {number}": text for section, texts in SPEC.items() for number, text in texts.items()}
CORPUS = EXAMPLES | HABITS | ALERTS


def site(text: str) -> str:
    """Draw as the site does."""
    names, configs = extensions_of_the_site()
    own = [
        ScriptExtension(Drawing(uri=URI)),
        SectionExtension(Collector(uri=URI)),
        SafetyExtension([]),
        GitHubExtension(),
    ]
    return Markdown(extensions=[*names, *own], extension_configs=configs).convert(text)


@cache
def python_markdown() -> Markdown:
    names, configs = extensions_of_the_site()
    return Markdown(extensions=names, extension_configs=configs)


def plain(text: str) -> str:
    """Draw as Python-Markdown does by itself."""
    return python_markdown().reset().convert(text)


def compare(text: str, draw=plain, known: list[Problem] | None = None) -> list[Problem]:
    return list(differences(Text(text, Place(URI)), draw(text), draw, known or []))


# --- our own texts -------------------------------------------------------------------------------


def bodies() -> dict[str, Text]:
    """Return what stands under the front matter of every file of docs/."""
    found = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        if "assets" not in path.parts:
            scan = begin(path.read_text("utf-8"))
            uri = path.relative_to(ROOT / "docs").as_posix()
            found[uri] = Text("\n".join(scan.lines[scan.body :]), Place(uri, scan.body + 1))
    return found


def test_readers_of_our_pages_see_what_the_preview_shows() -> None:
    texts = bodies()
    assert len(texts) > 0
    found = [problem for body in texts.values() for problem in differences(body, site(body), site)]
    assert found == []


# --- no difference is silent ---------------------------------------------------------------------

EXCEPTED = {
    *(f"HTML blocks {number}" for number in (134, 135, 136, 137, 140, 141, 142, 145, 147, 152)),
    *(f"Disallowed Raw HTML (extension) {number}" for number in (653,)),
    *(name for name in HABITS if name.startswith("footnotes:")),
    *ALERTS,
}
"""HTML of the author's own, notes, and boxes, which GitHub's renderer (not its site) draws as quotations."""

ADDRESSES = re.compile(r"(href|src)=")
BLOCKS = frozenset("ul ol li blockquote table tr td th pre h1 h2 h3 h4 h5 h6".split())


def seen(html: str) -> list[object]:
    """Return what is seen, in another way than `shown`: each character with the elements it stands in.

    Blocks are noted where they begin and end, the edges of paragraphs where nothing else does.
    """
    path: list[tuple[str, ...]] = []
    found: list[object] = []
    for piece in normal(html):
        if isinstance(piece, str):
            inside = frozenset(_named(*each) for each in path if each[0] not in BLOCKS | {"p"})
            if "code" not in {each[0] for each in path}:
                piece = piece.replace("\u00a0", " ")
            found += [(char, inside) for char in piece if not char.isspace()]
            continue
        tag = piece[0].removeprefix("/")
        if tag in ("thead", "tbody", "label"):
            continue
        if tag in (*BLOCKS, "p"):
            while found and found[-1] == "¶":
                found.pop()
        if tag in ("br", "hr", "img", "input"):
            found += [(tag, _named(*piece))] if piece[0] == tag else []
        elif tag != "p":
            found += [_named(*piece)] if tag in BLOCKS else []
        elif found and not isinstance(found[-1], str):
            found.append("¶")
        if piece[0] == tag and tag not in ("br", "hr", "img", "input"):
            path.append(piece)
        elif path and path[-1][0] == tag:
            path.pop()
    while found and found[-1] == "¶":
        found.pop()
    return found


def _named(tag: str, *attributes: str) -> str:
    from html import unescape  # noqa: PLC0415
    from urllib.parse import unquote  # noqa: PLC0415

    told = [
        unquote(unescape(each)).replace("\u00a0", " ")
        for each in attributes
        if not each.startswith(("title=", "align="))
    ]
    return " ".join([tag, *told])


@cache
def reported(text: str) -> tuple[Problem, ...]:
    return tuple(read_markdown(URI, HEAD + text).problems)


@pytest.mark.parametrize("family", sorted({name.rpartition(" ")[0].split(":")[0] for name in CORPUS}))
def test_no_difference_is_silent(family: str) -> None:
    """Each text is drawn the same, or the check says so at one of its lines, or it is a named exception."""
    for name, text in CORPUS.items():
        if not name.startswith(family) or name in EXCEPTED:
            continue
        html = site(text)
        found = list(differences(Text(text, Place(URI)), html, site))
        assert bool(found) == (seen(html) != seen(github(text))), (name, text, found)
        assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in found)


def test_plain_python_markdown_is_told_from_github() -> None:
    """The same with a drawing that differs often: the comparison does not depend on how good ours is."""
    silent = {
        name
        for name, text in CORPUS.items()
        if name not in EXCEPTED and seen(plain(text)) != seen(github(text)) and not compare(text)
    }
    loud = {
        name
        for name, text in CORPUS.items()
        if name not in EXCEPTED and seen(plain(text)) == seen(github(text)) and compare(text)
    }
    assert (silent, loud) == (set(), set())


def test_what_a_rule_has_told_is_not_told_again() -> None:
    """Whatever GitHub's examples have of HTML, one of the rules for it stands at that place already."""
    told = 0
    for name, text in EXAMPLES.items():
        known = [Problem(Place(URI, each.place.line - ABOVE), each.rule, "") for each in reported(text)]
        told += bool(compare(text, site)) and not compare(text, site, known)
        if "HTML" in name:
            assert compare(text, site, known) == [] or "<!-- foo--->" in text, (name, text)
    assert told > 20


# --- the words -----------------------------------------------------------------------------------
TABLE: list[tuple[str, str]] = []


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=range(len(TABLE)))
def test_line_and_words(text: str, wanted: str) -> None:
    assert [f"{p.place.line}:{p.place.column}: {p.message}" for p in compare(text)] == wanted.split("\n")
