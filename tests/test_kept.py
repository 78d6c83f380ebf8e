"""What is kept is found again by what it was made of, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import tried
from notabother import kept as module
from notabother.kept import digest, kept, next_build

VALUES = st.recursive(
    st.one_of(st.text(max_size=5), st.binary(max_size=5), st.integers(), st.none(), st.booleans()),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    module.forget()
    yield
    module.forget()


@tried(500)
@given(VALUES, VALUES)
def test_what_differs_has_another_name(one: object, other: object) -> None:
    same = one == other and repr(one) == repr(other)  # 1 is True, and yet not the same
    assert (digest(one) == digest(other)) is same


def test_near_things_are_told_apart() -> None:
    near = [
        ("a", "b"),
        ("ab",),
        ("a", ("b",)),
        (("a", "b"),),
        ("a", "b", ""),
        (b"a", "b"),
        ("1",),
        (1,),
        (True,),
        (1.0,),
        (None,),
        ("None",),
        (),
    ]
    assert all(digest(*one) != digest(*other) for one, other in combinations(near, 2))


def test_what_has_no_lasting_name_is_refused() -> None:
    with pytest.raises(TypeError):
        digest(object())


def test_a_thing_is_made_once() -> None:
    made: list[str] = []
    for _ in range(3):
        assert kept("tea", digest("a"), lambda: made.append("a") or "A") == "A"
        assert kept("coffee", digest("a"), lambda: made.append("b") or "B") == "B"
    assert made == ["a", "b"]


def test_what_no_build_asks_for_is_let_go() -> None:
    def ask(key: str) -> None:
        kept("tea", key, object)

    ask("often")
    ask("once")
    for _ in range(module.BUILDS + 1):
        ask("often")
        next_build()
    before = module.made["tea"]
    ask("often")
    assert module.made["tea"] == before
    ask("once")
    assert module.made["tea"] == before + 1


def test_an_edit_that_is_undone_finds_what_was_there() -> None:
    first = kept("tea", "before", object)
    next_build()
    kept("tea", "after", object)
    next_build()
    assert kept("tea", "before", object) is first
