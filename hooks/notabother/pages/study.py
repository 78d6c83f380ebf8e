"""The page of a study: what was found, what that does not show, and where we lean on it."""

from __future__ import annotations

from notabother.model import Fear, Study
from notabother.pages.made import Given, Made
from notabother.wording import date_text, typographic


def study_page(study: Study, given: Given) -> Made:
    """Return the page of one study."""
    meta = given.meta(study.uri, "study", study.title, study.found)
    meta["study"] = {
        **given.items.study(study),
        "citation": typographic(study.citation.replace("*", "")),
        "doi": study.doi or "",
        "reviewed": study.reviewed,
        "reviewed_text": date_text(study.reviewed),
    }
    meta["used"] = [
        {
            "title": typographic(source.title),
            "url": given.items.url(source.uri),
            "fear": isinstance(source, Fear),
        }
        for source in given.library.cited_by.get(study.id, ())
    ]
    found_by = f"{study.short} {study.citation} {study.found} {study.who} {study.limits}"
    return Made(study.uri, meta, given.html(study.uri), study.uri, given.library.drawn[study.uri], found_by)
