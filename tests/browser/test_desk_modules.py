"""The modules of the writing desk, one by one, in a browser: each is called with plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from playwright.sync_api import Browser, Page

from notabother import limits
from notabother.pages.data import as_json

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def blank_page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page from which modules can be imported."""
    found = browser.new_page()
    found.goto(f"{address}about/")
    yield found
    found.close()


def call(page: Page, module: str, expression: str, *given: Any) -> Any:
    """Evaluate an expression over a module `m` of the desk and arguments `a`."""
    return page.evaluate(
        f"""async (a) => {{
          const m = await import(new URL("../assets/javascripts/message/{module}.js", location.href).href);
          return {expression};
        }}""",
        list(given),
    )


# Placeholders


@pytest.mark.parametrize(
    ("text", "values", "filled", "left"),
    [
        ("Hi [first name], [topic]?", {"first name": " Ana "}, "Hi Ana, [topic]?", ["topic"]),
        ("[topic] and [topic]", {"topic": "tea"}, "tea and tea", []),
        ("[other] stays", {"other": "x"}, "[other] stays", []),
        ("[first name]", {"first name": "[topic]"}, "[topic]", []),
        ("[topic]", {"topic": "$& \\1 <b>"}, "$& \\1 <b>", []),
        ("[topic]", {"topic": "one\n two\u2028"}, "one two", []),
        ("[topic]", {"topic": "   "}, "[topic]", ["topic"]),
        ("none", {}, "none", []),
    ],
)
def test_blanks_are_filled(
    blank_page: Page, text: str, values: dict[str, str], filled: str, left: list[str]
) -> None:
    names = ["first name", "topic"]
    assert call(blank_page, "placeholders", "m.filled(m.pieces(...a))", text, names, values) == filled
    assert call(blank_page, "placeholders", "m.left(m.pieces(...a))", text, names, values) == left


@pytest.mark.parametrize(
    ("text", "line", "result"),
    [
        ("Hi,\n\nOne.\n\nBye", "Mine.", "Hi,\n\nMine.\n\nOne.\n\nBye"),
        ("Hi Ana, it's me. One? If not, fine.", " Mine. ", "Hi Ana, it's me. Mine. One? If not, fine."),
        ('Say "no." Then rest.', "Mine.", 'Say "no." Mine. Then rest.'),
        ("Only one.", "Mine.", "Only one. Mine."),
        ("See [topic]. Then.", "[topic]!", "See dr. tea. Mr. X. [topic]! Then."),
        ("One line.", " ", "One line."),
    ],
)
def test_the_readers_line_stands_after_the_greeting_and_before_the_goodbye(
    blank_page: Page, text: str, line: str, result: str
) -> None:
    found = call(
        blank_page,
        "placeholders",
        "m.filled(m.pieces(a[0], ['topic'], { topic: 'dr. tea. Mr. X' }, a[1]))",
        text,
        line,
    )
    assert found == result


def test_the_marks_phones_type_are_made_plain_for_text_messages(blank_page: Page) -> None:
    found = call(blank_page, "placeholders", "m.straight(a[0])", "It’s “so”\u00a0– or — … ‘x’ é ß")
    assert found == "It's \"so\" - or - ... 'x' é ß"
    assert limits.outside_gsm(found) == ""


# Limits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one two  three\n\nfour",
        "a" * 160,
        "a" * 161,
        "€" * 80,
        "€" * 81,
        "^{}\\[~]|",
        "é" * 160,
        "ê",
        "🙂" * 35,
        "🙂" * 36,
        "“curly”" * 10,
        "x" * 306 + "y",
        "[first name] … it's 20 °C",
        "Привет " * 30,
    ],
)
def test_lengths_are_counted_as_the_build_counts_them(blank_page: Page, text: str) -> None:
    table = as_json(limits.ForBrowser())
    found = call(
        blank_page,
        "limits",
        "[m.words(a[0]), m.characters(a[0]), m.seconds(a[0], a[1].spoken), m.textMessages(a[0], a[1]).messages]",
        text,
        table,
    )
    assert found == [
        limits.words(text),
        limits.characters(text),
        limits.seconds(text),
        limits.text_messages(text),
    ]


