"""Each file's text to a value of the model, and the problems in it.

Every function here is pure and takes one file, so that a rebuild reads again only what changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from notabother import addresses
from notabother.language import passages as said
from notabother.language.passages import Passage
from notabother.language.readability import USUAL, ReadingLimits
from notabother.language.rules import plain_language
from notabother.model import (
    Article,
    CoachSheet,
    Fear,
    Page,
    Script,
    Section,
    Study,
)
from notabother.problems import Place, Problem, Text, instead, meant, to_write
from notabother.reading.prose import Prose, read_prose
from notabother.reading.scripts import read_script
from notabother.reading.sheets import read_sheet
from notabother.source import safety
from notabother.source.fields import Fields, read_fields
from notabother.source.lines import (
    CURLY,
    Heading,
    Scan,
    as_marked,
    begin,
    sort,
)
from notabother.source.too_much import too_complex

CONFIDENCE: Final = ("high", "medium")
"""How sure a study's record may say it is."""


DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212*_= "
"""What programs make of three hyphens, and what people take for them."""

KINDS: Final[Mapping[str, str]] = {
    addresses.ARTICLES: "article",
    addresses.FEARS: "fear",
    addresses.STUDIES: "study",
    addresses.COACHING: "sheet",
}
"""What the files of a folder are; all others are pages."""

WITH_ARTICLES: Final[Mapping[str, str]] = {
    "article": "an article",
    "fear": "a fear",
    "study": "a study",
    "sheet": "a coach sheet",
    "page": "a page",
}
"""What problems call a file of each kind."""

PLURALS: Final[Mapping[str, str]] = {
    "article": "articles",
    "fear": "fears",
    "study": "studies",
    "sheet": "coach sheets",
}


@dataclass(frozen=True, slots=True)
class Read:
    """One file, read: its value (None if nothing could be made of it) and what is wrong in it."""

    value: Article | Fear | Study | CoachSheet | Page | None
    problems: tuple[Problem, ...]
    lines: Scan = field(default_factory=lambda: Scan([""]))
    """Its lines, sorted, for drawing; nobody changes them any more."""
    scripts: tuple[Script | None, ...] = ()
    """For each script among them its value, or None where too little of it could be used."""
    passages: tuple[Passage, ...] = ()
    """Its text as readers see it, for the rules about words."""


def read_markdown(uri: str, text: str, limits: ReadingLimits = USUAL) -> Read:
    """Read one Markdown file; its folder says what it is.

    Args:
        uri: the file's path in the docs folder.
        text: the file, decoded.
        limits: how hard to read it may be.
    """
    problems: list[Problem] = []
    folder = addresses.folder_of(uri)
    is_index = uri.endswith("/index.md") or uri == "index.md"
    kind = "page" if is_index else KINDS.get(folder, "page")
    if not is_index and not addresses.is_slug(addresses.stem(uri)):
        return Read(None, (_bad_name(uri, "file", addresses.stem(uri)),))
    if kind != "page" and uri.count("/") > 1:
        message = f"{PLURALS[kind]} stand directly in their folder. Move the file to {folder}/{addresses.stem(uri)}.md"
        return Read(None, (Problem(Place(uri), "misplaced-file", message),))
    for name in uri.split("/")[:-1]:
        if not addresses.is_slug(name):
            return Read(None, (_bad_name(uri, "folder", name),))
    lines = begin(text)
    if (trouble := too_complex(uri, lines.lines, lines.body)) is not None:
        problems.append(trouble)
        lines = begin("\n".join(lines.lines[: lines.body]))
    sort(lines)
    fields = _front_matter(uri, lines, WITH_ARTICLES[kind], problems)
    prose = read_prose(uri, lines, problems)
    value: Article | Fear | Study | CoachSheet | Page
    scripts: tuple[Script | None, ...] = (None,) * len(lines.scripts)
    if kind == "article":
        value, scripts = _article(uri, lines, fields, prose, problems)
    else:
        _no_scripts_here(uri, lines, problems)
        if kind == "fear":
            value = _fear(uri, fields, prose)
        elif kind == "study":
            value = _study(uri, fields, prose)
        elif kind == "sheet":
            value = read_sheet(uri, fields, prose)
        else:
            value = _page(uri, fields, prose)
    fields.close()
    passages = tuple(_passages(uri, lines, value))
    problems += plain_language(passages, limits)
    return Read(value, tuple(problems), lines, scripts, passages)


