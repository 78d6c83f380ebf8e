"""Words as search sees them: folded, and cut down to a stem. The browser does the same in search/words.js."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+")

APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼ`´′"))

STEPS: Final = (
    (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
    (("ingly", ""), ("edly", ""), ("ised", "ize"), ("ising", "ize"), ("eed", "eed"), ("ing", ""), ("ed", "")),
    (
        ("usiness", "usiness"),
        ("ness", ""),
        ("ment", ""),
        ("ful", ""),
        ("mily", "mili"),
        ("ply", "pli"),
        ("ily", "i"),
        ("ly", ""),
        ("al", ""),
    ),
    (
        ("isation", "iz"),
        ("ization", "iz"),
        ("osition", "os"),
        ("uction", "uc"),
        ("dation", "d"),
        ("ation", "at"),
        ("ction", "ct"),
        ("ious", "i"),
        ("iety", "i"),
        ("ance", ""),
        ("ise", "iz"),
        ("ize", "iz"),
        ("our", "or"),
    ),
    (("e", ""), ("y", "i")),
)
"""Endings and what stands for them. Of each step the first that fits is taken off, then comes the next step.

Ours, and light: it keeps apart what readers keep apart, joins British and American spellings, and is a
table, so that the browser reads it from the index and cannot disagree.
"""

VOWELS: Final = frozenset("aeiouy")

NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred".split()
)
"""Words for numbers: five years and 5 years are the same to search, and so are ten."""

NUMBER: Final = "0"
"""The stem of every number below 1,000; longer ones are years and the like, and stay."""

SHORTEST: Final = 3
"""How many letters a stem has at least."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and apostrophes: `They’re busy` gives theyre, busy."""
    folded = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).lower()
    plain = "".join(char for char in folded if not unicodedata.category(char).startswith("M"))
    return WORD.findall(plain)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a word shares with its other forms: bothering, bothered and bother give the same."""
    if word in NUMBERS or (word.isdigit() and len(word) < 4):
        return NUMBER
    for step in STEPS:
        for ending, instead in step:
            if word.endswith(ending):
                rest = word[: len(word) - len(ending)]
                if len(rest) >= SHORTEST and not VOWELS.isdisjoint(rest):
                    word = rest + instead
                break
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        word = word[:-1]
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
