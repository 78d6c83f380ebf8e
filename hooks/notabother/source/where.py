"""Where in a file something stands that was found after drawing."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from notabother.drawn import Drawn
from notabother.problems import Place
from notabother.source.lines import Scan

BEFORE: Final = ("](", "]:")
"""What stands before the target of a link: right behind its words, or in a reference."""

INDENT: Final = "    "
"""How a line of code begins, if it is any."""

BETWEEN: Final = " <\"'"
"""What may still stand between."""

QUOTES: Final = " >"
"""What stands before a line in a quotation."""

TYPED: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "..."})
"""How the signs are typed for which Markdown draws better ones."""

BEHIND: Final = ")>\"' "
"""What ends it, if not the line."""


class Where:
    """Finds things in a file's text, in the order in which they were drawn."""

    def __init__(self, drawn: Drawn, scan: Scan) -> None:
        """Look in one file: where it is drawn, and only then in examples, comments and scripts.

        Args:
            drawn: the file.
            scan: its lines, sorted.
        """
        self.uri = drawn.uri
        self.start = scan.body
        commented = {number for number, _ in scan.comments}  # what follows a comment is shown as it is typed
        code = {
            line.strip() for each in drawn.root.iter("pre") for line in "".join(each.itertext()).split("\n")
        }
        text = {
            number: line
            for number, line in scan.prose
            if number not in commented
            and not (scan.lines[number].startswith(INDENT) and line.strip() in code)
        }
        self.shown = [text.get(number, "") for number in range(len(scan.lines))]
        self.lines = scan.lines
        self.after: dict[str, tuple[int, int]] = {}
        """For each thing that was asked for, where to go on."""
        self.last: dict[str, Place] = {}
        """For each link that was asked for, where it stood."""
        self.targets: list[tuple[Place, str]] | None = None
        """What may be the target of a link and was not asked for yet; see `_targets`."""

    def place(self, written: str) -> Place:
        """Return where a text stands: its first place, and when asked again the next one.

        What stands nowhere is said of the line where the text begins.
        """
        return (self.find(written) if written else None) or Place(self.uri, self.start + 1)

    def find(self, written: str) -> Place | None:
        """Return where a text stands, or None; one behind a backslash is another.

        Where it is not found as it was drawn, it is looked for as it is typed.
        """
        for text in dict.fromkeys([written, written.translate(TYPED)]):
            if place := self._find(self.shown, text) or self._find(self.lines, text):
                return place
        return None

    def line(self, written: str) -> Place | None:
        """Return where a text stands alone on its line, in whatever list or quotation; then the next such line."""
        line, _ = self.after.get(f"\n{written}", (self.start, 0))
        for number in range(line, len(self.shown)):
            if self.shown[number].strip(QUOTES) == written.strip(QUOTES):
                self.after[f"\n{written}"] = number + 1, 0
                return Place(self.uri, number + 1, self.shown[number].index(written.strip(QUOTES)) + 1)
        return None

    def link(self, target: str) -> Place:
        """Return where the target of a link stands, however it is written there; one that is named once may lead often."""
        return self.target(target) or self.last.get(target) or self.place(target)

    def target(self, target: str) -> Place | None:
        """Return where the target of a link stands that was not asked for yet, or None."""
        wanted = _plain(target)
        if self.targets is None:
            self.targets = list(self._targets())
        for number, (place, written) in enumerate(self.targets):
            if written.startswith(wanted) and written[len(wanted) : len(wanted) + 1] in BEHIND:
                del self.targets[number]
                self.last[target] = place
                return place
        return None

    def _targets(self) -> Iterator[tuple[Place, str]]:
        """Yield what may be the target of a link, with all that follows on its line."""
        found = set()
        for number in range(self.start, len(self.shown)):
            for at in _ends(self.shown[number]):
                row, column = number, at
                if not self.shown[row][column:].strip() and row + 1 < len(
                    self.shown
                ):  # it stands on the next line
                    row, column = number + 1, 0
                rest = self.shown[row][column:]
                found.add((row, column + len(rest) - len(rest.lstrip(BETWEEN))))
        for row, column in sorted(found):
            yield Place(self.uri, row + 1, column + 1), _plain(self.shown[row][column:])

    def _find(self, lines: list[str], written: str) -> Place | None:
        line, column = self.after.get(written, (self.start, 0))
        for number in range(line, len(lines)):
            while (at := lines[number].find(written, column)) >= 0:
                column = at + 1
                if lines[number][at - 1 : at] != "\\":
                    self.after[written] = number, column
                    return Place(self.uri, number + 1, at + 1)
            column = 0
        return None


def _ends(line: str) -> Iterator[int]:
    """Yield the column behind everything that may open a link."""
    for opening in BEFORE:
        at = line.find(opening)
        while at >= 0:
            yield at + len(opening)
            at = line.find(opening, at + 1)


def _plain(target: str) -> str:
    """Return a link's target without entities, escapes and %20."""
    return unquote(html.unescape(target)).replace("\\", "")
