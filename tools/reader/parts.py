"""Learn how the second reading's word and syntax are weighed when parts are given out (marsad.analysis.learned.parts).

    PYTHONPATH=src:tools python -m reader.parts --reader src/marsad/data/reader --data corpus/reports --only IDS

Every event of the gold that the model sees too is looked at as the analysis looks at it: the mentions
around its word, each with its features, and the part that the gold gives to the entity so named. A linear
model with a penalty on large weights is fitted by gradient descent from zero; nothing is random.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned import Learned
from marsad.analysis.learned.parts import CLASSES
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.tellings import ballots
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document
from marsad.reader.labels import ROLES
from marsad.reader.model import ReaderModel
from marsad.text.spans import Span
from marsad.text.views import fold

from .data import Words, _find, load

RARE = 3
"""Features seen less often are left out."""
PENALTY = 3e-4
STEPS = 400
RATE = 0.05
ASKED = 0.3


def name_of(text: str) -> str:
    """A form in which a mention and a gold name are equal."""
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(text).split())


def cases(doc: dict[str, Any], model: ReaderModel) -> Iterator[tuple[dict[str, float], int]]:
    """Features and class of every mention around the events of a report."""
    reading = Reading.of(Document(doc["id"], doc["text"]))
    learned = Learned(reading, model)
    spans = [Span(t.start, t.end) for t in times(reading, doc["published"])]
    table = EntityTable(reading, *find_entities(reading, spans, learned.names(), learned.descriptions()))
    spots = Spots(learned.map, table)
    words = Words(doc)
    keys = {name_of(n): k for k, e in doc["entities"].items() for n in e["names"]}
    evidence = [
        (place, e) for e in doc["events"] for p in e["evidence"] if (place := _find(words, doc["text"], p)) is not None
    ]
    for q in learned.questions:
        hits = [e for place, e in evidence if place[0] <= q.word < place[1] and e["type"] == q.type]
        if q.confidence < ASKED or len(hits) != 1:
            continue
        event = hits[0]
        part = {key: r for r in ROLES for key in event.get(r) or []}
        for spot, row in ballots(learned.map, spots, q):
            entity = spot.item
            first, last = learned.map.range(spot.first, spot.last)
            forms = {name_of(reading.span(first, last).text(reading.text))}
            if hasattr(entity, "mentions"):
                forms |= {name_of(s.text(reading.text)) for _, _, s in entity.mentions}
            else:
                forms |= {name_of(s.text(reading.text)) for s in (entity.span, *entity.aliases)}
            key = next((keys[f] for f in sorted(forms) if f in keys), None)
            if key is not None and key in (event.get("also") or []):
                continue
            role = part.get(key or "")
            if role is not None and not _meant(learned, spots, q, key or "", keys, spot):
                continue
            yield row, CLASSES.index(role or "none")


def _meant(learned: Learned, spots: Spots, q: Any, key: str, keys: dict[str, str], spot: Any) -> bool:
    """Of several mentions of a participant those in the sentence of the word are examples, others are left open."""
    here = learned.map.reading.sentence_of(learned.map.tokens[q.word])
    inside = here.first <= learned.map.tokens[spot.first] < here.last
    if inside:
        return True
    text = learned.map.reading
    for other in spots.within(q.marked.window):
        first, last = learned.map.range(other.first, other.last)
        if here.first <= first < here.last and keys.get(name_of(text.span(first, last).text(text.text))) == key:
            return False
    return True


def fit(rows: list[dict[str, float]], target: list[int]) -> dict[str, list[float]]:
    """Weights of every feature that is not rare, a column for each class."""
    seen = Counter(name for row in rows for name in row)
    names = sorted(n for n, k in seen.items() if k >= RARE)
    index = {n: i for i, n in enumerate(names)}
    where = np.array([(r, index[n]) for r, row in enumerate(rows) for n in row if n in index])
    value = np.array([v for row in rows for n, v in row.items() if n in index])
    size = (len(rows), len(names))
    want = np.eye(len(CLASSES))[target]
    weights = np.zeros((len(names), len(CLASSES)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.zeros((size[0], len(CLASSES)))
        np.add.at(scores, where[:, 0], weights[where[:, 1]] * value[:, None])
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        gap = (odds / odds.sum(axis=1, keepdims=True) - want) / size[0]
        slope = PENALTY * weights
        np.add.at(slope, where[:, 1], gap[where[:, 0]] * value[:, None])
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {n: [round(float(w), 3) for w in weights[i]] for n, i in index.items() if np.abs(weights[i]).max() >= 0.005}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--only", default="", help="a file with one id a line: learn from these")
    parser.add_argument("--out", type=Path, help="where parts.json goes; beside the reader if not given")
    options = parser.parse_args()
    docs = load(options.data)
    if options.only:
        keep = set(Path(options.only).read_text(encoding="utf-8").split())
        docs = [d for d in docs if d["id"] in keep]
    model = ReaderModel(options.reader)
    rows: list[dict[str, float]] = []
    target: list[int] = []
    for doc in docs:
        for row, kind in cases(doc, model):
            rows.append(row)
            target.append(kind)
    weights = fit(rows, target)
    print(f"{len(rows)} mentions, {Counter(CLASSES[t] for t in target)}, {len(weights)} features")
    text = json.dumps({"classes": list(CLASSES), "weights": weights}, ensure_ascii=False, indent=0)
    (options.out or options.reader / "parts.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
