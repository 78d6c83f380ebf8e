"""What happens at each MkDocs event. The only file that knows MkDocs.

MkDocs loads this file once and keeps it between the rebuilds of `mkdocs serve`, so nothing may be
kept in it: `on_config` makes a `Build` for each build and hands it to MkDocs as a plugin.
"""

from __future__ import annotations

import fnmatch
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from notabother import addresses, feeds
from notabother.agreement import differences
from notabother.folder import read_folder
from notabother.library import read_library
from notabother.model import Library, Vocabulary
from notabother.pages import Made, Pages, make_pages
from notabother.problems import Place, Problem, as_line
from notabother.safety import SafetyExtension
from notabother.scripts import Drawing, ScriptExtension
from notabother.sections import Collector, Fragment, SectionExtension

log = logging.getLogger("mkdocs.notabother")

EMPTY_FIELDS = "---\n{}\n---\n\n"
"""Front matter with nothing in it: keeps MkDocs from taking a first line `Word: text` for a field."""

SEARCH_FILES = {
    "search_code": "assets/javascripts/bundle.*.min.js",
    "search_worker": "assets/javascripts/workers/search.*.min.js",
}
"""The theme's code for search, under the names that overrides/partials/search-code.html has for it."""

PAGES_DIR = "NOTABOTHER_PAGES_DIR"
"""Names a folder; when set, every page is also written there as Markdown, as another engine would read it."""


def on_config(config: MkDocsConfig) -> None:
    """First event: start a build."""
    config.plugins["not-a-bother"] = Build(config)


