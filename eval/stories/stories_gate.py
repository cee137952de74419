"""Stories, origins and conflicts against the annotated story sets: exit code 1 names every figure below its floor.

python eval/stories/stories_gate.py             records that say what the gold says: what joining alone gets wrong
python eval/stories/stories_gate.py --analyse   also Marsad's own records: what a user gets
python eval/stories/stories_gate.py --details   and name the mistakes, of the sets that may be tuned on
python eval/stories/stories_gate.py --records FILE   the same, from records that `marsad analyze` wrote before
python eval/stories/stories_gate.py --update    keep the figures of what was measured, raise the floors
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.analysis.pipeline import Analyser
from marsad.evaluate import GoldReport, GoldStory, load_gold, load_stories, score_stories
from marsad.evaluate.disputes import score_disputes
from marsad.evaluate.joining import join, said_stories
from marsad.evaluate.matching import match_report
from marsad.evaluate.perfect import perfect_records
from marsad.evaluate.report import Tally
from marsad.evaluate.said import read_analysis
from marsad.model.document import Document
from marsad.model.encoding import from_dict, to_dict
from marsad.model.record import Record

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORPUS = ROOT / "corpus"
SECOND_GOLD = ROOT.parent / "shared" / "gold" / "dev"
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
LOOK_ONLY = "dd"
LAST_OF_FIRST, LAST_WITH_STORIES = "w12", "w19"
"""The last writer of the first corpus, a set of its own so that its floors still mean what they meant."""
MARGIN = 0.02
FEWEST = 20
"""A share of fewer than this has no floor: one more or less moves it too far."""
_SLACK = 1e-9

Figures = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class StorySet:
    """Reports with the stories they tell. Without floors it is only looked at."""

    name: str
    reports: dict[str, GoldReport]
    stories: list[GoldStory]
    perfect: dict[str, Record]
    floors: bool = True
    details: bool = True


def story_sets(second_gold: Path, *, test: bool) -> list[StorySet]:
    """The sets there are. Stories of the corpus never span its splits."""
    splits = {ident: split for ident, split in _splits().items() if ident.partition("-")[0] <= LAST_WITH_STORIES}
    tuned = {ident for ident, split in splits.items() if split != "test"}
    later = {ident for ident in tuned if ident.partition("-")[0] > LAST_OF_FIRST}
    sets = [
        _part("corpus", CORPUS / "reports", CORPUS, tuned - later),
        _part("corpus-later", CORPUS / "reports", CORPUS, later),
    ]
    if test:
        sets.append(
            _part("corpus-test", CORPUS / "reports", CORPUS, splits.keys() - tuned, floors=False, details=False)
        )
    if second_gold.is_dir():
        every = {p.stem for p in second_gold.glob("*.json")}
        look = {ident for ident in every if ident.startswith(LOOK_ONLY)}
        sets.append(_part("second", second_gold, second_gold, every - look))
        sets.append(_part("second-look", second_gold, second_gold, look, details=False))
    return [s for s in sets if s.stories]


def tuned_set() -> StorySet:
    """All train and dev reports of the corpus' writers with stories, which weights may be fitted on."""
    tuned = {i for i, split in _splits().items() if split != "test" and i.partition("-")[0] <= LAST_WITH_STORIES}
    return _part("corpus, train and dev", CORPUS / "reports", CORPUS, tuned)


def _splits() -> dict[str, str]:
    splits: dict[str, str] = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))
    return splits


def _part(name: str, folder: Path, beside: Path, idents: Any, *, floors: bool = True, details: bool = True) -> StorySet:
    gold = load_gold(folder)
    chosen = {i: r for i, r in gold.items() if i in idents}
    stories = [s for s in load_stories(beside, gold) if all(report in chosen for report, _ in s.tellings)]
    perfect = {i: r for i, r in perfect_records(folder).items() if i in chosen}
    return StorySet(name, chosen, stories, perfect, floors, details)


def analysed(story_set: StorySet, analyser: Analyser) -> dict[str, Record]:
    """Marsad's own records of the set's reports."""
    out: dict[str, Record] = {}
    for report in story_set.reports.values():
        document = Document(report.id, report.text, report.title, report.publisher, report.published)
        out[report.id] = analyser.analyze(document, published_by="given" if report.published else None)
    return out


