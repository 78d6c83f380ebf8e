"""Paper: the one module that writes it. Measures cards, sets decks and pictures, and keeps what it has made.

Everything is kept in a cache folder under the hash of all that went into it: texts, templates, fonts,
the version of Typst and the edition. What has not changed is taken from there.
"""

from __future__ import annotations

import filecmp
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from notabother.model import Library
from notabother.paper import cards as card_data
from notabother.paper import typesetter
from notabother.paper.cards import Cards
from notabother.paper.decks import Deck
from notabother.paper.fits import Fits, Measure, read_fits
from notabother.paper.layouts import Layout, read_layouts
from notabother.paper.pictures import Picture, make_pictures
from notabother.paper.sheets import (
    Sheet,
    SheetFit,
    make_sheets,
    measuring,
    printed_texts,
    read_papers,
    read_sheet_fits,
)
from notabother.paper.site import as_json
from notabother.problems import Place, Problem, Text

FONTS: Final = ("fontpkg_literata", "fontpkg_atkinson_hyperlegible")
"""The packages whose folder `files` holds the fonts of the templates."""

PICTURE_PPI: Final = 60
"""How finely the picture of a deck's first sheet is drawn."""

MOST_WEIGHT: Final = 1200
"""About how many cards one worker sets before it ends and gives its memory back."""

LEAST_WEIGHT: Final = 600
"""For how many cards a second worker is worth its start."""

MISSING: Final = "could not be displayed with font"
"""Typst's words for a character that a font does not have."""


