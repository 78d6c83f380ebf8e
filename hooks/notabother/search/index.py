"""What the browser fetches when somebody opens search: every text once, in the shape of search/finder.js.

The topics' phrases are in it word by word, without marks and capitals. Of articles, studies and other pages it holds for each
part only which words stand there, and the first sentences, which results show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from notabother import addresses
from notabother.kept import digest, kept
from notabother.model import END, Library
from notabother.search import topics
from notabother.search.words import NUMBERS, STEPS, stem, words

VERSION: Final = 1
"""Changed whenever the shape changes: search/results.js refuses another one."""

TOPICS: Final = frozenset({"fear", "card", "situation"})
"""The kinds of pages that are found by what people say of them, not by the words that stand there."""

WEIGHTS: Final[Mapping[str, float]] = {
    **topics.WEIGHTS,
    "smoothing": topics.SMOOTHING,
    "alike": topics.ALIKE,
    "worry-first": 7,
    "of-its-worry": 4,
    "reply-meant": 0.5,
    "sure": 4,
    "in-title": 2,
    "topic-meant": 0.6,
}
"""Every number that ranking depends on, for the browser. Those of `topics`, and:

worry-first: how much stronger than for worries the words must speak for messages, before a message comes first;
of-its-worry: what it adds to a card that it answers the worry found; reply-meant: how like one of its phrases, from
0 to 1, the words must be before a reply stands beside a worry; sure: by how much the best situation must lead
before the second one gives up its place; in-title: what a word in a title counts, one in the text counting 1;
topic-meant: how like a phrase of a worry or a situation, from 0 to 1, a word or two must be to come before a page
that says them of itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page, or a section of one, as a result shows it."""

    location: str
    """Its address in the site; a section's has a `#`."""
    title: str
    teaser: str
    kind: str
    """The kind of its page."""
    label: str = ""
    """What a result says it is, where that is not said by the kind."""
    text: str = ""
    """The words that find it; none for `TOPICS`."""


def make_index(library: Library, parts: Iterable[Part], help_page: str, *, directories: bool) -> str:
    """Return the index as JSON.

    Args:
        library: what the authors wrote.
        parts: everything that can be found, pages and sections.
        help_page: the Markdown file of the page for people in danger; empty if there is none.
        directories: see `addresses.address`.
    """
    lists = library.lists
    entries: list[list[str]] = []
    numbers: dict[str, int] = {}
    texts: list[tuple[int, frozenset[str]]] = []
    for part in parts:
        numbers[part.location] = number = len(entries)
        entries.append(
            [part.location, part.title, part.teaser, part.kind, *([part.label] if part.label else [])]
        )
        if part.kind not in TOPICS:
            texts.append((number, _stems(part.text) - lists.stop_words))
    dictionary = sorted({each for _, found in texts for each in found})
    place = {each: number for number, each in enumerate(dictionary)}
    index = {
        "version": VERSION,
        "steps": STEPS,
        "numbers": " ".join(sorted(NUMBERS)),
        "stopWords": " ".join(sorted(lists.stop_words)),
        "synonyms": ["|".join(map(" ".join, group)) for group in lists.synonyms],
        "danger": [" ".join(phrase) for phrase in lists.danger],
        "harmless": [" ".join(phrase) for phrase in lists.harmless],
        "weights": WEIGHTS,
        "entries": entries,
        "help": numbers.get(addresses.address(help_page, directories=directories)),
        "topics": _topics(library, numbers, directories=directories),
        "dictionary": " ".join(dictionary),
        "texts": [[number, *_steps(sorted(place[each] for each in found))] for number, found in texts],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _stems(text: str) -> frozenset[str]:
    """Return what is left of the words of a text, each once."""
    return kept("stems", digest(text), lambda: frozenset(map(stem, words(text))))


def _topics(library: Library, numbers: Mapping[str, int], *, directories: bool) -> dict[str, Any]:
    """Return the texts of the topics, without what stands in their entries already."""

    def entry(folder: str, slug: str) -> int | None:
        return numbers.get(addresses.address(addresses.page_file(folder, slug), directories=directories))

    channels, recipients = library.vocabulary.channels, library.vocabulary.recipients
    found: dict[str, list[dict[str, Any]]] = {"worries": [], "situations": [], "cards": []}
    for slug, fear in library.fears.items():
        if (number := entry(addresses.FEARS, slug)) is not None:
            found["worries"].append({"entry": number, "id": slug, "phrases": _said(fear.says)})
    for slug, term in library.vocabulary.situations.items():
        if (number := entry(addresses.SITUATIONS, slug)) is not None:
            found["situations"].append({"entry": number, "id": slug, "phrases": _said(term.asks)})
    replying = _replying(library)
    for id_, script in library.scripts.items():
        if (number := entry(addresses.CARDS, id_)) is not None:
            found["cards"].append(
                {
                    "entry": number,
                    "situation": script.situation,
                    "worries": script.fears,
                    "reply": id_ in library.came_before or script.situation in replying,
                    "phrases": _said(script.asks),
                    "channel": [channels[script.channel].title, recipients[script.to].title],
                }
            )
    return found


def _replying(library: Library) -> set[str]:
    """Return the situations of those who answer or thank: most of their cards follow another, or wait for nothing."""
    cards: dict[str, list[bool]] = {}
    for id_, script in library.scripts.items():
        ends = set(script.next.values()) <= {END}
        cards.setdefault(script.situation, []).append(ends or id_ in library.came_before)
    return {situation for situation, replies in cards.items() if 2 * sum(replies) > len(replies)}


def _said(phrases: Iterable[str]) -> list[str]:
    """Return phrases as search reads them, in an order in which they compress well."""
    return sorted(" ".join(words(phrase)) for phrase in phrases)


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return ascending numbers as differences, which are small."""
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
