"""Learn the linear votes of the analysis (marsad.reader.votes): who plays which part, what is an event.

    PYTHONPATH=src:tools python -m reader.votes --reader src/marsad/data/reader --data corpus/reports \\
        --only IDS --told MORE

IDS are reports that the encoder was NOT trained on: on its own training text it is surer than it has a right
to be, and a vote learned there would trust it too much. MORE are those of its training split, for what needs no
model (`told`). Everything is looked at as the analysis looks at it. First of all who is a name at all is fitted
(every entity, and whether the gold has it); then whose word the passages are (`chains`), since claims serve the
rest; then the parts (every mention around an event, and the part that the gold gives to the entity so named) and
the times; then the verdicts (every word that may tell an event: does the gold have an event of the type there with
one of these participants?). Gradient descent from zero with a penalty on large weights; nothing is random.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from marsad.analysis.amounts import amounts
from marsad.analysis.attributions import Claim, find_claims
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling
from marsad.analysis.learned import Learned, acts, trust, verdicts, when
from marsad.analysis.learned.parts import CLASSES
from marsad.analysis.learned.scene import Scene
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.tellings import ballots, proposals
from marsad.analysis.learned.words import Question
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document
from marsad.reader.labels import ENTITY_TYPES, ROLES
from marsad.reader.model import ReaderModel
from marsad.reader.votes import ACTS, NAMES, PARTS, SOURCES, VERDICTS, WHEN, Row
from marsad.text.spans import Span

from . import chains, told
from .chains import TOLD_PENALTY, key_of, name_of
from .data import Words, _find, _overlap_enough, load

RARE = 3
"""Features seen less often are left out."""
PENALTY = 1e-3
ACT_PENALTY = 3e-2
ACT_SHARE = 1.0
"""How much of what the words of saying tell of an act (`told`) the weights begin with."""
PART_PENALTY = 5e-3
PART_SHARE = 0.7
"""The same for what grammar tells of the parts."""
PART_TOLD_PENALTY = 3e-4
WORD_SHARE = 0.5
"""The same for what the lexicon's words tell by themselves (`told.words`)."""
WORD_PENALTY = 3e-5
STEPS = 400
RATE = 0.05
ASKED = 0.3

Case = tuple[Row, int]


