"""Scripts as they are sent: without the comments, which weigh a third and are for those who change them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from notabother.publishing.without_modules import imported

FOLDER: Final = "assets/javascripts/"
"""Where scripts stand."""

STARTS: Final = f"{FOLDER}start/"
"""The scripts that our templates load: each starts the part of its name."""

IN_FRAME: Final = ("colors", "search")
"""The parts that every page has."""

ONLY_FROM_DISK: Final = frozenset({f"{STARTS}search-in-page.js", f"{FOLDER}search/in-page.js"})
"""Scripts of use only to a site that is opened from disk."""

ONLY_FROM_SERVERS: Final = frozenset(
    {f"{STARTS}search.js", f"{FOLDER}search/beside.js", f"{FOLDER}search/worker.js"}
)
"""Scripts of no use to it."""

NOTHING: Final = "export {};\n"
"""What is left of a module that only has types."""

COMMENTS: Final = re.compile(
    r"^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]*//[^\n]*\n|^[ \t]*\n", re.DOTALL | re.MULTILINE
)
"""Comments and empty lines, on lines of their own."""


def without_comments(text: str) -> str:
    """Return a script without the comments on lines of their own; as it is, if a text in it goes over several lines."""
    left = COMMENTS.sub("", text)
    return text if any(line.count("`") % 2 for line in left.split("\n")) else left


def needed(modules: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each part the modules that its script imports, so that a page can ask for all of them at once.

    What the parts of the frame ask for, on every page, no other part asks for again.

    Args:
        modules: the text of every module, by its path.
    """
    parts = {
        path.removeprefix(STARTS).removesuffix(".js"): path for path in modules if path.startswith(STARTS)
    }
    found: dict[str, list[str]] = {}
    asked: set[str] = set()
    for part in sorted(parts, key=lambda each: (each not in IN_FRAME, each)):
        found[part] = [each for each in _imports(parts[part], modules) if each not in asked]
        asked |= set(found[part]) if part in IN_FRAME else set()
    return found


def _imports(path: str, modules: Mapping[str, str]) -> dict[str, None]:
    found: dict[str, None] = {}
    for each in imported(path, modules[path]):
        if each in modules:
            found |= {each: None} | _imports(each, modules)
    return found
