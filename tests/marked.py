"""A small site in which every field of every page holds what HTML reads as markup, to see how templates print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from conftest import ROOT
from notabother.pages.made import Made
from small_site import RICH, build, lay_out

MARK = "<b>&\"'"
"""An element that our pages have nowhere, and all else that needs escaping."""

SITE_NAME = f"A site {MARK}"

AS_IT_STANDS = frozenset("code data home html kind policy scripts site template url worker".split())
"""Addresses, names of templates, finished HTML, what browsers and scripts obey, and the frame, which is marked by itself."""


def marked(value: Any) -> Any:
    """Return a field with the mark behind each text in it, however deep."""
    if isinstance(value, str):
        return value + MARK
    if isinstance(value, list):
        return [marked(each) for each in value]
    if isinstance(value, dict):
        return {key: each if key in AS_IT_STANDS else marked(each) for key, each in value.items()}
    return value


def build_marked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build the site: the core itself refuses such titles, so the mark is put on what it hands to MkDocs.

    Args:
        folder: where the texts and the site shall stand.
        monkeypatch: takes the mark off again after the test.
    """
    (events,) = load_config(str(ROOT / "mkdocs.yml"))["hooks"].values()  # the module that MkDocs keeps
    make_pages: Callable[..., list[Made]] = events.make_pages
    frame: Callable[..., dict[str, Any]] = events.frame

    def pages(*args: Any, **named: Any) -> list[Made]:
        return [replace(each, meta=marked(each.meta)) for each in make_pages(*args, **named)]

    monkeypatch.setattr(events, "make_pages", pages)
    monkeypatch.setattr(events, "frame", lambda *args, **named: marked(frame(*args, **named)))
    build(lay_out(folder / "docs", {"articles/rich.md": RICH}), folder / "site", site_name=SITE_NAME)
    return folder / "site"


class Read(HTMLParser):
    """Reads a page as a browser does: elements, and for each element its texts and its attributes' values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: dict[str, list[str]] = {}
        """Texts by their element, values by element and attribute: `h1`, `meta content`."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found.setdefault(tag, [])
        for name, value in attrs:
            self.found.setdefault(f"{tag} {name}", []).append(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem != "script" and self.open:
            self.found[self.open[-1]].append(data)
