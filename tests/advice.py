"""Follows the advice of our own messages, as an obedient author would: by the letter, at the place that is named.

Each kind of advice is a sentence that messages end with. What follows it changes the files and says what it took
away. `BY_HAND` lists, rule by rule, the messages that ask for judgment, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from notabother.problems import Problem, as_line

Files = dict[str, str]
"""Texts by their paths."""


@dataclass(frozen=True, slots=True)
class At:
    """A problem in its file, with the lines that can be changed."""

    files: Files
    problem: Problem
    lines: list[str]

    @property
    def row(self) -> int:
        return min(self.problem.place.line, len(self.lines)) - 1

    @property
    def column(self) -> int:
        return self.problem.place.column - 1

    @property
    def line(self) -> str:
        return self.lines[self.row]

    @property
    def rest(self) -> str:
        return self.line[self.column :]

    @property
    def in_fields(self) -> bool:
        """Whether the place is in YAML: between the dashes, in a list, or among the options of a script."""
        if not self.problem.place.file.endswith(".md"):
            return True
        ends = [n for n, line in enumerate(self.lines[1:], 1) if line.rstrip() in ("---", "...")]
        if self.lines[0].rstrip() == "---" and ends and self.row < ends[0]:
            return True
        start = self.row
        while start > 0 and self.lines[start].startswith("    "):
            start -= 1
        return self.lines[start].startswith("///")


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of it."""

    files: Files
    taken: str = ""
    """What the advice itself takes out or replaces."""
    changes: tuple[tuple[int, int, int], ...] = ()
    """The stretches of lines that were replaced: from, to, and how many lines stand there now."""

    def lines(self, line: int) -> range:
        """Return the lines, from 1, at which a line of before stands now."""
        row, shift = line - 1, 0
        for start, end, count in sorted(self.changes):
            if start <= row < end:
                same = end - start == count
                first = start + shift + (row - start if same else 0)
                return range(first + 1, first + 1 + (1 if same else count))
            if end <= row:
                shift += count - (end - start)
        return range(line + shift, line + shift + 1)


Follow = Callable[[At, re.Match[str]], Followed | None]


def follow(problem: Problem, files: Files) -> Followed | None:
    """Return the files after somebody has done what a message says, or None where it takes a mind to do so."""
    uri = problem.place.file
    if uri not in files:
        return None
    message = as_line(problem).rpartition(" [")[0]
    for pattern, act in KINDS:
        if match := pattern.search(message):
            done = act(At(files, problem, files[uri].split("\n")), match)
            if done is not None:
                return done
    return None


def _with(at: At, *changes: tuple[int, int, list[str]], taken: str = "") -> Followed:
    """Replace stretches of lines, the last first."""
    lines = list(at.lines)
    for start, end, new in sorted(changes, reverse=True):
        lines[start:end] = new
    counted = tuple((start, end, len(new)) for start, end, new in changes)
    return Followed(at.files | {at.problem.place.file: "\n".join(lines)}, taken, counted)


def _on_line(at: At, start: int, end: int, new: str = "", taken: str | None = None) -> Followed:
    line = f"{at.line[:start]}{new}{at.line[end:]}"
    return _with(at, (at.row, at.row + 1, [line]), taken=at.line[start:end] if taken is None else taken)


# --- Write: … ------------------------------------------------------------------------------------

FILL: Final = {
    "id": "filled", "situation": "ask", "channel": "email", "to": "stranger", "next": "end", "date": "2026-11-22",
    "reviewed": "2026-11-22", "says": "[who is in]", "counts": "words", "limit": "200", "confidence": "high",
    "card": "small-question", "plan": "[10 min Talk]", "questions": "[Who?, Why?, When?]",
    **dict.fromkeys(("yes", "no", "not-now", "silence"), "end"),
}  # fmt: skip
"""What an author fills into fields that take no text."""

QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def _filled(text: str) -> str:
    name, colon, value = text.partition(":")
    if colon and value.strip() in ("...", "your text"):
        return f"{name}: {FILL.get(name.strip(), 'Words.')}"
    return text


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def write(at: At, match: re.Match[str]) -> Followed:
    """Put what stands behind "Write: " in place of the line, or of the phrase that the message begins with."""
    new = _filled(match[1])
    quoted = QUOTED.search(as_line(at.problem))
    phrase = (quoted[1] or quoted[2] or "") if quoted else ""
    if at.problem.rule == "word-to-avoid" or (phrase and at.rest.startswith(phrase) and not at.in_fields):
        new = new.removesuffix(".") if at.problem.rule == "word-to-avoid" else new
        return _on_line(at, at.column, at.column + len(phrase), new)
    taken = "fear" if at.problem.rule == "duplicate-field" else ""
    indent = _indent(at.line)
    end = at.row + 1
    name = re.match(r"([\w -]+):( |$)", new)
    if at.problem.rule in ("missing-field", "mistyped-field", "second-nudge") and name and at.in_fields:
        pair = re.search(rf"(?<![\w-]){re.escape(name[1])}:\s*(?P<value>[^,}}]*)", at.line)
        if pair and not at.line.lstrip(" -").startswith(f"{name[1]}:"):  # one of several on the line
            return _on_line(at, pair.start(), pair.end(), new)
        if pair is None:  # the value stands under its name
            while at.row and not at.line.lstrip().startswith(f"{name[1]}:"):
                at = replace(at, problem=replace(at.problem, place=replace(at.problem.place, line=at.row)))
            indent = _indent(at.line)
        while end < len(at.lines) and (
            _indent(at.lines[end]) > indent or at.lines[end][indent:].startswith("- ")
        ):
            end += 1
        taken += at.line
    before = "" if at.problem.rule == "misplaced-fear" else at.line[:indent]
    quotes = " ".join(each[0] for each in QUOTED.finditer(at.problem.message.rpartition("Write:")[0]))
    taken = "\n".join([taken, *at.lines[at.row + 1 : end], quotes])
    return _with(at, (at.row, end, [before + new]), taken=taken)


def did_you_mean(at: At, match: re.Match[str]) -> Followed | None:
    """Put the word that was meant in place of the one that stands there."""
    near = match[1]
    for quoted in QUOTED.finditer(as_line(at.problem)):
        word = quoted[1] or quoted[2] or ""
        start = at.line.find(word, max(0, at.column - 1))
        if word and word != near and start >= 0 and start - at.column < 3:
            return _on_line(at, start, start + len(word), near)
    uri = at.problem.place.file
    if at.problem.place.line == 1 and at.column == 0 and near not in at.files:
        return _renamed(at, near) if uri not in near else None
    return None


def choose(at: At, match: re.Match[str]) -> Followed | None:
    return did_you_mean(at, re.compile("(.*)").fullmatch(match[1].split(", ")[0]) or match)


def _renamed(at: At, new: str) -> Followed | None:
    uri = at.problem.place.file
    if new in at.files:
        return None
    files = {**at.files, new: at.files[uri]}
    del files[uri]
    return Followed(files)


def rename(at: At, match: re.Match[str]) -> Followed | None:
    return _renamed(at, f"{at.problem.place.file.rpartition('/')[0]}/{match[1]}".lstrip("/"))


def move(at: At, match: re.Match[str]) -> Followed | None:
    return _renamed(at, match[1])


def write_in_place_of(at: At, match: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line.replace(match[2], match[1])]), taken=match[2])


# --- take out ------------------------------------------------------------------------------------


def _field_lines(at: At) -> tuple[int, int]:
    end, indent = at.row + 1, _indent(at.line)
    while end < len(at.lines) and (
        _indent(at.lines[end]) > indent or at.lines[end][indent:].startswith("- ")
    ):
        end += 1
    return at.row, end


def take_line_out(at: At, _: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, []), taken=at.line)


def take_field_out(at: At, match: re.Match[str]) -> Followed | None:
    """Take out a field with all that stands under it."""
    start, end = _field_lines(at)
    if not at.line.lstrip(" -").startswith(tuple(filter(None, match.groups()))):
        return None  # one of several on a line
    if at.line.lstrip().startswith("- "):
        return None
    return _with(at, (start, end, []), taken="\n".join(at.lines[start:end]))


def take_sign_out(at: At, _: re.Match[str]) -> Followed:
    return _on_line(at, at.column, at.column + 1)


