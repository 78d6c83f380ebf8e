"""Coach sheets in the real site: links that lead to them, what search finds, and plain printing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from notabother.model import Library
from notabother.paper.sheets import printed_texts
from notabother.wording import typographic
from search_box import SearchBox
from site_reader import BuiltPage

pytestmark = pytest.mark.ours

PHONE = {"width": 360, "height": 740}
SOME = ("no-reply", "stranger", "nothing-to-offer")


def files(pages: dict[str, BuiltPage], path: str) -> set[str]:
    return {target[0] for link in pages[path].links if (target := pages[path].target(link))}


def test_each_sheet_is_linked_from_its_fear_and_from_the_list(
    pages: dict[str, BuiltPage], library: Library
) -> None:
    for slug, sheet in library.sheets.items():
        path = f"coaching/{slug}/index.html"
        assert path in files(pages, f"fears/{slug}/index.html")
        assert path in files(pages, "coaching/index.html")
        wanted = {f"print/coaching/{slug}-letter.pdf", f"print/coaching/{slug}-a4.pdf"}
        assert wanted <= files(pages, path)
        assert wanted <= files(pages, "coaching/index.html")
        leads = {f"fears/{slug}/index.html", f"cards/{sheet.card}/index.html", "help-now/index.html"}
        assert leads <= files(pages, path)


def test_the_list_is_linked_from_the_print_page_and_every_foot(pages: dict[str, BuiltPage]) -> None:
    for path in ("print/index.html", "index.html", "cards/index.html", "404.html"):
        assert "coaching/index.html" in files(pages, path), path
    assert pages["print/index.html"].text.count("Coach sheets") == 2


def test_a_sheet_says_everything(pages: dict[str, BuiltPage], library: Library) -> None:
    for slug, sheet in library.sheets.items():
        text = pages[f"coaching/{slug}/index.html"].text
        for _, wanted in printed_texts(sheet):
            assert typographic(wanted) in text, slug
        for step in sheet.plan:
            assert f"{step.minutes} min {typographic(step.what)}" in text
        assert "A coach is not a therapist." in text
        assert "116 123" in text


def test_every_sheet_is_on_paper_once_for_each_size(site: Path, library: Library) -> None:
    found = sorted(file.name for file in (site / "print" / "coaching").iterdir())
    assert found == sorted(f"{slug}-{paper}.pdf" for slug in library.sheets for paper in ("letter", "a4"))
    for file in (site / "print" / "coaching").iterdir():
        document = pypdfium2.PdfDocument(file)
        assert len(document) == 1, file.name
        document.close()


def test_search_knows_the_list_and_no_single_sheet(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {entry[0].partition("#")[0] for entry in index["entries"]}
    assert {path for path in found if path.startswith("coaching/")} == {"coaching/"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_coach_sheet_finds_the_list_and_a_worry_finds_its_fear(page: Page, address: str) -> None:
    box = SearchBox(page, address)
    assert "coaching/" in [result.path for result in box.type("coach sheet")[:3]]
    for slug, words in (("no-reply", "they never wrote back"), ("too-busy", "they're too busy")):
        results = [result.path for result in box.type(words)]
        assert results[0] == f"fears/{slug}/"
        assert "coaching/" not in results[:3]


@pytest.mark.browser
@pytest.mark.parametrize("format_", ["A4", "Letter"])
def test_a_sheet_prints_on_one_page(page: Page, address: str, library: Library, format_: str) -> None:
    for slug in library.sheets:
        page.goto(f"{address}coaching/{slug}/")
        document = pypdfium2.PdfDocument(page.pdf(format=format_))
        assert len(document) == 1, slug
        text = "".join(document[0].get_textpage().get_text_range().split())
        assert "".join(typographic(library.sheets[slug].if_upset).split()) in text
        document.close()


@pytest.mark.browser
def test_a_sheet_is_whole_without_javascript(browser: Browser, address: str, library: Library) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for slug in SOME:
        page.goto(f"{address}coaching/{slug}/")
        for question in library.sheets[slug].questions:
            assert page.get_by_text(typographic(question)).is_visible()
        assert page.get_by_role("link", name="US Letter").is_visible()
    context.close()
