"""What a page says to its scripts: one block of JSON on each page, one shape for each kind of page.

The shapes stand three times and are held together by tests: here, in overrides/assets/javascripts/data.js (types for
scripts), and in tests/pages/page-data.schema.json, which every block of the built site must fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final

from notabother.limits import FOR_BROWSER, ForBrowser

VERSION: Final = 1
"""Changed whenever a shape changes: scripts that the browser has kept from an earlier visit then leave a page as it is
without scripts."""


@dataclass(frozen=True, slots=True)
class Search:
    """What search loads when it is opened, by addresses from the site's root."""

    index: str
    worker: str
    """Empty where browsers start none."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of a message."""

    name: str
    carries: str
    """Whose it is: one of `CARRIES`, or empty."""


@dataclass(frozen=True, slots=True)
class Card:
    """A message, for the desk."""

    id: str
    text: str
    subject: str
    blanks: Sequence[Blank]
    counts: str
    """How length is counted: a key of `limits.COUNTS`."""
    limit: int
    subject_limit: int
    opens: str
    """What the device opens for it: one of `OPENS`, or empty."""
    follow_up: str
    """The title of the message to send when nothing comes back; empty for none."""
    limits: ForBrowser


@dataclass(frozen=True, slots=True)
class List:
    """What a list can be filtered by."""

    items: Mapping[str, Mapping[str, Sequence[str]]]
    """By the item's id, and by the name of the field: the values that find it."""


@dataclass(frozen=True, slots=True)
class PageData:
    """The block of one page."""

    search: Search
    card: Card | None = None
    list: List | None = None
    version: int = VERSION


@cache
def _names(shape: type) -> list[tuple[str, str]]:
    return [(each.name, camel(each.name)) for each in fields(shape)]


def as_json(value: object) -> Any:
    """Return a shape as JSON knows it: names as scripts write them, and nothing where there is nothing."""
    return _of_limits() if value is FOR_BROWSER else _as_json(value)


@cache
def _of_limits() -> Any:
    """Return what every card counts with: many cards say the same."""
    return _as_json(FOR_BROWSER)


def _as_json(value: object) -> Any:
    if is_dataclass(value):
        found = {name: getattr(value, attribute) for attribute, name in _names(value.__class__)}
        return {name: as_json(each) for name, each in found.items() if each is not None}
    if isinstance(value, Mapping):
        return {name: as_json(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_json(each) for each in value]
    return value


@cache
def plain(*, offline: bool) -> dict[str, Any]:
    """Return the block of a page that says nothing of its own."""
    found: dict[str, Any] = as_json(PageData(search(offline=offline)))
    return found


def camel(name: str) -> str:
    """Return a name as scripts write it."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def search(*, offline: bool) -> Search:
    """Return what search loads; pages that are opened from disk may fetch nothing and start no worker."""
    if offline:
        return Search("search/search_index.js", "")
    return Search("search/search_index.json", "assets/javascripts/search/worker.js")
