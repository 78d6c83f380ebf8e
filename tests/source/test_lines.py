"""The line scanner: what each line of a file is. That the renderer sees the same is for test_agreement."""

from __future__ import annotations

import pytest

from notabother.source.lines import is_more, scan, script_text, spans, without_code


def test_front_matter() -> None:
    found = scan("---\ntitle: x\n---\n\nText.\n")
    assert (found.front, found.body, found.front_closed) == (range(1, 2), 3, True)
    assert found.prose == [(3, ""), (4, "Text."), (5, "")]


@pytest.mark.parametrize("text", ["", "Text.\n", "\n---\ntitle: x\n---\n", "--- \ttitle\n---\n", "# ---\n"])
def test_no_front_matter(text: str) -> None:
    assert scan(text).front is None


def test_front_matter_may_end_in_dots_and_hold_nothing() -> None:
    assert scan("---\ntitle: x\n...\nText.").body == 3
    assert scan("---\n---\nText.").front == range(1, 1)


def test_front_matter_without_an_end_reaches_to_the_first_empty_line() -> None:
    found = scan("---\ntitle: x\n\n## A heading\n")
    assert (found.front, found.front_closed) == (range(1, 2), False)
    assert [heading.text for heading in found.headings] == ["A heading"]


@pytest.mark.parametrize(
    ("line", "level", "text", "attributes"),
    [
        ("## A heading", 2, "A heading", ()),
        ("## A heading ##", 2, "A heading", ()),
        ("   ## A", 2, "A", ()),
        ("###### Deep", 6, "Deep", ()),
        ('## A { fear="x" }', 2, "A", (("fear", "x", 13),)),
        ('## A {fear="x y"}', 2, "A", (("fear", "x y", 12),)),
        ("##   A   { fear=x }   ", 2, "A", (("fear", "x", 16),)),
        ('## A { .c #x fear="x" fear="x" }', 2, "A", ((".", "c", 8), ("id", "x", 11), ("fear", "x", 19), ("fear", "x", 28))),
        ("## A { fear }", 2, "A", (("fear", "", 7),)),
        ('## A{ fear="x" }', 2, 'A{ fear="x" }', ()),
        ('## A { fear="x" } b', 2, 'A { fear="x" } b', ()),
    ],
)  # fmt: skip
def test_heading(line: str, level: int, text: str, attributes: tuple[tuple[str, str, int], ...]) -> None:
    [heading] = scan(f"Text.\n{line}").headings
    assert (heading.line, heading.level, heading.text, heading.attributes) == (1, level, text, attributes)


@pytest.mark.parametrize(
    "line", ["#", "## ", "##A", "####### A", "\\## A", "A ## B", "> ## A", "- ## A", "    ## A", "\t## A"]
)
def test_no_heading(line: str) -> None:
    assert scan(line).headings == []


def test_script() -> None:
    found = scan("/// script | A title  \n    id: x\n    tip: y\n\nHi\n///\nText.")
    [block] = found.scripts
    assert (block.line, block.title, block.title_column, block.closed) == (0, "A title", 13, True)
    assert (block.options, block.text) == (range(1, 3), range(3, 5))
    assert found.prose == [(6, "Text.")]


def test_script_that_is_never_closed_ends_where_the_next_begins() -> None:
    found = scan("/// script | A\n\nHi\n/// script | B\n\nHo\n///\n")
    assert [(block.title, block.closed, block.text) for block in found.scripts] == [
        ("A", False, range(1, 3)),
        ("B", True, range(4, 6)),
    ]


def test_script_is_closed_by_as_many_slashes() -> None:
    [block] = scan("//// script | A\n\n///\n////\n").scripts
    assert (block.closed, block.text) == (True, range(1, 3))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("```", "```"),
        ("```", "`````"),
        ("~~~~ md", "~~~~  "),
        ("~~~ a `b`", "~~~"),
        ("``` { .a }", "```"),
        ("``` two words", "```"),
        ("   ```", "  ```"),
    ],
)
def test_examples_are_skipped(opening: str, closing: str) -> None:
    found = scan(f"{opening}\n## A\n<b>\n{closing}\nText.")
    assert (found.headings, found.unclosed) == ([], [])
    assert [line for _, line in found.prose] == ["Text."]


