"""What GitHub's preview shows, the site shows, or the check says so at the line, with advice that works.

Two drawings are compared with GitHub's: the site's, over GitHub's own examples and people's habits, to see that
no difference is silent; and plain Python-Markdown's, which draws many habits otherwise, to see what is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from urllib.parse import unquote

import pytest
from habits import ALERTS, FAMILIES, HABITS
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from normal_html import normal

from as_drawn import drawer
from conftest import ROOT
from hostile import anything, tried
from notabother.drawing import preview
from notabother.drawing.edits import NUMBERS
from notabother.drawing.page import Drawer
from notabother.drawing.preview import GENERAL, MOST, Draw, differences, github
from notabother.problems import Place, Problem, Text
from notabother.reading.files import read_markdown
from notabother.source.lines import begin
from small_library import HEAD, SCRIPT, SECTION, SETTINGS

URI = "articles/case.md"
ABOVE = HEAD.count("\n")
SPEC = json.loads((ROOT / "tests/drawing/spec.json").read_text("utf-8"))
EXAMPLES = {f"{section} {number}": text for section, texts in SPEC.items() for number, text in texts.items()}
ONCE = {name: text for texts in FAMILIES.values() for name, text in texts.items()}
CORPUS = EXAMPLES | HABITS | ALERTS


@cache
def renderers() -> tuple[Drawer, Markdown]:
    options = {name: dict(each) for name, each in SETTINGS.extension_options.items()}
    return drawer(), Markdown(extensions=SETTINGS.extensions, extension_configs=options)


def site(text: str) -> str:
    """Draw as the site does."""
    return renderers()[0].html(text)


def plain(text: str) -> str:
    """Draw as Python-Markdown does by itself."""
    return renderers()[1].reset().convert(text)


def compare(text: str, draw: Draw = plain, known: Iterable[Problem] = ()) -> list[Problem]:
    return list(differences(Text(text, Place(URI)), draw(text), draw, known))


# --- our own texts -------------------------------------------------------------------------------


def bodies() -> dict[str, Text]:
    """Return what stands under the front matter of every file of docs/."""
    found = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        if "assets" not in path.parts:
            scan = begin(path.read_text("utf-8"))
            uri = path.relative_to(ROOT / "docs").as_posix()
            found[uri] = Text("\n".join(scan.lines[scan.body :]), Place(uri, scan.body + 1))
    return found


def test_readers_of_our_pages_see_what_the_preview_shows() -> None:
    texts = bodies()
    assert len(texts) > 0
    found = [problem for body in texts.values() for problem in differences(body, site(body), site)]
    assert found == []


# --- no difference is silent ---------------------------------------------------------------------

EXCEPTED = {
    *(f"HTML blocks {number}" for number in (134, 135, 136, 137, 140, 141, 142, 145, 147, 152)),
    *(f"Disallowed Raw HTML (extension) {number}" for number in (653,)),
    *(name for name in HABITS if name.startswith("footnotes:")),
    *ALERTS,
}
"""HTML of the author's own, notes, and boxes, which GitHub's renderer (not its site) draws as quotations."""

BLOCKS = frozenset("ul ol li blockquote table tr td th pre h1 h2 h3 h4 h5 h6".split())


def seen(html: str) -> list[object]:
    """Return what is seen, in another way than `shown`: each character with the elements it stands in.

    Blocks are noted where they begin and end, the edges of paragraphs where nothing else does.
    """
    path: list[tuple[str, ...]] = []
    found: list[object] = []
    style = "="
    for piece in normal(html):
        within = {each[0] for each in path}
        if isinstance(piece, str):
            inside = frozenset([style, *(_named(*each) for each in path if each[0] not in BLOCKS | {"p"})])
            text = piece.strip("\n") if "pre" in within else "".join(piece.split())
            found += [(char, inside) for char in text]
            continue
        if piece[0].startswith("="):
            style = piece[0]
            continue
        tag = piece[0].removeprefix("/")
        if tag in ("thead", "tbody", "label"):
            continue
        if tag in (*BLOCKS, "p"):
            while found and found[-1] == "¶":
                found.pop()
        if tag in ("br", "hr", "img", "input"):
            found += [(tag, _named(*piece))] if piece[0] == tag else []
        elif tag != "p":
            found += [_named(*piece)] if tag in BLOCKS else []
        elif found and not isinstance(found[-1], str):
            found.append("¶")
        if piece[0] == tag and tag not in ("br", "hr", "img", "input"):
            path.append(piece)
        elif path and path[-1][0] == tag:
            path.pop()
    while found and found[-1] == "¶":
        found.pop()
    return found


def _named(tag: str, *attributes: str) -> str:
    told = [
        unquote(unescape(each)).replace("\u00a0", " ")
        for each in attributes
        if not each.startswith(("title=", "align="))
    ]
    return " ".join([tag, *told])


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try no advice: it takes most of the time."""
    monkeypatch.setattr(preview, "LONGEST", -1)


