"""What Markdown from strangers may not carry: in the reader, and again in the renderer."""

from __future__ import annotations

import pytest

from as_drawn import compare, draw
from foreign import foreign
from notabother.source.safety import (
    is_own_address,
    is_safe_address,
    is_safe_attribute,
    link_trouble,
    raw_html,
)
from small_library import HEAD


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.md",
        "../fears/a.md#b",
        "/a",
        "//x.example/a",
        "#a",
        "?a=b:c",
        "a/b:c",
        "#javascript:x",
        "https://x.example/?a=javascript:1",
        "HTTPS://x.example",
        "mailto:a@b.example",
        "tel:+1",
        "sms:+1",
    ],
)
def test_safe_addresses(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script&#58;alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "view-source:x",
        "x:y",
    ],
)
def test_unsafe_addresses(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize(
    ("name", "value", "safe"),
    [
        ("title", "javascript:x", True),
        ("class", "x", True),
        ("href", "a.md", True),
        ("href", None, True),
        ("href", "javascript:x", False),
        ("HREF", "javascript:x", False),
        ("xlink:href", "javascript:x", False),
        ("src", "data:x", False),
        ("formaction", "javascript:x", False),
        ("onclick", "", False),
        ("OnClick", None, False),
        ("style", "x", False),
        ("srcdoc", "x", False),
        ("srcset", "x", False),
    ],
)
def test_attributes(name: str, value: str | None, safe: bool) -> None:
    assert is_safe_attribute(name, value) is safe


HARMLESS = (
    "plain",
    "3 < 4 and 5 > 4, a <3",
    "<b>bold</b>, <kbd title='a'>key</kbd>, a<br>b<br/>c",
    "<https://x.example/> and <me@x.example>",
    "<!-- a comment -->",
    "<!-- a comment\n\nover <div> lines -->",
    "&lt;script&gt;",
    "<b>bold</b>",
)

TROUBLE = {
    "<script>x</script>": "active-content",
    "<SCRIPT src=x>": "active-content",
    "<svg/onload=alert(1)>": "active-content",
    "<img src=x onerror=alert(1)>": "active-content",
    "<b onmouseover='x'>b</b>": "active-content",
    "<b\nonclick=x>b</b>": "active-content",
    "<a href=javascript:x>b</a>": "active-content",
    "<a href='java&#115;cript:x'>b</a>": "active-content",
    "<javascript:alert(1)>": "active-content",
    "<javascript://x/%0aalert(1)>": "active-content",
    "<https:x onclick=alert(1)>words": "active-content",
    "<tel:1 onmouseover=alert(1)>words": "active-content",
    "<https:x.example>words": "raw-html",
    "<iframe src=x></iframe>": "active-content",
    "<form action=x>": "active-content",
    "<style>x</style>": "active-content",
    "<meta http-equiv=refresh>": "active-content",
    "<base href=x>": "active-content",
    "<math><a xlink:href='javascript:x'>": "active-content",
    "<!--> <script>x</script> -->": "active-content",
    "<!---> <script>x</script> -->": "active-content",
    "<!-- a --!> <script>x</script> -->": "active-content",
    "text <!-- a\n\n<script>x</script> -->": "active-content",
    "<div>x</div>": "raw-html",
    "<span>x</span>": "raw-html",
    "<img src=x.png>": "raw-html",
    "<a href='https://x.example/'>x</a>": "raw-html",
    "<b data-x=1>x</b>": "raw-html",
    "<custom-thing>": "raw-html",
    "<![CDATA[ > <b>x</b> ]]>": "raw-html",
    "<!DOCTYPE html>": "raw-html",
    "<?php x ?>": "raw-html",
    "<!-- never closed": "raw-html",
}


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_html(text: str) -> None:
    assert list(raw_html(text)) == []
    _, drawn, rules, _ = compare(f"{HEAD}{text}\n")
    assert rules == []
    assert drawn.unsafe == []


@pytest.mark.parametrize(("text", "rule"), TROUBLE.items())
def test_html_that_is_refused(text: str, rule: str) -> None:
    assert next(raw_html(text))[2] == rule
    _, drawn, rules, _ = compare(f"{HEAD}{text}\n")
    assert rule in rules
    assert list(foreign(drawn.html, drawn=True)) == []
    assert not any(
        f"<{tag}" in drawn.html.casefold()
        for tag in ("script", "svg", "img", "iframe", "form", "math", "base")
    )


def test_html_is_reported_where_it_stands() -> None:
    found = list(raw_html("a\nb <div>\n  <b onclick=x>"))
    assert [(line, column, rule) for line, column, rule, _ in found] == [
        (2, 2, "raw-html"),
        (3, 2, "active-content"),
    ]


@pytest.mark.parametrize(
    ("line", "scheme"),
    [
        ("[a](javascript:x)", "javascript:"),
        ("[a](<javascript:x>)", "javascript:"),
        ("[a]( java\tscript:x)", "javascript:"),
        ("![a](data:image/svg+xml,x)", "data:"),
        ("[a]: vbscript:x", "vbscript:"),
        ("[a](b.md){: href='javascript:x' }", "javascript:"),
        ("[a](javascript&colon;x)", "javascript:"),
        ("[a](b.md) javascript: data: file:", None),
        ("The data: all of it", None),
        ("[a](b.md#data:x)", None),
    ],
)
def test_link_trouble(line: str, scheme: str | None) -> None:
    assert link_trouble(line) == scheme


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:x)",
        "[a](\njavascript:x)",
        "[a]: javascript:x\n\n[b][a]",
        "[a]:\n    javascript:x\n\n[b][a]",
        "[a](b){: onclick=x }",
        '# A { onclick="x" }',
        "*a*{: style=x }",
        "![a](javascript:x)",
        "[a](java&#115;cript:x)",
        "Text.\n{: onclick=x }",
        "- a\n{: onclick=x }",
        "<b onclick=x>b</b>",
        '## A { #<b title=" onclick=x y="></b> }',
        '*a*{: title=<b title=" onclick=x y="></b> }',
    ],
)
def test_the_renderer_takes_out_what_the_reader_would_overlook(text: str) -> None:
    drawn = draw(text)
    assert drawn.unsafe
    assert list(foreign(drawn.html, drawn=True)) == []
    for trouble in (
        "javascript:",
        "java&#115;cript:",
        "<b onclick",
        ' onclick="x"',
        ' style="x"',
    ):
        assert trouble not in drawn.html
    assert "active-content" in compare(HEAD + text)[2]


