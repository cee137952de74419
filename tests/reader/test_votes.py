"""Linear votes: what features say, and the tables that ship."""

from __future__ import annotations

import pytest

from marsad.analysis.learned import parts, trust, verdicts, when
from marsad.reader.model import DEFAULT_FOLDER
from marsad.reader.votes import NAMES, PARTS, VERDICTS, WHEN, chances, weights

TABLE = {"far": (2.0, 0.0), "near": (0.0, 1.0)}


def test_features_add_up() -> None:
    far, near = chances({"far": 1.0}, TABLE, 2)
    assert far + near == pytest.approx(1.0)
    assert far > near
    assert chances({"near": 3.0}, TABLE, 2)[1] > chances({"near": 1.0}, TABLE, 2)[1] > 0.5


def test_a_feature_that_was_never_learned_says_nothing() -> None:
    assert chances({"unheard of": 5.0}, TABLE, 2) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("name", "classes"),
    [(NAMES, trust.CLASSES), (PARTS, parts.CLASSES), (VERDICTS, verdicts.CLASSES), (WHEN, when.CLASSES)],
)
def test_tables_that_ship_have_a_weight_for_each_class(name: str, classes: tuple[str, ...]) -> None:
    table = weights(DEFAULT_FOLDER / name)
    assert table
    assert {len(row) for row in table.values()} == {len(classes)}
    assert "bias" in table
