"""Changes the core in one small way at a time and sees whether a test notices: what survives, no test holds.

make mutants [ARGS='--sample 100 --seed 2 --only drawing/page.py:120']
make mutants ARGS=--front       faults by hand in templates, scripts and styles: faults.py

A comparison, a sum, a number, a word, a condition, an answer or a statement is changed in a copy of the
repository. Then the quick tests of the same room run, and those that ask the whole core. The sample takes
from each room in turn; the same seed takes the same changes, as long as the code stays the same.
"""

from __future__ import annotations

import argparse
import ast
import copy
import itertools
import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults import try_all

ROOT = Path(__file__).resolve().parent.parent
CORE = Path("hooks", "notabother")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "*cache*", "site", "build")

WHOLE = ("tests/test_check.py", "tests/reading/test_cases.py")
"""What asks the whole core, whichever room was changed."""

SLOW = frozenset({"paper"})
"""Rooms whose tests all count as slow, and run nevertheless."""

MEMORY = 4_000_000
"""How much a run may take, in kilobytes: a loop that does not end may fill the machine before its time is up."""

FOUND = frozenset({1, 2, 3, 4})
"""What pytest ends with when a test fails, or when nothing can be imported any more."""

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    old: new
    for pair in (
        (ast.Lt, ast.LtE),
        (ast.Gt, ast.GtE),
        (ast.Eq, ast.NotEq),
        (ast.In, ast.NotIn),
        (ast.Is, ast.IsNot),
        (ast.And, ast.Or),
        (ast.Add, ast.Sub),
        (ast.Mult, ast.FloorDiv),
        (ast.BitAnd, ast.BitOr),
    )
    for old, new in (pair, pair[::-1])
} | {ast.Div: ast.Mult, ast.Mod: ast.FloorDiv}


@dataclass(frozen=True)
class Mutant:
    """One change: the `number`th that can be made in a file."""

    file: str
    number: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        """Return the change as the report prints it."""
        return f"{CORE / self.file}:{self.line}: {self.before}  ->  {self.after}"

    @property
    def room(self) -> str:
        """Return the folder that the file stands in; empty at the top."""
        return self.file.rpartition("/")[0]

    def text(self) -> str:
        """Return the changed file."""
        tree = ast.parse((ROOT / CORE / self.file).read_text("utf-8"))
        old, new = next(itertools.islice(changes(tree), self.number, None))
        return ast.unparse(Replacement(old, new).visit(tree))


