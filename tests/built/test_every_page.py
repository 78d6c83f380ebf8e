"""What each kind of page must hold: one table, asked of every page of the real site.

To hold something more, add a line: a sentence that says what is so, and a function of a page and the library that
tells whether it is. `EVERY` is for all pages, `OF` for the kinds that stand before the lines (`BuiltPage.kind`).
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import ROOT
from notabother.addresses import address
from notabother.model import CASES, END, MINUTES, OUTCOMES, STOP, Library, Script
from notabother.publishing import policy
from notabother.wording import typographic
from site_reader import BELOW, BuiltPage, read_site
from small_library import SETTINGS
from small_site import build, lay_out

Check = Callable[[BuiltPage, Library], object]

EDIT = "/edit/main/docs/"
FINDINGS = ["Who took part", "What was found", "What it does not show", "How sure we are"]


# --- what the lines below say it with --------------------------------------------------------------


def only(found: list[str]) -> str:
    """Return the one text that was found, or nothing where there are none or several."""
    return found[0] if len(found) == 1 else ""


def in_order(wanted: Iterable[str], found: list[str]) -> bool:
    """Tell whether all of these stand among what was found, in this order."""
    rest = iter(found)
    return all(each in rest for each in wanted)


def headings(*wanted: str) -> Check:
    """Return what asks for these headings of parts, in this order."""
    return lambda page, _: in_order(wanted, page.texts("main section > h2, main div > h2"))


def links_to(selector: str, folder: str, names: Callable[[BuiltPage, Library], Iterable[str]]) -> Check:
    """Return what asks that links lead to all of these, in a folder."""
    return lambda page, library: (
        {f"{folder}/{name}/index.html" for name in names(page, library)} <= set(page.leads(selector))
    )


def says(selector: str, wanted: Callable[[BuiltPage, Library], Iterable[str]]) -> Check:
    """Return what asks that each of these texts stands in an element of its own."""
    return lambda page, library: (
        {plain(each) for each in wanted(page, library)} <= set(map(plain, page.texts(selector)))
    )


def plain(text: str) -> str:
    """Return a text with straight quotation marks and single spaces, however it was set."""
    return " ".join(typographic(text).translate(str.maketrans("‘’“”", "''\"\"")).split())


def meta(page: BuiltPage, name: str) -> str:
    return page.metas.get(name, "")


def url(page: BuiltPage) -> str:
    """Return where a page will stand."""
    return SETTINGS.site_url + page.path.removesuffix("index.html")


def source(page: BuiltPage, library: Library) -> str:
    """Return the file of docs that somebody wrote for a page; empty if nobody did."""
    if page.kind == "card":
        return library.scripts[page.name].article
    if page.kind == "situation":
        return "vocabulary.yml"
    found = f"{page.folder}.md" if page.kind in {*BELOW.values(), "page"} else f"{page.folder}/index.md"
    return found.lstrip("/") if (ROOT / "docs" / found.lstrip("/")).is_file() and page.kind != "404" else ""


def above(page: BuiltPage) -> list[str]:
    """Return the pages above a page, home first."""
    if page.kind in {"home", "404"}:
        return []
    lists = [f"{page.path.partition('/')[0]}/index.html"] if page.kind in BELOW.values() else []
    return ["index.html", *lists]


def currents(page: BuiltPage) -> list[str | None]:
    """Return for each link of the main navigation whether it is this page, or above it."""
    files = [f"{address(uri)}index.html" for uri in SETTINGS.nav]
    return ["page" if page.path == file else "true" if file in above(page) else None for file in files]


def script(page: BuiltPage, library: Library) -> Script:
    return library.scripts[page.name]


def spoken(page: BuiltPage, library: Library) -> bool:
    return library.vocabulary.channels[script(page, library).channel].counts == "seconds"


def has_plan(page: BuiltPage, library: Library) -> bool:
    """Tell whether a card names a day on which to send the next message."""
    follower = library.scripts.get(script(page, library).next["silence"])
    return follower is not None and follower.situation != library.vocabulary.closing


def unnamed(page: BuiltPage) -> list[str | None]:
    """Return the fields that nothing names, by their ids."""
    return [
        field.attributes.get("id")
        for field in page.tree.css("input, select, textarea")
        if not field.attributes.get("aria-label")
        and not (field.parent is not None and field.parent.tag == "label")
        and not page.texts(f'label[for="{field.attributes.get("id")}"]')
    ]


# --- the table -------------------------------------------------------------------------------------

EVERY: dict[str, Check] = {
    # The head
    "it says its language": lambda page, _: page.values("html", "lang") == [SETTINGS.language],
    "its title names it and the site": lambda page, _: (
        page.texts("title")
        == [
            {
                "home": f"{SETTINGS.site_name}: {only(page.texts('h1'))}",
                "404": f"Page not found | {SETTINGS.site_name}",
            }.get(page.kind, f"{only(page.texts('h1'))} | {SETTINGS.site_name}")
        ]
    ),
    "it has a description": lambda page, _: 10 <= len(meta(page, "description")) <= 300,
    "it says where it stands, and 404 that it is none": lambda page, _: (
        meta(page, "robots") == "noindex" and "canonical" not in page.rels
        if page.kind == "404"
        else page.rels["canonical"] == url(page) and not meta(page, "robots")
    ),
    "a shared link shows title, description and address": lambda page, _: (
        (meta(page, "og:title") in page.texts("h1") or page.kind == "404")
        and meta(page, "og:description") == meta(page, "description")
        and meta(page, "og:url") == (url(page) if page.kind != "404" else "")
        and meta(page, "og:site_name") == SETTINGS.site_name
        and meta(page, "og:type") == ("article" if page.kind == "article" else "website")
    ),
    "a shared link shows a picture": lambda page, _: (
        meta(page, "og:image").startswith(SETTINGS.site_url)
        and (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        and meta(page, "og:image:alt").startswith(SETTINGS.site_name)
        and meta(page, "twitter:card") == "summary_large_image"
    ),
    "the news feed is announced": lambda page, _: (
        page.leads('link[rel="alternate"][type="application/rss+xml"]') == ["feed.xml"]
    ),
    "the two fonts of its first screen are asked for at once": lambda page, _: (
        len(page.leads('link[rel="preload"][as="font"][type="font/woff2"][crossorigin]')) == 2
    ),
    "it has an icon, for tabs and for home screens": lambda page, _: (
        page.leads('link[rel="icon"]') == [SETTINGS.favicon]
        and page.leads('link[rel="apple-touch-icon"]') == ["assets/images/touch-icon.png"]
    ),
    "the browser's own parts follow light and dark": lambda page, _: (
        meta(page, "color-scheme") == "light dark"
        and page.values('meta[name="theme-color"]', "media")
        == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]
    ),
    "it fits a phone, and may be zoomed": lambda page, _: (
        meta(page, "viewport").replace(" ", "") == "width=device-width,initial-scale=1"
    ),
    "it tells no other site where its readers come from": lambda page, _: (
        meta(page, "referrer") == "no-referrer"
    ),
    "its policy stands right after its encoding": lambda page, _: (
        [*page.values("meta", "charset")][:1] == ["utf-8"]
        and page.values("meta", "http-equiv")[1] == "Content-Security-Policy"
        and page.values("meta", "content")[1] == policy.content()
    ),
    "what it tells machines can be read": lambda page, _: all(
        json.loads(block)["@context"] == "https://schema.org" for block in page.data
    ),
    "machines know its path": lambda page, _: (
        [
            entry["item"]
            for block in map(json.loads, page.data)
            if block["@type"] == "BreadcrumbList"
            for entry in block["itemListElement"]
        ]
        == [SETTINGS.site_url + each.removesuffix("index.html") for each in (*above(page), page.path)]
        * bool(above(page))
    ),
    # The frame
    "the first link skips to the text": lambda page, _: (
        page.values("body a", "href")[0] == "#content"
        and page.texts("body a")[0] == "Skip to the text"
        and page.values("main #content", "tabindex") == ["-1"]
    ),
    "it has a head, a main part and a foot": lambda page, _: (
        [each.tag for each in page.tree.css("body > header, body > main, body > footer")]
        == ["header", "main", "footer"]
        and len(page.tree.css("main")) == 1
    ),
    "its navigations have names, each its own": lambda page, _: (
        len(set(names := page.values("nav", "aria-label"))) == len(names) and None not in names
    ),
    "the head leads home": lambda page, _: (
        page.leads("body > header > div > a") == ["index.html"]
        and page.texts("body > header > div > a") == [SETTINGS.site_name]
    ),
    "the head leads to every list": lambda page, _: (
        page.leads('body > header nav[aria-label="Main"] a')
        == [f"{address(uri)}index.html" for uri in SETTINGS.nav]
    ),
    "the head says which list this is, or stands above": lambda page, _: (
        page.values('nav[aria-label="Main"] a', "aria-current") == currents(page)
    ),
    "the head opens search and changes colors": lambda page, _: (
        page.texts('body > header > div button[aria-haspopup="dialog"]') == ["Search"]
        and page.values("body > header > div button[aria-pressed]", "aria-label") == ["Dark colors"]
    ),
    "search is a window with a field, a place to be told in, and a way out": lambda page, _: (
        page.values("dialog#search", "aria-label") == ["Search"]
        and page.values("dialog#search input", "aria-label") == ["Say it in your own words"]
        and len(page.tree.css("dialog [role=status]")) == len(page.tree.css("dialog"))
        and page.texts("dialog#search button") == ["Clear", "Close"]
        and page.values("dialog#search ol", "aria-label") == ["Results"]
    ),
    "it is heard in one place, and what is told there can be put away": lambda page, _: (
        len(page.tree.css("main [role=status]")) == 1
        and page.texts("main [role=status] + button") == ["Close"]
    ),
    "it has one first heading, in its main part": lambda page, _: (
        len(page.texts("h1")) == 1 and page.texts("main h1") == page.texts("h1") != [""]
    ),
    "its headings skip no level": lambda page, _: (
        page.headings[0][0] == 1
        and not [1 for (one, _), (two, _) in pairwise(page.headings) if two > one + 1]
    ),
    "the pages above it are led to": lambda page, _: (
        page.leads('main nav[aria-label="Breadcrumb"] a') == above(page)
    ),
    "the foot leads to help": lambda page, _: (
        SETTINGS.help is None
        or (
            f"{SETTINGS.help.text}: {SETTINGS.help.title}" in page.texts("body > footer p")
            and page.leads("body > footer p a")[0] == f"{address(SETTINGS.help.file)}index.html"
        )
    ),
    "the foot leads to everything": lambda page, library: (
        {
            *[f"{address(uri)}index.html" for uri in SETTINGS.nav],
            *[f"{address(link.file)}index.html" for link in SETTINGS.footer],
            *(["coaching/index.html"] if library.sheets else []),
            *(["licences/index.html"] if library.licensed else []),
            "feed.xml",
        }
        <= set(page.leads('body > footer nav[aria-label="Footer"] a'))
    ),
    "the foot says on what terms it may be used": lambda page, _: page.tree.css(
        'body > footer a[rel="license"]'
    ),
    "the foot has its address, for paper": lambda page, _: (
        page.kind == "404" or url(page).removeprefix("https://") in page.texts("body > footer p")
    ),
    "what somebody wrote can be edited, and nothing else": lambda page, library: (
        [link.partition(EDIT)[2] for link in page.links if EDIT in link]
        == [each for each in [source(page, library)] if each]
    ),
    # What is within
    "no id stands twice": lambda page, _: len(set(page.ids)) == len(page.ids),
    "no code or style stands within it": lambda page, _: page.inline == [],
    "nothing is loaded from elsewhere": lambda page, _: not [load for load in page.loads if "//" in load],
    "each part that is named is named by what is there": lambda page, _: (
        (
            {each for each in page.values("[aria-labelledby]", "aria-labelledby") if each}
            | {each for ids in page.values("[aria-describedby]", "aria-describedby") for each in ids.split()}
        )
        <= set(page.ids)
    ),
    "each button says what it does, and sends no form": lambda page, _: all(
        (each.text().strip() or each.attributes.get("aria-label"))
        and each.attributes.get("type") in {"button", "reset"}
        for each in page.tree.css("button")
    ),
    "each field has a name": lambda page, _: page.tree.css("input") and unnamed(page) == [],
    "each picture is described, late and of a known size": lambda page, _: all(
        {"alt", "width", "height"} <= set(each.attributes) and each.attributes.get("loading") == "lazy"
        for each in page.tree.css("main img")
    ),
    "no drawing that only decorates is read out": lambda page, _: (
        set(page.values("svg", "aria-hidden")) == {"true"}
    ),
    "it holds no note for its writer": lambda page, _: not page.tree.css("main aside"),
}
"""What holds for all pages."""

OF: dict[str, dict[str, Check]] = {
    "home": {
        "it leads to every worry, first of all": lambda page, library: (
            page.leads("main section a")[: len(library.fears)]
            == [f"fears/{slug}/index.html" for slug in library.fears]
        ),
        "it leads to what people need to do": links_to(
            "main section a", "situations", lambda _, library: library.vocabulary.situations
        ),
        "its parts have their headings": headings("Worries", "I need to…", "New to read"),
        "it leads to the newest articles": lambda page, library: (
            [each for each in page.leads("main h3 a") if each.startswith("articles/")]
            == [f"{address(uri)}index.html" for uri in library.articles][:6]
        ),
    },
    "home 404": {
        "search can be opened from its text": lambda page, _: (
            len(page.tree.css('main button[aria-haspopup="dialog"]')) == 1
        ),
        "without scripts, what people say can be read instead": lambda page, _: (
            "say/index.html" in page.leads("main p a")
        ),
    },
    "404": {
        "it says that nobody did anything wrong, and leads home": lambda page, _: (
            page.texts("h1") == ["This page is not here"] and "index.html" in page.leads("main p a")
        ),
        "its addresses hold at any depth": lambda page, _: (
            not [link for link in [*page.links, *page.loads] if not link.startswith(("/", "#", "https:"))]
        ),
    },
    "fears 404": {
        "it leads to every worry": links_to("main a", "fears", lambda _, library: library.fears),
    },
    "fears": {
        "each worry has a heading, an answer and other ways to say it": lambda page, library: (
            page.texts("main h2") == [typographic(fear.title) for fear in library.fears.values()]
            and len(page.tree.css('main ul[aria-label="Other ways people say it"]')) == len(library.fears)
            and {typographic(fear.description) for fear in library.fears.values()}
            <= set(page.texts("main li > p"))
        ),
    },
    "fear": {
        "its parts stand in their order": headings(
            "What to send",
            "From our articles",
            "What research found",
            "Worries close to this one",
            "Other ways people say it",
        ),
        "one can go straight to the words": lambda page, _: (
            "#what-to-send" in page.values("main > article > p a", "href") and "what-to-send" in page.ids
        ),
        "it has its short answer": lambda page, _: (
            len(page.texts("main > article > div p")) > 1 and page.texts("main > article > div p")[0]
        ),
        "it leads to all its words": links_to(
            "section[aria-labelledby=what-to-send] a",
            "cards",
            lambda page, library: [each.id for each in library.scripts_by_fear[page.name]],
        ),
        "each study says what it does not show": lambda page, _: (
            sum(each.startswith("What it does not show. ") for each in page.texts("main ol > li > p"))
            == len(page.tree.css("main ol > li[value]"))
            > 0
        ),
        "it lists what its answer cites": lambda page, library: (
            set(library.fears[page.name].cites) <= set(page.ids)
            and {f"#{study}" for study in library.fears[page.name].cites} <= set(page.links)
        ),
        "it leads to its sections": lambda page, library: (
            {f"{address(article.uri)}index.html" for article, _ in library.sections_by_fear[page.name]}
            <= set(page.leads("section[aria-labelledby=from-our-articles] a"))
        ),
        "each section leads to itself in its article, and to the article": lambda page, _: (
            all("#" in (link or "") for link in page.values("section section > h3 a", "href"))
            and page.leads("section section > h3 a") == page.leads("section section > h3 + p a")
            and not [
                link for link in page.values("section section > h3 + p a", "href") if "#" in (link or "")
            ]
        ),
        "it leads to the worries close to it": links_to(
            "section[aria-labelledby=related] a",
            "fears",
            lambda page, library: library.fears[page.name].related,
        ),
        "it has a plan for coaches": lambda page, _: (
            f"coaching/{page.name}/index.html" in page.leads("main a")
        ),
    },
    "fear cards situation": {
        "each card has its first words, for whom it is and how long": lambda page, _: all(
            each.css_first("h3 a")
            and len(each.css("p")) >= 2
            and (texts := [p.text() for p in each.css("p")])
            and len(texts[-2]) > 20
            and texts[-1].startswith("For ")
            and texts[-1].endswith(" words")
            for each in page.tree.css("main ul > li:has(> h3)")
        ),
    },
    "cards": {
        "it has all cards": links_to("main h3 a", "cards", lambda _, library: library.scripts),
        "each situation has a part of its own": says(
            "main section > h2",
            lambda _, library: [
                library.vocabulary.situations[slug].title
                for slug, scripts in library.scripts_by_situation.items()
                if scripts
            ],
        ),
        "it can be narrowed down by three things": lambda page, _: (
            page.texts("form label") == ["I need to", "My worry", "I will send it as"]
            and [each.css_first("option").text() for each in page.tree.css("main select")]
            == ["Anything", "Any worry", "Anything"]
        ),
        "all can be shown again": lambda page, _: page.texts("main form button") == ["Show all"],
    },
    "card": {
        "it says how it travels, and for whom it is": lambda page, library: (
            page.texts("main header p")[0]
            == typographic(library.vocabulary.channels[script(page, library).channel].title)
            and typographic(library.vocabulary.recipients[script(page, library).to].title)
            in page.texts("main header p")[1]
            and page.leads("main header p a") == [f"situations/{script(page, library).situation}/index.html"]
        ),
        "its parts stand in their order": lambda page, library: in_order(
            [
                f"When not to {'say' if spoken(page, library) else 'send'} it",
                "Make it yours",
                "Take it along" if spoken(page, library) else "Send it",
                "Tip",
                "And then?",
                "For the worry",
            ],
            page.texts("main h2"),
        ),
        "its words are there": lambda page, library: all(
            " ".join(line.split()) in only(page.texts("main figure blockquote"))
            for line in (script(page, library).text + f"\n{script(page, library).subject or ''}").split("\n")
        ),
        "it says when not to send it": says(
            "main h2 + p", lambda page, library: [script(page, library).not_when]
        ),
        "it has its tip": says("main h2 + p", lambda page, library: [script(page, library).tip]),
        "it has points for those who write it themselves": says(
            "section[aria-labelledby=points] li", lambda page, library: script(page, library).points
        ),
        "without scripts it says how long it is": lambda page, _: any(
            text.startswith("about ") or " of " in text for text in page.texts("main > article > p")
        ),
        "each blank has a field, a hint and an example": lambda page, library: all(
            page.texts(f'label[for="{field.attributes.get("id")}"]') == [name[:1].upper() + name[1:]]
            and only(page.texts(f"#{field.attributes.get('aria-describedby')}"))
            == f"{known[name].hint}. For example: {typographic(known[name].example)}"
            for known in [library.vocabulary.placeholders]
            for name, field in zip(
                dict.fromkeys(map(str, script(page, library).blanks)),
                page.tree.css("main form input[name][type=text]"),
                strict=True,
            )
        ),
        "there is room for a line of one's own": lambda page, library: (
            page.texts("main form label")[-1]
            == f"One line only you could {'say' if spoken(page, library) else 'write'}"
        ),
        "how it lands is told": lambda page, library: in_order(
            [
                "How long",
                *(["Subject"] if script(page, library).subject else []),
                f"They {'hear' if spoken(page, library) else 'see'} first",
                *([] if spoken(page, library) else ["To read"]),
                "Still blank",
                "From an earlier card",
            ],
            page.texts("main dt"),
        ),
        "what was typed can be cleared and brought back": lambda page, _: (
            page.texts("main form button") == ["Clear everything I typed, on all cards", "Undo"]
        ),
        "it can be sent the way it travels": lambda page, library: (
            page.texts("section[aria-labelledby=send] :is(a, button)")
            == [
                *{"mail": ["Open in mail"], "text": ["Open in messages"]}.get(
                    library.vocabulary.channels[script(page, library).channel].opens or "", []
                ),
                f"Copy the {'words' if spoken(page, library) else 'message'}",
                *(["Copy with subject"] if script(page, library).subject else []),
                "Share",
            ]
        ),
        "a message that may stay unanswered has a day and the next message": lambda page, library: (
            page.texts('label[for="plan-day"]') == ["If I have heard nothing by"]
            and page.leads("section[aria-labelledby=plan] a")
            == [f"cards/{script(page, library).next['silence']}/index.html"]
            and page.texts("section[aria-labelledby=plan] button") == ["Put it in my calendar"]
            if has_plan(page, library)
            else not page.tree.css("#plan-day")
        ),
        "each answer leads on or ends": lambda page, library: (
            page.texts("section[aria-labelledby=next] dt") == list(OUTCOMES.values())
            and page.leads("section[aria-labelledby=next] dd a")
            == [
                f"cards/{script(page, library).next[outcome]}/index.html"
                for outcome in OUTCOMES
                if script(page, library).next[outcome] != END
            ]
        ),
        "the news can be told later": lambda page, library: (
            f"situations/{library.vocabulary.closing}/index.html"
            in page.leads("section[aria-labelledby=next] p a")
        ),
        "it says what it comes after": links_to(
            "section[aria-labelledby=before] a",
            "cards",
            lambda page, library: [each.id for each in library.came_before.get(page.name, ())],
        ),
        "it leads to its worries": links_to(
            "section[aria-labelledby=worries] a", "fears", lambda page, library: script(page, library).fears
        ),
        "it leads to its article": lambda page, library: (
            f"{address(script(page, library).article)}index.html" in page.leads("main > article > p a")
        ),
        "one can warm up, and see what that rests on": lambda page, library: (
            {plain(step.line) for step in library.vocabulary.warm_up}
            <= set(map(plain, page.texts("details li blockquote")))
            and f"evidence/{library.vocabulary.warm_up_study}/index.html" in page.leads("details details a")
        ),
    },
    "situation": {
        "it has all its messages, by how they travel": lambda page, library: (
            {f"cards/{each.id}/index.html" for each in library.scripts_by_situation[page.name]}
            == set(page.leads("main section h3 a"))
            and [title for title in page.texts("main section > h2") if title != "On paper"]
            == [
                typographic(channel.title)
                for slug, channel in library.vocabulary.channels.items()
                if slug in {each.channel for each in library.scripts_by_situation[page.name]}
            ]
        ),
    },
    "situations": {
        "it has all situations, and how many messages each": lambda page, library: (
            page.leads("main ul a")
            == [f"situations/{slug}/index.html" for slug in library.vocabulary.situations]
            and page.texts("main li p + p")
            == [f"{len(each)} messages" for each in library.scripts_by_situation.values()]
        ),
    },
    "articles": {
        "it has all articles, with their day and length": lambda page, library: (
            page.leads("main h2 a") == [f"{address(uri)}index.html" for uri in library.articles]
            and [text.rpartition(", ")[2] for text in page.texts("main li p:last-child")]
            == [f"{each.minutes} min read" for each in library.articles.values()]
            and page.values("main time", "datetime") == [each.date for each in library.articles.values()]
        ),
    },
    "article": {
        "it says when it was written and how long it takes": lambda page, library: (
            page.values("main header time", "datetime")[0] == library.articles[f"{page.folder}.md"].date
            and page.texts("main header p")[-1].endswith(
                f", {library.articles[f'{page.folder}.md'].minutes} min read"
            )
        ),
        "its description stands under its title": lambda page, _: (
            meta(page, "description") in page.texts("main header p")
        ),
        "its headings are listed": lambda page, _: (
            {link for link in page.values('nav[aria-label="In this article"] a', "href") if link}
            == {f"#{id_}" for id_ in page.values("main > article > div > h2[id]", "id")}
        ),
        "its list of headings can be put away": lambda page, _: (
            page.texts('nav[aria-label="In this article"] > details > summary') == ["In this article"]
        ),
        "all its words and worries are led to": lambda page, library: (
            [f"cards/{each.id}/index.html" for each in library.articles[f"{page.folder}.md"].scripts]
            == page.leads("section[aria-labelledby=all-words] a")
            and {
                f"fears/{fear}/index.html"
                for section in library.articles[f"{page.folder}.md"].sections
                for fear in section.fears
            }
            == set(page.leads("section[aria-labelledby=worries] a"))
        ),
        "machines know what it is": lambda page, library: (
            [block["datePublished"] for block in map(json.loads, page.data) if block["@type"] == "Article"]
            == [library.articles[f"{page.folder}.md"].date]
        ),
    },
    "evidence": {
        "it has all studies, each with what it does not show": lambda page, library: (
            set(page.leads("main h2 a")) >= {f"evidence/{id_}/index.html" for id_ in library.studies}
            and page.texts("main dt") == FINDINGS * len(library.studies)
        ),
    },
    "study": {
        "it says who was asked, what was found and what it does not show": lambda page, library: (
            page.texts("main dt") == FINDINGS
            and {plain(library.studies[page.name].found), plain(library.studies[page.name].limits)}
            <= set(map(plain, page.texts("main dd")))
        ),
        "it names its source, and when that was checked": lambda page, library: (
            only(page.texts("section[aria-labelledby=source] h2")) == "Source"
            and page.values("section[aria-labelledby=source] time", "datetime")
            == [library.studies[page.name].reviewed]
            and (
                not library.studies[page.name].doi
                or f"https://doi.org/{library.studies[page.name].doi}" in page.links
            )
        ),
        "it says where it is used": lambda page, _: page.leads("section[aria-labelledby=used] a"),
    },
    "coaching": {
        "it has a sheet for each worry": lambda page, library: (
            page.leads("main h3 a") == [f"coaching/{slug}/index.html" for slug in library.sheets]
            and set(library.sheets) <= set(page.ids)
        ),
    },
    "sheet": {
        "its parts stand in their order": headings(
            "Before you begin",
            "The plan",
            "Three questions to ask",
            "Homework: one small step",
            "If it goes badly",
        ),
        "its plan takes ten minutes": lambda page, _: (
            sum(int(text.split()[0]) for text in page.texts("section[aria-labelledby=plan] li strong"))
            == MINUTES
        ),
        "it asks three questions": lambda page, _: (
            len(page.texts("section[aria-labelledby=questions] li")) == 3
        ),
        "it says what to do if it goes badly, and whom to call": lambda page, _: (
            [f"{case}." for case in CASES] == page.texts("section[aria-labelledby=badly] strong")
            and page.texts("section[aria-labelledby=badly] p")[-1].startswith(STOP)
            and all(number in page.text for number in (SETTINGS.help.numbers if SETTINGS.help else ()))
            and page.leads("section[aria-labelledby=badly] a") == ["help-now/index.html"]
        ),
        "it leads to its worry and its card": lambda page, library: (
            page.leads("main header a") == [f"fears/{page.name}/index.html"]
            and page.leads("section[aria-labelledby=homework] a")
            == [f"cards/{library.sheets[page.name].card}/index.html"]
        ),
    },
    "say": {
        "it has everything that people say": says(
            "main section li",
            lambda _, library: [str(phrase) for fear in library.fears.values() for phrase in fear.says],
        ),
        "one can jump to each worry": lambda page, library: (
            page.values('nav[aria-label="Worries on this page"] a', "href")
            == [f"#{slug}" for slug in library.fears]
            and page.leads("main h2 a") == [f"fears/{slug}/index.html" for slug in library.fears]
        ),
    },
    "print": {
        "it says how to print, and has all decks": lambda page, _: (
            page.texts("main h2") == ["How to print", "All cards", "By worry", "By what you need to do"]
            and len(page.texts("section[aria-labelledby=how] li")) == 4
        ),
    },
    "licences": {
        "each thing says whose it is and on what terms": lambda page, library: (
            page.texts("main dt").count("Whose it is")
            == page.texts("main dt").count("License")
            == len(library.licensed)
            == len(page.tree.css('main a[rel="license"]'))
        ),
    },
    "page home fears cards situations articles evidence coaching say print licences": {
        "it has what its author wrote": lambda page, _: "".join(
            page.texts("main h1 ~ div p, main h1 ~ div li")
        ),
    },
}
"""What holds for the kinds that stand before it."""

KINDS = {"home", "404", "page", "say", "print", "licences", *BELOW, *BELOW.values()}


@pytest.mark.parametrize("what", EVERY)
def test_of_every_page(pages: dict[str, BuiltPage], library: Library, what: str) -> None:
    assert [page.path for page in pages.values() if not EVERY[what](page, library)] == []


@pytest.mark.ours
@pytest.mark.parametrize(("kinds", "what"), [(kinds, what) for kinds, lines in OF.items() for what in lines])
def test_of_every_page_of_a_kind(
    pytestconfig: pytest.Config, pages: dict[str, BuiltPage], library: Library, kinds: str, what: str
) -> None:
    if kinds == "print" and pytestconfig.getoption("--no-paper"):
        pytest.skip("this site was built without paper")
    asked = [page for page in pages.values() if page.kind in kinds.split()]
    assert {page.kind for page in asked} == set(kinds.split())
    assert [page.path for page in asked if not OF[kinds][what](page, library)] == []


@pytest.mark.ours
def test_every_kind_has_lines_of_its_own(pages: dict[str, BuiltPage]) -> None:
    told = {kind for kinds in OF for kind in kinds.split()}
    assert told == KINDS == {page.kind for page in pages.values()}


@pytest.mark.parametrize("what", ["title", "description", "first heading"])
def test_no_two_pages_call_themselves_alike(pages: dict[str, BuiltPage], what: str) -> None:
    alike = defaultdict(list)
    for page in pages.values():
        said = {
            "title": only(page.texts("title")),
            "description": meta(page, "description"),
            "first heading": f"{page.kind}: {only(page.texts('h1'))}",
        }
        alike[said[what]].append(page.path)
    assert [paths for paths in alike.values() if len(paths) > 1] == []


def test_on_paper_there_is_a_picture_of_each_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setenv("PAPER", "true")
    docs = lay_out(tmp_path / "docs", {})
    shutil.copytree(ROOT / "docs/assets/images", docs / "assets/images", dirs_exist_ok=True)
    assert build(docs, tmp_path / "site", strict=True) == []
    page = read_site(tmp_path / "site")["print/index.html"]
    assert (
        len(page.tree.css("main img")) == len(page.texts("main h3")) + 1
    )  # and all cards, under the heading
    for what in ("each picture is described, late and of a known size", "no id stands twice"):
        assert EVERY[what](page, library)
