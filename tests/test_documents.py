"""README and CONTRIBUTING say what is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from conftest import ROOT
from notabother.folder import read_folder
from notabother.library import Source, read_library
from notabother.problems import RULES, WARNINGS, as_line


def blocks(file: str, language: str) -> list[str]:
    """Return the fenced examples of a file, in order."""
    pieces = (ROOT / file).read_text("utf-8").split(f"```{language}\n")[1:]
    return [piece.split("\n```")[0] for piece in pieces]


def problems_with(name: str, text: str) -> list[str]:
    """Return what is wrong once an article is added to the real ones."""
    folder = read_folder(ROOT / "docs")
    article = Source(f"articles/{name}.md", text.encode())
    _, problems = read_library([*folder.sources, article], folder.others)
    return [as_line(problem) for problem in problems if problem.level == "error"]


def test_the_readme_article_is_right_as_it_stands() -> None:
    assert problems_with("coffee-with-a-stranger", blocks("README.md", "markdown")[0]) == []


def test_the_readme_error_is_what_one_gets() -> None:
    text = blocks("README.md", "markdown")[0].replace('fear="too-busy"', 'fear="too-bussy"')
    shown = blocks("README.md", "text")[0]
    assert problems_with("coffee-with-a-stranger", text)[:1] == [shown]


def test_the_script_in_contributing_is_right_as_it_stands() -> None:
    script = next(block for block in blocks("CONTRIBUTING.md", "markdown") if block.startswith("/// script"))
    script = script.replace("id: twenty-minutes", "id: an-example-of-ours")
    article = (
        f'---\ntitle: T\ndescription: D\ndate: 2026-11-22\n---\n\n## S {{ fear="too-busy" }}\n\n{script}\n'
    )
    assert problems_with("example", article) == []


def test_contributing_lists_every_rule_and_marks_the_warnings() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for id_, summary in RULES.items():
        mark = " (a warning)" if id_ in WARNINGS else ""
        assert f"| `{id_}` | {summary}{mark} |" in text, id_
    rows = [
        line
        for line in text.partition("## Every rule")[2].partition("## Code")[0].splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) == len(RULES)


def test_contributing_lists_every_field() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    heads = {
        "articles": "### An article",
        "fears": "### A fear",
        "evidence": "### A study",
        "coaching": "### A coach sheet",
    }
    for folder, head in heads.items():
        table = text.partition(head)[2].partition("\n### ")[0]
        for file in (ROOT / "docs" / folder).glob("*.md"):
            if file.name != "index.md":
                for field in yaml.safe_load(file.read_text("utf-8").split("---")[1]):
                    assert f"| `{field}` |" in table, (file.name, field)


def test_locks_hold_hashes_and_no_addresses_and_match_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {"requirements.txt": project["project"]["dependencies"]}
    wanted["requirements-test.txt"] = [*wanted["requirements.txt"], *project["dependency-groups"]["test"]]
    for name, dependencies in wanted.items():
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        locked = {line.partition("==")[0].casefold() for line in text.splitlines() if "==" in line}
        assert len(locked) == text.count("==") - text.count("python_full_version ==")
        for dependency in dependencies:
            assert re.split("[~=]=", dependency)[0].casefold() in locked, (name, dependency)
        assert text.count("--hash=sha256:") >= len(locked)


def test_code_files_say_what_they_are_for() -> None:
    for file in [
        *(ROOT / "hooks").rglob("*.py"),
        *(ROOT / "docs").rglob("*.js"),
        *(ROOT / "overrides").rglob("*.html"),
    ]:
        first = file.read_text("utf-8").lstrip()
        assert first.startswith(('"""', "/*", "{#-")), Path(file).relative_to(ROOT)
