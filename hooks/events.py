"""What happens at each MkDocs event. The only file that knows MkDocs: it asks the core, and hands on what it says.

MkDocs loads this file once and keeps it between the rebuilds of `mkdocs serve`, so nothing may be
kept in it: `on_config` makes a `Build` for each build and hands it to MkDocs as a plugin.
"""

from __future__ import annotations

import gc
import gzip
import json
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import urljoin

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from watchdog.observers.polling import PollingObserver

from notabother import addresses
from notabother.check import check
from notabother.kept import COLD, digest, kept, next_build, save, use
from notabother.model import Library
from notabother.pages.frame import frame
from notabother.pages.made import Made
from notabother.pages.make import make_pages
from notabother.paper.plan import Printing, prepare
from notabother.paper.press import PressError
from notabother.problems import Problem, as_line
from notabother.publishing import policy, scripts, styles
from notabother.publishing.beside import site_files
from notabother.publishing.inspection import Inspection
from notabother.publishing.shown import Shown
from notabother.publishing.templates import Compiled, Templates
from notabother.publishing.without_modules import ModuleError, all_classic
from notabother.reading.folder import read_config, read_folder
from notabother.settings import allowed, read_settings
from notabother.source.decoding import decode

log = logging.getLogger("mkdocs.notabother")

OURS = "not-a-bother"
"""What MkDocs calls our build among its plugins."""

FOR_SERVERS = frozenset({"404.html", "sitemap.xml"})
"""Templates that are of no use to a site that is opened from disk."""

PRINTED = ("print/", "assets/social/")
"""Where paper writes, by itself."""

PRESS = "paper"
"""What the thread is called that prints while serving."""

MOMENT = 1.0
"""For how long nobody must have saved before paper is set, in seconds."""

LOOK = 0.1
"""How often `serve` looks for changes, in seconds; MkDocs does every half second."""

PAGES_DIR = "NOTABOTHER_PAGES_DIR"
"""Names a folder; when set, the site is also written there for another engine: see `write_finished`."""

COMMAND = {"name": "build"}
"""What this process was started for; it stays the same for as long as the process lives."""


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001  (MkDocs gives both by name)
    """Before all events: remember whether pages are built or served."""
    COMMAND["name"] = command


def serving() -> bool:
    """Tell whether this is `mkdocs serve`."""
    return COMMAND["name"] == "serve"


def shown_before() -> bool:
    """Tell whether this process has shown the site already: what it keeps need not be written at every edit."""
    return serving() and bool(shown().written)


