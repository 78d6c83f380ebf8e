"""Names and addresses."""

from __future__ import annotations

import pytest

from notabother import addresses


@pytest.mark.parametrize("name", ["too-busy", "a", "a1", "x-2-y", "bohns-2016"])
def test_slugs(name: str) -> None:
    assert addresses.is_slug(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Too-busy",
        "too busy",
        "010",
        "-a",
        "a-",
        "a--b",
        "../x",
        "a/b",
        "a.b",
        "a_b",
        "caf\u00e9",
        "a\n",
        "a%20",
    ],
)
def test_no_slugs(name: str) -> None:
    assert not addresses.is_slug(name)


def test_only_a_name_that_is_too_long_is_told_its_length() -> None:
    assert addresses.is_slug("a" * 80)
    assert addresses.wrong_with("A" * 80) == f"'{'A' * 80}' becomes part of an address."
    assert addresses.wrong_with("a" * 81) == "this name has 81 characters; 80 is the most."


@pytest.mark.parametrize(
    ("uri", "folder", "file"),
    [
        ("index.md", "./", "index.html"),
        ("about.md", "about/", "about.html"),
        ("fears/index.md", "fears/", "fears/index.html"),
        ("fears/too-busy.md", "fears/too-busy/", "fears/too-busy.html"),
        ("a/index.d.md", "a/index.d/", "a/index.d.html"),
    ],
)
def test_address(uri: str, folder: str, file: str) -> None:
    assert addresses.address(uri) == folder
    assert addresses.address(uri, directories=False) == file


def test_parts() -> None:
    assert addresses.page_file("cards", "x") == "cards/x.md"
    assert addresses.index_file("cards") == "cards/index.md"
    assert addresses.stem("fears/too-busy.md") == "too-busy"
    assert addresses.stem("about.md") == "about"
    assert addresses.folder_of("fears/a/b.md") == "fears"
    assert addresses.folder_of("about.md") == ""


@pytest.mark.parametrize(
    ("link", "path", "part"),
    [
        ("a.md", "articles/a.md", ""),
        ("../fears/a.md", "fears/a.md", ""),
        ("a.md#top", "articles/a.md", "top"),
        ("a.md?plain#top", "articles/a.md", "top"),
        ("#caf%C3%A9", "articles/case.md", "caf\u00e9"),
        ("", "articles/case.md", ""),
        ("../assets/my pic.svg", "assets/my pic.svg", ""),
        ("../assets/my%20pic.svg", "assets/my pic.svg", ""),
        ("caf%c3%a9.png", "articles/caf\u00e9.png", ""),
        ("100%.md", "articles/100%.md", ""),
        ("a%23b.md#c", "articles/a#b.md", "c"),
        ("a%3Fb.md", "articles/a?b.md", ""),
        ("a+b.md", "articles/a+b.md", ""),
        ("R&D.md", "articles/R&D.md", ""),
        ("../../a.md", "../a.md", ""),
    ],
)
def test_target(link: str, path: str, part: str) -> None:
    assert addresses.target(link, "articles/case.md") == (path, part)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tea Time", "tea-time"),
        ("tea", "tea"),
        ("Caf\u00e9_au lait", "cafe-au-lait"),
        ("2026 plans", "plans"),
        ("--a--", "a"),
        ("\u8336", ""),
        ("a" * 100, "a" * 80),
        ("2026", ""),
    ],
)
def test_as_slug(name: str, slug: str) -> None:
    assert addresses.as_slug(name) == slug
    assert addresses.is_slug(slug) or not slug


def test_names_of_devices_are_taken() -> None:
    assert {"end", "index", "con", "nul", "lpt9"} <= addresses.RESERVED


@pytest.mark.parametrize(
    ("link", "from_uri", "to_uri", "expected"),
    [
        # from one folder to another
        ("b.md", "articles/a.md", "fears/x.md", "../articles/b.md"),
        ("../fears/x.md", "articles/a.md", "fears/x.md", "x.md"),
        ("../fears/y.md#z", "articles/a.md", "fears/x.md", "y.md#z"),
        ("../assets/p.png?v=1", "articles/a.md", "fears/x.md", "../assets/p.png?v=1"),
        ("#part", "articles/a.md", "fears/x.md", "../articles/a.md#part"),
        ("", "articles/a.md", "fears/x.md", "../articles/a.md"),
        ("../index.md", "articles/a.md", "fears/x.md", "../index.md"),
        ("p.png", "articles/a.md", "fears/x.md", "../articles/p.png"),
        # to and from the root
        ("b.md", "articles/a.md", "index.md", "articles/b.md"),
        ("fears/x.md", "index.md", "fears/y.md", "x.md"),
        ("../index.md", "articles/a.md", "index.md", "index.md"),
        # what needs no change
        ("https://x.example/a/../b", "articles/a.md", "fears/x.md", "https://x.example/a/../b"),
        ("mailto:a@b.example", "articles/a.md", "fears/x.md", "mailto:a@b.example"),
        ("//x.example/a", "articles/a.md", "fears/x.md", "//x.example/a"),
        ("/a/b", "articles/a.md", "fears/x.md", "/a/b"),
    ],
)
def test_a_link_in_another_file(link: str, from_uri: str, to_uri: str, expected: str) -> None:
    assert addresses.from_file(link, from_uri, to_uri) == expected


@pytest.mark.parametrize(
    ("link", "from_uri", "folders", "files"),
    [
        ("../articles/b.md", "fears/x.md", "../../articles/b/", "../articles/b.html"),
        ("y.md#z", "fears/x.md", "../../fears/y/#z", "../fears/y.html#z"),
        ("x.md#z", "fears/x.md", "../../fears/x/#z", "../fears/x.html#z"),
        ("#part", "fears/x.md", "#part", "#part"),
        ("", "fears/x.md", "", ""),
        ("../assets/p.png?v=1", "fears/x.md", "../../assets/p.png?v=1", "../assets/p.png?v=1"),
        ("../index.md", "fears/x.md", "../../", "../index.html"),
        ("index.md", "fears/x.md", "../../fears/", "../fears/index.html"),
        ("fears/x.md", "index.md", "fears/x/", "fears/x.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("index.md#z", "index.md", "./#z", "index.html#z"),
        ("index.md", "about.md", "../", "index.html"),
        ("p.png", "articles/index.md", "../articles/p.png", "../articles/p.png"),
        ("https://x.example/a.md", "fears/x.md", "https://x.example/a.md", "https://x.example/a.md"),
        ("//x.example/a.md", "fears/x.md", "//x.example/a.md", "//x.example/a.md"),
        ("/a/b.md", "fears/x.md", "/a/b.md", "/a/b.md"),
    ],
)
def test_a_link_between_pages(link: str, from_uri: str, folders: str, files: str) -> None:
    assert addresses.as_address(link, from_uri) == folders
    assert addresses.as_address(link, from_uri, directories=False) == files
