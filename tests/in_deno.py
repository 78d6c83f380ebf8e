"""Our scripts outside a browser: what needs no page answers in Deno, which may read them and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deno import find_deno_bin

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts"

DENO = [
    find_deno_bin(),
    "run",
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-npm",
]
ENVIRONMENT = {"DENO_DIR": str(ROOT / ".cache" / "deno"), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}


class Scripts:
    """One run of Deno, asked again and again."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self.running = running

    def ask(self, module: str, expression: str, *given: Any) -> Any:
        """Evaluate an expression over a module and return what comes out.

        Args:
            module: the file, from the folder of scripts: `message/links.js`.
            expression: in JavaScript; `m` is the module and `a` the list of what is given.
            given: what goes through JSON.
        """
        assert self.running.stdin
        assert self.running.stdout
        question = {"module": (SCRIPTS / module).as_uri(), "expression": expression, "given": given}
        self.running.stdin.write(json.dumps(question) + "\n")
        self.running.stdin.flush()
        found = json.loads(self.running.stdout.readline())
        assert "error" not in found, found["error"]
        return found["answer"]


@contextmanager
def scripts(zone: str = "UTC") -> Iterator[Scripts]:
    """Start a run in a time zone, and end it."""
    command = [*DENO, f"--allow-read={SCRIPTS}", str(ROOT / "tests" / "scripts" / "answer.js")]
    environment = os.environ | ENVIRONMENT | {"TZ": zone}
    with subprocess.Popen(
        command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        yield Scripts(running)
        assert running.stdin
        running.stdin.close()
