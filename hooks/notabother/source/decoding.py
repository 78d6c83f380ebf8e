"""A file's bytes to text, with what makes it unreadable reported."""

from __future__ import annotations

import unicodedata
from typing import Final

from notabother.problems import Place, Problem

MOST_BYTES: Final = 200_000
"""The most a file may weigh: a long book chapter, and still drawn in a moment."""

MOST_CHARACTERS: Final = 10_000
"""The most characters of one line: a long chapter's paragraph, and still scanned in a moment."""

MOST_CONTROL_CHARACTERS: Final = 20
"""How many control characters of one file are reported: more of them say nothing new."""

NEVER: Final = "\ufffe\uffff"
"""Code points that are no characters and that YAML refuses."""


def decode(uri: str, data: bytes) -> tuple[str, list[Problem]]:
    """Turn a file's bytes into text with plain line ends, without a byte order mark.

    Returns:
        The text and the problems in it: `too-large`, `not-utf-8` (the text is then empty) and
        `control-character` (each is replaced by U+FFFD).
    """
    if len(data) > MOST_BYTES:
        return "", [too_large(uri, len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = (
            before.count(b"\n") + 1,
            len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1,
        )
        message = f"byte 0x{data[error.start]:02x} is not UTF-8. Save the file as UTF-8 text."
        return "", [Problem(Place(uri, line, column), "not-utf-8", message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, problems = _without_long_lines(uri, text)
    if text.isprintable():
        return text, problems
    odd = {char for char in set(text) if char not in "\n\t" and _is_odd(char)}
    if odd:
        for number, content in enumerate(text.split("\n"), 1):
            for place, char in enumerate(content, 1):
                if char in odd:
                    message = f"there is a control character (U+{ord(char):04X}) here. Delete it."
                    problems.append(Problem(Place(uri, number, place), "control-character", message))
        text = text.translate({ord(char): "\ufffd" for char in odd})
    return text, problems[:MOST_CONTROL_CHARACTERS]


def odd_character(text: str) -> str | None:
    """Return the first control character of a text of one line, or None: YAML can write them with a backslash."""
    return None if text.isprintable() else next(filter(_is_odd, text), None)


def _is_odd(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in NEVER


def _without_long_lines(uri: str, text: str) -> tuple[str, list[Problem]]:
    """Leave out lines so long that looking at them would take minutes."""
    problems = []
    if len(text) > MOST_CHARACTERS:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if len(line) > MOST_CHARACTERS:
                message = (
                    f"this line has {len(line):,} characters; {MOST_CHARACTERS:,} is the most. "
                    "Break it into paragraphs."
                )
                problems.append(Problem(Place(uri, number + 1), "too-large", message))
                lines[number] = ""
        text = "\n".join(lines)
    return text, problems


def too_large(uri: str, size: int) -> Problem:
    """Return the problem of a file of `size` bytes."""
    message = (
        f"this file has {size // 1000:,} kB; {MOST_BYTES // 1000} kB is the most. Split it into several."
    )
    return Problem(Place(uri), "too-large", message)
