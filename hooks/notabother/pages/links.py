"""The small pieces in which pages speak of one another: links to worries, messages, articles and studies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from notabother import addresses, limits
from notabother.model import Article, Fear, Library, Script, Study
from notabother.wording import date_text, preview, typographic

Item = dict[str, Any]


class Items:
    """The pieces of one library; those that many pages show are made once."""

    def __init__(self, library: Library, *, directories: bool) -> None:
        """Make the pieces that many pages show.

        Args:
            library: what the authors wrote.
            directories: see `addresses.address`.
        """
        self.library = library
        self.directories = directories
        self.fear_links = {slug: self._link(fear, slug) for slug, fear in library.fears.items()}
        self.cards = {id_: self._card(script) for id_, script in library.scripts.items()}

    def url(self, uri: str) -> str:
        """Return the address of a Markdown file's page."""
        return addresses.address(uri, directories=self.directories)

    def _link(self, fear: Fear, slug: str) -> Item:
        return {
            "slug": slug,
            "title": typographic(fear.title),
            "url": self.url(fear.uri),
            "description": typographic(fear.description),
        }

    def fears(self, slugs: Iterable[str]) -> list[Item]:
        """Return links to fears, each once."""
        return [self.fear_links[slug] for slug in dict.fromkeys(slugs) if slug in self.fear_links]

    def situation(self, slug: str) -> Item:
        """Return a link to a situation."""
        term = self.library.vocabulary.situations[slug]
        url = self.url(addresses.page_file(addresses.SITUATIONS, slug))
        return {
            "slug": slug,
            "title": typographic(term.title),
            "url": url,
            "description": typographic(term.description or ""),
        }

    def card_url(self, id_: str) -> str:
        """Return the address of a card."""
        return self.url(addresses.page_file(addresses.CARDS, id_))

    def _card(self, script: Script) -> Item:
        words = self.library.vocabulary
        return {
            "id": script.id,
            "title": typographic(script.title),
            "url": self.card_url(script.id),
            "preview": preview(script.text),
            "channel": {"slug": script.channel, "title": typographic(words.channels[script.channel].title)},
            "situation": self.situation(script.situation),
            "recipient": {"slug": script.to, "title": typographic(words.recipients[script.to].title)},
            "fears": self.fears(script.fears),
            "words": limits.words(script.text),
        }

    def card_link(self, script: Script) -> Item:
        """Return a link to a card."""
        return {"id": script.id, "title": typographic(script.title), "url": self.card_url(script.id)}

    def article(self, article: Article) -> Item:
        """Return a link to an article, with its day and length."""
        return {
            "title": typographic(article.title),
            "description": typographic(article.description),
            "url": self.url(article.uri),
            "date": article.date,
            "date_text": date_text(article.date),
            "minutes": article.minutes,
        }

    def study(self, study: Study) -> Item:
        """Return what a list says of a study."""
        return {
            "id": study.id,
            "title": typographic(study.title),
            "short": typographic(study.short),
            "url": self.url(study.uri),
            "who": typographic(study.who),
            "found": typographic(study.found),
            "limits": typographic(study.limits),
            "confidence": study.confidence,
        }
