"""How long texts are. The numbers are those of GSM 03.38 and UTF-16, not of this code."""

from __future__ import annotations

import pytest

from notabother import limits

CURLY, EURO, EMOJI, CLEF = "\u2019", "\u20ac", "\U0001f600", "\U0001d11e"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),  # two parts of 153
        ("a" * 307, 3),
        ("a" * 158 + EURO, 1),  # an extension character takes two places
        ("a" * 159 + EURO, 2),
        ("[" * 80, 1),
        ("[" * 80 + "a", 2),
        ("a" * 159 + "\n", 1),
        ("a" * 69 + CURLY, 1),
        ("a" * 70 + CURLY, 2),
        ("a" * 133 + CURLY, 2),  # two parts of 67
        ("a" * 134 + CURLY, 3),
        ("a" * 68 + EMOJI, 1),  # two UTF-16 units
        ("a" * 69 + EMOJI, 2),
        (CLEF * 35, 1),
        (CLEF * 36, 2),
    ],
)
def test_text_messages(text: str, messages: int) -> None:
    assert limits.text_messages(text) == messages


@pytest.mark.parametrize(
    "char",
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\u00d8\u00f8\u00c5\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9 !\"#\u00a4%&'()*+,-./09:;<=>?\u00a1AZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfaz\u00e4\u00f6\u00f1\u00fc\u00e0\n\r",
)
def test_basic_characters_take_one_place(char: str) -> None:
    assert limits.text_messages(char * 160) == 1
    assert limits.text_messages(char * 161) == 2


@pytest.mark.parametrize("char", "^{}\\[~]|\u20ac")
def test_extended_characters_take_two_places(char: str) -> None:
    assert limits.text_messages(char * 80) == 1
    assert limits.text_messages(char * 81) == 2


@pytest.mark.parametrize("char", "`\u00e7\u00e1\u00ed\u2019\u201c\u2013\u2014\u2026\u00a0\t\u0401\u4e00")
def test_other_characters_make_the_short_kind(char: str) -> None:
    assert limits.text_messages(char * 70) == 1
    assert limits.text_messages(char * 71) == 2


def test_there_are_as_many_gsm_characters_as_the_standard_lists() -> None:
    assert len(limits.GSM_BASIC) == 127  # 128 places, of which one is the escape
    assert len(limits.GSM_EXTENDED) == 10
    assert not limits.GSM_BASIC & limits.GSM_EXTENDED


def test_outside_gsm_names_each_character_once() -> None:
    assert limits.outside_gsm(f"it{CURLY}s {EMOJI} it{CURLY}s {EURO}") == CURLY + EMOJI
    assert limits.outside_gsm("plain [text]") == ""


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 1), (13, 6), (65, 30), (66, 31), (130, 60)])
def test_seconds(words: int, seconds: int) -> None:
    assert limits.seconds(" ".join(["word"] * words)) == seconds


def test_words_and_characters() -> None:
    assert limits.words("Hi Priya,\n\nOne  question?") == 4
    assert limits.characters("Hi,\nyou") == 7
    assert limits.characters("\u00e9" + EMOJI) == 2


@pytest.mark.parametrize(
    ("counts", "text", "limit", "says"),
    [
        ("words", "one two", 200, "2 of 200 words"),
        ("characters", "one two", 200, "7 of 200 characters"),
        ("seconds", "word " * 26, 30, "about 12 seconds"),
        ("text-messages", "a" * 142, 1, "142 of 160 characters"),
        ("text-messages", "a" * 10 + EURO, 1, "12 of 160 characters"),
        ("text-messages", "a" * 10 + CURLY, 1, "11 of 70 characters"),
        ("text-messages", "a" * 10 + EMOJI, 1, "12 of 70 characters"),
        ("text-messages", "a" * 161, 3, "2 of 3 text messages"),
    ],
)
def test_describe(counts: str, text: str, limit: int, says: str) -> None:
    assert limits.describe(counts, text, limit) == says


def test_every_way_of_counting_can_be_described() -> None:
    assert set(limits.COUNTS) == {"words", "characters", "seconds", "text-messages"}
    assert all(limits.describe(counts, "Hi", 10) for counts in limits.COUNTS)
