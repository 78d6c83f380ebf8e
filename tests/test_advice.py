"""What our messages tell to do is done here, by the letter: afterwards the problem is gone, and nothing else is lost.

`advice.py` does what a message says; `slips.py` makes articles in which something is wrong.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

import pytest

import hostile
import slips
from advice import Files, Followed, follow
from conftest import Figures, add
from notabother.check import check
from notabother.drawing.shown import BLOCKS, FRAMES
from notabother.model import Library
from notabother.problems import RULES, WARNINGS, Problem, as_line
from notabother.reading.library import Source
from notabother.source.decoding import decode
from notabother.source.lines import begin
from notabother.source.spaces import NOTHING, SPACES, settle, settle_fields
from small_library import BASE, CASES, HEAD, SECTION, SETTINGS, files_in

pytestmark = pytest.mark.slow
"""Tries a great many texts, or starts other programs."""

BATCH: Final = 20
"""How many articles are looked at together: a library costs more than an article."""

BY_HAND: Final[Mapping[str, tuple[str, str]]] = {
    "active-content": (
        "may not start with|would be fetched|brings in another|HTML is shown|<?.*can load|from the < to|Take it out|tag",
        "only the author knows where a link or picture shall lead; hostile HTML has no single end",
    ),
    "article-without-section": ("Mark one", "which section answers a fear is a choice"),
    "bad-id": ("Use lower-case|Choose another", "a name is a choice"),
    "bad-slug": ("Use lower-case|Name the|Delete it", "a name is a choice"),
    "broken-link": ("leads (out|nowhere)|to no (file|heading)|server's root", "where a link shall lead is a choice"),
    "broken-yaml": (
        "Check the colon|nested too deeply|cannot be read|Use spaces|Put (it in quotes|quotes around)|Take away",
        "nobody can tell what such a line was meant to be; see fields.py for those where one can",
    ),
    "cancelled-danger": ("Write more", "words are a choice"),
    "control-character": ("Leave it out", "it is written with a backslash, in quotes"),
    "duplicate-anchor": ("Choose another", "a name is a choice"),
    "duplicate-field": ("Keep one|Put them all", "which of several on one line stays is a choice"),
    "duplicate-id": ("Choose another", "a name is a choice"),
    "empty-phrase": ("Write words|Put a word", "words are a choice"),
    "empty-script": ("Write it under", "words are a choice"),
    "fear-without-script": ("Write a script", "words are a choice"),
    "fear-without-section": ("Mark a heading", "which section answers a fear is a choice"),
    "few-phrases": ("or more help", "words are a choice"),
    "found-elsewhere": ("Put it in words", "words are a choice"),
    "hard-to-read": ("Begin with this", "words are a choice"),
    "lone-synonym": ("Add one", "words are a choice"),
    "long-paragraph": ("Start a new one", "where it is cut is a choice"),
    "long-sentence": ("Make two", "words are a choice"),
    "look-alike": ("Write (- and|the narrow)", "the line is too long to repeat"),
    "markup-in-field": (
        "Leave out|Take out each tag|without its signs",
        "the field goes on over several lines; or which signs are meant as signs is a choice",
    ),
    "markup-in-script": (
        "Write a blank|Take out|Write:|without its signs",
        "which blank is meant, or which signs are meant as signs, is a choice",
    ),
    "misplaced-fear": ("Write", "the line is too long to repeat"),
    "misplaced-file": ("Did you mean|Choose one|The list|Move", "the other file is there already"),
    "misplaced-script": ("Move it to a file|Write /// script", "which article it belongs to is a choice"),
    "missing-field": ("Name one|Write the closed", "which fear is meant is a choice"),
    "mistyped-field": (
        "Write (the words|them under|a later|lines such)|Put (quotes|them first|a dash)|Choose|Add one|not a|straight|Did",
        "YAML that holds another kind of thing may have been meant in several ways",
    ),
    "needless-subject": ("Take 'subject' out", "it stands beside others on a line"),
    "next-cycle": ("Let one of them", "where a script leads is a choice"),
    "no-front-matter": ("See 'Fields'", "the fields are for the author to write"),
    "not-as-previewed": (
        "Put an empty line|Put ```|Begin|Write|To begin",
        "said in general, where no small change was found that helps",
    ),
    "not-on-paper": ("Say it in|Put it into", "words are a choice"),
    "not-published": ("Write it as|Save|Did you mean|Copy|Delete|Take it out", "a picture or page of another kind"),
    "one-paragraph": ("Join|Write this", "words are a choice"),
    "picture-without-words": ("Write them", "words are a choice"),
    "plan-minutes": ("Change their", "which step is shorter is a choice"),
    "ragged-table": ("Add what is missing", "which cell is missing is a choice"),
    "raw-html": ("is HTML|closes nothing|no place here|attribute|instruction|may not have", "hostile HTML has no single end"),
    "raw-mark": ("as it stands", "says how such a mark is written; what was meant is a choice"),
    "same-address": ("Rename", "a name is a choice"),
    "second-title": ("Begin it with|Put one #", "an underlined heading within something, or a long one"),
    "study-on-sheet": ("Leave the finding", "words are a choice"),
    "three-questions": ("Add what|Keep the best", "words are a choice"),
    "too-complex": ("Use fewer|Split|Put some|Break|Cut", "what is cut is a choice"),
    "too-large": ("Shorten|Split|Break|Keep the best|Take out", "what is cut is a choice"),
    "too-long": ("Shorten|Take out about", "words are a choice"),
    "uncited-claim": ("Cite the study|Move it", "which study says so is a choice"),
    "uncited-study": ("where it is used", "where a study is cited is a choice"),
    "unclosed-code": ("Put a line with", "the fence stands within something"),
    "unknown-field": ("Choose one|Take (this|it) out|The list", "which field is meant is a choice"),
    "underlined-heading": ("Put ## and", "the line is too long to repeat"),
    "word-to-avoid": ("Write", "the words go on in the next line"),
    "wrong-content": ("Save it|Rename|starts with", "a picture"),
    **dict.fromkeys(
        (f"unknown-{what}" for what in "article channel fear outcome placeholder recipient script situation study".split()),
        (
            "Choose one|The list|Did you mean|half a blank",
            "which one is meant is a choice; or it is written with a backslash; or where the blank ends is not said",
        ),
    ),
}  # fmt: skip
"""Advice that takes a mind to follow: how it is said, and why it cannot be done by the letter."""

OF_FIELDS: Final = frozenset(
    "broken-yaml unknown-field missing-field mistyped-field duplicate-field markup-in-field bad-id duplicate-id "
    "empty-script markup-in-script link-in-script script-without-fear needs-subject needless-subject too-long "
    "too-large next-cycle second-nudge uncited-claim long-sentence word-to-avoid control-character duplicate-anchor "
    "active-content raw-html unclosed-script misplaced-script no-front-matter misplaced-fear".split()
) | {rule for rule in RULES if rule.startswith("unknown-")}
"""What is looked for in fields and scripts only where they can be read."""

UNCOVERS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        "broken-yaml no-front-matter missing-field mistyped-field markup-in-field duplicate-field unknown-field "
        "bad-id control-character".split(),
        OF_FIELDS,
    ),
    # Of a text that is not taken for a script, or taken for one, nothing else is told.
    "unclosed-script": frozenset(RULES) - {"raw-mark"},
    "misplaced-script": OF_FIELDS | {"not-as-previewed", "underlined-heading", "second-title"},
    "misplaced-fear": frozenset({"not-as-previewed"}),
    "markup-in-script": frozenset(RULES),  # it stood before an option, or before the closing line
    "not-drawn": frozenset({"not-as-previewed", "raw-mark"}),  # what stands below was part of the same list
    "underlined-heading": frozenset({"script-without-fear"}),  # its section ends the one above
    # Harm is told first, and alone.
    "active-content": frozenset(RULES),
    "raw-html": frozenset({"unknown-study", "unused-note", "raw-mark", "active-content", "empty-heading"}),
}
"""What may come to light when something is put right: it was there before, and could not be seen."""

WORD: Final = re.compile(r"\w+")


def settled(uri: str, text: str | bytes) -> str:
    """Return a file as it is read: white space settled, tabs expanded, so that columns are those of our messages."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    decoded, _ = decode(uri, data)
    return "\n".join(begin(settle(decoded)).lines) if uri.endswith(".md") else settle_fields(decoded)


