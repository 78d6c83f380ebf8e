"""The library for machines: an RSS feed of the articles, and the fears and cards as JSON."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as etree
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urljoin

from notabother import addresses
from notabother.model import Library

MOST_ITEMS: Final = 50
"""How many articles the feed holds, newest first."""

ATOM: Final = "http://www.w3.org/2005/Atom"


def rss(library: Library, site_url: str, title: str, description: str, *, directories: bool = True) -> str:
    """Return the RSS 2.0 feed of the newest articles.

    Args:
        library: what the authors wrote.
        site_url: the site's address, which feeds need in full.
        title: the site's name.
        description: what the site is, in a sentence.
        directories: see `addresses.address`.
    """
    etree.register_namespace("atom", ATOM)
    root = etree.Element("rss", {"version": "2.0"})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", title),
        ("link", site_url),
        ("description", description),
        ("language", "en"),
    ):
        etree.SubElement(channel, name).text = text
    own = {"href": urljoin(site_url, "feed.xml"), "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{ATOM}}}link", own)
    articles = sorted(library.articles.values(), key=lambda each: (each.changed, each.uri), reverse=True)
    if articles:
        etree.SubElement(channel, "lastBuildDate").text = _moment(articles[0].changed)
    for article in articles[:MOST_ITEMS]:
        item = etree.SubElement(channel, "item")
        address = urljoin(site_url, addresses.address(article.uri, directories=directories))
        etree.SubElement(item, "title").text = article.title
        etree.SubElement(item, "link").text = address
        etree.SubElement(item, "guid", {"isPermaLink": "true"}).text = address
        etree.SubElement(item, "description").text = article.description
        etree.SubElement(item, "pubDate").text = _moment(datetime.date.fromisoformat(article.date))
    etree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def fears_json(library: Library, site_url: str, *, directories: bool = True) -> str:
    """Return the fears as JSON: slug, title, address, description, other phrasings and script ids."""
    return _json(
        "fears",
        [
            {
                "slug": slug,
                "title": fear.title,
                "url": urljoin(site_url, addresses.address(fear.uri, directories=directories)),
                "description": fear.description,
                "says": list(fear.says),
                "cards": [script.id for script in library.scripts_by_fear[slug]],
            }
            for slug, fear in library.fears.items()
        ],
    )


def cards_json(library: Library, site_url: str, *, directories: bool = True) -> str:
    """Return the scripts as JSON, text included: they are free to use anywhere."""
    return _json(
        "cards",
        [
            {
                "id": script.id,
                "title": script.title,
                "url": urljoin(site_url, library.script_address(script.id, directories=directories)),
                "situation": script.situation,
                "channel": script.channel,
                "to": script.to,
                "fears": list(script.fears),
                "subject": script.subject,
                "text": script.text,
                "tip": script.tip,
                "not_when": script.not_when,
                "next": dict(script.next),
            }
            for script in library.scripts.values()
        ],
    )


def _json(name: str, items: list[dict[str, Any]]) -> str:
    return json.dumps({name: items}, ensure_ascii=False) + "\n"


def _moment(day: datetime.date) -> str:
    return format_datetime(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC))
