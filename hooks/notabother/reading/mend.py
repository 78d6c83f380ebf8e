"""What can be put right in a file without asking anybody: `make fix`."""

from __future__ import annotations

from notabother.reading.look_alikes import BULLETS, FULL_WIDTH, look_alikes
from notabother.source.lines import scan
from notabother.source.spaces import settle, settle_fields


def mended(uri: str, text: str) -> str:
    """Return a file with its white space settled where it is structure, and its look-alikes written as marks.

    Args:
        uri: the file; one that does not end in .md holds fields alone.
        text: the file, decoded, which gives it plain line ends and takes a byte order mark away.
    """
    if not uri.endswith(".md"):
        return settle_fields(text)
    lines = settle(text).split("\n")
    for problem in look_alikes(uri, scan("\n".join(lines))):
        number, column = problem.place.line - 1, problem.place.column - 1
        line = lines[number]
        if line[column : column + 1] in BULLETS:
            lines[number] = f"{line[:column]}- {line[column + 1 :].lstrip()}"
        else:
            lines[number] = line.translate(FULL_WIDTH)
    return "\n".join(lines)
