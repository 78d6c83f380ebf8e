"""What the authors wrote, as values: articles, scripts, fears, studies and the closed lists."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from notabother import addresses
from notabother.drawn import Drawn
from notabother.kept import digest
from notabother.limits import WORDS_READ_PER_MINUTE
from notabother.problems import Place, Text

OUTCOMES: Final[Mapping[str, str]] = {
    "yes": "They say yes",
    "not-now": "Not now",
    "no": "They say no",
    "silence": "Nothing comes back",
}
"""What can come back after a script is sent: the author's word, and how readers see it."""

OPENS: Final = ("mail", "text")
"""What a device can open with a message in it: its mail program, or its text messages."""

CARRIES: Final = ("about-you", "about-them")
"""Whose a blank is that stands on every card of a visit: the reader's own, or the other person's."""

MINUTES: Final = 10
"""How long a plan takes."""

CASES: Final = ("If the answer is no", "If nothing comes back", "If there are tears or panic")
"""What a sheet is ready for, as readers see it."""

STOP: Final = (
    "A coach is not a therapist. If this is more than nerves, stop the plan and look for help together."
)
"""What every sheet says about tears and panic, before the numbers to call."""

END: Final = "end"
"""What an author writes where nothing need follow."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way a message travels, and how much of it fits."""

    slug: Text
    title: Text
    counts: Text
    """How length is counted: a key of `limits.COUNTS`."""
    limit: int
    """The most a script may take, in the unit of `counts`, blanks filled with their examples."""
    subject: int | None
    """The most characters of a subject line; None where the channel has none."""
    opens: Text | None = None
    """What the reader's device opens for it: one of `OPENS`; None where it can only be copied."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list with a title: a situation or a recipient."""

    slug: Text
    title: Text
    description: Text | None = None
    asks: tuple[Text, ...] = ()
    """What readers type who look for it; only for situations."""
    waits: bool = False
    """Whether a message for it waits for an answer; only for situations."""
    never_met: bool = False
    """Whether the reader has never met them, so that nobody known can be meant; only for recipients."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A blank that scripts may leave."""

    name: Text
    hint: Text
    example: Text
    carries: Text | None = None
    """Whose it is, one of `CARRIES`; None where it belongs to its message alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the warm-up: an easier message to send before the one that is hard."""

    title: Text
    line: Text
    """Words for it, ready to send."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists, each in the author's order."""

    channels: Mapping[str, Channel] = field(default_factory=dict)
    situations: Mapping[str, Term] = field(default_factory=dict)
    recipients: Mapping[str, Term] = field(default_factory=dict)
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)
    closing: Text | None = None
    """The situation whose messages tell how it turned out; every card leads there."""
    warm_up: tuple[Step, ...] = ()
    warm_up_study: Text | None = None
    """The study behind the warm-up."""


@dataclass(frozen=True, slots=True)
class Script:
    """Words to send."""

    id: Text
    title: Text
    situation: Text
    channel: Text
    to: Text
    subject: Text | None
    tip: Text
    not_when: Text
    next: Mapping[str, Text]
    """For each outcome the id of the script that follows, or `end`."""
    fears: tuple[Text, ...]
    asks: tuple[Text, ...]
    """What readers type who look for these words."""
    points: tuple[Text, ...]
    """What to say, for those who would rather use words of their own."""
    text: str
    """As it will be sent: lines as typed, paragraphs apart by one empty line."""
    blanks: tuple[Text, ...]
    """The placeholders in the subject and the text, without their brackets, in order."""
    text_place: Place
    """Where the text begins."""
    source: str
    """The block as it stands in the article, for drawing it on its card."""
    place: Place
    article: str
    """The article's file."""

    def filled(self, text: str, placeholders: Mapping[str, Placeholder]) -> str:
        """Return `text` with each known blank replaced by its example, as limits are measured."""
        for blank in dict.fromkeys(self.blanks):
            if blank in placeholders:
                text = text.replace(f"[{blank}]", placeholders[blank].example)
        return text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article that answers a fear: a heading marked with `{ fear="..." }`."""

    title: str
    """The heading's text, without the mark; Markdown."""
    fears: tuple[Text, ...]
    level: int
    cites: tuple[Text, ...]
    """The studies cited in the part that a fear's page shows."""
    place: Place
    end: int
    """The line after its last one, counted from 1."""


@dataclass(frozen=True, slots=True)
class Article:
    """One file under articles/."""

    uri: str
    title: Text
    description: Text
    author: Text | None
    date: Text
    updated: Text | None
    body: str
    """The Markdown under the front matter."""
    words: int
    sections: tuple[Section, ...]
    scripts: tuple[Script, ...]
    cites: tuple[Text, ...]

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_READ_PER_MINUTE))

    @property
    def changed(self) -> datetime.date:
        """The day of the last change that readers should know of."""
        return datetime.date.fromisoformat(self.updated or self.date)