LIBRARY: Final[Files] = {uri: settled(uri, data) for uri, data in files_in(BASE).items()}


def looked_at(files: Files) -> tuple[Library, dict[str, list[Problem]]]:
    """Return the library of some texts, and the problems of each."""
    sources = [Source(uri, text.encode("utf-8", "replace")) for uri, text in files.items()]
    checked = check(sources, settings=SETTINGS)
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in checked.problems:
        found[problem.place.file].append(problem)
    return checked.library, found


def kind(problem: Problem) -> tuple[str, str]:
    """Return what is wrong, without what it is wrong with."""
    what = problem.message.partition(". ")[0]
    bare = (
        what if problem.rule in ("active-content", "raw-html") else re.sub(r"'.*'|\"[^\"]*\"|\d+", "_", what)
    )
    return problem.rule, bare


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of advice, and what came of it."""

    problem: Problem
    done: Followed
    before: list[Problem]
    after: list[Problem]
    old: str
    new: str

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the advice."""
        rows = self.done.lines(self.problem.place.line)
        stays = sum(kind(each) == kind(self.problem) and each.place.line in rows for each in self.after)
        was = sum(
            kind(each) == kind(self.problem) and each.place.line == self.problem.place.line
            for each in self.before
        )
        if self.new and stays >= was:
            yield "the problem stays"
        if lost := words(self.old) - words(self.new or self.old) - words(self.done.taken):
            yield f"lost: {' '.join(lost)}"
        allowed = UNCOVERS.get(self.problem.rule, frozenset()) | WARNINGS | {self.problem.rule}
        had = Counter(each.rule for each in self.before)
        got = Counter(each.rule for each in self.after)
        for each in self.after:
            if got[each.rule] > had[each.rule] and each.rule not in allowed:
                yield f"new: {as_line(each)}"


