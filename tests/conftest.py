"""What several test files share: the real site, built once, and the library it was made from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from notabother.model import Library
from notabother.publishing import policy
from notabother.reading.folder import read_folder
from notabother.reading.library import read_library
from search_box import chromium, served
from site_reader import BuiltPage, read_site
from small_library import BASE

ROOT = Path(__file__).resolve().parent.parent

OURS = "docs/articles/am-i-bothering-them.md"
"""Our first article: where it is missing, the library is somebody else's."""


os.environ["PAPER"] = "false"
"""Small builds print nothing; the real site, below, does."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take one option of our own: `make test ARGS=--all-paper`."""
    parser.addoption("--all-paper", action="store_true", help="open every PDF, not one of each kind")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a copy of this repository that has other articles, skip the tests that are about ours."""
    if not (ROOT / OURS).is_file():
        for item in items:
            if item.get_closest_marker("ours"):
                item.add_marker(pytest.mark.skip(f"it opens our own pages by name, and {OURS} is not there"))


FIGURES = pytest.StashKey[dict[str, str]]()
"""What tests have counted, by what it is."""


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> dict[str, str]:
    """Return where a test puts what it has counted; the run prints it at its end."""
    return pytestconfig.stash.setdefault(FIGURES, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what tests have counted, so that a run that looked at nothing cannot pass for a good one."""
    if found := config.stash.get(FIGURES, {}):
        terminalreporter.section("figures")
        for what, count in sorted(found.items()):
            terminalreporter.line(f"{what}: {count}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site as `make build` does, and return its folder."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PAPER": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


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
    found, problems = read_library(folder.sources, folder.others)
    assert [problem for problem in problems if problem.level == "error"] == []
    return found


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
