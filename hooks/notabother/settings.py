"""What mkdocs.yml says, as one value with types, and what is wrong with it, at its line and column.

The file is MkDocs's own too: tags, comments, and keys that are none of ours mean there what they mean to MkDocs.
What stands in the environment is given by the caller, because mkdocs.yml may ask for it: `!ENV [PAPER, true]`.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import yaml

from notabother.language.readability import USUAL, ReadingLimits
from notabother.problems import ALWAYS_ERRORS, LEVELS, RULES, Level, Place, Problem, Text, instead, meant
from notabother.source.fields import Fields, read_fields
from notabother.source.published import Allowed

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Tells what kind of value each scalar would be, and keeps it as it was typed."""

NULL: Final = "tag:yaml.org,2002:null"

FILE: Final = "../mkdocs.yml"
"""Where mkdocs.yml usually stands, as seen from the docs folder."""

BUILT_IN: Final = ("toc", "tables", "fenced_code", "attr_list", "footnotes")
"""The Markdown extensions that are always on: those of MkDocs, and those that marks of fears and citations need."""

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The short name of a language: `en`, `pt-BR`."""

ENDING: Final = re.compile(r"\.?([a-z0-9]+(?:\.[a-z0-9]+)?)", re.IGNORECASE)
"""How a file's name ends, with or without its dot."""

CONTACTS: Final = ("https", "mailto", "tel")
"""How an address may begin at which people are told of a security hole."""

READING: Final[Mapping[str, tuple[int, int]]] = {
    "sentence-words": (5, 100),
    "average-words": (5, 50),
    "paragraph-sentences": (1, 20),
    "school-grade": (1, 20),
    "page-sentences": (1, 100),
}
"""The bounds of each limit of `extra.reading`; its name in `ReadingLimits` has an underscore for the hyphen."""

LARGEST_KB: Final = 100_000
"""The most that `extra.publish.largest-kb` may be: hosts take no larger files."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of docs that every page links to, and what it is called there."""

    title: Text
    file: Text


@dataclass(frozen=True, slots=True)
class Help:
    """Where people in danger find help."""

    text: Text
    """What comes before the link."""
    title: Text
    file: Text
    numbers: tuple[Text, ...] = ()
    """Printed where nobody can follow a link."""


@dataclass(frozen=True, slots=True)
class Security:
    """Whom to tell of a security hole, and until when that holds."""

    contacts: tuple[str, ...]
    expires: datetime.date
    policy: str = ""
    """The address of a page that says more; empty if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that the core needs to know of mkdocs.yml; the defaults are what holds where it says nothing."""

    site_name: str = ""
    site_description: str = ""
    site_url: str = ""
    """With a slash at its end; empty if it is not known."""
    language: str = "en"
    favicon: str = ""
    directories: bool = True
    """See `addresses.address`."""
    nav: tuple[str, ...] = ()
    """The files that the navigation names, however deep."""
    extensions: tuple[str, ...] = BUILT_IN
    """Markdown's extensions, in the order in which MkDocs loads them."""
    extension_options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    help: Help | None = None
    footer: tuple[Link, ...] = ()
    picture: str = ""
    paper: bool = True
    policy: bool = True
    offline: bool = False
    security: Security | None = None
    levels: Mapping[str, Level] = field(default_factory=dict)
    """The rules that are not at their own level; see `problems.with_levels`."""
    reading: ReadingLimits = USUAL
    publish_endings: tuple[str, ...] = ()
    """How files may end that are published beside those that always may: `.pdf`."""
    largest_kb: int = 0
    """The most that a published file of docs may weigh."""
    scripts: tuple[str, ...] = ()
    """The scripts of docs that pages load besides ours (`extra_javascript`)."""
    files: tuple[Text, ...] = ()
    """All files of docs that are named here, each with its place; see `missing_files`."""


def allowed(settings: Settings) -> Allowed:
    """Return what may be published beside Markdown, besides what always may."""
    endings = frozenset(each if each.startswith(".") else f".{each}" for each in settings.publish_endings)
    return Allowed(endings, frozenset(settings.scripts), settings.largest_kb)


def inherits(text: str) -> str | None:
    """Return the file that a mkdocs.yml takes further settings from, or None."""
    node = read_fields(text, Place(FILE), "mkdocs.yml", [], loader=Loader).values.get("INHERIT")
    return node[1].value if node is not None and isinstance(node[1], yaml.ScalarNode) else None


