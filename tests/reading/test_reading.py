"""From a file's text to a value: every field, and the place of each."""

from __future__ import annotations

import pytest

from as_drawn import draw
from notabother.addresses import is_relative
from notabother.model import END, OUTCOMES, Article, Fear, Page, Study
from notabother.problems import Place, Text
from notabother.reading.files import Read, read_markdown
from notabother.reading.vocabulary import read_vocabulary
from notabother.source.decoding import decode
from small_library import BASE, files_in
from small_library import read as whole_library

ARTICLE = """\
---
title: Am I bothering them?
description: "Six: worries"
date: 2026-11-22
author: The editors
updated: 2026-11-30
---

Opening words.[^a-2020] See [the help](../help-now.md#now "Help") and [us](https://x.example/).

## 1. They're too busy { fear="too-busy no-reply" }

One two three.[^b-2021]

/// script | Twenty minutes
    id: twenty-minutes
    situation: ask
    channel: email
    to: thin
    subject: About [topic]
    tip: Keep it short.
    not-when: They are away.
    next:
      yes: thanks
      not-now: end
      no: end
      silence: one-nudge
    fears: [lost-touch, awkward]

Hi [first name],

About [topic]?
///

### Closer { fear="awkward" }

/// script | Another
    id: another
    situation: ask
    channel: text
    to: thin
    tip: Keep it short.
    not-when: They are away.
    next: end

Hello
///

## The end

Last words.[^b-2021] A note of our own.[^own]

[^own]: Here.
"""


def read(uri: str, text: str) -> Read:
    return read_markdown(uri, text)


def article() -> Article:
    found = read("articles/a.md", ARTICLE)
    assert found.problems == ()
    assert isinstance(found.value, Article)
    return found.value


def spot(text: Text | None) -> tuple[str, int, int]:
    assert text is not None
    assert text.place.file == "articles/a.md"
    return str(text), text.place.line, text.place.column


def test_article() -> None:
    found = article()
    assert spot(found.title) == ("Am I bothering them?", 2, 8)
    assert spot(found.description) == ("Six: worries", 3, 14)
    assert spot(found.date) == ("2026-11-22", 4, 7)
    assert spot(found.author) == ("The editors", 5, 9)
    assert spot(found.updated) == ("2026-11-30", 6, 10)
    assert found.changed.isoformat() == "2026-11-30"
    assert found.body.startswith("Opening words.")
    assert found.body.endswith("[^own]: Here.")


def test_studies_are_cited_where_they_are_drawn() -> None:
    study = files_in(BASE)["evidence/bohns-2016.md"].decode()
    fear = files_in(BASE)["fears/too-busy.md"].decode().replace("bohns-2016", "a-2020")
    library, _ = whole_library(
        {
            "articles/a.md": ARTICLE,
            "fears/too-busy.md": fear,
            **{f"evidence/{name}.md": study for name in ("a-2020", "b-2021")},
        }
    )
    found = library.articles["articles/a.md"]
    assert [spot(cite) for cite in found.cites] == [("a-2020", 9, 17), ("b-2021", 13, 17), ("b-2021", 51, 14)]
    first, second = found.sections
    assert [spot(cite) for cite in first.cites] == [("b-2021", 13, 17)]
    assert second.cites == ()
    [cite] = library.fears["too-busy"].cites
    line = next(number for number, line in enumerate(fear.split("\n"), 1) if "[^" in line)
    assert (str(cite), cite.place) == ("a-2020", Place("fears/too-busy.md", line, 52))
    assert ("../help-now.md#now", False) in library.drawn["articles/a.md"].links


def test_an_article_may_be_updated_on_its_first_day_and_not_before() -> None:
    for day, rules in (("22", []), ("21", ["mistyped-field"])):
        fields = f"title: A\ndescription: b\ndate: 2026-11-22\nupdated: 2026-11-{day}"
        found = read("articles/a.md", f"---\n{fields}\n---\n\nText.\n")
        assert [problem.rule for problem in found.problems] == rules


def test_sections() -> None:
    first, second = article().sections
    assert (first.title, first.level, first.place) == ("1. They're too busy", 2, Place("articles/a.md", 11))
    assert [spot(fear) for fear in first.fears] == [("too-busy", 11, 32), ("no-reply", 11, 41)]
    assert (second.title, second.level) == ("Closer", 3)


