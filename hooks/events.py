"""What happens at each MkDocs event. The only file that knows MkDocs.

MkDocs loads this file once and keeps it between the rebuilds of `mkdocs serve`, so nothing may be
kept in it: `on_config` makes a `Build` for each build and hands it to MkDocs as a plugin.
"""

from __future__ import annotations

import datetime
import fnmatch
import gc
import gzip
import logging
import os
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from notabother import addresses
from notabother.drawing.agreement import differences
from notabother.drawing.github import GitHubExtension
from notabother.drawing.scripts import Drawing, ScriptExtension
from notabother.drawing.sections import Collector, Fragment, SectionExtension
from notabother.model import Library, Vocabulary
from notabother.pages.make import Made, Pages, Wanted, make_pages
from notabother.pages.sheets import add_sheet_pages
from notabother.paper.plan import Plan, plan
from notabother.paper.press import Press, PressError, last_change
from notabother.paper.site import Site
from notabother.problems import Place, Problem, as_line
from notabother.publishing import feeds, policy, security
from notabother.publishing.inspection import Inspector, Stopped
from notabother.publishing.without_modules import ModuleError, classic, imported
from notabother.reading.folder import read_folder
from notabother.reading.library import read_library
from notabother.search.index import Part, make_index
from notabother.source.safety import SafetyExtension

log = logging.getLogger("mkdocs.notabother")

EMPTY_FIELDS = "---\n{}\n---\n\n"
"""Front matter with nothing in it: keeps MkDocs from taking a first line `Word: text` for a field."""

SEARCH_CODE = "assets/javascripts/bundle.*.min.js"
"""The theme's code for search; of all the theme's files only this one is published."""

SEARCH_WORKER = "assets/javascripts/search-worker.js"
"""Ours, which is started in the place of the theme's."""

SEARCH_IN_PAGE = "assets/javascripts/search-in-page.js"
"""What stands in the worker's place where pages are opened from disk."""

SEARCH_INDEX = "search/search_index"
"""Where the theme's code looks for the index: with `.json` behind it, and from disk for a script, with `.js`."""

FOR_SERVERS = frozenset({"404.html", "sitemap.xml"})
"""Templates that are of no use to a site that is opened from disk."""

MODULES = (
    "assets/javascripts/card-filter.js",
    "assets/javascripts/color-switch.js",
    "assets/javascripts/desk.js",
    "assets/javascripts/search.js",
    SEARCH_IN_PAGE,
)
"""The scripts that our templates load as modules; for pages that are opened from disk they become classic ones."""

PAGES_DIR = "NOTABOTHER_PAGES_DIR"
"""Names a folder; when set, every page is also written there as Markdown, as another engine would read it."""


COMMAND = {"name": "build"}
"""What this process was started for; it stays the same for as long as the process lives."""


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001  (MkDocs gives both by name)
    """Before all events: remember whether pages are built or served."""
    COMMAND["name"] = command


def serving() -> bool:
    """Tell whether this is `mkdocs serve`."""
    return COMMAND["name"] == "serve"


def on_config(config: MkDocsConfig) -> None:
    """First event: start a build."""
    if not config.site_url:
        log.warning(
            "mkdocs.yml: the feed, the sitemap and link previews need the site's address. Set site_url."
        )
    config.plugins["not-a-bother"] = Build(config)


