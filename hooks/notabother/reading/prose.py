"""What any Markdown text may not hold, reported where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from notabother.problems import Place, Problem, Text
from notabother.reading.look_alikes import look_alikes
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


@dataclass(frozen=True, slots=True)
class Prose:
    """What every Markdown file has: its text without the front matter, and how many words."""

    body: Text
    words: int


def read_prose(uri: str, lines: Scan, problems: list[Problem]) -> Prose:
    """Read what any text can hold, and report what it may not.

    Args:
        uri: the file.
        lines: its lines, sorted.
        problems: where to add what is wrong.
    """
    words = 0
    html = [""] * len(lines.lines)
    marked = {
        heading.line for heading in lines.headings if any(name == "fear" for name, *_ in heading.attributes)
    }.union(lines.underlined)  # of these the whole line is reported
    for number, line in lines.comments:
        html[number] = line
    for number, line in lines.prose:
        if comment := html[number]:
            column = len(line) - len(line.lstrip())
            message = (
                "what follows a comment on its line is shown as it is typed. Begin a new line behind the -->."
            )
            problems.append(Problem(Place(uri, number + 1, column + 1), "raw-html", message))
        html[number] = comment + _without_bracketed_links(line)[len(comment) :]
        words += len(line.split())
        if "{" in line and number not in lines.underlined:
            _no_marks_here(uri, number, line, number in marked, problems)
    _no_stray_blocks(uri, lines, problems)
    problems += look_alikes(uri, lines)
    for html_line, column, rule, message in safety.raw_html("\n".join(html)):
        problems.append(Problem(Place(uri, html_line, column + 1), rule, message))
    for number in lines.unclosed:
        message = "code begins here and never ends. Put a line with the same signs where it does."
        problems.append(Problem(Place(uri, number + 1), "unclosed-code", message))
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
    return Prose(body, words)


def _without_bracketed_links(line: str) -> str:
    """Blank out `<file.md>` in `[text](<file.md>)` and `[name]: <file.md>`, which is a link and no HTML."""
    for opening in ("](<", "]: <"):
        for column, inside in spans(line, opening, ">"):
            line = f"{line[: column - 1]}{' ' * (len(inside) + 2)}{line[column + len(inside) + 1 :]}"
    return line


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
        if line.startswith("#") and column > 1 and line[column - 2] == "\\":
            message = "this mark has backslashes, which make text of it. Take them out"
        elif line.startswith("#"):
            message = "this mark is not understood. Let it end the line, with a space before it"
        else:
            message = "a fear is marked on a heading that starts with ##"
        example = f"{{ {inside.strip(': ').removesuffix(chr(92)).strip()} }}"
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
