"""All files together: the typed library."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from notabother import addresses
from notabother.kept import digest, kept
from notabother.language.lists import Lists as Language
from notabother.language.lists import read_language
from notabother.language.readability import USUAL, ReadingLimits
from notabother.model import Article, CoachSheet, Fear, Library, Licensed, Page, Script, Study, Vocabulary
from notabother.problems import Place, Problem, Text
from notabother.reading.files import Read, read_markdown
from notabother.reading.licences import read_licences, texts_in_docs
from notabother.reading.search_lists import is_list, read_lists
from notabother.reading.vocabulary import read_vocabulary
from notabother.source.decoding import decode
from notabother.source.spaces import settle, settle_fields

Value = Article | Fear | Study | CoachSheet | Page
T = TypeVar("T", Article, Fear, Study, CoachSheet, Page)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the docs folder: its path there, and its bytes."""

    uri: str
    data: bytes


@dataclass(slots=True)
class Files:
    """Everything that has been read, file by file."""

    limits: ReadingLimits = USUAL
    problems: list[Problem] = field(default_factory=list)
    vocabulary: Vocabulary | None = None
    licensed: tuple[Licensed, ...] = ()
    language: Language = field(default_factory=Language)
    lists: dict[str, str] = field(default_factory=dict)
    """The texts of the lists for search, by file."""
    found: dict[type, list[Value]] = field(
        default_factory=lambda: {kind: [] for kind in (Article, Fear, Study, CoachSheet, Page)}
    )
    links: list[Text] = field(default_factory=list)
    """The links of lists to files of the docs folder."""
    reads: dict[str, Read] = field(default_factory=dict)
    """The Markdown files that could be read."""
    keys: dict[str, str] = field(default_factory=dict)
    """For each of these, and for docs/language.yml, a `digest` of what it was read from."""
    uris: list[str] = field(default_factory=list)
    """The Markdown files."""

    def take(self, source: Source) -> None:
        """Read one more file."""
        text, faults = kept("text", digest(source.uri, source.data), lambda: _text(source))
        self.problems += faults
        if source.uri == addresses.VOCABULARY:
            self.vocabulary = Vocabulary()
        if faults and not text:
            if source.uri not in addresses.LISTS and not is_list(source.uri):
                self.uris.append(source.uri)
        elif source.uri == addresses.VOCABULARY:
            self.vocabulary, found = read_vocabulary(source.uri, text)
            self.problems += found
        elif source.uri == addresses.LANGUAGE:
            self.keys[source.uri] = digest(text)
            self.language, found = read_language(source.uri, text)
            self.problems += found
        elif source.uri == addresses.LICENSED:
            self.licensed, found = read_licences(source.uri, text)
            self.problems += found
            self.links += texts_in_docs(self.licensed)
        elif is_list(source.uri):
            self.lists[source.uri] = text
        else:
            self.uris.append(source.uri)
            self._take_page(source.uri, text)

    def _take_page(self, uri: str, text: str) -> None:
        self.keys[uri] = key = digest(uri, text, *map(float, dataclasses.astuple(self.limits)))
        read = kept("read", key, lambda: read_markdown(uri, text, self.limits))
        self.problems += read.problems
        self.reads[uri] = read
        if read.value is not None:
            self.found[type(read.value)].append(read.value)


def _text(source: Source) -> tuple[str, list[Problem]]:
    """Return a file's text as everybody reads it, and what is wrong with its characters."""
    text, faults = decode(source.uri, source.data)
    return (settle(text) if source.uri.endswith(".md") else settle_fields(text)), faults


def read_files(sources: Iterable[Source], limits: ReadingLimits = USUAL) -> Files:
    """Read all files, one by one.

    Args:
        sources: the Markdown files, the lists in YAML and the lists for search.
        limits: how hard to read texts may be.
    """
    read = Files(limits)
    for source in sorted(sources, key=lambda each: each.uri):
        read.take(source)
    return read


def join(read: Files) -> Library:
    """Put what was read together; problems are added to those of the files."""
    problems, found = read.problems, read.found
    if read.vocabulary is None:
        message = "there is no vocabulary. Write the closed lists into this file; see CONTRIBUTING.md."
        problems.append(Problem(Place(addresses.VOCABULARY), "missing-field", message))
    fears = sorted(_only(Fear, found), key=lambda each: (each.order or 10**9, each.slug))
    rank = {fear.slug: number for number, fear in enumerate(fears)}
    sheets = sorted(_only(CoachSheet, found), key=lambda each: rank.get(each.fear, len(rank)))
    articles = sorted(_only(Article, found), key=lambda each: each.uri)
    articles.sort(key=lambda each: each.date, reverse=True)
    scripts, faults_in_ids = _scripts(articles)
    known_words, faults_in_lists = read_lists(read.lists)
    problems += [*faults_in_ids, *faults_in_lists]
    return Library(
        read.vocabulary or Vocabulary(),
        {fear.slug: fear for fear in fears},
        {article.uri: article for article in articles},
        {study.id: study for study in _only(Study, found)},
        {page.uri: page for page in _only(Page, found)},
        scripts,
        known_words,
        {sheet.fear: sheet for sheet in sheets},
        read.licensed,
    )


def _only(kind: type[T], found: Mapping[type, list[Value]]) -> list[T]:
    return [value for value in found[kind] if isinstance(value, kind)]


def _scripts(articles: list[Article]) -> tuple[dict[str, Script], list[Problem]]:
    """Collect the scripts of all articles; of two with one id the first is kept."""
    problems: list[Problem] = []
    scripts: dict[str, Script] = {}
    for article in sorted(articles, key=lambda each: each.uri):
        for script in article.scripts:
            first = scripts.get(script.id)
            if first is None:
                scripts[script.id] = script
                continue
            where = f"{first.place.file}:{first.place.line}"
            message = f"the id '{script.id}' is taken by the script at {where}. Choose another."
            problems.append(script.id.problem("duplicate-id", message))
    order = {article.uri: number for number, article in enumerate(articles)}
    listed = sorted(scripts.values(), key=lambda each: (order[each.article], each.place.line))
    return {script.id: script for script in listed}, problems


def usable(library: Library) -> Library:
    """Leave out scripts that name a channel, situation or recipient that does not exist, and sheets without a fear."""
    words = library.vocabulary
    scripts = {
        id_: script
        for id_, script in library.scripts.items()
        if script.channel in words.channels
        and script.situation in words.situations
        and script.to in words.recipients
    }
    sheets = {slug: sheet for slug, sheet in library.sheets.items() if slug in library.fears}
    if len(scripts) == len(library.scripts) and len(sheets) == len(library.sheets):
        return library
    return dataclasses.replace(library, scripts=scripts, sheets=sheets)
