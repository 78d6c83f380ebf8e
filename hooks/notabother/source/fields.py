"""YAML whose keys and values know their place.

Scalars are taken as the text the author typed: YAML's own guesses would turn `010` into 8,
`12:30` into 750 and `yes` into True.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from notabother.problems import Place, Problem, Text, instead, is_slip, meant
from notabother.source.decoding import odd_character

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as text."""

LOST_WORDS = re.compile(
    r"""( *(?:- +)?(?:[^:#"'\[{]+: +|- +))(([&!])[^ ]+ +[^ ].*|[^"'|>&!#\[{ ].*? (#)[^ ].*)"""
)
"""A line whose value starts with & or !, or holds a # that is meant as a letter, with no space after it."""

INDENTED = re.compile(r" +[a-z][a-z-]*:(?: .*)?")
"""A line that would be a field if it had no spaces in front."""

WITH_VALUE = re.compile(r"[a-z][a-z-]*: +(?:[^\[{|> ].*|[\[{].*[\]}])")
"""A field that is whole on its line, so that nothing indented belongs under it."""

MARKED = re.compile(r"[*_\\\\]{1,4}([a-z][a-z-]*)[*_\\\\]*:[*_\\\\]*(.*)")
"""A line whose field has marks around its name: `**title:** Tea`."""

DEEPEST = 50
"""How many levels YAML may be nested; our fields need three."""

MOST_CHARACTERS = 2_000
"""The most characters of one text: a long reference. Some are shown again wherever they are used."""

MOST_ENTRIES = 500
"""The most entries of one list: search compares the phrases with each other."""

LONGEST_NAME = 100
"""The most characters of a field's name, which problems repeat."""

NO = ("no", "off", "n", "0")
"""What people write for false."""

MARKUP = ("<", ">")
"""What a field may not hold: themes print fields into pages and attributes."""


AS_TYPED: Final = re.compile(
    r"""\*\* | ~~[^~]+~~ | ` | \]\(
      | (?<![\w*_\\/]) ([*_]) (?=\S) [^*_]+ (?<=\S) \1 (?![\w*_/])
      | & (?: \#\d+ | \#[xX][\da-fA-F]+ | [A-Za-z]\w* ) ;""",
    re.VERBOSE,
)
"""Markdown in a line of plain text, and characters by their names, which readers would see as they are typed."""


SHOWN: Final = frozenset(
    "title description short subject tip not-when says asks points plan questions homework "
    "if-no if-silence if-upset".split()
)
"""The fields that readers see as they are; a citation's journal may be in italics, and a list of files holds stars."""


def shown_as_typed(line: str) -> str:
    """Return the first thing in plain text that was meant as more than it is; empty if there is none."""
    found = AS_TYPED.search(line)
    return found[0] if found is not None else ""


