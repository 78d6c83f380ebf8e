"""Coach sheets: from the file to the page, and what the real ones say."""

from __future__ import annotations

import pytest
import yaml

from conftest import ROOT
from notabother.model import CASES, CoachSheet, Library
from notabother.pages.made import Made
from notabother.pages.make import make_pages
from notabother.paper.sheets import printed_texts
from notabother.paper.texts import sentences
from notabother.problems import Place
from notabother.reading.files import read_markdown
from small_library import CASES as FOLDER
from small_library import files_in, read

SHEET = (FOLDER / "clean-coach-sheet" / "coaching" / "too-busy.md").read_text("utf-8")
FILES = {"coaching/too-busy.md": SHEET}

LONGEST_SENTENCE = 25
LONGEST_ON_AVERAGE = 15


def sheet() -> CoachSheet:
    found = read_markdown("coaching/too-busy.md", SHEET)
    assert found.problems == ()
    assert isinstance(found.value, CoachSheet)
    return found.value


def made_of(library: Library, problems: dict[str, list[str]] | None = None) -> dict[str, Made]:
    pages = make_pages(library, problems or {})
    assert len({page.uri for page in pages}) == len(pages)
    return {page.uri: page for page in pages}


# What is read


def test_every_field_is_read_with_its_place() -> None:
    found = sheet()
    assert (found.fear, found.title, found.description) == (
        "too-busy",
        "A short ask",
        "Make the question fit a full week.",
    )
    assert [(step.minutes, str(step.what), step.what.place) for step in found.plan] == [
        (3, "Say what they need.", Place(found.uri, 5, 11)),
        (6, "Write it in two lines.", Place(found.uri, 6, 15)),
        (1, "Choose a day.", Place(found.uri, 7, 11)),
    ]
    assert [question.place.line for question in found.questions] == [9, 10, 11]
    assert (found.homework, found.card) == ("They send one question.", "small-question")
    assert [text for _, text in found.cases] == [
        "They say thanks.",
        "One reminder, then stop.",
        "Stop, and sit with them.",
    ]
    assert (found.body, found.body.place) == (
        "They may truly be busy. So don't argue.",
        Place(found.uri, 19),
    )


@pytest.mark.parametrize(
    "line", ["3 Say it", "three min Say it", "-3 min Say it", "3 min", "3 hours Say it", "٣ min Say it"]
)
def test_a_step_without_its_minutes_is_no_step(line: str) -> None:
    found = read_markdown("coaching/too-busy.md", SHEET.replace("3 min Say what they need.", line))
    assert [problem.rule for problem in found.problems] == ["mistyped-field"]


def test_minutes_may_be_followed_by_a_colon_in_quotes() -> None:
    found = read_markdown(
        "coaching/too-busy.md", SHEET.replace("3 min Say what they need.", '"3 min: Say what they need."')
    )
    assert found.problems == ()


def test_a_fear_needs_no_sheet_and_a_sheet_needs_its_fear() -> None:
    library, problems = read(FILES)
    assert problems == []
    assert list(library.sheets) == ["too-busy"]
    library, _ = read({"coaching/too-bussy.md": SHEET})
    assert library.sheets == {}


def test_sheets_stand_in_the_order_of_their_fears() -> None:
    library, _ = read({"coaching/too-busy.md": SHEET, "coaching/no-reply.md": SHEET})
    assert list(library.sheets) == ["no-reply", "too-busy"] == list(library.fears)


# What pages get


def test_page_of_a_sheet() -> None:
    library, _ = read(FILES)
    page = made_of(library)["coaching/too-busy.md"]
    meta = page.meta
    assert (meta["kind"], meta["template"], meta["search"]) == ("sheet", "sheet.html", {"exclude": True})
    assert [(crumb["title"], crumb["url"]) for crumb in meta["breadcrumbs"]] == [
        ("Home", "./"),
        ("Coach sheets", "coaching/"),
    ]
    assert meta["sheet"]["fear"] == {
        "slug": "too-busy",
        "title": "They’re too busy",
        "url": "fears/too-busy/",
        "description": "Busy people can still answer a short note.",
    }
    assert meta["sheet"]["plan"][0] == {"minutes": 3, "what": "Say what they need."}
    assert meta["sheet"]["card"] == {
        "id": "small-question",
        "title": "A small question",
        "url": "cards/small-question/",
    }
    assert [case["title"] for case in meta["sheet"]["cases"]] == list(CASES)
    assert (page.html, page.source) == (
        "<p>They may truly be busy. So don\u2019t argue.</p>",
        "coaching/too-busy.md",
    )
    _, fields, _ = page.text().split("---\n", 2)
    assert yaml.safe_load(fields) == meta


