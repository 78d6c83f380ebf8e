"""What in a page the policy would stop is found, and nothing else is."""

from __future__ import annotations

import pytest

from notabother.publishing.inspection import Inspector, Stopped

SITE = "https://x.example/sub/"


def stopped(html: str, site_url: str = SITE) -> list[str]:
    return [each.what for each in Inspector(site_url).stopped(html)]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>go()</script>", "a script within the page"),
        ('<script type="module">go()</script>', "a script within the page"),
        ('<script type="importmap">{}</script>', "a script within the page"),
        ("<style>p {}</style>", "a style sheet within the page"),
        ('<p style="color: red">', "the attribute 'style'"),
        ("<p STYLE=a>", "the attribute 'style'"),
        ('<img src="a.png" onerror="go()">', "the attribute 'onerror'"),
        ('<p title="a > b" onclick="go()">', "the attribute 'onclick'"),
        ("<p title='\"' onclick='go()'>", "the attribute 'onclick'"),
        ("<p\n  onclick='go()'>", "the attribute 'onclick'"),
        ('<a href=" JavaScript:go()">', "a link that is a script"),
        ('<a href="java&#10;script:go()">', "a link that is a script"),
        ('<a href="&#1;java&Tab;script:go()">', "a link that is a script"),
        ('<svg><a xlink:href="javascript:go()">', "a link that is a script"),
        ('<svg><image href="//y.example/a.png"/>', "'//y.example/a.png', fetched from elsewhere"),
        ('<svg><use xlink:href="//y.example/a.svg#b"/>', "'//y.example/a.svg#b', fetched from elsewhere"),
        ('<svg><feImage href="data:image/png,A"/>', "'data:image/png,A', fetched from elsewhere"),
        ('<img src="/\\y.example/a.png">', "'/\\y.example/a.png', fetched from elsewhere"),
        ('<img src="//[">', "'//[', fetched from elsewhere"),
        ('<form action="/send">', "a form that is sent to '/send'"),
        ('<base href="/">', "the element 'base'"),
        ('<iframe src="page.html"></iframe>', "the element 'iframe'"),
        (
            '<script src="https://y.example/a.js"></script>',
            "'https://y.example/a.js', fetched from elsewhere",
        ),
        ('<script src="//y.example/a.js"></script>', "'//y.example/a.js', fetched from elsewhere"),
        ('<img src="data:image/png;base64,AA">', "'data:image/png;base64,AA', fetched from elsewhere"),
        ('<img srcset="a.png 1x, //y.example/b.png 2x">', "'//y.example/b.png 2x', fetched from elsewhere"),
        (
            '<link rel="preload stylesheet" href="http://x.example/a.css">',
            "'http://x.example/a.css', fetched from elsewhere",
        ),
    ],
)
def test_what_the_policy_stops(html: str, what: str) -> None:
    assert stopped(f"<p>Before.</p>\n{html}") == [what]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "a < b > c <3 & 2<x on=",
        "<p>Put it <em>on</em>click = here, with style=none.</p>",
        "&lt;script&gt;go()&lt;/script&gt;",
        '<script src="assets/a.js"></script>',
        '<script type="application/ld+json">{"a": "\\u003cscript>"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<link rel="stylesheet" href="../a.css"><link rel="icon" href="https://x.example/i.svg">',
        '<svg><use href="#a"/><use href="../a.svg#b"/><image xlink:href="a.png"/></svg>',
        '<link rel="canonical" href="https://y.example/">',
        '<a href="https://y.example/" title="a > b">away</a><a href="mailto:">mail</a>',
        '<form role="search"><input name="q"></form>',
        "<!-- <script>go()</script> -->",
    ],
)
def test_what_the_policy_lets_be(html: str) -> None:
    assert stopped(html) == []
    assert stopped(html, site_url="") in ([], ["'https://x.example/i.svg', fetched from elsewhere"])


def test_a_finding_names_its_line_and_is_found_on_every_page() -> None:
    inspector = Inspector(SITE)
    page = "<p>One.</p>\n<p>Two.</p>\n<b onclick='go()'>\n"
    for _ in range(2):
        assert inspector.stopped(page) == [Stopped("the attribute 'onclick'", 3)]
    assert inspector.stopped("<p>One.</p>") == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { background: url(https://y.example/a.png) }", ["https://y.example/a.png"]),
        ("p { background: URL( 'data:image/png,A(B)' ) }", ["data:image/png,A(B)"]),
        ('p { background: url("//y.example/a)b.png"), url(b.png) }', ["//y.example/a)b.png"]),
        ("p { background: url(\\68ttps://y.example/\\(a) }", ["https://y.example/(a"]),
        ("p { background: url(https://y.example/a", ["https://y.example/a"]),
        ('@import "https://y.example/a.css" screen;', ["https://y.example/a.css"]),
        ("@IMPORT/* */'//y.example/a.css';", ["//y.example/a.css"]),
        ("@import url(//y.example/a.css);", ["//y.example/a.css"]),
        ("p::after { content: '\\'url(//y.example/' } b { background: url(//z.example/) }", ["//z.example/"]),
    ],
)
def test_what_a_style_sheet_fetches_from_elsewhere(css: str, found: list[str]) -> None:
    sheet = f"@charset 'utf-8';\n/* ours:\n */ {css}\n"
    wanted = [Stopped(f"'{each}', fetched from elsewhere", 3) for each in found]
    assert Inspector(SITE).stopped_in_styles(sheet) == wanted


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@import 'a.css'; @import url(../b.css); @font-face { src: url(\"../fonts/a.woff2\") }",
        "p { background: url(https://x.example/a.png), url(/a.png), url(#a), url(), url('') }",
        "/* @import 'https://y.example/'; url(data:,) */ p { color: red } /* url(//y.example/)",
        "p::after { content: 'url(//y.example/)'; content: \"@import '//y.example/'\" }",
        "@namespace svg url(http://www.w3.org/2000/svg); @namespace 'http://www.w3.org/1999/xhtml';",
        "a[href^='https://y.example/'] { color: red } .curl(//y.example/) {}",
    ],
)
def test_what_a_style_sheet_may_hold(css: str) -> None:
    assert Inspector(SITE).stopped_in_styles(css) == []


def test_many_comments_take_no_longer() -> None:
    css = "@import" + "/* */" * 5_000 + "url(//y.example/a.css);"
    assert len(Inspector(SITE).stopped_in_styles(css)) == 1
