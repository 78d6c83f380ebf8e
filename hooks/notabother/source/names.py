"""What a file's name says: what another computer cannot hold, and what is not what it looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from notabother import addresses

NOT_ON_WINDOWS: Final = '<>:"|?*\\'
"""Characters that no name on Windows can hold."""

INSIDE: Final = re.compile(r"(.+?)\.(?:md|markdown|mdown|mkdn|mkd)(?![a-z0-9])", re.IGNORECASE)
"""An article's name with something behind it: `tea.md.txt`, `tea.md (1)`."""


def unfit(name: str) -> str | None:
    """Return what keeps a file or folder from being on every computer under this name, or None."""
    if name.partition(".")[0].rstrip(" ").casefold() in addresses.DEVICES:
        return f"on Windows '{name.partition('.')[0]}' is no name for a file or folder. Choose another."
    if odd := next((char for char in name if char in NOT_ON_WINDOWS), None):
        return f"on Windows no name can hold {odd} as this one does. Take it out."
    if name.endswith((".", " ")):
        what = "a dot" if name.endswith(".") else "a space"
        return f"on Windows no name can end in {what}. Take it off."
    if not unicodedata.is_normalized("NFC", name):
        return "this name has a letter and its accent as two characters, which no link finds. Type the name anew."
    return None


OF_EDITORS: Final = ("~", "___jb_tmp___", "___jb_old___", ".crswap")
"""How files end that editors write beside the one that they save."""


def is_passing(name: str) -> bool:
    """Tell whether a file is one that an editor keeps for itself or for a moment: `tea.md~`, `#tea.md#`, `4913`."""
    return name.endswith(OF_EDITORS) or name.isdecimal() or (len(name) > 1 and name[0] == name[-1] == "#")


def copied_from(name: str, beside: Collection[str]) -> str | None:
    """Return the article that a file is a copy of by its name, or None.

    Computers call a copy `tea (1).md`, `Copy of tea.md` or `tea.md.orig`, each in its language. So what counts is
    that a name that cannot stand in an address begins or ends with that of an article beside it.

    Args:
        name: the file's name.
        beside: all names in its folder.
    """
    if name.endswith(".md") and addresses.is_slug(name.removesuffix(".md")):
        return None
    inside = INSIDE.match(name)
    stem = (inside[1] if inside else name.partition(".")[0]).casefold()
    slug = f"{addresses.as_slug(stem)}.md"
    others = [each for each in beside if each.endswith(".md") and each.casefold() != name.casefold()]
    found = [each for each in others if each == slug or _holds(stem, each[:-3])]
    return max(found, key=len, default=None)


def _holds(stem: str, article: str) -> bool:
    """Tell whether a name begins or ends with an article's, as a word: `tea-time` is no copy of `tea`."""
    behind, before = stem.removeprefix(article), stem.removesuffix(article)
    at_start = behind != stem and not (behind[:1].isalnum() or behind.startswith("-"))
    at_end = before != stem and not (before[-1:].isalnum() or before.endswith("-"))
    return addresses.is_slug(article) and (at_start or at_end)
