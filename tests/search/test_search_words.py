"""What the build knows of search: words, lists, topics, and the index that the browser fetches."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from notabother import addresses
from notabother.model import Library, SearchLists
from notabother.pages.found import TEASER, parts, shortened
from notabother.pages.make import make_pages
from notabother.reading.search_lists import is_list, read_lists
from notabother.search import topics
from notabother.search.index import make_index
from notabother.search.words import stem, stems, words
from small_library import SCRIPT, SECTION, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They’re TOO busy!", ["theyre", "too", "busy"]),
        ("don't `can’t` isn‘t", ["dont", "cant", "isnt"]),
        ("Café, naïve; ﬁne", ["cafe", "naive", "fine"]),
        ("snake_case and 42nd", ["snake", "case", "and", "42nd"]),
        ("Привет — мир", ["привет", "мир"]),
        ("?!… 🙂", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "forms",
    [
        "bother bothers bothered bothering",
        "busy busily",
        "worry worries worried worrying",
        "reply replies replied replying",
        "introduce introduces introduction introductions introducing",
        "refer referred referring referral referrals",
        "stop stops stopped stopping",
        "awkward awkwardly awkwardness",
        "anxious anxiety anxiously",
        "favor favour favors favours",
        "organize organise organised organization organisation",
        "connect connection connections connected",
        "five 5 ten 10 twenty",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1, [stem(form) for form in forms.split()]


def test_every_ending_has_its_stem() -> None:
    of_each_step = (
        "glasses glass, worries worri, boss boss, bonus bonus, crisis crisis, cards card",
        "willingly will, repeatedly repeat, realised realiz, realising realiz, succeed succeed, called call",
        "agribusiness agribusiness, kindness kind, payment pay, hopeful hop, family famili, supply suppli",
        "easily easi, kindly kind, personal person",
        "organisation organiz, organization organiz, composition compos, introduction introduc",
        "recommendation recommend, information informat, connection connect, curious curi, variety vari",
        "assistance assist, advertise advertiz, realize realiz, colour color, note not, study studi",
    )
    pairs = [pair.split() for step in of_each_step for pair in step.split(", ")]
    assert [stem(word) for word, _ in pairs] == [found for _, found in pairs]


def test_other_words_do_not() -> None:
    apart = "busy business help hell manage manager other bother mother need needy 2016 10 is as his us ass asked".split()
    assert len({stem(word) for word in apart}) == len(apart)


LISTS = read_lists(
    {
        "search/stop-words.txt": "# none of these counts\nthe a\nthem to\n",
        "search/synonyms.txt": "boss, managers, head of\nghosted, left on read, no reply\n",
        "search/help.txt": "want to die\nhurts * badly\nnot: want to die of\n",
    }
)[0]


def test_lists_are_read_as_stems() -> None:
    assert LISTS.stop_words == {"the", "a", "them", "to", "0"}
    assert LISTS.synonyms == (
        (("boss",), ("manager",), ("head", "of")),
        (("ghost",), ("left", "on", "read"), ("no", "repli")),
    )
    assert LISTS.danger == (("want", "to", "die"), ("hurt", "*", "bad"))
    assert LISTS.harmless == (("want", "to", "die", "of"),)


def test_missing_lists_are_empty() -> None:
    assert read_lists({}) == (SearchLists(frozenset({"0"})), [])


def test_only_the_folder_of_the_lists_is_for_search() -> None:
    assert is_list("search/synonyms.txt")
    assert not is_list("articles/search.md")
    assert not is_list("searching/synonyms.txt")


def test_features_are_stems_pairs_and_groups() -> None:
    assert topics.features("They left me on read", LISTS) == {
        *("thei", "left", "me", "on", "read"),
        *("^ thei", "thei left", "left me", "me on", "on read", "read ^"),
    }
    assert {"#0", "#1"} <= topics.features("The head of sales left on read", LISTS)
    assert topics.features("…", LISTS) == set()


def test_content_leaves_out_what_says_nothing() -> None:
    assert topics.content("the boss ghosted them", LISTS) == {"boss", "ghost", "#0", "#1"}


def some_topics() -> topics.Topics:
    return topics.Topics(
        {
            "silence": {"title": ["No reply"], "phrases": ["They ghosted me", "She left me on read"]},
            "boss": {"title": ["My boss"], "phrases": ["The manager scares me", "My boss is too busy"]},
        },
        LISTS,
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ghosted", "silence"),
        ("ghosting", "silence"),
        ("the head of it all", "boss"),
        ("left on read by a manager", "silence"),
        ("My boss is too busy", "boss"),
    ],
)
def test_the_topic_whose_words_they_are_comes_first(text: str, first: str) -> None:
    assert some_topics().ranked(text)[0][1] == first


def test_a_word_says_more_where_less_is_said() -> None:
    texts = {"a lot": ["call him", "many other things that take long"], "short": ["call her"]}
    found = topics.Topics({slug: {"phrases": phrases} for slug, phrases in texts.items()}, LISTS)
    assert [slug for _, slug in found.ranked("call")] == ["short", "a lot"]


def test_unknown_words_say_nothing_for_anyone() -> None:
    assert [score for score, _ in some_topics().ranked("xylophone zebra")] == [0, 0]


def test_a_phrase_is_wholly_like_itself() -> None:
    likeness = some_topics().likeness("She left me on read")
    assert likeness["silence"] == pytest.approx(1)
    assert some_topics().likeness("nothing of the kind") == {}


# The index


def a_library() -> Library:
    script = SCRIPT.replace("next: end", "asks: [a small favor]\n    next: end")
    return read(
        {
            "articles/case.md": f"---\ntitle: A case\ndescription: D.\ndate: 2026-11-22\n---\n\n{SECTION}{script}"
        }
    )[0]


ARTICLE = f"""---
title: A case
description: D.
date: 2026-11-22
---

