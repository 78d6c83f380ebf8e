"""How a `/// script` block is drawn: a figure with a caption, and the message as it will be sent."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from string import ascii_letters
from typing import Any, Final

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from notabother import addresses
from notabother.source.fields import scalar
from notabother.source.lines import OPTION, script_text

DRAWN_OPTIONS: Final = ("id", "channel", "subject")
"""The options of a script that its drawing shows; the others are shown by the card's page."""

PLAIN_STARTS: Final = frozenset(["", *ascii_letters])
"""How a YAML value begins that is nothing but text."""


@dataclass(slots=True)
class Drawing:
    """What the blocks of one page must know, and what they have drawn."""

    uri: str = ""
    """The page's Markdown file."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """The title of each channel, by slug."""
    cards: Collection[str] = ()
    """The ids of the scripts that have a card."""
    drawn: list[tuple[str, str]] = field(default_factory=list)
    """The id and the text of each script, in the order they were drawn."""
    to_set: list[tuple[etree.Element, str, str]] = field(default_factory=list)
    """The quotations still empty, each with its subject and text."""


class ScriptBlock(Block):
    """Words to send.

    ARGUMENT: the script's title. OPTIONS: see CONTRIBUTING. CONTENT: plain text, as it will be sent.

    Only the options that are drawn are read here, and taken as they come: the reader has reported what
    is wrong with them, and a block that refused one would be printed as text.
    """

    NAME = "script"
    ARGUMENT = None
    OPTIONS = dict.fromkeys(DRAWN_OPTIONS, ("", type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Draw the frame and the caption."""
        drawing: Drawing = self.config["drawing"]
        id_ = str(self.options["id"])
        figure = etree.SubElement(parent, "figure", {"class": "script", "id": f"script-{id_}"})
        card = addresses.page_file(addresses.CARDS, id_)
        if drawing.uri != card:
            figure.set("data-search-exclude", "true")  # search finds it on its own card
            caption = etree.SubElement(figure, "figcaption")
            href = posixpath.relpath(card, posixpath.dirname(drawing.uri) or ".")
            tag, link = ("a", {"href": href}) if id_ in drawing.cards else ("span", {})
            title = etree.SubElement(caption, tag, {"class": "script-title", **link})
            title.text = as_typed(self.argument or id_)
            title.tail = " "
            channel = etree.SubElement(caption, "span", {"class": "script-channel"})
            name = str(self.options["channel"])
            channel.text = as_typed(drawing.channels.get(name, name))
        etree.SubElement(figure, "blockquote", {"class": "script-text"})
        return figure

    def on_add(self, block: etree.Element) -> etree.Element:
        """Put the message into the quotation, not beside the caption."""
        quotation = block.find("blockquote")
        return block if quotation is None else quotation

    def on_markdown(self) -> str:
        """Keep the text as typed: a message knows no Markdown."""
        return "raw"

    def on_end(self, block: etree.Element) -> None:
        """Take the text out of Markdown's reach; `TextProcessor` sets it."""
        quotation = self.on_add(block)
        text = script_text(quotation.text or "")
        quotation.text = None
        drawing: Drawing = self.config["drawing"]
        drawing.to_set.append((quotation, str(self.options["subject"]), text))
        drawing.drawn.append((str(self.options["id"]), text))


class TextProcessor(Treeprocessor):
    """Sets the messages when Markdown is done with the page, so that nothing in them is made prettier."""

    def __init__(self, md: Markdown, drawing: Drawing) -> None:
        """Set what `drawing` holds."""
        super().__init__(md)
        self.drawing = drawing

    def run(self, root: etree.Element) -> None:
        """Set each message in paragraphs and lines, and mark its blanks."""
        for quotation, subject, text in self.drawing.to_set:
            if subject:
                paragraph = etree.SubElement(quotation, "p", {"class": "script-subject"})
                label = etree.SubElement(paragraph, "span", {"class": "script-label"})
                label.text, label.tail = "Subject", " "
                with_blanks(paragraph, subject)
            for part in filter(None, text.split("\n\n")):
                paragraph = etree.SubElement(quotation, "p")
                for number, line in enumerate(part.split("\n")):
                    if number:
                        etree.SubElement(paragraph, "br")
                    with_blanks(paragraph, line)
        self.drawing.to_set.clear()


def as_typed(text: str) -> AtomicString:
    """Return text that is shown as it stands: Markdown's serializer would let `&amp;` through as a `&`."""
    return AtomicString(text.replace("&", "&amp;"))


def with_blanks(parent: etree.Element, text: str) -> None:
    """Append a line of text to an element, each [blank] in a span of its own."""
    last: etree.Element | None = parent[-1] if len(parent) else None

    def say(words: str) -> None:
        if last is None:
            parent.text = (parent.text or "") + as_typed(words)
        else:
            last.tail = (last.tail or "") + as_typed(words)

    at = 0
    while (start := text.find("[", at)) >= 0 and (end := text.find("]", start)) >= 0:
        say(text[at:start])
        last = etree.SubElement(parent, "span", {"class": "blank"})
        last.text = as_typed(text[start : end + 1])
        at = end + 1
    say(text[at:])


class QuickBlocks(BlocksProcessor):
    """Finds blocks as its base class does, but reads only the options that are drawn.

    Reading all of them as YAML, a second and a third time, took a tenth of a whole build.
    """

    def forget(self) -> None:
        """Make ready for another page."""
        self._reset()

    def split_header(self, block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        """Return a block's options (None if they cannot be read) and what stands under them."""
        lines = block.split("\n")
        count = next((number for number, line in enumerate(lines) if not OPTION.match(line)), len(lines))
        return drawn_options(lines[:count]), "\n".join(lines[count:])


def drawn_options(lines: list[str]) -> dict[str, Any] | None:
    """Return the options among `DRAWN_OPTIONS`, or None if one of them is not `name: text`.

    Args:
        lines: the indented lines of a block's options. A line further in goes on with the one above.
    """
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if line[indent] != " ":
            name, _, value = (part.strip() for part in line.partition(":"))
            found[name] = value
        else:
            found[name] = f"{found.get(name, '')} {line.strip()}"
    options = {}
    for name in DRAWN_OPTIONS:
        value = found.get(name, "")
        if value[:1] in PLAIN_STARTS and " #" not in value and ": " not in value:
            options[name] = value
            continue
        read = scalar(value)
        if read is None:
            return None
        options[name] = read
    return options


class ScriptExtension(BlocksExtension):
    """Teaches Markdown the `/// script` block."""

    def __init__(self, drawing: Drawing, **options: Any) -> None:
        """Draw for one page after another, as `drawing` says."""
        super().__init__(**options)
        self.drawing = drawing

    def register_block_mgr(self, md: Markdown) -> BlocksProcessor:
        """Let `QuickBlocks` find the blocks: in front of paragraphs and code, behind nested lists."""
        finder = QuickBlocks(md.parser, md)
        md.registerExtension(self)
        md.parser.blockprocessors.register(finder, "blocks", 89.99)
        self.finder = finder
        return finder

    def reset(self) -> None:
        """Forget the last page's blocks."""
        self.finder.forget()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802  (pymdownx's name)
        """Register the block, and behind everything that changes words what sets its text."""
        block_mgr.register(ScriptBlock, {"drawing": self.drawing})
        md.treeprocessors.register(TextProcessor(md, self.drawing), "script-texts", -1)