def _passages(uri: str, lines: Scan, value: Article | Fear | Study | CoachSheet | Page) -> Iterator[Passage]:
    """Yield all that we say in a file. A fear's title, `says` and `asks` are how readers say it.

    A description sums up its page, so the studies cited there count for it.
    """
    text = tuple(said.prose(uri, lines))
    if isinstance(value, Study):
        yield from said.field(uri, lines, value.title, "heading")
        for each in (value.who, value.found, value.limits):
            yield from said.field(uri, lines, each)
    else:
        if not isinstance(value, Fear):
            yield from said.field(uri, lines, value.title, "heading")
        cites = any(passage.cites for passage in text)
        yield from said.field(uri, lines, value.description, cites=cites)
    yield from text
    if isinstance(value, CoachSheet):
        steps = [step.what for step in value.plan]
        outcomes = [value.if_no, value.if_silence, value.if_upset]
        for each in (*steps, *value.questions, value.homework, *outcomes):
            yield from said.field(uri, lines, each)
    if isinstance(value, Article):
        for script in value.scripts:
            yield from said.field(uri, lines, script.title, "heading")
            yield from said.field(uri, lines, script.subject, "heading")
            for each in (script.tip, script.not_when, *script.points):
                yield from said.field(uri, lines, each)
        for block in lines.scripts:
            yield from said.message(uri, lines, block)


def _bad_name(uri: str, what: str, name: str) -> Problem:
    message = f"{addresses.wrong_with(name)} Name the {what} with lower-case letters, digits and hyphens."
    return Problem(Place(uri), "bad-slug", message)


def _front_matter(uri: str, lines: Scan, what: str, problems: list[Problem]) -> Fields:
    place = Place(uri)
    if lines.front is None:
        if (dashes := _dashes(lines)) is not None:
            problems.append(_not_dashes(uri, *dashes))
            return Fields(place, what, {}, problems, lambda _: place, broken=True)
        message = f"{what} starts with its fields between two lines of ---. See 'Fields' in CONTRIBUTING.md."
        problems.append(Problem(place, "no-front-matter", message))
        return Fields(place, what, {}, problems, lambda _: place, broken=True)
    front = lines.front
    if not lines.front_closed:
        if (dashes := _dashes(lines, 1)) is not None:
            problems.append(_not_dashes(uri, *dashes))
            front = range(1, dashes[0])
        else:
            message = "the fields at the top are never closed. Add a line of --- under the last of them."
            problems.append(Problem(place, "no-front-matter", message))
    text = "\n".join(lines.lines[number] for number in front)
    fields = read_fields(text, Place(uri, 2), what, problems)
    fields.place = place
    return fields


def _not_dashes(uri: str, number: int, dashes: str) -> Problem:
    what = "the fields stand between two lines of three hyphens"
    message = f"{what}. Write --- in place of {dashes}"
    if dashes == "---":
        message = f"{what}, and this line starts with spaces. Take them out."
    return Problem(Place(uri, number + 1), "no-front-matter", message)


def _dashes(lines: Scan, start: int = 0) -> tuple[int, str] | None:
    """Return the first line that was meant as --- and is none, before the first empty one: `—`, `***`, `----`."""
    for number, line in enumerate(lines.lines[start:], start):
        if not line.strip():
            return None
        if not line.strip(DASHES) and line.rstrip() != "---":
            return number, line.strip()
        if not start:
            return None
    return None


def _no_scripts_here(uri: str, lines: Scan, problems: list[Problem]) -> None:
    for block in lines.scripts:
        message = "scripts belong in an article. Move it to a file under articles/."
        problems.append(Problem(Place(uri, block.line + 1), "misplaced-script", message))
    for heading in lines.headings:
        for name, _, column in heading.attributes:
            if name == "fear":
                message = "only a section of an article can be marked with a fear. Take the mark out."
                problems.append(Problem(Place(uri, heading.line + 1, column + 1), "misplaced-fear", message))


def _or(text: Text | None, uri: str, otherwise: str = "") -> Text:
    """Return the text, or a stand-in so that the rest of a faulty file can still be shown."""
    return text if text is not None else Text(otherwise, Place(uri))


def _article(
    uri: str, lines: Scan, fields: Fields, prose: Prose, problems: list[Problem]
) -> tuple[Article, tuple[Script | None, ...]]:
    title, description = fields.text("title"), fields.text("description")
    date = fields.date("date")
    author, updated = fields.text("author", required=False), fields.date("updated", required=False)
    marked = [
        (heading, fears) for heading in lines.headings if (fears := _fears_of(uri, lines, heading, problems))
    ]
    if date is not None and updated is not None and updated < date:
        problems.append(
            updated.problem("mistyped-field", f"'updated' is before 'date', {date}. Write a later day.")
        )
    ends = _ends(lines)
    sections = [
        Section(heading.text, fears, heading.level, (), Place(uri, heading.line + 1), ends[heading.line] + 1)
        for heading, fears in marked
    ]
    scripts: list[Script | None] = []
    before = 0
    for block in lines.scripts:
        while before < len(marked) and marked[before][0].line < block.line:
            before += 1
        holds = (fears for heading, fears in reversed(marked[:before]) if block.line < ends[heading.line])
        scripts.append(read_script(uri, lines, block, next(holds, ()), problems))
    article = Article(
        uri,
        _or(title, uri, addresses.stem(uri)),
        _or(description, uri),
        author,
        _or(date, uri, "2000-01-01"),
        updated,
        prose.body,
        prose.words,
        tuple(sections),
        tuple(script for script in scripts if script is not None),
        (),
    )
    return article, tuple(scripts)


