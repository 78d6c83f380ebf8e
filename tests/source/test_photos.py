"""What photos tell of their making, in every container and both orders of bytes."""

from __future__ import annotations

import io
import itertools
import random
import struct

import pytest
from PIL import Image

from notabother.source.photos import MOST_FIELDS, told
from photo import exif

MODEL, TAKEN, LATITUDE = 0x0110, 0x9003, 2

FIELDS = {
    "where": {"gps": {0: 1, LATITUDE: 0, 4: 0}},
    "when": {"photo": {0x9000: 0, TAKEN: 0}},
    "camera": {"first": {0x010F: 0, MODEL: 0}},
}


def jpeg(tiff: bytes) -> bytes:
    part = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(part) + 2) + part + b"\xff\xd9"


def png(tiff: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(33) + struct.pack(">I", len(tiff)) + b"eXIf" + tiff + bytes(4)


def webp(tiff: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBPVP8 " + bytes(101) + b"EXIF" + struct.pack("<I", len(tiff)) + tiff


def avif(tiff: bytes) -> bytes:
    return b"\0\0\0\x1cftypavif" + bytes(203) + b"\0\0\0\x06Exif\0\0" + tiff


@pytest.mark.parametrize("container", [jpeg, png, webp, avif])
@pytest.mark.parametrize("order", ["<", ">"])
def test_exif(container, order) -> None:  # type: ignore[no-untyped-def]
    for count in range(len(FIELDS) + 1):
        for wanted in itertools.combinations(FIELDS, count):
            given = {key: value for name in wanted for key, value in FIELDS[name].items()}
            first = given.pop("first", {0x0112: 1})
            assert told(container(exif(first, order=order, **given))) == set(wanted)


def test_a_place_that_was_taken_out_is_not_told() -> None:
    assert told(jpeg(exif({}, gps={}))) == set()
    assert told(jpeg(exif({}, gps={0: 1}))) == set()  # the version of the list alone


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_a_program_writes(format_: str) -> None:
    """Pillow, which knows nothing of our reading."""
    fields = Image.Exif()
    fields[MODEL] = "A camera"
    fields.get_ifd(0x8769)[TAKEN] = "2026:11:22 10:00:00"
    fields.get_ifd(0x8825)[LATITUDE] = (1.0, 2.0, 3.0)
    out, plain = io.BytesIO(), io.BytesIO()
    picture = Image.new("RGB", (16, 16))
    picture.save(out, format_, exif=fields)
    picture.save(plain, format_)
    assert told(out.getvalue()) == {"where", "when", "camera"}
    assert told(plain.getvalue()) == set()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b'<rdf:Description exif:GPSLatitude="1,2N"/>', {"where"}),
        (b"<exif:GPSLatitude>1,2N</exif:GPSLatitude>", {"where"}),
        (b'exif:DateTimeOriginal="2026" tiff:Model="A"', {"when", "camera"}),
    ],
)
def test_xmp(text: bytes, what: set[str]) -> None:
    assert told(b"\xff\xd8\xff" + text) == what


def test_pieces_of_exif_and_chance_end_in_nothing() -> None:
    whole = exif(**FIELDS["camera"], **FIELDS["when"], **FIELDS["where"])
    for end in range(len(whole)):
        told(whole[:end])
    chance = random.Random(1)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(3):
            broken[chance.randrange(4, len(whole))] = chance.randrange(256)
        told(bytes(broken))


def test_thousands_of_beginnings_are_not_all_followed() -> None:
    fields = struct.pack("<I", 4) + struct.pack("<H", MOST_FIELDS) + bytes(12 * MOST_FIELDS)
    assert told((b"II*\0" + fields[:8]) * 100_000) == set()
    assert told(b"II*\0" * 1_000_000) == set()
