"""What may be published beside Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from notabother.reading.folder import read_folder
from notabother.source.published import ADVICE, KINDS, Allowed, ending, judge
from photo import exif

BEGINNINGS = {
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "webp": b"RIFF\x0a\0\0\0WEBPVP8 ",
    "avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
    "gif": b"GIF89a\x01\0\x01\0",
    "ico": b"\0\0\x01\0\x01\0",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "woff2": b"wOF2\0\x01\0\0",
    "pdf": b"%PDF-1.7\n",
}
OTHERS = {
    "exe": b"MZ\x90\0\x03",
    "html": b"<!doctype html><script>",
    "zip": b"PK\x03\x04\x14\0",
    "": b"",
    "text": b"Hello",
}


def rules(uri: str, data: bytes, beside: set[str] | None = None, allowed: Allowed | None = None) -> list[str]:
    found = judge(uri, data, len(data), beside or set(), allowed or Allowed())
    return [problem.rule for problem in found]


def test_every_kind_is_tried() -> None:
    assert BEGINNINGS.keys() | {"jpeg", "css", "txt"} == KINDS.keys()


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_file_is_what_its_ending_says(name: str) -> None:
    for shown in (name, name.upper()):
        assert rules(f"assets/desk.{shown}", BEGINNINGS[name]) == []
    for other, data in (BEGINNINGS | OTHERS).items():
        if other != name:
            assert rules(f"desk.{name}", data) == ["wrong-content"], other


def test_a_picture_of_another_kind_is_named() -> None:
    [problem] = judge("a/b.c.png", BEGINNINGS["jpg"], 9)
    assert problem.message == "this is no PNG picture: what it holds is .jpg. Rename it to b.c.jpg"


def test_brands_of_avif() -> None:
    assert rules("a.avif", b"\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiaf") == []
    assert rules("a.avif", b"\0\0\0\x1cftypavis\0\0\0\0") == []
    assert rules("a.avif", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic") == ["wrong-content"]
    assert rules("a.jpeg", BEGINNINGS["jpg"]) == []


@pytest.mark.parametrize("name", KINDS)
def test_sizes(name: str) -> None:
    most = KINDS[name].most * 1000
    data = BEGINNINGS.get(name, BEGINNINGS["jpg"] if name == "jpeg" else b"Words. ")
    assert judge(f"a.{name}", data, most) == []
    [problem] = judge(f"a.{name}", data, most + 1)
    assert problem.rule == "too-large"
    assert f"{most // 1000:,} kB" in problem.message
    raised = judge(f"a.{name}", data, most + 1, allowed=Allowed(largest_kb=3_000))
    assert raised == ([] if name in BEGINNINGS or name == "jpeg" else [problem])
    assert judge(f"a.{name}", data, most, allowed=Allowed(largest_kb=1)) == []


@pytest.mark.parametrize(
    "uri",
    [
        "a.html",
        "a.HTM",
        "a.xhtml",
        "a.js",
        "a.mjs",
        "a.xml",
        "a.xsl",
        "a.svgz",
        "a.docx",
        "a.exe",
        "a.php",
        "a.swf",
        "a.heic",
        "a.mp4",
        "a.yml",
        "a.json",
        "a.png.html",
        "Makefile",
        "tea.gdoc",
        "~$tea.docx",
        "Thumbs.db",
        "desktop.ini",
        "DESKTOP.INI",
        "4913",
        "a.bin",
        "sub/CNAME",
        "a.webmanifest",
        "a.pngx",
        "a.tea",
    ],
)
def test_everything_else_is_refused(uri: str) -> None:
    [problem] = judge(uri, b"\0\1", 2)
    assert problem.rule == "not-published"
    assert problem.message.count(". ") >= 1
    name = ending(uri)
    assert judge(uri, b"\0\1", 2, allowed=Allowed(files=frozenset({uri}))) == []
    assert judge(f"more/{uri}", b"\0\1", 2, allowed=Allowed(files=frozenset({uri})))
    if name:
        assert judge(uri, b"\0\1", 2, allowed=Allowed(endings=frozenset({f".{name}"}))) == []


def test_what_is_allowed_may_not_be_heavy() -> None:
    [problem] = judge("a.js", b"x", 500_001, allowed=Allowed(files=frozenset({"a.js"})))
    assert problem.message == "this file has 500 kB; 500 kB is the most. Make it smaller."
    more = Allowed(endings=frozenset({".tar.gz"}), largest_kb=501)
    assert judge("A.TAR.GZ", b"x", 500_001, allowed=more) == []
    assert [each.rule for each in judge("a.gz", b"x", 1, allowed=more)] == ["not-published"]


def test_what_is_allowed_stays_what_it_is() -> None:
    allowed = Allowed(endings=frozenset({".svg"}), files=frozenset({"a.svg", "a.png"}))
    assert rules("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', allowed=allowed) == [
        "active-content"
    ]
    assert rules("a.png", b"MZ", allowed=allowed) == ["wrong-content"]


@pytest.mark.parametrize("uri", ["CNAME", "_headers", "_redirects", "headers.nginx.conf", "robots.txt"])
def test_files_for_the_host(uri: str) -> None:
    assert judge(uri, b"/x\n", 3) == []
    assert judge(uri, b"---\n/x\n", 7) == [] or uri == "robots.txt"


def test_texts_are_utf_8() -> None:
    for name in ("a.txt", "a.css"):
        assert rules(name, "Café".encode()) == []
        assert rules(name, "Café".encode("latin-1")) == ["not-utf-8"]
        assert rules(name, "Café\n".encode("utf-16")) == ["not-utf-8"]
        assert rules(name, BEGINNINGS["png"] + bytes(9)) == ["not-utf-8"]
        assert rules(name, b"x" * 20_000) == []


FIELDS = b"---\ntitle: Tea\n---\n\nText.\n"


@pytest.mark.parametrize(
    ("uri", "rename"),
    [
        ("tea.md.txt", "tea.md"),
        ("articles/tea.md.txt", "tea.md"),
        ("tea.md.orig", "tea.md"),
        ("tea.md.bak", "tea.md"),
        ("tea.md (1)", "tea.md"),
        ("tea.markdown.txt", "tea.md"),
        ("Tea Time.MD.txt", "tea-time.md"),
        ("tea.rst", "tea.md"),
        ("tea.txt", "tea.md"),
        ("tea", "tea.md"),
        ("Té.text", "te.md"),
        ("2026 plans.text", "plans.md"),
        ("茶.txt", "new-page.md"),
    ],
)
def test_what_looks_like_an_article(uri: str, rename: str) -> None:
    for data in (FIELDS, b"\xef\xbb\xbf" + FIELDS, FIELDS.replace(b"\n", b"\r\n")):
        [problem] = judge(uri, data, len(data))
        assert problem.rule == "bad-slug"
        assert problem.message.startswith("this looks like an article, and its name ")
        assert problem.message.endswith(f"Rename it to {rename}")
        if uri.isascii():
            [copy] = judge(uri, data, len(data), {rename, "other.md"})
            assert copy.message.startswith(f"this looks like a copy of {rename}.")


def test_what_does_not() -> None:
    assert rules("tea.txt", b"Some words.\n") == []
    assert rules("tea.txt", b"--- a line\n") == []
    assert rules("tea.md.png", BEGINNINGS["png"]) == []
    assert rules("tea.md.docx", b"PK\x03\x04\0\0") == ["not-published"]
    assert rules("tea.mdx.rst", b"Text") == ["not-published"]
    assert rules("assets/licences/mit.txt", b"MIT\n") == []


@pytest.mark.parametrize("folder", ["articles", "fears", "evidence", "coaching"])
def test_a_text_among_pages_is_meant_for_one(folder: str) -> None:
    for name in ("tea.txt", "tea", "TEA.TXT"):
        assert rules(f"{folder}/{name}", b"Some words.\n") == ["bad-slug"]


def test_advice_is_for_what_is_not_published() -> None:
    assert not ADVICE.keys() & KINDS.keys()


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("name", ["jpg", "png", "webp", "avif"])
def test_photos(name: str, order: str) -> None:
    start = BEGINNINGS[name] + b"\0Exif\0\0"
    assert rules(f"a.{name}", start + exif({}, gps={2: 0}, order=order)) == ["photo-tells-where"]
    assert rules(f"a.{name}", start + exif({}, photo={0x9003: 0}, order=order)) == ["photo-tells-when"]
    assert rules(f"a.{name}", start + exif({0x0110: 0}, order=order)) == ["photo-tells-when"]
    assert rules(f"a.{name}", start + exif({0x0112: 0}, order=order)) == []


def test_what_is_refused_is_not_published_and_what_is_warned_of_is(tmp_path: Path) -> None:
    start = BEGINNINGS["jpg"]
    for name, data in {
        "where.jpg": start + exif({}, gps={2: 0}),
        "when.jpg": start + exif({0x0110: 0}),
        "page.html": b"<p>",
        "aux.jpg": start,
        "tea.md~": FIELDS,
        "#tea.md#": FIELDS,
        ".tea.md.swp": b"b0VIM",
        ".DS_Store": b"\0",
        "4913": b"",
        "big.jpg": start + bytes(500_000),
    }.items():
        (tmp_path / name).write_bytes(data)
    found = read_folder(tmp_path)
    assert found.others == ("when.jpg",)
    assert sorted(found.refused) == [
        "#tea.md#",
        "4913",
        "aux.jpg",
        "big.jpg",
        "page.html",
        "tea.md~",
        "where.jpg",
    ]
    assert {problem.place.file: problem.rule for problem in found.problems} == {
        "aux.jpg": "bad-name",
        "big.jpg": "too-large",
        "page.html": "not-published",
        "when.jpg": "photo-tells-when",
        "where.jpg": "photo-tells-where",
    }


def test_folders_have_names_for_every_computer_too(tmp_path: Path) -> None:
    for name in ("aux", "Con.d", "end.", "what?", "a", "A"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.png").write_bytes(BEGINNINGS["png"])
    found = read_folder(tmp_path)
    assert [problem.rule for problem in found.problems] == ["bad-name"] * 5
    assert len(found.others) == 6  # a folder's name is told once


def test_our_own_folder_is_all_right() -> None:
    scripts = frozenset(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.js"))
    assert read_folder(ROOT / "docs", Allowed(files=scripts)).problems == ()
