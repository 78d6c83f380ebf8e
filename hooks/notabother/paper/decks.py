"""Decks of cards: which cards stand on which sheet of which PDF, and what its file is called."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from notabother import addresses
from notabother.model import Script
from notabother.paper.cards import OWN, Cards, own_name
from notabother.paper.fits import Fits
from notabother.paper.layouts import Layout
from notabother.paper.site import Data, as_json
from notabother.wording import typographic

MOST_CARDS: Final = 400
"""How many fronts one PDF holds at most; a larger deck comes in parts."""

ALL: Final = "all"

Kind = Literal["fear", "situation", "all", "card"]
Sheet = list[tuple[str, Data]]
"""The fronts of a sheet with their names, in reading order."""


@dataclass(frozen=True)
class Deck:
    """One PDF: what stands on each of its sheets."""

    kind: Kind
    slug: str
    """Of the fear or situation, the script's id, or `all`."""
    title: str
    layout: Layout
    sides: int
    part: int
    """Counted from 1; most decks have one part."""
    cards: tuple[str, ...]
    """The ids of its scripts, in order."""
    left_out: tuple[str, ...]
    """The ids of scripts that are too long for this layout."""
    sheets: int
    data: str
    """Everything the template needs, as JSON: equal data give an equal file."""

    @property
    def name(self) -> str:
        """The file's name without its ending: `too-busy-letter`, `too-busy-index-a4-one-sided`."""
        sides = "-one-sided" if self.sides == 1 and 2 in self.layout.sides else ""
        part = f"-part-{self.part}" if self.part > 1 else ""
        return f"{self.slug}-{self.layout.suffix}{sides}{part}"

    @property
    def file(self) -> str:
        """Where it stands in the site: `print/too-busy-letter.pdf`, `print/situations/…`, `print/cards/…`."""
        return f"{FOLDERS[self.kind]}/{self.name}.pdf"

    @property
    def has_picture(self) -> bool:
        """Whether this is the deck whose first sheet is shown."""
        return self.sides == 2 and self.part == 1

    @property
    def first_sheet(self) -> str:
        """The data of the first sheet's front alone."""
        data = json.loads(self.data)
        names = data["sheets"][0]
        cards = {name: data["cards"][name] for name in names}
        return as_json({**data, "sides": 1, "backs": {}, "sheets": [names], "cards": cards})

    @property
    def picture(self) -> str:
        """Where the picture of its first sheet stands; both sides share it."""
        return f"{FOLDERS[self.kind]}/{self.slug}-{self.layout.suffix}.png"


FOLDERS: Final[Mapping[Kind, str]] = {
    "fear": addresses.PRINT,
    "all": addresses.PRINT,
    "situation": f"{addresses.PRINT}/{addresses.SITUATIONS}",
    "card": f"{addresses.PRINT}/{addresses.CARDS}",
}
"""Where decks of each kind stand."""


def make_decks(cards: Cards, layouts: Mapping[str, Layout], fits: Mapping[str, Fits]) -> list[Deck]:
    """Return every deck of a library, in every layout, two-sided and one-sided.

    Scripts that do not fit are left out, so that what is printed is whole.
    """
    maker = _Maker(cards, fits)
    return [deck for layout in layouts.values() for deck in maker.decks(layout)]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A deck before it is known what fits."""

    kind: Kind
    slug: str
    title: str
    groups: Sequence[tuple[str, Sequence[Script]]]
    """Scripts that share sheets, with the fear on their backs; "" for each script's own."""


