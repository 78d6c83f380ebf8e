"""Nothing is handed on without its license, and nothing of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from notabother.model import Library
from notabother.publishing import styles
from notabother.reading.licences import covers
from site_reader import BuiltPage, read_site
from small_library import LICENSED
from small_site import build, lay_out


def shipped(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


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
            one = type(each)(each.name, each.title, each.what, each.holder, each.license, each.text, (glob,))
            if not glob.startswith(("print/", "assets/social/")):  # PAPER=false leaves them out
                assert any(covers(one, path) for path in files), f"licences.yml: {each.name}: {glob}"


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


def test_nothing_of_the_theme_is_published(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    assert build(docs, tmp_path / "site", strict=True) == []
    own = {*shipped(docs), *shipped(ROOT / "overrides"), styles.SITE}
    assert [
        path for path in shipped(tmp_path / "site") if path.startswith("assets/") and path not in own
    ] == []
    assert not [
        path for path in shipped(tmp_path / "site") if path.endswith((".map", ".typ", "layouts.json"))
    ]


def test_what_somebody_puts_beside_the_templates_or_into_docs_stays(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    (docs / "assets").mkdir(exist_ok=True)
    (docs / "assets/own.css").write_text("/* ours */\n", "utf-8")
    assert build(docs, tmp_path / "site", strict=True) == []
    assert "assets/own.css" in shipped(tmp_path / "site")


def test_a_site_without_a_list_has_no_page_and_no_link(tmp_path: Path) -> None:
    build(lay_out(tmp_path / "docs", {}), tmp_path / "without", strict=True)
    assert "licences/index.html" not in read_site(tmp_path / "without")
    assert "licences" not in (tmp_path / "without/index.html").read_text("utf-8")
    assert (
        build(lay_out(tmp_path / "other", {"licences.yml": LICENSED}), tmp_path / "with", strict=True) == []
    )
    pages = read_site(tmp_path / "with")
    assert "https://a.example/mit" in pages["licences/index.html"].links
    assert "licences/" in pages["index.html"].links
    assert "licences.yml" not in shipped(tmp_path / "with")
