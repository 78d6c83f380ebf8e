"""What GitHub's preview shows is what readers get: both draw one text, and the drawings are compared.

`cmarkgfm` is GitHub's own parser. Compared are the examples of GitHub's spec and everyday habits of
writing. A difference is fine only if the reader reports something there (HTML, for one), or if it is
listed here with its reason.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from habits import ALERTS, HABITS
from normal_html import normal

from as_drawn import URI, draw
from notabother.reading.files import read_markdown
from small_library import HEAD

SPEC: Final[dict[str, dict[str, str]]] = json.loads((Path(__file__).parent / "spec.json").read_text("utf-8"))

EXAMPLES: Final = {
    f"{section} {number}": text for section, texts in SPEC.items() for number, text in texts.items()
}

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
    "Autolinks 610": "no bare address is looked for right behind a <",
    "Autolinks 614": "no bare address is looked for right behind a <",
}
"""Examples of the spec that are drawn otherwise, and why."""


def by_github(text: str) -> str:
    """Draw a text as GitHub does."""
    return cmarkgfm.markdown_to_html_with_extensions(
        text,
        extensions=["table", "strikethrough", "autolink", "tasklist"],
        options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES,
    )


def is_reported(text: str) -> bool:
    """Tell whether the reader or the renderer refuses something in a text."""
    found = read_markdown(URI, f"{HEAD}\n{text}").problems
    return bool({problem.rule for problem in found} & {"raw-html", "active-content"} or draw(text).unsafe)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_the_spec(name: str) -> None:
    text = EXAMPLES[name]
    same = normal(draw(text).html) == normal(by_github(text))
    if name in LEFT:
        assert not same, "it is drawn alike now: take it from the list"
    else:
        assert same or is_reported(text)


@pytest.mark.parametrize("name", HABITS)
def test_everyday_habits(name: str) -> None:
    text = HABITS[name]
    assert normal(draw(text).html) == normal(by_github(text))


@pytest.mark.parametrize("name", ALERTS)
def test_alerts_are_admonitions(name: str) -> None:
    kind, text = name.partition(",")[0], ALERTS[name]
    content = (
        text.partition("\n")[2].replace("\n> ", "\n    ").replace("\n>\n", "\n\n").replace("> ", "    ", 1)
    )
    if content.startswith(">\n"):
        content = content.removeprefix(">\n").replace("> ", "    ")
    assert draw(text).html == draw(f"!!! {kind.lower()}\n{content}").html


@pytest.mark.parametrize(
    "text", ["> [!NOTE] Hello\n", "> [!NOTE]\n", "> [!HINT]\n> Hello\n", "- > [!NOTE]\n  > Hello\n"]
)
def test_what_is_no_alert(text: str) -> None:
    assert "admonition" not in draw(text).html


def test_there_is_enough_to_compare() -> None:
    assert len(EXAMPLES) == 673
    assert len(HABITS) > 1_000
    assert len(LEFT) <= 10
