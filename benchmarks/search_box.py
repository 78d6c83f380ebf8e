"""Types searches into the built site in Chromium and judges what comes up; for the report and for the tests."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, sync_playwright

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

WATCH: Final = """(() => {
  window.searches = { asked: 0, answered: 0, words: "", shown: 0 };
  const { searches } = window;
  const OURS = -1;
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        searches.ready ??= performance.now();
        if (event.data.ask === OURS) event.stopImmediatePropagation();
        else searches.answered = event.data.ask;
      });
    }
    postMessage(message) {
      super.postMessage(message);
      if (message.index) super.postMessage({ ask: OURS, words: "" });
      else [searches.asked, searches.words] = [message.ask, message.words];
    }
  };
  addEventListener("keydown", () => (searches.pressed = performance.now()), true);
  addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector("[data-results]");
    if (list) new MutationObserver(() => (searches.shown = performance.now())).observe(list, { childList: true });
  });
})();"""
"""Notes what the page asks its search worker and what comes back, and when keys and results came. It asks once for
itself: the answer says that the worker can search."""

SETTLED: Final = """(query) => {
  const { asked, answered, words } = window.searches;
  return words === query && asked === answered;
}"""

SHOWN: Final = """(items) => items.map((item) => {
  const link = item.querySelector("a");
  const [title, kind] = [...link.children].reverse();
  return { url: link.href, kind: kind?.textContent ?? "", title: title.textContent };
})"""


def search_button(page: Page) -> Locator:
    """Return the button in the head of a page that opens search."""
    return page.get_by_role("banner").get_by_role("button", name="Search", exact=True)


def search_window(page: Page) -> Locator:
    """Return the search window, which is there while it is open."""
    return page.get_by_role("dialog", name="Search", exact=True)


def search_results(page: Page) -> Locator:
    """Return the pages that came up, each with its sections."""
    return search_window(page).get_by_role("list", name="Results", exact=True).get_by_role("listitem")


def until(page: Page, condition: str, given: Any = None, *, patience: int = 10_000) -> None:
    """Wait until a JavaScript function of one argument gives something true.

    (Playwright's own way of waiting compiles text again and again, which the site's policy forbids.)

    Args:
        page: it stays open meanwhile.
        condition: the function, as text.
        given: its argument.
        patience: how many milliseconds to wait at most.
    """
    page.evaluate(
        f"""(given) => new Promise((done, failed) => {{
          const condition = {condition};
          const end = performance.now() + {patience};
          const look = async () => {{
            if (await condition(given)) done();
            else if (performance.now() > end) failed(new Error("It never came to this: " + condition));
            else requestAnimationFrame(look);
          }};
          look();
        }})""",
        given,
    )


@dataclass(frozen=True, slots=True)
class Result:
    """A page that came up."""

    path: str
    """Its path in the site: `fears/too-busy/`."""
    kind: str
    """What it says it is."""
    title: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of tests/search/phrases.jsonl: what somebody might type, and what would help them."""

    query: str
    group: str
    """`worry`, `words`, `danger`, `harmless` or `off-topic`."""
    accept: tuple[str, ...]
    """Slugs of worries or of situations that are right; for the last three groups none is named."""
    slip: bool
    """Whether it is mistyped."""


def read_phrases(path: Path) -> list[Phrase]:
    """Read a file of phrases, one JSON object a line."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Phrase(each["query"], each["for"], tuple(each.get("accept", ())), bool(each.get("slip")))
        for each in lines
    ]


class Judge:
    """Knows which results are right for a phrase."""

    def __init__(self, site: Path) -> None:
        cards = json.loads((site / "cards.json").read_text("utf-8"))["cards"]
        self.situations = {f"cards/{card['id']}/": self._slug(card["situation"]) for card in cards}

    @staticmethod
    def _slug(situation: Any) -> str:
        return str(situation["slug"] if isinstance(situation, dict) else situation)

    def is_worry(self, result: Result) -> bool:
        """Tell whether a result is a worry."""
        return result.path.startswith("fears/") and result.path != "fears/"

    def is_words(self, result: Result) -> bool:
        """Tell whether a result is words to send: a card, or the cards of a situation."""
        return result.path in self.situations or (
            result.path.startswith("situations/") and result.path != "situations/"
        )

    def is_right(self, phrase: Phrase, result: Result) -> bool:
        """Tell whether a result helps whoever typed the phrase."""
        if phrase.group == "danger":
            return result.path == "help-now/"
        if phrase.group == "worry":
            return self.is_worry(result) and result.path.split("/")[1] in phrase.accept
        if phrase.group == "words":
            slug = (
                self.situations.get(result.path) or result.path.split("/")[1:2][0]
                if self.is_words(result)
                else ""
            )
            return slug in phrase.accept
        return result.path != "help-now/"


class SearchBox:
    """The site's search window in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.add_init_script(WATCH)
        page.goto(address)
        button = search_button(page)
        button.evaluate(
            "(button) => button.addEventListener('click', () => (window.searches.opened = performance.now()))"
        )
        button.click()

    def milliseconds_to_open(self) -> float:
        """Return how long it took from opening search to being able to search."""
        until(self.page, "() => window.searches.ready", patience=60_000)
        return float(self.page.evaluate("window.searches.ready - window.searches.opened"))

    def type(self, query: str, *, key_by_key: bool = False) -> list[Result]:
        """Type a search over the last one and return the pages that come up, the best first."""
        search_window(self.page).get_by_role("textbox").focus()
        self.page.keyboard.press("Control+a")
        if key_by_key:
            self.page.keyboard.type(query, delay=5)
        else:
            self.page.keyboard.insert_text(query)
        until(self.page, SETTLED, query, patience=20_000)
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return [
            Result(urlsplit(each["url"]).path.removeprefix("/"), each["kind"], each["title"])
            for each in search_results(self.page).evaluate_all(SHOWN)
        ]

    @property
    def status(self) -> str:
        """What stands above the results."""
        return search_window(self.page).locator("[data-told]").inner_text()

    def milliseconds(self) -> float:
        """Return how long the last results came after the last key."""
        return float(self.page.evaluate("window.searches.shown - window.searches.pressed"))


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    headers_to_send: Mapping[str, str] = {}

    def end_headers(self) -> None:
        """Send what a host was told to send with every file."""
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder, with these headers for every file, and give its address."""
    handler = type("Handler", (Quiet,), {"headers_to_send": headers or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, or the browser that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "This needs Chromium or Chrome."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@dataclass(frozen=True, slots=True)
class Typed:
    """A phrase and what came up for it."""

    phrase: Phrase
    results: tuple[Result, ...]
    rank: int
    """Where the first right result stands, from 1; 0 if none is right."""
    milliseconds: float = 0


def type_all(
    box: SearchBox, judge: Judge, phrases: Iterable[Phrase], *, key_by_key: bool = False
) -> list[Typed]:
    """Type every phrase."""
    found = []
    for phrase in phrases:
        results = tuple(box.type(phrase.query, key_by_key=key_by_key))
        right = [judge.is_right(phrase, result) for result in results]
        rank = right.index(True) + 1 if True in right else 0
        found.append(Typed(phrase, results, rank, box.milliseconds() if key_by_key else 0))
    return found


def share(typed: Iterable[Typed], most: int) -> float:
    """Return for how many of these a right result is among the first `most`, from 0 to 1."""
    ranks = [each.rank for each in typed]
    return sum(0 < rank <= most for rank in ranks) / len(ranks)
