"""A worker that sets type: reads jobs as JSON from its input, writes files, and says how each went.

`press` starts it as a program of its own, because Typst keeps what it has set in memory until its
process ends. It knows nothing of the rest of the package, so that it starts fast.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import typst


def main() -> None:
    """Do the jobs on the standard input and answer on the standard output."""
    order = json.load(sys.stdin)
    os.nice(order["nice"])
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(order["fonts"])
    )
    answers = [run(job, order, fonts) for job in order["jobs"]]
    json.dump(answers, sys.stdout)


def run(job: dict[str, Any], order: dict[str, Any], fonts: typst.Fonts) -> str:
    """Do one job and return what went wrong, in Typst's words, or an empty string."""
    compiler = typst.Compiler(
        document(job["template"], job["function"], job["data"]),
        root=order["templates"],
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=order["inputs"],
    )
    try:
        made = query(compiler) if job["format"] == "json" else draw(compiler, job, order["timestamp"])
    except typst.TypstError as error:
        return error.diagnostic or error.message
    except (RuntimeError, Warning) as error:
        return str(error)
    target = Path(job["target"])
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_bytes(made)
    draft.replace(target)
    return ""


def document(template: str, function: str, data: str) -> bytes:
    """Return a document that hands its data, JSON, to a function of a template.

    A JSON string is a Typst string too, as long as it holds no control characters.
    """
    text = json.dumps(data, ensure_ascii=False)
    return f'#import "{template}": {function}\n#{function}(json(bytes({text})))\n'.encode()


def query(compiler: typst.Compiler) -> bytes:
    """Return what the document says of itself."""
    return compiler.query("<fits>", field="value", one=True).encode()


def draw(compiler: typst.Compiler, job: dict[str, Any], timestamp: int) -> bytes:
    """Return the document as PDF or PNG; a warning is an error."""
    pdf = job["format"] == "pdf"
    made, warnings = compiler.compile_with_warnings(
        format=job["format"],
        ppi=None if pdf else job["ppi"],
        pdf_standards=["ua-1"] if pdf else [],
        timestamp=timestamp,
    )
    if warnings:
        raise RuntimeWarning("\n".join(each.message for each in warnings))
    if not isinstance(made, bytes):
        raise RuntimeWarning(f"{job['template']} makes {len(made or [])} pictures, and one is wanted")
    return made


if __name__ == "__main__":
    main()
