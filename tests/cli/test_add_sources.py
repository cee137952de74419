"""`marsad add` on what newsrooms and archives hold: one command, and an account of everything."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.desk import Desk
from tests.sources import archives, news

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}


def marsad(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "marsad", *arguments]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=600)


def test_an_archive_of_three_hundred_pages_in_one_command(tmp_path: Path) -> None:
    made = archives.archive()
    assert len(made.members) > 300
    (tmp_path / "news.warc.gz").write_bytes(b"".join(made.members))
    desk = str(tmp_path / "desk.db")
    done = marsad("add", str(tmp_path / "news.warc.gz"), "--desk", desk, "--no-tagger")
    expected = made.expected
    skipped = sum(expected[k] for k in ("language", "article", "double", "status", "type"))
    first, *rest = done.stdout.splitlines()
    assert first.startswith(f"{desk}: {expected['report']} added, {skipped} skipped, {expected['broken']} failed")
    assert sorted(rest) == sorted([
        f"  {expected['language']} skipped: not Arabic",
        f"  {expected['article']} skipped: no article on the page",
        f"  {expected['double']} skipped: the same page again",
        f"  {expected['status']} skipped: a status other than 200",
        f"  {expected['type']} skipped: no web page (images, styles, scripts)",
    ])  # fmt: skip
    # every broken member is named with its number, and makes the exit code 1
    problems = done.stderr.splitlines()
    assert len(problems) == expected["broken"]
    assert all(re.match(r"marsad: \S+news\.warc\.gz:\d+: broken: ", line) for line in problems)
    assert done.returncode == 1
    with Desk(desk) as opened:
        assert opened.status().reports == expected["report"]
        lines = [line for page in (opened.reports(limit=500),) for line in page.items]
        assert {line.publisher for line in lines} == {"بوابة الخبر"}
        one = opened.provenance(lines[0].id)[0]
        assert (one.kind, one.captured, one.published_by) == ("warc", "2024-06-05T10:00:00Z", "page")
        assert one.raw_sha256 is not None
    again = marsad("add", str(tmp_path / "news.warc.gz"), "--desk", desk, "--no-tagger", "--verbose")
    assert f"0 added, {expected['report']} known, {skipped} skipped" in again.stdout
    # each that was skipped is named where that is asked for
    named = [line for line in again.stderr.splitlines() if "broken" not in line]
    assert len(named) == skipped
    assert sum(" status " in line for line in named) == expected["status"]


def test_kinds_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(news.report(1), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"kopf,inhalt\nعنوان,{news.sentence(2)}\n", encoding="utf-8")
    chat = {
        "name": "قناة",
        "type": "public_channel",
        "id": 1,
        "messages": [{"id": 5, "text": news.report(3)}, {"id": 6}],
    }
    (tmp_path / "result.json").write_text(json.dumps(chat, indent=1), encoding="utf-8")
    desk = str(tmp_path / "desk.db")
    done = marsad("add", *(str(tmp_path / n) for n in ("a.txt", "b.csv", "result.json")), "--desk", desk, "--no-tagger")
    assert "2 added, 1 skipped, 1 failed" in done.stdout
    assert "b.csv: no column for the text; say it with --map text=COLUMN (kopf, inhalt)" in done.stderr
    mapped = marsad("add", str(tmp_path / "b.csv"), "--map", "text=inhalt,title=kopf", "--desk", desk, "--no-tagger")
    assert "1 added" in mapped.stdout
    assert mapped.returncode == 0


@pytest.mark.parametrize("value", ["text", "words=body", "text=a,text=b"])
def test_a_mapping_that_means_nothing_is_wrong_use(tmp_path: Path, value: str) -> None:
    done = marsad("add", "x.csv", "--map", value, "--desk", str(tmp_path / "d.db"))
    assert done.returncode == 2
    assert "--map" in done.stderr


def test_offline_fetches_nothing(tmp_path: Path) -> None:
    done = marsad("add", "https://sahl.example/a", "--offline", "--desk", str(tmp_path / "d.db"), "--no-tagger")
    assert done.returncode == 1
    assert "https://sahl.example/a: not fetched: --offline" in done.stderr
