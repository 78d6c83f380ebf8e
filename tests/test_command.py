"""The command line: `python -m notabother check docs`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from notabother.__main__ import main
from small_library import HEAD

FAULTY = HEAD + 'Text.[^bohns-2106]\n\n## A { fear="too-bussy" }\n'


def test_clean(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(docs)]) == 0
    assert capsys.readouterr() == ("", "0 problems in 6 files.\n")


def test_problems(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "articles/case.md").write_text(FAULTY, "utf-8")
    (docs / "away").symlink_to("nowhere")
    assert main(["check", str(docs)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{docs}/articles/case.md:7:8: there is no study 'bohns-2106'. Did you mean 'bohns-2016'? [unknown-study]",
        f"{docs}/articles/case.md:9:14: there is no fear 'too-bussy'. Did you mean 'too-busy'? [unknown-fear]",
        f"{docs}/away:1:1: this symbolic link leads nowhere. Delete it, or put the file itself here. [outside-link]",
    ]
    assert err == "3 problems in 7 files.\n"


def test_both_formats_say_the_same(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "articles/case.md").write_text(FAULTY, "utf-8")
    assert main(["check", str(docs)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert main(["check", str(docs), "--format", "github"]) == 1
    marks = capsys.readouterr().out.splitlines()
    assert marks == [
        (
            f"::error file={docs}/articles/case.md,line=7,col=8,title=unknown-study::"
            "there is no study 'bohns-2106'. Did you mean 'bohns-2016'?"
        ),
        (
            f"::error file={docs}/articles/case.md,line=9,col=14,title=unknown-fear::"
            "there is no fear 'too-bussy'. Did you mean 'too-busy'?"
        ),
    ]
    again = []
    for mark in marks:
        fields, message = mark.removeprefix("::error ").split("::")
        file, line, column, rule = (field.partition("=")[2] for field in fields.split(","))
        again.append(f"{file}:{line}:{column}: {message} [{rule}]")
    assert again == lines


def test_a_warning_alone_fails_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = docs / "fears/too-busy.md"
    path.write_text(path.read_text("utf-8").replace("  - They have no time\n", ""), "utf-8")
    assert main(["check", str(docs)]) == 0
    out, err = capsys.readouterr()
    assert out.count("warning: ") == 1
    assert err == "0 problems and 1 warning in 6 files.\n"


def test_one_problem_is_no_problems(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "articles/case.md").write_text(HEAD + "# A\n", "utf-8")
    assert main(["check", str(docs)]) == 1
    assert capsys.readouterr().err == "1 problem in 7 files.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["check", "nowhere"],
        ["check", "docs", "--format", "x"],
        ["check", ".", "--config", "no.yml"],
        ["serve"],
    ],
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: notabother")


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "nowhere"])
    assert (
        "there is no folder 'nowhere'. Name the folder that holds vocabulary.yml" in capsys.readouterr().err
    )


def test_as_authors_call_it(docs: Path) -> None:
    (docs / "articles/case.md").write_text(FAULTY, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "notabother", "check", "docs"],
        cwd=docs.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith("docs/articles/case.md:7:8: there is no study")


def test_the_core_needs_no_mkdocs() -> None:
    code = "import sys, notabother.__main__, notabother.pages.make, notabother.drawing.sections; sys.exit('mkdocs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")}, check=False
    )
    assert done.returncode == 0


def test_the_settings_beside_the_folder_are_read_and_checked(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "articles/case.md").write_text(FAULTY, "utf-8")
    config = docs.parent / "mkdocs.yml"
    config.write_text(
        "site_name: x\nsite_url: https://a.example/\nextra:\n  paper: false\n  polcy: false\n"
        "  footer: [{title: A, file: cards/index.md}, {title: B, file: cards/no.md}]\n"
        "  rules: {unknown-study: warning, unknown-fear: off, fear-without-section: off}\n",
        "utf-8",
    )
    lines = [
        f"{config}:5:3: 'extra' has no field 'polcy'. Did you mean 'policy'? [unknown-field]",
        f"{config}:6:63: there is no file 'cards/no.md' in docs. Did you mean 'cards/index.md'? [broken-link]",
        (
            f"{docs}/articles/case.md:7:8: warning: there is no study 'bohns-2106'. "
            "Did you mean 'bohns-2016'? [unknown-study]"
        ),
    ]
    assert main(["check", str(docs)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == lines
    assert err == "2 problems and 1 warning in 7 files.\n"
    moved = config.rename(docs.parent / "other.yml")
    assert main(["check", str(docs), "--config", str(moved)]) == 1
    assert capsys.readouterr().out.splitlines() == [line.replace("mkdocs.yml", "other.yml") for line in lines]


def test_limits_of_reading_are_the_sites_own(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = " ".join(["Word", *["word"] * 29]) + ".\n"
    (docs / "articles/case.md").write_text(HEAD + sentence, "utf-8")
    assert main(["check", str(docs)]) == 1
    assert "30 words; 25 is the most" in capsys.readouterr().out
    config = docs.parent / "mkdocs.yml"
    bare = "site_name: x\nsite_url: https://a.example/\nextra:\n  paper: false\n"
    config.write_text(f"{bare}  reading: {{sentence-words: 30}}\n", "utf-8")
    assert main(["check", str(docs)]) == 0
