"""What a page says to its scripts: the build's shapes, the schema and the scripts' types are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from typing import Any

import fastjsonschema
import pytest

from conftest import ROOT
from notabother.limits import ForBrowser
from notabother.model import Library
from notabother.pages import data
from notabother.pages.frame import frame
from notabother.pages.make import make_pages
from small_library import SETTINGS

SCHEMA: dict[str, Any] = json.loads((ROOT / "tests/pages/page-data.schema.json").read_text("utf-8"))
SCRIPTS = ROOT / "overrides/assets/javascripts"

SHAPES = {
    "PageData": data.PageData,
    "Search": data.Search,
    "Card": data.Card,
    "Blank": data.Blank,
    "Limits": ForBrowser,
    "List": data.List,
}

validate = fastjsonschema.compile(SCHEMA)


def typedefs() -> dict[str, dict[str, str]]:
    """Return the types that scripts are told, by their names: each property with its type; `?` behind it: optional."""
    found: dict[str, dict[str, str]] = {}
    for line in (SCRIPTS / "data.js").read_text("utf-8").splitlines():
        if name := re.search(r"@typedef \{object\} (\w+)", line):
            found[name[1]] = {}
        elif prop := re.search(r"@property \{(.+?)\} (\[?)(\w+)", line):
            found[list(found)[-1]][prop[3]] = prop[1] + "?" * bool(prop[2])
    return found


def typed(schema: dict[str, Any]) -> str:
    """Return a schema as scripts write types."""
    match schema:
        case {"$ref": str(name)} if name.endswith("/Places"):
            return "[number, number]"
        case {"$ref": str(name)}:
            return name.rpartition("/")[2]
        case {"enum": list(values)}:
            return " | ".join(f'"{each}"' for each in values)
        case {"const": int()} | {"type": "integer"}:
            return "number"
        case {"type": "array", "items": dict(items)}:
            return f"{typed(items)}[]"
        case {"type": "object", "properties": dict(inner)}:
            return f"{{ {', '.join(f'{name}: {typed(each)}' for name, each in inner.items())} }}"
        case {"type": "object", "additionalProperties": dict(inner)}:
            return f"Record<string, {typed(inner)}>"
    return str(schema["type"])


def needed(each: Field[Any]) -> bool:
    return each.default is not None or each.default is MISSING


@pytest.mark.parametrize("name", SHAPES)
def test_the_shapes_are_those_of_the_schema(name: str) -> None:
    schema = SCHEMA["definitions"][name]
    assert [data.camel(each.name) for each in fields(SHAPES[name])] == list(schema["properties"])
    assert [data.camel(each.name) for each in fields(SHAPES[name]) if needed(each)] == schema["required"]


@pytest.mark.parametrize("name", SHAPES)
def test_the_types_of_scripts_are_those_of_the_schema(name: str) -> None:
    schema = SCHEMA["definitions"][name]
    optional = {each: "" if each in schema["required"] else "?" for each in schema["properties"]}
    expected = {each: typed(inner) + optional[each] for each, inner in schema["properties"].items()}
    assert typedefs()[name] == expected


def test_the_schema_says_nothing_else() -> None:
    assert set(SCHEMA["definitions"]) == {*SHAPES, "Places"}
    assert set(typedefs()) == set(SHAPES)


@pytest.mark.parametrize("offline", [False, True])
def test_every_page_fits_the_schema(library: Library, *, offline: bool) -> None:
    pages = make_pages(library, {}, site={"offline": offline})
    found = {made.uri: made.meta["data"] for made in pages}
    for uri, block in found.items():
        validate(json.loads(json.dumps(block)))
        assert ("card" in block) == (uri.startswith("cards/") and uri != "cards/index.md")
    assert set(found["cards/index.md"]["list"]["items"]) == set(library.scripts)
    assert frame(library, SETTINGS, policy="", scripts={})["data"] == {
        "search": {"index": "search/search_index.json", "worker": "assets/javascripts/search/worker.js"},
        "version": 1,
    }


def test_another_shape_does_not_fit() -> None:
    for block in ({"version": 1}, {"search": {"index": "search/search_index.js"}, "version": 1}):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(block)


READERS = {
    "PageData": ("start/*.js parts/start.js", r"(?:\bdata\??\.|[{,] ){}\b"),
    "Search": ("search/beside.js search/in-page.js", r"[{,] {}\b"),
    "Card": ("desk/desk.js message/limits.js", r"(?:\bcard\.|[{] (?:\w+, )*){}\b"),
    "Blank": ("desk/kept.js", r"(?:\.|[{] (?:\w+, )*){}\b"),
    "Limits": ("desk/desk.js message/limits.js", r"(?:\blimits\.|[{] (?:\w+, )*){}\b"),
    "List": ("parts/filter.js", r"[{] {}\b"),
}
"""Where scripts read each shape, and how: a name alone may stand there for something else."""


def unread(shape: str, names: Iterable[str]) -> list[str]:
    files, pattern = READERS[shape]
    paths = [path for glob in files.split() for path in SCRIPTS.glob(glob)]
    code = re.sub(r"/\*(?s:.*?)\*/", "", " ".join(path.read_text("utf-8") for path in paths))
    return [each for each in names if not re.search(pattern.replace("{}", each, 1), code)]


def test_all_that_is_sent_is_read() -> None:
    assert set(READERS) == set(typedefs())
    for shape, inner in typedefs().items():
        assert unread(shape, inner) == [], shape


@pytest.mark.parametrize("shape", SHAPES)
def test_what_nobody_reads_would_be_told(shape: str) -> None:
    """Names among them that scripts use, for something else."""
    others = ["zebra", "kind", "label", "teaser"]
    assert unread(shape, others) == others
