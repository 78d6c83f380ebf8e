"""Sentences, words, and how hard a text is to read: plain text in, numbers out.

The grade is the automated readability index. It counts letters and words, so it needs no dictionary and
no guess at syllables, and gives the same number everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How hard to read our own texts may be; a site may set its own numbers."""

    sentence_words: int = 25
    """The most words of a sentence. Source: the Australian Government Style Manual ("none over 25");
    GOV.UK and Citizens Advice ask to break up sentences over 25 words."""
    average_words: int = 15
    """The most words a page's sentences may have on average. Source: the Australian Government Style Manual;
    the US Census Bureau's steps to plain writing give 15 for the web."""
    paragraph_sentences: int = 3
    """The most sentences of a paragraph. Source: the NHS digital service manual, "How we write"."""
    school_grade: int = 8
    """The highest US school grade a page may read at: lower secondary education, which WCAG 2.2, 3.1.5, names."""
    page_sentences: int = 5
    """How many sentences a page needs to be measured as a whole (our choice): an average of two says nothing."""


USUAL: Final = ReadingLimits()
"""What holds where a site says nothing."""

NO_END: Final = frozenset("dr. e.g. fig. i.e. mr. mrs. ms. mx. prof. rev. st. vs.".split())
"""Abbreviations that stand before a name or an example, never at a sentence's end."""

OPENING: Final = "\"'“‘([*_"
CLOSING: Final = "\"'”’)]*_"

PIECE: Final = re.compile(r"\S+")
WORD: Final = re.compile(r"\[[^\[\]\n]*\][^\s—]*|[^\s—]+")
"""What stands between spaces or dashes. A script's `[first name]` is one word, whatever will stand there."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text."""

    start: int
    """Where it begins in the text, counted from 0."""
    text: str
    words: int
    letters: int
    """Letters and digits."""
    whole: bool
    """It ends like a sentence; a label or a greeting does not."""

    def first_words(self, most: int = 6) -> str:
        """Return how it begins, for a message: `But you are guessing at a …`."""
        words = self.text.split()
        return " ".join(words[:most]) + (" …" if len(words) > most else "")


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends.

    A sentence ends at `.`, `?` or `!` (and the quotation marks, brackets and footnote marks behind it), unless
    what follows begins in lower case or the word is one of `NO_END`.
    """
    found: list[tuple[int, int]] = []
    pieces = list(PIECE.finditer(text))
    start = 0
    for number, piece in enumerate(pieces):
        bare = piece[0].partition("[^")[0].rstrip(CLOSING)
        last = number + 1 == len(pieces)
        if not last:
            if not bare.endswith((".", "?", "!")) or bare.lstrip(OPENING).casefold() in NO_END:
                continue
            if pieces[number + 1][0].lstrip(OPENING)[:1].islower():
                continue
        found.append((pieces[start].start(), piece.end()))
        start = number + 1
    return found


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a plain text; those without a word are left out."""
    found = []
    for start, end in spans(text):
        said = text[start:end]
        words = letters = 0
        for word in WORD.findall(said):
            size = sum(map(str.isalnum, word))
            words += size > 0
            letters += size
        if words:
            found.append(
                Sentence(start, said, words, letters, said.rstrip(CLOSING).endswith((".", "?", "!")))
            )
    return found


def average(found: Sequence[Sentence]) -> float:
    """Return how many words these sentences have on average."""
    return sum(each.words for each in found) / len(found)


def grade(found: Sequence[Sentence]) -> float:
    """Return the US school grade at which these sentences read.

    4.71 letters per word + 0.5 words per sentence - 21.43. Source: Smith and Senter, "Automated Readability
    Index", AMRL-TR-66-220, Wright-Patterson Air Force Base 1967.
    """
    words = sum(each.words for each in found)
    letters = sum(each.letters for each in found)
    return 4.71 * letters / words + 0.5 * words / len(found) - 21.43
