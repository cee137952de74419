"""Does the memory of an export stay flat? Each format is written once, and once with ten times as many events.

    python bench/exports.py [--events 10000] [--times 10] [--formats csv parquet ...] [--reports 250] [--desk PATH]

A desk of generated reports is made (or `--desk` is taken); its stories are then told again under new ids, as often as
it takes: what the export reads is as long as that of a large desk, without the hours that filling one takes.

Prints the peak memory of both runs, their ratio (1 is flat) and the pace. Every export runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk_stream import records

from marsad.desk import Desk
from marsad.export import FORMATS, Options, Readable, export
from marsad.model.record import Record
from marsad.model.story import Account, Story
from marsad.model.views import Filters

NO_FILTERS = Filters()


class Repeated:
    """A desk whose stories are told again and again, each time of other reports."""

    def __init__(self, desk: Desk, events: int) -> None:
        self._desk = desk
        self._stories = list(desk.all_stories())
        self._records = {r.id: r for r in desk.records()}
        self._rounds = max(1, round(events / sum(len(s.accounts) for s in self._stories)))
        self.events = self._rounds * sum(len(s.accounts) for s in self._stories)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def all_stories(self, filters: Filters = NO_FILTERS) -> Iterator[Story]:
        for n in range(self._rounds):
            for story in self._stories:
                yield replace(
                    story,
                    line=replace(story.line, id=f"{story.line.id}.{n}"),
                    accounts=tuple(replace(a, report=f"{a.report}.{n}") for a in story.accounts),
                )

    def accounts(self, filters: Filters = NO_FILTERS) -> Iterator[tuple[str, Account]]:
        told = [(s.line.id, a) for s in self._stories for a in s.accounts]
        told.sort(key=lambda x: (x[1].report, x[1].event))
        for n in range(self._rounds):
            for story, account in told:
                yield f"{story}.{n}", replace(account, report=f"{account.report}.{n}")

    def records(self, filters: Filters = NO_FILTERS) -> Iterator[Record]:
        for n in range(self._rounds):
            for record in self._records.values():
                yield replace(record, id=f"{record.id}.{n}")

    def report(self, ident: str) -> Record:
        return replace(self._records[ident.rpartition(".")[0]], id=ident)


def one(name: str, path: str, events: int) -> None:
    """Write a format to nowhere and print what it took."""
    import resource
    import time

    with Desk(path, create=False) as desk:
        long: Any = Repeated(desk, events)
        source: Readable = long
        began, size = time.process_time(), 0
        for chunk in export(name, source, Options()):
            size += len(chunk)
        print(json.dumps({
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            "seconds": time.process_time() - began, "size": size, "events": long.events,
        }))  # fmt: skip


def measure(name: str, path: Path, events: int) -> dict[str, float]:
    """Peak memory in MB, processor seconds, bytes and events of one export."""
    command = [sys.executable, os.path.abspath(__file__), "--one", name, "--desk", str(path), "--events", str(events)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--reports", type=int, default=250)
    parser.add_argument("--formats", nargs="*", default=[n for n, f in FORMATS.items() if not f.of and n != "gold"])
    parser.add_argument("--desk", help="take this desk")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        one(chosen.one, chosen.desk, chosen.events)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(chosen.desk or os.path.join(folder, "bench.db"))
        if not path.exists():
            with Desk(path) as desk:
                for _ in desk.add_records(((r, "bench") for r in records(chosen.reports)), analyser="bench"):
                    pass
        print("| format | events | MB | events | MB | ratio | events a second | bytes an event |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for name in chosen.formats:
            a, b = (measure(name, path, chosen.events * t) for t in (1, chosen.times))
            print(
                f"| {name} | {a['events']:,.0f} | {a['peak']:.0f} | {b['events']:,.0f} | {b['peak']:.0f} "
                f"| {b['peak'] / a['peak']:.2f} | {b['events'] / max(b['seconds'], 0.001):,.0f} "
                f"| {b['size'] / b['events']:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
