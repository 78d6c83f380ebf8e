"""What pages are made of, part by part: each fails alone, believes nothing that is stored, and is used as readers do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from desk_page import (
    by_points,
    calendar_button,
    clear_button,
    field,
    fill,
    fill_all,
    line,
    message,
    own_line,
    own_words,
    region,
    told,
    undo_button,
    way,
)
from notabother.model import Library
from search_box import search_button, search_results, search_window, served, until

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PHONE = {"width": 360, "height": 740}
LOW = {"width": 360, "height": 400}
MAIL = "cards/fifteen-minutes-easy-to-refuse/"
TEXT = "cards/one-question-no-meeting/"
LIST = "cards/"

DESK, COLORS = "nab:/:desk:1", "nab:/:colors:1"
"""Under what names things are kept by a site at the root of its host."""


class Noted:
    """A page that notes what goes wrong in it."""

    def __init__(self, page: Page) -> None:
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def dark(page: Page) -> Locator:
    """Return the switch for dark colors."""
    return page.get_by_role("button", name="Dark colors", exact=True)


def words(page: Page) -> Locator:
    """Return the field of the search window."""
    return page.get_by_label("Say it in your own words")


def cards(page: Page) -> Locator:
    """Return the links to the cards that a list shows."""
    return page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link")


# Each fails alone


def search_works(page: Page) -> None:
    search_button(page).click()
    page.keyboard.type("too busy")
    expect(search_results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(search_window(page)).to_be_hidden()


def colors_work(page: Page) -> None:
    dark(page).click()
    assert dark(page).get_attribute("aria-pressed") == "true"


def desk_works(page: Page) -> None:
    fill(page, first_name="Ana")
    assert "Hi Ana," in message(page).inner_text()


def filter_works(page: Page) -> None:
    expect(page.get_by_label("My worry")).to_be_visible()
    everything = cards(page).count()
    page.get_by_label("My worry").select_option("no-reply")
    assert 0 < cards(page).count() < everything


PARTS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "desk": (MAIL, desk_works),
    "filter": (LIST, filter_works),
    "search": ("", search_works),
    "colors": ("", colors_work),
}
"""For each part, a page that has it, and its use."""

CONTROLS = ("button", "textbox", "combobox", "radio", "searchbox", "checkbox")

DEAD = {
    "desk": {"Search", "Dark colors"},
    "filter": {"Search", "Dark colors"},
    "search": {"Dark colors"},
    "colors": {"Search", "Or say it in your own words"},
}
"""What may still be pressed on that page where a part does not run. Nothing else can be pressed, or typed into."""


def controls(page: Page) -> set[str]:
    """Return the names of everything that can be pressed or typed into."""
    found = [each for role in CONTROLS for each in page.get_by_role(role).all()]
    return {
        each.evaluate("(e) => e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent").strip()
        for each in found
    }


def is_as_without_scripts(page: Page, part: str, library: Library) -> None:
    """Assert that the place of a part shows what it shows without scripts."""
    assert controls(page) == DEAD[part]
    if part == "desk":
        script = library.scripts["fifteen-minutes-easy-to-refuse"]
        assert "Hi [first name]," in message(page).inner_text()
        size = page.get_by_text(re.compile(r"^\d+ of \d+ words$")).locator("visible=true")
        assert size.count() == 1
        assert region(page, "Points to make in your own words").get_by_role("listitem").count() == len(
            script.points
        )
    elif part == "filter":
        assert cards(page).count() == len(library.scripts)
    elif part == "search":
        assert page.get_by_role("link", name="Read what other people say").is_visible()


SCRIPT = {"content_type": "text/javascript"}

FAILURES: dict[str, dict[str, Any]] = {
    "is not there": {"status": 404},
    "throws": {"body": "throw new Error('broken');", **SCRIPT},
    "has a slip in it": {"body": "const = 1;", **SCRIPT},
    "is something else": {"body": "<!doctype html>", "content_type": "text/html"},
}

MODULES = {
    "desk": ("start/desk.js", "desk/desk.js", "desk/kept.js", "message/limits.js"),
    "filter": ("start/filter.js", "parts/filter.js"),
    "search": ("start/search.js", "search/opening.js"),
    "colors": ("start/colors.js", "parts/colors.js"),
}


@pytest.mark.parametrize(
    ("part", "module", "failure"),
    [
        (part, module, failure)
        for part, (own, *imported) in MODULES.items()
        for module, failure in (*((own, each) for each in FAILURES), *((each, "throws") for each in imported))
    ],
)
def test_a_part_whose_script_fails_takes_nothing_along(
    page: Page, address: str, library: Library, part: str, module: str, failure: str
) -> None:
    page.route(f"**/assets/javascripts/{module}", lambda route: route.fulfill(**FAILURES[failure]))
    path, _ = PARTS[part]
    page.goto(address + path)
    is_as_without_scripts(page, part, library)
    for other, (where, use) in PARTS.items():
        if other != part and where in ("", path):
            use(page)


THROWING = {
    "desk": ("desk/desk.js", "export function desk() { throw new Error('broken'); }"),
    "filter": ("parts/filter.js", "export function filter() { throw new Error('broken'); }"),
    "search": ("search/opening.js", "export function opening() { throw new Error('broken'); }"),
    "colors": ("parts/colors.js", "export function colors() { throw new Error('broken'); }"),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_throws_is_told_to_the_console_and_takes_nothing_along(
    page: Page, address: str, library: Library, part: str
) -> None:
    module, body = THROWING[part]
    page.route(f"**/{module}", lambda route: route.fulfill(body=body, **SCRIPT))
    noted = Noted(page)
    path, _ = PARTS[part]
    page.goto(address + path)
    is_as_without_scripts(page, part, library)
    assert noted.errors == ["broken"]
    for other, (where, use) in PARTS.items():
        if other != part and where in ("", path):
            use(page)


BOTH = """
import { colors } from "../parts/colors.js";
import { start } from "../parts/start.js";
start("filter", () => { throw new Error("broken"); });
start("colors", colors);
"""


def test_a_part_that_throws_stops_no_other_that_the_same_script_starts(
    page: Page, address: str, library: Library
) -> None:
    page.route("**/start/filter.js", lambda route: route.fulfill(body=BOTH, **SCRIPT))
    page.route("**/start/colors.js", lambda route: route.fulfill(body="", **SCRIPT))
    noted = Noted(page)
    page.goto(address + LIST)
    is_as_without_scripts(page, "filter", library)
    colors_work(page)
    assert noted.errors == ["broken"]


@pytest.mark.parametrize(
    "hook", ["data-send-heading", "data-fit", "data-clear", "data-by-hand", "data-send-left"]
)
def test_a_desk_in_which_something_is_missing_is_not_shown(
    page: Page, address: str, library: Library, hook: str
) -> None:
    def without(route: Route) -> None:
        html = route.fetch().text()
        assert re.search(rf"{hook}\b", html)
        route.fulfill(body=re.sub(rf" {hook}\b", "", html), content_type="text/html")

    page.route(f"**/{MAIL}", without)
    page.goto(address + MAIL)
    is_as_without_scripts(page, "desk", library)


@pytest.mark.parametrize("data", ['{"version": 2}', "null", "{", "[]", ""])
@pytest.mark.parametrize("path", ["", MAIL, LIST])
def test_where_the_pages_data_is_of_another_version_all_is_as_without_scripts(
    page: Page, address: str, path: str, data: str
) -> None:
    def other(route: Route) -> None:
        html = route.fetch().text()
        changed, times = re.subn(r'(id="page-data">)[^<]*', lambda found: found[1] + data, html)
        assert times == 1
        route.fulfill(body=changed, content_type="text/html")

    page.route(address + path, other)
    page.goto(address + path)
    assert controls(page) == set()
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("shared", ["parts/dom.js", "parts/start.js"])
@pytest.mark.parametrize("path", ["", MAIL, LIST])
def test_where_what_all_parts_need_fails_all_is_as_without_scripts(
    page: Page, address: str, path: str, shared: str
) -> None:
    page.route(f"**/{shared}", lambda route: route.fulfill(status=404))
    page.goto(address + path)
    assert controls(page) == set()


OF_OTHERS = """
<script src="/of-others/gone.js"></script>
<script src="/of-others/throws.js"></script>
<script type="module" src="/of-others/throws.js"></script>
<script type="module" src="/of-others/imports-nothing.js"></script>
<script>window.ran = true; throw new Error("refused");</script>
<img src="/of-others/gone.png" alt="">
"""


@pytest.mark.parametrize("part", PARTS)
def test_a_script_of_somebody_else_takes_nothing_away(page: Page, address: str, part: str) -> None:
    def with_others(route: Route) -> None:
        html = route.fetch().text()
        start, main, end = html.partition("<main>")
        route.fulfill(body=start + OF_OTHERS + main + end + OF_OTHERS, content_type="text/html")

    def of_others(route: Route) -> None:
        if route.request.url.endswith("gone.js"):
            route.fulfill(status=404)
        elif route.request.url.endswith("nothing.js"):
            route.fulfill(body='import { one } from "./gone.js";', **SCRIPT)
        else:
            route.fulfill(body="throw new Error('theirs');", **SCRIPT)

    path, use = PARTS[part]
    page.route(address + path, with_others)
    page.route("**/of-others/*", of_others)
    noted = Noted(page)
    page.goto(address + path)
    use(page)
    assert page.locator("[data-failed]").count() == 0
    assert not page.evaluate("window.ran")
    assert "theirs" in noted.errors


# What is stored


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("value", "card", "them", "values", "line", "own", "who", "first name", "x")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), max_size=8)
ID = "fifteen-minutes-easy-to-refuse"


def shaped(shape: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return an object of a shape in which anything may stand at any place, now and then."""
    return st.fixed_dictionaries({name: st.one_of(each, each, each, JSON) for name, each in shape.items()})


