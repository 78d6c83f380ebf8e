"""HTML in a form in which two drawings of one text can be compared: what a reader sees, and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

BLOCKS: Final = frozenset(
    "p ul ol li blockquote pre h1 h2 h3 h4 h5 h6 hr table thead tbody tr td th div section br input".split()
)
"""Elements at whose edges white space does not show."""

EMPTY: Final = frozenset({"br", "hr", "img", "input", "wbr"})

SHOWN: Final = frozenset({"href", "src", "title", "alt", "start", "checked"})
"""Attributes that make a difference to a reader; `align` is read from three places."""

PLAIN: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": "...", "\u00a0": " "}
"""What smart quotes and dashes stand for."""

Piece = str | tuple[str, ...]


def plain(text: str) -> str:
    """Return a text as it was typed, more or less: without smart quotes, its runs of - as one."""
    return re.sub("-{2,3}", "-", text.translate(str.maketrans(PLAIN)))


class _Reader(HTMLParser):
    """Turns HTML into pieces: texts, openings and closings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.within_code = 0
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "")
        if self.hidden or "headerlink" in classes:
            self.hidden += tag not in EMPTY
            return
        if tag in ("label", "div", "section", "figure"):
            return
        shown = [f"{name}={plain(value)}" for name, value in sorted(found.items()) if name in SHOWN]
        align = re.search(r"(?:text-align: |align-)(\w+)", f"{found.get('style', '')} {classes}")
        if "align" in found or align:
            shown.append(f"align={found.get('align') or (align and align[1])}")
        self.within_code += tag == "pre"
        self.pieces.append((tag, *shown))
        if tag in EMPTY:
            self.pieces.append((f"/{tag}",))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.hidden -= tag not in EMPTY
        elif tag not in ("label", "div", "section", "figure", *EMPTY):
            self.within_code -= tag == "pre"
            self.pieces.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            text = data.expandtabs(4) if self.within_code else re.sub(r"[ \t\n]+", " ", plain(data))
            if self.pieces and isinstance(self.pieces[-1], str):
                text = self.pieces.pop() + text
            self.pieces.append(text)


def normal(html: str) -> list[Piece]:
    """Return HTML as texts and elements, without what a reader cannot see."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    pieces: list[Piece] = [("/div",), *reader.pieces, ("/div",)]
    found: list[Piece] = []
    within_code = False
    for before, piece, behind in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if isinstance(piece, tuple):
            within_code = piece[0] == "pre" or (within_code and piece[0] != "/pre")
            found.append(piece)
            continue
        text = piece if within_code else re.sub(" +", " ", piece)
        if within_code:
            text = text.rstrip() if behind[0] == "/code" else text
        else:
            text = text.lstrip(" ") if before[0].strip("/") in BLOCKS else text
            text = text.rstrip(" ") if behind[0].strip("/") in BLOCKS else text
        if text:
            found.append(text)
    return found
