"""What no built page may hold, whoever wrote its text: code, other sites, forms, and what Markdown never draws."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from conftest import ROOT
from notabother.publishing import policy

OUR_SCRIPTS = frozenset(
    path.relative_to(ROOT / "overrides").as_posix()
    for path in (ROOT / "overrides/assets/javascripts").rglob("*.js")
)
"""The scripts that the frame of our pages starts."""

DATA = frozenset({"application/json", "application/ld+json"})
"""The kinds of script element that hold data and run nothing."""

NEVER = frozenset(
    "iframe object embed applet frame frameset base style math audio video source track portal noscript".split()
)
"""Elements that stand on no page of ours."""

WRITTEN = frozenset({"prose", "card-script"})
"""The classes of the frame's elements that hold what Markdown has drawn."""

DRAWN = frozenset(
    "p a em strong code pre ul ol li h1 h2 h3 h4 h5 h6 blockquote hr br img table thead tbody tr th td div span "
    "sup sub figure figcaption label abbr b bdi bdo cite del i ins kbd mark q s samp small time var wbr".split()
)
"""All elements that may stand in there."""

BOX = {"type": "checkbox", "disabled": "disabled"}
"""The box of a task, which nobody can tick; it may be ticked."""

ATTRIBUTES = frozenset(
    "id class title lang dir alt width height start colspan rowspan scope datetime role data-fear cite href src "
    "data-search-exclude".split()
)
"""All attributes that they may have."""

FOLLOWED = frozenset({"href", "cite", "action", "formaction", "xlink:href", "ping", "data"})
FETCHED = frozenset({"src", "srcset", "poster", "background"})
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


OUR_POLICY = {"http-equiv": "Content-Security-Policy", "content": policy.content(serving=False)}
"""The one thing that a page tells the browser to do."""


def scheme_of(address: str) -> str:
    """Return an address's scheme as a browser sees it, or an empty string."""
    bare = "".join(char for char in html.unescape(address) if char > " ").casefold()
    name, colon, _ = bare.partition(":")
    return name if colon and SCHEME.fullmatch(name) else ""


class _Watch(HTMLParser):
    def __init__(self, path: str, *, all_written: bool) -> None:
        super().__init__()
        self.path = path
        self.open: list[tuple[str, bool]] = []
        self.all_written = all_written
        self.script = ""
        self.found: list[str] = []

    @property
    def written(self) -> bool:
        return self.all_written or any(written for _, written in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        is_box = tag == "input" and fields in (BOX, {**BOX, "checked": "checked"})
        if self.written and not is_box and (tag not in DRAWN or set(fields) - ATTRIBUTES):
            self.found.append(f"Markdown has drawn {self.get_starttag_text()}")
        instructs = tag == "meta" and "http-equiv" in fields and fields != OUR_POLICY
        if tag in NEVER or instructs:
            self.found.append(f"there is {self.get_starttag_text()}")
        if tag == "form" and {"action", "method"} & set(fields):
            self.found.append("a form goes somewhere")
        self._attributes(tag, fields)
        if tag == "script":
            self.script = fields.get("type", "javascript")
            if fields.get("type") not in DATA:
                self._script(fields)
        if tag not in VOID:
            classes = set(fields.get("class", "").split())
            self.open.append((tag, tag == "div" and bool(classes & WRITTEN)))

    def _attributes(self, tag: str, fields: dict[str, str]) -> None:
        for name, value in fields.items():
            if name.startswith("on") or name in ("style", "srcdoc", "nonce"):
                self.found.append(f"<{tag}> has {name}={value!r}")
            loads = name in FETCHED or (tag == "link" and fields.get("rel") not in ("canonical", "alternate"))
            if name in FOLLOWED and (scheme := scheme_of(value)) and scheme not in SCHEMES:
                self.found.append(f"<{tag}> leads to {value!r}")
            if name in FETCHED | FOLLOWED and loads:
                bare = "".join(char for char in value if char > " ").replace("\\", "/")
                if scheme_of(value) or bare.startswith("//"):
                    self.found.append(f"<{tag}> fetches {value!r}")

    def _script(self, fields: dict[str, str]) -> None:
        source = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), fields.get("src", "")))
        source = source.removeprefix("/")
        if source not in OUR_SCRIPTS:
            self.found.append(f"there is {self.get_starttag_text()}")

    def handle_endtag(self, tag: str) -> None:
        self.script = "" if tag == "script" else self.script
        while any(tag == each for each, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.script and self.script not in DATA and data.strip():
            self.found.append(f"a script says {data[:60]!r}")

    def handle_comment(self, data: str) -> None:
        if data.startswith((">", "->")) or "--!>" in data:
            self.found.append(f"browsers end this comment elsewhere: {data[:60]!r}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"there is a declaration: {data[:60]!r}")

    def handle_decl(self, decl: str) -> None:
        if decl.casefold() != "doctype html":
            self.unknown_decl(decl)

    handle_pi = unknown_decl


def foreign(text: str, path: str = "", *, drawn: bool = False) -> Iterator[str]:
    """Yield what a page holds and should not.

    Args:
        text: its HTML.
        path: where it stands in the site.
        drawn: whether this is no whole page but what Markdown has drawn.
    """
    watch = _Watch("/" if path == "404.html" else path, all_written=drawn)
    watch.feed(text)
    watch.close()
    yield from watch.found
    odd = {char for char in text if char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")}
    if odd:
        yield f"control characters: {sorted(map(ascii, odd))}"


def foreign_in(site: Path) -> list[str]:
    """Return what any page of a site holds and should not, with the page."""
    return [
        f"{path.relative_to(site)}: {found}"
        for path in sorted(site.rglob("*.html"))
        for found in foreign(path.read_text("utf-8"), path.relative_to(site).as_posix())
    ]
