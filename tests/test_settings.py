"""mkdocs.yml as one value: what each setting takes, what is told of a wrong one, and what MkDocs makes of the same file."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from conftest import ROOT
from notabother.language.readability import USUAL
from notabother.problems import ALWAYS_ERRORS, RULES, Place, Problem, as_line
from notabother.reading.folder import read_config
from notabother.settings import BUILT_IN, FILE, Help, Link, Security, Settings, missing_files, read_settings

OURS = (ROOT / "mkdocs.yml").read_text("utf-8")

TEXT = frozenset({"number", "curly"})
"""What a field of plain text takes without a word, of the ways of going wrong below."""
OPTIONAL = frozenset({"missing", "empty", "null"})

KNOWN: dict[str, tuple[str, frozenset[str]]] = {
    "site_name": ("Our site", TEXT),
    "site_description": ("About it", TEXT | OPTIONAL),
    "site_url": ("https://a.example/", frozenset()),
    "use_directory_urls": ("true", OPTIONAL),
    "theme/favicon": ("assets/mark.svg", frozenset()),
    "theme/language": ("de", OPTIONAL),
    "extra/help/text": ("If it is more", TEXT),
    "extra/help/title": ("Get help", TEXT),
    "extra/help/file": ("help-now.md", frozenset()),
    "extra/help/numbers": ("[one, two]", TEXT | OPTIONAL | {"list", "tag"}),
    "extra/paper": ("true", OPTIONAL),
    "extra/policy": ("false", OPTIONAL),
    "extra/offline": ("true", OPTIONAL),
    "extra/security/contact": ("mailto:us@a.example", frozenset()),
    "extra/security/expires": ("2027-10-31", frozenset()),
    "extra/security/policy": ("https://a.example/policy", OPTIONAL),
    "extra/footer": ("[{title: Privacy, file: privacy.md}]", OPTIONAL),
    "extra/picture": ("assets/social.png", TEXT | OPTIONAL),
    "extra/rules/long-paragraph": ("error", frozenset({"missing"})),
    "extra/reading/sentence-words": ("30", OPTIONAL | {"number"}),
    "extra/reading/average-words": ("20", OPTIONAL | {"number"}),
    "extra/reading/paragraph-sentences": ("4", OPTIONAL | {"number"}),
    "extra/reading/school-grade": ("9", OPTIONAL | {"number"}),
    "extra/reading/page-sentences": ("6", OPTIONAL | {"number"}),
    "extra/publish/endings": ("[pdf, .MP3]", OPTIONAL | {"list", "number"}),
    "extra/publish/largest-kb": ("5000", OPTIONAL | {"number"}),
}
"""Every setting with a value that is right, and the ways of going wrong that are right here."""

GROUPS = sorted({"/".join(path.split("/")[:end]) for path in KNOWN for end in range(1, path.count("/") + 1)})

WRONG: dict[str, str | None] = {
    "missing": None,
    "empty": "",
    "null": "~",
    "number": "7",
    "list": "[a, b]",
    "groups": "[{a: b}]",
    "group": "{a: b}",
    "curly": "“true”",
    "markup": "a <b>",
    "control": '"a\\x07b"',
    "itself": "&a [*a]",
    "tag": '!!python/object/apply:os.system ["touch made"]',
    "variable": "!ENV {a: b}",
    "unclosed": '"a',
    "tab": "\ta\n\tb: c",
}
"""Values that most settings do not take."""


def written(change: str = "", value: str | None = None, name: str = "") -> str:
    """Return a mkdocs.yml with every setting, of which one has another value, or another name."""
    lines: list[str] = []
    above: list[str] = []
    for path, (right, _) in KNOWN.items():
        *groups, key = path.split("/")
        given = value if path == change and not name else right
        for level, group in enumerate(groups):
            if above[: level + 1] != groups[: level + 1]:
                here = "/".join(groups[: level + 1])
                as_changed = name if here == change and name else group
                lines.append(f"{'  ' * level}{as_changed}:")
        above = groups
        if given is not None:
            lines.append(f"{'  ' * len(groups)}{name if path == change and name else key}: {given}")
    return "\n".join(lines) + "\n"


def read(text: str, **environment: str) -> tuple[Settings, list[Problem]]:
    return read_settings({FILE: text}, environment)


def lines_of(text: str, **environment: str) -> list[str]:
    return [as_line(each) for each in sorted(read(text, **environment)[1])]


def fitting(extra: str) -> str:
    """Return a mkdocs.yml with nothing in it but what it needs, and these lines under extra."""
    inside = "".join(f"  {line}\n" for line in extra.splitlines())
    return f"site_name: x\nsite_url: https://a.example/\ntheme: {{favicon: x.svg}}\nextra:\n{inside}"


# --- what is read --------------------------------------------------------------------------------


def test_every_setting() -> None:
    settings, problems = read(written())
    assert problems == []
    assert settings == Settings(
        site_name="Our site",
        site_description="About it",
        site_url="https://a.example/",
        language="de",
        favicon="assets/mark.svg",
        help=Help("If it is more", "Get help", "help-now.md", ("one", "two")),  # type: ignore[arg-type]
        footer=(Link("Privacy", "privacy.md"),),  # type: ignore[arg-type]
        picture="assets/social.png",
        policy=False,
        offline=True,
        security=Security(("mailto:us@a.example",), datetime.date(2027, 10, 31), "https://a.example/policy"),
        levels={"long-paragraph": "error"},
        reading=type(USUAL)(30, 20, 4, 9, 6),
        publish_endings=(".pdf", ".mp3"),
        largest_kb=5000,
        files=("help-now.md", "privacy.md", "assets/social.png", "assets/mark.svg"),  # type: ignore[arg-type]
    )


def test_what_is_not_said_is_on_and_has_its_default() -> None:
    settings, problems = read("site_name: x\nsite_url: https://a.example\ntheme: {favicon: x.svg}\n")
    assert problems == []
    assert (settings.paper, settings.policy, settings.offline) == (True, True, False)
    assert (settings.security, settings.help, settings.footer) == (None, None, ())
    assert (settings.reading, settings.levels, settings.publish_endings) == (USUAL, {}, ())
    assert (settings.site_url, settings.language, settings.directories) == ("https://a.example/", "en", True)
    assert read_settings({}, {}) == (Settings(), [])


ENVIRONMENTS: list[dict[str, str]] = [
    {},
    {"SITE_URL": "https://given.example", "PAPER": "false", "POLICY": "False", "OFFLINE": "true"},
    {"SITE_URL": "https://given.example/a/", "SECURITY_CONTACT": "https://given.example/tell"},
]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_mkdocs_reads_the_same(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "REPO_URL", "PAPER", "POLICY", "OFFLINE", "SECURITY_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    theirs, (settings, problems) = load_config(str(ROOT / "mkdocs.yml")), read(OURS, **environment)
    assert problems == []
    agree(settings, theirs)


def agree(settings: Settings, theirs: Any) -> None:
    """Hold our reading of a mkdocs.yml against what MkDocs made of it."""
    extra = theirs.extra
    assert settings.site_name == theirs.site_name
    assert settings.site_description == theirs.site_description
    assert settings.site_url == theirs.site_url
    assert settings.directories == theirs.use_directory_urls
    assert (settings.language, settings.favicon) == (theirs.theme["language"], theirs.theme["favicon"])
    # Two of ours are on whether or not they are named, and so come first.
    assert sorted(settings.extensions) == sorted({*BUILT_IN, *theirs.markdown_extensions})
    assert settings.extension_options == theirs.mdx_configs
    assert (settings.paper, settings.policy, settings.offline) == (
        extra["paper"],
        extra["policy"],
        extra["offline"],
    )
    assert settings.security is not None
    assert (settings.security.contacts, settings.security.expires) == (
        (extra["security"]["contact"],),
        extra["security"]["expires"],
    )
    assert [(link.title, link.file) for link in settings.footer] == [
        (each["title"], each["file"]) for each in extra["footer"]
    ]
    assert settings.help is not None
    assert (settings.help.file, list(settings.help.numbers)) == (
        extra["help"]["file"],
        extra["help"]["numbers"],
    )
    assert settings.nav == tuple(value for each in theirs.nav for value in each.values())


def test_settings_may_come_from_another_file(tmp_path: Path) -> None:
    """As mkdocs.yml of a second site, or of a benchmark, does."""
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: Another\nextra:\n  help: {{title: Here}}\n  paper: false\n"
        f"  footer: [{{title: Us, file: about.md}}]\ndocs_dir: {tmp_path}/docs\nuse_directory_urls: false\n"
        f"hooks: []\nwatch: []\ntheme: {{custom_dir: {ROOT}/overrides}}\n",
        "utf-8",
    )
    texts, faults = read_config(file, tmp_path / "docs")
    assert (next(iter(texts)), len(texts), faults) == (FILE, 2, [])
    settings, problems = read_settings(texts, {})
    assert problems == []
    agree(settings, load_config(str(file)))
    assert settings.help is not None
    line = OURS[: OURS.index(settings.help.text)].count("\n") + 1
    assert settings.help.title.place == Place(FILE, 4, 17)
    assert settings.help.text.place == Place(list(texts)[1], line, 11)


def test_where_another_file_is_broken_nothing_is_missing() -> None:
    _, problems = read_settings({FILE: "INHERIT: up.yml\n", "../up.yml": 'site_name: "x\n'}, {})
    assert [(each.place, each.rule) for each in problems] == [(Place("../up.yml", 1, 12), "broken-yaml")]


@pytest.mark.parametrize("name", ["elsewhere.yml", "mkdocs.yml"])
def test_another_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(fitting("a: b") + f"INHERIT: {name}\n", "utf-8")
    problems = read_settings(read_config(tmp_path / "mkdocs.yml", tmp_path / "docs")[0], {})[1]
    assert [as_line(each) for each in problems] == [
        (
            f"mkdocs.yml:6:1: there is no other file '{name}'. "
            "Name one to take settings from, or take this line out. [broken-link]"
        )
    ]


@pytest.mark.parametrize(
    ("value", "environment", "picture"),
    [
        ("!ENV PICTURE", {"PICTURE": "a.png"}, "a.png"),
        ("!ENV PICTURE", {}, ""),
        ("!ENV [PICTURE, OTHER, b.png]", {"OTHER": "a.png"}, "a.png"),
        ("!ENV [PICTURE, b.png]", {}, "b.png"),
        ("!ENV [PICTURE]", {}, ""),
        ("!ENV [PICTURE, b.png]", {"PICTURE": ""}, ""),
        ("!ENV [PICTURE, ~]", {}, ""),
        ("!ENV []", {}, ""),
        ("!ENV [PICTURE, b.png]", {"b.png": "a.png"}, "b.png"),
        ("*again\nmore: *again", {"PICTURE": "a.png"}, "a.png"),
        ("&again !ENV [PICTURE, b.png]\nmore: *again", {"PICTURE": "a.png"}, "a.png"),
    ],
)
def test_the_environment(value: str, environment: dict[str, str], picture: str) -> None:
    first = "own: &again !ENV PICTURE\n" if value.startswith("*") else ""
    settings, problems = read_settings({FILE: fitting(f"{first}picture: {value}")}, environment)
    assert (settings.picture, problems) == (picture, [])


def test_options_of_extensions_have_the_types_of_yaml_and_no_tag_runs_anything() -> None:
    text = fitting("") + (
        "markdown_extensions:\n  - toc: {permalink: true, toc_depth: 3}\n  - tables:\n  - x.y: ~\n"
        "  - bad: {a: !!python/name:os.system }\n  - worse: [a]\n  - [a]\n  - odd: {1: a}\n"
    )
    settings, problems = read(text)
    assert settings.extensions == (*BUILT_IN, "x.y", "bad", "worse", "odd")
    assert settings.extension_options["toc"] == {"permalink": True, "toc_depth": 3}
    assert settings.extension_options["bad"] == {}
    assert [(each.place.line, each.place.column, each.rule) for each in problems] == [
        (9, 10, "mistyped-field"),
        (10, 12, "mistyped-field"),
        (11, 5, "mistyped-field"),
        (12, 10, "mistyped-field"),
    ]


def test_files_of_the_navigation_however_deep() -> None:
    nav = "nav:\n  - a.md\n  - B: b.md\n  - C: [c.md, {D: d.md}]\n  - E: https://e.example/\n  - F: &f [*f]\n"
    assert read(fitting("") + nav)[0].nav == ("a.md", "b.md", "c.md", "d.md")


# --- what is told --------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("path", KNOWN)
def test_every_setting_wrong_in_every_way_is_told_where_it_stands_or_is_right(path: str, wrong: str) -> None:
    text = written(path, WRONG[wrong])
    _, problems = read(text)
    assert bool(problems) != (wrong in KNOWN[path][1])
    well_said(problems, text)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("group", [*GROUPS, "nav", "markdown_extensions"])
def test_every_group_wrong_in_every_way_is_told_or_right(group: str, wrong: str) -> None:
    value = WRONG[wrong]
    *above, key = group.split("/")
    text = "".join(f"{'  ' * level}{name}:\n" for level, name in enumerate(above))
    text += "" if value is None else f"{'  ' * len(above)}{key}: {value}\n"
    text = f"site_name: x\nsite_url: https://a.example/\n{'' if group == 'theme' else 'theme: {favicon: x.svg}'}\n{text}"
    _, problems = read(text)
    well_said(problems, text)
    if wrong in ("unclosed", "tab") or (wrong in ("number", "list", "curly") and above):
        assert problems


def well_said(problems: list[Problem], text: str) -> None:
    """See that each problem has a place in mkdocs.yml, and words for people."""
    most = text.count("\n") + 1
    for each in problems:
        line = as_line(each)
        assert re.match(r"mkdocs\.yml:\d+:\d+: ", line), line
        assert 1 <= each.place.line <= most
        assert 1 <= each.place.column <= max(map(len, text.split("\n"))) + 1
        assert ". " in each.message or "? " in each.message or each.message.endswith("?"), line
        assert len(each.message) <= 200, line
        assert not re.search(r"None|yaml\.|Node|scalar|invalid|parse|\bmapping\b", each.message), line


@pytest.mark.parametrize("path", [each for each in [*KNOWN, *GROUPS] if each.startswith("extra/")])
def test_every_slip_of_a_name_is_told(path: str) -> None:
    name = path.rpartition("/")[2]
    middle = len(name) // 2
    for slip in (
        name[:middle] + name[middle + 1 :],
        name[:middle] + name[middle] + name[middle:],
        name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :],
        name.capitalize(),
    ):
        if slip == name:
            continue
        text = written(path, name=slip)
        _, problems = read(text)
        number = next(i for i, line in enumerate(text.split("\n"), 1) if line.strip().startswith(f"{slip}:"))
        column = 2 * path.count("/") + 1
        told = [each for each in problems if (each.place.line, each.place.column) == (number, column)]
        assert [each.rule for each in told] == ["unknown-field"], slip
        assert told[0].message.endswith(f"Did you mean '{name}'?")
        assert len(problems) == 1, "and not also that it is missing"


@pytest.mark.parametrize("slip", ["polcy", "foter", "secrity"])
def test_a_slip_does_not_switch_off(slip: str) -> None:
    settings, problems = read(fitting(f"{slip}: true"))
    assert settings.policy
    [problem] = problems
    assert (problem.place, problem.rule) == (Place(FILE, 5, 3), "unknown-field")


OF_THE_THEME = (
    "alternate analytics annotate consent copyright generator homepage manifest social status tags version"
)
OF_ADOPTERS = "banner colors fonts ga_id logo matomo menu office phone team 7"


@pytest.mark.parametrize("key", [*OF_THE_THEME.split(), *OF_ADOPTERS.split()])
def test_keys_that_are_like_none_of_ours_are_an_adopters_own(key: str) -> None:
    assert read(fitting(f"{key}: {{any: [thing, ~]}}"))[1] == []


@pytest.mark.parametrize(
    ("extra", "lines"),
    [
        (
            "footer: [{title: Privacy}]",
            [
                "5:12: an entry of 'footer' needs 'file'. Add a line: file: ... [missing-field]",
            ],
        ),
        (
            "footer: [privacy.md]",
            [
                (
                    "5:12: 'footer' takes a list of groups of fields, not a single text. "
                    "Put a dash before each group. [mistyped-field]"
                )
            ],
        ),
        (
            "footer: {title: Privacy, file: privacy.md}",
            [
                (
                    "5:11: 'footer' takes a list of groups of fields, not only a group of fields. "
                    "Put a dash before each group. [mistyped-field]"
                )
            ],
        ),
        (
            "footer:\n  - title: Leaflet\n    file: leaflet.pdf",
            [
                "7:13: 'file' takes a page of docs, not 'leaflet.pdf'. Write: file: about.md [mistyped-field]",
            ],
        ),
        (
            "policy: no\npaper: 1",
            [
                "5:11: 'policy' takes true or false, not 'no'. Write: policy: false [mistyped-field]",
                "6:10: 'paper' takes true or false, not '1'. Write: paper: true [mistyped-field]",
            ],
        ),
        (
            "reading: {sentence-words: 500, grade: 3}",
            [
                (
                    "5:29: 'sentence-words' takes a whole number from 5 to 100, not '500'. "
                    "Write: sentence-words: 5 [mistyped-field]"
                ),
                (
                    "5:34: 'reading' has no field 'grade'. Choose one of: average-words, page-sentences, "
                    "paragraph-sentences, school-grade. [unknown-field]"
                ),
            ],
        ),
        (
            "rules: {long-paragrph: off, broken-link: warn, few-phrases: no}",
            [
                "5:11: there is no rule 'long-paragrph'. Did you mean 'long-paragraph'? [unknown-field]",
                "5:44: the level of 'broken-link' is not 'warn'. Did you mean 'warning'? [mistyped-field]",
                "5:63: the level of 'few-phrases' is not 'no'. Choose one of: error, off, warning. [mistyped-field]",
            ],
        ),
        (
            "security: {contact: us@a.example, expires: 2027-10-31}",
            [
                (
                    "5:23: 'contact' takes an address that begins with https: or mailto: or tel:, not 'us@a.example'. "
                    "Write: contact: mailto:you@your-site.example [mistyped-field]"
                )
            ],
        ),
        (
            "<<: {policy: false}",
            ["5:3: settings that << takes from elsewhere are not read. Write them out. [mistyped-field]"],
        ),
    ],
)
def test_what_is_told(extra: str, lines: list[str]) -> None:
    assert lines_of(fitting(extra)) == [f"mkdocs.yml:{line}" for line in lines]


@pytest.mark.parametrize(
    "value", ["https://[", "mailto:", "https:", "https:///x", "javascript:x()", "mailto:a b"]
)
def test_what_is_no_address(value: str) -> None:
    settings, problems = read(fitting(f"security: {{contact: '{value}', expires: 2027-10-31}}"))
    assert settings.security is None
    assert [each.rule for each in problems] == ["mistyped-field"]


def test_a_wrong_value_of_the_environment_names_its_variable() -> None:
    assert lines_of(fitting("paper: !ENV [PAPER, true]"), PAPER="no") == [
        (
            "mkdocs.yml:5:10: from the variable PAPER: 'paper' takes true or false, not 'no'. "
            "Write: paper: false [mistyped-field]"
        )
    ]


@pytest.mark.parametrize("rule", sorted(ALWAYS_ERRORS))
def test_rules_that_keep_the_site_safe_stay_errors(rule: str) -> None:
    assert rule in RULES
    for level in ("warning", "off"):
        settings, problems = read(fitting(f"rules: {{{rule}: {level}}}"))
        assert settings.levels == {}
        assert [each.place for each in problems] == [Place(FILE, 5, 11)]
    assert read(fitting(f"rules: {{{rule}: error}}"))[1] == []


def test_paper_needs_a_mark_and_only_paper_does() -> None:
    bare = "site_name: x\nsite_url: https://a.example/\n"
    for theme in ("", "theme: material\n", "theme: {favicon: x.png}\n"):
        assert [each.rule for each in read(bare + theme)[1]] == ["missing-field"]
        assert read(f"{bare}{theme}extra: {{paper: false}}\n")[1] == []


def test_files_that_are_not_there_are_told() -> None:
    settings, _ = read(written())
    files = {"help-now.md", "privacy.md", "assets/social.png", "assets/mark.svg"}
    assert missing_files(settings, files) == []
    told = missing_files(settings, {"help-me.md", "privacy.md", "assets/social.jpg", "assets/mark.svg"})
    assert [(each.place.line, each.message) for each in told] == [
        (12, "there is no file 'help-now.md' in docs. Did you mean 'help-me.md'?"),
        (22, "there is no file 'assets/social.png' in docs. Did you mean 'assets/social.jpg'?"),
    ]


# --- what is written about it --------------------------------------------------------------------


def test_the_readme_lists_every_setting() -> None:
    table = (
        (ROOT / "README.md")
        .read_text("utf-8")
        .partition("### What `mkdocs.yml` may say")[2]
        .partition("\n#")[0]
    )
    for path in [
        each.removeprefix("extra/").replace("/", ": ") for each in KNOWN if each.startswith("extra/")
    ]:
        name = "rules" if path.startswith("rules") else path
        assert f"| `{name}` |" in table, name
    for rule in ALWAYS_ERRORS:
        assert f"`{rule}`" in table, rule
    for name in ("sentence-words", "average-words", "paragraph-sentences", "school-grade", "page-sentences"):
        assert (
            f"| {getattr(USUAL, name.replace('-', '_'))} |"
            in table.partition(f"`reading: {name}`")[2].partition("\n")[0]
        )