class Report:
    """A report of the gold as the analysis sees it before any vote."""

    def __init__(self, doc: dict[str, Any], model: ReaderModel, *, doubt: bool) -> None:
        self.doc = doc
        self.reading = Reading.of(Document(doc["id"], doc["text"]))
        self.learned = Learned(self.reading, model)
        self.times = times(self.reading, doc["published"])
        spans = [Span(t.start, t.end) for t in self.times]
        found, self.described = find_entities(self.reading, spans, self.learned.names(), self.learned.descriptions())
        self.found = self.learned.trusted(found) if doubt else found
        self.table = EntityTable(self.reading, list(self.found), self.described)
        self.spots = Spots(self.learned.map, self.table)
        self.keys = {name_of(n): k for k, e in doc["entities"].items() for n in e["names"]}
        words = Words(doc)
        self.evidence = [
            (place, e)
            for e in doc["events"]
            for p in e["evidence"]
            if (place := _find(words, doc["text"], p)) is not None
        ]

    @cached_property
    def scene(self) -> Scene:
        """With the claims by their votes, which are fitted before."""
        cascade = find_claims(self.reading, self.table, self.doc["publisher"])
        claims: list[Claim] = self.learned.claims(self.table, self.doc["publisher"], cascade)
        spans = [Span(t.start, t.end) for t in self.times]
        return self.learned.scene(self.spots, claims, self.times, amounts(self.reading, spans), self.doc["published"])

    def chains(self) -> tuple[list[chains.Choice], list[chains.Choice], list[Case]]:
        """Whose word the passages are, who passed it on, what is done with them; on a table of its own."""
        table = EntityTable(self.reading, list(self.found), self.described)
        cascade = find_claims(self.reading, table, self.doc["publisher"])
        return chains.cases(self.doc, self.learned, Spots(self.learned.map, table), cascade, forced=True)

    def key(self, entity: Found | Candidate, also: Sequence[str] = ()) -> str | None:
        """The gold's key of an entity, by any of its forms."""
        return key_of(entity, self.keys, self.reading, also)

    def names(self) -> Iterator[Case]:
        """Features of every person, organization and place, and whether the gold has it, of that type."""
        if self.learned.pages is None:
            return
        wire = trust.newswire(self.learned.map, self.learned.pages)
        for e in self.found:
            if e.type in ENTITY_TYPES[:3]:
                key = self.key(e)
                right = key is not None and self.doc["entities"][key]["type"] == e.type
                yield trust.features(self.reading, wire, e), int(right)

    def _asked(self) -> Iterator[Question]:
        """Every word that may tell an event, for each type it may tell."""
        for q in self.learned.questions:
            yield from (q, *q.rivals)

    def parts(self) -> Iterator[Case]:
        """Features and class of every mention around the events of the gold that the model sees too."""
        for q in self._asked():
            hits = [e for place, e in self.evidence if place[0] <= q.word < place[1] and e["type"] == q.type]
            if q.confidence < ASKED or len({id(e) for e in hits}) != 1:
                continue
            event = hits[0]
            part = {key: r for r in ROLES for key in event.get(r) or []}
            for spot, row in ballots(self.scene, q):
                first, last = self.learned.map.range(spot.first, spot.last)
                key = self.key(spot.item, [name_of(self.reading.span(first, last).text(self.reading.text))])
                if key is not None and key in (event.get("also") or []):
                    continue
                role = part.get(key or "")
                if role is not None and not self._meant(q, key or "", spot):
                    continue
                yield row, CLASSES.index(role or "none")

    def _meant(self, q: Question, key: str, spot: Spot) -> bool:
        """Of several mentions of a participant those in the sentence of the word are examples, others are left open."""
        at = self.learned.map
        here = self.reading.sentence_of(at.tokens[q.word])
        if here.first <= at.tokens[spot.first] < here.last:
            return True
        for other in self.spots.within(q.marked.window):
            first, last = at.range(other.first, other.last)
            form = name_of(self.reading.span(first, last).text(self.reading.text))
            if here.first <= first < here.last and self.keys.get(form) == key:
                return False
        return True

    def when(self) -> Iterator[Case]:
        """Features of every expression of time around the events of the gold, and whether it says when."""
        for q in self._asked():
            hits = [e for place, e in self.evidence if place[0] <= q.word < place[1] and e["type"] == q.type]
            if q.confidence < ASKED or len({id(e) for e in hits}) != 1:
                continue
            found = self.scene.times_in(q.marked.window)
            rows = when.features(
                self.reading, q.marked, q.type, q.word, self.learned.map.tokens, found, self.scene.published,
                self.scene.told,
            )  # fmt: skip
            for placed, row in zip(found, rows, strict=True):
                t, told = placed.time, hits[0]["time"]
                agrees = bool(told and t.earliest and t.latest and _overlap_enough(tuple(told), (t.earliest, t.latest)))
                yield row, int(agrees)

    def verdicts(self) -> Iterator[Case]:
        """Features of every word that may tell an event, and whether the gold has the event."""
        for _, telling, row in proposals(self.scene, self.learned.questions):
            yield row, int(self._true(telling))

    def _true(self, telling: Telling) -> bool:
        word = self.learned.map.word[self.reading.token_at(telling.trigger.start)]
        who = {self.key(e) for e in (*telling.actor, *telling.recipient)}
        for place, event in self.evidence:
            if place[0] <= word < place[1] and event["type"] == telling.type:
                wanted = {*event["actor"], *event["recipient"], *(event.get("also") or [])}
                if who & wanted or not (event["actor"] or event["recipient"]):
                    return True
        return False


def fit(
    cases: Sequence[Case], classes: Sequence[str], penalty: float = PENALTY,
    around: Mapping[str, Sequence[float]] | None = None,
) -> dict[str, list[float]]:  # fmt: skip
    """Weights of every feature that is not rare, a column for each class; what is far from `around` (else 0) costs."""
    known = around or {}
    rows = [row for row, _ in cases]
    seen = Counter(name for row in rows for name in row)
    names = sorted({*(n for n, k in seen.items() if k >= RARE), *known})
    index = {n: i for i, n in enumerate(names)}
    # every report's features one behind the other, and the same by feature: sums over neighbours are fast
    column = np.array([index[n] for row in rows for n in row if n in index])
    value = np.array([v for row in rows for n, v in row.items() if n in index])[:, None]
    sizes = [sum(n in index for n in row) for row in rows]
    owner, row_starts = np.repeat(np.arange(len(rows)), sizes), np.cumsum([0, *sizes[:-1]])
    by_column = np.argsort(column, kind="stable")
    held, column_starts = np.unique(column[by_column], return_index=True)
    owner_of, value_of = owner[by_column], value[by_column]
    want = np.eye(len(classes))[[kind for _, kind in cases]]
    middle = np.array([known.get(n, [0.0] * len(classes)) for n in names])
    weights = middle.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[column] * value, row_starts)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        gap = (odds / odds.sum(axis=1, keepdims=True) - want) / len(rows)
        slope = penalty * (weights - middle)
        slope[held] += np.add.reduceat(gap[owner_of] * value_of, column_starts)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {n: [round(float(w), 3) for w in weights[i]] for n, i in index.items() if np.abs(weights[i]).max() >= 0.005}


