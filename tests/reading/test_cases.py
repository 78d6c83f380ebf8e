"""One article or small docs folder for each way of going wrong, with the exact lines it must cause.

`cases/RULE-what.md` is laid over the small library in `cases/_base` as `articles/case.md`, and
`cases/RULE-what.txt` holds the lines. Where one article is not enough, `cases/RULE-what/` is a docs
folder of its own, laid over the same library, with the lines in `expected.txt`. A case called
`clean-…` must cause none. What cannot stand in a repository is made here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from notabother.check import check
from notabother.problems import RULES, WARNINGS, as_line
from notabother.reading.folder import read_folder
from notabother.reading.library import Source
from notabother.source.decoding import SAVE_AGAIN
from photo import exif
from small_library import BASE, CASES, HEAD, SETTINGS, files_in, read

NAMES = sorted(path.stem for path in CASES.iterdir() if path.suffix != ".txt" and path != BASE)


def files_of(name: str) -> tuple[dict[str, bytes], list[str]]:
    """Return what a case lays over the small library, and the lines it must cause."""
    folder = CASES / name
    if folder.is_dir():
        files = files_in(folder)
        return files, files.pop("expected.txt").decode().splitlines()
    article = {"articles/case.md": (CASES / f"{name}.md").read_bytes()}
    return article, (CASES / f"{name}.txt").read_text("utf-8").splitlines()


def rule_of(name: str) -> str | None:
    """Return the rule that a case is named after, or None for one that is clean."""
    fitting = [rule for rule in RULES if name == rule or name.startswith(f"{rule}-")]
    return max(fitting, key=len, default=None)


def lines_of(docs: Path) -> list[str]:
    """Return all problems of a docs folder as lines."""
    folder = read_folder(docs)
    found = check(folder.sources, folder.others, SETTINGS, folder.problems)
    return [as_line(problem) for problem in found.problems]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, docs: Path) -> None:
    files, expected = files_of(name)
    for uri, data in files.items():
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / uri).write_bytes(data)
    assert lines_of(docs) == expected
    rule = rule_of(name)
    if rule is None:
        assert name.startswith("clean-")
        assert not expected
    else:
        assert any(line.endswith(f"[{rule}]") for line in expected)


def test_the_library_under_every_case_is_clean() -> None:
    assert read({})[1] == []


# --- what cannot stand in a repository -----------------------------------------------------------


def not_utf_8(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes(
        HEAD.encode() + "Caf\u00e9, ".encode() + "caf\u00e9".encode("latin-1")
    )
    return [f"docs/articles/case.md:7:10: 'é' is not saved as UTF-8. {SAVE_AGAIN} [not-utf-8]"]


def utf_16(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes((HEAD + "Text.").encode("utf-16"))
    return [
        (
            "docs/articles/case.md:1:1: this file is saved as UTF-16, which Windows calls Unicode. "
            f"{SAVE_AGAIN} [not-utf-8]"
        ),
    ]


def utf_16_unmarked(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes((HEAD + "Text.").encode("utf-16-le"))
    return [
        (
            "docs/articles/case.md:1:1: this file is saved as UTF-16, which Windows calls Unicode. "
            f"{SAVE_AGAIN} [not-utf-8]"
        ),
    ]


def no_text(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4")
    return [
        (
            "docs/articles/case.md:1:1: this is no text, whatever its name says. "
            "Copy its words into a new file, in an editor such as Notepad. [not-utf-8]"
        ),
    ]


def control_character(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_text(HEAD + "A\0B and\x07 \x1b.\n", "utf-8")
    return [
        "docs/articles/case.md:7:2: there is a control character (U+0000) here. Delete it. [control-character]",
        "docs/articles/case.md:7:8: there is a control character (U+0007) here. Delete it. [control-character]",
        "docs/articles/case.md:7:10: there is a control character (U+001B) here. Delete it. [control-character]",
    ]


def too_large(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes(HEAD.encode() + b"`[{<*_ " * 1_500_000)
    return [
        "docs/articles/case.md:1:1: this file has 10,500 kB; 200 kB is the most. Split it into several. [too-large]"
    ]


def outside_link(docs: Path) -> list[str]:
    secret = docs.parent / "secret.md"
    secret.write_text(HEAD + "Not for everyone.\n", "utf-8")
    (docs / "articles/case.md").symlink_to(secret)
    return [
        (
            "docs/articles/case.md:1:1: this symbolic link leaves the docs folder. "
            "Put the file itself here instead. [outside-link]"
        ),
    ]


def outside_link_folder(docs: Path) -> list[str]:
    (docs / "more").symlink_to(docs.parent, target_is_directory=True)
    return [
        "docs/more:1:1: this symbolic link leaves the docs folder. Put the file itself here instead. [outside-link]"
    ]


def outside_link_round(docs: Path) -> list[str]:
    (docs / "articles/again").symlink_to(docs / "articles", target_is_directory=True)
    return [
        (
            "docs/articles/again:1:1: this symbolic link leads to a folder. "
            "Put the files themselves here instead. [outside-link]"
        ),
    ]


def outside_link_nowhere(docs: Path) -> list[str]:
    (docs / "articles/case.md").symlink_to("gone.md")
    (docs / "articles/one.md").symlink_to("two.md")
    (docs / "articles/two.md").symlink_to("one.md")
    message = "this symbolic link leads nowhere. Delete it, or put the file itself here. [outside-link]"
    return [f"docs/articles/{name}.md:1:1: {message}" for name in ("case", "one", "two")]


def unreadable(docs: Path) -> list[str]:
    os.mkfifo(docs / "articles/case.md")
    return ["docs/articles/case.md:1:1: this is no ordinary file. Take it out. [unreadable]"]


def bad_slug_ending(docs: Path) -> list[str]:
    (docs / "articles/case.markdown").write_text(HEAD + "Text.\n", "utf-8")
    message = "a Markdown file's name ends in .md. Rename it to case.md [bad-slug]"
    return [f"docs/articles/case.markdown:1:1: {message}"]


def same_address_but_for_case(docs: Path) -> list[str]:
    text = (docs / "evidence/bohns-2016.md").read_text("utf-8")
    (docs / "evidence/Bohns-2016.md").write_text(text, "utf-8")
    where, other = "docs/evidence/Bohns-2016.md:1:1", "docs/evidence/bohns-2016.md:1:1"
    name = "Name the file with lower-case letters, digits and hyphens."
    return [
        f"{where}: 'Bohns-2016' becomes part of an address. {name} [bad-slug]",
        (
            f"{other}: evidence/Bohns-2016.md has the same address, /evidence/bohns-2016/. "
            "Rename one of them. [same-address]"
        ),
    ]


def missing_vocabulary(docs: Path) -> list[str]:
    (docs / "vocabulary.yml").unlink()
    (docs / "articles/base.md").unlink()
    (docs / "fears/too-busy.md").unlink()
    (docs / "fears/no-reply.md").unlink()
    (docs / "evidence/bohns-2016.md").unlink()
    return [
        (
            "docs/vocabulary.yml:1:1: there is no vocabulary. "
            "Write the closed lists into this file; see CONTRIBUTING.md. [missing-field]"
        ),
    ]


def clean_byte_order_mark(docs: Path) -> list[str]:
    path = docs / "articles/base.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return []


def line_ends(docs: Path) -> list[str]:
    (docs / "articles/case.md").write_bytes(HEAD.encode() + b"One.\r\n\r\nTwo.\rThree.\r")
    return [
        (
            "docs/articles/case.md:9:1: lines end here as on the first Macs, and Git takes them for one. "
            "Save the file with the line ends of today (LF), or run: make fix [line-ends]"
        ),
    ]


def clean_line_ends(docs: Path) -> list[str]:
    for path in docs.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return []


def clean_hidden_and_other_files(docs: Path) -> list[str]:
    (docs / ".obsidian").mkdir()
    (docs / ".obsidian/notes.md").write_text("# No page\n", "utf-8")
    (docs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (docs / "articles/case.md~").write_text("# An editor's own\n", "utf-8")
    (docs / "articles/case.md").write_text(HEAD + "![A desk](../picture.png)\n", "utf-8")
    (docs / "again.png").symlink_to("picture.png")
    return []


def bad_name(docs: Path) -> list[str]:
    (docs / "articles/con.md").write_text(HEAD + "Text.\n", "utf-8")
    (docs / "desk.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (docs / "what?.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (docs / "Desk.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return [
        "docs/articles/con.md:1:1: on Windows 'con' is no name for a file or folder. Choose another. [bad-name]",
        "docs/desk.png:1:1: on Windows and Macs 'Desk.png' and 'desk.png' are one. Rename one of them. [bad-name]",
        "docs/what?.png:1:1: on Windows no name can hold ? as this one does. Take it out. [bad-name]",
    ]


def photo_tells_where(docs: Path) -> list[str]:
    (docs / "desk.jpg").write_bytes(b"\xff\xd8\xff\xe1\0\0Exif\0\0" + exif({}, gps={2: 0}))
    return [
        (
            "docs/desk.jpg:1:1: this photo tells where it was taken. On Windows: Properties, Details, "
            "Remove Properties. On a Mac: in Preview, Tools, Show Inspector, GPS. [photo-tells-where]"
        ),
    ]


def photo_tells_when(docs: Path) -> list[str]:
    data = exif({0x0110: 0}, photo={0x9003: 0})
    (docs / "desk.jpg").write_bytes(b"\xff\xd8\xff\xe1\0\0Exif\0\0" + data)
    return [
        (
            "docs/desk.jpg:1:1: warning: this photo tells when it was taken and with which camera it was taken. "
            "On Windows: Properties, Details, Remove Properties. Or save a copy without it. [photo-tells-when]"
        ),
    ]


def too_large_picture(docs: Path) -> list[str]:
    (docs / "desk.jpg").write_bytes(b"\xff\xd8\xff" + bytes(12_000_000))
    return [
        (
            "docs/desk.jpg:1:1: this picture has 12,000 kB; 500 kB is the most. "
            "Make it 1,600 pixels wide at most, and save it as JPEG or WebP. [too-large]"
        ),
    ]


MADE = (
    bad_name,
    photo_tells_where,
    photo_tells_when,
    too_large_picture,
    utf_16_unmarked,
    no_text,
    not_utf_8,
    utf_16,
    control_character,
    too_large,
    outside_link,
    outside_link_folder,
    outside_link_round,
    outside_link_nowhere,
    unreadable,
    bad_slug_ending,
    same_address_but_for_case,
    missing_vocabulary,
    clean_byte_order_mark,
    line_ends,
    clean_line_ends,
    clean_hidden_and_other_files,
)


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_case_made_on_the_spot(make: Callable[[Path], list[str]], docs: Path) -> None:
    expected = make(docs)
    assert lines_of(docs) == expected


def test_a_huge_file_is_refused_unread() -> None:
    sources = [Source(uri, data) for uri, data in files_in(BASE).items()]
    found = check([*sources, Source("articles/case.md", b"[^" * 5_000_000)], settings=SETTINGS)
    assert [problem.rule for problem in found.problems] == ["too-large"]
    assert list(found.library.articles) == ["articles/base.md"]


# --- the rules themselves ------------------------------------------------------------------------


def lines_of_all_cases() -> list[str]:
    return [line for name in NAMES for line in files_of(name)[1]]


def test_every_rule_has_a_case() -> None:
    made = {"not-utf-8", "control-character", "too-large", "outside-link", "unreadable"}
    made |= {"bad-name", "line-ends", "photo-tells-where", "photo-tells-when"}
    named = {rule_of(name) for name in NAMES} - {None}
    drawn = {"not-drawn", "not-as-previewed", "raw-mark"}  # see tests/drawing
    printed = {"does-not-fit", "missing-glyph"}  # see test_press.py
    assert named | made | drawn | printed == set(RULES)


@pytest.mark.parametrize("line", sorted(set(lines_of_all_cases())))
def test_wording(line: str) -> None:
    place, _, rest = line.partition(": ")
    message, _, rule = rest.rpartition(" [")
    rule = rule.removesuffix("]")
    assert place.count(":") == 2
    assert message.startswith("warning: ") == (rule in WARNINGS)
    assert ".." not in message.replace("...", "").replace("../", "")
    assert "  " not in message.replace("Write:     ", "")  # the four spaces of an option
    assert "\u2014" not in message
    assert "None" not in message
    assert not any(word in message.casefold() for word in ("invalid", "illegal", "node", "scalar", "parse"))
    assert (
        ". " in message or "? " in message or message.endswith("?")
    )  # what is wrong, and what to write instead
    assert len(message) <= 200


@pytest.mark.parametrize(("rule", "asks"), RULES.items())
def test_every_rule_says_what_it_asks_for(rule: str, asks: str) -> None:
    assert rule == rule.casefold().replace(" ", "-")
    assert asks[0].isupper()
    assert asks.endswith(".")
    assert not asks.endswith("..")


def test_warnings_are_rules() -> None:
    assert set(RULES) >= WARNINGS
