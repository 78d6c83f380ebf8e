"""How long a text is, in each channel's own terms."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


PLACES: Final[Mapping[str, tuple[int, int]]] = {"gsm": (160, 153), "other": (70, 67)}
"""How many places one text message has, and how many each of several: of GSM characters, and of UTF-16 units as
soon as one character is outside that set. In a longer text each part gives some places to a header."""

WORDS_READ_PER_MINUTE: Final = 230
"""Silent reading of plain prose; used for "n minutes to read" and "n seconds to read"."""

LONGEST_MAIL_LINK: Final = 1_600
"""How many characters a mailto: address may have. RFC 6068 names no limit; mail programs cut longer ones off."""


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

    See `PLACES` for what one holds.
    """
    units, whole, part = _places(text)
    return 1 if units <= whole else math.ceil(units / part)


def over(text: str, limit: int) -> tuple[int, int, int]:
    """Return how long a text message is, how much `limit` of them hold, and how much too long it is."""
    used, whole, part = _places(text)
    holds = whole if limit == 1 else limit * part
    return used, holds, used - holds


def _places(text: str) -> tuple[int, int, int]:
    """Return how many places a text takes, how many one message has, and how many each of several."""
    if outside_gsm(text):
        return len(text.encode("utf-16-le")) // 2, *PLACES["other"]
    return sum(2 if char in GSM_EXTENDED else 1 for char in text), *PLACES["gsm"]


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


@dataclass(frozen=True, slots=True)
class ForBrowser:
    """Every number and alphabet that counting needs, for assets/javascripts/message/limits.js."""

    spoken: int = WORDS_PER_MINUTE
    read: int = WORDS_READ_PER_MINUTE
    places: Mapping[str, tuple[int, int]] = field(default_factory=lambda: PLACES)
    gsm: str = "".join(sorted(GSM_BASIC))
    gsm_extended: str = "".join(sorted(GSM_EXTENDED))
    mail_link: int = LONGEST_MAIL_LINK


FOR_BROWSER: Final = ForBrowser()
