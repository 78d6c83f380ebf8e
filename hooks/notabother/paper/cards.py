"""Cards for paper: what stands on the front of every script and the back of every fear."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import urljoin

from notabother import addresses
from notabother.model import Fear, Library, Script
from notabother.paper.fits import Measure, Side
from notabother.paper.site import Data, Site, as_json, in_type, qr_code
from notabother.wording import line_of, paragraphs, sentences, typographic, unmarked, with_blanks

OWN: Final = "your own"
"""How the names of cards that fill up a sheet begin; no script's id has a space."""


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
