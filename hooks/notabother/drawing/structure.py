"""What a text is made of, as GitHub sees it: quotations, lists, tables, examples, headings, paragraphs.

Python-Markdown splits a text at its empty lines and asks one processor after another. GitHub (the
CommonMark spec) reads it line by line, and knows for each line which quotations and entries of lists it
stands in. So does `Structure`, in one pass. What GitHub has not goes to Python-Markdown's own processors:
admonitions, abbreviations; and footnotes, whose content comes back here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.util import AtomicString, code_escape

from notabother.source.lines import COMMENT_END

MARGIN: Final = 4
"""What is indented by so many spaces opens nothing but code; notes and admonitions are indented by it."""

HEADING: Final = re.compile(r"(#{1,6})(?: |$)")
FENCE: Final = re.compile(r"(`{3,})([^`]*)|(~{3,})(.*)")
LANGUAGE: Final = re.compile(r"[\w#.+-]+")
RULE: Final = re.compile(r"([-*_])(?: *\1){2,} *")
UNDERLINE: Final = re.compile(r"(=+|-+) *")
ENTRY: Final = re.compile(r"([-+*]|(\d{1,9})[.)])( +|$)")
TASK: Final = re.compile(r" *(?:[-+*]|\d+[.)]) +(\[([ xX])\] +)\S")
ALERT: Final = re.compile(r"\[!(note|tip|important|warning|caution)\] *(?:\n|$)", re.IGNORECASE)
COLUMN: Final = re.compile(r":?-+:?")
RAGGED: Final = "data-ragged"
"""Notes on a row with more or fewer cells than heads how it is written; whoever reads the drawing takes it off."""

BAR: Final = re.compile(r"(?<!\\)\|")
ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

REFERENCE: Final = re.compile(
    r"""\[((?:[^\[\]\\]|\\.){1,999})\]:\s*(<[^<>\n]*>|[^\s<]\S*)"""
    r"""(?:(?: +| *\n)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))? *(?:\n|$)""",
    re.DOTALL,
)
"""Where the links of one name lead: `[name]: address "title"`."""


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def without_backslashes(text: str) -> str:
    """Return a text in which no mark is escaped any more."""
    return ESCAPED.sub(r"\1", text)


def label(text: str) -> str:
    """Return a link's name as `[text][name]` is compared with it: neither case nor white space matter."""
    return " ".join(text.split()).casefold()


def cells(line: str) -> list[str]:
    """Return the texts between the bars of a table's row."""
    parts = [part.strip().replace("\\|", "|") for part in BAR.split(line.strip().removeprefix("|"))]
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


def alignment(line: str) -> list[str] | None:
    """Return how the columns of a table are aligned by the line under its heads, or None if it is none."""
    marks = cells(line)
    if not all(COLUMN.fullmatch(mark) for mark in marks):
        return None
    sides = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}
    return [sides[mark[0] == ":", mark[-1] == ":"] for mark in marks]


class Leaf(Protocol):
    """A block that holds lines and no blocks."""

    lines: list[str]

    def takes(self, line: str) -> bool:
        """Take a line that belongs to it whatever it looks like; tell whether it does."""

    @property
    def ended(self) -> bool:
        """Whether the last line was its own end."""

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the finished block to an element."""


@dataclass(slots=True)
class Paragraph:
    """Lines of text; references and abbreviations among them are noted and not shown."""

    lines: list[str]
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Any other block may begin in the next line."""
        return False

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append what is left without references and abbreviations."""
        for text in structure.without_names(self.lines):
            etree.SubElement(parent, "p").text = text.rstrip(" ")


@dataclass(slots=True)
class Example:
    """Code: between fences, or indented."""

    lines: list[str] = field(default_factory=list)
    ended: bool = False
    fence: str = ""
    """The opening fence; empty for indented code."""
    indent: int = MARGIN
    """How many spaces to take away from each line."""
    language: str = ""

    def takes(self, line: str) -> bool:
        """Take what stands before the closing fence, or is indented."""
        indent, bare = indent_of(line), line.strip()
        if not self.fence:
            if bare and indent < MARGIN:
                return False
        elif indent < MARGIN and len(bare) >= len(self.fence) and not bare.strip(self.fence[0]):
            self.ended = True
            return True
        self.lines.append(line[min(indent, self.indent) :])
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the code as it was typed."""
        code = etree.SubElement(etree.SubElement(parent, "pre"), "code")
        if self.language:
            code.set("class", f"language-{self.language}")
        code.text = AtomicString(code_escape("\n".join(self.lines).rstrip() + "\n"))


