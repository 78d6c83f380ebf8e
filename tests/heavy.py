"""A program that reads and draws one heavy text after another, within limits of time and memory.

Run by test_hostile_builds.py. It prints each text's name before it starts, so that the last name printed
is the one that did not end; then the largest size that the reader lets through and what it took.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from typing import Final

SECONDS: Final = 45
"""The most processor time for one text: far more than any takes, and far less than without an end."""

BYTES: Final = 2_000_000_000
"""The most memory of the whole program."""

SIZE: Final = 195_000
"""Just under the most a file may weigh."""

Filling = Callable[[int], str]
"""Makes a text of about so many characters."""


def lines(line: str, width: int = 9_900) -> Filling:
    """Repeat something over lines of a width."""
    one = line * max(1, width // len(line)) + "\n"
    return lambda size: (one * (size // len(one) + 1))[:size]


def numbered(line: str) -> Filling:
    """Repeat a line with a number in it."""
    return lambda size: "".join(line.replace("%", str(number)) for number in range(size // len(line)))[:size]


def stairs(step: str, words: str) -> Filling:
    """Go one step deeper with each line."""
    return lambda size: "".join(
        f"{step * number}{words}\n" for number in range(int((2 * size / len(step)) ** 0.5))
    )


def after(opening: str, rest: Filling) -> Filling:
    """Put something before a filling."""
    return lambda size: opening + rest(max(0, size - len(opening)))


MARKED: Final = '## A heading { fear="too-busy" }\n\n'
SCRIPT: Final = (
    "/// script | A\n    id: %\n    situation: ask\n    channel: email\n    to: stranger\n    tip: a\n"
    "    not-when: b\n    next: {yes: x%, no: y%, not-now: z%, silence: a}\n    subject: s\n\nHi [topic]\n///\n\n"
)

TEXTS: Final[Mapping[str, Filling]] = {
    **{f"{sign} in lines": lines(sign) for sign in ("[", "![", "[a](", "[a](<", "[a ", "[[]]", "*a ", "*_a_* **b ", "*", "_a",
       "`", "\\", "<", "<a ", "<!", "<!--", "</a", "<?", '<a b="', "<![CDATA[", "&", "&#x41;", "<b>", "<a@b.example> ",
       "{", "{: a ", "*a*{ .b }", " {", "#", "\"'", "...", "a-", " ", "|", "`|", "- ", "> ", "> - ", "1. ", "1) ", "- [ ] ", "~~a ", "https://a.b ", "١. ", ">", "=", "[^a]", "~",
       "&lt;div&gt;", "(", ")", "](", "<!-- a -->", "a\u0301", "\u202e", "🙂")},
    **{f"{sign!r} in short lines": lines(sign, 1) for sign in ("- a\n", "- a\n\n", "## a\n", '## a { fear="too-busy" }\n', "## !\n", "## a { #b }\n",
       "a\n\n", "---\n\n", "* * *\n", "a\n=\n\n", "!!! note\n    a\n\n", "```\na\n```\n", "```a\n", "``` { .a c=d }\na\n```\n", "<!-- a -->\n\n",
       "<!-- more -->\n\n", "[TOC]\n\n", "/// a\n\n", "/// note\n\na\n\n///\n\n", "/// script | A\n", "a|b\n-|-\n1|2\n\n", "<p>a\n\n", "<div>\n",
       "[a](base.md)\n", "> a\n\n", "> [!NOTE]\n> a\n\n", "- ```\n  a\n  ```\n", "1) a\n   - b\n", "a\n- b\n", "[^a]\n", "<script>\n", "\ta\n", "[topic]\n")},
    "footnotes": numbered("[^%]\n\n[^%]: a\n\n"),
    "footnotes in each other": numbered("[^%]: a [^%0]\n\n"),
    "names": numbered("[%]: base.md\n\n"),
    "long names": after(f'[a]: base.md "{"t" * 9_000}"\n\n', lines("[a]\n", 1)),
    "long abbreviation": after(f"*[ab]: {'t' * 9_000}\n\n", lines("ab\n", 1)),
    "names used": after(f'[a]: base.md "{"t" * 900}"\n\n', lines("[a]\n\n", 1)),
    "abbreviations": after("a1 " * 3_000 + "\n\n", numbered("*[a%]: b\n\n")),
    "abbreviation used": after(f"*[ab]: {'t' * 90}\n\n", lines("ab ", 300)),
    "wide table": after("a|" * 4_900 + "\n" + "-|" * 4_900 + "\n", lines("|a\n", 1)),
    "square table": after("a|" * 140 + "\n" + "-|" * 140 + "\n", lines("|" * 139 + "\n", 1)),
    "stairs of lists": stairs("    ", "- a"),
    "stairs by two": stairs("  ", "- a"),
    "stairs of quotations": stairs("> ", "a"),
    "stairs of notes": stairs("    ", "!!! note"),
    "stairs in a footnote": after("[^a]\n\n[^a]: a\n\n", stairs("    ", "- a")),
    "footnotes on one line": lambda size: "[^a]: " * 1_600,
    "many low stairs": lambda size: ("".join("    " * number + "- a\n" for number in range(24)) * size)[:size],
    "nested brackets": lambda size: "[" * 4_900 + "]" * 4_900,
    "headings": numbered("## a%\n\n"),
    "scripts": after(MARKED, numbered(SCRIPT.replace("%", "a%"))),
    "scripts of one id": after(MARKED, numbered(SCRIPT.replace("%", "a"))),
    "blanks": after(MARKED + SCRIPT.replace("%", "a").removesuffix("///\n\n"), lines("[topic] [topi] ", 9_000)),
    "attributes": lambda size: "## a { " + ".a " * 3_300 + "}",
    "options in options": lambda size: MARKED + SCRIPT.replace("id: %", f"id: {'[' * 4_900}{']' * 4_900}"),
    "options that swell": lambda size: MARKED + SCRIPT.replace(
        "id: %", "id: [&a [x], " + ", ".join(f"&{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]" for n in range(9)) + "]"
    ),
    "an endless option": lambda size: MARKED + SCRIPT.replace("id: %", "id: &a [*a]"),
    "a long id": lambda size: MARKED + SCRIPT.replace("%", "a" * 5_000),
    "unknown fears": lambda size: '## a { fear="' + " ".join(f"too-buzz{n}" for n in range(800)) + '" }\n',
    "unknown studies": numbered("[^bohn-%]\n\n"),
    "unknown files": numbered("[a](bas%.md)\n\n"),
}  # fmt: skip
"""Texts that take Markdown, or a reader of it, more than their size lets one expect."""

FIELDS: Final[Mapping[str, Filling]] = {
    "lists in lists": lambda size: "[" * 4_900,
    "fields in fields": stairs(" ", "a:"),
    "dashes": lambda size: "- " * 4_900,
    "dashes and tabs": lambda size: "-\t" * 4_900,
    "dashes over lines": stairs(" ", "-"),
    "keys of keys": lambda size: "? " * 4_900,
    "braces": lambda size: "{a: " * 2_400,
    "tags": lambda size: "title: " + "!a " * 3_000,
    "anchors": numbered("a%: &a% x\n"),
    "a bomb": lambda size: "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(20)) + "says: *m\ntitle: *m",
    "itself": lambda size: "&a title: &b {x: *b}\nsays: &c [*c]",
    "merged": lambda size: "".join(f"a{n}: &a{n} {{<<: [{', '.join(f'*a{m}' for m in range(n))}]}}\n" for n in range(60)),
    "one field again": numbered("title: a\n"),
    "unknown fields": numbered("titl%: a\n"),
    "a giant": after("title: |\n", lines("  " + "x" * 900 + "\n", 1)),
    "phrases": after("title: a\ndescription: b\nsays:\n", lines("  - a b c\n", 1)),
    "short phrases": after("title: a\ndescription: b\nsays:\n", lines("- a\n", 1)),
    "long phrases": after("title: a\ndescription: b\nsays:\n", lines("- " + "a b " * 450 + "\n", 1)),
}  # fmt: skip
"""Front matter of the same kind; each also stands as vocabulary.yml."""

LISTS: Final[Mapping[str, Filling]] = {
    "words": lines("a b\n", 1),
    "harmless": lambda size: "a b\n" * (size // 8) + "not: c d\n" * (size // 18),
    "harmless words": lambda size: "".join(f"a{n}\n" for n in range(size // 14)) + "".join(f"not: b{n}\n" for n in range(size // 20)),
    "long lines": lines("a b c "),
    "groups": lines("a b, a c, "),
    "one group again": lines("a, b\n", 1),
    "commas": lines(","),
}  # fmt: skip
"""The same for search's lists."""

