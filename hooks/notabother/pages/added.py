"""Which pages the site adds to those that authors write: the one table, for links, checks and pages alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from notabother import addresses
from notabother.model import Library


@dataclass(frozen=True, slots=True)
class Head:
    """A page that heads a folder."""

    kind: str
    title: str
    """Used, like the description, where the author wrote none."""
    description: str
    needs: Callable[[Library, bool], bool] = lambda library, paper: True  # noqa: ARG005
    """Whether a library has it, by the library and whether anything is printed."""


HEADS: Final[Mapping[str, Head]] = {
    addresses.FEARS: Head(
        "fears", "What is holding you back?", "Every worry, in the words people use for it."
    ),
    addresses.CARDS: Head("cards", "Words to send", "Every script, by what you need to do."),
    addresses.SITUATIONS: Head("situations", "I need to…", "What you need to do, and the words for it."),
    addresses.ARTICLES: Head("articles", "Articles", "Everything we have written, newest first."),
    addresses.STUDIES: Head("studies", "Evidence", "Every study we lean on, and what it does not show."),
    addresses.SAY: Head("phrases", "What people say", "Every worry in all the ways people put it."),
    addresses.LICENCES: Head(
        "licences",
        "Licenses",
        "Who made what this site is built from, and on what terms.",
        lambda library, _: bool(library.licensed),
    ),
    addresses.PRINT: Head(
        "print", "Print the cards", "Cards on paper, to cut out and hand on.", lambda _, paper: paper
    ),
    addresses.COACHING: Head(
        "sheets",
        "Coach sheets",
        "A ten-minute plan for each worry, on one page, for those who help others ask.",
        lambda library, _: bool(library.sheets),
    ),
}
"""The pages that head a folder, in the order in which they are made."""


def heads(library: Library, *, paper: bool) -> Iterator[str]:
    """Yield the folders that have a page of their own: those that need one, and those for which an author wrote one."""
    for folder, head in HEADS.items():
        if head.needs(library, paper):
            yield folder


def added_pages(library: Library, *, paper: bool) -> set[str]:
    """Return the Markdown files that the build adds, which links may lead to."""
    found = {addresses.page_file(addresses.CARDS, id_) for id_ in library.scripts}
    found |= {addresses.page_file(addresses.SITUATIONS, slug) for slug in library.vocabulary.situations}
    return found | {addresses.index_file(folder) for folder in heads(library, paper=paper)}


ANCHORS: Final[Mapping[str, frozenset[str]]] = {
    "fear": frozenset("what-to-send from-our-articles what-research-found related says".split()),
    "article": frozenset("all-words worries".split()),
    "study": frozenset("source used".split()),
    "sheet": frozenset("before plan questions homework badly on-paper".split()),
    "home": frozenset("fears situations articles".split()),
    "sheets": frozenset({"sheets"}),
}
"""The anchors that a template writes by itself, by its name; see `anchors` for those it takes from data."""


def anchors(library: Library) -> dict[str, frozenset[str]]:
    """Return the anchors that templates write, by the Markdown file of the page, for links that lead there."""
    words = library.vocabulary
    of_sections = {
        f"{addresses.stem(uri)}--{id_}"
        for uri in library.articles
        if uri in library.drawn
        for id_ in library.drawn[uri].ids
    }
    on_fear = ANCHORS["fear"].union(map(str, library.studies), of_sections)
    return {
        "index.md": ANCHORS["home"],
        addresses.index_file(addresses.SAY): frozenset(library.fears),
        addresses.index_file(addresses.CARDS): frozenset(words.situations),
        addresses.index_file(addresses.STUDIES): frozenset(map(str, library.studies)),
        addresses.index_file(addresses.COACHING): ANCHORS["sheets"].union(library.sheets),
        addresses.index_file(addresses.LICENCES): frozenset(str(each.name) for each in library.licensed),
        **{fear.uri: on_fear for fear in library.fears.values()},
        **dict.fromkeys(library.articles, ANCHORS["article"]),
        **{study.uri: ANCHORS["study"] for study in library.studies.values()},
        **{sheet.uri: ANCHORS["sheet"] for sheet in library.sheets.values()},
    }
