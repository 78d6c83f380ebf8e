"""The engine behind search, outside a browser: it reads words and weighs worries as the build does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from in_deno import Scripts, scripts
from notabother.model import Library
from notabother.pages.found import parts
from notabother.pages.make import make_pages
from notabother.search import topics
from notabother.search.index import make_index
from notabother.search.words import stem, words
from search_box import read_phrases

pytestmark = pytest.mark.ours

ENGINE = "search"
"""Its folder, in that of the scripts."""

PHRASES = Path(__file__).parent.parent / "search" / "phrases.jsonl"


@pytest.fixture(scope="module")
def index(library: Library) -> Any:
    """Return the index of the real library, as the browser fetches it."""
    found = parts(make_pages(library, {}), directories=True)
    return json.loads(make_index(library, found, "help-now.md", directories=True))


@pytest.fixture(scope="module")
def deno(index: Any) -> Iterator[Scripts]:
    """Start a run that holds the index, as `index`."""
    with scripts() as found:
        found.ask(f"{ENGINE}/words.js", "globalThis.index = a[0], true", index)
        yield found


def test_stems_are_the_same(deno: Scripts, library: Library) -> None:
    said = sorted(
        {word for phrase in every_phrase(library) for word in words(phrase)}
        | {word for script in library.scripts.values() for word in words(script.text)}
    )
    odd = "Café they’re ﬁne Привет x_y हिन्दी বাংলা can´t 10 2016 ass II ǅ naïveté".split()
    found = deno.ask(
        f"{ENGINE}/words.js",
        "a[0].map((text) => m.words(text).map(m.stemmer(index.steps, new Set(index.numbers.split(' ')))))",
        said + odd,
    )
    assert found == [[stem(word) for word in words(text)] for text in said + odd]


def every_phrase(library: Library) -> Iterator[str]:
    for fear in library.fears.values():
        yield from fear.says
    for situation in library.vocabulary.situations.values():
        yield from situation.asks


def test_worries_rank_the_same(deno: Scripts, library: Library) -> None:
    some = [phrase for phrase in read_phrases(PHRASES) if phrase.group == "worry" and not phrase.slip]
    queries = [phrase.query for phrase in some]
    found = deno.ask(
        f"{ENGINE}/finder.js",
        """((finder) => a[0].map((query) => {
          const said = finder.stems(query);
          return Object.fromEntries(finder.by.worry.scores(finder.features.of(said), finder.features.content(said)));
        }))(new m.Finder(index))""",
        queries,
    )
    worries = topics.worries(library, library.lists)
    for query, scores in zip(queries, found, strict=True):
        ours = {slug: score for score, slug in worries.ranked(query)}
        assert scores == pytest.approx(ours, abs=1e-6), query


def test_every_line_of_danger_brings_help(deno: Scripts) -> None:
    lines = (ROOT / "docs" / "search" / "help.txt").read_text("utf-8").splitlines()
    danger = [line for line in lines if line.strip() and not line.startswith(("#", "not:"))]
    assert len(danger) > 150
    expression = "((finder) => a[0].filter((line) => !finder.find(line).endangered))(new m.Finder(index))"
    assert deno.ask(f"{ENGINE}/finder.js", expression, danger) == []


def test_texts_come_in_pieces_and_what_was_searched_for_is_marked(deno: Scripts, index: Any) -> None:
    entries = [list(entry) for entry in index["entries"]]
    (busy,) = [entry for entry in entries if entry[0] == "fears/too-busy/"]
    busy[1:3] = ['<i>Busy</i> & "so"', "a < b & busy"]
    pages = deno.ask(
        f"{ENGINE}/results.js",
        "m.searcher({ ...index, entries: a[0] })('too busy').results.map(({ page }) => page)",
        entries,
    )
    (page,) = [each for each in pages if each["location"] == "fears/too-busy/"]
    for name, written in (("title", busy[1]), ("text", busy[2])):
        assert "".join(text for text, _ in page[name]) == written
        assert [text.lower() for text, marked in page[name] if marked] == ["busy"]


def test_an_index_of_another_version_is_refused(deno: Scripts) -> None:
    said = (
        "(() => { try { m.searcher({ ...index, version: 2 }); } catch (error) { return error.message; } })()"
    )
    assert deno.ask(f"{ENGINE}/results.js", said) == "The index has version 2, and not 1"