An *opening* word.[^n]

Left & right<br>below.

## Long {{#long}}

{"Long words. " * 40}

<!-- not -->
- an entry
- another

[^n]: Another.
"""


def index_of(library: Library) -> dict[str, Any]:
    found = parts(make_pages(library, {}), directories=True)
    index: dict[str, Any] = json.loads(make_index(library, found, "about.md", directories=True))
    return index


def entries_of(library: Library) -> dict[str, list[str]]:
    return {entry[0]: entry for entry in index_of(library)["entries"]}


def test_the_index_holds_every_part_of_a_page_once() -> None:
    library = a_library()
    found = index_of(library)
    assert found["version"] == 1
    entries = found["entries"]
    locations = [entry[0] for entry in entries]
    assert len(locations) == len(set(locations))
    pages = {addresses.address(page.uri) for page in make_pages(library, {})}
    excluded = {"say/"}
    assert {each for each in locations if "#" not in each} == pages - excluded
    assert {each for each in locations if "#" in each} == {
        "articles/base/#theyre-too-busy",
        "articles/case/#a-heading",
    }
    by_location = entries_of(library)
    assert by_location["fears/too-busy/"][1:2] == ["They’re too busy"]
    for location, kind, label in (
        ("fears/too-busy/", "fear", ["A worry"]),
        ("cards/case/", "card", ["Words to send: Email"]),
        ("articles/case/", "article", ["Article"]),
        ("articles/case/#a-heading", "article", []),
        ("evidence/bohns-2016/", "study", ["Study: Bohns 2016"]),
        ("situations/ask/", "situation", ["Words to send"]),
    ):
        entry = by_location[location]
        assert (entry[3], entry[4:]) == (kind, label), location


def test_a_result_shows_the_first_words() -> None:
    entries = entries_of(read({"articles/long.md": ARTICLE})[0])
    assert entries["cards/small-question/"][2] == "One question about [topic]?"
    assert entries["articles/long/"][2] == "D."
    section = entries["articles/long/#long"]
    assert len(section[2]) <= TEASER + 2
    assert section[2].endswith((" Long …", " words …"))


def test_topics_stand_in_the_index_with_their_phrases() -> None:
    index = index_of(a_library())
    found = index["topics"]
    worries = {index["entries"][each["entry"]][0]: each for each in found["worries"]}
    assert list(worries) == ["fears/no-reply/", "fears/too-busy/"]
    assert "they have no time" in worries["fears/too-busy/"]["phrases"]
    assert [each["id"] for each in found["situations"]] == ["ask", "follow-up"]
    card = next(each for each in found["cards"] if index["entries"][each["entry"]][0] == "cards/case/")
    assert card["phrases"] == ["a small favor"]
    assert card["situation"] == "ask"
    assert card["worries"] == ["too-busy"]
    assert card["reply"]  # nothing is awaited after it


def test_lists_stand_in_the_index_as_stems() -> None:
    index = index_of(replace(a_library(), lists=LISTS))
    assert index["synonyms"] == ["boss|manager|head of", "ghost|left on read|no repli"]
    assert index["stopWords"] == "0 a the them to"  # a number says nothing alone
    assert (index["danger"], index["harmless"]) == (["want to die", "hurt * bad"], ["want to die of"])


def test_a_card_that_hopes_for_an_answer_is_no_reply() -> None:
    library = a_library()
    script = library.scripts["case"]
    asking = replace(script, next=dict(script.next) | {"yes": "another"})
    index = index_of(replace(library, scripts=library.scripts | {"case": asking}))
    card = next(
        each for each in index["topics"]["cards"] if index["entries"][each["entry"]][0] == "cards/case/"
    )
    assert not card["reply"]


def test_a_topic_whose_page_cannot_be_found_is_none() -> None:
    library = a_library()
    found = [
        part for part in parts(make_pages(library, {}), directories=True) if part.location != "cards/case/"
    ]
    index = json.loads(make_index(library, found, "about.md", directories=True))
    assert [index["entries"][each["entry"]][0] for each in index["topics"]["cards"]] == [
        "cards/small-question/"
    ]


def texts_of(library: Library) -> dict[str, set[str]]:
    """Return the words that the index holds for each part of a page."""
    index = index_of(library)
    dictionary = index["dictionary"].split()
    texts = {}
    for number, *differences in index["texts"]:
        at, found = 0, set()
        for difference in differences:
            at += difference
            found.add(dictionary[at])
        texts[index["entries"][number][0]] = found
    return texts


def test_texts_are_kept_as_words_only_and_not_for_topics() -> None:
    texts = texts_of(read({"articles/long.md": ARTICLE})[0])
    assert texts["articles/long/"] == set(stems("an opening word left right below d"))
    assert texts["articles/long/#long"] == set(stems("long words an entry another"))
    assert not any(location.startswith(("fears/t", "cards/s", "situations/a")) for location in texts)


def test_a_message_is_found_as_its_card_and_not_in_its_article() -> None:
    texts = texts_of(a_library())
    assert texts["articles/case/#a-heading"] == set()
    assert "question" not in texts["articles/case/"]


def test_a_teaser_is_cut_after_a_word() -> None:
    assert shortened("short") == "short"
    assert shortened("word, " * 40) == f"{('word, ' * 21).rstrip(', ')} …"


@pytest.mark.ours
def test_the_index_of_the_real_site_is_small(site: Path, library: Library) -> None:
    """What people say of worries weighs about 40 kB; an article with its messages, 2.5 kB more."""
    data = (site / "search" / "search_index.json").read_bytes()
    assert 20_000 < len(gzip.compress(data)) <= 40_000 + 2_500 * len(library.articles)


@pytest.mark.ours
def test_search_knows_every_page(site: Path, library: Library) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    pages = {entry[0] for entry in index["entries"] if "#" not in entry[0]}
    for folder, names in (
        ("fears", library.fears),
        ("cards", library.scripts),
        ("evidence", library.studies),
    ):
        assert {f"{folder}/{name}/" for name in names} <= pages
    assert {f"{uri.removesuffix('.md')}/" for uri in library.articles} <= pages
    assert "say/" not in pages
    phrases = {topic["id"]: set(topic["phrases"]) for topic in index["topics"]["worries"]}
    for slug, fear in library.fears.items():
        assert {" ".join(words(phrase)) for phrase in fear.says} == phrases[slug]


@pytest.mark.ours
def test_search_knows_what_only_templates_show(site: Path, library: Library) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    dictionary = set(index["dictionary"].split())
    for study in library.studies.values():
        assert set(stems(study.limits)) - library.lists.stop_words <= dictionary
        assert set(stems(study.short)) - library.lists.stop_words <= dictionary


@pytest.mark.ours
def test_readers_words_are_as_many_as_they_should_be(library: Library) -> None:
    for fear in library.fears.values():
        assert len(set(fear.says)) >= 20
    for situation in library.vocabulary.situations.values():
        assert len(set(situation.asks)) >= 6
    assert all(script.asks for script in library.scripts.values())
