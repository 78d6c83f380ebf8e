"""Says where two built sites look different: `make looks ARGS='BEFORE AFTER'`. It stands outside `make test`.

python benchmarks/looks.py BEFORE AFTER [--pictures DIR] [--only KIND ...]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from search_box import chromium, served

PHONE, TABLET, DESK, PAPER = 360, 700, 1280, 660
"""Widths in CSS pixels; the last is that of the text on a printed A4 sheet."""

SHOWN: Final = 60
"""So many groups of differences are printed."""

NAMES: Final = r"""() => {
  const said = new Set();
  const collect = (rule) => {
    for (const name of rule.style ?? []) said.add(name);
    for (const inner of rule.cssRules ?? []) collect(inner);
  };
  [...document.styleSheets].forEach(collect);
  return [...said].filter((name) => !name.startsWith("--"));
}"""
"""Gives the properties that a page's style sheets set; no other can come out otherwise, but for place and size."""

READ: Final = r"""(names) => {
  const all = [...document.querySelectorAll("html, body, body *")].filter((each) => !each.matches("script, template"));
  const say = (style) => names.map((name) => style.getPropertyValue(name).replaceAll(location.origin, ""));
  const hash = (text) => {
    let one = 5381, two = 52711;
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one, 33) ^ text.charCodeAt(at);
      two = Math.imul(two, 31) ^ text.charCodeAt(at);
    }
    return `${one}:${two}`;
  };
  const look = (element) => {
    if (!element.checkVisibility()) return {};
    const own = element.getBoundingClientRect(), around = element.parentElement?.getBoundingClientRect() ?? own;
    const style = getComputedStyle(element);
    const parts = { "": [own.x - around.x, own.y - around.y, own.width, own.height, ...say(style)] };
    for (const name of ["::before", "::after"]) {
      const part = getComputedStyle(element, name);
      if (!["none", "normal"].includes(part.content)) parts[name] = say(part);
    }
    if (style.display === "list-item") parts["::marker"] = say(getComputedStyle(element, "::marker"));
    if (element.placeholder) parts["::placeholder"] = say(getComputedStyle(element, "::placeholder"));
    if (element.localName === "dialog") parts["::backdrop"] = say(getComputedStyle(element, "::backdrop"));
    return parts;
  };
  const looks = all.map(look);
  window.tell = (wanted) => wanted.map((at) => looks[at]);
  return all.map((each, at) => [each.localName, each.getAttribute("class") ?? "", hash(JSON.stringify(looks[at]))]);
}"""
"""Gives each element's name, classes and the hash of its looks; the looks themselves stay in the page.

Looks are its place in what it stands in, its size, and the computed values of the properties asked for; what is not shown has none.
"""

AT_MOST: Final = 300
"""So many elements of one view are told apart property by property; the rest is bound to follow from them."""

PLACE: Final = ("x", "y", "wide", "high")

OPEN: Final = """() => {
  for (const each of document.querySelectorAll("[hidden]")) each.hidden = false;
  for (const each of document.querySelectorAll("details")) each.open = true;
  for (const each of document.querySelectorAll("[data-status]")) each.textContent = "Copied.";
  for (const each of document.querySelectorAll("dialog")) each.showModal();
}"""
"""Opens whatever can be opened, and shows what waits hidden."""

POINTED_AT: Final = "a, button, input, select, textarea, summary, label, li, h2, h3, h4"

PLACED: Final = frozenset(
    "x y wide high width height top right bottom left grid-template-columns grid-template-rows".split()
)
"""What changes in all that stands around when one thing changes."""


def open_all(page: Page) -> None:
    """Open whatever can be opened."""
    page.evaluate(OPEN)


