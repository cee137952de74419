"""Linear votes: named features with learned weights, so that every decision can be traced.

The weights are fitted on reports that the encoder was not trained on (`tools/reader/votes.py`), since on
those it learned from it is surer than it has a right to be. They stand in `names.json`, `hops.json`, `acts.json`,
`parts.json`, `when.json` and `verdicts.json` beside the encoder, one row a feature with a column for each class.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Final

PARTS: Final = "parts.json"
VERDICTS: Final = "verdicts.json"
NAMES: Final = "names.json"
WHEN: Final = "when.json"
SOURCES: Final = "hops.json"
ACTS: Final = "acts.json"

Row = dict[str, float]
Weights = Mapping[str, Sequence[float]]


def weights(path: Path) -> Weights:
    """The table of a vote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {feature: tuple(row) for feature, row in stored["weights"].items()}


def chances(row: Row, table: Weights, classes: int) -> tuple[float, ...]:
    """Probability of each class."""
    weights_of = table.get
    # most features are there or not, hence 1
    rows = [
        found if value == 1.0 else [w * value for w in found]
        for name, value in row.items()
        if (found := weights_of(name)) is not None
    ]
    sums = [*map(sum, zip(*rows, strict=True))] if rows else [0.0] * classes
    top = max(sums)
    grown = [exp(s - top) for s in sums]
    total = sum(grown)
    return tuple(g / total for g in grown)


def choice(rows: Sequence[Row], table: Weights, column: int) -> tuple[float, ...]:
    """Probability of each row to be the one chosen among all, by the weights of one column."""
    weights_of = table.get
    sums = [sum([w[column] * v for name, v in row.items() if (w := weights_of(name)) is not None]) for row in rows]
    top = max(sums, default=0.0)
    grown = [exp(s - top) for s in sums]
    total = sum(grown)
    return tuple(g / total for g in grown)
