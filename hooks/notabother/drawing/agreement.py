"""The reader and the renderer each look at the Markdown in their own way; here they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from notabother.model import Article
from notabother.problems import Place, Problem


def differences(
    article: Article, scripts: Sequence[tuple[str, str]], sections: Sequence[tuple[str, ...]]
) -> Iterator[Problem]:
    """Yield what a page shows otherwise than the reader found it.

    Args:
        article: as read.
        scripts: the id and text of each script that was drawn.
        sections: the fears of each marked heading that was drawn.
    """
    drawn = Counter(id_ for id_, _ in scripts)
    read = {str(script.id): script for script in article.scripts}
    hint = "Put it at the left margin, with an empty line before it."
    for id_, script in read.items():
        if drawn[id_] == 0:
            yield Problem(script.place, "not-drawn", f"the page does not show the script '{id_}'. {hint}")
        elif drawn[id_] > 1:
            yield Problem(
                script.place, "not-drawn", f"the page shows the script '{id_}' more than once. {hint}"
            )
        elif dict(scripts)[id_] != script.text:
            message = f"the page shows the text of '{id_}' otherwise than it is written. Write it as plain paragraphs."
            yield Problem(script.text_place, "not-drawn", message)
    for id_ in drawn:
        if id_ not in read:
            message = f"the page shows a script '{id_}' that was not understood. {hint}"
            yield Problem(Place(article.uri), "not-drawn", message)
    found = [tuple(map(str, section.fears)) for section in article.sections]
    missing, surplus = Counter(found) - Counter(sections), Counter(sections) - Counter(found)
    for number, section in enumerate(article.sections):
        if found[number] in missing:
            message = f"the page does not show the section for '{' '.join(section.fears)}'. {hint}"
            yield Problem(section.place, "not-drawn", message)
    for fears in surplus:
        names = " ".join(name for name in fears if name != "misplaced")
        message = f"a heading marked with '{names}' is shown that was not understood. {hint}"
        yield Problem(Place(article.uri), "not-drawn", message)
