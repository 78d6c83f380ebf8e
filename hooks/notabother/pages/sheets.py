"""The page of a coach sheet, and what the list of them says of each."""

from __future__ import annotations

from notabother.model import MINUTES, STOP, CoachSheet
from notabother.pages.made import Given, Made, Meta
from notabother.wording import typographic


def sheet_page(sheet: CoachSheet, given: Given) -> Made:
    """Return the page of one coach sheet."""
    script = given.library.scripts.get(sheet.card)
    meta = given.meta(sheet.uri, "sheet", sheet.title, sheet.description)
    meta |= {
        "files": files(sheet.uri, given),
        "search": {"exclude": True},  # what a coach reads must not come before what it is about
        "sheet": {
            "fear": given.items.fear_links[sheet.fear],
            "minutes": MINUTES,
            "plan": [{"minutes": step.minutes, "what": typographic(step.what)} for step in sheet.plan],
            "questions": [typographic(question) for question in sheet.questions],
            "homework": typographic(sheet.homework),
            "card": given.items.card_link(script) if script else {},
            "cases": [{"title": case, "text": typographic(text)} for case, text in sheet.cases],
            "stop": typographic(STOP),
        },
    }
    return Made(sheet.uri, meta, given.html(sheet.uri), sheet.uri, given.library.drawn.get(sheet.uri))


def listed(sheet: CoachSheet, given: Given) -> Meta:
    """Return what the list of all sheets says of one."""
    return {
        "title": typographic(sheet.title),
        "description": typographic(sheet.description),
        "url": given.items.url(sheet.uri),
        "fear": given.items.fear_links[sheet.fear],
        "files": files(sheet.uri, given),
    }


def files(uri: str, given: Given) -> list[Meta]:
    """Return the PDFs of a coach sheet."""
    return [] if given.paper is None else list(given.paper.sheets.get(uri, ()))
