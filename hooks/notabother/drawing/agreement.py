"""What a page shows otherwise than its author meant: found in the drawing, told where it stands in the file."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from notabother.drawing.page import NOTE
from notabother.drawing.tree import is_comment
from notabother.drawn import Drawn
from notabother.model import Section
from notabother.problems import Place, Problem, instead
from notabother.source.lines import Scan, spans
from notabother.source.where import Where

HINT = "Put it at the left margin, with an empty line before it."


def differences(lines: Scan, sections: Sequence[Section], drawn: Drawn) -> Iterator[Problem]:
    """Yield what a page shows otherwise than the reader found it: `not-drawn` and `second-title`.

    Args:
        lines: the file's lines, sorted.
        sections: its marked sections as read.
        drawn: the same file, drawn.
    """
    uri = drawn.uri
    for number, block in enumerate(lines.scripts):
        if number not in drawn.scripts:
            place, title = Place(uri, block.line + 1), block.title or "this script"
            yield Problem(place, "not-drawn", f"the page does not show '{title}' as a script. {HINT}")
    found = [tuple(map(str, section.fears)) for section in sections]
    shown = [(*(["misplaced"] if each.misplaced else []), *each.fears) for each in drawn.marked]
    missing, surplus = Counter(found) - Counter(shown), Counter(shown) - Counter(found)
    for number, section in enumerate(sections):
        if found[number] in missing:
            message = f"the page does not show the section for '{' '.join(section.fears)}'. {HINT}"
            yield Problem(section.place, "not-drawn", message)
    for fears in surplus:
        names = " ".join(name for name in fears if name != "misplaced")
        message = f"a heading marked with '{names}' is shown that was not understood. {HINT}"
        yield Problem(Place(uri), "not-drawn", message)
    told = {heading.line for heading in lines.headings if heading.level == 1}.union(lines.underlined)
    titles = [heading for heading in drawn.headings if heading.level == 1]
    where = Where(uri, lines.lines, lines.body)
    for heading in titles[len(told) :] if len(titles) > len(told) else ():
        message = f"the title field is the page's only top heading. Write: ## {heading.title}"
        yield Problem(where.place(heading.title), "second-title", message)


def faults(lines: Scan, drawn: Drawn, studies: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a page although all of it is shown.

    Args:
        lines: the file's lines.
        drawn: the same file, drawn.
        studies: the ids of those that can be cited.
    """
    where = Where(drawn.uri, lines.lines, lines.body)
    yield from _taken_out(drawn, where)
    yield from _unknown_studies(lines, drawn, studies, where)
    yield from _ragged_tables(drawn, where)
    yield from _anchors(drawn, where)
    yield from _pictures(drawn, where)
    yield from _unused_notes(drawn, where)


def _taken_out(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for taken in drawn.taken:
        yield Problem(where.place(taken.written.split("\n")[0]), "active-content", taken.message)


def _unknown_studies(lines: Scan, drawn: Drawn, studies: Collection[str], where: Where) -> Iterator[Problem]:
    """Report citations that are shown as they were typed; a backslash before one makes text of it."""
    for text in _texts(drawn.root):
        for _, id_ in spans(text, "[^", "]"):
            if id_ in studies:
                continue
            place = where.place(f"[^{id_}]")
            if lines.lines[place.line - 1][place.column - 2 : place.column - 1] != "\\":
                message = f"there is no study '{id_}'. {instead(id_, studies, 'evidence/')}"
                yield Problem(replace(place, column=place.column + 2), "unknown-study", message)


def _ragged_tables(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for row in drawn.ragged:
        message = (
            "this row has not as many cells as its table has heads. Add what is missing, or take out a |."
        )
        yield Problem(where.place(row), "ragged-table", message)


def _anchors(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for id_ in [id_ for id_, count in Counter(drawn.ids).items() if count > 1]:
        where.place(id_)
        message = f"the anchor '{id_}' stands twice, and a link can lead to one only. Choose another."
        yield Problem(where.place(id_), "duplicate-anchor", message)
    for heading in drawn.headings:
        if not any(map(str.isalnum, heading.title)):
            message = "this heading has no words. Write some, or take it out."
            yield Problem(where.place(f"{'#' * heading.level} "), "empty-heading", message)


def _pictures(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for element in drawn.root.iter("img"):
        if not (element.get("alt") or "").strip() and element.get("role") != "presentation":
            message = (
                "this picture has no words for those who cannot see it. Write them between the brackets: "
                '![a desk](desk.png); or, if it says nothing, add { role="presentation" } right behind it.'
            )
            yield Problem(where.link(element.get("src") or ""), "picture-without-words", message)


def _unused_notes(drawn: Drawn, where: Where) -> Iterator[Problem]:
    cited = {
        element.get("href") for element in drawn.root.iter("a") if element.get("class") == "footnote-ref"
    }
    for element in drawn.root.iter("li"):
        id_ = element.get("id") or ""
        if id_.startswith(NOTE) and f"#{id_}" not in cited:
            name = id_.removeprefix(NOTE)
            message = f"nothing leads to this note. Write [^{name}] where it belongs, or take it out."
            yield Problem(where.place(f"[^{name}]:"), "unused-note", message)


def _texts(element: etree.Element) -> Iterator[str]:
    """Yield the pieces of text in an element, without code and without scripts."""
    if is_comment(element) or element.tag in ("code", "pre", "figure"):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail
