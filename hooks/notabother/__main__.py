"""The command line: `python -m notabother check docs`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from notabother.folder import read_folder
from notabother.library import read_library
from notabother.problems import as_annotation, as_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 problems, 2 wrong usage.

    Args:
        arguments: what follows the program's name; by default what the shell gave.
    """
    parser = argparse.ArgumentParser(prog="notabother", description="Checks the articles of a docs folder.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="report everything that is wrong in a docs folder")
    check.add_argument("docs", type=Path, help="the folder that holds articles/, fears/ and vocabulary.yml")
    check.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="text: file:line:column: what is wrong; github: marks on the lines of a pull request",
    )
    given = parser.parse_args(arguments)
    docs: Path = given.docs
    if not docs.is_dir():
        parser.error(f"there is no folder '{docs}'. Name the folder that holds vocabulary.yml, usually: docs")
    folder = read_folder(docs)
    _, problems = read_library(folder.sources, folder.others)
    problems = sorted({*problems, *folder.problems})
    show = as_annotation if given.format == "github" else as_line
    for problem in problems:
        print(show(problem, docs.as_posix()))
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    count = f"{errors} problem{'' if errors == 1 else 's'}"
    if warnings:
        count += f" and {warnings} warning{'' if warnings == 1 else 's'}"
    files = f"{len(folder.sources)} file{'' if len(folder.sources) == 1 else 's'}"
    print(f"{count} in {files}.", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