class Build(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One build of the site; its methods stand in the order MkDocs calls them."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Teach Markdown our marks. Extensions are instances, so that each build has its own."""
        self.docs = Path(config.docs_dir)
        self.folder_name = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
        self.offline = bool(config.extra.get("offline"))
        self.online_directories = config.use_directory_urls
        if self.offline:
            config.use_directory_urls = False  # a folder that is opened from disk shows its list of files
            config.theme.static_templates -= FOR_SERVERS
        self.directories = config.use_directory_urls
        self.library = Library(Vocabulary(), {}, {}, {}, {}, {})
        self.pages = Pages()
        self.press: Press | None = None
        self.paper: Plan | None = None
        self.made: dict[str, Made] = {}
        self.faulty: set[str] = set()
        self.wanted: dict[str, frozenset[int]] = {}
        self.headings: dict[tuple[str, int], tuple[str, str]] = {}
        self.fragments: dict[tuple[str, int], Fragment] = {}
        self.drawing, self.collector, self.unsafe = Drawing(), Collector(), list[str]()
        self.inspector = (
            Inspector(config.site_url or "") if config.extra.get("policy") and not self.offline else None
        )
        self.stopped: dict[str, list[str]] = {}
        extensions: list[Any] = config.markdown_extensions
        extensions += [
            GitHubExtension(),
            ScriptExtension(self.drawing),
            SectionExtension(self.collector),
            SafetyExtension(self.unsafe),
        ]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read and check everything, then put our pages in the place of the authors' files."""
        with no_garbage_looked_for():
            self._make(files, config)
        if not self.offline:
            self._add_feeds(files, config)
            self._add_security(files, config)
            self._add_policy(files, config)
        config.extra["search_code"] = only_file(files, SEARCH_CODE)
        config.extra["search_worker"] = SEARCH_WORKER
        config.extra["home"] = addresses.address("index.md", directories=self.directories)
        leave_out(files, config)
        if self.offline:
            try:
                make_classic(files, config)
            except ModuleError as error:
                raise PluginError(str(error)) from error
        else:
            remove(files, {SEARCH_IN_PAGE})
        self._settle_footer(files, config)
        if target := os.environ.get(PAGES_DIR):
            write_pages(Path(target), self.pages.made)

    def _make(self, files: Files, config: MkDocsConfig) -> None:
        """Make the library and all pages of it, and report what is wrong."""
        folder = read_folder(self.docs)
        theme_files = [file.src_uri for file in files if file.src_dir != config.docs_dir]
        self.library, found = read_library(folder.sources, [*folder.others, *theme_files])
        problems = sorted({*found, *folder.problems})
        self.paper = self._plan_paper(config)
        if self.paper is not None:
            problems = sorted({*problems, *self.paper.problems})
        self._report(problems)
        errors = [problem for problem in problems if problem.level == "error"]
        lines: dict[str, list[str]] = {}
        for problem in errors:
            lines.setdefault(problem.place.file, []).append(as_line(problem, self.folder_name))
        self.faulty = set(lines)
        offers = None if self.paper is None else self.paper.offers
        self.pages = make_pages(self.library, lines, directories=self.directories, paper=offers)
        add_sheet_pages(self.pages, self.library, lines, directories=self.directories, paper=offers)
        self.made = {made.uri: made for made in self.pages.made}
        self.wanted = self.pages.wanted_by_article()
        self.drawing.channels = {slug: each.title for slug, each in self.library.vocabulary.channels.items()}
        self.drawing.cards = self.library.scripts
        self._replace(files, folder.refused, config)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a page its fields, and tell the extensions whose page comes."""
        uri = page.file.src_uri
        page.meta = dict(self.made[uri].meta)
        if self.offline and config.site_url:  # where the page stands for everybody else
            online = addresses.address(uri, directories=self.online_directories)
            page.canonical_url = urljoin(config.site_url, online)
        self.drawing.uri = self.collector.uri = uri
        self.collector.url = addresses.address(uri, directories=self.directories)
        self.collector.wanted = self.wanted.get(uri, frozenset())
        self.collector.numbers = self.pages.numbers.get(uri)
        self.collector.kept, self.collector.headings, self.collector.marked = {}, {}, []
        self.drawing.drawn = []
        self.unsafe.clear()

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep what was drawn, and compare it with what was read."""
        uri = page.file.src_uri
        for number, heading in self.collector.headings.items():
            self.headings[uri, number] = heading
        for number, fragment in self.collector.kept.items():
            self.fragments[uri, number] = fragment
        if uri in self.faulty:
            return  # what is wrong there has been said, with its line
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
            drawn = [each for each in wanted if (each.article, each.number) in self.fragments]
            file.page.meta["sections"] = [self._section(each, uri) for each in drawn]
            for listed, each in zip(file.page.meta["more_sections"], self.pages.others[uri], strict=True):
                id_, title = self.headings.get((each.article, each.number), ("", ""))
                if id_:
                    listed |= {"title": title, "url": f"{listed['url']}#{id_}"}

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Let templates that are no page, such as 404, list the fears."""
        home = self.made.get("index.md")
        context["fears"] = home.meta["fears"] if home is not None else []  # type: ignore[typeddict-unknown-key]

    @event_priority(-50)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Inspect a page that nobody wrote, such as 404."""
        if template_name.endswith(".html"):
            self._inspect(output, template_name)
        return output

    @event_priority(-50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Inspect a page as readers will get it."""
        self._inspect(output, page.file.dest_uri)
        return output

    def _inspect(self, html: str, path: str) -> None:
        """Note what in a page its own policy would stop."""
        if self.inspector is not None:
            for each in self.inspector.stopped(html):
                self._note("overrides/ or mkdocs.yml: pages", "their", each, path)

    def _inspect_styles(self, site: Path) -> None:
        """Note what in the site's own style sheets the policy of its pages would stop."""
        if self.inspector is not None:
            for path in sorted(site.rglob("*.css")):
                for each in self.inspector.stopped_in_styles(path.read_text("utf-8", "replace")):
                    uri = path.relative_to(site).as_posix()
                    self._note("docs/assets/: style sheets", "the pages'", each, uri)

    def _note(self, holders: str, whose: str, found: Stopped, path: str) -> None:
        what = f"{holders} hold {found.what}, which {whose} own policy stops"
        self.stopped.setdefault(what, []).append(f"{path}, line {found.line}")

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put our search index in the place of the one the search plugin has just written; then print."""
        search: Any = config.plugins.get("material/search") or config.plugins.get("search")
        if search is not None:
            target = Path(config.site_dir) / f"{SEARCH_INDEX}.json"
            index = self._index(search.search_index.entries, config)
            if self.offline:
                target.unlink()
                target.with_suffix(".js").write_text(f"var __index = {index};\n", "utf-8")
            else:
                target.write_text(index, "utf-8")
        self._inspect_styles(Path(config.site_dir))
        for what, places in self.stopped.items():
            log.warning(
                "%s (%d times, first in %s). Keep scripts, styles and pictures as files of this site, under docs/assets/.",
                what,
                len(places),
                places[0],
            )
        if not self.offline:
            forget_the_time(Path(config.site_dir) / "sitemap.xml")
        self._print(config)

    def _index(self, entries: Iterable[Mapping[str, str]], config: MkDocsConfig) -> str:
        parts = [Part(each["location"], each["title"], each["text"]) for each in entries]
        help_page = config.extra.get("help", {}).get("file", "")
        return make_index(self.library, parts, self.pages.made, help_page, directories=self.directories)

    def _section(self, wanted: Wanted, uri: str) -> dict[str, Any]:
        fragment = self.fragments[wanted.article, wanted.number]
        slug = addresses.stem(wanted.article)
        to_url = addresses.address(uri, directories=self.directories)
        return {
            "title": fragment.title,
            "id": f"{slug}--{fragment.id}",
            "url": f"{fragment.from_url}#{fragment.id}",
            "html": fragment.html(to_url, slug, self.pages.numbers[uri]),
            "more": fragment.more,
            "article": {"title": self.library.articles[wanted.article].title, "url": fragment.from_url},
        }

    def _report(self, problems: Iterable[Problem]) -> None:
        """Log problems; under `--strict` MkDocs counts the warnings and fails."""
        for problem in problems:
            level = logging.WARNING if problem.level == "error" else logging.INFO
            log.log(level, "%s", as_line(problem, self.folder_name))

    def _replace(self, files: Files, refused: Collection[str], config: MkDocsConfig) -> None:
        """Take away the authors' Markdown files and what may not be published; add our pages."""
        barred = tuple(f"{uri}/" for uri in refused)
        for file in list(files):
            if file.is_documentation_page() or f"{file.src_uri}/".startswith(barred):
                files.remove(file)
        in_nav = set(files_in_nav(config.nav or []))
        for made in self.pages.made:
            level = InclusionLevel.INCLUDED if made.uri in in_nav else InclusionLevel.NOT_IN_NAV
            content = f"{EMPTY_FIELDS}{made.body}\n"
            file = File.generated(config, made.uri, content=content, inclusion=level)
            file.edit_uri = made.source
            files.append(file)

    def _plan_paper(self, config: MkDocsConfig) -> Plan | None:
        """Set up the press and plan what it prints, unless `extra.paper` is off."""
        if not config.extra.get("paper"):
            return None
        mark = self.docs / config.theme["favicon"]
        templates = next(
            (Path(each) / "print" for each in config.theme.dirs if (Path(each) / "print").is_dir()), None
        )
        if mark.suffix != ".svg" or not mark.is_file() or templates is None or not config.site_url:
            raise PluginError(
                "Paper needs theme.favicon to name an .svg file in docs, site_url, and overrides/print. "
                "Set them in mkdocs.yml, or set extra.paper to false."
            )
        moment = int(os.environ.get("SOURCE_DATE_EPOCH") or last_change(self.docs) or self._newest())
        cache = Path(config.config_file_path).parent / ".cache" / "paper"
        self.press = Press(templates, cache, mark.read_text("utf-8"), moment, nice=10 if serving() else 0)
        edition = datetime.datetime.fromtimestamp(moment, datetime.UTC).date()
        help_ = config.extra.get("help", {})
        page, numbers = help_.get("file", ""), tuple(help_.get("numbers", ()))
        site = Site(config.site_name, config.site_url, edition, self.online_directories, page, numbers)
        try:
            return plan(self.library, site, self.press)
        except PressError as error:
            raise PluginError(str(error)) from error

    def _newest(self) -> int:
        """Return the day of the newest article, in seconds since 1970; 0 where there is none."""
        days = [article.changed for article in self.library.articles.values()]
        return (
            int(datetime.datetime.combine(max(days), datetime.time(), datetime.UTC).timestamp())
            if days
            else 0
        )

    def _print(self, config: MkDocsConfig) -> None:
        """Write decks, pictures and coach sheets into the site; while serving, in the background, so that no edit waits for it."""
        if self.press is None or self.paper is None:
            return
        press, paper, site = self.press, self.paper, Path(config.site_dir)

        def run() -> None:
            press.print(paper.decks, () if self.offline else paper.pictures, site, paper.sheets)
            if not self.offline:  # or what it had no use for would have to be made again
                press.prune()

        if serving():
            threading.Thread(target=run, name="paper", daemon=True).start()
            return
        try:
            run()
        except PressError as error:
            raise PluginError(str(error)) from error

    def _settle_footer(self, files: Files, config: MkDocsConfig) -> None:
        """Turn the files that `extra.help` and `extra.footer` name into addresses."""
        links: list[dict[str, str]] = [*config.extra.get("footer", [])]
        if "help" in config.extra:
            links.append(config.extra["help"])
        for link in links:
            if link["file"] not in files.src_uris:
                log.warning("mkdocs.yml: the footer links to '%s', and there is no such file.", link["file"])
            link["url"] = addresses.address(link["file"], directories=self.directories)
        for name in (addresses.PRINT, addresses.SAY, addresses.COACHING, addresses.LICENCES):
            if (page := self.made.get(addresses.index_file(name))) is not None:
                url = addresses.address(page.uri, directories=self.directories)
                config.extra[name] = {"title": page.meta["title"], "url": url}

    def _add_security(self, files: Files, config: MkDocsConfig) -> None:
        """Say whom to tell of a hole; MkDocs takes no file from a folder whose name begins with a dot."""
        if not (settings := config.extra.get("security")):
            return
        try:
            content = security.security_txt(settings, config.site_url or "")
        except security.SecurityError as error:
            log.warning("mkdocs.yml: extra.security: %s", error)
            return
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, security.PATH, content=content, inclusion=included))

    def _add_feeds(self, files: Files, config: MkDocsConfig) -> None:
        site, name, about = config.site_url or "", config.site_name, config.site_description or ""
        directories = self.directories
        for uri, content in (
            ("feed.xml", feeds.rss(self.library, site, name, about, directories=directories)),
            ("fears.json", feeds.fears_json(self.library, site, directories=directories)),
            ("cards.json", feeds.cards_json(self.library, site, directories=directories)),
        ):
            files.append(File.generated(config, uri, content=content))

    def _add_policy(self, files: Files, config: MkDocsConfig) -> None:
        """Tell the pages their policy and add the header files, unless `extra.policy` is off."""
        if self.inspector is None:
            return
        config.extra["policy_content"] = policy.content(serving=serving())
        for uri, content in policy.header_files(config.site_url or "").items():
            if uri not in files.src_uris:  # an author's own file goes before
                files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


