"""The library for machines."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from notabother.publishing import feeds
from small_library import HEAD, SCRIPT, SECTION, read

SITE = "https://x.example/sub/"


def article(title: str, date: str, updated: str = "") -> str:
    more = f"updated: {updated}\n" if updated else ""
    return f'---\ntitle: {title}\ndescription: About "A" & B\ndate: {date}\n{more}---\n\nText.\n'


def items(xml: str) -> list[etree.Element]:
    return etree.fromstring(xml.encode()).findall("channel/item")


def test_rss() -> None:
    library, _ = read(
        {
            "articles/a.md": article("A & \u201cB\u201d", "2026-03-04"),
            "articles/b.md": article("B", "2026-01-01", "2026-05-06"),
        }
    )
    xml = feeds.rss(library, SITE, "Name & more", "About <it>")
    root = etree.fromstring(xml.encode())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert root.findtext("channel/title") == "Name & more"
    assert root.findtext("channel/link") == SITE
    assert root.findtext("channel/description") == "About <it>"
    own = root.find("channel/{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.get("href") == f"{SITE}feed.xml"
    first, second, third = items(xml)
    assert [each.findtext("title") for each in (first, second, third)] == [
        "B",
        "A & \u201cB\u201d",
        "The article under every case",
    ]
    assert second.findtext("link") == second.findtext("guid") == f"{SITE}articles/a/"
    assert second.findtext("description") == 'About "A" & B'
    moments = [parsedate_to_datetime(each.findtext("pubDate") or "") for each in (first, second)]
    assert moments == [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)]
    assert second.findtext("pubDate") == "Wed, 04 Mar 2026 00:00:00 +0000"
    built = parsedate_to_datetime(root.findtext("channel/lastBuildDate") or "")
    assert built == datetime(2026, 5, 6, tzinfo=UTC)


def test_the_feed_holds_the_newest_fifty() -> None:
    library, _ = read({f"articles/a{n}.md": article(str(n), f"2026-02-{n % 28 + 1:02}") for n in range(60)})
    assert len(items(feeds.rss(library, SITE, "x", "y"))) == 50


def test_the_feed_of_nothing() -> None:
    library, _ = read({"articles/base.md": "x"})
    empty = library.__class__(library.vocabulary, {}, {}, {}, {}, {})
    xml = feeds.rss(empty, SITE, "x", "y")
    assert items(xml) == []
    assert "lastBuildDate" not in xml


def test_addresses_that_are_files() -> None:
    library, _ = read({})
    assert (
        items(feeds.rss(library, SITE, "x", "y", directories=False))[0].findtext("link")
        == f"{SITE}articles/base.html"
    )
    assert (
        json.loads(feeds.cards_json(library, SITE, directories=False))["cards"][0]["url"]
        == f"{SITE}cards/small-question.html"
    )
    assert (
        json.loads(feeds.fears_json(library, SITE, directories=False))["fears"][0]["url"]
        == f"{SITE}fears/no-reply.html"
    )


def test_fears_json() -> None:
    library, _ = read({"articles/case.md": HEAD + SECTION + SCRIPT})
    fears = {fear["slug"]: fear for fear in json.loads(feeds.fears_json(library, SITE))["fears"]}
    assert [*fears] == ["no-reply", "too-busy"]
    busy = fears["too-busy"]
    assert busy["title"] == "They're too busy"
    assert busy["url"] == f"{SITE}fears/too-busy/"
    assert busy["description"] == "Busy people can still answer a short note."
    assert len(busy["says"]) == 10
    assert busy["cards"] == ["case", "small-question"]
    assert fears["no-reply"]["cards"] == ["small-question"]


def test_cards_json() -> None:
    text = SCRIPT.replace("Hi [first name],", "Hi [first name] \u201c\u00e9\u201d,")
    library, _ = read({"articles/case.md": HEAD + SECTION + text})
    written = feeds.cards_json(library, SITE)
    assert "\u201c\u00e9\u201d" in written
    [card] = [card for card in json.loads(written)["cards"] if card["id"] == "case"]
    assert card == {
        "id": "case",
        "title": "A case",
        "url": f"{SITE}cards/case/",
        "situation": "ask",
        "channel": "email",
        "to": "stranger",
        "fears": ["too-busy"],
        "subject": "About [topic]",
        "text": "Hi [first name] \u201c\u00e9\u201d,\n\nOne question about [topic]?",
        "tip": "Keep it short.",
        "not_when": "They are away.",
        "next": {"yes": "end", "not-now": "end", "no": "end", "silence": "end"},
    }


@pytest.mark.parametrize("make", [feeds.fears_json, feeds.cards_json])
def test_json_ends_with_a_line_end(make: object) -> None:
    library, _ = read({})
    assert callable(make)
    assert make(library, SITE).endswith("}\n")
