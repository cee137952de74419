"""Backups hold all of a desk, and a damaged one is never restored."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from marsad.desk import BackupError, Desk, restore


@pytest.fixture
def filled(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Desk:
    made = []
    for n in range(4):
        one = report(f"r{n}", url=f"https://news.example/{n}", publisher="صحيفة الشراع")
        one.write(f"التقرير {n}.")
        who, where = one.name("سالم المرسي", country="LBY"), one.name("طبرق", "place", "LBY")
        one.tell(actor=[who], place=[where], words="زار سالم المرسي طبرق", source=who)
        made.append(one)
    put(*made)
    desk.judge("reject", "r1#V1", by="ليلى")
    return desk


def test_a_restored_desk_says_the_same(filled: Desk, new_address: Callable[[], str], tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    manifest = filled.backup(path)
    assert (manifest.reports, manifest.digest) == (4, filled.digest())
    address = new_address()
    restore(path, address)
    with Desk(address) as again:
        assert again.digest() == filled.digest()
        assert again.search("بطبرق") == filled.search("طبرق")
        # and goes on: numbers, words and keys are in place
        again.judge("accept", "r2#V1", by="كريم")
        assert again.judgements(people=True).items[0].number > filled.judgements().items[0].number


def test_a_backup_goes_from_one_kind_of_database_to_the_other(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    filled.backup(path)
    restore(path, str(tmp_path / "other.db"))
    with Desk(tmp_path / "other.db") as other:
        assert other.digest() == filled.digest()


def test_nothing_is_overwritten(filled: Desk, new_address: Callable[[], str], tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    filled.backup(path)
    with pytest.raises(BackupError, match="exists already"):
        filled.backup(path)
    with pytest.raises(BackupError, match=r"exists already|holds reports already"):
        restore(path, filled.database.address)


def test_damage_is_found(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    filled.backup(path)
    with zipfile.ZipFile(path) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        content = bytearray(packed.read("desk.db"))
    content[len(content) // 2] ^= 1
    spoilt = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(spoilt, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        packed.writestr("desk.db", bytes(content))
    other = tmp_path / "other.db"
    with pytest.raises(BackupError, match="hash"):
        restore(spoilt, str(other))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BackupError, match="not a backup"):
        restore(cut, str(other))
    with pytest.raises(BackupError, match="no such file"):
        restore(tmp_path / "nothing.zip", str(other))
    assert not other.exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
