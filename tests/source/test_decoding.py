"""A file's bytes as text, whatever program wrote them: one problem each, and the text as well as it can be read."""

from __future__ import annotations

import random

import pytest

from notabother.problems import Place
from notabother.source.decoding import decode
from small_library import BASE

TEXTS = {
    "English": "---\ntitle: Tea\n---\n\nSome words, and more.\n",
    "French": "---\ntitle: Thé\n---\n\nÀ bientôt, l\u2019été.\n",
    "Greek": "---\ntitle: Τσάι\n---\n\nΜερικές λέξεις.\n",
    "Russian": "---\ntitle: Чай\n---\n\nНесколько слов, и ещё немного.\n",
    "Hebrew": "---\ntitle: תה\n---\n\nכמה מילים.\n",
    "Chinese": "---\ntitle: 茶\n---\n\n這裡有一些文字。還有更多的文字在這裡。\n",
    "smileys": "---\ntitle: Tea\n---\n\n\U0001f375\U0001f375\n",
    "ours": (BASE / "articles/base.md").read_text("utf-8"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wide_encodings(text: str, encoding: str, marked: bool, end: str) -> None:
    data = ("\ufeff" * marked + text.replace("\n", end)).encode(encoding)
    read, [problem] = decode("a.md", data)
    assert read == text
    assert (problem.rule, problem.place) == ("not-utf-8", Place("a.md"))
    assert encoding[:6].upper() in problem.message


@pytest.mark.parametrize(
    ("data", "text", "place"),
    [
        ("Caf\u00e9 \u2019\u20ac\n".encode("cp1252"), "Caf\u00e9 \u2019\u20ac\n", (1, 4)),
        (b"one\nCaf\xc3\xa9, caf\xe9\n", "one\nCaf\u00e9, caf\u00e9\n", (2, 10)),
        (b"\xef\xbb\xbfab\xe9", "ab\u00e9", (1, 3)),
        (b"a\x81", "a\ufffd", (1, 2)),
        (b"a\xc3", "a\u00c3", (1, 2)),
    ],
)
def test_letters_of_windows(data: bytes, text: str, place: tuple[int, int]) -> None:
    read, [problem] = decode("a.md", data)
    assert read == text
    assert (problem.rule, problem.place) == ("not-utf-8", Place("a.md", *place))
    assert "Notepad" in problem.message


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_utf_8_is_right(text: str) -> None:
    assert decode("a.md", text.encode()) == (text, [])
    assert decode("a.md", text.encode("utf-8-sig")) == (text, [])


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16),
        bytes(1000),
        b"bplist00\xd4\x01\x02\x03\x04\0",
        random.Random(1).randbytes(5_000),
    ],
)
def test_what_is_no_text_is_told_once(data: bytes) -> None:
    text, [problem] = decode("a.md", data)
    assert text == ""
    assert problem.rule == "not-utf-8"
    assert "no text" in problem.message


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_stray_control_character_makes_no_other_text_of_it(at: int) -> None:
    text = TEXTS["English"] * 3
    _, [problem] = decode("a.md", (text[:at] + "\0" + text[at:]).encode())
    assert problem.rule == "control-character"
