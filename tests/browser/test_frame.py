"""The frame of every page as readers meet it: head, search window, colors, lists, plain print, and no scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from site_reader import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
MAIL, TEXT, SPOKEN = (
    "cards/fifteen-minutes-easy-to-refuse/",
    "cards/one-question-no-meeting/",
    "cards/is-this-a-bad-time/",
)
CONTROLS = ("button", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider", "switch")
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, color_scheme="light")
    yield context.new_page()
    context.close()


def test_without_scripts_no_page_shows_what_does_nothing_and_paper_shows_no_frame(
    browser: Browser, address: str
) -> None:
    """One visit to each kind of page, seen on the screen and then as it prints."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    dead, printed, unsigned = [], [], []
    for path in (*KINDS, MAIL, TEXT, SPOKEN):
        page.goto(address + path)
        dead += [f"{path}: {role}" for role in CONTROLS if page.get_by_role(role).count()]  # type: ignore[arg-type]
        page.emulate_media(media="print")
        frame = {
            "the head": page.get_by_role("banner"),
            **{name: page.get_by_role("navigation", name=name) for name in ("Main", "Breadcrumb", "Footer")},
            **{name: page.get_by_role("link", name=name) for name in ("Skip to the text", "Edit this page")},
            "the line to help": page.get_by_role("contentinfo").get_by_role(
                "link", name="Where to get help now"
            ),
        }
        printed += [f"{path}: {name}" for name, found in frame.items() if found.count()]
        signed = page.get_by_role("contentinfo").get_by_text(f"notabother.example/{path}", exact=True)
        if path != "404.html" and not signed.is_visible():
            unsigned.append(path)
        page.emulate_media(media="screen")
        if path != "404.html" and signed.is_visible():
            unsigned.append(f"{path} on the screen")
    context.close()
    assert dead == []
    assert printed == []
    assert unsigned == []


def test_paper_is_white_with_dark_ink_in_the_dark_too(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number)")
    assert max(ink) < 100
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browsers_own_bars_have_the_color_of_the_page(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    found = page.evaluate(
        """() => {
          const [one] = [...document.querySelectorAll("meta[name=theme-color]")].filter(({ media }) => matchMedia(media).matches);
          const probe = Object.assign(document.createElement("i"), { hidden: true });
          document.body.append(probe);
          probe.style.color = one.content;
          return getComputedStyle(probe).color;
        }"""
    )
    assert found == page.evaluate(BACKGROUND)


def test_the_switch_says_whether_colors_are_dark(page: Page, address: str) -> None:
    page.goto(address)
    switch = page.get_by_role("button", name="Dark colors")
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.emulate_media(color_scheme="dark")
    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(BACKGROUND)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(BACKGROUND) != dark
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(BACKGROUND) == dark


def test_a_phone_shows_three_lists_in_the_head_and_all_in_the_foot(page: Page, address: str) -> None:
    page.goto(address)
    lists = page.get_by_role("navigation", name="Main").get_by_role("link")
    every = lists.all_inner_texts()
    assert len(every) == 6
    page.set_viewport_size({"width": 360, "height": 740})
    assert lists.all_inner_texts() == every[:3]
    foot = page.get_by_role("navigation", name="Footer").get_by_role("link").all_inner_texts()
    assert set(every) <= set(foot)


def test_the_first_tab_shows_the_way_to_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    skip = page.get_by_role("link", name="Skip to the text")
    before = skip.bounding_box()
    assert before is not None
    assert before["width"] <= 1
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    after = skip.bounding_box()
    assert after is not None
    assert after["width"] > 100


# --- the search window -----------------------------------------------------------------------------


def window(page: Page) -> Locator:
    """Open search, and return its window."""
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    found = page.get_by_role("dialog", name="Search")
    expect(found).to_be_visible()
    return found


@pytest.mark.parametrize("path", ["", "404.html"])
def test_search_opens_from_the_text_too(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    opener = page.get_by_role("main").get_by_role("button")
    opener.click()
    found = page.get_by_role("dialog", name="Search")
    expect(found.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(opener).to_be_focused()


def test_search_says_how_much_it_found_and_the_tab_key_walks_through(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    found = window(page)
    page.keyboard.type("too busy", delay=5)
    expect(found.get_by_role("listitem").first).to_be_visible()
    expect(found.get_by_role("status")).to_contain_text("pages fit")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(found.get_by_role("list", name="Results").get_by_role("link").first).to_be_focused()
    expect(found).to_be_visible()


def test_search_is_cleared_by_its_button(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    found = window(page)
    clear = found.get_by_role("button", name="Clear")
    expect(clear).to_be_hidden()
    page.keyboard.type("too busy", delay=5)
    expect(found.get_by_role("listitem").first).to_be_visible()
    clear.click()
    expect(found.get_by_role("textbox")).to_have_value("")
    expect(found.get_by_role("listitem")).to_have_count(0)


# --- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "title", "words", "leads"),
    [
        ("fears/too-busy/", "One question, no meeting", "Hi [first name], it's [your name]", TEXT),
        ("cards/", "One question, no meeting", "Hi [first name], it's [your name]", TEXT),
        (
            "situations/",
            "Follow up once",
            "One gentle reminder when nothing has come back",
            "situations/follow-up/",
        ),
        (
            "articles/",
            "Am I bothering them?",
            "Six worries about reaching out",
            "articles/am-i-bothering-them/",
        ),
    ],
)
def test_all_of_an_entry_leads_where_its_title_leads(
    page: Page, address: str, path: str, title: str, words: str, leads: str
) -> None:
    page.goto(address + path)
    entry = (
        page.get_by_role("main")
        .get_by_role("listitem")
        .filter(has=page.get_by_role("link", name=title, exact=True))
    )
    box = entry.get_by_text(words).bounding_box()
    assert box is not None
    page.mouse.move(0, 0)
    page.evaluate("(top) => scrollTo(0, top - 300)", box["y"])
    box = entry.get_by_text(words).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 30, box["y"] + 8)
    page.wait_for_url(address + leads)
