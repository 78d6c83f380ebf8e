"""What comes off the press: real PDFs and pictures of the real content, opened and measured."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import Image

from notabother.check import check
from notabother.model import Library
from notabother.paper import press as press_module
from notabother.paper import typesetter
from notabother.paper.cards import Cards
from notabother.paper.decks import Deck, make_decks
from notabother.paper.fits import check_fits
from notabother.paper.pictures import make_pictures
from notabother.paper.press import Press, PressError, batches
from notabother.paper.site import Site
from notabother.reading.folder import read_folder
from small_library import HEAD, SCRIPT, SECTION, SETTINGS, read

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "overrides" / "print"
MARK = (ROOT / "docs" / "assets" / "images" / "favicon.svg").read_text("utf-8")
SITE = Site("Not a Bother", "https://notabother.example/", datetime.date(2026, 11, 22))
MOMENT = 1_795_305_600
POINT = 25.4 / 72

LOOKED_AT = {
    "awkward-letter",
    "awkward-a4",
    "awkward-a4-one-sided",
    "awkward-index-letter",
    "awkward-index-a4",
    "awkward-pocket-letter",
    "awkward-large-letter",
    "awkward-large-a4-one-sided",
    "all-large-letter",
    "ask-for-advice-letter",
    "ask-for-advice-pocket-letter",
    "all-letter",
    "all-pocket-letter",
    "thanks-by-text-6x4",
    "fifteen-minutes-easy-to-refuse-a6",
}
"""Decks of every layout, of every kind, one-sided and two-sided."""


def a_press(cache: Path) -> Press:
    return Press(TEMPLATES, cache, MARK, MOMENT)


@dataclass(frozen=True)
class Paper:
    """Decks of the real content, printed."""

    folder: Path
    cache: Path
    decks: dict[str, Deck]
    cards: Cards
    problems: list[str]


@pytest.fixture(scope="module")
def paper(library: Library, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Paper:
    folder, cache = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("cache")
    press = a_press(cache)
    cards = Cards(library, SITE)
    fits = press.measure(cards)
    problems = [
        f"{problem.place.file}: {problem.message}"
        for problem in check_fits(cards.library, press.layouts, fits)
    ]
    decks = {
        deck.name: deck
        for deck in make_decks(cards, press.layouts, fits)
        if deck.name in LOOKED_AT or pytestconfig.getoption("all_paper")
    }
    pictures = make_pictures(library, SITE)[:4]
    press.print(list(decks.values()), pictures, folder)
    return Paper(folder, cache, decks, cards, problems)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look at one deck of each kind, or with --all-paper at every one."""
    if "deck" in metafunc.fixturenames:
        names = sorted(every_deck()) if metafunc.config.getoption("all_paper") else sorted(LOOKED_AT)
        metafunc.parametrize("deck", names, indirect=True)


@pytest.fixture
def deck(request: pytest.FixtureRequest, paper: Paper) -> Deck:
    return paper.decks[request.param]


@cache
def every_deck() -> dict[str, Deck]:
    """Return every deck of the real content, planned and not yet printed."""
    folder = read_folder(ROOT / "docs")
    cards = Cards(check(folder.sources, folder.others, SETTINGS).library, SITE)
    with tempfile.TemporaryDirectory() as kept:
        press = a_press(Path(kept))
        return {deck.name: deck for deck in make_decks(cards, press.layouts, press.measure(cards))}


def rendered(path: Path, dpi: int, *, gray: bool = False) -> Iterator[Image.Image]:
    """Yield the pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.render(scale=dpi / 72, grayscale=gray).to_pil()
    document.close()


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every font that a PDF's pages use, those inside composite fonts instead of their frames."""
    for page in pdf.pages:
        for font in dict(page.get("/Resources", {}).get("/Font", {})).values():
            yield from font.get("/DescendantFonts", [font])