@dataclass(frozen=True, slots=True)
class Fear:
    """One file under fears/."""

    uri: str
    slug: str
    title: Text
    """In the first person, as people say it."""
    description: Text
    order: int | None
    says: tuple[Text, ...]
    """Other ways people put it."""
    related: tuple[Text, ...]
    body: Text
    """The short answer; Markdown."""
    cites: tuple[Text, ...]
    articles: tuple[Text, ...] = ()
    """Whose sections its page shows first, by the names of their files."""


@dataclass(frozen=True, slots=True)
class Study:
    """One file under evidence/."""

    uri: str
    id: str
    title: Text
    """The finding in plain words."""
    short: Text
    """How a footnote names it."""
    citation: Text
    doi: Text | None
    who: Text
    found: Text
    limits: Text
    """What it does not show."""
    confidence: Text
    reviewed: Text
    body: str
    cites: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of a coach sheet's plan."""

    minutes: int
    what: Text


@dataclass(frozen=True, slots=True)
class CoachSheet:
    """One file under coaching/: a page for a coach who works with somebody who has one fear."""

    uri: str
    fear: Text
    """The fear's slug, which is the file's name."""
    title: Text
    description: Text
    """What the ten minutes are for."""
    plan: tuple[PlanStep, ...]
    questions: tuple[Text, ...]
    homework: Text
    card: Text
    """The id of the script that goes with the homework."""
    if_no: Text
    if_silence: Text
    if_upset: Text
    body: Text
    """What to do before it begins: one paragraph, or nothing; Markdown."""

    @property
    def cases(self) -> list[tuple[str, Text]]:
        """What the sheet says for each of `CASES`, without what an author has not written yet."""
        texts = (self.if_no, self.if_silence, self.if_upset)
        return [(case, text) for case, text in zip(CASES, texts, strict=True) if text]


@dataclass(frozen=True, slots=True)
class Page:
    """Any other Markdown file: the home page, the pages that head a list, About and the like."""

    uri: str
    title: Text
    description: Text
    body: str
    cites: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Licensed:
    """Something that readers get from the site: who made it, and on what terms."""

    name: Text
    title: Text
    what: Text
    holder: Text
    license: Text
    text: Text
    """Where the license stands: a file of the docs folder, or a whole web address."""
    files: tuple[Text, ...]
    """Which files of the built site it is, with `*` and `**`."""


Phrase = tuple[str, ...]
"""The stems of some words that stand next to each other."""