@cache
def shown() -> Shown:
    """Return the folder that `serve` shows, one for as long as the process lives."""
    return Shown(Path(tempfile.mkdtemp(prefix="not-a-bother-")))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Before the server starts: show our folder, look for changes more often, and let no fault stop it."""
    server.root = str(shown().folder)
    server.builder = partial(build_again, builder)
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK)
    for path in watched:
        server.watch(path)


def build_again(builder: Callable[[], None]) -> None:
    """Build after a change. What stops it is told in one line, and the site stays as it was."""
    try:
        builder()
    except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever it is, the server goes on)
        log.error("%s. The site stays as it was until that is put right.", in_one_line(error))


def in_one_line(error: BaseException) -> str:
    """Say what stopped a build."""
    if isinstance(error, SystemExit):
        return "That stops the build"  # MkDocs has said why, in the lines above
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"overrides/{error.name}:{error.lineno}: {error.message}"
    if isinstance(error, jinja2.TemplateError):
        steps = [
            each for each in extract_tb(error.__traceback__) if each.filename.endswith((".html", ".xml"))
        ]
        where = f"overrides/{Path(steps[-1].filename).name}:{steps[-1].lineno}: " if steps else ""
        return f"{where}{error.message}"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (" ".join(lines[:3]) or type(error).__name__).rstrip(".")


def on_shutdown() -> None:
    """After all: take the folder away that was shown."""
    if serving():
        shutil.rmtree(shown().folder, ignore_errors=True)


def on_config(config: MkDocsConfig) -> None:
    """First event: start a build."""
    config.plugins[OURS] = Build(config)


class Build(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One build of the site; its methods stand in the order MkDocs calls them."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Read mkdocs.yml. Markdown is drawn by the core, so MkDocs needs no extension."""
        self.docs = Path(config.docs_dir)
        self.folder_name = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
        texts, self.problems = read_config(Path(config.config_file_path or ""), self.docs)
        settings, found = read_settings(texts, os.environ)
        self.problems += found
        self.online_directories = config.use_directory_urls
        config.theme.static_templates |= FOR_SERVERS  # whichever theme is named, or none
        if settings.offline:
            config.use_directory_urls = False  # a folder that is opened from disk shows its list of files
            config.theme.static_templates -= FOR_SERVERS
        # What MkDocs may be given on its command line, or sets itself while it serves.
        self.settings = replace(
            settings, site_url=config.site_url or "", directories=config.use_directory_urls
        )
        config.markdown_extensions = []
        self.made: dict[str, Made] = {}
        self.output: dict[str, tuple[str, str]] = {}
        """Every page as readers get it, by its file in the site; before it a digest of what it was made of."""
        self.templating: Templating
        self.site: dict[str, Any] = {}
        self.printing: Printing | None = None
        policed = policy.content(serving=serving()) if settings.policy and not settings.offline else ""
        self.inspection = Inspection(config.site_url or "", policed)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read and check everything, then put our pages in the place of the authors' files."""
        if COLD not in os.environ:
            use(Path(config.config_file_path).parent / ".cache" / "kept")
        with no_garbage_looked_for():
            self._make(files, config)

    def _make(self, files: Files, config: MkDocsConfig) -> None:
        settings, folder = self.settings, read_folder(self.docs, allowed(self.settings))
        told = [*self.problems, *folder.problems]
        checked = check(folder.sources, folder.others, settings, told)
        problems = list(checked.problems)
        if settings.paper and not self.problems:
            self.printing = self._printing(checked.library, config)
            problems = sorted({*problems, *self.printing.plan.problems})
        report(problems, self.folder_name)
        lines: dict[str, list[str]] = {}
        for problem in problems:
            if problem.level == "error":
                lines.setdefault(problem.place.file, []).append(as_line(problem, self.folder_name))
        leave_out(files, folder.refused, config)
        needed = strip_scripts(files, config, offline=settings.offline)
        self.site = frame(checked.library, settings, policy=self.inspection.policy, scripts=needed)
        paper = None if self.printing is None else self.printing.plan.offers
        made = make_pages(
            checked.library, lines, directories=settings.directories, paper=paper, site=self.site
        )
        self.made = {page.uri: page for page in made}
        beside = site_files(checked.library, self.made.values(), settings)
        self._add(files, beside, config)
        join_styles(files, config)

    def _printing(self, library: Library, config: MkDocsConfig) -> Printing:
        """Plan what is printed."""
        with press_errors():
            return prepare(
                library,
                self.settings,
                self.docs,
                templates_for_paper(config),
                Path(config.config_file_path).parent / ".cache" / "paper",
                directories=self.online_directories,
                moment=int(given) if (given := os.environ.get("SOURCE_DATE_EPOCH")) else None,
                nice=10 if serving() else 0,  # then the press gives way to everything else
            )

    def _add(self, files: Files, beside: dict[str, str], config: MkDocsConfig) -> None:
        """Add what stands beside the pages, and those pages that `nav` names."""
        for uri in self.settings.nav:
            if uri in self.made:
                files.append(page_file(self.made[uri], config))
        for uri, content in beside.items():
            if uri not in files.src_uris:  # an author's own file goes before
                add(files, config, uri, content)
        if self.settings.offline:
            make_classic(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Take the pages that `nav` names out again: MkDocs has them to list them, and builds no page itself."""
        self.templating = Templating(config, nav, self.made, self.site, online=self.online_directories)
        remove(files, {page.file.src_uri for page in nav.pages})

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put every page into its template, and add it as the file that it then is.

        Templates are read as everything else is read, and escape what they print; sitemap.xml and 404.html, too.
        """
        env.autoescape = True
        env.bytecode_cache = Compiled()
        if env.loader is not None:
            env.loader = Templates(env.loader)
        self.output = self.templating.output(env)
        if not serving():
            for uri, (_, html) in self.output.items():
                add(files, config, uri, html)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Let templates that are no page, such as 404, show the frame and list the fears."""
        fears = self.made["index.md"].meta["fears"] if "index.md" in self.made else []
        more = {"site": self.site, "fears": fears, "addresses": self.templating.addresses()}
        context.update(more)  # type: ignore[typeddict-item]

    @event_priority(-50)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Remember a page that nobody wrote, such as 404, for the inspection."""
        if template_name.endswith(".html"):
            self.output[template_name] = digest(output), output
        return output

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what was found in the built site; then print, while serving in the background."""
        site = Path(config.site_dir)
        for sheet in sorted(site.rglob("*.css")):
            self.inspection.styles(sheet.read_text("utf-8", "replace"), sheet.relative_to(site).as_posix())
        for path, (key, html) in self.output.items():
            self.inspection.page(html, path, key)
        for line in self.inspection.lines():
            log.warning("%s", line)
        folder = os.path.relpath(config.theme.custom_dir or "", Path(config.config_file_path).parent)
        report(self.templating.problems, folder)
        forget_the_time(site / "sitemap.xml")
        if not shown_before():
            save()
        if serving():
            shown().update(self.output, site, PRINTED)
        if self.printing is not None and serving():
            print_later(self.printing, shown().folder)
        elif self.printing is not None:
            with press_errors():
                self.printing.write(site, offline=self.settings.offline)
        if (target := os.environ.get(PAGES_DIR)) and not serving():
            write_finished(Path(target), site, self.templating.finished())
        next_build()


class Templating:
    """Puts the pages of one build into their templates; what was put into the same ones before is kept."""

    def __init__(
        self,
        config: MkDocsConfig,
        nav: Navigation,
        made: Mapping[str, Made],
        site: dict[str, Any],
        *,
        online: bool,
    ) -> None:
        """Take up a build.

        Args:
            config: what MkDocs knows of mkdocs.yml.
            nav: what the frame of every page lists.
            made: the pages, by their files.
            site: what every page shows of the site.
            online: whether addresses are folders, where the site stands for everybody.
        """
        self.config, self.nav, self.made, self.site, self.online = config, nav, made, site, online
        self.problems: list[Problem] = []
        """What is wrong with the templates' files."""
        self.listed = {page.file.src_uri: page for page in nav.pages}
        for page in nav.pages:
            self._fill(page)

    def output(self, env: jinja2.Environment) -> dict[str, tuple[str, str]]:
        """Return every page as readers get it, by its file in the site; before it a digest of what it was made of."""
        look, found = self._look(), {}
        for made in self.made.values():
            file = page_file(made, self.config)
            key = digest(look, made.made_of())
            found[file.dest_uri] = key, kept("page", key, partial(self._rendered, made, file, env))
        return found

    def finished(self) -> dict[str, Made]:
        """Return every page, by the file of the site that holds it, for another engine."""
        files = ((page_file(made, self.config), made) for made in self.made.values())
        return {file.dest_uri: replace(made, meta=dict(self._page(made, file).meta)) for file, made in files}

    def addresses(self) -> list[tuple[str, dict[str, str] | None]]:
        """Return the address of every page, and what is said of it if it is an article; none where nobody knows it."""
        known = self.made.values() if self.config.site_url else ()
        return [(self._address(each.uri), each.meta.get("article")) for each in known]

    def _look(self) -> str:
        """Return a digest of all that a page can show besides its own fields."""
        config, folder = self.config, Path(self.config.theme.custom_dir or "")
        files = sorted(path for ending in ("html", "xml") for path in folder.rglob(f"*.{ending}"))
        templates = tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
        self.problems = [problem for each in templates for problem in decode(*each)[1]]
        nav = tuple((item.title or "", getattr(item, "url", "") or "") for item in self.nav.items)
        ours = {
            OURS,
            *(name for name, each in config.plugins.items() if getattr(each, "__file__", "") == __file__),
        }
        others = 0 if set(config.plugins) <= ours else id(self)  # who knows what another plugin adds
        site = json.dumps(self.site, sort_keys=True)
        return digest(templates, nav, site, repr(config.user_configs), config.site_url or "", others)

    def _rendered(self, made: Made, file: File, env: jinja2.Environment) -> str:
        page, plugins = self._page(made, file), self.config.plugins
        context = get_context(self.nav, [], self.config, page)
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        output = env.get_template(page.meta["template"]).render(context)
        return plugins.on_post_page(output, page=page, config=self.config)

    def _page(self, made: Made, file: File) -> Page:
        """Return a page as templates know it."""
        if made.uri not in self.listed:
            self._fill(page := Page(None, file, self.config))
            return page
        return self.listed[made.uri]

    def _fill(self, page: Page) -> None:
        """Give a page its fields and its HTML."""
        made = self.made[page.file.src_uri]
        page.meta, page.content = {**made.meta, "edit_url": page.edit_url or ""}, made.html
        if self.config.site_url:  # where the page stands for everybody, wherever this one is opened
            page.canonical_url = self._address(made.uri)

    def _address(self, uri: str) -> str:
        return urljoin(self.config.site_url or "", addresses.address(uri, directories=self.online))


def print_later(printing: Printing, folder: Path) -> None:
    """Print once nobody has saved for a moment: what would be out of date at once need not be set."""
    for waiting in (each for each in threading.enumerate() if each.name == PRESS):
        if isinstance(waiting, threading.Timer):
            waiting.cancel()  # it does nothing to one that prints already
    press = threading.Timer(MOMENT, printing.write, (folder,))
    press.name, press.daemon = PRESS, True
    press.start()


def report(problems: Iterable[Problem], folder: str) -> None:
    """Log problems; under `--strict` MkDocs counts the warnings and fails."""
    for problem in problems:
        level = logging.WARNING if problem.level == "error" else logging.INFO
        log.log(level, "%s", as_line(problem, folder))


def templates_for_paper(config: MkDocsConfig) -> Path:
    """Return the folder with the templates for paper."""
    for folder in map(Path, config.theme.dirs):
        if (folder / "print").is_dir():
            return folder / "print"
    raise PluginError("Paper needs overrides/print. Put it back, or set extra.paper to false.")


@contextmanager
def press_errors() -> Iterator[None]:
    """Let MkDocs show in one line what keeps the press from printing."""
    try:
        yield
    except PressError as error:
        raise PluginError(str(error)) from error


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


def page_file(made: Made, config: MkDocsConfig) -> File:
    """Return a page as MkDocs knows it."""
    file = File.generated(config, made.uri, content="", inclusion=InclusionLevel.INCLUDED)
    file.edit_uri = made.source
    return file


def add(files: Files, config: MkDocsConfig, uri: str, content: str) -> None:
    """Add a finished file to the site."""
    files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def remove(files: Files, uris: Collection[str]) -> None:
    """Take files out of the site."""
    for file in [file for file in files if file.src_uri in uris]:
        files.remove(file)


def leave_out(files: Files, refused: Collection[str], config: MkDocsConfig) -> None:
    """Take out the authors' Markdown, what may not be published, and all that the theme ships.

    What an adopter puts beside our templates is theirs, and stays.
    """
    barred = tuple(f"{uri}/" for uri in refused)
    own = {config.docs_dir, config.theme.custom_dir}
    for file in list(files):
        of_author = file.is_documentation_page() or f"{file.src_uri}/".startswith(barred)
        of_theme = file.src_dir is not None and file.src_dir not in own
        of_ours = file.src_dir == config.theme.custom_dir and file.src_uri.startswith(
            (*FOR_SERVERS, "print/")
        )
        if of_author or of_theme or of_ours:
            files.remove(file)


def strip_scripts(files: Files, config: MkDocsConfig, *, offline: bool) -> dict[str, list[str]]:
    """Leave out scripts of no use, and the comments of the others; return what each part's script imports."""
    remove(files, scripts.ONLY_FROM_SERVERS if offline else scripts.ONLY_FROM_DISK)
    own = [
        file
        for file in files
        if file.src_dir == config.theme.custom_dir and file.src_uri.startswith(scripts.FOLDER)
    ]
    texts = {file.src_uri: scripts.without_comments(file.content_string) for file in own}
    remove(files, texts)
    for uri, text in texts.items():
        if text != scripts.NOTHING:
            files.append(File.generated(config, uri, content=text))
    return scripts.needed(texts)


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put one style sheet in the place of the files beside our templates that it is joined from.

    An author's file of the same name as one of these is another file: it stays, and so does ours. A whole style
    sheet by the name of ours goes before it.
    """
    folder = Path(config.theme.custom_dir or "") / styles.FOLDER
    sheets = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.css")}
    texts = {name: path.read_text("utf-8-sig", "replace") for name, path in sheets.items()}
    text, parts = styles.joined(texts)
    own = {file.src_uri for file in files if file.src_dir == config.theme.custom_dir}
    remove(files, own & {styles.FOLDER + name for name in parts})
    if styles.SITE not in files.src_uris:
        files.append(File.generated(config, styles.SITE, content=text))


def make_classic(files: Files, config: MkDocsConfig) -> None:
    """Put a classic script in the place of every module that pages load, for pages that are opened from disk.

    Raises:
        PluginError: a module uses more than `without_modules` can put together.
    """
    entries = [file.src_uri for file in files if file.src_uri.startswith(scripts.STARTS)]
    for script in config.extra_javascript:
        if not isinstance(script, str) and script.type == "module" and script.path in files.src_uris:
            entries.append(script.path)
            script.type, script.defer = "", True
    modules = {file.src_uri: file.content_string for file in files if file.src_uri.endswith((".js", ".mjs"))}
    modules.pop("search/search_index.js", None)
    try:
        made, parts = all_classic(entries, modules)
    except ModuleError as error:
        raise PluginError(str(error)) from error
    remove(files, {*made, *parts})
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))


def forget_the_time(sitemap: Path) -> None:
    """Pack the sitemap again without the moment of the build, so that the same text makes the same files."""
    if sitemap.is_file():
        packed = gzip.compress(sitemap.read_bytes(), mtime=0)
        sitemap.with_name(f"{sitemap.name}.gz").write_bytes(packed)


def write_finished(target: Path, site: Path, pages: Mapping[str, Made]) -> None:
    """Write a docs folder from which another engine builds the site without us: only templates are not in it.

    Args:
        target: the folder to write.
        site: the built site. All that is no page is taken from it as it is: pictures, styles, scripts, PDFs, feeds,
            what search loads, files for hosts, and 404.html and sitemap.xml, which no page's fields could make.
        pages: all pages, by the files of the site that hold them. They become Markdown files.
    """
    others = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for uri in others.keys() - pages.keys():
        (target / uri).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(others[uri], target / uri)
    for made in pages.values():
        (target / made.uri).parent.mkdir(parents=True, exist_ok=True)
        (target / made.uri).write_text(made.text(), encoding="utf-8", newline="\n")
