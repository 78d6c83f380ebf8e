"""What the browser fetches when somebody opens search: every text once, in the shape of search/finder.js.

The topics' phrases are in it word by word, without marks and capitals. Of articles, studies and other pages it holds for each
part only which words stand there, and the first sentences, which results show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final

from notabother import addresses
from notabother.model import END, Library
from notabother.pages.make import Made
from notabother.search import topics
from notabother.search.words import NUMBERS, STEPS, stem, words

TEASER: Final = 130
"""How many characters of a part of a page a result shows at most."""

LABELS: Final[Mapping[str, str]] = {
    "fear": "A worry",
    "card": "Words to send",
    "situation": "Words to send",
    "article": "Article",
    "study": "Study",
}
"""What a result says it is, by the kind of its page; other pages say nothing."""

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
    """A page, or a section of one, as it was drawn."""

    location: str
    """Its address in the site; a section's has a `#`."""
    title: str
    """HTML."""
    text: str
    """HTML."""


def make_index(
    library: Library, parts: Iterable[Part], pages: Iterable[Made], help_page: str, *, directories: bool
) -> str:
    """Return the index as JSON.

    Args:
        library: what the authors wrote.
        parts: everything that was drawn, pages and sections.
        pages: the pages, for what they are and what they say of themselves.
        help_page: the Markdown file of the page for people in danger; empty if there is none.
        directories: see `addresses.address`.
    """
    lists = library.lists
    made = {addresses.address(each.uri, directories=directories): each for each in pages}
    entries: list[list[str]] = []
    numbers: dict[str, int] = {}
    texts: list[tuple[int, set[str]]] = []
    for part in parts:
        page = made.get(part.location.partition("#")[0])
        if page is None:
            continue
        kind, whole = page.meta["kind"], part.location == part.location.partition("#")[0]
        numbers[part.location] = number = len(entries)
        text = plain(part.text)
        teaser = _teaser(page, text) if whole else shortened(text)
        entries.append(
            [
                part.location,
                plain(part.title),
                teaser,
                kind,
                *([label] if whole and (label := _label(page)) else []),
            ]
        )
        if kind not in TOPICS:
            more = f" {page.found_by} {page.meta['description']}" if whole else ""
            texts.append((number, {stem(word) for word in words(text + more)} - lists.stop_words))
    dictionary = sorted({each for _, found in texts for each in found})
    place = {each: number for number, each in enumerate(dictionary)}
    index = {
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
    return json.dumps({"config": {"lang": ["en"]}, "docs": index}, ensure_ascii=False, separators=(",", ":"))


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


def _label(page: Made) -> str:
    """Return what a result says it is: of a message also how it travels, of a study its short name."""
    kind = page.meta["kind"]
    label = LABELS.get(kind, "")
    if kind == "card":
        return f"{label}: {page.meta['card']['channel']['title']}"
    return f"{label}: {page.meta['study']['short']}" if kind == "study" else label


def _teaser(page: Made, text: str) -> str:
    if page.meta["kind"] == "card":
        return str(page.meta["card"]["preview"])
    return shortened(str(page.meta["description"]) or text)


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return ascending numbers as differences, which are small."""
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def shortened(text: str) -> str:
    """Return the beginning of a text, cut after a word."""
    if len(text) <= TEASER:
        return text
    return f"{text[: text.rfind(' ', 0, TEASER)].rstrip(',;:.')} …"


def plain(html: str) -> str:
    """Return the text of a piece of HTML."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.found).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_note = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.in_note = self.in_note or tag == "sup"
        if tag not in ("b", "strong", "em", "i", "span", "a", "mark"):
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.in_note = self.in_note and tag != "sup"

    def handle_data(self, data: str) -> None:
        if not self.in_note:  # the number of a footnote says nothing here
            self.found.append(data)
