"""Teaches Python-Markdown to draw as GitHub does, so that what its preview shows is what readers get.

Python-Markdown splits a text at its empty lines and asks one processor after another; GitHub (the
CommonMark spec) reads it line by line and knows for each which quotations and entries of lists it stands
in. `Structure` does the same, in one pass, and leaves to Python-Markdown what GitHub has not: scripts,
admonitions, abbreviations; and footnotes. Phrases differ in little: see `extendMarkdown`.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, cast

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.inlinepatterns import (
    BACKTICK_RE,
    ESCAPE_RE,
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    EscapeInlineProcessor,
    LinkInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from notabother.source.lines import SCRIPT, SCRIPT_END

MARGIN: Final = 4
"""A line indented by so many spaces opens nothing but code; notes and admonitions are indented by it."""

HEADING: Final = re.compile(r"(#{1,6})(?: +(.*?))??(?: +#+)? *")
FENCE: Final = re.compile(r"(`{3,})([^`]*)|(~{3,})(.*)")
LANGUAGE: Final = re.compile(r"[\w#.+-]+")
RULE: Final = re.compile(r"([-*_])(?: *\1){2,} *")
UNDERLINE: Final = re.compile(r"(=+|-+) *")
ENTRY: Final = re.compile(r"([-+*]|(\d{1,9})[.)])( +|$)")
TASK: Final = re.compile(r" *(?:[-+*]|\d+[.)]) +(\[([ xX])\] +)")
ALERT: Final = re.compile(r"\[!(note|tip|important|warning|caution)\] *(?:\n|$)", re.IGNORECASE)
REFERENCE: Final = re.compile(
    r"""\[((?:[^\[\]\\]|\\.){1,999})\]:\s*(<[^<>\n]*>|[^\s<]\S*)"""
    r"""(?:(?: +| *\n)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))? *(?:\n|$)""",
    re.DOTALL,
)
"""Where the links of one name lead: `[name]: address "title"`."""

ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

AUTOLINK: Final = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<> \n]*)>"
AUTOMAIL: Final = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
LINE_BREAK: Final = r" {2,}\n"
LINK: Final = re.compile(r"(?<!!)\[")
TICKS: Final = re.compile(r"`+")
SPACE: Final = re.compile(r"[ \n]*")
BRACKETED: Final = re.compile(r"<([^<>\n]*)>")
TITLE: Final = re.compile(r"""(?:[ \n]+("[^"]*"|'[^']*'|\([^()]*\)))?[ \n]*\)""")
NAME: Final = re.compile(r"\[([^\[\]]*)\]")
ORDINAL: Final = re.compile(f"{STX}(\\d+){ETX}")

TABLE_MARK: Final = re.compile(r":?-+:?")
BAR: Final = re.compile(r"(?<!\\)\|")

BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
ATTRIBUTE: Final = r"""\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
HTML: Final[tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]] = (
    (re.compile(r"<(?:script|pre|style)(?:[\s>]|$)", re.I), re.compile(r"</(?:script|pre|style)>", re.I)),
    (re.compile(r"<!--"), re.compile(r"--!?>")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{BLOCK_TAGS})(?:\s|/?>|$)", re.I), None),
    (re.compile(rf"(?:<[a-z][\w-]*(?:{ATTRIBUTE})*\s*/?>|</[a-z][\w-]*\s*>)\s*$", re.I), None),
)
"""How HTML begins at the beginning of a line, and how it ends: None, before the next empty line."""


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def without_backslashes(text: str) -> str:
    """Return a text in which no mark is escaped any more."""
    return ESCAPED.sub(r"\1", text)


def label(text: str) -> str:
    """Return a link's name as `[text][name]` is compared with it: neither case nor white space matter."""
    return " ".join(text.split()).casefold()


class Leaf(Protocol):
    """A block that holds lines, not blocks."""

    lines: list[str]
    ended: bool
    """Whether its last line was its own end."""

    def takes(self, line: str) -> bool:
        """Tell whether a line belongs to it, whatever it looks like, and take it."""

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
        for text in structure.without_names("\n".join(self.lines)):
            etree.SubElement(parent, "p").text = text.rstrip(" ")


