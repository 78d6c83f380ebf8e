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

from notabother.problems import Place, Problem, Text, instead, is_slip, meant, to_write
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

PART_OF_A_PAIR = re.compile(r"(?<!\w)['\"]|['\"](?!\w)")
"""A quotation mark that is no apostrophe."""

HAS_NAME = re.compile(r"[^:]*:(?: |$)|\s*(?:#|$)")
"""How a line begins that is a field, or says nothing."""

WITHOUT_COLON = re.compile(r"\s*([a-z][a-z-]*)(?:[^\w\s-]+|(?=\s)) *(.*)")
"""A line that begins with the name of a field, and then with another sign than a colon and a space."""

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

TAG = re.compile("<(?!http|mailto:)[a-zA-Z/!?][^<>]*>")
"""HTML that is no address."""

MARKUP = ("<", ">")
"""What a field may not hold: themes print fields into pages and attributes."""


AS_TYPED: Final = re.compile(
    r"""\*\* | ~~[^~]+~~ | ` | \]\(
      | (?<![^\s("'“‘—–]) ([*_]) (?=\S) [^*_]+ (?<=\S) \1 (?![\w*_/])
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
            near = meant(key, names)
            if key not in names and not (others and not is_slip(key, near)):
                advice = instead(key, [name for name in names if name not in self.values], "CONTRIBUTING.md")
                if near in self.values:
                    advice = f"'{near}' is there already. Take this one out, or make one of the two."
                message = f"{self.what} has no field '{key}'. {advice}"
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
            message = f"'{name}' is plain text. {without_html(text)} It says: '{text[:40]}'."
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


def without_html(text: str) -> str:
    """Say what to do about the < and > in a plain text."""
    rest = TAG.sub("", text)
    tags = rest != text and not any(mark in rest for mark in MARKUP)
    return "Take out each tag, from its < to its >." if tags else "Leave out the < and >."


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
            proposed = next(_quotings(match[2].rstrip()))
            sign = 3 if match[3] else 4
            what = (
                f"a value that starts with {match[3]} needs quotes"
                if match[3]
                else "what follows # is left out here"
            )
            where = Place(place.file, place.line + number, match.start(sign) + 1 + indent)
            advice = to_write(f"{match[1].strip()} {proposed}", "Put quotes around the whole of it.")
            yield Problem(where, "broken-yaml", f"{what}. {advice}")


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
    """Say in plain words what YAML stumbled over, with a line that would work where one of the usual ones does."""
    problem = error.problem or "it is not YAML"
    mark = error.problem_mark
    in_quotes = "quoted scalar" in (error.context or "")
    if in_quotes or ("could not find expected ':'" in problem and error.context_mark is not None):
        mark = error.context_mark  # the line that lacks something, not the one after it
    if mark is None:
        return Problem(start, "broken-yaml", f"these fields cannot be read: {problem}.")
    row = min(mark.line, len(lines) - 1)
    place = Place(start.file, start.line + row, at(mark).column)
    if "mapping values are not allowed" in problem and row and not HAS_NAME.match(lines[row - 1]):
        row -= 1  # it is the line above that has no name, and took this one for its own
        place = Place(start.file, start.line + row, place.column - mark.column)
    line = lines[row]
    _, _, value = line.partition(":")
    value = value.strip()
    right = _mended(lines, row)
    if in_quotes and right == line + line[mark.column : mark.column + 1]:
        message = "a quotation mark is opened here and never closed. Close it."
    elif "\t" in line[: len(line) - len(line.lstrip())]:
        message = "there is a tab here. Use spaces in front of fields."
        if right == line.lstrip():
            message = "there is a tab in front of this line. Take it out."
    elif right is None:
        message = "this line is not 'name: value'. Check the colon, the quotes and the indent."
    elif right == line.lstrip():
        many = len(line) - len(right)
        spaces = f"{many} spaces" if many > 1 else "one space"
        message = f"this line stands further to the right than the others. Take away {spaces} before line {place.line}."
    else:
        message = "this line is not 'name: value'."
        if MARKED.fullmatch(line):
            message = "a field's name has no marks around it."
        elif "mapping values are not allowed" in problem and ": " in value:
            message = "a value with ': ' in it needs quotes."
        elif value[:1] and value[0] in "[{\"'*&!%@`|>":
            message = f"a value that starts with {value[0]} needs quotes."
        message += f" {to_write(right.strip(), 'Put it in quotes.')}"
    return Problem(place, "broken-yaml", message)


def _mended(lines: Sequence[str], row: int) -> str | None:
    """Return what one line of a text could be so that YAML reads it, or at least comes further; the usual slips only."""
    moves = None
    for line in _slips(lines[row]):
        text = "\n".join([*lines[:row], line, *lines[row + 1 :]])
        try:
            if not isinstance(yaml.compose(text, Loader=Loader), yaml.MappingNode):
                continue
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark or error.problem_mark
            if moves is None and mark is not None and mark.line > row:
                moves = line
        except (yaml.YAMLError, RecursionError, ValueError):
            continue
        else:
            return line
    return moves


def _slips(line: str) -> Iterator[str]:
    """Yield how a line may have been meant."""
    if marked := MARKED.fullmatch(line):
        yield f"{marked[1]}: {marked[2].strip()}"
    before, colon, value = line.partition(":")
    if before.lstrip().startswith("- "):
        before, colon, value = "-", " ", line.partition("- ")[2]
    value = value.strip()
    for quote in "\"'":
        if line.count(quote) == 1:
            yield line + quote
            if line.endswith(("]", "}")):
                yield f"{line[:-1]}{quote}{line[-1]}"
    space = line[: len(line) - len(line.lstrip())]
    if named := WITHOUT_COLON.fullmatch(line):
        yield f"{space}{named[1]}: {named[2]}"
    if colon:
        yield f"{space}{before.strip()}{colon.strip()} {value}"
        yield from (f"{space}{before.strip()}{colon.strip()} {each}" for each in _quotings(value))
    if line[:1] in " \t":
        yield line.lstrip()


def _quotings(value: str) -> Iterator[str]:
    """Yield a value in quotation marks: without those that it has around it, if they are a pair, or with them."""
    mark, inner = value[:1], value[1:-1]
    pair = len(value) > 1 and mark in "\"'" and value.endswith(mark)
    if pair and not PART_OF_A_PAIR.search(
        inner.replace('"', mark) if mark == '"' else inner.replace('"', "")
    ):
        yield _quote(inner)
    yield _quote(value)


def _quote(inner: str) -> str:
    if '"' in inner or "\\" in inner:
        return f"'{inner.replace(chr(39), chr(39) * 2)}'"
    return f'"{inner}"'
