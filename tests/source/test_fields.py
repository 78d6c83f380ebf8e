"""YAML with places: every value as typed, every problem where it stands."""

from __future__ import annotations

import pytest

from notabother.problems import Place, Problem
from notabother.source.fields import Fields, read_fields


def fields(text: str, indent: int = 0) -> Fields:
    """Read fields that begin in line 2 of a file."""
    return read_fields(text, Place("a.md", 2), "an article", [], indent)


def told(problems: list[Problem]) -> list[tuple[int, int, str]]:
    return [(problem.place.line, problem.place.column, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    "value",
    ["010", "12:30", "yes", "No", "null", "~", "1_000", "0x1F", "2026-11-22", "1e3", ".inf", "=", "on"],
)
def test_scalars_are_texts_as_typed(value: str) -> None:
    assert fields(f"title: {value}").text("title") == value


@pytest.mark.parametrize(
    ("written", "value", "line", "column"),
    [
        ("title: Busy", "Busy", 2, 8),
        ("title:   Busy  ", "Busy", 2, 10),
        ('title: "Busy: now"', "Busy: now", 2, 8),
        ("title: 'It''s'", "It's", 2, 8),
        ("other: x\ntitle: >\n  one\n  two\n", "one two", 3, 8),
        ("title: one\n  two", "one two", 2, 8),
        ("title:\n  Busy", "Busy", 3, 3),
        ("# why\ntitle: Busy # not this", "Busy", 3, 8),
    ],
)
def test_text_and_its_place(written: str, value: str, line: int, column: int) -> None:
    text = fields(written).text("title")
    assert text == value
    assert text is not None
    assert text.place == Place("a.md", line, column)


def test_columns_count_what_was_taken_off() -> None:
    text = fields("id: x\ntip: y", indent=4).text("tip")
    assert text is not None
    assert text.place == Place("a.md", 3, 10)


@pytest.mark.parametrize(
    ("written", "values", "columns"),
    [
        ("says: [one, two]", ["one", "two"], [8, 13]),
        ("says: one", ["one"], [7]),
        ("says:\n  - one\n  - two", ["one", "two"], [5, 5]),
        ("says:\n- yes\n- 010", ["yes", "010"], [3, 3]),
    ],
)
def test_texts(written: str, values: list[str], columns: list[int]) -> None:
    found = fields(written).texts("says")
    assert list(found) == values
    assert [text.place.column for text in found] == columns


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("other: x", (2, 1, "missing-field")),
        ("title:", (2, 1, "missing-field")),
        ("other: x\ntitle: ''", (3, 8, "missing-field")),
        ("other: x\ntitle: ' '", (3, 8, "missing-field")),
        ("title: [a]", (2, 8, "mistyped-field")),
        ("title: {a: b}", (2, 8, "mistyped-field")),
        ("title: a <b>", (2, 8, "markup-in-field")),
        ("title: 2 > 1", (2, 8, "markup-in-field")),
    ],
)
def test_text_reports(written: str, problem: tuple[int, int, str]) -> None:
    read = fields(written)
    assert read.text("title") is None
    assert told(read.problems) == [problem]


def test_what_is_not_required_may_be_missing_or_empty() -> None:
    read = fields("updated:")
    assert read.text("updated", required=False) is None
    assert read.date("other", required=False) is None
    assert read.texts("more", required=False) == ()
    assert read.mapping("most", "x", required=False) is None
    assert read.problems == []


@pytest.mark.parametrize("written", ["says: []", "says:\n", "says: ''"])
def test_an_empty_list_is_missing(written: str) -> None:
    read = fields(written)
    assert read.texts("says") == ()
    assert [problem.rule for problem in read.problems] == ["missing-field"]


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("42", 42), ("007", 7)])
def test_number(value: str, number: int) -> None:
    assert fields(f"order: {value}").number("order") == number


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "one", "\u0663", "1 2", "1e3"])
def test_no_number(value: str) -> None:
    read = fields(f"order: {value}")
    assert read.number("order") is None
    assert told(read.problems) == [(2, 8, "mistyped-field")]


def test_date() -> None:
    assert fields("date: 2024-02-29").date("date") == "2024-02-29"


@pytest.mark.parametrize(
    "value", ["2026-02-29", "20261122", "2026-W47-7", "22.11.2026", "2026-11-22T10:00", "2026-1-2"]
)
def test_no_date(value: str) -> None:
    read = fields(f"date: {value}")
    assert read.date("date") is None
    assert told(read.problems) == [(2, 7, "mistyped-field")]


def test_fields_within_fields() -> None:
    read = fields("next:\n  yes: a\n  silence: end")
    inner = read.mapping("next", "next")
    assert inner is not None
    assert inner.place == Place("a.md", 3, 3)
    silence = inner.text("silence")
    assert silence is not None
    assert silence.place == Place("a.md", 4, 12)
    inner.text("yes")
    inner.close()
    assert read.problems == []


