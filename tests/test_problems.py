"""Problems, as lines and as marks in a pull request, and the words for a slip in a closed list."""

from __future__ import annotations

import pytest

from notabother.problems import Level, Place, Problem, Text, as_annotation, as_line, instead, with_levels

PLACE = Place("articles/a.md", 4, 12)


def test_as_line() -> None:
    problem = Problem(PLACE, "unknown-fear", "there is no fear 'x'. Did you mean 'y'?")
    assert (
        as_line(problem) == "docs/articles/a.md:4:12: there is no fear 'x'. Did you mean 'y'? [unknown-fear]"
    )
    assert as_line(problem, "text").startswith("text/articles/a.md:4:12: ")


def test_a_warning_says_so() -> None:
    problem = Problem(PLACE, "few-phrases", "too few.")
    assert problem.level == "warning"
    assert as_line(problem) == "docs/articles/a.md:4:12: warning: too few. [few-phrases]"
    assert as_annotation(problem).startswith("::warning file=")


def test_a_site_may_set_the_level_of_a_rule() -> None:
    found = [Problem(PLACE, rule, "x. y") for rule in ("too-long", "few-phrases", "unknown-fear", "too-long")]
    levels: dict[str, Level] = {"too-long": "warning", "few-phrases": "error", "unknown-fear": "off"}
    told = with_levels(found, levels)
    assert [(each.rule, each.level) for each in told] == [("few-phrases", "error"), ("too-long", "warning")]
    assert as_line(told[1]) == "docs/articles/a.md:4:12: warning: x. y [too-long]"
    assert as_annotation(told[0]).startswith("::error ")
    assert told == sorted({found[0], found[1]}), "a problem is the same at every level"
    assert [each.level for each in with_levels(found, {})] == ["warning", "error", "error"]


def test_a_file_beside_the_docs_folder_is_named_as_one_finds_it() -> None:
    problem = Problem(Place("../mkdocs.yml", 2, 3), "unknown-field", "x")
    assert as_line(problem) == "mkdocs.yml:2:3: x [unknown-field]"
    assert as_line(problem, "/home/jo/site/docs").startswith("/home/jo/site/mkdocs.yml:2:3: ")
    assert as_annotation(problem).startswith("::error file=mkdocs.yml,line=2,col=3,")


def test_as_annotation_escapes_what_github_would_take_for_its_own() -> None:
    problem = Problem(Place("articles/a,b:c%.md", 3, 1), "too-long", "50% over: a,\r\nb.")
    assert as_annotation(problem) == (
        "::error file=docs/articles/a%2Cb%3Ac%25.md,line=3,col=1,title=too-long::50%25 over: a,\ufffd\ufffdb."
    )


def test_a_rule_must_be_in_the_book() -> None:
    with pytest.raises(KeyError, match="unknown-rule"):
        Problem(PLACE, "unknown-rule", "x")


def test_problems_stand_in_the_order_of_the_files() -> None:
    first, second, third = (
        Problem(Place("a.md", 9), "too-long", "x"),
        Problem(Place("b.md", 2, 5), "bad-id", "x"),
        Problem(Place("b.md", 10), "bad-id", "x"),
    )
    assert sorted([third, second, first]) == [first, second, third]


def test_text_is_a_string_that_knows_its_place() -> None:
    text = Text("busy", PLACE)
    assert text == "busy"
    assert text.problem("unknown-fear", "x").place == PLACE


@pytest.mark.parametrize(
    ("word", "known", "says"),
    [
        ("too-bussy", ["no-reply", "too-busy"], "Did you mean 'too-busy'?"),
        ("TOO-BUSY", ["no-reply", "too-busy"], "Did you mean 'too-busy'?"),
        ("Pictures/desk.PNG", ["picture/desk.png", "pictures/desk.png"], "Did you mean 'pictures/desk.png'?"),
        ("cafe\u0301.png", ["cafe.png", "caf\u00e9.png"], "Did you mean 'caf\u00e9.png'?"),
        ("caf\u00e9.png", ["CAFE\u0301.png", "caff.png"], "Did you mean 'CAFE\u0301.png'?"),
        ("zebra", ["b", "a"], "Choose one of: a, b."),
        ("zebra", [], "The list stands in fears/."),
        ("zebra", [f"fear-{n}" for n in range(13)], "The list stands in fears/."),
        ("zebra", [f"fear-{n}" for n in range(2)], "Choose one of: fear-0, fear-1."),
    ],
)
def test_instead(word: str, known: list[str], says: str) -> None:
    assert instead(word, known, "fears/") == says
