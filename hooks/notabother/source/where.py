"""Where in a file something stands that was found after drawing."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from notabother.problems import Place

BEFORE: str = "(<[:\"'= "
"""What may stand before the target of a link."""


class Where:
    """Finds things in a file's text, in the order in which they were drawn."""

    def __init__(self, uri: str, lines: Sequence[str], start: int) -> None:
        """Look in one file.

        Args:
            uri: the file.
            lines: its lines.
            start: the line where its text begins, counted from 0.
        """
        self.uri = uri
        self.lines = lines
        self.start = start
        self.after: dict[str, tuple[int, int]] = {}
        """For each thing that was asked for, where to go on."""

    def place(self, written: str) -> Place:
        """Return where a text stands: its first place, and when asked again the next one.

        What stands nowhere is said of the line where the text begins.
        """
        return self._find(written, written) or Place(self.uri, self.start + 1)

    def link(self, target: str) -> Place:
        """Return where the target of a link stands, however it is written there."""
        for written in dict.fromkeys([target, unquote(target), target.replace("&", "&amp;")]):
            if (found := self._find(target, written, BEFORE)) is not None:
                return found
        return self.place(target)

    def _find(self, key: str, written: str, before: str = "") -> Place | None:
        line, column = self.after.get(key, (self.start, 0))
        for number in range(line, len(self.lines)):
            text = self.lines[number]
            while (at := text.find(written, column)) >= 0:
                column = at + 1
                if not before or at == 0 or text[at - 1] in before:
                    self.after[key] = number, column
                    return Place(self.uri, number + 1, at + 1)
            column = 0
        return None
