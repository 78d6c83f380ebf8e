"""What Markdown from strangers may not carry, said once for the reader and for what draws."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from typing import Final

from markdown.inlinepatterns import AUTOLINK_RE, AUTOMAIL_RE

from notabother.source.lines import COMMENT_END

HARMLESS: Final = frozenset(
    "abbr b bdi bdo br cite code del em i ins kbd mark q s samp small strong sub sup time var wbr".split()
)
"""The HTML elements that may be written in Markdown: phrases only, nothing that loads or runs."""

LINKS: Final = frozenset({"href", "cite"})
"""Attributes that hold an address to go to."""

LOADS: Final = frozenset({"src"})
"""Attributes that hold an address the browser fetches by itself."""

DRAWN_ATTRIBUTES: Final = frozenset(
    "id class title lang dir alt width height start colspan rowspan scope datetime role type checked disabled fear data-fear data-ragged".split()
)
"""The other attributes that an element drawn from Markdown may have."""

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "sms"})
"""The kinds of address a link may have, besides those within the site."""

PLAIN_ATTRIBUTES: Final = frozenset({"title", "lang", "dir", "id", "class", "datetime", "cite"})
"""The attributes that HTML written in Markdown may have."""


HTML_WITHIN: Final = "HTML has no place within { … }. Take out all from the < to the last >."

AUTOMATIC_LINKS: Final = (re.compile(AUTOLINK_RE), re.compile(AUTOMAIL_RE))
"""What Markdown takes for a link, not for HTML: `<https://…>` and `<me@example.org>`."""


def is_safe_address(address: str) -> bool:
    """Tell whether an address can be followed without running anything.

    Browsers ignore white space and control characters in a scheme, and HTML writes characters in
    several ways, so both are undone first.
    """
    scheme, colon, _ = _bare(address).partition(":")
    if not colon or any(char in scheme for char in "/?#"):
        return True
    return scheme.casefold() in SCHEMES


def _bare(address: str) -> str:
    return "".join(char for char in html.unescape(address) if char > " ")


def is_own_address(address: str) -> bool:
    """Tell whether an address stays within the site, so that fetching it tells nobody else."""
    bare = _bare(address).replace("\\", "/")
    return is_safe_address(bare) and not bare.startswith("//") and ":" not in bare.partition("/")[0]


def is_safe_attribute(name: str, value: str | None) -> bool:
    """Tell whether an attribute of a drawn element can stay."""
    name = name.casefold()
    if name in LINKS:
        return is_safe_address(value or "")
    if name in LOADS:
        return is_own_address(value or "")
    return name in DRAWN_ATTRIBUTES


def is_active_attribute(name: str, value: str | None) -> bool:
    """Tell whether an attribute would run, restyle, or reach another site."""
    name = name.casefold()
    if name in LINKS or name in LOADS:
        return not is_safe_attribute(name, value)
    return name.startswith("on") or name in ("srcdoc", "srcset", "style", "ping", "background")


def refusal(name: str, value: str | None = "") -> str:
    """Say why an attribute that is not safe cannot stay, and what to do."""
    name = name.casefold()
    if name in LOADS:
        return f"'{(value or '')[:60]}' would be fetched from elsewhere. Put the picture into docs/assets."
    if name in LINKS:
        scheme = _bare(value or "").partition(":")[0].casefold()
        return f"a link may not start with '{scheme}:'. Use {', '.join(sorted(SCHEMES))}, or a file's name."
    what = "can run code" if name.startswith("on") or name == "srcdoc" else "has no place here"
    return f"the attribute '{name}' {what}. Take it out."


class _RawHtml(HTMLParser):
    """Collects what is wrong with the HTML in a text, with line (from 1) and column (from 0).

    Comments and declarations are read as Python-Markdown and browsers do, not as this version of
    `html.parser` happens to.
    """

    def __init__(self, also: Collection[str] = (), *, whole: bool = True) -> None:
        super().__init__(convert_charrefs=False)
        self.harmless = HARMLESS.union(also)
        self.whole = whole
        self.open: list[tuple[str, tuple[int, int], bool]] = []
        self.unclosed = False
        self.found: list[tuple[int, int, str, str]] = []

    def note(self, rule: str, message: str) -> None:
        line, column = self.getpos()
        self.found.append((line, column, rule, message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        if self.whole and any(link.fullmatch(text) for link in AUTOMATIC_LINKS):
            if not is_safe_address(text[1:-1]):
                self.note("active-content", refusal("href", text[1:-1]))
            return
        before = len(self.found)
        if tag in ACTIVE:
            self.note("active-content", f"<{tag}> can run code or load pages. Take it out.")
        elif active := [(name, value) for name, value in attrs if is_active_attribute(name, value)]:
            of_phrase = tag in self.harmless or active[0][0] in LINKS | LOADS
            whole = f"<{tag[:60]}> can run code or load pages. Take it out."
            self.note("active-content", refusal(*active[0]) if of_phrase else whole)
        elif ":" in tag and not is_safe_address(tag):
            self.note("active-content", refusal("href", tag))
        elif tag not in self.harmless:
            self.note("raw-html", f"<{tag}> is HTML. Use Markdown instead, or write &lt; for a plain '<'.")
        elif bad := [name for name, _ in attrs if name not in PLAIN_ATTRIBUTES]:
            self.note("raw-html", f"<{tag}> may not have '{bad[0]}' here. Take it out.")
        if self.whole and tag not in VOID:
            self.open.append((tag, self.getpos(), len(self.found) > before))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1][:2] == (tag, self.getpos()):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        starts = [number for number, (name, _, _) in enumerate(self.open) if name == tag]
        if starts:
            self._report_open(starts[-1] + 1)
            self.open.pop()
        elif tag not in self.harmless:
            self.note("raw-html", f"</{tag}> is HTML. Take it out.")
        elif self.whole:
            self.note("raw-html", f"</{tag}> closes nothing here. Take it out, or write <{tag}> before it.")

    def finish(self) -> None:
        """Report what was opened and never closed."""
        self.close()
        self._report_open(0)

    def _report_open(self, start: int) -> None:
        """Report the open elements from one on, and take them for closed."""
        for tag, (line, column), reported in self.open[start:]:
            if not reported:
                message = f"<{tag}> is not closed. Write </{tag}> after the words."
                self.found.append((line, column, "raw-html", message))
        del self.open[start:]

    def parse_comment(self, i: int, report: bool = True) -> int:
        before = self.rawdata[self.rawdata.rfind("\n", 0, i) + 1 : i]
        if len(before) > 3 or before.strip():
            return i + 2  # within a line it hides nothing
        end = None if self.unclosed else COMMENT_END.search(self.rawdata, i + 4)
        if end is None:
            self.unclosed = True  # nor is any later one closed
            self.note("raw-html", "a comment is opened here and never closed. Write --> where it ends.")
            return i + 2
        if self.rawdata.startswith((">", "->"), i + 4):
            self.note(
                "active-content", "browsers end this comment at its first >. Start it with <!-- and a space."
            )
        return end.end()

    def parse_html_declaration(self, i: int) -> int:
        self.note("raw-html", "a <!…> declaration has no place here. Take it out.")
        return i + 2

    def handle_pi(self, data: str) -> None:
        self.note("raw-html", "a <?…> instruction has no place here. Take it out.")


VOID: Final = frozenset({"br", "wbr"})
"""The harmless elements that have no end."""

ACTIVE: Final = frozenset(
    "script iframe object embed applet frame frameset form input button select textarea link meta base style "
    "svg math template portal noscript audio video source track dialog".split()
)
"""Elements that run, load, submit or restyle; named apart only to give a clearer message."""


def raw_html(
    text: str, also: Collection[str] = (), *, whole: bool = True
) -> Iterator[tuple[int, int, str, str]]:
    """Yield what is wrong with the HTML in a Markdown text.

    Args:
        text: Markdown with code blanked out.
        also: further elements that are harmless here.
        whole: whether the text is complete, so that every element must be closed in it.

    Yields:
        line (from 1), column (from 0), rule id and message.
    """
    if "<" not in text:
        return
    parser = _RawHtml(also, whole=whole)
    parser.feed(text)
    parser.finish()
    yield from parser.found
