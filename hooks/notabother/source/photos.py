"""What a picture tells beside what it shows: where and when it was taken, and with which camera.

Cameras write that as EXIF: a small file of its own kind, TIFF, within the picture's. Where it is kept differs for JPEG,
PNG, WebP and AVIF, so it is looked for by its first bytes. Other programs write the same as XMP, which is plain text.
"""

from __future__ import annotations

import itertools
import re
import struct
from typing import Final, Literal

Told = Literal["where", "when", "camera"]

TIFF: Final = re.compile(rb"II\*\0|MM\0\*")
"""How TIFF begins: numbers with their last byte first, or with their first."""

MOST_FOUND: Final = 100
"""How many such beginnings are followed: they are also there by chance, and somebody may write thousands."""

MOST_FIELDS: Final = 500
"""More fields than any camera writes into one list."""

MODEL: Final = 0x0110
OF_THE_PHOTO: Final = 0x8769
"""Where the list of what belongs to taking the photo stands."""
OF_THE_PLACE: Final = 0x8825
"""Where the list of what belongs to its place stands."""
TAKEN: Final = 0x9003
LATITUDE: Final = 2

NOWHERE: Final = 2**32
"""A place behind the end of any file."""

IN_WORDS: Final[dict[bytes, Told]] = {
    b"exif:GPSLatitude": "where",
    b"exif:DateTimeOriginal": "when",
    b"tiff:Model": "camera",
}
"""The same in XMP."""


def told(picture: bytes) -> set[Told]:
    """Return what a picture tells beside what it shows."""
    found = {what for name, what in IN_WORDS.items() if name in picture}
    whole = memoryview(picture)
    for mark in itertools.islice(TIFF.finditer(picture), MOST_FOUND):
        tiff, order = whole[mark.start() :], "<" if mark[0].startswith(b"I") else ">"
        first = _fields(tiff, _number(tiff, 4, order), order)
        if MODEL in first:
            found.add("camera")
        if TAKEN in _fields(tiff, first.get(OF_THE_PHOTO, NOWHERE), order):
            found.add("when")
        if LATITUDE in _fields(tiff, first.get(OF_THE_PLACE, NOWHERE), order):
            found.add("where")
    return found


def _number(tiff: memoryview, start: int, order: str) -> int:
    """Return the number of four bytes at `start`, or one that leads nowhere."""
    return struct.unpack_from(f"{order}I", tiff, start)[0] if len(tiff) >= start + 4 else NOWHERE


def _fields(tiff: memoryview, start: int, order: str) -> dict[int, int]:
    """Return the fields of the list that stands at `start`: their numbers, and their values or where those stand."""
    fields: dict[int, int] = {}
    try:
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count if count <= MOST_FIELDS else 0):
            field, _, _, value = struct.unpack_from(f"{order}HHII", tiff, start + 2 + 12 * number)
            fields[field] = value
    except struct.error:  # the list goes on behind the end of the file
        pass
    return fields
