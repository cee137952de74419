"""Examples for the votes on claims (marsad.analysis.learned.hops, acts), and how a choice among many is fitted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.learned import Learned, acts, hops
from marsad.analysis.learned.chains import ballots, decide
from marsad.analysis.learned.hops import Voice, further_rows
from marsad.analysis.learned.spots import Spots
from marsad.analysis.reading import Reading
from marsad.reader.votes import Row
from marsad.text.spans import Span
from marsad.text.views import fold

RARE = 3
STEPS = 300
RATE = 0.05
TOLD_RARE = 5
TOLD_PENALTY = 1e-3
SHARES = (0.5, 1.0)
"""How much of what grammar says the weights begin with: whose word it is, who passed it on."""
PENALTIES = ((2e-2, 3e-3), (2e-2, 2e-2))
"""Of all weights, and of those by which it is nobody's."""

Choice = tuple[list[Row], list[int]]
"""Rows of which one or more are right."""


def cases(
    doc: dict[str, Any], learned: Learned, spots: Spots, cascade: Sequence[Claim], forced: bool
) -> tuple[list[Choice], list[Choice], list[tuple[Row, int]]]:
    """Whose word the passages are, who passed it on, and what is done with them, by the gold.

    `forced` says that the chains of the gold are remembered for the passages behind, else those that the vote gives.
    """
    origins: list[Choice] = []
    further: list[Choice] = []
    done: list[tuple[Row, int]] = []
    text = doc["text"]
    keys = {name_of(n): k for k, e in doc["entities"].items() for n in e["names"]}
    gold = [(at, at + len(c["content"]), c) for c in doc["claims"] if (at := text.find(c["content"])) >= 0]
    for ballot in ballots(spots, learned.passages, learned.questions, doc["publisher"], cascade):
        claim = _claim_at(ballot.place, gold)
        if not forced:
            decide(spots, ballot, doc["publisher"])
        if claim is None:
            origins.append((ballot.origin, [len(ballot.everyone)]))
            continue
        done.append((ballot.act, acts.CLASSES.index(claim["act"])))
        key = {id(v): key_of(v.item, keys, spots.at.reading) for v in ballot.everyone}
        chain: list[Voice] = []
        rest = list(ballot.everyone)
        for wanted in (*reversed(claim["sources"]), None):
            right = [n for n, v in enumerate(rest) if key[id(v)] == wanted] if wanted else [len(rest)]
            if not right:
                break
            if not chain:
                origins.append((ballot.origin, right))
            else:
                rows = further_rows(spots, ballot.setting, ballot.memory, doc["publisher"], rest, chain)
                further.append((rows, right))
            if wanted:
                chain.insert(0, max((rest[n] for n in right), key=lambda v: len(v.spots)))
                rest = [v for v in rest if key[id(v)] != wanted]
        if forced:
            ballot.chain = [spots.table.entity(v.item) for v in chain]
    return origins, further, done


def _claim_at(place: Span, gold: Sequence[tuple[int, int, dict[str, Any]]]) -> dict[str, Any] | None:
    """The claim of the gold that a passage meets, by the scorer's measure."""
    best: tuple[float, dict[str, Any]] | None = None
    for start, end, claim in gold:
        common = max(0, min(end, place.end) - max(start, place.start))
        if common * 2 >= end - start and common >= 0.3 * len(place):
            value = common / max(end - start, len(place))
            if best is None or value > best[0]:
                best = value, claim
    return best[1] if best is not None else None


def name_of(text: str) -> str:
    """A form in which a mention and a gold name are equal."""
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(text).split())


def key_of(entity: Found | Candidate, keys: dict[str, str], reading: Reading, also: Sequence[str] = ()) -> str | None:
    """The gold's key of an entity, by any of its forms."""
    spans = [entity.span, *entity.aliases] if isinstance(entity, Candidate) else [s for _, _, s in entity.mentions]
    forms = {*also, *(name_of(s.text(reading.text)) for s in spans)}
    return next((keys[f] for f in sorted(forms) if f in keys), None)


def fit_choice(
    choices: Sequence[Choice],
    penalty: float,
    nobody: float,
    rare: int = RARE,
    around: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights by which the right rows are the likeliest of their choice; those far from `around`, else from 0, cost.

    `nobody` is what those cost by which there is nobody.
    """
    known = around or {}
    rows = [row for group, _ in choices for row in group]
    seen = Counter(name for row in rows for name in row)
    index = {n: i for i, n in enumerate(sorted({*(n for n, k in seen.items() if k >= rare), *known}))}
    which = np.array([n for n, (group, _) in enumerate(choices) for _ in group])
    starts = np.cumsum([0, *(len(group) for group, _ in choices)])[:-1]
    right = np.zeros(len(rows))
    for start, (_, good) in zip(starts, choices, strict=True):
        right[[start + k for k in good]] = 1
    # the features of all rows one behind the other
    column = np.array([index[n] for row in rows for n in row if n in index])
    value = np.array([v for row in rows for n, v in row.items() if n in index])
    owner = np.repeat(np.arange(len(rows)), [sum(n in index for n in row) for row in rows])
    middle = np.array([known.get(n, 0.0) for n in index])
    cost = np.array([nobody if n.startswith("nobody") else penalty for n in index])
    weights = middle.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(owner, weights[column] * value, len(rows))
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[which])
        good = odds * right
        gap = odds / np.add.reduceat(odds, starts)[which] - good / (np.add.reduceat(good, starts)[which] + 1e-12)
        slope = cost * (weights - middle) + np.bincount(column, gap[owner] * value / len(choices), len(index))
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[i]), 3) for n, i in index.items() if abs(weights[i]) >= 0.005}


def write_choices(path: Path, heard: Sequence[Sequence[Choice]], told: Sequence[Sequence[Choice]]) -> None:
    """Fit both choices and write their table, a column each.

    `heard` are the choices that the model has a word in, of reports that it was not trained on; `told` are those of
    grammar alone, of all reports (`told`). What grammar says there is what the weights start from and are held to.
    """
    columns: list[dict[str, float]] = []
    for ours, theirs, share, penalties in zip(heard, told, SHARES, PENALTIES, strict=True):
        grammar = fit_choice(theirs, TOLD_PENALTY, TOLD_PENALTY, TOLD_RARE) if theirs else {}
        columns.append(fit_choice(ours, *penalties, around={n: share * w for n, w in grammar.items()}))
    names = sorted({n for c in columns for n in c})
    print(f"{path.name}: {[len(c) for c in (*heard, *told)]} choices, {len(names)} features", flush=True)
    table = {n: [c.get(n, 0.0) for c in columns] for n in names}
    text = json.dumps({"classes": list(hops.CLASSES), "weights": table}, ensure_ascii=False, indent=0)
    path.write_text(text + "\n", encoding="utf-8")
