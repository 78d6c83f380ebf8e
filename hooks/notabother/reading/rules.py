"""What only the whole library can show to be wrong: one function for each rule or family of rules.

Every function takes the library and yields problems; the ids stand in `problems.RULES`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from notabother import addresses, limits
from notabother.kept import digest, kept
from notabother.model import END, Library, Script
from notabother.problems import Place, Problem, Text, instead, nearest
from notabother.search import topics

FEWEST_PHRASES: Final = 10
"""How many other ways of putting it a fear should list, so that search can find it."""

FEWEST_ASKS: Final = 6
"""The same for a situation."""


def check(library: Library) -> Iterator[Problem]:
    """Yield every problem of the library."""
    for rule in RULES:
        yield from rule(library)


def known_words(library: Library) -> Iterator[Problem]:
    """Names from the closed lists must stand there."""
    words = library.vocabulary
    for script in library.scripts.values():
        yield from _known(script.channel, words.channels, "channel", addresses.VOCABULARY)
        yield from _known(script.situation, words.situations, "situation", addresses.VOCABULARY)
        yield from _known(script.to, words.recipients, "recipient", addresses.VOCABULARY)
        for blank in script.blanks:
            yield from _known(blank, words.placeholders, "placeholder", addresses.VOCABULARY)
        for follower in script.next.values():
            if follower != END:
                yield from _known(follower, library.scripts, "script", "/cards/")
        for fear in script.fears:
            yield from _known(fear, library.fears, "fear", "fears/")
    for article in library.articles.values():
        for section in article.sections:
            for fear in section.fears:
                yield from _known(fear, library.fears, "fear", "fears/")
    for each in library.fears.values():
        for fear in each.related:
            yield from _known(fear, library.fears, "fear", "fears/")


def articles_to_show_first(library: Library) -> Iterator[Problem]:
    """What a fear's page shows first must be there, and have something to show."""
    known = {addresses.stem(uri): article for uri, article in library.articles.items()}
    for slug, fear in library.fears.items():
        for name in fear.articles:
            yield from _known(name, known, "article", "articles/")
            if name in known and not any(slug in section.fears for section in known[name].sections):
                message = (
                    f"the article '{name}' has no section marked fear=\"{slug}\". "
                    "Mark one, or take the name out."
                )
                yield name.problem("article-without-section", message)


def vocabulary_names_what_exists(library: Library) -> Iterator[Problem]:
    """What the vocabulary leads to must be there."""
    words = library.vocabulary
    if words.closing is not None:
        yield from _known(words.closing, words.situations, "situation", addresses.VOCABULARY)
    if words.warm_up_study is not None:
        yield from _known(words.warm_up_study, library.studies, "study", "evidence/")


def sheets_name_what_exists(library: Library) -> Iterator[Problem]:
    """A coach sheet is named after a fear, and its homework names a script."""
    for sheet in library.sheets.values():
        yield from _known(sheet.fear, library.fears, "fear", "fears/")
        if sheet.card:
            yield from _known(sheet.card, library.scripts, "script", "/cards/")


def subjects(library: Library) -> Iterator[Problem]:
    """A subject stands where the channel has one, and fits."""
    for script in library.scripts.values():
        channel = library.vocabulary.channels.get(script.channel)
        if channel is None:
            continue
        if channel.subject is None:
            if script.subject is not None:
                message = f"'{channel.title}' has no subject line. Take 'subject' out."
                yield script.subject.problem("needless-subject", message)
        elif script.subject is None:
            message = f"the script '{script.id}' needs a subject. Give it this line: subject: A question about [topic]"
            yield Problem(script.place, "needs-subject", message)
        else:
            size = len(script.filled(script.subject, library.vocabulary.placeholders))
            if size > channel.subject:
                message = f"the subject has {size} characters; {channel.subject} is the most. Shorten it."
                yield script.subject.problem("too-long", message)