@dataclass(slots=True)
class Example:
    """Code: between fences, or indented."""

    lines: list[str] = field(default_factory=list)
    ended: bool = False
    fence: str = ""
    """The opening fence; empty for indented code."""
    indent: int = MARGIN
    """How many spaces to take away."""
    language: str = ""

    def takes(self, line: str) -> bool:
        """Take what stands before the closing fence, or is indented."""
        indent = indent_of(line)
        if not self.fence:
            if indent < MARGIN and line.strip():
                return False
        elif indent < MARGIN and len(line.strip()) >= len(self.fence) and not line.strip().strip(self.fence[0]):
            self.ended = True
            return True
        self.lines.append(line[min(indent, self.indent) :])
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the code, as it was typed."""
        code = etree.SubElement(etree.SubElement(parent, "pre"), "code")
        if self.language:
            code.set("class", f"language-{self.language}")
        text = "\n".join(self.lines).rstrip() if not self.fence else "\n".join(self.lines)
        code.text = AtomicString(code_escape(text + "\n"))


@dataclass(slots=True)
class Html:
    """HTML, kept aside as Python-Markdown does; what may not stand there is found by `safety`."""

    end: re.Pattern[str] | None
    lines: list[str] = field(default_factory=list)
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Take everything up to its end."""
        if self.end is None and not line.strip():
            return False
        self.lines.append(line)
        self.ended = self.end is not None and self.end.search(line) is not None
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the mark for it."""
        raw = "\n".join(self.lines)
        etree.SubElement(parent, "p").text = structure.md.htmlStash.store(raw.strip("\n"))


@dataclass(slots=True)
class Script:
    """A `/// script` block, for the processor that knows how to draw it."""

    slashes: str
    lines: list[str]
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Take everything up to a line of as many slashes."""
        self.lines.append(line)
        end = SCRIPT_END.fullmatch(line)
        self.ended = end is not None and end[1] == self.slashes
        return True

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the script, or its text if its options cannot be read."""
        text = "\n".join(self.lines)
        processor = structure.processor("blocks")
        if processor is not None and processor.test(parent, text):
            processor.run(parent, [text])
        else:
            etree.SubElement(parent, "p").text = text


@dataclass(slots=True)
class Indented:
    """An admonition or a footnote: a first line, and what is indented under it."""

    name: str
    """The processor that draws it."""
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
        text = "\n".join(self.lines).rstrip()
        if processor is not None:
            processor.run(parent, [text])


@dataclass(slots=True)
class Table:
    """A table: the row of its heads, how its columns are aligned, and its rows."""

    head: list[str]
    aligns: list[str]
    lines: list[str] = field(default_factory=list)
    ended: bool = False

    def takes(self, line: str) -> bool:
        """Any other block may begin in the next line."""
        return False

    def draw(self, structure: Structure, parent: etree.Element) -> None:
        """Append the table; each row gets as many cells as there are heads."""
        table = etree.SubElement(parent, "table")
        self._row(etree.SubElement(table, "thead"), "th", self.head)
        if self.lines:
            body = etree.SubElement(table, "tbody")
            for line in self.lines:
                self._row(body, "td", cells(line))

    def _row(self, parent: etree.Element, tag: str, texts: list[str]) -> None:
        row = etree.SubElement(parent, "tr")
        for number, align in enumerate(self.aligns):
            cell = etree.SubElement(row, tag)
            cell.text = texts[number] if number < len(texts) else ""
            if align:
                cell.set("style", f"text-align: {align};")


def cells(line: str) -> list[str]:
    """Return the texts between the bars of a table's row."""
    row = line.strip().removeprefix("|")
    parts = [part.strip().replace("\\|", "|") for part in BAR.split(row)]
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


def alignment(line: str) -> list[str] | None:
    """Return how the columns of a table are aligned by the line under its heads, or None if it is none."""
    marks = cells(line)
    if "-" not in line or not all(TABLE_MARK.fullmatch(mark) for mark in marks):
        return None
    sides = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}
    return [sides[mark[0] == ":", mark[-1] == ":"] for mark in marks]


@dataclass(slots=True)
class List:
    """A list whose entries are being read."""

    element: etree.Element
    kind: str
    """The mark of its entries: `-`, `+`, `*`, `.` or `)`."""
    loose: bool = False
    """Whether an empty line stands between its blocks, so that they are drawn as paragraphs."""