def take_spaces_out(at: At, _: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line.lstrip()]))


def take_tag_out(at: At, _: re.Match[str]) -> Followed | None:
    """Take a tag out, and the one that closes what it opens."""
    return _tags(at, lambda _: "")


def _tags(at: At, new: Callable[[str], str]) -> Followed | None:
    end = at.line.find(">", at.column) + 1 or len(at.line)
    if not at.rest.startswith("<"):
        return None
    tag = at.line[at.column : end]
    name = re.match(r"<([\w:-]+)", tag)
    rest = "\n".join([at.line[end:], *at.lines[at.row + 1 :]])
    closes = re.compile(rf"</{re.escape(name[1])}\s*>", re.IGNORECASE) if name else None
    closing = closes.search(rest) if closes else None
    if closing:
        rest = f"{rest[: closing.start()]}{new(closing[0])}{rest[closing.end() :]}"
    text = f"{at.line[: at.column]}{new(tag)}{rest}"
    return _with(
        at, (at.row, len(at.lines), text.split("\n")), taken=f"{tag} {closing[0] if closing else ''}"
    )


def take_mark_out(at: At, _: re.Match[str]) -> Followed | None:
    start, end = at.line.rfind("{", 0, at.column + 1), at.line.find("}", at.column)
    if start < 0 or end < 0:
        return None
    return _on_line(at, start, end + 1)


def take_attribute_out(at: At, match: re.Match[str]) -> Followed | None:
    found = re.compile(
        rf"\s*(?<![\w-]){re.escape(match[1])}\s*(=\s*(\"[^\"]*\"|'[^']*'|[^\s>}}]*))?", re.IGNORECASE
    ).search(at.line, at.column)
    if found is None:
        return None
    before, after = at.line[: found.start()], at.line[found.end() :]
    if (mark := re.search(r"\{:?\s*$", before)) and (
        end := re.match(r"\s*\}", after)
    ):  # nothing else is in it
        return _on_line(at, mark.start(), found.end() + end.end())
    return _on_line(at, found.start(), found.end())


def take_note_out(at: At, _: re.Match[str]) -> Followed:
    end = at.row + 1
    while end < len(at.lines) and at.lines[end].startswith("    "):
        end += 1
    return _with(at, (at.row, end, []), taken="\n".join(at.lines[at.row : end]))


def move_up(at: At, match: re.Match[str]) -> Followed:
    old, new = int(match[1]) - 1, int(match[2]) - 1
    return _with(at, (old, old + 1, []), (new, new, [at.lines[old], ""]))


def field_angles_out(at: At, _: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line[: at.column] + re.sub("[<>]", " ", at.rest)]))


def take_tags_out(at: At, _: re.Match[str]) -> Followed:
    tags = re.compile(r"<[^<>]*>|<[^<]*$")
    return _with(at, (at.row, at.row + 1, [tags.sub("", at.line)]), taken=" ".join(tags.findall(at.line)))


def take_marks_out(at: At, match: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line.replace(match[1], "")]))


def take_hashes_out(at: At, _: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line.lstrip("# ")]))


def take_angles_out(at: At, _: re.Match[str]) -> Followed | None:
    start, end = at.line.find("<", at.column - 1), at.line.rfind(">")
    return _on_line(at, start, end + 1) if 0 <= start < end else None


def entity(at: At, _: re.Match[str]) -> Followed | None:
    return _tags(at, lambda tag: f"&lt;{tag[1:]}")


def at_the_margin(at: At, match: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [match[1]]))


def link_as_text(at: At, match: re.Match[str]) -> Followed:
    start, end = at.line.rfind("[", 0, at.column - 1), at.line.find(")", at.column)
    start -= at.line[start - 1 : start] == "!"
    return _on_line(at, start, end + 1, match[1], taken="")


def words_alone(at: At, _: re.Match[str]) -> Followed:
    start, end = at.line.rfind("[", 0, at.column - 1), at.line.find(")", at.column)
    picture = at.line[start - 1 : start] == "!"
    return _on_line(at, start - picture, end + 1, at.line[start + 1 : at.column - 2])


