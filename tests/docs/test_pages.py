"""The documentation stands as promised: transcript, markers, links, commands, and nothing of one machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from marsad.cli import app
from marsad.cli.text_output import CREED, OWN_VOICE
from marsad.lexicon.tables import DATA

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.ar.md")
PAGES = sorted(
    str(p.relative_to(ROOT))
    for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "eval").glob("*.md"))
)
COMMAND = "$ marsad analyze samples/2-press-review.txt --published 2024-06-10 --format text"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def between(text: str, name: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    assert text.count(begin) == text.count(end) == 1
    assert text.index(begin) < text.index(end)
    return text.split(begin)[1].split(end)[0].strip()


@pytest.mark.parametrize("name", READMES)
def test_the_transcript_has_the_shape_of_a_record(name: str) -> None:
    lines = between(page(name), "transcript").split("\n")
    assert lines[:2] == ["```text", COMMAND]
    assert lines[-2:] == [CREED, "```"]
    assert any(line.startswith("2024-06-10 (given)") for line in lines)
    headings = [line.removesuffix(": none") for line in lines if line and line[0].isupper()]
    assert headings == ["People and offices", "Events", "Claims", CREED]
    # at least one passage on somebody else's word, with its quotation below
    chains = [n for n, line in enumerate(lines) if re.match(rf"  A\d+  \w+ · .*{OWN_VOICE} ← .", line)]
    assert chains
    assert all(lines[n + 1].startswith("      “") for n in chains)


def test_both_languages_quote_the_same() -> None:
    english, arabic = map(page, READMES)
    assert between(english, "transcript") == between(arabic, "transcript")
    examples = [re.findall(r"```python\n(.*?)```", text, re.DOTALL) for text in (english, arabic)]
    assert examples[0] == examples[1] != []


@pytest.mark.parametrize("name", READMES)
def test_the_tables_of_figures_are_filled(name: str) -> None:
    rows = [line for line in between(page(name), "quality").split("\n") if line.startswith("|")]
    assert len(rows) >= 8
    assert len({row.count("|") for row in rows}) == 1
    assert between(page(name), "speed")


def test_the_limits_are_filled() -> None:
    assert between(page("docs/limits.md"), "limits").count("|") > 20


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", page("README.md"), re.DOTALL))
def test_the_examples_in_python_run(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_overview(name: str) -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert {c for c in known if f"`marsad {c} " not in page(name) and f"`marsad {c}`" not in page(name)} == set()


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page(name))
    assert [t for t in targets if not (here / t).exists()] == []


def test_every_table_of_words_is_in_the_guide() -> None:
    guide = page("CONTRIBUTING.md")
    tables = {str(p.relative_to(DATA)) for p in DATA.glob("ar/*/*.tsv")}
    folders = set(re.findall(r"`src/marsad/data/(ar/[a-z]+/)`", guide))
    named = set(re.findall(r"`src/marsad/data/(ar/[a-z_/]+\.tsv)`", guide))
    assert named <= tables
    assert [t for t in sorted(tables - named) if not any(t.startswith(f) for f in folders)] == []


def test_decisions_are_numbered_and_listed() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert [int(f.name[:4]) for f in files] == list(range(1, len(files) + 1))
    index = page("docs/decisions/README.md")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert f"({file.name})" in index
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], file.name
