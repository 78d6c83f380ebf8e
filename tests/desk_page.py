"""Finds what a card's writing desk shows as readers find it: by role and name."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

Where = Page | Locator
"""Where something is looked for: on a page, or in a part of it."""

OWN_LINE = "One line only you could"
"""How the name of the field for the reader's own line begins; it ends with "write" or "say"."""


def region(page: Where, name: str) -> Locator:
    """Return a named part of the page: `Make it yours`, `Send it`, `And if nothing comes back?`."""
    return page.get_by_role("region", name=name, exact=True)


def field(page: Where, blank: str) -> Locator:
    """Return the field of a blank: `first name`."""
    return page.get_by_role("textbox", name=blank[:1].upper() + blank[1:], exact=True)


def fill(page: Where, **values: str) -> None:
    """Type over what stands in these fields; `_` in a name is a space."""
    for name, value in values.items():
        field(page, name.replace("_", " ")).fill(value)


def fill_all(page: Where, value: str = "tea") -> None:
    """Type the same into the field of every blank."""
    fields = region(page, "Make it yours").get_by_role("textbox")
    for blank in fields.all():
        if not blank.and_(page.get_by_label(OWN_LINE)).count():
            blank.fill(value)


def own_line(page: Where) -> Locator:
    """Return the field for the line that only the reader could write."""
    return page.get_by_role("textbox", name=OWN_LINE)


def own_words(page: Where) -> Locator:
    """Return the field for a message in the reader's own words."""
    return page.get_by_role("textbox", name="In your own words", exact=True)


def by_points(page: Where) -> None:
    """Choose to write from points."""
    page.get_by_text("Points to make", exact=True).click()


def message(page: Where) -> Locator:
    """Return the message as it would be sent now."""
    return page.locator("[data-message]").get_by_role("blockquote")


def way(page: Where, name: str) -> Locator:
    """Return a way to send it, whose name may end with how many blanks are left: `Copy the message`."""
    named = re.compile(rf"^{re.escape(name)}( \(\d+ blanks? left\))?$")
    return page.get_by_role("button", name=named).or_(page.get_by_role("link", name=named))


def told(page: Page) -> Locator:
    """Return what the page tells, in the bar at its foot."""
    return page.get_by_role("main").get_by_role("status")


def copied(page: Page) -> str:
    """Return what was copied, once the page has told so."""
    expect(told(page)).to_have_text(re.compile("^Copied"))
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def line(page: Where, term: str) -> Locator:
    """Return what stands beside a term about the message: `How long`, `Still blank`."""
    lines = region(page, "Make it yours").locator("dl > div")
    whole = page if isinstance(page, Page) else page.page
    named = whole.get_by_role("term").filter(has_text=re.compile(rf"^{re.escape(term)}$"))
    return lines.filter(has=named).get_by_role("definition")


def clear_button(page: Where) -> Locator:
    """Return the button that clears everything."""
    return page.get_by_role("button", name="Clear everything I typed, on all cards")


def undo_button(page: Where) -> Locator:
    """Return the button that brings back what was cleared."""
    return page.get_by_role("button", name="Undo", exact=True)


def calendar_button(page: Where) -> Locator:
    """Return the button that saves a reminder."""
    return page.get_by_role("button", name="Put it in my calendar")
