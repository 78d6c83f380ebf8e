"""The folder that a server shows while people write: only what changed is written, and the last good site stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from notabother.kept import digest


class Shown:
    """A folder with the site as it was last built."""

    def __init__(self, folder: Path) -> None:
        """Show a site.

        Args:
            folder: an empty folder, or one that `update` has filled.
        """
        self.folder = folder
        self.written: dict[str, str] = {}
        """A digest of each file, by its path."""

    def update(
        self, pages: Mapping[str, tuple[str, str]], site: Path, besides: tuple[str, ...] = ()
    ) -> list[str]:
        """Make the folder equal to a built site, and return the paths of what changed.

        Args:
            pages: every page, by its file in the site, after a digest of what it was made of.
            site: a folder with all other files of the site.
            besides: the beginnings of the paths of files that somebody else writes here.
        """
        changed = []
        files = {uri: (digest(data), data) for uri, data in _files(site)} | {**pages}
        for uri, (key, data) in files.items():
            if self.written.get(uri) != key:
                self._write(
                    uri, data if isinstance(data, bytes) else data.encode("utf-8", "xmlcharrefreplace")
                )
                self.written[uri] = key
                changed.append(uri)
        for uri in [uri for uri in self.written if uri not in files and not uri.startswith(besides)]:
            (self.folder / uri).unlink(missing_ok=True)
            del self.written[uri]
            changed.append(uri)
        return changed

    def _write(self, uri: str, data: bytes) -> None:
        """Write a file at once, so that nobody is shown half of it."""
        path = self.folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.half")
        half.write_bytes(data)
        half.replace(path)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()
