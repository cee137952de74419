"""What is laid in the balance of the votes: a mention beside its rivals."""

from __future__ import annotations

from math import log

import pytest

from marsad.analysis.learned.parts import beside_others
from marsad.reader.votes import Row


def test_a_mention_is_weighed_against_the_other_entities() -> None:
    rows: list[Row] = [{}, {}, {}]
    beside_others("actor", [(0.9, 1), (0.3, 2), (0.5, 1)], rows)
    assert [r["actor rival"] for r in rows] == [0.3, 0.9, 0.3]
    assert ["actor best mention" in r for r in rows] == [True, True, False]
    assert rows[2]["log actor anywhere"] == pytest.approx(log(0.92))
    assert "actor place 0" in rows[2] and "actor place 1" in rows[1]


def test_who_is_alone_has_no_rival() -> None:
    rows: list[Row] = [{}]
    beside_others("place", [(0.2, 7)], rows)
    assert rows[0]["place rival"] == 0.0
