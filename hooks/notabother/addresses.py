"""Where things live: the shapes of names, source paths and addresses, each said once."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

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


def is_relative(link: str) -> bool:
    """Tell whether a link is meant for a file of the docs folder; one that starts with / is, wrongly."""
    return bool(link) and not link.startswith(("#", "//")) and ":" not in link.partition("/")[0]


def target(link: str, from_uri: str) -> tuple[str, str]:
    """Return the file that a relative link leads to, as a path in the docs folder, and its fragment.

    Args:
        link: `too-busy.md#why`, or `#why` for a part of the same page.
        from_uri: the file it stands in.
    """
    parts = urlsplit(link)
    if not parts.path:
        return from_uri, unquote(parts.fragment)
    folder = posixpath.dirname(from_uri)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path))), unquote(parts.fragment)


def from_file(link: str, from_uri: str, to_uri: str) -> str:
    """Return a link that stood in one file as it is written in another: `#why` becomes `../articles/a.md#why`."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return link
    folder = posixpath.dirname(from_uri)
    path = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else from_uri
    return parts._replace(path=posixpath.relpath(path, posixpath.dirname(to_uri) or ".")).geturl()


def as_address(link: str, from_uri: str, *, directories: bool = True) -> str:
    """Return a link between files as one between their pages: `../fears/x.md` becomes `../../fears/x/`.

    It goes by way of the site's root, also to a page nearby, because Zensical takes a shorter one for a link between
    files, and would lead it elsewhere.

    Args:
        link: as written; what leads elsewhere, or within the page, stays as it is.
        from_uri: the Markdown file it stands in.
        directories: see `address`.
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    there = posixpath.normpath(posixpath.join(posixpath.dirname(from_uri), parts.path))
    if there.endswith(".md"):
        there = address(there, directories=directories)
    up = "../" * address(from_uri, directories=directories).removeprefix("./").count("/")
    return parts._replace(path=f"{up}{there.removeprefix('./')}" or "./").geturl()
