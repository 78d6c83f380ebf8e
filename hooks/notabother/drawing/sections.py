"""Marked sections: kept while an article is drawn, and shown again on the pages of their fears."""

from __future__ import annotations

import copy
import html
import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from notabother.source.lines import is_more
from notabother.wording import plain_heading

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

SHOWN_LEVEL: Final = 3
"""The level of a section's heading on a fear's page, which the template writes; those inside move with it."""

ARTICLE_ONLY: Final = ("headerlink", "footnote-backref", "script-text")
"""What stays in the article: links that make sense only there, and the text of scripts, since a
fear's page lists their cards above; the caption with the link to the card goes along."""


@dataclass(slots=True)
class Fragment:
    """A marked section of one article, drawn."""

    title: str
    """The heading as plain text, without the number it has in its article."""
    id: str
    """The heading's anchor in the article."""
    level: int
    elements: list[etree.Element]
    """What stands under the heading, up to `<!-- more -->` if there is one."""
    more: bool
    """Whether the article goes on after that."""
    md: Markdown
    """What drew it; it still holds the raw HTML."""
    from_url: str
    """The address of the article, relative to the site's root."""

    def html(self, to_url: str, slug: str, numbers: Mapping[str, int]) -> str:
        """Return the section as HTML for another page.

        Args:
            to_url: the address of that page, relative to the site's root.
            slug: the article's name, put before every id so that none stands twice.
            numbers: the number that each study has in that page's own list.
        """
        root = etree.Element("div")
        root.extend(copy.deepcopy(self.elements))
        for parent in list(root.iter()):
            for child in [each for each in parent if is_note(each) and _study_of(each[0]) not in numbers]:
                _remove(parent, child)  # a note of the article's own stays there
        own = {element.get("id") for element in root.iter()} - {None}
        for element in root.iter():
            self._settle(element, own, to_url, slug, numbers)
        for parent in list(root.iter()):
            for child in [each for each in parent if each.get("class") in ARTICLE_ONLY]:
                _remove(parent, child)
        return serialize(self.md, root)

    def _settle(
        self, element: etree.Element, own: set[str | None], to_url: str, slug: str, numbers: Mapping[str, int]
    ) -> None:
        if cite(element, numbers):
            return
        if element.tag in HEADINGS:
            element.tag = f"h{min(6, int(element.tag[1]) + SHOWN_LEVEL - self.level)}"
        element.attrib.pop("data-search-exclude", None)  # search reads no copies at all
        if id_ := element.get("id"):
            element.set("id", f"{slug}--{id_}")
        for name in ("href", "src"):
            address = element.get(name)
            if address is None:
                continue
            if address.startswith("#") and address[1:] in own:
                element.set(name, f"#{slug}--{address[1:]}")
            else:
                element.set(name, rebase_url(address, self.from_url, to_url))


@dataclass(slots=True)
class Collector:
    """What the tree processor must know of the page being drawn, and what it has kept."""

    uri: str = ""
    """The page's Markdown file."""
    url: str = ""
    """Its address, relative to the site's root."""
    wanted: frozenset[int] = frozenset()
    """Which of its marked sections to keep, counted from 0."""
    numbers: Mapping[str, int] | None = None
    """On a fear's page, the numbers of its own list of studies; its footnotes then lead there."""
    kept: dict[int, Fragment] = field(default_factory=dict)
    headings: dict[int, tuple[str, str]] = field(default_factory=dict)
    """The anchor and the plain text of each marked heading, by its number."""
    marked: list[tuple[str, ...]] = field(default_factory=list)
    """The fears of each marked heading that was drawn, in order."""


