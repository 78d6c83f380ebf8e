"""What a camera writes into a photo, made small."""

from __future__ import annotations

import struct


def exif(
    first: dict[int, int],
    *,
    photo: dict[int, int] | None = None,
    gps: dict[int, int] | None = None,
    order: str = "<",
) -> bytes:
    """Return a TIFF file of lists of fields.

    Args:
        first: the numbers and values of the first list.
        photo: those of the list of what belongs to the photo; None for no such list.
        gps: those of the list of its place.
        order: `<` for numbers with their last byte first, `>` for the other way round.
    """
    lists = {0x8769: photo, 0x8825: gps}
    inner = {tag: fields for tag, fields in lists.items() if fields is not None}
    start = 8 + 2 + 12 * (len(first) + len(inner)) + 4
    parts = b""
    for tag, fields in inner.items():
        first = first | {tag: start + len(parts)}
        parts += _list(fields, order)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return head + _list(first, order) + parts


def _list(fields: dict[int, int], order: str) -> bytes:
    body = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in fields.items())
    return struct.pack(f"{order}H", len(fields)) + body + bytes(4)
