"""Does the memory of an export stay flat? Each format is written from a desk and from one ten times as large.

    python bench/exports.py [--reports 2000] [--times 10] [--formats csv parquet ...]

Prints the peak memory and the pace of each format on both desks and the ratio of the two peaks: 1 is flat. Every export
runs in a process of its own, whose memory before it opened the desk is taken off.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from desk_stream import records

from marsad.desk import Desk
from marsad.export import FORMATS

_RUN = """
import json, resource, sys, tempfile, time
from marsad.desk import Desk
from marsad.export import FORMATS, export
name, path = sys.argv[1:]
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
# what the format loads anyway: one pass over an empty desk
with tempfile.TemporaryDirectory() as folder, Desk(folder + "/empty.db") as empty:
    for _ in export(name, empty): pass
base, began, size = peak(), time.process_time(), 0
with Desk(path, create=False) as desk:
    for chunk in export(name, desk): size += len(chunk)
print(json.dumps({"base": base, "peak": peak(), "seconds": time.process_time() - began, "size": size}))
"""


def measure(name: str, path: Path) -> dict[str, float]:
    """Peak memory in MB, processor seconds and bytes of one export."""
    done = subprocess.run([sys.executable, "-c", _RUN, name, str(path)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def fill(path: Path, reports: int) -> int:
    """A desk with generated records; gives the number of its events."""
    with Desk(path) as desk:
        for _ in desk.add_records(((r, "bench") for r in records(reports)), analyser="bench"):
            pass
        return desk.status().events


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--formats", nargs="*", default=[n for n, f in FORMATS.items() if not f.of])
    parser.add_argument("--keep", help="folder for the desks, which are used again if they are there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(chosen.keep or folder)
        where.mkdir(parents=True, exist_ok=True)
        desks = []
        for count in (chosen.reports, chosen.reports * chosen.times):
            path = where / f"{count}.db"
            if not path.exists():
                fill(path, count)
            with Desk(path, create=False) as desk:
                desks.append((path, desk.status().events))
        small, large = desks
        print(f"events: {small[1]} and {large[1]}")
        print("| format | MB | MB, larger desk | ratio of peaks | events a second | bytes an event |")
        print("|---|---:|---:|---:|---:|---:|")
        for name in chosen.formats:
            a, b = measure(name, small[0]), measure(name, large[0])
            print(
                f"| {name} | {a['peak']:.0f} | {b['peak']:.0f} | {b['peak'] / a['peak']:.2f} "
                f"| {large[1] / max(b['seconds'], 0.001):,.0f} | {b['size'] / large[1]:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
