"""Sites of the small library, built in this process with the real mkdocs.yml."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from conftest import ROOT
from small_library import BASE, HEAD, SCRIPT

PLAIN = {
    "index.md": "---\ntitle: Home\ndescription: d\n---\n\nWelcome.\n",
    "about.md": "---\ntitle: About\ndescription: d\n---\n\nUs.\n",
    "privacy.md": "---\ntitle: Privacy\ndescription: d\n---\n\nNothing is kept.\n",
    "help-now.md": "---\ntitle: Help\ndescription: d\n---\n\nCall.\n",
}
"""The pages that the frame of the real site links to."""

RICH = (
    HEAD.replace("A case", "A rich article")
    + """\
Before all.

## 1. They're "busy" { fear="too-busy" }

See [the other](base.md), [its part](base.md#theyre-too-busy), [below](#deeper), [the end](#the-end),
[the fear](../fears/too-busy.md) and ![a desk](../desk.png). So it is.[^bohns-2016] In our words.[^own]

### Deeper

It stays {{ so }} and {% so %}, in `{{ code }}` too.

"""
    + SCRIPT.replace("next: end", "next: {yes: small-question, not-now: end, no: end, silence: end}")
    + """
<!-- more -->

Behind the mark.[^bohns-2016]

## The end

After all.

[^own]: A note of our own.
"""
)


def lay_out(docs: Path, files: dict[str, str]) -> Path:
    """Make a docs folder of the small library, the plain pages and these files."""
    shutil.copytree(BASE, docs)
    (docs / "desk.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (docs / "assets/images").mkdir(parents=True)
    (docs / "assets/images/social.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for uri, text in (PLAIN | files).items():
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / uri).write_text(text, "utf-8")
    return docs


class Lines(logging.Handler):
    """Keeps what MkDocs and the hook say, from a level up."""

    def __init__(self, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build(docs: Path, site: Path, file: Path = ROOT / "mkdocs.yml", **settings: Any) -> list[str]:
    """Build a docs folder with the real mkdocs.yml, or another, in this process, and return the warnings."""
    log, heard = logging.getLogger("mkdocs"), Lines()
    log.addHandler(heard)
    try:
        config = load_config(str(file), docs_dir=str(docs), site_dir=str(site), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
    finally:
        log.removeHandler(heard)
    return heard.lines
