"""The plain lists of docs/search/: words that say nothing, words that mean the same, words of danger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from notabother.model import Phrase, SearchLists
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

MOST_LINES: Final = 2_000
"""How many lines of a list are read: every text is compared with all of them."""

MOST_WORDS: Final = 25
"""The longest harmless use that is looked for in the words of danger."""


def read_lists(texts: dict[str, str]) -> tuple[SearchLists, list[Problem]]:
    """Read the lists.

    Args:
        texts: the text of each file of docs/search/, by its path in docs/. Missing ones count as empty.

    Returns:
        The lists and their problems.
    """
    problems: list[Problem] = []
    for uri, text in texts.items():
        if uri not in FILES:
            message = f"search does not read this file. {instead(uri, FILES, 'CONTRIBUTING.md')}"
            problems.append(Problem(Place(uri), "misplaced-file", message))
        elif text.count("\n") > MOST_LINES:
            message = f"only the first {MOST_LINES:,} lines of a list are read. Take out what helps least."
            problems.append(Problem(Place(uri, MOST_LINES + 1), "too-large", message))
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
    whole = _holders(danger, frozenset(harmless))
    for place, phrase in zip(places, harmless, strict=True):
        if cancelled := whole.get(phrase):
            message = (
                f"this undoes the line of danger '{' '.join(cancelled)}' (its words cut down to stems). "
                "Write more of the harmless use."
            )
            problems.append(Problem(place, "cancelled-danger", message))
    return SearchLists(stop_words, synonyms, tuple(danger), tuple(harmless)), problems


def _holders(phrases: Sequence[Phrase], parts: Collection[Phrase]) -> dict[Phrase, Phrase]:
    """Return those of some short phrases that are part of another, or all of it, each with the first such."""
    found: dict[Phrase, Phrase] = {}
    sizes = sorted({len(part) for part in parts if len(part) <= MOST_WORDS})
    for phrase in phrases:
        for size in sizes:
            for first in range(len(phrase) - size + 1):
                part = phrase[first : first + size]
                if part in parts:
                    found.setdefault(part, phrase)
    return found


def _lines(texts: dict[str, str], uri: str) -> Iterator[tuple[Place, str]]:
    """Yield the lines of a list that say something, without what stands behind a #."""
    for number, line in enumerate(texts.get(uri, "").split("\n")[:MOST_LINES], 1):
        if told := line.partition("#")[0].strip():
            yield Place(uri, number), told


def _groups(texts: dict[str, str], problems: list[Problem]) -> Iterator[tuple[Phrase, ...]]:
    for place, line in _lines(texts, SYNONYMS):
        phrases = [tuple(stems(part)) for part in line.split(",")]
        if not all(phrases):
            message = "there is a comma with no word on one side. Put a word there, or take the comma out."
            problems.append(Problem(place, "empty-phrase", message))
        group = tuple(dict.fromkeys(filter(None, phrases)))
        if len(group) < 2:
            message = "a group needs two words or more, parted by commas. Add one, as in: boss, manager"
            problems.append(Problem(place, "lone-synonym", message))
        else:
            yield group


def is_list(uri: str) -> bool:
    """Tell whether a file of the docs folder is meant for search and not for readers."""
    return uri.startswith(f"{FOLDER}/")
