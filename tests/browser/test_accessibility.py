"""What a checker of accessibility finds on every kind of page, in each state; and forced colors and stillness."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Figures, add
from desk_page import by_points, fill_all, own_words, told, way
from search_box import search_button, search_results, search_window
from site_reader import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.ours]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split()

RUN = """async ([tags, category]) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const values = axe.getRules(tags).filter((rule) => rule.tags.includes(category)).map(({ ruleId }) => ruleId);
  const { violations, passes, incomplete, inapplicable } = await axe.run(document, {
    runOnly: category ? { type: "rule", values } : tags, resultTypes: ["violations"], performanceTimer: false,
  });
  const all = [violations, passes, incomplete, inapplicable].flat();
  return {
    rules: all.map(({ id }) => id),
    found: violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)),
  };
}"""

VIEWPORTS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}
MAIL = "cards/fifteen-minutes-easy-to-refuse/"


def as_it_is(page: Page) -> None:
    """Leave the page alone."""


def search(words: str) -> Callable[[Page], None]:
    """Return what opens search and types some words."""

    def use(page: Page) -> None:
        search_button(page).click()
        page.keyboard.type(words, delay=5)
        expect(search_results(page).first).to_be_visible()

    return use


def unfold_places(page: Page) -> None:
    search("coach sheet")(page)
    search_window(page).get_by_text("more places on this page").first.click()


def open_search(page: Page) -> None:
    search_button(page).click()
    expect(search_window(page)).to_be_visible()


def narrow_to_nothing(page: Page) -> None:
    page.get_by_label("My worry").select_option("no-reply")
    page.get_by_label("I will send it as").select_option(index=1)


def be_asked_about_blanks(page: Page) -> None:
    way(page, "Copy the message").click()
    expect(told(page)).to_contain_text("Still blank")


def fill_the_desk(page: Page) -> None:
    fill_all(page)
    way(page, "Copy the message").click()
    expect(told(page)).to_contain_text("Copied")


def write_from_points(page: Page) -> None:
    by_points(page)
    own_words(page).fill("My own words.")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    **{path or "home": (path, as_it_is) for path in (*KINDS, MAIL, "cards/is-this-a-bad-time/")},
    "search, open": ("fears/too-busy/", open_search),
    "search, with results": ("", search("they are too busy")),
    "search, in danger": ("", search("i want to die")),
    "search, nothing fits": ("", search("zzzz")),
    "search, places on a page": ("", unfold_places),
    "cards, narrowed down": ("cards/", narrow_to_nothing),
    "desk, asking about blanks": (MAIL, be_asked_about_blanks),
    "desk, filled": (MAIL, fill_the_desk),
    "desk, from points": (MAIL, write_from_points),
}


MOVING = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after", "::backdrop"].map((part) => [element, getComputedStyle(element, part || null)]))
  .filter(([, style]) => [style.transitionDuration, style.animationDuration]
    .some((times) => times.split(",").some((time) => parseFloat(time) > 0)))
  .map(([element]) => element.tagName)"""
"""What takes time to change, or moves."""