def test_script() -> None:
    script = article().scripts[0]
    assert spot(script.title) == ("Twenty minutes", 15, 14)
    assert spot(script.id) == ("twenty-minutes", 16, 9)
    assert spot(script.situation) == ("ask", 17, 16)
    assert spot(script.channel) == ("email", 18, 14)
    assert spot(script.to) == ("thin", 19, 9)
    assert spot(script.subject) == ("About [topic]", 20, 14)
    assert spot(script.tip) == ("Keep it short.", 21, 10)
    assert spot(script.not_when) == ("They are away.", 22, 15)
    assert {outcome: spot(follower) for outcome, follower in script.next.items()} == {
        "yes": ("thanks", 24, 12),
        "not-now": ("end", 25, 16),
        "no": ("end", 26, 11),
        "silence": ("one-nudge", 27, 16),
    }
    assert [spot(fear) for fear in script.fears] == [("lost-touch", 28, 13), ("awkward", 28, 25)]
    assert script.text == "Hi [first name],\n\nAbout [topic]?"
    assert [spot(blank) for blank in script.blanks] == [
        ("topic", 20, 21),
        ("first name", 30, 5),
        ("topic", 32, 8),
    ]
    assert script.text_place == Place("articles/a.md", 30)
    assert script.place == Place("articles/a.md", 15)
    assert script.article == "articles/a.md"
    assert script.source.startswith("/// script | Twenty minutes\n    id:")
    assert script.source.endswith("About [topic]?\n///")


def test_a_script_belongs_to_the_innermost_marked_section_around_it() -> None:
    script = article().scripts[1]
    assert [spot(fear) for fear in script.fears] == [("awkward", 35, 20)]
    assert script.subject is None
    assert dict(script.next) == dict.fromkeys(OUTCOMES, END)


def test_a_script_after_a_section_of_the_same_level_belongs_to_none() -> None:
    text = ARTICLE.replace(
        "Last words.",
        ARTICLE[ARTICLE.index("/// script | Another") : ARTICLE.index("## The end")].replace(
            "another", "third"
        ),
    )
    assert [problem.rule for problem in read("articles/a.md", text).problems] == ["script-without-fear"]


def test_words_and_minutes_count_prose_alone() -> None:
    text = "---\ntitle: x\ndescription: y\ndate: 2026-11-22\n---\n\n" + "word " * 580
    value = read("articles/a.md", text + "\n\n```\n" + "code " * 500 + "\n```\n").value
    assert isinstance(value, Article)
    assert value.words == 580
    assert value.minutes == 3  # 2.52 at 230 words a minute
    assert article().minutes == 1


def test_fear() -> None:
    text = "---\ntitle: They're busy\ndescription: d\norder: 3\nsays:\n  - one\n  - two\nrelated: [b, c]\n---\n\nShort.[^a-2020]\n"
    found = read("fears/too-busy.md", text)
    assert found.problems == ()
    fear = found.value
    assert isinstance(fear, Fear)
    assert (fear.slug, fear.title, fear.order, fear.body) == (
        "too-busy",
        "They're busy",
        3,
        "Short.[^a-2020]",
    )
    assert [(str(phrase), phrase.place.line, phrase.place.column) for phrase in fear.says] == [
        ("one", 6, 5),
        ("two", 7, 5),
    ]
    assert [(str(other), other.place.line, other.place.column) for other in fear.related] == [
        ("b", 8, 11),
        ("c", 8, 14),
    ]


def test_study() -> None:
    text = (
        "---\ntitle: t\nshort: s\ncitation: c\ndoi: 10.1/x\nwho: w\nfound: f\nlimits: l\n"
        "confidence: high\nreviewed: 2026-11-22\n---\n"
    )
    found = read("evidence/a-2020.md", text)
    assert found.problems == ()
    study = found.value
    assert isinstance(study, Study)
    assert study.id == "a-2020"
    values = (study.title, study.short, study.citation, study.doi, study.who, study.found, study.limits)
    assert values == ("t", "s", "c", "10.1/x", "w", "f", "l")
    assert (study.confidence, study.reviewed, study.body) == ("high", "2026-11-22", "")


@pytest.mark.parametrize(
    "uri", ["index.md", "about.md", "fears/index.md", "articles/index.md", "more/about.md"]
)
def test_pages(uri: str) -> None:
    found = read(uri, "---\ntitle: About us\n---\nText.\n")
    assert found.problems == ()
    assert isinstance(found.value, Page)
    assert (found.value.title, found.value.description, found.value.body) == ("About us", "", "Text.")


@pytest.mark.parametrize(
    ("uri", "kind"),
    [("articles/a.md", Article), ("fears/a.md", Fear), ("evidence/a.md", Study), ("a.md", Page)],
)
def test_what_is_broken_still_has_something_to_show(uri: str, kind: type) -> None:
    for text in (
        "",
        "Text.\n",
        "---\n",
        "---\n: [\n---\nText.",
        "---\n- a\n---\n",
        "---\ntitle: [a]\ndate: b\n---\n",
    ):
        found = read(uri, text)
        assert found.problems
        assert isinstance(found.value, kind)
        assert found.value.title == "a"