@dataclass(slots=True)
class Container:
    """What holds blocks: the whole text, a quotation, or an entry of a list."""

    element: etree.Element
    entry_of: List | None = None
    indent: int = 0
    """How far an entry's text is indented."""
    list: List | None = None
    """The list among its blocks that another entry would go on with."""
    filled: bool = False
    """Whether anything stands in it yet."""

    def inner(self, line: str) -> str | None:
        """Return what a line says within this container, or None if it stands outside."""
        indent = indent_of(line)
        if self.entry_of is None:
            if indent < MARGIN and line[indent : indent + 1] == ">":
                return line[indent + 1 :].removeprefix(" ")
            return None
        if indent >= self.indent:
            return line[self.indent :]
        return "" if not line.strip() and self.filled else None


class Structure:
    """One text, read line by line into an element."""

    def __init__(self, md: Markdown, root: etree.Element, *, whole: bool) -> None:
        """Begin with nothing.

        Args:
            md: who draws.
            root: where everything is appended.
            whole: whether this is a whole page, in which scripts may stand.
        """
        self.md = md
        self.whole = whole
        self.open = [Container(root)]
        """The text and in it the quotations and entries not yet closed, each in the one before."""
        self.depth = 1
        """In how many of them the line stands that is being read."""
        self.leaf: Leaf | None = None
        """The block not yet closed that stands in the last of them."""
        self.blank = False
        """Whether the last line was empty."""
        self.line = ""
        """The line that is being read, with all its marks."""
        self.lists: list[List] = []
        self.quotations: list[etree.Element] = []
        self.starts: tuple[Callable[[str], str | None], ...] = (
            self._quotation,
            self._heading,
            self._fence,
            self._html,
            self._underline,
            self._rule,
            self._note,
            self._entry,
            self._own,
        )

    def processor(self, name: str) -> BlockProcessor | None:
        """Return one of Python-Markdown's own processors."""
        registry = self.md.parser.blockprocessors
        return registry[name] if name in registry else None

    def read(self, lines: list[str]) -> None:
        """Read all lines, and finish what they leave open."""
        for line in lines:
            self._line(line)
        self._close(1)
        for each in self.lists:
            _tick(each.element)
            if not each.loose:
                _tighten(each.element)
        for quotation in self.quotations:
            _alert(quotation)

    def _line(self, line: str) -> None:
        rest = self.line = line
        self.depth = 1
        for container in self.open[1:]:
            inner = container.inner(rest)
            if inner is None:
                break
            rest = inner
            self.depth += 1
        leaf = self.leaf
        if leaf is not None and self.depth == len(self.open) and leaf.takes(rest):
            self.blank = not rest.strip() and isinstance(leaf, Indented) or (isinstance(leaf, Example) and not leaf.fence and not rest.strip())
            if leaf.ended:
                self._close(self.depth)
            return
        if not rest.strip():
            self._close(self.depth)
            innermost = self.open[-1]
            self.blank = innermost.entry_of is not None or self.depth == 1
            return
        self._text(self._opened(rest))

    def _opened(self, rest: str) -> str:
        """Open every block that begins in a line, and return what is left of it."""
        while rest.strip() and indent_of(rest) < MARGIN:
            inner = next((inner for start in self.starts if (inner := start(rest)) is not None), None)
            if inner is None:
                break
            rest = inner
        return rest

    def _text(self, rest: str) -> None:
        """Take what is left of a line as text."""
        leaf = self.leaf
        if not rest.strip():
            return
        if isinstance(leaf, Paragraph):
            if self.depth < len(self.open) or not self._is_table(leaf, rest):
                leaf.lines.append(rest.lstrip(" "))
        elif isinstance(leaf, Table) and self.depth == len(self.open):
            leaf.lines.append(rest)
        elif isinstance(leaf, Indented) and leaf.name == "footnote" and not self.blank:
            leaf.lines.append(rest)
        elif indent_of(rest) >= MARGIN:
            self._begin(Example(), rest)
        else:
            self._begin(Paragraph([rest.lstrip(" ")]))

    def _is_table(self, paragraph: Paragraph, line: str) -> bool:
        """Make the last line of a paragraph the heads of a table, if the line under it says so."""
        aligns = alignment(line) if indent_of(line) < MARGIN else None
        if aligns is None or len(head := cells(paragraph.lines[-1])) != len(aligns):
            return False
        paragraph.lines.pop()
        if not paragraph.lines:
            self.leaf = None
        self._begin(Table(head, aligns))
        return True

    def _close(self, depth: int) -> None:
        """Close the open leaf, and the containers that a line does not stand in."""
        if self.leaf is not None:
            leaf, self.leaf = self.leaf, None
            leaf.draw(self, self.open[-1].element)
        del self.open[depth:]

    def _place(self, kind: str = "") -> Container:
        """Return the container for a block that begins now, and note whether an empty line stands before it.

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
        """Open a leaf, with its first line."""
        self._place()
        self.leaf = leaf
        if line is not None:
            leaf.takes(line)
        if leaf.ended:
            self._close(self.depth)
        return ""

    def _enter(self, container: Container) -> None:
        self.open.append(container)
        self.depth = len(self.open)

    def _quotation(self, line: str) -> str | None:
        inner = Container(self.open[0].element).inner(line)
        if inner is None:
            return None
        element = etree.SubElement(self._place().element, "blockquote")
        self.quotations.append(element)
        self._enter(Container(element))
        return inner

    def _heading(self, line: str) -> str | None:
        heading = HEADING.fullmatch(line.lstrip(" "))
        if heading is None:
            return None
        element = etree.SubElement(self._place().element, f"h{len(heading[1])}")
        element.text = (heading[2] or "").strip()
        return ""

    def _fence(self, line: str) -> str | None:
        fence = FENCE.fullmatch(line.lstrip(" "))
        if fence is None:
            return None
        mark, info = fence[1] or fence[3], fence[2] or fence[4] or ""
        language = LANGUAGE.match(info.strip())
        return self._begin(
            Example(fence=mark, indent=indent_of(line), language=language[0] if language else "")
        )

    def _html(self, line: str) -> str | None:
        if line.lstrip(" ")[:1] != "<":
            return None
        for number, (start, end) in enumerate(HTML, 1):
            if start.match(line.lstrip(" ")):
                if number == len(HTML) and self._interrupts():
                    return None
                return self._begin(Html(end), line)
        return None

    def _underline(self, line: str) -> str | None:
        underline = UNDERLINE.fullmatch(line.lstrip(" "))
        if underline is None or not self._interrupts():
            return None
        paragraph, self.leaf = cast("Paragraph", self.leaf), None
        texts = list(self.without_names("\n".join(paragraph.lines)))
        if not texts:
            self._begin(Paragraph([line.lstrip(" ")]))
            return ""
        heading = etree.SubElement(self._place().element, "h1" if line.lstrip(" ")[0] == "=" else "h2")
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
        width = len(spaces) if rest and len(spaces) <= MARGIN else 1
        kind = mark[-1]
        parent = self._place(kind)
        if parent.list is None:
            list_ = List(etree.SubElement(parent.element, "ul" if number is None else "ol"), kind)
            if number is not None and int(number) != 1:
                list_.element.set("start", str(int(number)))
            self.lists.append(list_)
            parent.list = list_
        content = indent + len(mark) + width
        self._enter(Container(etree.SubElement(parent.list.element, "li"), parent.list, content))
        task = TASK.match(self.line) if rest[:1] == "[" else None
        if task is not None and self.line.endswith(rest) and task.end(2) + 1 < len(self.line.rstrip()):
            parent.list.element[-1].set("class", "task-open" if task[2] == " " else "task-done")
            return rest[len(task[1]) :]
        return line[content:]

    def _note(self, line: str) -> str | None:
        if self.processor("footnote") is None or FootnoteBlockProcessor.RE.match(line) is None:
            return None
        return self._begin(Indented("footnote", [line.lstrip(" ")]))

    def _own(self, line: str) -> str | None:
        """Begin what GitHub has not: a script or an admonition."""
        if line.startswith("!!!") and self.processor("admonition") is not None:
            if AdmonitionProcessor.RE.fullmatch(line) is not None:
                return self._begin(Indented("admonition", [line]))
        elif self.whole and self.depth == 1 and (script := SCRIPT.fullmatch(line.rstrip())):
            return self._begin(Script(script[1], [line]))
        return None

    def _interrupts(self) -> bool:
        """Tell whether a line would end a paragraph that it could go on with."""
        return isinstance(self.leaf, Paragraph) and self.depth == len(self.open)

    def without_names(self, text: str) -> list[str]:
        """Note the references and abbreviations in a paragraph, and return what is left of it."""
        while (found := REFERENCE.match(text)) and found[1].strip():
            address = without_backslashes(found[2].removeprefix("<").removesuffix(">"))
            title = without_backslashes(found[3][1:-1]) if found[3] else None
            self.md.references.setdefault(label(found[1]), (address, title))
            text = text[found.end() :]
        left: list[str] = []
        blocks = [text] if text.strip() else []
        abbreviations = self.processor("abbr") if "]" in text else None
        while blocks:
            if abbreviations is None or not abbreviations.run(self.open[0].element, blocks):
                left.append(blocks.pop(0))
        return left


def _tick(list_: etree.Element) -> None:
    """Draw the boxes of a task list, each with its text as its label."""
    for entry in list_:
        state = entry.get("class")
        if state is None:
            continue
        entry.set("class", "task")
        if len(entry) == 0 or entry[0].tag != "p":
            entry.insert(0, etree.Element("p"))
        box = etree.Element("input", {"type": "checkbox", "disabled": "disabled"})
        if state == "task-done":
            box.set("checked", "checked")
        box.tail = f" {entry[0].text or ''}"
        entry[0].text = None
        etree.SubElement(entry[0], "label").append(box)


def _tighten(list_: etree.Element) -> None:
    """Put the text of a tight list's paragraphs straight into its entries."""
    for entry in list_:
        before: etree.Element | None = None
        for child in list(entry):
            if child.tag != "p":
                before = child
                continue
            if before is None:
                entry.text = (entry.text or "") + (child.text or "")
            else:
                before.tail = f"{before.tail or ''}\n{child.text or ''}"
            at = list(entry).index(child)
            entry.remove(child)
            for inner in reversed(child):
                entry.insert(at, inner)
            before = entry[at + len(child) - 1] if at + len(child) else before


