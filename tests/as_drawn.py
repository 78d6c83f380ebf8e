"""Markdown drawn as the site draws it, and read as the reader reads it, for tests that compare the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from markdown import Markdown

from conftest import ROOT
from notabother.drawing.agreement import differences
from notabother.drawing.github import GitHubExtension
from notabother.drawing.scripts import Drawing, ScriptExtension
from notabother.drawing.sections import Collector, SectionExtension
from notabother.model import Article
from notabother.problems import Problem
from notabother.reading.files import read_markdown
from notabother.source.decoding import decode
from notabother.source.safety import SafetyExtension

URI = "articles/case.md"


@dataclass
class Drawn:
    """A page, and what the extensions noted while it was drawn."""

    html: str
    drawing: Drawing
    collector: Collector
    unsafe: list[str]


@cache
def extensions_of_the_site() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions as MkDocs would make them of mkdocs.yml."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
    listed = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)["markdown_extensions"]
    names = ["toc", "tables", "fenced_code"]  # MkDocs adds these to every site
    configs: dict[str, Any] = {}
    for each in listed:
        name, config = next(iter(each.items())) if isinstance(each, dict) else (each, {})
        names += [name] if name not in names else []
        configs[name] = config
    return names, configs


def draw(body: str, numbers: dict[str, int] | None = None) -> Drawn:
    """Draw Markdown as the site does."""
    drawn = Drawn("", Drawing(uri=URI), Collector(uri=URI, numbers=numbers), [])
    drawn.html = renderer(drawn).convert(body)
    return drawn


def renderer(noting: Drawn) -> Markdown:
    """Return what draws as the site does, and notes what it finds."""
    names, configs = extensions_of_the_site()
    own = [
        GitHubExtension(),
        ScriptExtension(noting.drawing),
        SectionExtension(noting.collector),
        SafetyExtension(noting.unsafe),
    ]
    return Markdown(extensions=[*names, *own], extension_configs=configs)


def compare(text: str) -> tuple[Article, Drawn, list[str], list[Problem]]:
    """Return a file as read, as drawn, the rules the reader names, and the differences."""
    decoded, problems = decode(URI, text.encode())
    read = read_markdown(URI, decoded)
    assert isinstance(read.value, Article)
    drawn = draw(read.value.body)
    found = list(differences(read.value, drawn.drawing.drawn, drawn.collector.marked))
    return read.value, drawn, [problem.rule for problem in [*problems, *read.problems]], found