HUGE: Final[Mapping[str, bytes]] = {
    "ten megabytes": b"`[{<*_ " * 1_500_000,
    "a line of two megabytes": b"a" * 2_000_000,
    "nulls": b"\0" * 190_000,
    "line ends": b"\r" * 190_000,
}


def all_files() -> dict[str, tuple[str, Filling]]:
    """Return every heavy file by its name: where it stands, and what makes it."""
    head = "---\ntitle: A case\ndescription: d\ndate: 2026-11-22\n---\n\n"
    files: dict[str, tuple[str, Filling]] = {}
    for name, make in TEXTS.items():
        files[f"text: {name}"] = ("articles/case.md", after(head, make))
    for name, make in FIELDS.items():
        in_front = after("---\n", lambda size, make=make: f"{make(size)}\n---\n\nText.\n")
        files |= {
            f"fields: {name}": ("fears/case.md", in_front),
            f"vocabulary: {name}": ("vocabulary.yml", make),
        }
    for name, make in LISTS.items():
        for list_ in ("synonyms", "stop-words", "help"):
            files[f"{list_}: {name}"] = (f"search/{list_}.txt", make)
    for name, data in HUGE.items():
        for uri in ("articles/case.md", "vocabulary.yml", "search/help.txt"):
            files[f"{uri}: {name}"] = (uri, lambda size, data=data: data.decode())
    return files


def main() -> None:
    """Do every text, or those that are named."""
    sys.path[:0] = sys.argv[1].split(":")
    from as_drawn import html_of
    from notabother import kept
    from small_library import read

    step = 0.9 if os.environ.get("FUZZ") else 0.35
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for name, (uri, make) in all_files().items():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        used = time.process_time()
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used) + SECONDS, resource.getrlimit(resource.RLIMIT_CPU)[1])
        )
        print(name, end="", flush=True)
        size = SIZE
        while True:
            text = make(size)
            library, problems = read({uri: text})
            refused = any(line.endswith("[too-complex]") for line in problems)
            if not refused or size < 1_000:
                break
            size = int(size * step)
        if uri in library.articles:
            size = len(html_of(library.drawn[uri]))
        print(f"\t{time.process_time() - used:.1f} s\t{len(text):,}\t{size:,}", flush=True)
        del library, problems
        kept.forget()
    print("done", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000, "MB")


if __name__ == "__main__":
    main()