def records_of(paths: list[Path]) -> dict[str, Record]:
    """The records of JSON Lines files by report."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {record.id: record for record in map(from_dict, map(json.loads, lines))}


def own_records(story_set: StorySet, paths: list[Path] | None) -> dict[str, Record]:
    """Marsad's own records of a set's reports: from files if there are any, else read now."""
    if not paths:
        return analysed(story_set, Analyser())
    return {i: r for i, r in records_of(paths).items() if i in story_set.reports}


def measure(story_set: StorySet, records: Mapping[str, Record]) -> tuple[dict[str, Any], list[str]]:
    """The figures of one set, and its mistakes in words."""
    said = {i: read_analysis(to_dict(r)) for i, r in records.items()}
    joining = join(records.values())
    scores = score_stories(story_set.reports, said, story_set.stories, said_stories(joining.stories()))
    key_of = {
        (ident, event): key
        for ident, report in story_set.reports.items()
        for event, key in match_report(report, said[ident]).told().items()
    }
    told = [account for accounts in joining.told.values() for account in accounts]
    disputes = score_disputes(story_set.stories, told, key_of)
    figures: dict[str, Any] = {
        "stories": len(story_set.stories),
        "tellings found": share(scores.found, scores.tellings),
        "pairs": row(scores.pairs),
        "pairs near a story": row(scores.near),
        "origins": share(scores.origins_right, scores.stories),
        "origins, joined as the gold": share(disputes.origins_right, disputes.stories),
    }
    for name in ("number", "day", "denial"):
        if disputes.wanted.get(name):
            figures[f"conflicts: {name}"] = share(disputes.found.get(name, 0), disputes.wanted[name])
    return figures, [*scores.remarks, *disputes.remarks]


def row(tally: Tally) -> dict[str, Any]:
    """Precision, recall and F1 as JSON values."""
    return {"value": round(tally.f1, 4), "precision": round(tally.precision, 4), "recall": round(tally.recall, 4),
            "right": tally.right, "said": tally.said, "gold": tally.gold}  # fmt: skip


def share(right: int, of: int) -> dict[str, Any]:
    """How many are right, as JSON values."""
    return {"value": round(right / of, 4) if of else 1.0, "right": right, "gold": of}


def below(floors: Mapping[str, Mapping[str, float]], figures: Figures) -> list[str]:
    """One line for each figure under its floor. Sets that weren't measured are passed over."""
    return [
        f"{name}: {track}: {figures[name][track]['value']:.4f} is below its floor {floor:.4f}"
        for name, pinned in floors.items()
        if name in figures
        for track, floor in sorted(pinned.items())
        if figures[name][track]["value"] + _SLACK < floor
    ]


def raised(
    floors: Mapping[str, Mapping[str, float]], figures: Figures, pinned: set[str]
) -> dict[str, dict[str, float]]:
    """The floors after this measurement: a little under what was measured, never lower than before."""
    out = {name: dict(tracks) for name, tracks in floors.items()}
    for name in pinned & figures.keys():
        for track, figure in figures[name].items():
            if isinstance(figure, dict) and figure["gold"] >= FEWEST and track != "tellings found":
                floor = max(0.0, math.floor((figure["value"] - MARGIN) * 10_000) / 10_000)
                out.setdefault(name, {})
                out[name][track] = max(out[name].get(track, 0.0), floor)
    return {name: dict(sorted(tracks.items())) for name, tracks in sorted(out.items())}


def report(figures: Figures, floors: Mapping[str, Mapping[str, float]]) -> str:
    """The table for people."""
    lines: list[str] = []
    for name, tracks in figures.items():
        lines.append(f"{name} ({tracks['stories']} stories)")
        for track, figure in tracks.items():
            if not isinstance(figure, dict):
                continue
            pinned = floors.get(name, {}).get(track)
            floor = f"{pinned:8.3f}" if pinned is not None else f"{'-':>8}"
            detail = (
                f"P {figure['precision']:.3f} R {figure['recall']:.3f} ({figure['right']}/{figure['said']} said, "
                f"{figure['gold']} gold)"
                if "said" in figure
                else f"{figure['right']} of {figure['gold']}"
            )
            lines.append(f"  {track:30}{figure['value']:8.3f}{floor}  {detail}")
    return "\n".join(lines)


def read(path: Path) -> dict[str, Any]:
    """A JSON object, empty where there is no such file yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--analyse", action="store_true", help="also measure Marsad's own records")
    parser.add_argument("--records", type=Path, metavar="FILE", nargs="+", help="Marsad's own records, as JSON Lines")
    parser.add_argument("--test", action="store_true", help="also the corpus' test split, which has no floors")
    parser.add_argument("--details", action="store_true", help="name the mistakes")
    parser.add_argument("--update", action="store_true", help="keep the figures and raise the floors")
    parser.add_argument("--second-gold", type=Path, default=SECOND_GOLD, help="another folder of gold files")
    options = parser.parse_args(arguments)
    sets = story_sets(options.second_gold, test=options.test or options.update)
    kept = records_of(options.records) if options.records else {}
    analyser = Analyser() if options.analyse else None
    figures: Figures = {}
    pinned: set[str] = set()
    for story_set in sets:
        kinds = {f"{story_set.name}, gold records": story_set.perfect}
        own = f"{story_set.name}, own records"
        if story_set.reports.keys() <= kept.keys():
            kinds[own] = {ident: kept[ident] for ident in story_set.reports}
        elif analyser is not None:
            kinds[own] = analysed(story_set, analyser)
        for name, records in kinds.items():
            figures[name], remarks = measure(story_set, records)
            if story_set.floors:
                pinned.add(name)
            if options.details and story_set.details:
                print("\n".join(f"{name}: {remark}" for remark in remarks))
    floors = read(FLOORS)
    print(report(figures, floors))
    fallen = below(floors, figures)
    if options.update:
        write(RESULTS, {**read(RESULTS), **figures})
        write(FLOORS, raised(floors, figures, pinned))
    for line in fallen:
        print(line, file=sys.stderr)
    print(f"{len(fallen)} figures below their floor")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
