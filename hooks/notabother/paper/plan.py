"""Everything there is on paper for one library, planned before it is printed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notabother.model import Library
from notabother.paper.cards import Cards
from notabother.paper.decks import Deck, make_decks
from notabother.paper.fits import check_fits
from notabother.paper.offers import Offers, make_offers
from notabother.paper.pictures import Picture, make_pictures
from notabother.paper.press import Press, last_change
from notabother.paper.sheets import Sheet, check_sheets, make_sheets
from notabother.paper.site import Site
from notabother.problems import Problem
from notabother.settings import Settings


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


@dataclass(frozen=True, slots=True)
class Printing:
    """A press that is set up, and what it is to print."""

    press: Press
    plan: Plan

    def write(self, site: Path, *, offline: bool = False) -> None:
        """Write decks, coach sheets and pictures into the built site.

        Args:
            site: the site's folder.
            offline: whether it is opened from disk, where nobody shares a link and sees its picture.

        Raises:
            PressError: something could not be set.
        """
        self.press.print(self.plan.decks, () if offline else self.plan.pictures, site, self.plan.sheets)
        if not offline:  # or what it had no use for would have to be made again
            self.press.prune()


def prepare(
    library: Library,
    settings: Settings,
    docs: Path,
    templates: Path,
    cache: Path,
    *,
    directories: bool,
    moment: int | None,
    nice: int = 0,
) -> Printing:
    """Set up the press and plan what it prints.

    Args:
        library: what the authors wrote.
        settings: what mkdocs.yml says.
        docs: the docs folder, which holds the site's mark.
        templates: the folder with the templates for paper.
        cache: where to keep what was made.
        directories: whether the addresses on paper are folders; see `addresses.address`.
        moment: the moment that is written into every file, in seconds since 1970; None for the last change.
        nice: how far the workers give way to other programs.

    Raises:
        PressError: the templates, the fonts or Typst are at fault.
    """
    if moment is None:
        moment = last_change(docs) or _newest(library)
    mark = (docs / settings.favicon).read_text("utf-8")
    press = Press(templates, cache, mark, moment, nice=nice)
    edition = datetime.datetime.fromtimestamp(moment, datetime.UTC).date()
    help_ = settings.help
    site = Site(
        settings.site_name,
        settings.site_url,
        edition,
        directories,
        help_.file if help_ else "",
        help_.numbers if help_ else (),
    )
    return Printing(press, plan(library, site, press))


def _newest(library: Library) -> int:
    """Return the day of the newest article, in seconds since 1970; 0 where there is none."""
    newest = max((article.changed for article in library.articles.values()), default=None)
    if newest is None:
        return 0
    return int(datetime.datetime.combine(newest, datetime.time(), datetime.UTC).timestamp())
