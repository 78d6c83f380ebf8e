"""Reads built pages: ids, links, visible text and what they load. For tests only."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src"}


KINDS = (
    "",
    "fears/",
    "fears/too-busy/",
    "cards/",
    "cards/confirm-the-time/",
    "situations/",
    "situations/ask-for-chat/",
    "articles/",
    "articles/am-i-bothering-them/",
    "evidence/",
    "evidence/zhao-epley-2022/",
    "coaching/",
    "coaching/no-reply/",
    "say/",
    "print/",
    "about/",
    "help-now/",
    "licences/",
    "404.html",
)
"""One address of each kind of page of our own site."""

BELOW = {
    "fears": "fear",
    "cards": "card",
    "situations": "situation",
    "articles": "article",
    "evidence": "study",
    "coaching": "sheet",
}
"""For each list the kind of the pages below it."""


@dataclass
class BuiltPage:
    """One HTML file of a built site."""

    path: str
    """Relative to the site's root: `fears/too-busy/index.html`."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    rels: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    """The text of each JSON-LD block."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    """Inline handlers, styles and scripts."""
    text: str = ""
    html: str = ""

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.path)

    @property
    def name(self) -> str:
        """The last part of its address: `too-busy`; empty for the home page."""
        return posixpath.basename(self.folder)

    @property
    def kind(self) -> str:
        """What kind of page it is, by its address: `home`, `404`, a list, what stands below one, or `page`."""
        above = posixpath.dirname(self.folder)
        if not self.folder:
            return {"index.html": "home", "404.html": "404"}[self.path]
        if above:
            return BELOW[above]
        return self.folder if self.folder in {*BELOW, "say", "print", "licences"} else "page"

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a tree, to be asked with selectors."""
        return LexborHTMLParser(self.html)

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element that a selector finds, its white space settled."""
        return [" ".join(each.text().split()) for each in self.tree.css(selector)]

    def values(self, selector: str, name: str) -> list[str | None]:
        """Return an attribute of each element that a selector finds; None where it has none, or no value."""
        return [each.attributes.get(name) for each in self.tree.css(selector)]

    def leads(self, selector: str) -> list[str]:
        """Return the files of this site that the links lead to that a selector finds."""
        links = (each.attributes.get("href") or "" for each in self.tree.css(selector))
        return [target[0] for link in links if (target := self.target(link))]

    def target(self, link: str) -> tuple[str, str] | None:
        """Return the file and the anchor that a link of this page leads to; None if it leaves the site."""
        scheme, host, path, _, anchor = urlsplit(link)
        if scheme or host:
            return None
        where = (
            posixpath.normpath(posixpath.join("/", self.folder, unquote(path))).lstrip("/")
            if path
            else self.path
        )
        if path.endswith("/") or path in (".", "..") or not posixpath.splitext(where)[1]:
            where = posixpath.join(where, "index.html").removeprefix("./")
        return where, unquote(anchor)


class _Parser(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__()
        self.page = page
        self.skip = ""
        self.heading: tuple[int, list[str]] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, fields = self.page, {name: value or "" for name, value in attrs}
        if "id" in fields:
            page.ids.append(fields["id"])
        if tag == "a" and "href" in fields:
            page.links.append(fields["href"])
        if tag == "link":
            page.rels[fields.get("rel", "")] = fields.get("href", "")
            if fields.get("rel") in ("stylesheet", "preload", "icon", "modulepreload"):
                page.loads.append(fields.get("href", ""))
        if tag in LOADS and LOADS[tag] in fields:
            page.loads.append(fields[LOADS[tag]])
        if tag == "meta":
            page.metas[fields.get("name") or fields.get("property", "")] = fields.get("content", "")
        page.inline += [name for name in fields if name.startswith("on") or name == "style"]
        if tag == "script":
            self.skip = "data" if fields.get("type") == "application/ld+json" else "script"
            if "src" not in fields and fields.get("type") not in ("application/ld+json", "application/json"):
                page.inline.append("script")
        elif tag == "style":
            self.skip = "style"
            page.inline.append("style")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.heading = (int(tag[1]), [])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.skip = ""
        if self.heading and tag == f"h{self.heading[0]}":
            self.page.headings.append((self.heading[0], " ".join("".join(self.heading[1]).split())))
            self.heading = None

    def handle_data(self, data: str) -> None:
        if self.skip == "data":
            self.page.data.append(data)
        if self.skip:
            return
        self.words.append(data)
        if self.heading:
            self.heading[1].append(data)


def read_page(file: Path, site: Path) -> BuiltPage:
    """Read one HTML file."""
    page = BuiltPage(file.relative_to(site).as_posix())
    parser = _Parser(page)
    page.html = file.read_text("utf-8")
    parser.feed(page.html)
    parser.close()
    page.text = " ".join("".join(parser.words).split())
    return page


def read_site(site: Path) -> dict[str, BuiltPage]:
    """Read every HTML file of a built site, by its path."""
    return {page.path: page for file in sorted(site.rglob("*.html")) for page in [read_page(file, site)]}