def test_what_the_renderer_shows_as_text() -> None:
    drawn = draw("<div>x</div>\n\nand <span>y</span>")
    assert "&lt;div&gt;x&lt;/div&gt;" in drawn.html
    assert "&lt;span&gt;y" in drawn.html


def test_examples_are_drawn_as_they_stand() -> None:
    drawn = draw("``` html\n<script>alert(1)</script>\n```\n\nand `<script>`, A &amp; B")
    assert drawn.unsafe == []
    assert '<pre><code class="language-html">&lt;script&gt;alert(1)&lt;/script&gt;' in drawn.html
    assert "<code>&lt;script&gt;</code>" in drawn.html


@pytest.mark.parametrize("address", ["a.png", "../a.png", "/a.png", "", "a/b:c.png", "?x=//a"])
def test_own_addresses(address: str) -> None:
    assert is_own_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a.png",
        "//x.example/a",
        "\\\\x.example/a",
        "/\\x.example/a",
        " //x",
        "/\t/x",
        "http:a",
        "mailto:a",
        "&#47;/x",
    ],
)
def test_addresses_elsewhere(address: str) -> None:
    assert not is_own_address(address)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("![a](https://x.example/a.png)", ["active-content"]),
        ("[![a](//x.example/a.png)](https://x.example/)", ["active-content"]),
        ("![a][b]\n\n[b]: https://x.example/a.png", ["active-content"]),
        ("![a]\n\n[A]: <https://x.example/a.png>", ["active-content"]),
        ("![a](../a.png){: width=10 }", []),
        ("[![a](../a.png)](https://x.example/) and [b][c]\n\n[c]: https://x.example/", []),
        ("*a*{: .wide #b lang=fr }", []),
        ("*a*{ target=_blank }", ["raw-html"]),
        ("*a*{hidden}", ["raw-html"]),
        ("[a](https://x.example/){ download }", ["raw-html"]),
        ("Text { so } and {so} and {{ so }}", []),
        ("A | B\n:-|-:\n1 | 2", []),
        ("<b>never closed", ["raw-html"]),
        ("closed by </i> nothing", ["raw-html"]),
        ("<b><i>crossed</b></i>", ["raw-html"] * 2),
        ("<b>a<br>b<wbr>c</b> <kbd/>", []),
    ],
)
def test_reader_and_renderer_refuse_the_same(text: str, rules: list[str]) -> None:
    _, drawn, found, _ = compare(HEAD + text + "\n")
    assert found == rules
    if not rules:
        assert drawn.unsafe == []


def test_cells_are_aligned_by_a_class() -> None:
    html = draw("A | B\n:-|-:\n1 | 2").html
    assert '<td class="align-left">1</td>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style" not in html
