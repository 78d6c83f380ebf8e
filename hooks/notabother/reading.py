"""Each file's text to a value of the model, and the problems in it.

Every function here is pure and takes one file, so that a rebuild reads again only what changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from notabother import addresses, safety
from notabother.fields import Fields, read_fields
from notabother.limits import COUNTS
from notabother.lines import (
    OTHER_BLOCK,
    SCRIPT_ELSEWHERE,
    SCRIPT_END,
    Heading,
    Scan,
    ScriptLines,
    scan,
    script_text,
    spans,
)
from notabother.model import (
    END,
    OUTCOMES,
    Article,
    Channel,
    Fear,
    Page,
    Placeholder,
    Script,
    Section,
    Study,
    Term,
    Vocabulary,
)
from notabother.problems import Place, Problem, Text, instead

MOST_BYTES: Final = 200_000
"""The most a Markdown file may weigh: a long book chapter, and still drawn in a moment."""

AFTER_A_PHRASE: Final = ("*", "_", ")", "]", ">")
"""What stands before an attribute list that belongs to a phrase or a link."""

LINK_GOES_ON: Final = ("(", "<", "]:")
"""How a line ends whose link stands on the next one."""

MOST_CHARACTERS: Final = 10_000
"""The most characters of one line: a long chapter's paragraph, and still scanned in a moment."""

MOST_CONTROL_CHARACTERS: Final = 20
"""How many control characters of one file are reported: more of them say nothing new."""

NEVER: Final = "\ufffe\uffff"
"""Code points that are no characters and that YAML refuses."""

MARKUP_IN_SCRIPT: Final = {"**": "bold", "`": "code", "~~~": "code", "![": "a picture"}
"""Markdown that a message cannot hold: it would be sent as typed."""

HTML_IN_SCRIPT: Final = ("</", "<!--", "<http", "<mailto:")
"""What is HTML, or an address in < >, though a line may show no element."""

REFERENCE: Final = re.compile(r" {0,3}\[[^\]^][^\]]*\]: *<?([^\s>]+)")
"""A line that says where the links of one name lead: `[name]: file.md`."""

CONFIDENCE: Final = ("high", "medium")
"""How sure a study's record may say it is."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What every Markdown file has: its text without the front matter, its citations and links."""

    body: str
    words: int
    cites: tuple[Text, ...]
    links: tuple[Text, ...]
    """The targets of its relative links, as written."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file, read: its value (None if nothing could be made of it) and what is wrong in it."""

    value: Article | Fear | Study | Page | None
    links: tuple[Text, ...]
    problems: tuple[Problem, ...]


