"""The library as pages: front matter and Markdown, for the authors' files and for those the build adds.

A page's front matter holds everything its template shows, so that the same pages, written to disk,
build under any engine that reads them; only the sections on a fear's page come later, drawn by the
article they stand in. Addresses are relative to the site's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from notabother import addresses
from notabother.model import Article, Fear, Library, Page, Script, Section, Study
from notabother.pages.card import card_fields
from notabother.pages.links import Items
from notabother.problems import Place, Text
from notabother.wording import date_text, plain_heading, typographic

if TYPE_CHECKING:
    from notabother.paper.offers import Offers

Meta = dict[str, Any]

MOST_SECTIONS: Final = 4
"""How many sections a fear's page shows in full; it lists the others, so that it stays small."""

MOST_CARDS: Final = 8
"""How many scripts a fear's page shows with their first words; it lists the others."""

MOST_PHRASES: Final = 12
"""How many of the ways people put it a fear's page shows; the page of all phrases has the others."""

MOST_SHOWN: Final = 3
"""How many of them the list of all fears shows for each."""

MOST_NEWS: Final = 6
"""How many articles the home page lists."""

HEADS: Final[Mapping[str, tuple[str, str, str]]] = {
    addresses.FEARS: ("fears", "What is holding you back?", "Every worry, in the words people use for it."),
    addresses.CARDS: ("cards", "Words to send", "Every script, by what you need to do."),
    addresses.SITUATIONS: ("situations", "I need to…", "What you need to do, and the words for it."),
    addresses.ARTICLES: ("articles", "Articles", "Everything we have written, newest first."),
    addresses.STUDIES: ("studies", "Evidence", "Every study we lean on, and what it does not show."),
    addresses.SAY: ("phrases", "What people say", "Every worry in all the ways people put it."),
    addresses.LICENCES: ("licences", "Licenses", "Who made what this site is built from, and on what terms."),
    addresses.PRINT: ("print", "Print the cards", "Cards on paper, to cut out and hand on."),
}
"""The pages that head a folder: their kind, and the title and description used where the author wrote none."""


ESCAPES: Final = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]"}
"""Keeps a field, which is plain text, from being taken for Markdown where it stands among some."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page ready for the engine."""

    uri: str
    """Its Markdown file's path in the docs folder, whether or not that file exists."""
    meta: Meta
    body: str
    """The Markdown under the front matter."""
    source: str | None
    """The author's file behind it, for "Edit this page"."""
    found_by: str = ""
    """What its template shows besides the Markdown and search should know."""

    def text(self) -> str:
        """Return the page as one would write it: front matter (JSON, which is YAML) and Markdown."""
        fields = "\n".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items()
        )
        return f"---\n{fields}\n---\n\n{self.body}\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section that a fear's page shows."""

    article: str
    """The article's file."""
    number: int
    """Which of the article's marked sections, counted from 0."""


@dataclass(slots=True)
class Pages:
    """All pages of a site, and what the renderer must know to finish them."""

    made: list[Made] = field(default_factory=list)
    sections: dict[str, list[Wanted]] = field(default_factory=dict)
    """For each fear's file, the sections to show on it."""
    others: dict[str, list[Wanted]] = field(default_factory=dict)
    """For each fear's file, the sections that it only lists, in the order of its `more_sections`."""
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each fear's file, the number of each study listed on it."""

    def wanted_by_article(self) -> dict[str, frozenset[int]]:
        """Return for each article's file which of its marked sections some fear's page shows."""
        found: dict[str, set[int]] = {}
        for wanted in self.sections.values():
            for each in wanted:
                found.setdefault(each.article, set()).add(each.number)
        return {uri: frozenset(numbers) for uri, numbers in found.items()}


def make_pages(
    library: Library,
    problems: Mapping[str, Sequence[str]],
    *,
    directories: bool = True,
    paper: Offers | None = None,
) -> Pages:
    """Make every page of the site.

    Args:
        library: what the authors wrote.
        problems: for each file the lines that say what is wrong in it, shown on its pages.
        directories: whether addresses are folders; see `addresses.address`.
        paper: what there is on paper; None if nothing is printed.
    """
    return _Maker(library, problems, directories, paper).pages()


