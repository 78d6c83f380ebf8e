"""What any Markdown text holds: citations and links; and what it may not hold, reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from notabother import addresses
from notabother.problems import Place, Problem, Text
from notabother.source import safety
from notabother.source.lines import (
    OTHER_BLOCK,
    SCRIPT_ELSEWHERE,
    SCRIPT_END,
    Scan,
    spans,
)

AFTER_A_PHRASE: Final = ("*", "_", ")", "]", ">")
"""What stands before an attribute list that belongs to a phrase or a link."""

LINK_GOES_ON: Final = ("(", "<", "]:")
"""How a line ends whose link stands on the next one."""

REFERENCE: Final = re.compile(r" {0,3}\[[^\]^][^\]]*\]: *(<[^>]+>|\S+)")
"""A line that says where the links of one name lead: `[name]: file.md`."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What every Markdown file has: its text without the front matter, its citations and links."""

    body: Text
    words: int
    cites: tuple[Text, ...]
    links: tuple[Text, ...]
    """The targets of its relative links, as written."""


def read_prose(uri: str, lines: Scan, problems: list[Problem]) -> Prose:
    """Read what any text can hold, and report what it may not.

    Args:
        uri: the file.
        lines: its lines, sorted.
        problems: where to add what is wrong.
    """
    local: set[str] = set()
    cites: list[Text] = []
    links: list[Text] = []
    words = 0
    html = [""] * len(lines.lines)
    marked = {
        heading.line for heading in lines.headings if any(name == "fear" for name, *_ in heading.attributes)
    }.union(lines.underlined)  # of these the whole line is reported
    for number, line in lines.comments:
        html[number] = line
    for number, line in lines.prose:
        html[number] = _without_bracketed_links(line)
        words += len(line.split())
        if line.startswith("[^") and "]:" in line:
            local.add(line[2 : line.index("]:")])
        if "[^" in line:
            cites += [
                Text(id_, Place(uri, number + 1, column + 1))
                for column, id_ in spans(line, "[^", "]")
                if not (column == 2 and line[column + len(id_) :].startswith("]:"))
            ]
        goes_on = line.rstrip().endswith(LINK_GOES_ON)
        whole = line + "".join(lines.lines[number + 1 : number + 2]) if goes_on else line
        if ":" in whole and (scheme := safety.link_trouble(whole)):
            problems.append(Problem(Place(uri, number + 1), "active-content", safety.refusal("href", scheme)))
        elif "](" in line:
            links += _relative_links(uri, number, line)
        elif definition := REFERENCE.match(line):
            links += _relative_link(definition[1], Place(uri, number + 1, definition.start(1) + 1))
        if "{" in line and number not in lines.underlined:
            _no_marks_here(uri, number, line, number in marked, problems)
    _no_stray_blocks(uri, lines, problems)
    _own_pictures(uri, lines, problems)
    for html_line, column, rule, message in safety.raw_html("\n".join(html)):
        problems.append(Problem(Place(uri, html_line, column + 1), rule, message))
    for number in lines.underlined:
        message = f"a heading starts with ##. Write: ## {lines.lines[number].strip()}"
        problems.append(Problem(Place(uri, number + 1), "underlined-heading", message))
    for heading in lines.headings:
        if heading.level == 1:
            message = f"the title field is the page's only top heading. Write: ## {heading.text}"
            problems.append(Problem(Place(uri, heading.line + 1), "second-title", message))
    whole_text = "\n".join(lines.lines[lines.body :])
    empty = len(whole_text) - len(whole_text.lstrip("\n"))
    body = Text(whole_text.strip("\n"), Place(uri, lines.body + empty + 1))
    return Prose(body, words, tuple(cite for cite in cites if cite not in local), tuple(links))


def _without_bracketed_links(line: str) -> str:
    """Blank out `<file.md>` in `[text](<file.md>)`, which is a link and no HTML."""
    if "](<" not in line:
        return line
    for column, inside in spans(line, "](<", ">"):
        line = f"{line[: column - 1]}{' ' * (len(inside) + 2)}{line[column + len(inside) + 1 :]}"
    return line


def _relative_links(uri: str, number: int, line: str) -> Iterator[Text]:
    for column, target in spans(line, "](", ")"):
        yield from _relative_link(target, Place(uri, number + 1, column + 1))


