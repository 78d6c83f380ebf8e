"""Whatever was edited, in whatever order: the site is the one that a build from nothing makes of the same files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT
from notabother import kept
from small_library import BASE, HEAD
from small_site import RICH, build, lay_out

STEPS = 12
"""How many edits a sequence has."""


@dataclass
class Project:
    """A small site with templates and settings of its own."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    def build(self, to: str) -> dict[str, bytes]:
        site = self.root / to
        build(self.docs, site, self.root / "mkdocs.yml")
        return {
            path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
        }

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        if path.is_file():
            path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    lay_out(tmp_path / "docs", {"articles/rich.md": RICH})
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        text.replace("- hooks/events.py", f"- {ROOT}/hooks/events.py"), "utf-8"
    )
    return Project(tmp_path)


def swap(file: str, one: str, other: str) -> Callable[[Project], None]:
    """Return an edit that the next one of its kind takes back."""

    def change(project: Project) -> None:
        path = project.root / file
        if path.is_file():
            text = path.read_text("utf-8")
            changed = text.replace(other, one, 1) if other in text else text.replace(one, other, 1)
            path.write_text(changed, "utf-8")

    return change


def move(one: str, other: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        here, there = (project.docs / each for each in (one, other))
        if here.exists():
            here.rename(there)
        elif there.exists():
            there.rename(here)

    return change


def write(file: str, text: str) -> Callable[[Project], None]:
    """Return an edit that adds a file, and takes it away the next time."""

    def change(project: Project) -> None:
        path = project.docs / file
        if path.exists():
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return change


EDITS: dict[str, Callable[[Project], None]] = {
    "text": swap("docs/articles/rich.md", "Before all.", "Before all of it, tea."),
    "heading": swap("docs/articles/rich.md", "### Deeper", "### Deeper still"),
    "marked heading": swap("docs/articles/rich.md", '## 1. They\'re "busy"', "## 1. They are busy"),
    "title": swap("docs/articles/rich.md", "title: A rich article", "title: A poor article"),
    "script": swap("docs/articles/rich.md", "One question about", "Two questions about"),
    "script's name": swap("docs/articles/rich.md", "id: case", "id: other-case"),
    "fear": swap("docs/fears/too-busy.md", "title: ", "title: Honestly, "),
    "study": swap("docs/evidence/bohns-2016.md", "found: ", "found: In short, "),
    "another study": write(
        "evidence/aaron-2001.md",
        (BASE / "evidence/bohns-2016.md").read_text("utf-8").replace("bohns-2016", "aaron-2001"),
    ),
    "a citation before the others": swap(
        "docs/fears/too-busy.md", "Some are. A short", "Some are.[^aaron-2001] A short"
    ),
    "a list": write("search/help.txt", "# Danger\nend it all\n"),
    "vocabulary": swap("docs/vocabulary.yml", "title: Email", "title: Letter"),
    "frame": swap("overrides/partials/footer.html", "News feed", "All that is new"),
    "template": swap("overrides/card.html", "And then?", "What then?"),
    "part": swap("overrides/parts/section.html", "<section", "<section data-x"),
    "style": swap("overrides/assets/stylesheets/tokens.css", "--s1: 0.25rem", "--s1: 0.3rem"),
    "script of pages": swap("overrides/assets/javascripts/parts/says.js", "PAUSE = 900", "PAUSE = 800"),
    "name of the site": swap("mkdocs.yml", "site_name: Not a Bother", "site_name: Some Bother"),
    "address": swap("mkdocs.yml", "edit_uri: edit/main/docs/", "edit_uri: edit/other/docs/"),
    "navigation": swap("mkdocs.yml", "  - About: about.md\n", "  - Us: about.md\n"),
    "renamed": move("articles/rich.md", "articles/richer.md"),
    "deleted": move("articles/base.md", "../base.md"),
    "a new article": write(
        "articles/new.md", HEAD + 'Text.\n\n## Tea {fear="too-busy"}\n\nMore text.[^bohns-2016]\n'
    ),
    "a new fear": write(
        "fears/new.md", "---\ntitle: I am new\ndescription: d\nsays: [new one]\n---\n\nText.\n"
    ),
    "a broken file": write("articles/broken.md", "---\ntitle: [\n---\n\n/// script | A\n"),
    "bytes": write("articles/bytes.md", HEAD + "\ud7ff ![](x.png) <script>alert(1)</script>\n"),
    "a picture": write("assets/tea.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n'),
}


def differing(here: dict[str, bytes], there: dict[str, bytes]) -> list[str]:
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def test_after_any_edit_the_site_is_as_from_nothing(project: Project) -> None:
    before = project.build("kept")
    wrong: dict[str, list[str]] = {}
    for name, edit in EDITS.items():
        edit(project)
        after = project.build("kept")
        assert after != before, name
        before = after
        mine = kept.hold()
        wrong |= {name: found} if (found := differing(after, project.build("cold"))) else {}
        kept.hold(mine)
    assert wrong == {}


@pytest.mark.parametrize("seed", range(2))
def test_after_any_sequence_of_edits_and_processes_the_site_is_as_from_nothing(
    project: Project, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(kept.COLD)
    chosen = random.Random(seed)
    done = []
    for _ in range(STEPS):
        name = chosen.choice([*EDITS, "another process"])
        done.append(name)
        if name == "another process":
            kept.forget()
        else:
            EDITS[name](project)
        if chosen.random() < 0.7:  # otherwise much changes at once, as when a branch is switched
            project.build("kept")
    kept.forget()
    after = project.build("kept")
    assert (project.root / ".cache/kept/pages").is_file()
    kept.forget()
    monkeypatch.setenv(kept.COLD, "1")
    assert differing(after, project.build("cold")) == [], done


def test_an_edit_makes_what_shows_it_and_nothing_else(project: Project) -> None:
    project.build("site")
    before = dict(kept.made)

    def made() -> dict[str, int]:
        found = {room: count - before.get(room, 0) for room, count in kept.made.items()}
        before.update(kept.made)
        return {room: count for room, count in found.items() if count}

    project.build("site")
    assert made() == {}
    EDITS["text"](project)
    project.build("site")
    found = made()
    assert {room: found[room] for room in ("read", "drawn", "words", "shown")} == dict.fromkeys(
        ("read", "drawn", "words", "shown"), 1
    )
    assert found["page"] == 1  # the part before the first marked section stands on the article's page alone
    EDITS["fear"](project)
    project.build("site")
    found = made()
    assert found["drawn"] == 1
    assert found["page"] > 5  # every page that names the worry
