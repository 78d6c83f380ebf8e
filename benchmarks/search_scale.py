"""Measures search as the library grows: the index, ours against stock's for the same pages, and how fast it is.

python benchmarks/search_scale.py [--articles 20 200 1000]
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
from pathlib import Path

from build import ROOT, Subject, prepare
from search_box import SearchBox, chromium, read_phrases, served

PHRASES = ROOT / "tests" / "search" / "phrases.jsonl"
INDEX = "search/search_index.json"
TYPED = 60


def compressed(site: Subject) -> float:
    """Return the size of a site's search index as it is sent, in kilobytes."""
    return len(gzip.compress((site.site / INDEX).read_bytes())) / 1000


def measure(articles: int) -> None:
    """Print a line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = prepare(Path(folder), articles)
        ours.build()
        stock.build()
        with served(ours.site) as address, chromium() as browser:
            page = browser.new_page(viewport={"width": 360, "height": 740})
            box = SearchBox(page, address)
            opened = box.milliseconds_to_open()
            times = []
            for phrase in read_phrases(PHRASES)[:: max(1, 500 // TYPED)]:
                box.type(phrase.query, key_by_key=True)
                times.append(box.milliseconds())
        times = sorted(time for time in times if time > 0)
        print(
            f"| {articles} | {compressed(ours):.1f} | {compressed(stock):.1f} "
            f"| {compressed(ours) / compressed(stock):.2f} | {opened:.0f} | {statistics.median(times):.0f} "
            f"| {times[int(len(times) * 0.95)]:.0f} |",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures search as the library grows.")
    parser.add_argument("--articles", type=int, nargs="*", default=[20, 200, 1000])
    given = parser.parse_args()
    print(
        "| articles | index, kB | stock's, kB | ours / stock's | to open, ms | last key to results, ms | 95th percentile |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for articles in given.articles:
        measure(articles)


if __name__ == "__main__":
    main()
