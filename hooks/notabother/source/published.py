"""What may be published beside Markdown: a closed list of endings, what each promises, and how heavy it may be.

Everything else is refused, with what to do instead. Scripts within a PDF are not looked for: browsers show PDFs in a
reader of their own, which has no part in the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from notabother import addresses
from notabother.problems import Place, Problem, meant
from notabother.source import names
from notabother.source.decoding import decode
from notabother.source.photos import told
from notabother.source.svg import read_svg


@dataclass(frozen=True, slots=True)
class Kind:
    """What an ending promises."""

    what: str
    """As it goes on after `this is no`."""
    most: int
    """The most kB it may have."""
    begins: re.Pattern[bytes] | None = None
    """How such a file begins; None for text."""
    is_picture: bool = False


def _picture(what: str, begins: bytes, most: int = 500) -> Kind:
    return Kind(f"{what} picture", most, re.compile(begins, re.DOTALL), is_picture=True)


JPEG: Final = _picture("JPEG", rb"\xff\xd8\xff")

KINDS: Final[dict[str, Kind]] = {
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": _picture("PNG", rb"\x89PNG\r\n\x1a\n"),
    "webp": _picture("WebP", rb"RIFF....WEBP"),
    "avif": _picture("AVIF", rb"....ftyp(?:avi[fs]|.{4,32}?avi[fs])"),
    "gif": _picture("GIF", rb"GIF8[79]a"),
    "ico": _picture("ICO", rb"\0\0\x01\0", 100),
    "svg": _picture("SVG", rb"(?:\xef\xbb\xbf)?\s*<", 100),
    "woff2": Kind("WOFF2 font", 200, re.compile(rb"wOF2")),
    "pdf": Kind("PDF document", 2_000, re.compile(rb"%PDF-")),
    "css": Kind("style sheet", 200),
    "txt": Kind("text", 200),
}
"""What may be published, by its ending in lower case."""

FOR_HOSTS: Final = frozenset({"CNAME", "_headers", "_redirects", "headers.nginx.conf"})
"""Files at the top of the docs folder that are meant for the site's host."""

MOST_OF_OTHERS: Final = 500
"""The most kB of a file that only the settings allow."""

WRITE: Final = "Copy its words into a text file whose name ends in .md."

INSTEAD: Final[dict[str, str]] = {
    "doc docx odt rtf pages gdoc": WRITE,
    "rst adoc asciidoc org textile tex mdx": "Write it as Markdown, in a file whose name ends in .md.",
    "htm html xhtml": "Write it as Markdown, in a file whose name ends in .md.",
    "heic heif tif tiff bmp psd raw dng": "Save the picture as JPEG, and add that.",
    "svgz": "Save the picture as plain SVG.",
    "ai eps": "Save the picture as SVG or PNG.",
    "otf ttf woff": "Turn the font into WOFF2.",
    "js mjs": "Name it under extra_javascript in mkdocs.yml, if the site shall run it.",
    "mp4 mov avi webm mkv mp3 m4a wav ogg": "Put it where such things are shown, and link to it.",
    "zip gz rar 7z": "Unpack it, and add what is in it.",
    "ppt pptx key odp xls xlsx numbers ods": "Save it as PDF, and add that.",
    "tmp bak swp orig rej": "Delete it, if nobody needs it.",
}
"""What to do about other files, by their endings."""

ADVICE: Final = {ending: advice for endings, advice in INSTEAD.items() for ending in endings.split()}

OF_COMPUTERS: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
"""What Windows and Macs write into folders by themselves."""

WITH_PAGES: Final = (addresses.ARTICLES, addresses.FEARS, addresses.STUDIES, addresses.COACHING)
"""Folders in which every text is to become a page."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a site's settings allow besides."""

    endings: frozenset[str] = frozenset()
    """Further endings, in lower case and with their dot: `.mp3`, `.tar.gz`."""
    files: frozenset[str] = frozenset()
    """Paths of single files, such as those of extra_javascript."""
    largest_kb: int = 0
    """The most kB of anything but a text, where that is more than ours."""

    def most(self, uri: str) -> int | None:
        """Return how many kB of a file may be published; None for a file that may not."""
        kind = KINDS.get(ending(uri))
        if kind is not None:
            return max(kind.most, self.largest_kb) if kind.begins else kind.most
        if uri.casefold().endswith(tuple(self.endings)) or uri in self.files or uri in FOR_HOSTS:
            return max(MOST_OF_OTHERS, self.largest_kb)
        return None


BY_DEFAULT: Final = Allowed()


def ending(uri: str) -> str:
    """Return a file's ending in lower case, without the dot: `png` for `pictures/Desk.PNG`."""
    name = uri.rpartition("/")[2]
    return name.rpartition(".")[2].casefold() if "." in name else ""


