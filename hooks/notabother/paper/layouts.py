"""The ways to put cards on a sheet, as layouts.json names them."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to put cards on a sheet: the part of layouts.json that is not for the template alone."""

    id: str
    suffix: str
    """How the names of its files end."""
    title: str
    where: str
    """What a card of it is called in a sentence: `a quarter sheet (A4)`."""
    kind: str
    """Its key in `types`: layouts of one kind have cards of one look."""
    paper: str
    page: tuple[float, float]
    """Width and height in millimeters, as printed."""
    per_sheet: int
    landscape: bool
    decks: tuple[str, ...]
    """What decks are made in it: `fear`, `situation`, `all`, or `card` for a card printed alone."""
    sides: tuple[int, ...]
    """Whether they are made two-sided, one-sided or both."""
    by_fear: bool
    """Whether a sheet of the deck of all cards holds one fear alone."""
    must_hold_all: bool
    """Whether a script that does not fit is a problem; otherwise the decks do without it."""


def read_layouts(text: str) -> dict[str, Layout]:
    """Return the layouts of layouts.json by their ids, in its order."""
    table = json.loads(text)
    found = {}
    for each in table["layouts"]:
        paper = table["papers"][each["paper"]]
        wide, tall = reversed(paper["size"]) if each["landscape"] else paper["size"]
        found[each["id"]] = Layout(
            each["id"],
            each["suffix"],
            each["title"],
            each["where"],
            each["type"],
            paper["title"],
            (wide, tall),
            each["columns"] * each["rows"],
            each["landscape"],
            tuple(each["decks"]),
            tuple(each["sides"]),
            each["by-fear"],
            each["too-long"] == "problem",
        )
    return found
