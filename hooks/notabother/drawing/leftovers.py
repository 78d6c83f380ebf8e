"""Marks that readers would see as they were typed, because nothing took them: looked for in the drawn page.

The whole kind is caught here, whatever the reason: a space too many, a character that nobody sees, a note that
nobody wrote. Where it stands is looked for in the text: the first place of the same signs behind what was drawn
before. What stands nowhere like that, or behind a backslash, is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from notabother.drawing.shown import AS_TYPED, BLOCKS, FRAMES, HIDDEN, is_attributes
from notabother.drawing.structure import alignment
from notabother.problems import Place, Problem, Text
from notabother.source.spaces import BARE


@dataclass(frozen=True, slots=True)
class Mark:
    """What should never be read."""

    opening: str
    closing: str
    """What ends it on the same line; may be nothing."""
    begins: bool
    """Whether it is one at the beginning of a line only."""
    advice: str


MARKS: Final = (
    Mark("[^", "]", False, "Name a study that has its file under evidence/, or write the note itself: {mark}: Its words."),
    Mark("{", "}", False, "Let it end a heading, with a space before it, or stand right behind *words* or a link."),
    Mark("///", "", True, "A script begins with /// script | Its title, and ends with ///, both at the left margin."),
    Mark("!!!", "", True, "Write !!! note alone on its line at the left margin, and four spaces before each line under it."),
    Mark("*[", "]", True, "Write it at the left margin, with an empty line before it: *[OOO]: out of office"),
    Mark("[[", "]]", False, "Write a link as [words](file.md)."),
    Mark("][", "]", False, "Write a link as [words](file.md), or say where it leads in a line of its own: [name]: file.md"),
    Mark("] (", ")", False, "Write a link as [words](file.md), without a space between ] and (."),
    Mark("](", "", False, "Write a link as [words](file.md) on one line, without spaces in the address."),
    Mark("**", "", False, "Write **bold** with two stars right before and right after the words, and a space outside of them."),
    Mark("~~", "", False, "Write ~~struck~~ with two signs right before and right after the words, and a space outside of them."),
    Mark("##", "", True, "Write a heading as ## Its words, with a space behind the signs."),
    Mark("|", "|", False, "Put an empty line before a table, and give the line under its heads one |---| for each head."),
)  # fmt: skip

NO_SCRIPT: Final = frozenset({"misplaced-script", "unclosed-script", "not-drawn"})
"""The rules that tell of a script that is none: so its last line is no script's either."""

EXPLAIN: Final = NO_SCRIPT | {"unknown-study", "misplaced-fear", "raw-html", "empty-heading"}
"""The rules that tell of such a mark already: a line of theirs is not told twice."""

LEADS: Final = re.compile(r"(?:https?://|www\.|\.{1,2}/|#(?!\d))\S+\)|[^\s()]+\.\w+(?:#\S+)?\)")
"""How an address looks, to its closing parenthesis: words in parentheses behind words in brackets are none."""

FEAR: Final = "{ fear"
"""How our own mark begins; also reported where it never ends."""

SEEN: Final = AS_TYPED | BARE

UNSEEN: Final = [chr(sign) for sign, typed in SEEN.items() if not typed]

LONGEST: Final = 60
"""The most characters that a message repeats."""

MOST: Final = 20
"""The most that are told of one file."""


def leftovers(body: Text, html: str, known: Iterable[Problem] = ()) -> Iterator[Problem]:
    """Yield the marks that a page shows as they were typed.

    Args:
        body: a file under its front matter, as written.
        html: the body as the site draws it, with the notes of its studies.
        known: what has been found in the file already: some of it says the same.
    """
    if any(sign in html for sign in UNSEEN):
        html = html.translate(SEEN)  # a mark may hide behind a character that nobody sees
    if not any(mark.opening in html for mark in MARKS):
        return
    known = list(known)
    told = {problem.place.line for problem in known if problem.rule in EXPLAIN}
    no_script = any(problem.rule in NO_SCRIPT for problem in known)
    escaped: Counter[str] = Counter()
    lines = body.split("\n")
    source = "\n".join(line.translate(SEEN) for line in lines)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    at = count = 0
    for words, quiet in reader.pieces:
        if quiet:
            at = _behind(source, words.strip().partition("\n")[0], at)
            continue
        for mark, found, near in _marks(words):
            escaped[found] += 1
            if escaped[found] <= source.count(f"\\{found}") or (no_script and mark.opening == "///"):
                continue  # it is meant, or the rest of what has been told
            start = _unescaped(source, near, at)
            start = _unescaped(source, near, 0) if start < 0 else start
            if start < 0:
                continue
            start += len(near) - len(found)
            at = start + len(found)
            line = source.count("\n", 0, start)
            column = _column(lines[line], start - source.rfind("\n", 0, start) - 1)
            shown = found if len(found) <= LONGEST else f"{found[:LONGEST]}…"
            number = line + body.place.line
            if number in told or (_ends_a_script(lines[line]) and any(each < number for each in told)):
                continue
            if mark.opening == "///":
                told.add(number)  # so its end says nothing new
            message = f"readers would see '{shown}' as it stands. {mark.advice.replace('{mark}', shown)}"
            yield Problem(Place(body.place.file, line + body.place.line, column), "raw-mark", message)
            count += 1
            if count == MOST:
                return


