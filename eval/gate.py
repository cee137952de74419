"""Quality on annotated reports against pinned floors: exit code 1 names every track that fell below its floor.

    make gate                          (or python eval/gate.py)
    python eval/gate.py --update       measure everything, keep the figures, raise the floors
    python eval/gate.py --markdown     print the table of the README from the figures kept last

`eval/README.md` says what the sets are and which of them may be tuned on.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality_table import FEWEST, LANGUAGES, table

from marsad.analysis.pipeline import Analyser
from marsad.evaluate import Analysis, GoldReport, Scores, as_json, load_gold, read_analysis, score_reports
from marsad.evaluate.report import Tally
from marsad.model.document import Document
from marsad.model.encoding import to_dict

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
CORPUS = ROOT / "corpus"
SECOND_GOLD = ROOT.parent / "shared" / "gold" / "dev"
LOOK_ONLY = frozenset(f"dd-{n:02}" for n in range(6, 11))
"""Reports of the second collection that nobody opens; the first five of that half are tuned on since December 2026."""
BATCHES = ("w01", "w13", "w20", "w29")
"""The first writer of each batch: the second has longer reports with fewer events, as the press does, the third is
as long and packed, the fourth has most on others' word. Apart, so that floors stay comparable."""
MARGIN = 0.01
FEWEST_RIGHT = 5
"""A floor on fewer right statements than this would gate on chance."""
CONDITIONAL = frozenset(f"event {part}" for part in ("aux", "mode", "when", "where", "who", "word"))
"""Shares of the events that were found: finding more and harder ones may lower them, so they have no floor."""
PROCESSOR = 3
"""Right statements that another processor may turn over: with and without AVX-512 states differ in the last digits, and
words on the edge of a decision fall to the other side (eval/README.md): in ten reports more than the margin."""
_SLACK = 1e-9

Floors = dict[str, dict[str, float]]
Figures = dict[str, Any]


@dataclass(frozen=True)
class GoldSet:
    """Annotated reports that are scored together. Without floors they are only looked at."""

    name: str
    reports: dict[str, GoldReport]
    floors: bool = True


def gold_sets(second_gold: Path, *, test: bool) -> list[GoldSet]:
    """The sets there are: parts of the corpus and, where it is present, the second collection."""
    corpus = load_gold(CORPUS / "reports")
    splits: dict[str, str] = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))

    def part(split: str, *batches: int) -> dict[str, GoldReport]:
        return {
            ident: report
            for ident, report in corpus.items()
            if splits.get(ident) == split and sum(ident >= first for first in BATCHES) in batches
        }

    sets = [
        GoldSet("corpus-dev", part("dev", 1)),
        *(GoldSet(f"corpus-dev-{n}", part("dev", n)) for n in range(2, len(BATCHES) + 1)),
    ]
    if test:
        sets.append(GoldSet("corpus-test", part("test", *range(1, len(BATCHES) + 1)), floors=False))
    if second_gold.is_dir():
        second = load_gold(second_gold)
        sets.append(GoldSet("second", second))
        sets.append(GoldSet("second-unseen", {i: r for i, r in second.items() if i in LOOK_ONLY}))
    return [s for s in sets if s.reports]


def analyses(analyser: Analyser, sets: list[GoldSet]) -> dict[str, Analysis]:
    """Every report analysed once, whatever number of sets it stands in."""
    said: dict[str, Analysis] = {}
    for report in {i: r for s in sets for i, r in s.reports.items()}.values():
        document = Document(report.id, report.text, report.title, report.publisher, report.published)
        record = analyser.analyze(document, published_by="given" if report.published else None)
        said[report.id] = read_analysis(to_dict(record))
    return said


def measure(sets: list[GoldSet]) -> dict[str, Scores]:
    """Scores by set; the analyser is loaded once."""
    said = analyses(Analyser(), sets)
    return {s.name: score_reports(s.reports, {i: said[i] for i in s.reports}) for s in sets}


def undercut(tally: Tally, floor: float) -> bool:
    """Is a track below its floor by more than processors differ?"""
    statements = tally.said + tally.gold
    spread = 2 * PROCESSOR / statements if statements else 0.0
    return tally.f1 + spread + _SLACK < floor