def _relative_link(target: str, place: Place) -> Iterator[Text]:
    """Yield the path of a link that leads to a file of the docs folder; one that starts with / does so wrongly."""
    path = addresses.path_of(target)
    if path and ":" not in path and not path.startswith("//"):
        yield Text(path, place)


def _own_pictures(uri: str, lines: Scan, problems: list[Problem]) -> None:
    """Report pictures that a reader's browser would fetch from another site."""
    pictures: list[tuple[int, int, str]] = []
    by_name: dict[str, tuple[int, int, str]] = {}
    for number, line in lines.prose:
        name, _, address = line.strip().partition("]:")
        if name.startswith("[") and address.strip():
            by_name[name[1:].casefold()] = (number, line.index("]:") + 2, address)
    for number, line in lines.prose:
        for column, alternative in spans(line, "![", "]"):
            end = column + len(alternative) + 1
            opening, rest = line[end : end + 1], line[end + 1 :]
            if opening == "(":
                pictures.append((number, end + 1, rest.partition(")")[0]))
            else:
                named = rest.partition("]")[0] if opening == "[" else ""
                pictures += [by_name[each] for each in [(named or alternative).casefold()] if each in by_name]
    for number, column, target in pictures:
        address = target.split()[0].strip("<>") if target.split() else ""
        if not safety.is_own_address(address):
            place = Place(uri, number + 1, column + len(target) - len(target.lstrip()) + 1)
            problems.append(Problem(place, "active-content", safety.refusal("src", address)))


def _no_marks_here(uri: str, number: int, line: str, marked: bool, problems: list[Problem]) -> None:
    """Report attribute lists that run code, and fears marked where they are not understood."""
    for column, inside in spans(line, "{", "}"):
        place = Place(uri, number + 1, column + 1)
        follows = line[column - 2 : column - 1] in AFTER_A_PHRASE
        if "<" in inside and (follows or line.startswith("#") or inside.startswith(":")):
            problems.append(Problem(place, "active-content", safety.HTML_WITHIN))
        pairs = [pair.partition("=") for pair in inside.replace(":", " ", 1).split()]
        for name, equals, quoted in pairs:
            value = quoted.strip("\"'")
            if not equals or name == "fear" or safety.is_safe_attribute(name, value):
                continue
            if safety.is_active_attribute(name, value):
                problems.append(Problem(place, "active-content", safety.refusal(name, value)))
            elif not line.startswith("#"):  # on a heading, the reader of its mark knows better
                problems.append(Problem(place, "raw-html", safety.refusal(name, value)))
        if follows:  # here a name alone is an attribute too
            alone = [name for name, equals, _ in pairs if not equals and name[:1] not in "#.{"]
            problems += [Problem(place, "raw-html", safety.refusal(name)) for name in alone]
        if marked or not any(equals and name == "fear" for name, equals, _ in pairs):
            continue
        if line.startswith("#"):
            message = "this mark is not understood. Let it end the line, with a space before it"
        else:
            message = "a fear is marked on a heading that starts with ##"
        example = f"{{ {inside.strip(': ')} }}"
        problems.append(Problem(place, "misplaced-fear", f"{message}. Write: ## Your heading {example}"))


def _no_stray_blocks(uri: str, lines: Scan, problems: list[Problem]) -> None:
    """Report what looks like the beginning or the end of a script and is none."""
    # After a script that was not understood its closing line says nothing new.
    open_from = next((block.line for block in lines.scripts if not block.closed), len(lines.lines))
    for number, line in lines.prose:
        if "///" not in line:
            continue
        if SCRIPT_ELSEWHERE.match(line):
            message = "this is not taken for a script. Write /// script | Its title at the left margin, alone on its line."
            open_from = min(open_from, number)
        elif other := OTHER_BLOCK.fullmatch(line):
            message = f"there is no block '{other[1]}'. Write: /// script | Its title"
            open_from = min(open_from, number)
        elif SCRIPT_END.fullmatch(line) and number < open_from:
            message = "this line of /// closes no script. Take it out."
        else:
            continue
        problems.append(Problem(Place(uri, number + 1), "misplaced-script", message))
