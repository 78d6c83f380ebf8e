"""Prints how well search finds what people type: `make search-report`. Judges nothing; the floor is a test.

python benchmarks/search_report.py SITE [--phrases FILE] [--quiet]
"""

from __future__ import annotations

import argparse
import gzip
import statistics
from pathlib import Path
from typing import Final

from playwright.sync_api import ViewportSize

from search_box import Judge, SearchBox, Typed, chromium, read_phrases, served, share, type_all

ROOT = Path(__file__).resolve().parent.parent
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}


def reciprocal(typed: list[Typed]) -> float:
    """Return the mean reciprocal rank."""
    return statistics.mean(1 / each.rank if each.rank else 0 for each in typed)


def main() -> None:
    """Type all phrases and print the figures, and every miss."""
    parser = argparse.ArgumentParser(description="Types phrases into the built site and says what comes up.")
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site")
    parser.add_argument("--phrases", type=Path, default=ROOT / "tests" / "search" / "phrases.jsonl")
    parser.add_argument("--quiet", action="store_true", help="leave the misses out")
    given = parser.parse_args()
    phrases = read_phrases(given.phrases)
    with served(given.site) as address, chromium() as browser:
        page = browser.new_page(viewport=PHONE)
        box = SearchBox(page, address)
        typed = type_all(box, Judge(given.site), phrases, key_by_key=True)
    if not given.quiet:
        for each in typed:
            if each.rank != 1:
                came = ", ".join(result.path for result in each.results[:3]) or "nothing"
                wanted = " or ".join(each.phrase.accept) or each.phrase.group
                print(
                    f"{each.phrase.query}\n    wanted {wanted} (rank {each.rank or 'none'}); first came {came}"
                )
    print("\n| typed | lines | first | in first three | MRR | nothing found |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    groups: dict[str, list[Typed]] = {}
    for each in typed:
        groups.setdefault(each.phrase.group + (", mistyped" if each.phrase.slip else ""), []).append(each)
    for name, members in groups.items():
        empty = sum(not each.results for each in members)
        print(
            f"| {name} | {len(members)} | {share(members, 1):.0%} | {share(members, 3):.0%} "
            f"| {reciprocal(members):.2f} | {empty} |"
        )
    times = sorted(each.milliseconds for each in typed if each.milliseconds > 0)
    index = (given.site / "search" / "search_index.json").read_bytes()
    print(
        f"\nLast key to results: median {statistics.median(times):.0f} ms, "
        f"95th percentile {times[int(len(times) * 0.95)]:.0f} ms. "
        f"Index: {len(index) / 1000:.0f} kB, {len(gzip.compress(index)) / 1000:.1f} kB compressed."
    )


if __name__ == "__main__":
    main()
