"""The plain lists of docs/search/: words that say nothing, words that mean the same, words of danger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from notabother.problems import Place, Problem, instead
from notabother.search.words import NUMBER, stems

FOLDER: Final = "search"
"""The folder of the lists in docs/."""

STOP_WORDS: Final = "search/stop-words.txt"
SYNONYMS: Final = "search/synonyms.txt"
HELP: Final = "search/help.txt"
FILES: Final = (STOP_WORDS, SYNONYMS, HELP)

NOT: Final = "not:"
"""How a line of the help list begins that names a harmless use."""

ANY: Final = "*"
"""Stands for any one word in a line of the help list."""

Phrase = tuple[str, ...]
"""The stems of some words that stand next to each other."""


@dataclass(frozen=True)
class Lists:
    """What the lists say, every word cut down to its stem."""

    stop_words: frozenset[str] = frozenset({NUMBER})
    """Numbers are among them, whatever the list says."""
    synonyms: tuple[tuple[Phrase, ...], ...] = ()
    """Groups of phrases that mean the same."""
    danger: tuple[Phrase, ...] = ()
    """Phrases that put the help page first; `*` is any word."""
    harmless: tuple[Phrase, ...] = ()
    """Phrases whose words are no sign of danger."""

    @cached_property
    def groups_by_first(self) -> dict[str, list[tuple[Phrase, int]]]:
        """Every phrase of every group with the number of its group, by the phrase's first stem."""
        found: dict[str, list[tuple[Phrase, int]]] = {}
        for number, group in enumerate(self.synonyms):
            for phrase in group:
                found.setdefault(phrase[0], []).append((phrase, number))
        return found

    def groups_in(self, said: Sequence[str]) -> set[int]:
        """Return the numbers of the groups of which a phrase stands among these stems."""
        return {
            number
            for first, stem in enumerate(said)
            for phrase, number in self.groups_by_first.get(stem, ())
            if tuple(said[first : first + len(phrase)]) == phrase
        }


def read_lists(texts: dict[str, str]) -> tuple[Lists, list[Problem]]:
    """Read the lists.

    Args:
        texts: the text of each file of docs/search/, by its path in docs/. Missing ones count as empty.

    Returns:
        The lists and their problems.
    """
    problems: list[Problem] = []
    for uri in texts:
        if uri not in FILES:
            message = f"search does not read this file. {instead(uri, FILES, 'CONTRIBUTING.md')}"
            problems.append(Problem(Place(uri), "misplaced-file", message))
    stop_words = frozenset({NUMBER}).union(
        stem for _, line in _lines(texts, STOP_WORDS) for stem in stems(line)
    )
    synonyms = tuple(_groups(texts, problems))
    danger: list[Phrase] = []
    harmless: list[Phrase] = []
    places: list[Place] = []
    for place, line in _lines(texts, HELP):
        told = line.removeprefix(NOT)
        phrase = tuple(stem for part in told.split() for stem in ([ANY] if part == ANY else stems(part)))
        if not set(phrase) - {ANY}:
            message = f"'{line}' holds no word. Write words as readers type them."
            problems.append(Problem(place, "empty-phrase", message))
        else:
            (harmless if told != line else danger).append(phrase)
            places += [place] if told != line else []
    for place, phrase in zip(places, harmless, strict=True):
        if cancelled := next((each for each in danger if _stands_in(phrase, each)), None):
            message = (
                f"this undoes the line of danger '{' '.join(cancelled)}' (its words cut down to stems). "
                "Write more of the harmless use."
            )
            problems.append(Problem(place, "cancelled-danger", message))
    return Lists(stop_words, synonyms, tuple(danger), tuple(harmless)), problems


def _stands_in(phrase: Phrase, whole: Phrase) -> bool:
    """Tell whether a phrase is part of another, or all of it."""
    size = len(phrase)
    return any(whole[first : first + size] == phrase for first in range(len(whole) - size + 1))


def _lines(texts: dict[str, str], uri: str) -> Iterator[tuple[Place, str]]:
    """Yield the lines of a list that say something, without what stands behind a #."""
    for number, line in enumerate(texts.get(uri, "").splitlines(), 1):
        if told := line.partition("#")[0].strip():
            yield Place(uri, number), told


def _groups(texts: dict[str, str], problems: list[Problem]) -> Iterator[tuple[Phrase, ...]]:
    for place, line in _lines(texts, SYNONYMS):
        phrases = [tuple(stems(part)) for part in line.split(",")]
        if not all(phrases):
            message = "there is a comma with no word on one side. Write: boss, manager, supervisor"
            problems.append(Problem(place, "empty-phrase", message))
        group = tuple(dict.fromkeys(filter(None, phrases)))
        if len(group) < 2:
            message = "a group needs two words or more, parted by commas. Write: boss, manager, supervisor"
            problems.append(Problem(place, "lone-synonym", message))
        else:
            yield group


def is_list(uri: str) -> bool:
    """Tell whether a file of the docs folder is meant for search and not for readers."""
    return uri.startswith(f"{FOLDER}/")
