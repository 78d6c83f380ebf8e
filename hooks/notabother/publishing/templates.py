"""Templates are read as everything else is, whatever program saved them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import jinja2
from jinja2.bccache import Bucket

from notabother.problems import Problem
from notabother.source.decoding import decode


class Compiled(jinja2.BytecodeCache):
    """Keeps what templates were compiled to, by their text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept for a template, if its text is the same."""
        if (found := COMPILED.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        COMPILED[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED: Final[dict[tuple[str, str], bytes]] = {}


class Templates(jinja2.BaseLoader):
    """Hands templates on from another loader: without a byte order mark, and never with a traceback.

    Such a mark would end up within the page, where it ends the head: see `heads.py`.
    """

    def __init__(self, found: jinja2.BaseLoader) -> None:
        """Read templates.

        Args:
            found: knows where they are.
        """
        self.found = found
        self.problems: list[Problem] = []
        """What is wrong with those read so far; a template is named as other templates name it."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's text; what is not UTF-8 in it becomes U+FFFD, so that the rest still shows."""
        path, fresh = None, None
        try:
            text, path, fresh = self.found.get_source(environment, template)
            data = text.encode()
        except UnicodeDecodeError as error:
            data = error.object
        text, problems = decode(template, data)
        self.problems += problems
        return text or data.decode("utf-8", "replace"), path, fresh

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self.found.list_templates()
