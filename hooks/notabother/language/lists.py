"""The lists of docs/language.yml: what reads as a finding, and words that we put more kindly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

from notabother.problems import Place, Problem, Text
from notabother.source.fields import Fields, read_fields

TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%,.?!;:…—]")
"""A number, a word, or a sign that no phrase goes across. Hyphens and quotation marks are skipped."""

SIGNS: Final = frozenset(",.?!;:…—")

ANY: Final = "*"
"""Stands for any one word."""
NUMBER: Final = "N"
"""Stands for a number, in figures or as one of the words of `numbers`."""
LARGE: Final = "NN"
"""Stands for a number in figures from `FEWEST` up."""
OR: Final = "|"
"""Parts the words that may stand in one place: `study|studies`."""

FEWEST: Final = 10
"""From here on a number of people in figures counts as large. Our texts write smaller ones as words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; each may be one of several."""

    words: tuple[frozenset[str], ...]
    because: str = ""
    """What is wrong with it, as the end of a sentence."""
    instead: str = ""
    """What to write."""


@dataclass(frozen=True)
class Lists:
    """What docs/language.yml says."""

    claims: tuple[Phrase, ...] = ()
    """What reads as a finding, and needs its study beside it."""
    avoid: tuple[Phrase, ...] = ()
    """What has a kinder wording."""
    numbers: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def _claims_by_first(self) -> dict[str, list[Phrase]]:
        return self._by_first(self.claims)

    @cached_property
    def _avoid_by_first(self) -> dict[str, list[Phrase]]:
        return self._by_first(self.avoid)

    def claims_in(self, text: Words) -> Iterator[tuple[Phrase, int, int]]:
        """Yield each claim in a text, with the offsets of its beginning and its end."""
        return self._find(text, self._claims_by_first)

    def avoided_in(self, text: Words) -> Iterator[tuple[Phrase, int, int]]:
        """Yield each phrase in a text that has a kinder wording, with its beginning and its end."""
        return self._find(text, self._avoid_by_first)

    def _by_first(self, phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
        """Return phrases by each word they can begin with, the longest first."""
        found: dict[str, list[Phrase]] = {}
        for phrase in sorted(phrases, key=lambda each: -len(each.words)):
            first = phrase.words[0]
            for word in {*first, *(self.numbers if NUMBER in first else ())}:
                found.setdefault(word, []).append(phrase)
        return found

    def _find(self, text: Words, index: Mapping[str, list[Phrase]]) -> Iterator[tuple[Phrase, int, int]]:
        said = text.words
        figures = [*index.get(NUMBER, ()), *index.get(LARGE, ())]
        after = 0
        for at, word in enumerate(said):
            # Nearly all words begin no phrase: they are passed over here, which makes the rule quick.
            phrases = figures if word[0].isdecimal() else index.get(word)
            if not phrases or at < after:
                continue
            for phrase in phrases:
                end = at + len(phrase.words)
                if end <= len(said) and all(map(self._fits, said[at:end], phrase.words)):
                    yield phrase, text.offset(at), text.offset(end - 1) + len(said[end - 1])
                    after = end
                    break

    def _fits(self, word: str, choices: frozenset[str]) -> bool:
        if word in choices:
            return True
        if word[0].isdecimal():
            return NUMBER in choices or (LARGE in choices and _size(word) >= FEWEST)
        return (ANY in choices and word[0].isalpha()) or (NUMBER in choices and word in self.numbers)


def _size(figure: str) -> float:
    """Return how much a number in figures is: 14000 for `14,000`; 0 for what is none, such as `1.2.3` or `²`."""
    whole = figure.replace(",", "")
    return float(whole) if whole.count(".") < 2 and whole.replace(".", "").isdecimal() else 0


class Words:
    """A text cut into its words and the signs that end a phrase: in lower case, with straight apostrophes."""

    def __init__(self, text: str) -> None:
        folded = text.lower()
        # A letter that grows in lower case would shift the offsets.
        self._folded = (folded if len(folded) == len(text) else text).replace("’", "'")
        self.words: list[str] = TOKEN.findall(self._folded)

    def offset(self, number: int) -> int:
        """Return where one of the words begins in the text."""
        return next(islice(TOKEN.finditer(self._folded), number, None)).start()


@lru_cache(maxsize=64)
def read_language(uri: str, text: str) -> tuple[Lists, tuple[Problem, ...]]:
    """Read docs/language.yml.

    Args:
        uri: its path in docs/, for the places of problems.
        text: the file, decoded.
    """
    problems: list[Problem] = []
    fields = read_fields(text, Place(uri), "the language list", problems)
    numbers = frozenset(map(str.casefold, fields.texts("numbers", required=False)))
    claims = [
        Phrase(words)
        for entry in fields.texts("claims", required=False)
        if (words := _words(entry, problems)) is not None
    ]
    avoid: list[Phrase] = []
    if (groups := fields.mapping("avoid", "'avoid'", required=False)) is not None:
        for _, group in groups.mappings("the group"):
            avoid += _group(group, problems)
    fields.close()
    return Lists(tuple(claims), tuple(avoid), numbers), tuple(problems)


def _group(group: Fields, problems: list[Problem]) -> Iterator[Phrase]:
    because = group.text("because")
    phrases = group.mapping("words", f"'words' of {group.what}")
    group.close()
    if phrases is None:
        return
    for name in list(phrases.values):
        instead = phrases.text(name)
        words = _words(phrases.values[name][0], problems)
        if words is not None and instead is not None and because is not None:
            yield Phrase(words, because, instead)


def _words(entry: Text, problems: list[Problem]) -> tuple[frozenset[str], ...] | None:
    """Return the words of an entry, place by place, or None after noting what is wrong."""
    found: list[frozenset[str]] = []
    for part in entry.split():
        if part in (ANY, NUMBER, LARGE):
            found.append(frozenset({part}))
            continue
        choices = [[word for word in Words(choice).words if word not in SIGNS] for choice in part.split(OR)]
        if len(choices) == 1:
            found += [frozenset({word}) for word in choices[0]]
        elif all(len(choice) == 1 for choice in choices):
            found.append(frozenset(choice[0] for choice in choices))
        else:
            message = f"'{part}' needs one word on each side of {OR}, as in: always work|works. Add one, or take it out."
            problems.append(entry.problem("mistyped-field", message))
            return None
    if not found or found[0] == {ANY}:
        message = f"'{entry}' begins with no word. Write the words as they would stand in a text."
        problems.append(entry.problem("mistyped-field", message))
        return None
    return tuple(found)