def script_to_the_margin(at: At, match: re.Match[str]) -> Followed:
    """Put a script with all of its lines at the margin."""
    moved = to_the_margin(at, match)
    lines = moved.files[at.problem.place.file].split("\n")
    lines[at.row + 1] = match[1]
    return replace(moved, files=moved.files | {at.problem.place.file: "\n".join(lines)})


def take_lines_out(at: At, match: re.Match[str]) -> Followed:
    start, end = int(match[1]) - 1, int(match[2])
    return _with(at, (start, end, []), taken="\n".join(at.lines[start:end]))


def underlined(at: At, match: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 2, [at.line[: _indent(at.line)] + match[1]]))


def block_out(at: At, _: re.Match[str]) -> Followed:
    end = next((n for n in range(at.row + 1, len(at.lines)) if re.fullmatch(r" */{3,} *", at.lines[n])), None)
    ends = [(end, end + 1, [])] if end is not None else []
    return _with(at, (at.row, at.row + 1, []), *ends, taken=at.line)


# --- add -----------------------------------------------------------------------------------------


def add_field(at: At, match: re.Match[str]) -> Followed:
    """Add a line to the fields at the place: at the top of a file or a script, or beside the ones that are there."""
    new = _filled(match[1])
    if at.row == 0 and at.line.rstrip() == "---":
        return _with(at, (1, 1, [new]))
    if at.line.startswith("///"):
        return _with(at, (at.row + 1, at.row + 1, [f"    {new}"]))
    if at.rest.startswith("{"):
        return _on_line(at, at.column + 1, at.column + 1, f"{new}, " if at.rest[1:2] != "}" else new)
    if "{" in at.line[: at.column]:
        return _on_line(at, at.column, at.column, f"{new}, ")
    lead = at.line[: at.column]
    if lead.strip():  # an entry of a list: the next line is as far in
        end = at.row + 1
        return _with(at, (end, end, [" " * at.column + new]))
    return _with(at, (at.row, at.row, [lead + new]))


def give_line(at: At, match: re.Match[str]) -> Followed:
    """Put a line among the options of a script, in place of an empty one of its name."""
    name = match[1].partition(":")[0]
    for number in range(at.row + 1, len(at.lines)):
        if at.lines[number].rstrip() == f"    {name}:":
            return _with(at, (number, number + 1, [f"    {match[1]}"]))
        if not at.lines[number].startswith("    "):
            break
    return add_field(at, match)


def add_dashes(at: At, _: re.Match[str]) -> Followed:
    end = next((n for n, line in enumerate(at.lines) if not line.strip()), len(at.lines))
    return _with(at, (end, end, ["---"]))


def add_slashes(at: At, match: re.Match[str]) -> Followed:
    """Close a script under its last line: before whatever begins next, or at the end."""
    end = at.row + 1
    while end < len(at.lines) and not at.lines[end].startswith(("## ", "///")):
        end += 1
    while end > at.row + 1 and not at.lines[end - 1].strip():
        end -= 1
    return _with(at, (end, end, [match[1], ""]))


def close_quotation(at: At, _: re.Match[str]) -> Followed:
    return _on_line(at, len(at.line), len(at.line), at.rest[:1])


def close_element(at: At, match: re.Match[str]) -> Followed:
    return _on_line(at, len(at.line), len(at.line), match[1])


def space_in_comment(at: At, _: re.Match[str]) -> Followed:
    return _on_line(at, at.column + 4, at.column + 4, " ")


def new_line(at: At, _: re.Match[str]) -> Followed:
    return _with(at, (at.row, at.row + 1, [at.line[: at.column].rstrip(), at.line[at.column :].lstrip()]))


def close_code(at: At, _: re.Match[str]) -> Followed | None:
    fence = re.search(r"`{3,}|~{3,}", at.line)
    if fence is None:
        return None
    lead = re.match(r"[ >]*", at.line)
    before, end = (lead[0] if lead else ""), at.row + 1
    if ">" in before:
        while end < len(at.lines) and at.lines[end].startswith(before.rstrip()):
            end += 1
    elif re.match(r"\s*([-*+]|\d+[.)]) ", at.line) or before:
        before = " " * fence.start()
        while end < len(at.lines) and (at.lines[end].startswith(before) or not at.lines[end].strip()):
            end += 1
    else:
        end = len(at.lines)
    while end > at.row + 1 and not at.lines[end - 1].strip():
        end -= 1
    return _with(at, (end, end, [before + fence[0], ""]))


