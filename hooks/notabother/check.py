"""Everything that can be said of a docs folder: read, joined, drawn and judged, for the command line and a build alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from notabother import addresses
from notabother.drawing import agreement
from notabother.drawing.leftovers import leftovers
from notabother.drawing.page import NOTE, Context, Drawer
from notabother.drawing.preview import differences
from notabother.drawing.tree import inner_html
from notabother.drawn import Drawn
from notabother.kept import digest, kept
from notabother.language.lists import Lists
from notabother.language.rules import chosen_words, of_vocabulary, plain_language
from notabother.model import Article, Fear, Library, Page, Study
from notabother.pages.added import added_pages, anchors
from notabother.paper.texts import not_on_paper
from notabother.problems import Place, Problem, Text, as_line, with_levels
from notabother.reading import rules
from notabother.reading.files import Read
from notabother.reading.library import Files, Source, join, read_files, usable
from notabother.settings import Settings, missing_files
from notabother.source.where import Where

UNSAFE: Final = ("active-content", "raw-html", "unknown-field", "mistyped-field")
"""What the reader calls what is taken out of the drawing."""

T = TypeVar("T", Fear, Study, Page)


@dataclass(frozen=True, slots=True)
class Checked:
    """A docs folder, understood."""

    library: Library
    """What cannot be used is left out, so that everything in it can be shown."""
    problems: tuple[Problem, ...]
    """In the order of files and lines."""


def check(
    sources: Iterable[Source],
    files: Iterable[str] = (),
    settings: Settings | None = None,
    told: Iterable[Problem] = (),
) -> Checked:
    """Read and draw all files, and check them one by one and together.

    Args:
        sources: the Markdown files, the lists in YAML and the lists for search.
        files: the paths of all other files of the site, which links may lead to.
        settings: what mkdocs.yml says.
        told: what has been found in the folder and in mkdocs.yml already.
    """
    settings = settings or Settings()
    read = read_files(sources, settings.reading)
    whole = join(read)
    library = usable(whole)
    channels = {slug: str(each.title) for slug, each in library.vocabulary.channels.items()}
    context = Context(channels, library.scripts.keys(), library.studies)
    drawer = Drawer(settings.extensions, settings.extension_options, context)
    look = digest(settings.extensions, repr(settings.extension_options))
    drawn = {uri: _draw(uri, read, drawer, look) for uri in read.reads}
    cites = {
        uri: kept("cites", drawn[uri].made_of, partial(_cites, each, drawn[uri]))
        for uri, each in read.reads.items()
    }
    whole, library = _citing(whole, drawn, cites), _citing(library, drawn, cites)
    added = added_pages(whole, paper=settings.paper)
    problems = [*told, *read.problems]
    problems += rules.one_address_each(read.uris, added)
    problems += rules.check(whole)
    problems += rules.no_study_on_sheets(cites[each.uri] for each in whole.sheets.values())
    problems += _language(read, whole)
    there = frozenset({*read.uris, *files, *added})
    problems += rules.links_lead_somewhere(read.links, there)
    added_there = anchors(library)
    known = {
        uri: added_there.pop(uri, frozenset()).union(each.ids) for uri, each in drawn.items()
    } | added_there
    studies = digest(tuple(map(str, library.studies)))
    for uri, each in read.reads.items():
        key = digest(drawn[uri].made_of, studies, settings.paper)
        found = list(
            kept("faults", key, partial(_faults, each, drawn[uri], library.studies, paper=settings.paper))
        )
        links = kept("links", drawn[uri].made_of, partial(_links, each, drawn[uri]))
        found += rules.links_lead_somewhere(links, there, known)
        key = digest(key, tuple(map(as_line, found)))
        problems += found
        problems += kept("shown", key, partial(_shown, each, drawn[uri], drawer, [*each.problems, *found]))
    problems += missing_files(settings, there)
    return Checked(library, tuple(with_levels(sorted(set(problems)), settings.levels)))


def _draw(uri: str, read: Files, drawer: Drawer, look: str) -> Drawn:
    """Draw a file, if that was not done before."""
    each = read.reads[uri]
    key = digest(read.keys[uri], look, drawer.context.of(each.lines, each.scripts))
    return kept(
        "drawn", key, lambda: dataclasses.replace(drawer.draw(uri, each.lines, each.scripts), made_of=key)
    )


def _faults(read: Read, drawn: Drawn, studies: Mapping[str, Study], *, paper: bool) -> tuple[Problem, ...]:
    """Return what only the drawing of a file shows to be wrong."""
    value = read.value
    sections = value.sections if isinstance(value, Article) else ()
    told = {each.place.line for each in read.problems}
    unsafe = {each.place.line for each in read.problems if each.rule in UNSAFE}
    on_paper = paper and isinstance(value, Fear)
    return (
        *agreement.differences(read.lines, sections, drawn, told),
        *agreement.faults(read.lines, drawn, studies, unsafe),
        *(not_on_paper(read.lines, drawn, "the back of a card") if on_paper else ()),
    )


def _links(read: Read, drawn: Drawn) -> tuple[Text, ...]:
    """Return the links to files and anchors, each with its place."""
    where = Where(drawn, read.lines)
    return tuple(
        Text(link, where.link(link))
        for link, _ in drawn.links
        if addresses.is_relative(link) or link[:1] == "#"
    )


def _shown(read: Read, drawn: Drawn, drawer: Drawer, known: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what readers see otherwise than GitHub's preview shows it, and marks that they see as they were typed."""
    lines = read.lines
    body = Text("\n".join(lines.lines[lines.body :]), Place(drawn.uri, lines.body + 1))
    html = inner_html(drawn.root)
    rows = list(lines.lines)
    for number in drawn.scripts:
        block = lines.scripts[number]
        end = block.text.stop + block.closed
        rows[block.line : end] = [""] * (end - block.line)  # none of its marks is left over
    left = tuple(leftovers(Text("\n".join(rows[lines.body :]), body.place), html, known))
    return (*left, *differences(body, html, drawer.html, [*known, *left]))