@cache
def reported(text: str) -> tuple[Problem, ...]:
    return tuple(read_markdown(URI, HEAD + text).problems)


@pytest.mark.slow
@pytest.mark.usefixtures("untried")
@pytest.mark.parametrize("family", sorted({name.rpartition(" ")[0].split(":")[0] for name in CORPUS}))
def test_no_difference_is_silent(family: str) -> None:
    """Each text is drawn the same, or the check says so at one of its lines, or it is a named exception."""
    for name, text in CORPUS.items():
        if not name.startswith(family) or name in EXCEPTED:
            continue
        html = site(text)
        found = list(differences(Text(text, Place(URI)), html, site))
        assert bool(found) == (seen(html) != seen(github(text))), (name, text, found)
        assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in found)


@pytest.mark.usefixtures("untried")
def test_plain_python_markdown_is_told_from_github() -> None:
    """The same with a drawing that differs often: the comparison does not depend on how good ours is."""
    for name, text in (EXAMPLES | ONCE).items():
        html = plain(text)
        found = list(differences(Text(text, Place(URI)), html, plain))
        if name not in EXCEPTED and name != "HTML blocks 143":
            assert bool(found) == (seen(html) != seen(github(text))), (name, text, found)


NEW = {*(f"HTML blocks {number}" for number in (126, 128, 134, 136)), "Raw HTML 646"}
"""HTML that no rule is against, or that is none after all."""


@pytest.mark.usefixtures("untried")
def test_what_a_rule_has_told_is_not_told_again() -> None:
    """Whatever GitHub's examples have of HTML, one of the rules for it stands at that place already."""
    told = 0
    for name, text in EXAMPLES.items():
        known = [Problem(Place(URI, each.place.line - ABOVE), each.rule, "") for each in reported(text)]
        told += bool(compare(text, site)) and not compare(text, site, known)
        if "HTML" in name:
            assert compare(text, site, known) == [] or name in NEW, (name, text)
    assert told > 20


