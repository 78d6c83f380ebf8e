"""Finished pages, written as Markdown: any engine reads back just what was written."""

from __future__ import annotations

import sys
from html.parser import HTMLParser

import cmarkgfm
import jinja2
import pytest
import yaml
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from markdown import Markdown
from mkdocs.utils.meta import get_data

from as_drawn import draw, html_of
from conftest import ROOT
from hostile import tried
from notabother.drawing.tree import as_markdown
from notabother.pages.made import Made
from small_library import SETTINGS

BODIES = {
    "nothing": "",
    "a first line like a field": "Title: another\nauthor: nobody\n\nText.",
    "a first line like a fence": "\\---\n\nText.\n\n---\n\nMore.",
    "empty lines in code": "```\none\n\n\n   \ntwo\n```\n\n    three\n\n\n    four\n",
    "tabs in code": "```\n\tone\ttwo\n```\n\nA `\tb` c.",
    "what a template would fill in": "{{ page.title }} {% raw %} {# no #} `{{ x }}` [{{ a }}](b.md)\n\n    {{{ y }}}\n",
    "entities": "&lt;b&gt; &amp;amp; &nbsp;| &#123;&#123; a &copy; b&#9;c&#10;&#10;d\n\n`&amp;` <https://a.example/?b=1&c=2>",
    "a comment": "Before.\n\n<!-- a\n\n{{ b }} -->\n\nAfter <!-- more --> all.",
    "Markdown in text": "\\*a\\* \\_b\\_ \\[c\\](d) 1\\. \\# e\n\n\\> f\n\n\\- g `*h*` \\`i\\`",
    "what extensions look for": 'RSVP, \\[TOC\\] \\{: .a } [^own] "quotes" -- and ...\n\n*[RSVP]: answer\n\n[^own]: A note.\n\n    More.',
    "lists and quotes": "- a\n\n    b\n\n- c\n    1. d\n\n> e\n>\n> > f\n>\n> ```\n> g\n>\n> h\n> ```",
    "a table": "a | b\n--- | ---\n`c` | d\\|e\n\n# {{ f }}\n\ng\n===",
    "a box": '!!! note "A {box}"\n\n    Text.\n\n        code\n\n        more\n',
    "line breaks": 'a&#13;  \nb\\\nc\n\n***\n\nd ![e\nf](g.png "h") [i](j.md#k)',
}


ASKED = {
    "page.canonical_url",
    "page.content",
    "page.meta",
    "page.url",
    "nav.items",
    "config.copyright",
    "config.extra_css",
    "config.extra_javascript",
    "config.site_description",
    "config.site_name",
    "config.site_url",
    "config.theme",
    "base_url",
    "mkdocs_version",
    "site",
    "filter url",
    "filter script_tag",
}
"""All that our templates ask of an engine. Whoever adds to it makes leaving MkDocs dearer."""


OWN = {"data", "meta", "publisher", "title", "trail", "warm_up"}
"""What our templates set for themselves, or for one that they include; besides the macros that they import."""


class Tree(HTMLParser):
    """Reads HTML as a browser does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.read: list[object] = []
        self.depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag not in ("br", "hr", "img", "input")
        self.read.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        self.read.append(tag)

    def handle_data(self, data: str) -> None:
        if self.depth or data.strip():  # white space between blocks does not show
            self.read.append(data)


def read_again(html: str) -> tuple[str, str]:
    """Write a page, and return its HTML as Python-Markdown and as CommonMark draw it."""
    body, _ = get_data(Made("a.md", {"title": "A"}, html, None).text())
    ours = Markdown(extensions=[*SETTINGS.extensions], extension_configs=dict(SETTINGS.extension_options))
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_SMART
    return ours.convert(body), cmarkgfm.github_flavored_markdown_to_html(body, options)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_engine_draws_it_another_time(body: str) -> None:
    html = html_of(draw(body))
    assert bool(html) == bool(body)
    assert "{" not in as_markdown(html)  # or a template engine might fill something in
    for again in read_again(html):
        assert Tree(again).read == Tree(html).read


@tried(100)
@given(st.lists(st.sampled_from([*BODIES.values(), "\n\n", "\t", "{", "&", "|", "`"])).map("".join))
def test_no_mixture_is_drawn_another_time(body: str) -> None:
    html = html_of(draw(body))
    for again in read_again(html):
        assert Tree(again).read == Tree(html).read


def test_the_rest_of_a_line_that_begins_with_a_comment_is_drawn_as_it_stands() -> None:
    html = html_of(draw("<!-- a --> One *says* so.\n\nTwo."))
    assert html == "<!-- a --> One *says* so.<p>Two.</p>"
    for again in read_again(html):
        assert Tree(again).read == [("div", []), "One *says* so.", "div", ("p", []), "Two.", "p"]


def test_every_character_can_stand_in_a_field() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode, 7))))
    meta = {
        "title": every,
        "cards": [{every[:150]: [every, True, None, 1.5], "on": "010"}],
        "date": "2027-10-31",
    }
    text = Made("a.md", meta, "<p>a</p>", None).text()
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(text.split("---\n")[1], loader) == meta
    assert get_data(text) == ("<p>a</p>\n", meta)


def test_templates_ask_little_of_an_engine() -> None:
    environment = jinja2.Environment()
    known = set(environment.filters)
    environment.filters |= dict.fromkeys(["url", "script_tag"], str)
    found = set()
    for file in (ROOT / "overrides").rglob("*.html"):
        if file.name == "404.html":  # it is written finished
            continue
        tree = environment.parse(file.read_text("utf-8"))
        found |= {f"filter {each.name}" for each in tree.find_all(nodes.Filter) if each.name not in known}
        for each in tree.find_all(nodes.Getattr):
            if isinstance(each.node, nodes.Name) and each.node.name in ("page", "nav", "config"):
                found.add(f"{each.node.name}.{each.attr}")
        macros = {name for each in tree.find_all(nodes.FromImport) for name in each.names}
        found |= find_undeclared_variables(tree) - {"page", "nav", "config"} - OWN - macros
    assert found == ASKED
