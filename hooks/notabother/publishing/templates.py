"""Templates are read as everything else is, whatever program saved them."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

from notabother.problems import Problem
from notabother.source.decoding import decode


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