class Replacement(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        """Return what stands in the place of a node."""
        return self.new if node is self.old else self.generic_visit(node)


def code(node: ast.AST) -> Iterator[ast.AST]:
    """Return all that does something when it runs: no types, no docstrings, nothing for the type checker alone."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            match child:
                case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
                    pass
                case ast.AST():
                    yield child
                    yield from code(child)


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Return every node that can be changed, with what takes its place."""
    for node in code(tree):
        for new in itertools.chain(other_values(node), other_ways(node)):
            yield node, new


def other_values(node: ast.AST) -> Iterator[ast.AST]:
    """Return what makes a node give another value."""
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                yield changed(node, ops=[*ops[:place], SWAPPED[type(op)](), *ops[place + 1 :]])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPPED:
            yield changed(node, op=SWAPPED[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant("" if value else "mutant")


def other_ways(node: ast.AST) -> Iterator[ast.AST]:
    """Return what makes a node take another way: a condition turned or left out, no answer, no statement."""
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
                yield changed(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=ifs):
            for place in range(len(ifs)):
                yield changed(node, ifs=ifs[:place] + ifs[place + 1 :])
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()


def changed(node: ast.AST, **fields: Any) -> ast.AST:
    """Return a copy of a node with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def mutants() -> Iterator[Mutant]:
    """Return every change that can be made in the core."""
    for path in sorted((ROOT / CORE).rglob("*.py")):
        for number, (old, new) in enumerate(changes(ast.parse(path.read_text("utf-8")))):
            line = old.target.lineno if isinstance(old, ast.comprehension) else getattr(old, "lineno", 0)
            file = path.relative_to(ROOT / CORE).as_posix()
            yield Mutant(file, number, line, shown(old), shown(new))


def shown(node: ast.AST) -> str:
    """Return a node on one line: of a block, its first line."""
    return textwrap.shorten(ast.unparse(node).strip().partition("\n")[0], 150)


def sample(all_of_them: Iterable[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return so many mutants by chance, from each room in turn."""
    rooms: dict[str, list[Mutant]] = {}
    for mutant in all_of_them:
        rooms.setdefault(mutant.room, []).append(mutant)
    for each in rooms.values():
        random.Random(seed).shuffle(each)
    in_turn = itertools.chain.from_iterable(itertools.zip_longest(*rooms.values()))
    return list(itertools.islice(filter(None, in_turn), size))


def tests(mutant: Mutant) -> list[str]:
    """Return the tests that may notice, those named after the changed file first.

    They are those of its room, those that ask the whole core, and those elsewhere that name it. What the
    documents say is no test of the code.
    """
    name = ".".join((CORE / mutant.file).with_suffix("").parts[1:])
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent.name not in {"built", "browser"}  # all of them slow
        if path.parent == ROOT / "tests" / mutant.room or f"{name} import" in path.read_text("utf-8")
    }
    own = f"test_{Path(mutant.file).stem}.py"
    return sorted(
        (found | set(WHOLE)) - {"tests/test_documents.py"}, key=lambda path: (not path.endswith(own), path)
    )


def run(tree: Path, room: str, files: list[str], base: float | None = None) -> str:
    """Run tests in a copy of the repository and return what became of the mutant in it.

    Args:
        tree: the copy.
        room: where it was changed.
        files: the tests.
        base: how many seconds the room's tests take when nothing is changed.
    """
    limit = "unlimited" if base is None else str(int(2 * base + 10))
    which = [] if room in SLOW else ["-m", "not slow"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", *which, "-p", "no:cacheprovider", *files]
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", f'ulimit -S -v {MEMORY}; ulimit -S -t {limit}; exec "$@"', "sh", *command],
            cwd=tree,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            capture_output=True,
            check=False,
            timeout=None if base is None else 4 * base + 60,
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    if done.returncode in FOUND:
        return "killed"
    return {0: "survived", -signal.SIGXCPU: "timeout"}.get(done.returncode, "stopped from outside")


class Trees:
    """Copies of the repository, as many as runs go side by side."""

    def __init__(self, folder: Path, count: int) -> None:
        self.free: queue.Queue[Path] = queue.Queue()
        self.base: dict[str, float] = {}
        for number in range(count):
            self.free.put(Path(shutil.copytree(ROOT, folder / str(number), ignore=LEFT_OUT)))

    def measure(self, room: str, files: set[str]) -> None:
        """See that the tests of a room pass while nothing is changed, and how long they take."""
        tree, start = self.free.get(), time.monotonic()
        passed = run(tree, room, sorted(files)) == "survived"
        self.base[room] = time.monotonic() - start
        self.free.put(tree)
        if not passed:
            sys.exit(f"A test fails without any change: mend it first. It is in {' '.join(sorted(files))}")

    def judge(self, mutant: Mutant) -> str:
        """Make the change, run the tests and take the change back."""
        tree = self.free.get()
        (tree / CORE / mutant.file).write_text(mutant.text(), "utf-8")
        fate = run(tree, mutant.room, tests(mutant), self.base[mutant.room])
        shutil.copy2(ROOT / CORE / mutant.file, tree / CORE / mutant.file)
        self.free.put(tree)
        return fate


def main() -> None:
    """Try a sample, print what survives as it comes, and the score."""
    parser = argparse.ArgumentParser(description="Sees whether a test notices a small change in the core.")
    parser.add_argument("--sample", type=int, default=100, help="how many changes to try (100)")
    parser.add_argument("--seed", type=int, default=1, help="which ones, by chance (1)")
    parser.add_argument(
        "--only",
        default="",
        help="a file of the core, or a line of it: drawing/page.py:120; with --front, a word",
    )
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1), help="runs side by side")
    parser.add_argument(
        "--front", action="store_true", help="put faults into the front end instead: faults.py"
    )
    given = parser.parse_args()
    if given.front:
        try_all(given.only)
        return
    file, _, line = given.only.partition(":")
    all_of_them = [each for each in mutants() if each.file.startswith(file) and line in {"", str(each.line)}]
    tried = sample(all_of_them, given.sample, given.seed)
    print(f"{len(tried)} of {len(all_of_them)} changes, seed {given.seed}", flush=True)
    rooms: dict[str, set[str]] = {}
    for mutant in tried:
        rooms.setdefault(mutant.room, set()).update(tests(mutant))
    fates: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.workers) as workers:
        trees = Trees(Path(folder), given.workers)
        list(workers.map(trees.measure, rooms, rooms.values()))
        waiting = {workers.submit(trees.judge, mutant): mutant for mutant in tried}
        for done in as_completed(waiting):
            fates[done.result()] += 1
            if done.result() != "killed":
                print(f"{done.result()}: {waiting[done]}", flush=True)
    print(", ".join(f"{count} {fate}" for fate, count in fates.most_common()))


if __name__ == "__main__":
    main()
