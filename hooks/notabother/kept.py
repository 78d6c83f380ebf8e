"""What was made before, by what it was made of: a build makes only what is new.

Only what pure functions return is kept, under a hash of all that they were given. So what is kept is never wrong, and
needs no telling when something changes: it is asked for by another name. What a build did not ask for is let go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from typing import Final, TypeVar

T = TypeVar("T")

BUILDS: Final = 2
"""How many builds something is kept for without being asked for: an author who undoes a change finds it again."""

made: Final[Counter[str]] = Counter()
"""How many things of each kind were made since the process began: for tests, which count what an edit costs."""

_values: dict[tuple[str, str], object] = {}
_asked: dict[tuple[str, str], int] = {}
_build = [0]


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
        _values[name] = make()
        made[room] += 1
    found: T = _values[name]  # type: ignore[assignment]
    return found


def next_build() -> None:
    """Let go of what the last builds did not ask for."""
    _build[0] += 1
    for name in [name for name, asked in _asked.items() if _build[0] - asked > BUILDS]:
        del _asked[name], _values[name]


def forget() -> None:
    """Let go of everything, as if the process had just begun."""
    _values.clear()
    _asked.clear()
