"""What a contributor sees in GitHub's preview, readers see; or the difference is told, with what to write.

GitHub's drawing of a text is made here (by `cmarkgfm`, its own renderer), and compared with ours, block by
block, as a reader sees both (`shown`). What only one of them knows is named there, and in `_for_github`:
scripts, boxes and abbreviations. Not compared is what GitHub's site adds to its renderer: `:smile:`, `@name`,
`#1`, formulas and drawings.

The advice has been tried: each of `edits` is made in the text around the difference, both drawings are made
anew, and the first is told that leaves GitHub's as it was and ends the difference. No word can be lost by it.
Where none does, the message says how to write such a thing in general.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, islice, takewhile
from typing import Final

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from notabother.drawing.edits import edits
from notabother.drawing.shown import BREAK, LEAVES, TICKED, Block, Shown, runs, shown
from notabother.problems import Place, Problem, Text
from notabother.source.lines import Scan, sort

Draw = Callable[[str], str]
"""Draws Markdown as the site does: the whole of a text, as HTML."""

NOTES: Final = '<div class="footnote">'
"""How the list of notes begins, at the end of a page."""

MOST: Final = 5
"""The most differences told of one file: the first ones are often behind the others."""

MANY: Final = 30
"""The most differences looked for in one place."""

WINDOW: Final = 60
"""The most blocks on either side that are aligned: that takes the square of their number."""

DEPTH: Final = 20
"""How deep blocks within blocks are compared; below, they are told as one."""

NEAR: Final = 2_000
"""How far behind one word of a block the next one is looked for."""

SHORT: Final = 40
"""The most characters of a text that a message repeats."""

LONGEST: Final = 5_000
"""The most characters of a stretch of text on which advice is tried."""

EFFORT: Final = 60_000
"""The most characters that are drawn to find advice for one difference."""

EACH: Final = 400
"""What each drawing costs besides, in characters."""

EXPLAIN: Final = frozenset(
    "active-content misplaced-fear misplaced-script not-drawn raw-html second-title too-complex too-large "
    "unclosed-script underlined-heading unused-note".split()
)
"""The rules whose problems are the reason of a difference at their line: it is not told twice."""

OPTIONS: Final = (
    Options.CMARK_OPT_SOURCEPOS
    | Options.CMARK_OPT_FOOTNOTES
    | Options.CMARK_OPT_UNSAFE  # as for HTML, see `safety`
)

BOX: Final = re.compile(r'( *)!!! ?[\w-]+(?: +[\w-]+)*(?: +"[^"]*")? *')
"""The line that begins a box of ours."""

NOTHING: Final = "nothing"

NAMES: Final = {
    "p": "a paragraph", "ul": "a list", "ol": "a numbered list", "li": "an entry of a list", "table": "a table",
    "tr": "a row of a table", "td": "a cell of a table", "th": "a cell of a table", "pre": "code",
    "blockquote": "a quotation", "hr": "a line", "box": "a box", "": NOTHING,
}  # fmt: skip
"""What the kinds of blocks are called."""

LOOKS: Final = {
    "italic": "in italics", "bold": "in bold", "code": "as code", "struck": "struck out", "link": "as a link",
    "picture": "as a picture", "": "as plain words",
}  # fmt: skip
"""How words may look."""

GENERAL: Final = {
    "list": "Put an empty line before a list, begin its entries at the margin, and what belongs to an entry with four spaces.",
    "table": "Put an empty line before and after a table, begin and end its lines with |, and put |---|---| under the first.",
    "code": "Put ``` on lines of their own at the margin before and after code, with an empty line around them.",
    "heading": "Begin a heading with ## and a space at the margin, with an empty line before and after it.",
    "quotation": "Begin each line of a quotation with > and a space, with an empty line before and after it.",
    "box": "Write > [!NOTE] on a line of its own, and begin each line under it with > and a space.",
    "note": "Write [^name] behind the words of the text, and [^name]: Its words. at the margin, behind an empty line.",
    "line": "Write a line as --- with an empty line before and after it.",
    "task": "Begin each task with - [ ] or - [x] and a space.",
    "link": "Write a link as [words](address) on one line, without spaces or brackets in the address.",
    "code in a line": "Write one ` right before and one right after the code, on one line.",
    "break": "To begin a new line, end the one before with two spaces; or leave an empty line between.",
    "sign": "Write &lt; for a plain < and &amp; for a plain &.",
    "words": "Write **bold** or *italic* with spaces around it, and \\ before a sign that is meant as it stands.",
    "paragraph": "Write plain paragraphs at the margin, with an empty line between them.",
}  # fmt: skip
"""How each kind of thing is written so that both show it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that GitHub shows otherwise than the site: other blocks, or other words in the same ones."""

    line: int
    """Within the text, counted from 1."""
    last: int
    column: int
    kind: str
    """A key of `GENERAL`."""
    theirs: str = ""
    """The block that GitHub shows."""
    ours: str = ""
    words: str = ""
    """How the words differ, as a sentence; empty where the blocks do."""
    goes_on: bool = False
    """Whether the site's words are GitHub's and more."""

    @property
    def told(self) -> str:
        """Both drawings in words."""
        if self.words:
            return self.words
        if self.theirs == self.ours:
            return f"GitHub shows {self.theirs} here, the site shows it elsewhere."
        return f"GitHub shows {self.theirs} here, the site {self.ours}."


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines between two blocks that are the same."""

    lines: range
    around: range
    """The same with the blocks before and after."""
    found: list[Difference]


