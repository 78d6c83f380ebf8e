"""The page of a script: its message, when not to send it, what follows, and the writing desk."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from notabother import addresses, limits
from notabother.drawing.scripts import Shown, figure
from notabother.drawing.tree import inner_html
from notabother.model import END, OUTCOMES, Channel, Library, Placeholder, Script, Vocabulary
from notabother.pages import data
from notabother.pages.links import Item, Items
from notabother.pages.made import Given, Made
from notabother.wording import preview, typographic


def card_page(script: Script, given: Given) -> Made:
    """Return the page of one script."""
    words = given.library.vocabulary
    article = given.library.articles[script.article]
    uri = addresses.page_file(addresses.CARDS, script.id)
    channel, recipient = words.channels[script.channel], words.recipients[script.to]
    description = f"{script.title}: words to send to {recipient.title}. {channel.title}."
    meta = given.meta(uri, "card", script.title, description)
    meta["card"] = card_fields(script, given.library, given.items)
    meta["data"] = given.data(card=message(script, given.library))
    if article.uri in given.problems:
        meta["problems"] = list(given.problems[article.uri])
    body = etree.Element("div")
    body.append(figure(Shown(script.id, script.title, script.subject or "", script.text), caption=False))
    return Made(uri, meta, inner_html(body), article.uri)


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


def _follower(script: Script, library: Library) -> Script | None:
    """Return the message to send when nothing comes back; telling what came of it waits for no answer."""
    follower = library.scripts.get(script.next["silence"])
    return follower if follower and follower.situation != library.vocabulary.closing else None


def _follow_up(script: Script, library: Library, items: Items) -> Item:
    follower = _follower(script, library)
    return items.card_link(follower) | {"preview": preview(follower.text)} if follower else {}


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


def desk(script: Script, channel: Channel, words: Vocabulary, follow_up: Item) -> Item:
    """Return what the writing desk shows.

    Args:
        script: the message.
        channel: how it travels.
        words: the closed lists, for hints and examples.
        follow_up: the card to send when nothing comes back, with `title`, `url` and `preview`; empty for none.
    """
    return {
        "blanks": [_field(blank) for blank in _blanks(script, words)],
        "spoken": channel.counts == "seconds",
        "subject": bool(script.subject),
        "opens": channel.opens or "",
        "waits": script.situation in words.situations and words.situations[script.situation].waits,
        "follow_up": follow_up,
    }


def message(script: Script, library: Library) -> data.Card:
    """Return what the browser needs to fill a message in, count it and open it."""
    words = library.vocabulary
    channel = words.channels[script.channel]
    follower = _follower(script, library)
    return data.Card(
        id=script.id,
        text=script.text,
        subject=script.subject or "",
        blanks=[data.Blank(blank.name, blank.carries or "") for blank in _blanks(script, words)],
        counts=channel.counts,
        limit=channel.limit,
        subject_limit=channel.subject or 0,
        opens=channel.opens or "",
        follow_up=typographic(follower.title) if follower else "",
        limits=limits.FOR_BROWSER,
    )


def _blanks(script: Script, words: Vocabulary) -> list[Placeholder]:
    """Return a message's blanks, each once."""
    names = dict.fromkeys(map(str, script.blanks))
    return [words.placeholders[name] for name in names if name in words.placeholders]


def _field(blank: Placeholder) -> Item:
    return {
        "name": blank.name,
        "label": blank.name[:1].upper() + blank.name[1:],
        "hint": blank.hint,
        "example": typographic(blank.example),
        "autocapitalize": capitals(blank.example),
    }


def capitals(example: str) -> str:
    """Return how a phone's keyboard should begin words, judged by an example (HTML's `autocapitalize`)."""
    words = [word for word in example.split() if word[:1].isalpha()]
    if words and all(word[0].isupper() for word in words):
        return "words"
    return "sentences" if example[:1].isupper() else "off"
