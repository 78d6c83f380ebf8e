"""What a reader sees of a drawn page: its blocks one after another, whoever drew it.

Two drawings of one text are compared by this, so everything that no reader sees is left out: ids, classes,
white space, the two shapes of a list (tight or loose), the order of marks around the same words. Left out
by name, because only one of the two drawings knows them:

- our own marks `{ … }` and attribute lists (`_without_marks`), whoever shows them as text;
- smart quotes, dashes and dots, and characters without a width (`AS_TYPED`);
- the number of a footnote (`NOTE`), its way back, and the notes of studies: `Shown.notes` holds notes by name;
- scripts as figures, the links beside headings, the titles of boxes (`HIDDEN`);
- HTML but for what Markdown draws too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

STYLES: Final[Mapping[str, str]] = {
    "em": "italic", "i": "italic", "strong": "bold", "b": "bold", "code": "code",
    "del": "struck", "s": "struck", "strike": "struck", "a": "link",
}  # fmt: skip
"""The elements that set words apart, and how."""

LEAVES: Final = frozenset({"p", "pre", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Blocks that hold words and no blocks."""

BLOCKS: Final = LEAVES | {"ul", "ol", "li", "blockquote", "table", "tr", "dl", "dt", "dd"}

FRAMES: Final = frozenset(
    "div section figure article aside details summary header footer main nav form".split()
)
"""Elements that end a run of words and show nothing themselves."""

KINDS: Final = {
    "li": ("li", "note"),
    "div": ("div", "box", "notes"),
    "section": ("section", "notes"),
    "blockquote": ("blockquote", "box"),
}
"""What the blocks of an element may be called here."""

DEEPEST: Final = 100
"""How deep blocks stand in blocks at most; further ones are not told apart."""

HIDDEN: Final = frozenset({"script", "headerlink", "footnote-backref", "admonition-title"})
"""The classes of what is not compared."""

BOX: Final = "admonition"
"""The class of a box; what GitHub draws as a quotation that begins with one of `ALERTS`."""

ALERTS: Final = frozenset({"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"})

TICKED: Final[Mapping[bool, str]] = {True: "\u2611", False: "\u2610"}
"""How the box of a task is shown, done or open."""

TICKS: Final = [[tick] for tick in TICKED.values()]

NOTE: Final = "[^]"
"""Stands for the mark of any footnote."""

AS_TYPED: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
    | dict.fromkeys("\u200b\ufeff\u00ad\u2060\ufe0f", "")
)
"""Undoes what is made prettier, and drops what nobody sees."""

STYLE, WORDS, BREAK, OPENS, CLOSES = "\1\2\3\4\5"


@dataclass(slots=True)
class Block:
    """A block as it is shown."""

    kind: str
    """The HTML element, or `box`."""
    line: int = 0
    """Where it stands, counted from 1; 0 where the drawing does not say."""
    last: int = 0
    column: int = 1
    text: str = ""
    """Its words; where they begin to look otherwise there is STYLE, the names of the styles, WORDS."""
    blocks: list[Block] = field(default_factory=list)
    key: str = ""
    """All of it, to be compared."""

    def bare(self) -> str:
        """Return all words in it, as they would be read aloud."""
        if not self.blocks:
            return "".join(words for _, words in runs(self.text))
        return " ".join(block.bare() for block in self.blocks)