# --- the words -----------------------------------------------------------------------------------
TABLE: list[tuple[str, str]] = [
    ('Do this:\n- one\n- two\n', '2:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 2.'),
    ('First.\nDo this:\n1. one\n2. two\n', '3:1: GitHub shows a numbered list here, the site a paragraph. Put an empty line before line 3.'),
    ('Text.\n* one\n* two\n\nMore.\n', '2:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 2.'),
    ('Text.\n- one\n- two\n\nMore.\n1. first\n2. second\n', '2:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 2.'),
    ('- one\n  - two\n  - three\n- four\n', '2:3: GitHub shows a list in a list here, the site an entry of a list. Put two more spaces before lines 2 to 3.'),
    ('1. one\n   - two\n2. three\n', '2:4: GitHub shows a list in a list here, the site an entry of a list. Put one more space before line 2.'),
    ('- one\n  1. two\n  2. three\n', '2:3: GitHub shows a numbered list in a list here, the site an entry of a list. Put two more spaces before lines 2 to 3.'),
    ('- one\n\n  - two\n\n- three\n', '3:3: GitHub shows a list in a list here, the site an entry of a list. Put two more spaces before line 3.'),
    ('1) one\n2) two\n', '1:1: GitHub shows a numbered list here, the site a paragraph. Write a full stop for the ) in lines 1 to 2.'),
    ('- one\n\n  More.\n- two\n', '3:3: GitHub shows a paragraph here, the site shows it elsewhere. Put two more spaces before line 3, and an empty line after line 3.'),
    ('- one\n\n    More.\n- two\n', '4:1: GitHub shows an entry of a list here, the site more of what is above. Put an empty line before line 4.'),
    ('1. one\n\n   More.\n\n2. two\n', '3:4: GitHub shows a paragraph here, the site shows it elsewhere. Put one more space before line 3.'),
    ('- one\n\n  > Hello\n\n- two\n', '3:3: GitHub shows a quotation here, the site shows it elsewhere. Put two more spaces before line 3.'),
    ('- one\n\n  | A | B |\n  | - | - |\n  | 1 | 2 |\n', '3:3: GitHub shows a table here, the site shows it elsewhere. Put two more spaces before lines 3 to 5.'),
    ('- one\n\n  ![A face](face.png)\n', '3:3: GitHub shows a paragraph here, the site shows it elsewhere. Put two more spaces before line 3.'),
    ('- one\n\n  ---\n\n  two\n', '3:3: GitHub shows a line here, the site shows it elsewhere. Put two more spaces before line 3.'),
    ('- one\n  ```\n  - code\n  ```\n', '2:3: GitHub shows code here, the site a paragraph. Put ``` on lines of their own at the margin before and after code, with an empty line around them.'),
    ('- one\n\n  ```\n  code\n\n  more\n  ```\n\n- two\n', '3:3: GitHub shows code here, the site a paragraph. Put ``` on lines of their own at the margin before and after code, with an empty line around them.'),
    ('Text.\n```\ncode\n', '2:1: GitHub shows code here, the site a paragraph. Write ``` on a line of its own after line 3.'),
    ('  ```\n  code\n  ```\n', '1:3: GitHub shows code here, the site a paragraph. Take away two spaces before lines 1 to 3.'),
    ('#1 is the best\n', '1:1: GitHub shows a paragraph here, the site a heading. Write \\# for each # in line 1.'),
    ('Text.\n#1 is the best\n', '2:1: GitHub shows a paragraph here, the site a heading. Write \\# for each # in line 2.'),
    ('  ## One\n', '1:3: GitHub shows a heading here, the site a paragraph. Take away two spaces before line 1.'),
    ('####### Seven\n', '1:1: GitHub shows a paragraph here, the site a heading. Write \\# for each # in line 1.'),
    ('# Closed#\n', "1:9: GitHub shows 'Closed#' here, the site 'Closed'. Write \\# for the # in line 1, column 9."),
    ('> Hello\n- one\n', '2:1: GitHub shows a list here, the site more of what is above. Put an empty line before line 2.'),
    ('> Hello:\n> - one\n', '2:3: GitHub shows a list here, the site a paragraph. Put a line with only > before line 2.'),
    ('> Hello\n\n> there\n', '3:1: GitHub shows a quotation here, the site a paragraph. Begin each line of a quotation with > and a space, with an empty line before and after it.'),
    ('One.\nTwo.\n| A | B |\n| - | - |\n| 1 | 2 |\n', '3:1: GitHub shows a table here, the site a paragraph. Put an empty line before line 3.'),
    ('| A | B |\n| - | - |\n| 1 | 2 |\n> Hello\n', '4:1: GitHub shows a quotation here, the site a row of a table. Put an empty line before line 4.'),
    ('one\\\ntwo\n', '1:1: GitHub shows a line break here, the site none. End line 1 with two spaces, not \\.'),
    ('Text one\\\ntwo, *three*\n\nMore.\n', '1:6: GitHub shows a line break here, the site none. End line 1 with two spaces, not \\.'),
    ('~~gone~~ and here\n', "1:3: GitHub shows 'gone and here' here, the site '~~gone~~ and here'. Write **bold** or *italic* with spaces around it, and \\ before a sign that is meant as it stands."),
    ('a*"b"*\n', '1:2: GitHub shows \'a*"b"*\' here, the site \'a"b"\'. Write \\* for each * in line 1.'),
    ('**(**b)\n', "1:1: GitHub shows '**(**b)' here, the site '(b)'. Write \\* for each * in line 1."),
    ('[a](b c)\n', "1:1: GitHub shows '[a](b c)' here, the site 'a'. Write \\[ for each [ in line 1."),
    ('[a] [b]\n\n[b]: c.md\n', "1:1: GitHub shows '[a] b' here, the site 'a'. Write \\[ for the [ in line 1, column 1."),
    ('[a]\n[b]\n\n[b]: c.md\n', "1:1: GitHub shows '[a] b' here, the site 'a'. Write \\[ for each [ in line 1."),
    ('![a *b*](c.png)\n', "1:6: GitHub shows 'b' here, the site '*b*'. Write a link as [words](address) on one line, without spaces or brackets in the address."),
    ('[a](b.md (c))\n', "1:2: GitHub leads from 'a' to b.md, the site to b.md%20(c). Write a link as [words](address) on one line, without spaces or brackets in the address."),
    ('- [x] one\n- [x] two\n\nText.\n- three\n', "1:1: GitHub shows '☑ one' here, the site '[x] one'. Begin each task with - [ ] or - [x] and a space.\n2:1: GitHub shows '☑ two' here, the site '[x] two'. Begin each task with - [ ] or - [x] and a space.\n5:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 5."),
    ('5. five\n6. six\n', '1:1: GitHub shows a list from 5 here, the site one from 1. Put an empty line before a list, begin its entries at the margin, and what belongs to an entry with four spaces.'),
    ('Text.[^a]\n\n[^a]: A note:\n    - one\n', '4:5: GitHub shows a list here, the site a paragraph. Put an empty line before a list, begin its entries at the margin, and what belongs to an entry with four spaces.'),
    ('Text.[^a]\n\n[^a]: A note\\\n    here.\n', '3:9: GitHub shows a line break here, the site none. To begin a new line, end the one before with two spaces; or leave an empty line between.'),
    ('Text.\n\n[^a]: Nobody calls it.\n', '3:1: GitHub shows nothing here, the site a note. Write [^name] behind the words of the text, and [^name]: Its words. at the margin, behind an empty line.'),
    ('- a\n- b\n\n* c\n* d\n', '4:1: GitHub shows a list here, the site an entry of a list. Put an empty line before a list, begin its entries at the margin, and what belongs to an entry with four spaces.'),
    ('***\n---\n***\n', '1:1: GitHub shows a line here, the site a heading. Put an empty line after line 1.'),
    ('Foo\n    bar\n\n- a\n\n      code\n', '6:7: GitHub shows code here, the site a paragraph. Put ``` on lines of their own at the margin before and after code, with an empty line around them.'),
    ('\tcode\n\ttwo\n\nText.\n- one\n', '5:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 5.'),
    ('!!! note\n    Text.\n    - one\n', '3:3: GitHub shows a list here, the site a paragraph. Put an empty line before line 3.'),
    ('> [!NOTE]\n> Text.\n> - one\n', '3:3: GitHub shows a list here, the site a paragraph. Put a line with only > before line 3.'),
    ('## One { fear="a" }\nText.\n- one\n', '3:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 3.'),
    ('*[HR]: people\n\nHR.\n- one\n', '4:1: GitHub shows a list here, the site a paragraph. Put an empty line before line 4.'),
    ('One.\n| A | B |\n| - | - |\n| 1 | 2 |\n', '2:1: GitHub shows a table here, the site a paragraph. Put an empty line before line 2.'),
    ('- one\n\n  Text.\n  | A | B |\n  | - | - |\n  | 1 | 2 |\n', '3:3: GitHub shows a paragraph here, the site shows it elsewhere. Put two more spaces before line 3.'),
    ('> Hello\n> | A |\n> | - |\n', '2:3: GitHub shows a table here, the site a paragraph. Put an empty line before and after a table, begin and end its lines with |, and put |---|---| under the first.'),
    ('\\~ and \\<\n', "1:2: GitHub shows '~ and <' here, the site '\\~ and \\<'. Write &lt; for a plain < and &amp; for a plain &."),
    ('Foo\n[bar]: baz.md\n\n[bar]\n', "1:1: GitHub shows 'Foo [bar]: baz.md' here, the site 'bar'. Write lines 1 to 2 as one line."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=range(len(TABLE)))
def test_line_and_words(text: str, wanted: str) -> None:
    found = compare(text)
    assert [f"{each.place.line}:{each.place.column}: {each.message}" for each in found] == wanted.split("\n")
    assert {(each.rule, each.level) for each in found} == {("not-as-previewed", "error")}


def test_words_in_braces_are_words() -> None:
    """An attribute list has a colon, a dot, a hash or an equals sign; other braces hold words, and may not vanish."""
    for words, lost in (
        ("{ b, c }", True),
        ("{b}", True),
        ("{ .b }", False),
        ("{: b }", False),
        ("{#b}", False),
    ):
        assert bool(compare(f"A {words} d.\n", lambda _: "<p>A d.</p>")) == lost
    assert compare('A { b="c" } d.\n', lambda _: "<p>A d.</p>") == []


def test_places_are_counted_in_the_file() -> None:
    text = "Text.\n- one\n"
    [problem] = differences(Text(text, Place(URI, 7)), plain(text), plain)
    assert problem.place == Place(URI, 8, 1)
    assert problem.message.endswith("Put an empty line before line 8.")


def test_a_handful_is_told() -> None:
    text = "Text.\n- one\n\nMore.\n\n" * 12
    assert len(compare(text)) == MOST


@pytest.mark.parametrize(
    "text",
    [
        SECTION + "Text.\n" + SCRIPT + "Text.\n\n- one\n" + SCRIPT,
        '## A *heading* { fear="too-busy" }\n\n### Other {: #other .wide }\n\nA *word*{: .wide } and [a](b.md){ .c }.\n',
        "The HR people.\n*[HR]: Human\nMore HR.\n\n- HR\n\n*[RSVP]: please answer\n",
        '!!! note "A title"\n    Text, *words*.\n\n    - one\n    - two\n\nMore.\n',
        "- one\n\n> [!TIP]\n> Text.\n>\n> More.\n",
        "\"Quoted\" -- and 'so' --- on... it's\n",
        "A claim.[^study] And *one*[^study].\n\nA note.[^own]\n\n[^own]: Its *words*.\n",
        "A note.[^own] Another.[^two]\n\n> [^own]: Its *words*.\n\n- [^two]: Its words.\n",
        "<!-- a comment -->\n\nText <!-- more --> text.\n\n<!-- more -->\n\nPress <kbd>Ctrl</kbd>, H<sub>2</sub>O.\n",
        "Fine\u200bly and soft\u00adly\u00a0so.[^study]\u200b More *so*\ufeff now.\n",
    ],
    ids=[
        "script",
        "attributes",
        "abbreviation",
        "box",
        "alert",
        "quotes",
        "notes",
        "notes within",
        "html",
        "unseen",
    ],
)
def test_what_only_one_of_them_knows_is_no_difference(text: str) -> None:
    assert compare(text, site) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("!!! note\n    ## One\n\n    1) one\n    2) two\n", 4),
        ("> [!TIP]\n> Text.\n> - one\n", 3),
        ("Note.[^a]\n\n[^a]: A note:\n    - one\n", 4),
        ("*[HR]: people\n\nHR.\n- HR\n", 4),
        (SECTION + "Text.\n- one\n\n*A*{: .b }\n", 4),
    ],
)
def test_the_rest_of_it_is_compared(text: str, line: int) -> None:
    assert [problem.place.line for problem in compare(text)] == [line]