@pytest.mark.parametrize("state", STATES)
def test_a_checker_finds_nothing_in_any_state_and_nothing_moves_for_those_who_ask(
    browser: Browser, address: str, state: str, figures: Figures
) -> None:
    """One visit to each state. Dark differs from light in colors alone: there all rules about colors are asked."""
    context = browser.new_context(viewport=VIEWPORTS["phone"], reduced_motion="reduce")
    path, use = STATES[state]
    page = context.new_page()
    page.goto(address + path)
    page.evaluate("document.fonts.ready")
    use(page)
    page.evaluate(AXE)
    for name, viewport in VIEWPORTS.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for scheme, category, least in (("light", "", 80), ("dark", "cat.color", 2)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            result = page.evaluate(RUN, [TAGS, category])
            assert result["found"] == [], (name, scheme)
            assert len(set(result["rules"])) >= least
            figures[f"accessibility, rules in {scheme} colors"] = str(len(set(result["rules"])))
            add(figures, f"accessibility, states on a {name}")
    moving = page.evaluate(MOVING)
    context.close()
    assert moving == []


def test_every_kind_of_page_is_among_the_states(pages: dict[str, Any]) -> None:
    kinds = {path.partition("/")[0] for path in pages if path.count("/") == 2}
    tried = {path.partition("/")[0] for path, _ in STATES.values() if path.count("/") == 2}
    assert kinds == tried


TAB_STOPS = """() => {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(stops)].filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true })
    && !each.closest("dialog:not([open])")
    && !(each.type === "radio" && !each.checked)).length;
}"""

FOCUSED = """() => {
  const all = [...document.querySelectorAll("*")], element = document.activeElement;
  if (!element || element === document.body) return null;
  const ringed = (e) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(e);
    let ground = e.parentElement;
    while (ground && getComputedStyle(ground).backgroundColor.endsWith(", 0)")) ground = ground.parentElement;
    const behind = ground && getComputedStyle(ground).backgroundColor;
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== behind;
  };
  let around = element;
  while (around && !ringed(around)) around = around.parentElement;
  return { at: all.indexOf(element), what: element.outerHTML.slice(0, 80), ringed: around !== null };
}"""
"""Where the focus is, and whether that thing, or what it stands in, wears a ring of another color than its ground."""


@pytest.mark.parametrize("forced", ["none", "active"], ids=["own colors", "forced colors"])
@pytest.mark.parametrize("path", ["", "fears/too-busy/", "cards/", MAIL, "404.html"])
def test_the_tab_key_reaches_everything_once_and_shows_where_it_is(
    browser: Browser, address: str, path: str, forced: Any
) -> None:
    context = browser.new_context(viewport=VIEWPORTS["phone"], forced_colors=forced)
    page = context.new_page()
    page.goto(address + path)
    wanted = page.evaluate(TAB_STOPS)
    reached: list[int] = []
    unseen: list[str] = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if focused["at"] in reached[-1:]:
            continue  # a date is three stops
        reached.append(focused["at"])
        if not focused["ringed"]:
            unseen.append(focused["what"])
    context.close()
    assert unseen == []
    assert len(reached) == len(set(reached)) == wanted


def test_the_skip_link_leads_to_the_text(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=VIEWPORTS["phone"])
    page.goto(address + MAIL)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
    page.close()


def test_in_forced_colors_the_chosen_way_of_writing_is_seen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=VIEWPORTS["phone"], forced_colors="active")
    page.goto(address + MAIL)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    chosen, other = page.locator("label:has(:checked)"), page.locator("label:has([type=radio]:not(:checked))")
    colors = "(label) => { const s = getComputedStyle(label); return [s.backgroundColor, s.color]; }"
    ground, ink = chosen.evaluate(colors)
    assert ink not in (ground, other.evaluate(colors)[1])  # the other way round, as no one else's
    other.click()
    assert chosen.evaluate(colors) == [ground, ink]
    assert other.evaluate(colors)[1] != ink
    page.close()


def test_in_forced_colors_what_can_be_pressed_or_typed_into_has_an_edge(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport=VIEWPORTS["phone"], forced_colors="active")
    edged = """(e) => { const s = getComputedStyle(e);
      return parseFloat(s.borderTopWidth) >= 1 || s.textDecorationLine === "underline"; }"""
    flat: list[str] = []
    for path, use, things in (
        ("", as_it_is, "button"),
        ("cards/", as_it_is, "select"),
        (MAIL, write_from_points, "button, textarea, input:not([type=radio])"),
        (MAIL, open_search, "dialog[open], dialog[open] button"),
    ):
        page.goto(address + path)
        use(page)
        shown = page.locator(things).locator("visible=true").all()
        assert shown
        flat += [
            each.evaluate("(e) => e.outerHTML.slice(0, 90)") for each in shown if not each.evaluate(edged)
        ]
    page.close()
    assert flat == []
