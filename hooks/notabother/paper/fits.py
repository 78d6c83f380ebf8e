"""What of a library fits which layout, as the templates have measured it, and what does not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from notabother.model import Fear, Library, Script
from notabother.paper.layouts import Layout
from notabother.paper.site import Data
from notabother.problems import Problem

Side = Literal["cards", "backs"]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a script's text fits its card."""

    size: float
    """In points: the largest that fits, or the smallest there is."""
    need: float
    """The height it takes, in millimeters."""
    have: float
    """The height there is."""
    fear_fits: bool
    """Whether the fear has room beside the title."""

    @property
    def fits(self) -> bool:
        """Whether all of it can be printed."""
        return self.need <= self.have


@dataclass(frozen=True, slots=True)
class BackFit:
    """How a fear and its answer fit the back of a card."""

    taken: int | None
    """Which of the fear's choices of text has room; None if none has."""
    sizes: tuple[float, float]
    """Of the worry and the answer, in points."""
    edition_fits: bool
    """Whether the edition has room beside the address."""
    need: float
    have: float


@dataclass(frozen=True, slots=True)
class Fits:
    """What fits one layout, by the ids of scripts and the slugs of fears."""

    cards: dict[str, Fit]
    backs: dict[str, BackFit]


@dataclass(frozen=True, slots=True)
class Measure:
    """One front or back to be measured for one layout."""

    layout: str
    side: Side
    name: str
    data: str
    """All that its size depends on, besides the templates."""


def read_fits(found: Iterable[tuple[Measure, Data]]) -> dict[str, Fits]:
    """Return what the template measured, by the layouts' ids."""
    fits: dict[str, Fits] = {}
    for each, fit in found:
        of = fits.setdefault(each.layout, Fits({}, {}))
        if each.side == "cards":
            of.cards[each.name] = Fit(fit["size"], fit["need"], fit["have"], fit["fear-fits"])
        else:
            of.backs[each.name] = _back_fit(fit)
    return fits


def _back_fit(fit: Data) -> BackFit:
    sizes = fit.get("sizes", (0, 0))
    taken, edition_fits = fit.get("taken"), fit.get("edition-fits", False)
    return BackFit(taken, (sizes[0], sizes[1]), edition_fits, fit.get("need", 0), fit.get("have", 0))


def check_fits(library: Library, layouts: Mapping[str, Layout], fits: Mapping[str, Fits]) -> list[Problem]:
    """Report every script and every fear that does not fit a layout which must hold all.

    Of layouts with cards of one look only the tightest is named, once for each text.
    """
    worst: dict[tuple[str, str], tuple[float, Problem]] = {}

    def report(kind: str, name: str, over: float, problem: Problem) -> None:
        if over > worst.get((kind, name), (0.0,))[0]:
            worst[kind, name] = (over, problem)

    for id_, found in fits.items():
        layout = layouts[id_]
        if not layout.must_hold_all:
            continue
        for name, fit in found.cards.items():
            if not fit.fits and name in library.scripts:
                script = library.scripts[name]
                report(layout.kind, name, fit.need - fit.have, _too_long(script, layout, fit))
        for name, back in found.backs.items():
            if back.taken is None:
                fear = library.fears[name]
                report(layout.kind, name, back.need - back.have, _answer_too_long(fear, layout, back))
    return sorted(problem for _, problem in worst.values())


def _too_long(script: Script, layout: Layout, fit: Fit) -> Problem:
    words = len(script.text.split())
    cut = max(1, math.ceil(words * (1 - fit.have / fit.need)))
    message = (
        f"'{script.id}': the text needs {math.ceil(fit.need)} mm and has {math.floor(fit.have)} mm on {layout.where}. "
        f"Take out about {cut} of its {words} words, or join paragraphs."
    )
    return Problem(script.text_place, "does-not-fit", message)


def _answer_too_long(fear: Fear, layout: Layout, back: BackFit) -> Problem:
    message = (
        f"'{fear.slug}': the title and the first sentence of the answer need {math.ceil(back.need)} mm and have "
        f"{math.floor(back.have)} mm on the back of {layout.where}. Shorten one of them."
    )
    return Problem(fear.title.place, "does-not-fit", message)
