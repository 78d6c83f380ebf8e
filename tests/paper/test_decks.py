"""Words set for paper, cards, and which card stands on which sheet; nothing here sets type."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from as_drawn import draw
from notabother import addresses
from notabother.model import Library
from notabother.paper.cards import Cards, own_name
from notabother.paper.decks import MOST_CARDS, Deck, make_decks
from notabother.paper.fits import BackFit, Fit, Fits, check_fits
from notabother.paper.layouts import Layout, read_layouts
from notabother.paper.offers import make_offers
from notabother.paper.pictures import make_pictures
from notabother.paper.site import Site, in_type, qr_code
from notabother.paper.texts import paragraphs, sentences, unmarked
from notabother.wording import (
    LONGEST_WORD,
    line_of,
    typographic,
    with_blanks,
)
from small_library import BASE, SCRIPT, SECTION, files_in, read

TABLE = Path(__file__).resolve().parents[2] / "overrides" / "print" / "layouts.json"
SITE = Site("Not a Bother", "https://notabother.example/", datetime.date(2026, 11, 22))


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return read_layouts(TABLE.read_text("utf-8"))


@pytest.fixture(scope="module")
def cards(library: Library) -> Cards:
    return Cards(library, SITE)


def test_a_text_may_take_all_the_height_there_is() -> None:
    assert [Fit(12, need, 50, fear_fits=True).fits for need in (50, 50.1)] == [True, False]


def everything_fits(cards: Cards, layouts: Mapping[str, Layout]) -> dict[str, Fits]:
    fit, back = Fit(12, 10, 50, fear_fits=True), BackFit(0, (20, 13), edition_fits=True, need=0, have=0)
    fronts = dict.fromkeys(cards.fronts, fit)
    return {id_: Fits(dict(fronts), dict.fromkeys(cards.backs, back)) for id_ in layouts}


def named(decks: list[Deck], name: str) -> Deck:
    return next(deck for deck in decks if deck.name == name)


# Words


@pytest.mark.parametrize(
    ("plain", "curly"),
    [
        ('"Not now" is fine', "“Not now” is fine"),
        ("It's [your name]'s turn", "It’s [your name]’s turn"),
        ('("I\'d rather not")', "(“I’d rather not”)"),
        ("\"'I' is fine\"", "“‘I’ is fine”"),
        ("the '90s", "the ’90s"),
        ("No quotes", "No quotes"),
    ],
)
def test_quotation_marks_are_typographic(plain: str, curly: str) -> None:
    assert typographic(plain) == curly


def test_no_line_ends_in_i_and_no_short_word_stands_alone() -> None:
    assert line_of("May I ask you one thing, if I may") == "May I\u00a0ask you one thing, if I\u00a0may"
    assert line_of("One two three") == "One two three"
    assert line_of("Some words and then extraordinarily") == "Some words and then extraordinarily"


def test_a_word_that_is_too_long_for_a_card_may_be_broken() -> None:
    pieces = line_of("a" * 90).split("\u200b")
    assert "".join(pieces) == "a" * 90
    assert max(map(len, pieces)) <= LONGEST_WORD


def test_blanks_are_taken_apart() -> None:
    assert with_blanks("Hi [first name], it's [your name].", ["first name", "your name"]) == [
        "Hi ",
        ["first name"],
        ", it’s ",
        ["your name"],
        ".",
    ]
    assert with_blanks("No [such blank]", ["topic"]) == ["No [such blank]"]


def test_paragraphs_lose_their_markdown_and_say_where_links_lead() -> None:
    body = "One *two* [three](../help-now.md).[^a-2020]\n\n- an entry\n\nFour & five.\n\n[^a-2020]: Note."
    assert paragraphs(draw(body, "fears/x.md"), lambda target: f"to {target}") == [
        "One two three (to ../help-now.md).[^a-2020]",
        "• an entry",
        "Four & five.",
    ]


def test_sentences_keep_their_footnote_marks() -> None:
    text = 'They may. So they say.[^a][^b] "Really?" he said. Yes!'
    assert sentences(text) == ["They may.", "So they say.[^a][^b]", '"Really?" he said.', "Yes!"]


def test_footnote_marks_are_taken_out_and_named() -> None:
    assert unmarked("So they say.[^a-2020] Yes.[^b]", ["b", "a-2020", "c"]) == (
        "So they say. Yes.",
        ["b", "a-2020"],
    )


def test_addresses_in_type_and_in_code() -> None:
    assert in_type("https://notabother.example/cards/a/") == "notabother.example/cards/a"
    code = qr_code("https://notabother.example/cards/fifteen-minutes-easy-to-refuse/")
    assert code["modules"] == 37
    assert bytes(code["png"]).startswith(b"\x89PNG")


# Cards


def test_every_script_has_a_front_and_every_fear_a_back(library: Library, cards: Cards) -> None:
    assert set(cards.fronts) == {*library.scripts, *map(own_name, library.fears)}
    assert set(cards.backs) == set(library.fears)
    for id_, script in library.scripts.items():
        front = cards.fronts[id_]
        assert front["url"] == SITE.address(addresses.page_file(addresses.CARDS, id_))
        assert front["address"] in front["url"]
        assert (front["subject"] is None) == (script.subject is None)


def test_a_back_gets_ever_shorter_and_keeps_whole_sentences(cards: Cards) -> None:
    for back in cards.backs.values():
        lengths = [len(" ".join(choice["text"])) for choice in back["choices"]]
        assert lengths == sorted(lengths, reverse=True)
        assert all(
            text.endswith((".", "?", "!", "”", ")")) for choice in back["choices"] for text in choice["text"]
        )
        assert not any("[^" in text for choice in back["choices"] for text in choice["text"])


def test_a_back_loses_first_its_paragraphs_then_sentences_of_the_first_then_of_the_second() -> None:
    base = files_in(BASE)["fears/too-busy.md"].decode()
    text = "One. Two. Three.[^bohns-2016]\n\nFour. Five. Six.\n\nSeven."
    library, _ = read({"fears/too-busy.md": base.partition("Some are.")[0] + text})
    choices = Cards(library, SITE).backs["too-busy"]["choices"]
    assert [" | ".join(choice["text"]) for choice in choices] == [
        "One. Two. Three. | Four. Five. Six. | Seven.",
        "One. Two. Three. | Four. Five. Six.",
        "One. Two. | Four. Five. Six.",
        "One. | Four. Five. Six.",
        "One. | Four. Five.",
        "One. | Four.",
        "One.",
    ]


@pytest.mark.ours
def test_a_back_names_the_studies_of_what_it_shows(library: Library, cards: Cards) -> None:
    for slug, back in cards.backs.items():
        cited = {typographic(library.studies[id_].short) for id_ in library.fears[slug].cites}
        shown = {name for name in back["choices"][0]["sources"].split("; ") if name}
        assert shown == cited


# Layouts


def test_cards_stay_on_the_sheet_and_text_off_its_edges() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    for layout in table["layouts"]:
        size = table["papers"][layout["paper"]]["size"]
        page = size[::-1] if layout["landscape"] else size
        pad = table["types"][layout["type"]]["pad"]
        for axis, count in ((0, layout["columns"]), (1, layout["rows"])):
            origin, pitch, card = (layout[key][axis] for key in ("origin", "pitch", "card"))
            end = origin + (count - 1) * pitch + card
            assert end <= page[axis] + 0.01, layout["id"]
            assert origin + pad >= 7, layout["id"]
            assert page[axis] - end + pad >= 6.99, layout["id"]
            assert origin == pytest.approx(page[axis] - end, abs=0.01), layout["id"]


def test_no_text_is_smaller_than_it_may_be() -> None:
    least = {"quarter": (12, 9), "index": (12, 9), "large": (18, 18), "pocket": (7.5, 6.5)}
    for name, sizes in json.loads(TABLE.read_text("utf-8"))["types"].items():
        text, source = least[name]
        read_ = [
            sizes["head"],
            *sizes["script"],
            sizes["tip"],
            *sizes["worry"],
            *sizes["answer"],
            sizes["label"],
        ]
        assert min(read_) >= text
        assert min(sizes["address"], sizes["source"]) >= source
        assert sizes["script"] == sorted(sizes["script"], reverse=True)


# Decks


@pytest.mark.ours
def test_files_have_readable_names_of_their_own(cards: Cards, layouts: dict[str, Layout]) -> None:
    decks = make_decks(cards, layouts, everything_fits(cards, layouts))
    files = [deck.file for deck in decks]
    assert len(files) == len(set(files))
    assert {
        "print/too-busy-letter.pdf",
        "print/too-busy-a4-one-sided.pdf",
        "print/too-busy-pocket-letter.pdf",
        "print/all-letter.pdf",
        "print/situations/ask-for-chat-large-a4.pdf",
        "print/cards/fifteen-minutes-easy-to-refuse-6x4.pdf",
    } <= set(files)


def test_a_sheet_of_a_fear_is_full_and_of_that_fear_alone(cards: Cards, layouts: dict[str, Layout]) -> None:
    decks = make_decks(cards, layouts, everything_fits(cards, layouts))
    for deck in decks:
        data = json.loads(deck.data)
        assert all(len(sheet) == deck.layout.per_sheet for sheet in data["sheets"])
        assert deck.sheets == len(data["sheets"])
        if deck.kind == "fear":
            assert {card["back"] for card in data["cards"].values()} == {deck.slug}
        if deck.kind == "all" and deck.layout.by_fear:
            for sheet in data["sheets"]:
                assert len({data["cards"][name]["back"] for name in sheet}) == 1


def test_all_cards_are_in_the_deck_of_all(library: Library, cards: Cards, layouts: dict[str, Layout]) -> None:
    decks = make_decks(cards, layouts, everything_fits(cards, layouts))
    assert sorted(named(decks, "all-letter").cards) == sorted(library.scripts)


def test_decks_are_offered_from_all_cards_to_one_situation(cards: Cards, layouts: dict[str, Layout]) -> None:
    decks = make_decks(cards, layouts, everything_fits(cards, layouts))
    kinds = [deck["kind"] for deck in make_offers(reversed(decks), []).decks]
    assert list(dict.fromkeys(kinds)) == ["all", "fear", "situation"]
    assert kinds == sorted(kinds)


@pytest.mark.ours
def test_a_script_that_does_not_fit_is_left_out_and_reported(
    library: Library, cards: Cards, layouts: dict[str, Layout]
) -> None:
    fits = everything_fits(cards, layouts)
    name = next(iter(library.scripts_by_fear["too-busy"])).id
    for id_, need in (("quarter-letter", 98.2), ("quarter-a4", 97), ("pocket-letter", 60)):
        fits[id_].cards[name] = replace(fits[id_].cards[name], need=need, have=84.6)
    decks = make_decks(cards, layouts, fits)
    assert name not in named(decks, "too-busy-letter").cards
    assert name in named(decks, "too-busy-letter").left_out
    (problem,) = check_fits(cards.library, layouts, fits)
    script = library.scripts[name]
    assert problem.place == script.text_place
    assert problem.rule == "does-not-fit"
    assert f"'{name}': the text needs 99 mm and has 84 mm on a quarter sheet (US Letter)." in problem.message


@pytest.mark.ours
def test_a_fear_whose_answer_does_not_fit_is_reported(cards: Cards, layouts: dict[str, Layout]) -> None:
    fits = everything_fits(cards, layouts)
    fits["large-a4"].backs["too-busy"] = BackFit(None, (0, 0), edition_fits=False, need=300, have=250)
    (problem,) = check_fits(cards.library, layouts, fits)
    assert problem.place.file == "fears/too-busy.md"
    assert "large-print sheet" in problem.message


def test_a_large_deck_comes_in_parts(layouts: dict[str, Layout]) -> None:
    scripts = [SCRIPT.replace("id: case", f"id: case-{n}") for n in range(MOST_CARDS + 30)]
    head = "---\ntitle: A case\ndescription: About something.\ndate: 2026-11-22\n---\n\n"
    halves = {"some": scripts[: MOST_CARDS // 2], "more": scripts[MOST_CARDS // 2 :]}
    library, _ = read(
        {f"articles/{name}.md": head + SECTION + "\n".join(each) for name, each in halves.items()}
    )
    cards = Cards(library, SITE)
    decks = make_decks(cards, layouts, everything_fits(cards, layouts))
    parts = [deck for deck in decks if deck.name.startswith("all-letter") and deck.sides == 2]
    assert [deck.name for deck in parts] == ["all-letter", "all-letter-part-2"]
    assert all(len(deck.cards) <= MOST_CARDS for deck in parts)
    assert sum(len(deck.cards) for deck in parts) == len(library.scripts)


def test_every_fear_card_article_and_the_home_page_have_a_picture(library: Library) -> None:
    uris = {picture.uri for picture in make_pictures(library, SITE)}
    cards = {addresses.page_file(addresses.CARDS, id_) for id_ in library.scripts}
    assert uris == {"index.md", *library.articles, *cards, *(fear.uri for fear in library.fears.values())}