OF_CARD = shaped(
    {"values": shaped({"topic": TEXTS, "length of study": TEXTS}), "line": TEXTS, "own": TEXTS, "who": TEXTS}
)
SHARED = shaped({"value": TEXTS, "card": st.just(ID) | TEXTS, "them": st.booleans()})
MEMORY = shaped(
    {
        "shared": shaped({"first name": SHARED, "your name": SHARED, "x": SHARED}),
        "cards": shaped({ID: OF_CARD, "x": OF_CARD}),
        "mode": st.sampled_from(("example", "points")),
        "warm": st.booleans(),
    }
)
NOT_MADE_SMALLER = (Phase.explicit, Phase.generate)
"""Each try opens a page: what is found is small enough, and making it smaller takes minutes."""

STORED = st.one_of(
    MEMORY.map(json.dumps),
    JSON.map(json.dumps),
    MEMORY.map(json.dumps).map(lambda text: text[:-1]),
    st.text(max_size=8),
)


def found(kept: str, *names: str) -> str:
    """Return the text that stands at a place of what was kept, if all of it fits; or nothing."""
    try:
        value = json.loads(kept)
    except ValueError:
        return ""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


@pytest.fixture(scope="module")
def stored(browser: Browser) -> Iterator[Page]:
    """Open a page for many values of what is stored."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def one_line(text: str) -> str:
    """Return a text as a field of one line has it."""
    return text.replace("\n", "").replace("\r", "")


@given(kept=STORED)
@settings(max_examples=60, deadline=None, phases=NOT_MADE_SMALLER)
def test_whatever_is_stored_the_desk_starts_and_keeps_what_fits(
    stored: Page, address: str, kept: str
) -> None:
    errors: list[str] = []
    stored.goto(address + MAIL)
    stored.evaluate(
        "([key, text]) => { sessionStorage.clear(); sessionStorage.setItem(key, text); }", [DESK, kept]
    )
    stored.on("pageerror", lambda error: errors.append(str(error)))
    stored.reload()
    expect(way(stored, "Copy the message")).to_be_visible()
    values = stored.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-field]")]
          .map((place) => [place.dataset.field, place.querySelector("input").value]))"""
    )
    assert values["first name"] == one_line(found(kept, "shared", "first name", "value"))
    assert values["topic"] == one_line(found(kept, "cards", ID, "values", "topic"))
    assert values[""] == one_line(found(kept, "cards", ID, "line"))
    points = found(kept, "mode") == "points"
    assert own_words(stored).is_visible() == points
    if points:
        stored.get_by_text("An example", exact=True).click()
    fill(stored, first_name="Ana")
    assert "Hi Ana," in message(stored).inner_text()
    assert json.loads(stored.evaluate("(key) => sessionStorage.getItem(key)", DESK))["shared"][
        "first name"
    ] == {
        "value": "Ana",
        "card": ID,
        "them": True,
    }
    assert errors == []


