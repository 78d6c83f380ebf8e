"""A Markdown file's text as readers see it, in passages whose every letter knows its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from notabother.problems import Place, Text
from notabother.source.lines import Scan, ScriptLines

Kind = Literal["paragraph", "item", "heading", "field", "message"]
"""An item is one of a list, or a cell of a table; a message is a line of a script."""

ITEM: Final = re.compile(r"(?:[-*+]|\d{1,3}[.)]|:) +(?=\S)")
"""How a line of a list begins."""

NO_TEXT: Final = ("!!!", "???", "===", "*[")
"""How a line begins that names a box or a tab, or explains an abbreviation."""

CODE: Final = 4
"""From this indent on a line is code, unless it goes on with a list or a box."""

MARKS: Final = re.compile(r"[\\!\[\]<{*_]")
"""The signs that may be Markdown and not text."""

Piece = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item, a heading, a field or a line of a message, without its markup."""

    kind: Kind
    text: str
    uri: str
    pieces: tuple[Piece, ...]
    """Where the text was taken from: offset in `text`, line and column in the file (both from 1)."""
    cites: bool = False
    """It carries a footnote mark."""

    def place(self, offset: int) -> Place:
        """Return where in the file the letter at an offset stands."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        start, line, column = self.pieces[max(at, 0)]
        return Place(self.uri, line, column + offset - start)


def prose(uri: str, lines: Scan) -> Iterator[Passage]:
    """Yield the passages of a file's text. Code, comments, pictures, HTML tags and script blocks are left out.

    Args:
        uri: the file.
        lines: its lines, sorted.
    """
    headings = {heading.line: heading for heading in lines.headings}
    passage = _Open(uri)
    inside = False  # a list or a box, to which indented lines belong
    before = -1
    for number, line in lines.prose:
        if number != before + 1:
            yield from passage.close()
            inside = False
        before = number
        start = _after_quote_marks(line)
        if number in headings:
            yield from passage.close()
            heading = headings[number]
            if not any(name == "fear" for name, *_ in heading.attributes):  # a fear is in the readers' words
                passage.add(number, line[: line.find(heading.text) + len(heading.text)], heading.level)
                yield from passage.close("heading")
            inside = False
        elif not line[start:].strip("-=*_ ") or number in lines.underlined:
            yield from passage.close()
        elif passage.is_empty and not inside and len(line) - len(line.lstrip(" ")) >= CODE:
            continue
        elif line.startswith(NO_TEXT, start) or (
            line.startswith("[", start) and not line.startswith("[^", start) and "]:" in line
        ):
            yield from passage.close()
            inside = True
        elif line.startswith("|", start):
            yield from passage.close()
            for cell, column in _cells(line, start):
                passage.add(number, cell, column)
                yield from passage.close("item")
        elif line.startswith("[^", start) and "]:" in line:
            yield from passage.close()
            passage.add(number, line, line.index("]:") + 2)
            passage.cites = inside = True
        elif (passage.is_empty or passage.kind == "item") and (item := ITEM.match(line, start)):
            yield from passage.close()
            passage.kind, inside = "item", True
            passage.add(number, line, item.end())
        else:
            inside = inside and not (passage.is_empty and start == 0)
            passage.add(number, line, start)
    yield from passage.close()


def message(uri: str, lines: Scan, block: ScriptLines) -> Iterator[Passage]:
    """Yield the lines of a script, as they will be sent."""
    for number in block.text:
        line = lines.lines[number]
        if text := line.strip():
            yield Passage("message", text, uri, ((0, number + 1, line.index(text) + 1),))


def field(
    uri: str, lines: Scan, text: Text | None, kind: Kind = "field", *, cites: bool = False
) -> Iterator[Passage]:
    """Yield the text of a field, if it is there; `lines` tell where its words stand."""
    if text:
        yield Passage(kind, str(text), uri, tuple(_in_source(lines.lines, text)), cites)


def alone(text: Text, kind: Kind = "field") -> Passage:
    """Return a text as a passage of which only the beginning has a place."""
    return Passage(kind, str(text), text.place.file, ((0, text.place.line, text.place.column),))


class _Open:
    """A passage that grows line by line."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.kind: Kind = "paragraph"
        self.text: list[str] = []
        self.size = 0
        self.pieces: list[Piece] = []
        self.cites = False

    @property
    def is_empty(self) -> bool:
        return not self.pieces

    def add(self, number: int, line: str, start: int) -> None:
        """Add a line from a column on, without its markup."""
        if self.text:
            self.text.append(" ")
            self.size += 1
        while line[start : start + 1] == " ":
            start += 1
        for column, piece in plain(line.rstrip(), start):
            if piece is None:
                self.cites = True
                continue
            self.pieces.append((self.size, number + 1, column + 1))
            self.text.append(piece)
            self.size += len(piece)

    def close(self, kind: Kind | None = None) -> Iterator[Passage]:
        """Yield what was gathered, if it says anything, and begin anew."""
        text = "".join(self.text)
        if any(map(str.isalnum, text)):
            yield Passage(kind or self.kind, text, self.uri, tuple(self.pieces), self.cites)
        self.__init__(self.uri)  # type: ignore[misc]


