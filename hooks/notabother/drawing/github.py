"""Teaches Python-Markdown to draw as GitHub does, so that what its preview shows is what readers get.

`structure` finds the blocks; here is what phrases need: emphasis beside punctuation, links within links,
`~~struck~~`, a backslash at the end of a line. Bare addresses are left to `pymdownx.magiclink`, but for their ends.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as etree
from typing import Any, Final
from unicodedata import category

from markdown import Extension, Markdown
from markdown.inlinepatterns import (
    BACKTICK_RE,
    ESCAPE_RE,
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    EscapeInlineProcessor,
    LinkInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString, code_escape
from pymdownx.magiclink import RE_LINK, MagiclinkPattern

from notabother.drawing.structure import StructureProcessor, label

CODE: Final = BACKTICK_RE + r"|(?<!\\)<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<> \n]*)>"
AUTOMAIL: Final = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
LINE_BREAK: Final = r" {2,}\n"
BRACKET: Final = r"!?\["
LINK: Final = re.compile(r"(?<!!)\[")
TICKS: Final = re.compile(r"`+")
SPACE: Final = re.compile(r"[ \n]*")
BRACKETED: Final = re.compile(r"<([^<>\n]*)>")
BARE: Final = re.compile(r"(?!<)[^ \n()]*")
TITLE: Final = re.compile(r"""(?:[ \n]+("[^"]*"|'[^']*'|\([^()]*\)))?[ \n]*\)""")
NAME: Final = re.compile(r"\[([^\[\]]*)\]")
KEPT: Final = re.compile(f"{INLINE_PLACEHOLDER_RE.pattern}|{STX}")
"""What Python-Markdown keeps aside: an element or a text, by its number; or the space before a note's way back."""

KEPT_MARK: Final = re.compile(f"{STX}(\\d+){ETX}")
"""An escaped mark, as Python-Markdown keeps it: by its number."""

PUNCTUATION: Final = re.escape(
    string.punctuation + "".join(char for char in map(chr, range(0x80, 0x20000)) if category(char)[0] == "P")
) + (STX + ETX)
"""Inside of a class of characters: punctuation as GitHub knows it, and, since links and code end in a mark too, what stands
around whatever Python-Markdown keeps aside."""

Found = tuple[etree.Element | str | None, int | None, int | None]
"""What a processor of phrases returns: what it draws, and from where to where; None: nothing."""


class Escapes(EscapeInlineProcessor):
    """A backslash keeps any mark from being one; at a line's end it breaks the line."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Return the line break, or the mark as plain text."""
        if m[1] == "\n":
            return etree.Element("br"), m.start(), m.end()
        text, start, end = super().handleMatch(m, data)
        return f"{text}amp;" if text and m[1] == "&" else text, start, end


class Code(BacktickInlineProcessor):
    """Code, and addresses in `<>`: nothing is a mark in either, so whichever begins first is found first."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Return the link or the code, or None where it is text."""
        address = m["address"]
        if address is None:
            return super().handleMatch(m, data)
        link = etree.Element("a", {"href": address})
        link.text = AtomicString(code_escape(address))
        return link, m.start(), m.end()

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        """Return where code begins, and where it ends: at exactly as many backticks, or not at all."""
        runs = TICKS.finditer(text, start)
        opening = next(runs)[0]
        end = next((run.start() for run in runs if run[0] == opening), None)
        return start + len(opening), end


class Addresses(MagiclinkPattern):
    """Bare addresses: they end before an element, such as the end of a line, that has been kept aside."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Return the link, or None where it is text."""
        nodes: dict[str, Any] = getattr(self.md.treeprocessors["inline"], "stashed_nodes", {})
        ends = (
            kept.start()
            for kept in KEPT.finditer(data, m.end())
            if kept[1] is None or _is_element(nodes[kept[1]])
        )
        found: Found = super().handleMatch(m, data[: next(ends, len(data))])  # type: ignore[no-untyped-call]
        return found


def _is_element(kept: etree.Element | str) -> bool:
    """Tell whether what is kept aside is more than an escaped mark."""
    return not isinstance(kept, str) or HTML_PLACEHOLDER_RE.search(kept) is not None


class Links(LinkInlineProcessor):
    """Links and pictures: `[text](address "title")`, `[text][name]`, `[name]`; no link stands in another."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Return the link, or None where it is text."""
        picture = m[0] == "!["
        text, end, closed = self.getText(data, m.end())
        target = self._target(data, text, end) if closed else None
        if target is None or (not picture and self._holds_link(text)):
            return None, m.start(), m.end()
        address, title, end = target
        element = etree.Element(
            "img" if picture else "a", {"src" if picture else "href": self.unescape(address)}
        )
        if title:
            element.set("title", self.unescape(title))
        element.text = text  # `Alternatives` makes a picture's its alternative
        return element, m.start(), end

    def _target(self, data: str, text: str, at: int) -> tuple[str, str, int] | None:
        """Return where a link leads, its title, and where it ends, or None if it is none.

        Args:
            data: what it stands in.
            text: what stands between its brackets.
            at: where they end.
        """
        if data[at : at + 1] == "(" and (inline := _inline(data, at + 1)):
            return inline
        name = NAME.match(data, at)
        said = self.unescape(name[1] if name is not None and name[1] else text)
        key = label(KEPT_MARK.sub(lambda mark: f"\\{chr(int(mark[1]))}", said))
        if key not in self.md.references:
            return None
        address, title = self.md.references[key]
        return address, title, at if name is None else name.end()

    def _holds_link(self, text: str) -> bool:
        """Tell whether another link stands within a link's text, found already or to be found."""
        nodes: dict[str, Any] = getattr(self.md.treeprocessors["inline"], "stashed_nodes", {})
        for found in INLINE_PLACEHOLDER_RE.finditer(text):
            node = nodes.get(found[1])
            if isinstance(node, etree.Element) and next(node.iter("a"), None) is not None:
                return True
        for opening in LINK.finditer(text):
            inner, end, closed = self.getText(text, opening.end())
            if closed and self._target(text, inner, end) is not None:
                return True
        return False


