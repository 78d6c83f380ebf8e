"""The file that says whom to tell of a security hole: /.well-known/security.txt, as RFC 9116 has it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from notabother.settings import Security

PATH: Final = ".well-known/security.txt"
"""Where the file is published; those who look for it look at a host's root."""

SOON: Final = 30
"""How many days before it expires a file is due to be renewed."""


def security_txt(settings: Security, site_url: str) -> str:
    """Return the file.

    Args:
        settings: whom to tell, and until when that holds.
        site_url: the site's address, or an empty text; without it the file does not say where it stands.
    """
    lines = [f"Contact: {each}" for each in settings.contacts]
    lines.append(f"Expires: {settings.expires.isoformat()}T00:00:00Z")
    lines.append("Preferred-Languages: en")
    if site_url:
        lines.append(f"Canonical: {urljoin(site_url, PATH)}")
    if settings.policy:
        lines.append(f"Policy: {settings.policy}")
    return "\n".join(lines) + "\n"