def read_settings(files: Mapping[str, str], environment: Mapping[str, str]) -> tuple[Settings, list[Problem]]:
    """Read mkdocs.yml.

    Args:
        files: its text by its path, as seen from the docs folder; after it, in order, those that it and they
            take settings from (`INHERIT`); none, where there is no mkdocs.yml.
        environment: the variables that `!ENV` may ask for.

    Returns:
        The settings and what is wrong; a setting that is wrong has its default.
    """
    if not files:
        return Settings(), []
    problems: list[Problem] = []
    resolved = _Resolver(environment)
    read = [
        resolved(read_fields(text, Place(file), "mkdocs.yml", problems, loader=Loader))
        for file, text in files.items()
    ]
    top = read[0]
    top.at = lambda mark: Place(mark.name, mark.line + 1, mark.column + 1)
    for under in read[1:]:
        top.broken |= under.broken
        for name, (key, node) in under.values.items():
            there = top.values.get(name)
            top.values[name] = (key, node) if there is None else (there[0], _laid_over(there[1], node))
    if "INHERIT" in read[-1]:  # nobody could follow it
        key, node = read[-1].values["INHERIT"]
        message = (
            f"there is no other file '{node.value}'. Name one to take settings from, or take this line out."
        )
        problems.append(key.problem("broken-link", message))
    settings = _settings(top)
    return settings, [resolved.with_source(each) for each in problems]


def missing_files(settings: Settings, there: Collection[str]) -> list[Problem]:
    """Return a problem for each file of docs that mkdocs.yml names and that will not be there.

    Args:
        settings: what mkdocs.yml says.
        there: all files of docs, and the Markdown files that the build adds.
    """
    found = []
    for name in settings.files:
        if name not in there:
            near = meant(name, there)
            hint = f"Did you mean '{near}'?" if near else "Write its path as seen from docs."
            found.append(name.problem("broken-link", f"there is no file '{name}' in docs. {hint}"))
    return found


class _Resolver:
    """Puts the environment's values into what was read, and each node's file into its marks."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.sources: dict[Place, str] = {}
        """What a value was taken from, by its place."""
        self.done: dict[int, tuple[yaml.Node, yaml.Node]] = {}
        """Nodes and what became of them: YAML can name a node again, even within itself."""
        self.file = ""

    def __call__(self, fields: Fields) -> Fields:
        self.file = fields.place.file
        fields.values = {name: (key, self._node(node)) for name, (key, node) in fields.values.items()}
        return fields

    def with_source(self, problem: Problem) -> Problem:
        """Say which variable a wrong value comes from, if it does not stand in mkdocs.yml."""
        name = self.sources.get(problem.place)
        if name is None:
            return problem
        return dataclasses.replace(problem, message=f"from the variable {name}: {problem.message}")

    def _node(self, node: yaml.Node) -> yaml.Node:
        if id(node) in self.done:
            return self.done[id(node)][1]
        mark = node.start_mark
        node.start_mark = yaml.Mark(self.file, mark.index, mark.line, mark.column, None, 0)
        if node.tag == "!ENV" and not isinstance(node, yaml.MappingNode):
            found = self._from_environment(node)
            self.done[id(node)] = (node, found)
            return found
        self.done[id(node)] = (node, node)
        if isinstance(node, yaml.MappingNode):
            node.value = [(self._node(key), self._node(value)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            node.value = [self._node(each) for each in node.value]
        elif node.tag == NULL:
            node.value = ""
        return node

    def _from_environment(self, node: yaml.Node) -> yaml.Node:
        """Return the value of the first variable that is set, else the last of several words, else nothing."""
        given = node.value if isinstance(node, yaml.SequenceNode) else [node]
        default = given[-1] if len(given) > 1 else None
        for each in given[: len(given) - (default is not None)]:
            if isinstance(each.value, str) and each.value in self.environment:
                mark, value = node.start_mark, self.environment[each.value]
                self.sources[Place(self.file, mark.line + 1, mark.column + 1)] = each.value
                return self._node(_scalar(value, node))
        return self._node(_scalar("", node) if default is None else default)


def _scalar(value: str, node: yaml.Node) -> yaml.ScalarNode:
    """Return a value as if it stood in a node's place."""
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return yaml.ScalarNode(tag, value, node.start_mark, node.end_mark)


def _laid_over(own: yaml.Node, under: yaml.Node, levels: int = 4) -> yaml.Node:
    """Return a group of fields with those that another file adds to it; anything else as it is."""
    if not (levels and isinstance(own, yaml.MappingNode) and isinstance(under, yaml.MappingNode)):
        return own
    below = {key.value: (key, node) for key, node in under.value if isinstance(key, yaml.ScalarNode)}
    for number, (key, node) in enumerate(own.value):
        if isinstance(key, yaml.ScalarNode) and (there := below.pop(key.value, None)) is not None:
            own.value[number] = (key, _laid_over(node, there[1], levels - 1))
    own.value += below.values()
    return own


