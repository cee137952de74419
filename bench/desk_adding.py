"""Is adding linear, and is its memory flat? Generated records go into a new desk, timed batch by batch.

    python bench/desk_adding.py [--reports 100000] [--desk PATH]

Prints processor time, memory and size batch by batch, then a table by tenths of the run: time a report and memory, each
as a multiple of the second tenth's, the first one being the warm-up. All figures of one run come from one machine that
may have other work at times: compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from itertools import islice, pairwise
from pathlib import Path

from desk_stream import records

from marsad.desk import Desk

TENTHS = 10


def memory() -> float:
    """Resident memory of this process now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--batches", type=int, default=20, help="at least ten")
    parser.add_argument("--desk", help="keep the desk there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.desk or os.path.join(folder, "bench.db")
        stream = ((record, "bench") for record in records(chosen.reports))
        size = chosen.reports // max(chosen.batches, TENTHS)
        seconds: list[float] = []
        usage: list[float] = []
        with Desk(path) as desk:
            for batch in range(max(chosen.batches, TENTHS)):
                began = time.process_time()
                done = sum(o.status == "added" for o in desk.add_records(islice(stream, size), analyser="bench"))
                seconds.append((time.process_time() - began) / done)
                usage.append(memory())
                megabytes = Path(path).stat().st_size / 1e6
                print(
                    f"{(batch + 1) * size:>8} reports  {seconds[-1] * 1000:6.2f} ms a report  "
                    f"{usage[-1]:7.0f} MB memory  {megabytes:8.0f} MB desk",
                    flush=True,
                )
            status = desk.status()
        print(f"{status.reports} reports, {status.events} events, {status.stories} stories, {status.actors} actors")
        print(table(tenths(seconds), tenths(usage)))


def tenths(values: list[float]) -> list[float]:
    """The mean of each tenth of a run."""
    edges = [round(n * len(values) / TENTHS) for n in range(TENTHS + 1)]
    return [statistics.mean(values[start:end]) for start, end in pairwise(edges)]


def table(seconds: list[float], usage: list[float]) -> str:
    """Time a report and memory by tenths, each as a multiple of what they were after warming up."""
    rows = [f"{'tenth':>6}{'ms a report':>14}{'ratio':>8}{'MB memory':>12}{'ratio':>8}"]
    for n in range(TENTHS):
        pace, size = seconds[n] / seconds[1], usage[n] / usage[1]
        note = "  warm-up" if n == 0 else ""
        rows.append(f"{n + 1:>6}{seconds[n] * 1000:>14.2f}{pace:>8.2f}{usage[n]:>12.0f}{size:>8.2f}{note}")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