def plain(line: str, start: int = 0) -> Iterator[tuple[int, str | None]]:
    """Yield the text of a Markdown line in pieces, each with its column from 0; None is a footnote mark.

    The text of a link stays; its target, a picture, a tag, an attribute list and emphasis go.
    """
    at = start
    while (mark := MARKS.search(line, at)) is not None:
        here = mark.start()
        end = _end_of_mark(line, here)
        if end is None:  # it is a letter like any other
            yield at, line[at : here + 1]
            at = here + 1
            continue
        if here > at:
            yield at, line[at:here]
        if line.startswith("[^", here):
            yield here, None
        at = end
        if mark[0] == "\\":
            yield at, line[at : at + 1]
            at += 1
    if at < len(line):
        yield at, line[at:]


def _end_of_mark(line: str, here: int) -> int | None:
    """Return where the markup ends that begins at a column, or None if it is text."""
    sign, after = line[here], line[here + 1 : here + 2]
    end: int | None = here + 1
    if sign == "\\":
        return end if after and not after.isalnum() and not after.isspace() else None
    if sign == "!":
        return _past(line, "]", here, target=True) if after == "[" else None
    if sign == "[":
        return _past(line, "]", here) if after == "^" else end
    if sign == "]":
        return _target(line, here + 1)
    if sign == "<":
        close = "-->" if line.startswith("<!--", here) else ">"
        return _past(line, close, here) if after.isalpha() or after in ("/", "!") else None
    if sign == "{":
        return _past(line, "}", here)
    before = line[here - 1 : here] if here else " "
    if (sign == "_" and before.isalnum() and after.isalnum()) or (before == " " and after in (" ", "")):
        return None
    return end


def _past(line: str, close: str, start: int, *, target: bool = False) -> int | None:
    """Return the column after a closing sign (and after the target of a picture), or None without one."""
    end = line.find(close, start + 1)
    if end < 0:
        return None
    return _target(line, end + 1) if target else end + len(close)


def _target(line: str, at: int) -> int:
    """Return the column after `(target)` or `[name]`, if one begins here."""
    close = {"(": ")", "[": "]"}.get(line[at : at + 1])
    if close is None or line.startswith("[^", at):
        return at
    end = line.find(close, at)
    return at if end < 0 else end + 1


def _after_quote_marks(line: str) -> int:
    """Return the column where a line's text begins, behind spaces and the > of a quotation."""
    return len(line) - len(line.lstrip(" >"))


def _cells(line: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield a table row cut off behind each cell, with the column where the cell begins."""
    while (end := line.find("|", start + 1)) >= 0:
        yield line[:end], start + 1
        start = end


def _in_source(lines: list[str], text: Text) -> Iterator[Piece]:
    """Yield where a field's words stand: in one piece, or word by word if the field has several lines."""
    line, column = text.place.line - 1, text.place.column - 1
    whole = lines[line].find(text, column)
    if whole >= 0:
        yield 0, line + 1, whole + 1
        return
    offset = 0
    for word in text.split(" "):
        for number in range(line, min(line + 2, len(lines))):
            found = lines[number].find(word, column if number == line else 0)
            if found >= 0:
                line, column = number, found
                break
        yield offset, line + 1, column + 1
        column += len(word)
        offset += len(word) + 1