@given(kept=st.sampled_from(('"dark"', '"light"')) | JSON.map(json.dumps) | st.text(max_size=8))
@settings(max_examples=25, deadline=None, phases=NOT_MADE_SMALLER)
def test_whatever_is_stored_the_colors_can_be_switched(stored: Page, address: str, kept: str) -> None:
    errors: list[str] = []
    stored.goto(f"{address}about/")
    stored.evaluate(
        "([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }", [COLORS, kept]
    )
    stored.on("pageerror", lambda error: errors.append(str(error)))
    stored.reload()
    expect(dark(stored)).to_be_visible()
    chosen = {'"dark"': "dark", '"light"': "light"}.get(kept.strip())
    assert stored.evaluate("document.documentElement.dataset.colors ?? null") == chosen
    was_dark = chosen == "dark"
    assert dark(stored).get_attribute("aria-pressed") == str(was_dark).lower()
    dark(stored).click()
    assert stored.evaluate("(key) => localStorage.getItem(key)", COLORS) == (
        '"light"' if was_dark else '"dark"'
    )
    assert errors == []


OTHERS = {
    "desk": '{"shared": {"first name": {"value": "Old", "card": "x"}}}',
    "nab:/:desk:0": '{"shared": {"first name": {"value": "Older", "card": "x"}}}',
    "nab:/other/:desk:1": '{"shared": {"first name": {"value": "Other", "card": "x"}}}',
    "theirs": "not even JSON",
}


