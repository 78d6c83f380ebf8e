"""What each line of a Markdown file is: fields, code, a comment, a heading, a script, or prose.

The scanner sees what Python-Markdown will see, line by line, without drawing anything. It looks
only for what stands at the left margin; `reading` reports whatever looks like one of our marks
elsewhere, and after drawing the two are compared (`agreement`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from markdown.extensions.attr_list import get_attrs_and_remainder

FENCE: Final = re.compile(r"(`{3,}|~{3,})")
SCRIPT: Final = re.compile(r"(/{3,}) *script *(?:\| *(.*?) *)?", re.IGNORECASE)
SCRIPT_END: Final = re.compile(r"(/{3,}) *")
SCRIPT_ELSEWHERE: Final = re.compile(r"[\s>*+-]*(?:\d+[.)]\s+)?/{3,} *script\b", re.IGNORECASE)
HEADING: Final = re.compile(r"(#{1,6})(.*?)#*")
MARK: Final = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)\}[ ]*")
OPTION: Final = re.compile(r" {4,}\S")

MORE: Final = "<!-- more -->"
"""What stands before this line is shown on a fear's page; what follows, only in the article."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A `## heading` at the margin."""

    line: int
    """Index into the file's lines, counted from 0, as in all blocks."""
    level: int
    text: str
    """Without hashes and without the `{ … }` mark."""
    attributes: tuple[tuple[str, str, int], ...] = ()
    """What stands in the mark: name, value (empty if none) and column of the value, counted from 0."""


@dataclass(slots=True)
class ScriptBlock:
    """A `/// script` at the margin, to its closing line or to where it gives up."""

    line: int
    title: str
    title_column: int
    options: range
    """The lines of indented options."""
    text: range
    """The lines of the text."""
    closed: bool


@dataclass(slots=True)
class Scan:
    """A file's lines, sorted by what they are."""

    lines: list[str]
    body: int = 0
    """The line after the front matter."""
    front: range | None = None
    """The lines of the front matter; None where there is none."""
    front_closed: bool = True
    headings: list[Heading] = field(default_factory=list)
    scripts: list[ScriptBlock] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    """The remaining lines with their numbers, code spans blanked out but columns kept."""


def scan(text: str) -> Scan:
    """Sort a file's lines.

    Args:
        text: the whole file, decoded; see `reading.decode`.
    """
    lines = text.split("\n")
    found = Scan(lines)
    _front_matter(found)
    number = found.body
    while number < len(lines):
        line = lines[number]
        if (fence := FENCE.match(line)) and (end := _closing_fence(lines, number, fence[1])):
            number = end + 1
        elif line.startswith("<!--") and line.strip() != MORE:
            number = _comment_end(lines, number) + 1
        elif start := SCRIPT.fullmatch(line.rstrip()):
            block = _script(lines, number, start)
            found.scripts.append(block)
            number = block.text.stop + (1 if block.closed else 0)
        else:
            if heading := _heading(number, line):
                found.headings.append(heading)
            found.prose.append((number, without_code(line)))
            number += 1
    return found


def _front_matter(found: Scan) -> None:
    lines = found.lines
    if lines[0].rstrip() != "---":
        return
    for number in range(1, len(lines)):
        if lines[number].rstrip() in ("---", "..."):
            found.front, found.body = range(1, number), number + 1
            return
    # Never closed: take the lines up to the first empty one, so that the rest is still read.
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    found.front, found.body, found.front_closed = range(1, blank), blank, False


def _closing_fence(lines: list[str], start: int, fence: str) -> int | None:
    """Return the line that ends the code, or None: Python-Markdown takes an unclosed fence as text."""
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip(" ") == fence:
            return number
    return None


def _comment_end(lines: list[str], start: int) -> int:
    return next((number for number in range(start, len(lines)) if "-->" in lines[number]), start)


def _heading(number: int, line: str) -> Heading | None:
    match = HEADING.fullmatch(line.rstrip())
    if match is None or not match[2].strip():
        return None
    text, offset = match[2], len(match[1])
    mark = MARK.search(text)
    if mark is None or mark.end() != len(text):
        return Heading(number, len(match[1]), text.strip())
    pairs, _ = get_attrs_and_remainder(mark[1])
    attributes = []
    for name, value in pairs:
        column = offset + mark.start(1) + mark[1].find(value or name)
        attributes.append((name, value or "", column))
    return Heading(number, len(match[1]), text[: mark.start()].strip(), tuple(attributes))


def _script(lines: list[str], start: int, match: re.Match[str]) -> ScriptBlock:
    options = start + 1
    while options < len(lines) and OPTION.match(lines[options]):
        options += 1
    end = options
    closed = False
    while end < len(lines):
        line = lines[end].rstrip()
        if (close := SCRIPT_END.fullmatch(line)) and len(close[1]) == len(match[1]):
            closed = True
            break
        if SCRIPT.fullmatch(line) or (line.startswith("## ") and not closed):
            break  # another begins, so this one was never closed
        end += 1
    column = match.start(2) if match[2] else len(lines[start])
    return ScriptBlock(start, match[2] or "", column, range(start + 1, options), range(options, end), closed)


def without_code(line: str) -> str:
    """Return a line with its `code spans` blanked out, so that examples are not taken for marks."""
    if "`" not in line:
        return line
    pieces: list[str] = []
    at = 0
    while (start := line.find("`", at)) >= 0:
        width = len(line) - start - len(line[start:].lstrip("`"))
        ticks = line[start : start + width]
        end = line.find(ticks, start + width)
        if end < 0:
            break
        pieces += [line[at:start], " " * (end + width - start)]
        at = end + width
    return "".join([*pieces, line[at:]])


def spans(line: str, opening: str, closing: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between two marks on a line, with the column (from 0) where it begins."""
    at = 0
    while (start := line.find(opening, at)) >= 0:
        inside = start + len(opening)
        end = line.find(closing, inside)
        if end < 0:
            return
        yield inside, line[inside:end]
        at = end + len(closing)
