"""kill -9 during `marsad add` at random points: does a second run complete, and is the desk the same as without?

    python bench/desk_killed.py [--reports 500] [--kills 50] [--seed 1]

Prints at which reports the command was killed, and the digests of both desks; exit code 1 if they differ.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from stream import reports

from marsad.desk import Desk


def stored(desk: Path) -> int:
    """How many reports the desk holds at the moment."""
    if not desk.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{desk}?mode=ro", uri=True, timeout=5)) as connection:
            return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.OperationalError:
        # its tables are being made
        return 0


def add(lines: Path, desk: Path) -> subprocess.Popen[bytes]:
    """`marsad add` in a process of its own."""
    command = [sys.executable, "-m", "marsad", "add", str(lines), "--desk", str(desk), "--no-tagger", "--quiet"]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rng = Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "reports.jsonl"
        with open(lines, "w", encoding="utf-8") as stream:
            for n, text in enumerate(reports(chosen.reports)):
                day = f"2024-{1 + n % 12:02}-{1 + n % 28:02}"
                line = {"id": f"r{n}", "text": text, "published": day, "publisher": f"صحيفة {n % 7}"}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        killed, whole = Path(folder) / "killed.db", Path(folder) / "whole.db"
        points: list[int] = []
        # drawn beforehand, so that the kills are spread over the whole load
        for goal in sorted(rng.randrange(chosen.reports) for _ in range(chosen.kills)):
            run = add(lines, killed)
            while run.poll() is None and stored(killed) < goal:
                time.sleep(0.01)
            time.sleep(rng.random() * 0.2)
            if run.poll() is None:
                run.send_signal(signal.SIGKILL)
                points.append(stored(killed))
            run.wait()
        print(f"killed {len(points)} times, with so many reports stored: {' '.join(map(str, points))}")
        print(
            f"second run: exit code {add(lines, killed).wait()}; without a kill: exit code {add(lines, whole).wait()}"
        )
        with Desk(killed) as first, Desk(whole) as second:
            digests = first.digest(), second.digest()
            print(f"{first.status().reports} and {second.status().reports} reports, digests {digests[0]} {digests[1]}")
        print("equal" if digests[0] == digests[1] else "DIFFERENT")
    if digests[0] != digests[1]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
