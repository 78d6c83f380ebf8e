"""The writing desk of a card, in the browser: from reading to having sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import under_a_strict_policy
from notabother.model import Library
from search_box import until

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


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f'[name="{name.replace("_", " ")}"]').fill(value)


def fill_all(page: Page, value: str = "tea") -> None:
    for field in page.locator("[data-fields] input[name]").all():
        field.fill(value)


def test_the_message_follows_what_is_typed(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", topic="night shifts")
    shown = page.locator(".script-text").inner_text()
    assert "Hi Priya," in shown
    assert "Fifteen minutes about night shifts?" in shown
    assert "[your name]" in shown
    assert "your name" in page.locator("[data-left]").inner_text()
    assert "first name" not in page.locator("[data-left]").inner_text()
    assert "Fifteen minutes about night shifts?" in page.locator(".field__there:visible").inner_text()


def test_every_blank_has_a_label_and_a_hint(page: Page, address: str, library: Library) -> None:
    for path, id_ in ((MAIL, "fifteen-minutes-easy-to-refuse"), (TEXT, "one-question-no-meeting")):
        page.goto(address + path)
        for blank in dict.fromkeys(map(str, library.scripts[id_].blanks)):
            field = page.get_by_label(blank.capitalize(), exact=True)
            hint = page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
            assert library.vocabulary.placeholders[blank].example in hint


@pytest.mark.parametrize("path", [MAIL, TEXT, NOTE, SPOKEN])
def test_copying_asks_once_while_blanks_are_left(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    status, button = page.locator("[data-status]"), page.locator('[data-send="copy"]')
    assert "left)" in button.inner_text()
    button.click()
    assert status.inner_text().startswith("Still blank: ")
    assert "Copied" not in status.inner_text()
    button.click()
    expect(status).to_contain_text("Copied")
    fill_all(page)
    assert button.inner_text() == ("Copy the words" if path == SPOKEN else "Copy the message")
    button.click()
    expect(status).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[" not in copied
    assert "tea" in copied


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_go_through_unharmed(page: Page, address: str, name: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + TEXT)
    page.locator('[name="first name"]').evaluate(
        "(field, value) => { field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); }",
        name,
    )
    whole = " ".join(name.replace("\u2028", " ").split())
    assert page.locator(".script-text b").count() == 0
    assert whole[:40].split()[0] in page.locator(".script-text").inner_text() or name == "\ud83d"
    link = page.locator('[data-send="text"]').get_attribute("href") or ""
    expected = whole if name != "\ud83d" else "\ufffd"
    assert unquote(link.removeprefix("sms:?&body=")).startswith(f"Hi {expected}, it's [your name]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert errors == []


def test_mail_opens_with_all_of_it(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    page.get_by_label("One line only you could write").fill("You once fixed my bike.")
    link = page.locator('[data-send="mail"]').get_attribute("href") or ""
    fields = parse_qs(link.partition("?")[2])
    assert fields["subject"] == ["Fifteen minutes about tea?"]
    assert fields["body"][0].startswith("Hi tea,\r\n\r\nYou once fixed my bike.\r\n\r\nIt's tea.")
    assert len(link) < 1600


def test_a_mail_program_does_not_open_before_the_reader_was_asked(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.evaluate(NOTE_OPENINGS)
    page.locator('[data-send="mail"]').click()
    page.locator('[data-send="mail"]').click()
    assert page.evaluate("window.opened") == [False, True]
    assert page.locator("[data-status]").inner_text().startswith("Your mail program should open.")


def test_a_mail_that_is_too_long_to_hand_over_is_offered_as_a_copy(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, topic="because " * 200)
    assert page.locator('[data-send="mail"]').is_hidden()
    assert page.locator("[data-too-long]").is_visible()
    assert page.locator('[data-send="copy"]').is_visible()


def test_amber_comes_before_red_and_is_read_out(page: Page, address: str) -> None:
    page.goto(address + NOTE)
    fits = page.locator("[data-fit]")
    fill_all(page, "x")
    assert fits.get_attribute("data-state") == "fits"
    size = int(fits.inner_text().split()[0])
    fill(page, your_role="y" * (185 - size))
    assert fits.get_attribute("data-state") == "near"
    fill(page, your_role="y" * (203 - size))
    assert fits.get_attribute("data-state") == "over"
    told = page.locator("[data-length]")
    expect(told).to_contain_text("too long")
    assert told.get_attribute("role") == "status"
    assert ".." not in told.inner_text()
    assert "of 200 characters. That is too long. Take something out. No blanks left." in told.inner_text()


def test_names_carry_over_to_the_next_card_until_cleared(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam")
    page.goto(address + TEXT)
    assert "Hi Priya, it's Sam" in page.locator(".script-text").inner_text()
    page.get_by_label("One line only").fill("Mine.")
    page.get_by_role("button", name="Clear everything I typed, on all cards").click()
    assert page.locator("[data-status]").inner_text() == "Everything you typed is cleared."
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert "Mine." not in page.locator(".script-text").inner_text()
    fill(page, question="tea")
    assert "Mine." not in page.locator(".script-text").inner_text()
    page.goto(address + MAIL)
    assert page.locator('[name="first name"]').input_value() == ""
    assert "?" not in page.url
    assert page.title().startswith("Fifteen minutes, easy to refuse")


def test_what_was_cleared_can_be_brought_back(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    fill(page, first_name="Priya", question="tea")
    assert page.locator("[data-undo]").is_hidden()
    page.locator("[data-clear]").click()
    page.locator("[data-clear]").click()  # again: nothing is lost by it
    page.locator("[data-undo]").click()
    assert page.locator('[name="first name"]').input_value() == "Priya"
    assert page.evaluate("document.activeElement.hasAttribute('data-clear')")
    assert page.locator("[data-undo]").is_hidden()
    page.goto(address + MAIL)
    assert page.locator('[name="first name"]').input_value() == "Priya"
    page.locator("[data-clear]").click()
    fill(page, question="sea")
    assert page.locator("[data-undo]").is_hidden()


def test_what_belongs_to_one_message_goes_along_to_its_answers_alone(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam", topic="night shifts")
    page.goto(address + LINKEDIN)
    assert page.locator('[name="topic"]').input_value() == ""
    page.goto(address + MAIL)
    page.locator(".outcome--yes a").click()
    page.wait_for_url(lambda url: url.rstrip("/") != (address + MAIL).rstrip("/"))
    assert page.locator('[name="topic"]').input_value() == "night shifts"
    assert page.locator('[name="first name"]').input_value() == "Priya"
    assert page.locator("[data-carried-row]").is_hidden()  # the same person
    assert urlsplit(page.url).query == ""


def test_a_message_to_somebody_else_takes_nothing_along(page: Page, address: str) -> None:
    page.goto(address + INTRODUCTION)
    fill_all(page)
    fill(page, first_name="Priya")
    page.locator(".outcome--yes a").click()
    page.wait_for_url("**/first-line-after-an-introduction/")
    assert "From an earlier card" in page.locator("[data-carried-row]").inner_text()
    assert page.locator('[name="question"]').input_value() == ""
    page.locator("[data-send=copy]").click()
    assert "From another card: first name, Priya." in page.locator("[data-status]").inner_text()


def test_the_second_persons_follow_up_knows_nothing_of_the_first(page: Page, address: str) -> None:
    for name, line in (("Priya", "Congratulations on the baby, Priya."), ("Jordan", "")):
        page.goto(address + MAIL)
        fill(page, first_name=name, topic=f"{name}'s field")
        page.locator(".outcome--silence a").click()
        page.wait_for_url(lambda url: MAIL not in url)
        assert page.get_by_label("One line only").input_value() == ""
        page.get_by_label("One line only").fill(line)
    text = page.locator(".script-text").inner_text()
    assert "Jordan" in text
    assert "Priya" not in text
    page.go_back()
    page.locator(".outcome--silence a").click()  # the same person: what was typed is kept
    page.wait_for_url(lambda url: MAIL not in url)
    assert "Jordan's field" in page.locator(".script-text").inner_text()


def test_a_name_from_another_card_is_asked_about_once(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    fill(page, first_name="Priya")
    page.goto(address + TEXT)
    fill(page, how_we_met="we met", question="why")
    page.locator("[data-send=copy]").click()
    status = page.locator("[data-status]")
    assert status.inner_text().startswith(
        "From another card: first name, Priya. Press “Copy the message” again"
    )
    page.locator("[data-send=copy]").click()
    page.wait_for_function("document.querySelector('[data-status]').textContent.startsWith('Copied')")
    assert page.locator("[data-carried-row]").is_hidden()


def test_what_comes_from_another_card_is_named_before_it_is_sent(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya", your_name="Sam")
    row = page.locator("[data-carried-row]")
    assert row.is_hidden()
    page.goto(address + TEXT)
    assert row.locator("dd").inner_text() == "first name. Still right for this person?"
    fill(page, first_name="Ana")
    assert row.is_hidden()


def test_without_storage_the_desk_works_for_the_page(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        """Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    page.goto(address + TEXT)
    fill(page, first_name="Ana")
    assert "Hi Ana," in page.locator(".script-text").inner_text()
    page.locator("[data-clear]").click()
    assert "Hi [first name]," in page.locator(".script-text").inner_text()
    assert errors == []


