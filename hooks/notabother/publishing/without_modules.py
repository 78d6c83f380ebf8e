"""A JavaScript module and all that it imports, as one classic script.

Browsers refuse modules in pages that are opened from disk. Our own modules keep to a few forms, so that nothing
need be parsed to put them together: named imports of files beside them, first in the file; functions, classes and
constants that are exported where they are declared. Whatever else is met is an error, never a guess.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

IMPORT: Final = re.compile(r'^import \{ ([\w$ ,]+?),? \} from "(\.\.?/[\w./-]+\.js)";$', re.MULTILINE)
"""The one form of import; each name may be followed by `as` and another."""

EXPORT: Final = re.compile(r"^export (?=(?:(?:async )?function\*?|class|const) ([\w$]+))", re.MULTILINE)
"""The forms of export."""

COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)

LEFT_OVER: Final = re.compile(
    r"^(?:import|export|await)\b.*|^.*\b(?:import *\(|import\.meta\b).*", re.MULTILINE
)
"""What no classic script may hold, once the forms above are taken out."""


class ModuleError(Exception):
    """A module uses what this cannot put together, or imports what is not there."""


def classic(entry: str, modules: Mapping[str, str]) -> str:
    """Return a script that does, without a module, what the module does.

    Args:
        entry: the module's path.
        modules: the text of every module there may be, by path.

    Raises:
        ModuleError: a form of import or export that is not ours, a file or a name that is not there, or a circle.
    """
    order: list[str] = []
    _collect(entry, modules, order, ())
    names = {path: f"module{number}" for number, path in enumerate(order)}
    parts = [_part(path, modules[path], names) for path in order]
    return '(() => {\n"use strict";\n' + "".join(parts) + "})();\n"


def imported(path: str, text: str) -> list[str]:
    """Return the paths of the modules that a module imports."""
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2]))
        for found in IMPORT.finditer(text)
    ]


def _collect(path: str, modules: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    """Add a module to the order, behind everything that it imports."""
    if path in above:
        raise ModuleError(f"{path} imports itself, by way of {above[-1]}.")
    if path in order:
        return
    if path not in modules:
        raise ModuleError(f"{above[-1] if above else 'The page'} needs {path}, and there is no such file.")
    _check(path, modules[path])
    for needed in imported(path, modules[path]):
        _collect(needed, modules, order, (*above, path))
    _check_names(path, modules)
    order.append(path)


def _check(path: str, text: str) -> None:
    code = COMMENT.sub("", text)
    body = IMPORT.sub("", code)
    if left := LEFT_OVER.search(EXPORT.sub("", body)):
        raise ModuleError(
            f"{path}: `{left[0].strip()}`. For the site that opens from disk, write named imports and exports "
            "alone: see hooks/notabother/publishing/without_modules.py."
        )
    last = max((found.end() for found in IMPORT.finditer(code)), default=0)
    if IMPORT.sub("", code[:last]).strip():
        raise ModuleError(f"{path}: imports come first in the file.")


def _check_names(path: str, modules: Mapping[str, str]) -> None:
    """See that every name is there; a browser would hand over `undefined` and say nothing."""
    text = modules[path]
    for found, source in zip(IMPORT.finditer(text), imported(path, text), strict=True):
        there = {export[1] for export in EXPORT.finditer(COMMENT.sub("", modules[source]))}
        for name in (words[0] for each in found[1].split(",") if (words := each.split())):
            if name not in there:
                raise ModuleError(
                    f"{path} imports '{name}' from {source}, which exports no such name. Correct the name, or "
                    f"write `export` before its declaration there; each constant is declared by itself."
                )


def _part(path: str, text: str, names: Mapping[str, str]) -> str:
    """Return a module as a function that gives what it exports; imports are taken from those before it."""
    exports = [found[1] for found in EXPORT.finditer(text)]
    taken = "".join(_taken(path, text, names))
    body = EXPORT.sub("", IMPORT.sub("", text)).strip()
    given = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"const {names[path]} = (() => {{\n{taken}{body}\n{given}}})();\n"


def _taken(path: str, text: str, names: Mapping[str, str]) -> Iterator[str]:
    for found, source in zip(IMPORT.finditer(text), imported(path, text), strict=True):
        yield f"const {{ {found[1].replace(' as ', ': ')} }} = {names[source]};\n"
