"""What each line of a Markdown file is: fields, code, a comment, a heading, a script, or prose.

The scanner sees what Python-Markdown will see, line by line, without drawing anything. It looks
only for what stands at the left margin; `reading` reports whatever looks like one of our marks
elsewhere, and after drawing the two are compared (`agreement`).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from markdown.extensions.attr_list import get_attrs_and_remainder

FENCE: Final = re.compile(r"((?: {0,3}> ?)*)( *)((?:(?:[-*+]|\d{1,9}[.)]) +)*)(`{3,}(?=[^`]*$)|~{3,})")
"""The marks of a quotation, the indent, the marks of entries of lists, and the fence itself."""

SCRIPT: Final = re.compile(r"(/{3,}) *script *(?:\| *(.*?) *)?", re.IGNORECASE)
SCRIPT_END: Final = re.compile(r" {0,3}(/{3,}) *")
SCRIPT_ELSEWHERE: Final = re.compile(r"[\s>*+-]*(?:\d+[.)]\s+)?/{3,} *script\b", re.IGNORECASE)
OTHER_BLOCK: Final = re.compile(r" {0,3}/{3,} *([\w-]+) *(?:\|.*)?")
COMMENT: Final = re.compile(r"(?: {0,3}> ?)*(?: {0,3}(?:[-*+]|\d{1,9}[.)]) +)* {0,3}<!--")
COMMENT_END: Final = re.compile(r"--!?>")
HEADING: Final = re.compile(r"( {0,3}(#{1,6}) +)(.*?)(?: #+)? *")
UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+) *")
HOLDS: Final = re.compile(r" {0,3}(?:(?:[-*+]|\d{1,9}[.)])(?: |$)|!!!|\?\?\?|\[\^|: )")
"""How a line begins to which indented lines below belong: an entry of a list, a box, a note."""
MARK: Final = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)\}[ ]*")
OPTION: Final = re.compile(r" {4,}\S")
BEGINNING: Final = re.compile(r"[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)*")
"""The marks of quotations and of entries of lists."""
TICKS: Final = re.compile(r"`+")

CODE: Final = 4
"""What is indented by so many spaces opens nothing but code."""

MORE: Final = "<!-- more -->"
"""What stands before this line is shown on a fear's page; what follows, only in the article."""


def is_more(text: str) -> bool:
    """Tell whether a comment is the mark `<!-- more -->`, however it is spaced."""
    text = text.strip()
    return text[:4] == "<!--" and text[-3:] == "-->" and text[4:-3].strip().casefold() == "more"


CURLY: Final = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
"""Quotation marks that some programs write by themselves; in a mark they are letters like any other."""

STRAIGHT: Final = dict.fromkeys(map(ord, CURLY), '"')


@dataclass(frozen=True, slots=True)
class Heading:
    """A `## heading` at the margin."""

    line: int
    """Index into the file's lines, counted from 0, as in all blocks."""
    level: int
    text: str
    """Without hashes and without the `{ … }` mark."""
    attributes: tuple[tuple[str, str, int], ...] = ()
    """What stands in the mark: name, value (empty if none) and column of the value, counted from 0."""


@dataclass(slots=True)
class ScriptLines:
    """A `/// script` at the margin, to its closing line or to where it gives up."""

    line: int
    title: str
    title_column: int
    options: range
    """The lines of indented options."""
    text: range
    """The lines of the text."""
    closed: bool


@dataclass(slots=True)
class Scan:
    """A file's lines, sorted by what they are."""

    lines: list[str]
    body: int = 0
    """The line after the front matter."""
    front: range | None = None
    """The lines of the front matter; None where there is none."""
    front_closed: bool = True
    headings: list[Heading] = field(default_factory=list)
    scripts: list[ScriptLines] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    """The remaining lines with their numbers, code spans blanked out but columns kept."""
    more: list[int] = field(default_factory=list)
    """The lines of `<!-- more -->`."""
    underlined: list[int] = field(default_factory=list)
    """The lines that a line of --- or === under them makes headings."""
    unclosed: list[int] = field(default_factory=list)
    """The lines of fences that are never closed: what follows is code to the end of the text, or of the entry."""
    comments: list[tuple[int, str]] = field(default_factory=list)
    """The lines of comments, for the search for what hides behind them."""


