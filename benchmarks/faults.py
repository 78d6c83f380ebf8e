"""Puts one fault at a time into templates, scripts and styles, and sees whether a test notices.

make mutants ARGS='--front [--only NAME]'

The faults stand in faults.toml: what a reader would lose, the file, what stands in it and what is put instead.
Each is made in a copy of the repository; the site is built there once, without paper, and the tests run that
look at this kind of file, until one fails. A fault that no test notices is a line that is missing in one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
FILE: Final = ROOT / "benchmarks" / "faults.toml"
LEFT_OUT: Final = shutil.ignore_patterns(".git", ".venv", "*cache*", "site", "build")

FRAME: Final = (
    "tests/built/test_every_page.py",
    "tests/browser/test_frame.py",
    "tests/browser/test_browser.py",
)
PARTS: Final = ("tests/browser/test_parts.py",)
DESK: Final = (
    "tests/scripts/test_message.py",
    "tests/browser/test_desk_heard.py",
    "tests/browser/test_desk.py",
)
SEARCH: Final = ("tests/scripts/test_engine.py", "tests/browser/test_search.py")
ACCESS: Final = ("tests/browser/test_accessibility.py",)
BUILDS: Final = ("tests/built/test_build.py", "tests/publishing")

TESTS: Final[dict[str, tuple[str, ...]]] = {
    "overrides/assets/stylesheets": (*FRAME[1:], *DESK[1:], *ACCESS),
    "overrides/assets/javascripts/search": (*SEARCH, *PARTS, *FRAME[1:]),
    "overrides/assets/javascripts/message": DESK,
    "overrides/assets/javascripts/desk": (*DESK[1:], *PARTS),
    "overrides/assets/javascripts": (*PARTS, *FRAME[1:], *DESK[1:], *SEARCH[1:]),
    "overrides/partials/search": (*FRAME, *SEARCH[1:], *ACCESS),
    "overrides/partials/desk": (*FRAME[:1], *DESK[1:], *PARTS),
    "overrides": (*FRAME, *BUILDS, *PARTS, *ACCESS),
    "hooks": (*BUILDS, *FRAME),
}
"""For the beginning of a file's path, the first that fits: the tests that may notice, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault."""

    name: str
    """What readers lose."""
    file: str
    """Where, from the top of the repository."""
    old: str
    """What stands there, once."""
    new: str = ""
    """What is put instead."""

    def made_in(self, text: str) -> str:
        """Return a file with the fault in it."""
        if (count := text.count(self.old)) != 1:
            raise ValueError(f"{self.name}: {self.file} has the text of this fault {count} times, not once")
        return text.replace(self.old, self.new)

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests that may notice."""
        return next(tests for start, tests in TESTS.items() if self.file.startswith(start))


def read_faults(file: Path = FILE) -> list[Fault]:
    """Read the list of faults."""
    return [Fault(**fields) for fields in tomllib.loads(file.read_text("utf-8"))["fault"]]


def run(tree: Path, tests: Iterable[str], limit: float | None = None) -> str:
    """Run tests in a copy of the repository; return the first that fails, `""` if none does.

    Args:
        tree: the copy.
        tests: files and folders.
        limit: after how many seconds it is given up, which counts as noticed.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        "--no-paper",
        *tests,
    ]
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=own, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return "out of time"
    if done.returncode == 0:
        return ""
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return (told or done.stdout.splitlines() or done.stderr.splitlines())[-1].partition(" - ")[0]


def try_all(only: str) -> None:
    """Make each fault whose name or file holds a text, and print what became of it.

    Args:
        only: the text; empty for all faults.
    """
    faults = [each for each in read_faults() if only in each.name or only in each.file]
    every = list(dict.fromkeys(test for fault in faults for test in fault.tests))
    fates: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(shutil.copytree(ROOT, Path(folder, "tree"), ignore=LEFT_OUT))
        start = time.monotonic()
        if failed := run(tree, every):
            sys.exit(f"A test fails without any fault: mend it first. {failed}")
        base = time.monotonic() - start
        print(f"{len(faults)} faults; without one, all their tests take {base:.0f} s", flush=True)
        for fault in faults:
            start, file = time.monotonic(), tree / fault.file
            sound = file.read_text("utf-8")
            file.write_text(fault.made_in(sound), "utf-8")
            failed = run(tree, fault.tests, 3 * base + 60)
            file.write_text(sound, "utf-8")
            fate = "killed" if failed else "survived"
            fates[fate] += 1
            print(f"{fate} in {time.monotonic() - start:.0f} s: {fault.name}. {failed}", flush=True)
    print(", ".join(f"{count} {fate}" for fate, count in fates.most_common()))
