"""Signs that only look like Markdown's: what Word, phones and keyboards for other languages write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from notabother.problems import Place, Problem, to_write
from notabother.source.lines import Scan

BULLETS: Final = "•◦▪▫‣⁃●○■□∙"
"""What word processors put before the entries of a list."""

FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The signs of East Asian keyboards, and those of ours that they look like."""

OPENING: Final = ("#", "///", "|", ">", "- ", "* ", "!!!", "{:")
"""How a line of structure begins."""

WITHIN: Final = ("](", "[^", "{ fear", "{fear", "**", "`")
"""What is structure within a line."""


def look_alikes(uri: str, lines: Scan) -> Iterator[Problem]:
    """Yield each sign that was taken for a letter and meant as a mark: `look-alike`.

    Args:
        uri: the file.
        lines: its lines, sorted.
    """
    for number, line in lines.prose:
        column = len(line) - len(line.lstrip(" >"))
        sign, rest = line[column : column + 1], line[column + 1 :]
        if sign and sign in BULLETS and (not rest or rest[0] == " "):
            advice = to_write(f"{line[:column].lstrip()}- {rest.strip()}", "Write - and a space for it.")
            message = f"'{sign}' begins no list here. {advice}"
            yield Problem(Place(uri, number + 1, column + 1), "look-alike", message)
        plain = line.translate(FULL_WIDTH)
        if plain != line and _is_structure(plain) and not _is_structure(line):
            yield _full_width(uri, number, line, plain)
    for block in lines.scripts:
        for number in block.text:
            line = lines.lines[number]
            plain = line.translate(FULL_WIDTH)
            if plain != line and plain.count("[") > line.count("["):
                yield _full_width(uri, number, line, plain)


def _is_structure(line: str) -> bool:
    return line.lstrip(" ").startswith(OPENING) or any(mark in line for mark in WITHIN)


def _full_width(uri: str, number: int, line: str, plain: str) -> Problem:
    at = next(at for at, char in enumerate(line) if ord(char) in FULL_WIDTH)
    advice = to_write(plain.strip(), "Write the narrow sign for it.")
    message = f"'{line[at]}' is a sign of full width, and no mark here. {advice}"
    return Problem(Place(uri, number + 1, at + 1), "look-alike", message)
