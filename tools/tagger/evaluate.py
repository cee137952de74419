"""Strict entity scores of the shipped tagger on the held-out tenth, and its speed.

    PYTHONPATH=src:tools python -m tagger.evaluate --data DIR [--folder DIR]

The model runs through the product's own class, sentence by sentence.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from marsad.tagger import Tagger, TagSpan

from .augment import spans, split_marks
from .data import COARSE, Sentence, load

MEGABYTE = 1024  # ru_maxrss counts KiB


def score(gold: set[object], found: set[object]) -> str:
    """Precision, recall and F1 in per cent."""
    hits = len(gold & found)
    precision = 100 * hits / max(1, len(found))
    recall = 100 * hits / max(1, len(gold))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{precision:6.1f} {recall:6.1f} {f1:6.1f} {len(gold):6d} {len(found):6d}"


def report(sentences: list[Sentence], results: list[list[TagSpan]], train: list[Sentence]) -> None:
    """Tables by type, by novelty and by confidence."""
    gold = {(i, *s) for i, x in enumerate(sentences) for s in spans(x.labels)}
    found = {(i, s.start, s.end, s.label) for i, r in enumerate(results) for s in r}
    print(f"{'':12} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    print(f"{'all':12} {score(set(gold), set(found))}")
    three = [{x for x in part if x[3] != "MISC"} for part in (gold, found)]
    print(f"{'no MISC':12} {score(set(three[0]), set(three[1]))}")
    for name in COARSE:
        mine = [{x for x in part if x[3] == name} for part in (gold, found)]
        print(f"{name:12} {score(set(mine[0]), set(mine[1]))}")
    bare = [{x[:3] for x in part} for part in (gold, found)]
    print(f"{'span only':12} {score(set(bare[0]), set(bare[1]))}")

    seen = {s.words[a:b] for s in train for a, b, _ in spans(s.labels)}
    tally: Counter[tuple[str, bool]] = Counter()
    for item in gold:
        i, a, b, _ = item
        kind = "seen" if sentences[i].words[a:b] in seen else "unseen"
        tally[kind, item in found] += 1
    for kind in ("seen", "unseen"):
        total = tally[kind, True] + tally[kind, False]
        print(f"recall of names {kind} in training: {100 * tally[kind, True] / total:.1f}% of {total}")

    levels: Counter[tuple[float, bool]] = Counter()
    for i, result in enumerate(results):
        for s in result:
            level = max(x for x in (0.0, 0.5, 0.7, 0.9, 0.97) if s.confidence >= x)
            levels[level, (i, s.start, s.end, s.label) in gold] += 1
    for level in sorted({x for x, _ in levels}):
        right, wrong = levels[level, True], levels[level, False]
        print(f"confidence from {level}: {right + wrong} found, {100 * right / (right + wrong):.0f}% right")


def respelt(sentence: Sentence) -> Sentence:
    """As careless writers have it: no hamza on alif, ha for ta marbuta."""
    words = [w.translate(str.maketrans("أإآ", "ااا")) for w in sentence.words]
    return replace(sentence, words=tuple(w[:-1] + "ه" if w.endswith("ة") else w for w in words))


def robustness(tagger: Tagger, sentences: list[Sentence]) -> None:
    """The same sentences as the product meets them."""
    for title, change in (("marks split", split_marks), ("no hamza, ه", respelt)):
        changed = [change(s) for s in sentences]
        gold: set[object] = {(i, *x) for i, s in enumerate(changed) for x in spans(s.labels)}
        tagged = [tagger.tag(s.words) for s in changed]
        found: set[object] = {(i, s.start, s.end, s.label) for i, r in enumerate(tagged) for s in r}
        print(f"{title:12} {score(gold, found)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=None, help="model folder; the shipped one")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    train, held_out = load(options.data)

    begun = time.perf_counter()
    tagger = Tagger(options.folder, threads=options.threads)
    tagger.load()
    loaded = time.perf_counter() - begun
    tagger.tag(held_out[0].words)
    begun = time.perf_counter()
    results = [tagger.tag(s.words) for s in held_out]
    took = time.perf_counter() - begun
    report(held_out, results, train)
    robustness(tagger, held_out)
    words = sum(len(s.words) for s in held_out)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    print(f"load {loaded:.2f} s, {words / took:.0f} words/s, {len(held_out) / took:.0f} sentences/s")
    print(f"{options.threads} thread(s), {memory:.0f} MB at most (this script and its data included)")


if __name__ == "__main__":
    main()
