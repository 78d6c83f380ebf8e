"""Search in the browser: what comes up for what people type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route, expect

from conftest import under_a_strict_policy
from notabother.model import Library
from search_box import (
    Judge,
    Phrase,
    Result,
    SearchBox,
    Typed,
    read_phrases,
    search_button,
    search_results,
    search_window,
    share,
    type_all,
    until,
)

pytestmark = [pytest.mark.browser, pytest.mark.ours]

PHRASES = Path(__file__).parent.parent / "search" / "phrases.jsonl"
PHONE = {"width": 360, "height": 740}

FLOOR = {
    ("worry", False): (0.74, 0.89),
    ("worry", True): (0.75, 0.92),
    ("words", False): (0.68, 0.91),
    ("words", True): (0.70, 0.90),
    ("danger", False): (1, 1),
    ("danger", True): (1, 1),
    ("harmless", False): (1, 1),
    ("off-topic", False): (1, 1),
}
"""For each group of phrases, mistyped or not: the least share that must find what helps first, and among
the first three. A little below what `make search-report` prints."""


@pytest.fixture(scope="module")
def box(browser: Browser, address: str) -> Iterator[SearchBox]:
    context = browser.new_context(viewport=PHONE)
    yield SearchBox(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def judge(site: Path) -> Judge:
    return Judge(site)


@pytest.fixture(scope="module")
def typed(box: SearchBox, judge: Judge) -> list[Typed]:
    return type_all(box, judge, read_phrases(PHRASES))


def missed(members: list[Typed], most: int) -> str:
    """Return a line for each phrase that found nothing right among the first `most`."""
    return "\n".join(
        f"{each.phrase.query}: {[result.path for result in each.results[:most]]}, not {each.phrase.accept}"
        for each in members
        if not 0 < each.rank <= most
    )


def test_there_are_enough_phrases() -> None:
    phrases = read_phrases(PHRASES)
    assert len(phrases) >= 200
    assert len({phrase.query for phrase in phrases}) == len(phrases)
    assert {(phrase.group, phrase.slip) for phrase in phrases} == set(FLOOR)


@pytest.mark.parametrize(("group", "slip"), FLOOR)
def test_what_helps_comes_first_often_enough(typed: list[Typed], group: str, slip: bool) -> None:
    members = [each for each in typed if (each.phrase.group, each.phrase.slip) == (group, slip)]
    first, three = FLOOR[group, slip]
    assert share(members, 1) >= first, missed(members, 1)
    assert share(members, 3) >= three, missed(members, 3)


def test_a_search_never_comes_back_empty(typed: list[Typed]) -> None:
    assert [each.phrase.query for each in typed if not each.results] == []


def test_a_worry_and_words_to_send_are_among_the_first_three(typed: list[Typed], judge: Judge) -> None:
    without = [
        each.phrase.query
        for each in typed
        if each.phrase.group in ("worry", "words")
        and not (any(map(judge.is_worry, each.results[:3])) and any(map(judge.is_words, each.results[:3])))
    ]
    assert without == []


def test_what_a_worried_person_types(box: SearchBox) -> None:
    results = box.type("i feel weird asking my old boss for a favour after 5 years")
    assert results[0].path == "fears/lost-touch/"
    assert results[0].kind == "A worry"
    assert results[1].path.startswith("cards/")
    assert results[1].kind.startswith("Words to send: ")


@pytest.mark.parametrize("query", ["asdfgh", "🙂", "??", "42"])
def test_where_nothing_fits_the_worries_are_offered(box: SearchBox, library: Library, query: str) -> None:
    box.type("too busy")
    assert [result.path for result in box.type(query)] == [f"fears/{slug}/" for slug in library.fears]
    assert box.status == ("Nothing here uses those words yet. These are the worries that people bring:")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("bohns 2016", "evidence/bohns-2016/"),
        ("saying hello again", "articles/hello-again/"),
        ("privacy", "privacy/"),
        ("print the cards", "print/"),
    ],
)
def test_a_page_is_found_by_its_name(box: SearchBox, query: str, first: str) -> None:
    assert box.type(query)[0].path == first


@pytest.mark.parametrize("query", ["coach", "coaching", "client", "counselor"])
def test_a_word_that_pages_say_of_themselves_finds_them(box: SearchBox, query: str) -> None:
    first = [result.path for result in box.type(query)[:3]]
    assert {"coaching/", "articles/for-coaches-using-the-cards/"} <= set(first)


@pytest.mark.parametrize("query", ["feel", "bad", "too", "more"])
def test_a_word_that_many_say_of_a_worry_names_no_page(box: SearchBox, query: str) -> None:
    assert box.type(query)[0].path.startswith("fears/")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("coach sheet", "coaching/"),
        ("client sheet", "coaching/"),
        ("coach session", "articles/for-coaches-using-the-cards/"),
        ("client session", "articles/for-coaches-using-the-cards/"),
    ],
)
def test_two_words_that_a_page_says_of_itself_find_it_first(box: SearchBox, query: str, first: str) -> None:
    assert box.type(query)[0].path == first


@pytest.mark.parametrize("query", ["crickets", "introvert", "rejection", "dread", "clumsy"])
def test_a_word_of_a_worry_or_a_message_finds_that_first(box: SearchBox, judge: Judge, query: str) -> None:
    first = box.type(query)[0]
    assert judge.is_worry(first) or judge.is_words(first)


def test_quotation_marks_and_names_change_nothing(box: SearchBox) -> None:
    plain = box.type("my boss is too busy to answer")
    assert box.type('"my boss" is "too busy" to answer') == plain
    assert box.type("zylphiqua my boss is too busy to answer") == plain


def test_a_half_typed_word_is_understood(box: SearchBox) -> None:
    assert box.type("it will be so awkw")[0].path == "fears/awkward/"


def test_words_of_the_search_are_marked_and_nothing_is_markup(box: SearchBox) -> None:
    box.type("<img src=x onerror=alert(1)> busy")
    marks = search_results(box.page).get_by_role("mark").all_inner_texts()
    assert "busy" in [mark.lower() for mark in marks]
    assert search_window(box.page).get_by_role("img").count() == 0


def test_titles_and_texts_are_shown_as_they_are_written(browser: Browser, address: str) -> None:
    def with_odd_texts(route: Route) -> None:
        index = route.fetch().json()
        [entry] = [each for each in index["entries"] if each[0] == "fears/too-busy/"]
        entry[1:3] = ['<i>Busy</i> & "so"', "a < b & <b>busy</b>"]
        route.fulfill(json=index)

    context = browser.new_context(viewport=PHONE)
    context.route("**/search_index.json", with_odd_texts)
    odd = SearchBox(context.new_page(), address)
    at = [result.path for result in odd.type("they are too busy")].index("fears/too-busy/")
    first = search_results(odd.page).nth(at)
    assert first.get_by_role("link").inner_text().endswith('<i>Busy</i> & "so"')
    assert first.get_by_role("paragraph").all_inner_texts() == ["a < b & <b>busy</b>"]
    assert first.get_by_role("mark").all_inner_texts() == ["Busy", "busy"]
    assert first.locator("i, b").count() == 0
    context.close()


@pytest.mark.parametrize(
    "query",
    [
        "I want to die",
        "he beat me up",
        "he hit me with a belt",
        "I want to die when I wake up",
        "my stepfather abused a child",
        "he is going to kill me",
        "I don´t want to live",
        "my stalker",
    ],
)
def test_in_danger_help_comes_first_and_is_announced(box: SearchBox, query: str) -> None:
    assert box.type(query)[0].path == "help-now/"
    assert box.status == "First: where to get help now."


@pytest.mark.parametrize("query", ["stuck in traffic", "a modest request", "this deadline is killing me"])
def test_everyday_words_raise_no_alarm(box: SearchBox, query: str) -> None:
    assert "help-now/" not in [result.path for result in box.type(query)[:3]]


def test_words_that_say_nothing_alone_are_heard_all_the_same(box: SearchBox) -> None:
    box.type("how do i")
    assert "Nothing here" not in box.status


def test_a_worrys_own_title_finds_it_first(box: SearchBox, library: Library) -> None:
    for slug, fear in library.fears.items():
        assert box.type(str(fear.title))[0].path == f"fears/{slug}/"


def test_a_result_has_a_name_for_those_who_hear_it(box: SearchBox) -> None:
    box.type("too busy")
    assert box.page.get_by_role("link", name="A worry They’re too busy", exact=True).count() == 1


LOST = "Search did not arrive. Please load the page again."


def test_an_index_that_does_not_arrive_is_told(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.clock.install()
    page.route("**/search_index.json", lambda _: None)  # it is asked for and never answered
    page.goto(address)
    with page.expect_request("**/search_index.json"):
        search_button(page).click()
    page.keyboard.type("busy")
    page.clock.fast_forward(9_000)
    assert search_window(page).get_by_text(LOST).count() == 0
    page.clock.fast_forward(2_000)
    expect(search_window(page).get_by_role("status")).to_have_text(LOST)
    page.close()


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("search_index.json", {"status": 404}),
        ("search_index.json", {"body": "<!doctype html>"}),
        ("search_index.json", {"body": '{"version": 2}'}),
        ("search/worker.js", {"status": 404}),
        ("search/box.js", {"status": 404}),
        ("search/beside.js", {"body": "not a script", "content_type": "text/javascript"}),
        ("search/finder.js", {"body": "not a script", "content_type": "text/javascript"}),
    ],
)
def test_what_search_cannot_read_is_told_at_once(
    browser: Browser, address: str, what: str, answer: dict[str, Any]
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.route(f"**/{what}", lambda route: route.fulfill(**answer))
    page.goto(address)
    search_button(page).click()
    page.keyboard.type("busy")
    expect(search_window(page).get_by_role("status")).to_have_text(LOST)
    expect(search_window(page).get_by_text(LOST).first).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    "query",
    [
        "my ex keeps threatening me",
        "he wont leave me alone",
        "I can't go on",
        "my ex is threatening me, template for an email asking for a referral",
    ],
)
def test_in_danger_help_speaks_for_itself_and_nothing_is_there_to_send(
    box: SearchBox, judge: Judge, site: Path, query: str
) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    (description,) = [entry[2] for entry in index["entries"] if entry[0] == "help-now/"]
    first, *others = box.type(query)
    assert first.path == "help-now/"
    assert search_results(box.page).first.get_by_role("paragraph").all_inner_texts() == [description]
    assert any(map(judge.is_worry, others))
    assert [other.path for other in others if judge.is_words(other)] == []


def test_harmless_words_lose_no_words_to_send(box: SearchBox, judge: Judge) -> None:
    results = box.type("this deadline is killing me, template for an email asking for a referral")[:3]
    assert "help-now/" not in [result.path for result in results]
    assert any(map(judge.is_worry, results))
    assert any(map(judge.is_words, results))


def test_a_reply_stands_beside_a_worry_only_if_it_is_meant(box: SearchBox, site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    replies = {index["entries"][card["entry"]][0] for card in index["topics"]["cards"] if card["reply"]}

    def first_card(query: str) -> str:
        return next(each.path for each in box.type(query) if each.path.startswith("cards/"))

    assert "cards/a-no-sent-today/" in replies
    assert "cards/voicemail-no-need-to-call-back/" not in replies
    for query in ("I have no degree and feel dumb next to them", "always the one needing favours"):
        assert first_card(query) not in replies
    assert first_card("turn down a cold email kindly") == "cards/a-no-sent-today/"
    assert first_card("left on read") in replies


def test_sections_of_a_page_stand_under_it(box: SearchBox) -> None:
    results = box.type("gloomy rejection scavenger pep talks telling people fears overblown")
    paths = [result.path for result in results]
    assert len(paths) == len(set(paths))
    found = 0
    for item in search_results(box.page).all():
        parent, *sections = item.locator("a").all()
        found += len(sections)
        for section in sections:
            assert (section.get_attribute("href") or "").startswith(f"{parent.get_attribute('href')}#")
    assert found


def test_sections_that_fit_less_well_are_folded_under_their_page(box: SearchBox) -> None:
    for query, more in (("coach session", "1 more place on this page"), ("coach sheet", "2 more places on")):
        box.type(query)
        item = search_results(box.page).first
        assert item.get_by_role("link").count() == 1
        item.get_by_text(more).click()
        assert item.get_by_role("link").count() == 1 + int(more[0])


def test_a_search_can_be_sent_as_a_link(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{address}?q={quote('they never wrote back')}#content")
    first = search_results(page).first
    expect(first.get_by_role("link").first).to_have_accessible_name("A worry They never wrote back")
    assert page.url == f"{address}#content"  # what was read is not sent again
    assert page.get_by_label("Say it in your own words").input_value() == "they never wrote back"
    page.close()


def test_the_large_search_of_the_home_page_is_the_same(
    browser: Browser, address: str, box: SearchBox
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    page.get_by_role("button", name="Or say it in your own words").click()
    page.keyboard.type("am I a burden", delay=5)
    titles = [f"{result.kind} {result.title}".strip() for result in box.type("am I a burden")]
    for item, title in zip(search_results(page).all(), titles, strict=False):
        expect(item.get_by_role("link").first).to_have_accessible_name(title)
    expect(search_results(page)).to_have_count(len(titles))
    page.close()


def test_questions_that_were_overtaken_are_not_answered(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    asked, last = page.evaluate(
        """async () => {
          const worker = new Worker("assets/javascripts/search/worker.js", { type: "module" });
          const answers = [];
          const answered = (ask) => new Promise((done) => {
            worker.addEventListener("message", ({ data }) => data.ask === ask && done());
          });
          worker.addEventListener("message", ({ data }) => answers.push(data.ask));
          worker.postMessage({ index: new URL("search/search_index.json", location.href).href });
          ["a", "ann", "annoying", "annoying them"].forEach((words, at) => worker.postMessage({ ask: at + 1, words }));
          await answered(4);
          worker.postMessage({ ask: 5, words: "annoying them" });
          await answered(5);
          return [answers, 5];
        }"""
    )
    page.close()
    assert asked[-2:] == [4, last]
    assert len(asked) < last  # the first may be on its way already
    assert asked == sorted(asked)


def test_an_answer_that_comes_late_is_not_shown(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(
        """window.Worker = class extends EventTarget {
          constructor() { super(); window.worker = this; }
          postMessage() {}
          answer(ask, title) {
            const page = { location: "fears/", label: "", title: [[title, false]], text: [] };
            const answer = { results: [{ page, sections: [], more: [] }], status: "" };
            this.dispatchEvent(new MessageEvent("message", { data: { ask, answer } }));
          }
        };"""
    )
    page.goto(address)
    search_button(page).click()
    until(page, "() => window.worker")
    page.keyboard.type("ab")
    page.evaluate("worker.answer(2, 'The second')")
    page.evaluate("worker.answer(1, 'The first')")
    assert search_results(page).get_by_role("link").all_inner_texts() == ["The second"]
    page.close()


def test_how_a_search_went_is_told_once_somebody_pauses_and_help_at_once(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.clock.install()
    page.goto(address)
    search_button(page).click()
    told, heard = search_window(page).locator("[data-told]"), search_window(page).get_by_role("status")
    page.keyboard.type("too busy")
    expect(told).to_have_text(re.compile(r"^\d+ pages fit$"))
    assert heard.inner_text() == ""
    page.clock.run_for(1_000)
    assert heard.inner_text() == told.inner_text()
    page.keyboard.press("Control+a")
    page.keyboard.type("i want to die")
    expect(told).to_have_text("First: where to get help now.")
    assert heard.inner_text() == "First: where to get help now."
    page.clock.run_for(1_000)
    assert heard.inner_text() == "First: where to get help now."
    page.get_by_role("button", name="Clear").click()
    expect(told).to_have_text("Type a few words, as you would say them.")
    expect(search_results(page)).to_have_count(0)
    expect(page.get_by_label("Say it in your own words")).to_be_focused()
    page.close()


def test_arrows_go_through_the_results_and_enter_to_the_first(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    search_button(page).click()
    field, links = page.get_by_label("Say it in your own words"), search_results(page).locator("a")
    page.keyboard.type("they are too busy")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fears/too-busy/")
    page.close()


def test_search_works_under_a_strict_policy(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    under_a_strict_policy(page, connect="'self'")
    page.goto(address)
    search_button(page).click()
    page.keyboard.type("no reply", delay=5)
    expect(search_results(page).first).to_be_visible()
    assert noise == []
    page.close()


def test_without_scripts_what_people_say_can_be_read(
    browser: Browser, address: str, library: Library
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    for start in ("", "404.html"):
        page.goto(address + start)
        page.get_by_role("link", name="Read what other people say").click()
        assert page.url == f"{address}say/"
    shown = page.get_by_role("main").inner_text().replace("’", "'")
    for fear in library.fears.values():
        assert all(phrase in shown for phrase in fear.says)
    page.get_by_role("heading", name="They never wrote back").get_by_role("link").click()
    assert page.url == f"{address}fears/no-reply/"
    context.close()


def test_a_phrase_of_an_author_finds_its_fear(box: SearchBox, library: Library) -> None:
    for slug, fear in library.fears.items():
        for phrase in fear.says[:4]:
            assert any(result.path == f"fears/{slug}/" for result in box.type(str(phrase))[:3]), phrase


def test_phrases_say_what_they_are_for() -> None:
    for line in PHRASES.read_text("utf-8").splitlines():
        each = json.loads(line)
        assert set(each) <= {"query", "for", "accept", "slip"}
        assert bool(each.get("accept")) == (each["for"] in ("worry", "words"))


def test_a_judge_knows_right_from_wrong(judge: Judge) -> None:
    worry = Phrase("x", "worry", ("too-busy",), slip=False)
    assert judge.is_right(worry, Result("fears/too-busy/", "", ""))
    assert not judge.is_right(worry, Result("fears/awkward/", "", ""))
    assert not judge.is_right(worry, Result("cards/confirm-the-time/", "", ""))
    asked = Phrase("x", "words", ("say-thanks",), slip=False)
    assert judge.is_right(asked, Result("situations/say-thanks/", "", ""))
    assert judge.is_right(asked, Result("cards/thanks-by-text/", "", ""))
    assert not judge.is_right(asked, Result("cards/confirm-the-time/", "", ""))
    assert not judge.is_right(Phrase("x", "harmless", (), slip=False), Result("help-now/", "", ""))
