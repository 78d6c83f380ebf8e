"""What is said about the top of a page is what Chromium makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from notabother.publishing.heads import faults
from odd_heads import ENDING, LOADING, POLICY, RECODING, SWALLOWING, page

pytestmark = pytest.mark.browser

READ = """() => ({
  modern: document.compatMode === "CSS1Compat",
  charset: document.characterSet,
  guarded: !window.ran,
  policy: !!document.querySelector("head > meta[http-equiv]"),
  viewport: !!document.querySelector("head > meta[name=viewport]"),
  text: document.body.innerText.includes("Text é"),
})"""

WELL = {"modern": True, "charset": "UTF-8", "guarded": True, "policy": True, "viewport": True, "text": True}

ODD = [
    *(("start", bit) for bit in ("", "<!-- c -->", "\ufeff", "stray ", "<p>x</p>")),
    *(("after_head", bit) for bit in (*ENDING, *SWALLOWING, "<!-- c -->", "</head>")),
    *(("before_policy", bit) for bit in ("\ufeff", "</p>", *LOADING.values())),
    *(("after_doctype", bit) for bit in RECODING),
    *(("end_of_head", bit) for bit in ("<title>", "<p>x</p>", '<body class="a">', *SWALLOWING)),
]


def test_whatever_chromium_reads_otherwise_is_told(browser: Browser, figures: dict[str, str]) -> None:
    """Pages are answered without a charset of the host's, as from disk; a script in the page tries to run."""
    told = 0
    served = ""
    context = browser.new_context()
    opened = context.new_page()

    def answer(route: Route) -> None:
        is_page = route.request.url.endswith("/page")
        body, kind = (served, "text/html") if is_page else ("", "text/plain")
        route.fulfill(body=body.encode(), headers={"content-type": kind})

    opened.route("**/*", answer)
    for place, bit in ODD:
        html = page(place, bit)
        served = html.replace("</body>", "<script>window.ran = true</script></body>")
        opened.goto("http://odd.example/page")
        seen: dict[str, Any] = opened.evaluate(READ)
        assert seen == WELL or faults(html, POLICY), (place, bit, seen)
        told += seen != WELL
    context.close()
    assert told > len(ODD) // 2
    figures["odd pages that Chromium reads otherwise, all told"] = f"{told} of {len(ODD)}"
