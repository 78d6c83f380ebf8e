"""`make serve` follows every change, and a broken one does not stop it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, expect

from conftest import ROOT
from small_site import RICH, lay_out

PATIENCE = 60
"""Seconds until a change must show; far more than it takes, even on a busy machine."""


@dataclass
class Served:
    """A copy of the repository with the small library in it, and the server that shows it."""

    root: Path
    address: str
    log: Path
    process: subprocess.Popen[bytes]

    def text(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as response:
            return response.read().decode("utf-8")

    def wait_for(self, path: str, words: str) -> str:
        """Return the page as soon as it holds `words`."""
        until = time.monotonic() + PATIENCE
        text = ""
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                text = self.text(path)
            except (URLError, ConnectionError):
                text = ""
            if words in text:
                return text
            time.sleep(0.2)
        raise AssertionError(f"{words!r} never showed on {path}\n{self.log.read_text('utf-8')[-3000:]}")

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("repository")
    docs = lay_out(root / "docs", {"articles/rich.md": RICH})
    shutil.copytree(ROOT / "docs/assets/images", docs / "assets/images", dirs_exist_ok=True)
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=output,
        )
    served = Served(root, f"http://127.0.0.1:{port}/", log, process)
    try:
        served.wait_for("", "Not a Bother")
        yield served
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.parametrize(
    ("file", "old", "new", "page", "shown"),
    [
        (
            "docs/articles/rich.md",
            'fear="too-busy" }\n',
            'fear="too-busy" }\n\nA fresh paragraph.\n',
            "fears/too-busy/",
            "A fresh paragraph.",
        ),
        ("docs/fears/too-busy.md", "title: ", "title: Honestly, ", "fears/", "Honestly, "),
        (
            "docs/fears/no-reply.md",
            "says:\n",
            "says:\n  - My knees turn to marmalade\n",
            "search/search_index.json",
            "my knees turn to marmalade",
        ),
        (
            "overrides/article.html",
            "{% block content %}",
            "{% block content %}A new template.",
            "articles/rich/",
            "A new template.",
        ),
        (
            "overrides/assets/stylesheets/parts/card.css",
            ".card-list {",
            ".a-new-style, .card-list {",
            "assets/stylesheets/site.css",
            "a-new-style",
        ),
    ],
    ids=["article", "fear", "search", "template", "style"],
)
def test_a_change_shows(served: Served, file: str, old: str, new: str, page: str, shown: str) -> None:
    assert shown not in served.text(page)
    served.edit(file, old, new)
    served.wait_for(page, shown)


@pytest.mark.browser
def test_an_open_page_follows_a_change_and_its_policy_lets_it(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served.address}privacy/")
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    served.edit("docs/privacy.md", "title: ", "title: Still, ")
    expect(page).to_have_title(re.compile("Still, "), timeout=PATIENCE * 1000)
    assert set(said) == {"Enabled live reload"}
    page.close()


def test_a_broken_change_is_explained_and_the_server_goes_on(served: Served) -> None:
    article = "docs/articles/rich.md"
    served.edit(article, "title: ", "title: Hello: again: ")
    page = served.wait_for("articles/rich/", "[broken-yaml]")
    assert "docs/articles/rich.md:2:" in page
    assert "docs/articles/rich.md:2:" in served.log.read_text("utf-8")
    assert "Traceback" not in served.log.read_text("utf-8")
    assert "too busy" in served.text("fears/too-busy/")
    served.edit(article, "title: Hello: again: ", "title: Mended, ")
    assert "[broken-yaml]" not in served.wait_for("articles/rich/", "Mended, ")


def test_a_file_that_is_no_text_is_explained_and_the_server_goes_on(served: Served) -> None:
    new = served.root / "docs" / "articles" / "not-text.md"
    new.write_bytes(b"---\ntitle: \xff\n---\n")
    served.wait_for("articles/not-text/", "[not-utf-8]")
    new.unlink()
    served.edit("docs/about.md", "title: ", "title: Still, ")
    served.wait_for("about/", "Still, ")
    assert "Traceback" not in served.log.read_text("utf-8")


def test_a_page_does_not_keep_what_is_gone(served: Served) -> None:
    new = served.root / "docs" / "articles" / "short-lived.md"
    new.write_text(
        "---\ntitle: Short-lived\ndescription: Soon gone.\ndate: 2026-11-22\n---\n\nText.\n", "utf-8"
    )
    served.wait_for("articles/", "Short-lived")
    new.unlink()
    until = time.monotonic() + PATIENCE
    while "Short-lived" in served.text("articles/"):
        assert time.monotonic() < until
        time.sleep(0.2)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("mkdocs.yml", "nav:\n", "nav: [\n", "mkdocs.yml"),
        ("mkdocs.yml", "  - hooks/events.py\n", "  - hooks/evnts.py\n", "hooks/evnts.py"),
        (
            "overrides/article.html",
            "{% block content %}",
            "{% block content %}{% if %}",
            "overrides/article.html:",
        ),
        (
            "overrides/article.html",
            "{% block content %}",
            "{% block content %}{{ meta.x.y.z }}",
            "article.html",
        ),
    ],
    ids=["settings", "a missing hook", "template", "a field that is not there"],
)
def test_what_stops_a_build_is_told_in_one_line_and_the_site_stays(
    served: Served, file: str, old: str, new: str, said: str
) -> None:
    before = served.text("articles/rich/")
    heard = len(served.log.read_text("utf-8"))
    served.edit(file, old, new)
    until = time.monotonic() + PATIENCE
    while "The site stays as it was" not in (log := served.log.read_text("utf-8")[heard:]):
        assert time.monotonic() < until, log
        time.sleep(0.1)
    lines = [line for line in log.splitlines() if "The site stays as it was" in line]
    assert len(lines) == 1
    assert said in log
    assert "Traceback" not in log
    with urllib.request.urlopen(f"{served.address}articles/rich/", timeout=5) as response:
        assert "Before all." in response.read().decode("utf-8")
    assert "Before all." in before
    served.edit(file, new, old)
    served.edit("docs/about.md", "title: ", f"title: After {len(new)}, ")
    served.wait_for("about/", f"After {len(new)}, ")


def test_what_editors_leave_for_a_moment_is_passed_over(served: Served) -> None:
    articles = served.root / "docs" / "articles"
    heard = len(served.log.read_text("utf-8"))
    left = [
        ".rich.md.swp",
        "rich.md~",
        "#rich.md#",
        "4913",
        ".~lock.rich.md#",
        "rich.md.crswap",
    ]
    for name in left:
        (articles / name).write_text("title: [\n", "utf-8")
    (articles / ".#rich.md").symlink_to("somebody@host.123")
    served.edit("docs/about.md", "title: ", "title: Meanwhile, ")
    served.wait_for("about/", "Meanwhile, ")
    log = served.log.read_text("utf-8")[heard:]
    assert "WARNING" not in log
    assert "ERROR" not in log
    for name in [*left, ".#rich.md"]:
        (articles / name).unlink()
