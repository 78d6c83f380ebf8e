"""What the writing desk of a card needs to know; assets/javascripts/desk.js works with it in the browser."""

from __future__ import annotations

from typing import Any

from notabother import limits
from notabother.model import Channel, Placeholder, Script, Vocabulary
from notabother.wording import typographic


def desk(script: Script, channel: Channel, words: Vocabulary, follow_up: dict[str, Any]) -> dict[str, Any]:
    """Return what the browser needs to fill a message in, count it and open it.

    Args:
        script: the message.
        channel: how it travels.
        words: the closed lists, for hints and examples.
        follow_up: the card to send when nothing comes back, with `title`, `url` and `preview`; empty for none.
    """
    return {
        "text": script.text,
        "subject": script.subject or "",
        "blanks": [
            _blank(words.placeholders[name])
            for name in dict.fromkeys(map(str, script.blanks))
            if name in words.placeholders
        ],
        "counts": channel.counts,
        "limit": channel.limit,
        "subjectLimit": channel.subject or 0,
        "opens": channel.opens or "",
        "waits": script.situation in words.situations and words.situations[script.situation].waits,
        "followUp": follow_up,
        "limits": limits.for_browser(),
    }


def _blank(blank: Placeholder) -> dict[str, str]:
    return {
        "name": blank.name,
        "label": blank.name[:1].upper() + blank.name[1:],
        "hint": blank.hint,
        "example": typographic(blank.example),
        "carries": blank.carries or "",
        "autocapitalize": capitals(blank.example),
    }


def capitals(example: str) -> str:
    """Return how a phone's keyboard should begin words, judged by an example (HTML's `autocapitalize`)."""
    words = [word for word in example.split() if word[:1].isalpha()]
    if words and all(word[0].isupper() for word in words):
        return "words"
    return "sentences" if example[:1].isupper() else "off"