@dataclass(slots=True)
class Fields:
    """The keys and values of one YAML mapping; asking for a value notes what is wrong with it."""

    place: Place
    """Where the mapping begins; missing fields are reported here."""
    what: str
    """What the mapping describes, for the wording of problems: `an article`, `a script`."""
    values: dict[str, tuple[Text, yaml.Node]]
    problems: list[Problem]
    """Shared by everything read from one file."""
    at: Callable[[yaml.Mark], Place]
    broken: bool = False
    """The YAML could not be read, so nothing is missing: nobody can tell."""
    asked: list[str] = field(default_factory=list)
    missing: dict[str, Problem] = field(default_factory=dict)
    """What was reported as not there."""

    def __contains__(self, name: str) -> bool:
        """Tell whether the author wrote this field."""
        return name in self.values

    def text(self, name: str, *, required: bool = True) -> Text | None:
        """Return a field of one line of plain text, or None after noting what is wrong."""
        node = self._node(name, required=required)
        return None if node is None else self._scalar(name, node)

    def texts(self, name: str, *, required: bool = True) -> tuple[Text, ...]:
        """Return a field that is a list of texts; a single text counts as a list of one."""
        node = self._node(name, required=required)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if len(nodes) > MOST_ENTRIES:
            message = f"'{name}' has {len(nodes):,} entries; {MOST_ENTRIES} is the most. Keep the best."
            self.problems.append(Problem(self.at(node.start_mark), "too-large", message))
            nodes = nodes[:MOST_ENTRIES]
        found = tuple(text for each in nodes if (text := self._scalar(name, each, within="list")) is not None)
        if not found and not nodes and required:
            self._missing(name, self.at(node.start_mark), empty=True)
        return found

    def number(self, name: str, least: int = 1, most: int | None = None) -> int | None:
        """Return an optional field that is a whole number from `least` up, and at most `most`."""
        takes = "a whole number" if most is None else f"a whole number from {least} to {most:,}"
        text = self._word(name, takes, example := str(max(least, 3)), required=False)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and least <= int(text[:9]) <= (most or 10**9):
            return int(text[:9])
        self._not(name, takes, f"'{text}'", example, text.place)
        return None

    def truth(self, name: str) -> bool | None:
        """Return an optional field that is `true` or `false`."""
        text = self._word(name, "true or false", "true", required=False)
        if text is None:
            return None
        if text.casefold() in ("true", "false"):
            return text.casefold() == "true"
        example = "false" if text.casefold() in NO else "true"
        self._not(name, "true or false", f"'{text}'", example, text.place)
        return None

    def date(self, name: str, *, required: bool = True) -> Text | None:
        """Return a field that is a day, as `2026-11-22`."""
        text = self._word(name, "a day", "2026-11-22", required=required)
        if text is None:
            return None
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self._not(name, "a day", f"'{text}'", "2026-11-22", text.place)
            return None
        return text

    def mapping(self, name: str, what: str, *, required: bool = True) -> Fields | None:
        """Return a field that holds fields of its own."""
        node = self._node(name, required=required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            message = f"'{name}' takes fields of its own, not {_kind(node)}. Write them under it, indented."
            self._mistyped(self.at(node.start_mark), message)
            return None
        return _fields(node, self.at, what, self.problems)

    def groups(self, name: str, what: str) -> Iterator[Fields]:
        """Yield the entries of an optional list whose entries have fields of their own."""
        node = self._node(name, required=False)
        if node is None:
            return
        is_list = isinstance(node, yaml.SequenceNode)
        for each in node.value if is_list else [node]:
            if is_list and isinstance(each, yaml.MappingNode):
                yield _fields(each, self.at, what, self.problems)
            else:
                given = _kind(each) if is_list else f"only {_kind(node)}"
                message = (
                    f"'{name}' takes a list of groups of fields, not {given}. Put a dash before each group."
                )
                self._mistyped(self.at(each.start_mark), message)

    def mappings(self, what: str) -> Iterator[tuple[Text, Fields]]:
        """Yield each key of this mapping with the fields under it; keys are all welcome."""
        for name in list(self.values):
            inner = self.mapping(name, f"{what} '{name}'")
            if inner is not None:
                yield self.values[name][0], inner

    def scalar_or_mapping(self, name: str, what: str) -> Text | Fields | None:
        """Return a required field that is either a word or fields of its own."""
        node = self.values[name][1] if name in self.values else None
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return self.text(name)
        return self.mapping(name, what)

    def close(self, known: Sequence[str] = (), *, others: bool = False) -> None:
        """Report every field that nobody asked for.

        Args:
            known: names further ones that are fine.
            others: whether one that is no slip of these is somebody else's, and fine too.
        """
        names = [*dict.fromkeys([*self.asked, *known])]
        for key, _ in self.values.values():
            if key not in names and not (others and not is_slip(key, meant(key, names))):
                message = f"{self.what} has no field '{key}'. {instead(key, names, 'CONTRIBUTING.md')}"
                self.problems.append(key.problem("unknown-field", message))
                self.misspelt(key, names)

    def misspelt(self, key: str, known: Iterable[str]) -> None:
        """Take back that a field is missing if `key`, which is reported, is a slip of its name."""
        missing = self.missing.pop(meant(key, known) or "", None)
        if missing is not None:
            self.problems.remove(missing)

    def _node(self, name: str, *, required: bool) -> yaml.Node | None:
        self.asked.append(name)
        if name not in self.values:
            if required and not self.broken:
                self._missing(name, self.place)
                self.missing[name] = self.problems[-1]
            return None
        key, node = self.values[name]
        if isinstance(node, yaml.ScalarNode) and not node.value.strip() and not node.style:
            if required:
                self._missing(name, key.place, empty=True)
            return None
        return node

    def _word(self, name: str, takes: str, example: str, *, required: bool) -> Text | None:
        """Return a field that is one word; where it is a list or a group, say what it takes."""
        node = self._node(name, required=required)
        if node is None or isinstance(node, yaml.ScalarNode):
            return None if node is None else self._scalar(name, node)
        self._not(name, takes, _kind(node), example, self.at(node.start_mark))
        return None

    def _not(self, name: str, takes: str, given: str, example: str, place: Place) -> None:
        self._mistyped(place, f"'{name}' takes {takes}, not {given}. Write: {name}: {example}")

    def _scalar(self, name: str, node: yaml.Node, within: str = "") -> Text | None:
        place = self.at(node.start_mark)
        if not isinstance(node, yaml.ScalarNode):
            takes = f"an entry of '{name}' is" if within else f"'{name}' takes"
            message = f"{takes} one line of text, not {_kind(node)}."
            if isinstance(node, yaml.CollectionNode) and node.flow_style:
                hint = f"Put quotes around a text that starts with {'[' if _kind(node) == 'a list' else '{'}."
            else:
                hint = "Put quotes around a text with ': ' in it." if within else f"Write: {name}: your text"
            self._mistyped(place, f"{message} {hint}")
            return None
        text = Text(" ".join(node.value.split()), place)
        if (odd := odd_character(text)) is not None:
            message = f"'{name}' holds a control character (U+{ord(odd):04X}). Leave it out."
            self.problems.append(text.problem("control-character", message))
            return None
        if len(text) > MOST_CHARACTERS:
            message = f"'{name}' has {len(text):,} characters; {MOST_CHARACTERS:,} is the most. Shorten it."
            self.problems.append(text.problem("too-large", message))
            return None
        if not text:
            if within:
                message = (
                    f"this entry of '{name}' is empty. Write a text after the dash, or take the line out."
                )
                self.problems.append(Problem(place, "missing-field", message))
            else:
                self._missing(name, place, empty=True)
            return None
        if any(mark in text for mark in MARKUP):
            message = f"'{name}' is plain text. Leave out < and >: '{text[:40]}'."
            self.problems.append(text.problem("markup-in-field", message))
            return None
        if name in SHOWN and (mark := shown_as_typed(text)):
            message = f"'{name}' is plain text, so {mark} shows as it is typed. Write it without its signs."
            self.problems.append(text.problem("markup-in-field", message))
        return text

    def _missing(self, name: str, place: Place, *, empty: bool = False) -> None:
        message = f"'{name}' is empty. Write: {name}: ..."
        if not empty:
            message = f"{self.what} needs '{name}'. Add a line: {name}: ..."
        self.problems.append(Problem(place, "missing-field", message))

    def _mistyped(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, "mistyped-field", message))