def scan(text: str) -> Scan:
    """Sort a file's lines.

    Args:
        text: the whole file, decoded; see `decoding.decode`.
    """
    return sort(begin(text))


def begin(text: str) -> Scan:
    """Return a file's lines, of which only the front matter is known."""
    lines = text.split("\n")
    found = Scan(lines)
    _front_matter(found)
    for number in range(found.body, len(lines)):
        lines[number] = lines[number].expandtabs(4)  # Python-Markdown knows no tabs
    return found


def sort(found: Scan) -> Scan:
    """Sort the lines under the front matter, in place."""
    lines = found.lines
    last_end = next((n for n in reversed(range(len(lines))) if COMMENT_END.search(lines[n])), -1)
    number = found.body
    inside = False
    while number < len(lines):
        line = lines[number]
        if line.strip() and _indent(line) < CODE:
            inside = HOLDS.match(line) is not None or (inside and line[0] == " ")
        if fence := _fence(line, inside=inside):
            number = _fence_end(found, number, fence, inside=inside)
        elif (
            number <= last_end
            and COMMENT.match(line)
            and not is_more(line)
            and (end := _comment_end(lines, number))
        ):
            last, column = end
            found.comments += [(each, lines[each]) for each in range(number, last)]
            found.comments.append((last, lines[last][:column]))
            if lines[last][column:].strip():  # what follows a comment on its line is text like any other
                found.prose.append((last, " " * column + lines[last][column:]))
            number = last + 1
        elif start := SCRIPT.fullmatch(line.rstrip()):
            block = _script(lines, number, start)
            found.scripts.append(block)
            number = block.text.stop + (1 if block.closed else 0)
        else:
            if heading := _heading(number, line):
                found.headings.append(heading)
            elif is_more(line):
                found.more.append(number)
            elif not inside and _is_underlined(lines, number):
                found.underlined.append(number)
            found.prose.append((number, line))
            number += 1
    found.prose = list(_without_code(found.prose))
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _front_matter(found: Scan) -> None:
    lines = found.lines
    if lines[0].rstrip() != "---":
        return
    for number in range(1, len(lines)):
        if lines[number].rstrip() in ("---", "..."):
            found.front, found.body = range(1, number), number + 1
            return
    # Never closed: take the lines up to the first empty one, so that the rest is still read.
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    found.front, found.body, found.front_closed = range(1, blank), blank, False


def _fence(line: str, *, inside: bool) -> re.Match[str] | None:
    """Return the fence that a line opens: at the margin, or in a quotation or an entry of a list."""
    fence = FENCE.match(line)
    if fence is None or (len(fence[2]) >= CODE and not inside):
        return None
    return fence


def _fence_end(found: Scan, start: int, fence: re.Match[str], *, inside: bool) -> int:
    """Return the line after a fenced example, which ends with its quotation or entry if nothing closes it."""
    content = len(fence[2]) + len(fence[3]) if fence[3] or inside else 0
    for number in range(start + 1, len(found.lines)):
        line = found.lines[number]
        if fence[1]:
            if not line.lstrip(" ").startswith(">"):
                found.unclosed.append(start)
                return number
            line = line.lstrip(" >")
        elif line.strip() and _indent(line) < content:
            found.unclosed.append(start)
            return number
        bare = line.strip(" ")
        if len(bare) >= len(fence[4]) and not bare.strip(fence[4][0]) and bare[:1]:
            return number + 1
    found.unclosed.append(start)
    return len(found.lines)


def _comment_end(lines: list[str], start: int) -> tuple[int, int] | None:
    """Return the line and the column where a comment ends, or None: an unclosed one is taken as text."""
    column = lines[start].index("<!--") + 4
    for number in range(start, len(lines)):
        if end := COMMENT_END.search(lines[number], column):
            return number, end.end()
        column = 0
    return None


def _heading(number: int, line: str) -> Heading | None:
    match = HEADING.fullmatch(line)
    if match is None or not match[3].strip():
        return None
    text, offset, level = match[3], len(match[1]), len(match[2])
    mark = MARK.search(text)
    if mark is not None and mark.end() == len(text):
        pairs, remainder = get_attrs_and_remainder(mark[1])
        if not remainder:
            attributes = _attributes(pairs, mark, offset)
            return Heading(number, level, text[: mark.start()].strip(), attributes)
    return Heading(number, level, text.strip())


