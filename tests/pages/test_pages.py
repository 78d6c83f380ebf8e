"""The library as pages: what templates get."""

from __future__ import annotations

import dataclasses
import html

import pytest
import yaml

from notabother.model import STOP, Library
from notabother.pages import fear as fears
from notabother.pages.card import capitals
from notabother.pages.made import Made
from notabother.pages.make import make_pages
from notabother.problems import Text
from notabother.wording import date_text, plain_heading, preview
from small_library import BASE, CASES, HEAD, SCRIPT, SECTION, read

FOLLOW = (
    SCRIPT.replace("id: case", "id: follow")
    .replace("A case", "A reminder")
    .replace("situation: ask", "situation: follow-up")
)
CASE = SCRIPT.replace("next: end", "next: {yes: follow, not-now: end, no: end, silence: follow}")
FOLLOW_UP = {"id": "follow", "title": "A reminder", "url": "cards/follow/"}
FILES = {
    "index.md": "---\ntitle: Home\ndescription: d\n---\n\nWelcome.\n",
    "about.md": "---\ntitle: About\n---\n\nUs.[^bohns-2016]\n",
    "cards/index.md": "---\ntitle: All the words\ndescription: Every one.\n---\n\nPick one.\n",
    "articles/case.md": HEAD + SECTION + "So it is.[^bohns-2016]\n\n" + CASE + "\n" + FOLLOW,
}


def made_of(library: Library) -> dict[str, Made]:
    return {each.uri: each for each in make_pages(library, {})}


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = read(FILES)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, Made]:
    return made_of(library)


def test_every_page_is_made_once(library: Library) -> None:
    uris = [each.uri for each in make_pages(library, {})]
    assert len(uris) == len(set(uris))
    assert sorted(uris) == [
        "about.md",
        "articles/base.md",
        "articles/case.md",
        "articles/index.md",
        "cards/case.md",
        "cards/follow.md",
        "cards/index.md",
        "cards/small-question.md",
        "evidence/bohns-2016.md",
        "evidence/index.md",
        "fears/index.md",
        "fears/no-reply.md",
        "fears/too-busy.md",
        "index.md",
        "say/index.md",
        "situations/ask.md",
        "situations/follow-up.md",
        "situations/index.md",
    ]


def test_every_page_has_the_fields_that_all_templates_read(made: dict[str, Made]) -> None:
    kinds = set()
    for page in made.values():
        assert {"kind", "template", "title", "description", "breadcrumbs"} <= set(page.meta), page.uri
        assert page.meta["template"] == f"{page.meta['kind']}.html"
        assert "problems" not in page.meta
        kinds.add(page.meta["kind"])
    assert kinds == set(
        "home fears fear phrases cards card situations situation articles article studies study page".split()
    )


def test_a_page_is_the_same_written_out_and_read_again(made: dict[str, Made]) -> None:
    for page in made.values():
        _, fields, body = page.text().split("---\n", 2)
        assert yaml.safe_load(fields) == page.meta
        assert html.unescape(body.strip()) == html.unescape(page.html)


def test_breadcrumbs(made: dict[str, Made]) -> None:
    def crumbs(uri: str) -> list[tuple[str, str]]:
        return [(crumb["title"], crumb["url"]) for crumb in made[uri].meta["breadcrumbs"]]

    assert crumbs("index.md") == []
    assert crumbs("about.md") == [("Home", "./")]
    assert crumbs("cards/index.md") == [("Home", "./")]
    assert crumbs("cards/case.md") == [("Home", "./"), ("All the words", "cards/")]
    assert crumbs("fears/too-busy.md") == [("Home", "./"), ("What is holding you back?", "fears/")]


def test_fear(made: dict[str, Made]) -> None:
    page = made["fears/too-busy.md"]
    meta = page.meta
    assert (meta["slug"], meta["title"], meta["says"][0]) == (
        "too-busy",
        "They’re too busy",
        "They have no time",
    )
    assert [card["id"] for card in meta["cards"]] == ["case", "small-question", "follow"]
    assert meta["more_cards"] == []
    assert [(study["id"], study["number"], study["url"]) for study in meta["studies"]] == [
        ("bohns-2016", 1, "evidence/bohns-2016/")
    ]
    assert meta["related"] == [
        {
            "slug": "no-reply",
            "title": "They won’t reply",
            "url": "fears/no-reply/",
            "description": "Silence is seldom about you.",
        }
    ]
    assert page.source == "fears/too-busy.md"
    assert page.html == (
        '<p>Some are. A short note leaves the choice to them.<sup><a class="cite" href="#bohns-2016">1</a></sup></p>'
    )


