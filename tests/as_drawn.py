"""Markdown drawn as the site draws it, and read as the reader reads it, for tests that compare the two."""

from __future__ import annotations

from dataclasses import dataclass

from notabother.check import UNSAFE
from notabother.drawing import agreement
from notabother.drawing.page import Context, Drawer
from notabother.drawing.sections import whole
from notabother.drawn import Drawn
from notabother.model import Article
from notabother.problems import Problem
from notabother.reading.files import read_markdown
from notabother.source.decoding import decode
from notabother.source.lines import scan
from small_library import SETTINGS

URI = "articles/case.md"


def drawer(context: Context | None = None) -> Drawer:
    """Return what draws with the extensions of the real mkdocs.yml."""
    return Drawer(SETTINGS.extensions, SETTINGS.extension_options, context or Context())


def draw(body: str, uri: str = URI, context: Context | None = None) -> Drawn:
    """Draw Markdown without fields; scripts in it have no value."""
    lines = scan(body)
    return drawer(context).draw(uri, lines, [None] * len(lines.scripts))


def html_of(drawn: Drawn, numbers: dict[str, int] | None = None) -> str:
    """Return what was drawn as HTML, with links as they stand in the file."""
    return whole(drawn, lambda link, _: link, numbers)


@dataclass
class Compared:
    """A file, read and drawn."""

    article: Article
    drawn: Drawn
    html: str
    rules: list[str]
    """The rules that the reader or the check names, but for `differences`."""
    differences: list[Problem]


def compare(text: str) -> Compared:
    """Read and draw a whole article, and compare the two."""
    decoded, problems = decode(URI, text.encode())
    read = read_markdown(URI, decoded)
    assert isinstance(read.value, Article)
    drawn = drawer().draw(URI, read.lines, read.scripts)
    unsafe = {problem.place.line for problem in read.problems if problem.rule in UNSAFE}
    faults = [*problems, *read.problems, *agreement.faults(read.lines, drawn, (), unsafe)]
    told = {problem.place.line for problem in read.problems}
    found = list(agreement.differences(read.lines, read.value.sections, drawn, told))
    return Compared(read.value, drawn, html_of(drawn), [problem.rule for problem in faults], found)
