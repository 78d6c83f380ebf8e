"""What the check tells of a text: every slip at its line, and nothing of its sound counterpart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from as_drawn import html_of
from notabother.check import check
from notabother.model import Library
from notabother.paper.texts import paragraphs
from notabother.reading.library import Source
from small_library import BASE, HEAD, SCRIPT, SECTION, SETTINGS, files_in

FIRST = HEAD.count("\n") + 1
"""The line on which the text of an article begins."""

DESK = "desk.png"
"""A picture that is there."""

NONE: list[str] = []


def checked(body: str, uri: str = "articles/case.md") -> tuple[Library, list[str]]:
    """Check a text together with the small library: `line:column rule` for each problem, counted from its first line."""
    files = files_in(BASE) | {uri: (HEAD + body).encode()}
    found = check([Source(*each) for each in files.items()], [DESK], SETTINGS)
    assert {each.place.file for each in found.problems} <= {uri}
    told = [f"{each.place.line - FIRST + 1}:{each.place.column} {each.rule}" for each in found.problems]
    return found.library, told


def cited(library: Library, uri: str = "articles/case.md") -> list[str]:
    return [
        f"{each.place.line - FIRST + 1}:{each.place.column} {each}" for each in library.articles[uri].cites
    ]


# name: (Markdown, what is told of it, which studies it cites)
CITATIONS: dict[str, tuple[str, list[str], list[str]]] = {
    "plain": ("So.[^bohns-2016]", NONE, ["1:6 bohns-2016"]),
    "twice": ("So.[^bohns-2016]\n\nAnd.[^bohns-2016]", NONE, ["1:6 bohns-2016", "3:7 bohns-2016"]),
    "unknown": ("So.[^bohns-2061]", ["1:6 unknown-study"], NONE),
    "unknown twice": ("So.[^none]\nAnd.[^none]", ["1:6 unknown-study", "2:7 unknown-study"], NONE),
    "unknown, with an apostrophe": ("So.[^don't]", ["1:6 unknown-study"], NONE),
    "in a heading": ("## So[^none] and[^bohns-2016]", ["1:8 unknown-study"], ["1:19 bohns-2016"]),
    "in a table": ("A | B\n--|--\n[^none] | [^bohns-2016]", ["3:3 unknown-study"], ["3:13 bohns-2016"]),
    "in a list": ("- So.[^none]\n- So.[^bohns-2016]", ["1:8 unknown-study"], ["2:8 bohns-2016"]),
    "in a quotation": ("> So.[^none]\n> So.[^bohns-2016]", ["1:8 unknown-study"], ["2:8 bohns-2016"]),
    "in a box": ("!!! note\n\n    So.[^none] So.[^bohns-2016]", ["3:10 unknown-study"], ["3:21 bohns-2016"]),
    "in a footnote": ("So.[^n]\n\n[^n]: As.[^none]", ["3:12 unknown-study"], NONE),
    # what is no citation
    "escaped": ("So.\\[^bohns-2016] and \\[^none].", NONE, NONE),
    "escaped and not": ("So.\\[^none] and so.[^none]", ["1:22 unknown-study"], NONE),
    "not, and escaped": ("So.[^bohns-2016] and \\[^bohns-2016]", NONE, ["1:6 bohns-2016"]),
    "in code": ("So `[^bohns-2016]` and `[^none]`.", NONE, NONE),
    "in code and not": ("So `[^none]` and.[^none]", ["1:20 unknown-study"], NONE),
    "in a fenced example": ("```\n[^none] [^bohns-2016]\n```", NONE, NONE),
    "in an indented example": ("Text.\n\n    [^none] [^bohns-2016]", NONE, NONE),
    "in a comment": ("<!-- [^none] [^bohns-2016] -->\n\nText.", NONE, NONE),
    "in a comment within a line": ("A <!-- [^none] [^bohns-2016] --> b.", NONE, NONE),
    "in a comment over lines": ("<!--\n[^none]\n\n[^bohns-2016]\n-->\n\nText.[^bohns-2016]", NONE, ["7:8 bohns-2016"]),
    # a line that begins with a comment
    "behind a comment": (
        "<!-- TODO --> One says so.[^bohns-2016] And more.[^no-such-study]",
        ["1:15 raw-html", "1:52 unknown-study"],
        NONE,
    ),
    "behind the end of a comment": ("<!-- a\nb --> So.[^none]", ["2:7 raw-html", "2:12 unknown-study"], NONE),
    "behind two comments": ("<!-- a --> <!-- b --> So.", ["1:12 raw-html"], NONE),
    "on the line after a comment": ("<!-- TODO -->\nOne says so.[^bohns-2016]", NONE, ["2:15 bohns-2016"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CITATIONS)
def test_citations(name: str) -> None:
    body, told, cites = CITATIONS[name]
    library, found = checked(body)
    assert found == told
    assert cited(library) == cites


LINKS: dict[str, tuple[str, list[str]]] = {
    "a file": ("[a](gone.md)", ["1:5 broken-link"]),
    "a file that is there": ("[a](base.md) [b](../fears/too-busy.md) [c](../cards/small-question.md)", NONE),
    "twice": ("[a](gone.md)\n\n[b](gone.md)", ["1:5 broken-link", "3:5 broken-link"]),
    "behind a comment": ("<!-- TODO --> [a](gone.md)", ["1:15 raw-html"]),
    "after a comment": ("<!-- TODO -->\n[a](gone.md)", ["2:5 broken-link"]),
    "behind a comment within a line": ("A <!-- b --> [a](gone.md)", ["1:18 broken-link"]),
    "in code": ("`[a](gone.md)`", NONE),
    "in code and not": ("`[a](gone.md)` [a](gone.md)", ["1:20 broken-link"]),
    "in a fenced example and not": ("```\n[a](gone.md)\n```\n\n[a](gone.md)", ["5:5 broken-link"]),
    "in an indented example": ("Text.\n\n    [a](gone.md)", NONE),
    "in a comment": ("<!-- [a](gone.md) -->\n\n[b](base.md)", NONE),
    "in a comment and not": ("<!-- [a](gone.md) -->\n\n[a](gone.md)", ["3:5 broken-link"]),
    "in a footnote": ("So.[^n]\n\n[^n]: See [a](gone.md).", ["3:15 broken-link"]),
    "in a footnote, right": ("So.[^n]\n\n[^n]: See [a](base.md).", NONE),
    "a reference": ("[a][b] and [b].\n\n[b]: gone.md", ["3:6 broken-link"]),
    "a reference that nothing uses": ("Text.\n\n[b]: gone.md", NONE),
    "a reference, right": ("[a][b]\n\n[b]: base.md", NONE),
    "a title": ('[a](gone.md "Words")', ["1:5 broken-link"]),
    "a title, right": ('[a](base.md "Words")', NONE),
    "in < >": ("[a](<gone.md>)", ["1:6 broken-link"]),
    "in < >, right": ("[a](<base.md>)", NONE),
    "a space in < >": ("[a](<gone one.md>)", ["1:6 broken-link"]),
    "%20": ("[a](gone%20one.md)", ["1:5 broken-link"]),
    "%20, right": ("[a](b%61se.md)", NONE),
    "an entity": ("[a](gone&amp;one.md)", ["1:5 broken-link"]),
    "an entity, right": ("[a](&#98;ase.md)", NONE),
    "a backslash": ("[a](gone\\_one.md)", ["1:5 broken-link"]),
    "one that begins like another": ("[a](gone.md#b) [a](gone.md)", ["1:5 broken-link", "1:20 broken-link"]),
    "in a list": ("- [a](gone.md)", ["1:7 broken-link"]),
    "in a table": ("A | B\n--|--\n[a](gone.md) | b", ["3:5 broken-link"]),
    "in a heading": ("## A [b](gone.md) c", ["1:10 broken-link"]),
    "a picture in a link": (f"[![A](gone.png)](gone.md)\n\n[![A](../{DESK})](base.md)", ["1:7 broken-link", "1:18 broken-link"]),
    "another site": ("[a](https://x.example/gone.md#b)", NONE),
    # anchors
    "an anchor": ("## One\n\n[a](#two)", ["3:5 broken-link"]),
    "an anchor, right": ("## One\n\n[a](#one) [b](case.md#one) [c](#own)\n\n### Two { #own }", NONE),
    "an anchor of another file": ("[a](base.md#gone) [b](base.md#theyre-too-busy)", ["1:5 broken-link"]),
    "an anchor of a page of the site": ("[a](../say/index.md#gone) [b](../say/index.md#too-busy)", ["1:5 broken-link"]),
    "an anchor of a script": ("[a](base.md#script-gone) [b](base.md#script-small-question)", ["1:5 broken-link"]),
    "an anchor in code": ("`#gone` and [a](#gone)", ["1:17 broken-link"]),
}  # fmt: skip


def test_entities_stand_for_their_characters_in_attributes_too() -> None:
    body = f'[caf&eacute;](caf&eacute;.md "&ouml;&amp;&#246;") ![&hellip;&uuml;](../{DESK})'
    library, told = checked(body)
    assert told == ["1:15 broken-link"]
    html = html_of(library.drawn["articles/case.md"])
    assert '<a href="caf%C3%A9.md" title="ö&amp;ö">café</a>' in html.replace("café.md", "caf%C3%A9.md")
    assert 'alt="…ü"' in html


@pytest.mark.parametrize(
    ("words", "alt"),
    [
        ("A &amp; B", "A &amp; B"),
        ("a <b>c</b>", "a c"),
        ("a `c` *d* <!-- e -->", "a c d "),
        ("1 &lt; 2 &quot;x&quot;", "1 < 2 &quot;x&quot;"),
        ("<b onclick=x>", None),
    ],
)
def test_words_for_a_picture_are_plain_text(words: str, alt: str | None) -> None:
    library, told = checked(f"![{words}](../{DESK})")
    html = html_of(library.drawn["articles/case.md"])
    assert "onclick" not in html
    if alt is None:
        assert "1:3 active-content" in told
    else:
        assert {each.partition(" ")[2] for each in told} <= {"not-as-previewed"}  # GitHub keeps the tags
        assert f'alt="{alt}"' in html


@pytest.mark.parametrize("name", LINKS)
def test_links(name: str) -> None:
    body, told = LINKS[name]
    assert checked(body)[1] == told


SHAPES: dict[str, tuple[str, list[str]]] = {
    "a second title": ("# Second", ["1:1 second-title"]),
    "a second title in a list": ("- # Second", ["1:3 second-title"]),
    "a second title in a quotation": ("Second.\n\n> # *Sec*ond", ["3:3 second-title"]),
    "two of them, one told by the reader": ("# One\n\n- # Two\n\nTwo", ["1:1 second-title", "3:3 second-title"]),
    "a second title, underlined": ("Second\n===", ["1:1 underlined-heading"]),
    "no second title": ("## Second\n\n`# Third`\n\n\\# Fourth", NONE),
    "a heading of punctuation": ("## One\n\n## ...\n\n## Two", ["3:1 empty-heading"]),
    "a heading of punctuation in a list": ("- ## ?!", ["1:3 empty-heading"]),
    "a heading with a word": ("## ... so?\n\n## 1\n\n## `x`", NONE),
    "a picture without words": (f"![](../{DESK})", ["1:5 picture-without-words"]),
    "a picture of spaces": (f"![ ](../{DESK})", ["1:6 picture-without-words"]),
    "the second of two pictures": (f"![A desk](../{DESK})\n\n![](../{DESK})", ["3:5 picture-without-words"]),
    "a picture by reference": (f"![][desk]\n\n[desk]: ../{DESK}", ["3:9 picture-without-words"]),
    "a picture that says nothing": (f'![](../{DESK}){{ role="presentation" }}', NONE),
    "a picture with words": (f"![A desk](../{DESK})", NONE),
    "a picture in code": (f"`![](../{DESK})`", NONE),
    "one anchor twice": ("## One { #a }\n\n## Two { #a }", ["3:11 duplicate-anchor"]),
    "one anchor twice, of a paragraph": ("## One { #a }\n\nText.\n{: #a }", ["4:5 duplicate-anchor"]),
    "one anchor twice, of paragraphs": ("Text.\n{: #a }\n\nText.\n{: #a }", ["5:5 duplicate-anchor"]),
    "one anchor three times": ("## One { #a }\n\n## Two { #a }\n\n## Three { #a }", ["5:13 duplicate-anchor"]),
    "two anchors": ("## One { #a }\n\n## Two { #b }\n\nText.\n{: #c }", NONE),
    "one heading twice": ("## One\n\n## One", NONE),
    "an anchor and a heading of its name": ("## Two { #one }\n\n## One", NONE),
    "a longer row": ("A | B\n--|--\n1 | 2 | 3\n1 | 2", ["3:1 ragged-table"]),
    "shorter rows": ("A | B\n--|--\n1 | 2\n| 1 |\n\n1\n\nA | B\n--|--\n| 1 |", ["4:1 ragged-table", "10:1 ragged-table"]),
    "rows that fit": ("A | B\n--|--\n1 | 2\n\n| A |\n|--|\n| 1 \\| 2 |", NONE),
    "a note that nothing leads to": ("Text.[^a]\n\n[^a]: A.\n[^b]: B.", ["4:1 unused-note"]),
    "a note that only an example leads to": ("Text `[^a]`.\n\n[^a]: A.", ["3:1 unused-note"]),
    "notes that are used": ("Text.[^a][^b]\n\n[^a]: A.\n[^b]: B.", NONE),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    body, told = SHAPES[name]
    assert checked(body)[1] == told


# --- a fear's text, which also stands on the back of a card ---------------------------------------

FEAR = files_in(BASE)["fears/too-busy.md"].decode().partition("Some are.")[0]

# name: (Markdown, what is told of it, what is printed)
BACKS: dict[str, tuple[str, list[str], list[str]]] = {
    "a paragraph": ("Some *are*\nbusy.", NONE, ["Some are busy."]),
    "a study": ("Some are.[^bohns-2016]", NONE, ["Some are.[^bohns-2016]"]),
    "a link": ("[Ask](no-reply.md).", NONE, ["Ask (fears/no-reply.md)."]),
    "a comment": ("Some <!-- few --> are.\n\n<!-- none -->", NONE, ["Some are."]),
    "a note of its own": ("Late.[^own]\n\n[^own]: A note.", ["1:6 not-on-paper"], ["Late.[^own]"]),
    "an abbreviation": ("They RSVP.\n\n*[RSVP]: please answer", NONE, ["They RSVP."]),
    "an attribute list": ("A *wide*{: .wide } word.\n{: #own }", NONE, ["A wide word."]),
    "a box": ('!!! note "So it is"\n\n    A box.\n', NONE, ["So it is", "A box."]),
    "a quotation": ("> So.\n>\n> And so.", NONE, ["So.", "And so."]),
    "a list": ("- One\n- *Two*\n\n    And more", NONE, ["• One", "• Two", "And more"]),
    "a numbered list": ("3. One\n4. Two\n    - Three", NONE, ["3. One", "4. Two", "• Three"]),
    "a table": ("One.\n\nA | B\n--|--\nOne. | d", ["3:1 not-on-paper"], ["One."]),
    "a heading": ("Two.\n\n## Two *more*\n\nThree.", ["3:4 not-on-paper"], ["Two.", "Three."]),
    "an example": ("One.\n\n```\nOne.\n```", ["4:1 not-on-paper"], ["One."]),
    "a picture": (f"One ![desk](../{DESK}).", ["1:13 not-on-paper"], ["One ."]),
    "a line across": ("One.\n\n* * *\n\nTwo.", ["3:1 not-on-paper"], ["One.", "Two."]),
    "a table in a list": ("- One\n\n    A | B\n    --|--\n    c | d", ["3:5 not-on-paper"], ["• One"]),
    "code in a line": ("One `[^two]`.", NONE, ["One [^two]."]),
}  # fmt: skip


@pytest.mark.parametrize("name", BACKS)
def test_the_back_of_a_card_shows_a_fears_text_or_it_is_told(name: str) -> None:
    body, told, printed = BACKS[name]
    files = files_in(BASE) | {"fears/too-busy.md": f"{FEAR}{body}\n".encode()}
    if "bohns" not in body:  # it would be told that nothing cites it
        files["articles/case.md"] = f"{HEAD}So.[^bohns-2016]\n".encode()
    found = check([Source(*each) for each in files.items()], [DESK], SETTINGS)
    first = FEAR.count("\n")
    assert [f"{each.place.line - first}:{each.place.column} {each.rule}" for each in found.problems] == told
    drawn = found.library.drawn["fears/too-busy.md"]
    assert paragraphs(drawn, lambda link: f"fears/{link}") == printed
    html = html_of(drawn)
    assert not any(mark in html for mark in ("{:", "!!!", "*["))


# --- all of it together --------------------------------------------------------------------------


def test_each_is_told_at_its_place_whatever_stands_around_it() -> None:
    text, wanted = SECTION + SCRIPT + "\n", list[str]()
    for body, told in LINKS.values():
        if "[^n]" in body or "## " in body or "[b]: " in body:
            continue  # of two notes, headings or references with one name only the first is meant
        if any("raw-html" in each for each in told):
            continue  # what is shown as typed is looked for by its signs alone
        line = text.count("\n")
        for each in told:
            row, _, rest = each.partition(":")
            wanted.append(f"{int(row) + line}:{rest}")
        text += f"{body}\n\n"
    assert checked(text)[1] == wanted
    assert len(wanted) > 20


def test_everything_that_is_right_is_right_together() -> None:
    bodies = [body for body, told in LINKS.values() if not told and "[b]: " not in body]
    library, told = checked("\n\n".join(bodies))
    assert told == []
    assert 'title="Words"' in html_of(library.drawn["articles/case.md"])
    assert len(bodies) > 10


def test_what_is_off_is_not_told() -> None:
    files = files_in(BASE) | {"articles/case.md": f"{HEAD}[a](b.md)\n".encode()}
    sources = [Source(*each) for each in files.items()]
    assert check(sources, settings=replace(SETTINGS, levels={"broken-link": "off"})).problems == ()
    assert [each.rule for each in check(sources, settings=SETTINGS).problems] == ["broken-link"]


def test_a_backslash_makes_text_of_a_tag() -> None:
    assert checked("Text \\<b> more.")[1] == []
    assert checked("Text \\\\<b> more.")[1] != []


def test_a_picture_alone_has_the_words_of_its_heading() -> None:
    library, told = checked(f"## ![A desk](../{DESK})\n\nText.")
    assert told == []
    assert [each.title for each in library.drawn["articles/case.md"].headings] == ["A desk"]