def differences(body: Text, html: str, draw: Draw, known: Iterable[Problem] = ()) -> Iterator[Problem]:
    """Yield what GitHub's preview shows otherwise than the site.

    Args:
        body: a file under its front matter, as written.
        html: the body as the site draws it, before anything is cut out or linked elsewhere.
        draw: draws a text in that way; called for differences only, to try advice.
        known: what has been found in the file already; some of it explains a difference.
    """
    lines = body.split("\n")
    above = body.place.line - 1
    explained = [problem for problem in known if problem.rule in EXPLAIN]
    told = {problem.place.line - above for problem in explained}
    if any(problem.rule == "raw-html" for problem in explained):  # it is told where an element begins
        told |= {number for number, line in enumerate(lines, 1) if "</" in line}
    if "[^" not in body or "]:" not in body:
        html = html.partition(NOTES)[0]  # all of studies
    count = 0
    for region in _regions(_theirs(body), shown(html), lines):
        if not told.isdisjoint(region.lines):
            continue
        for difference in _once(region.found):
            if difference.line in told:
                continue
            advice = _tried(lines, region.around, difference, above, draw) or GENERAL[difference.kind]
            place = Place(body.place.file, difference.line + above, difference.column)
            yield Problem(place, "not-as-previewed", f"{difference.told} {advice}")
            count += 1
            if count == MOST:
                return


def github(text: str) -> str:
    """Draw Markdown as GitHub does, with the line and column of each block."""
    return str(github_flavored_markdown_to_html(text, OPTIONS))


def _theirs(text: str) -> Shown:
    return shown(github(_for_github(text)))


def _for_github(text: str) -> str:
    """Return a text without what only our Markdown knows, every line where it was.

    A script becomes a comment, a line that says what an abbreviation means an empty one, a box one of GitHub's.
    """
    if not any(mark in text for mark in ("///", "!!!", "*[")):
        return text
    lines = text.split("\n")
    scan = sort(Scan([line.expandtabs(4) for line in lines]))
    for script in scan.scripts:
        end = script.text.stop + script.closed
        lines[script.line : end] = ["<!-- -->", *[""] * (end - script.line - 1)]
    for number, line in reversed(scan.prose):
        if line.lstrip().startswith("*[") and "]:" in line:
            lines[number] = ""
        elif "!!!" in line and (box := BOX.fullmatch(line)):
            _box(lines, number, box[1])
    return "\n".join(lines)


def _box(lines: list[str], number: int, indent: str) -> None:
    """Turn a box of ours, with the indented lines under it, into one of GitHub's."""
    lines[number] = f"{indent}> [!NOTE]"
    within = indent + " " * 4
    end = number + 1
    for at in range(number + 1, len(lines)):
        if lines[at].startswith(within):
            end = at + 1
        elif lines[at].strip():
            break
    for at in range(number + 1, end):
        lines[at] = f"{indent}> {lines[at].removeprefix(within)}"


