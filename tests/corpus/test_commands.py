"""`marsad corpus` on a small corpus and on the repository's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.corpus import GoldReport, GoldStory, load, load_stories
from marsad.corpus.sheet_writer import to_sheet
from marsad.corpus.stats import BEGIN, END


def corpus(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["corpus", *(str(a) for a in args)])


@pytest.fixture
def small(tmp_path: Path, reports: list[GoldReport], stories: list[GoldStory]) -> Path:
    """A corpus of one story and of one report outside it, made of sheets."""
    story = stories[0]
    told = {ident for ident, _ in story.tellings}
    chosen = [r for r in reports if r.id in told] + [next(r for r in reports if r.id not in told)]
    sheet = tmp_path / "w01-1.sheet"
    sheet.write_text(to_sheet(chosen, [story]), encoding="utf-8")
    done = corpus("compile", sheet, "--into", tmp_path / "corpus")
    assert done.exit_code == 0, done.output
    return tmp_path / "corpus"


def test_compiling_into_a_corpus(small: Path, stories: list[GoldStory], tmp_path: Path) -> None:
    made = load(small)
    assert load_stories(small) == stories[:1]
    assert len({r.split for r in made if r.story == made[0].story}) == 1
    splits = json.loads((small / "splits.json").read_text(encoding="utf-8"))
    frozen = {**splits, made[-1].id: "dev"}
    (small / "splits.json").write_text(json.dumps(frozen), encoding="utf-8")
    assert corpus("compile", tmp_path / "w01-1.sheet", "--into", small).exit_code == 0
    assert json.loads((small / "splits.json").read_text(encoding="utf-8")) == frozen
    assert load_stories(small) == stories[:1]
    assert corpus("compile", tmp_path / "w01-1.sheet").exit_code == 2


def test_check(small: Path) -> None:
    done = corpus("check", small)
    assert done.exit_code == 0
    assert "1 stories are well formed" in done.stdout
    path = sorted((small / "reports").iterdir())[0]
    doc = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(doc | {"notice": "news"}), encoding="utf-8")
    done = corpus("check", small)
    assert done.exit_code == 1
    assert f"marsad: {doc['id']}: the notice that the text is composed is missing" in done.stderr


def test_stats(small: Path, tmp_path: Path) -> None:
    numbers = json.loads(corpus("stats", small, "--json").stdout)
    assert numbers["stories"] == 1
    assert "events by auxiliary mode" in corpus("stats", small).stdout
    sheet = tmp_path / "sheet.md"
    sheet.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert corpus("stats", small, "--datasheet", sheet).exit_code == 0
    assert f"| reports | {numbers['reports']} |" in sheet.read_text(encoding="utf-8")
    sheet.write_text("", encoding="utf-8")
    assert "no place for the counts" in corpus("stats", small, "--datasheet", sheet).stderr


def test_overlap(small: Path, tmp_path: Path) -> None:
    assert corpus("overlap", small).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    report = load(small)[0]
    (other / "x.txt").write_text(report.text.replace("\n", " "), encoding="utf-8")
    done = corpus("overlap", small, "--against", other)
    assert done.exit_code == 1
    assert f"in {report.id}, from x.txt" in done.stdout


@pytest.mark.parametrize(("form", "ending"), [("conll", "conll"), ("brat", "ann"), ("webanno", "jsonld")])
def test_export(small: Path, tmp_path: Path, form: str, ending: str) -> None:
    assert corpus("export", form, small, "--out", tmp_path / form).exit_code == 0
    assert {p.stem for p in (tmp_path / form).glob(f"*.{ending}")} == {r.id for r in load(small)}
    if form == "brat":
        report = load(small)[0]
        assert (tmp_path / form / f"{report.id}.txt").read_bytes().decode() == report.text
    assert corpus("export", "xml", small, "--out", tmp_path / "x").exit_code == 2


def test_agreement(small: Path) -> None:
    done = corpus("agreement", small, small)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].split() == ["headline", "1.000"]
    assert "| headline | 1.000 |" in corpus("agreement", small, small, "--markdown").stdout


def test_the_repositorys_corpus_is_the_default() -> None:
    assert "well formed" in corpus("check").stdout
