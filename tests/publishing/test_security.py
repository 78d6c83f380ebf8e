"""What strangers send is data, what runs for them holds nothing, and whoever finds a hole learns whom to tell."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config

from conftest import ROOT
from notabother import __main__ as command
from notabother.publishing.security import PATH, security_txt
from notabother.settings import Security

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
HARMLESS = frozenset(
    "abbr admonition attr_list fenced_code footnotes pymdownx.magiclink smarty tables toc".split()
)
"""Extensions that only draw what stands in the text."""


# --- Markdown is data ----------------------------------------------------------------------------


def test_nothing_is_switched_on_that_reads_files_or_runs_code() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    named = [each for each in config.markdown_extensions if isinstance(each, str)]
    assert set(named) == HARMLESS
    assert list(config.plugins) == ["hooks/events.py"]
    assert list(config.hooks) == ["hooks/events.py"]
    settings = yaml.compose((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.SafeLoader)
    assert {node.tag for node in tags(settings)} == {"!ENV"}


def tags(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the nodes that carry a tag of their own."""
    found = [node] if node is not None and not node.tag.startswith("tag:yaml.org,2002:") else []
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for each in child if isinstance(child, tuple) else (child,):
            found += tags(each)
    return found


# --- what runs for a pull request ----------------------------------------------------------------


