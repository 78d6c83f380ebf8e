"""The file that says whom to tell of a security hole: /.well-known/security.txt, as RFC 9116 has it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import yaml

PATH: Final = ".well-known/security.txt"
"""Where the file is published; those who look for it look at a host's root."""

SCHEMES: Final = frozenset({"https", "mailto", "tel"})
"""How a contact may begin."""

SOON: Final = 30
"""How many days before it expires a file is due to be renewed."""


class SecurityError(Exception):
    """What mkdocs.yml says of security cannot be published."""


def security_txt(settings: Mapping[str, Any], site_url: str) -> str:
    """Return the file.

    Args:
        settings: `extra.security` of mkdocs.yml: contact (one or a list), expires, and perhaps policy.
        site_url: the site's address, or an empty text; without it the file does not say where it stands.

    Raises:
        SecurityError: a setting is missing, unknown or wrong.
    """
    if unknown := sorted(set(settings) - {"contact", "expires", "policy"}):
        raise SecurityError(f"there is no setting '{unknown[0]}'. Write contact, expires or policy.")
    given = settings.get("contact") or []
    contacts = [given] if isinstance(given, str) else given
    if not contacts:
        raise SecurityError(
            "nobody is named. Write contact: and an address that begins with mailto: or https:"
        )
    for each in [*contacts, *filter(None, [settings.get("policy")])]:
        if (
            not isinstance(each, str)
            or urlsplit(each).scheme not in SCHEMES
            or not each.isprintable()
            or " " in each
        ):
            raise SecurityError(f"'{each}' is no address. Write one that begins with mailto:, https: or tel:")
    lines = [f"Contact: {each}" for each in contacts]
    lines.append(f"Expires: {_day(settings.get('expires')).isoformat()}T00:00:00Z")
    lines.append("Preferred-Languages: en")
    if site_url:
        lines.append(f"Canonical: {urljoin(site_url, PATH)}")
    if settings.get("policy"):
        lines.append(f"Policy: {settings['policy']}")
    return "\n".join(lines) + "\n"


def expiry(config: str) -> datetime.date | None:
    """Return the day that mkdocs.yml gives; None if it says nothing of security.

    Read from YAML's nodes, so that no tag in the file means anything here.

    Raises:
        SecurityError: it is no day.
    """
    node = yaml.compose(config, Loader=yaml.SafeLoader)
    for name in ("extra", "security"):
        node = _value(node, name)
    if node is None:
        return None
    found = _value(node, "expires")
    return _day(found.value if isinstance(found, yaml.ScalarNode) else None)


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _day(given: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(given))
    except ValueError:
        raise SecurityError(
            f"'{given}' is no day. Write expires: and a day within a year, as 2027-10-31"
        ) from None
