"""The list of faults of the front end fits what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from faults import Fault, read_faults, run

pytestmark = pytest.mark.ours

FAULTS = read_faults()


def test_there_are_faults_of_every_kind() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names)) >= 40
    assert {fault.file.rpartition(".")[2] for fault in FAULTS} >= {"html", "js", "css"}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_can_be_made_and_is_looked_for(fault: Fault) -> None:
    text = (ROOT / fault.file).read_text("utf-8")
    assert fault.made_in(text) != text
    assert [test for test in fault.tests if not (ROOT / test).exists()] == []


def test_a_fault_whose_text_is_gone_is_told() -> None:
    with pytest.raises(ValueError, match=r"main\.html has the text of this fault 0 times, not once"):
        Fault("x", "main.html", "tea").made_in("no such thing")


@pytest.mark.parametrize(
    ("text", "fate", "told"),
    [
        ("def test_it():\n    assert True\n", "survived", ""),
        ("def test_it():\n    assert False\n", "killed", "FAILED test_it.py::test_it"),
        (
            "import pytest\n@pytest.fixture\ndef site():\n    raise OSError('no site')\ndef test_it(site):\n    pass\n",
            "not asked",
            "E       OSError: no site",
        ),
        ("import nothing_of_this_name\n", "not asked", "E   ModuleNotFoundError"),
        ("", "not asked", "no tests ran"),
    ],
    ids=["passes", "fails", "nothing is built", "cannot be read", "no test"],
)
def test_only_a_test_that_fails_counts_as_noticed(tmp_path: Path, text: str, fate: str, told: str) -> None:
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--no-paper', action='store_true')\n", "utf-8"
    )
    (tmp_path / "test_it.py").write_text(text, "utf-8")
    found, by = run(tmp_path, ["test_it.py"])
    assert found == fate
    assert by.startswith(told)
