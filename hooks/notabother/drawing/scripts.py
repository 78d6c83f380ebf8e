"""How a script is drawn: a figure with a caption, and the message as it will be sent."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What a figure shows of a script."""

    id: str
    """Empty for one that could not be read; it is shown all the same."""
    title: str
    subject: str
    text: str
    """As it will be sent: paragraphs apart by one empty line."""


def figure(shown: Shown, *, channel: str = "", card: str = "", caption: bool = True) -> etree.Element:
    """Return the figure of a script.

    Args:
        shown: what stands in it.
        channel: the channel's title.
        card: the Markdown file of its card, as a link from the page; empty if it has none.
        caption: whether title and channel stand above; on the card's own page they stand elsewhere.
    """
    found = etree.Element("figure", {"class": "script"} | ({"id": f"script-{shown.id}"} if shown.id else {}))
    if caption:
        head = etree.SubElement(found, "figcaption")
        tag, link = ("a", {"href": card}) if card else ("span", {})
        title = etree.SubElement(head, tag, {"class": "script-title", **link})
        title.text, title.tail = shown.title or shown.id, " "
        etree.SubElement(head, "span", {"class": "script-channel"}).text = channel
    quotation = etree.SubElement(found, "blockquote", {"class": "script-text"})
    if shown.subject:
        paragraph = etree.SubElement(quotation, "p", {"class": "script-subject"})
        label = etree.SubElement(paragraph, "span", {"class": "script-label"})
        label.text, label.tail = "Subject", " "
        _say(paragraph, shown.subject)
    for part in filter(None, shown.text.split("\n\n")):
        paragraph = etree.SubElement(quotation, "p")
        for number, line in enumerate(part.split("\n")):
            if number:
                etree.SubElement(paragraph, "br")
            _say(paragraph, line)
    return found


def _say(parent: etree.Element, text: str) -> None:
    """Append a line of text to an element, each [blank] in a span of its own."""
    for is_blank, piece in _pieces(text):
        if is_blank:
            etree.SubElement(parent, "span", {"class": "blank"}).text = piece
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a line cut before and after each [blank], with whether a piece is one."""
    at = 0
    while (start := text.find("[", at)) >= 0 and (end := text.find("]", start)) >= 0:
        yield False, text[at:start]
        yield True, text[start : end + 1]
        at = end + 1
    yield False, text[at:]