def judge(
    uri: str, data: bytes, size: int, beside: Collection[str] = (), allowed: Allowed = BY_DEFAULT
) -> list[Problem]:
    """Return what is wrong with a file that is to be published as it is.

    Args:
        uri: its path in the docs folder.
        data: its bytes; of one that is too heavy the first are enough.
        size: how many bytes it has.
        beside: the names of all files in its folder.
        allowed: what the site's settings allow.
    """
    kind, most = KINDS.get(ending(uri)), allowed.most(uri)
    may_be_text = kind is None or kind.begins is None
    if may_be_text and (trouble := _meant_for_a_page(uri, data, beside)) is not None:
        return [Problem(Place(uri), "bad-slug", trouble)]
    if most is None:
        return [Problem(Place(uri), "not-published", _instead(uri))]
    if size > most * 1000:
        return [Problem(Place(uri), "too-large", _too_heavy(kind, size, most))]
    return [] if kind is None else sorted(_of_kind(uri, data, kind))


def _meant_for_a_page(uri: str, data: bytes, beside: Collection[str]) -> str | None:
    """Say what to do about a text that looks as if a page should come of it, or return None."""
    name = uri.rpartition("/")[2]
    inside = names.INSIDE.match(name)
    is_article = inside is not None or data.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r"))
    in_place = ending(uri) in ("", "txt") and addresses.folder_of(uri) in WITH_PAGES
    if b"\0" in data or not (is_article or in_place) or uri in FOR_HOSTS:
        return None
    if (article := names.copied_from(name, beside)) is not None:
        return copied(article)
    stem = inside[1] if inside else name.rpartition(".")[0] or name
    what = f"ends in .{ending(uri)}" if ending(uri) else "has no ending"
    return f"this looks like an article, and its name {what}. Rename it to {addresses.as_slug(stem) or 'new-page'}.md"


def copied(article: str) -> str:
    """Say what to do about a file whose name says that it is a copy of an article."""
    return f"this looks like a copy of {article}. Delete it, or give it a name of its own that ends in .md."


def _instead(uri: str) -> str:
    """Say that a file is not published, and what to do."""
    name = uri.rpartition("/")[2]
    if name.casefold() in OF_COMPUTERS or name.startswith("~$"):
        return f"a program has put {name} here for itself, and it is not published. Delete it."
    if not ending(uri):
        return f"a file without an ending is not published. {WRITE}"
    near = meant(uri, addresses.LISTS) if ending(uri) in ("yml", "yaml") else None
    advice = f"Did you mean '{near}'?" if near else ADVICE.get(ending(uri), "Take it out of the docs folder.")
    return f"what ends in .{ending(uri)} is not published. {advice}"


def _too_heavy(kind: Kind | None, size: int, most: int) -> str:
    what = "picture" if kind is not None and kind.is_picture else "file"
    advice = "Make it smaller."
    if what == "picture" and kind is not KINDS["svg"]:
        advice = "Make it 1,600 pixels wide at most, and save it as JPEG or WebP."
    return f"this {what} has {size // 1000:,} kB; {most:,} kB is the most. {advice}"


def _of_kind(uri: str, data: bytes, kind: Kind) -> Iterator[Problem]:
    """Yield what is wrong with the content of a file."""
    if kind.begins is None:
        yield from (each for each in decode(uri, data)[1] if each.rule == "not-utf-8")
        return
    if not kind.begins.match(data):
        real = next((name for name, each in KINDS.items() if each.begins and each.begins.match(data)), None)
        if real in (None, "svg"):
            message = f"this is no {kind.what}, whatever its name says. Save it as one again, or take it out."
        else:
            stem = uri.rpartition("/")[2].rpartition(".")[0]
            message = f"this is no {kind.what}: what it holds is .{real}. Rename it to {stem}.{real}"
        yield Problem(Place(uri), "wrong-content", message)
        return
    if kind is KINDS["svg"]:
        for line, column, rule, message in read_svg(data):
            yield Problem(Place(uri, line, column), rule, message)
    elif kind.is_picture:
        yield from _what_it_tells(uri, data)


def _what_it_tells(uri: str, data: bytes) -> Iterator[Problem]:
    """Yield what a photo tells of its making. The message does not repeat it: logs of builds are public."""
    found = told(data)
    if "where" in found:
        message = (
            "this photo tells where it was taken. On Windows: Properties, Details, Remove Properties. "
            "On a Mac: in Preview, Tools, Show Inspector, GPS."
        )
        yield Problem(Place(uri), "photo-tells-where", message)
    elif found:
        parts = {"when": "when it was taken", "camera": "with which camera it was taken"}
        what = " and ".join(words for name, words in parts.items() if name in found)
        message = f"this photo tells {what}. On Windows: Properties, Details, Remove Properties. Or save a copy without it."
        yield Problem(Place(uri), "photo-tells-when", message)
