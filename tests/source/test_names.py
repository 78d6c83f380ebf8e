"""Names that are not for every computer, and names that are not what they look like."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import PureWindowsPath

import pytest

from notabother.source.names import copied_from, is_passing, unfit

DEVICES = ["con", "prn", "aux", "nul", "conin$", "conout$"] + [
    f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"
]
ENDINGS = ["", ".md", ".png", ".tar.gz", ".", " .txt"]
WAYS = [str.lower, str.upper, str.title]


@pytest.mark.parametrize("device", DEVICES)
def test_devices(device: str) -> None:
    for ending, way in itertools.product(ENDINGS, WAYS):
        name = way(device) + ending
        assert unfit(name) is not None, name
        assert PureWindowsPath(name).is_reserved(), name
    for name in (f"{device}x.md", f"x{device}.md", f"x.{device}", f"{device}-1.md"):
        assert unfit(name) is None, name


@pytest.mark.parametrize("char", '<>:"|?*\\')
def test_characters_that_windows_cannot_hold(char: str) -> None:
    for name in (f"{char}tea.png", f"te{char}a", f"tea{char}"):
        assert f" {char} " in str(unfit(name))


@pytest.mark.parametrize("name", ["tea.", "tea ", "tea.png.", "tea.md ", "folder ."])
def test_ends_that_windows_takes_off(name: str) -> None:
    assert "end in" in str(unfit(name))


def test_accents_as_characters_of_their_own() -> None:
    assert unfit("café.png") is None
    assert "accent" in str(unfit(unicodedata.normalize("NFD", "café.png")))


@pytest.mark.parametrize(
    "name",
    [
        "tea.md",
        "Desk 1.PNG",
        "console.md",
        "come.md",
        "com10.md",
        "com.md",
        "lpt0x",
        "a.b.c",
        "~a",
        "née.jpg",
    ],
)
def test_names_for_every_computer(name: str) -> None:
    assert unfit(name) is None


@pytest.mark.parametrize(
    ("name", "passes"),
    [
        ("tea.md~", True),
        ("#tea.md#", True),
        ("#", False),
        ("#tea.md", False),
        ("tea.md", False),
        ("~tea", False),
        ("4913", True),
        ("4913.md", False),
        ("tea.md___jb_tmp___", True),
        ("tea.md.crswap", True),
    ],
)
def test_files_of_editors(name: str, passes: bool) -> None:
    assert is_passing(name) == passes


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("tea (1).md", "tea.md"),
        ("Tea (1).md", "tea.md"),
        ("tea(1).md", "tea.md"),
        ("Kopie von tea.md", "tea.md"),
        ("Copy of tea.md", "tea.md"),
        ("tea - Copy.md", "tea.md"),
        ("tea copy 2.md", "tea.md"),
        ("tea_old.md", "tea.md"),
        ("tea.md.orig", "tea.md"),
        ("tea.md.txt", "tea.md"),
        ("tea.txt", "tea.md"),
        ("tea", "tea.md"),
        ("tea.md (1)", "tea.md"),
        ("Copy of green-tea.md", "green-tea.md"),
        ("tea.md", None),
        ("tea-time.md", None),
        ("tea-time (1).md", None),
        ("steam (1).md", None),
        ("teapot.txt", None),
        ("cocoa (1).md", None),
        ("Copy of Tea Time.md", None),
    ],
)
def test_copies(name: str, article: str | None) -> None:
    assert copied_from(name, {"tea.md", "green-tea.md", "Tea Time.md", "tea.png", name}) == article
