"""What this site's own library promises its readers; an adopter's library will promise other things."""

from __future__ import annotations

import pytest

from notabother.model import END, Library

pytestmark = pytest.mark.ours


def test_articles_are_whole_and_short_enough_to_read(library: Library) -> None:
    words = {uri: article.words for uri, article in library.articles.items()}
    assert len(words) >= 22
    assert {uri: number for uri, number in words.items() if not 700 <= number <= 1400} == {}


def test_every_worry_is_answered_often_and_said_in_many_ways(library: Library) -> None:
    for slug, fear in library.fears.items():
        assert len(fear.says) >= 20, slug
        assert len(library.sections_by_fear[slug]) >= 3, slug
        assert 2 <= len(fear.related) < 6, slug
        assert slug in library.sheets


@pytest.mark.parametrize("way", [("email",), ("text",), ("linkedin-note", "linkedin-message"), ("spoken",)])
def test_there_are_words_for_every_need_in_every_channel(library: Library, way: tuple[str, ...]) -> None:
    assert len(library.scripts) >= 72
    for slug, scripts in library.scripts_by_situation.items():
        assert {script.channel for script in scripts} & set(way), f"{slug} by {way}"


def test_there_are_words_for_every_kind_of_acquaintance(library: Library) -> None:
    for to in library.vocabulary.recipients:
        assert sum(script.to == to for script in library.scripts.values()) >= 10, to


def test_every_message_that_answers_is_led_to(library: Library) -> None:
    answers = {"answer-their-reply", "say-thanks", "follow-up"}
    alone = [
        script.id
        for script in library.scripts.values()
        if script.situation in answers and not library.came_before.get(script.id)
    ]
    assert len(alone) <= 5, alone


def test_a_reply_goes_the_way_the_question_went(library: Library) -> None:
    """Nobody can write a subject line into a LinkedIn thread, or answer a mail address they do not have."""
    wrong = [
        f"{script.id}: {outcome} leads to the email {follower.id}"
        for script in library.scripts.values()
        if script.channel.startswith("linkedin")
        for outcome, id_ in script.next.items()
        if id_ != END
        and (follower := library.scripts[id_]).channel == "email"
        and follower.situation in {"answer-their-reply", "follow-up"}
        and follower.id != "everything-in-one-go"  # a résumé goes by mail
    ]
    assert wrong == []