def read_fields(
    text: str,
    place: Place,
    what: str,
    problems: list[Problem],
    indent: int = 0,
    *,
    loader: Any = None,
) -> Fields:
    """Read a YAML mapping.

    Args:
        text: the YAML, with `indent` leading spaces already taken off each line.
        place: where its first line stands in the file; problems about missing fields point here.
        what: what it describes, as the subject of a sentence: `an article`.
        problems: where to add what is wrong: `broken-yaml`, `duplicate-field`, `mistyped-field`.
        indent: how many columns were taken off.
        loader: reads YAML that another program reads too, so that tags and comments mean what they mean there.
    """
    lines = text.split("\n")
    last = text.rstrip().count("\n")

    def at(mark: yaml.Mark) -> Place:
        # A file that ends too early is marked past its last line: point at the last one that has text.
        line = min(mark.line, last)
        column = mark.column if line == mark.line else len(lines[line])
        return Place(place.file, place.line + line, column + 1 + indent)

    if _is_nested_too_deeply(text):
        problems.append(Problem(place, "broken-yaml", "these fields are nested too deeply. Write them flat."))
        return Fields(place, what, {}, problems, at, broken=True)
    try:
        node = yaml.compose(text, Loader=loader or Loader)
    except yaml.MarkedYAMLError as error:
        stray = None if indent else _indented(lines, error)
        if stray is not None:
            message = "this line starts with spaces. Take them out."
            problems.append(Problem(Place(place.file, place.line + stray), "broken-yaml", message))
        else:
            problems.append(_broken(error, lines, at, place))
        return Fields(place, what, {}, problems, at, broken=True)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = (
            "it is nested too deeply" if isinstance(error, RecursionError) else "it holds an odd character"
        )
        problems.append(Problem(place, "broken-yaml", f"these fields cannot be read: {reason}."))
        return Fields(place, what, {}, problems, at, broken=True)
    if loader is None:
        problems += _lost_words(lines, place, indent)
    if node is None:
        return Fields(place, what, {}, problems, at)
    if not isinstance(node, yaml.MappingNode):
        message = f"{what} takes fields, not {_kind(node)}. Write lines such as name: value"
        problems.append(Problem(at(node.start_mark), "mistyped-field", message))
        return Fields(place, what, {}, problems, at, broken=True)
    return _fields(node, at, what, problems)