def test_sections_of_a_fear(made: dict[str, Made]) -> None:
    shown = {uri: page.meta["sections"] for uri, page in made.items() if page.meta["kind"] == "fear"}
    assert {
        uri: [(each["article"]["url"], each["id"]) for each in found] for uri, found in shown.items()
    } == {
        "fears/too-busy.md": [
            ("articles/case/", "case--a-heading"),
            ("articles/base/", "base--theyre-too-busy"),
        ],
        "fears/no-reply.md": [("articles/base/", "base--theyre-too-busy")],
    }
    first = shown["fears/too-busy.md"][0]
    assert (first["title"], first["url"], first["more"]) == (
        "A heading",
        "articles/case/#a-heading",
        False,
    )
    assert first["html"].startswith(
        '<p>So it is.<sup><a class="cite" href="#bohns-2016">1</a></sup></p>\n'
        '<figure class="script" id="case--script-case"><figcaption>'
        '<a class="script-title" href="../../cards/case/">A case</a>'
    )
    numbers = {
        uri: {each["id"]: each["number"] for each in page.meta["studies"]}
        for uri, page in made.items()
        if page.meta["kind"] == "fear"
    }
    assert numbers == {"fears/too-busy.md": {"bohns-2016": 1}, "fears/no-reply.md": {}}


def test_a_fear_with_many_sections_and_scripts_lists_the_rest() -> None:
    files = {
        f"articles/a{n}.md": HEAD.replace("22", f"{n + 10}")
        + f'## {n}. Part {n} {{ fear="too-busy" }}\n\n'
        + SCRIPT.replace("id: case", f"id: case-{n}")
        for n in range(10)
    }
    library, _ = read(files | {"index.md": FILES["index.md"]})
    found = make_pages(library, {})
    [page] = [each for each in found if each.uri == "fears/too-busy.md"]
    assert [each["article"]["url"] for each in page.meta["sections"]] == [
        f"articles/a{n}/" for n in (9, 8, 7, 6)
    ]
    assert [each["title"] for each in page.meta["more_sections"]] == [
        f"Part {n}" for n in (5, 4, 3, 2, 1, 0)
    ] + ["They’re too busy"]
    first = page.meta["more_sections"][0]
    assert (first["url"], first["article"]["url"]) == ("articles/a5/#5-part-5", "articles/a5/")
    assert len(page.meta["cards"]) == fears.MOST_CARDS
    assert len(page.meta["more_cards"]) == 11 - fears.MOST_CARDS
    [home] = [each for each in found if each.uri == "index.md"]
    newest = [f"articles/a{n}/" for n in (9, 8, 7, 6, 5, 4)]
    assert [each["url"] for each in home.meta["articles"]] == newest


def test_a_fear_shows_the_articles_it_names_before_newer_ones() -> None:
    files = {
        f"articles/a{n}.md": HEAD.replace("22", f"{n + 10}")
        + f'## {n}. Part {n} {{ fear="sounds-silly" }}\n\n'
        for n in range(6)
    }
    files["articles/a1.md"] += '## Part two { fear="sounds-silly" }\n\n'
    says = "".join(f"  - Phrase {n}\n" for n in range(10))
    files["fears/sounds-silly.md"] = (
        f"---\ntitle: Silly\ndescription: Is it?\nsays:\n{says}articles: [a1, a0]\n---\n\nNo.\n"
    )
    library, _ = read(files)
    shown = made_of(library)["fears/sounds-silly.md"].meta["sections"]
    assert [each["url"] for each in shown] == [
        "articles/a1/#1-part-1",
        "articles/a0/#0-part-0",
        "articles/a1/#part-two",
        "articles/a5/#5-part-5",
    ]