def _is_underlined(lines: list[str], number: int) -> bool:
    """Tell whether Markdown takes a line, with those of its paragraph above, for a heading because of the line under it."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
    if (
        UNDERLINE.fullmatch(below) is None
        or not line.strip()
        or line.lstrip(" ").startswith((">", "|", "*["))
    ):
        return False
    return _indent(line) < CODE and UNDERLINE.fullmatch(line) is None


def _attributes(
    pairs: Iterable[tuple[str, str | None]], mark: re.Match[str], offset: int
) -> tuple[tuple[str, str, int], ...]:
    """Return what stands in a mark, with the column of each value (or name, where there is none)."""
    found = []
    at = 0
    for name, value in pairs:
        at = mark[1].find(value or ("" if name in (".", "id") else name), at)
        found.append((name, value or "", offset + mark.start(1) + at))
        at += len(value or name)
    return tuple(found)


def _script(lines: list[str], start: int, match: re.Match[str]) -> ScriptLines:
    options = start + 1
    while options < len(lines) and OPTION.match(lines[options]):
        options += 1
    end = options
    closed = False
    while end < len(lines):
        line = lines[end].rstrip()
        if (close := SCRIPT_END.fullmatch(line)) and len(close[1]) == len(match[1]):
            closed = True
            break
        if SCRIPT.fullmatch(line) or line.startswith("## "):
            break  # another begins, so this one was never closed
        end += 1
    column = match.start(2) if match[2] else len(lines[start])
    return ScriptLines(start, match[2] or "", column, range(start + 1, options), range(options, end), closed)


def as_marked(line: str) -> str:
    """Return a line that marks a fear somehow, as a heading whose mark is understood, with all of its words."""
    words, inside = line, ""
    for _, each in spans(line, "{", "}"):
        if "fear" in each:
            words = words.replace(f"{{{each}}}", " ", 1)
            inside += f" {each.strip(' :{').removesuffix(chr(92))}"
    pairs, _ = get_attrs_and_remainder(inside.translate(STRAIGHT).strip())
    fears = dict.fromkeys(slug for name, value in pairs if name == "fear" for slug in (value or "").split())
    names = {"id": "#{}", ".": ".{}"}
    others = [
        names.get(name, f'{name}="{{}}"' if value else name).format(value)
        for name, value in pairs
        if name != "fear"
    ]
    beginning = BEGINNING.match(words)
    words = words[beginning.end() if beginning else 0 :]
    level = len(words) - len(words.lstrip("#"))
    text = " ".join(words.strip(" #\\}").replace("\\ ", " ").split()) or "Your heading"
    others.append(f'fear="{" ".join(fears)}"')
    return f"{'#' * min(max(2, level), 6)} {text} {{ {' '.join(others)} }}"


def script_text(text: str) -> str:
    """Return a script as it will be sent: as typed, with single empty lines between paragraphs."""
    text = textwrap.dedent("\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _without_code(prose: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield lines with their code blanked out.

    Code that goes on from one line to the next is left as it is, with the rest of its paragraph:
    better to take an example for a mark than a mark for an example.
    """
    before, paired = -1, True
    for number, line in prose:
        if number != before + 1 or not line.strip():
            paired = True
        before = number
        if paired and "`" in line:
            blanked, paired = without_code(line)
            yield number, blanked if paired else line
        else:
            yield number, line


def without_code(line: str) -> tuple[str, bool]:
    """Blank out the `code spans` of a line, so that examples are not taken for marks.

    Returns:
        The line, and whether every span that begins on it ends on it.
    """
    if "\\`" in line:
        return line, False
    runs = [(run.start(), len(run[0])) for run in TICKS.finditer(line)]
    pieces: list[str] = []
    at = 0
    while runs:
        start, width = runs.pop(0)
        end = next((number for number, run in enumerate(runs) if run[1] == width), None)
        if end is None:
            return line, False
        stop = runs[end][0] + width
        del runs[: end + 1]
        pieces += [line[at:start], " " * (stop - start)]
        at = stop
    return "".join([*pieces, line[at:]]), True


def spans(line: str, opening: str, closing: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between two marks on a line, with the column (from 0) where it begins."""
    at = 0
    while (start := line.find(opening, at)) >= 0:
        inside = start + len(opening)
        end = line.find(closing, inside)
        if end < 0:
            return
        yield inside, line[inside:end]
        at = end + len(closing)