def _settings(top: Fields) -> Settings:
    """Read all fields of mkdocs.yml that are ours, and see that no other looks like one of them."""
    extra = top.mapping("extra", "'extra'", required=False) or _nothing(top)
    for fields in (top, extra):
        if "<<" in fields:
            message = "settings that << takes from elsewhere are not read. Write them out."
            top.problems.append(fields.values["<<"][0].problem("mistyped-field", message))
    help_, footer, picture = _help(extra), tuple(_footer(extra)), extra.text("picture", required=False)
    named = [
        *([help_.file] if help_ else []),
        *(link.file for link in footer),
        *([picture] if picture else []),
    ]
    extensions, options = _extensions(top)
    endings, largest = _published(extra)
    settings = Settings(
        site_name=top.text("site_name") or "",
        site_description=top.text("site_description", required=False) or "",
        site_url=_site_url(top),
        directories=top.truth("use_directory_urls") is not False,
        nav=_nav(top),
        scripts=tuple(_scripts(top)),
        extensions=extensions,
        extension_options=options,
        help=help_,
        footer=footer,
        picture=picture or "",
        paper=extra.truth("paper") is not False,
        policy=extra.truth("policy") is not False,
        offline=extra.truth("offline") is True,
        security=_security(extra),
        levels=_levels(extra),
        reading=_reading(extra),
        publish_endings=endings,
        largest_kb=largest,
        files=tuple(named),
    )
    extra.close(others=True)
    return _with_theme(settings, top)


def _nothing(fields: Fields) -> Fields:
    """Stand for a group of fields that is not there."""
    return Fields(fields.place, "", {}, fields.problems, fields.at, broken=True)


def _with_theme(settings: Settings, top: Fields) -> Settings:
    """Add what the theme's settings say; paper draws the site's mark from its vectors."""
    said = top.scalar_or_mapping("theme", "'theme'") if "theme" in top else None
    theme = said if isinstance(said, Fields) else _nothing(top)
    language, favicon = theme.text("language", required=False), theme.text("favicon", required=False)
    if language is not None and not LANGUAGE.fullmatch(language):
        _told(top, language, "'language' takes the short name of a language", "language: en")
        language = None
    files = settings.files
    if settings.paper and not top.broken:
        if favicon is None or not favicon.endswith(".svg"):
            place = theme.place if favicon is None else favicon.place
            message = (
                "paper needs the site's mark as an .svg file in docs. Name it under theme, as in "
                "favicon: assets/images/favicon.svg, or set paper to false under extra."
            )
            top.problems.append(Problem(place, "missing-field", message))
        else:
            files += (favicon,)
    return dataclasses.replace(settings, language=language or "en", favicon=favicon or "", files=files)


def _told(fields: Fields, text: Text, takes: str, right: str) -> None:
    """Note that a value is none of those its field takes."""
    fields.problems.append(text.problem("mistyped-field", f"{takes}, not '{text}'. Write: {right}"))


def _is_address(text: str, schemes: Collection[str]) -> bool:
    """Tell whether a text is a whole address that begins in one of these ways."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    rest = parts.netloc if "http" in parts.scheme else parts.path
    return parts.scheme in schemes and bool(rest) and text.isprintable() and " " not in text


def _site_url(top: Fields) -> str:
    text = top.text("site_url", required=False)
    if text is None:
        if not top.broken:
            message = (
                "the feed, the sitemap and link previews need the site's address. "
                "Write: site_url: https://your-site.example/"
            )
            top.problems.append(Problem(top.place, "missing-field", message))
        return ""
    if not _is_address(text, ("http", "https")):
        _told(top, text, "'site_url' takes a whole address", "site_url: https://your-site.example/")
        return ""
    return text if text.endswith("/") else f"{text}/"


def _nav(top: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    todo = [top.values["nav"][1]] if "nav" in top else []
    seen: set[int] = set()
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            found[node.value] = None
        else:
            pairs = isinstance(node, yaml.MappingNode)
            todo += reversed([each[1] if pairs else each for each in node.value])
    return tuple(name for name in found if name and "://" not in name)


def _scripts(top: Fields) -> Iterator[str]:
    """Yield the files that `extra_javascript` names, alone or with fields of their own."""
    node = top.values["extra_javascript"][1] if "extra_javascript" in top else None
    for each in node.value if isinstance(node, yaml.SequenceNode) else ():
        pairs = each.value if isinstance(each, yaml.MappingNode) else ()
        named = [value for key, value in pairs if getattr(key, "value", "") == "path"] or [each]
        if isinstance(named[0], yaml.ScalarNode):
            yield named[0].value


def _extensions(top: Fields) -> tuple[tuple[str, ...], dict[str, Mapping[str, Any]]]:
    """Return the names of Markdown's extensions, and what is set for them."""
    node = top.values["markdown_extensions"][1] if "markdown_extensions" in top else None
    entries: list[tuple[yaml.Node, yaml.Node | None]] = []
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(each, yaml.MappingNode):
            entries += each.value
        elif each is not None:
            entries.append((each, None))
    names, options = dict.fromkeys(BUILT_IN), dict[str, Mapping[str, Any]]()
    for name, inner in entries:
        if not isinstance(name, yaml.ScalarNode):
            message = "an extension is a name, alone or with options of its own under it. Write: - footnotes"
            top.problems.append(Problem(top.at(name.start_mark), "mistyped-field", message))
        elif name.value:
            names[name.value] = None
            if inner is not None:
                options[name.value] = _options(top, name.value, inner)
    return tuple(names), options


