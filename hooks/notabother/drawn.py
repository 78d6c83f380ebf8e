"""A file as `drawing` draws it: a value that pages, paper, search and the check take from."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was drawn."""

    level: int
    id: str
    title: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A heading marked with fears as it was drawn, and what belongs to it."""

    fears: tuple[str, ...]
    heading: Heading
    misplaced: bool = False
    """It is no heading of the page itself: it stands in a list or a quotation, or is none at all."""
    content: range = range(0)
    """Which of the page's blocks a fear's page shows."""
    more: bool = False
    """Whether the article goes on after that."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that was taken out."""

    message: str
    """What is wrong with it and what to write instead."""
    written: str
    """As it stands in the source, to find it there."""
    is_link: bool = False
    """Whether that is the target of a link."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file, drawn."""

    uri: str
    root: etree.Element
    """A `div` that holds it all. Nobody changes it: whoever shows part of it elsewhere copies that part."""
    headings: tuple[Heading, ...] = ()
    marked: tuple[Marked, ...] = ()
    scripts: tuple[int, ...] = ()
    """Which of the file's scripts it shows, counted from 0."""
    ids: tuple[str, ...] = ()
    """Every anchor, also one that stands twice."""
    cites: tuple[str, ...] = ()
    """The ids of the studies it cites, each time."""
    links: tuple[tuple[str, bool], ...] = ()
    """The target of every link, and whether it is a picture."""
    taken: tuple[Taken, ...] = ()
    """What would run or load something, and was taken out."""
    ragged: tuple[str, ...] = ()
    """The rows of tables that have more or fewer cells than heads, as they are written."""
    made_of: str = ""
    """A `kept.digest` of all that it was drawn from."""

    @property
    def blocks(self) -> list[etree.Element]:
        """Its blocks, in order."""
        return list(self.root)