def _ends_a_script(line: str) -> bool:
    """Tell whether a line is nothing but the end of a script; of one that is not understood its beginning is told."""
    return not line.translate(SEEN).strip(" >/")


class _Reader(HTMLParser):
    """Collects the texts of a page, each with whether its marks are meant: in code and in scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.quiet: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self.quiet:
            self.quiet += [tag] * (tag == self.quiet[0])
        elif tag in ("code", "pre") or not HIDDEN.isdisjoint(classes):
            self._end()
            self.quiet = [tag]
        elif tag in BLOCKS or tag in FRAMES:
            self._end()
        elif tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.quiet and tag == self.quiet[0]:
            self._end()
            self.quiet.pop()
        elif not self.quiet and (tag in BLOCKS or tag in FRAMES):
            self._end()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        words = "".join(self.words).translate(SEEN)
        self.words = []
        if words.strip():
            self.pieces.append((words, bool(self.quiet)))


def _marks(words: str) -> Iterator[tuple[Mark, str, str]]:
    """Yield the marks in a text, with what they hold, and that again with what stands before it, to find it by."""
    for line in words.split("\n"):
        found: list[tuple[int, Mark, str]] = []
        for mark in MARKS:
            at = line.find(mark.opening)
            while at >= 0:
                end = line.find(mark.closing, at + len(mark.opening)) + len(mark.closing)
                held = line[at:end] if mark.closing and end >= len(mark.closing) else line[at:].strip()
                if _is_raw(mark, line, at, held):
                    found.append((at, mark, held if mark.closing else mark.opening))
                at = line.find(mark.opening, at + len(mark.opening))
        covered = 0
        for at, mark, held in sorted(found, key=lambda each: each[0]):
            if at >= covered:  # one thing is told once
                words_of_link = line.rfind("[", 0, at) if mark.opening == "](" else at
                yield mark, held, line[words_of_link:at] + held
                covered = at + len(held)


def _is_raw(mark: Mark, line: str, at: int, held: str) -> bool:
    """Tell whether what looks like a mark is one."""
    if mark.begins and line[:at].strip():
        return False
    if mark.opening == "!!!" and not line[at:].strip("! "):  # somebody is glad
        return False
    if mark.opening == "|":
        return "|" not in line[:at] and alignment(line) is not None
    if mark.opening == "{":
        return held.startswith(FEAR) or (held.endswith("}") and is_attributes(held[1:-1]))
    if mark.opening == "] (":
        return "[" in line[:at] and LEADS.match(held[len(mark.opening) :]) is not None
    if mark.opening in ("](", "]["):
        return "[" in line[:at] and (not mark.closing or held.endswith(mark.closing))
    return not mark.closing or (held.endswith(mark.closing) and len(held) > len(mark.opening + mark.closing))


def _unescaped(source: str, words: str, at: int) -> int:
    """Return where words stand from a place on, not behind a backslash; -1 if they do not."""
    start = source.find(words, at)
    while start > 0 and source[start - 1] == "\\":
        start = source.find(words, start + 1)
    return start


def _behind(source: str, words: str, at: int) -> int:
    start = source.find(words, at)
    return at if start < 0 else start + len(words)


def _column(line: str, place: int) -> int:
    """Return the column, counted from 1, of a place in the line as it is seen."""
    seen = 0
    for column, sign in enumerate(line, 1):
        width = len(sign.translate(SEEN))
        if seen + width > place:
            return column
        seen += width
    return 1