def _options(top: Fields, name: str, node: yaml.Node) -> Mapping[str, Any]:
    """Return an extension's options as YAML has them; code that a tag names is not run."""
    try:
        found = yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = 0
    if found is None or (isinstance(found, dict) and all(isinstance(key, str) for key in found)):
        return found or {}
    message = (
        f"the options of '{name}' are names with plain values. Take out what begins with ! or is no option."
    )
    top.problems.append(Problem(top.at(node.start_mark), "mistyped-field", message))
    return {}


def _help(extra: Fields) -> Help | None:
    fields = extra.mapping("help", "'help'", required=False)
    if fields is None:
        return None
    text, title, file = fields.text("text"), fields.text("title"), _page(fields)
    numbers = fields.texts("numbers", required=False)
    fields.close()
    return Help(text, title, file, numbers) if text and title and file else None


def _footer(extra: Fields) -> Iterator[Link]:
    for fields in extra.groups("footer", "an entry of 'footer'"):
        title, file = fields.text("title"), _page(fields)
        fields.close()
        if title and file:
            yield Link(title, file)


def _page(fields: Fields) -> Text | None:
    """Return the field `file`, which names a page of docs."""
    file = fields.text("file")
    if file is not None and not file.endswith(".md"):
        _told(fields, file, "'file' takes a page of docs", "file: about.md")
        return None
    return file


def _security(extra: Fields) -> Security | None:
    fields = extra.mapping("security", "'security'", required=False)
    if fields is None:
        return None
    contacts, expires = fields.texts("contact"), fields.date("expires")
    policy = fields.text("policy", required=False)
    fields.close()
    right = True
    for name, given, schemes, example in (
        ("contact", contacts, CONTACTS, "mailto:you@your-site.example"),
        ("policy", (policy,) if policy else (), ("https",), "https://your-site.example/security"),
    ):
        for each in given:
            if not _is_address(each, schemes):
                begins = " or ".join(f"{scheme}:" for scheme in schemes)
                _told(
                    fields, each, f"'{name}' takes an address that begins with {begins}", f"{name}: {example}"
                )
                right = False
    if not (right and contacts and expires):
        return None
    return Security(tuple(contacts), datetime.date.fromisoformat(expires), policy or "")


def _levels(extra: Fields) -> dict[str, Level]:
    found: dict[str, Level] = {}
    fields = extra.mapping("rules", "'rules'", required=False) or _nothing(extra)
    for name in list(fields.values):
        key, said = fields.values[name][0], fields.text(name)
        level = next((each for each in LEVELS if each == said), None)
        if name not in RULES:
            message = f"there is no rule '{name}'. {instead(name, RULES, 'CONTRIBUTING.md')}"
            fields.problems.append(key.problem("unknown-field", message))
        elif said is not None and level is None:
            message = f"the level of '{name}' is not '{said}'. {instead(said, LEVELS, 'CONTRIBUTING.md')}"
            fields.problems.append(said.problem("mistyped-field", message))
        elif level != "error" and name in ALWAYS_ERRORS:
            message = f"'{name}' keeps the site safe and whole, so it stays an error. Take this line out."
            fields.problems.append(key.problem("mistyped-field", message))
        elif level is not None:
            found[name] = level
    return found


def _reading(extra: Fields) -> ReadingLimits:
    fields = extra.mapping("reading", "'reading'", required=False) or _nothing(extra)
    given = {name: fields.number(name, *bounds) for name, bounds in READING.items()}
    fields.close()
    set_ = {name.replace("-", "_"): number for name, number in given.items() if number is not None}
    return dataclasses.replace(USUAL, **set_)


def _published(extra: Fields) -> tuple[tuple[str, ...], int]:
    """Return what else may be published, and how large a file may be."""
    fields = extra.mapping("publish", "'publish'", required=False) or _nothing(extra)
    endings: list[str] = []
    for each in fields.texts("endings", required=False):
        if (match := ENDING.fullmatch(each)) is not None:
            endings.append(f".{match[1].lower()}")
        else:
            _told(fields, each, "'endings' takes how names of files end", "endings: [pdf, mp3]")
    largest = fields.number("largest-kb", 1, LARGEST_KB)
    fields.close()
    return tuple(endings), largest or Settings().largest_kb
