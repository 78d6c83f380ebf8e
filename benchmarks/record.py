"""A hook for one build that is not measured: writes down every page as MkDocs was handed it.

With these pages in a folder, stock MkDocs has the same work before it: the same number of pages,
and on each the same Markdown.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

FOLDER = Path(os.environ["BENCHMARK_PAGES"])
LAST = -100


@event_priority(LAST)
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Write down the nav that the other hooks have left."""
    FOLDER.mkdir(parents=True)
    (FOLDER / "nav.yml").write_text(yaml.safe_dump({"nav": config.nav}), "utf-8")
    return nav


@event_priority(LAST)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Write down a page: its front matter, save for templates of our own, and its text."""
    file = FOLDER / "docs" / page.file.src_uri
    file.parent.mkdir(parents=True, exist_ok=True)
    meta = {key: value for key, value in page.meta.items() if key != "template"}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    text = "\n".join(without_blocks(markdown.splitlines()))
    file.write_text(f"---\n{front}---\n\n{text}\n", "utf-8")
    return markdown


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