class PressError(Exception):
    """The templates, the fonts or Typst itself are at fault: nothing an author wrote."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    template: str
    data: str
    """What its function takes, as JSON."""
    format: str
    """`pdf`, `png` or `json`."""
    ppi: int = 72
    weight: int = 1
    """About how many cards it sets."""
    group: str = ""
    """Jobs of one group set much the same cards."""
    function: str = "draw"
    """What to call in the template."""


@dataclass(frozen=True)
class Press:
    """Templates, fonts and a place to keep what was made."""

    templates: Path
    """The folder with the templates and layouts.json."""
    cache: Path
    mark: str
    """The site's mark, as SVG."""
    timestamp: int
    """The moment written into every PDF, in seconds since 1970: with the same one, files are the same."""
    workers: int = 2
    nice: int = 0
    """How far the workers give way to other programs, from 0 to 19."""
    used: set[Path] = field(default_factory=set)
    """What this press took from the cache or put there."""

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The layouts of the templates, by id."""
        return read_layouts(self._table)

    @cached_property
    def papers(self) -> dict[str, str]:
        """The papers of coach sheets, by id."""
        return read_papers(self._table)

    @cached_property
    def _table(self) -> str:
        """What layouts.json holds.

        Raises:
            PressError: it cannot be read.
        """
        path = self.templates / "layouts.json"
        try:
            text = path.read_text("utf-8-sig")
            json.loads(text)
        except ValueError as error:  # neither UTF-8 nor JSON
            raise PressError(f"{path}: {error}. It must be JSON, saved as UTF-8.") from error
        return text

    @cached_property
    def fonts(self) -> list[Path]:
        """The folders of the fonts.

        Raises:
            PressError: a package with fonts is not installed.
        """
        found = []
        for name in FONTS:
            spec = importlib.util.find_spec(name)
            if spec is None or spec.origin is None:
                raise PressError(
                    f"The fonts of {name.replace('_', '-')} are missing: install requirements.txt."
                )
            found.append(Path(spec.origin).parent / "files")
        return found

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything that shapes paper besides the texts."""
        found = hashlib.sha256(f"{version('typst')} {self.timestamp} {self.mark}".encode())
        for folder in (self.templates, *self.fonts):
            for path in sorted(folder.iterdir()):
                found.update(path.name.encode() + path.read_bytes())
        return found.hexdigest()

    def measure(self, cards: Cards, layouts: Iterable[str] | None = None) -> dict[str, Fits]:
        """Return what fits which layout; only cards that are new or changed are measured.

        Args:
            cards: those of the whole library.
            layouts: ids of the layouts to measure; by default all.
        """
        wanted = list(self.layouts if layouts is None else layouts)
        known = self._known_fits()
        missing = [each for each in cards.measures(wanted) if self._fit_key(each.data) not in known]
        if missing:
            job = Job("cards.typ", card_data.measuring(cards, missing), "json", function="measure-all")
            known |= self._new_fits(job, missing)
        found = {self._fit_key(each.data): each for each in cards.measures(wanted)}
        kept = {key: known[key] for key in found}
        self._fits_file.write_text(json.dumps({**known, **kept}), "utf-8")
        self.used.add(self._fits_file)
        return read_fits((each, known[key]) for key, each in found.items())

    def measure_sheets(self, sheets: Sequence[Sheet]) -> dict[str, SheetFit]:
        """Return how each coach sheet fits one side of its paper, by its file."""
        if not sheets:
            return {}
        (path, trouble), *_ = self._make(
            [Job("sheet.typ", measuring(sheets), "json", function="measure-all")]
        )
        if trouble:
            raise PressError(trouble)
        return read_sheet_fits(json.loads(path.read_text("utf-8")))

    @property
    def _fits_file(self) -> Path:
        return self.cache / f"fits-{self.fingerprint[:16]}.json"

    def _known_fits(self) -> dict[str, Any]:
        try:
            known: dict[str, Any] = json.loads(self._fits_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known

    def _new_fits(self, job: Job, missing: Sequence[Measure]) -> dict[str, Any]:
        (path, trouble), *_ = self._make([job])
        if trouble:
            raise PressError(trouble)
        found = json.loads(path.read_text("utf-8"))
        path.unlink()
        return {self._fit_key(each.data): found[each.layout][each.side][each.name] for each in missing}

    def _fit_key(self, data: str) -> str:
        return hashlib.sha256(data.encode()).hexdigest()[:32]

    def glyphs(self, cards: Cards) -> list[Problem]:
        """Report every character that some face lacks, where it stands."""
        characters = printed_characters(cards)
        (_, trouble), *_ = self._make([Job("glyphs.typ", json.dumps(list(characters)), "pdf")])
        if not trouble:
            return []
        missing = dict.fromkeys(char for char in characters if f'"{char}"' in trouble and MISSING in trouble)
        if not missing:
            raise PressError(trouble)
        return sorted(problem for char in missing for problem in missing_glyph(cards.library, char))

    def print(
        self, made: Sequence[Deck], pictures: Sequence[Picture], site: Path, sheets: Sequence[Sheet] = ()
    ) -> list[Path]:
        """Write decks, pictures of their first sheets, social pictures and coach sheets into the site's folder.

        Returns:
            The files that are new or changed since the last time.

        Raises:
            PressError: something could not be set.
        """
        jobs: dict[str, Job] = {}
        for deck in made:
            count, group = deck.layout.per_sheet, deck.layout.id
            jobs[deck.file] = Job("cards.typ", deck.data, "pdf", 0, deck.sheets * count, group)
            if deck.has_picture:
                jobs[deck.picture] = Job("cards.typ", deck.first_sheet, "png", PICTURE_PPI, count, group)
        for picture in pictures:
            jobs[picture.file] = Job("social.typ", picture.data, "png")
        for sheet in sheets:
            jobs[sheet.file] = Job("sheet.typ", sheet.data, "pdf", group="sheet")
        written = []
        results = self._make(list(jobs.values()))
        for name, (path, trouble) in zip(jobs, results, strict=True):
            if trouble:
                raise PressError(f"{name}: {trouble}")
            if self._publish(path, site / name):
                written.append(site / name)
        return written

    def prune(self) -> None:
        """Remove from the cache what this press did not use."""
        for path in self.cache.iterdir():
            if path not in self.used:
                path.unlink()

    def _publish(self, kept: Path, target: Path) -> bool:
        """Copy a file from the cache into the site, unless it is there as it was copied: of one size and one time.

        No second name for the same file: whatever changes a published file would change what is kept.
        """
        if target.is_file() and filecmp.cmp(target, kept):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(kept, target)
        return True

    def _kept(self, job: Job) -> Path:
        parts = [self.fingerprint, job.template, job.format, str(job.ppi), job.function, job.data]
        key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        return self.cache / f"{key}.{job.format}"

    def _make(self, jobs: Sequence[Job]) -> list[tuple[Path, str]]:
        """Return for each job where its result is kept, and what went wrong."""
        self.cache.mkdir(parents=True, exist_ok=True)
        paths = [self._kept(job) for job in jobs]
        self.used.update(paths)
        todo = {path: job for path, job in zip(paths, jobs, strict=True) if not path.is_file()}
        trouble: dict[Path, str] = {}
        with ThreadPoolExecutor(self.workers) as pool:
            for answers in pool.map(self._work, batches(todo, self.workers)):
                trouble |= answers
        return [(path, trouble.get(path, "")) for path in paths]

    def _work(self, batch: Mapping[Path, Job]) -> dict[Path, str]:
        """Have a worker do some jobs."""
        order = {
            "templates": str(self.templates.resolve()),
            "fonts": [str(folder) for folder in self.fonts],
            "timestamp": self.timestamp,
            "nice": self.nice,
            "inputs": {"mark": self.mark},
            "jobs": [
                {
                    "template": job.template,
                    "function": job.function,
                    "data": job.data,
                    "format": job.format,
                    "ppi": job.ppi,
                    "target": str(path.resolve()),
                }
                for path, job in batch.items()
            ],
        }
        # Our own program, our own interpreter, no shell; -I keeps the environment out of it.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(typesetter.__file__)],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise PressError(f"The worker that sets type has failed.\n{done.stderr}")
        return dict(zip(batch, json.loads(done.stdout), strict=True))


def last_change(docs: Path) -> int | None:
    """Return when the docs folder last changed, in seconds since 1970, or None where Git does not know."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct", "--", "."],  # noqa: S607  (whichever Git there is)
            cwd=docs,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip().isdigit() else None


def batches(jobs: Mapping[Path, Job], workers: int) -> list[dict[Path, Job]]:
    """Deal jobs out to workers: those of one group together, because they share cards, and none too much.

    Groups that are large go to several workers, so that all have something to do.
    """
    groups: dict[str, dict[Path, Job]] = {}
    for path, job in sorted(jobs.items(), key=lambda each: (each[1].group, each[0])):
        groups.setdefault(job.group, {})[path] = job
    total = sum(job.weight for job in jobs.values())
    most = max(LEAST_WEIGHT, min(MOST_WEIGHT, -(-total // workers)))
    dealt: list[dict[Path, Job]] = []
    load = most
    for group in groups.values():
        for path, job in group.items():
            if load + job.weight > most and load:
                dealt.append({})
                load = 0
            dealt[-1][path] = job
            load += job.weight
    return dealt


def missing_glyph(library: Library, char: str) -> Iterator[Problem]:
    """Yield a problem for every text for print in which a character stands."""
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    for place, text in printed(library):
        if char in text:
            before = text[: text.index(char)]
            line = before.count("\n")
            column = len(before) - before.rfind("\n") - 1
            spot = Place(place.file, place.line + line, column + (1 if line else place.column))
            message = (
                f"'{char}' ({name.lower()}) is in none of our fonts, so it cannot be printed. "
                "Write it another way, or add a font that has it."
            )
            yield Problem(spot, "missing-glyph", message)


def printed_characters(cards: Cards) -> str:
    """Return every character that is printed anywhere, each once."""
    library = cards.library
    texts = [
        as_json({"fronts": cards.fronts, "backs": cards.backs}),
        cards.site.edition_text,
        cards.site.name,
        *(term.title for term in library.vocabulary.situations.values()),
        *(picture.data for picture in make_pictures(library, cards.site)),
        *(sheet.data for sheet in make_sheets(library, cards.site, {"": ""})),
    ]
    every = {char for text in texts for char in text}
    return "".join(sorted(char for char in every if char.isprintable() and not char.isspace()))


def printed(library: Library) -> Iterator[tuple[Place, str]]:
    """Yield every text of the library that stands on paper, with its place."""
    for script in library.scripts.values():
        yield script.text_place, script.text
        fields = (script.title, script.subject, script.tip)
        yield from ((text.place, text) for text in fields if text)
    for fear in library.fears.values():
        yield from ((text.place, text) for text in (fear.title, fear.description))
        yield fear.body.place, fear.body
    for sheet in library.sheets.values():
        yield from printed_texts(sheet)
    yield from ((text.place, text) for text in _titles(library))


def _titles(library: Library) -> Iterator[Text]:
    words = library.vocabulary
    yield from (channel.title for channel in words.channels.values())
    yield from (term.title for term in words.situations.values())
    yield from (study.short for study in library.studies.values())
    for article in library.articles.values():
        yield from (article.title, article.description)
    for page in library.pages.values():
        yield from (page.title, page.description)
