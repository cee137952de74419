"""The commands that keep and look after a desk, run in this process."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app

NEWS = "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء."
RESCUE = "أعلن جهاز خفر السواحل في بنغازي إنقاذ 112 مهاجرا كانوا على متن قارب."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "visit.txt").write_text(NEWS, encoding="utf-8")
    (folder / "rescue.txt").write_text(RESCUE, encoding="utf-8")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "marsad.db"


def marsad(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def add(news: Path, desk: Path) -> Result:
    return marsad("add", news, "--desk", desk, "--published", "2024-06-05", "--no-tagger", "-q")


def test_add_twice(news: Path, desk: Path) -> None:
    first = marsad("add", news, "--desk", desk, "--no-tagger")
    assert (first.exit_code, first.stdout.strip()) == (0, f"{desk}: 2 added")
    again = marsad("add", news, news / "none.txt", "--desk", desk, "--no-tagger")
    assert again.exit_code == 1
    assert again.stdout.strip() == f"{desk}: 0 added, 2 known, 1 failed"
    assert "none.txt: no such file" in again.stderr


def test_the_desk_may_come_from_the_environment(news: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_DESK", str(desk))
    assert marsad("add", news, "--no-tagger", "-q").exit_code == 0
    assert json.loads(marsad("status", "--json").stdout)["reports"] == 2


def test_status(news: Path, desk: Path) -> None:
    add(news, desk)
    shown = marsad("status", "--desk", desk).stdout
    assert "2 reports" in shown
    assert ".rules" in shown
    said = json.loads(marsad("status", "--desk", desk, "--json").stdout)
    assert (said["reports"], said["pending"], said["feeds"]) == (2, 0, [])


@pytest.mark.parametrize("words", [("ببنغازي",), ("Benghazi",), ("خفر", "السواحل")])
def test_search(news: Path, desk: Path, words: tuple[str, ...]) -> None:
    add(news, desk)
    found = marsad("search", *words, "--desk", desk)
    assert found.exit_code == 0
    assert "خفر السواحل" in found.stdout
    assert found.stdout.endswith("never what is true.\n")
    hits = [json.loads(line) for line in marsad("search", *words, "--desk", desk, "--json").stdout.splitlines()]
    assert {hit["kind"] for hit in hits} == {"actor", "story", "report"}
    nothing = marsad("search", "مراكش", "--desk", desk)
    assert (nothing.exit_code, nothing.stdout.strip()) == (1, "nothing found")


def test_reanalyze(news: Path, desk: Path) -> None:
    add(news, desk)
    same = marsad("reanalyze", "--desk", desk, "--no-tagger", "--all")
    assert (same.exit_code, same.stdout.strip()) == (0, "0 changed, 2 the same, 0 failed")
    nothing = marsad("reanalyze", "--desk", desk, "--no-tagger")
    assert nothing.stdout.strip() == "0 changed, 0 the same, 0 failed"
    resolved = marsad("reanalyze", "--desk", desk, "--resolve-only")
    assert resolved.stdout.strip() == "2 reports resolved anew"
    unknown = marsad("reanalyze", "d-0", "--desk", desk)
    assert (unknown.exit_code, unknown.stderr.strip()) == (1, "marsad: d-0: no such report")


def test_backup_and_restore(news: Path, desk: Path, tmp_path: Path) -> None:
    add(news, desk)
    made = marsad("backup", tmp_path / "b.zip", "--desk", desk)
    assert made.exit_code == 0
    assert "2 reports" in made.stdout
    assert "sha256" in made.stdout
    other = tmp_path / "other.db"
    assert marsad("restore", tmp_path / "b.zip", "--desk", other).exit_code == 0
    assert marsad("search", "بنغازي", "--desk", other).stdout == marsad("search", "بنغازي", "--desk", desk).stdout
    again = marsad("restore", tmp_path / "b.zip", "--desk", other)
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")
    assert "not a backup" in marsad("restore", broken, "--desk", tmp_path / "third.db").stderr
    assert not (tmp_path / "third.db").exists()


@pytest.mark.parametrize("command", [("status",), ("search", "x"), ("reanalyze",), ("backup", "b.zip")])
def test_a_desk_that_is_not_there_is_not_made(desk: Path, command: tuple[str, ...]) -> None:
    refused = marsad(*command, "--desk", desk)
    assert refused.exit_code == 1
    assert f"{desk}: no desk there; marsad add makes one" in refused.stderr
    assert not os.path.exists(desk)


def test_what_is_no_desk_is_refused(news: Path) -> None:
    refused = marsad("status", "--desk", news / "visit.txt")
    assert (refused.exit_code, refused.stderr.strip()) == (1, f"marsad: {news / 'visit.txt'}: not a Marsad desk")
