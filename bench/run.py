"""Speed, start-up, memory and the cost of every layer of the analysis, as tables of figures and ratios.

    make bench            (or python bench/run.py --reports 2000)

Reports are timed by the processor time of this process, on which other processes have little effect, a whole process
from start to end by the clock. All figures of one run come from one machine, so compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final
from unittest.mock import patch

from layers import CLAIMS, CLAIMS_READ, EVENTS, EVENTS_READ, Layers
from rich.console import Console
from rich.table import Table
from stream import ROOT, long_text, reports

from marsad.analysis.learned import words as asked
from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document

ARTICLE: Final = 200
"""Words."""
ALL_ASKED: Final = 10
"""Reports for which every word is asked about, which takes long."""


def memory() -> float:
    """Peak resident memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clock(call: Callable[[], Any], now: Callable[[], float] = time.process_time) -> float:
    """Seconds of one call."""
    began = now()
    call()
    return now() - began


def start_up(*arguments: str, stdin: str = "") -> float:
    """Seconds of a whole process, the best of three."""
    command = [sys.executable, "-m", "marsad", *arguments]
    return min(
        clock(
            lambda: subprocess.run(command, input=stdin, capture_output=True, text=True, check=False),
            time.perf_counter,
        )
        for _ in range(3)
    )


def corpus() -> list[str]:
    """The reports of the corpus' dev split."""
    splits = json.loads((ROOT / "corpus" / "splits.json").read_text(encoding="utf-8"))
    names = sorted(name for name, split in splits.items() if split == "dev")
    return [json.loads((ROOT / "corpus" / "reports" / f"{n}.json").read_text(encoding="utf-8"))["text"] for n in names]


def analyse(analyser: Analyser, texts: list[str]) -> float:
    """Seconds for these texts."""
    return clock(lambda: [analyser.analyze(Document(str(n), t)) for n, t in enumerate(texts)])


def articles(texts: list[str]) -> float:
    """How many articles these texts make."""
    return sum(len(t.split()) for t in texts) / ARTICLE


def every_word(analyser: Analyser, texts: list[str]) -> float:
    """Seconds for these texts if every word outside of boilerplate were read a second time."""
    known = dict.fromkeys(asked.KNOWN_ASKED_LEAST, 0.0)
    with patch.multiple(asked, ASKED_LEAST=0.0, KNOWN_ASKED_LEAST=known):
        return analyse(analyser, texts)


def by_layer(layers: Layers, count: int) -> Table:
    """What every layer costs; the shares sum to the whole analysis."""
    whole = sum(layers.seconds.values())
    table = Table(title="by layer")
    for heading in ("layer", "ms a report", "share", "of that the encoder's, ms", "its runs a report"):
        table.add_column(heading)

    def row(name: str, spent: float, encoder: float, runs: int) -> None:
        own = (f"{1000 * encoder / count:.1f}", f"{runs / count:.1f}") if runs else ("", "")
        table.add_row(name, f"{1000 * spent / count:.1f}", f"{spent / whole:.0%}", *own)

    for name, spent in sorted(layers.seconds.items(), key=lambda x: -x[1]):
        row(name, spent, layers.encoder.get(name, 0.0), layers.runs.get(name, 0))
    table.add_section()
    row("all", whole, sum(layers.encoder.values()), sum(layers.runs.values()))
    for title, names in (
        ("claims and events, with their second readings", (CLAIMS, CLAIMS_READ, EVENTS, EVENTS_READ)),
        ("claims and events, without them", (CLAIMS, EVENTS)),
    ):
        row(
            title, sum(layers.seconds.get(n, 0.0) for n in names), sum(layers.encoder.get(n, 0.0) for n in names),
            sum(layers.runs.get(n, 0) for n in names),
        )  # fmt: skip
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--characters", type=int, default=1_000_000, help="of the text in one paragraph")
    options = parser.parse_args()
    console = Console()
    texts = list(reports(options.reports))
    words = sum(len(t.split()) for t in texts)
    table = Table(title=f"{options.reports} generated reports, {words / len(texts):.0f} words each, one core")
    for heading in ("what", "figure", "note"):
        table.add_column(heading)
    before = memory()
    load_plain = clock(lambda: Analyser(tagger=False))
    plain = Analyser(tagger=False)
    sample = texts[: max(100, len(texts) // 10)]
    plain_seconds = analyse(plain, sample) / articles(sample)
    plain_memory = memory()
    load_model = clock(Analyser)
    analyser = Analyser()
    # tables that are read when they are first asked for are no report's cost
    analyse(analyser, texts[:1])
    layers = Layers()
    with layers.timed():
        analyse(analyser, texts)
    seconds = sum(layers.seconds.values())
    dev = corpus()[: options.reports]
    dev_seconds = analyse(analyser, dev) / articles(dev)
    few = texts[:ALL_ASKED]
    asked_all = (every_word(analyser, few) - analyse(analyser, few)) / len(few)
    table.add_row(
        "reports per second per core", f"{len(texts) / seconds:.1f}", "whole analysis with the learned reader"
    )
    table.add_row(f"the same in {ARTICLE} words", f"{articles(texts) / seconds:.1f}", "")
    table.add_row("the corpus' dev split", f"{1 / dev_seconds:.1f}", f"in {ARTICLE} words")
    table.add_row(
        "without the model",
        f"{1 / plain_seconds:.1f}",
        f"in {ARTICLE} words; the whole analysis takes {seconds / articles(texts) / plain_seconds:.1f} times as long",
    )
    table.add_row(
        "asking only where it can matter",
        f"{1000 * asked_all:.0f} ms",
        f"saved a report against a second reading of every word, which makes {1000 * seconds / len(texts):.0f} ms of "
        f"{1000 * (seconds / len(texts) + asked_all):.0f}",
    )
    table.add_row("loading lexicons / model", f"{load_plain:.2f} s / {load_model:.2f} s", "in the process")
    table.add_row("marsad --help", f"{start_up('--help'):.2f} s", "whole process, best of 3")
    table.add_row(
        "marsad analyze, one report",
        f"{start_up('analyze', '-', '--quiet', stdin=texts[0]):.2f} s",
        "whole process, best of 3",
    )
    table.add_row(
        "memory: start, lexicons, all", f"{before:.0f} / {plain_memory:.0f} / {memory():.0f} MB", "peak resident"
    )
    small, large = options.characters // 20, options.characters
    text = long_text(large)
    share = clock(lambda: analyser.analyze(Document("small", text[:small]))) / small
    whole = clock(lambda: analyser.analyze(Document("large", text))) / large
    table.add_row(
        f"{large:,} characters in one paragraph",
        f"{whole * large:.1f} s",
        f"{whole / share:.2f} times its share of a text of {small:,}",
    )
    console.print(table)
    console.print(by_layer(layers, len(texts)))


if __name__ == "__main__":
    main()
