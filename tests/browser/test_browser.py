"""The built site in a real browser: what readers see, on a phone and on a desk, with and without JavaScript."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from notabother.model import Library
from search_box import search_button, search_results, search_window
from site_reader import KINDS, BuiltPage

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
ENLARGED = {"width": 320, "height": 256}
"""What is left of a desk's window at 400 percent."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a window as narrow as a small phone."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_quiet_and_fits(browser: Browser, address: str, scheme) -> None:
    """One visit to each, seen on a phone, at 400 percent and on a desk."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    noise: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request",
        lambda request: foreign.append(request.url) if not request.url.startswith(address) else None,
    )
    wide = []
    for path in KINDS:
        page.set_viewport_size(PHONE)
        page.goto(address + path)
        for viewport in (PHONE, ENLARGED, DESK):
            page.set_viewport_size(viewport)
            if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
                wide.append(f"{path}: {viewport}")
    assert noise == []
    assert foreign == []
    assert wide == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


@pytest.mark.parametrize(
    "path", ["articles/am-i-bothering-them/", "fears/too-busy/", "cards/confirm-the-time/", ""]
)
def test_the_first_view_is_light(phone: Page, address: str, path: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(request: Request) -> None:
        response = request.response()
        assert response is not None
        body = response.body()
        name = urlsplit(request.url).path
        sizes[name] = len(body) if name.endswith(".woff2") else len(gzip.compress(body))

    phone.on("requestfinished", weigh)
    phone.goto(address + path)
    phone.wait_for_load_state("networkidle")
    fonts = sum(size for name, size in sizes.items() if name.endswith(".woff2"))
    code = sum(size for name, size in sizes.items() if name.endswith((".js", ".css", "/", ".html")))
    assert any(name.endswith(".css") for name in sizes)
    assert 10_000 < fonts <= 75_000, sizes
    assert 5_000 < code <= 80_000, sizes
    assert not [name for name in sizes if "search_index" in name], (
        "the index is fetched before anyone searches"
    )


@pytest.mark.parametrize(
    "path", ["", "articles/am-i-bothering-them/", "fears/too-busy/", "cards/confirm-the-time/"]
)
def test_nothing_jumps_when_fonts_arrive(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    late = "fonts are held back so that text is first drawn without them"

    def delay(route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/*.woff2", delay)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
          .observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(address + path)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(800)
    assert page.evaluate("document.fonts.size") > 0, late
    assert page.evaluate("window.shift") < 0.05
    context.close()


def type_in_search(page: Page, words: str) -> list[str]:
    """Open search, type key by key, and return the titles of the results."""
    search_button(page).click()
    page.keyboard.type(words, delay=15)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("fits?$"))
    return [item.get_by_role("link").first.inner_text() for item in search_results(page).all()]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_search_finds_and_leads_there(browser: Browser, address: str, viewport) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    noise: list[str] = []
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(address + "articles/")
    titles = type_in_search(page, "they're too busy")
    assert "A worry\nThey’re too busy" in titles
    search_results(page).get_by_role("link").first.click()
    page.wait_for_load_state()
    assert page.url != address + "articles/"
    assert noise == []
    context.close()


def test_search_works_by_keyboard_and_gives_the_focus_back(phone: Page, address: str) -> None:
    phone.goto(address)
    search_button(phone).focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("Say it in your own words")).to_be_focused()
    phone.keyboard.type("referral", delay=15)
    expect(search_results(phone).first).to_be_visible()
    phone.keyboard.press("Escape")
    expect(search_window(phone)).to_be_hidden()
    expect(search_button(phone)).to_be_focused()


def test_the_keyboard_reaches_what_is_seen_and_nothing_else(phone: Page, address: str) -> None:
    phone.goto(address + "fears/too-busy/")
    seen = []
    for _ in range(12):
        phone.keyboard.press("Tab")
        box = phone.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect();
            const outline = getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none';
            return [e.tagName, e.textContent.trim().slice(0, 30), b.width > 0 && b.height > 0, outline]; }"""
        )
        seen.append(box)
    assert seen[0][1] == "Skip to the text"
    assert [box for box in seen if not box[2]] == []
    assert [box for box in seen if not box[3]] == []