def structure(node: Any) -> Iterator[Any]:
    """Yield the elements of a PDF's structure in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from structure(node.K)


# The real content


def test_everything_written_fits(paper: Paper) -> None:
    assert paper.problems == []


def test_every_character_can_be_printed(paper: Paper) -> None:
    assert a_press(paper.cache).glyphs(paper.cards) == []


# Requirement 1: accessible


@pytest.mark.ours
def test_pdf_is_tagged_titled_and_speaks(paper: Paper, deck: Deck) -> None:
    path = paper.folder / deck.file
    report = pdfua.validate(str(path))
    assert [found.message for found in report.findings if found.severity > pdfua.Severity.SKIP] == []
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert SITE.name in str(pdf.docinfo.Title)
        elements = list(structure(pdf.Root.StructTreeRoot.K))
        roles = [str(element.S) for element in elements]
        fronts = deck.sheets * deck.layout.per_sheet
        assert roles.count("/H1") == fronts
        assert roles.count("/H2") == (fronts if deck.sides == 2 else 0)
        figures = [element for element in elements if element.S == "/Figure"]
        assert len(figures) == fronts
        assert all("https://notabother.example/" in str(figure.Alt) for figure in figures)
        assert roles.count("/P") >= fronts * 3
        assert "/Span" not in roles


# Requirement 2: backs behind their fronts


@pytest.mark.ours
def test_backs_mirror_fronts_as_laid_out(paper: Paper, deck: Deck) -> None:
    fonts = [str(folder) for folder in a_press(paper.cache).fonts]

    def spots(label: str) -> list[dict[str, float]]:
        compiler = typst.Compiler(
            typesetter.document("cards.typ", "draw", deck.data),
            root=str(TEMPLATES),
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"mark": MARK, "where": "1"},
        )
        found: list[dict[str, float]] = json.loads(compiler.query(f"<{label}>", field="value"))
        return found

    fronts, backs = spots("front"), spots("back")
    assert len(fronts) == deck.sheets * deck.layout.per_sheet
    if deck.sides == 1:
        assert backs == []
        return
    table = json.loads((TEMPLATES / "layouts.json").read_text("utf-8"))
    layout = next(each for each in table["layouts"] if each["id"] == deck.layout.id)
    pad = table["types"][layout["type"]]["pad"]
    (wide, tall), (card_wide, card_tall) = deck.layout.page, layout["card"]
    for front, back in zip(fronts, backs, strict=True):
        assert back["page"] == front["page"] + 1
        x, y = front["x"] - pad, front["y"] - pad
        mirrored = (x, tall - y - card_tall) if deck.layout.landscape else (wide - x - card_wide, y)
        assert (back["x"] - pad, back["y"] - pad) == pytest.approx(mirrored, abs=0.01)


@pytest.mark.ours
def test_backs_mirror_fronts_as_printed(paper: Paper) -> None:
    """The first letter of every front and the label of every back begin at the same spot of their cards."""
    for name, columns, rows in (("awkward-letter", 2, 2), ("awkward-pocket-letter", 2, 5)):
        front, back = list(rendered(paper.folder / paper.decks[name].file, 150, gray=True))[:2]
        assert corners(front, columns, rows) == pytest.approx(corners(back, columns, rows), abs=0.5)


def corners(page: Image.Image, columns: int, rows: int) -> list[float]:
    """Return where the ink of each card begins, in millimeters from the sheet's edge."""
    found: list[float] = []
    margin = (0, 0) if rows == 2 else (19.05, 12.7)
    wide = (page.width / 150 * 25.4 - 2 * margin[0]) / columns
    tall = (page.height / 150 * 25.4 - 2 * margin[1]) / rows
    pad = 3
    for row in range(rows):
        for column in range(columns):
            left, top = margin[0] + column * wide + pad, margin[1] + row * tall + pad
            box = tuple(round(v / 25.4 * 150) for v in (left, top, left + wide / 3, top + tall / 6))
            ink = page.crop(box).point(lambda value: 255 if value < 140 else 0).getbbox()
            assert ink is not None
            found += [left + ink[0] / 150 * 25.4, top + ink[1] / 150 * 25.4]
    return found


# Requirement 3 and 4: problems with places


def too_much(words: int, extra: str = "") -> dict[str, str]:
    script = SCRIPT.replace(
        "One question about [topic]?", f"One question about [topic]? {extra}" + "word " * words
    )
    return {"articles/long.md": HEAD + SECTION + script}


def test_every_text_that_is_too_long_is_reported_at_once(tmp_path: Path) -> None:
    files = too_much(150)
    files["articles/longer.md"] = files["articles/long.md"].replace("id: case", "id: longer")
    library, _ = read(files)
    press = a_press(tmp_path)
    cards = Cards(library, SITE)
    found = check_fits(cards.library, press.layouts, press.measure(cards))
    assert [(problem.place.file, problem.rule) for problem in found] == [
        ("articles/long.md", "does-not-fit"),
        ("articles/longer.md", "does-not-fit"),
    ]
    assert "'case': the text needs" in found[0].message
    assert "mm on a" in found[0].message


def test_a_missing_character_is_named_with_its_place(tmp_path: Path) -> None:
    library, _ = read(too_much(0, "漢 and 🙂 "))
    found = a_press(tmp_path).glyphs(Cards(library, SITE))
    assert [(each.rule, each.message[:3]) for each in found] == [
        ("missing-glyph", "'漢'"),
        ("missing-glyph", "'🙂'"),
    ]
    lines = too_much(0, "漢 and 🙂 ")["articles/long.md"].splitlines()
    for problem, char in zip(found, "漢🙂", strict=True):
        assert lines[problem.place.line - 1][problem.place.column - 1] == char


