"""Text as readers see it, on pages and on paper: curly quotation marks, days, first words, blanks apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final

LONGEST_WORD: Final = 40
"""The most characters of a word that is sure to fit a line of every card; longer ones may be broken."""

QUOTES: Final = {'"': "“”", "'": "‘’"}

PREVIEW: Final = 150
"""The most characters of a script's first words in a list."""

MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


def typographic(text: str) -> str:
    """Return a text with curly quotation marks and apostrophes, as books have them."""
    if "'" not in text and '"' not in text:
        return str(text)
    curly: list[str] = []
    before = " "
    for char, after in zip(text, f"{text[1:]} ", strict=False):
        opens = (before.isspace() or before in "([{—–-/‘“") and not (char == "'" and after.isdigit())
        pair = QUOTES.get(char)
        curly.append(char if pair is None else pair[0] if opens else pair[1])
        before = curly[-1]
    return "".join(curly)


def line_of(text: str) -> str:
    """Return a line for print: no "I" at its end, no short word alone below it, none too long."""
    words = []
    for word in typographic(text).split(" "):
        pieces = [word[i : i + LONGEST_WORD // 2] for i in range(0, len(word), LONGEST_WORD // 2)]
        words.append("\u200b".join(pieces) if len(word) > LONGEST_WORD else word)
    if len(words) > 3 and len(words[-1]) < 9:
        words[-2:] = ["\u00a0".join(words[-2:])]
    return " ".join(words).replace(" I ", " I\u00a0")


def with_blanks(text: str, blanks: Iterable[str]) -> list[str | list[str]]:
    """Split a line at its blanks: `["Hi ", ["first name"], ","]` for `Hi [first name],`."""
    parts: list[str | list[str]] = [text]
    for blank in dict.fromkeys(blanks):
        parts = [piece for part in parts for piece in _split(part, blank)]
    return [line_of(part) if isinstance(part, str) else part for part in parts]


def _split(part: str | list[str], blank: str) -> Iterator[str | list[str]]:
    if isinstance(part, list):
        yield part
        return
    first, *others = part.split(f"[{blank}]")
    if first:
        yield first
    for other in others:
        yield [typographic(blank)]
        if other:
            yield other


def preview(text: str) -> str:
    """Return a script's first words for a list: what comes after the greeting, cut at a word."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 1 and len(paragraphs[0].split()) <= 4:
        paragraphs = paragraphs[1:]
    words = " ".join(paragraphs).split()
    line = ""
    for word in words:
        if len(line) + len(word) + 1 > PREVIEW:
            return f"{line.rstrip(',;:.')} …"
        line = f"{line} {word}".strip()
    return line


def plain_heading(text: str) -> str:
    """Return a heading without the number it has in its article: `They're busy` for `1. They're busy`."""
    number, dot, rest = text.strip().partition(". ")
    return rest.strip() if dot and number.isdigit() and len(number) < 3 and rest.strip() else text


def date_text(day: str) -> str:
    """Return a day for readers: `November 22, 2026` for `2026-11-22`, in any locale."""
    date = datetime.date.fromisoformat(day)
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"
