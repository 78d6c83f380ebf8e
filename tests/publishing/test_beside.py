"""What stands beside the pages."""

from __future__ import annotations

import json

from notabother.pages.make import make_pages
from notabother.problems import Place, Text
from notabother.publishing.beside import site_files
from notabother.settings import Help, Settings
from small_library import read

ABOUT = "---\ntitle: About\n---\n\nUs.\n"


def files(settings: Settings) -> dict[str, str]:
    library, _ = read({"about.md": ABOUT})
    return site_files(library, make_pages(library, {}), settings)


def test_search_knows_the_page_for_people_in_danger() -> None:
    text, title, file = (Text(each, Place("mkdocs.yml")) for each in ("In danger?", "Help", "about.md"))
    settings = Settings(help=Help(text, title, file))
    index = json.loads(files(settings)["search/search_index.json"])
    assert index["entries"][index["help"]][0] == "about/"
    unnamed = json.loads(files(Settings())["search/search_index.json"])
    assert unnamed["help"] is None


def test_which_files_there_are() -> None:
    always = {"search/search_index.json", "feed.xml", "fears.json", "cards.json"}
    assert set(files(Settings(policy=False))) == always
    assert set(files(Settings())) == always | {"_headers", ".htaccess", "headers.nginx.conf"}
    assert set(files(Settings(offline=True))) == {"search/search_index.js"}
