"""The modules behind a message, one by one: each is called with plain values, outside a browser."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

import pytest

from in_deno import Scripts, scripts
from notabother import limits
from notabother.drawing.scripts import Shown, figure
from notabother.model import Library
from notabother.pages.data import as_json

MESSAGE = "message"
"""Their folder, in that of the scripts."""


@pytest.fixture(scope="module")
def deno() -> Iterator[Scripts]:
    with scripts() as found:
        yield found


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
    deno: Scripts, text: str, values: dict[str, str], filled: str, left: list[str]
) -> None:
    names = ["first name", "topic"]
    assert deno.ask(f"{MESSAGE}/placeholders.js", "m.filled(m.pieces(...a))", text, names, values) == filled
    assert deno.ask(f"{MESSAGE}/placeholders.js", "m.left(m.pieces(...a))", text, names, values) == left


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
    deno: Scripts, text: str, line: str, result: str
) -> None:
    found = deno.ask(
        f"{MESSAGE}/placeholders.js",
        "m.filled(m.pieces(a[0], ['topic'], { topic: 'dr. tea. Mr. X' }, a[1]))",
        text,
        line,
    )
    assert found == result


def test_the_marks_phones_type_are_made_plain_for_text_messages(deno: Scripts) -> None:
    found = deno.ask(f"{MESSAGE}/placeholders.js", "m.straight(a[0])", "It’s “so”\u00a0– or — … ‘x’ é ß")
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
def test_lengths_are_counted_as_the_build_counts_them(deno: Scripts, text: str) -> None:
    table = as_json(limits.ForBrowser())
    found = deno.ask(
        f"{MESSAGE}/limits.js",
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
    deno: Scripts, text: str, channel: tuple[str, int], words: str, state: str
) -> None:
    counts, limit = channel
    given = {"counts": counts, "limit": limit, "limits": as_json(limits.ForBrowser())}
    found = deno.ask(f"{MESSAGE}/limits.js", "m.fit(...a)", text, given)
    assert (found["text"], found["state"]) == (words, state)
    assert bool(found["note"]) == (state != "fits")
    assert ("That is fine." in found["note"]) == (found["text"].startswith("2 texts"))


# Links


@pytest.mark.parametrize("body", ["Hi,\n\nA & B + C % D?\n", "🙂 ünï #1", "a=b&c", ""])
def test_a_mail_link_holds_subject_and_text(deno: Scripts, body: str) -> None:
    link = deno.ask(f"{MESSAGE}/links.js", "m.mail(...a)", "Q & A?", body)
    assert link.startswith("mailto:?subject=")
    assert "+" not in link
    fields = parse_qs(link.partition("?")[2], keep_blank_values=True)
    assert fields == {"subject": ["Q & A?"], "body": [body.replace("\n", "\r\n")]}
    assert unquote(deno.ask(f"{MESSAGE}/links.js", "m.text(a[0])", body).removeprefix("sms:?&body=")) == body


def test_half_a_character_breaks_no_link(deno: Scripts) -> None:
    assert deno.ask(f"{MESSAGE}/links.js", "m.mail('', a[0])", "a\ud83d") == "mailto:?body=a%EF%BF%BD"


# Calendar


def event(deno: Scripts, **changes: str) -> str:
    given = {
        "day": "2026-12-01",
        "title": "A, B; C\\D",
        "text": "One\nTwo",
        "url": "https://x.example/a",
        "id": "1@x",
    }
    expression = "m.calendar({ ...a[0], now: new Date(Date.UTC(2026, 10, 24, 8, 30)) })"
    found: str = deno.ask(f"{MESSAGE}/calendar.js", expression, given | changes)
    return found


def test_a_reminder_is_one_valid_event(deno: Scripts) -> None:
    text = event(deno)
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
def test_long_lines_are_folded_between_characters(deno: Scripts, title: str) -> None:
    text = event(deno, title=title)
    assert 72 < max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{title}\r\n" in text.replace("\r\n ", "")


DAYS = {
    "2026-11-24": "2026-12-01",  # a Tuesday
    "2026-11-21": "2026-11-30",  # from a Saturday to the Monday after
    "2026-11-22": "2026-11-30",
    "2026-12-29": "2027-01-05",
    "2027-03-08": "2027-03-15",  # over the start of summer time in the US
    "2026-10-19": "2026-10-26",  # and over its end in Europe
}
"""For each day the working day a week after it."""


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Pacific/Auckland"])
def test_the_day_is_a_working_day_whatever_the_clock_does(zone: str) -> None:
    expression = "a[0].map((day) => m.isoDay(m.workingDay(new Date(`${day}T23:30:00`), 7)))"
    with scripts(zone) as deno:
        assert deno.ask(f"{MESSAGE}/calendar.js", "Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        assert deno.ask(f"{MESSAGE}/calendar.js", expression, list(DAYS)) == list(DAYS.values())


# What the build does, too


def parts(figure_: etree.Element) -> list[list[list[tuple[str, str]]]]:
    """Return the paragraphs of a drawn message: their lines, each as pieces of text and blanks."""
    found = []
    for paragraph in figure_.iter("p"):
        lines: list[list[tuple[str, str]]] = [[("text", paragraph.text or "")]]
        for element in paragraph:
            if element.tag == "br":
                lines.append([])
            elif element.get("class") == "blank":
                lines[-1].append(("blank", element.text or ""))
            lines[-1].append(("text", element.tail or ""))
        found.append([[piece for piece in line if piece[1]] for line in lines])
    return found


def test_a_message_is_drawn_as_the_build_draws_it(deno: Scripts, library: Library) -> None:
    expression = """m.paragraphs(m.pieces(a[0], a[1], {})).map((lines) => lines.map((line) =>
      line.map((piece) => ["blank" in piece ? "blank" : "text", m.said(piece)])))""".replace("\n", " ")
    drawn = 0
    for script in library.scripts.values():
        names = list(dict.fromkeys(map(str, script.blanks)))
        for text in filter(None, (script.text, script.subject)):
            found = deno.ask(f"{MESSAGE}/placeholders.js", expression, text, names)
            ours = parts(figure(Shown(script.id, script.title, "", text), caption=False))
            assert [[[tuple(piece) for piece in line] for line in lines] for lines in found] == ours, (
                script.id
            )
            drawn += any(kind == "blank" for lines in ours for line in lines for kind, _ in line)
    assert drawn > len(library.scripts) / 2


def test_how_long_a_message_is_reads_as_on_its_page(deno: Scripts, library: Library) -> None:
    """The desk says what a page says, and of spoken words how many seconds are plenty."""
    seen = set()
    for script in library.scripts.values():
        channel = library.vocabulary.channels[script.channel]
        given = {"counts": channel.counts, "limit": channel.limit, "limits": as_json(limits.ForBrowser())}
        found = deno.ask(f"{MESSAGE}/limits.js", "m.fit(...a).text", script.text, given)
        ours = limits.describe(channel.counts, script.text, channel.limit)
        more = f" to say; {channel.limit} is plenty" if channel.counts == "seconds" else ""
        assert found == ours + more, script.id
        seen.add(channel.counts)
    assert seen == set(limits.COUNTS)