def test_card(made: dict[str, Made]) -> None:
    page = made["cards/case.md"]
    card = page.meta["card"]
    assert page.meta["title"] == "A case"
    assert page.meta["description"] == "A case: words to send to someone you have never met. Email."
    assert (card["tip"], card["not_when"], card["size"]) == (
        "Keep it short.",
        "They are away.",
        "7 of 20 words",
    )
    assert card["channel"] == {"slug": "email", "title": "Email"}
    assert card["preview"] == "One question about [topic]?"
    assert card["situation"]["url"] == "situations/ask/"
    assert card["recipient"] == {"slug": "stranger", "title": "someone you have never met"}
    assert [fear["slug"] for fear in card["fears"]] == ["too-busy"]
    assert card["article"]["url"] == "articles/case/"
    assert card["next"] == [
        {"outcome": "yes", "label": "They say yes", **FOLLOW_UP},
        {"outcome": "not-now", "label": "Not now", "end": True},
        {"outcome": "no", "label": "They say no", "end": True},
        {"outcome": "silence", "label": "Nothing comes back", **FOLLOW_UP},
    ]
    assert card["before"] == []
    before = {"id": "case", "title": "A case", "url": "cards/case/"}
    assert made["cards/follow.md"].meta["card"]["before"] == [before]
    assert page.html == (
        '<figure class="script" id="script-case"><blockquote class="script-text">'
        '<p class="script-subject"><span class="script-label">Subject</span> About <span class="blank">[topic]</span></p>'
        '<p>Hi <span class="blank">[first name]</span>,</p>'
        '<p>One question about <span class="blank">[topic]</span>?</p></blockquote></figure>'
    )
    assert page.source == "articles/case.md"


def test_a_card_shows_a_field_for_each_blank_of_its_desk(made: dict[str, Made]) -> None:
    desk = made["cards/case.md"].meta["card"]["desk"]
    assert desk["blanks"][1] == {
        "name": "first name",
        "label": "First name",
        "hint": "The first name of the person you are writing to",
        "example": "Priya",
        "autocapitalize": "words",
    }
    assert {name: value for name, value in desk.items() if name != "blanks"} == {
        "spoken": False,
        "subject": True,
        "opens": "",
        "waits": False,
        "follow_up": {**FOLLOW_UP, "preview": "One question about [topic]?"},
    }


def test_a_card_says_to_its_desk_what_that_fills_in(made: dict[str, Made]) -> None:
    data = made["cards/case.md"].meta["data"]
    assert {name: value for name, value in data["card"].items() if name != "limits"} == {
        "id": "case",
        "text": "Hi [first name],\n\nOne question about [topic]?",
        "subject": "About [topic]",
        "blanks": [{"name": "topic", "carries": ""}, {"name": "first name", "carries": ""}],
        "counts": "words",
        "limit": 20,
        "subjectLimit": 30,
        "opens": "",
        "followUp": "A reminder",
    }


def test_a_page_says_to_its_scripts_what_they_need_and_no_more(made: dict[str, Made]) -> None:
    search = {"index": "search/search_index.json", "worker": "assets/javascripts/search/worker.js"}
    assert made["about.md"].meta["data"] == {"search": search, "version": 1}
    assert made["cards/index.md"].meta["data"]["list"]["items"]["case"] == {
        "situation": ["ask"],
        "fear": ["too-busy"],
        "channel": ["email"],
    }


def test_a_card_carries_what_to_send_first_and_the_study_behind_it() -> None:
    more = "warm-up-study: bohns-2016\nwarm-up:\n  thanks:\n    title: It's a start\n    line: Thank you.\n"
    faultless, _ = read(FILES | {"vocabulary.yml": (BASE / "vocabulary.yml").read_text("utf-8") + more})
    warm_up = made_of(faultless)["cards/case.md"].meta["card"]["warm_up"]
    assert warm_up["steps"] == [{"title": "It’s a start", "line": "Thank you."}]
    assert warm_up["study"]["id"] == "bohns-2016"


def test_what_follows_may_be_unknown() -> None:
    faulty, problems = read({"articles/case.md": HEAD + SECTION + CASE})
    assert len(problems) == 2
    [page] = [each for each in make_pages(faulty, {}) if each.uri == "cards/case.md"]
    assert [each["outcome"] for each in page.meta["card"]["next"]] == ["not-now", "no"]


def test_somebody_never_met_is_somebody_else_than_a_colleague() -> None:
    vocabulary = (BASE / "vocabulary.yml").read_text("utf-8")
    more = "    never-met: yes\n  colleague:\n    title: a colleague\nplaceholders:"
    files = FILES | {"vocabulary.yml": vocabulary.replace("placeholders:", more)}
    for to, marked in (("stranger", []), ("colleague", ["yes", "silence"])):
        files["articles/case.md"] = HEAD + SECTION + CASE.replace("to: stranger", f"to: {to}") + "\n" + FOLLOW
        found, _ = read(files)
        [page] = [each for each in make_pages(found, {}) if each.uri == "cards/case.md"]
        told = [each["outcome"] for each in page.meta["card"]["next"] if each.get("someone_else")]
        assert told == marked, to


