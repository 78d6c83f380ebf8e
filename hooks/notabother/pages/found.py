"""What search can find: each page, and of articles, studies and the like each section, cut at their headings."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from notabother import addresses
from notabother.drawing.tree import HEADINGS, is_comment
from notabother.drawn import Drawn, Heading
from notabother.kept import kept
from notabother.pages.made import Made
from notabother.search.index import TOPICS, Part

TEASER: Final = 130
"""How many characters of a part of a page a result shows at most."""

LABELS: Final[Mapping[str, str]] = {
    "fear": "A worry",
    "card": "Words to send",
    "situation": "Words to send",
    "article": "Article",
    "study": "Study",
}
"""What a result says it is, by the kind of its page; other pages say nothing."""

INLINE: Final = frozenset("b strong em i span a mark abbr code del".split())
"""Elements that part no words."""


def parts(pages: Iterable[Made], *, directories: bool) -> Iterator[Part]:
    """Yield everything that can be found on some pages.

    Args:
        pages: finished.
        directories: see `addresses.address`.
    """
    for page in pages:
        kind, title = page.meta["kind"], page.meta["title"]
        if kind == "home" or page.meta.get("search", {}).get("exclude"):  # who searches has been there
            continue
        location = addresses.address(page.uri, directories=directories)
        sections = [] if kind in TOPICS else list(_sections(page.drawn))
        text = sections.pop(0)[1] if sections else ""
        more = f" {page.found_by} {page.meta['description']}"
        yield Part(location, title, _teaser(page, text), kind, _label(page), text + more)
        for heading, said in sections:
            yield Part(f"{location}#{heading.id}", heading.title, shortened(said), kind, text=said)


def _sections(drawn: Drawn | None) -> Sequence[tuple[Heading, str]]:
    """Return the text before the first heading, and then each heading with the text under it."""
    return kept("sections", drawn.made_of, lambda: tuple(_cut(drawn))) if drawn else ()


def _cut(drawn: Drawn) -> Iterator[tuple[Heading, str]]:
    heading, under = Heading(0, "", ""), list[etree.Element]()
    for block in drawn.root:
        if block.tag in HEADINGS:
            yield heading, _words(under)
            heading, under = Heading(0, block.get("id", ""), _words([block])), []
        else:
            under.append(block)
    yield heading, _words(under)


def _words(elements: Iterable[etree.Element]) -> str:
    return " ".join("".join(piece for each in elements for piece in _pieces(each)).split())


def _pieces(element: etree.Element) -> Iterator[str]:
    """Yield the text of an element; the number of a footnote says nothing, and a script has a page of its own."""
    apart = is_comment(element) or element.tag in ("sup", "figure") or element.get("class") == "headerlink"
    if not apart:
        yield "" if element.tag in INLINE else " "
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
    yield element.tail or ""


def _label(page: Made) -> str:
    """Return what a result says it is: of a message also how it travels, of a study its short name."""
    kind = page.meta["kind"]
    label = LABELS.get(kind, "")
    if kind == "card":
        return f"{label}: {page.meta['card']['channel']['title']}"
    return f"{label}: {page.meta['study']['short']}" if kind == "study" else label


def _teaser(page: Made, text: str) -> str:
    if page.meta["kind"] == "card":
        return str(page.meta["card"]["preview"])
    return shortened(str(page.meta["description"]) or text)


def shortened(text: str) -> str:
    """Return the beginning of a text, cut after a word."""
    if len(text) <= TEASER:
        return text
    return f"{text[: text.rfind(' ', 0, TEASER)].rstrip(',;:.')} …"
