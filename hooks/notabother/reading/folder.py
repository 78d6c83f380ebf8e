"""The docs folder on disk: the one module that reads it, for the command line and for MkDocs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from notabother import addresses
from notabother.problems import Place, Problem
from notabother.reading.library import Source
from notabother.reading.search_lists import is_list
from notabother.source.decoding import MOST_BYTES, too_large


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a docs folder."""

    sources: tuple[Source, ...]
    """The Markdown files, the lists in YAML and the lists for search."""
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

    def refuse(uri: str, rule: str, message: str) -> None:
        refused.append(uri)
        readable = uri.encode("utf-8", "replace").decode()
        problems.append(Problem(Place(readable), rule, message))

    for where, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(where)
        for name in sorted([*folders, *names]):
            path = here / name
            uri = path.relative_to(docs).as_posix()
            if name.startswith("."):
                continue
            if trouble := _trouble(path, root, is_folder=name in folders):
                refuse(uri, *trouble)
            elif name in folders:
                continue
            elif not (name.endswith(".md") or uri in addresses.LISTS or is_list(uri)):
                others.append(uri)
            elif path.stat().st_size > MOST_BYTES:
                refused.append(uri)
                problems.append(too_large(uri, path.stat().st_size))
            else:
                try:
                    sources.append(Source(uri, path.read_bytes()))
                except OSError as error:
                    refuse(
                        uri,
                        "unreadable",
                        f"this file cannot be read ({error.strerror}). Check its permissions.",
                    )
    return Folder(tuple(sources), tuple(others), tuple(refused), tuple(problems))


def _trouble(path: Path, root: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Return the rule and the message of what keeps a file or folder from being published."""
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(root)
        except (OSError, RuntimeError):
            return "outside-link", "this symbolic link leads nowhere. Delete it, or put the file itself here."
        if not inside:
            return (
                "outside-link",
                "this symbolic link leaves the docs folder. Put the file itself here instead.",
            )
        if is_folder:
            return (
                "outside-link",
                "this symbolic link leads to a folder. Put the files themselves here instead.",
            )
    if not path.name.isprintable():
        return (
            "bad-slug",
            "this name holds characters that are no text. Name it with letters, digits and hyphens.",
        )
    if is_folder:
        if path.name.endswith(".md"):
            return "bad-slug", "this is a folder whose name ends like a file's. Take the .md off."
        return None
    if not path.is_file():
        return "unreadable", "this is no ordinary file. Take it out."
    ending = path.suffix.casefold()
    if ending in addresses.MARKDOWN_ENDINGS and path.suffix != ".md":
        return "bad-slug", f"a Markdown file's name ends in .md. Rename it to {path.stem}.md"
    return None