def point_at_all(page: Page) -> None:
    """Let everything look as it does under a pointer that also has the focus."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": POINTED_AT})["nodeIds"]:
        state = {"nodeId": node, "forcedPseudoClasses": ["hover", "focus", "focus-visible"]}
        session.send("CSS.forcePseudoState", state)


@dataclass(frozen=True, slots=True)
class State:
    """One way in which a page is looked at."""

    name: str
    width: int
    media: dict[str, Any] = field(default_factory=dict)
    use: Callable[[Page], None] | None = None


AS_SHOWN: Final = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}

STATES: Final = (
    State("phone", PHONE),
    State("phone, dark", PHONE, {"color_scheme": "dark"}),
    State("tablet", TABLET),
    State("desk", DESK),
    State("desk, dark", DESK, {"color_scheme": "dark"}),
    State("desk, forced colors", DESK, {"forced_colors": "active"}),
    State("print", PAPER, {"media": "print"}),
    State("desk, all open", DESK, {}, open_all),
    State("phone, all open", PHONE, {"color_scheme": "dark"}),
    State("print, all open", PAPER, {"media": "print"}),
    State("desk, pointed at", DESK, {}, point_at_all),
)
"""In this order on one page, as the last ones cannot be taken back."""

WITHOUT_SCRIPTS: Final = (
    State("phone, no scripts", PHONE),
    State("desk, no scripts", DESK),
    State("print, no scripts", PAPER, {"media": "print"}),
)

PICTURED: Final = frozenset({"phone", "phone, dark", "desk", "desk, dark", "print"})


def pages_of(site: Path) -> dict[str, str]:
    """Return the address of the longest page of each kind, by kind, since it has the most to show."""
    found: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if kind := re.search(r'<article id="content" class="([^"]+)"', text):
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            name = kind[1].rpartition("page--")[2] if "--" in kind[1] else "none"
            found[name] = max(found.get(name, (0, "")), (len(text), address))
    return {kind: address for kind, (_, address) in sorted(found.items())}


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """What of an element is no longer as it was."""

    element: str
    name: str
    before: str
    after: str


def compare(pair: tuple[Page, Page]) -> list[Difference]:
    """Compare two pages as they are shown now."""
    names = sorted({name for page in pair for name in page.evaluate(NAMES)})
    before, after = (page.evaluate(READ, names) for page in pair)
    if [each[0] for each in before] != [each[0] for each in after]:
        return [Difference("page", "elements", str(len(before)), str(len(after)))]
    unlike = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one[2] != other[2]][
        :AT_MOST
    ]
    told = [page.evaluate("(wanted) => tell(wanted)", unlike) for page in pair]
    found = []
    for at, one, other in zip(unlike, *told, strict=True):
        element = ".".join([before[at][0], *before[at][1].split()])
        for part in sorted(one.keys() | other.keys()):
            if part not in one or part not in other:
                found.append(Difference(element + part, "is there", str(part in one), str(part in other)))
                continue
            keys = names if part else (*PLACE, *names)
            found += [
                Difference(element + part, key, str(was), str(now))
                for key, was, now in zip(keys, one[part], other[part], strict=True)
                if was != now
            ]
    return found


@contextmanager
def opened(browser: Browser, *, scripts: bool) -> Iterator[BrowserContext]:
    """Give a fresh window in which nothing moves by itself."""
    context = browser.new_context(reduced_motion="reduce", java_script_enabled=scripts)
    yield context
    context.close()


def turned(page: Page, state: State) -> None:
    """Bring a page into a state."""
    page.set_viewport_size({"width": state.width, "height": 800})
    page.emulate_media(**(AS_SHOWN | state.media))
    if state.use is not None:
        state.use(page)


def main() -> None:
    """Compare and print; the exit code says whether anything differs."""
    parser = argparse.ArgumentParser(description="Says where two built sites look different.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--pictures", type=Path, help="also put pictures of every kind of page here")
    parser.add_argument("--only", nargs="+", metavar="KIND", help="look at these kinds of page alone")
    given = parser.parse_args()
    found: dict[Difference, list[str]] = defaultdict(list)
    looked_at = 0
    with served(given.before) as before, served(given.after) as after, chromium() as browser:
        for kind, path in pages_of(given.before).items():
            if given.only and kind not in given.only:
                continue
            for scripts, states in ((True, STATES), (False, WITHOUT_SCRIPTS)):
                with opened(browser, scripts=scripts) as context:
                    pair = context.new_page(), context.new_page()
                    for page, address in zip(pair, (before, after), strict=True):
                        page.goto(address + path)
                        page.evaluate("document.fonts.ready")
                    for state in states:
                        for page in pair:
                            turned(page, state)
                        for difference in compare(pair):
                            found[difference].append(f"{kind} ({state.name})")
                        looked_at += 1
                        if given.pictures and state.name in PICTURED:
                            take(pair, given.pictures, f"{kind}, {state.name}")
    report(found)
    print(f"{looked_at} views were compared; {len(found)} differences.")
    sys.exit(1 if found else 0)


def take(pair: Iterable[Page], folder: Path, name: str) -> None:
    """Take a picture of each of two pages."""
    for page, which in zip(pair, ("before", "after"), strict=True):
        path = folder / which / f"{name.replace(', ', '-').replace(' ', '-')}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")


def report(found: dict[Difference, list[str]]) -> None:
    """Print differences, those that may only follow from others last, and where each was seen."""
    groups: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for each, views in found.items():
        more = f" and {len(views) - 3} more views" if len(views) > 3 else ""
        groups[each.element, each.before, each.after, ", ".join(views[:3]) + more].append(each.name)
    ordered = sorted(groups.items(), key=lambda group: (PLACED.issuperset(group[1]), group))
    for (element, before, after, seen), names in ordered[:SHOWN]:
        print(f"{element}  {', '.join(names)}: {before} -> {after}\n    {seen}")
    if len(ordered) > SHOWN:
        print(f"... and {len(ordered) - SHOWN} more.")


if __name__ == "__main__":
    main()
