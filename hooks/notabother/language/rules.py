"""What makes a text hard to read or unkind: one function for each rule or family of rules.

Every function takes passages and yields problems; the ids stand in `problems.RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from notabother.language.lists import Lists, Words
from notabother.language.passages import Passage, alone
from notabother.language.readability import (
    USUAL,
    ReadingLimits,
    Sentence,
    average,
    grade,
    sentences,
)
from notabother.model import Vocabulary
from notabother.problems import Problem

TEXT: Final = ("paragraph", "item")
"""The kinds of passage that make up a page's own text."""


def plain_language(passages: Sequence[Passage], limits: ReadingLimits = USUAL) -> Iterator[Problem]:
    """Sentences and paragraphs are short, and the page as a whole is easy to read."""
    page: list[tuple[Passage, Sentence]] = []
    for passage in passages:
        if passage.kind == "heading":
            continue
        said = sentences(passage.text)
        yield from _long_sentences(passage, said, limits.sentence_words)
        if passage.kind in TEXT:
            yield from _long_paragraph(passage, said, limits.paragraph_sentences)
            page += [(passage, sentence) for sentence in said if sentence.whole]
    yield from _hard_to_read(page, limits)


def _long_sentences(passage: Passage, said: Iterable[Sentence], most: int) -> Iterator[Problem]:
    for sentence in said:
        if sentence.words > most:
            message = (
                f'this sentence has {sentence.words} words; {most} is the most: "{sentence.first_words()}". '
                "Make two of it, or take words out."
            )
            yield Problem(passage.place(sentence.start), "long-sentence", message)


def _long_paragraph(passage: Passage, said: Sequence[Sentence], most: int) -> Iterator[Problem]:
    most += passage.kind == "item"  # the first of an item is often its label
    if len(said) > most:
        one_more = said[most]
        what = "list item" if passage.kind == "item" else "paragraph"
        message = (
            f"this {what} has {len(said)} sentences; {most} is the most. "
            f'Start a new one here or before: "{one_more.first_words()}"'
        )
        yield Problem(passage.place(one_more.start), "long-paragraph", message)


def _hard_to_read(page: Sequence[tuple[Passage, Sentence]], limits: ReadingLimits) -> Iterator[Problem]:
    said = [sentence for _, sentence in page]
    if len(said) < limits.page_sentences:
        return
    words, reads_at = average(said), grade(said)
    if words > limits.average_words:
        passage, worst = max(page, key=lambda each: each[1].words)
        what = f"the sentences of this page have {words:.1f} words on average; {limits.average_words} is the most."
    elif reads_at > limits.school_grade:
        passage, worst = max(page, key=lambda each: grade([each[1]]))
        what = f"this page reads at school grade {reads_at:.1f}; {limits.school_grade} is the most. Use shorter words."
    else:
        return
    message = f'{what} Begin with this sentence: "{worst.first_words()}"'
    yield Problem(passage.place(worst.start), "hard-to-read", message)


def chosen_words(passages: Iterable[Passage], lists: Lists, *, is_study: bool) -> Iterator[Problem]:
    """What reads as a finding carries its study, and words with a kinder wording are not used.

    Args:
        passages: the text of one file.
        lists: what docs/language.yml says.
        is_study: the file is the record of a study, which needs no further one.
    """
    for passage in passages:
        said = Words(passage.text)
        for phrase, start, end in lists.avoided_in(said):
            if not _is_quoted(passage.text, start):
                message = f'"{passage.text[start:end]}" {phrase.because}. Write: {phrase.instead}.'
                yield Problem(passage.place(start), "word-to-avoid", message)
        if passage.cites or is_study or passage.kind in ("heading", "message"):
            continue
        for _, start, end in lists.claims_in(said):
            if _is_quoted(passage.text, start):
                continue
            what = f'"{passage.text[start:end]}" reads as a finding'
            if passage.kind == "field":
                message = f"{what}, and no study can be cited here. Move it into the text, or say it without."
            else:
                message = f"{what}. Cite the study in this paragraph, as in [^bohns-2016], or say it without."
            yield Problem(passage.place(start), "uncited-claim", message)
            break  # one is enough: the citation is wanted once


def of_vocabulary(words: Vocabulary) -> list[Passage]:
    """Return what readers see of the closed lists."""
    found = [alone(term.title, "heading") for term in words.situations.values()]
    found += [alone(term.description) for term in words.situations.values() if term.description is not None]
    found += [alone(blank.hint) for blank in words.placeholders.values()]
    return found + [alone(step.line, "message") for step in words.warm_up]


def _is_quoted(text: str, offset: int) -> bool:
    """Tell whether double quotation marks stand around an offset: then the words are somebody else's."""
    opened = -1
    for at, sign in enumerate(text):
        if sign not in '"“”':
            continue
        if opened < 0:
            if at > offset:
                return False
            opened = at if sign != "”" else -1
        elif sign != "“":
            if opened < offset < at:
                return True
            opened = -1
    return False
