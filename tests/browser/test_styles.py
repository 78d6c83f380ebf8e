"""Whose styles win: those that an adopter names in `extra_css`, whatever they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from search_box import served
from small_site import RICH, build, lay_out

pytestmark = pytest.mark.browser

THEIRS = """\
:root { --paper: rgb(4, 5, 6); }
:where(body *) { color: rgb(1, 2, 3); margin-block-start: 7px; border-radius: 9px; }
"""
"""The weakest selector that there is."""

NOT_THEIRS = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility())
  .filter((each) => {
    const style = getComputedStyle(each);
    return style.color !== "rgb(1, 2, 3)" || style.marginTop !== "7px" || style.borderTopLeftRadius !== "9px";
  }).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site whose `mkdocs.yml` names a style sheet of its own."""
    folder = tmp_path_factory.mktemp("theirs")
    docs = lay_out(folder / "docs", {"articles/rich.md": RICH, "assets/ours.css": THEIRS})
    assert build(docs, folder / "site", extra_css=["assets/ours.css"]) == []
    return folder / "site"


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("path", ["", "articles/rich/", "cards/", "cards/case/", "fears/too-busy/"])
def test_any_rule_of_an_adopter_wins(browser: Browser, theirs: Path, path: str, media: Any) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.emulate_media(media=media)
    with served(theirs) as address:
        page.goto(address + path)
        assert page.locator("body *").count() > 50
        assert page.evaluate(NOT_THEIRS) == []
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(4, 5, 6)"
    page.close()


def test_colors_that_a_reader_chose_stay_on_the_screen(browser: Browser, theirs: Path) -> None:
    page = browser.new_page(color_scheme="light")
    with served(theirs) as address:
        page.goto(address)
        page.get_by_role("button", name="Dark colors").click()
        scheme = "getComputedStyle(document.documentElement).colorScheme"
        assert page.evaluate(scheme) == "dark"
        page.emulate_media(media="print")
        assert page.evaluate(scheme) == "light"
    page.close()
