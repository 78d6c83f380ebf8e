"""Measures what paper costs: a deck of 400 cards against one of 40, a whole press run, and one changed card.

Run it with the environment of the tests; nothing depends on its figures.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from notabother.check import check  # noqa: E402
from notabother.model import Library  # noqa: E402
from notabother.paper import typesetter  # noqa: E402
from notabother.paper.cards import Cards, own_name  # noqa: E402
from notabother.paper.decks import Deck, make_decks  # noqa: E402
from notabother.paper.pictures import make_pictures  # noqa: E402
from notabother.paper.press import Press  # noqa: E402
from notabother.paper.site import Site  # noqa: E402
from notabother.reading.folder import read_folder  # noqa: E402
from notabother.reading.library import Source  # noqa: E402

SITE = Site("Not a Bother", "https://notabother.example/", datetime.date(2026, 11, 22))
MARK = (ROOT / "docs" / "assets" / "images" / "favicon.svg").read_text("utf-8")


@dataclass(frozen=True)
class Cost:
    """What a worker took."""

    cpu: float
    """Seconds of processor time, user and system, Python's start included."""
    memory: float
    """The most memory it held, in megabytes."""
    size: float
    """What it made, in kilobytes."""


def read(change: tuple[bytes, bytes] = (b"", b"")) -> Library:
    """Return the real library, with one word of it changed."""
    folder = read_folder(ROOT / "docs")
    sources = [
        Source(each.uri, each.data.replace(*change, 1) if change[0] else each.data) for each in folder.sources
    ]
    return check(sources, folder.others).library


def a_press(cache: Path) -> Press:
    """Return a press with a cache of its own."""
    return Press(ROOT / "overrides" / "print", cache, MARK, 1_795_305_600, workers=os.cpu_count() or 1)


def stretched(deck: Deck, count: int) -> str:
    """Return a deck's data with as many fronts as asked for, none like another."""
    data: dict[str, Any] = json.loads(deck.data)
    fronts = [front for name, front in data["cards"].items() if not name.startswith(own_name("")[:-1])]
    cards = {
        f"card-{number}": {
            **(front := fronts[number % len(fronts)]),
            "title": f"{front['title'][:20]} {number}",
        }
        for number in range(count)
    }
    names = list(cards)
    sheets = [names[first : first + 4] for first in range(0, count, 4)]
    return json.dumps({**data, "cards": cards, "sheets": sheets})


def set_alone(press: Press, data: str, folder: Path) -> Cost:
    """Set one deck in a worker of its own."""
    target = folder / "deck.pdf"
    job = {"template": "cards.typ", "function": "draw", "data": data, "format": "pdf", "ppi": 0}
    order = {
        "templates": str(press.templates),
        "fonts": [str(each) for each in press.fonts],
        "timestamp": press.timestamp,
        "nice": 0,
        "inputs": {"mark": MARK},
        "jobs": [{**job, "target": str(target)}],
    }
    (folder / "order.json").write_text(json.dumps(order), "utf-8")
    with (folder / "order.json").open("rb") as given:
        child = subprocess.Popen(
            [sys.executable, "-I", typesetter.__file__], stdin=given, stdout=subprocess.PIPE
        )
        answer = child.stdout.read() if child.stdout else b""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or json.loads(answer) != [""]:
        sys.exit(answer.decode())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, target.stat().st_size / 1000)


def cpu() -> float:
    """Return the processor time of this process and its children so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def print_all(press: Press, library: Library, site: Path) -> int:
    """Measure, set and write everything; return how many files are new."""
    cards = Cards(library, SITE)
    press.glyphs(cards)
    decks = make_decks(cards, press.layouts, press.measure(cards))
    return len(press.print(decks, make_pictures(library, SITE), site))


def runs(folder: Path, library: Library) -> None:
    """Print what whole runs cost: from nothing, again, and after one change."""
    print("\n| run | processor, s | files written |\n| --- | ---: | ---: |")
    changed = read((b"Name a length and keep to it", b"Say a length and keep to it"))
    for name, given in (("from nothing", library), ("again", library), ("one tip changed", changed)):
        began = cpu()
        count = print_all(a_press(folder / "cache"), given, folder / "site")
        print(f"| {name} | {cpu() - began:.2f} | {count} |", flush=True)


def sizes(folder: Path, library: Library) -> None:
    """Print what decks of one, 40 and 400 cards cost."""
    press = a_press(folder / "cache")
    cards = Cards(library, SITE)
    decks = {deck.name: deck for deck in make_decks(cards, press.layouts, press.measure(cards))}
    whole = replace(decks["all-letter"])
    print("| cards | sides | processor, s | memory, MB | PDF, kB |\n| ---: | ---: | ---: | ---: | ---: |")
    single = next(deck for deck in decks.values() if deck.kind == "card")
    jobs = [(1, 1, single.data), *((count, 2, stretched(whole, count)) for count in (40, 400))]
    for count, sides, data in jobs:
        best = min((set_alone(press, data, folder) for _ in range(3)), key=lambda cost: cost.cpu)
        print(f"| {count} | {sides} | {best.cpu:.2f} | {best.memory:.0f} | {best.size:.0f} |", flush=True)


def main() -> None:
    """Measure and print."""
    print(f"Python {platform.python_version()}, Typst {version('typst')}, {os.cpu_count()} processors\n")
    library = read()
    with tempfile.TemporaryDirectory() as folder:
        sizes(Path(folder), library)
    with tempfile.TemporaryDirectory() as folder:
        runs(Path(folder), library)


if __name__ == "__main__":
    main()
