"""One idea of white space: every odd space and mark without width at every structural place of every construct.

In `PIECES` a `␣` stands where there is a space in the structure, a `¤` where there is none and a mark without
width may hide. Whatever stands there, the page must be the one that keyboards write.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from as_drawn import html_of
from notabother.reading.mend import mended
from notabother.source.spaces import NOTHING, SPACES, settle
from small_library import HEAD, SCRIPT, SECTION, read

PIECES = {
    "fields": "¤---␣\n¤title:␣A case¤\n¤description:␣About something.\ndate:␣2026-11-22¤\n¤---␣\n\nText.\n",
    "script": HEAD
    + SECTION
    + SCRIPT.replace("/// script | A case", "¤///␣script␣|␣A case¤")
    .replace("    id: case", "␣␣␣␣id:␣ca¤se")
    .replace("    to: stranger", "␣␣␣␣¤to:␣stranger¤")
    .replace("[first name]", "[¤first␣name¤]")
    .replace("About [topic]", "About [¤topic]")
    .replace("next: end\n\n", "next:␣end¤\n␣\n")
    .replace("\n///\n", "\n¤///␣¤\n"),
    "mark": HEAD + '¤##␣A heading␣{␣fear="too-busy"␣}¤\n\nText.\n',
    "heading": HEAD + "¤##␣Tea␣\n\n###␣¤Coffee\n\nText.\n",
    "attributes": HEAD + "##␣Tea␣{␣#tea␣}\n\n[a](#tea)\n",
    "list": HEAD + "Text.\n\n¤-␣one\n¤-␣¤two\n\n¤1.␣one\n2.␣two\n\n¤*␣[ ]␣task\n",
    "nested list": HEAD + "- one\n␣␣-␣two\n␣␣-␣three\n",
    "quotation": HEAD + "¤>␣A quotation¤\n¤>␣that goes on.\n",
    "table": HEAD + "¤|␣a␣|␣b␣|¤\n¤|␣---␣|␣---␣|\n|␣1␣|␣2␣|¤\n",
    "box": HEAD + "¤!!!␣note\n␣␣␣␣Text in a box.\n",
    "fence": HEAD + "¤```␣\ncode\n¤```␣\n\nText.\n",
    "rule": HEAD + "Text.\n\n¤---␣\n\nText.\n",
    "empty line": HEAD + "One.\n␣¤\nTwo.\n",
    "note": HEAD + "Text.[¤^¤own]\n\n¤[^own]:␣A note.\n",
    "study": HEAD + "Text.[^¤bohns-2016¤]\n",
    "abbreviation": HEAD + "The RSVP.\n\n¤*[RSVP]¤:␣please answer\n",
    "reference": HEAD + "See [it].\n\n¤[it]:␣../fears/too-busy.md\n",
    "closed heading": HEAD + "###␣Tea␣##¤#␣\n\nText.\n",
    "alert": HEAD + "¤>␣[¤!¤NOTE¤]␣\n¤>␣Text.\n",
    "address": HEAD + "See https://a.example¤ and <https://b.example¤>.\n",
    "named link": HEAD + 'See [it]¤[one].\n\n¤[one]:␣../fears/too-busy.md␣"A title"\n',
    "link": HEAD + "See [it]¤(¤../fears/too-busy.md¤).\n",
    "more": HEAD + SECTION + "One.\n\n¤<!--␣more␣-->␣\n\nTwo.\n",
}

ODD = [*SPACES, *NOTHING]


def plain(piece: str) -> str:
    return piece.replace("␣", " ").replace("¤", "")


def spoilt(piece: str, odd: dict[int, str]) -> str:
    """Put odd characters at some places of a piece: a space in the place of one, a mark beside what stands there."""
    out, count = [], -1
    for char in piece:
        count += char in "␣¤"
        here = odd.get(count, "") if char in "␣¤" else ""
        is_space = char == "␣" and (not here or here in NOTHING)
        out.append(f"{' ' if is_space else ''}{here}" if char in "␣¤" else char)
    return "".join(out)


def places(piece: str, odd: str) -> list[int]:
    """Return the places where an odd character can stand: a space only where one belongs."""
    marks = [char for char in piece if char in "␣¤"]
    return [at for at, mark in enumerate(marks) if mark == "␣" or odd in NOTHING]


def seen(text: str) -> tuple[str, list[str]]:
    """Return what readers see of a text, and the rules that name lines of it."""
    library, lines = read({"articles/case.md": text})
    told = [line.rpartition("[")[2] + line.split(":")[1] for line in lines if "case.md" in line]
    return html_of(library.drawn["articles/case.md"]), told


@pytest.mark.parametrize("name", PIECES)
def test_the_plain_pieces_are_sound(name: str) -> None:
    _, told = seen(plain(PIECES[name]))
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
def test_odd_spaces_and_marks_are_settled(name: str, figures: dict[str, str]) -> None:
    piece = PIECES[name]
    wanted = plain(piece)
    tried = 0
    for odd in ODD:
        for at in places(piece, odd):
            text = spoilt(piece, {at: odd})
            tried += 1
            assert settle(text) == settle(wanted) or seen(text) == seen(wanted), (ascii(odd), at, ascii(text))
            assert not set(mended("articles/case.md", text)) & set(ODD)
    figures[f"odd spaces in a {name}"] = f"{tried} texts"


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
def test_pairs_are_settled_too(name: str) -> None:
    piece = PIECES[name]
    wanted = plain(piece)
    marks = [char for char in piece if char in "␣¤"]
    for one, other in combinations(range(len(marks)), 2):
        odd = {
            one: "\u00a0" if marks[one] == "␣" else "\u2060",
            other: "\u3000" if marks[other] == "␣" else "\ufeff",
        }
        text = spoilt(piece, odd)
        assert settle(text) == settle(wanted) or seen(text) == seen(wanted), ascii(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pourquoi\u00a0? Parce que\u202f: «\u00a0oui\u00a0».",
        "A family \U0001f468\u200d\U0001f469\u200d\U0001f467 and \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.",
        "Soft\u00adhy\u00adphens, and **bold\u00a0words**.",
        "- An entry of 10\u00a0kg\n- [a\u00a0link](x.md)",
        "```\n\u00a0\u200bcode\u00a0\n```",
    ],
)
def test_running_text_keeps_them(text: str) -> None:
    assert settle(HEAD + text) == HEAD + text


def test_a_message_keeps_them_and_its_blanks_do_not() -> None:
    script = SCRIPT.replace("Hi [first name],", "Hi\u00a0[first\u00a0name]\u202f!")
    library, _ = read({"articles/case.md": HEAD + SECTION + script})
    assert library.scripts["case"].text.startswith("Hi\u00a0[first name]\u202f!")
