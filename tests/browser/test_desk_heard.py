"""What the writing desk tells and does, found as readers find it: by name, and by ear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.ours]

MAIL, TEXT, NOTE, SPOKEN = (
    "cards/fifteen-minutes-easy-to-refuse/",
    "cards/one-question-no-meeting/",
    "cards/note-about-their-work/",
    "cards/is-this-a-bad-time/",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def heard(page: Page) -> list[str]:
    """Return what the page has read out: its live regions that are not empty."""
    return [text for text in page.get_by_role("main").get_by_role("status").all_inner_texts() if text.strip()]


def told(page: Page, term: str) -> Locator:
    """Return what stands beside a term."""
    return (
        page.get_by_role("main")
        .get_by_role("definition")
        .locator(f"xpath=self::dd[preceding-sibling::dt[normalize-space()='{term}']]")
    )


def write(page: Page, text: str) -> None:
    """Write a message in words of one's own."""
    page.get_by_text("Points to make", exact=True).click()
    page.get_by_role("textbox", name="In your own words", exact=True).fill(text)


def test_what_comes_of_a_press_is_read_out(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    copy = page.get_by_role("button", name="Copy the message")
    copy.click()
    assert [text.partition(":")[0] for text in heard(page)] == ["Still blank"]
    copy.click()
    expect(page.get_by_role("main").get_by_role("status").last).to_have_text(
        "Copied. Paste it where you write to them."
    )
    page.get_by_role("button", name="Close").click()
    assert heard(page) == []


def test_how_long_it_is_is_read_out_once_the_reader_pauses(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + MAIL)
    page.get_by_label("Topic", exact=True).fill("tea")
    page.clock.run_for(500)
    assert heard(page) == []
    page.get_by_label("First name", exact=True).fill("Ana")
    page.clock.run_for(600)
    assert heard(page) == []
    page.clock.run_for(600)
    (text,) = heard(page)
    assert text.endswith(" blanks left.")
    assert " of 200 words. " in text


def test_a_tap_on_a_blank_leads_to_its_field(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.get_by_text("[topic]", exact=True).last.click()
    field = page.get_by_label("Topic", exact=True)
    expect(field).to_be_focused()
    field.fill("night shifts")
    page.get_by_label("First name", exact=True).focus()
    page.get_by_role("figure").get_by_text("night shifts", exact=True).last.click()
    expect(field).to_be_focused()


def test_the_message_of_the_plan_takes_along_what_was_typed(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.get_by_label("First name", exact=True).fill("Priya")
    page.get_by_label("Topic", exact=True).fill("night shifts")
    plan = page.get_by_role("region", name="And if nothing comes back?")
    plan.get_by_role("link").click()
    page.wait_for_url(lambda url: MAIL not in url)
    expect(page.get_by_label("Topic", exact=True)).to_have_value("night shifts")
    expect(told(page, "From an earlier card")).to_have_count(0)


def test_a_long_subject_is_told(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    subject = told(page, "Subject")
    expect(subject).not_to_contain_text("Shorten it.")
    page.get_by_label("Topic", exact=True).fill("a very long topic " * 6)
    expect(subject).to_contain_text("Shorten it.")


def test_reading_takes_less_time_than_speaking(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    write(page, "word " * 230)
    expect(told(page, "To read")).to_have_text("About 60 seconds")
    page.goto(address + SPOKEN)
    write(page, "word " * 65)
    expect(told(page, "How long")).to_contain_text("about 30 seconds to say")


def test_they_see_the_subject_and_ninety_characters_first(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    expect(told(page, "They see first")).to_contain_text("Fifteen minutes about [topic]? — ")
    page.goto(address + NOTE)
    first = told(page, "They see first")
    write(page, "b" * 90)
    expect(first).to_have_text("b" * 90)
    page.get_by_role("textbox", name="In your own words", exact=True).fill("b" * 91)
    expect(first).to_have_text("b" * 90 + "…")


def test_what_is_too_long_looks_otherwise_than_what_fits(page: Page, address: str) -> None:
    look = """(dd) => { const s = getComputedStyle(dd.firstElementChild); return `${s.backgroundColor} ${s.fontWeight}`; }"""
    page.goto(address + NOTE)
    looks = []
    for size in (100, 190, 210):
        write(page, "b" * size)
        looks.append(told(page, "How long").evaluate(look))
    assert len(set(looks)) == 3
    expect(told(page, "How long")).to_contain_text("210 of 200 characters. That is too long.")


def test_what_is_left_is_named(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    expect(told(page, "Still blank")).to_have_text("first name, your name, how we met and question")
    for name in ("First name", "Your name", "How we met", "Question"):
        page.get_by_label(name, exact=True).fill("tea")
    expect(told(page, "Still blank")).to_have_text("Nothing")
    expect(page.get_by_role("button", name="Copy the message")).to_have_text("Copy the message")


def test_paper_shows_the_message_and_neither_desk_nor_buttons(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.get_by_label("Topic", exact=True).fill("night shifts")
    page.emulate_media(media="print")
    for role in ("button", "textbox", "radio"):
        assert page.get_by_role(role).count() == 0  # type: ignore[arg-type]
    for name in ("Make it yours", "Send it"):
        assert page.get_by_role("region", name=name).count() == 0
    for name in ("When not to send it", "Tip", "And then?", "And if nothing comes back?"):
        assert page.get_by_role("heading", name=name).is_visible()
    assert page.get_by_role("figure").get_by_text("night shifts").first.is_visible()