def lengths(library: Library) -> Iterator[Problem]:
    """A script fits its channel, its blanks filled with their examples."""
    for script in library.scripts.values():
        channel = library.vocabulary.channels.get(script.channel)
        if channel is None:
            continue
        text = script.filled(script.text, library.vocabulary.placeholders)
        size = limits.COUNTS[channel.counts](text)
        if size <= channel.limit:
            continue
        if channel.counts == "text-messages":
            odd = limits.outside_gsm(text)
            hint = f" Without {' '.join(odd)} more would fit." if odd else ""
            used, holds, over = limits.over(text, channel.limit)
            most = "one holds" if channel.limit == 1 else f"{channel.limit} hold"
            message = (
                f"this takes {size} text messages ({used} characters); {most} {holds}. "
                f"Take out about {over} character{'s' if over > 1 else ''}.{hint}"
            )
        elif channel.counts == "seconds":
            message = f"this takes {size} seconds to say; {channel.limit} is the most for '{channel.title}'. Shorten it."
        else:
            unit = str(channel.counts)
            message = (
                f"this has {size} {unit}; {channel.limit} is the most for '{channel.title}'. Shorten it."
            )
        yield Problem(script.text_place, "too-long", message)


def trees_end(library: Library) -> Iterator[Problem]:
    """Following a script's next comes to an end, with one unasked follow-up at most."""
    finished: set[str] = set()
    for start in library.scripts.values():
        yield from _cycles(library, start, finished)
    for script in library.scripts.values():
        nudge = library.scripts.get(script.next["silence"])
        if nudge is not None and nudge.next["silence"] != END:
            message = (
                f"'{script.id}' leads here after silence, and one follow-up is enough. Write: silence: end"
            )
            yield nudge.next["silence"].problem("second-nudge", message)


def _cycles(library: Library, start: Script, finished: set[str]) -> Iterator[Problem]:
    """Walk from one script along every outcome; report each step that leads back onto the path."""
    path: list[str] = []
    stack: list[tuple[Script, list[Text]]] = []

    def enter(script: Script) -> None:
        path.append(script.id)
        stack.append((script, list(dict.fromkeys(script.next.values()))))

    if start.id not in finished:
        enter(start)
    while stack:
        _, followers = stack[-1]
        if not followers:
            stack.pop()
            finished.add(path.pop())
            continue
        name = followers.pop(0)
        if name in path:
            round_ = " > ".join([*path[path.index(name) :], name])
            message = f"this goes in a circle: {round_}. Let one of them lead to another script or to end."
            yield name.problem("next-cycle", message)
        elif name in library.scripts and name not in finished:
            enter(library.scripts[name])


def fears_are_answered(library: Library) -> Iterator[Problem]:
    """Each fear has a section, words to send, and enough other ways of putting it."""
    for slug, fear in library.fears.items():
        if not library.sections_by_fear[slug]:
            message = (
                f'no article answers this fear. Mark a heading in one: ## Your heading {{ fear="{slug}" }}'
            )
            yield Problem(Place(fear.uri), "fear-without-section", message)
        if not library.scripts_by_fear[slug]:
            message = "there are no words to send for this fear. Write a script in a section that is marked with it."
            yield Problem(Place(fear.uri), "fear-without-script", message)
        if 0 < len(fear.says) < FEWEST_PHRASES:
            message = f"'says' lists {len(fear.says)} ways people put it. {FEWEST_PHRASES} or more help search find it."
            yield fear.says[0].problem("few-phrases", message)


def situations_are_found(library: Library) -> Iterator[Problem]:
    """A situation that lists what readers ask for lists enough of it."""
    for term in library.vocabulary.situations.values():
        if 0 < len(term.asks) < FEWEST_ASKS:
            message = f"'asks' lists {len(term.asks)} ways people ask for this. {FEWEST_ASKS} or more help search find it."
            yield term.asks[0].problem("few-phrases", message)


def phrases_find_their_fear(library: Library) -> Iterator[Problem]:
    """What people say of a fear finds that fear first, and no other."""
    fears = library.fears
    said = tuple(
        (slug, str(each.title), str(each.description), tuple(map(str, each.says)))
        for slug, each in fears.items()
    )
    firsts = kept("firsts", digest(said, library.lists.made_of), lambda: _firsts(library))
    for slug, fear in fears.items():
        for phrase, first in zip(fear.says, firsts[slug], strict=True):
            if first not in (slug, None):
                message = (
                    f"search finds '{first}' first for '{phrase}'. "
                    "Put it in words that only this fear has, or move it there."
                )
                yield phrase.problem("found-elsewhere", message)


