"""What a browser would not find at the top of a page is said, and nothing else is."""

from __future__ import annotations

import pytest

from notabother.publishing.heads import faults
from odd_heads import (
    BEFORE,
    BEHIND,
    ENDING,
    HARMLESS,
    HARMLESS_WITHIN,
    LOADING,
    POLICY,
    RECODING,
    SWALLOWING,
    page,
)

WITHIN = [place for place in BEFORE if place != "start"]


def said(html: str, policy: str = POLICY) -> str:
    return "\n".join(faults(html, policy))


@pytest.mark.parametrize("place", ["", *BEFORE, *BEHIND])
def test_a_good_page_has_no_faults(place: str) -> None:
    for bit in ("", *HARMLESS, *(HARMLESS_WITHIN if place != "start" else ())):
        assert said(page(place, bit)) == "", bit
    assert said(page().replace("doctype html", "DOCTYPE HTML").replace("utf-8", "UTF-8")) == ""


@pytest.mark.parametrize("bit", ENDING)
def test_what_ends_the_head_too_early_is_told(bit: str) -> None:
    for place in BEFORE:
        assert "the policy is not in the head" in said(page(place, bit)), place
        assert "viewport" in said(page(place, bit), policy=""), place


@pytest.mark.parametrize("bit", SWALLOWING)
def test_what_swallows_the_rest_is_told(bit: str) -> None:
    for place in (*WITHIN, *BEHIND):
        assert said(page(place, bit)), place
    assert "never closed" in said(page("body", bit))


@pytest.mark.parametrize(("name", "bit"), LOADING.items())
@pytest.mark.parametrize("place", WITHIN)
def test_the_policy_stands_before_what_loads(place: str, name: str, bit: str) -> None:
    assert f"the policy stands after <{name}>" in said(page(place, bit))


@pytest.mark.parametrize("bit", RECODING)
@pytest.mark.parametrize("place", ["after_doctype", "after_html", "after_head"])
def test_the_charset_comes_first(place: str, bit: str) -> None:
    assert "the charset" in said(page(place, bit))


@pytest.mark.parametrize(
    ("html", "what"),
    [
        (page().replace("<!doctype html>", ""), "does not begin with <!doctype html>"),
        (page("start", "<!-- c -->"), "does not begin with <!doctype html>"),
        (page("start", '<?xml version="1.0"?>'), "does not begin with <!doctype html>"),
        (page().replace("doctype html", 'doctype html PUBLIC "-//W3C//DTD HTML 3.2//EN"'), "does not begin"),
        (page().replace("utf-8", "utf-16"), "the charset"),
        (page().replace("http-equiv", "name"), "the policy is missing"),
        (page().replace("'self'", "*"), "the policy is not the one"),
        (page().replace("&#39;", "'").replace(f'"{POLICY}"', f"'{POLICY}'"), "the policy is not the one"),
        (page().replace("viewport", "view"), "the viewport is not in the head"),
        ("", "does not begin"),
        ("<!doctype html><frameset>", "the policy is missing"),
    ],
)
def test_what_is_missing_is_told(html: str, what: str) -> None:
    assert what in said(html)


@pytest.mark.parametrize(
    ("bit", "what"),
    [
        ("\ufeff", "the character U+FEFF"),
        ("\u00a0", "the character U+00A0"),
        ("stray", "the text 'stray"),
        ("<body>\n<p>x</p>", "<p>"),
        ("<!-- c --><x-y></x-y>", "<x-y>"),
    ],
)
def test_what_ended_the_head_is_named(bit: str, what: str) -> None:
    assert f"The head ends where {what}" in said(page("after_head", bit))


def test_where_the_policy_is_off_nobody_asks_for_it() -> None:
    without = page().replace(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">', "")
    assert "policy" in said(without)
    assert said(without, policy="") == said(page(), policy="") == ""
