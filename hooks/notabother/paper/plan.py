"""Everything there is on paper for one library, planned before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notabother.model import Library
from notabother.paper.cards import Cards
from notabother.paper.decks import Deck, make_decks
from notabother.paper.fits import check_fits
from notabother.paper.offers import Offers, make_offers
from notabother.paper.pictures import Picture, make_pictures
from notabother.paper.press import Press
from notabother.paper.sheets import Sheet, check_sheets, make_sheets
from notabother.paper.site import Site
from notabother.problems import Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be printed."""

    decks: Sequence[Deck]
    pictures: Sequence[Picture]
    sheets: Sequence[Sheet]
    offers: Offers
    """What pages say of it."""
    problems: Sequence[Problem]
    """`does-not-fit` and `missing-glyph`; what does not fit is left out."""


def plan(library: Library, site: Site, press: Press) -> Plan:
    """Measure every card and every coach sheet, and decide what is printed.

    Args:
        library: what the authors wrote.
        site: what cards and sheets say about where they come from.
        press: measures; nothing is printed yet.

    Raises:
        PressError: the templates, the fonts or Typst are at fault.
    """
    cards = Cards(library, site)
    fits = press.measure(cards)
    made = make_sheets(library, site, press.papers)
    sheet_fits = press.measure_sheets(made)
    problems = [
        *check_fits(library, press.layouts, fits),
        *check_sheets(made, sheet_fits),
        *press.glyphs(cards),
    ]
    sheets = [sheet for sheet in made if sheet_fits[sheet.file].fits]
    decks = make_decks(cards, press.layouts, fits)
    pictures = make_pictures(library, site)
    return Plan(decks, pictures, sheets, make_offers(decks, pictures, sheets), problems)