@dataclass(slots=True)
class Comment:
    """A comment that begins its line. Other HTML is looked for in paragraphs alone: blocks of it are refused."""

    lines: list[str] = field(default_factory=list)
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Take everything up to its end."""
        self.lines.append(line)
        self.ended = COMMENT_END.search(line) is not None
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the mark for the comment, which is kept aside, and behind it what stands on its last line."""
        text = "\n".join(self.lines).strip()
        end = COMMENT_END.search(text)
        raw, rest = (text[: end.start()] + "-->", text[end.end() :]) if end is not None else (text, "")
        element = etree.SubElement(parent, "p")
        element.text = structure.md.htmlStash.store(raw)
        element.tail = AtomicString(code_escape(rest)) if rest else None


@dataclass(slots=True)
class Indented:
    """A first line, and what is indented under it: an admonition, which Python-Markdown's own processor draws."""

    name: str
    """The processor."""
    lines: list[str]
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Take what is indented, and empty lines."""
        if line.strip() and indent_of(line) < MARGIN:
            return False
        self.lines.append(line)
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Give everything to the processor; it has its content drawn by another `Structure`."""
        processor = structure.processor(self.name)
        if processor is not None:
            text = "\n".join(self.lines).rstrip()
            parts = [part.lstrip("\n") for part in text.split("\n\n")] if self.name == "footnote" else [text]
            processor.run(parent, parts)