def cases(texts_: Files, others: Files) -> Iterator[Case]:
    """Yield what comes of each piece of advice about some texts; one of each text at a time.

    Args:
        texts_: what is looked at.
        others: what stands beside it.
    """
    files = others | texts_
    _, before = looked_at(files)
    todo = {uri: list(before[uri]) for uri in texts_}
    while any(todo.values()):
        tried: dict[str, tuple[Problem, Followed]] = {}
        for uri, problems in todo.items():
            while problems and uri not in tried:
                problem = problems.pop(0)
                if (done := follow(problem, files)) is not None:
                    tried[uri] = problem, done
                else:
                    assert_by_hand(problem)
        changed = dict(others)
        for uri, (_, done) in tried.items():
            changed |= {each: text for each, text in done.files.items() if each == uri or each not in files}
        _, after = looked_at(changed)
        for uri, (problem, done) in tried.items():
            yield Case(problem, done, before[uri], after[uri], files[uri], done.files.get(uri, ""))


def assert_by_hand(problem: Problem) -> None:
    """Hold that what cannot be followed by the letter is listed, with a reason."""
    said, _ = BY_HAND.get(problem.rule, ("(?!)", ""))
    assert re.search(said, problem.message), f"how is this followed? {as_line(problem)}"


def hold(found: Iterable[Case], figures: Figures) -> None:
    """Hold that all advice works, and count it."""
    wrong = []
    for case in found:
        add(figures, "advice followed")
        add(figures, f"advice followed, {case.problem.rule}")
        wrong += [f"{as_line(case.problem)}\n  {fault}\n{case.old}" for fault in case.faults()]
    assert not wrong, "\n\n".join(wrong[:5])


# --- the advice ----------------------------------------------------------------------------------

NAMES: Final = sorted(path.stem for path in CASES.iterdir() if path.suffix != ".txt" and path != BASE)


@pytest.mark.parametrize("name", NAMES)
def test_advice_about_the_cases(name: str, figures: Figures) -> None:
    folder = CASES / name
    laid_over = files_in(folder) if folder.is_dir() else {}
    if not folder.is_dir():
        laid_over = {"articles/case.md": (CASES / f"{name}.md").read_bytes()}
    over = {
        uri: settled(uri, data)
        for uri, data in laid_over.items()
        if uri.endswith(".md") or uri in ("vocabulary.yml", "language.yml") or uri.startswith("search/")
    }
    for uri, text in over.items():  # a text at a time: advice about one may be about another
        others = {each: data for each, data in (LIBRARY | over).items() if each != uri}
        hold(cases({uri: text}, others), figures)


def article(number: int) -> str:
    return f"case-{chr(97 + number // 26)}{chr(97 + number % 26)}"


def batches(made: Iterable[str]) -> Iterator[Files]:
    """Yield texts as articles, some at a time, each with a script of its own."""
    batch: Files = {}
    for text in made:
        name = article(len(batch))
        uri = f"articles/{name}.md"
        batch[uri] = settled(uri, text.replace("id: case", f"id: {name}"))
        if len(batch) == BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_advice_about_slips(seed: int, figures: Figures) -> None:
    for batch in batches(slips.articles(200, seed)):
        hold(cases(batch, LIBRARY), figures)