def test_the_fear_and_the_list_lead_to_the_sheet() -> None:
    library, _ = read(FILES)
    made = made_of(library)
    assert made["fears/too-busy.md"].meta["coaching"]["url"] == "coaching/too-busy/"
    assert "coaching" not in made["fears/no-reply.md"].meta
    head = made["coaching/index.md"]
    assert (head.meta["kind"], head.meta["title"], head.source) == ("sheets", "Coach sheets", None)
    assert [(each["title"], each["url"], each["fear"]["slug"]) for each in head.meta["sheets"]] == [
        ("A short ask", "coaching/too-busy/", "too-busy")
    ]


def test_an_author_may_head_the_list() -> None:
    library, _ = read(files_in(FOLDER / "clean-coach-sheet"))
    head = made_of(library)["coaching/index.md"]
    assert (head.meta["kind"], head.source) == ("sheets", "coaching/index.md")
    assert (
        head.html
        == '<p>The <a href="../coaching/too-busy/">first</a>, and <a href="../coaching/">all</a>.</p>'
    )


def test_without_sheets_there_is_no_list() -> None:
    library, _ = read({})
    assert not any(uri.startswith("coaching/") for uri in made_of(library))


def test_a_faulty_sheet_is_still_shown_with_what_is_wrong() -> None:
    faulty = SHEET.replace("card: small-question", "card: gone").replace("if-no: They say thanks.\n", "")
    library, problems = read({"coaching/too-busy.md": faulty})
    assert len(problems) == 2
    page = made_of(library, {"coaching/too-busy.md": problems})["coaching/too-busy.md"]
    assert page.meta["kind"] == "sheet"
    assert page.meta["problems"] == problems
    assert page.meta["sheet"]["card"] == {}
    assert [case["title"] for case in page.meta["sheet"]["cases"]] == list(CASES[1:])


def test_addresses_that_are_files() -> None:
    library, _ = read(FILES)
    for page in make_pages(library, {}, directories=False):
        assert "/'" not in repr(page.meta).replace("'./'", ""), page.uri


# The real ones


@pytest.mark.ours
def test_every_fear_has_a_sheet(library: Library) -> None:
    assert list(library.sheets) == list(library.fears)


def test_real_sheets_are_easy_to_read(library: Library) -> None:
    for slug, each in library.sheets.items():
        texts = [each.description, *(text for _, text in printed_texts(each))]
        lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]
        assert max(lengths) <= LONGEST_SENTENCE, slug
        assert sum(lengths) / len(lengths) <= LONGEST_ON_AVERAGE, slug


def test_no_two_real_sheets_share_a_plan_or_a_card(library: Library) -> None:
    sheets = library.sheets.values()
    steps = [str(step.what) for each in sheets for step in each.plan]
    texts = [str(text) for each in sheets for text in (*each.questions, each.if_no, each.if_silence)]
    assert len(set(steps)) == len(steps)
    assert len(set(texts)) == len(texts)
    assert len({each.card for each in sheets}) == len(library.sheets)


def test_a_step_at_home_is_for_the_sheets_worry(library: Library) -> None:
    for slug, each in library.sheets.items():
        assert slug in library.scripts[each.card].fears, slug


def test_the_numbers_on_paper_are_those_of_the_help_page(library: Library) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("  help:\n")[2].partition("  # Cards and")[0]
    help_ = yaml.safe_load(text)
    body = library.pages[help_["file"]].body
    links = tuple(piece.rpartition("[")[2] for piece in body.split("](")[:-1])
    assert help_["numbers"]
    for line in help_["numbers"]:
        assert line.endswith(links), line