def _alert(quotation: etree.Element) -> None:
    """Draw one of GitHub's alerts as the admonition of its name."""
    first = quotation[0] if len(quotation) and quotation[0].tag == "p" else None
    alert = ALERT.match(first.text or "") if first is not None else None
    if first is None or alert is None or (alert.end() == len(first.text or "") and len(quotation) == 1):
        return
    name = alert[1].lower()
    quotation.tag = "div"
    quotation.set("class", f"admonition {name}")
    rest = (first.text or "")[alert.end() :]
    first.text = name.capitalize()
    first.set("class", "admonition-title")
    if rest.strip():
        paragraph = etree.Element("p")
        paragraph.text = rest
        quotation.insert(1, paragraph)


class StructureProcessor(BlockProcessor):
    """Takes every text before any other processor sees it."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Every block is ours."""
        return True

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Read all blocks as the one text they were."""
        text = "\n\n".join(blocks)
        blocks.clear()
        root = getattr(self.parser, "root", None)
        Structure(self.parser.md, parent, whole=parent is root).read(text.split("\n"))


class Escapes(EscapeInlineProcessor):
    """A backslash keeps any mark from being one; at a line's end it breaks the line."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802  (Markdown's name)
        """Return the line break, or the mark as plain text."""
        if m[1] == "\n":
            return etree.Element("br"), m.start(0), m.end(0)
        text, start, end = super().handleMatch(m, data)
        return (f"{text}amp;" if text and m[1] == "&" else text), start, end


