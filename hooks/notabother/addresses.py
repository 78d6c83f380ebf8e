"""Where things live: the shapes of names, source paths and addresses, each said once."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

SLUG: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Names that become addresses: easy to say on the phone, the same on every file system."""

LONGEST_SLUG: Final = 80
"""The most characters of such a name: file systems end at 255, and some files add to it."""

ARTICLES: Final = "articles"
FEARS: Final = "fears"
STUDIES: Final = "evidence"
COACHING: Final = "coaching"
"""The folder of the sheets for coaches."""
CARDS: Final = "cards"
SITUATIONS: Final = "situations"
SAY: Final = "say"
"""The folder of the page that lists everything people say."""
LICENCES: Final = "licences"
"""The folder of the page that says who made what, and on what terms."""
PRINT: Final = "print"
"""The folder of everything made for paper."""

DEVICES: Final = frozenset(
    "con prn aux nul conin$ conout$".split()
    + [f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"]
)
"""Names that Windows keeps for devices: no file or folder there can be called so, in whatever case."""

RESERVED: Final = frozenset({"end", "index"}) | DEVICES
"""Names that mean something else: what follows a last script, the page that heads a folder, a device."""

ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
"""How Markdown writes a character that would otherwise mean something to it."""

MARKDOWN_ENDINGS: Final = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""How MkDocs lets Markdown files end; ours all end in the last of them."""

VOCABULARY: Final = "vocabulary.yml"
LANGUAGE: Final = "language.yml"
"""The lists of words that read as a finding, and of words to avoid."""
LICENSED: Final = "licences.yml"
"""The list of what is handed on with the site."""
LISTS: Final = frozenset({VOCABULARY, LANGUAGE, LICENSED})
"""What authors write as YAML."""


WRITTEN: Final = re.compile(r"\s*(?:<((?:\\.|[^\\>])*)|(\S*))")
"""A link as Markdown writes it: between < and >, or up to a space."""


def is_slug(name: str) -> bool:
    """Tell whether a name may stand in an address: `too-busy`, not `Too Busy`, `010` or `../x`."""
    return len(name) <= LONGEST_SLUG and SLUG.fullmatch(name) is not None


def wrong_with(name: str) -> str:
    """Say why a name is no slug, as the beginning of a sentence that goes on with what to write."""
    if len(name) > LONGEST_SLUG:
        return f"this name has {len(name):,} characters; {LONGEST_SLUG} is the most."
    return f"'{name}' becomes part of an address."


def as_slug(name: str) -> str:
    """Return a name that may stand in an address and is most like another, if any is: `tea-time` for `Tea Time`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = "-".join(re.findall("[a-z0-9]+", plain)).lstrip("-0123456789")
    return slug[:LONGEST_SLUG].rstrip("-")


def path_of(link: str) -> str:
    r"""Return the path that a link leads to, with its characters as the file's name has them.

    Args:
        link: where it leads as Markdown writes it, with or without a title behind: `<my pic.svg> "A desk"`,
            `my%20pic.svg#top`, `my\_pic.svg`, `R&amp;D.md?plain`.
    """
    bare = WRITTEN.match(link)
    address = html.unescape(ESCAPED.sub(r"\1", bare[1] or bare[2] or "")) if bare is not None else ""
    return unquote(address.partition("#")[0].partition("?")[0])


def page_file(folder: str, slug: str) -> str:
    """Return the Markdown file of one thing in a folder: `cards/twenty-minutes.md`."""
    return f"{folder}/{slug}.md"


def index_file(folder: str) -> str:
    """Return the Markdown file of a folder's own page: `cards/index.md`."""
    return f"{folder}/index.md"


def stem(uri: str) -> str:
    """Return a file's name without folder and ending: `too-busy` for `fears/too-busy.md`."""
    return uri.rpartition("/")[2].removesuffix(".md")


def folder_of(uri: str) -> str:
    """Return the first folder of a path, or an empty string: `fears` for `fears/too-busy.md`."""
    return uri.partition("/")[0] if "/" in uri else ""


def address(uri: str, *, directories: bool = True) -> str:
    """Return the address of a Markdown file's page, relative to the site's root.

    Args:
        uri: the file's path in the docs folder.
        directories: whether pages are folders (`fears/too-busy/`) or files (`fears/too-busy.html`),
            which is what MkDocs calls `use_directory_urls`.
    """
    path = uri.removesuffix(".md")
    if not directories:
        return f"{path}.html"
    if path == "index":
        return "./"
    return f"{path.removesuffix('/index')}/"
