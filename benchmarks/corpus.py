"""Makes a docs folder of any size: the real one, filled up with articles of random words.

The same numbers always give the same files. An article is as long as a real one (700 to 1,400
words), answers five fears, cites two studies and holds three scripts that lead to one another.
The real articles stay, because other pages link to them; they count.
"""

from __future__ import annotations

import argparse
import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 2026
SECTIONS = 5
WORDS = """
    a a a a an and and and and answer any as ask asked at be because before but by can chance come could
    day did do each easy enough even every few find first for for for from gave get give go good had
    half hard have hear help here hope hour how idea if in in in it it it job kind know last least less
    letter like line list little long look made make many may mean message might minute month more most
    much name need never new next no none not nothing now of of of off often old on once one only open or
    other our out over part people person place plain plan question quick quiet rather read ready reason
    reply right said same say see send sent short should show simple small so some soon start step still
    such take talk tell than that that the the the the the their them then there they thing think this
    time to to to to today told too try turn two until up use very wait want was way we week well went were
    what when where which while who why will with with word work world worry would write year yes you your
""".split()
"""A handful of common words; the frequent ones stand there more than once."""


@dataclass(frozen=True)
class Lists:
    """The names that articles may use."""

    fears: Sequence[str]
    studies: Sequence[str]
    channels: dict[str, Any]
    asks: Sequence[str]
    """The situations in which the first message of a row is sent."""
    recipients: Sequence[str]


def make(source: Path, target: Path, articles: int, seed: int = SEED) -> None:
    """Copy the docs folder `source` to `target` and add articles until there are `articles`."""
    shutil.copytree(source, target)
    vocabulary = yaml.safe_load((source / "vocabulary.yml").read_text("utf-8"))
    lists = Lists(
        fears=names(source / "fears"),
        studies=names(source / "evidence"),
        channels=vocabulary["channels"],
        asks=[name for name in vocabulary["situations"] if name.startswith("ask-")],
        recipients=list(vocabulary["recipients"]),
    )
    for number in range(articles - len(names(source / "articles"))):
        text = "\n".join(article(number, lists, random.Random(f"{seed}/{number}")))
        (target / "articles" / f"{file_name(number)}.md").write_text(text, "utf-8")


def names(folder: Path) -> list[str]:
    """Return the names of a folder's pages, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.md") if path.stem != "index")


def file_name(number: int) -> str:
    """Return the name of an article's file, without its ending."""
    return f"benchmark-{number:04}"


def article(number: int, lists: Lists, rng: random.Random) -> Iterator[str]:
    """Yield the lines of an article."""
    yield from (
        "---",
        f"title: {sentence(rng, 4, 8, stop='')}",
        f"description: {sentence(rng, 10, 16)}",
        f"date: 2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "---",
        "",
    )
    size = rng.uniform(0.55, 1.1)
    yield from paragraphs(rng, int(size * rng.randint(60, 120)))
    studies = rng.sample(lists.studies, 2)
    for section in range(SECTIONS):
        fear = lists.fears[(number * SECTIONS + section) % len(lists.fears)]
        yield from (f'## {sentence(rng, 3, 7, stop="")} {{ fear="{fear}" }}', "")
        yield from paragraphs(rng, int(size * rng.randint(70, 130)))
        if section < len(studies):
            yield from (f"{sentence(rng, 8, 14)}[^{studies[section]}]", "")
        if section < len(ROW):
            yield from script(number, section, lists, rng)
        if section % 2:
            yield from ("<!-- more -->", "")
        yield from paragraphs(rng, int(size * rng.randint(60, 120)))
    yield from (f"## {sentence(rng, 3, 6, stop='')}", "")
    yield from (f"- **{sentence(rng, 2, 4)}** {sentence(rng, 6, 12)}" for _ in range(4))
    yield ""
    if number:
        other = file_name(rng.randrange(number))
        yield from (f"{sentence(rng, 5, 9)} [{sentence(rng, 3, 5, stop='')}]({other}.md).", "")


ROW = ("ask", "nudge", "close")
"""The three scripts of an article: a message, one follow-up, and what came of it."""


def script(number: int, part: int, lists: Lists, rng: random.Random) -> Iterator[str]:
    """Yield the lines of one of an article's scripts."""
    ids = {name: f"{file_name(number)}-{name}" for name in ROW}
    role = ROW[part]
    situation = {"nudge": "follow-up", "close": "close-the-loop"}.get(role) or rng.choice(lists.asks)
    channel = rng.choice(list(lists.channels))
    yield f"/// script | {sentence(rng, 3, 6, stop='')}"
    yield f"    id: {ids[role]}"
    yield f"    situation: {situation}"
    yield f"    channel: {channel}"
    yield f"    to: {rng.choice(lists.recipients)}"
    if "subject" in lists.channels[channel]:
        yield f"    subject: {sentence(rng, 2, 4, stop='')} [topic]"
    yield f"    tip: {sentence(rng, 5, 10)}"
    yield f"    not-when: {sentence(rng, 5, 10)}"
    if role == "close":
        yield "    next: end"
    else:
        yield "    next:"
        yield f"      yes: {ids['close']}"
        yield "      not-now: end"
        yield "      no: end"
        yield f"      silence: {ids['nudge'] if role == 'ask' else 'end'}"
    yield from ("", *message(lists.channels[channel], rng), "///", "")


def message(channel: dict[str, Any], rng: random.Random) -> list[str]:
    """Return the lines of a message that fits its channel."""
    most = {
        "words": min(channel["limit"], 90),
        "seconds": channel["limit"] * 130 // 60,
        "characters": min(channel["limit"], 400) // 6,
        "text-messages": 25,
    }[channel["counts"]]
    words = rng.randint(most // 2, most * 3 // 4)
    if words < 40:
        return [f"Hi [first name], {sentence(rng, words, words).lower()} [your name]"]
    third = words // 3
    body = (line for _ in range(3) for line in (" ".join(sentences(rng, third)), ""))
    return ["Hi [first name],", "", *body, "[your name]"]


def paragraphs(rng: random.Random, words: int) -> Iterator[str]:
    """Yield lines with so many words, in one paragraph or two, some of them emphasized."""
    whole = list(sentences(rng, words))
    whole[0] = f"*{whole[0]}*" if rng.random() < 0.3 else whole[0]
    middle = len(whole) // 2 if words > 80 else len(whole)
    for part in (whole[:middle], whole[middle:]):
        if part:
            yield from (" ".join(part), "")


def sentences(rng: random.Random, words: int) -> Iterator[str]:
    """Yield sentences of so many words together."""
    while words > 0:
        length = min(words, rng.randint(7, 16))
        words -= length
        yield sentence(rng, length, length)


def sentence(rng: random.Random, fewest: int, most: int, stop: str = ".") -> str:
    """Return words that begin like a sentence and end with `stop`."""
    return " ".join(rng.choices(WORDS, k=rng.randint(fewest, most))).capitalize() + stop


def main() -> None:
    """Make a folder by hand, to look at it or to serve it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder to start from")
    given = parser.parse_args()
    make(given.docs, given.target, given.articles)


if __name__ == "__main__":
    main()
