"""Scripts as they are sent: what is left out, and what a page asks for at once."""

from __future__ import annotations

import pytest

from conftest import ROOT
from notabother.publishing.scripts import FOLDER, needed, without_comments

OURS = {
    f"{FOLDER}{path.relative_to(ROOT / 'overrides' / FOLDER).as_posix()}": path.read_text("utf-8")
    for path in (ROOT / "overrides" / FOLDER).rglob("*.js")
}


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
def test_only_comments_and_empty_lines_are_left_out(text: str) -> None:
    left = without_comments(text).splitlines()
    inside = False
    kept = iter(left)
    for line in text.splitlines():
        bare = line.strip()
        inside = inside or bare.startswith("/*")
        if inside:
            inside = not bare.endswith("*/")
        elif bare and not bare.startswith("//"):
            assert next(kept) == line
    assert list(kept) == []
    assert not any(line.strip().startswith(("/*", "//")) for line in left)


@pytest.mark.parametrize(
    "text",
    ["const a = `\n// no comment\n`;\n", "const a = `x${\n/* a */ b\n}`;\n", "f(`a\n\nb`);\n"],
)
def test_a_text_over_several_lines_stays_as_it_is(text: str) -> None:
    assert without_comments(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/* a\n * b */\nf(); // c\n\n  // d\n  g();\n", "f(); // c\n  g();\n"),
        ('f("http://a");\ng("/* a */");\n', 'f("http://a");\ng("/* a */");\n'),
        ("f(/* a */ b);\n", "f(/* a */ b);\n"),
    ],
)
def test_what_shares_a_line_with_code_stays(text: str, left: str) -> None:
    assert without_comments(text) == left


def test_a_page_asks_at_once_for_all_that_a_part_imports() -> None:
    modules = {
        f"{FOLDER}start/a.js": 'import { b } from "../parts/b.js";\nimport { c } from "../parts/c.js";\n',
        f"{FOLDER}parts/b.js": 'import { c } from "./c.js";\nexport const b = c;\n',
        f"{FOLDER}parts/c.js": "export const c = 1;\n",
        f"{FOLDER}parts/d.js": "export const d = 1;\n",
    }
    assert needed(modules) == {"a": [f"{FOLDER}parts/b.js", f"{FOLDER}parts/c.js"]}


def test_nothing_of_search_is_asked_for_before_it_is_opened() -> None:
    found = needed(OURS)
    assert set(found) == {"colors", "desk", "filter", "search", "search-in-page"}
    assert [path for path in found["search"] if "/search/" in path] == [f"{FOLDER}search/opening.js"]
