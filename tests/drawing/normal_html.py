"""HTML in a form in which two drawings of one text can be compared: what a reader sees, and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

BLOCKS: Final = frozenset(
    "p ul ol li blockquote pre h1 h2 h3 h4 h5 h6 hr table thead tbody tr td th div section br input".split()
)
"""Elements at whose edges white space does not show."""

EMPTY: Final = frozenset({"br", "hr", "img", "input", "wbr"})

SHOWN: Final = frozenset({"href", "src", "title", "alt", "start", "checked"})
"""Attributes that make a difference to a reader; `align` is read from three places."""

EMPHASIS: Final = frozenset({"em", "strong"})
"""These may stand in each other in any order: they are noted at each text instead."""

UNSEEN: Final = frozenset({"label", "div", "section", "figure", *EMPHASIS})

PLAIN: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": "...", "\u00a0": " "}
"""What smart quotes and dashes stand for."""

Piece = str | tuple[str, ...]


def plain(text: str) -> str:
    """Return a text as it was typed, more or less: without smart quotes, its runs of - as one."""
    return re.sub("-{2,3}", "-", text.translate(str.maketrans(PLAIN)))


def _value(name: str, value: str) -> str:
    """Return what an attribute says, however its characters are written."""
    if name in ("href", "src"):
        return unquote(value)
    return "" if name == "checked" else plain(value)


class _Reader(HTMLParser):
    """Turns HTML into pieces: texts, openings and closings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.within_code = 0
        self.hidden = 0
        self.notes = False
        self.emphasis: list[str] = []
        self.style = "="

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "")
        self.notes = self.notes or "footnote" in classes.split()
        if self.notes and tag == "hr":  # ours stands above the notes
            return
        if self.hidden or "headerlink" in classes or "footnote-backref" in classes:
            self.hidden += tag not in EMPTY
            return
        if tag in EMPHASIS:
            self.emphasis.append(tag)
        if tag in UNSEEN:
            return
        if found.get("href", "").startswith("#fn"):  # notes have anchors of other names
            del found["href"]
        shown = [f"{name}={_value(name, value)}" for name, value in sorted(found.items()) if name in SHOWN]
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
        elif tag in EMPHASIS and tag in self.emphasis:
            self.emphasis.remove(tag)
        elif tag not in (*UNSEEN, *EMPTY):
            self.within_code -= tag == "pre"
            self.pieces.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            text = data.expandtabs(4) if self.within_code else re.sub(r"[ \t\n]+", " ", plain(data))
            style = "=" + " ".join(sorted(set(self.emphasis)))
            if text.strip() and style != self.style:
                self.style = style
                self.pieces.append((style,))
            if self.pieces and isinstance(self.pieces[-1], str):
                text = self.pieces.pop() + text
            self.pieces.append(text)


def normal(html: str) -> list[Piece]:
    """Return HTML as texts and elements, without what a reader cannot see."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    pieces = [("/div",), *_boxes_in_paragraphs(reader.pieces), ("/div",)]
    found: list[Piece] = []
    within_code = False
    for at, piece in enumerate(pieces):
        if isinstance(piece, tuple):
            within_code = piece[0] == "pre" or (within_code and piece[0] != "/pre")
            found.append(piece)
            continue
        before = next(each[0] for each in pieces[at - 1 :: -1] if each[0][0] != "=")
        behind = next(each[0] for each in pieces[at + 1 :] if each[0][0] != "=")
        if within_code:
            text = "\n".join(line.rstrip() for line in piece.split("\n"))
            text = text.rstrip() if behind == "/code" else text
        else:
            text = re.sub(" +", " ", piece)
            text = text.lstrip(" ") if before.strip("/") in (*BLOCKS, "code") and before != "/code" else text
            text = text.rstrip(" ") if behind.strip("/") in (*BLOCKS, "code") and behind != "code" else text
        if text:
            found.append(text)
    return found[1:-1]


def _boxes_in_paragraphs(pieces: list[Piece]) -> list[Piece]:
    """Put the box of a task into its paragraph: GitHub's parser has it in front of that."""
    found = list(pieces)
    for at in range(len(found) - 3):
        if found[at][0] == "input" and found[at + 1] == ("/input",):
            behind = at + 3 if isinstance(found[at + 2], str) and not found[at + 2].strip() else at + 2
            if found[behind] == ("p",):
                found[at : behind + 1] = [("p",), *found[at:behind]]
    return found
