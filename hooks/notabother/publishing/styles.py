"""The style sheet: files of the templates' folder, joined into the one that pages load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FOLDER: Final = "assets/stylesheets/"
"""Where the files stand, and where the one is published."""

SITE: Final = f"{FOLDER}site.css"
"""The one style sheet of the built site."""

ORDER: Final = (
    "faces.css",
    "tokens.css",
    "base.css",
    "frame.css",
    "text.css",
    "parts/script.css",
    "parts/lists.css",
    "pages/pages.css",
    "parts/search.css",
    "print.css",
    "pages/print.css",
    "pages/sheet.css",
)
"""What is joined, in this order."""


def joined(files: Mapping[str, str]) -> tuple[str, list[str]]:
    """Join the files of the style sheet.

    Args:
        files: the text of every style sheet in the folder, by its name there.

    Returns:
        The style sheet, and the names of the files that it is made of, which need not be published.
    """
    names = [name for name in ORDER if name in files]
    return "".join(files[name] for name in names), names
