"""The page of an article, with its scripts inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notabother.drawn import Heading
from notabother.model import Article
from notabother.pages.made import Given, Made
from notabother.wording import date_text, typographic


def article_page(article: Article, given: Given) -> Made:
    """Return the page of one article."""
    meta = given.meta(article.uri, "article", article.title, article.description)
    drawn = given.library.drawn[article.uri]
    meta |= {
        "article": {
            "author": typographic(article.author or ""),
            "date": article.date,
            "date_text": date_text(article.date),
            "updated": article.updated or "",
            "updated_text": date_text(article.updated) if article.updated else "",
            "minutes": article.minutes,
        },
        "contents": [{"title": each.title, "id": each.id} for each in _outermost(drawn.headings)],
        "fears": given.items.fears(fear for section in article.sections for fear in section.fears),
        "cards": [
            given.items.cards[script.id]
            for script in article.scripts
            if script is given.library.scripts.get(script.id)
        ],
    }
    return Made(article.uri, meta, given.html(article.uri), article.uri, drawn)


def _outermost(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Yield the headings that stand under no other."""
    top = 7
    for heading in headings:
        if heading.level <= top:
            top = heading.level
            yield heading
