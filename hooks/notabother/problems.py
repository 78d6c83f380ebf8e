"""Places in the authors' files, and the problems found there."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal, get_args

Level = Literal["error", "warning", "off"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

RULES: Final[Mapping[str, str]] = {
    # the file as a whole
    "not-utf-8": "A file must be UTF-8 text.",
    "line-ends": "A line ends with LF, or CR and LF.",
    "control-character": "Text may hold no control characters (NUL and the like).",
    "unreadable": "Everything in the docs folder is an ordinary file that can be read.",
    "too-large": "A file may be 200 kB at most, a picture 500 kB, a line 10,000 characters, a field 2,000, a list 500 entries; a list for search 2,000 lines.",
    "too-complex": "A text holds no more marks, headings and levels than can be drawn in a moment.",
    "not-published": "Beside Markdown, only pictures, fonts, PDFs, style sheets and texts are published.",
    "wrong-content": "A file holds what the ending of its name says.",
    "photo-tells-where": "A photo does not tell where it was taken.",
    "photo-tells-when": "A photo tells neither when it was taken nor with which camera.",
    "bad-name": "A file or folder has a name that it can have on every computer.",
    "outside-link": "A symbolic link may not leave the docs folder, or lead nowhere.",
    "same-address": "Two files may not end up at one address.",
    "bad-slug": "A file name that becomes an address is lower-case letters, digits and hyphens, and ends in .md.",
    "misplaced-file": "Articles, fears, studies and coach sheets stand directly in their folders.",
    # front matter, vocabulary and script options
    "no-front-matter": "A page starts with its fields between two lines of ---.",
    "broken-yaml": "Fields must be valid YAML.",
    "unknown-field": "Only the fields that are documented may be used.",
    "missing-field": "Required fields must be there, and not empty.",
    "mistyped-field": "A field must hold the kind of value it takes.",
    "duplicate-field": "A field may stand only once.",
    "markup-in-field": "Fields are plain text: no Markdown, no HTML.",
    # coach sheets
    "plan-minutes": "The steps of a coach sheet's plan take ten minutes together.",
    "three-questions": "A coach sheet has three questions to ask.",
    "one-paragraph": "The text of a coach sheet is one paragraph.",
    "study-on-sheet": "A coach sheet cites no study: the fear's page does, with its limits.",
    # headings and links
    "underlined-heading": "A heading starts with ##; it is not underlined.",
    "second-title": "The title field is the page's only top heading; text starts at ##.",
    "look-alike": "Signs that only look like Markdown's (•, brackets of full width) are written as Markdown's.",
    "empty-heading": "A heading has words.",
    "duplicate-anchor": "An anchor stands once on a page.",
    "broken-link": "A link within the site leads to a file that exists, and to a heading that is in it.",
    "picture-without-words": "A picture has words for those who cannot see it, or says that it needs none.",
    "ragged-table": "A row of a table has as many cells as the table has heads.",
    "unused-note": "A footnote that is explained is used.",
    # scripts and sections
    "bad-id": "A script's id is lower-case letters, digits and hyphens, and starts with a letter.",
    "duplicate-id": "Each script's id is its own, across the whole site.",
    "unclosed-code": "Code between fences ends.",
    "unclosed-script": "A script block ends with a line of ///.",
    "misplaced-script": "A script block stands at the left margin, in an article.",
    "misplaced-fear": 'Only a ## heading can carry { fear="..." }.',
    "empty-script": "A script has text.",
    "markup-in-script": "A script is plain text, as it will be sent.",
    "link-in-script": "A script may hold a whole web address, never a link within the site.",
    "script-without-fear": "A script belongs to at least one fear.",
    "needs-subject": "A script whose channel has a subject line says what to put there.",
    "needless-subject": "A script whose channel has no subject line has no subject.",
    "too-long": "A script fits its channel.",
    # the closed lists
    "unknown-fear": "A fear must have its file under fears/.",
    "unknown-channel": "A channel must stand in vocabulary.yml.",
    "unknown-situation": "A situation must stand in vocabulary.yml.",
    "unknown-recipient": "A recipient must stand in vocabulary.yml.",
    "unknown-placeholder": "A [blank] must stand in vocabulary.yml.",
    "unknown-article": "An article that a fear names must have its file under articles/.",
    "article-without-section": "An article that a fear names has a section marked with that fear.",
    "unknown-script": "What follows a script must be a script's id, or end; homework names a script's id.",
    "unknown-outcome": "The outcomes are yes, not-now, no and silence.",
    "unknown-study": "A cited study must have its file under evidence/.",
    # the library as a whole
    "next-cycle": "Following a script's next must come to an end.",
    "second-nudge": "One unasked follow-up is the most: after silence comes no second one.",
    "fear-without-section": "Each fear is answered by a marked section of an article.",
    "fear-without-script": "Each fear has words to send.",
    "few-phrases": "A fear lists ten or more ways people put it, a situation six or more.",
    "uncited-study": "A study is cited somewhere.",
    # how it is said
    "long-sentence": "A sentence has 25 words at most.",
    "long-paragraph": "A paragraph has three sentences at most.",
    "hard-to-read": "A page's sentences have 15 words on average at most, and it reads at school grade 8 at most.",
    "word-to-avoid": "Words that language.yml lists under `avoid` are put more kindly.",
    "uncited-claim": "What reads as a finding carries its study as a footnote in the same paragraph.",
    # search
    "found-elsewhere": "What a fear's `says` lists finds that fear first.",
    "empty-phrase": "A list for search holds words in every line and between its commas.",
    "lone-synonym": "A group of synonyms has two words or more.",
    "cancelled-danger": "A harmless use (not:) says more than the words of danger it explains.",
    # safety
    "active-content": "Markdown and SVG pictures may not carry scripts, event handlers or javascript: links, nor load anything from elsewhere.",
    "raw-html": "Markdown may carry only a few harmless HTML elements.",
    # paper
    "not-on-paper": "What stands on the back of a card or on a coach sheet is made of paragraphs and lists.",
    "does-not-fit": "What is printed fits its card or its sheet, in a size that can be read.",
    "missing-glyph": "What is printed uses only characters that our fonts have.",
    # the renderer
    "not-as-previewed": "What the preview of the repository shows, the page must show.",
    "raw-mark": "No mark of Markdown is shown to readers as it was typed.",
    "not-drawn": "What the reader finds in a file, the page must show, and nothing else.",
}
"""Every rule's id and what it asks for, in the order CONTRIBUTING lists them."""

