"""Names compared across reports against pinned floors: exit code 1 names every figure below its floor.

python eval/names/names_gate.py                  measure both halves of pairs.tsv
python eval/names/names_gate.py --details        and name the wrong pairs of the tune half
python eval/names/names_gate.py --update         keep the figures in results.json and raise the floors
python eval/names/names_gate.py --split SUBJECT  which half the pairs of a subject belong to
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

from marsad.evaluate.pairs import NamePair, PairScores, load_pairs, score_pairs, split_of
from marsad.resolve.grounds import said

HERE = Path(__file__).resolve().parent
PAIRS = HERE / "pairs.tsv"
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
MARGIN = 0.01
LEAST = {"precision": 0.97, "recall": 0.85, "keyed": 0.95}
"""What the desk promises: no floor of the held-out half is under this."""
_SLACK = 1e-9

Figures = dict[str, dict[str, Any]]


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95% Wilson interval of a share.

    >>> interval(97, 100)
    (0.9155, 0.9897)
    """
    if not of:
        return (0.0, 1.0)
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return (round(middle - reach, 4), round(middle + reach, 4))


def row(scores: PairScores) -> dict[str, Any]:
    """The figures of one set of pairs as JSON values."""
    t = scores.tally
    return {
        "pairs": scores.pairs,
        "precision": round(t.precision, 4),
        "precision 95%": interval(t.right, t.said),
        "recall": round(t.recall, 4),
        "recall 95%": interval(t.right, t.gold),
        "right": t.right,
        "said": t.said,
        "gold": t.gold,
        "keyed": round(scores.keyed / t.gold, 4) if t.gold else 1.0,
    }


def measure(pairs: list[NamePair]) -> tuple[Figures, dict[str, PairScores]]:
    """Both halves, with the knowledge base and without it, and the held-out half by type."""
    scores: dict[str, PairScores] = {}
    for split in ("tune", "held"):
        half = [p for p in pairs if p.split == split]
        scores[split] = score_pairs(half)
        scores[f"{split}, nobody known"] = score_pairs(half, knowledge=False)
        if split == "held":
            for type in sorted({p.type for p in half}):
                scores[f"held, {type}"] = score_pairs([p for p in half if p.type == type])
    return {name: row(s) for name, s in scores.items()}, scores


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="keep the figures and raise the floors")
    parser.add_argument("--details", action="store_true", help="name the wrong pairs of the tune half")
    parser.add_argument("--split", metavar="SUBJECT", help="print the half of a subject")
    options = parser.parse_args(arguments)
    if options.split:
        print(split_of(options.split))
        return 0
    figures, scores = measure(load_pairs(PAIRS))
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.is_file() else {}
    print(f"{'':22}{'P':>8}{'R':>8}{'keyed':>8}{'right':>7}{'said':>7}{'gold':>7}{'pairs':>7}")
    for name, f in figures.items():
        print(
            f"{name:22}{f['precision']:8.3f}{f['recall']:8.3f}{f['keyed']:8.3f}"
            f"{f['right']:7}{f['said']:7}{f['gold']:7}{f['pairs']:7}"
        )
    if options.details:
        for pair, match in scores["tune"].wrong:
            print(f"{'missed' if pair.same else 'false'}: {pair}: {match.score} {'; '.join(map(said, match.reasons))}")
    fallen = [
        f"{half}: {figure} {figures[half][figure]} is below its floor {floor}"
        for half, pinned in floors.items()
        for figure, floor in pinned.items()
        if figures[half][figure] + _SLACK < floor
    ]
    if options.update:
        for half in ("tune", "held"):
            pinned = floors.setdefault(half, {})
            for figure, least in LEAST.items():
                measured = math.floor((figures[half][figure] - MARGIN) * 10_000) / 10_000
                pinned[figure] = max(pinned.get(figure, 0.0), measured, least if half == "held" else 0.0)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
        RESULTS.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
