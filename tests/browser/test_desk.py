"""The writing desk of a card, in the browser: from reading to having sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from conftest import under_a_strict_policy
from desk_page import (
    by_points,
    calendar_button,
    clear_button,
    copied,
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

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PHONE = {"width": 360, "height": 740}
MAIL = "cards/fifteen-minutes-easy-to-refuse/"
TEXT = "cards/one-question-no-meeting/"
NOTE = "cards/note-about-their-work/"
SPOKEN = "cards/is-this-a-bad-time/"
INTRODUCTION = "cards/introduce-us-if-easy/"
LINKEDIN = "cards/is-this-your-area/"
THANKS = "cards/thanks-by-text/"
WORD = "cards/slightly-awkward-so-plainly/"
NAMES = ("O'Brien & Sons <b>", "Zoë 🙂", "משה", "ﷺ عربي", "x" * 5000, "[topic]", "a\u2028b\tc", "\ud83d")


NOTE_OPENINGS = """() => {
  window.opened = [];
  document.addEventListener("click", (event) => {
    window.opened.push(!event.defaultPrevented);
    event.preventDefault();
  });
}"""
"""Notes of each press whether a program would open, and lets none."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def after(page: Page, answer: str) -> Locator:
    """Return the link to what to send after an answer: `They say yes`."""
    answers = region(page, "And then?").locator("dl > div")
    return answers.filter(has=page.get_by_role("term").filter(has_text=answer)).get_by_role("link")


def plan(page: Page) -> Locator:
    return region(page, "And if nothing comes back?")


def day(page: Page) -> Locator:
    return page.get_by_label("If I have heard nothing by")


def opens(page: Page, name: str) -> str:
    """Return the address of a way to send it."""
    return way(page, name).get_attribute("href") or ""


def text_of(link: str) -> str:
    """Return the text that an `sms:` address holds."""
    return unquote(link.removeprefix("sms:?&body="))


