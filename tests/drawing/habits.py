"""How people write who know only GitHub's preview, Word, Slack or Notion: what they type, by family.

Each is a text of its own; `HABITS` holds them all and adds variants: the same right after a line of
text, right before one, inside an entry of a list, and in a quotation. GitHub's drawing of each is the
one its author saw.
"""

from __future__ import annotations

import textwrap
from typing import Final

FAMILIES: Final[dict[str, dict[str, str]]] = {
    "lists": {
        "dashes": "- one\n- two\n- three\n",
        "stars": "* one\n* two\n",
        "plus signs": "+ one\n+ two\n",
        "numbers": "1. one\n2. two\n3. three\n",
        "numbers, all ones": "1. one\n1. two\n1. three\n",
        "brackets": "1) one\n2) two\n",
        "from five": "5. five\n6. six\n",
        "from zero": "0. zero\n1. one\n",
        "two digits": "9. nine\n10. ten\n11. eleven\n",
        "empty lines between": "- one\n\n- two\n\n- three\n",
        "one empty line between": "- one\n- two\n\n- three\n",
        "indented by one": " - one\n - two\n",
        "indented by two": "  - one\n  - two\n",
        "indented by three": "   1. one\n   2. two\n",
        "crooked": "- one\n - two\n  - three\n",
        "three spaces after the mark": "-   one\n-   two\n",
        "a tab after the mark": "-\tone\n-\ttwo\n",
        "long entries, wrapped": "- one goes on\n  and on\n- two goes on\n  too\n",
        "long entries, wrapped at the margin": "- one goes on\nand on\n- two goes on\ntoo\n",
        "long numbers, wrapped": "1. one goes on\n   and on\n2. two\n",
        "two kinds": "- one\n- two\n\n1. first\n2. second\n",
        "two kinds, tight": "- one\n- two\n1. first\n2. second\n",
        "another mark": "- one\n- two\n\n* three\n* four\n",
        "an empty entry": "- one\n-\n- three\n",
        "bold beginnings": "- **One:** a\n- **Two:** b\n",
        "links": "- [One](one.md)\n- [Two](two.md): why\n",
        "an entry that is a quotation": "- > Hello\n- > Bye\n",
        "an entry that is code": "- `one`\n- `two`\n",
        "after two empty lines": "- one\n\n\n- two\n",
        "a number that is no entry": "I was born in\n1986. A good year.\n",
        "a sum": "It costs\n- 5 less than before.\n",
        "a dash in a sentence": "One - or two - of them.\n",
        "a dash without a space": "-one\n-two\n",
        "a number without a space": "1.one\n2.two\n",
        "text after a list": "- one\n- two\n\nText.\n",
        "two lines and a list": "First line.\nSecond line:\n- one\n- two\n",
        "numbers after a colon": "Do this:\n1. one\n2. two\n",
        "brackets after a colon": "Do this:\n1) one\n2) two\n",
        "numbers from two after a colon": "Do this:\n2. two\n3. three\n",
        "a list, a paragraph, a list": "- one\n\nText.\n\n- two\n",
        "a rule between lists": "- one\n\n---\n\n- two\n",
    },
    "lists in lists": {
        "by two": "- one\n  - two\n  - three\n- four\n",
        "by three": "1. one\n   - two\n   - three\n2. four\n",
        "by four": "- one\n    - two\n    - three\n- four\n",
        "by a tab": "- one\n\t- two\n\t- three\n- four\n",
        "numbers by two": "1. one\n  - two\n",
        "numbers by four": "1. one\n    1. two\n    2. three\n2. four\n",
        "numbers in dashes": "- one\n  1. two\n  2. three\n",
        "three levels by two": "- one\n  - two\n    - three\n  - four\n- five\n",
        "three levels by four": "- one\n    - two\n        - three\n",
        "three levels of numbers": "1. one\n   1. two\n      1. three\n2. four\n",
        "empty lines between": "- one\n\n  - two\n\n  - three\n\n- four\n",
        "empty lines between by four": "- one\n\n    - two\n\n    - three\n\n- four\n",
        "deeper and back": "- one\n  - two\n    - three\n- four\n  - five\n",
        "brackets in brackets": "1) one\n   1) two\n2) three\n",
        "on one line": "- - one\n  - two\n",
    },
    "in an entry": {
        "a second paragraph by two": "- one\n\n  More.\n- two\n",
        "a second paragraph by three": "1. one\n\n   More.\n2. two\n",
        "a second paragraph by four": "- one\n\n    More.\n- two\n",
        "a second paragraph of a number by four": "1. one\n\n    More.\n\n2. two\n",
        "a paragraph at the margin ends it": "- one\n\nMore.\n",
        "a paragraph by one ends it": "- one\n\n More.\n",
        "a fence by two": "- one\n  ```\n  code\n    more\n  ```\n- two\n",
        "a fence by three": "1. one\n   ```text\n   code\n   ```\n2. two\n",
        "a fence by four": "- one\n\n    ```\n    code\n    ```\n",
        "a fence after an empty line": "- one\n\n  ```\n  code\n\n  more\n  ```\n\n- two\n",
        "a fence with a list in it": "- one\n  ```\n  - code\n  ```\n",
        "a quotation": "- one\n  > Hello\n- two\n",
        "a quotation after an empty line": "- one\n\n  > Hello\n  > there\n\n- two\n",
        "a table": "- one\n\n  | A | B |\n  | - | - |\n  | 1 | 2 |\n",
        "a picture": "- one\n\n  ![A face](face.png)\n",
        "a line break": "- one\\\n  more\n- two  \n  more\n",
        "a heading": "- ## One\n- two\n",
        "indented code": "- one\n\n      code\n",
        "a rule": "- one\n\n  ---\n\n  two\n",
    },
    "tasks": {
        "open and done": "- [ ] one\n- [x] two\n",
        "upper case": "- [X] one\n",
        "stars": "* [ ] one\n* [x] two\n",
        "numbers": "1. [ ] one\n2. [x] two\n",
        "in each other": "- [ ] one\n  - [x] two\n- [ ] three\n",
        "loose": "- [ ] one\n\n- [x] two\n",
        "bold": "- [x] **one** and `two`\n",
        "a mark behind the box": "- [ ] - one\n- [ ] # two\n",
        "no space within": "- [] one\n",
        "no space after": "- [x]one\n",
        "no list": "[ ] one\n",
        "a link": "- [x](x.md) one\n",
    },
    "phrases": {
        "struck": "~~gone~~ and here\n",
        "struck with one": "~gone~ and here\n",
        "struck bold": "**~~gone~~** and ~~**gone**~~\n",
        "not struck": "about ~5 and ~ 6\n",
        "bold and italic": "**bold** *italic* ***both*** __bold__ _italic_\n",
        "within a word": "un*frigging*believable snake_case_name\n",
        "not bold": "2 * 3 * 4 and ** a **\n",
        "bold with a space": "**bold ** and more\n",
        "bold beside a word": "**bold**word and word**bold**\n",
        "code": "`code` and ``a ` b``\n",
        "a backslash at the end": "one\\\ntwo\n",
        "two spaces at the end": "one  \ntwo\n",
        "a plain line end": "one\ntwo\n",
        "escapes": "\\*not\\* \\_not\\_ \\# \\> \\- \\~ \\| \\< \\: \\@ \\[a\\] \\$\n",
        "entities": "&copy; &amp; AT&T &lt;b&gt; &#39;\n",
        "signs": "a < b > c & d\n",
        "a hash": "#1 is #topic\n",
        "an emoji": "Good \N{GRINNING FACE} :smile:\n",
        "dollars": "$5 and $6\n",
        "underscores": "fill in ____ here and __\n",
        "stars": "5 stars: *****\n",
        "brackets": "[first name] and [x] and []\n",
    },
    "addresses": {
        "bare": "See https://example.org/a?b=c&d=e for more.\n",
        "bare with a full stop": "See https://example.org.\n",
        "bare in brackets": "(see https://example.org/a_(b))\n",
        "bare with underscores": "https://example.org/a_b_c\n",
        "www": "See www.example.org/a, please.\n",
        "mail": "Write to me@example.org.\n",
        "angle brackets": "<https://example.org> and <me@example.org>\n",
        "a link": "[text](https://example.org)\n",
        "a link with a title": "[text](https://example.org 'title')\n",
        "a link with spaces": "[text](<a b.md>)\n",
        "a link with parentheses": "[text](a_(b).md)\n",
        "a link by name": "[text][name] and [name]\n\n[name]: https://example.org\n",
        "a link in bold": "**[text](a.md)** and [**text**](a.md)\n",
        "an address as text": "[https://example.org](https://example.org)\n",
        "in code": "`https://example.org`\n",
        "a file": "see notes.md and example.org\n",
        "picture": "![a face](face.png)\n",
        "a picture as link": "[![a face](face.png)](a.md)\n",
        "space before the parenthesis": "[text] (a.md)\n",
    },
    "tables": {
        "plain": "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
        "no outer bars": "A | B\n--- | ---\n1 | 2\n",
        "aligned": "| A | B | C |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |\n",
        "one dash": "|A|B|\n|-|-|\n|1|2|\n",
        "one column": "| A |\n| - |\n| 1 |\n",
        "ragged": "| A | B |\n| - | - |\n| 1 |\n| 1 | 2 | 3 |\n",
        "phrases": "| A | B |\n| - | - |\n| **b** | `c` |\n| ~~d~~ | [e](f.md) |\n",
        "an escaped bar": "| A | B |\n| - | - |\n| a \\| b | `c \\| d` |\n",
        "empty cells": "| A | B |\n| - | - |\n|  | 2 |\n| 1 |  |\n",
        "text after it": "| A | B |\n| - | - |\n| 1 | 2 |\n\nText.\n",
        "no rows": "| A | B |\n| - | - |\n",
        "no header": "| - | - |\n| 1 | 2 |\n",
        "bars in text": "this | that\n",
        "two lines before": "One.\nTwo.\n| A | B |\n| - | - |\n| 1 | 2 |\n",
    },
    "quotations": {
        "plain": "> Hello\n> there\n",
        "lazy": "> Hello\nthere\n",
        "no space": ">Hello\n>there\n",
        "two paragraphs": "> Hello\n>\n> there\n",
        "two quotations": "> Hello\n\n> there\n",
        "in each other": "> Hello\n> > there\n",
        "a list": "> - one\n> - two\n",
        "text and a list": "> Hello:\n> - one\n> - two\n",
        "a fence": "> ```\n> code\n> ```\n",
        "a heading": "> ## Hello\n> there\n",
        "text after it": "> Hello\n\nText.\n",
        "a list after it": "> Hello\n- one\n",
        "a bold line": "> **Hello**\n> there\n",
    },
    "examples": {
        "fence": "```\ncode\n```\n",
        "with a language": "```python\ncode\n```\n",
        "with a space": "``` python\ncode\n```\n",
        "tildes": "~~~\ncode\n~~~\n",
        "an empty line in it": "```\ncode\n\n  more\n```\n",
        "marks in it": "```\n- code\n# not\n**not** <b> &amp;\n```\n",
        "closed with more": "```\ncode\n````\n",
        "indented": "    code\n    more\n",
        "indented by two": "  ```\n  code\n  ```\n",
        "text after it": "```\ncode\n```\nText.\n",
        "two words": "```js title\ncode\n```\n",
        "never closed": "```\ncode\n",
        "empty": "```\n```\n",
        "on one line": "```code```\n",
    },
    "headings": {
        "plain": "## One\n\nText.\n",
        "right before text": "## One\nText.\n",
        "closed": "## One ##\n",
        "right before a list": "## One\n- one\n- two\n",
        "no space": "##One\n",
        "seven": "####### One\n",
        "two spaces": "##  One\n",
        "indented": "  ## One\n",
        "bold": "## **One**\n",
        "a hash within": "## C# and #5\n",
        "an empty one": "##\n",
        "rule": "one\n\n---\n\ntwo\n",
        "stars as a rule": "***\n",
        "spaced rule": "* * *\n",
        "low lines as a rule": "___\n",
        "rule right after a list": "- one\n- two\n***\n",
    },
    "line ends and empty lines": {
        "indented paragraph": "   Text.\n",
        "wrapped with an indent": "One\n    two\n",
        "three empty lines": "One\n\n\n\nTwo\n",
        "spaces on an empty line": "One\n  \nTwo\n",
        "spaces at the end": "One \nTwo\n",
    },
    "footnotes": {
        "plain": "One[^1] two.\n\n[^1]: Note.\n",
        "named": "One[^a-b] two.\n\n[^a-b]: Note.\n",
        "two": "One[^1] two[^2].\n\n[^1]: Note.\n[^2]: Other.\n",
    },
}  # fmt: skip