def test_fields_are_not_filled_by_the_browser(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    assert page.locator(".desk__form").get_attribute("autocomplete") == "off"


def test_a_keyboard_begins_names_with_capitals(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    for name, expected in (("first name", "words"), ("topic", "off")):
        assert page.locator(f'[name="{name}"]').get_attribute("autocapitalize") == expected


def test_what_came_of_a_press_is_seen_wherever_the_button_stood(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    status = page.locator("[data-status]")
    for button in ("[data-send=copy]", "[data-clear]", "[data-calendar]"):
        page.locator(button).click()
        box = status.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"] + 1
    page.keyboard.press("Tab")
    for _ in range(30):  # down to the foot: nothing that has the focus is hidden
        seen = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector(".told").getBoundingClientRect();
              return document.activeElement.closest(".told, body > :not(main, footer)") || box.top >= 0 && box.top < bar.top;
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    page.locator("[data-close]").click()
    assert status.inner_text() == ""
    assert page.locator("[data-close]").is_hidden()
    page.locator("[data-calendar]").click()
    page.keyboard.press("Escape")
    assert status.inner_text() == ""
    page.locator("[data-calendar]").click()
    fill(page, topic="tea")
    assert status.inner_text() == ""


def test_where_the_browser_does_not_copy_the_text_is_there_to_copy_by_hand(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error()) } });"
    )
    page.goto(address + MAIL)
    fill_all(page)
    by_hand = page.locator("[data-by-hand]")
    assert by_hand.is_hidden()
    page.locator("[data-send=copy]").click()
    by_hand.wait_for()
    assert page.locator("[data-status]").inner_text().startswith("This browser does not copy.")
    assert page.evaluate("getSelection().toString()") == by_hand.input_value()
    assert by_hand.input_value().startswith("Hi tea,")
    page.locator("[data-send=copy-all]").click()
    assert by_hand.input_value().startswith("Fifteen minutes about tea?\n\nHi tea,")
    fill(page, first_name="Jordan")
    assert by_hand.is_hidden()
    assert by_hand.input_value() == ""


