"""One idea of white space: in a file's structure every space is a space, and marks that nobody sees are nothing.

Option and the space bar type a space that does not break; Word, Google Docs and web pages paste it, and marks
without any width. Markdown and YAML take each of them for a letter, so a script or a list is one no more. In
running text they stay: French sets such spaces, emoji and Persian need marks that join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Every space but the one on the keyboard (Unicode's Zs, Zl and Zp)."""

NOTHING: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    + "".join(map(chr, (*range(0x2060, 0x2070), 0xFEFF)))
)
"""Marks that take no room: joiners, soft hyphens, marks of direction and of byte order."""

BARE: Final = dict.fromkeys(map(ord, SPACES), " ") | dict.fromkeys(map(ord, NOTHING))

ODD: Final = re.compile(f"[{re.escape(SPACES)}{re.escape(NOTHING)}]")

OPENING: Final = re.compile(
    r"""(?:[ \t]*(?:
        >                                                       # a quotation
      | (?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)(?:[ \t]+\[[ xX]\](?=[ \t]))?   # an entry of a list, perhaps a task
      | (?:\#{1,6}|!!!|\?\?\?\+?|:)(?=[ \t]|$)                    # a heading, a box, a meaning
      | \*?\[\^?[^\]]*\][ ]?:                                   # what a footnote, an abbreviation or a link stands for
      | \|
    ))+[ \t]*""",
    re.VERBOSE,
)
"""What a line begins with that is structure and not text."""

WHOLE: Final = re.compile(
    r"""[ \t>]*(?:
        /{3,}.*                                  # a script, or its end
      | (?:-[ ]*){2,} | (?:\*[ ]*){3,} | (?:_[ ]*){3,} | =+   # a line across, or under a heading
      | (?:`{3,}|~{3,}).*                        # a fence
      | \|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-*:?[ ]*)+   # the line under a table's head
      | <!--.*-->
      | \{.*\}
      | \[(?!\^)[^\]]+\]:[ ]*\S+(?:[ ]+["'(].*)?      # where the links of a name lead
    )?[ \t]*""",
    re.VERBOSE,
)
"""A line that is structure as a whole; an empty one is."""

HOLDS: Final = re.compile(r"[>\-*+!?:]|\d{1,9}[.)]|\[\^")
"""How a line at the margin begins under which indented lines belong."""

FENCE: Final = re.compile(r"[ >]*(`{3,}|~{3,})")
SCRIPT: Final = re.compile(r"/{3,} *script\b.*", re.IGNORECASE)
SCRIPT_END: Final = re.compile(r" {0,3}/{3,} *")
FIELDS: Final = ("---", "...")


def settle(text: str) -> str:
    """Return a Markdown file's text with every space and every mark without width settled in its structure.

    Lines stay lines. A mark that is taken out moves what follows it on its line one column to the left.

    Args:
        text: the file, decoded; see `decoding.decode`.
    """
    return "\n".join(_settled(text.split("\n"))) if ODD.search(text) else text


def settle_fields(text: str) -> str:
    """Return a YAML file's text with all of its spaces and marks settled: its fields are single lines of text."""
    return text.translate(BARE) if ODD.search(text) else text


def _settled(lines: list[str]) -> Iterator[str]:
    in_fields = lines[0].translate(BARE).rstrip() == "---"
    fence = ""
    in_script = options = inside = False
    for number, line in enumerate(lines):
        bare = line.translate(BARE)
        if in_fields:
            in_fields = not number or bare.rstrip() not in FIELDS
            yield bare.rstrip() if bare.rstrip() in FIELDS else bare
            continue
        opens = FENCE.match(bare)
        if fence:
            closes = opens is not None and opens[1].startswith(fence) and bare.strip(" >") == opens[1]
            fence = "" if closes else fence
            yield bare if closes else line
            continue
        if opens and not in_script:
            fence = opens[1]
        if in_script and SCRIPT_END.fullmatch(bare):
            in_script = False
        elif SCRIPT.fullmatch(bare):
            in_script = options = True
        elif options and (options := bare.startswith("    ") and bool(bare.strip())):
            yield bare
            continue
        if bare[:1].strip():
            inside = HOLDS.match(bare) is not None
        yield _line(line, bare, in_script=in_script, inside=inside)


def _line(line: str, bare: str, *, in_script: bool, inside: bool) -> str:
    """Return one line of text, settled where it is structure.

    Args:
        line: as it was typed.
        bare: the same without anything odd.
        in_script: whether it is one of a message.
        inside: whether it may go on with an entry of a list, a box or a note: then its indent is structure.
    """
    if not ODD.search(line):
        return line
    if WHOLE.fullmatch(bare):
        return bare.rstrip() if not bare.strip() else bare
    opening = OPENING.match(bare)
    size = opening.end() if opening is not None and not in_script else 0
    indent = len(bare) - len(bare.lstrip(" "))
    if (
        not size
        and not in_script
        and (inside or " " in line[: len(line) - len(line.lstrip(SPACES + NOTHING + " "))])
    ):
        size = indent
    rest = _after(line, size)
    return bare[:size] + _within(rest.rstrip(SPACES + NOTHING), in_script=in_script)


def _after(line: str, size: int) -> str:
    """Return what stands in a line behind so many characters that are not nothing."""
    for at, char in enumerate(line):
        if size == 0 and char not in NOTHING:
            return line[at:]
        size -= char not in NOTHING
    return ""


_ODD: Final = f"[{re.escape(SPACES + NOTHING)} ]"

INLINE: Final = re.compile(
    rf"""
      (?P<mark>{_ODD}*\\?\{{[^{{}}]*[=:\#.][^{{}}]*\}})   # an attribute list
    | (?P<note>\[{_ODD}*[\^!][^\]]*\])                 # a citation, or the name of a box
    | (?P<target>\]{_ODD}*\([^()]*\))                  # where a link leads
    | (?P<name>\][{re.escape(NOTHING)}]+(?=\[))        # or which line says so
    | (?P<picture>![{re.escape(NOTHING)}]+(?=\[))
    | (?P<address>(?:https?://|www\.)[^\s<>]*{_ODD}?)
    | (?P<cell>{_ODD}*\|{_ODD}*)
    | (?P<end>{_ODD}+\#[\#{re.escape(NOTHING)}]*{_ODD}*$)  # of a heading
    """,
    re.VERBOSE,
)
"""What is structure within a line of text."""

BLANK: Final = re.compile(r"\[[^\[\]]*\]")


def _within(text: str, *, in_script: bool) -> str:
    """Return a text with its marks, citations, targets, cells and blanks settled, and nothing else."""
    pattern = BLANK if in_script else INLINE
    return pattern.sub(lambda found: found[0].translate(BARE), text)
