"""What is handed on with the site: licences.yml to a list, and the problems in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from notabother.model import Licensed
from notabother.problems import Place, Problem, Text
from notabother.source.fields import read_fields


@lru_cache(maxsize=16)
def read_licences(uri: str, text: str) -> tuple[tuple[Licensed, ...], tuple[Problem, ...]]:
    """Read who made what, and on what terms."""
    problems: list[Problem] = []
    found: list[Licensed] = []
    fields = read_fields(text, Place(uri), "the list of licenses", problems)
    for name, inner in fields.mappings("entry"):
        given = [inner.text(each) for each in ("title", "what", "holder", "license", "text")]
        files = inner.texts("files")
        inner.close()
        title, what, holder, license_, where = given
        if title and what and holder and license_ and where:
            found.append(Licensed(name, title, what, holder, license_, where, files))
    return tuple(found), tuple(problems)


def texts_in_docs(licensed: tuple[Licensed, ...]) -> Iterator[Text]:
    """Yield where texts stand that are files of ours."""
    return (each.text for each in licensed if not is_elsewhere(each.text))


def is_elsewhere(text: str) -> bool:
    """Tell whether a license's text is a whole web address."""
    return text.startswith("https://")


def covers(licensed: Licensed, path: str) -> bool:
    """Tell whether a file of the built site belongs to an entry."""
    return any(_pattern(each).fullmatch(path) for each in licensed.files)


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    """Return a pattern in which `**` is anything and `*` anything within a folder."""
    parts = re.split(r"(\*\*|\*)", glob)
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts))
