"""Templates print each field escaped, once, wherever it stands; what is printed as it stands is on a list."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from marked import MARK, SITE_NAME, Read, build_marked

TEMPLATES = sorted(path for ending in ("html", "xml") for path in (ROOT / "overrides").rglob(f"*.{ending}"))

AS_IT_STANDS = {
    "html": "what the core has drawn from element trees",
    "config.copyright": "mkdocs.yml allows HTML there",
    "each | script_tag": "the engine makes an element of it",
}
"""All that is printed without being escaped, and why. Whoever adds to it opens a door."""

UNESCAPED = re.compile(r"\{\{((?:(?!\}\}).)*?)\|\s*safe\b", re.DOTALL)


def test_nothing_else_is_printed_as_it_stands() -> None:
    found = [each.strip() for path in TEMPLATES for each in UNESCAPED.findall(path.read_text("utf-8"))]
    assert sorted(found) == sorted(AS_IT_STANDS)
    assert sum(len(re.findall(r"\bsafe\b", path.read_text("utf-8"))) for path in TEMPLATES) == len(found)


def test_nothing_is_escaped_by_hand() -> None:
    for path in TEMPLATES:
        assert not re.search(r"\|\s*(e|escape|forceescape)\b", path.read_text("utf-8")), path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """Return the pages of a small site in which every field holds markup."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NOTABOTHER_PAGES_DIR", raising=False)
        site = build_marked(tmp_path_factory.mktemp("marked"), patch)
    return {
        path.relative_to(site).as_posix(): Read(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_what_looks_like_markup_is_text_on_every_page(pages: dict[str, Read]) -> None:
    assert len(pages) > 15
    for name, page in pages.items():
        assert "b" not in page.found, name
        for where, texts in page.found.items():
            for text in texts:
                assert not re.search(r"&(lt|gt|amp|quot|#\w+);", text), (name, where, text)
                assert text.count("<b>&") == text.count(MARK), (name, where, text)


@pytest.mark.parametrize(
    ("page", "where", "text"),
    [
        ("articles/rich/index.html", "title", f"A rich article{MARK} | {SITE_NAME}"),
        ("articles/rich/index.html", "h1", f"A rich article{MARK}"),
        ("articles/rich/index.html", "meta content", f"A rich article{MARK}"),
        ("articles/rich/index.html", "meta content", f"About something.{MARK}"),
        ("articles/rich/index.html", "a", f"Articles{MARK}"),
        ("index.html", "title", f"{SITE_NAME}: Home{MARK}"),
        ("index.html", "a", f"They’re too busy{MARK}"),
        ("index.html", "span", SITE_NAME),
        ("index.html", "link title", SITE_NAME),
        ("cards/index.html", "option", f"Ask{MARK}"),
        ("cards/index.html", "option value", f"ask{MARK}"),
        ("cards/case/index.html", "p", f"They are away.{MARK}"),
        ("cards/case/index.html", "input name", f"topic{MARK}"),
        ("404.html", "title", f"Page not found | {SITE_NAME}"),
        ("404.html", "a", f"They’re too busy{MARK}"),
    ],
)
def test_it_stands_there_whole(pages: dict[str, Read], page: str, where: str, text: str) -> None:
    assert text in pages[page].found[where]