# --- the comparison ------------------------------------------------------------------------------


def _regions(theirs: Shown, ours: Shown, lines: Sequence[str]) -> Iterator[Region]:
    """Yield where the two differ."""
    for a, b, before, after in _unequal(theirs.blocks, ours.blocks):
        end = after.line if after else len(lines) + 1
        around = range(before.line if before else 1, after.last + 1 if after else end)
        found = list(islice(_paired(a, b, lines, before, ()), MANY))
        yield Region(range(before.last + 1 if before else 1, end), around, found)
    for name, note in theirs.notes.items():
        own = ours.notes.get(name)
        place = next((block for block in note.blocks if block.line), Block("p", 1, 1))
        if own is None:
            found = [Difference(place.line, place.last, 1, "note", "a note", NOTHING)]
        else:
            found = list(islice(_compared(note.blocks, own.blocks, lines, ()), MANY))
        if found:
            yield Region(range(place.line, place.last + 1), range(place.line, place.last + 1), found)
    for name in ours.notes.keys() - theirs.notes.keys():
        for at, line in enumerate(lines, 1):
            if line.lstrip().casefold().startswith(f"[^{name}]:"):
                found = [Difference(at, at, 1, "note", NOTHING, "a note")]
                yield Region(range(at, at + 1), range(at, at + 1), found)


def _once(found: list[Difference]) -> Iterator[Difference]:
    """Yield what is worth telling of a region: other words, up to the first other block.

    What both show, but in different places, is two differences; they are told as one.
    """
    for number, one in enumerate(found):
        rest = found[number + 1 :]
        if one.words and one.goes_on and rest and rest[0].ours == NOTHING:
            yield replace(rest[0], ours="more of what is above")
            return
        if one.words:
            yield one
            continue
        gone = one.ours == NOTHING
        for other in rest if NOTHING in (one.theirs, one.ours) else ():
            if not other.words and (other.theirs if gone else other.ours) == NOTHING:
                yield replace(one, ours=other.ours) if gone else replace(other, ours=one.ours)
                return
        yield one
        return


