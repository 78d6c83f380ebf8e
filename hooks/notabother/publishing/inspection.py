"""What in a built page or style sheet the policy would stop, so that a build can say so before a reader misses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from notabother.kept import digest, kept
from notabother.publishing.heads import faults

DATA: Final = frozenset({"application/ld+json", "application/json"})
"""The types of script elements that hold data and are never run."""

FETCHED_LINKS: Final = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "manifest"}
)
"""The kinds of link elements that a browser fetches by itself."""

NEVER: Final = frozenset("audio base embed frame iframe object video".split())
"""Elements for which the policy has no place at all, wherever they lead."""

ADDRESSES: Final = frozenset({"src", "srcset", "poster", "background", "data"})
"""Attributes that hold what a browser fetches by itself."""

FETCHED_HREFS: Final = frozenset({"feimage", "image", "use"})
"""Elements of SVG whose `href` a browser fetches by itself."""

HREFS: Final = frozenset({"href", "xlink:href"})

CONTROLS: Final = dict.fromkeys([*range(32), 127])
"""Characters that an address loses before a browser reads it, tabs and line breaks among them."""

STRING: Final = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""

SHEET: Final = re.compile(
    rf"""
      /\*.*?(?:\*/|\Z)                                                # a comment
    | @namespace\b(?:{STRING}|[^;"'])*                                # a name, never fetched
    | @import(?:\s|/\*.*?\*/)*+(?P<imported>{STRING})
    | (?<![\w-])url\(\s*(?:(?P<quoted>{STRING})|(?P<bare>(?:\\.|[^)\\])*))
    | {STRING}
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""The pieces of a style sheet that lead somewhere, and those in which nothing does."""

ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.DOTALL | re.IGNORECASE)
"""How a style sheet writes a character in another way."""


@dataclass(frozen=True, slots=True, order=True)
class Stopped:
    """Something in a page or a style sheet that the policy stops."""

    what: str
    """As it goes on after `holds`: `a script within the page`."""
    line: int
    """Where in the file, counted from 1."""


class Inspector:
    """Looks for what the policy would stop, in one page after another of a build.

    The tags of a page are mostly those of the page before, and one that was harmless there is harmless
    here. So each is judged once, and a page is read properly only if something in it looks wrong.
    """

    def __init__(self, site_url: str) -> None:
        """Inspect the pages of a site.

        Args:
            site_url: the site's address, or an empty text.
        """
        self.site_url = site_url
        self.harmless: set[str] = set()

    def stopped(self, html: str) -> list[Stopped]:
        """Return what the policy would stop in a page."""
        tags = {piece.partition(">")[0] for piece in html.split("<")[1:]} - self.harmless
        doubtful = [tag for tag in tags if tag[:1].isalpha() and not self._is_harmless(tag)]
        self.harmless |= tags.difference(doubtful)
        return list(self._read(html).found) if doubtful else []

    def stopped_in_styles(self, css: str) -> list[Stopped]:
        """Return what the policy would stop in a style sheet."""
        found = []
        for piece in SHEET.finditer(css):
            written = piece["imported"] or piece["quoted"]
            address = ESCAPE.sub(_unescaped, written[1:-1] if written else piece["bare"] or "")
            if not _is_own(address, self.site_url):
                found.append(Stopped(_from_elsewhere(address), css.count("\n", 0, piece.start()) + 1))
        return found

    def _is_harmless(self, tag: str) -> bool:
        reader = self._read(f"<{tag}>")
        return reader.tags == 1 and not reader.found  # none is read where a quotation holds a >

    def _read(self, html: str) -> _Reader:
        reader = _Reader(self.site_url)
        reader.feed(html)
        return reader


class Inspection:
    """What was found in all pages and style sheets of one build."""

    def __init__(self, site_url: str, policy: str) -> None:
        """Inspect a site.

        Args:
            site_url: the site's address, or an empty text.
            policy: the policy that every page carries; empty for none.
        """
        self.policy = policy
        self.inspector = Inspector(site_url)
        self.found: dict[str, list[str]] = {}
        """The places of each thing that was found."""
        self.heads: dict[str, list[str]] = {}
        """The pages of each fault of a document as a whole."""

    def page(self, html: str, path: str, key: str) -> None:
        """Note how a browser reads a page otherwise than it is meant, and what in it its own policy would stop.

        Args:
            html: the page.
            path: its file in the site.
            key: a digest of what it was made of.
        """
        key = digest(key, self.policy, self.inspector.site_url)
        misread, stopped = kept("inspected", key, lambda: self._look(html))
        for fault in misread:
            self.heads.setdefault(fault, []).append(path)
        for each in stopped:
            self._note("overrides/ or mkdocs.yml: pages", "their", each, path)

    def _look(self, html: str) -> tuple[tuple[str, ...], tuple[Stopped, ...]]:
        return tuple(faults(html, self.policy)), tuple(self.inspector.stopped(html) if self.policy else ())

    def styles(self, css: str, path: str) -> None:
        """Note what in a style sheet the policy of its pages would stop."""
        for each in self.inspector.stopped_in_styles(css) if self.policy else ():
            self._note("docs/assets/ or overrides/assets/: style sheets", "the pages'", each, path)

    def _note(self, holders: str, whose: str, each: Stopped, path: str) -> None:
        what = f"{holders} hold {each.what}, which {whose} own policy stops"
        self.found.setdefault(what, []).append(f"{path}, line {each.line}")

    def lines(self) -> Iterator[str]:
        """Yield a sentence for each thing that was found."""
        for fault, pages in self.heads.items():
            yield f"overrides/: on {len(pages)} pages, first {pages[0]}: {fault}"
        for what, places in self.found.items():
            yield (
                f"{what} ({len(places)} times, first in {places[0]}). Keep scripts, styles and pictures as files of "
                "this site, under docs/assets/."
            )


class _Reader(HTMLParser):
    """Collects what the policy would stop."""

    def __init__(self, site_url: str) -> None:
        super().__init__()
        self.site_url = site_url
        self.tags = 0
        self.found: list[Stopped] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge a tag."""
        self.tags += 1
        fields = {name: value or "" for name, value in attrs}
        self.found += [Stopped(what, self.getpos()[0]) for what in self._judge(tag, fields)]

    def _judge(self, tag: str, fields: dict[str, str]) -> Iterator[str]:
        if tag == "style":
            yield "a style sheet within the page"
        if tag == "script" and "src" not in fields and fields.get("type") not in DATA:
            yield "a script within the page"
        if tag in NEVER:
            yield f"the element '{tag}'"
        for name, value in fields.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                yield f"the attribute '{name}'"
            elif name in ("action", "formaction"):
                yield f"a form that is sent to '{value}'"
            elif name in ADDRESSES or (name in HREFS and self._is_fetched(tag, fields)):
                several = value.split(",") if name == "srcset" else [value]
                yield from (_from_elsewhere(each) for each in several if not _is_own(each, self.site_url))
            elif name in HREFS and _as_read(value).casefold().startswith("javascript:"):
                yield "a link that is a script"

    def _is_fetched(self, tag: str, fields: dict[str, str]) -> bool:
        if tag == "link":
            return not FETCHED_LINKS.isdisjoint(fields.get("rel", "").casefold().split())
        return tag in FETCHED_HREFS


def _as_read(address: str) -> str:
    return address.translate(CONTROLS).strip()


def _from_elsewhere(address: str) -> str:
    return f"'{_as_read(address)[:60]}', fetched from elsewhere"


def _is_own(address: str, site_url: str) -> bool:
    """Tell whether an address leads to the site itself, as a browser takes it."""
    base = site_url or "https://own.invalid/"
    address = _as_read(address).replace("\\", "/")
    if address.startswith("//"):
        address = f"//{address.lstrip('/')}"
    try:
        own, found = urlsplit(base), urlsplit(urljoin(base, address))
    except ValueError:  # no address at all
        return False
    return (own.scheme, own.netloc) == (found.scheme, found.netloc)


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return "" if found[2] == "\n" else found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
