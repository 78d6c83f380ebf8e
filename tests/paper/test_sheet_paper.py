"""Coach sheets on paper: the real ones, printed, opened and measured."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from test_press import MARK, MOMENT, POINT, TEMPLATES, fonts_of, rendered, structure

from notabother.model import Library
from notabother.pages.make import make_pages
from notabother.paper.cards import Cards
from notabother.paper.offers import make_offers
from notabother.paper.plan import plan
from notabother.paper.press import Press
from notabother.paper.sheets import Sheet, SheetFit, check_sheets, make_sheets, printed_texts
from notabother.paper.site import Site
from notabother.wording import typographic
from small_library import CASES, read

SITE = Site(
    "Not a Bother",
    "https://notabother.example/",
    datetime.date(2026, 11, 24),
    help_page="help-now.md",
    help_numbers=("US: call or text 988", "UK and Ireland: Samaritans, 116 123"),
)
PAPERS = {"letter": (215.9, 279.4), "a4": (210, 297)}
SHEET = (CASES / "clean-coach-sheet" / "coaching" / "too-busy.md").read_text("utf-8")


@dataclass(frozen=True)
class Printed:
    folder: Path
    cache: Path
    sheets: list[Sheet]
    problems: list[str]


def a_press(cache: Path) -> Press:
    return Press(TEMPLATES, cache, MARK, MOMENT)


@pytest.fixture(scope="module")
def printed(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder, cache = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("cache")
    press = a_press(cache)
    sheets = make_sheets(library, SITE, press.papers)
    problems = check_sheets(sheets, press.measure_sheets(sheets))
    press.print([], [], folder, sheets)
    return Printed(folder, cache, sheets, [problem.message for problem in problems])


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return plain(text)


def plain(text: str) -> str:
    """Return a text without spaces, because lines break where they like."""
    return "".join(typographic(text).replace("\u200b", "").replace("\x02", "-").split())


@pytest.mark.ours
def test_every_sheet_fits(printed: Printed, library: Library) -> None:
    assert printed.problems == []
    assert len(printed.sheets) == len(library.fears) * len(PAPERS)


def test_every_sheet_is_one_page_of_its_paper_with_its_fonts_inside(printed: Printed) -> None:
    for sheet in printed.sheets:
        with pikepdf.open(printed.folder / sheet.file) as pdf:
            assert len(pdf.pages) == 1, sheet.file
            size = [float(value) * POINT for value in pdf.pages[0].MediaBox[2:]]
            assert size == pytest.approx(PAPERS[json.loads(sheet.data)["paper"]], abs=0.02)
            for font in fonts_of(pdf):
                assert "+" in str(font.BaseFont)
                assert font.Subtype != "/Type3"
        assert (printed.folder / sheet.file).stat().st_size < 60_000


def test_every_text_of_a_sheet_is_on_it(printed: Printed, library: Library) -> None:
    for sheet in printed.sheets:
        found = words_of(printed.folder / sheet.file)
        texts = [text for _, text in printed_texts(sheet.source)]
        texts += [library.fears[sheet.source.fear].title, library.scripts[sheet.source.card].title]
        texts += [*SITE.help_numbers, "notabother.example/help-now", SITE.name, SITE.edition_text]
        texts += [f"{step.minutes} min" for step in sheet.source.plan]
        for text in texts:
            assert plain(text) in found, (sheet.file, text)


def test_every_code_leads_to_the_fears_page(printed: Printed) -> None:
    for sheet in printed.sheets:
        (page,) = rendered(printed.folder / sheet.file, 150)
        (code,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
        assert code.text == f"https://notabother.example/fears/{sheet.source.fear}/"


def test_a_sheet_is_tagged_titled_and_speaks(printed: Printed) -> None:
    for sheet in printed.sheets:
        path = printed.folder / sheet.file
        report = pdfua.validate(str(path))
        assert [found.message for found in report.findings if found.severity > pdfua.Severity.SKIP] == []
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en"
            title = str(pdf.docinfo.Title).replace("\u00a0", " ")
            assert title == f"{typographic(sheet.source.title)} · Not a Bother"
            roles = [str(element.S) for element in structure(pdf.Root.StructTreeRoot.K)]
            assert roles.count("/H1") == 1
            assert roles.count("/H2") == 5
            assert roles.count("/Figure") == 1
            assert "/Span" not in roles


def test_nothing_stands_at_the_edge_and_little_ink_is_used(printed: Printed) -> None:
    for sheet in printed.sheets:
        (page,) = rendered(printed.folder / sheet.file, 60, gray=True)
        box = page.point(lambda value: 255 if value < 230 else 0).getbbox()
        assert box is not None
        edge = 12 / 25.4 * 60
        assert box[0] >= edge
        assert box[1] >= edge
        assert box[2] <= page.width - edge
        assert box[3] <= page.height - edge
        histogram = page.convert("L").histogram()
        dark = sum((255 - value) * count for value, count in enumerate(histogram))
        assert dark / 255 / sum(histogram) < 0.08


def test_a_longer_address_fits_too(printed: Printed, library: Library) -> None:
    site = replace(SITE, url="https://career-center-of-the-university.github.io/not-a-bother/")
    press = a_press(printed.cache)
    sheets = make_sheets(library, site, press.papers)
    assert check_sheets(sheets, press.measure_sheets(sheets)) == []


def test_sheets_are_kept_and_the_same_again(
    printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = a_press(tmp_path / "cache")
    written = fresh.print([], [], tmp_path / "site", printed.sheets[:2])
    for path in written:
        assert path.read_bytes() == (printed.folder / path.relative_to(tmp_path / "site")).read_bytes()
    monkeypatch.setattr(Press, "_work", lambda *_: pytest.fail("a worker was started"))
    press = a_press(printed.cache)
    press.measure_sheets(printed.sheets)
    assert press.print([], [], printed.folder, printed.sheets) == []


def test_a_sheet_that_is_too_long_is_reported_and_not_printed(tmp_path: Path) -> None:
    long = SHEET.replace("They send one question.", "They send one question. " * 80)
    library, _ = read({"coaching/too-busy.md": long, "coaching/no-reply.md": SHEET})
    planned = plan(library, SITE, a_press(tmp_path))
    (problem,) = planned.problems
    assert (problem.place.file, problem.place.line, problem.rule) == (
        "coaching/too-busy.md",
        2,
        "does-not-fit",
    )
    assert "mm on one side of US Letter. Take out about " in problem.message
    assert {sheet.source.fear for sheet in planned.sheets} == {"no-reply"}
    assert [file["url"] for file in planned.offers.sheets["coaching/no-reply.md"]] == [
        "print/coaching/no-reply-letter.pdf",
        "print/coaching/no-reply-a4.pdf",
    ]


def test_a_sheet_may_fill_its_side_and_no_more() -> None:
    library, _ = read({"coaching/too-busy.md": SHEET})
    (sheet,) = make_sheets(library, SITE, {"a4": "A4"})
    told = [len(check_sheets([sheet], {sheet.file: SheetFit(need, 200.0)})) for need in (200.0, 200.5)]
    assert told == [0, 1]


def test_a_missing_character_is_named_with_its_place(tmp_path: Path) -> None:
    library, _ = read({"coaching/too-busy.md": SHEET.replace("Choose a day", "Choose 漢")})
    (problem,) = a_press(tmp_path).glyphs(Cards(library, SITE))
    assert (problem.place.file, problem.place.line, problem.place.column) == ("coaching/too-busy.md", 7, 18)


def test_pages_offer_what_is_printed() -> None:
    library, _ = read({"coaching/too-busy.md": SHEET})
    offers = make_offers([], [], make_sheets(library, SITE, {"letter": "US Letter"}))
    made = {page.uri: page for page in make_pages(library, {}, paper=offers)}
    wanted = [{"paper": "US Letter", "url": "print/coaching/too-busy-letter.pdf"}]
    assert made["coaching/too-busy.md"].meta["files"] == wanted
    assert made["coaching/index.md"].meta["sheets"][0]["files"] == wanted


def test_links_in_the_text_are_printed_as_addresses() -> None:
    library, _ = read({"coaching/too-busy.md": SHEET.replace("busy.", "[busy](../fears/too-busy.md).")})
    (sheet,) = make_sheets(library, SITE, {"a4": "A4"})
    assert json.loads(sheet.data)["before"] == [
        "They may truly be busy (notabother.example/fears/too-busy). So don’t\u00a0argue."
    ]
