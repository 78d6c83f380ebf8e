"""One author's file, drawn: the only place where Markdown becomes HTML.

What comes out is finished but for where it will stand: links lead to files by their names, footnotes to the
page's own list. Pages, cards, coach sheets, search, feeds and the check all take from it.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markdown import Markdown
from markdown.util import ETX, STX

from notabother import addresses
from notabother.drawing.github import GitHubExtension
from notabother.drawing.safety import SafetyExtension
from notabother.drawing.scripts import Shown, figure
from notabother.drawing.structure import RAGGED
from notabother.drawing.tree import HEADINGS, inner_html, is_comment, parse, remove, text_of
from notabother.drawn import Drawn, Heading, Marked, Taken
from notabother.model import Script, Study
from notabother.source.lines import Scan, ScriptLines, is_more, scan, script_text

MARKER: Final = "\ufdd0"
"""Stands on both sides of a script's number while Markdown draws the rest; no author's file has it."""

ESCAPES: Final = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]"}
"""Keeps a field, which is plain text, from being taken for Markdown where it stands among some."""

OWN_SIGNS: Final = dict.fromkeys(map(ord, STX + ETX))
"""Markdown keeps a place with them; an abbreviation that is called like one would leave them behind."""

NOTE: Final = "fn:"
"""How the id of a footnote begins."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the drawing of a text depends on besides the text."""

    channels: Mapping[str, str] = field(default_factory=dict)
    """The title of each channel, by slug."""
    cards: Collection[str] = ()
    """The ids of the scripts that have a card."""
    studies: Mapping[str, Study] = field(default_factory=dict)
    """By id."""

    def of(self, lines: Scan, scripts: Sequence[Script | None]) -> tuple[object, ...]:
        """Return all of it that the drawing of one file can depend on, for `kept.digest`."""
        text = "\n".join(lines.lines)
        noted = [each for id_, each in self.studies.items() if f"[^{id_}]" in text] if "[^" in text else []
        return (
            tuple((str(each.channel), self.channels.get(each.channel)) for each in scripts if each),
            tuple(each.id in self.cards for each in scripts if each),
            tuple((str(each.id), str(each.short), str(each.found), each.uri) for each in noted),
        )


class Drawer:
    """Draws the files of one library with one Markdown, one after the other."""

    def __init__(
        self, extensions: Sequence[str], options: Mapping[str, Mapping[str, Any]], context: Context
    ) -> None:
        """Set Markdown up.

        Args:
            extensions: those of mkdocs.yml, in order.
            options: what is set for them, by their names.
            context: what is shown of other files.
        """
        self.context = context
        self.taken: list[Taken] = []
        self.markdown = Markdown(
            extensions=[*extensions, GitHubExtension(), SafetyExtension(self.taken)],
            extension_configs={name: dict(each) for name, each in options.items()},
            output_format="xhtml",
        )

    def draw(self, uri: str, lines: Scan, scripts: Sequence[Script | None] = ()) -> Drawn:
        """Draw one file.

        Args:
            uri: the file.
            lines: its lines, sorted.
            scripts: for each script among them its value, or None where it could not be read.
        """
        body = "\n".join(_without_scripts(lines)).strip("\n")
        noted = [id_ for id_ in self.context.studies if f"[^{id_}]" in body]
        noted.sort(key=lambda id_: body.index(f"[^{id_}]"))
        root = self._convert(uri, body, noted)
        used = {id_ for id_ in noted if id_ in set(_cited(root))}
        if len(used) < len(noted):  # one stands in an example only, and the others' numbers would be wrong
            root = self._convert(uri, body, [id_ for id_ in noted if id_ in used])
        ragged = tuple(each.attrib.pop(RAGGED) for each in root.iter("tr") if RAGGED in each.attrib)
        shown = tuple(self._set_scripts(root, uri, lines, scripts))
        headings = tuple(_heading(each) for each in root.iter() if each.tag in HEADINGS)
        return Drawn(
            uri,
            root,
            headings,
            tuple(_marked(root)),
            shown,
            tuple(id_ for each in root.iter() if (id_ := each.get("id"))),
            tuple(id_ for id_ in _cited(root) if id_ in used),
            tuple(_links(root)),
            tuple(self.taken),
            ragged,
        )

    def html(self, text: str) -> str:
        """Draw a text without fields, as HTML."""
        lines = scan(text)
        return inner_html(self.draw("", lines, [None] * len(lines.scripts)).root)

    def _convert(self, uri: str, body: str, noted: Sequence[str]) -> etree.Element:
        self.taken.clear()
        self.markdown.reset()
        up = "../" * uri.count("/")
        html = self.markdown.convert("\n\n".join([body, *(self._note(id_, up) for id_ in noted)]))
        return parse(html.translate(OWN_SIGNS))

    def _note(self, id_: str, up: str) -> str:
        """Return a study as an ordinary footnote."""
        study = self.context.studies[id_]
        short, found = (text.translate(ESCAPES) for text in (study.short, study.found))
        return f"[^{id_}]: **{short}.** {found} [Limits of {short}]({up}{study.uri})"

    def _set_scripts(
        self, root: etree.Element, uri: str, lines: Scan, scripts: Sequence[Script | None]
    ) -> Iterator[int]:
        """Put each script in the place of its number, and yield those that found it."""
        if not lines.scripts:
            return
        for at, element in enumerate(root):
            number = (element.text or "").strip(MARKER) if element.tag == "p" else ""
            if element.text != f"{MARKER}{number}{MARKER}" or len(element):
                continue
            shown, channel = _shown(lines, lines.scripts[int(number)], scripts[int(number)])
            card = f"{'../' * uri.count('/')}{addresses.page_file(addresses.CARDS, shown.id)}"
            root[at] = figure(
                shown,
                channel=self.context.channels.get(channel, channel),
                card=card if shown.id in self.context.cards else "",
            )
            root[at].tail = element.tail
            yield int(number)
        for (
            element
        ) in root.iter():  # where Markdown took the number for something else, words go before order
            element.text, element.tail = _named(element.text, lines), _named(element.tail, lines)


