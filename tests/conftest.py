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

from notabother.folder import read_folder
from notabother.library import read_library
from notabother.model import Library
from search_box import chromium, served
from site_reader import BuiltPage, read_site
from small_library import BASE

ROOT = Path(__file__).resolve().parent.parent


os.environ["PAPER"] = "false"
"""Small builds print nothing; the real site, below, does."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take one option of our own: `make test ARGS=--all-paper`."""
    parser.addoption("--all-paper", action="store_true", help="open every PDF, not one of each kind")


FIGURES = pytest.StashKey[dict[str, str]]()
"""What tests have measured or counted, to be told at the end of a run."""


def pytest_configure(config: pytest.Config) -> None:
    """Make room for figures."""
    config.stash[FIGURES] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the figures that tests have left."""
    if config.stash[FIGURES]:
        terminalreporter.section("figures")
        for name, text in config.stash[FIGURES].items():
            terminalreporter.write_line(f"{name}: {text}")


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> dict[str, str]:
    """Return the figures, by name; a test adds its own."""
    return pytestconfig.stash[FIGURES]


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
    """Send every answer to a page with a Content-Security-Policy that allows our own files only.

    Args:
        page: it has not been opened yet.
        connect: what scripts may fetch: `'self'` or `'none'`.
    """
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"worker-src 'self'; connect-src {connect}; base-uri 'none'; form-action 'none'"
    )

    def guard(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route("**/*", guard)
