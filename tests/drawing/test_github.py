"""What GitHub's preview shows is what readers get: both draw one text, and the drawings are compared.

`cmarkgfm` is GitHub's own parser. Compared are the examples of GitHub's spec and everyday habits of
writing. A difference is fine only if the reader reports something there (HTML, for one), or if it is
listed here with its reason.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from habits import ALERTS, FAMILIES, HABITS
from normal_html import normal

from as_drawn import URI, draw, drawer, html_of
from notabother.reading.files import read_markdown
from notabother.source.lines import scan
from small_library import HEAD

SPEC: Final[dict[str, dict[str, str]]] = json.loads((Path(__file__).parent / "spec.json").read_text("utf-8"))

EXAMPLES: Final = {
    f"{section} {number}": text for section, texts in SPEC.items() for number, text in texts.items()
}

REFUSED: Final = {"raw-html", "active-content"}
"""What the reader reports about HTML, and about addresses of other kinds."""

LEFT: Final = {
    **dict.fromkeys(
        ["HTML blocks 126", "HTML blocks 127", "HTML blocks 128"],
        "a tag without its > hides nothing here: the text is shown, with its <",
    ),
    **dict.fromkeys(
        ["HTML blocks 134", "HTML blocks 136", "HTML blocks 137"],
        "Markdown is drawn between the lines of a harmless tag: text kept as HTML could hide half a tag",
    ),
    "Code spans 354": "code is found before a tag, wherever each begins",
    "Entity and numeric character references 324": "a number that stands for no character is left to the browser",
    "Link reference definitions 165": "the line ends within a title become spaces",
    "Autolinks 614": "no bare mail address is looked for right behind a <",
}
"""Examples of the spec that are drawn otherwise, and why."""


def by_github(text: str) -> str:
    """Draw a text as GitHub does."""
    return cmarkgfm.markdown_to_html_with_extensions(
        text,
        extensions=["table", "strikethrough", "autolink", "tasklist"],
        options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES,
    )


def different(texts: Mapping[str, str]) -> set[str]:
    """Return the names of those texts that are drawn otherwise than by GitHub, and not refused."""
    draws = drawer()
    found = set()
    for name, text in texts.items():
        drawn = draws.draw(URI, scan(f"{HEAD}{text}"))
        html = html_of(drawn)
        refused = (
            drawn.taken or {each.rule for each in read_markdown(URI, f"{HEAD}\n{text}").problems} & REFUSED
        )
        if not refused and normal(html) != normal(by_github(text)):
            found.add(name)
    return found


def test_the_examples_of_the_spec(figures: dict[str, str]) -> None:
    assert different(EXAMPLES) == set(LEFT)
    assert len(LEFT) <= 10
    figures["GitHub's spec"] = f"{len(EXAMPLES)} examples, {len(LEFT)} of them drawn otherwise"
    assert len(EXAMPLES) == 673


def test_everyday_habits(figures: dict[str, str]) -> None:
    assert different(HABITS) == set()
    figures["habits of writing"] = f"{len(HABITS)}, drawn as by GitHub"
    assert len(HABITS) > 1_000


def test_notes_hold_what_a_page_holds() -> None:
    """What GitHub draws on a page, a note shows as well: behind its first words, and as all of it."""
    texts = {
        f"{name}, {where}": f"Words.[^a]\n\n{note}{textwrap.indent(text, '    ', lambda _: True)}\n    Its end.\n\nAfter it.\n"
        for family, group in FAMILIES.items()
        if family != "footnotes"
        for name, text in group.items()
        if "<hr" not in by_github(text) and text.count("```") % 2 == 0  # lines are not compared in notes
        for where, note in (("behind words", "[^a]: Words\n\n"), ("alone", "[^a]:\n\n"))
    }
    assert different(texts) == set()
    assert len(texts) > 200


@pytest.mark.parametrize("mark", [">", "-", "1.", "- >"])
def test_a_note_may_stand_anywhere(mark: str) -> None:
    assert different({"": f"Words.[^a]\n\n{mark} [^a]: A note.\n\n[^a]: Another one of its name.\n"}) == set()


@pytest.mark.parametrize(
    "address", ["https://a.example", "https://a.example/b_c", "www.a.example", "(https://a.example/b)"]
)
@pytest.mark.parametrize(
    "behind", ["  \nCall us.", "<br>Call us.", "  \nhttps://b.example", "\nhttps://b.example"]
)
def test_an_address_ends_with_its_line(address: str, behind: str) -> None:
    text = f"See {address}{behind}\n"
    assert (
        different(
            {
                "a page": text,
                "a note": f"Words.[^a]\n\n[^a]: {text}",
                "its end": f"Words.[^a]\n\n[^a]: See {address}",
            }
        )
        == set()
    )


WORDS = "👍 ❤️ 5€ © → e\u0301 हिन्दी ไทย مَرحبا « “a” — 1️⃣ 日本 。 a ½.".split()


def test_emphasis_beside_any_script() -> None:
    """An emoji, an accent and a vowel sign are no punctuation."""
    shapes = (
        "{m}{w}{m}a",
        "a{m}{w}{m}",
        "{w}{m}a{m}",
        "{m}a{m}{w}",
        "x {m}{w}{m} y",
        "{m}{w} a{m}{w}",
        "({m}{w}{m})",
    )
    texts = {
        (text := shape.format(m=mark, w=word)): f"{text} and more\n"
        for word in WORDS
        for mark in ("*", "**", "_", "__", "~~")
        for shape in shapes
    }
    assert different(texts) == set()


@pytest.mark.parametrize(
    "entry", ["- one\n{c}\n", "- one\n{c}\n  more\n", "- {c}\n  one\n", "1. one\n   {c}\n   more\n2. two\n"]
)
@pytest.mark.parametrize("comment", ["  <!-- later -->", "<!-- later -->", "  <!-- later\n  on -->"])
def test_a_comment_takes_no_words_from_an_entry(entry: str, comment: str) -> None:
    text = entry.replace("{c}", comment if entry.startswith("- one") else comment.strip())
    assert different({"": text}) == set()


@pytest.mark.parametrize("name", ALERTS)
def test_alerts_are_admonitions(name: str) -> None:
    kind, text = name.partition(",")[0], ALERTS[name]
    content = (
        text.partition("\n")[2].replace("\n> ", "\n    ").replace("\n>\n", "\n\n").replace("> ", "    ", 1)
    )
    if content.startswith(">\n"):
        content = content.removeprefix(">\n").replace("> ", "    ")
    assert html_of(draw(text)) == html_of(draw(f"!!! {kind.lower()}\n{content}"))


@pytest.mark.parametrize(
    "text", ["> [!NOTE] Hello\n", "> [!NOTE]\n", "> [!HINT]\n> Hello\n", "- > [!NOTE]\n  > Hello\n"]
)
def test_what_is_no_alert(text: str) -> None:
    assert "admonition" not in html_of(draw(text))
