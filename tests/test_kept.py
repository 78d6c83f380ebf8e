"""What is kept is found again by what it was made of, and by nothing else."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from hostile import tried
from notabother import kept as module
from notabother.kept import digest, kept, next_build
from notabother.problems import Place, Text

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


# --- from one process to the next ----------------------------------------------------------------------------------


def in_another_process(folder: Path) -> None:
    module.forget()
    module.use(folder)


def kept_there(folder: Path) -> int:
    """Keep two things in a folder, and return how many had to be made."""
    before = module.made.total()
    in_another_process(folder)
    assert kept("stems", digest("a"), lambda: frozenset({"tea"})) == {"tea"}
    assert kept("read", digest("a"), lambda: Text("tea", Place("a.md", 3))).place == Place("a.md", 3)
    module.save()
    return module.made.total() - before


def test_another_process_finds_what_was_kept(tmp_path: Path) -> None:
    assert kept_there(tmp_path) == 2
    assert kept_there(tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "texts"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: data + b"x",
        lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:],
        lambda data: b"\0" * len(data),
        lambda data: data[:32] + pickle.dumps({("read", digest("a")): "no bytes"}),
        lambda _: pickle.dumps({}),
    ],
)
def test_what_is_damaged_is_made_again(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept_there(tmp_path)
    for name in ("pages", "texts"):
        (tmp_path / name).write_bytes(spoil((tmp_path / name).read_bytes()))
    assert kept_there(tmp_path) == 2
    assert kept_there(tmp_path) == 0


def test_what_other_code_has_kept_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_there(tmp_path)
    monkeypatch.setattr(module, "_code", lambda: b"other code")
    assert kept_there(tmp_path) == 2


@dataclass
class Evil:
    """Something that writes a file as soon as somebody makes it again."""

    mark: Path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("value", [Evil, lambda _: print, lambda mark: mark, lambda _: kept])
def test_nothing_foreign_is_made_of_what_lies_there(tmp_path: Path, value: Callable[[Path], object]) -> None:
    """Even where somebody else knows how our files begin."""
    data = pickle.dumps(
        {("stems", digest("a")): pickle.dumps(value(tmp_path / "mark")), ("read", digest("a")): b"rubbish"}
    )
    for name in ("pages", "texts"):
        (tmp_path / name).write_bytes(module._head(data) + data)
    assert kept_there(tmp_path) == 2
    assert not (tmp_path / "mark").exists()


def named(module_name: str, name: str) -> bytes:
    """Return a pickle of whatever a module calls so, dots and all."""
    texts = (b"\x8c" + bytes([len(each)]) + each.encode() for each in (module_name, name))
    return b"\x80\x04" + b"".join(texts) + b"\x93."


@pytest.mark.parametrize(
    ("module_name", "name"),
    [
        ("notabother.drawn", "etree.ParseError"),
        ("notabother.language.lists", "re.enum.sys.__class__"),
        ("notabother.language.lists", "re.error"),
        ("notabother.problems", "Final"),
        ("notabother.model", "Text.__class__"),
        ("notabother.model", "Text"),  # it is of another module, and has a name of its own there
        ("notabother.source.lines", "scan"),
        ("builtins", "eval"),
        ("os", "system"),
    ],
)
def test_by_way_of_our_modules_nothing_else_is_reached(tmp_path: Path, module_name: str, name: str) -> None:
    data = pickle.dumps({("stems", digest("a")): named(module_name, name)})
    (tmp_path / "pages").write_bytes(module._head(data) + data)
    in_another_process(tmp_path)
    assert kept("stems", digest("a"), lambda: "made anew") == "made anew"


def test_a_whole_file_of_foreign_things_is_not_looked_at(tmp_path: Path) -> None:
    data = pickle.dumps(Evil(tmp_path / "mark"))
    for name in ("pages", "texts"):
        (tmp_path / name).write_bytes(module._head(data) + data)
    assert kept_there(tmp_path) == 2
    assert not (tmp_path / "mark").exists()


def test_what_is_too_large_is_neither_written_nor_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_there(tmp_path)
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    assert kept_there(tmp_path) == 2
    (tmp_path / "pages").unlink()
    kept_there(tmp_path)
    assert not (tmp_path / "pages").exists()


def test_a_folder_that_nobody_may_write_to_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert kept_there(tmp_path / "file" / "kept") == 2


def test_two_processes_at_once_see_whole_files(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from notabother import kept\n"
        "for number in range(40):\n"
        "    kept.forget(); kept.use(Path(sys.argv[1]))\n"
        "    for each in range(200):\n"
        "        key = kept.digest(each)\n"
        "        assert kept.kept('stems', key, lambda: frozenset({str(each)})) == {str(each)}\n"
        "    kept.kept('stems', kept.digest(sys.argv[2], number), lambda: frozenset({'x'}))\n"
        "    kept.save()\n"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name], env=env) for name in "ab"
    ]
    assert [each.wait() for each in running] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
