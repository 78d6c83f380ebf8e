"""The real site from other engines, so that leaving MkDocs stays as cheap as we say it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from mkdocs.utils import yaml_load
from packaging.requirements import Requirement

from conftest import ROOT, Figures
from marked import SITE_NAME, build_marked
from small_library import HEAD
from small_site import RICH, lay_out

FOR_OUR_HOOKS = ("hooks", "watch", "exclude_docs", "extra")
"""What another engine gets no use of in mkdocs.yml: a folder of finished pages holds nothing to leave out, and what
stands under `extra` is on every page already."""

AS_TEMPLATES = ("404.html", "sitemap.xml")
"""Pages without a text. They are finished too, but every engine makes them of a template of that name, and so
these two go to our templates, in the place of ours."""

HIDDEN = (".htaccess", ".well-known/security.txt")
"""Files for hosts that Zensical does not publish, as it leaves out what begins with a dot: copy them yourself."""

GENERATOR = '<meta name="generator" content="mkdocs-{}">'
"""The one line of a page that names the engine."""

ALARM = "Warning: anchor does not exist"
"""What Zensical says where a text leads to a part of its page that comes from a template: it looks in texts only."""


def run(folder: Path, *command: str, **more: str) -> tuple[int, str]:
    """Start one of the engines, with more in its environment, and return its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by their names."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


# --- ProperDocs, which goes on where MkDocs stops: the same hooks, nothing to change -------------------------------


def test_properdocs_builds_the_same_files(site: Path, tmp_path: Path, figures: Figures) -> None:
    build = ("properdocs", "build", "-f", "mkdocs.yml", "--strict", "--site-dir", str(tmp_path))
    code, said = run(ROOT, *build, PAPER="true")
    assert code == 0, said
    assert "WARNING" not in said
    ours, theirs = files_in(site), files_in(tmp_path)
    assert sorted(theirs) == sorted(ours)
    own = GENERATOR.format(f"ProperDocs {version('properdocs')}").encode()
    named = GENERATOR.format(version("mkdocs")).encode()
    for name, path in theirs.items():
        data = path.read_bytes()
        assert data.count(own) == name.endswith(".html"), name
        assert data.replace(own, named) == ours[name].read_bytes(), name
    figures["other engines, ProperDocs"] = f"{len(theirs):,} files as MkDocs builds them"


def test_a_fault_stops_properdocs_with_our_own_line(tmp_path: Path) -> None:
    lay_out(tmp_path / "docs", {"articles/case.md": HEAD + '## A { fear="too-bussy" }\n\nText.\n'})
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "hooks": [str(ROOT / "hooks/events.py")],
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "watch": [],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    code, said = run(tmp_path, "properdocs", "build", "-f", "mkdocs.yml", "--strict")
    assert code == 1
    line = "docs/articles/case.md:7:14: there is no fear 'too-bussy'. Did you mean 'too-busy'? [unknown-fear]"
    assert [each for each in said.splitlines() if each.startswith("WARNING")] == [f"WARNING -  {line}"]
    assert "Aborted with 1 warnings in strict mode!" in said


def test_having_properdocs_changes_nothing_for_mkdocs() -> None:
    """It redirects imports of MkDocs to itself, but only in a process that it has been started in."""
    code, said = run(ROOT, "mkdocs", "--version")
    assert (code, "ProperDocs" in said, version("mkdocs") in said) == (0, False, True)


# --- MkDocs without a theme, should Material end -------------------------------------------------------------------


def test_without_a_theme_the_site_is_the_same(tmp_path: Path) -> None:
    """Nothing of Material's is used: not a template, a script, a style, an icon or a word."""
    named, none = (tmp_path / each for each in ("named", "none"))
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert text.count("  name: material\n") == 1
    for folder, name in ((named, "material"), (none, "null")):
        folder.mkdir()
        settings = text.replace("  name: material\n", f"  name: {name}\n")
        for path in ("custom_dir: overrides", "- hooks/events.py", "- overrides"):
            key, _, name_ = path.rpartition(" ")
            settings = settings.replace(f"  {path}\n", f"  {key} {ROOT / name_}\n")
        (folder / "mkdocs.yml").write_text(settings, "utf-8")
        lay_out(folder / "docs", {"articles/rich.md": RICH})
        code, said = run(folder, "mkdocs", "build", PAPER="false", NO_MKDOCS_2_WARNING="1")
        assert code == 0, said
    ours, theirs = files_in(named / "site"), files_in(none / "site")
    assert {"404.html", "sitemap.xml", "fears/too-busy/index.html"} <= set(ours)
    assert sorted(ours) == sorted(theirs)
    assert [name for name, path in theirs.items() if path.read_bytes() != ours[name].read_bytes()] == []


