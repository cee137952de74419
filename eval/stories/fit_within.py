"""The weights of `marsad/resolve/within.py`, fitted anew: which two events of one report are one event.

python eval/stories/fit_within.py --records FILE   from Marsad's own records, as `marsad analyze` wrote them
python eval/stories/fit_within.py                  the same, analysing the corpus first (minutes)

Prints the table to paste, and before it how well weights foretell writers that they weren't fitted on (five parts).
The pairs are events of one type of the corpus' train and dev reports, both found in the gold: of one event of it, or
of two. Of the gold's own records a chain of an event is a telling of its own; these pairs are many and easy, so they
weigh less. Nothing here is drawn by chance.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stories_gate import StorySet, own_records, tuned_set

from marsad.evaluate.matching import match_report
from marsad.evaluate.said import read_analysis
from marsad.model.encoding import to_dict
from marsad.model.record import Record
from marsad.resolve.accounts import accounts
from marsad.resolve.within import compare_within, denied, features

RIDGE = 2.0
GOLD_WEIGHT = 0.3
JOINED_FROM = 0.35
"""The probability that becomes a score of 0.5: there F1 is best, and two tellings of one event are rare."""
PARTS = 5
ROUNDS = 40

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events of a report, whether they are one, what the pair weighs, who wrote it, and how alike they are now."""

    features: dict[str, float]
    same: bool
    weight: float
    writer: str
    now: float


def pairs(story_set: StorySet, records: dict[str, Record], weight: float) -> Iterator[Pair]:
    """All pairs of which the gold says whether they are one event."""
    for ident, record in sorted(records.items()):
        told = match_report(story_set.reports[ident], read_analysis(to_dict(record))).told()
        found = [a for a in accounts(record, {}) if a.event in told]
        for a, b in combinations(found, 2):
            if a.type == b.type and not denied(a, b):
                now = compare_within(a, b).score
                yield Pair(features(a, b), told[a.event] == told[b.event], weight, ident.partition("-")[0], now)


def fit(x: Numbers, y: Numbers, weight: Numbers) -> Numbers:
    """Log-odds by Newton's steps, all but the first held near nothing."""
    w = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 0.01
    for _ in range(ROUNDS):
        said = 1.0 / (1.0 + np.exp(-x @ w))
        bend = (x * (weight * said * (1.0 - said))[:, None]).T @ x + ridge
        w = w + np.linalg.solve(bend, x.T @ (weight * (y - said)) - ridge @ w)
    return w


def report(name: str, said: NDArray[np.bool_], y: Numbers) -> None:
    right, many, wanted = int((said & (y > 0)).sum()), int(said.sum()), int(y.sum())
    print(f"{name}: F1 {2 * right / max(1, many + wanted):.3f} P {right / max(1, many):.3f} "
          f"R {right / max(1, wanted):.3f} ({right}/{many} said, {wanted} gold)")  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, metavar="FILE", nargs="+", help="Marsad's own records, as JSON Lines")
    options = parser.parse_args(arguments)
    corpus = tuned_set()
    records = own_records(corpus, options.records)
    found = [*pairs(corpus, records, 1.0), *pairs(corpus, corpus.perfect, GOLD_WEIGHT)]
    names = list(found[0].features)
    x = np.array([[pair.features[name] for name in names] for pair in found])
    y = np.array([float(pair.same) for pair in found])
    weight = np.array([pair.weight for pair in found])
    writers = sorted({pair.writer for pair in found})
    part = np.array([writers.index(pair.writer) % PARTS for pair in found])
    sure = np.zeros(len(found))
    for n in range(PARTS):
        sure[part == n] = 1.0 / (1.0 + np.exp(-x[part == n] @ fit(x[part != n], y[part != n], weight[part != n])))
    present = np.array([pair.now for pair in found])
    for kind, chosen in (("own", weight == 1.0), ("gold", weight != 1.0)):
        report(f"{kind} records, present", present[chosen] >= 0.5, y[chosen])
        report(f"{kind} records, fitted on other writers", sure[chosen] >= JOINED_FROM, y[chosen])
    w = fit(x, y, weight)
    w[0] -= math.log(JOINED_FROM / (1.0 - JOINED_FROM))
    for name, value in zip(names, w, strict=True):
        print(f'    "{name}": {value:.2f},')
    return 0


if __name__ == "__main__":
    sys.exit(main())
