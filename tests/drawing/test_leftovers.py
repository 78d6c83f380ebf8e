"""Marks that nothing took are found in the drawn page, whatever hid them, and told where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from test_preview import bodies, plain, site

from as_drawn import URI
from hostile import anything, tried
from notabother.drawing.leftovers import MARKS, MOST, leftovers
from notabother.problems import Place, Problem, Text
from small_library import SCRIPT, SECTION

NOTES = "\n\n".join(f"[^{name}]: A study." for name in ("bohns-2016", "a"))


def raw(text: str, first: int = 1) -> list[str]:
    """Return place and mark of each that is told, drawn with the notes of studies as the build does."""
    found = leftovers(Text(text, Place(URI, first)), site(f"{text}\n\n{NOTES}"))
    return [
        f"{each.place.line}:{each.place.column} {each.message.partition(' as it')[0].partition('see ')[2].strip(chr(39))}"
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("So.[^nobody]\n", ["1:4 [^nobody]"]),
        ("So.[^bohns-2016] And.[^nobody]\n\nAnd.[^nobody]\n", ["1:22 [^nobody]", "3:5 [^nobody]"]),
        ("So.[^ bohns-2016]\n", ["1:4 [^ bohns-2016]"]),
        ("- a\n\n    \u200b[^nobody]: A note.\n", ["3:6 [^nobody]"]),
        ("## A heading{ #b\n", []),
        ('## A heading { fear="too-busy"\n', ['1:14 { fear="too-busy"']),
        ('## A heading { fear="too-busy" } more\n', ['1:14 { fear="too-busy" }']),
        ("Text.\n\n{: .wide }\n", ["3:1 {: .wide }"]),
        ("Some words {: .wide } and more.\n", ["1:12 {: .wide }"]),
        ("Some words {#here} and more.\n", ["1:12 {#here}"]),
        ("\u200b/// script | A\n    id: a\n", ["1:2 ///"]),
        ("\ufeff/// script | A\n", ["1:2 ///"]),
        ("Text.\n\n\u00a0/// script | A\n", ["3:2 ///"]),
        ("- /// script | A\n", ["1:3 ///"]),
        ("> Text.\n> \u2060/// script | A\n", ["2:4 ///"]),
        ("\u00ad!!! note\n    Text.\n", ["1:2 !!!"]),
        ("- a\n\n  !!!note: b\n", ["3:3 !!!"]),
        ("\u200b*[HR]: people\n", ["1:2 *[HR]"]),
        ("See [[Home]].\n", ["1:5 [[Home]]"]),
        ("See [[^x]].\n", ["1:5 [[^x]]"]),
        ("See [a](b c.md).\n", ["1:7 ]("]),
        ("See [a]\u200b(b.md).\n", ["1:7 ]("]),
        ("See [a] (b.md).\n", ["1:7 ] (b.md)"]),
        ("See [a] (https://a.example/b).\n", ["1:7 ] (https://a.example/b)"]),
        ("See [a][nowhere].\n", ["1:7 ][nowhere]"]),
        ("A **word ** here.\n", ["1:3 **", "1:10 **"]),
        ("A **word.\n\nAnother** one.\n", ["1:3 **", "3:8 **"]),
        ("`[^a]` and [^x], `**` and **b\n", ["1:12 [^x]", "1:27 **"]),
        ("```\n[^x]\n```\n\nAnd [^x].\n", ["5:5 [^x]"]),
        ("| a | b |\n|---|---|\n| **c | d |\n", ["3:3 **"]),
        ("A ~~word ~~ here.\n", ["1:3 ~~", "1:10 ~~"]),
        ("##A heading\n", ["1:1 ##"]),
        ("Text\n####A heading\n", ["2:1 ##"]),
        ("> ####### Seven\n", ["1:3 ##"]),
        ("| a | b |\n|---|\n| c | d |\n", ["2:1 |---|"]),
        ("a | b\n:-- | --- | --:\nc | d\n", ["2:5 | --- |"]),
        ("- a\n| a | b |\n|:--|--:|\n| c | d |\n", ["3:1 |:--|"]),
    ],
)
def test_what_is_told(text: str, told: list[str]) -> None:
    assert raw(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "So.[^bohns-2016] Or *a*{: .b } and `[^x]`, `{: .a }`, `**`.\n",
        "\\[^x] and \\*\\*two stars\\*\\*, \\[[a]] and \\{: .a }\n",
        "&#91;^x] and &#42;&#42;\n",
        "Hi [first name], about [topic] {name} (really).\n\nYes/no /// or not!!!\n",
        SECTION + SCRIPT.replace("Hi [first name]", "**Hi** [[first name] [^x] {: .a }"),
        "    [^x] {: .a } **\n",
        "Words { in, braces } and { a = b } and {} stay.\n",
        "[first name] (Priya), [topic] (e.g. tea), [sic] (p. 5), [issue] (#1)\n",
        "Two [a] (b) [c] [d], 2 * 3 ** is none: `2**3`.\n".replace(" ** ", " "),
    ],
)
def test_what_is_not(text: str) -> None:
    assert raw(text) == []


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u00a0"])
@pytest.mark.parametrize("mark", ["[^x]", "{: .a }", "/// script | A", "!!! note", "*[HR]: people", "[[a]]"])
def test_nothing_hides_a_mark(hidden: str, mark: str) -> None:
    """Before it and within it: whatever the drawing does, readers see no mark, or the check says so."""
    inside = hidden.replace("\u00a0", "")  # that one is seen, as a space
    within = f"Text.\n\n{mark[:1]}{inside}{mark[1:]}\n"
    for text in (hidden + mark, f"{hidden}{hidden}{mark}\n", within):
        html = site(text)
        visible = "".join(sign for sign in html if sign not in "\u200b\ufeff\u00ad\u2060\u00a0")
        shown = mark.split(" ", maxsplit=1)[0] in visible.replace("&nbsp;", "").replace("&#160;", "")
        assert bool(raw(text)) == shown, (text, html)


def test_places_are_counted_in_the_file() -> None:
    assert raw("Text.\n\nSo.[^x]\n", 7) == ["9:4 [^x]"]


def test_what_another_rule_tells_is_not_told_twice() -> None:
    body = Text("So.[^x]\n\n**b\n", Place(URI, 7))
    known = [Problem(Place(URI, 7, 6), "unknown-study", ""), Problem(Place(URI, 9), "long-sentence", "")]
    assert [each.place.line for each in leftovers(body, site(body), known)] == [9]


def test_a_page_is_not_flooded() -> None:
    assert len(raw("**a\n\n" * 100)) == MOST


def test_our_pages_have_none() -> None:
    for body in bodies().values():
        cited = {part.partition("]")[0] for part in body.split("[^")[1:]}
        notes = "\n\n".join(f"[^{name}]: A study." for name in cited)
        assert list(leftovers(body, site(f"{body}\n\n{notes}"))) == []


@tried(150)
@given(anything)
def test_no_text_stops_it(text: str) -> None:
    for html in (plain(text), text, ""):
        for problem in leftovers(Text(text, Place(URI, 3)), html):
            assert 3 <= problem.place.line <= text.count("\n") + 3
            assert problem.place.column >= 1


def test_each_mark_says_what_to_write() -> None:
    assert all(mark.advice.endswith((".", "file.md", "words.", "office")) for mark in MARKS)
