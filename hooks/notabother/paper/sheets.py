"""Coach sheets for paper: what stands on each, what its file is called, and whether it fits one side."""

from __future__ import annotations

import json
import math
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from notabother import addresses
from notabother.model import STOP, CoachSheet, Library, Script
from notabother.paper.site import Data, Site, as_json, in_type, qr_code
from notabother.problems import Place, Problem, Text
from notabother.wording import line_of, paragraphs, typographic

FOLDER: Final = f"{addresses.PRINT}/{addresses.COACHING}"
"""The folder of the site that holds them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One PDF of one page: a coach sheet on one paper."""

    source: CoachSheet
    paper: str
    """The paper's name, for readers."""
    file: str
    """Where it stands in the site: `print/coaching/too-busy-letter.pdf`."""
    data: str
    """Everything the template needs, as JSON: equal data give an equal file."""


@dataclass(frozen=True, slots=True)
class SheetFit:
    """How a sheet fits one side of its paper, in the smallest size that can be read."""

    need: float
    """The height it takes, in millimeters."""
    have: float

    @property
    def fits(self) -> bool:
        """Whether all of it can be printed."""
        return self.need <= self.have


def read_papers(text: str) -> dict[str, str]:
    """Return the papers that layouts.json names for sheets: their ids and what readers call them."""
    table = json.loads(text)
    return {id_: table["papers"][id_]["title"] for id_ in table["sheet"]["papers"]}


def make_sheets(library: Library, site: Site, papers: Mapping[str, str]) -> list[Sheet]:
    """Return every coach sheet on every paper.

    Args:
        library: what the authors wrote.
        site: what a sheet says about where it comes from, and whom to call.
        papers: see `read_papers`.
    """
    made = []
    for slug, sheet in library.sheets.items():
        texts = _texts(sheet, library, site)
        for id_, title in papers.items():
            file = f"{FOLDER}/{slug}-{id_}.pdf"
            made.append(Sheet(sheet, title, file, as_json({**texts, "paper": id_})))
    return made


def _texts(sheet: CoachSheet, library: Library, site: Site) -> Data:
    fear = library.fears[sheet.fear]
    script = library.scripts.get(sheet.card)
    address = site.address(fear.uri)
    return {
        "site": site.name,
        "edition": site.edition_text,
        "title": line_of(sheet.title),
        "worry": line_of(fear.title),
        "before": [line_of(text) for text in _paragraphs(sheet, site)],
        "plan": [[str(step.minutes), line_of(step.what)] for step in sheet.plan],
        "questions": [line_of(question) for question in sheet.questions],
        "homework": line_of(sheet.homework),
        "card": _card(script, site) if script else None,
        "cases": [[case, line_of(text)] for case, text in sheet.cases],
        "stop": line_of(STOP),
        "numbers": [typographic(number) for number in site.help_numbers],
        "help": _link(site.address(site.help_page)) if site.help_page else None,
        **_link(address),
        "qr": qr_code(address),
    }


def _card(script: Script, site: Site) -> Data:
    address = site.address(addresses.page_file(addresses.CARDS, script.id))
    return {"title": line_of(script.title), **_link(address)}


def _link(address: str) -> Data:
    return {"url": address, "address": in_type(address)}


def _paragraphs(sheet: CoachSheet, site: Site) -> list[str]:
    def printed(target: str) -> str:
        path = target.partition("#")[0]
        if "://" in target or not path.endswith(".md"):
            return in_type(urljoin(site.address(sheet.uri), target))
        return in_type(site.address(posixpath.normpath(f"{posixpath.dirname(sheet.uri)}/{path}")))

    return paragraphs(sheet.body, printed)


def measuring(sheets: Iterable[Sheet]) -> str:
    """Return the data with which the template measures."""
    return as_json({"sheets": {sheet.file: json.loads(sheet.data) for sheet in sheets}})


def read_sheet_fits(found: Mapping[str, Any]) -> dict[str, SheetFit]:
    """Return what the template measured, by the sheets' files."""
    return {file: SheetFit(fit["need"], fit["have"]) for file, fit in found.items()}


def check_sheets(sheets: Iterable[Sheet], fits: Mapping[str, SheetFit]) -> list[Problem]:
    """Report every coach sheet that takes more than one side, for the paper where it is tightest."""
    worst: dict[str, tuple[float, Problem]] = {}
    for sheet in sheets:
        fit = fits[sheet.file]
        over = fit.need - fit.have
        if over > worst.get(sheet.source.uri, (0.0,))[0]:
            worst[sheet.source.uri] = (over, _too_long(sheet, fit))
    return sorted(problem for _, problem in worst.values())


def _too_long(sheet: Sheet, fit: SheetFit) -> Problem:
    source = sheet.source
    words = sum(len(text.split()) for _, text in printed_texts(source))
    cut = max(1, math.ceil(words * (1 - fit.have / fit.need)))
    message = (
        f"the sheet needs {math.ceil(fit.need)} mm and has {math.floor(fit.have)} mm on one side of {sheet.paper}. "
        f"Take out about {cut} of its {words} words."
    )
    return source.title.problem("does-not-fit", message)


def printed_texts(sheet: CoachSheet) -> Iterator[tuple[Place, str]]:
    """Yield every text of a sheet that stands on paper, with its place."""
    texts: list[Text] = [sheet.title, *(step.what for step in sheet.plan), *sheet.questions]
    texts += [sheet.homework, *(text for _, text in sheet.cases), sheet.body]
    yield from ((text.place, text) for text in texts if text)
