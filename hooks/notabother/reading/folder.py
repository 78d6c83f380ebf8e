"""The docs folder on disk, and mkdocs.yml: the one module that reads them, for the command line and for MkDocs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from notabother import addresses
from notabother.problems import Place, Problem
from notabother.reading.library import Source
from notabother.reading.search_lists import is_list
from notabother.settings import inherits
from notabother.source.decoding import MOST_BYTES, decode, too_large
from notabother.source.names import copied_from, is_passing, unfit
from notabother.source.published import BY_DEFAULT, Allowed, copied, judge


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a docs folder."""

    sources: tuple[Source, ...]
    """The Markdown files, the lists in YAML and the lists for search."""
    others: tuple[str, ...]
    """The paths of everything else that is published."""
    refused: tuple[str, ...]
    """Files, and folders that are links, which may not be published, or are an editor's own."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Found:
    """What has been found so far."""

    root: Path
    """The docs folder, without links."""
    allowed: Allowed
    alike: dict[str, str] = field(default_factory=dict)
    """The names so far, by their paths with capitals made small."""
    sources: list[Source] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, uri: str, rule: str, message: str) -> None:
        readable = uri.encode("utf-8", "replace").decode()
        self.problems.append(Problem(Place(readable), rule, message))

    def refuse(self, uri: str, rule: str, message: str) -> None:
        self.refused.append(uri)
        self.tell(uri, rule, message)

    def look_at(self, uri: str, path: Path, beside: frozenset[str], *, is_folder: bool) -> None:
        """Take a file or folder, or say what is wrong with it.

        Args:
            uri: its path in the docs folder.
            path: where it is.
            beside: the names of all files in its folder.
            is_folder: whether it is one.
        """
        if is_passing(path.name):
            self.refused.append(uri)
        elif trouble := _trouble(path, self.root, is_folder=is_folder):
            self.refuse(uri, *trouble)
        elif (unfit := self._unfit(uri)) is not None and not (is_folder or _is_source(uri)):
            self.refuse(uri, "bad-name", unfit)
        else:
            if unfit is not None:
                self.tell(uri, "bad-name", unfit)
            try:
                if not is_folder:
                    self._read(uri, path, beside)
            except FileNotFoundError:
                pass  # an editor's, and gone again
            except OSError as error:
                message = f"this file cannot be read ({error.strerror}). Check its permissions."
                self.refuse(uri, "unreadable", message)

    def _unfit(self, uri: str) -> str | None:
        """Return why a name cannot be on every computer, unless more is asked of it anyway."""
        name = uri.rpartition("/")[2]
        if name.endswith(".md") and not addresses.is_slug(addresses.stem(uri)):
            return None
        first = self.alike.setdefault(uri.casefold(), name)
        if first != name:
            return f"on Windows and Macs '{first}' and '{name}' are one. Rename one of them."
        return unfit(name)

    def _read(self, uri: str, path: Path, beside: frozenset[str]) -> None:
        size = path.stat().st_size
        if not _is_source(uri):
            with path.open("rb") as file:
                data = file.read(1000 * (self.allowed.most(uri) or 1))
            found = judge(uri, data, size, beside, self.allowed)
            self.problems += found
            is_refused = any(each.level == "error" for each in found)
            (self.refused if is_refused else self.others).append(uri)
        elif size > MOST_BYTES:
            self.refused.append(uri)
            self.problems.append(too_large(uri, size))
        elif (article := copied_from(path.name, beside)) is not None:
            self.refuse(uri, "bad-slug", copied(article))
        else:
            self.sources.append(Source(uri, path.read_bytes()))


def read_folder(docs: Path, allowed: Allowed = BY_DEFAULT) -> Folder:
    """Read a docs folder; hidden files and folders are left out, as MkDocs does.

    Args:
        docs: the folder.
        allowed: what may be published besides what `published.KINDS` lists.

    Returns:
        What stands there, with the problems of files and their names; of what a text says there are none yet.
    """
    found = _Found(docs.resolve(), allowed)
    for where, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here, beside = Path(where), frozenset(names)
        for name in sorted([*folders, *names]):
            if not name.startswith("."):
                path = here / name
                found.look_at(path.relative_to(docs).as_posix(), path, beside, is_folder=name in folders)
    return Folder(tuple(found.sources), tuple(found.others), tuple(found.refused), tuple(found.problems))


def _is_source(uri: str) -> bool:
    return uri.endswith(".md") or uri in addresses.LISTS or is_list(uri)


def read_config(config: Path, docs: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read mkdocs.yml and the files that it takes further settings from.

    Returns:
        Their texts in this order, by their paths as seen from the docs folder, and what cannot be read in them.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    path = config
    while path.is_file() and (name := Path(os.path.relpath(path, docs)).as_posix()) not in texts:
        texts[name], faults = decode(name, path.read_bytes())
        problems += faults
        path = path.parent / (inherits(texts[name]) or "")
    return texts, problems


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
    if path.exists() and not path.is_file():
        return "unreadable", "this is no ordinary file. Take it out."
    ending = path.suffix.casefold()
    if ending in addresses.MARKDOWN_ENDINGS and path.suffix != ".md":
        return "bad-slug", f"a Markdown file's name ends in .md. Rename it to {path.stem}.md"
    return None
