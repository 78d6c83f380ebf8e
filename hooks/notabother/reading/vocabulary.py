"""The closed lists: vocabulary.yml to a `Vocabulary`, and the problems in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from notabother import addresses
from notabother.limits import COUNTS
from notabother.model import (
    CARRIES,
    OPENS,
    Channel,
    Placeholder,
    Step,
    Term,
    Vocabulary,
)
from notabother.problems import Place, Problem, Text, instead
from notabother.source.fields import Fields, read_fields


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
        opens = _one_of(inner, "opens", OPENS, problems)
        if "limit" not in inner:
            message = f"{inner.what} needs 'limit'. Add a line: limit: 200"
            inner.missing["limit"] = Problem(inner.place, "missing-field", message)
            problems.append(inner.missing["limit"])
        if counts is not None and counts not in COUNTS:
            message = f"'counts' is not '{counts}'. {instead(counts, COUNTS, 'vocabulary.yml')}"
            problems.append(counts.problem("mistyped-field", message))
            counts = None
        inner.close()
        if title is not None and counts is not None and limit is not None:
            channels[name] = Channel(name, title, counts, limit, subject, opens)
    lists: dict[str, dict[str, Term]] = {"situations": {}, "recipients": {}}
    for plural, singular in (("situations", "situation"), ("recipients", "recipient")):
        for name, inner in _terms(fields, plural, singular, problems):
            title = inner.text("title")
            description = inner.text("description", required=plural == "situations")
            asks = inner.texts("asks", required=False) if plural == "situations" else ()
            mark = _one_of(inner, "waits" if plural == "situations" else "never-met", ("yes",), problems)
            waits = bool(mark) and plural == "situations"
            inner.close()
            if title is not None:
                lists[plural][name] = Term(name, title, description, asks, waits, bool(mark) and not waits)
    placeholders: dict[str, Placeholder] = {}
    for name, inner in _terms(fields, "placeholders", "placeholder", problems, slugs=False):
        hint, example = inner.text("hint"), inner.text("example")
        carries = _one_of(inner, "carries", CARRIES, problems)
        inner.close()
        if hint is not None and example is not None:
            placeholders[name] = Placeholder(name, hint, example, carries)
    closing, study = fields.text("closing", required=False), fields.text("warm-up-study", required=False)
    steps = []
    for _, inner in _terms(fields, "warm-up", "step", problems, slugs=False, required=False):
        title, line = inner.text("title"), inner.text("line")
        inner.close()
        if title is not None and line is not None:
            steps.append(Step(title, line))
    fields.close()
    situations, recipients = lists["situations"], lists["recipients"]
    return (
        Vocabulary(channels, situations, recipients, placeholders, closing, tuple(steps), study),
        tuple(problems),
    )


def _terms(
    fields: Fields,
    plural: str,
    singular: str,
    problems: list[Problem],
    *,
    slugs: bool = True,
    required: bool = True,
) -> list[tuple[Text, Fields]]:
    inner = fields.mapping(plural, plural, required=required)
    if inner is None:
        return []
    found = list(inner.mappings(singular))
    for name, _ in found:
        if slugs and not addresses.is_slug(name):
            message = f"{addresses.wrong_with(name)} Use lower-case letters, digits and hyphens."
            problems.append(name.problem("bad-slug", message))
        elif slugs and name in addresses.RESERVED:
            message = f"'{name}' has a meaning of its own. Choose another name."
            problems.append(name.problem("bad-slug", message))
    return [(name, each) for name, each in found if not slugs or _is_free(name)]


def _one_of(fields: Fields, name: str, known: Sequence[str], problems: list[Problem]) -> Text | None:
    """Read a field that may be missing and holds one of a few words."""
    found = fields.text(name, required=False)
    if found is None or found in known:
        return found
    message = f"'{name}' is not '{found}'. {instead(found, known, 'vocabulary.yml')}"
    problems.append(found.problem("mistyped-field", message))
    return None


def _is_free(name: str) -> bool:
    return addresses.is_slug(name) and name not in addresses.RESERVED
