"""No page asks anybody else for anything, keeps anything by itself, or meets its own policy; the buttons work all the same."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from conftest import Figures, add
from desk_page import by_points, calendar_button, fill_all, own_words, way
from search_box import search_button, search_results
from site_reader import BuiltPage

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PARTS = 4
"""Into how many tests the walk over all pages is cut, so that all workers have one."""

WATCH = """
  window.refused = [];
  addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""

KEPT = """async () => ({
  localStorage: localStorage.length, sessionStorage: sessionStorage.length, cookies: document.cookie.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Ears:
    """Hears what pages of a context ask for and complain of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.asked: list[str] = []
        self.noise: list[str] = []
        self.address = address
        context.add_init_script(WATCH)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("requestfailed", self._failed)
        context.on(
            "response",
            lambda response: (
                self.noise.append(f"{response.url}: {response.status}") if response.status >= 400 else None
            ),
        )
        context.on("console", lambda message: self.noise.append(message.text))
        context.on("weberror", lambda error: self.noise.append(str(error.error)))

    def _failed(self, request: Request) -> None:
        """Note a request that failed, unless the page was left while its icon was still on the way."""
        if request.failure != "net::ERR_ABORTED":
            self.noise.append(f"{request.url}: {request.failure}")

    @property
    def foreign(self) -> list[str]:
        """What was asked of anybody else. (A `blob:` is the page's own, made in it.)"""
        return [url for url in self.asked if not url.removeprefix("blob:").startswith(self.address)]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_asks_others_keeps_anything_or_meets_its_policy(
    browser: Browser, hosted: str, pages: dict[str, BuiltPage], figures: Figures, part: int
) -> None:
    paths = list(pages)[part::PARTS]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    ears, page = Ears(context, hosted), context.new_page()
    kept: dict[str, Any] = {}
    refused: dict[str, Any] = {}
    for path in paths:
        page.goto(hosted + path.removesuffix("index.html"))
        if any((found := page.evaluate(KEPT)).values()):
            kept[path] = found
        if found := page.evaluate("window.refused"):
            refused[path] = found
    cookies = context.cookies()
    context.close()
    add(figures, "pages opened in a browser", len(paths))
    add(figures, "requests made by them", len(ears.asked))
    add(figures, "requests made by them, to others", len(ears.foreign))
    assert ears.foreign == []
    assert ears.noise == []
    assert kept == {}
    assert refused == {}
    assert cookies == []
    assert len(pages) > 150
    assert len(ears.asked) > 5 * len(paths)


def use_search(page: Page) -> None:
    search_button(page).click()
    page.keyboard.type("no reply", delay=5)
    expect(search_results(page).first).to_be_visible()
    page.keyboard.press("Escape")


def switch_colors(page: Page) -> None:
    page.get_by_role("button", name="Dark colors").click()


def narrow_down(page: Page) -> None:
    page.get_by_label("My worry").select_option("no-reply")


def use_the_desk(page: Page) -> None:
    fill_all(page)
    way(page, "Copy the message").click()
    by_points(page)
    own_words(page).fill("Mine")
    with page.expect_download():
        calendar_button(page).click()


def print_it(page: Page) -> None:
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("", use_search),
        ("fears/too-busy/", switch_colors),
        ("cards/", narrow_down),
        ("cards/fifteen-minutes-easy-to-refuse/", use_the_desk),
        ("cards/confirm-the-time/", print_it),
    ],
)
def test_everything_works_under_the_policy(browser: Browser, hosted: str, path: str, use: Any) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    ears, page = Ears(context, hosted), context.new_page()
    page.goto(hosted + path)
    use(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.refused") == []
    assert (ears.noise, ears.foreign) == ([], [])
    context.close()


@pytest.mark.parametrize("with_headers", [True, False])
def test_the_policy_refuses_what_is_not_ours(
    browser: Browser, hosted: str, address: str, with_headers: bool
) -> None:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(hosted if with_headers else address)
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", `
            <p style="color: red" onclick="1">x</p><img src="https://other.invalid/p.gif">
            <iframe src="about:blank#x"></iframe><form id="away" action="https://other.invalid/"></form>`);
          document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
          document.querySelector("#away").submit();
          fetch("https://other.invalid/").catch(() => {});
        }"""
    )
    page.wait_for_timeout(300)
    refused = {each.partition(" ")[0] for each in page.evaluate("window.refused")}
    wanted = {"style-src-attr", "script-src-attr", "script-src-elem", "img-src", "connect-src", "form-action"}
    assert wanted <= refused
    assert not page.evaluate("window.ran")
    page.close()
