"""A file's bytes to text, with what makes it unreadable reported."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from notabother.problems import Place, Problem

MOST_BYTES: Final = 200_000
"""The most a file may weigh: a long book chapter, and still drawn in a moment."""

MOST_CHARACTERS: Final = 10_000
"""The most characters of one line: a long chapter's paragraph, and still scanned in a moment."""

MOST_CONTROL_CHARACTERS: Final = 20
"""How many control characters of one file are reported: more of them say nothing new."""

MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How files begin that say themselves that each character takes two or four bytes."""

WIDE: Final = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
"""The same without saying so."""

OF_WINDOWS: Final = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What bytes that are not UTF-8 most likely mean: letters as Windows wrote them."""

SAVE_AGAIN: Final = "In Notepad, choose Save as and the encoding UTF-8; in Word, save as Plain text and choose Unicode (UTF-8)."

CONTROLS: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\r")

NO_TEXT: Final = (
    "this is no text, whatever its name says. Copy its words into a new file, in an editor such as Notepad."
)

NEVER: Final = "\ufffe\uffff" + "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""Code points that are no characters: YAML refuses some, and drawing marks places with another."""


def decode(uri: str, data: bytes) -> tuple[str, list[Problem]]:
    """Turn a file's bytes into text with plain line ends, without a byte order mark.

    Returns:
        The text and the problems in it: `too-large`, `not-utf-8` (the text is then a good guess, or empty where
        there seems to be none), `line-ends` and `control-character` (each is replaced by U+FFFD).
    """
    if len(data) > MOST_BYTES:
        return "", [too_large(uri, len(data))]
    text, problems = _text(uri, data)
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        message = (
            "lines end here as on the first Macs, and Git takes them for one. Save the file with the line ends "
            "of today (LF), or run: make fix"
        )
        problems.append(Problem(Place(uri, line), "line-ends", message))
        text = text.replace("\r", "\n")
    text, long_lines = _without_long_lines(uri, text)
    problems += long_lines
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


def _text(uri: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return what a file's bytes say, and the problem if they are not UTF-8.

    What Windows, Word and older programs write is guessed, so that this is the only thing told of it.
    """
    wide = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if wide is None and data.count(b"\0") > len(data) // 50:
        wide = next((encoding for encoding in WIDE if _is_text(data, encoding)), None)
    if wide is not None:
        message = f"this file is saved as {wide[:6].upper()}, which Windows calls Unicode. {SAVE_AGAIN}"
        return data.decode(wide, "replace"), [Problem(Place(uri), "not-utf-8", message)]
    data = data.removeprefix(codecs.BOM_UTF8)
    controls = len(data) - len(data.translate(None, CONTROLS))
    try:
        text = data.decode("utf-8")
        where = None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape").translate(OF_WINDOWS)
        where = error.start
    if controls > len(data) // 4 or (where is not None and b"\0" in data):
        return "", [Problem(Place(uri), "not-utf-8", NO_TEXT)]
    if where is None:
        return text, []
    before = data[:where].decode("utf-8")
    place = Place(uri, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    message = f"'{OF_WINDOWS[0xDC00 + data[where]]}' is not saved as UTF-8. {SAVE_AGAIN}"
    return text, [Problem(place, "not-utf-8", message)]


def _is_text(data: bytes, encoding: str) -> bool:
    """Tell whether bytes make sense in an encoding: they have lines, and no control characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\n" in text and not any(char not in "\t\n\r" and _is_odd(char) for char in text)


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
