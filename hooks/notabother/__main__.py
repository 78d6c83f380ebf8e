"""The command line: `python -m notabother check docs`, and `fix`, `pack` and `expires` likewise."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from notabother.check import check as check_folder
from notabother.kept import COLD, save, use
from notabother.problems import Problem, as_annotation, as_line
from notabother.publishing.security import SOON
from notabother.publishing.zip import pack
from notabother.reading.folder import read_config, read_folder
from notabother.reading.mend import mended
from notabother.settings import Settings, allowed, read_settings
from notabother.source.decoding import decode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 problems, 2 wrong usage.

    Args:
        arguments: what follows the program's name; by default what the shell gave.
    """
    parser = argparse.ArgumentParser(
        prog="notabother",
        description="Checks the articles of a docs folder; packs a site; tells what is due.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="report everything that is wrong in a docs folder")
    check.add_argument("docs", type=Path, help="the folder that holds articles/, fears/ and vocabulary.yml")
    check.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="text: file:line:column: what is wrong; github: marks on the lines of a pull request",
    )
    check.add_argument(
        "--config",
        type=Path,
        help="the site's settings; by default mkdocs.yml beside the docs folder, if it is there",
    )
    fix = commands.add_parser("fix", help="put right in a docs folder what needs no decision")
    fix.add_argument("docs", type=Path, help="the folder that holds articles/, fears/ and vocabulary.yml")
    packing = commands.add_parser("pack", help="put a built site into one zip")
    packing.add_argument("site", type=Path, help="the folder that holds index.html")
    packing.add_argument("zip", type=Path, help="the file to write")
    expires = commands.add_parser("expires", help="tell whether security.txt is soon out of date")
    expires.add_argument("config", type=Path, help="mkdocs.yml")
    given = parser.parse_args(arguments)
    if given.command == "expires":
        return _expires(given.config, datetime.datetime.now(datetime.UTC).date())
    if given.command == "pack":
        if not (given.site / "index.html").is_file():
            parser.error(f"there is no site in '{given.site}'. Name the folder that holds index.html.")
        return _pack(given.site, given.zip)
    if not given.docs.is_dir():
        parser.error(
            f"there is no folder '{given.docs}'. Name the folder that holds vocabulary.yml, usually: docs"
        )
    if given.command == "fix":
        return _fix(given.docs)
    if given.config is not None and not given.config.is_file():
        parser.error(f"there is no file '{given.config}'. Name the site's settings, usually: mkdocs.yml")
    config = given.config or Path(os.path.normpath(given.docs / ".." / "mkdocs.yml"))
    return _check(given.docs, config, as_annotation if given.format == "github" else as_line)


def _settings(config: Path, docs: Path) -> tuple[Settings, list[Problem]]:
    texts, problems = read_config(config, docs)
    settings, found = read_settings(texts, os.environ)
    return settings, sorted({*problems, *found})


def _expires(config: Path, today: datetime.date) -> int:
    docs = config.parent / "docs"
    settings, problems = _settings(config, docs)
    if settings.security is None:
        for problem in problems:
            print(as_line(problem, docs.as_posix()))
        if not problems:
            print("The site publishes no security.txt.")
        return 1 if problems else 0
    day = settings.security.expires
    left = (day - today).days
    print(f"security.txt holds until {day}, {left} days from today.")
    if left >= SOON:
        return 0
    print(
        "See that its contact is still right, and write a later day into mkdocs.yml: extra, security, expires."
    )
    return 1


def _pack(site: Path, target: Path) -> int:
    count = pack(site, target)
    print(f"{target}: {count} files, {target.stat().st_size / 1e6:.1f} MB.")
    return 0


def _fix(docs: Path) -> int:
    """Write files anew whose white space or marks can be put right."""
    count = 0
    for source in read_folder(docs).sources:
        text, faults = decode(source.uri, source.data)
        if any(fault.rule != "line-ends" for fault in faults):
            continue  # what could not be read is not written either
        right = mended(source.uri, text)
        if faults or right != text:
            (docs / source.uri).write_bytes(right.encode())
            print(f"{docs.as_posix()}/{source.uri}: put right.")
            count += 1
    print(f"{count} file{'' if count == 1 else 's'} changed. See what make check says now.", file=sys.stderr)
    return 0


def _check(docs: Path, config: Path, show: Callable[[Problem, str], str]) -> int:
    settings, in_settings = _settings(config, docs)
    folder = read_folder(docs, allowed(settings))
    told = [*in_settings, *folder.problems]
    if COLD not in os.environ:
        use(config.parent / ".cache" / "kept")
    problems = check_folder(folder.sources, folder.others, settings, told).problems
    save()
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
