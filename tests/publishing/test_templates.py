"""Templates are read whatever program saved them, and what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from notabother.problems import as_line
from notabother.publishing.heads import faults
from notabother.publishing.templates import Templates
from odd_heads import POLICY, page

PARTS = {
    "main.html": page().replace('<meta charset="utf-8">', '{% include "partials/meta.html" %}'),
    "partials/meta.html": '<meta charset="utf-8">\n',
    "page.html": '{% extends "main.html" %}',
}


def environment(folder: Path, parts: dict[str, bytes]) -> tuple[jinja2.Environment, Templates]:
    for name, data in parts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    templates = Templates(jinja2.FileSystemLoader(folder))
    return jinja2.Environment(loader=templates), templates


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("saved", [b"\xef\xbb\xbf%b", b"%b\r\n", b"\xef\xbb\xbf\r\n%b"])
def test_a_template_may_begin_with_a_mark_and_end_its_lines_otherwise(
    tmp_path: Path, name: str, saved: bytes
) -> None:
    parts = {each: text.encode() for each, text in PARTS.items()}
    parts[name] = (saved % parts[name]).replace(b"\n", b"\r\n").replace(b"\r\r", b"\r")
    found, templates = environment(tmp_path, parts)
    made = found.get_template("page.html").render()
    assert faults(made, POLICY) == []
    assert "\ufeff" not in made
    assert templates.problems == []


def test_a_template_that_is_not_utf8_is_told_and_still_shows(tmp_path: Path) -> None:
    parts = {each: text.encode() for each, text in PARTS.items()}
    parts["main.html"] = parts["main.html"].replace("é".encode(), b"\xe9")
    found, templates = environment(tmp_path, parts)
    assert "<p>Text é</p>" in found.get_template("page.html").render()
    [line] = [as_line(each, "overrides") for each in templates.problems]
    assert line.startswith("overrides/main.html:12:9: 'é' is not saved as UTF-8. ")


def test_a_character_that_nobody_sees_is_told_once(tmp_path: Path) -> None:
    found, templates = environment(tmp_path, {"a.html": b"<p>\0</p>", "b.html": b'{% include "a.html" %}'})
    assert found.get_template("b.html").render() == found.get_template("a.html").render() == "<p>\ufffd</p>"
    assert [(each.place.file, each.rule) for each in templates.problems] == [("a.html", "control-character")]


def test_a_template_that_is_not_there_is_missed_as_ever(tmp_path: Path) -> None:
    found, _ = environment(tmp_path, {"a.html": b""})
    assert found.list_templates() == ["a.html"]
    with pytest.raises(jinja2.TemplateNotFound):
        found.get_template("c.html")