def scalar(text: str) -> str | None:
    """Return the text that one YAML value stands for, or None if it is no plain text."""
    try:
        nodes = [each for each in yaml.parse(text, Loader=Loader) if isinstance(each, yaml.NodeEvent)]
    except yaml.YAMLError:
        return None
    if not nodes:
        return ""
    if not isinstance(nodes[0], yaml.ScalarEvent) or odd_character(nodes[0].value) is not None:
        return None
    return " ".join(nodes[0].value.split())


def _fields(
    node: yaml.MappingNode, at: Callable[[yaml.Mark], Place], what: str, problems: list[Problem]
) -> Fields:
    values: dict[str, tuple[Text, yaml.Node]] = {}
    for key_node, value in node.value:
        place = at(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(
                Problem(place, "mistyped-field", f"a field's name is a word, not {_kind(key_node)}.")
            )
            continue
        key = Text(" ".join(key_node.value.split()), place)
        if odd_character(key) is not None or len(key) > LONGEST_NAME:
            message = f"a field's name is a short word. Take this out: {key[:20]!a}"
            problems.append(Problem(place, "unknown-field", message))
            continue
        if key in values:
            first = values[key][0].place.line
            message = f"'{key}' stands twice (first in line {first}). Keep one of them."
            problems.append(key.problem("duplicate-field", message))
            continue
        values[key] = (key, value)
    return Fields(at(node.start_mark), what, values, problems, at)


def _lost_words(lines: Sequence[str], place: Place, indent: int) -> Iterator[Problem]:
    """Report words that YAML takes for something of its own and leaves out: `We're #1`, `&co`, `!now`."""
    for number, line in enumerate(lines):
        if (" #" in line or "&" in line or "!" in line) and (match := LOST_WORDS.fullmatch(line)):
            proposed = _quoted("", match[2].rstrip()).removeprefix(": ")
            sign = 3 if match[3] else 4
            what = (
                f"a value that starts with {match[3]} needs quotes"
                if match[3]
                else "what follows # is left out here"
            )
            where = Place(place.file, place.line + number, match.start(sign) + 1 + indent)
            yield Problem(where, "broken-yaml", f"{what}. Write: {match[1].strip()} {proposed}")


def _is_nested_too_deeply(text: str) -> bool:
    """Tell whether composing a YAML text would exhaust the stack; nearly every text is told at a glance."""
    if text.count("[") + text.count("{") + text.count("- ") + text.count("? ") <= DEEPEST:
        return False
    depth = deepest = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                deepest = max(deepest, depth)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if deepest > DEEPEST:
                return True
    except yaml.YAMLError:
        return False  # composing it finds the same fault and says where
    return False


def _indented(lines: Sequence[str], error: yaml.MarkedYAMLError) -> int | None:
    """Return the line that is indented for no reason, where that is what YAML stumbled over."""
    mark = error.problem_mark
    if mark is None or not 0 < mark.line < len(lines):
        return None
    if "document start" in (error.problem or ""):
        return 0 if INDENTED.fullmatch(lines[0]) and lines[mark.line][:1] != " " else None
    above = next((line for line in reversed(lines[: mark.line]) if line.strip()), "")
    return mark.line if INDENTED.fullmatch(lines[mark.line]) and WITH_VALUE.fullmatch(above) else None


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "a group of fields"
    return "a single text"


def _broken(
    error: yaml.MarkedYAMLError, lines: list[str], at: Callable[[yaml.Mark], Place], start: Place
) -> Problem:
    """Say in plain words what YAML stumbled over; the usual slips get the line that would work."""
    problem = error.problem or "it is not YAML"
    mark = error.problem_mark
    if "quoted scalar" in (error.context or "") and error.context_mark is not None:
        mark = error.context_mark
        return Problem(at(mark), "broken-yaml", "a quotation mark is opened here and never closed. Close it.")
    if mark is None:
        return Problem(start, "broken-yaml", f"these fields cannot be read: {problem}.")
    if "could not find expected ':'" in problem and error.context_mark is not None:
        mark = error.context_mark  # the line that lacks its colon, not the one after it
    line = lines[mark.line] if mark.line < len(lines) else ""
    above = (
        lines[mark.line - 1] if 0 < mark.line <= len(lines) else ":"
    )  # YAML knows more line ends than we do
    if "mapping values are not allowed" in problem and ":" not in above:
        message = "this line is not 'name: value'. Check the colon, the quotes and the indent."
        return Problem(
            Place(start.file, start.line + mark.line - 1, at(mark).column - mark.column),
            "broken-yaml",
            message,
        )
    if marked := MARKED.fullmatch(line):
        message = f"a field's name has no marks around it. Write: {marked[1]}: {marked[2].strip()}"
        return Problem(Place(start.file, start.line + mark.line), "broken-yaml", message)
    name, colon, value = line.partition(":")
    value = value.strip()
    place = at(mark)
    if "tab" in problem or "\t" in line[: mark.column + 1]:
        message = "there is a tab here. Use spaces in front of fields."
    elif "mapping values are not allowed" in problem and ": " in value:
        message = f"a value with ': ' in it needs quotes. Write: {_quoted(name, value)}"
    elif colon and value[:1] and value[0] in "[{\"'*&!%@`|>" and not value.startswith(("|", ">")):
        message = f"a value that starts with {value[0]} needs quotes. Write: {_quoted(name, value)}"
    else:
        message = "this line is not 'name: value'. Check the colon, the quotes and the indent."
    return Problem(place, "broken-yaml", message)


def _quoted(name: str, value: str) -> str:
    inner = value.strip("\"'") if value[:1] == value[-1:] and value[:1] in "\"'" else value
    if '"' in inner or "\\" in inner:
        return f"{name.strip()}: '{inner.replace(chr(39), chr(39) * 2)}'"
    return f'{name.strip()}: "{inner}"'