@dataclass(slots=True)
class Note(Indented):
    """A footnote: it is noted here, and drawn at the end of the page by another `Structure`."""

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Note the text under its name; of two with one name, the first counts."""
        processor = structure.processor(self.name)
        if not isinstance(processor, FootnoteBlockProcessor):
            return
        notes: list[tuple[str, list[str]]] = []
        for line in self.lines:
            text = line[MARGIN:] if indent_of(line) >= MARGIN else line
            if begins := processor.RE.match(
                text
            ):  # the first line, and perhaps a further note within this one
                notes.append((begins[1], [begins[2]]))
            else:
                notes[-1][1].append(text)
        for name, texts in notes:
            processor.footnotes.footnotes.setdefault(name, "\n".join(texts).strip("\n"))


@dataclass(slots=True)
class Table:
    """A table: its heads, how its columns are aligned, and the lines of its rows."""

    heads: list[str]
    aligns: list[str]
    lines: list[str] = field(default_factory=list)
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Any other block may begin in the next line."""
        return False

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the table; each row gets as many cells as there are heads."""
        table = etree.SubElement(parent, "table")
        self._row(etree.SubElement(table, "thead"), "th", self.heads)
        if self.lines:
            body = etree.SubElement(table, "tbody")
            for line in self.lines:
                self._row(body, "td", cells(line), line)

    def _row(self, parent: etree.Element, tag: str, texts: list[str], line: str = "") -> None:
        row = etree.SubElement(parent, "tr")
        if len(texts) != len(self.aligns):
            row.set(RAGGED, line.strip())
        for number, align in enumerate(self.aligns):
            cell = etree.SubElement(row, tag)
            cell.text = texts[number] if number < len(texts) else ""
            if align:
                cell.set("style", f"text-align: {align};")


@dataclass(slots=True)
class List:
    """A list whose entries are being read."""

    element: etree.Element
    kind: str
    """The mark of its entries: `-`, `+`, `*`, `.` or `)`."""
    loose: bool = False
    """Whether an empty line stands between its blocks, so that its texts are paragraphs."""
    tasks: dict[etree.Element, bool] = field(default_factory=dict)
    """The entries that begin with a box, and whether it is ticked."""


@dataclass(slots=True)
class Container:
    """What holds blocks: the whole text, a quotation, or an entry of a list."""

    element: etree.Element
    entry_of: List | None = None
    indent: int = 0
    """How far the text of an entry is indented."""
    list: List | None = None
    """The list that another entry would go on with, if it came next."""
    filled: bool = False
    """Whether anything stands in it yet."""

    def inner(self, line: str) -> str | None:
        """Return what a line says within this container, or None if it stands outside."""
        if self.entry_of is None:
            return quoted(line)
        if indent_of(line) >= self.indent:
            return line[self.indent :]
        return "" if self.filled and not line.strip() else None


def quoted(line: str) -> str | None:
    """Return what stands behind the mark of a quotation, or None if there is none."""
    indent = indent_of(line)
    marked = indent < MARGIN and line[indent : indent + 1] == ">"
    return line[indent + 1 :].removeprefix(" ") if marked else None


class Structure:
    """One text, read line by line into an element."""

    def __init__(self, md: Markdown, root: etree.Element, *, whole: bool) -> None:
        """Begin with nothing.

        Args:
            md: who draws.
            root: where everything is appended.
            whole: whether this is a whole page, in which scripts and alerts may stand.
        """
        self.md = md
        self.whole = whole
        self.open = [Container(root)]
        """The text, and the quotations and entries not yet closed, each within the one before."""
        self.depth = 1
        """In how many of these the line stands that is being read."""
        self.leaf: Leaf | None = None
        """The block not yet closed that stands in the last of them."""
        self.blank = False
        """Whether the line before was empty."""
        self.line = ""
        """The line that is being read, with all its marks."""
        self.lists: list[List] = []
        self.quotations: list[etree.Element] = []
        """Those that stand in nothing else."""
        self.starts: tuple[Callable[[str], str | None], ...] = (
            self._quotation,
            self._heading,
            self._fence,
            self._comment,
            self._underline,
            self._rule,
            self._note,
            self._entry,
            self._admonition,
        )
        """Each begins its block and returns what is left of the line; None if the line begins no such block."""

    def processor(self, name: str) -> BlockProcessor | None:
        """Return one of Python-Markdown's own processors."""
        registry = self.md.parser.blockprocessors
        return registry[name] if name in registry else None  # noqa: SIM401  (it has no `get`)

    def read(self, lines: Iterable[str]) -> None:
        """Read all lines, and finish what they leave open."""
        for line in lines:
            self._line(line)
        self._close(1)
        for each in self.lists:
            if not each.loose:
                _tighten(each.element)
            for entry, done in each.tasks.items():
                _box(entry, done=done)
        for quotation in self.quotations:
            _alert(quotation)

    def _line(self, line: str) -> None:
        self.line, self.depth = line, 1
        for container in self.open[1:]:
            inner = container.inner(line)
            if inner is None:
                break
            line = inner
            self.depth += 1
        empty = not line.strip()
        if self.leaf is not None and self.depth == len(self.open) and self.leaf.takes(line):
            self.blank = empty
            if self.leaf.ended:
                self._close(self.depth)
        elif empty:
            self._close(self.depth)
            self.blank = self.depth == 1 or self.open[-1].entry_of is not None
        else:
            self._text(self._begun(line))

    def _begun(self, line: str) -> str:
        """Begin every block that a line begins, and return what is left of it."""
        while line.strip() and indent_of(line) < MARGIN:
            inner = next((inner for start in self.starts if (inner := start(line)) is not None), None)
            if inner is None:
                break
            line = inner
        return line

    def _text(self, line: str) -> None:
        """Take what is left of a line as text."""
        leaf = self.leaf
        if not line.strip():
            return
        if isinstance(leaf, Paragraph):
            if self.depth < len(self.open) or not self._is_table(leaf, line):
                leaf.lines.append(line.lstrip(" "))
        elif leaf is not None and self._goes_on(leaf, line):
            leaf.lines.append(line)
        elif indent_of(line) >= MARGIN:
            self._begin(Example(), line)
        else:
            self._begin(Paragraph([line.lstrip(" ")]))

    def _goes_on(self, leaf: Leaf, line: str) -> bool:
        """Tell whether plain text goes on with a table or a footnote."""
        if isinstance(leaf, Note):
            return not self.blank
        return isinstance(leaf, Table) and self.depth == len(self.open) and indent_of(line) < MARGIN

    def _is_table(self, paragraph: Paragraph, line: str) -> bool:
        """Begin a table if a line stands under its heads; they were taken for the end of a paragraph."""
        aligns = alignment(line) if indent_of(line) < MARGIN else None
        if aligns is None or len(heads := cells(paragraph.lines[-1])) != len(aligns):
            return False
        paragraph.lines.pop()
        if not paragraph.lines:
            self.leaf = None
        self._begin(Table(heads, aligns))
        return True

    def _close(self, depth: int) -> None:
        """Close the open leaf, and the containers beyond a depth."""
        if self.leaf is not None:
            leaf, self.leaf = self.leaf, None
            leaf.draw(self, self.open[-1].element)
        del self.open[depth:]

    def _place(self, kind: str = "") -> Container:
        """Return the container for a block that begins now, and note an empty line before it.

        Args:
            kind: the mark of the entry that begins, if it is one.
        """
        self._close(self.depth)
        container = self.open[-1]
        if container.list is not None and container.list.kind == kind:
            container.list.loose |= self.blank
        else:
            container.list = None
            if container.entry_of is not None and container.filled:
                container.entry_of.loose |= self.blank
        container.filled = True
        self.blank = False
        return container

    def _begin(self, leaf: Leaf, line: str | None = None) -> str:
        """Begin a leaf, with its first line if that is part of it."""
        self._place()
        self.leaf = leaf
        if line is not None and leaf.takes(line) and leaf.ended:
            self._close(self.depth)
        return ""

    def _enter(self, container: Container) -> None:
        self.open.append(container)
        self.depth = len(self.open)

    def _interrupts(self) -> bool:
        """Tell whether what begins now would end a paragraph that the line could go on with."""
        return isinstance(self.leaf, Paragraph) and self.depth == len(self.open)

    def _quotation(self, line: str) -> str | None:
        inner = quoted(line)
        if inner is None:
            return None
        element = etree.SubElement(self._place().element, "blockquote")
        if self.whole and self.depth == 1:
            self.quotations.append(element)
        self._enter(Container(element))
        return inner

    def _heading(self, line: str) -> str | None:
        heading = HEADING.match(line.strip(" "))
        if heading is None:
            return None
        text = line.strip(" ")[heading.end(1) :]
        bare = text.rstrip("#")
        element = etree.SubElement(self._place().element, f"h{len(heading[1])}")
        element.text = (bare if not bare or bare[-1] == " " else text).strip(" ")
        return ""

    def _fence(self, line: str) -> str | None:
        fence = FENCE.fullmatch(line.lstrip(" "))
        if fence is None:
            return None
        language = LANGUAGE.match((fence[2] or fence[4] or "").strip())
        named = language[0] if language is not None else ""
        return self._begin(Example(fence=fence[1] or fence[3], indent=indent_of(line), language=named))

    def _comment(self, line: str) -> str | None:
        return self._begin(Comment(), line) if line.lstrip(" ").startswith("<!--") else None

    def _underline(self, line: str) -> str | None:
        if not isinstance(self.leaf, Paragraph) or not self._interrupts():
            return None
        if UNDERLINE.fullmatch(line.lstrip(" ")) is None:
            return None
        paragraph, self.leaf = self.leaf, None
        texts = self.without_names(paragraph.lines)
        if not texts:
            return self._begin(Paragraph([line.lstrip(" ")]))
        heading = etree.SubElement(self._place().element, "h1" if "=" in line else "h2")
        heading.text = "\n".join(texts).strip()
        return ""

    def _rule(self, line: str) -> str | None:
        if RULE.fullmatch(line.lstrip(" ")) is None:
            return None
        etree.SubElement(self._place().element, "hr")
        return ""

    def _entry(self, line: str) -> str | None:
        indent = indent_of(line)
        entry = ENTRY.match(line, indent)
        if entry is None:
            return None
        mark, number, spaces = entry.groups()
        rest = line[entry.end() :]
        if self._interrupts() and (not rest or (number is not None and int(number) != 1)):
            return None
        parent = self._place(mark[-1])
        if parent.list is None:
            parent.list = List(etree.SubElement(parent.element, "ul" if number is None else "ol"), mark[-1])
            if number is not None and int(number) != 1:
                parent.list.element.set("start", str(int(number)))
            self.lists.append(parent.list)
        element = etree.SubElement(parent.list.element, "li")
        content = indent + len(mark) + (len(spaces) if rest and len(spaces) <= MARGIN else 1)
        self._enter(Container(element, parent.list, content))
        task = TASK.match(self.line) if rest[:1] == "[" else None
        if task is not None and self.line[task.start(1) :] == rest:
            parent.list.tasks[element] = task[2] != " "
            return self._begin(Paragraph([rest[len(task[1]) :]]))  # a box stands before text alone
        return line[content:]

    def _note(self, line: str) -> str | None:
        text = line.lstrip(" ")
        if self.processor("footnote") is None or FootnoteBlockProcessor.RE.match(text) is None:
            return None
        return self._begin(Note("footnote", [text]))

    def _admonition(self, line: str) -> str | None:
        if self.processor("admonition") is None or AdmonitionProcessor.RE.fullmatch(line) is None:
            return None
        return self._begin(Indented("admonition", [line]))

    def without_names(self, lines: list[str]) -> list[str]:
        """Note the references and abbreviations in a paragraph, and return what is left of it."""
        text = "\n".join(lines)
        while (found := REFERENCE.match(text)) and found[1].strip():
            address = without_backslashes(found[2].removeprefix("<").removesuffix(">"))
            title = without_backslashes(found[3][1:-1]) if found[3] else ""
            self.md.references.setdefault(label(found[1]), (address, title))
            text = text[found.end() :]
        left: list[str] = []
        blocks = [text] if text.strip() else []
        abbreviations = self.processor("abbr") if "]" in text else None
        while blocks:
            if abbreviations is None or not abbreviations.run(self.open[0].element, blocks):
                left.append(blocks.pop(0))
        return left