@pytest.mark.parametrize(
    "text",
    [
        "- One\n\n  ```\n  <div>\n  ```\n\nText.",
        "- ```\n  <div>\n  ```\n\nText.",
        "1. One\n   ~~~\n   <div>\n   ~~~\nText.",
        "> ```\n> <div>\n> ```\n\nText.",
        "!!! note\n    ```\n    <div>\n    ```\n\nText.",
    ],
)
def test_examples_within_others_are_skipped(text: str) -> None:
    found = scan(text)
    assert found.unclosed == []
    assert "<div>" not in "".join(line for _, line in found.prose)
    assert found.prose[-1][1] == "Text."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```\n## A\n", 0),
        ("Text.\n````\n## A\n```\n", 1),
        ("~~~\n## A\n```\n", 0),
        ("- One\n  ```\n  code\n\nText.", 1),
        ("> ```\n> code\n\nText.", 0),
    ],
)
def test_what_is_never_closed_is_noted(text: str, line: int) -> None:
    assert scan(text).unclosed == [line]


@pytest.mark.parametrize("sign", ["``", "    ```", "\\```", "```a`b"])
def test_what_is_no_example_is_read(sign: str) -> None:
    assert [heading.text for heading in scan(f"Text.\n{sign}\n\n## A\n").headings] == ["A"]


def test_comments_are_kept_apart() -> None:
    found = scan("A <!-- b -->\n<!-- c\n## D\n--> e\n   <!-- f -->\n<!-- more -->\n## G")
    assert found.comments == [(1, "<!-- c"), (2, "## D"), (3, "-->"), (4, "   <!-- f -->")]
    assert found.prose[:2] == [(0, "A <!-- b -->"), (3, "    e")]
    assert [heading.text for heading in found.headings] == ["G"]


@pytest.mark.parametrize("text", ["<!-- more -->", "<!--more-->", " <!--  More --> \n"])
def test_is_more(text: str) -> None:
    assert is_more(text)


@pytest.mark.parametrize(
    "text", ["<!-- more --> and", "<!-- moreover -->", "more", "<!-- more", "<!---->", "<!-->"]
)
def test_is_not_more(text: str) -> None:
    assert not is_more(text)


@pytest.mark.parametrize(
    ("line", "blanked", "paired"),
    [
        ("no code", "no code", True),
        ("a `b` c", "a     c", True),
        ("`a` `b`", "       ", True),
        ("``a ` b`` c", "            c".replace("            ", "          "), True),
        ("`a``b` c", "       c".replace("       ", "       "), True),
        ("a `b", "a `b", False),
        ("`a` and `b", "`a` and `b", False),
        ("\\`a`", "\\`a`", False),
    ],
)
def test_without_code(line: str, blanked: str, paired: bool) -> None:
    found, whole = without_code(line)
    assert whole == paired
    assert found.split() == blanked.split()
    assert len(found) == len(line)


def test_code_that_goes_on_hides_nothing_in_its_paragraph() -> None:
    found = scan("a `b`\n`c\nd` <i> `e\n\nf `g`")
    assert [line for _, line in found.prose] == ["a    ", "`c", "d` <i> `e", "", "f    "]


def test_spans() -> None:
    assert list(spans("a [b] [] [c", "[", "]")) == [(3, "b"), (7, "")]
    assert list(spans("[^a][^b]", "[^", "]")) == [(2, "a"), (6, "b")]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", ""),
        ("\n\nHi\n\n\n\nyou  \n\n", "Hi\n\nyou"),
        ("    Hi\n      you", "Hi\n  you"),
        ("Hi\n \t \nyou", "Hi\n\nyou"),
    ],
)
def test_script_text(typed: str, text: str) -> None:
    assert script_text(typed) == text
