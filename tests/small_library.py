"""The small library that lies under every case: reading it together with further files."""

from __future__ import annotations

from pathlib import Path

from notabother.model import Library
from notabother.problems import as_line
from notabother.reading.library import Source, read_library

CASES = Path(__file__).parent / "cases"
BASE = CASES / "_base"

HEAD = "---\ntitle: A case\ndescription: About something.\ndate: 2026-11-22\n---\n\n"
"""The fields of an article."""

SECTION = '## A heading { fear="too-busy" }\n\n'

SCRIPT = """/// script | A case
    id: case
    situation: ask
    channel: email
    to: stranger
    subject: About [topic]
    tip: Keep it short.
    not-when: They are away.
    next: end

Hi [first name],

One question about [topic]?
///
"""
"""A script that is right, and that fits the library under every case."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a docs folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def read(files: dict[str, str] | dict[str, bytes]) -> tuple[Library, list[str]]:
    """Read these files together with the small library, and return problems as lines."""
    given = {uri: data.encode() if isinstance(data, str) else data for uri, data in files.items()}
    sources = [Source(uri, data) for uri, data in (files_in(BASE) | given).items()]
    library, problems = read_library(sources)
    return library, [as_line(problem) for problem in problems]