class Build(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One build of the site; its methods stand in the order MkDocs calls them."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Teach Markdown our marks. Extensions are instances, so that each build has its own."""
        self.docs = Path(config.docs_dir)
        self.folder_name = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
        self.library = Library(Vocabulary(), {}, {}, {}, {}, {})
        self.pages = Pages()
        self.made: dict[str, Made] = {}
        self.fragments: dict[tuple[str, int], Fragment] = {}
        self.drawing, self.collector, self.unsafe = Drawing(), Collector(), list[str]()
        extensions: list[Any] = config.markdown_extensions
        extensions += [
            ScriptExtension(self.drawing),
            SectionExtension(self.collector),
            SafetyExtension(self.unsafe),
        ]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read and check everything, then put our pages in the place of the authors' files."""
        folder = read_folder(self.docs)
        theme_files = [file.src_uri for file in files if file.src_dir != config.docs_dir]
        self.library, problems = read_library(folder.sources, [*folder.others, *theme_files])
        problems = sorted({*problems, *folder.problems})
        self._report(problems)
        lines: dict[str, list[str]] = {}
        for problem in problems:
            if problem.level == "error":
                lines.setdefault(problem.place.file, []).append(as_line(problem, self.folder_name))
        self.pages = make_pages(self.library, lines, directories=config.use_directory_urls)
        self.made = {made.uri: made for made in self.pages.made}
        self.drawing.channels = {slug: each.title for slug, each in self.library.vocabulary.channels.items()}
        self._remove(files, folder.refused)
        for made in self.pages.made:
            self._add(files, made, config)
        self._add_feeds(files, config)
        for name, pattern in SEARCH_FILES.items():
            config.extra[name] = only_file(files, pattern)
        if target := os.environ.get(PAGES_DIR):
            write_pages(Path(target), self.pages.made)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a page its fields, and tell the extensions whose page comes."""
        uri = page.file.src_uri
        made = self.made.get(uri)
        if made is not None:
            page.meta = dict(made.meta)
        wanted = {
            each.number for shown in self.pages.sections.values() for each in shown if each.article == uri
        }
        self.drawing.uri = self.collector.uri = uri
        self.collector.url = addresses.address(uri, directories=config.use_directory_urls)
        self.collector.wanted = frozenset(wanted)
        self.collector.numbers = self.pages.numbers.get(uri)
        self.collector.kept, self.collector.marked = {}, []
        self.drawing.drawn = []
        self.unsafe.clear()

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep what was drawn, and compare it with what was read."""
        uri = page.file.src_uri
        for number, fragment in self.collector.kept.items():
            self.fragments[uri, number] = fragment
        self._report(Problem(Place(uri), "active-content", message) for message in self.unsafe)
        article = self.library.articles.get(uri)
        if article is not None:
            self._report(differences(article, self.drawing.drawn, self.collector.marked))

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put the sections of the articles, now all drawn, on the pages of their fears."""
        for uri, wanted in self.pages.sections.items():
            file = files.get_file_from_path(uri)
            if file is None or file.page is None:
                continue
            to_url = addresses.address(uri, directories=config.use_directory_urls)
            sections = []
            for each in wanted:
                fragment = self.fragments.get((each.article, each.number))
                if fragment is not None:
                    sections.append(self._section(fragment, each.article, to_url, self.pages.numbers[uri]))
            file.page.meta["sections"] = sections

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Let templates that are no page, such as 404, list the fears."""
        home = self.made.get("index.md")
        context["fears"] = home.meta["fears"] if home is not None else []  # type: ignore[typeddict-unknown-key]

    def _section(
        self, fragment: Fragment, article: str, to_url: str, numbers: dict[str, int]
    ) -> dict[str, Any]:
        slug = addresses.stem(article)
        return {
            "title": fragment.plain_title,
            "id": f"{slug}--{fragment.id}",
            "url": f"{fragment.from_url}#{fragment.id}",
            "html": fragment.html(to_url, slug, numbers),
            "more": fragment.more,
            "article": {"title": self.library.articles[article].title, "url": fragment.from_url},
        }

    def _report(self, problems: Iterable[Problem]) -> None:
        """Log problems; under `--strict` MkDocs counts the warnings and fails."""
        for problem in problems:
            level = logging.WARNING if problem.level == "error" else logging.INFO
            log.log(level, "%s", as_line(problem, self.folder_name))

    def _remove(self, files: Files, uris: Iterable[str]) -> None:
        for uri in uris:
            for file in [each for each in files if each.src_uri == uri or each.src_uri.startswith(f"{uri}/")]:
                files.remove(file)

    def _add(self, files: Files, made: Made, config: MkDocsConfig) -> None:
        in_nav = (
            made.uri == "index.md" or made.meta["kind"] in ("page", "home") or made.uri.endswith("/index.md")
        )
        level = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, made.uri, content=f"{EMPTY_FIELDS}{made.body}\n", inclusion=level)
        file.edit_uri = made.source
        if (old := files.get_file_from_path(made.uri)) is not None:
            files.remove(old)
        files.append(file)

    def _add_feeds(self, files: Files, config: MkDocsConfig) -> None:
        site, name, about = config.site_url or "", config.site_name, config.site_description or ""
        directories = config.use_directory_urls
        for uri, content in (
            ("feed.xml", feeds.rss(self.library, site, name, about, directories=directories)),
            ("fears.json", feeds.fears_json(self.library, site, directories=directories)),
            ("cards.json", feeds.cards_json(self.library, site, directories=directories)),
        ):
            files.append(File.generated(config, uri, content=content))


def only_file(files: Files, pattern: str) -> str:
    """Return the one file of the theme that fits a pattern, whatever hash its name carries.

    Raises:
        PluginError: the theme has changed, so search would silently stop working.
    """
    found = [file.src_uri for file in files if fnmatch.fnmatch(file.src_uri, pattern)]
    if len(found) != 1:
        raise PluginError(
            f"Search needs one file '{pattern}' of the theme, and there are {len(found)}. "
            "Go back to the locked version of mkdocs-material, or see overrides/partials/search-code.html."
        )
    return found[0]


def write_pages(target: Path, pages: Iterable[Made]) -> None:
    """Write pages as Markdown files, front matter and all."""
    for made in pages:
        path = target / made.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text(), encoding="utf-8")
