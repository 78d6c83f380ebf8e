"""What a careless or hostile author may write: pieces of Markdown and YAML, whole files, and real files broken."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from conftest import ROOT
from notabother.source.decoding import decode
from small_library import HEAD, SCRIPT, SECTION

NIGHT: Final = bool(os.environ.get("FUZZ"))
"""Whether this is `make fuzz`."""


def tried(count: int) -> Callable[[Any], Any]:
    """Return settings: the same inputs every time, or at night a hundred times as many new ones."""
    return settings(
        max_examples=count * 100 if NIGHT else count,
        derandomize=not NIGHT,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def as_decoded(text: str) -> str:
    """Return a text as decoding hands it on: with one kind of line end, and no character that is none."""
    return decode("articles/case.md", text.encode("utf-8", "replace"))[0]


URIS: Final = (
    "articles/case.md",
    "articles/base.md",
    "articles/index.md",
    "fears/case.md",
    "fears/too-busy.md",
    "evidence/case.md",
    "evidence/bohns-2016.md",
    "case.md",
    "cards/index.md",
    "vocabulary.yml",
    "search/synonyms.txt",
    "search/stop-words.txt",
    "search/help.txt",
)
"""A file of every kind, new ones and ones that the small library has."""

ADDRESSES: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#115;cript:alert(1)",
    "javascript&colon;alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "\u00a0javascript:alert(1)",
    "java\\script:alert(1)",
    "%6Aavascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:x",
    "//x.example/a.png",
    "\\\\x.example\\a.png",
    "https:x.example/a.png",
    "https://x.example/a.png",
    "../../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "base.md",
    "#a",
    "",
)

PAYLOADS: Final = (
    "<script>alert(1)</script>",
    "<script src=//x.example></script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//x.example></iframe>",
    "<form action=//x.example><button>",
    "<object data=x><embed src=x>",
    "<base href=//x.example/>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<style>*{background:url(//x.example)}</style>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<b onclick=alert(1)>b</b>",
    "<b style=x>b</b>",
    "<a href=javascript:alert(1)>a</a>",
    "<kbd/onclick=alert(1)>",
    '<b title=" onmouseover=alert(1) x=">words</b>',
    "<https:x onclick=alert(1)>words",
    "<tel:1 onmouseover=alert(1)>words",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?php ><script>alert(1)</script>?>",
    "<!DOCTYPE x><!x>",
    "</p></div></article><script>",
    "</textarea></title></template><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "{: onclick=alert(1) }",
    "{ onclick=alert(1) style=x }",
    "{{ config }}{% raw %}{% include '/etc/passwd' %}",
    '--8<-- "/etc/passwd"',
    "{!/etc/passwd!}",
    ":::include /etc/passwd",
    "klzzwxh:0000",
    "wzxhzdk:0",
    "\u0002wzxhzdk:0\u0003",
    "\u202etxt.exe\u202c\u200b\u0301",
    "../../x",
    "]]>",
    "--></script>",
    "\\",
    "`",
    "|",
)
"""What would do harm if it came through."""

LOOK_ALIKES: Final = (
    "tоo-busy",
    "ｔｏｏ-ｂｕｓｙ",
    "too-bus\u0443",
    "too-busy\u200b",
    "\u202etoo-busy",
    "too-bu\u0301sy",
    "TOO-BUSY",
    "../too-busy",
    "too-busy/",
    "too‐busy",
)
"""Names that look like `too-busy` and are not."""  # fmt: skip

PLACES: Final[tuple[Callable[[str], str], ...]] = (
    lambda x: x,
    lambda x: f"Words {x} and words.",
    lambda x: f"[a]({x})",
    lambda x: f"[a](<{x}>)",
    lambda x: f'[a](base.md "{x}")',
    lambda x: f"[{x}](base.md)",
    lambda x: f"![{x}](../a.png)",
    lambda x: f"![a]({x})",
    lambda x: f"[a][b]\n\n[b]: {x}",
    lambda x: f"[a][b]\n\n[b]:\n  {x}\n  '{x}'",
    lambda x: f'[a][b]\n\n[b]: base.md "{x}"',
    lambda x: f"![b]\n\n[b]: <{x}>",
    lambda x: f"<{x}>",
    lambda x: f"a[^n]\n\n[^n]: {x}",
    lambda x: f"a[^{x}]\n\n[^{x}]: n",
    lambda x: f"HR\n\n*[HR]: {x}",
    lambda x: f"*[{x}]: HR\n\n{x}",
    lambda x: f"## {x}",
    lambda x: f'## A {{ fear="{x}" }}\n\ntext',
    lambda x: f"## A {{ #{x} .{x} {x} a={x} }}",
    lambda x: f"{x}\n---",
    lambda x: f"*a*{{: title={x} }}",
    lambda x: f"*a*{{: {x} }}",
    lambda x: f"text\n{{: {x} }}",
    lambda x: f"``` {x}\ncode\n```",
    lambda x: f"``` {{ {x} }}\ncode\n```",
    lambda x: f"~~~ {{ .a title={x} }}\n{x}\n~~~",
    lambda x: f"`{x}`",
    lambda x: f"    {x}",
    lambda x: f"- {x}\n    - {x}\n\n        {x}",
    lambda x: f"> {x}\n> > {x}",
    lambda x: f"{x} | b\n--|:-:\n{x} | {x}",
    lambda x: f'!!! note "{x}"\n    {x}',
    lambda x: f"!!! {x}\n    {x}",
    lambda x: f"<!-- {x} -->",
    lambda x: f"<kbd title='{x}'>{x}</kbd>",
    lambda x: SCRIPT.replace("A case", x),
    lambda x: SCRIPT.replace("id: case", f"id: {x}"),
    lambda x: SCRIPT.replace("subject: About", f"subject: {x} About"),
    lambda x: SCRIPT.replace("Keep it short.", x).replace("They are away.", f"'{x}'"),
    lambda x: SCRIPT.replace("next: end", f"next: end\n    points: [a, '{x}']\n    asks: ['{x}']"),
    lambda x: SCRIPT.replace("next: end", f"next: {{yes: '{x}', no: end, not-now: end, silence: end}}"),
    lambda x: SCRIPT.replace("channel: email", f"channel: {x}"),
    lambda x: SCRIPT.replace("Hi [first name]", f"{x} [{x}]"),
    lambda x: f"/// {x}\n{x}\n///",
    lambda x: f"- {SCRIPT}\n{x}".replace("\n", "\n    "),
)  # fmt: skip
"""Every place of a Markdown file that takes text."""

YAML: Final = (
    "&a", "*a", "<<: *a", "!!python/object:os.system", "!x", "!<tag:yaml.org,2002:binary>", "[", "]", "{", "}", "- ",
    ": ", "? ", "| ", "> ", "'", '"', "#", " #", "%TAG ! x", "---", "...", "\t", "\n", "\n  ", "\n- ", "\n  - ",
    "title", "says", "related", "description", "date", "2026-11-22", "010", "yes", "~", "null", "1e999", ".inf",
    '"\\ud800"', '"\\0"', '"\\e[2J"', '"a\\nb"', "\u2028", "\u2029", "\ufeff", "\u0085", "x" * 300, "🙂",
)  # fmt: skip


def _joined(pieces: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(pieces, max_size=most).map("".join)


payloads: Final = st.sampled_from(PAYLOADS + ADDRESSES + LOOK_ALIKES)
placed: Final = st.builds(lambda place, payload: place(payload), st.sampled_from(PLACES), payloads)
signs: Final = st.sampled_from(
    [*"[]()<>{}*_`~#|\\/&;:!\"'=-+^.@ \n\t", "\n\n", "    ", "///", "```", "<!--", "-->", "]("]
)
markdown: Final = st.lists(
    st.one_of(placed, placed, payloads, _joined(signs, 30), st.text(max_size=20)), min_size=1, max_size=5
).flatmap(lambda parts: st.sampled_from(["\n\n", "\n", " ", ""]).map(lambda between: between.join(parts)))
"""A text made of hostile pieces, in every place that takes text."""

anything: Final = st.one_of(markdown, st.text(max_size=200)).map(as_decoded)
"""A text made of hostile pieces or of any characters, as it comes to those who read lines."""

front_matter: Final = _joined(st.one_of(st.sampled_from(YAML), st.text(max_size=10)), 25)
"""Something between two lines of ---."""


@cache
def real_files() -> dict[str, str]:
    """Return the real content files, by their paths."""
    paths = sorted(
        [*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.yml"), *(ROOT / "docs/search").iterdir()]
    )
    return {path.relative_to(ROOT / "docs").as_posix(): path.read_text("utf-8") for path in paths}


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, str]:
    """Return a real file with lines cut, repeated, flipped, spliced or spoilt."""
    uri = draw(st.sampled_from(sorted(real_files())))
    lines = real_files()[uri].split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(["cut", "repeat", "flip", "splice", "spoil", "half", "shift"])):
            case "cut":
                del lines[at : at + draw(st.integers(1, 8))]
            case "repeat":
                lines[at:at] = lines[at : at + 4] * draw(st.integers(1, 4))
            case "flip":
                lines[at : at + 4] = lines[at : at + 4][::-1]
            case "splice":
                other = draw(st.sampled_from(sorted(real_files())))
                lines[at:at] = real_files()[other].split("\n")[:30]
            case "spoil":
                lines[at:at] = [draw(payloads), draw(placed)]
            case "half" if lines:
                lines[at] = lines[at][: len(lines[at]) // 2]
            case "shift" if lines:
                lines[at] = draw(st.sampled_from(["    ", "> ", "- ", "# ", "\t", "`"])) + lines[at]
    return uri, "\n".join(lines)


def library_of_payloads() -> Iterator[tuple[str, str]]:
    """Yield an article for every place, with every payload in it, and each payload in every field."""
    for number, place in enumerate(PLACES):
        parts = [place(payload) for payload in PAYLOADS + ADDRESSES + LOOK_ALIKES]
        yield (
            f"articles/place-{chr(97 + number // 26)}{chr(97 + number % 26)}.md",
            HEAD + SECTION + "\n\n".join(parts),
        )
    for number, payload in enumerate(PAYLOADS + ADDRESSES + LOOK_ALIKES):
        quoted = "'" + payload.replace("'", "''") + "'"
        name = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
        every = ("title", "description", "author", "short", "citation", "doi", "who", "found", "limits")
        fields = "\n".join(f"{field}: {quoted}" for field in every)
        dates = "date: 2026-11-22\nreviewed: 2026-11-22\nconfidence: high"
        yield f"evidence/field-{name}.md", f"---\n{fields}\n{dates}\n---\n\n{payload}\n"
        yield f"articles/field-{name}.md", f"---\n{fields}\n{dates}\n---\n\nSo.[^field-{name}]\n\n{payload}\n"
        yield f"articles/one-{name}.md", f"{HEAD}So.[^field-{name}]\n\n[^{payload}]\n\n{SECTION}{payload}\n"
        says = f"says: [{quoted}, a]\nrelated: [{quoted}]"
        yield (
            f"fears/field-{name}.md",
            f"---\ntitle: {quoted}\ndescription: {quoted}\n{says}\n---\n\n{payload}\n",
        )
