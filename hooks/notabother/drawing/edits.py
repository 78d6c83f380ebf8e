"""What may help where GitHub's drawing and ours differ: small changes of a text, each with its advice as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final


def edits(lines: list[str], line: int, last: int, above: int) -> Iterator[tuple[str, list[str]]]:
    """Yield what may help, as a sentence and as lines; the simplest first.

    Args:
        lines: the text.
        line: where the difference begins, counted from 1.
        last: where what GitHub shows there ends.
        above: how many lines of the file stand above the text.
    """
    before, block, after = lines[: line - 1], lines[line - 1 : last], lines[last:]
    here, end = f"line {line + above}", f"line {last + above}"
    these = here if line == last else f"lines {line + above} to {last + above}"
    if before and before[-1].strip():
        yield f"Put an empty line before {here}.", [*before, "", *block, *after]
        if block and block[0].startswith(">"):
            yield f"Put a line with only > before {here}.", [*before, ">", *block, *after]
    if after and after[0].strip():
        yield f"Put an empty line after {end}.", [*before, *block, "", *after]
        if before and before[-1].strip():
            both = [*before, "", *block, "", *after]
            yield f"Put an empty line before {here} and one after {end}.", both
    if block and block[0][:3] in ("```", "~~~"):
        fence = block[0][:3]
        yield f"Write {fence} on a line of its own after {end}.", [*before, *block, fence, *after]
    for bad, good, advice in REWRITES:
        edited = [each.replace(bad, good) for each in block]
        if edited != block:
            yield f"{advice} in {these}.", [*before, *edited, *after]
    if block and block[0].endswith(("\\", "  ")):
        slash = block[0].endswith("\\")
        ended = block[0][:-1] + "  " if slash else block[0].rstrip() + "\\"
        what = "two spaces, not \\" if slash else "\\, not spaces"
        yield f"End {here} with {what}.", [*before, ended, *block[1:], *after]
    if len(block) > 1:
        joined = " ".join(each.strip() for each in block)
        yield f"Write {these} as one line.", [*before, " " * _indent(block[0]) + joined, *after]
    if block and _indent(block[0]):
        yield from _shifts((before, block, after), here, end, these)
    for number in range(line, min(last, line + 3) + 1):
        yield from _escapes(lines, number, above)


REWRITES: Final = (
    ("\t", "    ", "Write four spaces for the tab"),
    ("\u00a0", " ", "Write a plain space for the one that does not break"),
    ("~", "~~", "Write ~~ for ~"),
    ("__", "**", "Write ** for __"),
    ("_", "*", "Write * for _"),
    (") ", ". ", "Write a full stop for the )"),
    ("+ ", "- ", "Write - for +"),
    ("* ", "- ", "Write - for *"),
)
"""What the two read in different ways, and how to write it so that they do not."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight")


def _shifts(
    parts: tuple[list[str], list[str], list[str]], here: str, end: str, these: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield a block moved to the right and to the left, without and with an empty line at its side."""
    before, block, after = parts
    least = min((_indent(each) for each in block if each.strip()), default=0)
    moves = [
        *(
            (f"Put {count} more space{'s' * (n > 1)} before {these}", [" " * n + each for each in block])
            for n, count in enumerate(NUMBERS[:4], 1)
        ),
        *(
            (f"Take away {count} space{'s' * (n > 1)} before {these}", [each[n:] for each in block])
            for n, count in enumerate(NUMBERS[:least], 1)
        ),
    ]
    for advice, edited in moves:
        yield f"{advice}.", [*before, *edited, *after]
    if before and before[-1].strip():
        for advice, edited in moves:
            yield f"{advice}, and an empty line before {here}.", [*before, "", *edited, *after]
    if after and after[0].strip():
        for advice, edited in moves:
            yield f"{advice}, and an empty line after {end}.", [*before, *edited, "", *after]


SIGNS: Final = "*_`~#[]<>&+-.)!|:@\\{="
"""What begins a mark, and stands for itself behind a backslash."""


def _escapes(lines: list[str], number: int, above: int) -> Iterator[tuple[str, list[str]]]:
    """Yield a line with a backslash before one of its signs, or before all of a kind."""
    line = lines[number - 1]
    for sign in SIGNS:
        if sign in line:
            edited = [*lines[: number - 1], line.replace(sign, f"\\{sign}"), *lines[number:]]
            yield f"Write \\{sign} for each {sign} in line {number + above}.", edited
    for column, sign in enumerate(line[:400]):
        if sign in SIGNS:
            edited = [*lines[: number - 1], f"{line[:column]}\\{line[column:]}", *lines[number:]]
            yield f"Write \\{sign} for the {sign} in line {number + above}, column {column + 1}.", edited