class _Maker:
    """Makes the decks of one library."""

    def __init__(self, cards: Cards, fits: Mapping[str, Fits]) -> None:
        self.cards = cards
        self.library = cards.library
        self.fits = fits

    def decks(self, layout: Layout) -> Iterator[Deck]:
        for wanted in self._wanted(layout):
            if wanted.kind in layout.decks:
                for sides in layout.sides:
                    yield from self._deck(wanted, layout, sides)

    def _wanted(self, layout: Layout) -> Iterator[_Wanted]:
        library = self.library
        for slug, fear in library.fears.items():
            scripts = library.scripts_for(slug)
            yield _Wanted("fear", slug, fear.title, [(slug, scripts)])
        for slug, term in library.vocabulary.situations.items():
            yield _Wanted("situation", slug, term.title, [("", library.scripts_by_situation[slug])])
        groups = list(self._by_fear().items())
        if not layout.by_fear:
            groups = [("", [script for _, scripts in groups for script in scripts])]
        yield _Wanted("all", ALL, "All cards", groups)
        for script in library.scripts.values():
            yield _Wanted("card", script.id, script.title, [("", [script])])

    def _by_fear(self) -> dict[str, list[Script]]:
        """Return every script once, under the fear it names first."""
        found: dict[str, list[Script]] = {slug: [] for slug in self.library.fears}
        for script in self.library.scripts.values():
            found.setdefault(self.cards.fear_of(script), []).append(script)
        return found

    def _deck(self, wanted: _Wanted, layout: Layout, sides: int) -> Iterator[Deck]:
        """Yield a deck in as many parts as it takes; none if nothing fits."""
        fits = self.fits[layout.id].cards
        sheets: list[Sheet] = []
        left_out: list[str] = []
        for fear, scripts in wanted.groups:
            fitting = [script for script in scripts if fits[script.id].fits]
            left_out += [script.id for script in scripts if not fits[script.id].fits]
            fronts = [(str(script.id), self._front(script.id, fear, layout)) for script in fitting]
            sheets += self._sheets(fronts, fear, layout)
        most = MOST_CARDS // layout.per_sheet
        for part, first in enumerate(range(0, len(sheets), most), 1):
            taken = sheets[first : first + most]
            ids = tuple(id_ for sheet in taken for id_, _ in sheet if not id_.startswith(OWN))
            data = self._data(wanted.title, layout, sides, taken)
            yield Deck(
                kind=wanted.kind,
                slug=wanted.slug,
                title=wanted.title,
                layout=layout,
                sides=sides,
                part=part,
                cards=ids,
                left_out=tuple(left_out),
                sheets=len(taken),
                data=data,
            )

    def _front(self, name: str, fear: str, layout: Layout) -> Data:
        front = self.cards.fronts[name]
        if slug := fear or front["back"]:
            front = {**front, "back": slug, "fear": typographic(self.library.fears[slug].title)}
        fit = self.fits[layout.id].cards[name]
        return {**front, "size": fit.size, "have": round(fit.have, 2), "fear-fits": fit.fear_fits}

    def _sheets(self, fronts: Sheet, fear: str, layout: Layout) -> Iterator[Sheet]:
        count = layout.per_sheet
        for first in range(0, len(fronts), count):
            sheet = fronts[first : first + count]
            back = fear or sheet[-1][1]["back"]
            filler = (own_name(back), self._front(own_name(back), back, layout))
            yield [*sheet, *[filler] * (count - len(sheet))]

    def _data(self, title: str, layout: Layout, sides: int, sheets: list[Sheet]) -> str:
        used = {name: front for sheet in sheets for name, front in sheet}
        backs = {front["back"]: self._back(front["back"], layout) for front in used.values()}
        return as_json(
            {
                "layout": layout.id,
                "title": typographic(title),
                "site": self.cards.site.name,
                "edition": self.cards.site.edition_text,
                "sides": sides,
                "cards": used,
                "backs": backs if sides == 2 else {},
                "sheets": [[name for name, _ in sheet] for sheet in sheets],
            }
        )

    def _back(self, slug: str, layout: Layout) -> Data:
        back = dict(self.cards.backs[slug])
        fit = self.fits[layout.id].backs[slug]
        choices = back.pop("choices")
        return {**back, **choices[fit.taken or 0], "sizes": fit.sizes, "edition-fits": fit.edition_fits}
