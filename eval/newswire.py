"""Names in real newswire: the tagger alone and the whole analysis on a held-out part of ANERcorp.

    python eval/newswire.py                  measure; exit code 1 names every figure below its floor
    python eval/newswire.py --update         keep the figures, raise the floors, print the table of the README
    python eval/newswire.py --markdown [ar]  print that table from the figures kept last
    python eval/newswire.py --conventions    print what the corpus does with head nouns, as counted
    python eval/newswire.py --details        name the mistakes of the whole analysis on the last sentences trained on

The corpus stands beside the clone (`../shared/ner`) and is no part of it; without it nothing is measured. Its last
tenth is scored, strictly by span and type, and never trained on, counted or read for mistakes. `eval/README.md` says
how records are compared with it.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gate import read, write

from marsad.analysis.pipeline import Analyser
from marsad.evaluate.conventions import LABELS, Conventions
from marsad.evaluate.newswire import Name, lay_out, names_of
from marsad.evaluate.report import Tally
from marsad.model.document import Document
from marsad.tagger import Tagger

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = ROOT.parent / "shared" / "ner"
CORPUS = "anercorp_train.txt"
FLOORS = HERE / "newswire" / "floors.json"
RESULTS = HERE / "newswire" / "results.json"
SENTENCES = 20
"""Sentences of one document."""
SHOWN = 400
"""Sentences of the training part whose mistakes `--details` names."""
MARGIN = 0.02
"""About the standard error of a figure: the floors are to notice a loss, not chance."""
THREE = tuple(sorted(LABELS.values()))
NOT_OURS = "MISC"
"""Shown without a floor: the record has no such type, and on 103 names three more or less are chance."""
_SLACK = 1e-9
NEWSWIRE_ONLY = {"PERS": 81.1, "LOC": 88.0, "ORG": 71.8, "all three": 80.5}
"""What the recipe's tagger scored on this tenth before the encoder learned the record too (its model card, commit
c2ea12c); one constant of its decoding was chosen on this tenth, about a point to its favour."""
PLAIN = {"PERS": 81.3, "LOC": 87.9, "ORG": 64.2, "all three": 78.1}
"""What the plain recipe (`tagger.train --plain --epochs 5`, unquantised, decoded as the product does) scored on this
tenth: ANERcorp alone, nothing varied."""
_WORDS = {
    "en": (
        "strict F1 in %",
        "all three",
        "the tagger alone",
        "the plain recipe: the encoder trained on ANERcorp as it stands, for comparison",
        "the encoder trained on varied newswire, before it learned the record too",
        "**the whole analysis**",
        "published, models of 110 M parameters and more, another part and four types",
        "81 to 83",
    ),
    "ar": (
        "F1 الصارم بالمئة",
        "الثلاثة معا",
        "الموسِّم وحده",
        "الوصفة المجردة: المشفِّر مدرَّبا على ANERcorp كما هو، للمقارنة",
        "المشفِّر مدرَّبا على أخبار منوَّعة قبل أن يتعلم السجل أيضا",
        "**التحليل كاملا**",
        "المنشور لنماذج من 110 ملايين وزن فأكثر، على جزء آخر وأربعة أنواع",
        "81 إلى 83",
    ),
}

Rows = list[list[tuple[str, str]]]
Figures = dict[str, dict[str, Any]]


def parts() -> tuple[Rows, Rows]:
    """The part that is trained on and the held-out part, with valid labels."""
    sys.path.insert(0, str(ROOT / "tools"))
    from tagger.data import read_columns, split_point, valid_bio

    columns = read_columns(DATA / CORPUS)
    valid = [
        list(zip([w for w, _ in s], valid_bio([label for _, label in s]), strict=True)) for s in columns
    ]  # fmt: skip
    at = split_point(columns)
    return valid[:at], valid[at:]


def marked(rows: Rows) -> set[Name]:
    """The names that the corpus marks."""
    out: set[Name] = set()
    for n, sentence in enumerate(rows):
        start = None
        for k, (_, label) in enumerate([*sentence, ("", "O")]):
            if start is not None and not label.startswith("I-"):
                out.add(Name(n, start, k, sentence[start][1][2:]))
                start = None
            if label.startswith("B-"):
                start = k
    return out


def tagged(rows: Rows) -> set[Name]:
    """The names by the tagger alone, sentence by sentence."""
    tagger = Tagger()
    return {
        Name(n, s.start, s.end, s.label)
        for n, sentence in enumerate(rows)
        for s in tagger.tag([w for w, _ in sentence])
    }


def analysed(rows: Rows, conventions: Conventions) -> set[Name]:
    """The names of the records, as the corpus would mark them."""
    analyser = Analyser()
    out: set[Name] = set()
    for first in range(0, len(rows), SENTENCES):
        layout = lay_out([[w for w, _ in sentence] for sentence in rows[first : first + SENTENCES]])
        record = analyser.analyze(Document(f"newswire-{first}", layout.text))
        out |= names_of(record, layout, conventions, first)
    return out


def tally(gold: set[Name], found: set[Name], labels: Iterable[str]) -> dict[str, float | int]:
    """Counts and figures of some labels: words and type must be the same."""
    wanted, said = ({x for x in part if x.label in labels} for part in (gold, found))
    return Tally(len(wanted & said), len(said), len(wanted)).row()


def figures(gold: set[Name], found: dict[str, set[Name]]) -> Figures:
    """Every system by type; MISC is the tagger's alone, the record has no such type."""
    out: Figures = {}
    for system, names in found.items():
        out[system] = {label: tally(gold, names, [label]) for label in THREE}
        out[system]["all three"] = tally(gold, names, THREE)
        if system == "tagger":
            out[system][NOT_OURS] = tally(gold, names, [NOT_OURS])
    return out


