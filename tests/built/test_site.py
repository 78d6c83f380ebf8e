"""The real site, built strictly once: what must hold for every page of it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from conftest import ROOT
from notabother.model import Library
from site_reader import BuiltPage

FEARS = (
    "bothering-them too-busy they-cant-help nothing-to-offer lost-touch is-it-normal "
    "awkward looks-weak no-reply feels-fake stranger introvert"
).split()


@pytest.mark.ours
def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, BuiltPage]) -> None:
    broken = []
    checked = 0
    for page in pages.values():
        for link in [*page.links, *page.loads]:
            # 404 is served at any depth, so its addresses start at the root.
            target = page.target(link)
            if target is None:
                continue
            checked += 1
            path, anchor = target
            if not (site / path).is_file():
                broken.append(f"{page.path}: {link}")
            elif anchor and path in pages and anchor not in pages[path].ids:
                broken.append(f"{page.path}: {link} (no such anchor)")
    assert broken == []
    assert checked > 1000


def test_every_page_can_be_reached_from_home(pages: dict[str, BuiltPage]) -> None:
    seen, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path in seen or path not in pages:
            continue
        seen.add(path)
        todo += [target[0] for link in pages[path].links if (target := pages[path].target(link))]
    assert set(pages) - seen - {"404.html"} == set()


def test_sitemap_lists_every_page_once(site: Path, pages: dict[str, BuiltPage]) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.parse(site / "sitemap.xml").getroot()
    found = [element.text for element in root.findall("s:url/s:loc", names)]
    wanted = [
        f"https://notabother.example/{path.removesuffix('index.html')}"
        for path in pages
        if path != "404.html"
    ]
    assert sorted(found) == sorted(wanted)


def test_feed_and_data_files(site: Path, library: Library) -> None:
    items = etree.parse(site / "feed.xml").getroot().findall("channel/item")
    assert [item.findtext("title") for item in items] == [
        article.title
        for article in sorted(
            library.articles.values(), key=lambda each: (each.changed, each.uri), reverse=True
        )
    ]
    cards = json.loads((site / "cards.json").read_text("utf-8"))["cards"]
    assert {card["id"] for card in cards} == set(library.scripts)
    fears = json.loads((site / "fears.json").read_text("utf-8"))["fears"]
    assert [fear["slug"] for fear in fears] == list(library.fears)


@pytest.mark.ours
def test_the_library_is_enough_to_stand_on(library: Library) -> None:
    assert set(library.fears) == set(FEARS)
    assert len(library.articles) >= 4
    assert len(library.scripts) >= 24
    assert len(library.studies) >= 12
    for slug, fear in library.fears.items():
        assert len(set(fear.says)) >= 10, slug
        assert len(library.scripts_by_fear[slug]) >= 2, slug
        assert fear.cites, slug


def test_no_private_path_is_published(site: Path) -> None:
    assert not (site / "vocabulary.yml").exists()
    assert not (site / "language.yml").exists()
    assert str(ROOT).encode() not in b"".join(file.read_bytes() for file in site.rglob("*.html"))


@pytest.mark.ours
def test_every_fear_card_and_situation_offers_its_own_paper(
    pages: dict[str, BuiltPage], library: Library
) -> None:
    def files(path: str) -> set[str]:
        return {target[0] for link in pages[path].links if (target := pages[path].target(link))}

    for slug in library.fears:
        wanted = {f"print/{slug}-letter.pdf", f"print/{slug}-a4.pdf", f"print/{slug}-large-letter.pdf"}
        assert wanted <= files(f"fears/{slug}/index.html")
        assert wanted <= files("print/index.html")
    for id_ in library.scripts:
        assert {f"print/cards/{id_}-6x4.pdf", f"print/cards/{id_}-a6.pdf"} <= files(f"cards/{id_}/index.html")
    for slug in library.scripts_by_situation:
        assert f"print/situations/{slug}-letter.pdf" in files(f"situations/{slug}/index.html")
    assert "print/all-letter.pdf" in files("print/index.html")


@pytest.mark.ours
def test_every_code_on_paper_leads_to_a_page_of_this_site(site: Path, pytestconfig: pytest.Config) -> None:
    codes = set()
    every = pytestconfig.getoption("all_paper")
    some = sorted(site.glob("print/*-letter.pdf")) + sorted(site.glob("print/cards/*-a6.pdf"))[::6]
    for file in site.glob("print/**/*.pdf") if every else some:
        document = pypdfium2.PdfDocument(file)
        for number in range(len(document)) if every else {0, len(document) - 1}:
            for code in zxingcpp.read_barcodes(document[number].render(scale=150 / 72).to_pil()):
                codes.add(code.text)
        document.close()
    assert len(codes) > 40
    for code in codes:
        assert code.startswith("https://notabother.example/")
        assert (site / code.removeprefix("https://notabother.example/") / "index.html").is_file()


def test_pages_that_are_shared_have_a_picture_of_their_own(
    site: Path, pages: dict[str, BuiltPage], library: Library
) -> None:
    own = [f"fears/{slug}" for slug in library.fears] + [f"cards/{id_}" for id_ in library.scripts]
    own += [uri.removesuffix(".md") for uri in library.articles]
    seen = set()
    for path in own:
        metas = pages[f"{path}/index.html"].metas
        file = site / metas["og:image"].removeprefix("https://notabother.example/")
        with Image.open(file) as picture:
            assert picture.size == (1200, 630)
        assert metas["og:image:alt"].startswith("Not a Bother: ")
        seen.add(file)
    assert len(seen) == len(own)
