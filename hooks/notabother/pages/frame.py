"""What every page shows of the site: the way home, the help line, the page of each folder, what search loads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notabother import addresses
from notabother.model import Library
from notabother.pages.added import HEADS, heads
from notabother.pages.data import PageData, as_json, search
from notabother.settings import Settings
from notabother.wording import typographic


def frame(
    library: Library, settings: Settings, *, policy: str, scripts: dict[str, list[str]]
) -> dict[str, Any]:
    """Return what templates read as `site`.

    Args:
        library: what the authors wrote.
        settings: what mkdocs.yml says.
        scripts: for each part of a page what its script imports.
        policy: the Content-Security-Policy of every page; empty for none.
    """

    def url(uri: str) -> str:
        return addresses.address(uri, directories=settings.directories)

    help_ = settings.help
    return {
        "home": url("index.md"),
        "help": {
            "text": help_.text,
            "title": help_.title,
            "url": url(help_.file),
            "numbers": list(help_.numbers),
        }
        if help_
        else {},
        "footer": [{"title": link.title, "url": url(link.file)} for link in settings.footer],
        "picture": settings.picture,
        "offline": settings.offline,
        "policy": policy,
        "scripts": scripts,
        "data": as_json(PageData(search(offline=settings.offline))),
        **{folder: {"title": title, "url": url(uri)} for folder, uri, title in _links(library, settings)},
    }


def _links(library: Library, settings: Settings) -> Iterator[tuple[str, str, str]]:
    for folder in heads(library, paper=settings.paper):
        uri = addresses.index_file(folder)
        written = library.pages.get(uri)
        yield folder, uri, typographic(written.title if written else HEADS[folder].title)
