"""The page of a worry: the short answer, words to send, what our articles say, what research found."""

from __future__ import annotations

from typing import Final

from notabother import addresses
from notabother.drawing.sections import section as drawn_section
from notabother.drawing.sections import whole
from notabother.drawn import Marked
from notabother.kept import digest, kept
from notabother.model import MINUTES, Article, Fear, Section
from notabother.pages.made import Given, Made, Meta
from notabother.wording import plain_heading, typographic

MOST_SECTIONS: Final = 4
"""How many sections a fear's page shows in full; it lists the others, so that it stays small."""

MOST_CARDS: Final = 8
"""How many scripts a fear's page shows with their first words; it lists the others."""

MOST_PHRASES: Final = 12
"""How many of the ways people put it a fear's page shows; the page of all phrases has the others."""


def fear_page(fear: Fear, given: Given) -> Made:
    """Return the page of one fear."""
    library, items, slug = given.library, given.items, fear.slug
    found = library.sections_by_fear[slug]
    scripts = library.scripts_for(slug)
    cites = [*fear.cites, *(cite for _, section in found[:MOST_SECTIONS] for cite in section.cites)]
    ids = [id_ for id_ in dict.fromkeys(map(str, cites)) if id_ in library.studies]
    numbers = {id_: number for number, id_ in enumerate(ids, 1)}
    meta = given.meta(fear.uri, "fear", fear.title, fear.description)
    meta |= {
        "slug": slug,
        "says": [typographic(phrase) for phrase in fear.says[:MOST_PHRASES]],
        "more_says": max(0, len(fear.says) - MOST_PHRASES),
        "all_says": f"{items.url(addresses.index_file(addresses.SAY))}#{slug}",
        "cards": [items.cards[script.id] for script in scripts[:MOST_CARDS]],
        "more_cards": [items.card_link(script) for script in scripts[MOST_CARDS:]],
        "sections": [
            shown
            for article, section in found[:MOST_SECTIONS]
            if (shown := _section(article, section, fear, given, numbers))
        ],
        "more_sections": [_listed(article, section, given) for article, section in found[MOST_SECTIONS:]],
        "studies": [
            items.study(library.studies[id_]) | {"number": number} for id_, number in numbers.items()
        ],
        "related": items.fears(fear.related),
    }
    if slug in library.sheets:
        meta["coaching"] = {"url": items.url(library.sheets[slug].uri), "minutes": MINUTES}
    drawn = given.library.drawn[fear.uri]
    key = digest(drawn.made_of, given.directories, tuple(numbers))
    html = kept("answer", key, lambda: whole(drawn, given.links, numbers))
    return Made(fear.uri, meta, html, fear.uri, drawn, " ".join(fear.says))


def _marked(article: Article, section: Section, given: Given) -> Marked | None:
    """Return a section as it was drawn; None where the page does not show it, which has been told."""
    marked = [each for each in given.library.drawn[article.uri].marked if not each.misplaced]
    number = article.sections.index(section)
    return marked[number] if len(marked) == len(article.sections) else None


def _section(article: Article, section: Section, fear: Fear, given: Given, numbers: dict[str, int]) -> Meta:
    """Return a section in full; empty where it was not drawn."""
    marked = _marked(article, section, given)
    if marked is None:
        return {}
    url, id_ = given.items.url(article.uri), marked.heading.id
    drawn = given.library.drawn[article.uri]
    key = digest(drawn.made_of, id_, fear.uri, given.directories, tuple(numbers))
    html = kept("section", key, lambda: drawn_section(drawn, marked, fear.uri, given.links, numbers))
    return {
        "title": plain_heading(marked.heading.title),
        "id": f"{addresses.stem(article.uri)}--{id_}",
        "url": f"{url}#{id_}",
        "html": html,
        "more": marked.more,
        "article": {"title": article.title, "url": url},
    }


def _listed(article: Article, section: Section, given: Given) -> Meta:
    """Return a section as a link."""
    url, title = given.items.url(article.uri), typographic(plain_heading(section.title))
    marked = _marked(article, section, given)
    if marked is not None and marked.heading.id:
        url, title = f"{url}#{marked.heading.id}", plain_heading(marked.heading.title)
    return {"title": title, "url": url, "article": given.items.article(article)}