def write(
    path: Path, cases: Sequence[Case], classes: Sequence[str], penalty: float = PENALTY,
    around: Mapping[str, Sequence[float]] | None = None,
) -> None:  # fmt: skip
    """Fit a vote and write its table."""
    table = fit(cases, classes, penalty, around)
    print(
        f"{path.name}: {len(cases)} cases, {Counter(classes[k] for _, k in cases)}, {len(table)} features", flush=True
    )
    path.write_text(written(classes, table), encoding="utf-8")


def written(classes: Sequence[str], table: Mapping[str, Sequence[float]]) -> str:
    """The text of a table of weights, a line for each feature."""
    rows = [
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(list(values), separators=(',', ':'))}"
        for name, values in table.items()
    ]
    return f'{{"classes": {json.dumps(list(classes))}, "weights": {{\n' + ",\n".join(rows) + "\n}}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--only", default="", help="a file with one id a line: learn from these")
    parser.add_argument("--layer", choices=("names", "claims", "events"), help="fit the votes of this layer alone")
    parser.add_argument("--told", default="", help="the same for what grammar says: the model's own reports")
    options = parser.parse_args()
    docs = load(options.data)
    keep, also = (set(Path(f).read_text(encoding="utf-8").split()) if f else None for f in (options.only, options.told))
    whole = [d for d in docs if also is not None and d["id"] in also]
    docs = [d for d in docs if keep is None or d["id"] in keep]
    model = ReaderModel(options.reader)
    layers = (options.layer,) if options.layer else ("names", "claims", "events")
    if "names" in layers:
        reports = [Report(d, model, doubt=False) for d in docs]
        write(options.reader / NAMES, [c for r in reports for c in r.names()], trust.CLASSES)
        model.tables.clear()
    reports = [Report(d, model, doubt=True) for d in docs]
    if "claims" in layers:
        said = [r.chains() for r in reports]
        of_gold = [told.cases(d) for d in whole]
        heard = [c for o, _, _ in said for c in o], [c for _, f, _ in said for c in f]
        grammar = [c for o, _, _ in of_gold for c in o], [c for _, f, _ in of_gold for c in f]
        chains.write_choices(options.reader / SOURCES, heard, grammar)
        done = [c for _, _, cases in of_gold for c in cases]
        by_word = fit(done, acts.CLASSES, TOLD_PENALTY) if done else {}
        by_word = {n: [ACT_SHARE * w for w in row] for n, row in by_word.items()}
        write(options.reader / ACTS, [c for cases in said for c in cases[2]], acts.CLASSES, ACT_PENALTY, by_word)
        model.tables.clear()
    if "events" in layers:
        bare = [told.bare(c, told.grammatical_part) for d in whole for c in Report(d, model, doubt=True).parts()]
        by_grammar = fit(bare, CLASSES, PART_TOLD_PENALTY) if bare else {}
        by_grammar = {n: [PART_SHARE * w for w in row] for n, row in by_grammar.items()}
        write(options.reader / PARTS, [c for r in reports for c in r.parts()], CLASSES, PART_PENALTY, by_grammar)
        write(options.reader / WHEN, [c for r in reports for c in r.when()], when.CLASSES)
        model.tables.clear()
        by_themselves = [c for d in whole for c in told.words(d)]
        lexical = fit(by_themselves, verdicts.CLASSES, WORD_PENALTY) if by_themselves else {}
        lexical = {n: [WORD_SHARE * w for w in row] for n, row in lexical.items() if n.startswith("word ")}
        write(
            options.reader / VERDICTS, [c for r in reports for c in r.verdicts()], verdicts.CLASSES, around=lexical
        )  # fmt: skip


if __name__ == "__main__":
    main()
