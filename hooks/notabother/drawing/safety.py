"""Takes out of what Markdown draws whatever would run or load something: the second lock behind the reader."""

from __future__ import annotations

import html
import xml.etree.ElementTree as etree
from typing import Any, Final

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from notabother.drawn import Taken
from notabother.source.safety import HTML_WITHIN, LINKS, LOADS, is_safe_attribute, raw_html, refusal

ALIGNMENT: Final = "text-align:"
"""How Markdown's tables align a cell; it becomes a class, since pages hold no inline styles."""

CODE: Final = frozenset({"pre"})
"""What Markdown itself draws as HTML and keeps aside: fenced examples, with their text escaped."""

KEPT_ASIDE: Final = HTML_PLACEHOLDER.partition("%")[0]
"""How Markdown's mark for HTML that is kept aside begins."""


class Taker(Treeprocessor):
    """Takes something out of the drawn tree, and says what."""

    def __init__(self, md: Markdown, found: list[Taken]) -> None:
        """Add what is taken out to `found`."""
        super().__init__(md)
        self.found = found


class AttributesProcessor(Taker):
    """Takes away attributes with HTML in them: Markdown keeps HTML aside, and puts it back as it stands, quotes and all.

    Runs before headings are collected for the list of contents.
    """

    def run(self, root: etree.Element) -> None:
        """Look at every attribute for the mark of HTML that is kept aside."""
        for element in root.iter():
            for name, value in list(element.items()):
                if KEPT_ASIDE not in (value or ""):  # there may be a name alone
                    continue
                settled = self._settled(value, alt=name == "alt")
                if KEPT_ASIDE in settled:
                    del element.attrib[name]
                    self.found.append(Taken(HTML_WITHIN, name))
                else:
                    element.set(name, settled)

    def _settled(self, value: str, *, alt: bool) -> str:
        """Put entities back, which stand for characters; of the words for a picture leave out tags."""
        for number, raw in enumerate(self.md.htmlStash.rawHtmlBlocks):
            if isinstance(raw, str) and (raw.startswith("&") or alt):
                mark = self.md.htmlStash.get_placeholder(number)
                value = value.replace(mark, raw if raw.startswith("&") else "")
        return value


class SafetyProcessor(Taker):
    """Takes active content out of the drawn tree, and says what it took.

    The reader reports the same from the source; this is the second lock, for what the reader overlooks.
    """

    def run(self, root: etree.Element) -> None:
        """Clean the elements, and the raw HTML that Markdown keeps aside."""
        for element in root.iter():
            for name, value in list(element.items()):
                if is_safe_attribute(name, value):
                    continue
                del element.attrib[name]
                if name == "style" and value.startswith(ALIGNMENT):
                    element.set("class", f"align-{value.removeprefix(ALIGNMENT).strip(' ;')}")
                else:
                    is_link = name in LINKS or name in LOADS
                    self.found.append(Taken(refusal(name, value), value or name, is_link))
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, raw in enumerate(stash):
            if isinstance(raw, str) and any(raw_html(raw, CODE, whole=False)):
                stash[number] = html.escape(raw)
                self.found.append(Taken(f"HTML is shown as text: {raw.strip()[:40]}", raw.strip()))


class SafetyExtension(Extension):
    """Lets Markdown draw nothing that runs."""

    def __init__(self, found: list[Taken], **options: Any) -> None:
        """Serve one page after another; what is taken out is added to `found`."""
        super().__init__(**options)
        self.found = found

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name)
        """Register the processor after links are resolved and before sections are kept."""
        md.treeprocessors.register(AttributesProcessor(md, self.found), "attributes", 7)  # attr_list 8, toc 5
        md.treeprocessors.register(SafetyProcessor(md, self.found), "safety", -5)
