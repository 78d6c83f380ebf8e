"""`make check` and a build say the same of the same docs folder: not a line more, not a line less.

A build takes far longer than a check, so many texts stand in one folder: each under a name of its own.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from conftest import ROOT, Figures, add
from hostile import URIS, broken, front_matter, library_of_payloads, markdown
from notabother.__main__ import main
from small_library import CASES, HEAD, SECTION, files_in
from small_site import RICH, Lines, build, lay_out

Files = dict[str, bytes]

TEXTS, AT_ONCE, LISTS = 1_200, 250, 4
"""How many texts are made up, how many stand in one folder, and how often a list is broken: a folder has it once."""

LINKS = """\
[A page](../about.md), [none](../abuot.md), [a card](../cards/small-question.md), [no card](../cards/none.md),
[a part](base.md#theyre-too-busy), [no part](base.md#theyre-to-busy), [of a fear](../fears/too-busy.md#none),
[of a list](../cards/index.md#none), [of the site's own](../assets/stylesheets/site.css), [a folder](../fears/),
[a picture](../desk.png), ![none](../dask.png), [from the top](/about/), [nothing](), [an address](../about/).
"""
"""Links to everything that a build has and a folder does not, or the other way round."""


def said_by_check(docs: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    main(["check", os.path.relpath(docs, ROOT), "--config", "mkdocs.yml"])
    return capsys.readouterr().out.splitlines()


def said_by_build(docs: Path, site: Path) -> list[str]:
    """Return the lines of our own problems and of everybody's warnings."""
    log, heard = logging.getLogger("mkdocs.notabother"), Lines(logging.INFO)
    log.addHandler(heard)
    level = log.level
    log.setLevel(logging.INFO)
    try:
        warnings = build(docs, site)
    finally:
        log.setLevel(level)
        log.removeHandler(heard)
    return [*heard.lines, *(line for line in warnings if line not in heard.lines)]


def folders(texts: Iterable[Files]) -> Iterator[Files]:
    """Put the files of many small libraries into few folders: a page whose name is taken gets one of its own."""
    made: list[Files] = []
    for number, text in enumerate(texts):
        for folder in made:
            named = {free(uri, folder, number): data for uri, data in text.items()}
            if len(folder) < AT_ONCE and not folder.keys() & named.keys():
                folder.update(named)
                break
        else:
            made.append(dict(text))
    yield from made


def free(uri: str, folder: Files, number: int) -> str:
    """Return the name that a file gets; a list has only one."""
    return f"{uri.removesuffix('.md')}-{number}.md" if uri in folder and uri.endswith(".md") else uri


def written(docs: Path, files: Files) -> Path:
    lay_out(docs, {})
    for uri, data in files.items():
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / uri).write_bytes(data)
    return docs


def cases() -> Iterator[Files]:
    for path in sorted(CASES.iterdir()):
        if path.is_dir() and path.name != "_base":
            yield {uri: data for uri, data in files_in(path).items() if uri != "expected.txt"}
        elif path.suffix == ".md":
            yield {"articles/case.md": path.read_bytes()}


def hostile() -> Iterator[Files]:
    for uri, text in list(library_of_payloads())[::5]:
        yield {uri: text.encode()}


def links() -> Iterator[Files]:
    yield {"articles/case.md": (HEAD + LINKS).encode(), "fears/case.md": LINKS.encode()}
    yield {"articles/rich.md": RICH.encode(), "index.md": LINKS.encode(), "cards.md": b"x"}


def made_up() -> Iterator[Files]:
    """Yield a thousand texts, the same every time."""
    found: list[Files] = []
    taken: Counter[str] = Counter()
    names = st.sampled_from([uri for uri in URIS if uri.endswith("/case.md")])
    fields = front_matter.map(lambda said: f"---\n{said}\n---\n\nText.\n")
    texts = markdown.map(lambda text: HEAD + SECTION + text)
    one = st.one_of(st.tuples(names, st.one_of(texts, texts, fields)), broken())

    @seed(1)
    @settings(
        max_examples=TEXTS, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(one)
    def take(file: tuple[str, str]) -> None:
        uri, text = file
        if uri.endswith(".md") or taken[uri] < LISTS:
            taken[uri] += 1
            found.append({uri: text.encode("utf-8", "replace")})

    take()
    yield from found


@pytest.mark.parametrize("texts", [cases, hostile, links, made_up], ids=lambda texts: texts.__name__)
def test_check_and_build_say_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    figures: Figures,
    texts,
) -> None:
    monkeypatch.chdir(ROOT)
    given = list(texts())
    add(figures, f"check and build say the same, texts of {texts.__name__}", len(given))
    for number, files in enumerate(folders(given)):
        docs = written(tmp_path / f"docs-{number}", files)
        said = said_by_check(docs, capsys)
        assert said
        assert said_by_build(docs, tmp_path / "site") == said
        add(figures, f"check and build say the same, folders of {texts.__name__}")
        add(figures, f"check and build say the same, lines on {texts.__name__}", len(said))