@contextmanager
def no_garbage_looked_for() -> Iterator[None]:
    """Make many things that all stay: looking for garbage among them would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def remove(files: Files, uris: Collection[str]) -> None:
    """Take files out of the site."""
    for file in [file for file in files if file.src_uri in uris]:
        files.remove(file)


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take out what the theme ships and no page uses, and the templates for paper.

    What an adopter puts beside our templates is theirs, and stays.
    """
    kept = {config.extra["search_code"]}
    own = {config.docs_dir, config.theme.custom_dir}
    for file in list(files):
        of_theme = file.src_dir is not None and file.src_dir not in own and file.src_uri not in kept
        of_ours = file.src_dir == config.theme.custom_dir and file.src_uri.startswith(
            (*FOR_SERVERS, "print/")
        )
        if of_theme or of_ours:
            files.remove(file)


def make_classic(files: Files, config: MkDocsConfig) -> None:
    """Put a classic script in the place of every module that pages load, for pages that are opened from disk.

    Raises:
        ModuleError: a module uses more than `notabother.classic` can put together.
    """
    entries = [uri for uri in MODULES if uri in files.src_uris]
    for script in config.extra_javascript:
        if not isinstance(script, str) and script.type == "module" and script.path in files.src_uris:
            entries.append(script.path)
            script.type, script.defer = "", True
    modules = {file.src_uri: file.content_string for file in files if file.src_uri.endswith((".js", ".mjs"))}
    made = {uri: classic(uri, modules) for uri in entries}
    parts = {part for uri, text in modules.items() for part in imported(uri, text)}
    remove(files, {*made, *parts, SEARCH_WORKER})
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))


def files_in_nav(nav: object) -> Iterator[str]:
    """Yield the files that the `nav` setting names, however deep."""
    if isinstance(nav, str):
        yield nav
    for inner in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from files_in_nav(inner)


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


def forget_the_time(sitemap: Path) -> None:
    """Pack the sitemap again without the moment of the build, so that the same text makes the same files."""
    if sitemap.is_file():
        packed = gzip.compress(sitemap.read_bytes(), mtime=0)
        sitemap.with_name(f"{sitemap.name}.gz").write_bytes(packed)


def write_pages(target: Path, pages: Iterable[Made]) -> None:
    """Write pages as Markdown files, front matter and all."""
    for made in pages:
        path = target / made.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text(), encoding="utf-8")
