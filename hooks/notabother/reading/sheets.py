"""Coach sheets: the fields of one file under coaching/, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from notabother import addresses
from notabother.model import MINUTES, CoachSheet, PlanStep
from notabother.problems import Place, Problem, Text
from notabother.reading.prose import Prose
from notabother.source.fields import Fields

QUESTIONS: Final = 3
"""How many questions a sheet has."""

UNITS: Final = frozenset({"min", "minute", "minutes"})
"""What stands behind the number at the beginning of a step."""

BLOCKS: Final = ("#", ">", "|", "- ", "* ", "+ ", "```", "~~~", "1. ", "1) ", "![")
"""How a line begins that is more than words of a paragraph."""


def read_sheet(uri: str, fields: Fields, prose: Prose) -> CoachSheet:
    """Read a coach sheet; what is missing is empty, so that the rest can still be shown.

    Args:
        uri: the file; its name is the fear's slug.
        fields: its front matter; problems are added to theirs.
        prose: its text.
    """

    def text(name: str) -> Text:
        found = fields.text(name)
        return Text("", Place(uri)) if found is None else found

    slug = addresses.stem(uri)
    sheet = CoachSheet(
        uri=uri,
        fear=Text(slug, Place(uri)),
        title=text("title") or Text(slug, Place(uri)),
        description=text("description"),
        plan=_plan(fields),
        questions=_questions(fields),
        homework=text("homework"),
        card=text("card"),
        if_no=text("if-no"),
        if_silence=text("if-silence"),
        if_upset=text("if-upset"),
        body=prose.body,
    )
    fields.problems += _one_paragraph(prose.body)
    return sheet


def _plan(fields: Fields) -> tuple[PlanStep, ...]:
    before = len(fields.problems)
    lines = fields.texts("plan")
    steps = [step for line in lines if (step := _step(line)) is not None]
    for line in lines:
        if _step(line) is None:
            message = f"a step begins with its minutes, and '{line[:40]}' does not. Put them first, as in: 2 min What to do"
            fields.problems.append(line.problem("mistyped-field", message))
    total = sum(step.minutes for step in steps)
    if steps and len(fields.problems) == before and total != MINUTES:
        message = (
            f"the steps take {total} minutes together, and a plan takes {MINUTES}. Change their minutes."
        )
        fields.problems.append(lines[0].problem("plan-minutes", message))
    return tuple(steps)


def _step(line: Text) -> PlanStep | None:
    """Return a step, written as `2 min Read the worry out loud`, or None if it is not."""
    number, _, rest = line.partition(" ")
    unit, _, what = rest.partition(" ")
    if not (
        number.isascii() and number.isdigit() and int(number[:9]) > 0 and unit.rstrip(":,.") in UNITS and what
    ):
        return None
    before = len(line) - len(what)
    place = Place(line.place.file, line.place.line, line.place.column + before)
    return PlanStep(int(number[:9]), Text(what, place))


def _questions(fields: Fields) -> tuple[Text, ...]:
    before = len(fields.problems)
    found = fields.texts("questions")
    if found and len(fields.problems) == before and len(found) != QUESTIONS:
        what = "Add what is missing." if len(found) < QUESTIONS else "Keep the best three."
        message = f"a sheet has three questions, and here are {len(found)}. {what}"
        fields.problems.append(found[0].problem("three-questions", message))
    return found


def _one_paragraph(body: Text) -> Iterator[Problem]:
    """Report what the printed sheet has no room for: a second paragraph, a list, a heading, a picture."""
    place = body.place
    for number, line in enumerate(body.splitlines()):
        begins = line.lstrip()
        if begins and not begins.startswith(BLOCKS):
            continue
        if begins:
            message = "the text of a sheet is one plain paragraph. Write this as a sentence, or as a field."
        else:
            message = "the text of a sheet is one paragraph, and here it ends. Join the next one to it, or take it out."
        yield Problem(Place(place.file, place.line + number), "one-paragraph", message)
        return
