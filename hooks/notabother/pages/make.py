"""The library as pages, finished: front matter and HTML, for the authors' files and for those the build adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from notabother import addresses
from notabother.drawing.sections import Links
from notabother.model import Library
from notabother.pages.added import HEADS
from notabother.pages.article import article_page
from notabother.pages.card import card_page
from notabother.pages.fear import fear_page
from notabother.pages.links import Items
from notabother.pages.lists import head_pages
from notabother.pages.made import Given, Made, Meta
from notabother.pages.plain import plain_page, situation_page, unreadable_page
from notabother.pages.sheets import sheet_page
from notabother.pages.study import study_page
from notabother.paper.offers import Offers


def make_pages(
    library: Library,
    problems: Mapping[str, Sequence[str]],
    *,
    directories: bool = True,
    paper: Offers | None = None,
    site: Meta | None = None,
) -> list[Made]:
    """Make every page of the site. Addresses in fields are relative to the site's root.

    Args:
        library: what the authors wrote.
        problems: for each file the lines that say what is wrong in it, shown on its pages.
        directories: whether addresses are folders; see `addresses.address`.
        paper: what there is on paper; None if nothing is printed.
        site: what every page shows of the site.
    """
    links: Links = partial(addresses.as_address, directories=directories)
    items = Items(library, directories=directories)
    given = Given(library, items, links, problems, paper, site or {}, directories)
    made = {page.uri: page for page in _pages(given)}
    unreadable = (uri for uri in problems if uri.endswith(".md") and uri not in made)
    return [*made.values(), *(unreadable_page(uri, given) for uri in unreadable)]


def _pages(given: Given) -> Iterator[Made]:
    library = given.library
    yield from (fear_page(each, given) for each in library.fears.values())
    yield from (article_page(each, given) for each in library.articles.values())
    yield from (card_page(each, given) for each in library.scripts.values())
    yield from (situation_page(each, given) for each in library.vocabulary.situations)
    yield from (study_page(each, given) for each in library.studies.values())
    heads = {addresses.index_file(folder) for folder in HEADS}
    yield from (plain_page(page, given) for page in library.pages.values() if page.uri in heads)
    yield from head_pages(given)
    yield from (plain_page(page, given) for page in library.pages.values() if page.uri not in heads)
    yield from (sheet_page(each, given) for each in library.sheets.values())