def below(floors: Floors, scores: Mapping[str, Scores]) -> list[str]:
    """One line for each track under its floor. Sets that weren't measured are passed over, tracks are not."""
    out: list[str] = []
    for name, pinned in floors.items():
        if name not in scores:
            continue
        for track, floor in sorted(pinned.items()):
            tally = scores[name].tracks.get(track, Tally())
            if undercut(tally, floor):
                out.append(f"{name}: {track}: F1 {tally.f1:.4f} is below its floor {floor:.4f}")
    return out


def raised(floors: Floors, sets: list[GoldSet], scores: Mapping[str, Scores]) -> Floors:
    """The floors after this measurement: a little under what was measured, never lower than before."""
    out: Floors = {name: dict(pinned) for name, pinned in floors.items()}
    for gold_set in sets:
        if not gold_set.floors:
            continue
        pinned = out.setdefault(gold_set.name, {})
        for track, tally in scores[gold_set.name].tracks.items():
            # one statement more or less would move a small track too far
            if track in CONDITIONAL or ((tally.gold < FEWEST or tally.right < FEWEST_RIGHT) and track not in pinned):
                continue
            # rounded down, so that the floor is never nearer than the margin
            floor = max(0.0, math.floor((tally.f1 - MARGIN) * 10_000) / 10_000)
            pinned[track] = max(pinned.get(track, 0.0), floor)
    return {name: dict(sorted(pinned.items())) for name, pinned in sorted(out.items())}


def figures(sets: list[GoldSet], scores: Mapping[str, Scores]) -> Figures:
    """What was measured, as JSON values."""
    out: Figures = {}
    for gold_set in sets:
        said = as_json(scores[gold_set.name])
        out[gold_set.name] = {
            "reports": len(gold_set.reports),
            "headline": said["headline"],
            "tracks": said["tracks"],
        }
    return out


def report(sets: list[GoldSet], scores: Mapping[str, Scores], floors: Floors) -> str:
    """The table for people: F1 and floor of every track, set by set."""
    lines: list[str] = []
    for gold_set in sets:
        pinned = floors.get(gold_set.name, {})
        lines.append(f"{gold_set.name} ({len(gold_set.reports)} reports)")
        lines.append(f"  {'track':20}{'P':>8}{'R':>8}{'F1':>8}{'floor':>8}{'right':>8}{'said':>7}{'gold':>7}")
        for track, tally in sorted(scores[gold_set.name].tracks.items()):
            floor = f"{pinned[track]:8.3f}" if track in pinned else f"{'-':>8}"
            mark = "  BELOW" if undercut(tally, pinned.get(track, 0.0)) else ""
            lines.append(
                f"  {track:20}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}{floor}"
                f"{tally.right:8}{tally.said:7}{tally.gold:7}{mark}"
            )
        lines.append(f"  {'headline':20}{'':16}{scores[gold_set.name].headline:8.3f}")
        lines.append("")
    return "\n".join(lines)


def read(path: Path) -> dict[str, Any]:
    """A JSON object, empty where there is no such file yet."""
    if not path.is_file():
        return {}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--update", action="store_true", help="keep the figures and raise the floors (never lower them)"
    )
    parser.add_argument("--test", action="store_true", help="also score the corpus' test split, which has no floors")
    parser.add_argument(
        "--markdown", nargs="?", const="en", choices=LANGUAGES, metavar="LANGUAGE",
        help="print a table of the documentation from the figures kept last, without measuring (en, ar or limits)",
    )  # fmt: skip
    parser.add_argument("--second-gold", type=Path, default=SECOND_GOLD, help="another folder of gold files")
    options = parser.parse_args(arguments)
    if options.markdown:
        kept = read(RESULTS)
        if not kept:
            print(f"{RESULTS}: nothing measured yet; run {Path(__file__).name} --update", file=sys.stderr)
            return 1
        print(table(kept, options.markdown))
        return 0
    began = time.perf_counter()
    sets = gold_sets(options.second_gold, test=options.test or options.update)
    scores = measure(sets)
    floors: Floors = read(FLOORS)
    fallen = below(floors, scores)
    print(report(sets, scores, floors))
    if options.update:
        write(RESULTS, figures(sets, scores))
        write(FLOORS, raised(floors, sets, scores))
    for line in fallen:
        print(line, file=sys.stderr)
    unseen = sorted(set(floors) - set(scores))
    if unseen:
        print(f"not here, not scored: {', '.join(unseen)}")
    print(f"{len(fallen)} tracks below their floor, {time.perf_counter() - began:.1f} s")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