@pytest.mark.parametrize(
    ("example", "how"),
    [("Priya Nair", "words"), ("Head of sales", "sentences"), ("user Research", "off"), ("", "off")],
)
def test_how_a_keyboard_begins_words(example: str, how: str) -> None:
    assert capitals(example) == how


def test_lists(made: dict[str, Made]) -> None:
    assert [fear["slug"] for fear in made["fears/index.md"].meta["fears"]] == ["no-reply", "too-busy"]
    groups = made["cards/index.md"].meta["groups"]
    assert [(group["situation"]["slug"], [card["id"] for card in group["cards"]]) for group in groups] == [
        ("ask", ["case", "small-question"]),
        ("follow-up", ["follow"]),
    ]
    assert {card["words"] for group in groups for card in group["cards"]} == {7}
    filters = made["cards/index.md"].meta["filters"]
    assert {name: [tuple(each.values()) for each in choices] for name, choices in filters.items()} == {
        "fears": [("no-reply", "They won’t reply"), ("too-busy", "They’re too busy")],
        "situations": [("ask", "Ask"), ("follow-up", "Follow up once")],
        "channels": [("email", "Email")],
    }
    assert {tuple(each) for choices in filters.values() for each in choices} == {("slug", "title")}
    situations = made["situations/index.md"].meta["situations"]
    assert [(each["slug"], each["count"]) for each in situations] == [("ask", 2), ("follow-up", 1)]
    articles = made["articles/index.md"].meta["articles"]
    assert [(each["url"], each["date_text"]) for each in articles] == [
        ("articles/case/", "November 22, 2026"),
        ("articles/base/", "January 2, 2026"),
    ]
    assert [each["id"] for each in made["evidence/index.md"].meta["studies"]] == ["bohns-2016"]
    assert made["cards/index.md"].html == "<p>Pick one.</p>"
    assert made["fears/index.md"].html == ""
    assert made["fears/index.md"].source is None


def test_coach_sheet() -> None:
    sheet = (CASES / "clean-coach-sheet" / "coaching" / "too-busy.md").read_text("utf-8")
    faultless, _ = read(FILES | {"coaching/too-busy.md": sheet})
    page = made_of(faultless)["coaching/too-busy.md"]
    assert made_of(faultless)["coaching/index.md"].meta["sheets"] == [
        {
            "title": "A short ask",
            "description": "Make the question fit a full week.",
            "url": "coaching/too-busy/",
            "fear": page.meta["sheet"]["fear"],
            "files": [],
        }
    ]
    assert (page.meta["search"], page.meta["files"]) == ({"exclude": True}, [])
    assert page.meta["sheet"] == {
        "fear": made_of(faultless)["cards/case.md"].meta["card"]["fears"][0],
        "minutes": 10,
        "plan": [
            {"minutes": 3, "what": "Say what they need."},
            {"minutes": 6, "what": "Write it in two lines."},
            {"minutes": 1, "what": "Choose a day."},
        ],
        "questions": [
            "What do you know about their week?",
            "What is the smallest question?",
            "What if it is a no?",
        ],
        "homework": "They send one question.",
        "card": {
            "id": "small-question",
            "title": "A small question",
            "url": "cards/small-question/",
        },
        "cases": [
            {"title": "If the answer is no", "text": "They say thanks."},
            {"title": "If nothing comes back", "text": "One reminder, then stop."},
            {"title": "If there are tears or panic", "text": "Stop, and sit with them."},
        ],
        "stop": STOP,
    }
    assert page.html == "<p>They may truly be busy. So don’t argue.</p>"


def test_situation(made: dict[str, Made]) -> None:
    page = made["situations/ask.md"]
    assert page.meta["situation"]["description"] == "Ask for something small."
    assert [(each["slug"], [card["id"] for card in each["cards"]]) for each in page.meta["channels"]] == [
        ("email", ["case", "small-question"])
    ]
    assert page.source == "vocabulary.yml"


def test_article(made: dict[str, Made]) -> None:
    meta = made["articles/case.md"].meta
    assert meta["article"] == {
        "author": "",
        "date": "2026-11-22",
        "date_text": "November 22, 2026",
        "updated": "",
        "updated_text": "",
        "minutes": 1,
    }
    assert [fear["slug"] for fear in meta["fears"]] == ["too-busy"]
    assert [card["id"] for card in meta["cards"]] == ["case", "follow"]