# --- Zensical, which knows no hooks: finished pages, our templates ------------------------------------------------


def lay_out_for_zensical(finished: Path, project: Path, **more: str) -> None:
    """Make a project of finished pages, our templates and our mkdocs.yml; all that is adapted is done here.

    Args:
        finished: the folder of finished pages.
        project: the folder to write.
        more: settings that take the place of those in our mkdocs.yml.
    """
    shutil.copytree(finished, project / "docs", ignore=shutil.ignore_patterns("*.pdf"))
    shutil.copytree(ROOT / "overrides", project / "overrides")
    for name in AS_TEMPLATES:
        shutil.copyfile(finished / name, project / "overrides" / name)
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings = {key: value for key, value in settings.items() if key not in FOR_OUR_HOOKS}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings | more, allow_unicode=True), "utf-8")


class Tree(HTMLParser):
    """Reads a page as a browser does: not how a character, an address or JSON is spelled, but what it says."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.read: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        for name in fields.keys() & {"href", "src"}:  # `..` and `../`, `x` and `./x`
            fields[name] = urljoin(self.address, fields[name])
        if fields.get("name") != "generator":
            self.read.append((tag, fields))

    def handle_endtag(self, tag: str) -> None:
        self.read.append(tag)

    def handle_data(self, data: str) -> None:
        is_json = self.cdata_elem == "script" and data.strip()
        self.read.append(json.loads(data.replace('"./', '"')) if is_json else data)


def is_zensical_for_here() -> bool:
    """Tell whether there is a package of Zensical for this kind of computer."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    wanted = next(each for each in map(Requirement, groups["test"]) if each.name == "zensical")
    return wanted.marker is None or wanted.marker.evaluate()


def same_pages(ours: dict[str, Path], theirs: dict[str, Path]) -> int:
    """Compare each page of two sites as a browser reads it, and return how many there are."""
    pages = [name for name in ours if name.endswith(".html")]
    for name in pages:
        at = f"https://a.example/{name.removesuffix('index.html')}"
        mine, other = (Tree(site[name].read_text("utf-8"), at).read for site in (ours, theirs))
        assert other == mine, name
    return len(pages)


def test_zensical_builds_the_same_pages(site: Path, finished: Path, tmp_path: Path, figures: Figures) -> None:
    if not is_zensical_for_here():
        figures["other engines, Zensical"] = "LEFT OUT: there is no package of it for this computer"
        pytest.skip("Zensical has no package for this computer, so nothing was built with it")
    lay_out_for_zensical(finished, tmp_path)
    code, said = run(tmp_path, "zensical", "build")
    assert code == 0, said
    warnings = [line for line in said.splitlines() if line.startswith(("Warning", "Error"))]
    assert set(warnings) <= {ALARM}, said
    ours, theirs = files_in(site), files_in(tmp_path / "site")
    for name, path in ours.items():
        if name in HIDDEN or name.endswith(".pdf"):
            assert name not in theirs, name
        elif not name.endswith(".html"):
            assert theirs[name].read_bytes() == path.read_bytes(), name
    pages = same_pages(ours, theirs)
    assert pages == len(list(finished.rglob("*.md"))) + 1  # and 404
    figures["other engines, Zensical"] = (
        f"{pages} pages as MkDocs builds them, and {len(warnings)} false alarms about anchors"
    )


def test_zensical_escapes_what_mkdocs_escapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself it escapes nothing: `{% autoescape true %}` has it do so, anew in each template that is included."""
    if not is_zensical_for_here():
        pytest.skip("Zensical has no package for this computer")
    monkeypatch.setenv("NOTABOTHER_PAGES_DIR", str(tmp_path / "finished"))
    site = build_marked(tmp_path, monkeypatch)
    project = tmp_path / "project"
    lay_out_for_zensical(tmp_path / "finished", project, site_name=SITE_NAME)
    code, said = run(project, "zensical", "build")
    assert code == 0, said
    assert same_pages(files_in(site), files_in(project / "site")) > 15
