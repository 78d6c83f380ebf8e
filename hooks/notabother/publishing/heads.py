"""What stands at the top of a page where a browser looks for it: doctype, charset, policy and viewport.

One character too many before them, and a browser takes the head for ended: it moves the rest into the body,
where it obeys no policy. So each page is read by a parser that builds the tree a browser builds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

DOCTYPE: Final = "<!doctype html>"

CHARSET_WITHIN: Final = 1024
"""The bytes in which a browser looks for the charset before it reads a page."""

BEFORE_POLICY: Final = frozenset({"meta", "title"})
"""Elements that load nothing, so that they may stand before the policy."""

WHITE_SPACE: Final = " \t\n\f\r"

END: Final = "<body data-end>"
"""Put after a page. A parser gives the attribute to the page's body, unless something swallows the tag."""


def faults(html: str, policy: str) -> list[str]:
    """Return what a browser would not find at the top of a page, each as a sentence and what to do.

    Args:
        html: the whole page.
        policy: the Content-Security-Policy that each page carries; empty if pages carry none.
    """
    tree = LexborHTMLParser(html + END, scripting=True)
    found = [*_early(html), *(_policy(tree, policy) if policy else ()), *_viewport(tree)]
    if tree.body is None or "data-end" not in tree.body.attributes:
        found.append("something is opened and never closed, and swallows the rest of the page. Close it.")
    return found


def _early(html: str) -> Iterator[str]:
    """Yield what is wrong with doctype and charset."""
    if html.lstrip(WHITE_SPACE)[: len(DOCTYPE)].casefold() != DOCTYPE:
        yield f"the page does not begin with {DOCTYPE}, which keeps browsers from drawing it by old rules. Put it first."
    start = html.encode()[:CHARSET_WITHIN].decode("utf-8", "ignore")
    metas = takewhile(_is_meta, _in_head(LexborHTMLParser(start, scripting=True)))
    said = (each.attrs.get("charset") for each in metas if _says_charset(each))
    if (next(said, None) or "").casefold() != "utf-8":
        yield 'the charset is missing or comes late. Put <meta charset="utf-8"> first in the head.'


def _policy(tree: LexborHTMLParser, policy: str) -> Iterator[str]:
    """Yield what is wrong with the policy."""
    head = _in_head(tree)
    number = next((number for number, node in enumerate(head) if _is_policy(node)), None)
    if number is None:
        lost = "not in the head" if any(map(_is_policy, tree.css("meta"))) else "missing"
        yield f"the policy is {lost}, so browsers obey none. {_remedy(tree)}"
        return
    if head[number].attrs.get("content") != policy:
        yield "the policy is not the one the site is built with. Write it as partials/meta.html does."
    if early := [node.tag for node in head[:number] if node.tag not in BEFORE_POLICY]:
        yield f"the policy stands after <{early[0]}>, which it cannot stop then. Put it before."


def _viewport(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield what is wrong with the viewport."""
    if not any(_value(node, "name") == "viewport" for node in _in_head(tree)):
        yield f"the viewport is not in the head, so phones may draw the page small. {_remedy(tree)}"


def _remedy(tree: LexborHTMLParser) -> str:
    """Say what ended the head, if that can be seen, and what to do."""
    within = [] if tree.body is None else tree.body.iter(include_text=True, skip_empty=True)
    first = next(iter(within), None)
    if first is None or _is_meta(first):
        return "Write it as partials/meta.html does, and look for what ends the head before."
    text = (first.text_content or "").strip(WHITE_SPACE)
    if not first.is_text_node:
        what = f"<{first.tag}>"
    elif text[:1].isprintable() and not text[:1].isspace():
        what = f"the text '{text[:20]}'"
    else:
        what = f"the character U+{ord(text[0]):04X}"
    return f"The head ends where {what} stands: take that out, or put it into the body."


def _in_head(tree: LexborHTMLParser) -> list[LexborNode]:
    return [] if tree.head is None else [node for node in tree.head.iter() if node.is_element_node]


def _is_meta(node: LexborNode) -> bool:
    return node.tag == "meta"


def _is_policy(node: LexborNode) -> bool:
    return _is_meta(node) and _value(node, "http-equiv") == "content-security-policy"


def _says_charset(node: LexborNode) -> bool:
    return "charset" in node.attrs or _value(node, "http-equiv") == "content-type"


def _value(node: LexborNode, name: str) -> str:
    """Return an attribute as browsers compare it."""
    return (node.attrs.get(name) or "").casefold()