# --- the advice ----------------------------------------------------------------------------------

TWO_LINES = r"(?:line (?P<line>\d+)|lines (?P<first>\d+) to (?P<last>\d+))"


def follow(text: str, sentence: str) -> str | None:
    """Do what a sentence says, as a person would; None where it says so in general."""
    lines = text.split("\n")
    found = re.search(TWO_LINES, sentence)
    if sentence in GENERAL.values() or found is None:
        return None
    first = int(found["line"] or found["first"]) - 1
    last = int(found["line"] or found["last"])
    block = slice(first, last)
    if moved := re.match(r"(Put|Take away) (\w+)(?: more)? spaces? before", sentence):
        count = NUMBERS.index(moved[2]) + 1
        put = moved[1] == "Put"
        lines[block] = [" " * count + each if put else each[count:] for each in lines[block]]
    elif rewritten := re.match(r"Write (\S+) for each (\S) in", sentence):
        lines[first] = lines[first].replace(rewritten[2], rewritten[1])
    elif rewritten := re.match(r"Write (\S+) for the (\S) in line \d+, column (\d+)", sentence):
        column = int(rewritten[3]) - 1
        assert lines[first][column] == rewritten[2]
        lines[first] = lines[first][:column] + rewritten[1] + lines[first][column + 1 :]
    elif rewritten := re.match(r"Write (.+) for (?:the )?(.+?) in ", sentence):
        bad = {"tab": "\t", "one that does not break": "\u00a0", ")": ") ", "+": "+ ", "*": "* "}
        good = {"four spaces": "    ", "a plain space": " ", "a full stop": ". ", "-": "- "}
        pair = bad.get(rewritten[2], rewritten[2]), good.get(rewritten[1], rewritten[1])
        lines[block] = [each.replace(*pair) for each in lines[block]]
    elif "as one line" in sentence:
        lines[block] = [
            lines[first].rstrip() + " " + " ".join(each.strip() for each in lines[first + 1 : last])
        ]
    elif fence := re.match(r"Write (```|~~~) on a line of its own after", sentence):
        lines.insert(last, fence[1])
    elif "with two spaces, not" in sentence:
        lines[first] = lines[first].removesuffix("\\") + "  "
    elif "with \\, not spaces" in sentence:
        lines[first] = lines[first].rstrip() + "\\"
    if "only >" in sentence:
        lines.insert(first, ">")
    after = re.search(r"(?:empty line|one) after line (\d+)", sentence)
    before = re.search(r"empty line before line (\d+)", sentence)
    if after:
        lines.insert(int(after[1]), "")
    if before:
        lines.insert(int(before[1]) - 1, "")
    return "\n".join(lines)


