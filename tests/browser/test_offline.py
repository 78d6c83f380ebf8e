"""The site that is opened from disk: one zip, unpacked into an ordinary folder, in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, build_real_site
from desk_page import calendar_button, copied, field, message, region, told, way
from notabother.__main__ import main
from notabother.model import Library
from notabother.publishing import scripts
from notabother.publishing.without_modules import ModuleError, classic
from notabother.reading.licences import covers
from search_box import search_button, search_results, search_window
from site_reader import BuiltPage, read_site

OURS = ROOT / "overrides"
MODULES = {path.relative_to(OURS).as_posix(): path.read_text("utf-8") for path in OURS.rglob("*.js")}

FOLDER = "Für Zoë & Co. 100% – 你好"
"""What somebody may call the folder into which they unpack."""


@pytest.fixture(scope="session")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001  (it must be there)
    """Build and pack the real site as `make offline` does, with the paper that is printed for `site`."""
    folder = tmp_path_factory.mktemp("offline")
    build_real_site(folder / "site", OFFLINE="true")
    assert main(["pack", str(folder / "site"), str(folder / "our site.zip")]) == 0
    return folder / "our site.zip"


@pytest.fixture(scope="session")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("disk") / FOLDER
    with zipfile.ZipFile(packed) as file:
        file.extractall(target)
    return target / "our site"


@pytest.fixture(scope="session")
def pages_on_disk(unpacked: Path) -> dict[str, BuiltPage]:
    return read_site(unpacked)


class Watched:
    """A page that notes all it asks for and everything that goes wrong."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.noise: list[str] = []
        self.foreign: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("requestfailed", lambda request: self._fail(request.url, str(request.failure)))
        page.on("request", lambda request: self._note(request.url))

    def _fail(self, url: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # which only says that somebody went on to another page
            self.noise.append(f"{url}: {why}")

    def _note(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith(("file:", "data:", "blob:")):
            self.foreign.append(url)

    def open(self, path: str) -> Page:
        self.page.goto((self.folder / path).as_uri())
        return self.page

    def search(self, words: str) -> list[str]:
        """Type words key by key and return the names of the results that come up."""
        search_button(self.page).click()
        self.page.keyboard.type(words, delay=15)
        heard = search_window(self.page).get_by_role("status")
        expect(heard).to_have_text(re.compile("fits?$|^First:"), timeout=20_000)
        return [item.get_by_role("link").first.inner_text() for item in search_results(self.page).all()]


@pytest.fixture
def disk(browser: Browser, unpacked: Path) -> Iterator[Watched]:
    """Open a window in which nothing may go wrong, and nothing may be asked of a network."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_offline(True)
    found = Watched(context.new_page(), unpacked)
    yield found
    assert found.noise == []
    assert found.foreign == []
    assert found.asked
    context.close()


# --- in the browser ------------------------------------------------------------------------------


@pytest.mark.ours
@pytest.mark.browser
def test_one_gets_from_home_to_a_message_and_back(disk: Watched) -> None:
    page = disk.open("index.html")
    page.get_by_role("link", name="They’re too busy").first.click()
    page.wait_for_url("**/fears/too-busy.html")
    page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first.click()
    page.wait_for_url("**/cards/*.html")
    expect(region(page, "Make it yours")).to_be_visible()
    page.get_by_role("banner").get_by_role("link").and_(page.locator("[href$='index.html']")).first.click()
    page.wait_for_url("**/index.html")
    assert page.get_by_role("heading", level=1).inner_text()


@pytest.mark.ours
@pytest.mark.browser
def test_a_worry_typed_key_by_key_is_found_first_and_can_be_opened(disk: Watched) -> None:
    disk.open("cards/index.html")
    assert "too busy" in disk.search("they are too busy for me")[0]
    disk.page.keyboard.press("Escape")
    disk.page.reload()
    assert "bother" in disk.search("i dont want to be a nuisance")[0].lower()
    search_results(disk.page).get_by_role("link").first.click()
    disk.page.wait_for_url("**/fears/*.html*")
    assert disk.page.get_by_role("heading", level=1).is_visible()


@pytest.mark.ours
@pytest.mark.browser
def test_words_of_danger_put_help_first(disk: Watched) -> None:
    disk.open("index.html")
    disk.search("i want to die")
    first = search_results(disk.page).get_by_role("link").first
    assert (first.get_attribute("href") or "").endswith("help-now.html")
    expect(search_window(disk.page).get_by_role("status")).to_have_text("First: where to get help now.")


@pytest.mark.ours
@pytest.mark.browser
def test_the_desk_fills_copies_and_opens_mail(disk: Watched) -> None:
    page = disk.open("cards/fifteen-minutes-easy-to-refuse.html")
    field(page, "first name").press_sequentially("Zoë")
    assert "Zoë" in message(page).inner_text()
    assert "Zo%C3%AB" in (way(page, "Open in mail").get_attribute("href") or "")
    way(page, "Copy the message").click()
    expect(told(page)).to_have_text(re.compile("^Still blank"))
    way(page, "Copy the message").click()
    assert "Zoë" in copied(page)
    page.reload()
    expect(field(page, "first name")).to_have_value("Zoë")


@pytest.mark.ours
@pytest.mark.browser
def test_the_reminder_tells_no_folder_of_this_device(disk: Watched) -> None:
    page = disk.open("cards/fifteen-minutes-easy-to-refuse.html")
    with page.expect_download() as download:
        calendar_button(page).click()
    text = Path(download.value.path()).read_text("utf-8")
    assert "BEGIN:VEVENT" in text
    assert "URL" not in text
    assert "file:" not in text


@pytest.mark.browser
def test_colors_are_switched_and_kept(disk: Watched) -> None:
    page = disk.open("index.html")
    page.get_by_role("button", name="Dark colors").click()
    assert page.locator("html").get_attribute("data-colors") == "dark"
    disk.open("about.html")
    assert page.locator("html").get_attribute("data-colors") == "dark"


@pytest.mark.browser
def test_the_list_of_cards_is_filtered_and_the_choice_kept_in_the_address(disk: Watched) -> None:
    page = disk.open("cards/index.html")
    cards = page.get_by_role("main").get_by_role("heading", level=3)
    everything = cards.count()
    page.get_by_label("I will send it as").select_option(index=1)
    assert "channel=" in page.url
    some = cards.count()
    assert 0 < some < everything
    page.reload()
    expect(cards).to_have_count(some)


@pytest.mark.browser
def test_our_own_fonts_are_used(disk: Watched) -> None:
    page = disk.open("index.html")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter((each) => each.status === 'loaded').length") >= 2


# --- on disk -------------------------------------------------------------------------------------


@pytest.mark.ours
def test_every_link_leads_to_a_file(unpacked: Path, pages_on_disk: dict[str, BuiltPage]) -> None:
    checked, broken = 0, []
    for page in pages_on_disk.values():
        for link in [*page.links, *page.loads]:
            if (target := page.target(link)) is None:
                continue
            checked += 1
            path = link.partition("#")[0]
            if path.endswith("/") or path in (".", "..") or not (unpacked / target[0]).is_file():
                broken.append(f"{page.path}: {link}")
    assert broken == []
    assert checked > 1000


@pytest.mark.ours
def test_pdfs_are_on_disk_and_linked(unpacked: Path, pages_on_disk: dict[str, BuiltPage]) -> None:
    page = pages_on_disk["fears/too-busy.html"]
    linked = [page.target(link) for link in page.links if link.endswith(".pdf")]
    assert linked
    for target in linked:
        assert target is not None
        assert (unpacked / target[0]).read_bytes().startswith(b"%PDF")


def test_paper_is_the_same_as_online(site: Path, unpacked: Path) -> None:
    """Codes on it lead to where the site stands for everybody, not to files."""
    made = sorted(path.relative_to(unpacked) for path in (unpacked / "print").rglob("*.pdf"))
    assert len(made) > 50
    assert [path for path in made if (site / path).read_bytes() != (unpacked / path).read_bytes()] == []


@pytest.mark.ours
def test_pages_say_where_they_stand_online(
    pages_on_disk: dict[str, BuiltPage], pages: dict[str, BuiltPage]
) -> None:
    assert (
        pages_on_disk["fears/too-busy.html"].rels["canonical"]
        == pages["fears/too-busy/index.html"].rels["canonical"]
    )
    assert pages_on_disk["index.html"].rels["canonical"] == pages["index.html"].rels["canonical"]


def test_no_page_needs_modules_workers_or_a_network(
    unpacked: Path, pages_on_disk: dict[str, BuiltPage]
) -> None:
    for page in pages_on_disk.values():
        text = (unpacked / page.path).read_text("utf-8")
        assert 'type="module"' not in text
        assert "crossorigin" not in text
        assert page.inline == []
    left = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    for online in ("404.html", "sitemap.xml", "feed.xml", "search/search_index.json"):
        assert online not in left
    assert not [path for path in left if path.startswith("assets/social/")]
    others = {f"{scripts.FOLDER}before-paint.js", "search/search_index.js"}
    assert {path for path in left if path.endswith(".js")} == FROM_DISK | others


def test_nothing_is_packed_without_its_license(unpacked: Path, library: Library) -> None:
    left = [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()]
    assert [path for path in left if not any(covers(each, path) for each in library.licensed)] == []


# --- the zip -------------------------------------------------------------------------------------


def test_the_zip_has_the_same_bytes_whenever_it_is_packed(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        names = file.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.split("/")[0] for name in names} == {"our site"}
        file.extractall(tmp_path)
    for path in (tmp_path / "our site").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    again = tmp_path / "other" / packed.name
    assert main(["pack", str(tmp_path / "our site"), str(again)]) == 0
    assert again.read_bytes() == packed.read_bytes()


def test_what_is_no_site_is_not_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pack", str(tmp_path), str(tmp_path / "x.zip")])
    assert "Name the folder that holds index.html." in capsys.readouterr().err


# --- modules as classic scripts ------------------------------------------------------------------


ENTRIES = {path for path in MODULES if path.startswith(scripts.STARTS)}
"""The scripts that pages load."""

FROM_DISK = ENTRIES - scripts.ONLY_FROM_SERVERS
"""Those of pages that are opened from disk."""


def test_every_module_keeps_to_the_forms_that_can_be_put_together() -> None:
    assert len(FROM_DISK) >= 4
    for entry in FROM_DISK:
        text = classic(entry, MODULES)
        assert not re.search(r"^(import|export)\b", text, re.MULTILINE), entry


def test_templates_load_by_one_macro_what_starts_a_part_and_all_of_it() -> None:
    text = {path.relative_to(OURS): path.read_text("utf-8") for path in OURS.rglob("*.html")}
    named = re.findall(r"\{\{ script\(([^)]+)\)", "".join(text.values()))
    loaded = {name for call in named for name in re.findall(r'"([\w-]+)"', call)}
    assert {f"{scripts.STARTS}{name}.js" for name in loaded} == ENTRIES
    assert [path for path in text if 'type="module"' in text[path]] == [Path("parts/script.html")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import all from "./b.js";', "write named imports"),
        ('import * as b from "./b.js";', "write named imports"),
        ('import "./b.js";', "write named imports"),
        ('import { one } from "elsewhere";', "write named imports"),
        ('import {\n  one,\n} from "./b.js";', "write named imports"),
        ("export default 1;", "write named imports"),
        ("export let one = 1;", "write named imports"),
        ("export { one };", "write named imports"),
        ('export * from "./b.js";', "write named imports"),
        ('const b = import("./b.js");', "write named imports"),
        ("const here = import.meta.url;", "write named imports"),
        ("await 1;", "write named imports"),
        ('const a = 1;\nimport { one } from "./b.js";', "imports come first"),
        ('import { one } from "./gone.js";', "there is no such file"),
        ('import { a } from "./a.js";', "imports itself"),
        ('import { oen } from "./b.js";', "a.js imports 'oen' from b.js, which exports no such name"),
        ('import { one, oen as on } from "./b.js";', "imports 'oen' from b.js"),
        ('import { two } from "./b.js";', "imports 'two' from b.js"),
        ('import { three } from "./b.js";', "imports 'three' from b.js"),
    ],
)
def test_other_forms_are_refused(text: str, said: str) -> None:
    other = "export const one = 1, two = 2;\n/*\nexport const three = 3;\n*/\n"
    with pytest.raises(ModuleError, match=said):
        classic("a.js", {"a.js": text, "b.js": other})


@pytest.mark.browser
def test_what_is_put_together_does_the_same(browser: Browser) -> None:
    modules = {
        "a.js": 'import { one, two as other } from "./in/b.js";\n\nwindow.got = [one, other(), typeof three];\n',
        "in/b.js": 'import { three } from "../c.js";\nexport const one = three;\nexport function two() {\n  return new Four().five;\n}\n'
        'class Four {\n  five = "import(x) and export are words";\n}\n',
        "c.js": "/* import(this) */\nexport const three = 3;\n",
    }
    modules["in/b.js"] = modules["in/b.js"].replace("import(x)", "import")
    page = browser.new_page()
    page.add_script_tag(content=classic("a.js", modules))
    assert page.evaluate("window.got") == [3, "import and export are words", "undefined"]
    page.close()


def test_make_offline_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    shutil.copy(ROOT / "LICENSE", tmp_path / "site/index.html")
    assert main(["pack", str(tmp_path / "site"), str(tmp_path / "build/x.zip")]) == 0
    assert re.search(r"x\.zip: 1 files?, 0\.0 MB\.", capsys.readouterr().out)