def test_the_color_switch_wins_over_the_system_and_is_remembered(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESK, color_scheme="light")
    page = context.new_page()
    page.goto(address)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(background)
    assert light != dark
    page.goto(address + "fears/")
    assert page.evaluate(background) == dark
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert page.evaluate(background) == light
    context.close()


def test_an_article_begins_to_help_on_a_phones_first_screen(
    phone: Page, address: str, pages: dict[str, BuiltPage]
) -> None:
    articles = [path for path in pages if path.startswith("articles/") and path.count("/") == 2]
    assert len(articles) > 3
    late = {}
    for path in articles:
        phone.goto(address + path.removesuffix("index.html"))
        box = phone.get_by_role("article").locator("header ~ div p").first.bounding_box()
        assert box is not None
        if box["y"] + min(box["height"], 80) > PHONE["height"]:  # three lines of it
            late[path] = box["y"]
    assert late == {}
    contents = phone.get_by_role("navigation", name="In this article")
    contents.get_by_text("In this article").click()
    assert contents.get_by_role("link").first.is_visible()


def test_cards_can_be_narrowed_down(phone: Page, address: str, library: Library) -> None:
    phone.goto(address + "cards/")
    cards = phone.get_by_role("main").get_by_role("heading", level=3).get_by_role("link")
    expect(cards).to_have_count(len(library.scripts))
    phone.get_by_label("My worry").select_option("no-reply")
    wanted = sorted(id_ for id_, script in library.scripts.items() if "no-reply" in script.fears)
    assert 0 < len(wanted) < len(library.scripts)
    assert sorted(shown_cards(phone)) == wanted
    phone.reload()
    expect(cards).to_have_count(len(wanted))


def shown_cards(page: Page) -> list[str]:
    """Return the ids of the cards that a list shows."""
    links = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").all()
    return [(link.get_attribute("href") or "").rstrip("/").rpartition("/")[2] for link in links]


def test_without_javascript_everything_can_be_read(
    browser: Browser, address: str, pages: dict[str, BuiltPage], library: Library
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "cards/")
    assert sorted(shown_cards(page)) == sorted(library.scripts)
    assert page.get_by_role("combobox").count() == 0
    assert page.get_by_role("button").count() == 0, "a button that does nothing is in the way"
    page.goto(address + "fears/too-busy/")
    shown = " ".join(page.get_by_role("article").inner_text().split())
    for _, heading in pages["fears/too-busy/index.html"].headings:
        assert heading.casefold() in shown.casefold()
    context.close()


def test_the_page_does_not_glide_for_those_who_ask(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()


@pytest.mark.parametrize("format_", ["Letter", "A4"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_card_prints_on_one_page(browser: Browser, address: str, format_: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
    page = context.new_page()
    for path in ("cards/confirm-the-time/", "cards/introduce-us-if-easy/", "cards/thanks-by-text/"):
        page.goto(address + path)
        printed = printed_pages(page, format_)
        assert len(printed) == 1, path
        assert squeezed(page.get_by_role("heading", level=1).inner_text()) in printed[0]
        assert squeezed("Skip to the text") not in printed[0]
    context.close()


def test_a_fear_prints_whole_and_without_navigation(
    browser: Browser, address: str, pages: dict[str, BuiltPage]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "fears/too-busy/")
    printed = printed_pages(page, "Letter")
    assert all(len(text) > 100 for text in printed), "a page is blank, or nearly"
    text = "".join(printed)
    for level, heading in pages["fears/too-busy/index.html"].headings:
        if heading != "On paper":
            assert squeezed(heading) in text, (level, heading)
    for words in ("Skip to the text", "Worries Words to send", "Edit this page", "Straight to the words"):
        assert squeezed(words) not in text
    context.close()


def printed_pages(page: Page, format_: str) -> list[str]:
    """Print the page and return the text of each sheet, squeezed."""
    document = pypdfium2.PdfDocument(page.pdf(format=format_))
    texts = [squeezed(sheet.get_textpage().get_text_range()) for sheet in document]
    document.close()
    return texts


def squeezed(text: str) -> str:
    """Return text without spaces and capitals: a PDF does not always say where words end."""
    return "".join(text.split()).casefold()
