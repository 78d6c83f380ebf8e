"""Measures what an edit costs: from saving to seeing it, and the next build, with nothing or one line changed.

.venv/bin/python benchmarks/edits.py [--articles 22 200 1000] [--times 10] [--paper]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError

import corpus

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def project(folder: Path, articles: int) -> Path:
    """Make a site of so many articles with a mkdocs.yml of its own, and return the article that is edited."""
    corpus.make(ROOT / "docs", folder / "docs", articles)
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    for path in ("custom_dir: overrides", "- hooks/events.py", "- overrides"):
        key, _, name = path.rpartition(" ")
        text = text.replace(f"  {path}\n", f"  {key} {ROOT / name}\n")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return max((folder / "docs/articles").glob("*-*.md"))


def edit(article: Path, number: int) -> str:
    """Put a paragraph under the first marked section, and return its words."""
    words = f"This is edit number {number}."
    text = article.read_text("utf-8")
    head, mark, rest = text.partition('" }\n\n')
    article.write_text(f"{head}{mark}{words}\n\n{rest}", "utf-8")
    return words


def run(folder: Path, *command: str, **more: str) -> float:
    """Run Python quietly in a folder, and return the seconds of processor time that it took."""
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")} | more
    child = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return usage.ru_utime + usage.ru_stime


def builds(folder: Path, article: Path) -> list[float]:
    """Return what a build costs from nothing, with nothing changed and with a line changed; and a check, so too."""
    build, check = ("mkdocs", "build", "--quiet"), ("notabother", "check", "docs")
    costs = [run(folder, *build, PAPER="false"), run(folder, *build, PAPER="false")]
    edit(article, 0)
    costs.append(run(folder, *build, PAPER="false"))
    shutil.rmtree(folder / ".cache")
    return [*costs, run(folder, *check), run(folder, *check)]


def served(folder: Path, article: Path, times: int, paper: str) -> tuple[list[float], float]:
    """Return how long each edit took from saving to being served, in seconds, and the processor time of one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PAPER": paper}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    child = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/articles/{article.stem}/"

    def shows(words: str) -> bool:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return words in answer.read().decode("utf-8")
        except (URLError, ConnectionError):
            return False

    try:
        wait_for(lambda: shows("</html>"))
        time.sleep(3)  # what paper does behind the first page
        before, took = spent(child.pid), []
        for number in range(1, times + 1):
            words, began = edit(article, number), time.perf_counter()
            wait_for(lambda words=words: shows(words))  # type: ignore[misc]
            took.append(time.perf_counter() - began)
            time.sleep(1)
        return took, (spent(child.pid) - before) / times
    finally:
        child.terminate()
        child.wait()


def wait_for(condition: Callable[[], bool]) -> None:
    """Ask until something is so."""
    while not condition():
        time.sleep(0.005)


def spent(pid: int) -> float:
    """Return the processor time of a process so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="*", default=[22, 200, 1000], help="sizes to try")
    parser.add_argument("--times", type=int, default=10, help="how many edits are served")
    parser.add_argument("--paper", action="store_true", help="serve with paper")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; seconds\n")
    print("| articles | cold | same | a line | check, cold | check, warm | saved to served | processor |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for articles in given.articles:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name)
            article = project(folder, articles)
            costs = builds(folder, article)
            took, cost = served(folder, article, given.times, "true" if given.paper else "false")
            row = [*costs, statistics.median(took), cost]
            print(f"| {articles} | {' | '.join(f'{each:.2f}' for each in row)} |", flush=True)


if __name__ == "__main__":
    main()