def _firsts(library: Library) -> dict[str, list[str | None]]:
    """Return for each fear which one each of its phrases finds first."""
    worries = topics.worries(library, library.lists)
    return {
        slug: [ranked[0][1] if (ranked := worries.ranked(phrase)) else None for phrase in fear.says]
        for slug, fear in library.fears.items()
    }


def studies_are_cited(library: Library) -> Iterator[Problem]:
    """A study that nothing cites is reported, as a warning."""
    for id_, study in library.studies.items():
        if id_ not in library.cited_by:
            message = f"nothing cites this study. Write [^{id_}] where it is used."
            yield Problem(Place(study.uri), "uncited-study", message)


RULES: Final[tuple[Callable[[Library], Iterator[Problem]], ...]] = (
    known_words,
    articles_to_show_first,
    vocabulary_names_what_exists,
    sheets_name_what_exists,
    subjects,
    lengths,
    trees_end,
    fears_are_answered,
    situations_are_found,
    phrases_find_their_fear,
    studies_are_cited,
)


def one_address_each(uris: Iterable[str], generated: Collection[str] = ()) -> Iterator[Problem]:
    """No two files end up at one address, on any file system: `a.md`, `A.md` and `a/index.md`.

    Args:
        uris: the authors' Markdown files.
        generated: the files that the build adds; an author may write only those that head a list.
    """
    taken: dict[str, str] = {}
    for uri in sorted(uris):
        address = addresses.address(uri).casefold()
        if address in taken:
            message = f"{taken[address]} has the same address, /{address}. Rename one of them."
            yield Problem(Place(uri), "same-address", message)
        elif uri in generated and not uri.endswith("/index.md"):
            message = f"the site makes the page /{address} by itself. Rename this file, or take it out."
            yield Problem(Place(uri), "same-address", message)
        else:
            taken[address] = uri


def no_study_on_sheets(cites: Iterable[Iterable[Text]]) -> Iterator[Problem]:
    """A coach sheet cites no study.

    Args:
        cites: for each sheet the studies it cites.
    """
    message = "a sheet has no room for what a study does not show. Leave the finding to the fear's page."
    for of_sheet in cites:
        yield from (study.problem("study-on-sheet", message) for study in of_sheet)


def links_lead_somewhere(
    links: Iterable[Text], files: frozenset[str], anchors: Mapping[str, frozenset[str]] | None = None
) -> Iterator[Problem]:
    """A relative link leads to a file of the docs folder, or to one that the build adds, and to a part that is there.

    Args:
        links: their targets as written; the place of each says from which file.
        files: all files there will be.
        anchors: what a link may lead to within a page, by the page's Markdown file.
    """
    for link in links:
        uri = link.place.file
        folder = posixpath.dirname(uri)
        target, part = addresses.target(link, uri)
        if link.startswith("/"):
            message = (
                f"'{link}' starts at the server's root. Name the file as seen from this one: ../index.md"
            )
        elif target in files or target == uri:
            known = (anchors or {}).get(target)
            if not part or known is None or part in known:
                continue
            near = nearest(part, known)
            hint = (
                f"Did you mean '{link.partition('#')[0]}#{near}'?"
                if near
                else "Link to a heading that is there, or to the page alone."
            )
            message = f"'{link}' leads to no heading of {target}. {hint}"
        elif target.startswith(".."):
            message = (
                f"'{link}' leads out of the docs folder. Link to a page of the site, or a whole address."
            )
        else:
            near = nearest(link, _as_seen_from(folder, files, posixpath.splitext(target)[1].casefold()))
            hint = (
                f"Did you mean '{near}'?" if near else "It is read from the folder of the file it stands in."
            )
            message = f"'{link}' leads to no file. {hint}"
        yield link.problem("broken-link", message)


@lru_cache(maxsize=64)
def _as_seen_from(folder: str, files: frozenset[str], ending: str) -> frozenset[str]:
    """Return how a page in a folder links to each file with an ending; without one, to each Markdown file."""
    return frozenset(
        posixpath.relpath(file, folder or ".") for file in files if file.casefold().endswith(ending or ".md")
    )


def _known(name: Text, known: Collection[str], what: str, where: str) -> Iterator[Problem]:
    if name not in known:
        yield name.problem(f"unknown-{what}", f"there is no {what} '{name}'. {instead(name, known, where)}")