class _Maker:
    """Makes the pages of one library; small pieces that several pages show are made once."""

    def __init__(
        self,
        library: Library,
        problems: Mapping[str, Sequence[str]],
        directories: bool,
        paper: Offers | None,
    ) -> None:
        self.library = library
        self.problems = problems
        self.items = Items(library, directories=directories)
        self.paper = paper
        self.footnotes = {id_: self._footnote(study) for id_, study in library.studies.items()}

    def pages(self) -> Pages:
        pages = Pages()
        for fear in self.library.fears.values():
            self._fear(fear, pages)
        pages.made += map(self._article, self.library.articles.values())
        pages.made += map(self._card, self.library.scripts.values())
        pages.made += map(self._situation, self.library.vocabulary.situations)
        pages.made += map(self._study, self.library.studies.values())
        pages.made += self._heads()
        pages.made += map(self._plain, self._other_pages())
        pages.made += self._unreadable({made.uri for made in pages.made})
        return pages

    def _footnote(self, study: Study) -> str:
        short, found = (text.translate(ESCAPES) for text in (study.short, study.found))
        return f"**{short}.** {found} [Limits of {short}]({{up}}{study.uri})"

    def _with_footnotes(self, uri: str, body: str, cites: Iterable[str]) -> str:
        """Return the Markdown with the text of each cited study under it, as ordinary footnotes."""
        up = "../" * uri.count("/")
        known = [id_ for id_ in dict.fromkeys(map(str, cites)) if id_ in self.footnotes]
        notes = [f"[^{id_}]: {self.footnotes[id_].replace('{up}', up)}" for id_ in known]
        return "\n\n".join([body, *notes])

    def _meta(self, uri: str, kind: str, title: str, description: str, template: str = "") -> Meta:
        meta: Meta = {
            "template": f"{template or kind}.html",
            "kind": kind,
            "title": typographic(title),
            "description": typographic(description),
            "breadcrumbs": self._breadcrumbs(uri),
        }
        if uri in self.problems:
            meta["problems"] = list(self.problems[uri])
        if self.paper is not None:
            meta["paper"] = self.paper.by_page.get(uri, [])
            if uri in self.paper.pictures:
                meta["picture"] = self.paper.pictures[uri]
        return meta

    def _breadcrumbs(self, uri: str) -> list[Meta]:
        if uri == "index.md":
            return []
        crumbs = [{"title": "Home", "url": self.items.url("index.md")}]
        folder = addresses.folder_of(uri)
        head = addresses.index_file(folder)
        if folder in HEADS and uri != head:
            crumbs.append({"title": typographic(self._head(folder).title), "url": self.items.url(head)})
        return crumbs

    # One page for each thing

    def _fear(self, fear: Fear, pages: Pages) -> None:
        slug = fear.slug
        shown, others = self._sections(slug)
        scripts = self.library.scripts_for(slug)
        cites = [*fear.cites, *(cite for article, section in shown for cite in section.cites)]
        ids = [id_ for id_ in dict.fromkeys(map(str, cites)) if id_ in self.library.studies]
        numbers = {id_: number for number, id_ in enumerate(ids, 1)}
        meta = self._meta(fear.uri, "fear", fear.title, fear.description)
        meta |= {
            "slug": slug,
            "says": [typographic(phrase) for phrase in fear.says[:MOST_PHRASES]],
            "more_says": max(0, len(fear.says) - MOST_PHRASES),
            "all_says": f"{self.items.url(addresses.index_file(addresses.SAY))}#{slug}",
            "cards": [self.items.cards[script.id] for script in scripts[:MOST_CARDS]],
            "more_cards": [self.items.card_link(script) for script in scripts[MOST_CARDS:]],
            "more_sections": [
                {
                    "title": typographic(plain_heading(section.title)),
                    "url": self.items.url(article.uri),
                    "article": self.items.article(article),
                }
                for article, section in others
            ],
            "studies": [
                self.items.study(self.library.studies[id_]) | {"number": number}
                for id_, number in numbers.items()
            ],
            "related": self.items.fears(fear.related),
        }
        pages.sections[fear.uri] = [
            Wanted(article.uri, article.sections.index(section)) for article, section in shown
        ]
        pages.others[fear.uri] = [
            Wanted(article.uri, article.sections.index(section)) for article, section in others
        ]
        pages.numbers[fear.uri] = numbers
        pages.made.append(
            Made(
                fear.uri,
                meta,
                self._with_footnotes(fear.uri, fear.body, fear.cites),
                fear.uri,
                " ".join(fear.says),
            )
        )

    def _sections(self, slug: str) -> tuple[list[tuple[Article, Section]], list[tuple[Article, Section]]]:
        found = self.library.sections_by_fear[slug]
        return list(found[:MOST_SECTIONS]), list(found[MOST_SECTIONS:])

    def _article(self, article: Article) -> Made:
        meta = self._meta(article.uri, "article", article.title, article.description)
        fears = [fear for section in article.sections for fear in section.fears]
        meta |= {
            "article": {
                "author": typographic(article.author or ""),
                "date": article.date,
                "date_text": date_text(article.date),
                "updated": article.updated or "",
                "updated_text": date_text(article.updated) if article.updated else "",
                "minutes": article.minutes,
            },
            "fears": self.items.fears(fears),
            "cards": [
                self.items.cards[script.id]
                for script in article.scripts
                if script is self.library.scripts.get(script.id)
            ],
        }
        return Made(
            article.uri, meta, self._with_footnotes(article.uri, article.body, article.cites), article.uri
        )

    def _card(self, script: Script) -> Made:
        words = self.library.vocabulary
        article = self.library.articles[script.article]
        uri = addresses.page_file(addresses.CARDS, script.id)
        channel, recipient = words.channels[script.channel], words.recipients[script.to]
        description = f"{script.title}: words to send to {recipient.title}. {channel.title}."
        meta = self._meta(uri, "card", script.title, description)
        meta["card"] = card_fields(script, self.library, self.items)
        if article.uri in self.problems:
            meta["problems"] = list(self.problems[article.uri])
        return Made(uri, meta, script.source, article.uri)

    def _situation(self, slug: str) -> Made:
        link = self.items.situation(slug)
        uri = addresses.page_file(addresses.SITUATIONS, slug)
        meta = self._meta(uri, "situation", link["title"], link["description"])
        by_channel: dict[str, list[Meta]] = {name: [] for name in self.library.vocabulary.channels}
        for script in self.library.scripts_by_situation[slug]:
            by_channel[script.channel].append(self.items.cards[script.id])
        meta["situation"] = link
        meta["channels"] = [
            {"slug": name, "title": self.library.vocabulary.channels[name].title, "cards": cards}
            for name, cards in by_channel.items()
            if cards
        ]
        return Made(uri, meta, link["description"], addresses.VOCABULARY)

    def _study(self, study: Study) -> Made:
        meta = self._meta(study.uri, "study", study.title, study.found)
        meta["study"] = {
            **self.items.study(study),
            "citation": typographic(study.citation.replace("*", "")),
            "doi": study.doi or "",
            "reviewed": study.reviewed,
            "reviewed_text": date_text(study.reviewed),
        }
        sources = self.library.cited_by.get(study.id, ())
        meta["used"] = [
            {
                "title": typographic(source.title),
                "url": self.items.url(source.uri),
                "fear": isinstance(source, Fear),
            }
            for source in sources
        ]
        return Made(
            study.uri,
            meta,
            self._with_footnotes(study.uri, study.body, study.cites),
            study.uri,
            f"{study.short} {study.citation} {study.found} {study.who} {study.limits}",
        )

    # The pages that head a list, and the others

    def _head(self, folder: str) -> Page:
        """Return the author's page for a folder, or a plain one."""
        uri = addresses.index_file(folder)
        _, title, description = HEADS[folder]
        plain = Page(uri, Text(title, Place(uri)), Text(description, Place(uri)), "", ())
        return self.library.pages.get(uri, plain)

    def _heads(self) -> Iterator[Made]:
        lists: dict[str, Meta] = {
            addresses.FEARS: {"fears": list(self._said(MOST_SHOWN))},
            addresses.SAY: {
                "fears": list(self._said()),
                "search": {"exclude": True},  # or every search would find it
            },
            addresses.CARDS: {"groups": list(self._groups()), "filters": self._filters()},
            addresses.SITUATIONS: {"situations": self._situations()},
            addresses.ARTICLES: {
                "articles": [self.items.article(each) for each in self.library.articles.values()]
            },
            addresses.STUDIES: {
                "studies": [self.items.study(each) for each in self.library.studies.values()]
            },
        }
        if self.library.licensed or addresses.index_file(addresses.LICENCES) in self.library.pages:
            lists[addresses.LICENCES] = {"licences": list(self._licences())}
        if self.paper is not None:
            lists[addresses.PRINT] = {"decks": list(self.paper.decks)}
        for folder, (kind, _, _) in HEADS.items():
            if folder not in lists:
                continue
            page = self._head(folder)
            made = self._plain(page, kind)
            made.meta.update(lists[folder])
            yield made

    def _said(self, most: int | None = None) -> Iterator[Meta]:
        """Yield every fear with the ways people put it, the first `most` of them."""
        for slug, fear in self.library.fears.items():
            yield {
                **self.items.fear_links[slug],
                "says": [typographic(phrase) for phrase in fear.says[:most]],
            }

    def _licences(self) -> Iterator[Meta]:
        titles = {str(each.name): typographic(each.title) for each in self.library.licensed}
        for each in self.library.licensed:
            yield {
                "id": each.name,
                "title": titles[each.name],
                "what": typographic(each.what),
                "holder": typographic(each.holder),
                "license": typographic(each.license),
                "url": each.text,
                "inside": {"id": each.inside, "title": titles[each.inside]} if each.inside in titles else {},
            }

    def _situations(self) -> list[Meta]:
        scripts = self.library.scripts_by_situation
        return [
            {**self.items.situation(slug), "count": len(scripts[slug])}
            for slug in self.library.vocabulary.situations
        ]

    def _groups(self) -> Iterator[Meta]:
        for slug, scripts in self.library.scripts_by_situation.items():
            if scripts:
                yield {
                    "situation": self.items.situation(slug),
                    "cards": [self.items.cards[script.id] for script in scripts],
                }

    def _filters(self) -> Meta:
        words = self.library.vocabulary
        used = {script.channel for script in self.library.scripts.values()}
        return {
            "fears": [
                {"slug": link["slug"], "title": link["title"]} for link in self.items.fear_links.values()
            ],
            "situations": [
                {"slug": slug, "title": typographic(term.title)} for slug, term in words.situations.items()
            ],
            "channels": [
                {"slug": slug, "title": typographic(each.title)}
                for slug, each in words.channels.items()
                if slug in used
            ],
        }

    def _unreadable(self, made: set[str]) -> Iterator[Made]:
        """Stand in for files that could not be read at all, so that their problems show where they are looked for."""
        for uri in self.problems:
            if uri.endswith(".md") and uri not in made:
                yield Made(uri, self._meta(uri, "page", addresses.stem(uri), ""), "", uri)

    def _other_pages(self) -> Iterator[Page]:
        heads = {addresses.index_file(folder) for folder in HEADS}
        return (page for uri, page in self.library.pages.items() if uri not in heads)

    def _plain(self, page: Page, kind: str = "") -> Made:
        kind = kind or ("home" if page.uri == "index.md" else "page")
        meta = self._meta(page.uri, kind, page.title, page.description)
        if kind == "home":
            meta |= {
                "fears": list(self.items.fear_links.values()),
                "situations": self._situations(),
                "articles": [
                    self.items.article(each) for each in list(self.library.articles.values())[:MOST_NEWS]
                ],
            }
        source = page.uri if page.uri in self.library.pages else None
        return Made(page.uri, meta, self._with_footnotes(page.uri, page.body, page.cites), source)
