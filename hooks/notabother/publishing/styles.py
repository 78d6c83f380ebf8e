"""The style sheet: files of the templates' folder, joined into the one that pages load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatch
from typing import Final

FOLDER: Final = "assets/stylesheets/"
"""Where the files stand, and where the one is published."""

SITE: Final = f"{FOLDER}site.css"
"""The one style sheet of the built site."""

LAYERS: Final[Mapping[str, tuple[str, ...]]] = {
    "tokens": ("faces.css", "tokens.css"),
    "base": ("base.css",),
    "parts": ("frame.css", "text.css", "parts/*.css"),
    "pages": ("pages/*.css",),
    "print": ("print.css",),
}
"""The cascade layers, each with its files. What comes later wins, and what is in no layer wins over all of them."""

COMMENT: Final = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/\n*""", re.DOTALL)
"""A comment, which only those who edit a file need; or a string, in which nothing is one."""


def joined(files: Mapping[str, str]) -> tuple[str, list[str]]:
    """Join the files of the style sheet, each layer's in the order of their patterns, and then by name.

    Args:
        files: the text of every style sheet in the folder, by its name there.

    Returns:
        The style sheet, and the names of the files that it is made of, which need not be published.
    """
    text, names = f"@layer {', '.join(LAYERS)};\n", []
    for layer, patterns in LAYERS.items():
        members = [name for pattern in patterns for name in sorted(files) if fnmatch(name, pattern)]
        text += f"\n@layer {layer} {{\n" + "\n".join(files[name] for name in members) + "}\n"
        names += members
    return COMMENT.sub(lambda found: found[1] or "", text), names