def _tighten(list_: etree.Element) -> None:
    """Put the texts of a list's paragraphs straight into its entries."""
    for entry in list_:
        before: etree.Element | None = None
        for child in list(entry):
            if child.tag != "p" or child.tail:  # what follows a comment on its line is none of Markdown
                before = child
                continue
            if before is None:
                entry.text = f"{entry.text}\n{child.text}" if entry.text else child.text
            else:
                before.tail = f"{before.tail or ''}\n{child.text}"
            entry.remove(child)


def _box(entry: etree.Element, *, done: bool) -> None:
    """Draw the box of a task, with the task's text as its label."""
    holder = entry[0] if len(entry) and entry[0].tag == "p" else entry
    label = etree.Element("label")
    box = etree.SubElement(label, "input", {"type": "checkbox", "disabled": "disabled"})
    if done:
        box.set("checked", "checked")
    box.tail, holder.text = f" {holder.text or ''}", None
    holder.insert(0, label)
    entry.set("class", "task")


def _alert(quotation: etree.Element) -> None:
    """Draw one of GitHub's alerts, `> [!NOTE]`, as the admonition of its name."""
    first = quotation[0] if len(quotation) else None
    alert = ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or alert is None:
        return
    rest = (first.text or "")[alert.end() :]
    if not rest and len(quotation) == 1:
        return  # GitHub shows an alert that says nothing as it stands
    quotation.tag = "div"
    quotation.set("class", f"admonition {alert[1].lower()}")
    if rest:
        first.text = rest
    else:
        quotation.remove(first)
    title = etree.Element("p", {"class": "admonition-title"})
    title.text = alert[1].capitalize()
    quotation.insert(0, title)


class StructureProcessor(BlockProcessor):
    """Takes every text before any other processor sees it."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Every block is ours."""
        return True

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Read all blocks as the one text they were."""
        text = "\n\n".join(blocks)
        blocks.clear()
        Structure(self.parser.md, parent, whole=parent is self.parser.root).read(text.split("\n"))
