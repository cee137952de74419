"""Copies made from the reports of the corpus are recognised; other reports are not."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from marsad.evaluate.copies import EDITS, edited, score_copies
from marsad.evaluate.identity import story_sets
from marsad.resolve.texts import compare_texts, signature

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPLITS = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = {
    p.stem: json.loads(p.read_text(encoding="utf-8"))["text"]
    for p in sorted((CORPUS / "reports").glob("*.json"))
    if SPLITS[p.stem] != "train"
}
LONG = next(t for t in TEXTS.values() if len(t.split()) > 150)


def test_copies_are_told_from_other_reports() -> None:
    scores = score_copies(TEXTS, [s for s in story_sets(CORPUS) if s <= set(TEXTS)])
    assert scores.tally.gold > 60 and scores.negatives > 100
    assert scores.tally.precision >= 0.99, scores.wrong
    assert scores.tally.recall >= 0.97, scores.wrong
    assert scores.candidates < 0.05 * scores.negatives


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.__name__)
def test_no_single_edit_hides_a_copy(edit) -> None:  # type: ignore[no-untyped-def]
    copy = edit(LONG, random.Random(1))
    assert copy != LONG
    assert set(signature(LONG)) & set(signature(copy))
    assert compare_texts(LONG, copy).score > 0.8


def test_comparing_texts_is_the_same_in_both_directions() -> None:
    copy = edited(LONG, random.Random(3), 3)
    assert compare_texts(LONG, copy).score == pytest.approx(compare_texts(copy, LONG).score, abs=0.05)


def test_a_headline_has_no_copies() -> None:
    assert signature("وصول سفينة إلى المرفأ") == ()
    assert compare_texts("وصول سفينة إلى المرفأ", "وصول سفينة إلى المرفأ").score == 0