class Code(BacktickInlineProcessor):
    """Code ends with exactly as many backticks as it begins with."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:
        """Return where code begins, and where it ends, if it does."""
        runs = TICKS.finditer(text, start)
        opening = next(runs)[0]
        end = next((run.start() for run in runs if run[0] == opening), None)
        return start + len(opening), end


class Links(LinkInlineProcessor):
    """Links and pictures: `[text](address "title")`, `[text][name]`, `[name]`; no link stands in another."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802  (Markdown's name)
        """Return the link, or None where it is text."""
        picture = m[0] == "!["
        text, end, closed = self.getText(data, m.end())
        target = self._target(data, text, end) if closed else None
        if target is None or (not picture and self._holds_link(text)):
            return None, m.start(), m.end()
        address, title, end = target
        element = etree.Element("img" if picture else "a", {"src" if picture else "href": self.unescape(address)})
        if title:
            element.set("title", self.unescape(title))
        element.text = text  # a picture's becomes its alternative text when its phrases are drawn
        return element, m.start(), end

    def _target(self, data: str, text: str, at: int) -> tuple[str, str | None, int] | None:
        """Return where a link leads, its title, and where it ends, or None if it is none.

        Args:
            data: what it stands in.
            text: what stands between its brackets.
            at: where they end.
        """
        if data[at : at + 1] == "(" and (inline := self._inline(data, at + 1)):
            return inline
        name = NAME.match(data, at)
        end = at if name is None else name.end()
        named = self.unescape((name[1] if name else "") or text)
        named = ORDINAL.sub(lambda escaped: "\\" + chr(int(escaped[1])), named)
        address, title = self.md.references.get(label(named), (None, None))
        return None if address is None or not label(named) else (address, title, end)

    def _inline(self, data: str, at: int) -> tuple[str, str | None, int] | None:
        """Read `address "title")`."""
        at = SPACE.match(data, at).end()
        if bracketed := BRACKETED.match(data, at):
            address, at = bracketed[1], bracketed.end()
        else:
            start, deep = at, 0
            while at < len(data) and data[at] not in " \n" and not (data[at] == ")" and deep == 0):
                deep += (data[at] == "(") - (data[at] == ")")
                at += 1
            address = data[start:at]
            if deep or address[:1] == "<":
                return None
        rest = TITLE.match(data, at)
        return None if rest is None else (address, rest[1] and rest[1][1:-1], rest.end())

    def _holds_link(self, text: str) -> bool:
        """Tell whether brackets within a link's text are a link themselves."""
        for opening in LINK.finditer(text):
            inner, end, closed = self.getText(text, opening.end())
            if closed and self._target(text, inner, end) is not None:
                return True
        return False