def test_a_missing_character_in_an_answer_is_found_on_its_line(tmp_path: Path) -> None:
    fear = "---\ntitle: A\ndescription: B.\nsays: [c]\n---\n\nFirst line.\n\nThen 漢.\n"
    library, _ = read({"fears/odd.md": fear})
    (found,) = a_press(tmp_path).glyphs(Cards(library, SITE))
    assert (found.place.file, found.place.line, found.place.column) == ("fears/odd.md", 9, 6)


def test_missing_fonts_stop_the_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_module, "FONTS", ("fontpkg_no_such_font",))
    with pytest.raises(PressError, match="fontpkg-no-such-font"):
        _ = a_press(tmp_path).fonts


@pytest.mark.ours
def test_an_unknown_font_in_a_template_stops_the_press(paper: Paper, tmp_path: Path) -> None:
    templates = tmp_path / "print"
    templates.mkdir()
    for path in TEMPLATES.iterdir():
        text = path.read_text("utf-8").replace('#let serif = "Literata"', '#let serif = "Litterata"')
        (templates / path.name).write_text(text, "utf-8")
    press = replace(a_press(tmp_path / "cache"), templates=templates)
    with pytest.raises(PressError, match="litterata"):
        press.print([paper.decks["thanks-by-text-6x4"]], [], tmp_path / "site")


def test_templates_may_begin_with_a_mark_and_end_their_lines_otherwise(tmp_path: Path) -> None:
    templates = tmp_path / "print"
    templates.mkdir()
    for path in TEMPLATES.iterdir():
        (templates / path.name).write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    press = replace(a_press(tmp_path / "cache"), templates=templates)
    cards = Cards(read({})[0], SITE)
    assert press.papers == a_press(tmp_path).papers
    assert press.measure(cards) == a_press(tmp_path / "plain").measure(cards)


@pytest.mark.parametrize(("data", "what"), [(b'{"a": "\xe9"}', "0xe9"), (b'{"a": 1,}', "line 1 column 9")])
def test_layouts_that_cannot_be_read_stop_the_press(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "layouts.json").write_bytes(data)
    with pytest.raises(PressError, match=what):
        _ = replace(a_press(tmp_path), templates=tmp_path).layouts


def test_a_worker_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('no ink')")
    monkeypatch.setattr("notabother.paper.press.typesetter.__file__", str(broken))
    with pytest.raises(PressError, match=r"has failed\.\nno ink"):
        a_press(tmp_path / "cache").measure(Cards(read({})[0], SITE))


# Requirement 5: same in, same out


@pytest.mark.ours
def test_a_second_press_prints_the_same_bytes(paper: Paper, tmp_path: Path) -> None:
    names = ("awkward-letter", "awkward-pocket-letter", "thanks-by-text-6x4")
    pictures = make_pictures(paper.cards.library, SITE)[:2]
    press = a_press(tmp_path / "cache")
    written = press.print([paper.decks[name] for name in names], pictures, tmp_path / "site")
    assert len(written) == 7
    for path in written:
        again = paper.folder / path.relative_to(tmp_path / "site")
        assert path.read_bytes() == again.read_bytes()


