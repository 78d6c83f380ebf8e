"""How long a text is, in each channel's own terms."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

WORDS_PER_MINUTE: Final = 130
"""A calm speaking pace, in words a minute; our choice, on the slow side of ordinary speech."""

GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The characters that take one of a text message's 160 places (GSM 03.38, basic set)."""

GSM_EXTENDED: Final = frozenset("^{}\\[~]|€\f")
"""The characters that take two places (GSM 03.38, extension table)."""


def words(text: str) -> int:
    """Return the number of words."""
    return len(text.split())


def characters(text: str) -> int:
    """Return the number of characters, a line break counting as one."""
    return len(text)


def seconds(text: str) -> int:
    """Return how long the text takes to say, in whole seconds, rounded up."""
    return math.ceil(words(text) * 60 / WORDS_PER_MINUTE)


def text_messages(text: str) -> int:
    """Return how many messages a phone network makes of the text.

    One message holds 160 GSM characters, or 70 UTF-16 units as soon as one character is outside
    the GSM set; in a longer text each part gives some places to a header and holds 153 or 67.
    """
    units, whole, part = _places(text)
    return 1 if units <= whole else math.ceil(units / part)


def _places(text: str) -> tuple[int, int, int]:
    """Return how many places a text takes, how many one message has, and how many each of several."""
    if outside_gsm(text):
        return len(text.encode("utf-16-le")) // 2, 70, 67
    return sum(2 if char in GSM_EXTENDED else 1 for char in text), 160, 153


def outside_gsm(text: str) -> str:
    """Return the characters, each once, that turn a text message into the 70-character kind."""
    odd = dict.fromkeys(char for char in text if char not in GSM_BASIC and char not in GSM_EXTENDED)
    return "".join(odd)


COUNTS: Final[Mapping[str, Callable[[str], int]]] = {
    "words": words,
    "characters": characters,
    "seconds": seconds,
    "text-messages": text_messages,
}
"""The ways a channel may count, by the word that stands for each in vocabulary.yml."""


def describe(counts: str, text: str, limit: int) -> str:
    """Say for readers how long a text is: `94 of 200 words`, `142 of 160 characters`, `about 20 seconds`."""
    if counts == "seconds":
        return f"about {seconds(text)} seconds"
    if counts == "text-messages":
        used, whole, _ = _places(text)
        if limit == 1:
            return f"{used} of {whole} characters"
        return f"{text_messages(text)} of {limit} text messages"
    return f"{COUNTS[counts](text)} of {limit} {counts}"
