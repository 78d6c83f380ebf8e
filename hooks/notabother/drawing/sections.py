"""Where what was drawn is shown: the page of its own file, or, for a marked section, the page of its fear."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Final

from notabother import addresses
from notabother.drawing.page import NOTE, is_note, without_studies
from notabother.drawing.tree import HEADINGS, inner_html, remove
from notabother.drawn import Drawn, Marked

SHOWN_LEVEL: Final = 3
"""The level of a section's heading on a fear's page, which the template writes; those inside move with it."""

ARTICLE_ONLY: Final = ("headerlink", "footnote-backref", "script-text")
"""What stays in the article: links that make sense only there, and the text of scripts, since a
fear's page lists their cards above; the caption with the link to the card goes along."""

Links = Callable[[str, str], str]
"""Turns a link by file name, and the file it stands in, into what the page shows."""


def whole(drawn: Drawn, links: Links, numbers: Mapping[str, int] | None = None) -> str:
    """Return a file as the HTML of its own page.

    Args:
        drawn: the file.
        links: see `Links`.
        numbers: on a fear's page, the numbers of its own list of studies; citations then lead there.
    """
    root = copy.deepcopy(drawn.root)
    if numbers is not None:
        for element in root.iter():
            _cite(element, numbers)
        without_studies(root, numbers.keys())
    _settle_links(root, drawn.uri, links)
    return inner_html(root)


def section(drawn: Drawn, marked: Marked, to_uri: str, links: Links, numbers: Mapping[str, int]) -> str:
    """Return a marked section of an article as HTML for the page of a fear.

    Args:
        drawn: the article.
        marked: one of its sections.
        to_uri: the fear's file.
        links: see `Links`.
        numbers: the number that each study has in that page's own list.
    """
    slug = addresses.stem(drawn.uri)
    root = etree.Element("div")
    blocks = drawn.blocks
    root.extend(copy.deepcopy([blocks[at] for at in marked.content]))
    for parent in list(root.iter()):
        for child in list(parent):
            own_note = is_note(child) and _study_of(child[0]) not in numbers  # that note stays there
            if own_note or child.get("class") in ARTICLE_ONLY:
                remove(parent, child)
    own = {element.get("id") for element in root.iter()} - {None}
    for element in root.iter():
        if _cite(element, numbers):
            continue
        if element.tag in HEADINGS:
            element.tag = f"h{min(6, int(element.tag[1]) + SHOWN_LEVEL - marked.heading.level)}"
        if id_ := element.get("id"):
            element.set("id", f"{slug}--{id_}")
        for name in ("href", "src"):
            link = element.get(name)
            if link is not None and link.startswith("#") and link[1:] in own:
                element.set(name, f"#{slug}--{link[1:]}")
            elif link is not None:
                element.set(name, addresses.from_file(link, drawn.uri, to_uri))
    _settle_links(root, to_uri, links)
    return inner_html(root)


def _settle_links(root: etree.Element, uri: str, links: Links) -> None:
    for element in root.iter():
        for name in ("href", "src"):
            if link := element.get(name):
                element.set(name, links(link, uri))


def _cite(element: etree.Element, numbers: Mapping[str, int]) -> bool:
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


def _study_of(element: etree.Element) -> str:
    if element.get("class") not in ("footnote-ref", "cite"):
        return ""
    return (element.get("href") or "").removeprefix(f"#{NOTE}").removeprefix("#")
