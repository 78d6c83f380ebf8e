"""The docs folder on disk. What is wrong with files is in test_cases.py."""

from __future__ import annotations

import shutil
from pathlib import Path

from notabother.reading.folder import read_folder

PNG = b"\x89PNG\r\n\x1a\n"


def test_what_stands_there(docs: Path) -> None:
    (docs / "pictures").mkdir()
    (docs / "pictures/a.png").write_bytes(PNG)
    (docs / "pictures/list.txt").write_bytes(b"x")
    (docs / ".hidden.md").write_text("x", "utf-8")
    (docs / ".git").mkdir()
    (docs / ".git/b.md").write_text("x", "utf-8")
    found = read_folder(docs)
    assert sorted(source.uri for source in found.sources) == [
        "articles/base.md",
        "evidence/bohns-2016.md",
        "fears/no-reply.md",
        "fears/too-busy.md",
        "language.yml",
        "vocabulary.yml",
    ]
    assert {source.uri: source.data for source in found.sources}["fears/no-reply.md"].startswith(
        b"---\ntitle: They won't"
    )
    assert sorted(found.others) == ["pictures/a.png", "pictures/list.txt"]
    assert found.refused == ()
    assert found.problems == ()


def test_the_order_is_the_same_on_every_disk(docs: Path) -> None:
    for name in ("z", "a", "m"):
        shutil.copy(docs / "articles/base.md", docs / f"articles/{name}.md")
    uris = [source.uri for source in read_folder(docs).sources if source.uri.startswith("articles/")]
    assert uris == ["articles/a.md", "articles/base.md", "articles/m.md", "articles/z.md"]


def test_what_may_not_be_published_is_named(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("x", "utf-8")
    (docs / "a.md").symlink_to(tmp_path / "out.md")
    (docs / "b").symlink_to(tmp_path, target_is_directory=True)
    (docs / "c.png").symlink_to("nowhere")
    (docs / "big.md").write_bytes(b"a" * 200_001)
    (docs / "big.png").write_bytes(PNG + b"a" * 200_001)
    (docs / "within.md").symlink_to("articles/base.md")
    found = read_folder(docs)
    assert sorted(found.refused) == ["a.md", "b", "big.md", "c.png"]
    assert sorted(problem.place.file for problem in found.problems) == ["a.md", "b", "big.md", "c.png"]
    assert "within.md" in [source.uri for source in found.sources]
    assert found.others == ("big.png",)


def test_a_docs_folder_that_is_a_link_itself(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(docs, target_is_directory=True)
    found = read_folder(tmp_path / "link")
    assert len(found.sources) == 6
    assert found.problems == ()


def test_an_empty_folder(tmp_path: Path) -> None:
    found = read_folder(tmp_path)
    assert (found.sources, found.others, found.problems) == ((), (), ())