def test_copying_goes_with_the_subject_or_without(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    for way, start in (("copy", "Hi tea,"), ("copy-all", "Fifteen minutes about tea?\n\nHi tea,")):
        page.evaluate("navigator.clipboard.writeText('')")
        page.locator(f"[data-send={way}]").click()
        until(page, "() => navigator.clipboard.readText()")
        assert page.evaluate("navigator.clipboard.readText()").startswith(start)


def test_sharing_hands_on_the_message_and_says_when_nothing_was_shared(page: Page, address: str) -> None:
    page.add_init_script(
        """window.shared = [];
        navigator.share = (data) => { window.shared.push(data); return window.refuse ? Promise.reject(new Error()) : Promise.resolve(); };"""
    )
    page.goto(address + MAIL)
    fill_all(page)
    page.locator("[data-send=share]").click()
    assert page.locator("[data-status]").inner_text() == "Shared."
    (data,) = page.evaluate("window.shared")
    assert data["title"] == "Fifteen minutes about tea?"
    assert data["text"].startswith("Hi tea,\n\nIt's tea.")
    page.evaluate("window.refuse = true")
    page.locator("[data-send=share]").click()
    assert page.locator("[data-status]").inner_text() == "Nothing was shared."


def test_messages_open_after_the_reader_was_asked_and_are_addressed_to_nobody(
    page: Page, address: str
) -> None:
    page.goto(address + TEXT)
    page.evaluate(NOTE_OPENINGS)
    way = page.locator("[data-send=text]")
    way.click()
    way.click()
    assert page.evaluate("window.opened") == [False, True]
    assert (way.get_attribute("href") or "").startswith("sms:?&body=")
    page.goto(address + MAIL)
    assert (page.locator("[data-send=mail]").get_attribute("href") or "").startswith("mailto:?")


def test_curly_marks_do_not_shorten_a_text_message(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    fill(page, first_name="O’Brien")
    assert "of 160 characters" in page.locator("[data-fit]").inner_text()
    link = page.locator("[data-send=text]").get_attribute("href") or ""
    assert unquote(link).startswith("sms:?&body=Hi O'Brien, it's")
    assert "O'Brien" in page.locator(".script-text").inner_text()


@pytest.mark.parametrize("broken", ["desk.js", "desk/kept.js"])
def test_where_the_desk_cannot_start_none_is_shown(page: Page, address: str, broken: str) -> None:
    page.route(f"**/assets/javascripts/{broken}", lambda route: route.abort())
    page.goto(address + MAIL)
    page.wait_for_load_state("load")
    until(page, "() => document.documentElement.classList.contains('no-js')")
    assert page.locator(".desk, .send, .mode-row").locator("visible=true").count() == 0
    assert page.locator(".points").is_visible()


def test_nothing_can_be_typed_before_the_desk_is_ready(page: Page, address: str) -> None:
    page.route("**/assets/javascripts/desk.js", lambda route: route.request and None)  # never answered
    page.goto(address + MAIL, wait_until="commit")
    page.locator(".card-script").wait_for()
    assert page.locator(".desk").is_hidden()
    assert page.locator(".send").is_hidden()


def test_only_what_may_be_answered_has_a_plan(page: Page, address: str) -> None:
    for path, has_day, words in (
        (MAIL, True, "If I have heard nothing by"),
        (THANKS, False, ""),
        (WORD, False, "Then let it rest."),
    ):
        page.goto(address + path)
        assert page.locator("#plan-day").count() == has_day
        assert words in page.locator("main").inner_text()
    page.goto(address + THANKS)
    assert page.locator(".plan").count() == 0


def test_a_spoken_card_speaks_of_saying(page: Page, address: str) -> None:
    page.goto(address + SPOKEN)
    text = page.locator("main").inner_text()
    assert "When not to say it" in text
    assert "They hear first" in text
    assert "To read" not in text
    assert "press send" not in text
    assert "nothing more to say" in text
    assert "nothing more to send" not in text
    fill_all(page)
    page.locator("[data-send=copy]").click()
    expect(page.locator("[data-status]")).to_contain_text("Copied. Keep it")


def test_own_words_that_are_not_written_yet_are_what_is_missing(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    page.get_by_label("Points to make", exact=True).check(force=True)
    assert page.locator("[data-left]").inner_text() == "Your message"
    assert page.locator("[data-first]").inner_text() == ""
    page.locator("#own-words").fill("Hi")
    assert page.locator("[data-left]").inner_text() == "Nothing"
    assert page.locator("[data-read]").inner_text() == "About 1 second"


def test_nothing_is_told_over_the_question_about_blanks(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + TEXT)
    fill(page, first_name="Ana")
    page.locator('[data-send="copy"]').click()
    page.clock.run_for(2_000)
    assert page.locator("[data-status]").inner_text().startswith("Still blank: ")


def test_each_button_asks_about_blanks(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    for way, label in (("copy", "Copy the message"), ("copy-all", "Copy with subject")):
        page.locator(f'[data-send="{way}"]').click()
        assert f"Press “{label}” again" in page.locator("[data-status]").inner_text()


def test_nothing_is_kept_before_anything_is_typed(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


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
    page.locator('[data-send="copy"]').click()
    page.locator("label", has_text="Points to make").click()
    page.locator("#own-words").fill("Mine")
    with page.expect_download():
        page.locator("[data-calendar]").click()
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert noise == []


def test_points_are_there_for_those_who_choose_them_and_the_choice_stays(
    page: Page, address: str, library: Library
) -> None:
    points = library.scripts["fifteen-minutes-easy-to-refuse"].points
    page.goto(address + MAIL)
    assert page.locator(".points").is_hidden()
    page.get_by_label("Points to make", exact=True).check(force=True)
    shown = page.locator(".points li").all_inner_texts()
    assert [text.replace("’", "'") for text in shown] == [str(point) for point in points]
    page.locator('[data-send="copy"]').click()
    assert page.locator("[data-status]").inner_text().startswith("Write your message first.")
    page.locator("#own-words").fill("Dear Priya,\n\nMy own way.")
    fill(page, topic="tea")
    link = page.locator('[data-send="mail"]').get_attribute("href") or ""
    assert parse_qs(link.partition("?")[2])["body"] == ["Dear Priya,\r\n\r\nMy own way."]
    assert page.locator(".card-script").is_hidden()
    page.emulate_media(media="print")
    assert "My own way." in page.locator(".card-script").inner_text()
    page.emulate_media(media="screen")
    page.goto(address + TEXT)
    assert page.locator(".points").is_visible()
    assert page.locator("#own-words").input_value() == ""


def test_the_warm_up_is_put_away_with_one_press(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    page.locator("[data-warm-up] > summary").click()
    assert "Somebody easy" in page.locator("[data-warm-up]").inner_text()
    study = page.locator(".warm-up__study")
    study.locator("summary").click()
    assert "What it does not show" in study.inner_text()
    page.locator("[data-no-warm-up]").click()
    assert page.locator("[data-warm-up]").is_hidden()
    assert page.evaluate("document.activeElement.id") == "send"
    page.goto(address + TEXT)
    assert page.locator("[data-warm-up]").is_hidden()


def test_when_not_to_send_stands_above_the_buttons(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    above = page.locator(".not-when").bounding_box()
    below = page.locator(".send").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]


@pytest.mark.parametrize(
    ("now", "day", "last"),
    [
        ("2026-11-24T10:00:00", "2026-12-01", "2027-11-24"),
        ("2026-11-21T10:00:00", "2026-11-30", "2027-11-21"),  # a Saturday: the Monday after
        ("2026-11-22T10:00:00", "2026-11-30", "2027-11-22"),  # a Sunday
    ],
)
def test_the_plan_names_a_working_day_and_saves_a_reminder(
    page: Page, address: str, now: str, day: str, last: str
) -> None:
    page.clock.set_fixed_time(now)
    page.goto(address + MAIL)
    fill(page, first_name="Priya")
    field = page.locator("#plan-day")
    assert field.input_value() == day
    assert (field.get_attribute("min"), field.get_attribute("max")) == (now[:10], last)
    with page.expect_download() as saved:
        page.locator("[data-calendar]").click()
    text = Path(saved.value.path()).read_bytes().decode()
    assert saved.value.suggested_filename == "follow-up.ics"
    assert f"DTSTART:{day.replace('-', '')}T090000\r\n" in text
    assert "SUMMARY:Nothing back yet? " in text
    assert "Priya" not in text
    follow_up = page.locator(".plan a").get_attribute("href") or ""
    assert f"/cards/{follow_up.rstrip('/').rpartition('/')[2]}/" in text.replace("\r\n ", "")
    uid = re.search(r"UID:(\S+)", text)
    assert uid is not None
    assert len(uid[1]) > 30


@pytest.mark.parametrize("day", ["", "0002-01-01", "2031-01-01"])
def test_no_reminder_is_made_for_no_day(page: Page, address: str, day: str) -> None:
    page.goto(address + MAIL)
    page.locator("#plan-day").fill(day)
    page.locator("[data-calendar]").click()
    assert page.locator("[data-status]").inner_text().startswith("Choose a day first")
    assert page.evaluate("document.activeElement.id") == "plan-day"


def test_a_page_that_comes_back_shows_what_was_typed_since(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill(page, first_name="Priya")
    page.evaluate(
        """() => {
          const kept = JSON.parse(sessionStorage.getItem("desk"));
          kept.shared["first name"].value = "Ana";
          sessionStorage.setItem("desk", JSON.stringify(kept));
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    assert page.locator('[name="first name"]').input_value() == "Ana"
    assert "Hi Ana," in page.locator(".script-text").inner_text()
    assert page.locator(".field__there:visible").count() == 0


def test_every_answer_leads_on_or_ends_and_the_news_can_always_be_told(
    page: Page, address: str, library: Library
) -> None:
    for path in (MAIL, TEXT, NOTE, SPOKEN):
        page.goto(address + path)
        assert page.locator(".outcomes dt").count() == 4
        for answer in page.locator(".outcomes dd").all():
            assert answer.locator("a").count() or "You are done." in answer.inner_text()
        news = page.locator(f'a[href$="situations/{library.vocabulary.closing}/"]')
        assert news.count() >= 1


def test_the_filled_message_and_the_plan_are_printed(page: Page, address: str) -> None:
    page.goto(address + MAIL)
    fill_all(page)
    page.locator("[data-calendar]").click()  # what is told then makes the sheet no longer
    page.emulate_media(media="print")
    assert "Hi tea," in page.locator(".script-text").inner_text()
    assert page.locator(".plan__day").is_visible()
    assert page.locator(".desk").is_hidden()
    assert page.locator(".send").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"


def test_enter_goes_to_the_next_field_and_nothing_is_submitted(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    page.locator('[name="first name"]').focus()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "your name"
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
    shown = page.locator("main").inner_text().replace("’", "'")
    script = library.scripts["fifteen-minutes-easy-to-refuse"]
    assert all(str(point) in shown for point in script.points)
    assert "Hi [first name]," in shown
    assert page.locator(".desk, .send, .mode-row, .plan").locator("visible=true").count() == 0
    page.locator("[data-warm-up] > summary").click()
    assert page.locator("[data-no-warm-up]").is_hidden()
    assert urlsplit(page.url).path == f"/{MAIL}"
    context.close()