@dataclass(frozen=True)
class SearchLists:
    """What the lists of docs/search/ say, every word cut down to its stem."""

    stop_words: frozenset[str] = frozenset()
    """Words that say nothing; the reader adds numbers."""
    synonyms: tuple[tuple[Phrase, ...], ...] = ()
    """Groups of phrases that mean the same."""
    danger: tuple[Phrase, ...] = ()
    """Phrases that put the help page first; `*` is any word."""
    harmless: tuple[Phrase, ...] = ()
    """Phrases whose words are no sign of danger."""

    @cached_property
    def made_of(self) -> str:
        """A `kept.digest` of the lists that words are weighed by."""
        return digest(tuple(sorted(self.stop_words)), self.synonyms)

    @cached_property
    def groups_by_phrase(self) -> dict[Phrase, list[int]]:
        """Every phrase of every group with the numbers of its groups."""
        found: dict[Phrase, list[int]] = {}
        for number, group in enumerate(self.synonyms):
            for phrase in group:
                found.setdefault(phrase, []).append(number)
        return found

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many words the phrases of the groups have, each number once."""
        return tuple(sorted(set(map(len, self.groups_by_phrase))))

    def groups_in(self, said: Sequence[str]) -> set[int]:
        """Return the numbers of the groups of which a phrase stands among these stems."""
        return {
            number
            for first in range(len(said))
            for size in self.sizes
            if first + size <= len(said)
            for number in self.groups_by_phrase.get(tuple(said[first : first + size]), ())
        }


@dataclass(frozen=True)
class Library:
    """Everything the authors wrote. Where two files or scripts claim one name, the first has it."""

    vocabulary: Vocabulary
    fears: Mapping[str, Fear]
    """By slug, in the order readers see them."""
    articles: Mapping[str, Article]
    """By file, newest first."""
    studies: Mapping[str, Study]
    """By id."""
    pages: Mapping[str, Page]
    """By file."""
    scripts: Mapping[str, Script]
    """By id, in the order of their articles."""
    lists: SearchLists = field(default_factory=SearchLists)
    """What search knows of words."""
    sheets: Mapping[str, CoachSheet] = field(default_factory=dict)
    """By the fear's slug, in the order of the fears."""
    licensed: tuple[Licensed, ...] = ()
    """What is handed on with the site."""
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    """Each Markdown file that could be read, drawn, by file."""

    @cached_property
    def scripts_by_fear(self) -> Mapping[str, tuple[Script, ...]]:
        """The scripts of each fear, by the fear's slug."""
        found: dict[str, list[Script]] = {slug: [] for slug in self.fears}
        for script in self.scripts.values():
            for fear in dict.fromkeys(script.fears):
                found.setdefault(fear, []).append(script)
        return {slug: tuple(scripts) for slug, scripts in found.items()}

    def scripts_for(self, fear: str) -> list[Script]:
        """Return the scripts of a fear in the order a reader needs them.

        First messages come before those that answer or follow one, and of each kind one for every channel
        comes before a second for any.
        """
        seen: Counter[tuple[bool, str]] = Counter()
        ranked: list[tuple[bool, int, int, Script]] = []
        for number, script in enumerate(self.scripts_by_fear[fear]):
            kind = (script.id in self.came_before, str(script.channel))
            ranked.append((kind[0], seen[kind], number, script))
            seen[kind] += 1
        return [script for *_, script in sorted(ranked, key=lambda each: each[:3])]

    @cached_property
    def scripts_by_situation(self) -> Mapping[str, tuple[Script, ...]]:
        """The scripts of each situation, by the situation's slug."""
        found: dict[str, list[Script]] = {slug: [] for slug in self.vocabulary.situations}
        for script in self.scripts.values():
            found.setdefault(script.situation, []).append(script)
        return {slug: tuple(scripts) for slug, scripts in found.items()}

    @cached_property
    def sections_by_fear(self) -> Mapping[str, tuple[tuple[Article, Section], ...]]:
        """The marked sections that answer each fear, by its slug.

        First one of each article that the fear names, in turn, until there are no more; then newest first.
        """
        found: dict[str, list[tuple[Article, Section]]] = {slug: [] for slug in self.fears}
        for article in self.articles.values():
            ends: dict[str, int] = {}
            for section in article.sections:
                for fear in dict.fromkeys(map(str, section.fears)):
                    if section.place.line >= ends.get(fear, 0):  # or it is part of one that is there
                        found.setdefault(fear, []).append((article, section))
                        ends[fear] = section.end
        return {
            slug: tuple(_in_turns(sections, self.fears[slug].articles) if slug in self.fears else sections)
            for slug, sections in found.items()
        }

    @cached_property
    def came_before(self) -> Mapping[str, tuple[Script, ...]]:
        """For each script's id, the scripts that name it as what comes next."""
        found: dict[str, list[Script]] = {}
        for script in self.scripts.values():
            for follower in dict.fromkeys(script.next.values()):
                found.setdefault(follower, []).append(script)
        return {id_: tuple(scripts) for id_, scripts in found.items()}

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Article | Fear | Page, ...]]:
        """For each study's id, what cites it: fears first, then articles, then other pages."""
        found: dict[str, list[Article | Fear | Page]] = {}
        for source in self.sources():
            for study in dict.fromkeys(source.cites):
                if not isinstance(source, Study):
                    found.setdefault(study, []).append(source)
        return {id_: tuple(sources) for id_, sources in found.items()}

    def sources(self) -> Iterator[Fear | Article | Page | Study]:
        """Yield everything that has a Markdown file of its own and may cite studies."""
        yield from self.fears.values()
        yield from self.articles.values()
        yield from self.pages.values()
        yield from self.studies.values()

    def script_address(self, id_: str, *, directories: bool = True) -> str:
        """Return the address of a script's card."""
        return addresses.address(addresses.page_file(addresses.CARDS, id_), directories=directories)


def _in_turns(sections: list[tuple[Article, Section]], first: Sequence[str]) -> list[tuple[Article, Section]]:
    """Put the sections of some articles first, one of each and then the second of each."""
    names = [str(name) for name in first]
    seen: Counter[str] = Counter()
    ranked: list[tuple[tuple[int, int], tuple[Article, Section]]] = []
    for article, section in sections:
        name = addresses.stem(article.uri)
        rank = (seen[name], names.index(name)) if name in names else (len(sections), 0)
        ranked.append((rank, (article, section)))
        seen[name] += 1
    return [each for _, each in sorted(ranked, key=lambda each: each[0])]