def _unequal(
    theirs: list[Block], ours: list[Block]
) -> Iterator[tuple[list[Block], list[Block], Block | None, Block | None]]:
    """Yield the stretches in which two rows of blocks differ, with GitHub's blocks before and after."""
    same = list(takewhile(lambda pair: pair[0].key == pair[1].key, zip(theirs, ours, strict=False)))
    start = len(same)
    a, b = theirs[start:], ours[start:]
    while a and b and a[-1].key == b[-1].key:
        a.pop()
        b.pop()
    if not a and not b:
        return
    spans = [(0, len(a), 0, len(b))]
    if max(len(a), len(b)) <= WINDOW:
        matcher = SequenceMatcher(
            None, [block.key for block in a], [block.key for block in b], autojunk=False
        )
        spans = [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    for i, j, k, m in spans:
        at, end = start + i, start + j
        before = theirs[at - 1] if at else None
        yield a[i:j], b[k:m], before, theirs[end] if end < len(theirs) else None


def _compared(
    theirs: list[Block], ours: list[Block], lines: Sequence[str], within: tuple[str, ...]
) -> Iterator[Difference]:
    for a, b, before, _ in _unequal(theirs, ours):
        yield from _paired(a, b, lines, before, within)


def _paired(
    theirs: list[Block],
    ours: list[Block],
    lines: Sequence[str],
    before: Block | None,
    within: tuple[str, ...],
) -> Iterator[Difference]:
    """Yield how two rows of blocks differ that begin and end at the same place: up to the first other block."""
    at = 0
    for at, (a, b) in enumerate(zip(theirs, ours, strict=False)):
        before = a
        if a.key == b.key:
            continue
        if a.kind != b.kind:
            yield _blocks(a, b, lines, within)
            return
        if a.kind not in LEAVES:
            if a.text != b.text or len(within) == DEPTH:
                yield _blocks(a, b, lines, within)
            else:
                yield from _compared(a.blocks, b.blocks, lines, (*within, a.kind))
            continue
        rest = len(theirs) - at - 1, len(ours) - at - 1
        mine, yours = a.bare().split(), b.bare().split()
        if mine != yours and rest[0] and yours[: len(mine)] == mine:
            yield _blocks(theirs[at + 1], b, lines, within)  # the site goes on where GitHub begins anew
            return
        if mine != yours and rest[1] and mine[: len(yours)] == yours:
            yield _blocks(a, ours[at + 1], lines, within)
            return
        yield _words(a, b, lines)
        if mine != yours and any(rest):
            return
    at = min(len(theirs), len(ours))
    if at < len(theirs):
        yield _blocks(theirs[at], None, lines, within)
    elif at < len(ours):
        near = before or Block("", 1, 1)
        yield _blocks(Block("", near.last or near.line, near.last or near.line), ours[at], lines, within)


def _blocks(a: Block, b: Block | None, lines: Sequence[str], within: tuple[str, ...]) -> Difference:
    """Say that here stands another block."""
    line, last = a.line or 1, a.last or a.line or 1
    theirs, ours = _name(a, within), _name(b, within) if b else NOTHING
    if b and (a.kind == "" or (a.kind == "p" and b.kind != "p")):
        line = _line_of(b, lines, line, last)
    if b and theirs == ours:
        theirs, ours = f"'{_short(a.bare())}'", f"'{_short(b.bare())}'"
        if a.kind == "ol":
            theirs, ours = f"a list from {a.text or 1}", f"one from {b.text or 1}"
        elif a.kind != b.kind:
            theirs, ours = f"a heading of level {a.kind[1:]}", f"one of level {b.kind[1:]}"
    told = a if a.kind not in ("p", "") else b or a
    return Difference(line, last, a.column, _general(told.kind), theirs, ours)


def _general(kind: str) -> str:
    if kind.startswith("h"):
        return "line" if kind == "hr" else "heading"
    return {
        "ul": "list", "ol": "list", "li": "list", "table": "table", "tr": "table", "td": "table", "th": "table",
        "pre": "code", "blockquote": "quotation", "box": "box",
    }.get(kind, "paragraph")  # fmt: skip


def _name(block: Block, within: tuple[str, ...]) -> str:
    if block.kind.startswith("h") and block.kind != "hr":
        return "a heading"
    name = NAMES.get(block.kind, block.kind)
    if block.kind == "ul" and _is_task(block):
        name = "a task list"
    if block.kind in ("ul", "ol") and "li" in within:
        name += " in a list"
    return name


def _is_task(block: Block) -> bool:
    return bool(block.blocks and block.blocks[0].bare().startswith(tuple(TICKED.values())))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"


def _line_of(block: Block, lines: Sequence[str], first: int, last: int) -> int:
    """Return the line where a block of ours stands, looked for by its first word."""
    word = next(iter(block.bare().split()), "")
    return next(
        (n for n in range(first, min(last + 2, len(lines)) + 1) if word and word in lines[n - 1]), first
    )


def _words(a: Block, b: Block, lines: Sequence[str]) -> Difference:
    """Say which words look otherwise, or are others."""
    mine, yours = _signs(a), _signs(b)
    at = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(mine, yours, strict=False))))
    said = [sign for _, sign in mine]
    rest = [] if at < len(mine) and said[at] == BREAK else _joined(mine[at:]).split()[:1]
    line, column = _find("".join(said[:at]).replace(BREAK, " ").split(), rest, a, lines)
    if a.kind == "pre" and a.bare().split() == b.bare().split():
        words = "GitHub shows other spaces or lines in this code than the site."
        return Difference(line, a.last or line, column, "code", words=words)
    if said == [sign for _, sign in yours]:
        end = at
        while end < len(mine) and (mine[end][0], yours[end][0]) == (mine[at][0], yours[at][0]):
            end += 1
        words = _looks(_joined(mine[at:end]), mine[at][0], yours[at][0])
    else:
        words = _others(mine, yours, at)
    styles = " ".join(style for style, _ in [*mine[at : at + 1], *yours[at : at + 1]])
    kind = _kind_of_words(a, styles, words)
    goes_on = b.bare().split()[: len(a.bare().split())] == a.bare().split()
    return Difference(line, a.last or line, column, kind, words=words, goes_on=goes_on)


Sign = tuple[str, str]
"""One character, behind the names of its styles."""


def _signs(block: Block) -> list[Sign]:
    return [(style, sign) for style, words in runs(block.text) for sign in words]


