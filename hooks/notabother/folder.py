"""The docs folder on disk: the one module that reads it, for the command line and for MkDocs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from notabother import addresses
from notabother.library import Source
from notabother.problems import Place, Problem
from notabother.reading import MOST_BYTES, too_large


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a docs folder."""

    sources: tuple[Source, ...]
    """The Markdown files and vocabulary.yml."""
    others: tuple[str, ...]
    """The paths of everything else that is published."""
    refused: tuple[str, ...]
    """Files, and folders that are links, which may not be published."""
    problems: tuple[Problem, ...]


def read_folder(docs: Path) -> Folder:
    """Read a docs folder; hidden files and folders are left out, as MkDocs does.

    Returns:
        What stands there, with the problems `outside-link` and `too-large`.
    """
    root = docs.resolve()
    sources: list[Source] = []
    others: list[str] = []
    refused: list[str] = []
    problems: list[Problem] = []

    def refuse(uri: str, message: str) -> None:
        refused.append(uri)
        problems.append(Problem(Place(uri), "outside-link", message))

    for where, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(where)
        for name in sorted([*folders, *names]):
            path = here / name
            uri = path.relative_to(docs).as_posix()
            if name.startswith("."):
                continue
            if path.is_symlink():
                try:
                    inside = path.resolve(strict=True).is_relative_to(root)
                except (OSError, RuntimeError):
                    refuse(uri, "this symbolic link leads nowhere. Delete it, or put the file itself here.")
                    continue
                if not inside:
                    refuse(
                        uri, "this symbolic link leaves the docs folder. Put the file itself here instead."
                    )
                    continue
                if name in folders:
                    refuse(
                        uri, "this symbolic link leads to a folder. Put the files themselves here instead."
                    )
                    continue
            if name in folders:
                continue
            if not (name.endswith(".md") or uri == addresses.VOCABULARY):
                others.append(uri)
            elif path.stat().st_size > MOST_BYTES:
                refused.append(uri)
                problems.append(too_large(uri, path.stat().st_size))
            else:
                sources.append(Source(uri, path.read_bytes()))
    return Folder(tuple(sources), tuple(others), tuple(refused), tuple(problems))
