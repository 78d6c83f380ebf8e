"""What words say for a worry or a situation: how often people use them there, and how often elsewhere.

The sum of such weights is the "weight of evidence" (I. J. Good, Probability and the Weighing of Evidence,
1950), which is what a naive Bayes classifier adds up. The index carries the readers' phrases as they are;
the browser counts and weighs them in search/topics.js exactly as here, where `make check` needs it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from notabother.model import Fear, Library, SearchLists
from notabother.search.words import stems

WEIGHTS: Final[Mapping[str, float]] = {
    "title": 2,
    "phrases": 1,
    "description": 1,
    "channel": 3,
    "text": 0.5,
    "cards": 0.5,
}
"""How much a text counts, by where it stands: the title; one of the readers' phrases (`says`, `asks`); the
description; the channel and the recipient of a card; the first words of a message; and, for a situation, a title
or a phrase of one of its cards."""

ALIKE: Final = 10
"""How much it counts that a text is like the nearest phrase of a topic, from not at all to the very same."""

SMOOTHING: Final = 0.5
"""Added to every count, so that a word that was never seen somewhere does not rule it out."""

EDGE: Final = "^"
"""Stands before the first word and after the last."""

Texts = Mapping[str, Sequence[str]]
"""The texts of a topic, by where they stand: keys of `WEIGHTS`."""


def features(text: str, lists: SearchLists) -> set[str]:
    """Return what is counted of a text: stems, pairs of neighbors (`too busi`), and groups of synonyms (`#3`).

    Words that say nothing alone are kept: "what to say" and "they say" differ by them.
    """
    said = stems(text)
    pairs = {f"{one} {other}" for one, other in pairwise([EDGE, *said, EDGE])}
    return {*said, *pairs, *(f"#{number}" for number in lists.groups_in(said))} if said else set()


def content(text: str, lists: SearchLists) -> set[str]:
    """Return of a text's features what says something alone: stems that are no stop words, and groups."""
    said = stems(text)
    return {stem for stem in said if stem not in lists.stop_words} | {
        f"#{number}" for number in lists.groups_in(said)
    }


@dataclass(frozen=True)
class Topics:
    """Things of one kind, with what people say of them."""

    texts: Mapping[str, Texts]
    """By slug."""
    lists: SearchLists

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

    @cached_property
    def phrases(self) -> Sequence[tuple[str, set[str]]]:
        """Every title, phrase and description with its topic, as what says something alone."""
        return [
            (slug, content(text, self.lists))
            for slug, texts in self.texts.items()
            for where, each in texts.items()
            if WEIGHTS[where] >= 1
            for text in each
        ]

    @cached_property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """For each feature, which phrases hold it."""
        found: dict[str, list[int]] = {}
        for number, (_, features_) in enumerate(self.phrases):
            for feature in features_:
                found.setdefault(feature, []).append(number)
        return found

    @cached_property
    def lengths(self) -> Sequence[float]:
        """The squared length of every phrase."""
        return [sum(self.rarity(feature) ** 2 for feature in features_) for _, features_ in self.phrases]

    def rarity(self, feature: str) -> float:
        """Return what a feature weighs: more where few phrases hold it (inverse document frequency)."""
        return math.log(1 + len(self.phrases) / (len(self.holders.get(feature, ())) + 0.5))

    def likeness(self, text: str) -> Mapping[str, float]:
        """Return for each topic how much its nearest phrase is like a text, from 0 to 1: the cosine of the two."""
        shared: dict[int, float] = {}
        length = 0.0
        for feature in content(text, self.lists):
            weight = self.rarity(feature) ** 2
            length += weight
            for number in self.holders.get(feature, ()):
                shared[number] = shared.get(number, 0) + weight
        best: dict[str, float] = {}
        for number, weight in shared.items():
            slug = self.phrases[number][0]
            best[slug] = max(best.get(slug, 0), weight / math.sqrt(length * self.lengths[number]))
        return best

    def ranked(self, text: str) -> list[tuple[float, str]]:
        """Return the topics with what a text says for each, the best first."""
        known = [feature for feature in features(text, self.lists) if feature in self.total]
        everywhere, spread = sum(self.sizes.values()), SMOOTHING * len(self.total)
        likeness = self.likeness(text)
        found: list[tuple[float, str]] = []
        for slug, counts in self.counts.items():
            size = self.sizes[slug]
            odds = math.log((everywhere - size + spread) / (size + spread))
            score = ALIKE * likeness.get(slug, 0.0)
            for feature in known:
                count = counts.get(feature, 0)
                score += math.log((count + SMOOTHING) / (self.total[feature] - count + SMOOTHING)) + odds
            found.append((score, slug))
        return sorted(found, key=lambda each: (-each[0], each[1]))


def worries(library: Library, lists: SearchLists) -> Topics:
    """Return the fears with their phrases, title and description."""
    return Topics({slug: of_fear(fear) for slug, fear in library.fears.items()}, lists)


def of_fear(fear: Fear) -> Texts:
    """Return the texts that speak for a fear."""
    return {
        "title": [fear.title],
        "phrases": fear.says,
        "description": [fear.description],
    }
