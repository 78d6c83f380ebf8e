"""What pages offer on paper: for each fear, situation and card its PDFs, and the page that lists all decks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from notabother import addresses
from notabother.paper.decks import ALL, Deck, Kind
from notabother.paper.pictures import Picture
from notabother.paper.sheets import Sheet
from notabother.wording import typographic

Meta = dict[str, Any]

PAGES: Final[Mapping[Kind, str]] = {
    "fear": addresses.FEARS,
    "situation": addresses.SITUATIONS,
    "card": addresses.CARDS,
}
"""The folder of the pages that offer decks of each kind."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What pages say of paper."""

    by_page: Mapping[str, list[Meta]] = field(default_factory=dict)
    """For the Markdown file of a fear, situation or card: its decks, in the order of the layouts."""
    decks: Sequence[Meta] = ()
    """For the page that lists them all: every deck of cards with its formats."""
    pictures: Mapping[str, Meta] = field(default_factory=dict)
    """For a Markdown file, the picture shown when a link to its page is shared."""
    sheets: Mapping[str, Sequence[Meta]] = field(default_factory=dict)
    """For the Markdown file of a coach sheet: its PDF for each paper."""


def make_offers(decks: Iterable[Deck], pictures: Iterable[Picture], sheets: Iterable[Sheet] = ()) -> Offers:
    """Gather the files of each deck by format and paper.

    Args:
        decks: all that are printed.
        pictures: the social pictures.
        sheets: the coach sheets that are printed.
    """
    formats: dict[tuple[Kind, str], dict[str, Meta]] = {}
    titles: dict[tuple[Kind, str], str] = {}
    for deck in decks:
        titles[deck.kind, deck.slug] = deck.title
        format_ = formats.setdefault((deck.kind, deck.slug), {}).setdefault(deck.layout.title, _format(deck))
        paper = format_["papers"].setdefault(
            deck.layout.paper, {"paper": deck.layout.paper, "sheets": 0, "files": []}
        )
        paper["files"].append({"url": deck.file, "sides": deck.sides, "part": deck.part})
        paper["sheets"] = max(paper["sheets"], deck.sheets)
    for found in formats.values():
        for format_ in found.values():
            format_["papers"] = list(format_["papers"].values())
    by_page = {
        addresses.page_file(PAGES[kind], slug): list(found.values())
        for (kind, slug), found in formats.items()
        if kind in PAGES
    }
    listed = [
        {
            "kind": kind,
            "slug": slug,
            "title": typographic(titles[kind, slug]),
            "formats": list(found.values()),
        }
        for (kind, slug), found in formats.items()
        if kind != "card"
    ]
    listed.sort(key=lambda deck: (deck["kind"] != ALL, deck["kind"] != "fear"))
    shared = {each.uri: {"url": each.file, "alt": each.alt} for each in pictures}
    files: dict[str, list[Meta]] = {}
    for sheet in sheets:
        files.setdefault(sheet.source.uri, []).append({"paper": sheet.paper, "url": sheet.file})
    return Offers(by_page, listed, shared, files)


def _format(deck: Deck) -> Meta:
    return {
        "title": deck.layout.title,
        "landscape": deck.layout.landscape,
        "picture": deck.picture if 2 in deck.layout.sides else "",
        "left_out": len(deck.left_out),
        "papers": {},
    }
