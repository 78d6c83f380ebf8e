"""Pictures shown when a link to the site is shared: which pages have one, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from notabother import addresses
from notabother.model import Library
from notabother.paper.site import Site, as_json, in_type
from notabother.wording import line_of, typographic

FOLDER: Final = "assets/social"
"""The folder of the site that holds them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A social picture, 1200 by 630 pixels."""

    uri: str
    """The Markdown file of the page it belongs to."""
    file: str
    """Where it stands in the site."""
    alt: str
    data: str


def make_pictures(library: Library, site: Site) -> list[Picture]:
    """Return the pictures of the home page, and of every fear, card and article."""
    words = library.vocabulary
    home = library.pages.get("index.md")
    found = [] if home is None else [_picture(site, home.uri, home.title, home.description)]
    found += (
        _picture(site, fear.uri, fear.title, fear.description, quoted=True) for fear in library.fears.values()
    )
    for script in library.scripts.values():
        uri = addresses.page_file(addresses.CARDS, script.id)
        about = f"Words to send to {words.recipients[script.to].title}"
        found.append(_picture(site, uri, script.title, about, kind=words.channels[script.channel].title))
    found += (
        _picture(site, article.uri, article.title, article.description, kind="Article")
        for article in library.articles.values()
    )
    return found


def _picture(
    site: Site, uri: str, title: str, about: str, *, kind: str = "", quoted: bool = False
) -> Picture:
    said = f"“{typographic(title)}”" if quoted else typographic(title)
    data = {
        "site": site.name,
        "title": line_of(title),
        "about": line_of(about),
        "kind": typographic(kind),
        "quoted": quoted,
        "address": in_type(site.url),
    }
    return Picture(uri, f"{FOLDER}/{uri.removesuffix('.md')}.png", f"{site.name}: {said}", as_json(data))