def _inline(data: str, at: int) -> tuple[str, str, int] | None:
    """Read `address "title")`; return the two and where they end, or None."""
    spaces = SPACE.match(data, at)
    at = spaces.end() if spaces is not None else at
    if bracketed := BRACKETED.match(data, at):
        address, at = bracketed[1], bracketed.end()
    elif (end := _end_of_address(data, at)) is not None:
        address, at = data[at:end], end
    else:
        return None
    rest = TITLE.match(data, at)
    return None if rest is None else (address, (rest[1] or "")[1:-1], rest.end())


def _end_of_address(data: str, at: int) -> int | None:
    """Return where an address without brackets ends; parentheses in it come in pairs."""
    deep = 0
    while (piece := BARE.match(data, at)) is not None:
        at = piece.end()
        mark = data[at : at + 1]
        if mark == "(":
            deep += 1
        elif mark == ")" and deep:
            deep -= 1
        else:
            return at if deep == 0 else None
        at += 1
    return None


class LinksWithin(Links):
    """Pictures in the texts of links, and links in those of pictures: nowhere else is anything left to find."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Return the link, or None where it is text."""
        around = getattr(self.md.treeprocessors["inline"], "ancestors", ())
        if {"a", "img"}.isdisjoint(around):
            return None, m.start(), len(data)
        return super().handleMatch(m, data)


class Alternatives(Treeprocessor):
    """Gives pictures their alternative texts, without the marks of phrases."""

    def run(self, root: etree.Element) -> None:
        """Take the drawn text of each picture for its alternative."""
        for picture in [each for each in root.iter("img") if "alt" not in each.attrib]:
            picture.set("alt", "".join(picture.itertext()))
            picture.text = None
            del picture[:]


def flanking(sign: str) -> re.Pattern[str]:
    """Return what a run of marks can be: the end of emphasis, its start, or either ("ambiguous").

    It depends on what stands before and after it: a space, one of `PUNCTUATION`, or anything else, which counts
    as a letter: an emoji and an accent do, too.
    """
    mark = re.escape(sign)
    run = f"(?<!{mark}){mark}++"
    before = {
        "letter": rf"(?<=[^\s{PUNCTUATION}])",
        "space": r"(?:^|(?<=\s))",
        "mark": f"(?<=[{PUNCTUATION}])",
    }
    after = {"letter": rf"(?=[^\s{PUNCTUATION}])", "space": r"(?=\s|$)", "mark": f"(?=[{PUNCTUATION}])"}
    kinds = {
        "ambiguous": ["mark mark"] if sign == "_" else ["letter letter", "mark mark"],
        "end": ["letter mark", "letter space", "mark space"],
        "start": ["mark letter", "space letter", "space mark"],
    }
    groups = []
    for kind, pairs in kinds.items():
        either = "|".join(before[left] + run + after[right] for left, right in map(str.split, pairs))
        groups.append(f"(?P<{kind}>{either})")
    return re.compile("|".join(groups))


class GitHubExtension(Extension):
    """Draws as GitHub does."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name)
        """Put `Structure` before all block processors, and teach phrases what they lack."""
        for name in ("html_block", "fenced_code_block"):  # `Structure` finds both where they stand
            if name in md.preprocessors:
                md.preprocessors.deregister(name)
        md.parser.blockprocessors.register(StructureProcessor(md.parser), "github", 1000)
        md.ESCAPED_CHARS = list(string.punctuation)
        patterns = md.inlinePatterns
        patterns.register(Code(CODE), "backtick", 190)
        patterns.register(AutomailInlineProcessor(AUTOMAIL, md), "automail", 185)  # nothing is escaped in it
        patterns.register(Escapes(ESCAPE_RE, md), "escape", 180)
        patterns.register(Links(BRACKET, md), "link", 160)
        patterns.register(LinksWithin(BRACKET, md), "image_link", 150)
        for name in ("autolink", "reference", "image_reference", "short_reference", "short_image_ref"):
            patterns.deregister(name)
        patterns.register(SubstituteTagInlineProcessor(LINE_BREAK, "br"), "linebreak", 100)
        if "magic-link" in patterns:
            bare: Any = Addresses(RE_LINK, md)
            bare.config = getattr(patterns["magic-link"], "config")  # noqa: B009
            patterns.register(bare, "magic-link", 85)
        emphasis: Any = patterns["em_strong"]  # its types are not said yet
        emphasis.add("~", "del,del")
        for sign, delimiter in emphasis.delimiters.items():
            delimiter.boundary = flanking(sign)
        md.treeprocessors.register(
            Alternatives(md), "alternatives", 19
        )  # after phrases, before links are settled
