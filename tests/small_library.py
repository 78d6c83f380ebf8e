"""The small library that lies under every case: reading it together with further files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from notabother.check import check
from notabother.model import Library
from notabother.problems import as_line
from notabother.reading.library import Source
from notabother.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
BASE = CASES / "_base"

SETTINGS, _ = read_settings({"../mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8")}, {"PAPER": "true"})
SETTINGS = replace(SETTINGS, files=())
"""What the real mkdocs.yml says, but for the files it names: the same Markdown extensions as the site."""

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

LICENSED = """\
ours:
  title: Ours
  what: All of it.
  holder: Us
  license: MIT License
  text: https://a.example/mit
  files: ["**"]
"""
"""A list of licences that names one license for everything."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a docs folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def read(files: dict[str, str] | dict[str, bytes]) -> tuple[Library, list[str]]:
    """Read these files together with the small library, and return problems as lines."""
    given = {uri: data.encode() if isinstance(data, str) else data for uri, data in files.items()}
    sources = [Source(uri, data) for uri, data in (files_in(BASE) | given).items()]
    checked = check(sources, settings=SETTINGS)
    return checked.library, [as_line(problem) for problem in checked.problems]
