"""What a page may load and run, said once: for the pages themselves and for the hosts that serve them.

A browser that is told so refuses everything else, whatever found its way into a page. `inspection.py`
finds out beforehand what it would refuse.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

DIRECTIVES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The Content-Security-Policy: files of this site, each only for what it is, and no form that is sent anywhere."""

IN_HEADERS_ALONE: Final = {"frame-ancestors": "'none'"}
"""What browsers read in the header and not in the page: nobody may show our pages within theirs."""

RELOADER: Final = "'unsafe-inline'"
"""What `mkdocs serve` needs: it writes a script into each page, and each time another one."""

REFERRER: Final = "no-referrer"
"""Where a link leads is not told where it was followed from: the address of a page can tell of a worry."""

SWITCHED_OFF: Final = (
    "accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope hid magnetometer "
    "microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial usb "
    "xr-spatial-tracking"
).split()
"""What no page of ours asks a browser for. Sharing and the clipboard stay: the desk has a button for each.

Only names that browsers have known for long: of any other they complain on every page."""

SECURE: Final = "Strict-Transport-Security: max-age=31536000"
"""Offered, not set: it cannot be taken back for a year, and speaks for everything on the host."""

CAUTION: Final = "Only if all of this host is on HTTPS and stays so: browsers will hold to it for a year. Then take away the #."


def content(*, serving: bool = False) -> str:
    """Return the policy as a page carries it in its head.

    Args:
        serving: whether the page is shown by `mkdocs serve`.
    """
    more = {"script-src": f"{DIRECTIVES['script-src']} {RELOADER}"} if serving else {}
    return _joined(DIRECTIVES | more)


def headers() -> dict[str, str]:
    """Return the headers that belong to every file of the site."""
    return {
        "Content-Security-Policy": _joined(DIRECTIVES | IN_HEADERS_ALONE),
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def header_files(site_url: str) -> dict[str, str]:
    """Return the files that make a host send the headers, by their names in the built site.

    Args:
        site_url: the site's address; its path, if it has one, is all that the headers are for.
    """
    return {
        "_headers": _netlify(urlsplit(site_url).path.rstrip("/")),
        ".htaccess": _apache(),
        "headers.nginx.conf": _nginx(),
    }


def _joined(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _netlify(path: str) -> str:
    lines = [
        "# Netlify and Cloudflare Pages read this by themselves, at the top of what is published.",
        f"{path}/*",
    ]
    lines += [f"  {name}: {value}" for name, value in headers().items()]
    lines += [f"  # {CAUTION}", f"  # {SECURE}"]
    return "\n".join(lines) + "\n"


def _apache() -> str:
    lines = [
        "# Apache reads this by itself where the folder has AllowOverride FileInfo, and mod_headers is on.",
        "<IfModule mod_headers.c>",
    ]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers().items()]
    name, _, value = SECURE.partition(": ")
    lines += [f"  # {CAUTION}", f'  # Header always set {name} "{value}"', "</IfModule>"]
    return "\n".join(lines) + "\n"


def _nginx() -> str:
    lines = [
        "# For nginx: include this file in the server block or in the location that serves the site. A location",
        "# with an add_header of its own forgets those from outside: include it there once more.",
    ]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers().items()]
    name, _, value = SECURE.partition(": ")
    lines += [f"# {CAUTION}", f'# add_header {name} "{value}" always;']
    return "\n".join(lines) + "\n"