@pytest.mark.parametrize("draw", [plain, site])
def test_advice_works(draw: Draw, figures: dict[str, str]) -> None:
    """Followed as it says, each advice ends its difference; GitHub shows what it showed, so no word is lost."""
    followed = general = 0
    for name, text in (EXAMPLES | ONCE).items():
        there = [] if "HTML" in name else compare(text, draw)
        for problem in there:
            told, _, advice = problem.message.partition(". ")
            for known in GENERAL.values():
                advice = known if problem.message.endswith(known) else advice
            advice = (
                advice
                if advice in GENERAL.values()
                else re.split(r"(?<=[.'])\s(?=Put|Take|Write|End)", problem.message)[-1]
            )
            changed = follow(text, advice)
            if changed is None:
                general += 1
                continue
            followed += 1
            assert changed != text, (name, advice)
            assert seen(github(changed)) == seen(github(text)), (name, text, advice)
            line = problem.place.line + max(0, changed.count("\n") - text.count("\n"))
            left = [each for each in compare(changed, draw) if each.place.line <= line]
            assert (problem.place, told) not in [
                (each.place, each.message.partition(". ")[0]) for each in left
            ]
    figures[f"Advice tried ({draw.__name__})"] = f"{followed} of {followed + general} differences"
    assert followed >= (100 if draw is plain else 1)


# --- whatever is written -------------------------------------------------------------------------


@tried(150)
@given(st.one_of(anything, st.sampled_from(list(CORPUS.values()))))
def test_no_text_stops_it(text: str) -> None:
    for html in ("<p>other</p>", plain(text), text):
        lines = text.count("\n") + 1
        for problem in differences(Text(text, Place(URI, 3)), html, plain):
            assert 3 <= problem.place.line <= lines + 2
            assert problem.place.column >= 1
            assert problem.message.count("\n") == 0


@tried(150)
@given(anything)
def test_what_is_drawn_as_github_draws_it_is_no_difference(text: str) -> None:
    if not any(mark in text for mark in ("///", "!!!", "*[")):
        assert compare(text, github) == []
