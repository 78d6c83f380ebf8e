"""The rooms of the code: imports point one way, and nothing goes round in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import pytest

from conftest import ROOT

FLOORS = (
    "words",
    "source",
    "language",
    "search",
    "settings",
    "reading",
    "drawing",
    "paper",
    "pages",
    "publishing",
    "check",
    "__main__",
    "events",
)
"""The rooms from the ground up; each imports from those under it alone."""

WORDS = frozenset("__init__ addresses drawn kept limits model problems wording".split())
"""The files of the ground floor: the words that every room speaks."""

HOOKS = ROOT / "hooks"


@cache
def imports() -> dict[str, set[str]]:
    """Return for each file of ours the files of ours that it imports, by their paths without the ending."""
    files = {file.relative_to(HOOKS).with_suffix("").as_posix(): file for file in HOOKS.rglob("*.py")}
    return {name: set(_imported(ast.parse(file.read_text("utf-8")), files)) for name, file in files.items()}


def _imported(tree: ast.Module, files: dict[str, object]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{each.name}" for each in node.names] + [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        found = [name.replace(".", "/") for name in names]
        ours = [name for name in found if name in files]
        assert ours or not found[0].startswith("notabother"), f"nobody knows what {names} is"
        yield from ours


def room(name: str) -> str:
    """Return the room in which a file stands."""
    *folders, file = name.removeprefix("notabother/").split("/")
    return folders[0] if folders else "words" if file in WORDS else file


def test_every_file_stands_on_a_floor() -> None:
    assert {room(name) for name in imports()} == set(FLOORS)
    assert len(imports()) > 50


@pytest.mark.parametrize("name", imports())
def test_a_file_imports_from_its_own_floor_and_those_below(name: str) -> None:
    above = FLOORS[FLOORS.index(room(name)) + 1 :]
    assert [other for other in sorted(imports()[name]) if room(other) in above] == []


def test_no_imports_go_round_in_a_circle() -> None:
    order = list(TopologicalSorter(imports()).static_order())  # raises where there is a circle
    assert set(order) == set(imports())


def test_the_model_knows_no_more_than_the_words_it_is_made_of() -> None:
    assert {room(other) for other in imports()["notabother/model"]} == {"words"}
    for word in WORDS - {"model"}:
        assert not any("model" in other for other in imports()[f"notabother/{word}"])


def test_only_the_adapter_knows_the_engine() -> None:
    for name in imports():
        text = (HOOKS / f"{name}.py").read_text("utf-8")
        tree = ast.parse(text)
        outside = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        outside |= {
            each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names
        }
        engine = {each for each in outside if (each or "").partition(".")[0] in ("mkdocs", "material")}
        assert not engine or name == "events", name
