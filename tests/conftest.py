"""What several test files share: the real site, built once for all workers, and the library it was made from."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from notabother.check import check
from notabother.model import Library
from notabother.publishing import policy
from notabother.reading.folder import read_folder
from search_box import chromium, served
from site_reader import BuiltPage, read_site
from small_library import BASE, SETTINGS

ROOT = Path(__file__).resolve().parent.parent

OURS = "docs/articles/am-i-bothering-them.md"
"""Our first article: where it is missing, the library is somebody else's."""


os.environ["PAPER"] = "false"
"""Small builds print nothing; the real site, below, does."""

os.environ["NOTABOTHER_COLD"] = "1"
"""No build finds what another one has kept, but for those that try just that."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take two options of our own, as in `make test ARGS=--all-paper`."""
    parser.addoption("--all-paper", action="store_true", help="open every PDF, not one of each kind")
    parser.addoption("--no-paper", action="store_true", help="print nothing: for tests that ask for no paper")


REAL_SITE = frozenset({"real"})
"""What is made of the real docs, with paper. A test that asks for a page or an address asks for these too."""

SLOW = REAL_SITE | {"browser", "paper", "printed"}
"""What takes longer than `make quick` may; so does what stands in SLOW_FOLDERS."""

SLOW_FOLDERS = frozenset({"built", "browser", "paper"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the slow tests, keep together what shares something, and set an order in which no worker waits.

    In a copy of this repository that has other articles, the tests that are about ours are skipped.
    """
    for item in items:
        if is_slow(item):
            item.add_marker("slow")
        if not is_marked_slow(item):  # too quick to be handed out one by one
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}, quick"))
        elif shares_within_its_file(item):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if item.get_closest_marker("ours") and not (ROOT / OURS).is_file():
            item.add_marker(pytest.mark.skip(f"it opens our own pages by name, and {OURS} is not there"))
    if hasattr(config, "workerinput"):
        for item in items:
            if group := item.get_closest_marker("xdist_group"):
                # As xdist 3.8 means to do itself, in a field that pytest has given up: its groups bound nothing.
                item._id = item.id.parse(f"{item.nodeid}@{group.args[0]}")
        first = next((item for item in items if REAL_SITE & fixtures_of(item)), None)
        items.sort(key=lambda item: (item is not first, *place_in_queue(item)))


def fixtures_of(item: pytest.Item) -> frozenset[str]:
    """Return the names of everything that a test asks for, by itself or through something else."""
    return frozenset(getattr(item, "fixturenames", ()))


def is_slow(item: pytest.Item) -> bool:
    """Tell whether a test stands in a slow folder, asks for something slow, or tries whatever hypothesis finds."""
    tries = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return tries or item.path.parent.name in SLOW_FOLDERS or bool(SLOW & fixtures_of(item))


def shares_within_its_file(item: pytest.Item) -> bool:
    """Tell whether a test asks for something that its own file makes for several tests."""
    found = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009  (pytest has no public name for it)
    return any(
        each[-1].scope != "function" and each[-1].baseid == item.nodeid.partition("::")[0]
        for each in found.values()
    )


def place_in_queue(item: pytest.Item) -> tuple[bool, bool, bool]:
    """Return what comes before what: while one worker builds the real site, the others do what needs none.

    What is quick comes last, so that all workers are busy to the end.
    """
    real = bool(REAL_SITE & fixtures_of(item))
    return not is_marked_slow(item), real, item.get_closest_marker("xdist_group") is None


def is_marked_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


Figures = dict[str, str | int]
"""What tests have counted, by what it is. Numbers of several workers are added up."""

FIGURES = pytest.StashKey[Figures]()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what this worker has counted."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["figures"] = session.config.stash.get(FIGURES, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Gather what a worker has counted."""
    figures = node.config.stash.setdefault(FIGURES, {})
    for what, count in getattr(node, "workeroutput", {}).get("figures", {}).items():
        figures[what] = figures.get(what, 0) + count if isinstance(count, int) else count


def add(figures: Figures, what: str, count: int = 1) -> None:
    """Count something that several tests come upon."""
    figures[what] = int(figures.get(what, 0)) + count


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """Return where a test puts what it has counted; the run prints it at its end."""
    return pytestconfig.stash.setdefault(FIGURES, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what tests have counted, so that a run that looked at nothing cannot pass for a good one."""
    if found := config.stash.get(FIGURES, {}):
        terminalreporter.section("figures")
        for what, count in sorted(found.items()):
            terminalreporter.line(f"{what}: {count:,}" if isinstance(count, int) else f"{what}: {count}")


Once = Callable[[str, Callable[[Path], None]], Path]
"""Makes a folder, by name, unless it is there already; and returns it."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what makes a folder once for all workers: the first that asks makes it, the others wait."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                making = tmp_path_factory.mktemp(name)
                make(making)
                making.rename(shared / name)
        return shared / name

    return make_once


def build_real_site(target: Path, **more: str) -> None:
    """Build the real site as `make build` does, into a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PAPER": "true"} | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


@pytest.fixture(scope="session")
def real(once: Once, pytestconfig: pytest.Config) -> Path:
    """Return a folder with what one build of the real site writes: `site`, and `finished` for other engines."""
    more = {"PAPER": "false"} if pytestconfig.getoption("no_paper") else {}
    return once(
        "real", lambda to: build_real_site(to / "site", NOTABOTHER_PAGES_DIR=str(to / "finished"), **more)
    )


@pytest.fixture(scope="session")
def site(real: Path) -> Path:
    """Return the folder of the real site."""
    return real / "site"


@pytest.fixture(scope="session")
def finished(real: Path) -> Path:
    """Return the folder of the real site as finished pages, for other engines."""
    return real / "finished"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the real site and return its address."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def hosted(site: Path) -> Iterator[str]:
    """Serve the real site with the headers that its own header file asks a host for."""
    lines = [line.strip() for line in (site / "_headers").read_text("utf-8").splitlines()]
    headers = dict(line.split(": ", 1) for line in lines if not line.startswith(("#", "/")))
    assert headers == policy.headers()
    with served(site, headers) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without one the tests fail, they are not skipped."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BuiltPage]:
    """Return every page of the real site, by its path."""
    return read_site(site)


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the real library, which has no errors."""
    folder = read_folder(ROOT / "docs")
    checked = check(folder.sources, folder.others, SETTINGS)
    assert [problem for problem in checked.problems if problem.level == "error"] == []
    return checked.library


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a docs folder that holds the small library."""
    return Path(shutil.copytree(BASE, tmp_path / "docs"))


def under_a_strict_policy(page: Page, *, connect: str) -> None:
    """Send every answer to a page with the site's headers, as a host would.

    Args:
        page: it has not been opened yet.
        connect: what scripts may fetch: `'self'`, or `'none'` to be stricter.
    """
    headers = {name.lower(): value for name, value in policy.headers().items()}
    name = "content-security-policy"
    headers[name] = headers[name].replace("connect-src 'self'", f"connect-src {connect}")
    assert f"connect-src {connect};" in headers[name]

    def guard(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, **headers})

    page.route("**/*", guard)
