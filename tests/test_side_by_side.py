"""Tests that share something their own file makes stay on one worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.slow
"""Starts another pytest."""

CONFTEST = """\
import importlib.util, sys

spec = importlib.util.spec_from_file_location("ours", {file!r})
ours = importlib.util.module_from_spec(spec)
spec.loader.exec_module(ours)
pytest_collection_modifyitems = ours.pytest_collection_modifyitems
"""

SHARING = """\
import os, time, pytest

@pytest.fixture(scope="module")
def shared():
    with open({file!r}, "a") as made:
        made.write(__name__ + "\\n")

@pytest.mark.parametrize("number", range(8))
def test_it(shared, number):
    time.sleep(0.05)
"""


def test_what_a_file_makes_for_several_tests_is_made_once(tmp_path: Path) -> None:
    made, folder = tmp_path / "made.txt", tmp_path / "built"
    folder.mkdir()
    (folder / "conftest.py").write_text(CONFTEST.format(file=str(ROOT / "tests/conftest.py")), "utf-8")
    for name in ("one", "two", "three"):
        (folder / f"test_{name}.py").write_text(SHARING.format(file=str(made)), "utf-8")
    (folder / "test_alone.py").write_text("def test_it(): pass\n", "utf-8")
    side_by_side = ["--numprocesses", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
    paths = os.pathsep.join(str(ROOT / each) for each in ("hooks", "benchmarks", "tests"))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *side_by_side,
        str(folder),
    ]
    env = os.environ | {"PYTHONPATH": paths}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "25 passed" in done.stdout
    assert sorted(made.read_text("utf-8").split()) == ["test_one", "test_three", "test_two"]