def to_the_margin(at: At, _: re.Match[str]) -> Followed:
    """Put a line, or a script with all its lines, at the margin, behind an empty line."""
    end = at.row + 1
    if "///" in at.line:
        close = next((n for n in range(end, len(at.lines)) if at.lines[n].strip(" >") == "///"), end - 1)
        end = close + 1
    prefix = at.line[: len(at.line) - len(at.line.lstrip(" >*+-"))]
    below = at.lines[at.row + 1 : end]
    for before in (prefix, " " * len(prefix)):
        if all(
            line.startswith(before.rstrip()) if ">" in before else line.startswith(before)
            for line in below
            if line.strip()
        ):
            below = [line.removeprefix(before) if line.startswith(before) else "" for line in below]
            break
    moved = [at.line.removeprefix(prefix), *below]
    return _with(at, (at.row, min(end, len(at.lines)), ["", *moved, ""]))


# --- the preview's -------------------------------------------------------------------------------

NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight")
LINES: Final = r"lines? (\d+)(?: to (\d+))?"


def empty_lines(at: At, match: re.Match[str]) -> Followed:
    """Put empty lines before and after."""
    row = int(match[2]) - 1
    if match[3]:
        return _with(at, (row, row, [""]), (int(match[3]), int(match[3]), [""]))
    return _with(at, (row, row, [""]) if match[1] == "before" else (row + 1, row + 1, [""]))


def quoted_line(at: At, match: re.Match[str]) -> Followed:
    row = int(match[1]) - 1
    return _with(at, (row, row, [">"]))


def _last(match: re.Match[str], first: int) -> int:
    return int(match[first + 1] or match[first])


def shift(at: At, match: re.Match[str]) -> Followed:
    """Put spaces before lines, or take them away."""
    count, start, end = (
        int(match[2]) if match[2].isdigit() else NUMBERS.index(match[2]) + 1,
        int(match[3]) - 1,
        _last(match, 3),
    )
    moved = [" " * count + each if match[1] == "Put" else each[count:] for each in at.lines[start:end]]
    if match[1] == "Put" and at.problem.rule != "not-as-previewed":
        moved = [each if each.strip() else "" for each in moved]
    changes = [(start, end, moved)]
    if match[5]:
        row = int(match[6]) - (match[5] == "before")
        changes.append((row, row, [""]))
    return _with(at, *changes)


def one_line(at: At, match: re.Match[str]) -> Followed:
    start, end = int(match[1]) - 1, _last(match, 1)
    joined = " ".join(each.strip() for each in at.lines[start:end])
    return _with(at, (start, end, [" " * _indent(at.lines[start]) + joined]))


SIGNS: Final = {
    "four spaces for the tab": ("\t", "    "),
    "a plain space for the one that does not break": ("\u00a0", " "),
    "a full stop for the )": (") ", ". "),
    "- for +": ("+ ", "- "),
    "- for *": ("* ", "- "),
}


def other_signs(at: At, match: re.Match[str]) -> Followed | None:
    what, start, end = match[1], int(match[2]) - 1, _last(match, 2)
    pair = re.fullmatch(r"(\S+) for (?:each )?(\S+)", what)
    old, new = SIGNS.get(what) or ((pair[2], pair[1]) if pair else ("", ""))
    if not old:
        return None
    return _with(at, (start, end, [each.replace(old, new) for each in at.lines[start:end]]))


def escape(at: At, match: re.Match[str]) -> Followed:
    row, column = int(match[2]) - 1, int(match[3]) - 1
    line = at.lines[row]
    return _with(at, (row, row + 1, [f"{line[:column]}\\{line[column:]}"]))


def fence_after(at: At, match: re.Match[str]) -> Followed:
    row = int(match[2])
    return _with(at, (row, row, [match[1]]))


