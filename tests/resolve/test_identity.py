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
    ("folder", "precision", "recall"),
    [
        (ROOT / "corpus", 0.94, 0.87),
        pytest.param(
            SECOND, 0.95, 0.88, marks=pytest.mark.skipif(not SECOND.is_dir(), reason="no second collection here")
        ),
    ],
)
def test_entities_of_story_sets(folder: Path, precision: float, recall: float) -> None:
    given = reports(folder / "reports" if (folder / "reports").is_dir() else folder)
    scores = score_identity(given, [s for s in story_sets(folder) if s <= set(given)])
    assert scores.tally.gold >= 30
    assert scores.tally.precision >= precision, scores.false
    assert scores.tally.recall >= recall, scores.missed
    assert scores.looked_at < 5
