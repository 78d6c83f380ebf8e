"""The list of faults of the front end fits what stands there."""

from __future__ import annotations

import pytest

from conftest import ROOT
from faults import Fault, read_faults

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