def table(kept: Figures, language: str) -> str:
    """The table of the README; dashes where nothing was measured yet."""
    head, three, tagger, plain, before, whole, published, published_figure = _WORDS[language]
    labels = ("PERS", "LOC", "ORG", "all three")
    lines = [f"| {head} | PERS | LOC | ORG | {three} |", "|---|" + "---:|" * 4]
    for title, system in ((tagger, "tagger"), (whole, "system")):
        rows = kept.get(system, {})
        cells = [f"{100 * rows[label]['f1']:.1f}" if label in rows else "–" for label in labels]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    for title, constants in ((plain, PLAIN), (before, NEWSWIRE_ONLY)):
        lines.append(f"| {title} | " + " | ".join(f"{constants[label]:.1f}" for label in labels) + " |")
    lines.append(f"| {published} | | | | {published_figure} |")
    return "\n".join(lines)


def below(floors: dict[str, dict[str, float]], measured: Figures) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{system}: {label}: F1 {measured[system][label]['f1']:.4f} is below its floor {floor:.4f}"
        for system, pinned in floors.items()
        for label, floor in sorted(pinned.items())
        if measured[system][label]["f1"] + _SLACK < floor
    ]


def raised(floors: dict[str, dict[str, float]], measured: Figures) -> dict[str, dict[str, float]]:
    """The floors after this measurement, never lower than before."""
    out = {system: dict(pinned) for system, pinned in floors.items()}
    for system, rows in measured.items():
        pinned = out.setdefault(system, {})
        for label, row in rows.items():
            if label == NOT_OURS:
                continue
            pinned[label] = max(pinned.get(label, 0.0), math.floor((row["f1"] - MARGIN) * 10_000) / 10_000)
    return out


def details(rows: Rows, conventions: Conventions) -> None:
    """Print what the whole analysis misses and adds, with its surroundings."""
    gold = {x for x in marked(rows) if x.label in THREE}
    found = analysed(rows, conventions)
    for name in sorted(gold ^ found):
        words = [w for w, _ in rows[name.sentence]]
        inside = " ".join(words[name.start : name.end])
        around = f"{' '.join(words[max(0, name.start - 4) : name.start])} [{inside}] "
        print("missed" if name in gold else "added", name.label, around + " ".join(words[name.end : name.end + 3]))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="keep the figures and raise the floors")
    parser.add_argument("--details", action="store_true", help="name mistakes on sentences that were trained on")
    parser.add_argument("--conventions", action="store_true", help="print the counted conventions")
    parser.add_argument("--markdown", nargs="?", const="en", choices=sorted(_WORDS), help="print the table kept last")
    options = parser.parse_args(arguments)
    if options.markdown:
        print(table(read(RESULTS), options.markdown))
        return 0
    if not (DATA / CORPUS).is_file():
        print(f"not here, not scored: {DATA / CORPUS}")
        return 0
    began = time.perf_counter()
    train, held_out = parts()
    conventions = Conventions.counted(train)
    if options.conventions:
        for c in conventions.customs.values():
            print(c.noun, c.ruling, c.label, c.outside, c.inside, c.followed, sep="\t")
        return 0
    if options.details:
        details(train[-SHOWN:], conventions)
        return 0
    measured = figures(marked(held_out), {"tagger": tagged(held_out), "system": analysed(held_out, conventions)})
    for system, rows in measured.items():
        for label, row in rows.items():
            print(f"{system:8}{label:10}", *(f"{k} {v}" for k, v in row.items()))
    floors = read(FLOORS)
    if options.update:
        write(RESULTS, measured)
        write(FLOORS, raised(floors, measured))
        print(table(measured, "en"))
    fallen = below(floors, measured)
    for line in fallen:
        print(line, file=sys.stderr)
    print(f"{len(fallen)} figures below their floor, {len(held_out)} sentences, {time.perf_counter() - began:.1f} s")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
