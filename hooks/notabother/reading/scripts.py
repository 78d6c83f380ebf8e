"""A `/// script` block to a `Script`, and the problems in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from notabother import addresses
from notabother.model import (
    END,
    OUTCOMES,
    Script,
)
from notabother.problems import Place, Problem, Text, instead
from notabother.source import safety
from notabother.source.fields import Fields, read_fields, shown_as_typed, without_html
from notabother.source.lines import (
    Scan,
    ScriptLines,
    script_text,
    spans,
)

MARKUP_IN_SCRIPT: Final = {"**": "bold", "`": "code", "~~~": "code", "![": "a picture"}
"""Markdown that a message cannot hold: it would be sent as typed."""

BLANK: Final = re.compile(r"\[[^\[\]]*\]")
LONE: Final = re.compile(r"\[|(?<=\w)\]")
"""One side of a blank; a ] behind a sign may be a smile."""

OPTIONS: Final = (
    "id",
    "situation",
    "channel",
    "to",
    "subject",
    "tip",
    "not-when",
    "next",
    "fears",
    "asks",
    "points",
)
"""The names of all options, to know one where it is taken for text."""

FOUR: Final = "    "
"""How an option begins."""

NAME: Final = re.compile("[a-z][a-z-]*")
"""What an option may be called."""

CLOSING: Final = re.compile(r"[ >]*/{2,} *")
"""A line that was meant to close a script."""

HTML_IN_SCRIPT: Final = ("</", "<!--", "<http", "<mailto:")
"""What is HTML, or an address in < >, though a line may show no element."""


def read_script(
    uri: str, lines: Scan, block: ScriptLines, around: tuple[Text, ...], problems: list[Problem]
) -> Script | None:
    """Read one script block.

    Args:
        uri: the article's file.
        lines: the article, its lines sorted.
        block: which of them are this script's.
        around: the fears of the section it stands in.
        problems: where to add what is wrong.

    Returns:
        The script, or None if too little of it can be used.
    """
    place = Place(uri, block.line + 1)
    if not block.closed:
        problems.append(_unclosed(uri, lines, block))
    if (stray := _option_as_text(uri, lines, block)) is not None:
        problems.append(stray)  # the options under it are text too, so nobody can tell what is missing
        return None
    raw = [lines.lines[number] for number in block.options]
    indent = min(map(_indent, raw), default=4)
    what = f"the script '{block.title}'" if block.title else "this script"
    options = read_fields(
        "\n".join(line[indent:] for line in raw), Place(uri, block.line + 2), what, problems, indent=indent
    )
    options.place = place
    title = Text(block.title, Place(uri, block.line + 1, block.title_column + 1))
    problems += _title(title)
    id_ = options.text("id")
    if id_ is not None and not addresses.is_slug(id_):
        wrong = (
            addresses.wrong_with(id_) if len(id_) > addresses.LONGEST_SLUG else f"'{id_}' cannot be an id."
        )
        message = f"{wrong} Use lower-case letters, digits and hyphens, a letter first."
        problems.append(id_.problem("bad-id", message))
        id_ = None
    elif id_ in addresses.RESERVED:
        problems.append(id_.problem("bad-id", f"'{id_}' has a meaning of its own. Choose another id."))
        id_ = None
    situation, channel, to = options.text("situation"), options.text("channel"), options.text("to")
    before = len(problems)
    subject = options.text("subject", required=False)
    is_faulty = len(problems) > before  # so nobody can tell whether one is needed
    tip, not_when = options.text("tip"), options.text("not-when")
    follows = _next(options)
    fears = options.texts("fears", required=False) or around
    asks, points = options.texts("asks", required=False), options.texts("points", required=False)
    options.close()
    if not fears and not options.broken:
        message = f"{what} belongs to no fear. Move it under a marked heading, or give it a line such as: fears: [too-busy]"
        problems.append(Problem(place, "script-without-fear", message))
    text = script_text("\n".join(lines.lines[number] for number in block.text))
    first = next((number for number in block.text if lines.lines[number].strip()), block.text.start)
    text_place = Place(uri, min(first, len(lines.lines) - 1) + 1)
    if not text:
        problems.append(Problem(place, "empty-script", f"{what} has no text. Write it under the options."))
    blanks = _in_subject(lines, subject) if subject else []
    for number in block.text:
        blanks += _script_line(uri, number, lines.lines[number], problems)
    if (
        not (title and id_ and situation and channel and to and tip and not_when and text)
        or follows is None
        or is_faulty
    ):
        return None
    stop = block.text.stop + (1 if block.closed else 0)
    source = "\n".join(lines.lines[block.line : stop])
    return Script(
        id_,
        title,
        situation,
        channel,
        to,
        subject,
        tip,
        not_when,
        follows,
        fears,
        asks,
        points,
        text,
        tuple(blanks),
        text_place,
        source,
        place,
        uri,
    )


def _in_subject(lines: Scan, subject: Text) -> list[Text]:
    """Return the blanks of a subject, each where it stands in its line."""
    place, line = subject.place, lines.lines[subject.place.line - 1]
    at = place.column - 1
    found = []
    for _, blank in spans(subject, "[", "]"):
        at = max(line.find(f"[{blank}]", at), at)
        found.append(
            Text(blank, Place(place.file, place.line, at + 2 if line.startswith("[", at) else at + 1))
        )
    return found


def _unclosed(uri: str, lines: Scan, block: ScriptLines) -> Problem:
    """Report a script without its closing line, or the line that was meant to be it."""
    opening = lines.lines[block.line]
    slashes = opening[: len(opening) - len(opening.lstrip("/"))]
    for number in block.text:
        if CLOSING.fullmatch(lines.lines[number]):
            message = f"this line does not close the script above. Write at the margin: {slashes}"
            return Problem(Place(uri, number + 1), "unclosed-script", message)
    message = f"this script is never closed. Add a line of {slashes} under its last line."
    end = block.text.stop
    next_script = next((each.line for each in lines.scripts if each.line > block.line), len(lines.lines))
    for number in range(end + 1, next_script):
        if lines.lines[number].rstrip() == slashes:
            message = f"a heading ends this script before its {slashes} does. Move line {number + 1} up, before line {end + 1}."
            break
    return Problem(Place(uri, block.line + 1), "unclosed-script", message)


def _title(title: Text) -> Iterator[Problem]:
    """Report a title that is missing, or more than plain text."""
    if not title:
        message = "a script needs a title in its first line. Write: /// script | A short name for it"
        yield title.problem("missing-field", message)
    elif any(mark in title for mark in "<>"):
        yield title.problem("markup-in-field", f"a title is plain text. {without_html(title)}")
    elif mark := shown_as_typed(title):
        message = f"a title is plain text, so {mark} shows as it is typed. Write it without its signs."
        yield title.problem("markup-in-field", message)


def _option_as_text(uri: str, lines: Scan, block: ScriptLines) -> Problem | None:
    """Report options that are none: they have too few spaces, or an empty line stands above them."""
    start = block.text.start
    first = next((number for number in block.text if lines.lines[number].strip()), start)
    line = lines.lines[first] if block.text else ""
    indent = _indent(line)
    name, colon, _ = line.partition(":")
    if not colon or name.strip(" *_").casefold() not in OPTIONS:
        return None
    if first > start:
        if len(block.options) and indent < len(FOUR):  # a message may begin so
            return None
        which = "this empty line" if first == start + 1 else f"lines {start + 1} to {first}"
        message = f"the options stand right under the title, without an empty line. Take {which} out."
        return Problem(Place(uri, start + 1), "mistyped-field", message)
    last = first
    while last + 1 in block.text and _goes_on(lines.lines[last + 1], indent):
        last += 1
    spaces = ("one more space", "two more spaces", "three more spaces", "four more spaces")[
        len(FOUR) - 1 - indent
    ]
    these = f"line {first + 1}" if first == last else f"lines {first + 1} to {last + 1}"
    message = f"an option starts with four spaces. Put {spaces} before {these}."
    return Problem(Place(uri, first + 1, indent + 1), "mistyped-field", message)


def _goes_on(line: str, indent: int) -> bool:
    """Tell whether a line under an option with too few spaces has too few as well: one more, or part of it."""
    within = _indent(line)
    name, colon, _ = line.partition(":")
    if within == indent:
        return line[indent:].startswith("- ") or (bool(colon) and NAME.fullmatch(name.strip()) is not None)
    return within > indent and bool(line.strip()) and name.strip() not in OPTIONS


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _next(options: Fields) -> Mapping[str, Text] | None:
    """Read what follows a script: `next: end`, or one script (or `end`) for each outcome."""
    value = options.scalar_or_mapping("next", "next")
    if isinstance(value, Text):
        if value != END:
            message = (
                f"'next' is end, or has a line under it for each of: {', '.join(OUTCOMES)}; not '{value}'. "
                "Write: next: end"
            )
            options.problems.append(value.problem("mistyped-field", message))
            return None
        return dict.fromkeys(OUTCOMES, value)
    if value is None:
        return None
    found = {outcome: value.text(outcome) for outcome in OUTCOMES}
    for key, _ in value.values.values():
        if key not in OUTCOMES:
            message = f"there is no outcome '{key}'. {instead(key, OUTCOMES, 'CONTRIBUTING.md')}"
            value.problems.append(key.problem("unknown-outcome", message))
            value.misspelt(key, OUTCOMES)
    if any(text is None for text in found.values()):
        return None
    return {outcome: text for outcome, text in found.items() if text is not None}


def _script_line(uri: str, number: int, line: str, problems: list[Problem]) -> list[Text]:
    """Report what plain text cannot hold, and return the line's blanks."""

    def note(column: int, rule: str, message: str) -> None:
        problems.append(Problem(Place(uri, number + 1, column + 1), rule, message))

    links = list(spans(line, "](", ")"))
    for column, target in links:
        words = line[line.rfind("[", 0, column - 1) + 1 : column - 2]
        if ":" in target:
            message = f"a message is plain text, and shows a link as it is typed. Write: {f'{words} {target}'.strip()}"
            note(column, "markup-in-script", message)
        else:
            message = f"'{target}' leads nowhere from a message. Write the words alone, or the whole address."
            note(column, "link-in-script", message)
    for mark, name in MARKUP_IN_SCRIPT.items():
        if mark in line:
            message = f"a message is plain text, so {mark} ({name}) shows as typed. Take it out."
            note(line.index(mark), "markup-in-script", message)
    mark = shown_as_typed(line)
    if mark and not links and not any(known in line for known in MARKUP_IN_SCRIPT):
        message = f"a message is plain text, so {mark} shows as typed. Write it without its signs."
        note(line.index(mark), "markup-in-script", message)
    if (lone := LONE.search(BLANK.sub(lambda blank: " " * len(blank[0]), line))) and line.count(
        "["
    ) != line.count("]"):
        message = f"this {lone[0]} is half a blank, and goes out as it stands. Write all of it on one line: [first name]."
        note(lone.start(), "unknown-placeholder", message)
    if "{" in line:
        note(
            line.index("{"),
            "markup-in-script",
            "a message is plain text, so { shows as typed. Write a blank as [first name].",
        )
    if line.startswith(("# ", "## ", "### ")):
        note(0, "markup-in-script", "a message is plain text; a heading shows its # signs. Take them out.")
    html = [(column, rule) for _, column, rule, _ in safety.raw_html(line)]
    html += [(line.index(mark), "raw-html") for mark in HTML_IN_SCRIPT if mark in line]
    if html:
        column, rule = min(html)
        rule = "markup-in-script" if rule == "raw-html" else rule
        column = min(column, line.index("<"))
        note(column, rule, f"a message is plain text, so it holds no HTML. {without_html(line)}")
    return [
        Text(blank, Place(uri, number + 1, column + 1))
        for column, blank in spans(line, "[", "]")
        if not line[column + len(blank) + 1 :].startswith("(") and line[column - 2 : column - 1] != "!"
    ]
