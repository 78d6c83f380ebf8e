"""What an SVG picture may not carry: it is a page of its own, and can run, load and lead like one.

A closed list says what may be drawn. Whoever opens the picture by itself, and not within a page, gets all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from notabother.source.safety import is_safe_address, refusal

SVG: Final = "http://www.w3.org/2000/svg"

LIVE: Final = (
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/XSL/",
    "http://www.w3.org/2001/xml-events",
    "http://www.mozilla.org/",
)
"""How the names begin of what browsers give life to, within SVG too. What drawing programs add for themselves is dead."""

MOVING: Final = frozenset({"animate", "animateMotion", "animateTransform", "set"})
"""Elements that change an attribute of another."""

DRAWN: Final = MOVING.union(
    "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight "
    "feTile feTurbulence filter g image line linearGradient marker mask metadata mpath path pattern polygon polyline "
    "radialGradient rect stop style svg switch symbol text textPath title tspan use view".split()
)
"""The elements of SVG that draw and move, and nothing else."""

ADDRESSES: Final = frozenset({"href", "src", "base"})
"""Attributes that hold an address, whatever stands before them: `xlink:href`, `xml:base`."""

LOADING: Final = re.compile(r"""@import|(?:url|src|image|image-set)\((?!\s*["']?\s*\#)""", re.IGNORECASE)
"""What a style loads: anything but a part of the picture itself, `url(#shade)`."""

INSTEAD: Final = "Take it out, or save the picture as PNG."

Found = tuple[int, int, str, str]
"""A line and a column, both from 1, a rule and a message."""


MOST_FOUND: Final = 20
"""How much of one picture is reported: more says nothing new."""


class _EnoughError(Exception):
    """Ends the reading: what comes is not for us to understand."""


class _Reader:
    """Collects what is wrong with a picture."""

    def __init__(self) -> None:
        # Any other encoding is a chance that a browser reads another text than we.
        self.parser = ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.depth = 0
        self.style_text: list[str] | None = None
        self.found: list[Found] = []

    def note(self, rule: str, message: str) -> None:
        place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append((*place, rule, message))

    def active(self, message: str) -> None:
        self.note("active-content", message)

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").casefold() not in ("utf-8", "us-ascii"):
            self.note("not-utf-8", f"this picture is saved as {encoding}. Save it as UTF-8.")
            raise _EnoughError

    def doctype(self, *_: object) -> None:
        self.active("a <!DOCTYPE …> has no place in a picture. Delete it, up to its end.")
        raise _EnoughError

    def instruction(self, name: str, _: str) -> None:
        self.active(f"<?{name[:60]} …?> can load what is not the picture. Take it out.")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        self.depth += 1
        if self.depth == 1 and (namespace, tag) != (SVG, "svg"):
            self.note("wrong-content", f'this is no SVG picture. It starts with <svg xmlns="{SVG}">.')
        if self.style_text is not None:
            self.active(f"<{tag[:60]}> has no place in a style. Take it out.")
        if namespace.startswith(LIVE) or (namespace == SVG and tag not in DRAWN):
            self.active(f"<{tag[:60]}> can run code or load pages. {INSTEAD}")
            return
        if tag == "style":
            self.style_text = []
        for attribute, value in attributes.items():
            self.attribute(tag, attribute.rpartition(" ")[2], value, own=" " not in attribute)

    def attribute(self, tag: str, name: str, value: str, *, own: bool) -> None:
        """Judge an attribute.

        Args:
            tag: its element's name.
            name: its name, without what stands before the colon.
            value: what it holds.
            own: whether nothing stood before a colon, so that it may be SVG's.
        """
        folded = name.casefold()
        if folded.startswith("on"):
            self.active(refusal(name[:60]))
        elif folded == "href" and tag == "a":
            if not is_safe_address(value):
                self.active(refusal("href", value[:60]))
        elif folded in ADDRESSES:
            if not value.strip().startswith("#"):
                self.elsewhere(value)
        elif folded == "attributename" and tag in MOVING:
            target = value.rpartition(":")[2].strip().casefold()
            if target in ADDRESSES or target == "style" or target.startswith("on"):
                self.active(f"<{tag}> may not change '{value[:60]}'. {INSTEAD}")
        elif own and (folded == "style" or "(" in value):
            self.style(value)

    def style(self, text: str) -> None:
        if "\\" in text:
            self.active("a \\ in a style can hide an address. Take it out.")
        elif loading := LOADING.search(text):
            self.elsewhere(text[loading.start() :])

    def elsewhere(self, address: str) -> None:
        self.active(f"'{address.strip()[:60]}' brings in another file. {INSTEAD}")

    def characters(self, text: str) -> None:
        if self.style_text is not None:
            self.style_text.append(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(" ")[2] == "style" and self.style_text is not None:
            self.style("".join(self.style_text))
            self.style_text = None


def read_svg(data: bytes) -> list[Found]:
    """Return what is wrong with an SVG picture: `active-content`, `not-utf-8` and `wrong-content`."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _EnoughError:
        pass
    except ExpatError as error:
        message = "this picture cannot be read from here on. Save it as SVG again."
        reader.found.append((error.lineno, error.offset + 1, "wrong-content", message))
    first = {found[2:]: found for found in reversed(reader.found)}
    return sorted(first.values())[:MOST_FOUND]
