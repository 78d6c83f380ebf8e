"""Reader and renderer see the same: each tricky input is read and drawn, and the two compared.

An input is fine if both agree, or if the reader says what is wrong: never may a page differ in
silence from what was read. What stands in `wanted` is what the page must show: the scripts by id,
the marked sections by their fears; `reported` are the rules the reader must name.
"""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from as_drawn import URI, compare
from notabother.drawing.agreement import differences
from notabother.drawn import Heading, Marked
from notabother.model import Article
from notabother.problems import Problem
from notabother.reading.files import read_markdown
from small_library import HEAD, SCRIPT, SECTION


class ShownTexts(HTMLParser):
    """Collects the text of each script as a reader of the page sees and copies it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.quoted = self.within = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote" and ("class", "script-text") in attrs:
            self.texts.append("")
            self.quoted = True
        if tag == "p" and self.quoted:
            self.within = ("class", "script-subject") not in attrs
            self.texts[-1] += "\n\n" if self.texts[-1] and self.within else ""
        if tag == "br" and self.within:
            self.texts[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag != "p"
        self.quoted = self.quoted and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self.within:
            self.texts[-1] += data


def indented(text: str, by: str = "    ") -> str:
    return "".join(by + line if line.strip() else line for line in text.splitlines(keepends=True))


def with_text(text: str) -> str:
    return SCRIPT.replace("Hi [first name],\n\nOne question about [topic]?", text)


BUSY = ("too-busy",)
CASE = ["case"]
NONE: list[Any] = []

# name: (Markdown, the scripts both see, the sections both see, the rules the reader names)
INPUTS: dict[str, tuple[str, list[str], list[tuple[str, ...]], list[str]]] = {
    # where a script stands
    "plain": (SECTION + SCRIPT, CASE, [BUSY], NONE),
    "after a paragraph without an empty line": (SECTION + "Text.\n" + SCRIPT, CASE, [BUSY], NONE),
    "after a list": (SECTION + "- An entry\n" + SCRIPT, CASE, [BUSY], NONE),
    "after a quote": (SECTION + "> A quote\n" + SCRIPT, CASE, [BUSY], NONE),
    "after a table": (SECTION + "A | B\n--|--\n1 | 2\n" + SCRIPT, CASE, [BUSY], NONE),
    "after a footnote": (SECTION + "Text.[^a]\n\n[^a]: A note.\n" + SCRIPT, CASE, [BUSY], NONE),
    "after an admonition": (SECTION + "!!! note\n    Text.\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "right after a heading": (SECTION.rstrip() + "\n" + SCRIPT, CASE, [BUSY], NONE),
    "text right after it": (SECTION + SCRIPT + "Text.\n", CASE, [BUSY], NONE),
    "heading right after it": (SECTION + SCRIPT + "## Next\n", CASE, [BUSY], NONE),
    "two back to back": (
        SECTION + SCRIPT + SCRIPT.replace("id: case", "id: other"),
        ["case", "other"],
        [BUSY],
        NONE,
    ),
    "in a list": (SECTION + "- An entry\n\n" + indented(SCRIPT), NONE, [BUSY], ["misplaced-script"]),
    "in a numbered list": (SECTION + "1. An entry\n\n" + indented(SCRIPT), NONE, [BUSY], ["misplaced-script"]),
    "as an entry": (SECTION + "- " + SCRIPT, NONE, [BUSY], ["misplaced-script"]),
    "in an admonition": (SECTION + "!!! note\n\n" + indented(SCRIPT), NONE, [BUSY], ["misplaced-script"]),
    "in a quote": (SECTION + indented(SCRIPT, "> "), NONE, [BUSY], ["misplaced-script"]),
    "in a quote without spaces": (
        SECTION + indented(SCRIPT, ">").replace("/// script", "///script"),
        NONE,
        [BUSY],
        ["misplaced-script"],
    ),
    "in a footnote": (SECTION + "Text.[^a]\n\n[^a]: Note.\n\n" + indented(SCRIPT), NONE, [BUSY], ["misplaced-script"]),
    "in a comment": (SECTION + "<!--\n" + SCRIPT + "-->\n", NONE, [BUSY], NONE),
    "in a comment with an example": (SECTION + "<!--\n```\n-->\n```\n" + SCRIPT + "-->\n", NONE, [BUSY], ["unclosed-code"]),
    "in an indented comment": (SECTION + "  <!--\n\n" + SCRIPT + "-->\n", NONE, [BUSY], NONE),
    "in a comment that begins within a line": (SECTION + "A <!--\n\n" + SCRIPT + "\n-->\n", CASE, [BUSY], NONE),
    "after a comment": (SECTION + "<!-- a -->\n" + SCRIPT, CASE, [BUSY], NONE),
    "after a comment that ends oddly": (SECTION + "<!-- a --!>\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "after an unclosed comment": (SECTION + "<!-- a\n\n" + SCRIPT, CASE, [BUSY], ["raw-html"]),
    "in a fenced example": (SECTION + "```\n" + SCRIPT + "```\n", NONE, [BUSY], NONE),
    "in an example with tildes": (SECTION + "~~~~ markdown\n" + SCRIPT + "~~~\n~~~~\n", NONE, [BUSY], NONE),
    "in an example with attributes": (SECTION + "``` { .markdown }\n" + SCRIPT + "```\n", NONE, [BUSY], NONE),
    "in an unclosed example": (SECTION + "```\n\n" + SCRIPT, NONE, [BUSY], ["unclosed-code"]),
    "in an example closed with fewer ticks": (SECTION + "````\n\n" + SCRIPT + "\n```\n", NONE, [BUSY], ["unclosed-code"]),
    "in what looks like an example": (SECTION + "``` two words\n\n" + SCRIPT + "\n```\n", NONE, [BUSY], NONE),
    "in an indented example": (SECTION + indented(SCRIPT), NONE, [BUSY], ["misplaced-script"]),
    "indented by a tab": (SECTION + indented(SCRIPT, "\t"), NONE, [BUSY], ["misplaced-script"]),
    "indented by one space": (SECTION + indented(SCRIPT, " "), NONE, [BUSY], ["misplaced-script"]),
    "indented by three spaces": (SECTION + indented(SCRIPT, "   "), NONE, [BUSY], ["misplaced-script"]),
    "after another block in one paragraph": (SECTION + "/// note\n" + SCRIPT, CASE, [BUSY], ["misplaced-script"]),
    # how a script is written
    "upper case": (SECTION + SCRIPT.replace("script", "Script"), CASE, [BUSY], NONE),
    "no spaces in the first line": (SECTION + SCRIPT.replace("/// script | ", "///script|"), CASE, [BUSY], NONE),
    "a tab in the first line": (SECTION + SCRIPT.replace("/// script | ", "///\tscript\t|\t"), CASE, [BUSY], NONE),
    "spaces at line ends": (SECTION + SCRIPT.replace("\n", "  \n"), CASE, [BUSY], NONE),
    "line ends of Windows": ((SECTION + SCRIPT).replace("\n", "\r\n"), CASE, [BUSY], NONE),
    "options indented by tabs": (SECTION + SCRIPT.replace("    ", "\t"), CASE, [BUSY], NONE),
    "options indented by six": (SECTION + SCRIPT.replace("    ", "      "), CASE, [BUSY], NONE),
    "options indented by two": (SECTION + SCRIPT.replace("    ", "  "), NONE, [BUSY], ["mistyped-field"]),
    "options after an empty line": (
        SECTION + SCRIPT.replace("case\n    id", "case\n\n    id"),
        NONE,
        [BUSY],
        ["mistyped-field"],
    ),
    "text right after the options": (SECTION + SCRIPT.replace("end\n\nHi", "end\nHi"), CASE, [BUSY], NONE),
    "four slashes": (SECTION + SCRIPT.replace("///", "////"), CASE, [BUSY], NONE),
    "four slashes closed with three": (
        SECTION + SCRIPT.replace("/// s", "//// s"),
        CASE,
        [BUSY],
        ["unclosed-script"],
    ),
    "closing line indented": (SECTION + SCRIPT.replace("\n///\n", "\n   ///\n"), CASE, [BUSY], NONE),
    "unclosed": (SECTION + SCRIPT.replace("\n///\n", "\n"), CASE, [BUSY], ["unclosed-script"]),
    "unclosed before a heading": (
        SECTION + SCRIPT.replace("\n///\n", "\n") + '\n## Next { fear="no-reply" }\n',
        CASE,
        [BUSY, ("no-reply",)],
        ["unclosed-script"],
    ),
    "no title": (SECTION + SCRIPT.replace(" | A case", ""), NONE, [BUSY], ["missing-field"]),
    "no bar": (SECTION + SCRIPT.replace(" | A case", " A case"), NONE, [BUSY], ["misplaced-script"]),
    "misspelt": (SECTION + SCRIPT.replace("script", "scrpt"), NONE, [BUSY], ["misplaced-script"]),
    "an id that is a number": (SECTION + SCRIPT.replace("id: case", "id: 010"), NONE, [BUSY], ["bad-id"]),
    "an id that YAML takes for true": (SECTION + SCRIPT.replace("id: case", "id: yes"), ["yes"], [BUSY], NONE),
    "an id that YAML takes for nothing": (SECTION + SCRIPT.replace("id: case", "id: null"), ["null"], [BUSY], NONE),
    "an extra option": (SECTION + SCRIPT.replace("    id", "    mood: good\n    id"), CASE, [BUSY], ["unknown-field"]),
    "an option twice": (SECTION + SCRIPT.replace("    id", "    id: first\n    id"), ["first"], [BUSY], ["duplicate-field"]),
    "broken options": (SECTION + SCRIPT.replace("tip: Keep", "tip: a: Keep"), NONE, [BUSY], ["broken-yaml"]),
    "nested options": (
        SECTION
        + SCRIPT.replace("next: end", "next:\n      yes: end\n      not-now: end\n      no: end\n      silence: end"),
        CASE,
        [BUSY],
        NONE,
    ),
    "nested options on one line": (
        SECTION + SCRIPT.replace("next: end", "next: {yes: end, not-now: end, no: end, silence: end}"),
        CASE,
        [BUSY],
        NONE,
    ),
    "a comment among the options": (SECTION + SCRIPT.replace("    tip", "    # why\n    tip"), CASE, [BUSY], NONE),
    "a stray closing line": (SECTION + SCRIPT + "\n///\n", CASE, [BUSY], ["misplaced-script"]),
    "slashes in prose": (SECTION + "One /// two\n\n/// three or four\n\n" + SCRIPT, CASE, [BUSY], NONE),
    # what a script says
    "markdown signs": (
        SECTION + with_text("#1 *stars under_ __two__ ~a~\n> b\n- [first name]\n1. c\n+ d\n---\n* * *"),
        CASE,
        [BUSY],
        NONE,
    ),
    "a table": (SECTION + with_text("A | B\n--|--\n1 | 2"), CASE, [BUSY], NONE),
    "an underlined line": (SECTION + with_text("Hi\n==\n\nThere\n-----"), CASE, [BUSY], NONE),
    "an admonition": (SECTION + with_text("Hi\n\n!!! great news\n    there"), CASE, [BUSY], NONE),
    "indented lines": (SECTION + with_text("Hi\n\n    four\n        eight\n\nend"), CASE, [BUSY], NONE),
    "all lines indented": (SECTION + with_text("    Hi\n\n    there"), CASE, [BUSY], NONE),
    "runs of empty lines": (SECTION + with_text("\n\nHi\n\n\n   \n\n\nthere\n\n"), CASE, [BUSY], NONE),
    "a tab within": (SECTION + with_text("Hi\tthere"), CASE, [BUSY], NONE),
    "what looks like a reference": (SECTION + with_text("[first name]: https://me.example/\n\nBye"), CASE, [BUSY], NONE),
    "what looks like a footnote": (SECTION + with_text("Hi[^1]\n\n[^1]: there"), CASE, [BUSY], NONE),
    "what looks like an abbreviation": (SECTION + with_text("*[HR]: Human\n\nHR"), CASE, [BUSY], NONE),
    "entities and quotes": (SECTION + with_text("A & B &amp C &copy \"d\" 'e' -- ... <3 a < b > c \\*"), CASE, [BUSY], NONE),
    "an address": (SECTION + with_text("https://me.example/?a=1&b=_c_ and me@me.example"), CASE, [BUSY], NONE),
    "unclosed brackets": (SECTION + with_text("[[first name] [topic\nHi] ]["), CASE, [BUSY], ["unknown-placeholder"] * 2),
    "italics": (SECTION + with_text("So *kind* of you"), CASE, [BUSY], ["markup-in-script"]),
    "an entity": (SECTION + with_text("R&amp;D"), CASE, [BUSY], ["markup-in-script"]),
    "slashes within": (SECTION + with_text("Hi\n//\n/// there\n//// \nBye"), CASE, [BUSY], NONE),
    "a tag": (SECTION + with_text("Hi <b>you</b>"), CASE, [BUSY], ["markup-in-script"]),
    "a block tag": (SECTION + with_text("<div>\n\nHi\n\n</div>"), CASE, [BUSY], ["markup-in-script"] * 2),
    "a comment within": (SECTION + with_text("Hi\n<!-- there -->\nyou"), CASE, [BUSY], ["markup-in-script"]),
    "an example within": (SECTION + with_text("Hi\n\n```\nthere\n```"), CASE, [BUSY], ["markup-in-script"] * 2),
    "an example with tildes within": (SECTION + with_text("~~~\nHi\n~~~"), CASE, [BUSY], ["markup-in-script"] * 2),
    "a link": (SECTION + with_text("[a](b.md)"), CASE, [BUSY], ["link-in-script"]),
    "braces": (SECTION + with_text("[topic]{ .x }\n{ hello }"), CASE, [BUSY], ["markup-in-script"] * 2),
    "template braces": (SECTION + with_text("{{ x }} {% y %}"), CASE, [BUSY], ["markup-in-script"]),
    "a heading within": (
        SECTION + with_text("Hi\n## There\nBye"),
        CASE,
        [BUSY],
        ["unclosed-script"],
    ),
    # marked headings
    "no space after the hashes": ('##A heading { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "closing hashes": ('## A heading { fear="too-busy" } ##\n', NONE, [BUSY], NONE),
    "hashes before the mark": ('## A heading ## { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "single quotes": ("## A heading { fear='too-busy' }\n", NONE, [BUSY], NONE),
    "no quotes": ("## A heading { fear=too-busy }\n", NONE, [BUSY], NONE),
    "curly quotes": ("## A heading { fear=“too-busy” }\n", NONE, [BUSY], ["mistyped-field"]),
    "a colon": ('## A heading {: fear="too-busy" }\n', NONE, [BUSY], NONE),
    "tight braces": ('## A heading {fear="too-busy"}\n', NONE, [BUSY], NONE),
    "two fears": ('## A heading { fear="too-busy  no-reply" }\n', NONE, [("too-busy", "no-reply")], NONE),
    "two marks": ('## A heading { fear="too-busy" fear="no-reply" }\n', NONE, [("too-busy", "no-reply")], ["duplicate-field"]),
    "id and class too": ('## A heading { #own .wide fear="too-busy" }\n', NONE, [BUSY], NONE),
    "another attribute": ('## A heading { fear="too-busy" title="x" }\n', NONE, [BUSY], ["unknown-field"]),
    "no value": ("## A heading { fear }\n", NONE, NONE, ["missing-field"]),
    "an empty value": ('## A heading { fear="" }\n', NONE, NONE, ["missing-field"]),
    "spaces around the sign": ('## A heading { fear = "too-busy" }\n', NONE, NONE, ["missing-field"]),
    "upper-case name": ('## A heading { FEAR="too-busy" }\n', NONE, NONE, ["unknown-field"]),
    "no space before the brace": ('## A heading{ fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "words after the brace": ('## A heading { fear="too-busy" } x\n', NONE, NONE, ["misplaced-fear"]),
    "a second brace": ('## A heading { fear="too-busy" } }\n', NONE, NONE, ["misplaced-fear"]),
    "two braces": ('## A heading { .wide } { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "an escaped brace": ('## A heading \\{ fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "nothing but a mark": ('## { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "a mark in code": ('## A heading `{ fear="too-busy" }`\n', NONE, NONE, NONE),
    "emphasis before the mark": ('## A *heading* { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "a link before the mark": ('## A [heading](../fears/too-busy.md) { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "code before the mark": ('## A `heading` { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "other levels": ('### A { fear="too-busy" }\n\n###### B { fear="no-reply" }\n', NONE, [BUSY, ("no-reply",)], NONE),
    "seven hashes": ('####### A { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "top level": ('# A heading { fear="too-busy" }\n', NONE, [BUSY], ["second-title"]),
    "underlined": ('A heading { fear="too-busy" }\n---------\n', NONE, NONE, ["underlined-heading"]),
    "right after a paragraph": ('Text.\n## A heading { fear="too-busy" }\nText.\n', NONE, [BUSY], NONE),
    "right after an entry": ('- An entry\n## A heading { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "indented by one": (' ## A heading { fear="too-busy" }\n', NONE, [BUSY], NONE),
    "heading in a list": ('- ## A heading { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "heading in an entry": ('- An entry\n\n    ## A heading { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "heading in a quote": ('> ## A heading { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "heading in an admonition": ('!!! note\n    ## A heading { fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "heading in an example": ('```\n## A heading { fear="too-busy" }\n```\n', NONE, NONE, NONE),
    "heading in a comment": ('<!--\n## A heading { fear="too-busy" }\n-->\n', NONE, NONE, NONE),
    "marked paragraph": ('Text.\n{: fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "marked word": ('*Text*{: fear="too-busy" }\n', NONE, NONE, ["misplaced-fear"]),
    "the same mark twice": (SECTION + SECTION, NONE, [BUSY, BUSY], NONE),
    "a line end of a backslash": ('## A heading { fear="too-busy" }\\\n', NONE, NONE, ["misplaced-fear"]),
    # the rest of the page
    "the mark of a rest": (SECTION + "Text.\n\n<!-- more -->\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "the mark of a rest, tight": (SECTION + "Text.\n<!--more-->\n" + SCRIPT, CASE, [BUSY], NONE),
    "the mark of a rest in a fence": (SECTION + "```\n<!-- more -->\n```\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "boxes": (SECTION + "- [ ] a\n- [x] b\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "the syntax in code": (SECTION + '`/// script` and `{ fear="x" }` and ``a ` <script>``\n\n' + SCRIPT, CASE, [BUSY], NONE),
    "code over two lines": (SECTION + "`a\n### b` c\n\n" + SCRIPT, CASE, [BUSY], NONE),
    "template braces in prose": (SECTION + "{{ x }} and {% y %}\n\n" + SCRIPT, CASE, [BUSY], NONE),
}  # fmt: skip


@pytest.mark.parametrize("name", INPUTS)
def test_reader_and_renderer_agree_or_the_reader_says_why(name: str) -> None:
    body, scripts, sections, rules = INPUTS[name]
    found = compare(HEAD + body)
    article, drawn = found.article, found.drawn
    assert found.rules == rules
    if not rules:
        assert found.differences == []
        figures = [each.get("id") for each in drawn.root.iter("figure")]
        assert figures == [f"script-{id_}" for id_ in scripts]
        assert list(drawn.scripts) == list(range(len(scripts)))
        assert [each.fears for each in drawn.marked] == sections
        assert not any(each.misplaced for each in drawn.marked)
        assert drawn.taken == ()
        shown = ShownTexts(found.html).texts
        assert shown == [script.text for script in article.scripts]
    assert [str(script.id) for script in article.scripts] == scripts
    assert [tuple(map(str, section.fears)) for section in article.sections] == sections


# Of whatever differs, and where. The parts are made by hand: few texts are known that do it.

ONE = SECTION + SCRIPT


def differences_of(**changed: object) -> list[Problem]:
    """Return what is told of an article with one section and one script whose drawing was changed."""
    read = read_markdown(URI, HEAD + ONE)
    assert isinstance(read.value, Article)
    drawn = replace(compare(HEAD + ONE).drawn, **changed)  # type: ignore[arg-type]
    return list(differences(read.lines, read.value.sections, drawn))


def marked(*fears: str, misplaced: bool = False) -> Marked:
    return Marked(fears, Heading(2, "a", "A"), misplaced)


@pytest.mark.parametrize(
    ("changed", "line", "message"),
    [
        ({"scripts": ()}, 9, "the page does not show 'A case' as a script. "),
        ({"marked": ()}, 7, "the page does not show the section for 'too-busy'. "),
        (
            {"marked": (marked("too-busy"), marked("a", "b"))},
            6,
            "a heading marked with 'a b' is shown that was not understood. ",
        ),
        (
            {"marked": (marked("too-busy"), marked("too-busy"))},
            7,
            "a heading marked with 'too-busy' is shown that was not understood. ",
        ),
        (
            {"marked": (marked("too-busy"), marked("no-reply", misplaced=True))},
            6,
            "a heading marked with 'no-reply' is shown that was not understood. ",
        ),
    ],
)
def test_differences_are_reported_where_they_stand(
    changed: dict[str, object], line: int, message: str
) -> None:
    [problem] = differences_of(**changed)
    assert (problem.rule, problem.place.file, problem.place.line) == ("not-drawn", URI, line)
    assert problem.message.startswith(message)


def test_of_a_mark_that_the_reader_has_told_nothing_is_said_again() -> None:
    read = read_markdown(URI, HEAD + ONE)
    assert isinstance(read.value, Article)
    drawn = replace(compare(HEAD + ONE).drawn, marked=())
    assert list(differences(read.lines, read.value.sections, drawn, {7})) == []
    assert len(list(differences(read.lines, read.value.sections, drawn, {9}))) == 1


def test_no_difference() -> None:
    assert differences_of() == []