def _joined(signs: Sequence[Sign]) -> str:
    return "".join(sign for _, sign in signs).replace(BREAK, " ").strip()


def _looks(phrase: str, style: str, other: str) -> str:
    """Say how the same words look here and there."""
    looks, seems = _styles(style), _styles(other)
    if looks != seems:
        return f"GitHub shows '{_short(phrase)}' {looks}, the site {seems}."
    return f"GitHub leads from '{_short(phrase)}' to {_target(style)}, the site to {_target(other)}."


def _others(mine: Sequence[Sign], yours: Sequence[Sign], at: int) -> str:
    """Say which words are shown here and there, from a little before they differ."""
    signs = {row[at][1] for row in (mine, yours) if at < len(row)}
    if BREAK in signs:
        breaks = at < len(mine) and mine[at][1] == BREAK
        return f"{'GitHub' if breaks else 'The site'} shows a line break here, {'the site' if breaks else 'GitHub'} none."
    start = at
    while start > 0 and at - start < SHORT and (mine[start - 1][1] not in (" ", BREAK)):
        start -= 1
    return (
        f"GitHub shows '{_short(_joined(mine[start:]))}' here, the site '{_short(_joined(yours[start:]))}'."
    )


def _kind_of_words(block: Block, styles: str, what: str) -> str:
    """Return what is to be said in general about the writing of words: a key of `GENERAL`."""
    if "line break" in what:
        return "break"
    if block.kind == "pre":
        return "code"
    if any(tick in what for tick in TICKED.values()):
        return "task"
    if "link" in styles or "picture" in styles or "](" in what or "][" in what:
        return "link"
    if "code" in styles or "`" in what:
        return "code in a line"
    return "sign" if "<" in what or "&" in what else "words"


def _styles(style: str) -> str:
    names = [each.partition(":")[0] for each in style.split(" ")]
    return " and ".join(LOOKS[name] for name in names)


def _target(style: str) -> str:
    return next((each.partition(":")[2] for each in style.split(" ") if ":" in each), "") or "nowhere"


def _find(before: list[str], words: list[str], block: Block, lines: Sequence[str]) -> tuple[int, int]:
    """Return line and column of words that stand in a block behind others."""
    source = "\n".join(lines[max(block.line, 1) - 1 : max(block.last, block.line)])
    at, found = 0, -1
    for word in [*before, *words]:
        start = source.find(word, at, at + NEAR)
        if start >= 0:
            at, found = start + len(word), start
    if found < 0:
        return max(block.line, 1), block.column
    return max(block.line, 1) + source.count("\n", 0, found), found - source.rfind("\n", 0, found)


# --- the advice ----------------------------------------------------------------------------------


def _tried(lines: Sequence[str], around: range, difference: Difference, above: int, draw: Draw) -> str | None:
    """Return the advice that makes a difference go away, or None.

    Args:
        lines: the whole text.
        around: the lines to try it on.
        difference: what is to go away.
        above: how many lines of the file stand above the text.
        draw: draws as the site does.
    """
    start = around.start - 1
    part = list(lines[start : around.stop - 1])
    text = "\n".join(part)
    effort = EFFORT - len(text)
    if effort < 0:
        return None
    line, last = difference.line - start, max(difference.line, difference.last) - start
    wanted = _theirs(text)
    count = _count(wanted, shown(draw(text)), part, line)
    if not count:
        return None  # it takes more of the text to see it
    for advice, edited in edits(part, line, min(last, len(part)), above + start):
        effort -= len(text) + EACH
        if effort < 0:
            return None
        changed = "\n".join(edited)
        theirs = _theirs(changed)
        upto = line + max(0, len(edited) - len(part))
        if _keys(theirs) == _keys(wanted) and _count(theirs, shown(draw(changed)), edited, upto) < count:
            return advice
    return None


def _count(theirs: Shown, ours: Shown, lines: Sequence[str], upto: int) -> int:
    """Return how many differences there are up to a line."""
    return sum(each.line <= upto for region in _regions(theirs, ours, lines) for each in region.found)


def _keys(page: Shown) -> list[str]:
    return [block.key for block in chain(page.blocks, *(note.blocks for note in page.notes.values()))]
