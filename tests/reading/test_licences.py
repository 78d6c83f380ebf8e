"""Nothing is handed on without its license, and of the theme only what is used."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import material
import pytest

from conftest import ROOT
from notabother.model import Library
from notabother.reading.licences import covers, read_licences
from site_reader import BuiltPage, read_site
from small_library import read
from small_site import build, lay_out

ENTRY = """\
ours:
  title: Ours
  what: All of it.
  holder: Us
  license: MIT License
  text: https://a.example/mit
  files: ["**"]
"""


def shipped(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


# --- the real site -------------------------------------------------------------------------------


@pytest.mark.ours
def test_every_file_of_the_site_belongs_to_one_entry(site: Path, library: Library) -> None:
    files = shipped(site)
    assert len(files) > 400
    owners = {path: [each.name for each in library.licensed if covers(each, path)] for path in files}
    assert {path: names for path, names in owners.items() if len(names) != 1} == {}


def test_every_entry_names_files_that_are_there(site: Path, library: Library) -> None:
    files = shipped(site)
    for each in library.licensed:
        for glob in each.files:
            one = type(each)(
                each.name, each.title, each.what, each.holder, each.license, each.text, (glob,), ""
            )
            if not glob.startswith(("print/", "assets/social/")):  # PAPER=false leaves them out
                assert any(covers(one, path) for path in files), f"licences.yml: {each.name}: {glob}"


def test_what_is_packed_into_the_code_for_search_is_named(library: Library) -> None:
    """The theme's map says from which packages its code was made."""
    [map_] = (Path(material.__file__).parent / "templates/assets/javascripts").glob("bundle.*.min.js.map")
    sources = json.loads(map_.read_text("utf-8"))["sources"]
    packages = {
        "/".join(rest.split("/")[: 2 if rest.startswith("@") else 1])
        for source in sources
        if (rest := source.rpartition("node_modules/")[2]) != source
    }
    assert {"rxjs", "escape-html"} <= packages
    assert packages == {each.name for each in library.licensed if each.inside == "mkdocs-material"}


def test_the_texts_are_those_that_we_were_given() -> None:
    texts = ROOT / "docs/assets/licences"
    assert (texts / "not-a-bother.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")
    assert (texts / "not-a-bother-words.txt").read_text("utf-8") == (ROOT / "LICENSE-content").read_text(
        "utf-8"
    )
    [given] = [
        each for each in metadata.files("mkdocs-material") or [] if each.parts[-2:] == ("licenses", "LICENSE")
    ]
    assert (texts / "mkdocs-material.txt").read_text("utf-8") == given.read_text("utf-8")


def test_the_page_names_each_with_its_license_and_text(
    site: Path, pages: dict[str, BuiltPage], library: Library
) -> None:
    page = pages["licences/index.html"]
    for each in library.licensed:
        assert each.name in page.ids
        assert each.license in page.text
        assert each.holder.split('"')[0].strip() in page.text
        if not each.text.startswith("https://"):
            text = (site / each.text).read_text("utf-8")
            assert text.strip()
            assert f"../{each.text}" in page.links
        else:
            assert each.text in page.links
    for other in pages.values():
        assert "licences/index.html" in [target[0] for link in other.links if (target := other.target(link))]


# --- any site ------------------------------------------------------------------------------------


def test_of_the_theme_only_the_code_for_search_is_published(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    assert build(docs, tmp_path / "site", strict=True) == []
    own = {*shipped(docs), *shipped(ROOT / "overrides")}
    [code] = [path for path in shipped(tmp_path / "site") if path.startswith("assets/") and path not in own]
    assert code.startswith("assets/javascripts/bundle.")
    assert not [
        path for path in shipped(tmp_path / "site") if path.endswith((".map", ".typ", "layouts.json"))
    ]


def test_what_somebody_puts_beside_the_templates_or_into_docs_stays(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    (docs / "assets").mkdir()
    (docs / "assets/own.css").write_text("/* ours */\n", "utf-8")
    assert build(docs, tmp_path / "site", strict=True) == []
    assert "assets/own.css" in shipped(tmp_path / "site")


def test_a_site_without_a_list_has_no_page_and_no_link(tmp_path: Path) -> None:
    build(lay_out(tmp_path / "docs", {}), tmp_path / "without", strict=True)
    assert "licences/index.html" not in read_site(tmp_path / "without")
    assert "licences" not in (tmp_path / "without/index.html").read_text("utf-8")
    assert build(lay_out(tmp_path / "other", {"licences.yml": ENTRY}), tmp_path / "with", strict=True) == []
    pages = read_site(tmp_path / "with")
    assert "https://a.example/mit" in pages["licences/index.html"].links
    assert "licences/" in pages["index.html"].links
    assert "licences.yml" not in shipped(tmp_path / "with")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  holder: Us\n", "", "licences.yml:2:3: entry 'ours' needs 'holder'"),
        ("  files:", "  inside: theirs\n  file:", "licences.yml:7:11: there is no entry 'theirs'."),
        ("https://a.example/mit", "assets/mit.txt", "licences.yml:6:9: 'assets/mit.txt' leads to no file."),
        ("Us", "<b>Us</b>", "[markup-in-field]"),
        ("title: Ours", "title: Ours\n  licence: MIT", "has no field 'licence'."),
    ],
)
def test_a_faulty_list_is_reported_with_its_line(old: str, new: str, said: str) -> None:
    _, problems = read({"licences.yml": ENTRY.replace(old, new)})
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
    [entry], _ = read_licences("licences.yml", ENTRY.replace("**", glob))
    assert covers(entry, path) is fits
