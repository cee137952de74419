"""`marsad export`, from the shell's side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.export import FORMATS

NEWS = {
    "a": ("وصل وزير الخارجية التركي هاني القصاب إلى طرابلس يوم الثلاثاء 4 مارس 2025.", "2025-03-05"),
    "b": ("تظاهر مئات المواطنين في مدينة مصراتة يوم الجمعة 1 مارس 2024 احتجاجا على انقطاع الكهرباء.", "2024-03-02"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    lines = [json.dumps({"id": i, "text": t, "published": p}, ensure_ascii=False) for i, (t, p) in NEWS.items()]
    (folder / "news.jsonl").write_text("\n".join(lines), "utf-8")
    done = CliRunner().invoke(app, ["add", str(folder / "news.jsonl"), "--desk", str(folder / "m.db"), "--no-tagger"])
    assert done.exit_code == 0, done.output
    return folder / "m.db"


def marsad(desk: Path, *args: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, args), "--desk", str(desk)])


def test_to_standard_output_and_to_a_file(desk: Path, tmp_path: Path) -> None:
    shown = marsad(desk, "stories")
    assert shown.exit_code == 0
    assert {json.loads(line)["type"] for line in shown.stdout.splitlines()} == {"CONSULT", "PROTEST"}
    assert marsad(desk, "stories", "-o", tmp_path / "s.jsonl").exit_code == 0
    assert (tmp_path / "s.jsonl").read_text("utf-8") == shown.stdout


def test_every_format_can_be_written(desk: Path, tmp_path: Path) -> None:
    story = json.loads(marsad(desk, "stories").stdout.splitlines()[0])["id"]
    for name, form in FORMATS.items():
        done = marsad(desk, name, "-o", tmp_path / name, *(("--of", story, "--language", "ar") if form.of else ()))
        assert done.exit_code == 0, (name, done.output)
        # nobody has decided on anything here, so there is no gold
        assert (tmp_path / name).stat().st_size or name == "gold"


def test_filters(desk: Path) -> None:
    def types(*args: str) -> list[str]:
        return sorted(json.loads(line)["type"] for line in marsad(desk, "stories", *args).stdout.splitlines())

    assert types("--type", "protest") == ["PROTEST"]
    assert types("--type", "PROTEST", "--type", "CONSULT") == ["CONSULT", "PROTEST"]
    assert types("--from", "2025-01-01") == ["CONSULT"]
    assert types("--to", "2024-12-31") == ["PROTEST"]
    assert types("--query", "مصراته") == ["PROTEST"]
    assert types("--certainty", "denied") == []


def test_used_wrongly(desk: Path, tmp_path: Path) -> None:
    for args, message in [
        (["cvs"], "format cvs: one of jsonl, stories"),
        (["csv", "--type", "MEET"], "--type MEET: one of AGREE"),
        (["csv", "--aux", "past"], "--aux past: one of historical"),
        (["csv", "--certainty", "sure"], "--certainty sure: one of"),
        (["csv", "--from", "2025-02-01", "--to", "2025-01-01"], "--from 2025-02-01 is after --to 2025-01-01"),
        (["dossier-pdf"], "name the story or actor with --of"),
        (["dossier-pdf", "--of", "s-1", "--type", "AGREE"], "takes no filters"),
        (["csv", "--of", "s-1"], "--of is for dossiers"),
        (["dossier-html", "--of", "s-1", "--language", "fr"], "--language fr: en or ar"),
    ]:
        done = marsad(desk, *args)
        assert done.exit_code == 2, args
        assert message in done.stderr
    assert "Invalid value" in marsad(desk, "csv", "--from", "March").stderr


def test_what_fails_leaves_no_file(desk: Path, tmp_path: Path) -> None:
    done = marsad(desk, "dossier-html", "--of", "s-0000", "-o", tmp_path / "d.html")
    assert done.exit_code == 1
    assert "s-0000" in done.stderr
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []
    assert "no such file or directory" in marsad(desk, "csv", "-o", tmp_path / "no" / "x.csv").stderr
    gone = marsad(tmp_path / "gone.db", "csv")
    assert gone.exit_code == 1
    assert not (tmp_path / "gone.db").exists()


def test_the_help_names_every_format() -> None:
    shown = " ".join(CliRunner().invoke(app, ["export", "--help"], env={"COLUMNS": "200"}).stdout.split())
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    for name in FORMATS:
        assert name in shown
        assert f"| `{name}` |" in page
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]
    options = {o for p in command.params for o in p.opts + p.secondary_opts if o.startswith("--")}
    assert {o for o in options - {"--help"} if o not in page} == set()
