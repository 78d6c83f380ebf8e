"""How our own texts are written: sentences, passages with their places, and the lists of words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from notabother.check import check
from notabother.language.lists import Lists, Words, read_language
from notabother.language.passages import Passage, plain, prose
from notabother.language.readability import ReadingLimits, average, grade, sentences, spans
from notabother.language.rules import chosen_words, plain_language
from notabother.problems import Place
from notabother.reading.files import read_markdown
from notabother.reading.library import Source
from notabother.source.lines import scan
from small_library import BASE, CASES, HEAD, SETTINGS, files_in, read

DOCS = Path(__file__).resolve().parents[2] / "docs"
SITE = read_language("language.yml", (DOCS / "language.yml").read_text("utf-8"))


def passages(text: str) -> list[Passage]:
    return list(prose("x.md", scan(text)))


def rules(text: str, *, is_study: bool = False) -> list[str]:
    found = chosen_words(passages(text), SITE[0], is_study=is_study)
    return [problem.rule for problem in found]


# --- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Ask Dr. Lee, e.g. Tom vs. Ann. Then go.", ["Ask Dr. Lee, e.g. Tom vs. Ann.", "Then go."]),
        ("At 9 a.m. we met. It cost 3.50 then.", ["At 9 a.m. we met.", "It cost 3.50 then."]),
        ('"Really?" he said. "Yes." So it was.', ['"Really?" he said.', '"Yes."', "So it was."]),
        ("So they say.[^a][^b] Good.", ["So they say.[^a][^b]", "Good."]),
        ("No end", ["No end"]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You don't need 14,000 words.", 5),
        ("Wait—no, really.", 3),
        ("Wait — no - really.", 3),
        ("Hi [first name], hello.", 3),
        ("See https://example.org/a-b now.", 3),
    ],
)
def test_words_of_a_sentence(text: str, words: int) -> None:
    assert [each.words for each in sentences(text)] == [words]


def test_a_label_is_no_whole_sentence() -> None:
    found = sentences('One. Two? Three! "Four." (Five!) And six')
    assert [each.whole for each in found] == [True] * 5 + [False]


def test_grade_is_the_published_formula() -> None:
    found = sentences("The cat sat on it. It ran.")
    assert average(found) == 3.5
    assert grade(found) == pytest.approx(4.71 * 18 / 7 + 0.5 * 7 / 2 - 21.43)


# --- passages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Some **bold** and _thin_ words", "Some bold and thin words"),
        ("A [link](../a.md) and [one][name] by name", "A link and one by name"),
        ("A mark.[^a] And ![a picture](a.png) too", "A mark. And  too"),
        ("Press <kbd>Enter</kbd> <!-- now --> please{ .soft }", "Press Enter  please"),
        (r"A \*star\*, 2 * 3 and snake_case", "A *star*, 2 * 3 and snake_case"),
        ("1 < 2 and [open", "1 < 2 and open"),
        ("A star at the end *", "A star at the end *"),
    ],
)
def test_markup_is_taken_off(line: str, text: str) -> None:
    pieces = [(column, piece) for column, piece in plain(line) if piece is not None]
    assert "".join(piece for _, piece in pieces) == text
    assert all(line[column : column + len(piece)] == piece for column, piece in pieces)


def test_passages_and_their_kinds() -> None:
    text = (
        '---\ntitle: x\n---\n## Kept\n\n## Theirs { fear="a" }\n\nOne\n*two* three.[^a]\n\n'
        '- item\n  goes on\n1. other\n\n    also other\n\n!!! note "Box"\n    inside\n\n'
        "| a | b |\n| - | - |\n\n> quoted\n\n```\ncode\n```\n\n---\n\n[^x]: own note\n[^y]: another\n[ref]: a.md\n\n<!-- no -->\n"
    )
    assert [(each.kind, each.text, each.cites) for each in passages(text)] == [
        ("heading", "Kept", False),
        ("paragraph", "One two three.", True),
        ("item", "item goes on", False),
        ("item", "other", False),
        ("paragraph", "also other", False),
        ("paragraph", "inside", False),
        ("item", "a", False),
        ("item", "b", False),
        ("paragraph", "quoted", False),
        ("paragraph", "own note", True),
        ("paragraph", "another", True),
    ]


def test_a_letter_knows_its_place_within_a_paragraph_of_several_lines() -> None:
    (passage,) = passages("One **two**.\nThree. *Four* five.")
    assert passage.place(passage.text.index("Three")) == Place("x.md", 2, 1)
    assert passage.place(passage.text.index("Four")) == Place("x.md", 2, 9)
    assert passage.place(passage.text.index("two")) == Place("x.md", 1, 7)


def test_a_field_of_several_lines_points_at_the_line() -> None:
    long = " ".join(["word"] * 26)
    head = HEAD.replace("About something.", f">\n  Short.\n  {long.capitalize()}.")
    lines = read({"articles/case.md": head + "Text."})[1]
    assert [line.partition(": ")[0] for line in lines] == ["docs/articles/case.md:5:3"]


# --- plain language ------------------------------------------------------------------------------


def test_the_limits_themselves_are_fine() -> None:
    sentence = " ".join(["Word", *["word"] * 24]) + "."
    assert not list(plain_language(passages(f"{sentence}\n\nOne. Two. Three.\n\n- **A.** One. Two. Three.")))
    assert [each.rule for each in plain_language(passages(sentence.replace(".", " more.")))] == [
        "long-sentence"
    ]


def test_a_page_of_few_sentences_is_not_measured() -> None:
    one = " ".join(["Word", *["word"] * 20]) + ".\n\n"
    assert not list(plain_language(passages(one * 4)))
    assert [each.rule for each in plain_language(passages(one * 5))] == ["hard-to-read"]


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        (ReadingLimits(sentence_words=4), "long-sentence"),
        (ReadingLimits(paragraph_sentences=1), "long-paragraph"),
        (ReadingLimits(average_words=4, page_sentences=2), "hard-to-read"),
        (ReadingLimits(school_grade=1, page_sentences=2), "hard-to-read"),
    ],
)
def test_a_site_may_set_its_own_limits(limits: ReadingLimits, rule: str) -> None:
    text = passages("Some words that say little. Other things also differ somewhat.")
    assert not list(plain_language(text))
    assert {each.rule for each in plain_language(text, limits)} == {rule}


def test_they_hold_for_every_file_and_for_the_closed_lists() -> None:
    sources = [Source(uri, data) for uri, data in files_in(BASE).items()]
    hard = replace(SETTINGS, reading=ReadingLimits(sentence_words=1))
    told = {
        each.place.file for each in check(sources, settings=hard).problems if each.rule == "long-sentence"
    }
    assert {"articles/base.md", "fears/too-busy.md", "vocabulary.yml"} <= told


# --- the lists -----------------------------------------------------------------------------------


def test_our_own_list_is_well_formed() -> None:
    assert SITE[1] == ()
    assert SITE[0].claims
    assert SITE[0].avoid


@pytest.mark.parametrize(
    "text",
    [
        "Studies show it.",
        "It is proven.",
        "In one trial, it helped.",
        "Of them, 48% agreed.",
        "Of them, 48 percent agreed.",
        "One in three waits.",
        "We asked 14,000 strangers.",
        "We asked 491 unemployed people.",
        "Half of students wait.",
        "It is twice as likely.",
        "- Researchers found it.",
    ],
)
def test_claims(text: str) -> None:
    assert rules(text) == ["uncited-claim"]
    assert rules(f"{text}[^a]") == []
    assert rules(f"{text}\n\nElsewhere.[^a]") == ["uncited-claim"]
    assert rules(text, is_study=True) == []
    assert rules(f'They say "{text}" often') == [] or text.startswith("-")


@pytest.mark.parametrize(
    "text",
    [
        "Ask for twenty minutes, on day 3.",
        "Ask three people, or 5 friends.",
        "There are three kinds. Write 160 characters on November 22, 2026.",
        "You study hard, and your research is new.",
        "Show them. Studies can wait. Show up.",
        "Write at 9:30, then 48 hours later.",
        "1. First\n2. Second",
        "## Studies show it",
        "Some people like it. Write to a few people.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It **always** works.",
        "You owe it to them.",
        "Don’t wait!",
        "A toxic boss.",
        "Let's circle back.",
        "Hard wired.",
    ],
)
def test_words_to_avoid(text: str) -> None:
    assert rules(text) == ["word-to-avoid"]
    assert rules(f"He said “{text}” again.") == []
    assert rules(f'He said "{text}" again.') == []
    assert rules(f"Not `{text}` but this.") == []
    assert rules(f'A stray " and {text}') == ["word-to-avoid"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no hurry.",
        "It is no guarantee.",
        "You owe me nothing.",
        "It works. Always.",
        "Always, works or not.",
    ],
)
def test_words_that_only_look_alike(text: str) -> None:
    assert rules(text) == []


def test_what_readers_say_is_left_alone() -> None:
    section = '## It always works { fear="too-busy no-reply" }\n\nText.\n'
    fear = "---\ntitle: It always works\ndescription: A worry.\nsays:\n  - it always works\n---\n\nText.\n"
    lines = read({"articles/case.md": HEAD + section, "fears/other.md": fear})[1]
    assert not [line for line in lines if "word-to-avoid" in line]


def test_a_description_may_sum_up_what_its_page_cites() -> None:
    head = HEAD.replace("About something.", "Why 48% said yes.")
    assert len(read({"articles/case.md": f"{head}Text."})[1]) == 1
    assert read({"articles/case.md": f"{head}Text.[^bohns-2016]"})[1] == []


def test_without_a_list_nothing_is_found() -> None:
    assert not list(chosen_words(passages("It always works for 48%."), Lists(), is_study=False))


def test_offsets_hold_for_odd_letters() -> None:
    text = "İ’m sure it always works"
    (found,) = SITE[0].avoided_in(Words(text))
    assert text[found[1] : found[2]] == "always works"


def test_the_longest_phrase_wins() -> None:
    (problem,) = chosen_words(passages("People are hard-wired to wait."), SITE[0], is_study=False)
    assert problem.message.startswith('"hard-wired to"')


def test_the_vocabulary_is_read_too() -> None:
    words = (CASES / "_base/vocabulary.yml").read_text("utf-8")
    long = " ".join(["Word", *["word"] * 25])
    steps = f"\nwarm-up:\n  first:\n    title: Warm up\n    line: {long}.\n  again:\n    title: Again\n    line: It always works.\n"
    lines = read({"vocabulary.yml": words + steps})[1]
    assert [line.rpartition(" ")[2] for line in lines] == ["[long-sentence]", "[word-to-avoid]"]


@pytest.mark.ours
def test_a_coach_sheet_is_read_too() -> None:
    uri = "coaching/too-busy.md"
    text = (DOCS / uri).read_text("utf-8")
    for name in (
        "plan:\n  - 2 min ",
        "questions:\n  - ",
        "homework: ",
        "if-no: ",
        "if-silence: ",
        "if-upset: ",
    ):
        longer = text.replace(name, f"{name}{'And ' * 26}so on. ", 1)
        assert longer != text
        assert [problem.rule for problem in read_markdown(uri, longer).problems] == ["long-sentence"], name


@pytest.mark.parametrize("text", ["Just ² of them wait.", "¹ says so.", "So 3² and ½ of ٣ people, or ①."])
def test_figures_of_any_kind_can_be_read(text: str) -> None:
    assert rules(text) in ([], ["uncited-claim"])