ALERTS: Final[dict[str, str]] = {
    f"{kind}{name}": text.replace("NOTE", kind)
    for kind in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note")
    for name, text in {
        "": "> [!NOTE]\n> Hello\n",
        ", two paragraphs": "> [!NOTE]\n> Hello\n>\n> there\n",
        ", a list": "> [!NOTE]\n> - one\n> - two\n",
        ", an empty line": "> [!NOTE]\n>\n> Hello\n",
    }.items()
}
"""GitHub's alerts. Its parser alone draws them as quotations; its site, as boxes."""


def _with_variants() -> dict[str, str]:
    """Return every habit, and each again where else it is written."""
    habits: dict[str, str] = {}
    for family, members in FAMILIES.items():
        for name, text in members.items():
            habits[f"{family}: {name}"] = text
            if family == "footnotes":
                continue
            habits[f"{family}: {name}, after text"] = f"Text.\n{text}"
            habits[f"{family}: {name}, before text"] = f"{text}Text.\n"
            habits[f"{family}: {name}, in an entry"] = "- entry\n\n" + textwrap.indent(text, "  ")
            habits[f"{family}: {name}, in a number"] = "1. entry\n\n" + textwrap.indent(text, "   ")
            habits[f"{family}: {name}, in a quotation"] = textwrap.indent(text, "> ", lambda _: True)
    return habits


HABITS: Final = _with_variants()
"""Every habit with its variants, by name."""
