"""Pages that show their text and little else: home, About and the like, and the page of a situation."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any, Final

from notabother import addresses
from notabother.drawing.tree import inner_html
from notabother.model import Page
from notabother.pages.made import Given, Made, Meta

MOST_NEWS: Final = 6
"""How many articles the home page lists."""


def plain_page(page: Page, given: Given, kind: str = "", more: Mapping[str, Any] | None = None) -> Made:
    """Return the page of a file that is of no particular kind.

    Args:
        page: what its author wrote, or what stands in for it.
        given: what pages are made of.
        kind: its kind, if it heads a folder.
        more: what its template shows besides.
    """
    kind = kind or ("home" if page.uri == "index.md" else "page")
    meta = given.meta(page.uri, kind, page.title, page.description)
    if kind == "home":
        meta |= {
            "fears": list(given.items.fear_links.values()),
            "situations": situations(given),
            "articles": [
                given.items.article(each) for each in list(given.library.articles.values())[:MOST_NEWS]
            ],
        }
    source = page.uri if page.uri in given.library.pages else None
    meta |= more or {}
    return Made(page.uri, meta, given.html(page.uri), source, given.library.drawn.get(page.uri))


def unreadable_page(uri: str, given: Given) -> Made:
    """Stand in for a file that could not be read at all, so that its problems show where they are looked for."""
    return Made(uri, given.meta(uri, "page", addresses.stem(uri), ""), "", uri)


def situation_page(slug: str, given: Given) -> Made:
    """Return the page of one situation: its scripts, by channel."""
    link = given.items.situation(slug)
    uri = addresses.page_file(addresses.SITUATIONS, slug)
    channels = given.library.vocabulary.channels
    meta = given.meta(uri, "situation", link["title"], link["description"])
    by_channel: dict[str, list[Meta]] = {name: [] for name in channels}
    for script in given.library.scripts_by_situation[slug]:
        by_channel[script.channel].append(given.items.cards[script.id])
    meta["situation"] = link
    meta["channels"] = [
        {"slug": name, "title": channels[name].title, "cards": cards}
        for name, cards in by_channel.items()
        if cards
    ]
    body = etree.Element("div")
    if link["description"]:
        etree.SubElement(body, "p").text = link["description"]
    return Made(uri, meta, inner_html(body), addresses.VOCABULARY)


def situations(given: Given) -> list[Meta]:
    """Return a link to every situation, with how many scripts it has."""
    scripts = given.library.scripts_by_situation
    return [
        {**given.items.situation(slug), "count": len(scripts[slug])}
        for slug in given.library.vocabulary.situations
    ]