def test_the_message_follows_what_is_typed(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", topic="night shifts")
    shown = message(page).inner_text()
    assert "Hi Priya," in shown
    assert "Fifteen minutes about night shifts?" in shown
    assert "[your name]" in shown
    left = line(page, "Still blank").inner_text()
    assert "your name" in left
    assert "first name" not in left
    assert "Fifteen minutes about night shifts?" in page.locator("[data-there]:visible").inner_text()


def test_every_blank_has_a_label_and_a_hint(page: Page, address: str, library: Library) -> None:
    for path, id_ in ((MAIL, "fifteen-minutes-easy-to-refuse"), (TEXT, "one-question-no-meeting")):
        page.goto(address + path)
        for blank in dict.fromkeys(map(str, library.scripts[id_].blanks)):
            example = library.vocabulary.placeholders[blank].example
            expect(field(page, blank)).to_have_accessible_description(re.compile(re.escape(example)))


@pytest.mark.parametrize("path", [MAIL, TEXT, NOTE, SPOKEN])
def test_copying_asks_once_while_blanks_are_left(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    name = "Copy the words" if path == SPOKEN else "Copy the message"
    button = way(page, name)
    assert "left)" in button.inner_text()
    button.click()
    assert told(page).inner_text().startswith("Still blank: ")
    assert "Copied" not in told(page).inner_text()
    button.click()
    expect(told(page)).to_contain_text("Copied")
    fill_all(page)
    assert button.inner_text() == name
    button.click()
    found = copied(page)
    assert "[" not in found
    assert "tea" in found


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_go_through_unharmed(page: Page, address: str, name: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + TEXT)
    field(page, "first name").evaluate(
        "(field, value) => { field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); }",
        name,
    )
    whole = " ".join(name.replace("\u2028", " ").split())
    assert message(page).locator("b").count() == 0
    assert whole[:40].split()[0] in message(page).inner_text() or name == "\ud83d"
    expected = whole if name != "\ud83d" else "\ufffd"
    assert text_of(opens(page, "Open in messages")).startswith(f"Hi {expected}, it's [your name]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert errors == []


def test_mail_opens_with_all_of_it(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    own_line(page).fill("You once fixed my bike.")
    link = opens(page, "Open in mail")
    fields = parse_qs(link.partition("?")[2])
    assert fields["subject"] == ["Fifteen minutes about tea?"]
    assert fields["body"][0].startswith("Hi tea,\r\n\r\nYou once fixed my bike.\r\n\r\nIt's tea.")
    assert len(link) < 1600


def test_a_mail_program_does_not_open_before_the_reader_was_asked(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.evaluate(NOTE_OPENINGS)
    way(page, "Open in mail").click()
    way(page, "Open in mail").click()
    assert page.evaluate("window.opened") == [False, True]
    assert told(page).inner_text().startswith("Your mail program should open.")


def test_a_mail_that_is_too_long_to_hand_over_is_offered_as_a_copy(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, topic="because " * 200)
    assert way(page, "Open in mail").is_hidden()
    assert page.get_by_text("This is too long to hand over to a mail program.").is_visible()
    assert way(page, "Copy the message").is_visible()


def test_amber_comes_before_red_and_is_read_out(page: Page, address: str) -> None:
    page.goto(address + NOTE)
    fits = line(page, "How long").locator("[data-fit]")
    fill_all(page, "x")
    assert fits.get_attribute("data-state") == "fits"
    size = int(fits.inner_text().split()[0])
    fill(page, your_role="y" * (185 - size))
    assert fits.get_attribute("data-state") == "near"
    fill(page, your_role="y" * (203 - size))
    assert fits.get_attribute("data-state") == "over"
    expect(told(page)).to_contain_text("too long")
    said = told(page).inner_text()
    assert ".." not in said
    assert "of 200 characters. That is too long. Take something out. No blanks left." in said


def test_how_long_it_is_is_heard_and_not_seen(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + TEXT)
    fill(page, first_name="Ana")
    assert told(page).inner_text() == ""
    page.clock.run_for(1_000)
    assert "characters" in told(page).inner_text()
    assert page.get_by_role("main").get_by_role("button", name="Close").count() == 0
    box = page.locator("[data-bar]").bounding_box()
    assert box is not None
    assert box["width"] * box["height"] <= 1


def test_names_carry_over_to_the_next_card_until_cleared(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam")
    page.goto(address + TEXT)
    assert "Hi Priya, it's Sam" in message(page).inner_text()
    own_line(page).fill("Mine.")
    clear_button(page).click()
    assert told(page).inner_text() == "Everything you typed is cleared."
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert "Mine." not in message(page).inner_text()
    fill(page, question="tea")
    assert "Mine." not in message(page).inner_text()
    page.goto(address + MAIL)
    assert field(page, "first name").input_value() == ""
    assert "?" not in page.url
    assert page.title().startswith("Fifteen minutes, easy to refuse")


def test_what_was_cleared_can_be_brought_back(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    fill(page, first_name="Priya", question="tea")
    assert undo_button(page).is_hidden()
    clear_button(page).click()
    clear_button(page).click()  # again: nothing is lost by it
    undo_button(page).click()
    assert field(page, "first name").input_value() == "Priya"
    expect(clear_button(page)).to_be_focused()
    assert undo_button(page).is_hidden()
    assert told(page).inner_text() == "It is back."
    page.goto(address + MAIL)
    assert field(page, "first name").input_value() == "Priya"
    clear_button(page).click()
    fill(page, topic="sea")
    assert undo_button(page).is_hidden()


def test_what_belongs_to_one_message_goes_along_to_its_answers_alone(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam", topic="night shifts")
    page.goto(address + LINKEDIN)
    assert field(page, "topic").input_value() == ""
    page.goto(address + MAIL)
    after(page, "They say yes").click()
    page.wait_for_url(lambda url: url.rstrip("/") != (address + MAIL).rstrip("/"))
    assert field(page, "topic").input_value() == "night shifts"
    assert field(page, "first name").input_value() == "Priya"
    assert line(page, "From an earlier card").count() == 0  # the same person
    assert urlsplit(page.url).query == ""


def test_a_message_to_somebody_else_takes_nothing_along(page: Page, address: str) -> None:
    page.goto(address + INTRODUCTION)
    fill_all(page)
    fill(page, first_name="Priya")
    after(page, "They say yes").click()
    page.wait_for_url("**/first-line-after-an-introduction/")
    assert line(page, "From an earlier card").inner_text() == "first name. Still right for this person?"
    assert field(page, "question").input_value() == ""
    way(page, "Copy the message").click()
    assert "From another card: first name, Priya." in told(page).inner_text()


def test_the_second_persons_follow_up_knows_nothing_of_the_first(page: Page, address: str) -> None:
    for name, mine in (("Priya", "Congratulations on the baby, Priya."), ("Jordan", "")):
        page.goto(address + MAIL)
        fill(page, first_name=name, topic=f"{name}'s field")
        after(page, "Nothing comes back").click()
        page.wait_for_url(lambda url: MAIL not in url)
        assert own_line(page).input_value() == ""
        own_line(page).fill(mine)
    text = message(page).inner_text()
    assert "Jordan" in text
    assert "Priya" not in text
    page.go_back()
    after(page, "Nothing comes back").click()  # the same person: what was typed is kept
    page.wait_for_url(lambda url: MAIL not in url)
    assert "Jordan's field" in message(page).inner_text()


def test_a_name_from_another_card_is_asked_about_once(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    fill(page, first_name="Priya")
    page.goto(address + TEXT)
    fill(page, how_we_met="we met", question="why")
    way(page, "Copy the message").click()
    assert (
        told(page)
        .inner_text()
        .startswith("From another card: first name, Priya. Press “Copy the message” again")
    )
    way(page, "Copy the message").click()
    assert "Priya" in copied(page)
    assert line(page, "From an earlier card").count() == 0


def test_what_comes_from_another_card_is_named_before_it_is_sent(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam")
    row = line(page, "From an earlier card")
    assert row.count() == 0
    page.goto(address + TEXT)
    assert row.inner_text() == "first name. Still right for this person?"
    fill(page, first_name="Ana")
    assert row.count() == 0


def test_fields_are_not_filled_by_the_browser(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    assert page.locator("[data-desk-form]").get_attribute("autocomplete") == "off"


def test_a_keyboard_begins_names_with_capitals(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    for name, expected in (("first name", "words"), ("topic", "off")):
        assert field(page, name).get_attribute("autocapitalize") == expected


def test_what_came_of_a_press_is_seen_wherever_the_button_stood(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    status = told(page)
    for button in (way(page, "Copy the message"), clear_button(page), calendar_button(page)):
        button.click()
        box = status.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"] + 1
    page.keyboard.press("Tab")
    for _ in range(30):  # down to the foot: nothing that has the focus is hidden
        seen = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector("[data-bar]").getBoundingClientRect();
              return document.activeElement.closest("[data-bar], body > :not(main, footer)") || box.top >= 0 && box.top < bar.top;
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    close = page.get_by_role("main").get_by_role("button", name="Close", exact=True)
    close.click()
    assert status.inner_text() == ""
    assert close.count() == 0
    calendar_button(page).click()
    page.keyboard.press("Escape")
    assert status.inner_text() == ""
    calendar_button(page).click()
    fill(page, topic="tea")
    assert status.inner_text() == ""


def test_where_the_browser_does_not_copy_the_text_is_there_to_copy_by_hand(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error()) } });"
    )
    page.goto(address + MAIL)
    fill_all(page)
    by_hand = page.get_by_role("textbox", name="The text to copy")
    assert by_hand.is_hidden()
    way(page, "Copy the message").click()
    expect(by_hand).to_be_focused()
    assert told(page).inner_text().startswith("This browser does not copy.")
    assert page.evaluate("getSelection().toString()") == by_hand.input_value()
    assert by_hand.input_value().startswith("Hi tea,")
    way(page, "Copy with subject").click()
    expect(by_hand).to_have_value(re.compile("^Fifteen minutes about tea[?]\n\nHi tea,"))
    fill(page, first_name="Jordan")
    assert by_hand.is_hidden()
    assert by_hand.or_(page.locator("[data-by-hand]")).input_value() == ""


def test_copying_goes_with_the_subject_or_without(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    for name, start in (
        ("Copy the message", "Hi tea,"),
        ("Copy with subject", "Fifteen minutes about tea?\n\nHi tea,"),
    ):
        page.keyboard.press("Escape")
        way(page, name).click()
        assert copied(page).startswith(start)


def test_sharing_hands_on_the_message_and_says_when_nothing_was_shared(page: Page, address: str) -> None:
    page.add_init_script(
        """window.shared = [];
        navigator.share = (data) => { window.shared.push(data); return window.refuse ? Promise.reject(new Error()) : Promise.resolve(); };"""
    )
    page.goto(address + MAIL)
    fill_all(page)
    way(page, "Share").click()
    expect(told(page)).to_have_text("Shared.")
    (data,) = page.evaluate("window.shared")
    assert data["title"] == "Fifteen minutes about tea?"
    assert data["text"].startswith("Hi tea,\n\nIt's tea.")
    page.evaluate("window.refuse = true")
    way(page, "Share").click()
    expect(told(page)).to_have_text("Nothing was shared.")


def test_messages_open_after_the_reader_was_asked_and_are_addressed_to_nobody(
    page: Page, address: str
) -> None:
    page.goto(address + TEXT)
    page.evaluate(NOTE_OPENINGS)
    way(page, "Open in messages").click()
    way(page, "Open in messages").click()
    assert page.evaluate("window.opened") == [False, True]
    assert opens(page, "Open in messages").startswith("sms:?&body=")
    page.goto(address + MAIL)
    assert opens(page, "Open in mail").startswith("mailto:?")


def test_curly_marks_do_not_shorten_a_text_message(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    fill(page, first_name="O’Brien")
    assert "of 160 characters" in line(page, "How long").inner_text()
    assert text_of(opens(page, "Open in messages")).startswith("Hi O'Brien, it's")
    assert "O'Brien" in message(page).inner_text()


def test_nothing_can_be_typed_before_the_desk_is_ready(page: Page, address: str) -> None:
    page.route("**/start/desk.js", lambda _: None)  # never answered
    page.goto(address + MAIL, wait_until="commit")
    expect(message(page)).to_be_visible()
    assert page.get_by_role("textbox").count() == 0
    assert region(page, "Send it").is_hidden()


def test_only_what_may_be_answered_has_a_plan(page: Page, address: str) -> None:
    for path, has_day, words in (
        (MAIL, True, "If I have heard nothing by"),
        (THANKS, False, ""),
        (WORD, False, "Then let it rest."),
    ):
        page.goto(address + path)
        assert day(page).count() == has_day
        assert words in page.get_by_role("main").inner_text()
    page.goto(address + THANKS)
    assert plan(page).count() == 0


def test_a_spoken_card_speaks_of_saying(page: Page, address: str) -> None:
    page.goto(address + SPOKEN)
    text = page.get_by_role("main").inner_text()
    assert "When not to say it" in text
    assert "They hear first" in text
    assert "To read" not in text
    assert "press send" not in text
    assert "nothing more to say" in text
    assert "nothing more to send" not in text
    assert re.fullmatch(r"about \d+ seconds to say; \d+ is plenty", line(page, "How long").inner_text())
    fill_all(page)
    way(page, "Copy the words").click()
    expect(told(page)).to_contain_text("Copied. Keep it")


def test_own_words_that_are_not_written_yet_are_what_is_missing(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    by_points(page)
    assert line(page, "Still blank").inner_text() == "Your message"
    assert line(page, "They see first").inner_text() == ""
    own_words(page).fill("Hi")
    assert line(page, "Still blank").inner_text() == "Nothing"
    assert line(page, "To read").inner_text() == "About 1 second"


def test_nothing_is_told_over_the_question_about_blanks(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + TEXT)
    fill(page, first_name="Ana")
    way(page, "Copy the message").click()
    page.clock.run_for(2_000)
    assert told(page).inner_text().startswith("Still blank: ")


def test_each_button_asks_about_blanks(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    for name in ("Copy the message", "Copy with subject"):
        way(page, name).click()
        assert f"Press “{name}” again" in told(page).inner_text()


def test_filling_and_sending_ask_the_network_for_nothing_under_a_strict_policy(
    page: Page, address: str
) -> None:
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    under_a_strict_policy(page, connect="'none'")
    page.goto(address + MAIL)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_all(page)
    way(page, "Copy the message").click()
    by_points(page)
    own_words(page).fill("Mine")
    with page.expect_download():
        calendar_button(page).click()
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert noise == []


def test_points_are_there_for_those_who_choose_them_and_the_choice_stays(
    page: Page, address: str, library: Library
) -> None:
    points = library.scripts["fifteen-minutes-easy-to-refuse"].points
    to_make = region(page, "Points to make in your own words")
    page.goto(address + MAIL)
    expect(way(page, "Copy the message")).to_be_visible()
    assert to_make.is_hidden()
    by_points(page)
    shown = to_make.get_by_role("listitem").all_inner_texts()
    assert [text.replace("’", "'") for text in shown] == [str(point) for point in points]
    way(page, "Copy the message").click()
    assert told(page).inner_text().startswith("Write your message first.")
    expect(own_words(page)).to_be_focused()
    own_words(page).fill("Dear Priya,\n\nMy own way.")
    fill(page, topic="tea")
    assert parse_qs(opens(page, "Open in mail").partition("?")[2])["body"] == [
        "Dear Priya,\r\n\r\nMy own way."
    ]
    assert message(page).is_hidden()
    page.emulate_media(media="print")
    assert "My own way." in message(page).inner_text()
    page.emulate_media(media="screen")
    page.goto(address + TEXT)
    expect(to_make).to_be_visible()
    assert own_words(page).input_value() == ""


def test_the_warm_up_is_put_away_with_one_press(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    warm_up = page.get_by_text("Hard to press send? Warm up for three minutes")
    warm_up.click()
    assert page.get_by_text("Somebody easy").is_visible()
    page.get_by_text("Why this may help").click()
    assert page.get_by_text("What it does not show").is_visible()
    page.get_by_role("button", name="No thanks, hide this until I close the tab").click()
    assert warm_up.is_hidden()
    expect(page.get_by_role("heading", name="Send it", exact=True)).to_be_focused()
    page.goto(address + TEXT)
    expect(way(page, "Copy the message")).to_be_visible()
    assert warm_up.is_hidden()


def test_when_not_to_send_stands_above_the_buttons(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    above = page.get_by_role("heading", name="When not to send it").bounding_box()
    below = region(page, "Send it").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]


@pytest.mark.parametrize(
    ("now", "later", "last"),
    [
        ("2026-11-24T10:00:00", "2026-12-01", "2027-11-24"),
        ("2026-11-21T10:00:00", "2026-11-30", "2027-11-21"),  # a Saturday: the Monday after
        ("2026-11-22T10:00:00", "2026-11-30", "2027-11-22"),  # a Sunday
    ],
)
def test_the_plan_names_a_working_day_and_saves_a_reminder(
    page: Page, address: str, now: str, later: str, last: str
) -> None:
    page.clock.set_fixed_time(now)
    page.goto(address + MAIL)
    fill(page, first_name="Priya")
    assert day(page).input_value() == later
    assert (day(page).get_attribute("min"), day(page).get_attribute("max")) == (now[:10], last)
    with page.expect_download() as saved:
        calendar_button(page).click()
    text = Path(saved.value.path()).read_bytes().decode()
    assert saved.value.suggested_filename == "follow-up.ics"
    assert told(page).inner_text() == "A calendar file was saved. Open it to add the reminder."
    assert f"DTSTART:{later.replace('-', '')}T090000\r\n" in text
    assert "SUMMARY:Nothing back yet? " in text
    assert "Priya" not in text
    follow_up = plan(page).get_by_role("link").get_attribute("href") or ""
    assert f"/cards/{follow_up.rstrip('/').rpartition('/')[2]}/" in text.replace("\r\n ", "")
    uid = re.search(r"UID:(\S+)", text)
    assert uid is not None
    assert len(uid[1]) > 30


@pytest.mark.parametrize("chosen", ["", "0002-01-01", "2031-01-01"])
def test_no_reminder_is_made_for_no_day(page: Page, address: str, chosen: str) -> None:
    page.goto(address + MAIL)
    day(page).fill(chosen)
    calendar_button(page).click()
    assert told(page).inner_text().startswith("Choose a day first")
    expect(day(page)).to_be_focused()


def test_a_page_that_comes_back_shows_what_was_typed_since(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya")
    page.evaluate(
        """() => {
          const kept = JSON.parse(sessionStorage.getItem("nab:/:desk:1"));
          kept.shared["first name"].value = "Ana";
          sessionStorage.setItem("nab:/:desk:1", JSON.stringify(kept));
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    assert field(page, "first name").input_value() == "Ana"
    assert "Hi Ana," in message(page).inner_text()
    assert page.locator("[data-there]:visible").count() == 0


def test_every_answer_leads_on_or_ends_and_the_news_can_always_be_told(
    page: Page, address: str, library: Library
) -> None:
    for path in (MAIL, TEXT, NOTE, SPOKEN):
        page.goto(address + path)
        answers = region(page, "And then?").get_by_role("definition")
        assert answers.count() == 4
        for answer in answers.all():
            assert answer.get_by_role("link").count() or "You are done." in answer.inner_text()
        news = page.locator(f'a[href$="situations/{library.vocabulary.closing}/"]')
        assert news.count() >= 1


def test_the_filled_message_and_the_plan_are_printed(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-24T10:00:00")
    page.goto(address + MAIL)
    fill_all(page)
    day(page).fill("2026-12-03")
    calendar_button(page).click()  # what is told then makes the sheet no longer
    page.emulate_media(media="print")
    assert "Hi tea," in message(page).inner_text()
    assert region(page, "Make it yours").is_hidden()
    assert region(page, "Send it").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"
    document = pypdfium2.PdfDocument(page.pdf())
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    document.close()
    assert "Thursday, December 3, 2026, I will send" in text


def test_enter_goes_to_the_next_field_and_nothing_is_submitted(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    field(page, "first name").focus()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    expect(field(page, "your name")).to_be_focused()
    assert page.url == address + TEXT


def test_the_desk_fits_at_400_percent(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    for path in (MAIL, TEXT):
        page.goto(address + path)
        fill_all(page, "x" * 80)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_without_scripts_the_card_is_whole_and_shows_no_dead_desk(
    browser: Browser, address: str, library: Library
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address + MAIL)
    shown = page.get_by_role("main").inner_text().replace("’", "'")
    script = library.scripts["fifteen-minutes-easy-to-refuse"]
    assert all(str(point) in shown for point in script.points)
    assert "Hi [first name]," in shown
    assert re.search(r"\d+ of \d+ words", shown)
    for dead in ("button", "textbox", "radio", "combobox"):
        assert page.get_by_role(dead).count() == 0
    for name in ("Make it yours", "Send it", "And if nothing comes back?"):
        assert region(page, name).is_hidden()
    page.get_by_text("Hard to press send? Warm up for three minutes").click()
    assert page.get_by_text("Somebody easy").is_visible()
    assert page.get_by_role("button").count() == 0
    assert urlsplit(page.url).path == f"/{MAIL}"
    context.close()
