"""The list of licences: its texts, what it must name, and what is wrong in it."""

from __future__ import annotations

import pytest

from conftest import ROOT
from notabother.reading.licences import covers, read_licences
from small_library import LICENSED, read


def test_the_texts_are_those_that_we_were_given() -> None:
    texts = ROOT / "docs/assets/licences"
    assert (texts / "not-a-bother.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")
    assert (texts / "not-a-bother-words.txt").read_text("utf-8") == (ROOT / "LICENSE-content").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  holder: Us\n", "", "licences.yml:2:3: entry 'ours' needs 'holder'"),
        ('  files: ["**"]\n', "", "licences.yml:2:3: entry 'ours' needs 'files'"),
        ("https://a.example/mit", "assets/mit.txt", "licences.yml:6:9: 'assets/mit.txt' leads to no file."),
        ("Us", "<b>Us</b>", "[markup-in-field]"),
        ("title: Ours", "title: Ours\n  licence: MIT", "has no field 'licence'."),
    ],
)
def test_a_faulty_list_is_reported_with_its_line(old: str, new: str, said: str) -> None:
    _, problems = read({"licences.yml": LICENSED.replace(old, new)})
    assert any(said in line for line in problems), problems


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("**.html", "a/b/c.html", True),
        ("a/*.js", "a/b.js", True),
        ("a/*.js", "a/b/c.js", False),
        ("a.js", "axjs", False),
        ("a/b*.woff2", "a/b-c.woff2", True),
    ],
)
def test_files_are_named_with_stars(glob: str, path: str, fits: bool) -> None:
    [entry], _ = read_licences("licences.yml", LICENSED.replace("**", glob))
    assert covers(entry, path) is fits