def decode(uri: str, data: bytes) -> tuple[str, list[Problem]]:
    """Turn a file's bytes into text with plain line ends, without a byte order mark.

    Returns:
        The text and the problems in it: `too-large`, `not-utf-8` (the text is then empty) and
        `control-character` (each is replaced by U+FFFD).
    """
    if len(data) > MOST_BYTES and uri.endswith(".md"):
        return "", [too_large(uri, len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = (
            before.count(b"\n") + 1,
            len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1,
        )
        message = f"byte 0x{data[error.start]:02x} is not UTF-8. Save the file as UTF-8 text."
        return "", [Problem(Place(uri, line, column), "not-utf-8", message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, problems = _without_long_lines(uri, text)
    if text.isprintable():
        return text, problems
    odd = {
        char
        for char in set(text)
        if char not in "\n\t" and (unicodedata.category(char) == "Cc" or char in NEVER)
    }
    if odd:
        for number, content in enumerate(text.split("\n"), 1):
            for place, char in enumerate(content, 1):
                if char in odd:
                    message = f"there is a control character (U+{ord(char):04X}) here. Delete it."
                    problems.append(Problem(Place(uri, number, place), "control-character", message))
        text = text.translate({ord(char): "\ufffd" for char in odd})
    return text, problems[:MOST_CONTROL_CHARACTERS]


def _without_long_lines(uri: str, text: str) -> tuple[str, list[Problem]]:
    """Leave out lines so long that looking at them would take minutes."""
    problems = []
    if len(text) > MOST_CHARACTERS:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if len(line) > MOST_CHARACTERS:
                message = (
                    f"this line has {len(line):,} characters; {MOST_CHARACTERS:,} is the most. "
                    "Break it into paragraphs."
                )
                problems.append(Problem(Place(uri, number + 1), "too-large", message))
                lines[number] = ""
        text = "\n".join(lines)
    return text, problems


def too_large(uri: str, size: int) -> Problem:
    """Return the problem of a Markdown file of `size` bytes."""
    message = (
        f"this file has {size // 1000:,} kB; {MOST_BYTES // 1000} kB is the most. Split it into several."
    )
    return Problem(Place(uri), "too-large", message)


@lru_cache(maxsize=4096)
def read_markdown(uri: str, text: str) -> Read:
    """Read one Markdown file; its folder says what it is.

    Args:
        uri: the file's path in the docs folder.
        text: the file, decoded.
    """
    problems: list[Problem] = []
    folder = addresses.folder_of(uri)
    is_index = uri.endswith("/index.md") or uri == "index.md"
    kind = (
        "page"
        if is_index
        else {"articles": "article", "fears": "fear", "evidence": "study"}.get(folder, "page")
    )
    if not is_index and not addresses.is_slug(addresses.stem(uri)):
        message = (
            f"'{addresses.stem(uri)}' becomes part of an address. "
            "Name the file with lower-case letters, digits and hyphens."
        )
        return Read(None, (), (Problem(Place(uri), "bad-slug", message),))
    if kind != "page" and uri.count("/") > 1:
        message = (
            f"{folder} stand directly in their folder. Move the file to {folder}/{addresses.stem(uri)}.md"
        )
        return Read(None, (), (Problem(Place(uri), "misplaced-file", message),))
    lines = scan(text)
    what = {"article": "an article", "fear": "a fear", "study": "a study", "page": "a page"}[kind]
    fields = _front_matter(uri, lines, what, problems)
    prose = _prose(uri, lines, problems)
    value: Article | Fear | Study | Page
    if kind == "article":
        value = _article(uri, lines, fields, prose, problems)
    else:
        _no_scripts_here(uri, lines, problems)
        if kind == "fear":
            value = _fear(uri, fields, prose)
        elif kind == "study":
            value = _study(uri, fields, prose)
        else:
            value = _page(uri, fields, prose)
    fields.close()
    return Read(value, prose.links, tuple(problems))


@lru_cache(maxsize=64)
def read_vocabulary(uri: str, text: str) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Read the closed lists: channels, situations, recipients and placeholders."""
    problems: list[Problem] = []
    fields = read_fields(text, Place(uri), "the vocabulary", problems)
    channels: dict[str, Channel] = {}
    for name, inner in _terms(fields, "channels", "channel", problems):
        title, counts = inner.text("title"), inner.text("counts")
        inner.asked.append("limit")
        limit, subject = inner.number("limit"), inner.number("subject")
        if "limit" not in inner:
            problems.append(
                Problem(inner.place, "missing-field", f"{inner.what} needs 'limit'. Add a line: limit: 200")
            )
        if counts is not None and counts not in COUNTS:
            message = f"'counts' is not '{counts}'. {instead(counts, COUNTS, 'vocabulary.yml')}"
            problems.append(counts.problem("mistyped-field", message))
            counts = None
        inner.close()
        if title is not None and counts is not None and limit is not None:
            channels[name] = Channel(name, title, counts, limit, subject)
    lists: dict[str, dict[str, Term]] = {"situations": {}, "recipients": {}}
    for plural, singular in (("situations", "situation"), ("recipients", "recipient")):
        for name, inner in _terms(fields, plural, singular, problems):
            title = inner.text("title")
            description = inner.text("description", required=plural == "situations")
            inner.close()
            if title is not None:
                lists[plural][name] = Term(name, title, description)
    placeholders: dict[str, Placeholder] = {}
    for name, inner in _terms(fields, "placeholders", "placeholder", problems, slugs=False):
        hint, example = inner.text("hint"), inner.text("example")
        inner.close()
        if hint is not None and example is not None:
            placeholders[name] = Placeholder(name, hint, example)
    fields.close()
    return Vocabulary(channels, lists["situations"], lists["recipients"], placeholders), tuple(problems)


def _terms(
    fields: Fields, plural: str, singular: str, problems: list[Problem], *, slugs: bool = True
) -> list[tuple[Text, Fields]]:
    inner = fields.mapping(plural, plural)
    if inner is None:
        return []
    found = list(inner.mappings(singular))
    for name, _ in found:
        if slugs and not addresses.is_slug(name):
            message = f"'{name}' becomes part of an address. Use lower-case letters, digits and hyphens."
            problems.append(name.problem("bad-slug", message))
        elif slugs and name in addresses.RESERVED:
            message = f"'{name}' has a meaning of its own. Choose another name."
            problems.append(name.problem("bad-slug", message))
    return [(name, each) for name, each in found if not slugs or _is_free(name)]


def _is_free(name: str) -> bool:
    return addresses.is_slug(name) and name not in addresses.RESERVED


def _front_matter(uri: str, lines: Scan, what: str, problems: list[Problem]) -> Fields:
    place = Place(uri)
    if lines.front is None:
        message = f"{what} starts with its fields between two lines of ---. See 'Fields' in CONTRIBUTING.md."
        problems.append(Problem(place, "no-front-matter", message))
        return Fields(place, what, {}, problems, lambda _: place, broken=True)
    if not lines.front_closed:
        message = "the fields at the top are never closed. Add a line of --- under the last of them."
        problems.append(Problem(place, "no-front-matter", message))
    text = "\n".join(lines.lines[number] for number in lines.front)
    fields = read_fields(text, Place(uri, 2), what, problems)
    fields.place = place
    return fields


def _prose(uri: str, lines: Scan, problems: list[Problem]) -> Prose:
    """Read what all prose can hold, and report what it may not."""
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
        elif (definition := REFERENCE.match(line)) and _is_relative(definition[1]):
            links.append(Text(_path_of(definition[1]), Place(uri, number + 1, definition.start(1) + 1)))
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
    body = "\n".join(lines.lines[lines.body :])
    return Prose(body.strip("\n"), words, tuple(cite for cite in cites if cite not in local), tuple(links))


def _without_bracketed_links(line: str) -> str:
    """Blank out `<file.md>` in `[text](<file.md>)`, which is a link and no HTML."""
    if "](<" not in line:
        return line
    for column, inside in spans(line, "](<", ">"):
        line = f"{line[: column - 1]}{' ' * (len(inside) + 2)}{line[column + len(inside) + 1 :]}"
    return line


def _relative_links(uri: str, number: int, line: str) -> list[Text]:
    found = []
    for column, target in spans(line, "](", ")"):
        path = target.split()[0].strip("<>") if target.split() else ""
        if _is_relative(path):
            found.append(Text(_path_of(path), Place(uri, number + 1, column + 1)))
    return found


def _is_relative(link: str) -> bool:
    """Tell whether a link leads to a file of the docs folder; one that starts with / does so wrongly."""
    return bool(_path_of(link)) and ":" not in link and not link.startswith("//")


def _path_of(link: str) -> str:
    return link.partition("#")[0].partition("?")[0]


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
        pairs = [pair.partition("=") for pair in inside.replace(":", " ", 1).split()]
        for name, equals, quoted in pairs:
            value = quoted.strip("\"'")
            if not equals or name == "fear" or safety.is_safe_attribute(name, value):
                continue
            if safety.is_active_attribute(name, value):
                problems.append(Problem(place, "active-content", safety.refusal(name, value)))
            elif not line.startswith("#"):  # on a heading, the reader of its mark knows better
                problems.append(Problem(place, "raw-html", safety.refusal(name, value)))
        if line[column - 2 : column - 1] in AFTER_A_PHRASE:  # here a name alone is an attribute too
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


def _no_scripts_here(uri: str, lines: Scan, problems: list[Problem]) -> None:
    for block in lines.scripts:
        message = "scripts belong in an article. Move it to a file under articles/."
        problems.append(Problem(Place(uri, block.line + 1), "misplaced-script", message))
    for heading in lines.headings:
        for name, _, column in heading.attributes:
            if name == "fear":
                message = "only a section of an article can be marked with a fear. Take the mark out."
                problems.append(Problem(Place(uri, heading.line + 1, column + 1), "misplaced-fear", message))


def _or(text: Text | None, uri: str, otherwise: str = "") -> Text:
    """Return the text, or a stand-in so that the rest of a faulty file can still be shown."""
    return text if text is not None else Text(otherwise, Place(uri))


def _article(uri: str, lines: Scan, fields: Fields, prose: Prose, problems: list[Problem]) -> Article:
    title, description = fields.text("title"), fields.text("description")
    date = fields.date("date")
    author, updated = fields.text("author", required=False), fields.date("updated", required=False)
    marked = [(heading, fears) for heading in lines.headings if (fears := _fears_of(uri, heading, problems))]
    if date is not None and updated is not None and updated < date:
        problems.append(
            updated.problem("mistyped-field", f"'updated' is before 'date', {date}. Write a later day.")
        )
    ends = _ends(lines)
    sections = []
    for heading, fears in marked:
        shown = next(
            (line for line in lines.more if heading.line < line < ends[heading.line]), ends[heading.line]
        )
        cites = tuple(c for c in prose.cites if heading.line < c.place.line <= shown)
        place = Place(uri, heading.line + 1)
        sections.append(Section(heading.text, fears, heading.level, cites, place, ends[heading.line] + 1))
    scripts = []
    before = 0
    for block in lines.scripts:
        while before < len(marked) and marked[before][0].line < block.line:
            before += 1
        holds = (fears for heading, fears in reversed(marked[:before]) if block.line < ends[heading.line])
        around = next(holds, ())
        script = _script(uri, lines, block, around, problems)
        if script is not None:
            scripts.append(script)
    return Article(
        uri,
        _or(title, uri, addresses.stem(uri)),
        _or(description, uri),
        author,
        _or(date, uri, "2000-01-01"),
        updated,
        prose.body,
        prose.words,
        tuple(sections),
        tuple(scripts),
        prose.cites,
    )


def _ends(lines: Scan) -> dict[int, int]:
    """Return for each heading the line after its section: the next heading of its level or above, or the end."""
    ends: dict[int, int] = {}
    within: list[Heading] = []
    for heading in lines.headings:
        while within and within[-1].level >= heading.level:
            ends[within.pop().line] = heading.line
        within.append(heading)
    return ends | {heading.line: len(lines.lines) for heading in within}


def _fears_of(uri: str, heading: Heading, problems: list[Problem]) -> tuple[Text, ...]:
    fears: list[Text] = []
    for name, value, column in heading.attributes:
        place = Place(uri, heading.line + 1, column + 1)
        if name == "fear":
            at = 0
            for slug in value.split():
                at = value.index(slug, at)
                fears.append(Text(slug, Place(uri, heading.line + 1, column + at + 1)))
                at += len(slug)
            if fears and fears[0].place.column <= column and len(fears) > len(value.split()):
                message = 'a heading takes one fear="..."; several fears stand in it. Write: { fear="too-busy no-reply" }'
                problems.append(Problem(place, "duplicate-field", message))
            if not value.split():
                problems.append(Problem(place, "missing-field", 'name the fear. Write: { fear="too-busy" }'))
        elif name not in ("id", ".", "class") and not safety.is_active_attribute(name, value):
            message = f"a heading has no '{name}'. {instead(name, ['fear'], 'CONTRIBUTING.md')}"
            problems.append(Problem(place, "unknown-field", message))
    return tuple(fears)


def _fear(uri: str, fields: Fields, prose: Prose) -> Fear:
    title, description = fields.text("title"), fields.text("description")
    order, says, related = (
        fields.number("order"),
        fields.texts("says"),
        fields.texts("related", required=False),
    )
    slug = addresses.stem(uri)
    return Fear(
        uri,
        slug,
        _or(title, uri, slug),
        _or(description, uri),
        order,
        says,
        related,
        prose.body,
        prose.cites,
    )


def _study(uri: str, fields: Fields, prose: Prose) -> Study:
    texts = [fields.text(name) for name in ("title", "short", "citation", "who", "found", "limits")]
    title, short, citation, who, found, limits = (_or(text, uri) for text in texts)
    doi, confidence, reviewed = (
        fields.text("doi", required=False),
        fields.text("confidence"),
        fields.date("reviewed"),
    )
    if confidence is not None and confidence not in CONFIDENCE:
        message = f"'confidence' is not '{confidence}'. {instead(confidence, CONFIDENCE, 'CONTRIBUTING.md')}"
        fields.problems.append(confidence.problem("mistyped-field", message))
    return Study(
        uri,
        addresses.stem(uri),
        title or Text(addresses.stem(uri), Place(uri)),
        short,
        citation,
        doi,
        who,
        found,
        limits,
        _or(confidence, uri),
        _or(reviewed, uri, "2000-01-01"),
        prose.body,
        prose.cites,
    )


def _page(uri: str, fields: Fields, prose: Prose) -> Page:
    title, description = fields.text("title"), fields.text("description", required=False)
    return Page(uri, _or(title, uri, addresses.stem(uri)), _or(description, uri), prose.body, prose.cites)


def _script(
    uri: str, lines: Scan, block: ScriptLines, around: tuple[Text, ...], problems: list[Problem]
) -> Script | None:
    place = Place(uri, block.line + 1)
    if not block.closed:
        message = "this script is never closed. Add a line of /// under its last line."
        problems.append(Problem(place, "unclosed-script", message))
    raw = [lines.lines[number] for number in block.options]
    indent = min(map(_indent, raw), default=4)
    what = f"the script '{block.title}'" if block.title else "this script"
    options = read_fields(
        "\n".join(line[indent:] for line in raw), Place(uri, block.line + 2), what, problems, indent=indent
    )
    options.place = place
    title = Text(block.title, Place(uri, block.line + 1, block.title_column + 1))
    if not title:
        message = "a script needs a title in its first line. Write: /// script | A short name for it"
        problems.append(title.problem("missing-field", message))
    elif any(mark in title for mark in "<>"):
        problems.append(title.problem("markup-in-field", "a title is plain text. Leave out < and >."))
    id_ = options.text("id")
    if id_ is not None and not addresses.is_slug(id_):
        message = f"'{id_}' cannot be an id. Use lower-case letters, digits and hyphens, a letter first."
        problems.append(id_.problem("bad-id", message))
        id_ = None
    elif id_ in addresses.RESERVED:
        problems.append(id_.problem("bad-id", f"'{id_}' has a meaning of its own. Choose another id."))
        id_ = None
    situation, channel, to = options.text("situation"), options.text("channel"), options.text("to")
    subject = options.text("subject", required=False)
    tip, not_when = options.text("tip"), options.text("not-when")
    follows = _next(options)
    fears = options.texts("fears", required=False) or around
    options.close()
    if not fears:
        message = (
            f"{what} belongs to no fear. Move it under a marked heading, or add a line: fears: [too-busy]"
        )
        problems.append(Problem(place, "script-without-fear", message))
    text = script_text("\n".join(lines.lines[number] for number in block.text))
    first = next((number for number in block.text if lines.lines[number].strip()), block.text.start)
    text_place = Place(uri, min(first, len(lines.lines) - 1) + 1)
    if not text:
        problems.append(Problem(place, "empty-script", f"{what} has no text. Write it under the options."))
    blanks = [Text(blank, subject.place) for _, blank in spans(subject or "", "[", "]")] if subject else []
    for number in block.text:
        blanks += _script_line(uri, number, lines.lines[number], problems)
    if not (title and id_ and situation and channel and to and tip and not_when and text) or follows is None:
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
        text,
        tuple(blanks),
        text_place,
        source,
        place,
        uri,
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _next(options: Fields) -> Mapping[str, Text] | None:
    """Read what follows a script: `next: end`, or one script (or `end`) for each outcome."""
    value = options.scalar_or_mapping("next", "next")
    if isinstance(value, Text):
        if value != END:
            message = f"'next' is not '{value}'. Write: next: end, or under it a line for each of: {', '.join(OUTCOMES)}."
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
    if any(text is None for text in found.values()):
        return None
    return {outcome: text for outcome, text in found.items() if text is not None}


def _script_line(uri: str, number: int, line: str, problems: list[Problem]) -> list[Text]:
    """Report what plain text cannot hold, and return the line's blanks."""

    def note(column: int, rule: str, message: str) -> None:
        problems.append(Problem(Place(uri, number + 1, column + 1), rule, message))

    links = list(spans(line, "](", ")"))
    for column, target in links:
        if ":" in target:
            note(column, "markup-in-script", f"a message is plain text. Write the address alone: {target}")
        else:
            message = f"'{target}' leads nowhere from a message. Leave it out, or write the whole address."
            note(column, "link-in-script", message)
    for mark, name in MARKUP_IN_SCRIPT.items():
        if mark in line:
            message = f"a message is plain text, so {mark} ({name}) shows as typed. Take it out."
            note(line.index(mark), "markup-in-script", message)
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
        note(column, rule, "a message is plain text, so it holds no HTML. Leave out the < and >.")
    return [
        Text(blank, Place(uri, number + 1, column + 1))
        for column, blank in spans(line, "[", "]")
        if not line[column + len(blank) + 1 :].startswith("(") and line[column - 2 : column - 1] != "!"
    ]