class SectionProcessor(Treeprocessor):
    """Runs after every other one, so that what it keeps is finished, links included."""

    def __init__(self, md: Markdown, collector: Collector) -> None:
        """Keep what `collector` asks for."""
        super().__init__(md)
        self.collector = collector

    def run(self, root: etree.Element) -> None:
        """Rename the marks to valid HTML, keep the wanted sections, and settle a fear's footnotes."""
        collector = self.collector
        marked = [element for element in root.iter() if "fear" in element.attrib]
        for element in marked:
            element.set("data-fear", element.attrib.pop("fear") or "")
        children = list(root)
        top = {id(child) for child in children}
        titles = _titles(getattr(self.md, "toc_tokens", [])) if marked else {}
        for number, element in enumerate(marked):
            fears = element.get("data-fear", "").split()
            if id(element) not in top or element.tag not in HEADINGS:
                collector.marked.append(("misplaced", *fears))
                continue
            id_ = element.get("id", "")
            collector.marked.append(tuple(fears))
            collector.headings[number] = (id_, plain_heading(titles.get(id_, "")))
            if number in collector.wanted:
                collector.kept[number] = self._fragment(children, element, collector.headings[number][1])
        if collector.numbers is not None:
            self._settle_notes(root, collector.numbers)

    def _settle_notes(self, root: etree.Element, numbers: Mapping[str, int]) -> None:
        """Let the marks of studies lead to the page's own list, and take those notes away."""
        for element in root.iter():
            cite(element, numbers)
        for notes in [child for child in root if child.tag == "div" and child.get("class") == "footnote"]:
            for items in notes.iter("ol"):
                for item in list(items):
                    if (item.get("id") or "").removeprefix("fn:") in numbers:
                        items.remove(item)
                if not len(items):
                    _remove(root, notes)

    def _fragment(self, children: list[etree.Element], heading: etree.Element, title: str) -> Fragment:
        level = int(heading.tag[1])
        marks = self._marks()
        elements: list[etree.Element] = []
        more = False
        for element in children[children.index(heading) + 1 :]:
            if element.tag in HEADINGS and int(element.tag[1]) <= level:
                break
            if element.get("class") == "footnote":
                break
            if element.text in marks:
                more = True
                break
            elements.append(copy.deepcopy(element))
        return Fragment(title, heading.get("id", ""), level, elements, more, self.md, self.collector.url)

    def _marks(self) -> set[str]:
        """Return the texts that hold the place of a comment `<!-- more -->`."""
        return {
            HTML_PLACEHOLDER % number
            for number, raw in enumerate(self.md.htmlStash.rawHtmlBlocks)
            if isinstance(raw, str) and is_more(raw)
        }


class SectionExtension(Extension):
    """Teaches Markdown to keep marked sections."""

    def __init__(self, collector: Collector, **options: Any) -> None:
        """Serve one page after another, as `collector` says."""
        super().__init__(**options)
        self.collector = collector

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name)
        """Register the tree processor behind all others; MkDocs resolves links at priority 0."""
        md.treeprocessors.register(SectionProcessor(md, self.collector), "sections", -10)


def cite(element: etree.Element, numbers: Mapping[str, int]) -> bool:
    """Let a footnote mark lead to the study in this page's own list; tell whether it was one.

    A mark is drawn as `<sup id="fnref:ID"><a class="footnote-ref" href="#fn:ID">1</a></sup>`; the id
    is dropped, because the list needs no way back and a second mark would repeat it.
    """
    if is_note(element):
        if _study_of(element[0]) in numbers:
            del element.attrib["id"]
            return True
        return False
    study = _study_of(element)
    if study not in numbers:
        return False
    element.set("href", f"#{study}")
    element.set("class", "cite")
    element.text = str(numbers[study])
    return True


def is_note(element: etree.Element) -> bool:
    """Tell whether an element is a footnote's mark in the text."""
    return element.tag == "sup" and (element.get("id") or "").startswith("fnref") and len(element) > 0


def _study_of(element: etree.Element) -> str:
    if element.get("class") not in ("footnote-ref", "cite"):
        return ""
    return (element.get("href") or "").removeprefix("#fn:").removeprefix("#")


def rebase_url(url: str, from_url: str, to_url: str) -> str:
    """Return a link for another page.

    Args:
        url: the link as it stands on the page at `from_url`.
        from_url: an address relative to the site's root: `articles/a/` or `articles/a.html`.
        to_url: likewise, of the page where the link is to stand.
    """
    scheme, netloc, path, query, fragment = urlsplit(url)
    if scheme or netloc or path.startswith("/"):
        return url
    target = posixpath.join(posixpath.dirname(from_url), path) if path else from_url
    start = posixpath.dirname(to_url)
    relative = posixpath.relpath(target or ".", start or ".")
    if target.endswith("/") or not target:
        relative += "/"
    return urlunsplit(("", "", relative, query, fragment))


def serialize(md: Markdown, root: etree.Element) -> str:
    """Return an element's content as HTML, finished by the instance that drew it."""
    output = md.serializer(root)
    output = output[output.index(">") + 1 : output.rindex("<")].strip() if "</" in output else ""
    for processor in md.postprocessors:
        output = processor.run(output)
    return output.strip()


def _titles(tokens: list[dict[str, Any]]) -> dict[str, str]:
    def all_of(level: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for token in level:
            yield token["id"], html.unescape(token["name"])
            yield from all_of(token["children"])

    return dict(all_of(tokens))


def _remove(parent: etree.Element, child: etree.Element) -> None:
    """Remove an element but keep the text that follows it."""
    before = None
    for each in parent:
        if each is child:
            break
        before = each
    if child.tail:
        if before is None:
            parent.text = (parent.text or "") + child.tail
        else:
            before.tail = (before.tail or "") + child.tail
    parent.remove(child)