def test_what_stands_in_code_is_neither_cited_nor_linked_nor_marked() -> None:
    head = "---\ntitle: x\n---\n\n"
    text = 'Write `[^bohns-2016]`, `[a](b.md)`, `{ fear="x" }` or ``<script>``.\n\n```\n[^bohns-2016]\n# C\n```\n'
    library, problems = whole_library({"a.md": head + text})
    assert problems == []
    drawn = library.drawn["a.md"]
    assert (drawn.links, drawn.cites, drawn.marked, drawn.headings) == ((), (), (), ())
    assert library.pages["a.md"].cites == ()


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a](<b.md>) ![c](d.png 'e')", ["b.md", "d.png"]),
        ("[a](b.md?x#y)", ["b.md?x#y"]),
        ("[a](#here) [b](//there) [c](mailto:x@y.example) [d]()", []),
        ("[a][b] and (c.md)", []),
        ("[a][b]\n\n[b]: c.md\n[d]: e.md", ["c.md"]),
    ],
)
def test_relative_links(line: str, links: list[str]) -> None:
    assert [link for link, _ in draw(line).links if is_relative(link)] == links


def test_decode() -> None:
    assert decode("a.md", b"\xef\xbb\xbfa\r\nb\nc\n") == ("a\nb\nc\n", [])
    assert decode("a.md", "\u00e9\U0001f600\t\u2028\u00a0".encode()) == ("\u00e9\U0001f600\t\u2028\u00a0", [])


@pytest.mark.parametrize("char", "\0\x02\x03\x08\x0b\x0c\x1b\x7f\x85\ufffe\uffff")
def test_control_characters_are_reported_and_replaced(char: str) -> None:
    text, [problem] = decode("a.md", f"one\n\u00e9{char}b".encode())
    assert text == "one\n\u00e9\ufffdb"
    assert (problem.rule, problem.place) == ("control-character", Place("a.md", 2, 2))


def test_a_file_full_of_control_characters_is_not_reported_to_the_end() -> None:
    assert len(decode("a.md", b"a\0tea" * 1000)[1]) == 20


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"a\nb\xff", 2, 2), (b"\xc3\xa9\xe9", 1, 2), (b"\xed\xa0\x80", 1, 1), (b"a\xc3", 1, 2)],
)
def test_not_utf_8(data: bytes, line: int, column: int) -> None:
    _, [problem] = decode("a.md", data)
    assert (problem.rule, problem.place) == ("not-utf-8", Place("a.md", line, column))


def test_size() -> None:
    lines = b"a" * 9_999 + b"\n"
    assert decode("a.md", lines * 20) == (lines.decode() * 20, [])
    assert [problem.rule for problem in decode("a.md", lines * 20 + b"a")[1]] == ["too-large"]
    assert [problem.rule for problem in decode("vocabulary.yml", lines * 20 + b"a")[1]] == ["too-large"]


def test_a_line_that_would_take_minutes_is_left_out() -> None:
    text, problems = decode("a.md", b"one\n" + b"#" * 10_001 + b"\nthree")
    assert text == "one\n\nthree"
    assert [(problem.rule, problem.place.line) for problem in problems] == [("too-large", 2)]
    assert decode("a.md", b"#" * 10_000)[1] == []


VOCABULARY = """\
channels:
  email: {title: Email, counts: words, limit: 200, subject: 60}
  text: {title: Text message, counts: text-messages, limit: 1}
situations:
  ask: {title: Ask, description: Ask for it.}
recipients:
  thin: {title: someone you know a little}
placeholders:
  first name: {hint: Their name, example: Priya}
"""


def test_vocabulary() -> None:
    words, problems = read_vocabulary("vocabulary.yml", VOCABULARY)
    assert problems == ()
    assert [*words.channels] == ["email", "text"]
    email = words.channels["email"]
    assert (email.title, email.counts, email.limit, email.subject) == ("Email", "words", 200, 60)
    assert words.channels["text"].subject is None
    assert words.situations["ask"].description == "Ask for it."
    assert words.recipients["thin"].title == "someone you know a little"
    assert words.placeholders["first name"].example == "Priya"
    assert email.slug.place == Place("vocabulary.yml", 2, 3)


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("limit: 200, ", "", (2, 10), "missing-field"),
        ("limit: 1", "limit: none", (3, 61), "mistyped-field"),
        ("counts: words", "counts: letters", (2, 33), "mistyped-field"),
        (", description: Ask for it.", "", (5, 8), "missing-field"),
        ("thin:", "Thin:", (7, 3), "bad-slug"),
        ("hint: Their name, ", "", (9, 15), "missing-field"),
        ("hint:", "tip: x, hint:", (9, 16), "unknown-field"),
        ("recipients:", "receivers:", (6, 1), "unknown-field"),
    ],
)
def test_vocabulary_reports(old: str, new: str, place: tuple[int, int], rule: str) -> None:
    _, problems = read_vocabulary("vocabulary.yml", VOCABULARY.replace(old, new))
    assert (place, rule) in [((each.place.line, each.place.column), each.rule) for each in problems]
