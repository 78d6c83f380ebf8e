"""What was made before, by what it was made of: a build makes only what is new.

Only what pure functions return is kept, under a hash of all that they were given. So what is kept is never wrong, and
needs no telling when something changes: it is asked for by another name. What some builds did not ask for is let go.

Between two processes it lies in a folder, in one file for each of `FILES`. A file that is damaged, half written or made by
other code is not looked at; it is written beside and then put in its place, so that two builds at once see whole ones.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

BUILDS: Final = 2
"""How many builds something is kept for without being asked for: an author who undoes a change finds it again."""

FILES: Final = {
    "texts": frozenset("read drawn cites section-cites links faults shown words firsts".split()),
    "pages": frozenset("whole answer section sections stems page inspected".split()),
}
"""What lies on disk, by file: what a check asks for, and what only a build does."""

MOST_BYTES: Final = 400_000_000
"""The largest file that is written or read."""

PACKAGES: Final = (
    "markdown",
    "pymdown-extensions",
    "jinja2",
    "markupsafe",
    "cmarkgfm",
    "mkdocs",
    "mkdocs-material",
)
"""What decides besides our own code how something comes out."""

CLASSES: Final = (
    "notabother.model",
    "notabother.drawn",
    "notabother.problems",
    "notabother.source.",
    "notabother.language.",
    "notabother.reading.files",
    "notabother.publishing.inspection",
)
"""Where the values come from that are kept: nothing else is ever made of what lies on disk."""

OTHERS: Final = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("builtins", "range"),
        ("datetime", "date"),
        ("xml.etree.ElementTree", "Element"),
        ("xml.etree.ElementTree", "Comment"),
        ("collections", "OrderedDict"),
    }
)

COLD: Final = "NOTABOTHER_COLD"
"""A variable of the environment: when set, nothing is taken from an earlier process, and nothing left for a later one."""

made: Final[Counter[str]] = Counter()
"""How many things of each kind were made since the process began: for tests, which count what an edit costs."""

_values: dict[tuple[str, str], object] = {}
_asked: dict[tuple[str, str], int] = {}
_build = [0]
_disk: list[_Disk] = []


def digest(*made_of: object) -> str:
    """Return a name for what something is made of: texts, bytes, numbers, None, and tuples of these."""
    found = blake2b(digest_size=16)
    _feed(found.update, made_of)
    return found.hexdigest()


def _feed(update: Callable[[bytes], None], value: object) -> None:
    """Feed a value in such a way that no two different ones look alike."""
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        update(b"s%d:" % len(data) + data)
    elif isinstance(value, bytes):
        update(b"b%d:" % len(value) + value)
    elif isinstance(value, tuple):
        update(b"(%d:" % len(value))
        for each in value:
            _feed(update, each)
    elif value is None or isinstance(value, (bool, int, float)):
        update(f"{type(value).__name__}{value!r};".encode())
    else:
        raise TypeError(f"{type(value).__name__} has no name that lasts")


def kept(room: str, key: str, make: Callable[[], T]) -> T:
    """Return what was made before, or make it.

    Args:
        room: what is made; the same key may stand for other things in other rooms.
        key: a `digest` of everything that `make` looks at.
        make: makes it, and looks at nothing else. Nobody changes what it returns.
    """
    name = (room, key)
    _asked[name] = _build[0]
    if name not in _values:
        found = _disk[0].take(name) if _disk else None
        if found is None:
            found = make()
            made[room] += 1
        _values[name] = found
    value: T = _values[name]  # type: ignore[assignment]
    return value


def next_build() -> None:
    """Let go of what the last builds did not ask for."""
    _build[0] += 1
    for name in [name for name, asked in _asked.items() if _build[0] - asked > BUILDS]:
        del _asked[name]
        _values.pop(name, None)


def forget() -> None:
    """Let go of everything, as if the process had just begun."""
    hold({})


def hold(values: dict[tuple[str, str], object] | None = None) -> dict[tuple[str, str], object]:
    """Hold these values and nothing else, and return those that were held: for tests, which build from nothing between."""
    before = dict(_values)
    _values.clear()
    _values.update(values or {})
    _asked.clear()
    _asked.update(dict.fromkeys(_values, _build[0]))
    _disk.clear()
    return before


def use(folder: Path) -> None:
    """Look for what an earlier process has kept in a folder, from now on."""
    if not _disk or _disk[0].folder != folder:
        _disk[:] = [_Disk(folder)]


def save() -> None:
    """Write what this build asked for into the folder in use, if it is not there already."""
    if _disk:
        _disk[0].save({name: value for name, value in _values.items() if _build[0] - _asked[name] <= 1})


class _Disk:
    """A folder with what was kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, dict[tuple[str, str], bytes]] = {}
        """Of each file that was read, its values as they lie there."""

    def take(self, name: tuple[str, str]) -> object:
        """Return what lies there, or None."""
        file = _file_of(name[0])
        if file is None:
            return None
        if file not in self.entries:
            self.entries[file] = self._read(file)
        data = self.entries[file].get(name)
        if data is None:
            return None
        try:
            return _Values(io.BytesIO(data)).load()
        except Exception:  # noqa: BLE001  (whatever is wrong with it: it is made anew)
            del self.entries[file][name]
            return None

    def save(self, values: dict[tuple[str, str], object]) -> None:
        """Write each file anew whose values have changed."""
        for file in FILES:
            wanted = {name: value for name, value in values.items() if _file_of(name[0]) == file}
            before = self.entries.get(file, {})
            if not wanted or wanted.keys() == before.keys():
                continue
            data = {name: before.get(name) or pickle.dumps(value, 5) for name, value in wanted.items()}
            self._write(file, pickle.dumps(data, 5))
            self.entries[file] = data

    def _read(self, file: str) -> dict[tuple[str, str], bytes]:
        try:
            path = self.folder / file
            whole = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
            head, data = whole[:32], whole[32:]
            if head != _head(data):
                return {}
            found = _Entries(io.BytesIO(data)).load()
        except (OSError, pickle.UnpicklingError, EOFError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, file: str, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            return
        half = self.folder / f"{file}.{blake2b(data, digest_size=8).hexdigest()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(_head(data) + data)
            half.replace(self.folder / file)
        except OSError:  # no room, or nobody may write here: the next build makes it again
            with suppress(OSError):
                half.unlink()


class _Entries(pickle.Unpickler):
    """Reads names and bytes, and makes nothing else."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Values(pickle.Unpickler):
    """Reads values of ours, and makes nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in OTHERS and not module.startswith(CLASSES):
            raise pickle.UnpicklingError(f"{module}.{name}")
        found = super().find_class(module, name)
        ours = isinstance(found, type) and (found.__module__, found.__qualname__) == (module, name)
        if (module, name) not in OTHERS and not ours:  # or all that our modules import could be reached
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


@cache
def _file_of(room: str) -> str | None:
    return next((file for file, rooms in FILES.items() if room in rooms), None)


def _head(data: bytes) -> bytes:
    """Return what a file begins with: nothing that other code wrote, and nothing that is not whole, begins so."""
    return blake2b(data, key=_code(), digest_size=32).digest()


@cache
def _code() -> bytes:
    """Return a digest of all that decides how something comes out, besides what it is made of."""
    found = blake2b(digest_size=32)
    found.update(sys.version.encode())
    for name in PACKAGES:
        try:
            found.update(f"{name} {version(name)};".encode())
        except PackageNotFoundError:
            continue
    folder = Path(__file__).parent
    for path in sorted((*folder.rglob("*.py"), folder.parent / "events.py")):
        found.update(path.read_bytes())
    return found.digest()