def test_study(made: dict[str, Made]) -> None:
    page = made["evidence/bohns-2016.md"]
    assert page.meta["title"] == "Askers expect more refusals than they get"
    assert (
        page.meta["study"]["citation"] == "Bohns, V. K. (2016). Current Directions in Psychological Science."
    )
    reviewed = page.meta["study"]["reviewed"], page.meta["study"]["reviewed_text"]
    assert reviewed == ("2026-11-22", "November 22, 2026")
    assert [each["url"] for each in page.meta["used"]] == ["fears/too-busy/", "articles/case/", "about/"]


def test_home_and_other_pages(made: dict[str, Made]) -> None:
    home = made["index.md"].meta
    assert [fear["slug"] for fear in home["fears"]] == ["no-reply", "too-busy"]
    assert [each["slug"] for each in home["situations"]] == ["ask", "follow-up"]
    assert [each["url"] for each in home["articles"]] == ["articles/case/", "articles/base/"]
    assert '<a href="../evidence/bohns-2016/">Limits of Bohns 2016</a>' in made["about.md"].html


def test_addresses_that_are_files(library: Library) -> None:
    for page in make_pages(library, {}, directories=False):
        assert "/'" not in repr(page.meta).replace("'./'", ""), page.uri


def test_problems_stand_on_the_pages_of_their_file(library: Library) -> None:
    found = {each.uri: each for each in make_pages(library, {"articles/case.md": ["one", "two"]})}
    assert [uri for uri, page in found.items() if "problems" in page.meta] == [
        "articles/case.md",
        "cards/case.md",
        "cards/follow.md",
    ]
    assert found["cards/case.md"].meta["problems"] == ["one", "two"]


def test_a_file_that_cannot_be_read_has_a_page_that_says_so(library: Library) -> None:
    found = {
        each.uri: each for each in make_pages(library, {"articles/gone.md": ["one"], "vocabulary.yml": ["x"]})
    }
    page = found["articles/gone.md"]
    assert (page.meta["kind"], page.meta["title"], page.meta["problems"], page.html) == (
        "page",
        "gone",
        ["one"],
        "",
    )
    assert "vocabulary.yml" not in found


def test_best_first() -> None:
    def script(id_: str, channel: str) -> str:
        return (
            SCRIPT.replace("id: case", f"id: {id_}")
            .replace("channel: email", f"channel: {channel}")
            .replace("    subject: About [topic]\n" if channel != "email" else "\0", "")
        )

    order = [
        ("e1", "email"),
        ("e2", "email"),
        ("reply", "text"),
        ("t1", "text"),
        ("n1", "note"),
        ("t2", "text"),
    ]
    library, _ = read(
        {
            "articles/case.md": HEAD
            + SECTION
            + "\n".join(
                script(*each).replace("Hi [first name],\n\nOne question about [topic]?", "Hi")
                for each in order
            )
        }
    )
    # "they say yes" leads to it from elsewhere, so it is a reply
    first = library.scripts["e1"]
    follows = dataclasses.replace(first, next=dict.fromkeys(first.next, Text("reply", first.place)))
    scripts = {**library.scripts, "e1": follows}
    library = dataclasses.replace(library, scripts=scripts)
    fear = str(first.fears[0])
    ids = {id_ for id_, _ in order}
    found = [str(each.id) for each in library.scripts_for(fear) if each.id in ids]
    assert found == ["e1", "t1", "n1", "e2", "t2", "reply"]


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("Hi [first name],\n\nOne question\nabout [topic]?", "One question about [topic]?"),
        ("Good morning, and thank you all,\n\nOne", "Good morning, and thank you all, One"),
        ("Hi", "Hi"),
        ("", ""),
        ("a" * 200, " \u2026"),
        ("word " * 29 + "abcde", "word " * 29 + "abcde"),  # 150 characters
        ("word " * 29 + "abcdef", ("word " * 29).strip() + " \u2026"),
        ("word, " * 40, ("word, " * 25).strip().rstrip(",") + " \u2026"),
    ],
)
def test_preview(text: str, first_words: str) -> None:
    assert preview(text) == first_words


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("1. They're busy", "They're busy"),
        ("12. Busy", "Busy"),
        ("They're busy. Really", "They're busy. Really"),
        ("2026. A year", "2026. A year"),
        ("1.", "1."),
        ("1. ", "1. "),
        ("3.5 minutes", "3.5 minutes"),
    ],
)
def test_plain_heading(heading: str, plain: str) -> None:
    assert plain_heading(heading) == plain


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-11-22", "November 22, 2026"),
        ("2024-02-29", "February 29, 2024"),
        ("2026-01-01", "January 1, 2026"),
    ],
)
def test_date_text(day: str, text: str) -> None:
    assert date_text(day) == text