class Alternatives(Treeprocessor):
    """Gives pictures their alternative texts, without the marks of phrases in them."""

    def run(self, root: etree.Element) -> None:
        """Take the text of each picture for its alternative."""
        for picture in root.iter("img"):
            picture.set("alt", "".join(picture.itertext()))
            picture.text = None
            del picture[:]


def flanking(token: str) -> re.Pattern[str]:
    """Return what a run of marks can be: the end of emphasis, its start, or either ("ambiguous").

    It depends on what stands before and after it: a letter, a space, or anything else. What Python-Markdown
    keeps aside counts as anything else, since links and code end in a mark too.
    """
    run = f"(?<!{re.escape(token)}){re.escape(token)}++"
    before = {"letter": r"(?<=[^\W_])", "space": r"(?:^|(?<=\s))", "mark": r"(?<=[^\w\s]|_)"}
    after = {"letter": r"(?=[^\W_])", "space": r"(?=\s|$)", "mark": r"(?=[^\w\s]|_)"}
    kinds = {
        "ambiguous": ["mark mark"] if token == "_" else ["letter letter", "mark mark"],
        "end": ["letter mark", "letter space", "mark space"],
        "start": ["mark letter", "space letter", "space mark"],
    }
    groups = []
    for kind, pairs in kinds.items():
        either = "|".join(before[left] + run + after[right] for left, right in map(str.split, pairs))
        groups.append(f"(?P<{kind}>{either})")
    return re.compile("|".join(groups))


class GitHubExtension(Extension):
    """Draws as GitHub does."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name)
        """Put `Structure` before all block processors, and add what phrases lack."""
        for name in ("html_block", "fenced_code_block"):  # `Structure` finds both where they stand
            if name in md.preprocessors:
                md.preprocessors.deregister(name)
        md.parser.blockprocessors.register(StructureProcessor(md.parser), "github", 1000)
        md.ESCAPED_CHARS = list(string.punctuation)
        patterns = md.inlinePatterns
        patterns.register(Code(BACKTICK_RE), "backtick", 190)
        patterns.register(AutolinkInlineProcessor(AUTOLINK, md), "autolink", 185)  # nothing is escaped in it
        patterns.register(Escapes(ESCAPE_RE, md), "escape", 180)
        patterns.register(SubstituteTagInlineProcessor(LINE_BREAK, "br"), "linebreak", 100)
        patterns.register(AutomailInlineProcessor(AUTOMAIL, md), "automail", 184)
        patterns.register(Links(LINK.pattern, md), "link", 160)
        patterns.register(Links(r"!\[", md), "image_link", 150)  # later, since a picture may stand in a link
        md.treeprocessors.register(Alternatives(md), "alternatives", 19)
        for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
            patterns.deregister(name)
        emphasis = patterns["em_strong"]
        emphasis.add("~", "del,del")
        for token, delimiter in emphasis.delimiters.items():
            delimiter.boundary = flanking(token)
