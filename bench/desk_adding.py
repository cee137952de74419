"""Is adding linear, and is its memory flat? Generated records go into a new desk, timed batch by batch.

    python bench/desk_adding.py [--reports 100000] [--desk PATH]

Prints processor seconds, memory and size a batch, and the ratio of the last batches' pace to the middle ones'. All
figures of one run come from one machine: compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from desk_stream import records

from marsad.desk import Desk


def memory() -> float:
    """Resident memory of this process now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--desk", help="keep the desk there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.desk or os.path.join(folder, "bench.db")
        stream = ((record, "bench") for record in records(chosen.reports))
        size = chosen.reports // chosen.batches
        seconds: list[float] = []
        usage: list[float] = []
        with Desk(path) as desk:
            for batch in range(chosen.batches):
                began = time.process_time()
                done = sum(o.status == "added" for o in desk.add_records(islice(stream, size), analyser="bench"))
                seconds.append(time.process_time() - began)
                usage.append(memory())
                megabytes = Path(path).stat().st_size / 1e6
                print(
                    f"{(batch + 1) * size:>8} reports  {seconds[-1] / done * 1000:6.2f} ms a report  "
                    f"{usage[-1]:7.0f} MB memory  {megabytes:8.0f} MB desk",
                    flush=True,
                )
            status = desk.status()
        print(f"{status.reports} reports, {status.events} events, {status.stories} stories, {status.actors} actors")
        third = max(chosen.batches // 3, 1)
        print(f"pace, last third against second: {ratio(seconds[-third:], seconds[third : 2 * third]):.2f}")
        print(f"memory, last third against second: {ratio(usage[-third:], usage[third : 2 * third]):.2f}")


def ratio(late: list[float], early: list[float]) -> float:
    """The median of one part of a run against that of another."""
    return statistics.median(late) / statistics.median(early)


if __name__ == "__main__":
    main()
