"""Articles with slips: what people mistype, paste and forget, made at random, the same ones each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import hostile
from small_library import HEAD, SCRIPT, SECTION

TEXT: Final = (
    HEAD
    + """Some words, and *more of them*. A link to [the fear](../fears/too-busy.md).

- one
- two

"""
    + SECTION
    + """They say so.[^bohns-2016] It costs **nothing** to ask.

!!! note

    A box.

| a | b |
|---|---|
| c | d |

"""
    + SCRIPT
    + """
## Another heading

More words (see [this](#another-heading)). HR means people.

*[HR]: people
"""
)
"""An article with a little of everything, and nothing wrong."""

Slip = Callable[[Random, list[str]], None]


def _row(random: Random, lines: list[str]) -> int:
    return random.randrange(len(lines))


def _letters(random: Random, lines: list[str]) -> None:
    """Exchange two letters, drop one, or type one twice."""
    row = random.choice([number for number, line in enumerate(lines) if len(line) > 3] or [0])
    line = lines[row]
    if len(line) < 3:
        return
    at = random.randrange(len(line) - 1)
    pair = line[at : at + 2]
    lines[row] = line[:at] + random.choice([pair[::-1], pair[1:], pair[0] + pair]) + line[at + 2 :]


def _line(random: Random, lines: list[str]) -> None:
    """Drop a line, or have it twice."""
    row = _row(random, lines)
    lines[row : row + 1] = [lines[row]] * random.choice([0, 0, 2])
    if not lines:
        lines.append("")


def _empty(random: Random, lines: list[str]) -> None:
    lines.insert(_row(random, lines), "")


def _no_empty(random: Random, lines: list[str]) -> None:
    rows = [number for number, line in enumerate(lines) if not line]
    if len(rows) > 1:
        del lines[random.choice(rows)]


def _indented(random: Random, lines: list[str]) -> None:
    """Put something in front of a line or of several, or take some of the spaces away."""
    row = _row(random, lines)
    what = random.choice([" ", "  ", "    ", "\t", "> ", "- ", "# ", "\\", "<<"])
    for number in range(row, min(row + random.choice([1, 1, 3, 12]), len(lines))):
        line = lines[number]
        lines[number] = (
            line[len(what) :] if what == "<<" and line.startswith("  ") else what.strip("<") + line
        )


def _sign(random: Random, lines: list[str]) -> None:
    """Drop a sign, double it, or type another."""
    rows = [number for number, line in enumerate(lines) if any(not c.isalnum() and c != " " for c in line)]
    if not rows:
        return
    row = random.choice(rows)
    line = lines[row]
    at = random.choice([n for n, c in enumerate(line) if not c.isalnum() and c != " "])
    other = random.choice(
        ["", line[at] * 2, f"{line[at]} ", f" {line[at]}", *"[]{}()*_`#|:;,!\"'<>&\\/—“”•［"]
    )
    lines[row] = line[:at] + other + line[at + 1 :]


def _begins(random: Random, lines: list[str]) -> None:
    """Let a value begin with a sign that YAML knows, or hold one."""
    rows = [number for number, line in enumerate(lines) if ": " in line]
    if not rows:
        return
    row = random.choice(rows)
    name, _, value = lines[row].partition(": ")
    first, _, rest = value.partition(" ")
    lines[row] = random.choice(
        [
            f"{name}: [{first}] {rest}", f"{name}: *{first}* {rest}", f'{name}: "{first}" {rest}',
            f"{name}: {value}: more", f"{name}: {value} #1", f"{name}: @{value}", f"{name}: '{value}",
            f'{name}: "{value}', f"{name}:", f"{name}:{value}", f"{name} {value}", f"{name}: <b>{value}</b>",
            f"**{name.strip()}:** {value}", f'{name}: "{first}" isn\'t \'{rest}\'', f"{name}: &{value}",
            f'{name}: "C:\\pictures"', f"{name}: - {value}", f"{name}: {{{value}}}", f"{name}: {value}, {value}",
        ]
    )  # fmt: skip


WHOLE: Final = (
    ("## ", "# "),
    ("## A heading", "A heading\n=========\n"),
    ("## Another heading", "Another heading\n---\n"),
    ("\n---\n", "\n—\n"),
    ("\n---\n", "\n----\n"),
    ("\n---\n", "\n"),
    ('"too-busy"', "“too-busy”"),
    ('"too-busy"', '"too-busy" fear="no-reply"'),
    ('{ fear="too-busy" }', '\\{ fear="too-busy" \\}'),
    (' { fear="too-busy" }', '\n\n{ fear="too-busy" }'),
    ("/// script |", "/// script"),
    ("/// script |", "// script |"),
    ("/// script |", "/// skript |"),
    ("/// script |", "/// note |"),
    ("/// script |", "script |"),
    ("/// script |", "//// script |"),
    ("/// script | A case", "/// script"),
    ("/// script | A case\n", "/// script | A case\n\n"),
    ("\n///\n", "\n//\n"),
    ("\n///\n", "\n////\n"),
    ("\n///\n", "\n"),
    ("\n///\n", "\n    ///\n"),
    ("    id", "  id"),
    ("    ", "  "),
    ("    ", "\t"),
    ("    channel", "\n    channel"),
    ("Hi [first name]", "Hi [name]"),
    ("Hi [first name]", "Hi {first name}"),
    ("Hi [first name]", "**Hi** <b>[first name]</b>"),
    ("About [topic]?", "About [me](https://me.example/)?"),
    ("- one", "• one"),
    ("- one", "-one"),
    ("[^bohns-2016]", "［^bohns-2016］"),
    ("[^bohns-2016]", "[^1]\n\n[^1]: A note."),
    ("[^bohns-2016]", "\n\n[^own]: A note."),
    ("A box.", "``` \nA box."),
    ("More words", "<!-- more words --> More words"),
    ("More words", "<div>More words</div>"),
    ("More words", "<kbd>More words"),
    ("email", "text"),
    ("next: end", "next: {yes: end, no: end, silence: end}"),
    ("next: end", "next: nothing"),
    ("next: end", "next:\n      yes: end\n      no: end\n      later: end\n      not-now: end"),
    ("2026-11-22", "22 November"),
    ("nothing", "![](nothing.png)"),
)
"""Slips that have a place of their own."""


def _whole(random: Random, lines: list[str]) -> None:
    old, new = random.choice(WHOLE)
    text = "\n".join(lines)
    lines[:] = (text.replace(old, new) if old.isspace() else text.replace(old, new, 1)).split("\n")


def _hostile(random: Random, lines: list[str]) -> None:
    payload = random.choice([*hostile.PAYLOADS, *hostile.ADDRESSES, *hostile.LOOK_ALIKES])
    lines.insert(_row(random, lines), f"\n{random.choice(hostile.PLACES)(payload)}\n")


SLIPS: Final[tuple[Slip, ...]] = (
    _letters, _line, _empty, _no_empty, _indented, _sign, _begins, _begins, _whole, _whole, _whole, _hostile,
)  # fmt: skip


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """Yield articles with one slip, two or three."""
    random = Random(seed)
    for _ in range(count):
        lines = TEXT.split("\n")
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            random.choice(SLIPS)(random, lines)
            lines = "\n".join(lines).split("\n")
        yield "\n".join(lines)
