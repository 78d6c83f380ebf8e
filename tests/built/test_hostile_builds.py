"""Whole builds of hostile files, and texts that would take a build hours or all memory."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from conftest import ROOT
from foreign import foreign, foreign_in
from heavy import all_files
from hostile import PAYLOADS, library_of_payloads
from site_reader import read_site
from small_library import HEAD
from small_site import build, lay_out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, figures: dict[str, str]) -> Path:
    """Return a built site of the small library and every payload in every place."""
    folder = tmp_path_factory.mktemp("hostile")
    files = dict(library_of_payloads())
    heard = build(lay_out(folder / "docs", files), folder / "site")
    said = "\n".join(heard)
    assert [uri for uri in files if uri not in said] == []
    pages = len(list((folder / "site").rglob("*.html")))
    figures["hostile build"] = f"{len(files)} files, all of them named in {len(heard):,} lines, {pages} pages"
    return folder / "site"


def test_nothing_active_or_foreign_is_in_any_page(hostile: Path) -> None:
    assert foreign_in(hostile) == []


def test_nothing_is_read_from_outside(hostile: Path) -> None:
    secret = Path("/etc/passwd").read_text("utf-8").splitlines()[0]
    for path in hostile.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
    assert not any(".." in path.relative_to(hostile).as_posix() for path in hostile.rglob("*"))


def test_what_machines_read_is_whole(hostile: Path) -> None:
    for name in ("feed.xml", "sitemap.xml"):
        etree.fromstring((hostile / name).read_bytes())
    for name in ("cards.json", "fears.json", "search/search_index.json"):
        json.loads((hostile / name).read_bytes())
    for page in read_site(hostile).values():
        for data in page.data:
            json.loads(data)


def test_the_other_pages_are_as_they_were(hostile: Path, tmp_path: Path) -> None:
    assert build(lay_out(tmp_path / "docs", {}), tmp_path / "site", strict=True) == []
    for path in ("about/index.html", "articles/base/index.html", "privacy/index.html", "404.html"):
        there, here = (site / path for site in (tmp_path / "site", hostile))
        text, other = (
            page.read_text("utf-8").partition('<article id="content"')[2].partition("</article>")[0]
            for page in (there, here)
        )
        if path == "404.html":  # which lists the fears
            assert 'href="/fears/too-busy/"' in other
        else:
            assert text
            assert text == other, path


@pytest.mark.parametrize(
    "page",
    [
        *(
            payload
            for payload in PAYLOADS
            if payload.startswith("<") and not any(each in payload for each in ("kbd", "<!", "<b title"))
        ),
        "<a href='java\tscript:x'>a</a>",
        "<img src='//x.example/a.png'>",
        "<b onclick=x>",
        "<script>x</script>",
        "<script src='https://x.example/a.js'></script>",
        "<!--> <b> -->",
        "a\x02b",
    ],
)
def test_the_check_itself_finds(page: str) -> None:
    assert list(foreign(page, "a/index.html", drawn=True))


def test_heavy_texts_come_to_an_end(figures: dict[str, str]) -> None:
    """Each within limits of time and memory that hold for a process; the last name it printed did not end."""
    names = list(all_files())
    path = ":".join(each for each in sys.path if each)
    told: dict[str, float] = {}
    memory = 0
    running = [
        subprocess.Popen(
            [sys.executable, str(ROOT / "tests/heavy.py"), path, *half],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in (names[::2], names[1::2])
    ]
    for program in running:
        out, err = program.communicate()
        *lines, last = out.splitlines()
        assert program.returncode == 0, f"{last}\n{err[-2000:]}"
        told |= {
            name: float(used.removesuffix(" s")) for name, used, *_ in (line.split("\t") for line in lines)
        }
        memory = max(memory, int(last.split()[-2]))
    assert sorted(told) == sorted(names)
    slowest = max(told, key=told.__getitem__)
    figures["heavy texts"] = f"{len(told)}, the slowest {slowest!r} {told[slowest]} s, memory {memory} MB"


def test_huge_files_do_not_stop_the_others(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {"articles/deep.md": HEAD + "> " * 4_900 + "a"})
    (docs / "articles/big.md").write_bytes(b"`[{<*_ " * 1_500_000)
    (docs / "articles/line.md").write_bytes(HEAD.encode() + b"a" * 2_000_000)
    (docs / "fears/line.md").write_bytes(HEAD.encode() + b"[" * 100_000)
    heard = build(docs, tmp_path / "site")
    for name, rule in (
        ("articles/deep", "too-complex"),
        ("articles/big", "too-large"),
        ("articles/line", "too-large"),
        ("fears/line", "too-large"),
    ):
        assert any(f"{name}.md" in line and line.endswith(f"[{rule}]") for line in heard), heard
        assert 'class="notice"' in (tmp_path / f"site/{name}/index.html").read_text("utf-8")
    assert 'class="notice"' not in (tmp_path / "site/articles/base/index.html").read_text("utf-8")
