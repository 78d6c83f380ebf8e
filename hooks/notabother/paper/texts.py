"""What was drawn as text for paper: plain paragraphs, and a problem for what paper has no room for."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from notabother.drawing.page import NOTE, is_note
from notabother.drawing.tree import HEADINGS, is_comment, text_of
from notabother.drawn import Drawn
from notabother.language.readability import spans
from notabother.problems import Place, Problem
from notabother.source.lines import Scan
from notabother.source.where import Where

NAMES: Final = {
    "table": "a table",
    "pre": "code",
    "img": "a picture",
    "hr": "a line across",
    **dict.fromkeys(HEADINGS, "a heading"),
}
"""What paper cannot hold, by element; of a script in a text for paper has been told that it stands in the wrong file."""

SIGNS: Final = {"table": "|", **dict.fromkeys(HEADINGS, "#")}
"""What stands on a line with a table or a heading."""

LEFT_OUT: Final = frozenset({*NAMES, "figure"})

ITEM: Final = "• "
"""Stands before an entry of a list that is not numbered."""


def paragraphs(drawn: Drawn, address_of: Callable[[str], str]) -> list[str]:
    """Return a text's paragraphs without their marks; a citation stays as `[^id]`.

    Args:
        drawn: the text.
        address_of: says how the target of a link is printed.
    """
    found = (_plain(block, address_of) for block in _blocks(drawn.root))
    return [text for text in found if text]


def _blocks(parent: etree.Element) -> Iterator[etree.Element]:
    """Yield the paragraphs of a text, those in boxes, quotations and lists too."""
    number = int(parent.get("start", "1"))
    for element in parent:
        if is_comment(element) or element.get("class") == "footnote" or element.tag in LEFT_OUT:
            continue
        if element.tag == "li":
            yield from _item(element, f"{number}. " if parent.tag == "ol" else ITEM)
            number += 1
        elif element.tag in ("div", "blockquote", "ul", "ol", "dl", "details"):
            yield from _blocks(element)
        else:
            yield element


def _item(item: etree.Element, mark: str) -> Iterator[etree.Element]:
    """Yield an entry of a list: its own words with its mark, then what stands in it."""
    own = etree.Element("p")
    own.text = f"{mark}{item.text or ''}"
    children = list(item)
    if children and children[0].tag == "p" and not (item.text or "").strip():
        first = children.pop(0)
        own.text = f"{mark}{first.text or ''}"
        own.extend(first)
    while children and children[0].tag not in ("p", "ul", "ol", "div", "blockquote", "dl", *LEFT_OUT):
        own.append(children.pop(0))
    yield own
    rest = etree.Element("div")
    rest.extend(children)
    yield from _blocks(rest)


def _plain(block: etree.Element, address_of: Callable[[str], str]) -> str:
    return " ".join("".join(_pieces(block, address_of)).split())


def _pieces(element: etree.Element, address_of: Callable[[str], str]) -> Iterator[str]:
    if is_note(element):
        yield f"[^{(element[0].get('href') or '').removeprefix(f'#{NOTE}')}]"
        return
    if is_comment(element):
        return
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _pieces(child, address_of)
        yield child.tail or ""
    if element.tag == "a" and (link := element.get("href")):
        yield f" ({address_of(link)})"


def not_on_paper(lines: Scan, drawn: Drawn, what: str) -> Iterator[Problem]:
    """Yield what a text for paper holds that paper cannot: `not-on-paper`.

    Args:
        lines: the file's lines.
        drawn: the same file, drawn.
        what: what it is printed on, as in `the back of a card`.
    """
    where = Where(drawn, lines)
    for element in drawn.root.iter():
        if element.tag in NAMES and not _in_notes(drawn, element):
            message = f"{what} has no room for {NAMES[element.tag]}. Say it in a paragraph or a list."
            yield Problem(_place(element, lines, where), "not-on-paper", message)
    own = {str(item.get("id")).removeprefix(NOTE) for item in drawn.root.iter("li") if item.get("id")}
    for id_ in sorted(own - set(drawn.cites)):
        message = f"{what} has no room for a note of your own. Put it into the text."
        yield Problem(where.place(f"[^{id_}]"), "not-on-paper", message)


def _place(element: etree.Element, lines: Scan, where: Where) -> Place:
    """Return where something stands that paper cannot hold: its first words, on a line that looks like it."""
    if element.tag == "img":
        return where.link(element.get("src") or "")
    words = text_of(element).strip().split("\n")[0].strip()
    if element.tag in HEADINGS:
        words = words.split(" ")[0]  # the rest may hold marks
    sign = SIGNS.get(element.tag, "")
    text = {number for number, line in lines.prose if line[:4].strip()} if element.tag == "pre" else set()
    for number in range(lines.body, len(lines.lines)):
        line = lines.lines[number]
        if number in text:
            continue
        if (words and words in line and sign in line) or (
            not words and line.strip() and not line.strip("-*_ ")
        ):
            return Place(where.uri, number + 1, line.find(words) + 1)
    return where.place(words.split(" ")[0])


def _in_notes(drawn: Drawn, element: etree.Element) -> bool:
    return any(
        element is each for notes in drawn.root.iterfind("./div[@class='footnote']") for each in notes.iter()
    )


def unmarked(paragraph: str, cites: Iterable[str]) -> tuple[str, list[str]]:
    """Return a paragraph without its footnote marks, and the ids they name, of those given."""
    found = []
    for id_ in dict.fromkeys(cites):
        mark = f"[^{id_}]"
        if mark in paragraph:
            found.append(id_)
            paragraph = paragraph.replace(mark, "")
    return paragraph, found


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences; the footnote marks after one stay with it."""
    return [paragraph[start:end] for start, end in spans(paragraph)]