def test_what_has_not_changed_is_not_made_again(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = a_press(paper.cache)
    monkeypatch.setattr(Press, "_work", lambda *_: pytest.fail("a worker was started"))
    assert press.measure(paper.cards).keys() == press.layouts.keys()
    decks = list(paper.decks.values())
    assert len(press.print(decks, [], tmp_path)) > len(decks)
    assert press.print(decks, [], tmp_path) == []


@pytest.mark.ours
def test_pruning_keeps_what_was_used(paper: Paper, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    a_press(cache).print([paper.decks["thanks-by-text-6x4"]], [], tmp_path)
    second = a_press(cache)
    second.print([paper.decks["fifteen-minutes-easy-to-refuse-a6"]], [], tmp_path)
    assert len(list(cache.iterdir())) == 2
    second.prune()
    assert len(list(cache.iterdir())) == 1


# Requirement 7 and 9: files


@pytest.mark.ours
def test_pages_have_their_exact_size_and_fonts_are_inside(paper: Paper, deck: Deck) -> None:
    path = paper.folder / deck.file
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == deck.sheets * deck.sides
        for page in pdf.pages:
            size = [float(value) * POINT for value in page.MediaBox[2:]]
            assert size == pytest.approx(deck.layout.page, abs=0.02)
        fonts = list(fonts_of(pdf))
        assert fonts
        for font in fonts:
            assert "+" in str(font.BaseFont)  # a subset
            assert font.Subtype != "/Type3"
            assert any(name in font.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.ours
def test_files_are_small(paper: Paper) -> None:
    def kilobytes(name: str) -> float:
        return (paper.folder / paper.decks[name].file).stat().st_size / 1000

    assert kilobytes("thanks-by-text-6x4") < 60
    deck = paper.decks["all-letter"]
    assert kilobytes("all-letter") / (deck.sheets * 4) * 40 < 400


# Requirement 8: codes


@pytest.mark.ours
def test_every_code_leads_to_a_page(paper: Paper, deck: Deck) -> None:
    data = json.loads(deck.data)
    library = paper.cards.library
    pages = {SITE.address(f"cards/{id_}.md") for id_ in library.scripts}
    pages |= {SITE.address(fear.uri) for fear in library.fears.values()}
    expected = [sorted(data["cards"][name]["url"] for name in sheet) for sheet in data["sheets"]]
    fronts = list(rendered(paper.folder / deck.file, 150))[:: deck.sides]
    for page, urls in zip(fronts, expected, strict=True):
        codes = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
        assert sorted(code.text for code in codes) == urls
        assert set(urls) <= pages


# Requirement 10: ink


@pytest.mark.ours
def test_little_ink_is_used(paper: Paper, deck: Deck) -> None:
    for page in rendered(paper.folder / deck.file, 60, gray=True):
        histogram = page.convert("L").histogram()
        dark = sum((255 - value) * count for value, count in enumerate(histogram))
        assert dark / 255 / sum(histogram) < 0.08


def test_colors_can_be_read_in_color_and_gray() -> None:
    text = (TEMPLATES / "shared.typ").read_text("utf-8")
    found = dict(
        line.split()[1:4:2] for line in text.splitlines() if line.startswith("#let") and "rgb(" in line
    )
    colors = {name: value.split('"')[1].lstrip("#") for name, value in found.items()}
    for ink in ("ink", "soft", "accent"):
        for ground in ("ffffff", colors["tint"], colors["cream"]):
            assert contrast(colors[ink], ground) >= 4.5
            assert contrast(gray(colors[ink]), gray(ground)) >= 4.5


def channels(color: str) -> list[float]:
    return [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]


def gray(color: str) -> str:
    red, green, blue = channels(color)
    return f"{round((0.299 * red + 0.587 * green + 0.114 * blue) * 255):02x}" * 3


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels(color)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_colors_are_those_of_the_site() -> None:
    """The site's tokens are their home; paper may not drift from them."""
    sheet = (ROOT / "overrides" / "assets" / "stylesheets" / "tokens.css").read_text("utf-8")
    paper = (TEMPLATES / "shared.typ").read_text("utf-8")
    for name in ("ink", "soft", "accent", "tint", "cream"):
        color = paper.partition(f'#let {name} = rgb("')[2].partition('"')[0]
        assert f"--{'paper' if name == 'cream' else name}: light-dark({color}," in sheet


# Pictures


def test_social_pictures_have_the_right_size(paper: Paper) -> None:
    found = list((paper.folder / "assets" / "social").rglob("*.png"))
    assert len(found) == 4
    for path in found:
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)
        assert path.stat().st_size < 120_000


@pytest.mark.ours
def test_each_deck_shows_its_first_sheet(paper: Paper, deck: Deck) -> None:
    if not deck.has_picture:
        return
    with Image.open(paper.folder / deck.picture) as picture:
        wide, tall = deck.layout.page
        assert picture.width / picture.height == pytest.approx(wide / tall, abs=0.01)


# Workers


def test_jobs_are_dealt_to_workers_in_their_groups() -> None:
    jobs = {
        Path(f"{number}"): press_module.Job("cards.typ", "", "pdf", weight=100, group=str(number % 3))
        for number in range(30)
    }
    dealt = batches(jobs, 2)
    assert sorted(path for batch in dealt for path in batch) == sorted(jobs)
    assert all(sum(job.weight for job in batch.values()) <= press_module.MOST_WEIGHT for batch in dealt)
    assert len(dealt) >= 2
    assert batches({}, 2) == []


def test_a_published_file_that_somebody_changes_does_not_change_what_is_kept(tmp_path: Path) -> None:
    kept, published = tmp_path / "kept.pdf", tmp_path / "site" / "a.pdf"
    kept.write_bytes(b"as it was set")
    press = Press.__new__(Press)
    assert press._publish(kept, published)
    assert not press._publish(kept, published)
    with published.open("r+b") as file:
        file.write(b"XX")
    os.utime(published, (1, 1))  # a moment of its own, whatever the clock can tell apart
    assert kept.read_bytes() == b"as it was set"
    assert press._publish(kept, published)
    assert published.read_bytes() == b"as it was set"