@dataclass(slots=True)
class Shown:
    """A page as it is shown."""

    blocks: list[Block]
    notes: dict[str, Block]
    """The footnotes by name."""


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a block that look alike, each with the names of their styles."""
    first, *others = text.split(STYLE)
    if first:
        yield "", first
    for other in others:
        style, _, words = other.partition(WORDS)
        yield style, words


def shown(html: str) -> Shown:
    """Read a drawn page."""
    for sign in (STYLE, WORDS, BREAK, OPENS, CLOSES):
        html = html.replace(sign, "")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.close_blocks(1)
    reader.flush()
    return Shown(reader.open[0].blocks, reader.notes)


class Html(HTMLParser):
    """Reads drawn HTML in a time that grows with its length, whatever it holds."""

    unclosed = False

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where an element stands, and it takes a tenth of the time."""
        return j

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Look for the end of a comment only until one has none: no later one has."""
        end = -1 if self.unclosed else self.rawdata.find("-->", i + 2)
        self.unclosed = end < 0
        return i + 4 if self.unclosed else end + 3


class _Reader(Html):
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Block("page")]
        self.notes: dict[str, Block] = {}
        self.hidden: list[str] = []
        """Where what is being read is not shown: the open elements of one name."""
        self.words: list[str] = []
        self.styles: list[tuple[str, str]] = []
        self.count: Counter[str] = Counter()
        self.style = self.written = ""
        self.gap = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.hidden:
            self.hidden += [tag] * (tag == self.hidden[0])
        elif tag in STYLES:
            self._style(tag, dict(attrs))
        elif tag in BLOCKS:
            self._block(tag, dict(attrs))
        elif tag == "br":
            self.words.append(BREAK)
            self.gap = False
        elif tag == "hr":
            self._block(tag, dict(attrs))
            self.close_blocks(len(self.open) - 1)
        elif tag == "img":
            given = dict(attrs)
            outer = self.style
            self.style = f"{outer} picture:{_address(given.get('src'))}".strip()
            self.say(given.get("alt") or " - ")
            self.style = outer
        elif tag == "input":
            self.say(f"{TICKED[any(name == 'checked' for name, _ in attrs)]} ")
        elif tag in FRAMES:
            self._frame(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.hidden = self.hidden[: -1 if tag == self.hidden[0] else None]
        elif tag in STYLES:
            at = next((n for n in reversed(range(len(self.styles))) if self.styles[n][0] == tag), None)
            if at is not None:
                self._restyle(self.styles.pop(at)[1], -1)
        elif tag in BLOCKS or tag in FRAMES:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        block = self.open[-1]
        if block.kind == "pre":
            self.words.append(data)
            return
        if "[" in data or "{" in data:
            if data.startswith("[!") and not self.words and block.kind == "p":
                data = self._alert(data)
            if not any(tag == "code" for tag, _ in self.styles):
                data = _without_marks(data)
        self.say(data)

    def say(self, data: str) -> None:
        """Add words to the block."""
        data = data if data.isascii() else data.translate(AS_TYPED)
        words = data.split()
        if not words:
            self.gap = self.gap or bool(data)
            return
        if (self.gap or data[0].isspace()) and self.words and self.words[-1] != BREAK:
            self.words.append(" ")
        if self.style != self.written:
            self.words.append(f"{STYLE}{self.style}{WORDS}")
            self.written = self.style
        self.words.append(" ".join(words))
        self.gap = data[-1].isspace()

    def flush(self) -> None:
        """End a run of words: they are a paragraph, unless the block is one for words."""
        block = self.open[-1]
        text = "".join(self.words)
        if block.kind == "pre":
            block.text = "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n")).strip("\n")
        elif block.kind in LEAVES:
            block.text += text.strip(BREAK)
        elif text := text.strip(BREAK):
            self._attach(block, Block("p", block.line, block.last, block.column, text))
        self.words, self.styles = [], []
        self.count.clear()
        self.style = self.written = ""
        self.gap = False

    def close_blocks(self, depth: int) -> None:
        """Close blocks until only so many are open."""
        while len(self.open) > depth:
            self.flush()
            block = self.open.pop()
            if block.kind == "note":
                self.notes[block.text] = block
                block.text = ""
            if block.kind == "table" and block.last:
                _settle(block, self.open[-1].blocks)
            if block.kind in FRAMES:  # shows nothing itself
                self.open[-1].blocks += block.blocks
            elif block.kind != "notes" and (block.kind != "p" or block.text):
                self._attach(self.open[-1], block)

    def _attach(self, parent: Block, block: Block) -> None:
        block.key = f"{block.kind}{OPENS}{block.text}{''.join(each.key for each in block.blocks)}{CLOSES}"
        parent.blocks.append(block)

    def _style(self, tag: str, given: dict[str, str | None]) -> None:
        if given.get("class") in ("footnote-ref", "cite") or "data-footnote-ref" in given:
            self.say(NOTE)
            self.hidden = [tag]
        elif given.get("class") in HIDDEN or "data-footnote-backref" in given:
            self.hidden = [tag]
        elif self.open[-1].kind != "pre":
            name = STYLES[tag]
            style = f"{name}:{_address(given.get('href'))}" if tag == "a" else name
            self.styles.append((tag, style))
            self._restyle(style, 1)

    def _restyle(self, style: str, change: int) -> None:
        """Begin or end a style; within another of its kind it changes nothing."""
        self.count[style] += change
        if self.count[style] == (1 if change > 0 else 0):
            self.style = " ".join(sorted(style for style, count in self.count.items() if count))

    def _block(self, tag: str, given: dict[str, str | None]) -> None:
        if given.get("class") in HIDDEN:
            self.hidden = [tag]
            return
        if len(self.open) > DEEPEST:
            return
        box = self.words if tag == "p" and self.words in TICKS else []  # stands before its paragraph
        self.words = [] if box else self.words
        self.flush()
        self.words, self.gap = [*box], bool(box)
        if self.open[-1].kind in LEAVES:
            self.close_blocks(len(self.open) - 1)
        block = Block(tag)
        if place := given.get("data-sourcepos"):
            start, _, end = place.partition("-")
            block.line, block.column = map(int, start.split(":"))
            last, _, column = end.partition(":")
            block.last = max(block.line, int(last) - (column == "0"))
        if tag == "ol" and given.get("start", "1") != "1":
            block.text = given["start"] or ""
        if tag == "li" and (id_ := given.get("id") or "").startswith(("fn-", "fn:")):
            block.kind, block.text = "note", unquote(id_[3:]).casefold()
        self.open.append(block)

    def _frame(self, tag: str, given: dict[str, str | None]) -> None:
        classes = (given.get("class") or "").split()
        if not HIDDEN.isdisjoint(classes):
            self.hidden = [tag]
        else:
            self.flush()
            kind = "box" if BOX in classes else "notes" if {"footnote", "footnotes"} & {*classes} else tag
            self.open.append(Block(kind))

    def _end(self, tag: str) -> None:
        if self.open[-1].kind == tag:
            self.close_blocks(len(self.open) - 1)
            return
        wanted = KINDS.get(tag, (tag,))
        depth = next((n for n in reversed(range(1, len(self.open))) if self.open[n].kind in wanted), None)
        if depth is not None:
            self.close_blocks(depth)

    def _alert(self, data: str) -> str:
        quotation = self.open[-2]
        first, _, rest = data.partition("\n")
        name = first.strip().removeprefix("[!").removesuffix("]").upper()
        if name in ALERTS and quotation.kind == "blockquote" and not quotation.blocks:
            quotation.kind = "box"
            return rest
        return data


def _settle(table: Block, before: list[Block]) -> None:
    """Put a table, and the paragraph that it ends, where they are: GitHub takes both for one until the second row."""
    first, table.line = table.line, table.last - len(table.blocks)
    for row in table.blocks[:1]:
        row.line, row.last = table.line, table.line
        for cell in row.blocks:
            cell.line, cell.last = table.line, table.line
    if before and before[-1].kind == "p" and not before[-1].line:
        before[-1].line, before[-1].last, before[-1].column = first, table.line - 1, table.column


def _address(target: str | None) -> str:
    return unquote(target or "").replace(" ", "%20")


def _without_marks(words: str) -> str:
    """Take attribute lists out of words, and the names out of footnotes' marks."""
    for opening, closing, becomes in (("{", "}", ""), ("[^", "]", NOTE)):
        pieces: list[str] = []
        at = 0
        while (start := words.find(opening, at)) >= 0:
            end = words.find(closing, start)
            if end < 0:
                break
            inside = words[start + len(opening) : end]
            taken = bool(inside) if becomes else is_attributes(inside)
            pieces += [words[at:start], becomes if taken else words[start : end + 1]]
            at = end + 1
        words = "".join([*pieces, words[at:]])
    return words


def is_attributes(inside: str) -> bool:
    """Tell whether what stands between braces is an attribute list, and not words."""
    inside = inside.strip(" ")
    return inside.startswith((":", "#", ".")) or any("=" in word.strip("=") for word in inside.split())
