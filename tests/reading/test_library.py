"""All files together: which of two is kept, what is left out, and what one file means to another."""

from __future__ import annotations

from notabother.check import check
from notabother.model import Library
from notabother.pages.added import added_pages
from notabother.reading.library import Source
from small_library import HEAD, SCRIPT, SECTION, SETTINGS, read


def with_script(**fields: str) -> str:
    script = SCRIPT
    for name, value in fields.items():
        old = next(line for line in script.splitlines() if line.startswith(f"    {name}:"))
        script = script.replace(old, f"    {name}: {value}")
    return HEAD + SECTION + script


def test_the_small_library() -> None:
    library, problems = read({})
    assert problems == []
    assert [*library.fears] == ["no-reply", "too-busy"]
    assert [*library.articles] == ["articles/base.md"]
    assert [*library.studies] == ["bohns-2016"]
    assert [*library.scripts] == ["small-question"]
    assert [*library.pages] == []
    assert [script.id for script in library.scripts_by_fear["no-reply"]] == ["small-question"]
    assert [script.id for script in library.scripts_by_situation["ask"]] == ["small-question"]
    assert library.scripts_by_situation["follow-up"] == ()
    [(article, section)] = library.sections_by_fear["too-busy"]
    assert (article.uri, section.title) == ("articles/base.md", "They're too busy")
    assert [source.uri for source in library.cited_by["bohns-2016"]] == ["fears/too-busy.md"]


def test_a_section_within_one_of_the_same_fear_is_part_of_it() -> None:
    inner = '### Within { fear="too-busy no-reply" }\n\nText.\n\n'
    later = '## After { fear="too-busy" }\n\nText.\n'
    library, _ = read({"articles/case.md": HEAD + SECTION + inner + later})
    found = {
        fear: [section.title for article, section in sections if article.uri == "articles/case.md"]
        for fear, sections in library.sections_by_fear.items()
    }
    assert found == {"too-busy": ["A heading", "After"], "no-reply": ["Within"]}


def test_articles_stand_newest_first_and_scripts_follow_them() -> None:
    library, _ = read(
        {
            "articles/zebra.md": with_script(id="new").replace("2026-11-22", "2026-12-01"),
            "articles/apple.md": with_script(id="old").replace("2026-11-22", "2025-12-01"),
            "articles/bread.md": with_script(id="old-too").replace("2026-11-22", "2025-12-01"),
        }
    )
    assert [*library.articles] == [
        "articles/zebra.md",
        "articles/base.md",
        "articles/apple.md",
        "articles/bread.md",
    ]
    assert [*library.scripts] == ["new", "small-question", "old", "old-too"]


def test_fears_stand_in_their_order_and_then_by_name() -> None:
    def fear(order: str) -> str:
        says = "".join(f"  - Phrase {n}\n" for n in range(10))
        return f"---\ntitle: t\ndescription: d\n{order}says:\n{says}---\n\nText.\n"

    library, _ = read(
        {
            "fears/zebra.md": fear("order: 1\n"),
            "fears/apple.md": fear("order: 2\n"),
            "fears/bread.md": fear(""),
        }
    )
    assert [*library.fears] == ["zebra", "apple", "bread", "no-reply", "too-busy"]


def test_of_two_scripts_with_one_id_the_first_file_keeps_it() -> None:
    library, problems = read(
        {"articles/case.md": with_script(id="small-question").replace("2026-11-22", "2027-01-01")}
    )
    assert library.scripts["small-question"].article == "articles/base.md"
    assert len(problems) == 1


def test_what_cannot_be_shown_is_left_out() -> None:
    for faulty in ({"channel": "fax"}, {"situation": "beg"}, {"to": "nobody"}):
        library, problems = read({"articles/case.md": with_script(**faulty)})
        assert [*library.scripts] == ["small-question"]
        assert len(problems) == 1
        assert "articles/case.md" in library.articles


def test_what_came_before() -> None:
    library, _ = read(
        {
            "articles/case.md": with_script(
                next="{yes: small-question, not-now: small-question, no: end, silence: end}"
            )
        }
    )
    assert [script.id for script in library.came_before["small-question"]] == ["case"]


def test_other_files_are_there_to_link_to() -> None:
    text = (
        HEAD
        + "[a](../a.pdf) [b](../cards/index.md) [c](../cards/small-question.md) [d](../situations/ask.md)\n"
    )
    sources = [Source("articles/case.md", text.encode())]
    problems = check(sources, ["a.pdf"], SETTINGS).problems
    broken = [
        problem.message.partition("'")[2].partition("'")[0]
        for problem in problems
        if problem.rule == "broken-link"
    ]
    assert broken == ["../cards/small-question.md", "../situations/ask.md"]
    assert read({"articles/case.md": text.replace("[a](../a.pdf) ", "")})[1] == []


def test_pages_that_the_site_adds() -> None:
    library, _ = read({})
    added = {
        "articles/index.md",
        "cards/index.md",
        "cards/small-question.md",
        "evidence/index.md",
        "fears/index.md",
        "situations/ask.md",
        "situations/follow-up.md",
        "situations/index.md",
        "print/index.md",
        "say/index.md",
    }
    assert added_pages(library, paper=True) == added
    assert added_pages(library, paper=False) == added - {"print/index.md"}


def test_nothing_at_all() -> None:
    found = check([])
    assert isinstance(found.library, Library)
    assert [problem.rule for problem in found.problems] == ["missing-field"]


def test_one_slip_is_reported_once() -> None:
    text = with_script().replace('fear="too-busy"', 'fear="too-bussy"') + SCRIPT.replace(
        "id: case", "id: other"
    )
    _, problems = read({"articles/case.md": text})
    assert len(problems) == 1


def test_a_long_chain_of_scripts_is_no_circle() -> None:
    scripts = [
        SCRIPT.replace("id: case", f"id: s{n}").replace(
            "next: end",
            f"next: {{yes: {f's{n + 1}' if n < 299 else 'end'}, not-now: end, no: end, silence: end}}",
        )
        for n in range(300)
    ]
    assert read({"articles/case.md": HEAD + SECTION + "\n".join(scripts)})[1] == []
    assert (
        len(read({"articles/case.md": HEAD + SECTION + "\n".join(scripts).replace("yes: end", "yes: s0")})[1])
        == 1
    )


def test_a_circle_further_on_is_reported_once() -> None:
    leads = {"one": "two", "two": "three", "three": "two"}
    scripts = [
        SCRIPT.replace("id: case", f"id: {id_}").replace(
            "next: end", f"next: {{yes: {follower}, not-now: end, no: end, silence: end}}"
        )
        for id_, follower in leads.items()
    ]
    [line] = read({"articles/case.md": HEAD + SECTION + "\n".join(scripts)})[1]
    assert "this goes in a circle: two > three > two." in line


def test_lists_that_weigh_words_otherwise_have_another_name() -> None:
    """Or what was found with one would be taken for what the other finds."""
    texts = (
        {},
        {"search/synonyms.txt": "diary, calendar\n"},
        {"search/synonyms.txt": "diary, day\n"},
        {"search/stop-words.txt": "diary\n"},
    )
    names = [read(files)[0].lists.made_of for files in texts]
    assert len(set(names)) == len(names)
    assert names[1] == read(texts[1])[0].lists.made_of
