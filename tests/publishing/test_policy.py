"""What a page may load and run, as pages and hosts are told."""

from __future__ import annotations

import pytest

from notabother.publishing import policy

LONGEST = 2000
"""Characters in a line that Cloudflare Pages still reads."""


def test_nothing_is_allowed_but_files_of_the_site() -> None:
    directives = [each.split() for each in policy.headers()["Content-Security-Policy"].split("; ")]
    assert directives[0] == ["default-src", "'none'"]
    for name, *sources in directives:
        assert sources in (["'self'"], ["'none'"]), name
    assert {name for name, _ in directives} >= {"base-uri", "form-action", "frame-ancestors"}


def test_a_page_carries_what_may_stand_in_a_page() -> None:
    assert "frame-ancestors" not in policy.content()
    assert f"{policy.content()}; frame-ancestors 'none'" == policy.headers()["Content-Security-Policy"]


def test_while_serving_only_the_scripts_of_mkdocs_are_let_in() -> None:
    assert policy.content(serving=True).replace(" 'unsafe-inline'", "", 1) == policy.content()
    assert "script-src 'self' 'unsafe-inline';" in policy.content(serving=True)
    assert "unsafe" not in policy.content()


@pytest.mark.parametrize(
    ("site_url", "where"),
    [("https://x.example/", "/*"), ("https://x.example/sub/dir/", "/sub/dir/*"), ("", "/*")],
)
def test_each_host_gets_every_header_for_the_site_alone(site_url: str, where: str) -> None:
    files = policy.header_files(site_url)
    assert where in files["_headers"].splitlines()
    for name, value in policy.headers().items():
        assert f"\n  {name}: {value}\n" in files["_headers"]
        assert f'\n  Header always set {name} "{value}"\n' in files[".htaccess"]
        assert f'\nadd_header {name} "{value}" always;\n' in files["headers.nginx.conf"]
    for text in files.values():
        assert max(map(len, text.splitlines())) < LONGEST
        assert text.isascii()


def test_https_for_a_year_is_offered_and_not_set() -> None:
    for name, text in policy.header_files("https://x.example/").items():
        [line] = [line for line in text.splitlines() if "Strict-Transport-Security" in line]
        assert line.lstrip().startswith("# "), name
