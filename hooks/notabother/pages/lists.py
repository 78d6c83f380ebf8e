"""The pages that head a folder, and what each lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from notabother import addresses
from notabother.model import Script
from notabother.pages.added import HEADS, heads
from notabother.pages.data import List
from notabother.pages.made import Given, Made, Meta
from notabother.pages.plain import plain_page, situations
from notabother.pages.sheets import listed
from notabother.wording import typographic

MOST_SHOWN: Final = 3
"""How many of the ways people put it the list of all fears shows for each."""


def head_pages(given: Given) -> Iterator[Made]:
    """Yield the page of every folder that has one."""
    for folder in heads(given.library, paper=given.paper is not None):
        yield plain_page(given.head(folder), given, HEADS[folder].kind, LISTS[folder](given))


def _said(given: Given, most: int | None = None) -> list[Meta]:
    """Return every fear with the ways people put it, the first `most` of them."""
    return [
        {**given.items.fear_links[slug], "says": [typographic(phrase) for phrase in fear.says[:most]]}
        for slug, fear in given.library.fears.items()
    ]


def _phrases(given: Given) -> Meta:
    return {"fears": _said(given), "search": {"exclude": True}}  # or every search would find it


def _articles(given: Given) -> Meta:
    return {"articles": [given.items.article(each) for each in given.library.articles.values()]}


def _studies(given: Given) -> Meta:
    return {"studies": [given.items.study(each) for each in given.library.studies.values()]}


def _sheets(given: Given) -> Meta:
    return {"sheets": [listed(sheet, given) for sheet in given.library.sheets.values()], "files": []}


def _decks(given: Given) -> Meta:
    return {"decks": [] if given.paper is None else list(given.paper.decks)}


def _licences(given: Given) -> Meta:
    licensed = given.library.licensed
    return {
        "licences": [
            {
                "id": each.name,
                "title": typographic(each.title),
                "what": typographic(each.what),
                "holder": typographic(each.holder),
                "license": typographic(each.license),
                "url": each.text,
            }
            for each in licensed
        ]
    }


def _found_by(script: Script) -> Mapping[str, Sequence[str]]:
    return {"situation": [script.situation], "fear": script.fears, "channel": [script.channel]}


def _cards(given: Given) -> Meta:
    """Return all cards by what they are for, and what they can be filtered by."""
    words, items = given.library.vocabulary, given.items
    used = {script.channel for script in given.library.scripts.values()}
    return {
        "groups": [
            {"situation": items.situation(slug), "cards": [items.cards[script.id] for script in scripts]}
            for slug, scripts in given.library.scripts_by_situation.items()
            if scripts
        ],
        "data": given.data(
            list_=List({script.id: _found_by(script) for script in given.library.scripts.values()})
        ),
        "filters": {
            "fears": [{"slug": link["slug"], "title": link["title"]} for link in items.fear_links.values()],
            "situations": [
                {"slug": slug, "title": typographic(term.title)} for slug, term in words.situations.items()
            ],
            "channels": [
                {"slug": slug, "title": typographic(each.title)}
                for slug, each in words.channels.items()
                if slug in used
            ],
        },
    }


LISTS: Final[Mapping[str, Callable[[Given], Meta]]] = {
    addresses.FEARS: lambda given: {"fears": _said(given, MOST_SHOWN)},
    addresses.CARDS: _cards,
    addresses.SITUATIONS: lambda given: {"situations": situations(given)},
    addresses.ARTICLES: _articles,
    addresses.STUDIES: _studies,
    addresses.SAY: _phrases,
    addresses.LICENCES: _licences,
    addresses.PRINT: _decks,
    addresses.COACHING: _sheets,
}
"""What the page of each folder lists."""
