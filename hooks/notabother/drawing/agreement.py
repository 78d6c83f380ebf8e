"""What a page shows otherwise than its author meant: found in the drawing, told where it stands in the file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from notabother.drawing.page import NOTE
from notabother.drawing.tree import is_comment
from notabother.drawn import Drawn
from notabother.model import Section
from notabother.problems import Place, Problem, instead, to_write
from notabother.source.lines import Scan, spans
from notabother.source.where import Where

HEADING: Final = re.compile(r"#{1,6}(?: |$)")
"""How a line with a heading begins, in whatever it stands."""

HINT = "Put it at the left margin, with an empty line before it."


def differences(
    lines: Scan, sections: Sequence[Section], drawn: Drawn, told: Collection[int] = ()
) -> Iterator[Problem]:
    """Yield what a page shows otherwise than the reader found it: `not-drawn` and `second-title`.

    Args:
        lines: the file's lines, sorted.
        sections: its marked sections as read.
        drawn: the same file, drawn.
        told: the lines (from 1) of which the reader has said what is wrong; of a mark on one of them nobody knows
            what it means.
    """
    uri = drawn.uri
    for number, block in enumerate(lines.scripts):
        if number not in drawn.scripts:
            place, title = Place(uri, block.line + 1), block.title or "this script"
            yield Problem(place, "not-drawn", f"the page does not show '{title}' as a script. {HINT}")
    if not any("fear" in line and number in told for number, line in enumerate(lines.lines, 1)):
        yield from _marks(sections, drawn, Where(drawn, lines))
    yield from _titles(lines, drawn)


def _marks(sections: Sequence[Section], drawn: Drawn, where: Where) -> Iterator[Problem]:
    found = [tuple(map(str, section.fears)) for section in sections]
    shown = [(*(["misplaced"] if each.misplaced else []), *each.fears) for each in drawn.marked]
    missing, understood = Counter(found) - Counter(shown), Counter(found)
    for number, section in enumerate(sections):
        if found[number] in missing:
            message = f"the page does not show the section for '{' '.join(section.fears)}'. {HINT}"
            yield Problem(section.place, "not-drawn", message)
    for fears in shown:
        names = " ".join(name for name in fears if name != "misplaced")
        place = where.find(f'fear="{names}') or where.place(names)
        understood[fears] -= 1
        if understood[fears] < 0:
            message = f"a heading marked with '{names}' is shown that was not understood. {HINT}"
            yield Problem(place, "not-drawn", message)


def _titles(lines: Scan, drawn: Drawn) -> Iterator[Problem]:
    told = {heading.line for heading in lines.headings if heading.level == 1}
    told |= {number for number in lines.underlined if lines.lines[number + 1].startswith("=")}
    titles = [each for each in zip(drawn.headings, _places(lines, drawn), strict=True) if each[0].level == 1]
    if len(titles) > len(told):
        for _, place in titles:
            if place.line - 1 not in told:
                line = lines.lines[place.line - 1]
                right = f"{line[: place.column - 1]}#{line[place.column - 1 :]}".lstrip()
                told_so = line[place.column - 1 : place.column] == "#"
                advice = to_write(right, "Put one # more before it.") if told_so else "Begin it with ##."
                message = f"the title field is the page's only top heading. {advice}"
                yield Problem(place, "second-title", message)


def _places(lines: Scan, drawn: Drawn) -> list[Place]:
    """Return where each heading stands: one line with # for each, or their words are looked for."""
    rows = sorted(
        number
        for number, line in lines.prose
        if HEADING.match(line.lstrip(" >*+-")) or number in lines.underlined
    )
    if len(rows) == len(drawn.headings):
        return [Place(drawn.uri, row + 1, max(1, lines.lines[row].find("#") + 1)) for row in rows]
    where = Where(drawn, lines)
    return [where.place(f"{'#' * each.level} {each.title}".rstrip()) for each in drawn.headings]


def faults(
    lines: Scan, drawn: Drawn, studies: Collection[str], told: Collection[int] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with a page although all of it is shown.

    Args:
        lines: the file's lines.
        drawn: the same file, drawn.
        studies: the ids of those that can be cited.
        told: the lines (from 1) of which the reader has said already that they hold something active.
    """
    where = Where(drawn, lines)
    yield from _taken_out(drawn, where, told)
    yield from _unknown_studies(drawn, studies, where)
    yield from _ragged_tables(drawn, where)
    yield from _empty_headings(lines, drawn)
    yield from _twice(lines, drawn, where)
    yield from _pictures(drawn, where)
    yield from _unused_notes(drawn, where)


def _taken_out(drawn: Drawn, where: Where, told: Collection[int]) -> Iterator[Problem]:
    for taken in drawn.taken:
        stands = where.target(taken.written) if taken.is_link else None
        if stands is None:
            stands = where.find(taken.written.split("\n")[0])
            if told and (stands is None or stands.line in told):
                continue
        yield Problem(stands or where.place(""), "active-content", taken.message)


def _unknown_studies(drawn: Drawn, studies: Collection[str], where: Where) -> Iterator[Problem]:
    """Report citations that are shown as they were typed; a backslash before one makes text of it."""
    for text in _texts(drawn.root):
        for _, id_ in spans(text, "[^", "]"):
            if id_ not in studies and where.find(f"\\[^{id_}]") is None:
                place = where.place(f"[^{id_}]")
                message = f"there is no study '{id_}'. {instead(id_, studies, 'evidence/')}"
                yield Problem(replace(place, column=place.column + 2), "unknown-study", message)


def _empty_headings(lines: Scan, drawn: Drawn) -> Iterator[Problem]:
    for heading, place in zip(drawn.headings, _places(lines, drawn), strict=True):
        if not any(map(str.isalnum, heading.title)):
            message = "this heading has no words. Write some, or take it out."
            yield Problem(place, "empty-heading", message)


def _ragged_tables(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for row in drawn.ragged:
        message = (
            "this row has not as many cells as its table has heads. Add what is missing, or take out a |."
        )
        yield Problem(where.line(row) or where.place(row), "ragged-table", message)


def _twice(lines: Scan, drawn: Drawn, where: Where) -> Iterator[Problem]:
    """Yield what is wrong with anchors; of two scripts with one id has been told that they have."""
    figures = {element.get("id") for element in drawn.root.iter("figure")}
    others = [element.get("id") for element in drawn.root.iter() if element.tag != "figure"]
    for id_, count in Counter([*figures, *others]).items():
        if id_ and count > 1:
            given = [
                Place(drawn.uri, heading.line + 1, column + 1)
                for heading in lines.headings
                for name, value, column in heading.attributes
                if name == "id" and value == id_
            ]
            for opening in ("{", "{ ", "{:", "{: "):
                while place := where.find(f"{opening}#{id_}"):
                    given.append(replace(place, column=place.column + len(opening) + 1))
            message = f"the anchor '{id_}' stands twice, and a link can lead to one only. Choose another."
            yield Problem(max(given, default=where.place(id_)), "duplicate-anchor", message)


def _pictures(drawn: Drawn, where: Where) -> Iterator[Problem]:
    for element in drawn.root.iter():
        if element.tag not in ("a", "img"):
            continue
        place = where.link(element.get("src") or element.get("href") or "")
        if (
            element.tag == "img"
            and not (element.get("alt") or "").strip()
            and element.get("role") != "presentation"
        ):
            message = (
                "this picture has no words for those who cannot see it. Write them between the brackets: "
                '![a desk](desk.png); or, if it says nothing, add { role="presentation" } right behind it.'
            )
            yield Problem(place, "picture-without-words", message)


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