def end_with(at: At, match: re.Match[str]) -> Followed:
    row = int(match[1]) - 1
    line = at.lines[row]
    ended = line[:-1] + "  " if match[2].startswith("two") else line.rstrip() + "\\"
    return _with(at, (row, row + 1, [ended]))


KINDS: Final[tuple[tuple[re.Pattern[str], Follow], ...]] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (r"Take that line out\. Write: (.*)$", underlined),
        (r"shows a link as it is typed\. Write: (.*)$", link_as_text),
        (r"Write: (.*)$", write),
        (r"Write the words alone", words_alone),
        (r"Write at the margin: (/+)$", at_the_margin),
        (r"at the left margin, with all of its lines: (.*)$", script_to_the_margin),
        (r"Take lines (\d+) to (\d+) out\.", take_lines_out),
        (r"Take this line out, and the /// that ends it", block_out),
        (r"has no field '(.*)'\. .* is there already\. Take this one out", take_field_out),
        (r"Take out all from the < to the last >", take_angles_out),
        (r"there is a tab in front of this line\. Take it out", take_spaces_out),
        (r"Did you mean '(.*)'\?$", did_you_mean),
        (r"Rename it to (\S+)$", rename),
        (r"Move the file to (\S+)$", move),
        (r"Write (---) in place of (.*)$", write_in_place_of),
        (r"Add a line of --- under", add_dashes),
        (r"Add a line of (/+) under", add_slashes),
        (r"[Aa]dd a line: (.*)$", add_field),
        (r"[Gg]ive it (?:this line|a line such as): (.*)$", give_line),
        (r"there is a control character .*Delete it", take_sign_out),
        (r"empty\. Write a text after the dash, or take the line out", take_line_out),
        (r"(?:[Tt]ake this line out|Take this empty line out)\.", take_line_out),
        (r"closes no script\. Take it out\.", take_line_out),
        (r"heading has no words\. .*take it out", take_line_out),
        (r"'(.*)' stands twice .* Keep one", take_field_out),
        (r"Take '(.*)' out\.", take_field_out),
        (r"starts with spaces\. Take them out", take_spaces_out),
        (r"Take the mark out\.", take_mark_out),
        (r"the attribute '(.*)' .*Take it out", take_attribute_out),
        (r"may not have '(.*)' here\. Take it out", take_attribute_out),
        (r"a heading has no '(.*)'\. Take it out", take_attribute_out),
        (r"(?:can run code or load pages|is HTML|closes nothing here|has no place here)\. Take it out", take_tag_out),
        (r"nothing leads to this note\.", take_note_out),
        (r"Take out each tag, from its < to its >", take_tags_out),
        (r"Leave out the < and >\.", field_angles_out),
        (r"Move line (\d+) up, before line (\d+)\.$", move_up),
        (r"so (\S+) \(.*\) shows as typed\. Take it out", take_marks_out),
        (r"shows its # signs\. Take them out", take_hashes_out),
        (r"write &lt; for a plain '<'", entity),
        (r"never closed\. Close it\.", close_quotation),
        (r"is not closed\. Write (</.*>) after", close_element),
        (r"Write (-->) where it ends", close_element),
        (r"Start it with <!-- and a space", space_in_comment),
        (r"Begin a new line behind the -->", new_line),
        (r"Put a line with the same signs where it does", close_code),
        (r"Put it at the left margin, with an empty line before it\.$", to_the_margin),
        (r"Put an empty line (before|after) line (\d+)(?: and one after line (\d+))?\.$", empty_lines),
        (r"Put a line with only > before line (\d+)\.$", quoted_line),
        (rf"(Put|Take away) (\w+) (?:more )?spaces? before {LINES}(?:, and an empty line (before|after) line (\d+))?\.$", shift),
        (rf"Write {LINES} as one line\.$", one_line),
        (r"Write (\\\S) for the (?:\S) in line (\d+), column (\d+)\.$", escape),
        (rf"Write (.* for .*) in {LINES}\.$", other_signs),
        (r"Write (```|~~~) on a line of its own after line (\d+)\.$", fence_after),
        (r"End line (\d+) with (.*)\.$", end_with),
    )
)  # fmt: skip
"""What our messages say, and how it is done; the first that fits is followed."""
