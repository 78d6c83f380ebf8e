"""What strangers send is only drawn, and the site says whom to tell of a hole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from small_library import HEAD
from small_site import build, lay_out

INCLUDES = """\
--8<-- "../secret.txt"

--8<--
../secret.txt
--8<--

;--8<-- "secret.txt"

{! ../secret.txt !}

{% include "../secret.txt" %}

{{ config.site_dir }} and {{ ''.__class__.__mro__ }}

{{ read_csv("../secret.txt") }}

@include(../secret.txt)

```python exec="on"
open("made-by-a-page", "w").write("here")
```

```{python}
open("made-by-a-page", "w").write("here")
```

``` include="../secret.txt"
```
"""


def test_what_would_include_or_run_elsewhere_comes_out_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    docs = lay_out(tmp_path / "docs", {"articles/includes.md": HEAD + INCLUDES})
    for where in (tmp_path, docs, docs / "articles"):
        (where / "secret.txt").write_text("Secret words.\n", "utf-8")
    (docs / "setup.py").write_text("open('made-by-a-page', 'w').write('here')\n", "utf-8")
    build(docs, tmp_path / "site")
    text = (tmp_path / "site/articles/includes/index.html").read_text("utf-8")
    assert "Secret words" not in text
    for shown in (
        "8&lt;",
        "{! ../secret.txt !}",
        "{% include",
        "{{ config.site_dir }}",
        "{{ read_csv(",
        "@include(../secret.txt)",
        "made-by-a-page",
    ):
        assert shown in text, shown
    assert not list(tmp_path.rglob("made-by-a-page"))


@pytest.mark.parametrize(
    "field",
    ['!!python/object/apply:os.system ["touch made"]', "!ENV HOME", "!relative ../secret.txt", "&a [*a]"],
)
def test_yaml_tags_in_fields_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/somebody")
    text = HEAD.replace("A case", field) + "Text.\n"
    build(lay_out(tmp_path / "docs", {"articles/tagged.md": text}), tmp_path / "site")
    assert not list(tmp_path.rglob("made"))
    for page in (tmp_path / "site").rglob("*.html"):
        assert "/home/somebody" not in page.read_text("utf-8"), page


def test_it_is_published_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    monkeypatch.setenv("SECURITY_CONTACT", "mailto:them@a.example")
    assert build(lay_out(tmp_path / "docs", {}), tmp_path / "site", strict=True) == []
    text = (tmp_path / "site/.well-known/security.txt").read_text("utf-8")
    assert "Contact: mailto:them@a.example\n" in text
    assert "Canonical: https://a.example/.well-known/security.txt\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("security", "line"),
    [
        ("~", None),
        ("{contact: us}", "'contact' takes an address that begins with https: or mailto: or tel:, not 'us'."),
    ],
)
def test_without_settings_there_is_none_and_with_wrong_ones_a_warning(
    tmp_path: Path, security: str, line: str | None
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nextra: {{security: {security}}}\nwatch: []\n"
        f"hooks: ['{ROOT}/hooks/events.py']\ntheme: {{custom_dir: '{ROOT}/overrides'}}\n",
        "utf-8",
    )
    heard = build(lay_out(tmp_path / "docs", {}), tmp_path / "site", file)
    assert [line in each for each in heard] == ([True] if line else [])
    assert not (tmp_path / "site/.well-known").exists()
