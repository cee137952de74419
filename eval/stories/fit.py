"""The weights of `marsad/resolve/stories.py`, fitted anew: a small logistic regression over pairs of accounts.

python eval/stories/fit.py --records FILE   from Marsad's own records of the corpus, as `marsad analyze` wrote them
python eval/stories/fit.py                  the same, analysing the corpus first (minutes)
python eval/stories/fit.py --records FILE --halves   how well weights foretell writers that they weren't fitted on

Prints the table to paste. The pairs are accounts of the corpus' train and dev reports, of types that two reports may
give one event: those of one story (to be joined), those of which one belongs to a story (not to be), and those of
different writers that share a key of the index (not to be, each with less weight, because there are many). The same
pairs as the gold tells them are learnt from too: own records alone are too few (fitted from nothing on half of the
writers, F1 near a story on the other half is 0.72 from own records and 0.76 from both, the mean of two halves). Pairs
in which one is a denial that the gold leaves out of its story say nothing: it names denials in half of the stories
only. Pairs of which neither belongs to a story are unsaid, too. Nothing here is drawn by chance.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from stories_gate import StorySet, measure, own_records, tuned_set

from marsad.evaluate.joining import join
from marsad.evaluate.matching import match_report
from marsad.evaluate.said import read_analysis
from marsad.model.encoding import to_dict
from marsad.model.record import Record
from marsad.model.story import Account
from marsad.resolve import stories
from marsad.resolve.likeness import likeness

RIDGE = 2.0
"""How strongly weights are held near `BEFORE`. Half the writers foretell the other half best between 2 and 6."""
BEFORE: dict[str, float] = {
    "start": -1.6, "no day": -0.95, "same day": 0.4, "next day": 0.6, "more days": -1.6, "published": -3.0,
    "people": 0.8, "bodies": 0.3, "places": 1.2, "countries": 1.9, "groups": 0.9, "words": 0.7, "common": 0.7,
    "titles": 1.4, "numbers": 1.5, "far": -1.5, "same mode": 1.4, "other mode": -2.2, "other type": -2.5,
    "denial": -0.7, "hypothetical": -1.3, "future": -1.9, "historical": -1.7, "others meet": -2.0,
    "others speak": -1.5, "topic only": -1.5, "about 1": 1.5, "about 2": 1.8, "about 3": 1.8, "about 4": 2.8,
    "foreign": -1.5, "other partners": -2.5, "other victims": -6.0,
}  # fmt: skip
"""Weights from the first 46 stories and an earlier reader: what few pairs speak of (other people who meet) stays so."""
UNRELATED = 3.0
"""The weight of all unrelated pairs together, against all others: a desk holds far more of them."""
ROUNDS = 4000
SHIFTS = (-0.5, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
FREE = frozenset({"start"})
AGAINST = frozenset({
    "no day", "more days", "published", "far", "other mode", "other type", "denial", "hypothetical", "future",
    "historical", "others meet", "others speak", "topic only", "foreign", "other partners",
    "other victims",
})  # fmt: skip
"""Features that can only speak against one event; all others but the free ones can only speak for it."""


AT_MOST = {"others meet": -2.5, "denial": -0.5}
"""What mustn't be joined however few examples there are: other men's meetings."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Features of two accounts, whether they tell one event, what the pair weighs, and who wrote their reports."""

    features: dict[str, float]
    same: bool
    related: bool
    writers: frozenset[str]


def pairs(story_set: StorySet, records: dict[str, Record]) -> Iterator[Pair]:
    """All pairs that the gold says something of."""
    told = [a for accounts in join(records.values()).told.values() for a in accounts]
    key_of = {
        (ident, event): key
        for ident, record in records.items()
        for event, key in match_report(story_set.reports[ident], read_analysis(to_dict(record))).told().items()
    }
    story_of = {telling: n for n, story in enumerate(story_set.stories) for telling in story.tellings}
    members = [(a, story_of.get((a.report, key_of.get((a.report, a.event), "")))) for a in told]
    by_writer: dict[str, list[tuple[Account, int | None]]] = defaultdict(list)
    for account, story in members:
        if (account.report, account.event) in key_of:
            by_writer[_writer(account.report)].append((account, story))
    for writer in sorted(by_writer):
        for (a, x), (b, y) in combinations(by_writer[writer], 2):
            unsaid = x is None and y is None
            denied = x != y and ("negation" in a.aux) != ("negation" in b.aux)
            if a.report != b.report and not unsaid and not denied and (pair := _pair(a, b, x == y, True)):
                yield pair
    for a, b in sorted(_unrelated(told), key=lambda ab: (_name(ab[0]), _name(ab[1]))):
        if pair := _pair(a, b, False, False):
            yield pair


def _pair(a: Account, b: Account, same: bool, related: bool) -> Pair | None:
    if not stories.comparable(a, b):
        return None
    like = likeness(a, b)
    if stories.never(a, b, like):
        return None
    told = {f.name: f.amount for f in stories.features(a, b, like)}
    return Pair(told, same, related, frozenset((_writer(a.report), _writer(b.report))))


def _unrelated(told: list[Account]) -> set[tuple[Account, Account]]:
    at: dict[str, list[Account]] = defaultdict(list)
    for account in told:
        for key in stories.story_keys(account):
            at[key].append(account)
    return {
        (a, b) if _name(a) < _name(b) else (b, a)
        for accounts in at.values()
        for a, b in combinations(accounts, 2)
        if _writer(a.report) != _writer(b.report)
    }


