"""Entities of the annotated reports of a story are joined, and hardly any others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.evaluate.identity import score_identity, story_sets

ROOT = Path(__file__).resolve().parents[2]
SECOND = ROOT.parent / "shared" / "gold" / "dev"


def reports(folder: Path) -> dict[str, dict[str, Any]]:
    found = (json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json")))
    return {r["id"]: r for r in found if not r["id"].startswith("dd-")}


@pytest.mark.parametrize(
    ("folder", "first", "last", "precision", "recall"),
    [
        (ROOT / "corpus", "w01", "w13", 0.94, 0.87),
        (ROOT / "corpus", "w13", "w29", 0.88, 0.85),
        (ROOT / "corpus", "w29", "x", 0.88, 0.85),
        pytest.param(
            SECOND,
            "",
            "x",
            0.95,
            0.88,
            marks=pytest.mark.skipif(not SECOND.is_dir(), reason="no second collection here"),
        ),
    ],
)  # fmt: skip
def test_entities_of_story_sets(folder: Path, first: str, last: str, precision: float, recall: float) -> None:
    every = reports(folder / "reports" if (folder / "reports").is_dir() else folder)
    given = {ident: report for ident, report in every.items() if first <= ident < last}
    scores = score_identity(given, [s for s in story_sets(folder) if s <= set(given)])
    assert scores.tally.gold >= 30
    assert scores.tally.precision >= precision, scores.false
    assert scores.tally.recall >= recall, scores.missed
    assert scores.looked_at < 5
