"""All files together: the typed library, and everything that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from notabother import addresses
from notabother.language.lists import Lists as Language
from notabother.language.lists import read_language
from notabother.language.passages import Passage
from notabother.language.rules import chosen_words, of_vocabulary, plain_language
from notabother.model import Article, CoachSheet, Fear, Library, Licensed, Page, Script, Study, Vocabulary
from notabother.problems import Place, Problem, Text
from notabother.reading import rules
from notabother.reading.files import read_markdown
from notabother.reading.licences import read_licences, texts_in_docs
from notabother.reading.search_lists import is_list, read_lists
from notabother.reading.vocabulary import read_vocabulary
from notabother.source.decoding import decode

Value = Article | Fear | Study | CoachSheet | Page
T = TypeVar("T", Article, Fear, Study, CoachSheet, Page)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the docs folder: its path there, and its bytes."""

    uri: str
    data: bytes


@dataclass(slots=True)
class _Files:
    """What has been read so far."""

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
    uris: list[str] = field(default_factory=list)
    """The Markdown files."""
    passages: list[tuple[tuple[Passage, ...], bool]] = field(default_factory=list)
    """Each file's text, and whether it is a study."""

    def take(self, source: Source) -> None:
        """Read one more file."""
        text, faults = decode(source.uri, source.data)
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
        read = read_markdown(uri, text)
        self.problems += read.problems
        self.links += read.links
        self.passages.append((read.passages, isinstance(read.value, Study)))
        if read.value is not None:
            self.found[type(read.value)].append(read.value)


def read_library(sources: Iterable[Source], files: Iterable[str] = ()) -> tuple[Library, list[Problem]]:
    """Read all files and check them one by one and together.

    Args:
        sources: the Markdown files, the lists in YAML and the lists for search.
        files: the paths of all other files in the docs folder, which links may lead to.

    Returns:
        The library and its problems in the order of files and lines. What cannot be used is left
        out of the library, so that everything in it can be shown.
    """
    read = _Files()
    for source in sorted(sources, key=lambda each: each.uri):
        read.take(source)
    problems, found = read.problems, read.found
    if read.vocabulary is None:
        message = "there is no vocabulary. Write the closed lists into this file; see CONTRIBUTING.md."
        problems.append(Problem(Place(addresses.VOCABULARY), "missing-field", message))
    vocabulary = read.vocabulary or Vocabulary()
    fears = sorted(_only(Fear, found), key=lambda each: (each.order or 10**9, each.slug))
    rank = {fear.slug: number for number, fear in enumerate(fears)}
    sheets = sorted(_only(CoachSheet, found), key=lambda each: rank.get(each.fear, len(rank)))
    articles = sorted(_only(Article, found), key=lambda each: each.uri)
    articles.sort(key=lambda each: each.date, reverse=True)
    scripts, faults_in_ids = _scripts(articles)
    known_words, faults_in_lists = read_lists(read.lists)
    problems += [*faults_in_ids, *faults_in_lists]
    library = Library(
        vocabulary,
        {fear.slug: fear for fear in fears},
        {article.uri: article for article in articles},
        {study.id: study for study in _only(Study, found)},
        {page.uri: page for page in _only(Page, found)},
        scripts,
        known_words,
        {sheet.fear: sheet for sheet in sheets},
        read.licensed,
    )
    problems += rules.one_address_each(read.uris, generated_files(library))
    problems += rules.check(library)
    problems += _language(read.passages, vocabulary, read.language)
    there = frozenset({*read.uris, *files, *generated_files(library)})
    problems += rules.links_lead_somewhere(read.links, there)
    return _usable(library), sorted(set(problems))


def _language(
    passages: Iterable[tuple[tuple[Passage, ...], bool]], vocabulary: Vocabulary, language: Language
) -> Iterator[Problem]:
    """Yield what the lists of words find in all files, and what the vocabulary's own texts break."""
    listed = tuple(of_vocabulary(vocabulary))
    yield from plain_language(listed)
    for said, is_study in [*passages, (listed, False)]:
        yield from chosen_words(said, language, is_study=is_study)


def generated_files(library: Library) -> set[str]:
    """Return the Markdown files that the build adds, which links may lead to."""
    found = {addresses.page_file(addresses.CARDS, id_) for id_ in library.scripts}
    found |= {addresses.page_file(addresses.SITUATIONS, slug) for slug in library.vocabulary.situations}
    found |= {addresses.index_file(addresses.COACHING) for _ in library.sheets}
    folders = (
        addresses.ARTICLES,
        addresses.FEARS,
        addresses.STUDIES,
        addresses.CARDS,
        addresses.SITUATIONS,
        addresses.SAY,
        addresses.PRINT,
        *([addresses.LICENCES] if library.licensed else []),
    )
    return found | {addresses.index_file(folder) for folder in folders}


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


def _usable(library: Library) -> Library:
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
