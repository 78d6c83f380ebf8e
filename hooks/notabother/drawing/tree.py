"""HTML as an element tree and back: what Markdown has drawn, finished, every entity a character."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from html.entities import name2codepoint
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements that have no end tag."""

XML_ENTITIES: Final = frozenset("amp lt gt quot apos".split())

ENTITIES: Final = "".join(
    f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if name not in XML_ENTITIES
)
"""Says to an XML parser what the entities of HTML stand for, in texts and in attributes."""

OPENING: Final = f"<!DOCTYPE div [{ENTITIES}]><div>"
"""Stands before all that is parsed."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

READ_AGAIN: Final = str.maketrans({each: f"&#{ord(each)};" for each in "\t\n\r{"})
"""What Markdown, or templates within it, would read in HTML: an empty line ends a block, a tab becomes spaces."""


def parse(html: str) -> etree.Element:
    """Return a piece of HTML as the content of a `div`.

    Markdown writes well-formed XML, which the XML parser reads ten times as fast; only where an author has
    written HTML into it that is none, it is read as HTML.
    """
    # Our document type comes first, so that no author can declare entities: a second one is an error.
    parser = etree.XMLParser(target=etree.TreeBuilder(insert_comments=True))  # noqa: S314
    try:
        parser.feed(f"{OPENING}{html}</div>")
        root: etree.Element = parser.close()
    except (etree.ParseError, ValueError):
        return _Builder(html).root
    return root


def inner_html(element: etree.Element) -> str:
    """Return what stands in an element as HTML."""
    outer: str = etree.tostring(element, encoding="unicode", method="html")
    return outer[outer.index(">") + 1 : outer.rindex("<")].strip(" \n") if outer.endswith(">") else ""


def as_markdown(html: str) -> str:
    """Return a piece of HTML as Markdown that draws the very same: a line for each block, and none between."""
    root, blocks = parse(html), []
    for block in root:
        blocks.append(block)
        if bare := (block.tail or "").strip():  # the rest of a line that begins with a comment
            blocks.append(etree.Element("div"))
            blocks[-1].text = bare
        block.tail = None
    return "\n".join(etree.tostring(each, "unicode", "html").translate(READ_AGAIN) for each in blocks)


def is_comment(element: etree.Element) -> bool:
    """Tell whether an element is a comment, which has a function in the place of its tag."""
    tag: object = element.tag
    return not isinstance(tag, str)


def text_of(element: etree.Element) -> str:
    """Return the text in an element, without comments."""
    return "".join(_texts(element))


def _texts(element: etree.Element) -> Iterator[str]:
    if is_comment(element):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail


def remove(parent: etree.Element, child: etree.Element) -> None:
    """Remove an element but keep the text that follows it."""
    at = list(parent).index(child)
    if child.tail:
        if at == 0:
            parent.text = (parent.text or "") + child.tail
        else:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
    parent.remove(child)


class _Builder(HTMLParser):
    """Builds a tree of HTML that is not well-formed: what is not closed ends where its parent does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = etree.Element("div")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = etree.SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Add an element that is empty: Markdown writes `<hr />`."""
        etree.SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what is open in it; an end without a beginning says nothing."""
        depth = next((at for at in range(len(self.open) - 1, 0, -1) if self.open[at].tag == tag), 0)
        if depth:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        """Add text."""
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data

    def handle_comment(self, data: str) -> None:
        """Add a comment."""
        self.open[-1].append(etree.Comment(data))
