"""Speed, start-up and memory of the analysis, as a table of figures and ratios.

    make bench            (or python bench/run.py --reports 2000)

All figures of one run come from one machine, so compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from stream import long_text, reports

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document

LAYERS = (
    "Reading.of", "times", "amounts", "Learned.__init__", "find_entities", "EntityTable", "find_positions",
    "learned_positions", "find_relations", "find_alignments", "find_claims", "Learned.claims", "find_events",
    "Learned.events", "merge",
)  # fmt: skip


def memory() -> float:
    """Peak resident memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clock(call: Callable[[], Any]) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def start_up(*arguments: str, stdin: str = "") -> float:
    """Seconds of a whole process, the best of three."""
    command = [sys.executable, "-m", "marsad", *arguments]
    return min(
        clock(lambda: subprocess.run(command, input=stdin, capture_output=True, text=True, check=False))
        for _ in range(3)
    )


class Layers:
    """Seconds spent in each layer, by wrapping the pipeline's calls."""

    def __init__(self) -> None:
        from marsad.analysis import pipeline

        self.seconds: dict[str, float] = {}
        for name in LAYERS:
            owner, _, method = name.partition(".")
            if not hasattr(pipeline, owner):
                continue
            target = getattr(pipeline, owner)
            if method:
                wrapped = self._timed(name, getattr(target, method))
                bound = isinstance(target.__dict__[method], classmethod)
                setattr(target, method, staticmethod(wrapped) if bound else wrapped)
            elif not isinstance(target, type):
                setattr(pipeline, owner, self._timed(name, target))

    def _timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began

        return timed


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
    plain_seconds = clock(lambda: [plain.analyze(Document(str(n), t)) for n, t in enumerate(sample)])
    plain_memory = memory()
    load_model = clock(Analyser)
    layers = Layers()
    analyser = Analyser()
    seconds = clock(lambda: [analyser.analyze(Document(str(n), t)) for n, t in enumerate(texts)])
    table.add_row(
        "articles per second per core", f"{len(texts) / seconds:.1f}", "whole analysis with the learned reader"
    )
    table.add_row(
        "without the model",
        f"{len(sample) / plain_seconds:.1f}",
        f"the model costs {seconds / len(texts) / (plain_seconds / len(sample)):.1f} times the rest",
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
    by_layer = Table(title="by layer")
    for heading in ("layer", "ms a report", "share"):
        by_layer.add_column(heading)
    for name, spent in sorted(layers.seconds.items(), key=lambda x: -x[1]):
        by_layer.add_row(name, f"{1000 * spent / (len(texts) + 2):.2f}", f"{spent / seconds:.0%}")
    console.print(by_layer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