@pytest.mark.parametrize("written", ["next: end", "next: [a]"])
def test_no_fields_within(written: str) -> None:
    read = fields(written)
    assert read.mapping("next", "next") is None
    assert told(read.problems) == [(2, 7, "mistyped-field")]


def test_close_reports_what_nobody_asked_for() -> None:
    read = fields("title: x\nautor: y\nzebra: z")
    read.text("title")
    read.text("author", required=False)
    read.close()
    assert [problem.message for problem in read.problems] == [
        "an article has no field 'autor'. Did you mean 'author'?",
        "an article has no field 'zebra'. Choose one of: author.",
    ]
    assert told(read.problems) == [(3, 1, "unknown-field"), (4, 1, "unknown-field")]


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    read = fields("title: one\ntitle: two")
    assert read.text("title") == "one"
    assert told(read.problems) == [(3, 1, "duplicate-field")]


@pytest.mark.parametrize(
    ("written", "line", "column", "message"),
    [
        ("title: They're busy: what now", 2, 20, """Write: title: "They're busy: what now\""""),
        ("title: 'Busy': what now", 2, 14, """Write: title: "'Busy': what now\""""),
        ('title: say "hi": what', 2, 16, """Write: title: 'say "hi": what'"""),
        ("""title: it's "hi": what""", 2, 17, """Write: title: 'it''s "hi": what'"""),
        ("title: 'busy", 2, 8, "a quotation mark is opened here and never closed. Close it."),
        ('a: b\ntitle: "busy\n\n', 3, 8, "a quotation mark is opened here and never closed. Close it."),
        ("\ttitle: x", 2, 1, "there is a tab in front of this line. Take it out."),
        ("a:\n\tb: x", 3, 1, "there is a tab in front of this line. Take it out."),
        ("title: @home", 2, 8, 'Write: title: "@home"'),
        ("title: `code`", 2, 8, 'Write: title: "`code`"'),
        ("title: %x", 2, 8, 'Write: title: "%x"'),
        ("title: [a] b", 2, 12, 'Write: title: "[a] b"'),
        ("title: {a} b", 2, 12, 'Write: title: "{a} b"'),
        ("title\ndate: x", 2, 1, "this line is not 'name: value'."),
        ("a: b\n c: d", 3, 1, "this line starts with spaces."),
    ],
)
def test_broken_yaml(written: str, line: int, column: int, message: str) -> None:
    read = fields(written)
    [problem] = read.problems
    assert (problem.rule, problem.place.line, problem.place.column) == ("broken-yaml", line, column)
    assert message in problem.message
    assert read.text("date") is None  # but nobody can tell that it is missing
    assert len(read.problems) == 1


@pytest.mark.parametrize("written", ["- a\n- b", "just text", "[a, b]"])
def test_what_is_no_mapping(written: str) -> None:
    read = fields(written)
    read.text("title")
    assert told(read.problems) == [(2, 1, "mistyped-field")]


@pytest.mark.parametrize("written", ["", "# nothing\n", "{}"])
def test_no_fields_at_all(written: str) -> None:
    read = fields(written)
    read.text("title")
    assert [problem.rule for problem in read.problems] == ["missing-field"]


def test_yaml_that_would_never_end_is_refused() -> None:
    for written in ("a: " + "[" * 5000, "a: &a [*a]", "? [a]\n: b", "a: b\n--- \nc: d"):
        read = fields(written)
        read.text("a")
        assert read.problems, written


@pytest.mark.parametrize(
    "value",
    [
        "They're busy: now",
        '"Busy": now',
        'it\'s "a": b',
        "C:\\new: x",
        "[Re] talk",
        "@home",
        "*a* b",
        "{a} b",
        '"A" b',
        "'A' b",
    ],
)
def test_the_line_that_is_proposed_works(value: str) -> None:
    [problem] = fields(f"title: {value}").problems
    proposed = problem.message.partition("Write: ")[2]
    text = fields(proposed).text("title")
    assert text is not None
    assert text.strip("\"'") == value.strip("\"'")


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("tip: We're #1 here", 12, """what follows # is left out here. Write: tip: "We're #1 here\""""),
        ("says:\n  - Be #brave", 8, 'what follows # is left out here. Write: - "Be #brave"'),
        ('tip: The "new" #1', 16, """what follows # is left out here. Write: tip: 'The "new" #1'"""),
        ("tip: &co busy", 6, 'a value that starts with & needs quotes. Write: tip: "&co busy"'),
        ("says:\n  - !now busy", 5, 'a value that starts with ! needs quotes. Write: - "!now busy"'),
    ],
)
def test_words_are_not_lost(written: str, column: int, message: str) -> None:
    [problem] = fields(written).problems
    assert (problem.rule, problem.place.column, problem.message) == ("broken-yaml", column, message)


@pytest.mark.parametrize(
    "written",
    ["tip: a # why", "tip: A & b! c", "# tip: #1", 'tip: "We are #1"', "tip: C# and a#b", "tip: a  #  b"],
)
def test_a_comment_is_a_comment(written: str) -> None:
    assert fields(written).problems == []