@pytest.mark.parametrize(
    ("text", "channel", "words", "state"),
    [
        ("a" * 100, ("characters", 200), "100 of 200 characters", "fits"),
        ("a" * 180, ("characters", 200), "180 of 200 characters", "near"),
        ("a" * 201, ("characters", 200), "201 of 200 characters", "over"),
        ("a " * 200, ("words", 200), "200 of 200 words", "near"),
        ("a" * 160, ("text-messages", 1), "160 of 160 characters", "near"),
        ("a" * 161, ("text-messages", 1), "2 texts, 161 characters", "near"),
        ("a" * 306, ("text-messages", 1), "2 texts, 306 characters", "near"),
        ("a" * 307, ("text-messages", 1), "3 texts, 307 characters", "over"),
        ("ça🙂", ("text-messages", 1), "4 of 70 characters (160 without ç 🙂)", "fits"),
        ("a " * 70, ("seconds", 30), "about 33 seconds to say; 30 is plenty", "over"),
        ("a", ("seconds", 30), "about 1 second to say; 30 is plenty", "fits"),
    ],
)
def test_a_fit_is_told_in_the_channels_own_terms(
    blank_page: Page, text: str, channel: tuple[str, int], words: str, state: str
) -> None:
    counts, limit = channel
    given = {"counts": counts, "limit": limit, "limits": as_json(limits.ForBrowser())}
    found = call(blank_page, "limits", "m.fit(...a)", text, given)
    assert (found["text"], found["state"]) == (words, state)
    assert bool(found["note"]) == (state != "fits")
    assert ("That is fine." in found["note"]) == (found["text"].startswith("2 texts"))


# Links


@pytest.mark.parametrize("body", ["Hi,\n\nA & B + C % D?\n", "🙂 ünï #1", "a=b&c", ""])
def test_a_mail_link_holds_subject_and_text(blank_page: Page, body: str) -> None:
    link = call(blank_page, "links", "m.mail(...a)", "Q & A?", body)
    assert link.startswith("mailto:?subject=")
    assert "+" not in link
    fields = parse_qs(link.partition("?")[2], keep_blank_values=True)
    assert fields == {"subject": ["Q & A?"], "body": [body.replace("\n", "\r\n")]}
    assert unquote(call(blank_page, "links", "m.text(a[0])", body).removeprefix("sms:?&body=")) == body


def test_half_a_character_breaks_no_link(blank_page: Page) -> None:
    link = blank_page.evaluate(
        """async () => (await import(new URL("../assets/javascripts/message/links.js", location.href).href)).mail("", "a\\ud83d")"""
    )
    assert link == "mailto:?body=a%EF%BF%BD"


# Calendar


def event(page: Page, **changes: str) -> str:
    given = {
        "day": "2026-12-01",
        "title": "A, B; C\\D",
        "text": "One\nTwo",
        "url": "https://x.example/a",
        "id": "1@x",
    }
    expression = "m.calendar({ ...a[0], now: new Date(Date.UTC(2026, 10, 24, 8, 30)) })"
    found: str = call(page, "calendar", expression, given | changes)
    return found


def test_a_reminder_is_one_valid_event(blank_page: Page) -> None:
    text = event(blank_page)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Not a Bother//Reminder//EN"]
    fields = dict(line.split(":", 1) for line in lines[3:-1] if not line.startswith(("BEGIN", "END")))
    assert fields == {
        "UID": "1@x",
        "DTSTAMP": "20261124T083000Z",
        "DTSTART": "20261201T090000",
        "DTEND": "20261201T091500",
        "SUMMARY": "A\\, B\\; C\\\\D",
        "DESCRIPTION": "One\\nTwo",
        "URL": "https://x.example/a",
        "TRANSP": "TRANSPARENT",
    }
    assert text.count("BEGIN:VEVENT") == 1
    assert "ATTENDEE" not in text


@pytest.mark.parametrize("title", ["🙂é" * 60, "a" * 200, "é" * 100])
def test_long_lines_are_folded_between_characters(blank_page: Page, title: str) -> None:
    text = event(blank_page, title=title)
    assert 72 < max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{title}\r\n" in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        ("2026-11-24", 7, "2026-12-01"),  # a Tuesday
        ("2026-11-21", 7, "2026-11-30"),  # from a Saturday to the Monday after
        ("2026-11-22", 7, "2026-11-30"),
        ("2026-12-29", 7, "2027-01-05"),
        ("2027-03-08", 7, "2027-03-15"),  # over the start of summer time in the US
        ("2026-10-19", 7, "2026-10-26"),  # and over its end in Europe
    ],
)
@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Pacific/Auckland"])
def test_the_day_is_a_working_day_whatever_the_clock_does(
    browser: Browser, address: str, day: str, days: int, found: str, zone: str
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(f"{address}about/")
    expression = "m.isoDay(m.workingDay(new Date(a[0] + 'T23:30:00'), a[1]))"
    assert call(page, "calendar", expression, day, days) == found
    context.close()
