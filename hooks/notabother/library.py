"""All files together: the typed library, and everything that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from notabother import addresses, rules
from notabother.decoding import decode
from notabother.model import Article, Fear, Library, Page, Script, Study, Vocabulary
from notabother.problems import Place, Problem, Text
from notabother.reading import read_markdown
from notabother.search.lists import is_list, read_lists
from notabother.vocabulary import read_vocabulary

T = TypeVar("T", Article, Fear, Study, Page)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the docs folder: its path there, and its bytes."""

    uri: str
    data: bytes


def read_library(sources: Iterable[Source], files: Iterable[str] = ()) -> tuple[Library, list[Problem]]:
    """Read all files and check them one by one and together.

    Args:
        sources: the Markdown files, vocabulary.yml and the lists for search.
        files: the paths of all other files in the docs folder, which links may lead to.

    Returns:
        The library and its problems in the order of files and lines. What cannot be used is left
        out of the library, so that everything in it can be shown.
    """
    problems: list[Problem] = []
    vocabulary = Vocabulary()
    found: dict[type, list[Article | Fear | Study | Page]] = {Article: [], Fear: [], Study: [], Page: []}
    links: list[Text] = []
    uris: list[str] = []
    has_vocabulary = False
    lists: dict[str, str] = {}
    for source in sorted(sources, key=lambda each: each.uri):
        text, faults = decode(source.uri, source.data)
        problems += faults
        if source.uri == addresses.VOCABULARY:
            has_vocabulary = True
            if faults and not text:
                continue
            vocabulary, faults_in = read_vocabulary(source.uri, text)
            problems += faults_in
            continue
        if is_list(source.uri):
            lists[source.uri] = text
            continue
        uris.append(source.uri)
        if faults and not text:
            continue
        read = read_markdown(source.uri, text)
        problems += read.problems
        links += read.links
        if read.value is not None:
            found[type(read.value)].append(read.value)
    if not has_vocabulary:
        message = "there is no vocabulary. Write the closed lists into this file; see CONTRIBUTING.md."
        problems.append(Problem(Place(addresses.VOCABULARY), "missing-field", message))
    fears = _only(Fear, found)
    articles = sorted(_only(Article, found), key=lambda each: each.uri)
    articles.sort(key=lambda each: each.date, reverse=True)
    scripts, faults_in_ids = _scripts(articles)
    known_words, faults_in_lists = read_lists(lists)
    problems += [*faults_in_ids, *faults_in_lists]
    library = Library(
        vocabulary,
        {fear.slug: fear for fear in sorted(fears, key=lambda each: (each.order or 10**9, each.slug))},
        {article.uri: article for article in articles},
        {study.id: study for study in _only(Study, found)},
        {page.uri: page for page in _only(Page, found)},
        scripts,
        known_words,
    )
    problems += rules.one_address_each(uris, generated_files(library))
    problems += rules.check(library)
    problems += rules.links_lead_somewhere(links, frozenset({*uris, *files, *generated_files(library)}))
    return _usable(library), sorted(set(problems))


def generated_files(library: Library) -> set[str]:
    """Return the Markdown files that the build adds, which links may lead to."""
    found = {addresses.page_file(addresses.CARDS, id_) for id_ in library.scripts}
    found |= {addresses.page_file(addresses.SITUATIONS, slug) for slug in library.vocabulary.situations}
    folders = (
        addresses.ARTICLES,
        addresses.FEARS,
        addresses.STUDIES,
        addresses.CARDS,
        addresses.SITUATIONS,
        addresses.SAY,
        addresses.PRINT,
    )
    return found | {addresses.index_file(folder) for folder in folders}


def _only(kind: type[T], found: Mapping[type, list[Article | Fear | Study | Page]]) -> list[T]:
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
    """Leave out scripts that name a channel, situation or recipient that does not exist."""
    words = library.vocabulary
    scripts = {
        id_: script
        for id_, script in library.scripts.items()
        if script.channel in words.channels
        and script.situation in words.situations
        and script.to in words.recipients
    }
    if len(scripts) == len(library.scripts):
        return library
    return dataclasses.replace(library, scripts=scripts)
