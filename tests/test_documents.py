"""README and CONTRIBUTING say what is so."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT
from notabother.check import check
from notabother.limits import PLACES
from notabother.model import Library
from notabother.problems import RULES, WARNINGS, as_line
from notabother.reading.folder import read_folder
from notabother.reading.library import Source
from small_library import SETTINGS

pytestmark = pytest.mark.slow
"""Tries a great many texts, or starts other programs."""


def blocks(file: str, language: str) -> list[str]:
    """Return the fenced examples of a file, in order."""
    pieces = (ROOT / file).read_text("utf-8").split(f"```{language}\n")[1:]
    return [piece.split("\n```")[0] for piece in pieces]


def problems_with(name: str, text: str) -> list[str]:
    """Return what is wrong once an article is added to the real ones."""
    folder = read_folder(ROOT / "docs")
    article = Source(f"articles/{name}.md", text.encode())
    problems = check([*folder.sources, article], folder.others, SETTINGS).problems
    return [as_line(problem) for problem in problems if problem.level == "error"]


@pytest.mark.ours
def test_the_readme_article_is_right_as_it_stands() -> None:
    assert problems_with("coffee-with-a-stranger", blocks("README.md", "markdown")[0]) == []


@pytest.mark.ours
def test_the_readme_error_is_what_one_gets() -> None:
    text = blocks("README.md", "markdown")[0].replace('fear="too-busy"', 'fear="too-bussy"')
    shown = blocks("README.md", "text")[0]
    assert problems_with("coffee-with-a-stranger", text)[:1] == [shown]


@pytest.mark.ours
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


def test_contributing_says_how_much_fits_each_channel(library: Library) -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text("utf-8").split())
    limit = {name: channel.limit for name, channel in library.vocabulary.channels.items()}
    assert limit.pop("text") == 1
    assert (
        f"(a text message {PLACES['gsm'][0]} characters, a LinkedIn note {limit.pop('linkedin-note')}, "
        f"a LinkedIn message {limit.pop('linkedin-message'):,}, an email {limit.pop('email')} words, "
        f"{limit.pop('spoken')} seconds spoken)"
    ) in text
    assert not limit


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


LOCKS = {
    "requirements.txt": ("",),
    "requirements-test.txt": ("", "test"),
    "requirements-audit.txt": ("audit",),
}
"""For each lock the lists of pyproject.toml that are in it; the site's own has no name."""


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Return what a lock pins, with the hashes of each, by name."""
    found: dict[str, tuple[Requirement, list[str]]] = {}
    text = (ROOT / name).read_text("utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            pin, *hashes = line.split("--hash=")
            requirement = Requirement(pin.strip())
            assert canonicalize_name(requirement.name) not in found, (name, requirement.name)
            found[canonicalize_name(requirement.name)] = requirement, hashes
    return found


def wanted(group: str) -> list[Requirement]:
    """Return a list of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [
        Requirement(each)
        for each in (project["dependency-groups"][group] if group else project["project"]["dependencies"])
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_an_exact_version_and_hashes_of_everything_and_no_address(name: str) -> None:
    assert "://" not in (ROOT / name).read_text("utf-8")
    pins = locked(name)
    assert len(pins) > 20
    for requirement, hashes in pins.values():
        assert [each.operator for each in requirement.specifier] == ["=="], requirement
        assert "*" not in str(requirement.specifier), requirement
        assert requirement.url is None, requirement
        assert hashes, requirement
        for each in hashes:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_all_that_pyproject_asks_for_in_a_version_that_it_allows(name: str) -> None:
    pins = locked(name)
    for requirement in (each for group in LOCKS[name] for each in wanted(group)):
        assert requirement.url is None, requirement
        pin, _ = pins[canonicalize_name(requirement.name)]
        [version] = [each.version for each in pin.specifier]
        assert requirement.specifier.contains(version), f"{name}: {requirement}, {version}. Run: make lock"


def test_every_list_of_pyproject_is_locked_and_locks_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {group for groups in LOCKS.values() for group in groups} == {"", *project["dependency-groups"]}
    assert {path.name for path in ROOT.glob("requirements*.txt")} == set(LOCKS)
    site, tests = locked("requirements.txt"), locked("requirements-test.txt")
    for name, (pin, hashes) in site.items():
        assert str(tests[name][0].specifier) == str(pin.specifier), name
        assert tests[name][1] == hashes, name


def test_code_files_say_what_they_are_for() -> None:
    for file in [
        *(ROOT / "hooks").rglob("*.py"),
        *(ROOT / "overrides").rglob("*.js"),
        *(ROOT / "overrides").rglob("*.html"),
    ]:
        first = file.read_text("utf-8").lstrip()
        assert first.startswith(('"""', "/*", "{#-")), Path(file).relative_to(ROOT)


def test_in_a_copy_with_other_articles_the_tests_that_open_ours_are_skipped(tmp_path: Path) -> None:
    """As README says; and the others are not."""
    for name in ("tests", "hooks", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "tests/built/test_content.py",
        "tests/publishing/test_policy.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert (
        "it opens our own pages by name, and docs/articles/am-i-bothering-them.md is not there" in done.stdout
    )
    skipped = {
        line.partition(":")[0].split()[-1] for line in done.stdout.splitlines() if line.startswith("SKIPPED")
    }
    assert skipped == {"tests/built/test_content.py"}
    assert re.search(r"tests/publishing/test_policy\.py \.+ ", done.stdout)
