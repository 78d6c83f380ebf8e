"""Turns the pages that our hooks make into pages as somebody would write them for stock MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ_BY_STOCK = ("title", "description", "hide", "search")
"""The fields that MkDocs and Material read; all others are for our templates."""


def rewrite(folder: Path) -> None:
    """Rewrite every page in a folder."""
    for file in folder.rglob("*.md"):
        file.write_text(page(file.read_text("utf-8")), "utf-8")


def page(text: str) -> str:
    """Keep of a page what stock MkDocs has a use for."""
    _, front, body = text.split("---\n", 2)
    fields = yaml.load(front, yaml.CSafeLoader)
    kept = {key: fields[key] for key in READ_BY_STOCK if key in fields}
    lines = "\n".join(without_blocks(body.splitlines()))
    return f"---\n{yaml.safe_dump(kept, allow_unicode=True)}---\n{lines}\n"


def without_blocks(lines: list[str]) -> Iterator[str]:
    """Turn each script into a bold title and a quotation, which stock Markdown knows."""
    inside = options = False
    for line in lines:
        if line.startswith("/// script"):
            inside = options = True
            yield f"**{line.partition('|')[2].strip()}**"
        elif inside and line == "///":
            inside = False
            yield ""
        elif options and line.startswith("    "):
            continue
        elif inside:
            options = False
            yield f"> {line}"
        else:
            yield line
