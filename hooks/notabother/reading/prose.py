"""What any Markdown text may not hold, reported where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from notabother.problems import Place, Problem, Text, is_slip, to_write
from notabother.reading.look_alikes import look_alikes
from notabother.source import safety
from notabother.source.lines import (
    OTHER_BLOCK,
    SCRIPT_ELSEWHERE,
    SCRIPT_END,
    Scan,
    as_marked,
    spans,
)

ODD_SCRIPT: Final = re.compile(r"[^\w\s]*\s*/*\s*script\b\s*\|.*|[^\w\s]*/+\s*script\b.*", re.IGNORECASE)
"""A line that was meant to begin a script, if one ends below it."""

ESCAPED: Final = re.compile(r"\\[\\<]")
"""A backslash before a < makes text of it, unless one stands before the backslash."""

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
        advice = to_write(f"## {lines.lines[number].strip()}", "Put ## and a space before it.")
        message = f"a heading starts with ##, and has no line under it. Take that line out. {advice}"
        problems.append(Problem(Place(uri, number + 1), "underlined-heading", message))
    for heading in lines.headings:
        if heading.level == 1:
            advice = to_write(f"#{lines.lines[heading.line].strip()}", "Put one # more before it.")
            message = f"the title field is the page's only top heading. {advice}"
            problems.append(Problem(Place(uri, heading.line + 1), "second-title", message))
    whole_text = "\n".join(lines.lines[lines.body :])
    empty = len(whole_text) - len(whole_text.lstrip("\n"))
    body = Text(whole_text.strip("\n"), Place(uri, lines.body + empty + 1))
    return Prose(body, words)


def _without_bracketed_links(line: str) -> str:
    """Blank out what is no HTML: an escaped <, and `<file.md>` in `[text](<file.md>)` and `[name]: <file.md>`."""
    line = ESCAPED.sub("  ", line)
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
            continue  # nobody knows what it means
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
            message = "this mark has backslashes, which make text of it"
        elif line.startswith("#"):
            message = "this mark is not understood. Let it end the line, with a space before it"
        else:
            where = "at the left margin" if line[:1] == " " else "that starts with ##"
            message = f"a fear is marked on a heading {where}"
        advice = to_write(as_marked(line), 'Write: ## Your heading { fear="..." }')
        problems.append(Problem(place, "misplaced-fear", f"{message}. {advice}"))


def _no_stray_blocks(uri: str, lines: Scan, problems: list[Problem]) -> None:
    """Report what looks like the beginning or the end of a script and is none."""
    # After a script that was not understood its closing line says nothing new.
    open_from = next((block.line for block in lines.scripts if not block.closed), len(lines.lines))
    for number, line in lines.prose:
        if "///" not in line:
            continue
        if SCRIPT_ELSEWHERE.match(line):
            message = f"this is not taken for a script. {_as_script(line)}"
            open_from = min(open_from, number)
        elif other := OTHER_BLOCK.fullmatch(line):
            slip = is_slip(other[1], "script") or is_slip(other[1], "scripts")
            advice = _as_script(line, other[1]) if slip else "Take this line out, and the /// that ends it."
            message = f"there is no block '{other[1]}'. {advice}"
            open_from = min(open_from, number)
        elif not SCRIPT_END.fullmatch(line):
            if line.lstrip(" ").startswith("///"):
                open_from = min(open_from, number)  # readers would see it: that is told of the page
            continue
        elif number < open_from:
            above = _odd_script(lines, number)
            if above is None:
                message = "this line of /// closes no script. Take it out."
            else:
                number, line = above  # noqa: PLW2901
                message = f"this is not taken for a script. {_as_script(line)}"
                open_from = number
        else:
            continue
        problems.append(Problem(Place(uri, number + 1), "misplaced-script", message))


def _odd_script(lines: Scan, end: int) -> tuple[int, str] | None:
    """Return the line that was meant to begin the script that ends in a line, or None."""
    start = max((block.text.stop for block in lines.scripts if block.line < end), default=lines.body)
    return next(
        ((number, line) for number, line in reversed(lines.prose) if start <= number < end and ODD_SCRIPT.fullmatch(line)),
        None,
    )  # fmt: skip


def _as_script(line: str, word: str = "script") -> str:
    """Say how the first line of a script is written that is not understood; with the words that stand there."""
    rest = line.partition(word)[2] if word in line else line[line.casefold().index(word) + len(word) :]
    title = " ".join(rest.strip(" |:*_").split()) or "Its title"
    right = f"/// script | {title}"
    if line[:1] in " >*+-" or line[:1].isdigit():
        return f"Put it at the left margin, with all of its lines: {right}"
    return to_write(right, "Write /// script | Its title")
