"""Cards for paper: what stands on the front of every script and the back of every fear, and what fits where."""

from __future__ import annotations

import datetime
import io
import json
import math
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal
from urllib.parse import urljoin

from notabother import addresses
from notabother.model import Fear, Library, Script
from notabother.problems import Problem
from notabother.wording import date_text, line_of, paragraphs, sentences, typographic, unmarked, with_blanks

Data = dict[str, Any]
Side = Literal["cards", "backs"]

OWN: Final = "your own"
"""How the names of cards that fill up a sheet begin; no script's id has a space."""

QR_DOTS: Final = 8
"""How many dots wide a module of a QR code is drawn: enough to be sharp on any printer."""


@dataclass(frozen=True, slots=True)
class Site:
    """What cards say about where they come from."""

    name: str
    url: str
    """The site's address, with a slash at its end."""
    edition: datetime.date
    """The day printed on every card."""
    directories: bool = True
    """See `addresses.address`."""
    help_page: str = ""
    """The Markdown file of the page for people in danger; empty if there is none."""
    help_numbers: tuple[str, ...] = ()
    """Whom to call, a line for each."""

    def address(self, uri: str) -> str:
        """Return the full address of a Markdown file's page."""
        return urljoin(self.url, addresses.address(uri, directories=self.directories))

    @property
    def edition_text(self) -> str:
        """The edition, as it is printed."""
        return date_text(self.edition.isoformat())


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


@lru_cache(maxsize=10_000)
def qr_code(address: str) -> Data:
    """Return the QR code of an address, level M and no border: how many modules wide, and the bytes of a PNG."""
    import segno  # noqa: PLC0415  (only where paper is made: it takes as long to load as a page to draw)

    code = segno.make_qr(address, error="m", boost_error=False)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=QR_DOTS, border=0)
    return {"modules": code.symbol_size(border=0)[0], "png": list(picture.getvalue())}


def in_type(address: str) -> str:
    """Return an address as one would type it: without scheme and last slash."""
    return address.partition("://")[2].removesuffix("/")


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