def _cites(read: Read, drawn: Drawn) -> tuple[Text, ...]:
    """Return each study that a file cites, where it does."""
    where = Where(drawn, read.lines)
    places = ((id_, where.place(f"[^{id_}]")) for id_ in drawn.cites)
    return tuple(Text(id_, dataclasses.replace(place, column=place.column + 2)) for id_, place in places)


def _citing(library: Library, drawn: Mapping[str, Drawn], cites: Mapping[str, tuple[Text, ...]]) -> Library:
    """Return the library with its files drawn, and what that has shown: which studies are cited where."""
    return dataclasses.replace(
        library,
        drawn=drawn,
        fears=_with(cites, library.fears),
        studies=_with(cites, library.studies),
        pages=_with(cites, library.pages),
        articles={uri: _article(each, drawn[uri], cites[uri]) for uri, each in library.articles.items()},
    )


def _with(cites: Mapping[str, tuple[Text, ...]], values: Mapping[str, T]) -> dict[str, T]:
    return {key: dataclasses.replace(each, cites=cites[each.uri]) for key, each in values.items()}


def _article(article: Article, drawn: Drawn, cites: tuple[Text, ...]) -> Article:
    by_id = {str(each): each for each in reversed(cites)}
    blocks = drawn.blocks
    sections = []
    marked = [each for each in drawn.marked if not each.misplaced]
    for number, section in enumerate(article.sections):
        shown = [blocks[at] for at in marked[number].content] if number < len(marked) else []
        hrefs = [
            (link.get("href") or "").removeprefix(f"#{NOTE}") for block in shown for link in block.iter("a")
        ]
        of_section = tuple(by_id[id_] for id_ in hrefs if id_ in by_id)
        sections.append(dataclasses.replace(section, cites=of_section))
    return dataclasses.replace(article, cites=cites, sections=tuple(sections))


def _language(read: Files, library: Library) -> Iterator[Problem]:
    """Yield what the lists of words find in all files, and what the vocabulary's own texts break."""
    listed = tuple(of_vocabulary(library.vocabulary))
    yield from plain_language(listed, read.limits)
    language = read.keys.get(addresses.LANGUAGE, "")
    for uri, each in read.reads.items():
        make = partial(_chosen, each, read.language)
        yield from kept("words", digest(read.keys[uri], language), make)
    yield from chosen_words(listed, read.language, is_study=False)


def _chosen(read: Read, language: Lists) -> tuple[Problem, ...]:
    return tuple(chosen_words(read.passages, language, is_study=isinstance(read.value, Study)))