WARNINGS: Final = frozenset(
    {
        "article-without-section",
        "few-phrases",
        "found-elsewhere",
        "hard-to-read",
        "long-paragraph",
        "photo-tells-when",
        "uncited-study",
    }
)
"""Rules that are shown but do not fail a build."""

ALWAYS_ERRORS: Final = frozenset(
    {
        "active-content",
        "bad-slug",
        "broken-yaml",
        "control-character",
        "markup-in-field",
        "markup-in-script",
        "not-drawn",
        "not-utf-8",
        "outside-link",
        "raw-html",
        "same-address",
        "too-complex",
        "too-large",
        "unreadable",
    }
)
"""Rules that no site can make milder: they keep code and strangers' files out, and what cannot be read or drawn."""


LONGEST_WORD: Final = 80
"""The longest word for which one that is like it is looked for: comparing two takes the square of their length."""


LONGEST_MESSAGE: Final = 400
"""The most characters of a message that are shown; ours have half of that, unless they repeat what is wrong."""


LONGEST_LINE: Final = LONGEST_MESSAGE // 2 - len("Write: ")
"""The longest line that a message tells to write: the end of a message is never cut."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the docs folder."""

    file: str
    """The file's path as seen from the docs folder, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what to write instead."""

    place: Place
    rule: str
    """One of the ids in `RULES`."""
    message: str
    """What is wrong and what to write instead, in one or two plain sentences."""
    set_to: Level | None = field(default=None, compare=False)
    """The level that mkdocs.yml gives this rule, if it gives one."""

    def __post_init__(self) -> None:
        """Refuse a rule that is not in the book: a slip of ours, not of the author's."""
        if self.rule not in RULES:
            raise KeyError(self.rule)

    @property
    def level(self) -> Level:
        """`error` fails a build, `warning` is only shown, `off` is not even that."""
        return self.set_to or ("warning" if self.rule in WARNINGS else "error")


