"""What a spelling without its letters costs: the same reports, respelt, scored beside themselves.

    python eval/spelling.py [--second-gold DIR]

`egypt` writes every last ya without its dots, `bare` leaves out hamza on alef and ta marbuta too. Gold and text are
respelt alike, letter for letter. Nothing is pinned: `docs/limits.md` quotes the figures.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gate import CORPUS, SECOND_GOLD, GoldSet, analyses

from marsad.analysis.pipeline import Analyser
from marsad.evaluate import load_gold, score_reports

TRACKS = ("entities", "claim detection", "claims", "event detection", "arguments", "events strict")


def egypt(text: str) -> str:
    """«في» as «فى»."""
    return re.sub(r"ي(?!\w)", "ى", text)


def bare(text: str) -> str:
    """«إلى المدينة» as «الى المدينه»."""
    return egypt(re.sub("[أإآ]", "ا", text).replace("ة", "ه"))


def respelt(value: Any, spell: Callable[[str], str]) -> Any:
    """A gold file with all its texts respelt; keys and codes have no such letters."""
    if isinstance(value, str):
        return spell(value)
    if isinstance(value, list):
        return [respelt(v, spell) for v in value]
    return {k: respelt(v, spell) for k, v in value.items()} if isinstance(value, dict) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--second-gold", type=Path, default=SECOND_GOLD, help="another folder of gold files")
    second: Path = parser.parse_args().second_gold
    splits: dict[str, str] = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))
    files = {"corpus dev": [CORPUS / "reports" / f"{i}.json" for i in sorted(splits) if splits[i] == "dev"]}
    if second.is_dir():
        files["second"] = sorted(second.glob("*.json"))
    analyser = Analyser()
    for name, paths in files.items():
        for spell in (str, egypt, bare):
            with tempfile.TemporaryDirectory() as folder:
                for path in paths:
                    gold = respelt(json.loads(path.read_text(encoding="utf-8")), spell)
                    Path(folder, path.name).write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
                reports = load_gold(Path(folder))
            scores = score_reports(reports, analyses(analyser, [GoldSet(name, reports)]))
            tracks = "  ".join(f"{t} {scores.tracks[t].f1:.3f}" for t in TRACKS)
            kind = "as it is" if spell is str else spell.__name__
            print(f"{name} ({len(reports)}), {kind}: headline {scores.headline:.3f}  {tracks}", flush=True)


if __name__ == "__main__":
    main()
