"""Pages for coach sheets: one for each, the page that lists them, and the links that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from notabother import addresses
from notabother.model import MINUTES, STOP, CoachSheet, Library
from notabother.pages.links import Items
from notabother.pages.make import Made, Meta, Pages
from notabother.paper.offers import Offers
from notabother.wording import typographic

HEAD: Final = (
    "Coach sheets",
    "A ten-minute plan for each worry, on one page, for those who help others ask.",
)
"""The title and description of the list, used where no author wrote them."""


def add_sheet_pages(
    pages: Pages,
    library: Library,
    problems: Mapping[str, Sequence[str]],
    *,
    directories: bool = True,
    paper: Offers | None = None,
) -> None:
    """Put the pages of all coach sheets among the others, and links to them on the pages of their fears.

    Args:
        pages: all other pages; one that stands in for a file under coaching/ is replaced.
        library: what the authors wrote.
        problems: for each file the lines that say what is wrong in it.
        directories: see `addresses.address`.
        paper: what there is on paper; None if nothing is printed.
    """
    if not library.sheets:
        return
    made = {page.uri: page for page in pages.made}
    maker = _Maker(library, made, problems, directories, paper)
    head = maker.head()
    found = [head, *(maker.sheet(sheet, head) for sheet in library.sheets.values())]
    for slug, sheet in library.sheets.items():
        made[library.fears[slug].uri].meta["coaching"] = {"url": maker.url(sheet.uri), "minutes": MINUTES}
    pages.made = list({**made, **{page.uri: page for page in found}}.values())


class _Maker:
    """Makes the pages of one library's coach sheets."""

    def __init__(
        self,
        library: Library,
        made: Mapping[str, Made],
        problems: Mapping[str, Sequence[str]],
        directories: bool,
        paper: Offers | None,
    ) -> None:
        self.library = library
        self.made = made
        self.problems = problems
        self.items = Items(library, directories=directories)
        self.url = self.items.url
        self.paper = paper

    def head(self) -> Made:
        """Return the page that lists all sheets, under what its author wrote."""
        uri = addresses.index_file(addresses.COACHING)
        title, description = HEAD
        written = self.made.get(uri, Made(uri, self._meta(uri, title, description), "", None))
        items = [self._item(sheet) for sheet in self.library.sheets.values()]
        meta = {**written.meta, "kind": "sheets", "template": "sheets.html", "sheets": items}
        return Made(uri, meta, written.body, written.source)

    def sheet(self, sheet: CoachSheet, head: Made) -> Made:
        """Return the page of one sheet."""
        meta = self._meta(sheet.uri, sheet.title, sheet.description)
        script = self.library.scripts.get(sheet.card)
        meta["breadcrumbs"] += [{"title": head.meta["title"], "url": self.url(head.uri)}]
        meta |= {
            "kind": "sheet",
            "template": "sheet.html",
            "search": {"exclude": True},  # what a coach reads must not come before what it is about
            "sheet": {
                "fear": self.items.fear_links[sheet.fear],
                "minutes": MINUTES,
                "plan": [{"minutes": step.minutes, "what": typographic(step.what)} for step in sheet.plan],
                "questions": [typographic(question) for question in sheet.questions],
                "homework": typographic(sheet.homework),
                "card": self.items.card_link(script) if script else {},
                "cases": [{"title": case, "text": typographic(text)} for case, text in sheet.cases],
                "stop": typographic(STOP),
            },
        }
        if sheet.uri in self.problems:
            meta["problems"] = list(self.problems[sheet.uri])
        return Made(sheet.uri, meta, sheet.body, sheet.uri)

    def _item(self, sheet: CoachSheet) -> Meta:
        return {
            "title": typographic(sheet.title),
            "description": typographic(sheet.description),
            "url": self.url(sheet.uri),
            "fear": self.items.fear_links[sheet.fear],
            "files": self._files(sheet.uri),
        }

    def _files(self, uri: str) -> list[Meta]:
        return [] if self.paper is None else list(self.paper.sheets.get(uri, ()))

    def _meta(self, uri: str, title: str, description: str) -> Meta:
        return {
            "title": typographic(title),
            "description": typographic(description),
            "breadcrumbs": [{"title": "Home", "url": self.url("index.md")}],
            "files": self._files(uri),
        }