class Text(str):
    """A string that remembers where in the authors' files it stands."""

    place: Place

    def __new__(cls, value: str, place: Place) -> Text:
        """Make a text of `value` that stands at `place`."""
        text = super().__new__(cls, value)
        text.place = place
        return text

    def __getnewargs__(self) -> tuple[str, Place]:  # type: ignore[override]
        """Let a text be copied."""
        return str(self), self.place

    def problem(self, rule: str, message: str) -> Problem:
        """Return a problem of this rule at this text's place."""
        return Problem(self.place, rule, message)


def with_levels(problems: Iterable[Problem], levels: Mapping[str, Level]) -> list[Problem]:
    """Return problems as a site wants them shown: each once, in order, at its level, and none that is off.

    Args:
        problems: what was found.
        levels: the rules that are not at their own level.
    """
    found = [replace(each, set_to=levels.get(each.rule)) for each in sorted(set(problems))]
    return [each for each in found if each.level != "off"]


def as_line(problem: Problem, folder: str = "docs") -> str:
    """Return a problem as one line: `docs/x.md:31:5: what is wrong. What to write. [rule-id]`."""
    place = problem.place
    note = "" if problem.level == "error" else "warning: "
    where = f"{_shown(_path(folder, place))}:{place.line}:{place.column}"
    return f"{where}: {note}{_shown(problem.message)} [{problem.rule}]"


def as_annotation(problem: Problem, folder: str = "docs") -> str:
    """Return a problem as a GitHub workflow command, which marks the line in a pull request.

    The escapes are those of GitHub's documented toolkit: `%`, line ends, and in properties `:` and `,`.
    """

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def property_(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    where = f"file={property_(_path(folder, place))},line={place.line},col={place.column}"
    return f"::{problem.level} {where},title={property_(problem.rule)}::{escape(_shown(problem.message))}"


def _path(folder: str, place: Place) -> str:
    """Return the path of a place's file; mkdocs.yml stands beside the docs folder."""
    path = f"{folder}/{place.file}"
    return posixpath.normpath(path) if place.file.startswith("../") else path


def _shown(message: str) -> str:
    """Return a message that stays on its line, whatever it repeats of a file: no line ends, no escapes, no novel."""
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE // 2]} … {message[-LONGEST_MESSAGE // 2 :]}"
    if message.isprintable():
        return message
    return "".join(char if char.isprintable() else "\ufffd" for char in message)


def instead(word: str, known: Iterable[str], where: str) -> str:
    """Say what to write in place of an unknown word.

    Args:
        word: what the author wrote.
        known: the words that would have been right.
        where: where the whole list stands, for when it is long or empty.

    Returns:
        `Did you mean 'too-busy'?` for a near miss, otherwise the choices.
    """
    choices = frozenset(known)
    near = meant(word, choices)
    if near is not None:
        return f"Did you mean '{near}'?"
    if 0 < len(choices) <= 12:
        return f"Choose one of: {', '.join(sorted(choices))}."
    return f"The list stands in {where}."


def to_write(line: str, otherwise: str) -> str:
    """Say what to write in place of a line; of one that a message cannot show as it is, say how it is written.

    Args:
        line: the line as it would be right.
        otherwise: the advice in words, as a sentence.
    """
    return f"Write: {line}" if len(line) <= LONGEST_LINE and line.isprintable() else otherwise


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that an unknown one is a slip of, or None."""
    return nearest(word, frozenset(known)) if len(word) <= LONGEST_WORD else None


def is_slip(word: str, near: str | None) -> bool:
    """Tell whether a word is another one mistyped, where a word of its own would be just as good."""
    one, other = word.casefold(), (near or "").casefold()
    return sorted(one) == sorted(other) or difflib.SequenceMatcher(None, one, other).ratio() > 0.8


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


@lru_cache(maxsize=4096)
def nearest(word: str, known: frozenset[str]) -> str | None:
    """Return the known word that is most like another, or None.

    One that differs in capitals alone, or in how its accents are put together, is the nearest. Of others only
    those that begin or end alike are compared: a list may hold thousands.
    """
    folded = _folded(word)
    begin, end = folded[:1], folded[-3:]
    alike = {
        key: each
        for key, each in ((_folded(each), each) for each in sorted(known, reverse=True))
        if key[:1] == begin or key[-3:] == end
    }
    if folded in alike:
        return alike[folded]
    near = difflib.get_close_matches(folded, alike, n=1, cutoff=0.7)
    return alike[near[0]] if near else None
