"""Where paper comes from: the site, its addresses and their codes, and data as text for the templates."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin

from notabother import addresses
from notabother.wording import date_text

Data = dict[str, Any]
"""What a template takes, before it is JSON."""

QR_DOTS: Final = 8
"""How many dots wide a module of a QR code is drawn: enough to be sharp on any printer."""


@dataclass(frozen=True, slots=True)
class Site:
    """What cards say about where they come from."""

    name: str
    url: str
    """The site's address, with a slash at its end."""
    edition: datetime.date
    """The day printed on every card."""
    directories: bool = True
    """See `addresses.address`."""
    help_page: str = ""
    """The Markdown file of the page for people in danger; empty if there is none."""
    help_numbers: tuple[str, ...] = ()
    """Whom to call, a line for each."""

    def address(self, uri: str) -> str:
        """Return the full address of a Markdown file's page."""
        return urljoin(self.url, addresses.address(uri, directories=self.directories))

    @property
    def edition_text(self) -> str:
        """The edition, as it is printed."""
        return date_text(self.edition.isoformat())


@lru_cache(maxsize=10_000)
def qr_code(address: str) -> Data:
    """Return the QR code of an address, level M and no border: how many modules wide, and the bytes of a PNG."""
    import segno  # noqa: PLC0415  (only where paper is made: it takes as long to load as a page to draw)

    code = segno.make_qr(address, error="m", boost_error=False)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=QR_DOTS, border=0)
    return {"modules": code.symbol_size(border=0)[0], "png": list(picture.getvalue())}


def in_type(address: str) -> str:
    """Return an address as one would type it: without scheme and last slash."""
    return address.partition("://")[2].removesuffix("/")


def as_json(data: Data) -> str:
    """Return data as text that is the same whenever the data are."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