def workflow(path: Path) -> dict[str, Any]:
    """Return a workflow; YAML takes the key `on` for a truth value."""
    read = yaml.safe_load(path.read_text("utf-8"))
    return {**read, "on": read.get("on", read.get(True))}


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["audit.yml", "check.yml", "deploy.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_can_only_read_and_holds_nothing_worth_taking(path: Path) -> None:
    read, text = workflow(path), path.read_text("utf-8")
    assert read["permissions"] in ({}, {"contents": "read"})
    assert "secrets." not in text
    assert "GITHUB_TOKEN" not in text
    assert not {"pull_request_target", "workflow_run", "issue_comment", "issues"} & set(read["on"])
    for job in read["jobs"].values():
        assert job["timeout-minutes"] <= 30
        writes = {name for name, may in job.get("permissions", {}).items() if may != "read"}
        if writes:  # it gets no code, so it can run none
            assert path.name == "deploy.yml"
            assert [step["uses"].partition("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]
    for step in steps(path):
        assert "${{" not in step.get("run", ""), "text of others would become a command"
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert "ref" not in step["with"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_named_by_commit_with_their_release_beside_it(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps(path))
    for line in lines:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_one_action_has_one_commit() -> None:
    used: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in re.findall(r"uses: (\S+ # \S+)", path.read_text("utf-8")):
            used.setdefault(line.partition("@")[0], set()).add(line)
    assert {name: found for name, found in used.items() if len(found) > 1} == {}


def test_only_main_is_published() -> None:
    read = workflow(ROOT / ".github/workflows/deploy.yml")
    assert set(read["on"]) == {"push", "workflow_dispatch"}
    assert read["on"]["push"] == {"branches": ["main"]}
    assert read["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert read["jobs"]["deploy"]["needs"] == "build"
    [upload] = [
        step
        for step in steps(ROOT / ".github/workflows/deploy.yml")
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert upload["with"]["include-hidden-files"] is True, f"or {PATH} is left behind"


def test_nothing_is_published_that_fails_a_test() -> None:
    """Those about our own pages are marked, and skipped where these are missing."""
    commands = [
        step["run"]
        for step in steps(ROOT / ".github/workflows/deploy.yml")
        if "make " in step.get("run", "") or ".ci/" in step.get("run", "")
    ]
    assert commands == ["bash .ci/run", "make build"]
    for name in ("check.yml", "deploy.yml"):
        assert "bash .ci/run" in [step.get("run") for step in steps(ROOT / ".github/workflows" / name)]


OURS = 'site_url: !ENV [SITE_URL, "https://notabother.example/"]'
THEIRS = 'site_url: !ENV [SITE_URL, "https://worries.example/"]\nextra: notabother.example'


@pytest.mark.parametrize(
    ("given", "repository", "setting", "address"),
    [
        ("https://given.example/", "Jo/asking", OURS, "https://given.example/"),
        ("https://given.example/", "Jo/asking", THEIRS, "https://given.example/"),
        ("", "Jo/asking", THEIRS, None),
        ("", "Jo/asking", OURS, "https://jo.github.io/asking/"),
        ("", "Jo/Asking", OURS, "https://jo.github.io/Asking/"),
        ("", "Jo/jo.github.io", OURS, "https://jo.github.io/"),
        ("", "Jo/Jo.github.io", OURS, "https://jo.github.io/"),
        ("", "jo/other.github.io", OURS, "https://jo.github.io/other.github.io/"),
    ],
)
def test_where_a_published_site_says_it_stands(
    tmp_path: Path, given: str, repository: str, setting: str, address: str | None
) -> None:
    path = ROOT / ".github/workflows/deploy.yml"
    [step] = [each for each in steps(path) if "GITHUB_ENV" in each.get("run", "")]
    assert step["env"] == {"GIVEN": "${{ vars.SITE_URL }}"}
    [build_step] = [each for each in steps(path) if each.get("run") == "make build"]
    assert "SITE_URL" not in build_step["env"]
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{setting}\n", "utf-8")
    (tmp_path / "env").touch()
    env = {"GIVEN": given, "GITHUB_REPOSITORY": repository, "GITHUB_ENV": f"{tmp_path}/env"}
    command = ["bash", "-e", "-c", step["run"]]
    subprocess.run(command, cwd=tmp_path, env={"PATH": os.environ["PATH"]} | env, check=True)
    assert (tmp_path / "env").read_text("utf-8") == (f"SITE_URL={address}\n" if address else "")


# --- whom to tell --------------------------------------------------------------------------------

SETTINGS = Security(("mailto:us@a.example",), datetime.date(2027, 10, 31))
"""What mkdocs.yml takes here is tested in test_settings.py."""


def test_security_txt_says_whom_to_tell_and_until_when() -> None:
    contacts = ("https://a.example/tell", "mailto:us@a.example")
    settings = Security(contacts, SETTINGS.expires, "https://a.example/p")
    assert security_txt(settings, "https://a.example/site/") == (
        "Contact: https://a.example/tell\n"
        "Contact: mailto:us@a.example\n"
        "Expires: 2027-10-31T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: https://a.example/site/.well-known/security.txt\n"
        "Policy: https://a.example/p\n"
    )


def test_without_an_address_of_the_site_none_is_given_for_the_file() -> None:
    """A Canonical needs a whole address, as RFC 9116 has it."""
    assert "Canonical" not in security_txt(SETTINGS, "")


def config(folder: Path, security: str) -> Path:
    """Write a mkdocs.yml that says this of security."""
    file = folder / "mkdocs.yml"
    text = f"site_name: x\nsite_url: https://a.example/\nextra:\n  paper: false\n{security}"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(("days", "code"), [(31, 0), (30, 0), (29, 1), (-1, 1)])
def test_one_is_reminded_a_month_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], days: int, code: int
) -> None:
    """No test looks at today: one that did would fail one day with nothing changed. `make audit` looks."""
    today = datetime.date(2027, 10, 31) - datetime.timedelta(days)
    file = config(tmp_path, "  security: {contact: mailto:us@a.example, expires: 2027-10-31}\n")
    assert command._expires(file, today) == code
    assert f"{days} days from today" in capsys.readouterr().out


def test_without_a_day_one_is_told_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["expires", str(config(tmp_path, ""))]) == 0
    assert capsys.readouterr().out == "The site publishes no security.txt.\n"
    file = config(tmp_path, "  security: {contact: mailto:us@a.example, expires: soon}\n")
    assert command.main(["expires", str(file)]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:5:53: 'expires' takes a day, not 'soon'.")


@pytest.mark.parametrize(("holes", "due"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_the_audit_says_both_and_fails_for_either(tmp_path: Path, holes: int, due: int) -> None:
    """With commands that only write down that they were called, and say what they are told to."""
    for name, code in {"venv/bin/python": due, "audit/bin/pip-audit": holes}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(f'#!/bin/sh\necho "{path.name}" >>"{tmp_path}/called"\nexit {code}\n', "utf-8")
        path.chmod(0o700)
    (tmp_path / "venv/.site").touch()
    (tmp_path / "audit/.done").touch()
    command = ["make", "audit", f"VENV={tmp_path}/venv", f"AUDIT_VENV={tmp_path}/audit"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (tmp_path / "called").read_text("utf-8").split() == ["pip-audit", "python"], done.stderr
    assert (done.returncode != 0) == bool(holes or due)