def _without_scripts(lines: Scan) -> Iterator[str]:
    """Yield the lines of a text, a number in the place of each script."""
    at = lines.body
    for number, block in enumerate(lines.scripts):
        yield from lines.lines[at : block.line]
        yield from ("", f"{MARKER}{number}{MARKER}", "")
        at = block.text.stop + block.closed
    yield from lines.lines[at:]


def _shown(lines: Scan, block: ScriptLines, script: Script | None) -> tuple[Shown, str]:
    """Return what is shown of a script, and its channel; of one that could not be read, what was written."""
    if script is None:
        return Shown(
            "", block.title, "", script_text("\n".join(lines.lines[each] for each in block.text))
        ), ""
    return Shown(script.id, script.title, script.subject or "", script.text), script.channel


def _named(text: str | None, lines: Scan) -> str | None:
    if text is None or MARKER not in text:
        return text
    for number, block in enumerate(lines.scripts):
        text = text.replace(f"{MARKER}{number}{MARKER}", lines.lines[block.line])
    return text


def _cited(root: etree.Element) -> Iterator[str]:
    """Yield the id of each footnote that is cited, each time."""
    for element in root.iter("a"):
        if element.get("class") == "footnote-ref":
            yield (element.get("href") or "").removeprefix(f"#{NOTE}")


def _links(root: etree.Element) -> Iterator[tuple[str, bool]]:
    for element in root.iter():
        if element.tag == "a" and element.get("class") not in (
            "footnote-ref",
            "footnote-backref",
            "headerlink",
        ):
            yield element.get("href") or "", False
        elif element.tag == "img":
            yield element.get("src") or "", True


def _heading(element: etree.Element) -> Heading:
    words = etree.Element("div")
    words.text = element.text
    for child in element:
        if child.get("class") != "headerlink" and not is_note(child):
            words.append(child)
        elif child.tail:
            etree.SubElement(words, "span").text = child.tail
        if child.tag == "img":  # its words stand for it
            etree.SubElement(words, "span").text = child.get("alt")
    return Heading(int(element.tag[1]), element.get("id", ""), " ".join(text_of(words).split()))


def _marked(root: etree.Element) -> Iterator[Marked]:
    """Rename the marks to valid HTML, and yield each with what belongs to it."""
    blocks = list(root)
    places = {id(block): at for at, block in enumerate(blocks)}
    for element in [each for each in root.iter() if "fear" in each.attrib]:
        fears = element.attrib.pop("fear")
        element.set("data-fear", fears)
        at = places.get(id(element))
        if at is None or element.tag not in HEADINGS:
            yield Marked(tuple(fears.split()), Heading(0, "", ""), misplaced=True)
            continue
        end, more = at + 1, False
        while end < len(blocks) and not _ends(blocks[end], element):
            if more := _is_more(blocks[end]):
                break
            end += 1
        yield Marked(tuple(fears.split()), _heading(element), False, range(at + 1, end), more)


def _ends(block: etree.Element, heading: etree.Element) -> bool:
    """Tell whether a section ends before a block: a heading of its level or above, or the footnotes."""
    return (block.tag in HEADINGS and block.tag <= heading.tag) or block.get("class") == "footnote"


def _is_more(block: etree.Element) -> bool:
    return is_comment(block) and is_more(f"<!--{block.text}-->")


def is_note(element: etree.Element) -> bool:
    """Tell whether an element is a footnote's mark in the text."""
    return element.tag == "sup" and (element.get("id") or "").startswith("fnref") and len(element) > 0


def without_studies(root: etree.Element, studies: Collection[str]) -> None:
    """Take the notes of some studies out of a page's footnotes, and the list if nothing is left in it."""
    for notes in [child for child in root if child.get("class") == "footnote"]:
        for items in notes.iter("ol"):
            for item in list(items):
                if (item.get("id") or "").removeprefix(NOTE) in studies:
                    items.remove(item)
            if not len(items):
                remove(root, notes)
