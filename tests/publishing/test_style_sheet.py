"""The style sheet: how it is joined, where its sizes and colors stand, and whether they can be read."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest

from conftest import ROOT
from notabother.publishing.styles import FOLDER, joined

FILES = ROOT / "overrides" / FOLDER
SHEETS = {path.relative_to(FILES).as_posix(): path.read_text("utf-8") for path in FILES.rglob("*.css")}
TOKENS = "tokens.css"


# --- one sheet of many files -------------------------------------------------------------------------------------


def test_files_stand_in_their_layers_and_by_name() -> None:
    files = {
        "pages/a.css": "c {}\n",
        "parts/b.css": "b {}\n",
        "parts/a.css": "a {}\n",
        "base.css": "html {}\n",
        "theirs.css": "z {}\n",
    }
    text, names = joined(files)
    assert names == ["base.css", "parts/a.css", "parts/b.css", "pages/a.css"]
    assert text.startswith("@layer tokens, base, parts, pages, print;\n")
    assert "@layer base {\nhtml {}\n}" in text
    assert "@layer parts {\na {}\n\nb {}\n}" in text
    assert "z {}" not in text


def test_comments_are_for_those_who_edit_and_strings_are_no_comments() -> None:
    text, _ = joined({"base.css": '/* a\n note */\n\na::after { content: "/* kept */"; }\n'})
    assert '@layer base {\na::after { content: "/* kept */"; }\n}' in text
    assert "note" not in text


def test_every_file_of_ours_is_in_the_sheet_and_none_by_chance_twice() -> None:
    _, names = joined(SHEETS)
    assert sorted(names) == sorted(SHEETS)


def test_the_sheet_is_no_heavier_than_it_was() -> None:
    assert len(gzip.compress(joined(SHEETS)[0].encode(), 9, mtime=0)) <= 9_656


# --- one home for every size and color ------------------------------------------------------------------------------

DECLARATION = re.compile(r"(?<=[;{\s])(--gap|[a-z][a-z-]*):\s*([^;{}]+)(?=[;}])")
COLOR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|light-dark)a?\(", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.-])-?(?:\d+\.)?\.?\d+(?:[a-z]+|%)?(?![\w.-])", re.IGNORECASE)
SIZED = re.compile(
    r"(?:--gap|font|font-size|line-height|z-index|border-.*radius|border-radius|outline-offset"
    r"|(?:scroll-)?(?:margin|padding).*|(?:column-|row-)?gap|min-(?:block|inline)-size|border.*|outline)$"
)
FREE = {"0", "1", "100%", "1px", "400", "600", "700"}
"""Nothing, one line, all of it, a hairline, weights of type."""

OPTICAL = {
    "--gap": {"2.1em": "the room above a heading grows with it"},
    "margin-block-start": {"1em": "paragraphs are a line apart, however large they are"},
    "font-size": {"0.72em": "a raised sign", "0.9em": "a sans or a fixed letter looks larger than a serif"},
    "font": {"0.8em": "what stands behind a word, smaller than it", "1em": "a raised sign is set by what it stands in"},
    "margin-inline-start": {
        "-0.42em": "a quotation mark hangs in the margin",
        "-0.15em": "a raised sign hugs its word",
        "1.35em": "the room of a number or a point",
    },
    "margin-inline": {"-1.35em": "a box to tick stands where the point would", "0.35em": "the same"},
    "padding-inline-start": {"1.35em": "the room of a number or a point"},
    "padding-block": {"0.6em": "worries are as far apart as they are large"},
    "padding": {
        "0.05em": "a blank within a line may not move it",
        "0.16em": "the same",
        "0.1em": "a colored word within a line may not move it",
        "0.3em": "the same",
        "0.5em": "a raised sign is large enough for a finger",
        "0.2em": "the same",
    },
    "margin": {"14mm": "the margins of a printed sheet", "17mm": "the same"},
}  # fmt: skip
"""What may be said by hand: corrections for the eye, relative to the type that they stand in, and why."""

BREAKPOINTS = {"22rem", "40rem", "48rem", "62rem"}
"""Where the page is laid out otherwise. No variable can stand in a media query."""

HEIGHTS = {"24rem"}


def declarations(name: str) -> Iterator[tuple[str, str]]:
    """Yield each property of a file with its value."""
    for found in DECLARATION.finditer(re.sub(r"/\*.*?\*/", "", SHEETS[name], flags=re.DOTALL)):
        yield found[1], found[2].strip()


def by_hand(name: str) -> list[str]:
    """Return what a file says by hand that a token should say."""
    found = []
    for key, value in declarations(name):
        plain = re.sub(r'var\(--[a-z0-9-]+|"[^"]*"', "", value)
        found += [f"{key}: {value}"] * bool(COLOR.search(plain))
        if SIZED.match(key):
            allowed = FREE | set(OPTICAL.get(key, {}))
            if "calc(" in value:
                allowed = allowed | {"-1", "2"}
            numbers = [number for number in NUMBER.findall(plain) if not number.endswith(("vw", "vh"))]
            found += [f"{key}: {value}" for number in numbers if number not in allowed]
    return found


@pytest.mark.parametrize("name", sorted(SHEETS.keys() - {TOKENS, "faces.css"}))
def test_sizes_and_colors_come_from_the_tokens(name: str) -> None:
    assert by_hand(name) == []


@pytest.mark.parametrize(
    "said",
    [
        "color: #fff",
        "background: rgb(0 0 0 / 30%)",
        "font-size: 1.07rem",
        "font: 700 1rem/var(--l4) var(--sans)",
        "line-height: 1.33",
        "margin-block-start: 0.4rem",
        "padding: var(--s2) 3px",
        "gap: 2em",
        "--gap: 5mm",
        "border-radius: 0.25rem",
        "z-index: 7",
        "min-block-size: 3rem",
        "border: 2px solid var(--edge)",
    ],
)
def test_a_size_or_a_color_by_hand_is_seen(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setitem(SHEETS, "parts/new.css", f".new {{ {said}; }}\n")
    assert by_hand("parts/new.css") == [said]


def test_every_correction_for_the_eye_is_in_use() -> None:
    said = {
        (key, number)
        for name in SHEETS
        for key, value in declarations(name)
        for number in NUMBER.findall(value)
    }
    assert {(key, number) for key, numbers in OPTICAL.items() for number in numbers} <= said


def test_pages_are_laid_out_anew_at_four_widths() -> None:
    queries = re.findall(
        r"@media \(((?:min-|max-)?(?:width|height))[^)]*?([\d.]+[a-z]+)\)", "\n".join(SHEETS.values())
    )
    assert {size for what, size in queries if what == "width"} == BREAKPOINTS
    assert {size for what, size in queries if what == "height"} == HEIGHTS
    assert "min-width:" not in "".join(SHEETS.values())


def test_what_is_important_is_only_what_is_hidden() -> None:
    shouting = [line for text in SHEETS.values() for line in text.splitlines() if "!important" in line]
    assert all("display: none !important" in line for line in shouting)
    assert len(shouting) == 1


def test_every_token_is_used_and_every_one_that_is_used_is_there() -> None:
    there = set(re.findall(r"(--[a-z0-9-]+):", SHEETS[TOKENS])) | {"--gap"}
    used = {found for text in SHEETS.values() for found in re.findall(r"var\((--[a-z0-9-]+)", text)}
    assert used == there


# --- what can be read ------------------------------------------------------------------------------------------------

TEXT, LARGE, PART = 4.5, 3.0, 3.0
"""What WCAG 2.2 asks for: of text, of large text, and of what shows where a control is or has the focus."""

GROUNDS = ("paper", "sheet", "tint")

PAIRS = (
    *((ink, ground, TEXT) for ink in ("ink", "soft", "accent", "accent-strong") for ground in GROUNDS),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("sheet", "ink", TEXT),  # what is told at the foot of the window
    ("ink", "near", TEXT),
    ("on-over", "over", TEXT),
    ("edge", "paper", LARGE),  # the sign beside a heading; between the steps of the path
    ("edge", "sheet", PART),  # round a box to type in, from within
    ("edge", "paper", PART),  # and from without
    ("edge", "tint", PART),
    ("accent", "paper", PART),  # the ring of the focus
    ("accent", "sheet", PART),
    ("accent", "tint", PART),
    ("sheet", "ink", PART),  # the ring within what is told
)  # fmt: skip
"""What is written or drawn on what."""

PLACES = ("light", "dark")


def color(name: str, place: str) -> str:
    """Return a color of the tokens as `#rrggbb`."""
    one = re.search(rf"--{name}: (light-dark\((#\w+), (#\w+)\)|#\w+);", SHEETS[TOKENS])
    assert one is not None, name
    found = one[2 + PLACES.index(place)] or one[1]
    return found if len(found) == 7 else "#" + "".join(2 * each for each in found[1:])


def brightness(said: str) -> float:
    """Return the relative luminance of a color, as WCAG defines it."""
    parts = [int(said[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how far two colors stand apart, from 1 to 21."""
    dark, bright = sorted((brightness(one), brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("ink", "ground", "wanted"), PAIRS)
def test_what_is_written_can_be_read(ink: str, ground: str, wanted: float, place: str) -> None:
    assert contrast(color(ink, place), color(ground, place)) >= wanted


def test_every_color_that_is_written_or_drawn_with_is_among_the_pairs() -> None:
    inks = {
        found
        for text in SHEETS.values()
        for found in re.findall(r"(?<![\w-])color: var\(--([a-z-]+)\)", text)
    }
    assert inks - {"chosen", "on-chosen"} <= {ink for ink, _, wanted in PAIRS if wanted in {TEXT, LARGE}}


def test_the_bar_of_the_browser_has_the_color_of_the_page() -> None:
    meta = (ROOT / "overrides/partials/meta.html").read_text("utf-8")
    for place in PLACES:
        wanted = f'<meta name="theme-color" content="{color("paper", place)}" media="(prefers-color-scheme: {place})">'
        assert wanted in meta