def _ends(lines: Scan) -> dict[int, int]:
    """Return for each heading the line after its section: the next heading of its level or above, or the end."""
    ends: dict[int, int] = {}
    within: list[Heading] = []
    for heading in lines.headings:
        while within and within[-1].level >= heading.level:
            ends[within.pop().line] = heading.line
        within.append(heading)
    return ends | {heading.line: len(lines.lines) for heading in within}


def _fears_of(uri: str, lines: Scan, heading: Heading, problems: list[Problem]) -> tuple[Text, ...]:
    fears: list[Text] = []
    for number, (name, value, _) in enumerate(heading.attributes):
        if name == "fear" and value and (value[0] in CURLY or value[-1] in CURLY):
            return _fears_in_curly(uri, lines, heading, number, problems)
    for name, value, column in heading.attributes:
        place = Place(uri, heading.line + 1, column + 1)
        if name == "fear":
            at = 0
            for slug in value.split():
                at = value.index(slug, at)
                fears.append(Text(slug, Place(uri, heading.line + 1, column + at + 1)))
                at += len(slug)
            if fears and fears[0].place.column <= column and len(fears) > len(value.split()):
                advice = to_write(as_marked(lines.lines[heading.line]), "Put them all into one.")
                message = f'a heading takes one fear="..."; several fears stand in it. {advice}'
                problems.append(Problem(place, "duplicate-field", message))
            if not value.split():
                problems.append(
                    Problem(
                        place,
                        "missing-field",
                        'this mark names no fear. Name one that has its file under fears/, as in { fear="too-busy" }',
                    )
                )
        elif (
            name not in ("id", ".", "class")
            and not safety.is_active_attribute(name, value)
            and not any(
                "<" in each[0] + each[1] for each in heading.attributes
            )  # that is told of all of them
        ):
            advice = "Did you mean 'fear'?" if meant(name, ["fear"]) and not fears else "Take it out."
            message = f"a heading has no '{name}'. {advice}"
            at = lines.lines[heading.line].rfind(name, 0, column)  # the value stands behind it
            place = Place(uri, heading.line + 1, (at if at >= 0 else column) + 1)
            problems.append(Problem(place, "unknown-field", message))
    return tuple(fears)


def _fears_in_curly(
    uri: str, lines: Scan, heading: Heading, number: int, problems: list[Problem]
) -> tuple[Text, ...]:
    """Read a mark in curly quotation marks, whose second fear is taken for an attribute without a value."""
    fears: list[Text] = []
    start = heading.attributes[number][2]
    for name, value, column in heading.attributes[number:]:
        word = value or name
        if slug := word.strip(CURLY):
            fears.append(Text(slug, Place(uri, heading.line + 1, column + word.index(slug) + 1)))
        if slug and word[-1] in CURLY:
            break
    advice = to_write(as_marked(lines.lines[heading.line]), 'Write " for each.')
    message = f"a mark takes straight quotation marks. {advice}"
    problems.append(Problem(Place(uri, heading.line + 1, start + 1), "mistyped-field", message))
    return tuple(fears)


def _fear(uri: str, fields: Fields, prose: Prose) -> Fear:
    title, description = fields.text("title"), fields.text("description")
    order, says, related = (
        fields.number("order"),
        fields.texts("says"),
        fields.texts("related", required=False),
    )
    slug = addresses.stem(uri)
    return Fear(
        uri,
        slug,
        _or(title, uri, slug),
        _or(description, uri),
        order,
        says,
        related,
        prose.body,
        (),
        fields.texts("articles", required=False),
    )


def _study(uri: str, fields: Fields, prose: Prose) -> Study:
    texts = [fields.text(name) for name in ("title", "short", "citation", "who", "found", "limits")]
    title, short, citation, who, found, limits = (_or(text, uri) for text in texts)
    doi, confidence, reviewed = (
        fields.text("doi", required=False),
        fields.text("confidence"),
        fields.date("reviewed"),
    )
    if confidence is not None and confidence not in CONFIDENCE:
        message = f"'confidence' is not '{confidence}'. {instead(confidence, CONFIDENCE, 'CONTRIBUTING.md')}"
        fields.problems.append(confidence.problem("mistyped-field", message))
    return Study(
        uri,
        addresses.stem(uri),
        title or Text(addresses.stem(uri), Place(uri)),
        short,
        citation,
        doi,
        who,
        found,
        limits,
        _or(confidence, uri),
        _or(reviewed, uri, "2000-01-01"),
        prose.body,
        (),
    )


def _page(uri: str, fields: Fields, prose: Prose) -> Page:
    title, description = fields.text("title"), fields.text("description", required=False)
    return Page(uri, _or(title, uri, addresses.stem(uri)), _or(description, uri), prose.body, ())