class Cards:
    """Fronts and backs of one library, each made once."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library = library
        self.site = site

    @cached_property
    def fronts(self) -> dict[str, Data]:
        """The front of every script, by its id, and of the cards that fill sheets, by `own_name`.

        Of several fears the longest is measured; each deck shows its own.
        """
        scripts = {str(id_): self._front(script) for id_, script in self.library.scripts.items()}
        return scripts | {own_name(slug): self._own(fear) for slug, fear in self.library.fears.items()}

    @cached_property
    def backs(self) -> dict[str, Data]:
        """The back of every fear, by its slug, with the choices of text from long to short."""
        return {slug: self._back(fear) for slug, fear in self.library.fears.items()}

    def measures(self, layouts: Iterable[str]) -> Iterator[Measure]:
        """Yield everything there is to measure in these layouts."""
        sides: tuple[tuple[Side, dict[str, Data]], ...] = (
            ("cards", self.fronts),
            ("backs", self.backs),
        )
        for side, made in sides:
            for name, data in made.items():
                text = as_json(data) + (self.site.edition_text + self.site.name if side == "backs" else "")
                for layout in layouts:
                    yield Measure(layout, side, name, f"{layout} {side} {text}")

    def fear_of(self, script: Script) -> str:
        """Return the fear whose answer stands on a script's back."""
        return next((slug for slug in script.fears if slug in self.library.fears), "")

    def _place(self, uri: str) -> Data:
        address = self.site.address(uri)
        return {"url": address, "address": in_type(address), "qr": qr_code(address)}

    def _front(self, script: Script) -> Data:
        text = [
            [with_blanks(line, script.blanks) for line in paragraph.split("\n")]
            for paragraph in script.text.split("\n\n")
        ]
        subject = with_blanks(script.subject, script.blanks) if script.subject else None
        fear = self.fear_of(script)
        fears = self.library.fears
        titles = [typographic(fears[slug].title) for slug in script.fears if slug in fears]
        return {
            "channel": typographic(self.library.vocabulary.channels[script.channel].title),
            "title": line_of(script.title),
            "fear": max(titles, key=len, default=""),
            "back": fear,
            "subject": subject,
            "text": text,
            "tip": line_of(script.tip),
            **self._place(addresses.page_file(addresses.CARDS, script.id)),
        }

    def _own(self, fear: Fear) -> Data:
        return {
            "channel": "",
            "title": "Write your own",
            "fear": typographic(fear.title),
            "back": fear.slug,
            "subject": None,
            "text": [],
            "tip": line_of("Say who you are, ask for one thing, and make a no easy."),
            **self._place(fear.uri),
        }

    def _back(self, fear: Fear) -> Data:
        place = self._place(fear.uri)
        del place["qr"]
        return {"worry": line_of(fear.title), "choices": list(self._choices(fear)), **place}

    def _choices(self, fear: Fear) -> Iterator[Data]:
        """Yield the short answer ever shorter, in whole sentences that keep their order.

        First whole paragraphs; when two are too much, fewer sentences of the first, which grants what
        is true of the worry, and then fewer of the second, which answers it.
        """
        whole = paragraphs(fear.body, lambda target: self._printed(fear.uri, target))
        for count in range(len(whole), 1, -1):
            yield self._choice(fear, whole[:count])
        first, second = [*map(sentences, whole[:2]), [], []][:2]
        for count in range(len(first) - 1, 0, -1):
            yield self._choice(fear, [" ".join(first[:count]), *whole[1:2]])
        for count in range(len(second) - 1, 0, -1):
            yield self._choice(fear, [first[0], " ".join(second[:count])])
        if first:
            yield self._choice(fear, first[:1])

    def _printed(self, uri: str, target: str) -> str:
        """Return where a link on the page of `uri` leads, as it is printed."""
        path = target.partition("#")[0]
        if "://" in target or not path.endswith(".md"):
            return in_type(urljoin(self.site.address(uri), target))
        return in_type(self.site.address(posixpath.normpath(f"{posixpath.dirname(uri)}/{path}")))

    def _choice(self, fear: Fear, texts: Sequence[str]) -> Data:
        read = [unmarked(text, map(str, fear.cites)) for text in texts]
        cited = dict.fromkeys(id_ for _, ids in read for id_ in ids)
        studies = [self.library.studies[id_] for id_ in cited if id_ in self.library.studies]
        sources = "; ".join(typographic(study.short) for study in studies)
        return {"text": [line_of(text) for text, _ in read], "sources": sources}


def own_name(fear: str) -> str:
    """Return the name of the card that fills a sheet of this fear."""
    return f"{OWN} {fear}"


def measuring(cards: Cards, measures: Iterable[Measure]) -> str:
    """Return the data with which the template measures."""
    names: dict[str, dict[str, list[str]]] = {}
    for each in measures:
        names.setdefault(each.layout, {"cards": [], "backs": []})[each.side].append(each.name)
    wanted = {side: {name for of in names.values() for name in of[side]} for side in ("cards", "backs")}
    return as_json(
        {
            "layouts": names,
            "cards": {id_: cards.fronts[id_] for id_ in wanted["cards"]},
            "backs": {slug: cards.backs[slug] for slug in wanted["backs"]},
            "site": cards.site.name,
            "edition": cards.site.edition_text,
        }
    )


def check_fits(cards: Cards, layouts: Mapping[str, Layout], fits: Mapping[str, Fits]) -> list[Problem]:
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
            if not fit.fits and name in cards.library.scripts:
                script = cards.library.scripts[name]
                report(layout.kind, name, fit.need - fit.have, _too_long(script, layout, fit))
        for name, back in found.backs.items():
            if back.taken is None:
                fear = cards.library.fears[name]
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


def as_json(data: Data) -> str:
    """Return data as text that is the same whenever the data are."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
