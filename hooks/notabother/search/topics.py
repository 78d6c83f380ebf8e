"""What words say for a worry or a situation: how often people use them there, and how often elsewhere.

The sum of such weights is the "weight of evidence" (I. J. Good, Probability and the Weighing of Evidence,
1950), which is what a naive Bayes classifier adds up. The index carries the readers' phrases as they are;
the browser counts and weighs them in search/topics.js exactly as here, where `make check` needs it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from notabother.model import Fear, Library, Script, Term
from notabother.search.lists import Lists
from notabother.search.words import stems

WEIGHTS: Final[Mapping[str, float]] = {"title": 3, "phrases": 1, "description": 1, "text": 0.5, "cards": 0.5}
"""How much a text counts, by where it stands: the title; one of the readers' phrases (`says`, `asks`); the
description; a paragraph of the text; and, for a situation, a title or a phrase of one of its cards."""

SMOOTHING: Final = 0.3
"""Added to every count, so that a word that was never seen somewhere does not rule it out."""

EDGE: Final = "^"
"""Stands before the first word and after the last."""

Texts = Mapping[str, Sequence[str]]
"""The texts of a topic, by where they stand: keys of `WEIGHTS`."""


def features(text: str, lists: Lists) -> set[str]:
    """Return what is counted of a text: its stems, its pairs of neighbors (`too busi`), and its groups of
    synonyms (`#3`). Words that say nothing alone are kept: "what to say" and "they say" differ by them.
    """
    said = stems(text)
    pairs = {f"{one} {other}" for one, other in pairwise([EDGE, *said, EDGE])}
    return {*said, *pairs, *(f"#{number}" for number in lists.groups_in(said))} if said else set()


@dataclass(frozen=True)
class Topics:
    """Things of one kind, with what people say of them."""

    texts: Mapping[str, Texts]
    """By slug."""
    lists: Lists

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, float]]:
        """For each topic, what is counted and how often."""
        found: dict[str, dict[str, float]] = {}
        for slug, texts in self.texts.items():
            counts = found.setdefault(slug, {})
            for where, each in texts.items():
                for text in each:
                    for feature in features(text, self.lists):
                        counts[feature] = counts.get(feature, 0) + WEIGHTS[where]
        return found

    @cached_property
    def total(self) -> Mapping[str, float]:
        """What is counted, over all topics."""
        found: dict[str, float] = {}
        for counts in self.counts.values():
            for feature, count in counts.items():
                found[feature] = found.get(feature, 0) + count
        return found

    @cached_property
    def sizes(self) -> Mapping[str, float]:
        """The sum of each topic's counts."""
        return {slug: sum(counts.values()) for slug, counts in self.counts.items()}

    def ranked(self, text: str) -> list[tuple[float, str]]:
        """Return the topics with what a text says for each, the best first."""
        known = [feature for feature in features(text, self.lists) if feature in self.total]
        everywhere, spread = sum(self.sizes.values()), SMOOTHING * len(self.total)
        found: list[tuple[float, str]] = []
        for slug, counts in self.counts.items():
            size = self.sizes[slug]
            odds = math.log((everywhere - size + spread) / (size + spread))
            score = 0.0
            for feature in known:
                count = counts.get(feature, 0)
                score += math.log((count + SMOOTHING) / (self.total[feature] - count + SMOOTHING)) + odds
            found.append((score, slug))
        return sorted(found, key=lambda each: (-each[0], each[1]))


def worries(library: Library, lists: Lists) -> Topics:
    """Return the fears with their phrases, title, description and short answer."""
    return Topics({slug: of_fear(fear) for slug, fear in library.fears.items()}, lists)


def of_fear(fear: Fear) -> Texts:
    """Return the texts that speak for a fear."""
    return {
        "title": [fear.title],
        "phrases": fear.says,
        "description": [fear.description],
        "text": list(_paragraphs(fear.body)),
    }


def of_situation(term: Term, scripts: Iterable[Script]) -> Texts:
    """Return the texts that speak for a situation."""
    return {
        "title": [term.title],
        "phrases": term.asks,
        "description": [term.description or ""],
        "cards": [phrase for script in scripts for phrase in (script.title, *script.asks)],
    }


def of_card(library: Library, script: Script) -> Texts:
    """Return the texts that speak for a card."""
    words = library.vocabulary
    channel, to = words.channels[script.channel].title, words.recipients[script.to].title
    return {
        "title": [script.title],
        "phrases": script.asks,
        "description": [f"{channel} {to}", script.tip],
        "text": [script.text.replace("\n", " ")],
    }


def _paragraphs(body: str) -> Iterator[str]:
    return (paragraph for each in body.split("\n\n") if (paragraph := " ".join(each.split())))
