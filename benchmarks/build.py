"""Measures builds: ours against stock MkDocs with Material, on the same pages.

Prints figures and judges nothing. What is measured, and what is not, stands in README.md.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.utils.yaml import yaml_load

import corpus
from stock import rewrite

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ROOT = Path(__file__).resolve().parent.parent
ARTICLES_TO_CHECK = 100


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of processor time, user and system, its own children included."""
    wall: float
    """Seconds that went by; on a busy machine more than it needed."""


def environment() -> dict[str, str]:
    """Return the variables of this process, as they are on an ordinary machine.

    Python may keep its bytecode: without it our build, and only ours, would be compiled anew each time.
    """
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PAPER": "false"}  # stock prints nothing either
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


def run(*arguments: str, variables: Mapping[str, str], fine: Collection[int] = (0,)) -> Cost:
    """Run Python with `arguments`, quietly, and return what it took.

    Args:
        arguments: what follows `python` on the command line.
        variables: environment variables to set.
        fine: the exit codes to go on with; any other ends the benchmark.
    """
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**environment(), **variables},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in fine:
            output.seek(0)
            sys.exit(f"{output.read().decode()}\nThis failed: python {' '.join(arguments)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


@dataclass(frozen=True)
class Subject:
    """A site ready to be built."""

    config: Path
    site: Path

    def build(self, **variables: str) -> Cost:
        """Build it from nothing."""
        shutil.rmtree(self.site, ignore_errors=True)
        return run("-m", "mkdocs", "build", "--config-file", str(self.config), variables=variables)

    @property
    def pages(self) -> int:
        """How many pages the last build made."""
        return sum(1 for _ in self.site.rglob("index.html"))


def prepare(folder: Path, articles: int) -> tuple[Subject, Subject]:
    """Make a corpus and return two sites with the same pages: ours, and stock."""
    site = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    docs, pages, templates = folder / "docs", folder / "pages", folder / "no-templates"
    corpus.make(ROOT / "docs", docs, articles)
    ours = configure(
        folder / "ours",
        docs,
        hooks=[str(ROOT / name) for name in site["hooks"]],
        theme={"custom_dir": str(ROOT / site["theme"]["custom_dir"])},
    )
    ours.build(NOTABOTHER_PAGES_DIR=str(pages))
    rewrite(pages)
    shutil.copytree(docs, pages, ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True)
    templates.mkdir()
    stock = configure(folder / "stock", pages, hooks=[], theme={"custom_dir": str(templates)})
    return ours, stock


def configure(folder: Path, docs: Path, **settings: object) -> Subject:
    """Write a configuration that is the site's own save for `settings`."""
    folder.mkdir()
    subject = Subject(folder / "mkdocs.yml", folder / "site")
    settings |= {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(docs),
        "site_dir": str(subject.site),
        "watch": [],
    }
    subject.config.write_text(yaml.safe_dump(settings), "utf-8")
    return subject


def compare(folder: Path, articles: int, pairs: int) -> None:
    """Print a line of the table: both sites, built in turns."""
    ours, stock = prepare(folder, articles)
    ours_took, stock_took = [], []
    for _ in range(pairs):
        ours_took.append(ours.build().cpu)
        stock_took.append(stock.build().cpu)
    ratios = [our / their for our, their in zip(ours_took, stock_took, strict=True)]
    pages = str(ours.pages) if ours.pages == stock.pages else f"{ours.pages} and {stock.pages}"
    print(
        f"| {articles} | {pages} | {statistics.median(ours_took):.2f} | {statistics.median(stock_took):.2f} "
        f"| {' '.join(f'{ratio:.2f}' for ratio in ratios)} | {statistics.median(ratios):.2f} "
        f"| {largest(ours.site / 'fears')} |",
        flush=True,
    )


def largest(folder: Path) -> str:
    """Name the heaviest page below a folder, as a browser receives it."""
    sizes = {page.parent.name: len(gzip.compress(page.read_bytes())) for page in folder.rglob("index.html")}
    if not sizes:
        return "none"
    name = max(sizes, key=sizes.__getitem__)
    return f"{name}, {sizes[name] / 1000:.1f}"


def check(folder: Path, times: int = 5) -> None:
    """Print what `make check` takes, without make."""
    docs = folder / "docs"
    corpus.make(ROOT / "docs", docs, ARTICLES_TO_CHECK)
    command = ("-m", "notabother", "check", str(docs))
    variables = {"PYTHONPATH": str(ROOT / "hooks")}
    costs = [run(*command, variables=variables, fine=(0, 1)) for _ in range(times)]
    print(
        f"\nChecking {ARTICLES_TO_CHECK} articles: {statistics.median(cost.cpu for cost in costs):.2f} s of "
        f"processor time, {statistics.median(cost.wall for cost in costs):.2f} s by the clock (median of {times})."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[20, 200, 1000], help="sizes to build")
    parser.add_argument("--pairs", type=int, default=3, help="how often each of the two is built")
    given = parser.parse_args()
    stack = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "Markdown"))
    print(f"Python {platform.python_version()}, {stack}, {os.cpu_count()} processors\n")
    if given.articles:
        print(
            "| articles | pages | ours, s | stock, s | ours / stock, each pair | median | heaviest fear, kB |"
        )
        print("| ---: | ---: | ---: | ---: | --- | ---: | --- |", flush=True)
    for articles in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), articles, given.pairs)
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder))


if __name__ == "__main__":
    main()
