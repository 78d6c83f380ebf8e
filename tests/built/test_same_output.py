"""The same text makes the same site, byte for byte: anywhere, in any locale and time zone, on any day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from small_library import BASE
from small_site import PLAIN, RICH

ANOTHER_DAY = '''\
"""Puts the clock of a Python program forward; Python imports a module of this name when it starts."""
import datetime, time

now, later = time.time, datetime.timedelta(days=400, hours=7)
time.time = lambda: now() + later.total_seconds()


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + later

    @classmethod
    def utcnow(cls):
        return super().utcnow() + later


class Tomorrow(datetime.date):
    @classmethod
    def today(cls):
        return super().today() + later


datetime.datetime, datetime.date = Later, Tomorrow
'''

PLAIN_ASCII = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "TZ": "UTC",
    "PYTHONHASHSEED": "1",
}
ELSEWHERE = {"LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"}


def lay_out(root: Path, docs: Path | None, *, backwards: bool) -> None:
    """Make a repository in a folder, its files written in one order or the other, with other times."""
    files = {
        f"{name}/{path.relative_to(ROOT / name)}": path.read_bytes()
        for name in ("hooks", "overrides")
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    files["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_bytes()
    for folder in [docs] if docs else [BASE]:
        files |= {
            f"docs/{path.relative_to(folder)}": path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
    if docs is None:
        files |= {f"docs/{uri}": text.encode() for uri, text in (PLAIN | {"articles/rich.md": RICH}).items()}
        files["docs/desk.png"] = b"\x89PNG"
        files |= {
            f"docs/assets/images/{path.name}": path.read_bytes()
            for path in (ROOT / "docs/assets/images").iterdir()
        }
    for number, name in enumerate(sorted(files, reverse=backwards)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(files[name])
        os.utime(root / name, (10**9 + number * 1000,) * 2)


def start(root: Path, environment: dict[str, str], mask: int, *, paper: bool) -> subprocess.Popen[bytes]:
    """Start to build the site there, as `make build` does."""
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "NO_MKDOCS_2_WARNING": "1",
        "PAPER": str(paper).lower(),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "site"]
    with (root / "log.txt").open("wb") as output:
        return subprocess.Popen(
            command, cwd=root, env=own | environment, umask=mask, stdout=output, stderr=output
        )


def finished(root: Path, building: subprocess.Popen[bytes]) -> dict[str, bytes]:
    """Wait for a build, and return the files of the site."""
    assert building.wait() == 0, (root / "log.txt").read_text("utf-8", "replace")[-3000:]
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("paper", [True, False], ids=["small library with paper", "real docs without"])
def test_the_same_text_makes_the_same_site(tmp_path: Path, figures: dict[str, str], paper: bool) -> None:
    here, there = tmp_path / "a", tmp_path / "a much longer name, with a space and an ümlaut" / "deep" / "er"
    docs = None if paper else ROOT / "docs"
    lay_out(here, docs, backwards=False)
    lay_out(there, docs, backwards=True)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock/sitecustomize.py").write_text(ANOTHER_DAY, "utf-8")
    later = ELSEWHERE | {"PYTHONPATH": str(tmp_path / "clock")}
    first, second = start(here, PLAIN_ASCII, 0o022, paper=paper), start(there, later, 0o077, paper=paper)
    one, other = finished(here, first), finished(there, second)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    if paper:
        assert {Path(name).suffix for name in one} >= {".pdf", ".png", ".html", ".gz", ".xml", ".json", ".js"}
    figures[f"same output, {'small library and paper' if paper else 'real docs'}"] = (
        f"{len(one):,} files of {sum(map(len, one.values())) // 1000:,} kB, twice"
    )
    shutil.rmtree(here)
    shutil.rmtree(there.parent.parent)