def _writer(report: str) -> str:
    return report.partition("-")[0]


def _name(account: Account) -> tuple[str, str]:
    return account.report, account.event


def fit(found: list[Pair]) -> dict[str, float]:
    """Log-odds by feature, each on the side where it can only be, by gradient steps from nothing."""
    names = list(stories.WEIGHTS)
    x = np.array([[pair.features.get(name, 0.0) for name in names] for pair in found])
    y = np.array([float(pair.same) for pair in found])
    related = sum(pair.related for pair in found)
    unrelated = UNRELATED * related / max(1, len(found) - related)
    weight = np.array([1.0 if pair.related else min(1.0, unrelated) for pair in found])
    ridge = np.array([0.0 if name in FREE else RIDGE for name in names])
    low = np.array([-np.inf if name in FREE or name in AGAINST else 0.0 for name in names])
    high = np.array([AT_MOST.get(name, 0.0 if name in AGAINST else np.inf) for name in names])
    # the greatest curvature that the loss can have, so that no step overshoots
    step = 1.0 / (0.25 * np.linalg.eigvalsh((x * weight[:, None]).T @ x)[-1] + ridge.max())
    before = np.array([BEFORE.get(name, 0.0) for name in names])
    w = np.zeros(len(names))
    ahead, momentum = w.copy(), 1.0
    for _ in range(ROUNDS):
        said = 1.0 / (1.0 + np.exp(-np.clip(x @ ahead, -30, 30)))
        moved = np.clip(ahead - step * (x.T @ (weight * (said - y)) + ridge * (ahead - before)), low, high)
        following = (1.0 + (1.0 + 4.0 * momentum * momentum) ** 0.5) / 2.0
        ahead = moved + (momentum - 1.0) / following * (moved - w)
        w, momentum = moved, following
    return {name: round(float(value), 2) + 0.0 for name, value in zip(names, w, strict=True)}


def shifted(story_set: StorySet, records: dict[str, Record], weights: dict[str, float]) -> dict[str, float]:
    """The weights with the start that joins best: an account has many others to go to, a pair is only one."""
    best: tuple[float, dict[str, float]] | None = None
    for shift in SHIFTS:
        tried = {**weights, "start": round(weights["start"] + shift, 2)}
        stories.WEIGHTS = tried
        figures = measure(story_set, records)[0]
        near, every = figures["pairs near a story"], figures["pairs"]
        print(f"start {tried['start']:6.2f}  near a story F1 {near['value']:.3f} P {near['precision']:.3f} "
              f"R {near['recall']:.3f}, all pairs F1 {every['value']:.3f}")  # fmt: skip
        if best is None or near["value"] + every["value"] > best[0]:
            best = near["value"] + every["value"], tried
    assert best is not None
    return best[1]


def foretell(story_set: StorySet, records: dict[str, Record], found: list[Pair]) -> None:
    """Print how well weights fitted on half of the writers join the other half's reports, both halves together.

    Beside them stand the present weights on the same halves; those may have been fitted on these very writers.
    """
    present = stories.WEIGHTS
    writers = sorted({_writer(ident) for ident in story_set.reports})
    halves = [frozenset(writers[::2]), frozenset(writers[1::2])]
    fitted = [fit([pair for pair in found if not pair.writers & half]) for half in halves]
    for name, weights in (("present", [present, present]), ("fitted on the other half", fitted)):
        for kind, said in (("own", records), ("gold", story_set.perfect)):
            right = near = wanted = 0
            for half, tried in zip(halves, weights, strict=True):
                stories.WEIGHTS = tried
                part = replace(
                    story_set,
                    reports={i: r for i, r in story_set.reports.items() if _writer(i) in half},
                    stories=[s for s in story_set.stories if _writer(s.tellings[0][0]) in half],
                )
                figure = measure(part, {i: r for i, r in said.items() if i in part.reports})[0]["pairs near a story"]
                right, near, wanted = right + figure["right"], near + figure["said"], wanted + figure["gold"]
            print(f"{name}, {kind} records: near a story F1 {2 * right / max(1, near + wanted):.3f} "
                  f"P {right / max(1, near):.3f} R {right / max(1, wanted):.3f}", flush=True)  # fmt: skip
    stories.WEIGHTS = present


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, metavar="FILE", nargs="+", help="Marsad's own records, as JSON Lines")
    parser.add_argument("--halves", action="store_true", help="fit on half of the writers, foretell the other half")
    options = parser.parse_args(arguments)
    corpus = tuned_set()
    records = own_records(corpus, options.records)
    found = [*pairs(corpus, records), *pairs(corpus, corpus.perfect)]
    related = [pair for pair in found if pair.related]
    print(f"{len(records)} records, {sum(p.same for p in found)} pairs of one event, "
          f"{sum(not p.same for p in related)} of two, {len(found) - len(related)} unrelated")  # fmt: skip
    if options.halves:
        foretell(corpus, records, found)
        return 0
    for name, value in shifted(corpus, records, fit(found)).items():
        print(f'    "{name}": {value},')
    return 0


if __name__ == "__main__":
    sys.exit(main())
