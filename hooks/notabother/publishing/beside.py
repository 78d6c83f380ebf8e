"""What is published beside the pages: feeds, what search loads, security.txt and header files, name by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from notabother.model import Library
from notabother.pages.data import search
from notabother.pages.found import parts
from notabother.pages.made import Made
from notabother.publishing import feeds, policy, security
from notabother.search.index import make_index
from notabother.settings import Settings

FROM_DISK: Final = 'document.currentScript.dispatchEvent(new CustomEvent("index", {{ detail: {} }}));\n'
"""How the index reaches search/in-page.js: as a script, which hands it to its own element."""


def site_files(library: Library, pages: Iterable[Made], settings: Settings) -> dict[str, str]:
    """Return the content of every file beside the pages, by its name in the built site.

    Args:
        library: what the authors wrote.
        pages: all pages, finished.
        settings: what mkdocs.yml says.
    """
    directories = settings.directories
    help_page = settings.help.file if settings.help else ""
    index = make_index(library, parts(pages, directories=directories), help_page, directories=directories)
    if settings.offline:
        return {search(offline=True).index: FROM_DISK.format(index)}
    site, name, about = settings.site_url, settings.site_name, settings.site_description
    found = {
        search(offline=False).index: index,
        "feed.xml": feeds.rss(library, site, name, about, directories=directories),
        "fears.json": feeds.fears_json(library, site, directories=directories),
        "cards.json": feeds.cards_json(library, site, directories=directories),
    }
    if settings.security is not None:
        found[security.PATH] = security.security_txt(settings.security, site)
    return found | (policy.header_files(site) if settings.policy else {})
