"""What a card's page shows besides its message: when not to send it, what follows, and the writing desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notabother import limits
from notabother.model import END, OUTCOMES, Channel, Library, Placeholder, Script, Vocabulary
from notabother.pages.links import Item, Items
from notabother.wording import preview, typographic


def card_fields(script: Script, library: Library, items: Items) -> Item:
    """Return the front matter's `card` of one script's page.

    Args:
        script: the message.
        library: where what follows it stands.
        items: how pages speak of one another.
    """
    words = library.vocabulary
    channel = words.channels[script.channel]
    item = items.cards[script.id]
    filled = script.filled(script.text, words.placeholders)
    return {
        "id": script.id,
        "channel": item["channel"],
        "situation": item["situation"],
        "recipient": item["recipient"],
        "preview": item["preview"],
        "tip": typographic(script.tip),
        "not_when": typographic(script.not_when),
        "size": limits.describe(channel.counts, filled, channel.limit),
        "fears": item["fears"],
        "article": items.article(library.articles[script.article]),
        "next": list(_next(script, library, items)),
        "points": [typographic(point) for point in script.points],
        "closing": items.situation(words.closing or "") if words.closing in words.situations else {},
        "warm_up": _warm_up(library, items),
        "desk": desk(script, channel, words, _follow_up(script, library, items)),
        "before": [items.card_link(each) for each in library.came_before.get(script.id, ())],
    }


def _warm_up(library: Library, items: Items) -> Item:
    """Return the easier messages to send first, and the study behind them."""
    words = library.vocabulary
    study = library.studies.get(words.warm_up_study or "")
    steps = [{"title": typographic(step.title), "line": step.line} for step in words.warm_up]
    return {"steps": steps, "study": items.study(study) if study else {}}


def _follow_up(script: Script, library: Library, items: Items) -> Item:
    """Return the message to send when nothing comes back; telling what came of it waits for no answer."""
    follower = library.scripts.get(script.next["silence"])
    if follower is None or follower.situation == library.vocabulary.closing:
        return {}
    return items.card_link(follower) | {"preview": preview(follower.text)}


def _next(script: Script, library: Library, items: Items) -> Iterator[Item]:
    """Yield what follows each answer; who was never met before is somebody else than whom the script went to."""

    def _new(each: Script) -> bool:
        return library.vocabulary.recipients[each.to].never_met

    for outcome, label in OUTCOMES.items():
        follower = library.scripts.get(script.next[outcome])
        if follower is not None:
            someone_else = {"someone_else": True} if _new(follower) and not _new(script) else {}
            yield {"outcome": outcome, "label": label, **items.card_link(follower), **someone_else}
        elif script.next[outcome] == END:
            yield {"outcome": outcome, "label": label, "end": True}


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
