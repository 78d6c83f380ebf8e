"""What Markdown would take minutes or gigabytes to draw, found before anything is drawn.

Markdown's time and memory grow with the square of some things: brackets in one paragraph, headings of one
name, rows times columns, uses of a name times what stands for it. A chapter of a book stays far below
every number here; a file that does not is shown without its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from notabother.problems import Place, Problem

MOST_LEVELS: Final = 25
"""How deep lists and quotations may stand in each other; Markdown calls itself for every level."""

MOST_EFFORT: Final = 5_000_000
"""Marks times characters, added up over all paragraphs: at every mark Markdown may look through the rest."""

MOST_LINES: Final = 5_000
"""How many lines may hold text: each can be an entry of a list, and Markdown takes them off one by one."""

MOST_CHARACTERS: Final = 30_000
"""The longest paragraph, list or table without an empty line: at each abbreviation its rest is copied."""

MOST_HEADINGS: Final = 1_000
"""For each heading Markdown looks for an anchor that is still free."""

MOST_NAMES: Final = 1_000
"""How many footnotes, abbreviations and links may be given a name, and how often footnotes may be cited."""

MOST_CELLS: Final = 20_000
"""Every row of a table is filled up to the width of its widest."""

MOST_REPEATED: Final = 20_000_000
"""The longest line that gives a name a meaning, times the characters of the text: it may be drawn at each use."""

MARKS: Final = "[*_`<{&\\\"'"
"""What Markdown stops at within a paragraph."""

BEGINNING: Final = re.compile(r"(?:[ >*+.)\-\d]|\[\^[^\]]*\]:)*")
"""The marks of lists, quotations and footnotes that a line begins with, and of rules."""

LEVEL: Final = re.compile(r">|[*+.)\-] |\]:| {4}")
"""What may go one level deeper."""

NAMED: Final = re.compile(r"[ >*+.\-\d]*\*?\[[^\]]*\]:")
"""A line that gives a footnote, an abbreviation or a link its name."""


def too_complex(uri: str, lines: Sequence[str], start: int) -> Problem | None:
    """Return the first thing in a text of which there is too much, or None.

    Every line counts, examples and scripts too: what Markdown takes for one need not be one.

    Args:
        uri: the file.
        lines: its lines, tabs expanded.
        start: where its text begins.
    """
    size = sum(map(len, lines[start:]))
    effort = full = cells = headings = names = cited = 0
    for first, paragraph in _paragraphs(lines, start):
        text = "\n".join(paragraph)
        full += len(paragraph)
        effort += len(text) * sum(map(text.count, MARKS))
        cited += text.count("[^")
        if "|" in text:
            cells += len(paragraph) * (1 + max(line.count("|") for line in paragraph))
        for number, line in enumerate(paragraph, first):
            beginning = BEGINNING.match(line)
            opening = beginning[0] if beginning is not None else ""
            rest = line[len(opening) :]
            levels = len(LEVEL.findall(opening))
            headings += rest.startswith("#") or not line.strip("=- ")
            if "]:" in line and NAMED.match(line):
                names += 1
                if len(line) * size > MOST_REPEATED:
                    most = max(80, MOST_REPEATED // size)
                    return _trouble(
                        uri, number, f"this line can be drawn often. Cut it to {most:,} characters."
                    )
            for count, most, what in (
                (levels, MOST_LEVELS, "levels of lists and quotations in each other"),
                (headings, MOST_HEADINGS, "headings and rules"),
                (names, MOST_NAMES, "footnotes, abbreviations and named links"),
            ):
                if count > most:
                    return _trouble(uri, number, f"there are more than {most:,} {what} here. Use fewer.")
        if full > MOST_LINES:
            return _trouble(uri, first, f"there are more than {MOST_LINES:,} lines of text. Split the file.")
        if len(text) > MOST_CHARACTERS:
            message = (
                f"there are more than {MOST_CHARACTERS:,} characters without an empty line. Put some in."
            )
            return _trouble(uri, first, message)
        if cited > MOST_NAMES:
            return _trouble(uri, first, f"there are more than {MOST_NAMES:,} citations. Split the file.")
        if cells > MOST_CELLS:
            return _trouble(
                uri, first, f"there are more than {MOST_CELLS:,} cells of tables. Split the file."
            )
        if effort > MOST_EFFORT:
            message = "there are too many marks such as [ * _ < in paragraphs so long. Break them into shorter ones."
            return _trouble(uri, first, message)
    return None


def _paragraphs(lines: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between empty lines, with the number of its first line."""
    paragraph: list[str] = []
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip(" "):
            paragraph.append(line)
        elif paragraph:
            yield number - len(paragraph), paragraph
            paragraph = []
    if paragraph:
        yield len(lines) - len(paragraph), paragraph


def _trouble(uri: str, number: int, message: str) -> Problem:
    return Problem(Place(uri, number + 1), "too-complex", message)
