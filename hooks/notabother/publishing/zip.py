"""A folder as one zip that has the same bytes whenever, and wherever, the same files are packed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The day every file in the zip carries: the first that a zip can hold."""

PACKED: Final = frozenset({".pdf", ".png", ".woff2"})
"""The endings of files that hardly get smaller."""

READABLE: Final = 0o100644 << 16
"""An ordinary file, as zips note it."""

UNIX: Final = 3
"""The system a zip is said to come from, so that every system writes the same."""


def pack(folder: Path, target: Path) -> int:
    """Write a zip and return how many files are in it; they stand in a folder of the zip's name.

    Args:
        folder: everything in it is packed.
        target: the zip.
    """
    files = sorted(
        (path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as made:
        for name, path in files:
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", LONG_AGO)
            entry.create_system, entry.external_attr = UNIX, READABLE
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            made.writestr(entry, path.read_bytes(), compresslevel=9)
    return len(files)