@pytest.mark.slow
def test_advice_about_hostile_texts(figures: Figures) -> None:
    """No word of them is worth keeping; but what we say of them is known, and none of it lets a mark through."""
    payloads = [*hostile.PAYLOADS, *hostile.ADDRESSES, *hostile.LOOK_ALIKES]
    everything = [(place, payload) for place in hostile.PLACES for payload in payloads]
    sample = Random(1).sample(everything, 200)
    wrong = []
    for batch in batches(f"{HEAD}{SECTION}{place(payload)}\n" for place, payload in sample):
        for case in cases(batch, LIBRARY):
            add(figures, "advice followed, hostile texts")
            wrong += [
                f"{as_line(case.problem)}\n  {fault}\n{case.old}"
                for fault in case.faults()
                if "raw-mark" in fault
            ]
    assert not wrong, "\n\n".join(wrong[:5])


def test_by_hand_names_rules() -> None:
    assert set(BY_HAND) <= set(RULES)
    assert all(reason for _, reason in BY_HAND.values())


# --- the page ------------------------------------------------------------------------------------

RAW: Final = re.compile(r"///|\{:.*\}|\[\^.*\]|!!!|\*\[.*\]")
UNSEEN: Final = dict.fromkeys(map(ord, NOTHING)) | dict.fromkeys(map(ord, SPACES), " ")


def with_marks(count: int) -> Iterator[str]:
    """Yield articles with marks that something odd stands before, or within."""
    random = Random(2)
    marks = (
        "/// script | A",
        "///",
        "{: .a }",
        "[^x]",
        "[^x]: A note",
        "!!! note",
        "*[HR]: people",
        "[^bohns-2016]",
    )
    before = (
        "",
        " ",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "word ",
        "*",
        "# ",
        "| ",
        "<b>",
        "\\",
        "\u00a0",
        *NOTHING[:12],
    )
    for _ in range(count):
        pieces = []
        for _ in range(random.randint(1, 4)):
            mark = random.choice(marks)
            at = random.randrange(len(mark))
            odd = random.choice(["", "", random.choice(NOTHING), random.choice(SPACES)])
            lead = "".join(random.choices(before, k=random.randint(0, 2)))
            pieces.append(f"{lead}{mark[:at]}{odd}{mark[at:]}{random.choice(['', ' words', '  '])}")
        yield HEAD + random.choice(["\n", "\n\n"]).join(["Words.", *pieces, "Words."]) + "\n"


def raw_lines(library: Library, uri: str) -> Iterator[str]:
    """Yield the marks with which lines of a page begin, once what nobody sees is taken out."""
    for text in blocks(library.drawn[uri].root):
        for line in text.translate(UNSEEN).split("\n"):
            if mark := RAW.match(line.strip()):
                yield mark[0]


def blocks(element: etree.Element) -> Iterator[str]:
    """Yield the words of each block of a page; code and scripts are shown as they are meant."""
    words_ = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS or child.tag in FRAMES or child.tag in ("pre", "figure"):
            yield "".join(words_)
            words_ = []
            if child.tag not in ("pre", "figure"):
                yield from blocks(child)
        elif child.tag == "br":
            words_.append("\n")
        elif isinstance(child.tag, str):
            words_.append(
                "code" if child.tag == "code" else f"\0{''.join(blocks(child))}\0"
            )  # no mark goes on there
        words_.append(child.tail or "")
    yield "".join(words_)


@pytest.mark.slow
def test_no_line_begins_with_a_mark_unless_that_is_told(figures: Figures) -> None:
    for batch in batches([*with_marks(600), *slips.articles(200, 77)]):
        library, problems = looked_at(LIBRARY | batch)
        for uri, text in batch.items():
            bare = text.translate(UNSEEN).split("\n")
            for mark in raw_lines(library, uri):
                opening = mark[: 3 if mark[0] in "/!" else 2]
                if any(f"\\{opening}" in each or f"{opening[0]}\\" in each for each in bare):
                    continue  # somebody meant it
                add(figures, "lines that begin with a mark, told")
                rows = {number for number, each in enumerate(bare, 1) if opening in each}
                errors = [each for each in problems[uri] if each.level == "error"]
                if opening == "///":  # of a script that is not understood its beginning is told
                    rows |= {
                        each.place.line
                        for each in errors
                        if each.rule in ("misplaced-script", "unclosed-script")
                    }
                assert rows & {each.place.line for each in errors}, (
                    mark,
                    text,
                    [*map(as_line, problems[uri])],
                )