def test_what_others_keep_is_not_read_and_left_alone(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    keep = "(all) => { for (const [key, text] of Object.entries(all)) { sessionStorage.setItem(key, text); localStorage.setItem(key, text); } }"
    page.evaluate(keep, OTHERS)
    page.goto(address + MAIL)
    assert field(page, "first name").input_value() == ""
    fill(page, first_name="Ana")
    dark(page).click()
    clear_button(page).click()
    left = page.evaluate("[{ ...sessionStorage }, { ...localStorage }]")
    assert left[1] == OTHERS | {COLORS: '"dark"'}
    assert left[0] == {
        key: text for key, text in OTHERS.items() if key != "nab:/:desk:0"
    }  # ours, though older


@pytest.fixture(scope="module")
def two_sites(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site twice from one host, under /a/ and /b/."""
    host = tmp_path_factory.mktemp("host")
    for name in ("a", "b"):
        (host / name).symlink_to(site)
    with served(host) as found:
        yield found


def test_two_sites_of_one_host_know_nothing_of_each_other(page: Page, two_sites: str) -> None:
    page.goto(f"{two_sites}a/{MAIL}")
    fill(page, first_name="Ana")
    dark(page).click()
    page.goto(f"{two_sites}b/{MAIL}")
    assert field(page, "first name").input_value() == ""
    assert dark(page).get_attribute("aria-pressed") == "false"
    fill(page, first_name="Ben")
    clear_button(page).click()
    page.goto(f"{two_sites}a/{TEXT}")
    assert field(page, "first name").input_value() == "Ana"
    assert dark(page).get_attribute("aria-pressed") == "true"


NO_STORAGE = """for (const name of ["sessionStorage", "localStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""

FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


@pytest.mark.parametrize("storage", [NO_STORAGE, FULL], ids=["none", "full"])
def test_without_storage_everything_works_for_the_page(page: Page, address: str, storage: str) -> None:
    noted = Noted(page)
    page.add_init_script(storage)
    for path, use in PARTS.values():
        page.goto(address + path)
        use(page)
    page.goto(address + TEXT)
    fill(page, first_name="Ana")
    clear_button(page).click()
    assert "Hi [first name]," in message(page).inner_text()
    undo_button(page).click()
    assert "Hi Ana," in message(page).inner_text()
    assert noted.errors == []


def test_nothing_is_kept_before_anything_is_typed_or_chosen(page: Page, address: str) -> None:
    for path in ("", MAIL, LIST):
        page.goto(address + path)
        search_works(page)
    page.goto(address + MAIL)
    field(page, "first name").focus()
    page.keyboard.press("Tab")
    way(page, "Copy the message").click()
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_what_is_forgotten_is_gone_from_desk_and_search(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    own_line(page).fill("Mine.")
    search_button(page).click()
    page.keyboard.type("too busy")
    expect(search_results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("sessionStorage.clear(); document.dispatchEvent(new Event('forgotten'))")
    assert "[first name]" in message(page).inner_text()
    assert {each.input_value() for each in region(page, "Make it yours").get_by_role("textbox").all()} == {""}
    search_button(page).click()
    assert words(page).input_value() == ""
    expect(search_results(page)).to_have_count(0)
    expect(words(page)).to_be_focused()


def test_what_was_told_of_clearing_stays_though_search_was_used(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    search_works(page)
    page.clock.install()
    clear_button(page).click()
    answered = "() => !document.querySelector('[data-results]').children.length"
    until(page, answered)
    page.clock.run_for(2_000)
    assert told(page).inner_text() == "Everything you typed is cleared."
    expect(page.get_by_role("main").get_by_role("button", name="Close", exact=True)).to_be_visible()


# The search window, as a dialog


def test_a_dialog_is_closed_by_escape_button_back_and_a_press_beside_it(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}about/")

    def beside() -> None:
        box = search_window(page).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] / 2, box["y"] + box["height"] / 2)

    ways: list[Callable[[], Any]] = [
        lambda: page.keyboard.press("Escape"),
        lambda: search_window(page).get_by_role("button", name="Close").click(),
        page.go_back,
        beside,
    ]
    for close in ways:
        search_button(page).click()
        expect(words(page)).to_be_focused()
        page.mouse.click(*inside(search_window(page)))
        expect(search_window(page)).to_be_visible()
        close()
        expect(search_window(page)).to_be_hidden()
        expect(search_button(page)).to_be_focused()
        assert page.url == f"{address}about/"
    page.close()


def inside(dialog: Locator) -> tuple[float, float]:
    box = dialog.bounding_box()
    assert box is not None
    return box["x"] + 20, box["y"] + box["height"] - 20


def test_however_often_a_dialog_was_opened_one_step_back_leaves_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.goto(f"{address}fears/")
    for _ in range(3):
        search_button(page).click()
        page.evaluate("document.querySelector('[data-open-search]').click()")  # while it is open
        page.keyboard.press("Escape")
        expect(search_window(page)).to_be_hidden()
        until(page, "() => !history.state?.dialog")
    page.go_back()
    assert page.url == f"{address}about/"


def test_the_page_behind_a_dialog_is_still_and_out_of_reach(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})  # a phone is filled by the window
    page.goto(address + LIST)
    page.evaluate("scrollTo(0, 300)")
    search_button(page).evaluate("(button) => button.click()")
    expect(words(page)).to_be_focused()
    page.mouse.move(20, 400)
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 300
    page.evaluate("document.querySelector('main a').focus()")
    expect(words(page)).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == 300


def escape_search(page: Page) -> None:
    """Close the search window, and wait until the step that opened it is taken back: browsers do that a moment later."""
    page.keyboard.press("Escape")
    expect(search_window(page)).to_be_hidden()
    page.wait_for_function("!history.state?.dialog")


def test_one_comes_back_from_a_result_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    search_button(page).click()
    page.keyboard.type("they are too busy")
    search_results(page).get_by_role("link").first.click()
    page.wait_for_url("**/fears/too-busy/")
    assert search_window(page).is_hidden()
    page.go_back()
    expect(search_window(page)).to_be_visible()
    expect(words(page)).to_be_focused()
    escape_search(page)
    assert page.url == f"{address}about/"
    page.go_forward()
    expect(search_window(page)).to_be_visible()


def test_a_search_in_the_address_is_read_once(page: Page, address: str) -> None:
    page.goto(f"{address}about/?a=1&q=too+busy#us")
    expect(words(page)).to_have_value("too busy")
    expect(search_results(page).first).to_be_visible()
    assert page.url == f"{address}about/?a=1#us"
    escape_search(page)
    assert page.url == f"{address}about/?a=1#us"
    page.reload()
    expect(search_button(page)).to_be_visible()
    assert search_window(page).is_hidden()


def test_a_search_window_that_did_not_arrive_may_arrive_the_next_time(page: Page, address: str) -> None:
    page.route("**/search/box.js", lambda route: route.abort(), times=1)
    page.goto(address)
    search_button(page).click()
    expect(search_window(page).get_by_role("status")).to_have_text(
        "Search did not arrive. Please load the page again."
    )
    page.keyboard.press("Escape")
    search_works(page)


# The bar


HEARD = """() => {
  window.heard = [];
  const region = document.querySelector("main [role=status]");
  new MutationObserver(() => window.heard.push(region.textContent))
    .observe(region, { childList: true, characterData: true, subtree: true });
}"""


def test_the_same_told_twice_is_heard_twice(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.evaluate(HEARD)
    saved = "A calendar file was saved. Open it to add the reminder."
    for heard in ([saved], [saved, "", saved], [saved, "", saved, "", saved]):
        calendar_button(page).click()
        until(page, "(length) => window.heard.length === length", len(heard))
        assert page.evaluate("window.heard") == heard


@pytest.mark.parametrize("how", ["Close", "Escape"])
def test_what_was_told_is_taken_away(page: Page, address: str, how: str) -> None:
    page.goto(address + MAIL)
    way(page, "Copy the message").click()
    bar_close = page.get_by_role("main").get_by_role("button", name="Close", exact=True)
    expect(bar_close).to_be_visible()
    if how == "Close":
        bar_close.click()
        expect(way(page, "Copy the message")).to_be_focused()
    else:
        page.keyboard.press("Escape")
    assert bar_close.is_hidden()
    assert told(page).inner_text() == ""


def is_above_the_bar(page: Page) -> bool:
    """Tell whether all of what has the focus is seen."""
    seen: bool = page.evaluate(
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          const bar = document.querySelector("[data-bar]").getBoundingClientRect();
          return box.top >= 0 && box.bottom <= bar.top;
        }"""
    )
    return seen


def test_no_field_that_has_the_focus_is_under_the_bar(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=LOW)
    page.goto(address + MAIL)
    way(page, "Copy the message").click()
    expect(page.get_by_role("main").get_by_role("button", name="Close", exact=True)).to_be_visible()
    for each in region(page, "Make it yours").get_by_role("textbox").all():
        each.focus()
        assert is_above_the_bar(page), each
    page.close()


def test_what_the_page_gives_the_focus_is_not_under_the_bar(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=LOW)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(address + MAIL)
    page.get_by_label("If I have heard nothing by").fill("")
    calendar_button(page).click()
    expect(page.get_by_label("If I have heard nothing by")).to_be_focused()
    assert is_above_the_bar(page)
    fill_all(page)
    way(page, "Copy the message").click()
    expect(page.get_by_role("textbox", name="The text to copy")).to_be_focused()
    assert page.evaluate(
        """() => document.activeElement.getBoundingClientRect().top < document.querySelector("[data-bar]").getBoundingClientRect().top - 40"""
    )
    by_points(page)
    way(page, "Copy the message").click()
    expect(own_words(page)).to_be_focused()
    page.close()


# The filter


def ids(page: Page) -> list[str]:
    return sorted(
        (link.get_attribute("href") or "").rstrip("/").rpartition("/")[2] for link in cards(page).all()
    )


FIELDS = {
    "I need to": ("situation", lambda script: [script.situation]),
    "My worry": ("fear", lambda script: script.fears),
    "I will send it as": ("channel", lambda script: [script.channel]),
}


def test_each_field_narrows_the_list_and_all_of_them_together(
    page: Page, address: str, library: Library
) -> None:
    page.goto(address + LIST)
    one = library.scripts[ID]
    left = dict(library.scripts)
    groups = page.get_by_role("main").get_by_role("heading", level=2)
    for label, (_, of) in FIELDS.items():
        value = next(iter(of(one)))
        page.get_by_label(label).select_option(value)
        alone = sorted(id_ for id_, script in library.scripts.items() if value in of(script))
        assert ids(page) == alone
        assert groups.count() == len({library.scripts[id_].situation for id_ in alone})
        expect(told(page)).to_have_text(f"{len(alone)} messages" if len(alone) > 1 else "1 message")
        page.get_by_label(label).select_option("")
        assert ids(page) == sorted(library.scripts)
    for label, (name, of) in FIELDS.items():
        value = next(iter(of(one)))
        page.get_by_label(label).select_option(value)
        left = {id_: script for id_, script in left.items() if value in of(script)}
        assert ids(page) == sorted(left)
        assert f"{name}={value}" in page.url.partition("#")[2]
    assert ID in left


def none_fits(library: Library) -> tuple[str, str]:
    """Return a worry and a channel for which there is no message together."""
    there = {(fear, script.channel) for script in library.scripts.values() for fear in script.fears}
    channels = {script.channel for script in library.scripts.values()}
    return next(
        (fear, channel)
        for fear in library.fears
        for channel in sorted(channels)
        if (fear, channel) not in there
    )


def test_where_nothing_fits_that_is_told_and_all_can_be_shown_again(
    page: Page, address: str, library: Library
) -> None:
    fear, channel = none_fits(library)
    page.goto(address + LIST)
    show_all = page.get_by_role("button", name="Show all")
    assert show_all.is_hidden()
    page.get_by_label("My worry").select_option(fear)
    page.get_by_label("I will send it as").select_option(channel)
    assert (ids(page), page.get_by_role("main").get_by_role("heading", level=2).count()) == ([], 0)
    nothing = "Nothing fits all of these. Change one, or show all."
    assert page.get_by_role("article").get_by_text(nothing).is_visible()
    expect(told(page)).to_have_text(nothing)
    show_all.click()
    assert ids(page) == sorted(library.scripts)
    assert page.url == address + LIST
    assert show_all.is_hidden()
    expect(page.get_by_label("I need to")).to_be_focused()
    expect(told(page)).to_have_text(f"{len(library.scripts)} messages")


def of_fear(library: Library, fear: str) -> list[str]:
    return sorted(id_ for id_, script in library.scripts.items() if fear in script.fears)


def test_what_was_chosen_stands_in_the_address_and_comes_back(
    page: Page, address: str, library: Library
) -> None:
    page.goto(f"{address}{LIST}#fear=no-reply")
    assert ids(page) == of_fear(library, "no-reply")
    page.evaluate("location.hash = 'fear=too-busy'")
    expect(page.get_by_label("My worry")).to_have_value("too-busy")
    assert ids(page) == of_fear(library, "too-busy")
    page.go_back()
    expect(page.get_by_label("My worry")).to_have_value("no-reply")
    assert ids(page) == of_fear(library, "no-reply")
    page.go_forward()
    expect(page.get_by_label("My worry")).to_have_value("too-busy")
    cards(page).first.click()
    page.wait_for_url(f"{address}cards/*/")
    page.go_back()
    expect(page.get_by_label("My worry")).to_have_value("too-busy")
    assert ids(page) == of_fear(library, "too-busy")


def test_a_place_on_the_page_is_no_choice(page: Page, address: str, library: Library) -> None:
    page.goto(f"{address}{LIST}#fear=no-reply")
    place = library.scripts[of_fear(library, "no-reply")[0]].situation
    page.evaluate("(place) => (location.hash = place)", place)
    page.wait_for_timeout(100)
    assert page.get_by_label("My worry").input_value() == "no-reply"
    assert ids(page) == of_fear(library, "no-reply")
    page.goto(f"{address}fears/")
    page.goto(f"{address}{LIST}#ask-for-chat")
    assert ids(page) == sorted(library.scripts)
    assert page.url.endswith("#ask-for-chat")


@pytest.mark.parametrize("fragment", ["fear=nonsense", "nonsense=1", "fear=", "=", "%=%", "fear=%E0%A4%A"])
def test_what_cannot_be_chosen_is_left_out(page: Page, address: str, library: Library, fragment: str) -> None:
    noted = Noted(page)
    page.goto(f"{address}{LIST}#{fragment}")
    assert ids(page) == sorted(library.scripts)
    shown = [each.evaluate("(field) => field.selectedIndex") for each in page.get_by_role("combobox").all()]
    assert shown == [0, 0, 0]
    page.evaluate("location.hash = 'fear=no-reply&channel=nonsense'")
    expect(page.get_by_label("My worry")).to_have_value("no-reply")
    assert ids(page) == of_fear(library, "no-reply")
    assert noted.errors == []


BAR = '<div data-bar><p role="status" data-says></p><button data-bar-close hidden>Close</button></div>'

FOLDED = f"""<!doctype html><html lang="en" class="no-js" data-home="../"><head><title>Folded</title>
<script src="../assets/javascripts/before-paint.js"></script></head><body><main><div data-part="filter">
<form data-filter data-waits="filter"><label>Color <select name="color"><option value="">Any</option><option>red</option>
<option>blue</option></select></label><span data-count data-none="none" data-single="1 thing" data-several="# things"></span>
<button type="button" data-reset hidden>Show all</button></form>
<details data-group><summary>Fruit</summary><ul><li data-item="cherry">Cherry</li><li data-item="plum">Plum</li></ul></details>
<details data-group open><summary>Flowers</summary><ul><li data-item="poppy">Poppy</li></ul></details>
<details data-group><summary>Stones</summary><ul><li data-item="sapphire">Sapphire</li><li data-item="pebble">Pebble</li></ul></details>
</div>{BAR}</main><script type="application/json" id="page-data">{{"version": 1, "search": {{"index": "", "worker": ""}},
"list": {{"items": {{"cherry": {{"color": ["red"]}}, "plum": {{"color": ["blue", "red"]}}, "poppy": {{"color": ["red"]}},
"sapphire": {{"color": ["blue"]}}}}}}}}</script>
<script type="module" src="../assets/javascripts/start/filter.js"></script></body></html>"""


def test_groups_that_fold_are_unfolded_while_something_is_chosen(page: Page, address: str) -> None:
    page.route(f"{address}folded/", lambda route: route.fulfill(body=FOLDED, content_type="text/html"))
    page.goto(f"{address}folded/")
    items = page.get_by_role("listitem")
    expect(page.get_by_text("5 things").first).to_be_visible()
    assert items.all_inner_texts() == ["Poppy"]
    page.get_by_label("Color").select_option("blue")
    assert items.all_inner_texts() == ["Plum", "Sapphire"]
    assert page.get_by_text("Flowers").is_hidden()
    page.get_by_label("Color").select_option("red")
    assert items.all_inner_texts() == ["Cherry", "Plum", "Poppy"]
    page.get_by_role("button", name="Show all").click()
    assert items.all_inner_texts() == ["Poppy"]  # as it was
    page.get_by_text("Stones").click()
    assert items.all_inner_texts() == ["Poppy", "Sapphire", "Pebble"]


# Copying


def select_by_hand(page: Page) -> None:
    fill_all(page)
    way(page, "Copy the message").click()
    by_hand = page.get_by_role("textbox", name="The text to copy")
    expect(by_hand).to_be_focused()
    assert by_hand.input_value().startswith("Hi tea,")
    assert page.evaluate("getSelection().toString()") == by_hand.input_value()
    assert told(page).inner_text().startswith("This browser does not copy.")


def test_where_copying_is_refused_the_text_is_selected(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(address + MAIL)
    session = browser.new_browser_cdp_session()
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["url"] == address + MAIL:
            session.send(
                "Browser.setPermission",
                {
                    "permission": {"name": "clipboard-write"},
                    "setting": "denied",
                    "origin": address.rstrip("/"),
                    "browserContextId": target["browserContextId"],
                },
            )
    assert (
        page.evaluate("navigator.permissions.query({ name: 'clipboard-write' }).then(({ state }) => state)")
        == "denied"
    )
    select_by_hand(page)
    context.close()


def test_from_a_host_without_encryption_the_text_is_selected(page: Page, address: str) -> None:
    """Browsers let no such page copy; they do not even know how."""
    host = "http://plain.example/"
    page.route(
        f"{host}**",
        lambda route: route.fulfill(response=route.fetch(url=address + route.request.url.removeprefix(host))),
    )
    page.goto(host + MAIL)
    assert page.evaluate("navigator.clipboard === undefined")
    select_by_hand(page)
    with page.expect_download():
        calendar_button(page).click()


# Fields


def test_enter_goes_from_field_to_field_and_stays_in_the_last(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fields = region(page, "Make it yours").get_by_role("textbox").all()
    assert len(fields) > 3
    fields[0].focus()
    for each in fields[1:]:
        page.keyboard.press("Enter")
        expect(each).to_be_focused()
    page.keyboard.press("Enter")
    expect(fields[-1]).to_be_focused()
    by_points(page)
    fill(page, topic="tea")
    field(page, "topic").focus()
    page.keyboard.press("Enter")  # no other field is shown
    expect(field(page, "topic")).to_be_focused()
    assert page.url == address + MAIL


def test_what_is_dictated_without_a_word_to_the_page_is_taken(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + MAIL)
    field(page, "first name").focus()
    field(page, "first name").evaluate("(field) => { field.value = 'Ana'; }")
    assert "Hi Ana," not in message(page).inner_text()
    page.clock.run_for(1_000)
    assert "Hi Ana," in message(page).inner_text()
    field(page, "first name").evaluate("(field) => { field.value = 'Anna'; }")
    field(page, "your name").focus()
    assert "Hi Anna," in message(page).inner_text()
    assert "Anna" in page.evaluate("(key) => sessionStorage.getItem(key)", DESK)


TWO_DESKS = """
import { desk } from "../desk/desk.js";
const first = document.querySelector("[data-part~=desk]");
const other = new DOMParser().parseFromString(await (await fetch("/%s")).text(), "text/html");
const second = document.adoptNode(other.querySelector("[data-part~=desk]"));
for (const name of ["id", "for", "aria-labelledby", "aria-describedby"])
  for (const each of [second, ...second.querySelectorAll(`[${name}]`)])
    if (each.hasAttribute(name)) each.setAttribute(name, `${each.getAttribute(name)}-2`);
first.after(second);
for (const [root, page] of [[first, document], [second, other]]) {
  desk(root, JSON.parse(page.querySelector("#page-data").textContent).card);
  for (const each of root.querySelectorAll("[data-waits], [data-failed]"))
    for (const name of ["data-waits", "data-failed"]) each.removeAttribute(name);
}
"""


def test_two_desks_of_one_page_keep_to_themselves_and_share_names(page: Page, address: str) -> None:
    noted = Noted(page)
    page.route("**/start/desk.js", lambda route: route.fulfill(body=TWO_DESKS % TEXT, **SCRIPT))
    page.goto(address + MAIL)
    first, second = page.get_by_role("article").nth(0), page.get_by_role("article").nth(1)
    expect(way(second, "Copy the message")).to_be_visible()
    fill(first, first_name="Ana", topic="tea")
    assert "Hi Ana," in message(second).inner_text()
    assert field(second, "first name").input_value() == "Ana"
    assert line(second, "From an earlier card").inner_text() == "first name. Still right for this person?"
    fill(second, question="Why?", your_name="Sam")
    own_line(second).fill("Mine.")
    assert "Mine." not in message(first).inner_text()
    assert "Sam" in message(first).inner_text()
    assert own_line(first).input_value() == ""
    clear_button(first).click()
    assert field(second, "question").input_value() == ""
    undo_button(first).click()
    assert field(second, "question").input_value() == "Why?"
    page.reload()
    expect(field(second, "question")).to_have_value("Why?")
    assert field(first, "topic").input_value() == "tea"
    assert noted.errors == []
