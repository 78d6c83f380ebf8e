"""A finished page, and what every page is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from notabother import addresses
from notabother.drawing.sections import Links, whole
from notabother.drawing.tree import as_markdown
from notabother.drawn import Drawn
from notabother.kept import digest, kept
from notabother.model import Library, Page
from notabother.pages import data
from notabother.pages.added import HEADS
from notabother.pages.links import Items
from notabother.paper.offers import Offers
from notabother.problems import Place, Text
from notabother.wording import typographic

Meta = dict[str, Any]
"""What a template reads."""

NOT_IN_YAML: Final = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
}
"""What JSON lets stand in a text and YAML does not, or takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page as an engine takes it: nothing about it is left to be done."""

    uri: str
    """Its Markdown file's path in the docs folder, whether or not that file exists."""
    meta: Meta
    """Its fields; its template shows nothing else besides the HTML."""
    html: str
    source: str | None
    """The author's file behind it, for "Edit this page"."""
    drawn: Drawn | None = None
    """What the HTML is made of, for search."""
    found_by: str = ""
    """What its template shows besides the HTML and search should know."""

    def made_of(self) -> str:
        """Return a `kept.digest` of all that a template shows of it, but for what every page shows of the site."""
        own = {key: value for key, value in self.meta.items() if key != "site"}
        return digest(self.uri, self.source, json.dumps(own), self.html)

    def text(self) -> str:
        """Return the page as a Markdown file that needs no hook: front matter (JSON, which is YAML) and HTML.

        Links in it lead to addresses, since engines leave links in HTML as they are.
        """
        fields = "\n".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items()
        )
        return f"---\n{fields.translate(NOT_IN_YAML)}\n---\n\n{as_markdown(self.html)}\n"


@dataclass(frozen=True, slots=True)
class Given:
    """What pages are made of."""

    library: Library
    items: Items
    links: Links
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each file the lines that say what is wrong in it, shown on its pages."""
    paper: Offers | None = None
    """What there is on paper; None if nothing is printed."""
    site: Meta = field(default_factory=dict)
    """What every page shows of the site."""
    directories: bool = True
    """See `addresses.address`: all that `links` depends on."""

    def meta(self, uri: str, kind: str, title: str, description: str) -> Meta:
        """Return the fields that every page has.

        Args:
            uri: the page's file.
            kind: its kind, which is also the name of its template.
            title: as written.
            description: as written.
        """
        meta: Meta = {
            "template": f"{kind}.html",
            "kind": kind,
            "title": typographic(title),
            "description": typographic(description),
            "breadcrumbs": self._breadcrumbs(uri),
            "site": self.site,
            "data": data.plain(offline=bool(self.site.get("offline"))),
        }
        if uri in self.problems:
            meta["problems"] = list(self.problems[uri])
        if self.paper is not None:
            meta["paper"] = self.paper.by_page.get(uri, [])
            if uri in self.paper.pictures:
                meta["picture"] = self.paper.pictures[uri]
        return meta

    def data(self, card: data.Card | None = None, list_: data.List | None = None) -> Meta:
        """Return what the page says to its scripts."""
        search = data.search(offline=bool(self.site.get("offline")))
        found: Meta = data.as_json(data.PageData(search, card, list_))
        return found

    def html(self, uri: str) -> str:
        """Return the text of an author's file, for its own page."""
        if uri not in self.library.drawn:
            return ""
        drawn = self.library.drawn[uri]
        return kept("whole", digest(drawn.made_of, self.directories), lambda: whole(drawn, self.links))

    def head(self, folder: str) -> Page:
        """Return the author's page for a folder, or a plain one."""
        uri = addresses.index_file(folder)
        head = HEADS[folder]
        plain = Page(uri, Text(head.title, Place(uri)), Text(head.description, Place(uri)), "", ())
        return self.library.pages.get(uri, plain)

    def _breadcrumbs(self, uri: str) -> list[Meta]:
        if uri == "index.md":
            return []
        crumbs = [{"title": "Home", "url": self.items.url("index.md")}]
        folder = addresses.folder_of(uri)
        head = addresses.index_file(folder)
        if folder in HEADS and uri != head:
            crumbs.append({"title": typographic(self.head(folder).title), "url": self.items.url(head)})
        return crumbs
