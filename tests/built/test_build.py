"""Small real builds: what only MkDocs, the theme and our code together can get right or wrong."""

from __future__ import annotations

import html
import json
import logging
import os
import shutil
import xml.etree.ElementTree as etree
from itertools import accumulate
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from conftest import ROOT
from notabother import kept
from notabother.__main__ import main
from notabother.publishing import policy, styles
from site_reader import BuiltPage, read_site
from small_library import BASE, HEAD
from small_site import RICH, Lines, build, lay_out


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's settings out of the builds."""
    for name in ("SITE_URL", "REPO_URL", "POLICY", "NOTABOTHER_PAGES_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site of the small library and one rich article."""
    folder = tmp_path_factory.mktemp("rich")
    assert build(lay_out(folder / "docs", {"articles/rich.md": RICH}), folder / "site", strict=True) == []
    return folder / "site"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site of the small library alone."""
    folder = tmp_path_factory.mktemp("bare")
    assert build(lay_out(folder / "docs", {}), folder / "site", strict=True) == []
    return folder / "site"


@pytest.fixture(scope="module")
def pages(rich: Path) -> dict[str, BuiltPage]:
    return read_site(rich)


def passage(site: Path) -> str:
    """Return the HTML of the rich article's section on its fear's page."""
    page = (site / "fears/too-busy/index.html").read_text("utf-8")
    start = page.index('id="rich--1-theyre-busy"')
    return page[start : page.index('class="passage"', start)]


# --- a section on the page of its fear -----------------------------------------------------------


def test_the_links_of_a_section_lead_where_they_led(rich: Path) -> None:
    section = passage(rich)
    for link in (
        'href="../../articles/base/"',
        'href="../../articles/base/#theyre-too-busy"',
        'href="#rich--deeper"',
        'href="../../articles/rich/#the-end"',
        'href="../../fears/too-busy/"',
        'src="../../desk.png"',
        'href="#bohns-2016"',
        'href="../../cards/case/"',
    ):
        assert link in section, link
    assert 'href="../../articles/rich/#1-theyre-busy"' in section


def test_a_section_stops_at_its_mark(rich: Path) -> None:
    section = passage(rich)
    assert "Deeper" in section
    assert "Behind the mark" not in section
    assert "Read the rest of this section" in section
    assert "Behind the mark" in (rich / "articles/rich/index.html").read_text("utf-8")


def test_a_section_has_one_heading_of_its_own_and_the_others_below_it(pages: dict[str, BuiltPage]) -> None:
    headings = [(level, text.strip()) for level, text in pages["fears/too-busy/index.html"].headings]
    at = next(number for number, (_, text) in enumerate(headings) if "busy\u201d" in text)
    assert headings[at][0] == 3
    assert headings[at][1] == "They\u2019re \u201cbusy\u201d"
    assert headings[at + 1] == (4, "Deeper")


@pytest.mark.parametrize("directories", [True, False])
def test_every_link_leads_somewhere_and_no_id_stands_twice(tmp_path: Path, directories: bool) -> None:
    docs = lay_out(tmp_path / "docs", {"articles/rich.md": RICH})
    assert build(docs, tmp_path / "site", strict=True, use_directory_urls=directories) == []
    found = read_site(tmp_path / "site")
    assert len(found) > 15
    for page in found.values():
        assert len(page.ids) == len(set(page.ids)), page.path
        for link in [*page.links, *page.loads]:
            target = page.target(link)
            if target is None or target[0].startswith("assets/"):
                continue
            path, anchor = target
            if not directories and (page.path == "404.html" or path.split("/")[0] in ("help-now", "privacy")):
                continue  # mkdocs.yml names these as folders
            assert (tmp_path / "site" / path).is_file(), f"{page.path}: {link}"
            assert not anchor or path not in found or anchor in found[path].ids, f"{page.path}: {link}"


def test_the_fear_lists_the_study_once_with_its_number(rich: Path) -> None:
    page = (rich / "fears/too-busy/index.html").read_text("utf-8")
    assert page.count('<li id="bohns-2016"') == 1
    assert (
        page.count('<a class="cite" href="#bohns-2016">1</a>') == 2
    )  # the short answer, and before the mark


# --- what MkDocs must not change -----------------------------------------------------------------


def test_braces_in_prose_come_out_as_typed(rich: Path) -> None:
    for path in ("articles/rich/index.html", "fears/too-busy/index.html"):
        text = (rich / path).read_text("utf-8")
        assert "It stays {{ so }} and {% so %}, in <code>{{ code }}</code> too." in text, path


def test_a_first_line_that_looks_like_a_field_is_text(tmp_path: Path) -> None:
    text = "---\ntitle: About\ndescription: d\n---\nNote: this is text.\n"
    build(lay_out(tmp_path / "docs", {"about.md": text}), tmp_path / "site")
    assert "Note: this is text." in (tmp_path / "site/about/index.html").read_text("utf-8")


def test_fields_are_escaped_wherever_they_stand(tmp_path: Path) -> None:
    fields = """---\ntitle: 'A "quote" & it''s'\ndescription: 'Say "hi" & ''bye'''\ndate: 2026-11-22\n---\n\nText.\n"""
    assert (
        build(lay_out(tmp_path / "docs", {"articles/case.md": fields}), tmp_path / "site", strict=True) == []
    )
    page = read_site(tmp_path / "site")["articles/case/index.html"]
    assert page.metas["description"] == "Say “hi” & ‘bye’"
    text = (tmp_path / "site/articles/case/index.html").read_text("utf-8")
    assert '<meta name="description" content="Say “hi” &amp; ‘bye’">' in text
    assert "<h1>A “quote” &amp; it’s</h1>" in text
    assert page.inline == []


def test_edit_links_lead_to_the_file_that_was_written(rich: Path) -> None:
    def edit(path: str) -> str | None:
        page = (rich / path).read_text("utf-8")
        links = [part.partition('"')[0] for part in page.split('href="')[1:]]
        return next((link for link in links if "/edit/main/docs/" in link), None)

    root = "https://git.notabother.example/not-a-bother/edit/main/docs"
    assert edit("articles/rich/index.html") == f"{root}/articles/rich.md"
    assert edit("cards/case/index.html") == f"{root}/articles/rich.md"
    assert edit("fears/too-busy/index.html") == f"{root}/fears/too-busy.md"
    assert edit("situations/ask/index.html") == f"{root}/vocabulary.yml"
    assert edit("evidence/bohns-2016/index.html") == f"{root}/evidence/bohns-2016.md"
    assert edit("cards/index.html") is None  # nobody wrote it


# --- one article more ----------------------------------------------------------------------------


def test_a_new_article_shows_up_everywhere(rich: Path, bare: Path) -> None:
    def text(site: Path, path: str) -> str:
        return html.unescape((site / path).read_text("utf-8"))

    assert not (bare / "articles/rich").exists()
    assert not (bare / "cards/case").exists()
    expected = {
        "articles/rich/index.html": ["A rich article", 'id="script-case"', "Behind the mark"],
        "cards/case/index.html": [
            "A case",
            'id="script-case"',
            "They are away.",
            "Keep it short.",
            "A rich article",
        ],
        "cards/small-question/index.html": ["../case/"],
        "fears/too-busy/index.html": ["../../cards/case/", "From", "A rich article"],
        "index.html": ["A rich article"],
        "articles/index.html": ["A rich article", "November 22, 2026"],
        "cards/index.html": ["A case", "case/"],
        "situations/ask/index.html": ["../../cards/case/"],
        "evidence/bohns-2016/index.html": ["../../articles/rich/"],
        "sitemap.xml": [
            "https://notabother.example/articles/rich/",
            "https://notabother.example/cards/case/",
        ],
        "feed.xml": ["https://notabother.example/articles/rich/"],
        "cards.json": ['"https://notabother.example/cards/case/"'],
        "fears.json": ['"case"'],
    }
    for path, parts in expected.items():
        for part in parts:
            assert part in text(rich, path), f"{path}: {part}"
    for path in (
        "index.html",
        "articles/index.html",
        "cards/index.html",
        "feed.xml",
        "cards.json",
        "sitemap.xml",
    ):
        assert "rich" not in text(bare, path), path
        assert "cards/case" not in text(bare, path), path


def test_search_knows_each_text_once(rich: Path) -> None:
    docs = json.loads((rich / "search/search_index.json").read_text("utf-8"))
    stem = docs["dictionary"].split().index("behind")
    found = []
    for number, *differences in docs["texts"]:
        if stem in accumulate(differences):
            found.append(docs["entries"][number][0])
    assert len(found) == 1
    assert found[0].startswith("articles/rich/")
    assert not any(entry[0].startswith("fears/too-busy/#rich--") for entry in docs["entries"])


def test_the_feed_can_be_read(rich: Path) -> None:
    root = etree.fromstring((rich / "feed.xml").read_bytes())
    assert [item.findtext("title") for item in root.findall("channel/item")] == [
        "A rich article",
        "The article under every case",
    ]


# --- what is wrong -------------------------------------------------------------------------------

FAULTY = {
    "articles/faulty.md": "---\ntitle: They're busy: what now\n---\n\n" + RICH.partition("---\n\n")[2].replace("too-busy\"", "too-bussy\"", 1),
    "articles/rich.md": RICH.replace("id: case", "id: other"),
}  # fmt: skip


def test_a_broken_file_shows_a_notice_and_the_others_are_right(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", FAULTY)
    heard = build(docs, tmp_path / "site")
    assert len(heard) == 2
    page = html.unescape((tmp_path / "site/articles/faulty/index.html").read_text("utf-8"))
    assert 'class="notice"' in page
    for line in heard:
        assert line in page
    assert "Behind the mark" in page
    sound = (tmp_path / "site/articles/rich/index.html").read_text("utf-8")
    assert 'class="notice"' not in sound
    assert 'id="script-other"' in sound
    assert 'id="rich--1-theyre-busy"' in (tmp_path / "site/fears/too-busy/index.html").read_text("utf-8")


def test_strict_stops_with_the_lines_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = lay_out(tmp_path / "docs", FAULTY)
    log, heard = logging.getLogger("mkdocs"), Lines()
    log.addHandler(heard)
    with pytest.raises(Abort, match="2 warnings"):
        build(docs, tmp_path / "site", strict=True)
    log.removeHandler(heard)
    capsys.readouterr()
    monkeypatch.chdir(ROOT)
    assert main(["check", os.path.relpath(docs, ROOT), "--config", "mkdocs.yml"]) == 1
    assert capsys.readouterr().out.splitlines() == heard.lines


def test_warnings_stop_nothing(tmp_path: Path) -> None:
    text = (BASE / "fears/too-busy.md").read_text("utf-8").replace("  - They have no time\n", "")
    assert (
        build(lay_out(tmp_path / "docs", {"fears/too-busy.md": text}), tmp_path / "site", strict=True) == []
    )


def test_what_may_not_be_published_is_not(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    (tmp_path / "secret.md").write_text("Secret words.\n", "utf-8")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/list.txt").write_text("Secret words.\n", "utf-8")
    (docs / "articles/secret.md").symlink_to(tmp_path / "secret.md")
    (docs / "private").symlink_to(tmp_path / "private", target_is_directory=True)
    (docs / "round").symlink_to(docs, target_is_directory=True)
    (docs / "articles/gone.md").symlink_to("nowhere.md")
    (docs / "articles/big.md").write_bytes(b"Secret words. " * 20_000)
    (docs / "articles/binary.md").write_bytes(b"Secret words. \xff\xfe\0")
    for name in (
        "page.html",
        "old.js",
        "tea.docx",
        "articles/tea.md~",
        "articles/#tea.md#",
        "articles/tea.md.txt",
    ):
        (docs / name).write_text("Secret words.\n", "utf-8")
    (docs / "desk.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>Secret words</script></svg>', "utf-8"
    )
    heard = build(docs, tmp_path / "site")
    assert sorted(line.rpartition("[")[2] for line in heard) == [
        "active-content]",
        "bad-slug]",
        *["not-published]"] * 3,
        "not-utf-8]",
        *["outside-link]"] * 4,
        "too-large]",
    ]
    for path in (tmp_path / "site").rglob("*"):
        assert not path.is_file() or b"Secret words" not in path.read_bytes(), path
    assert not (tmp_path / "site/round").exists()


ACTIVE = """\
<script>alert(1)</script>

<!--> <img src=x onerror=alert(1)> -->

A [link](javascript:alert(1)), *a word*{: onclick="alert(1)" } and <b onclick="alert(1)">another</b>.

## A heading { fear="too-busy" onmouseover="alert(1)" }

<iframe src="https://x.example/"></iframe>

``` { .x onclick="alert(1)" }
code
```
"""


def test_active_content_is_taken_out_even_when_the_build_goes_on(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {"articles/active.md": HEAD + ACTIVE})
    heard = build(docs, tmp_path / "site")
    assert len([line for line in heard if "[active-content]" in line]) >= 7
    for path in ("articles/active/index.html", "fears/too-busy/index.html"):
        page = read_site(tmp_path / "site")[path]
        assert page.inline == []
        text = (tmp_path / "site" / path).read_text("utf-8")
        for trouble in (
            "<script>alert",
            "javascript:alert",
            "<img src=x",
            "<iframe",
            "<b onclick",
            "<em onclick",
        ):
            assert trouble not in text, path


def test_a_script_that_is_not_drawn_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "notabother.drawing.page.Drawer._set_scripts", lambda *_: ()
    )  # the renderer, gone blind
    kept.forget()
    heard = build(lay_out(tmp_path / "docs", {}), tmp_path / "site")
    [line] = heard
    assert "the page does not show 'A small question' as a script. Put it at the left margin, with" in line
    assert line.endswith("[not-drawn]")
    kept.forget()  # or the next build would show what this one drew


# --- one style sheet -----------------------------------------------------------------------------

SHEETS = Path("assets/stylesheets")


def test_styles_are_published_as_one_sheet(rich: Path) -> None:
    assert [path.name for path in (rich / SHEETS).rglob("*")] == ["site.css"]
    files = {
        path.relative_to(ROOT / "overrides" / SHEETS).as_posix(): path.read_text("utf-8")
        for path in (ROOT / "overrides" / SHEETS).rglob("*.css")
    }
    assert (rich / SHEETS / "site.css").read_text("utf-8") == styles.joined(files)[0]


def test_styles_of_an_adopter_are_joined_published_or_put_first(tmp_path: Path) -> None:
    settings = with_overrides(tmp_path, "assets/stylesheets/parts/card.css", ".card-list {", ".their-list {")
    (tmp_path / "overrides" / SHEETS / "parts/more.css").write_bytes(b"\xef\xbb\xbf.more { color: red; }\n")
    (tmp_path / "overrides" / SHEETS / "theirs.css").write_text(".theirs { color: red; }\n", "utf-8")
    docs = lay_out(tmp_path / "docs", {"assets/stylesheets/print.css": ".authors { color: red; }\n"})
    assert build(docs, tmp_path / "site", settings) == []
    sheet = (tmp_path / "site" / SHEETS / "site.css").read_text("utf-8")
    assert ".their-list {" in sheet
    assert "\n.more {" in sheet
    assert "@page" in sheet
    assert ".theirs" not in sheet
    assert ".authors" not in sheet
    beside = sorted(path.name for path in (tmp_path / "site" / SHEETS).rglob("*.css"))
    assert beside == ["print.css", "site.css", "theirs.css"]

    (docs / SHEETS / "site.css").write_text(".whole { color: red; }\n", "utf-8")
    build(docs, tmp_path / "site", settings)
    assert (tmp_path / "site" / SHEETS / "site.css").read_text("utf-8") == ".whole { color: red; }\n"


# --- what pages may load and run -----------------------------------------------------------------


def with_overrides(tmp_path: Path, template: str, old: str, new: str) -> Path:
    """Return a copy of the repository's settings and templates with one template changed."""
    for name in ("overrides", "hooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    path = tmp_path / "overrides" / template
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return tmp_path / "mkdocs.yml"


def policy_of(page: str) -> str:
    """Return the policy in a page, as a browser reads it."""
    return html.unescape(
        page.partition('<meta http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    )


def test_every_page_carries_the_policy_before_anything_is_loaded(rich: Path) -> None:
    pages = list(rich.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        head = path.read_text("utf-8").partition("<head>")[2]
        assert head.lstrip().startswith('<meta charset="utf-8">'), path
        assert head.index("Content-Security-Policy") < head.index("<link"), path
        assert policy_of(head) == policy.content(), path
    for name, text in policy.header_files("https://notabother.example/").items():
        assert (rich / name).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("template", "old", "new", "what"),
    [
        ("main.html", "</body>", "<script>count()</script></body>", "hold a script within the page"),
        ("main.html", "<body>", '<body style="margin: 0">', "hold the attribute 'style'"),
        ("404.html", "<h1>", '<h1 onclick="go()">', "hold the attribute 'onclick'"),
        ("card.html", "{% block content %}", '{% block content %}<img src="https://y.example/p.gif" alt="">', "hold 'https://y.example/p.gif', fetched from elsewhere"),
    ],
)  # fmt: skip
def test_what_the_policy_would_stop_is_reported_once(
    tmp_path: Path, template: str, old: str, new: str, what: str
) -> None:
    settings = with_overrides(tmp_path, template, old, new)
    heard = build(lay_out(tmp_path / "docs", {}), tmp_path / "site", settings)
    [line] = heard
    assert what in line
    assert ".html, line " in line


def test_what_a_style_sheet_fetches_from_elsewhere_is_reported_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    css = "@import 'https://y.example/a.css';\np { background: url(https://y.example/a.css) }\nb { background: url(desk.png) }\n"
    docs = lay_out(
        tmp_path / "docs", {"assets/ours.css": css, "more.css": "b { background: url(../desk.png) }"}
    )
    [line] = build(docs, tmp_path / "site")
    assert line.startswith(
        "docs/assets/ or overrides/assets/: style sheets hold 'https://y.example/a.css', fetched from elsewhere, which "
    )
    assert "(2 times, first in assets/ours.css, line 1)" in line
    monkeypatch.setenv("POLICY", "false")
    assert build(docs, tmp_path / "site", strict=True) == []


def test_one_setting_leaves_the_policy_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY", "false")
    settings = with_overrides(tmp_path, "main.html", "</body>", "<script>count()</script></body>")
    assert build(lay_out(tmp_path / "docs", {}), tmp_path / "site", settings, strict=True) == []
    assert policy_of((tmp_path / "site/index.html").read_text("utf-8")) == ""
    assert not set(policy.header_files("")) & {path.name for path in (tmp_path / "site").iterdir()}


def test_header_files_know_the_folder_of_the_site_and_go_behind_an_authors_own(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {})
    (docs / "headers.nginx.conf").write_text("# Ours.\n", "utf-8")
    assert build(docs, tmp_path / "site", strict=True, site_url="https://x.example/sub/") == []
    assert "\n/sub/*\n" in (tmp_path / "site/_headers").read_text("utf-8")
    assert (tmp_path / "site/headers.nginx.conf").read_text("utf-8") == "# Ours.\n"
    assert (tmp_path / "site/.htaccess").is_file()


# --- one build after another ---------------------------------------------------------------------


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_builds_in_one_process_leave_nothing_behind(tmp_path: Path, rich: Path) -> None:
    docs = lay_out(tmp_path / "docs", {"articles/rich.md": RICH})
    build(lay_out(tmp_path / "faulty", FAULTY | {"articles/active.md": HEAD + ACTIVE}), tmp_path / "other")
    assert build(docs, tmp_path / "site", strict=True) == []
    assert contents(tmp_path / "site") == contents(rich)


def test_nothing_is_written_into_docs(tmp_path: Path) -> None:
    docs = lay_out(tmp_path / "docs", {"articles/rich.md": RICH})
    before = contents(docs)
    build(docs, tmp_path / "site")
    assert contents(docs) == before


# --- a folder's page is called by one name -------------------------------------------------------


def test_home_and_404_call_a_list_what_its_own_page_calls_it(tmp_path: Path, bare: Path) -> None:
    heads = {
        "fears/index.md": "---\ntitle: All that worries\ndescription: d\n---\n\nText.\n",
        "situations/index.md": "---\ntitle: What for\ndescription: d\n---\n\nText.\n",
    }
    assert build(lay_out(tmp_path / "docs", heads), tmp_path / "site", strict=True) == []
    written, unwritten = read_site(tmp_path / "site"), read_site(bare)
    for folder, shown, title in [
        ("fears", "404.html", "All that worries"),
        ("situations", "index.html", "What for"),
    ]:
        assert written[f"{folder}/index.html"].headings[0] == (1, title)
        assert (2, title) in written[shown].headings
        assert (2, unwritten[f"{folder}/index.html"].headings[0][1]) in unwritten[shown].headings
