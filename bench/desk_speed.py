"""The desk at size, in one go: every view's data over HTTP and every page in a headless browser.

    python bench/desk_speed.py [--events 100000] [--desk PATH]

Without --desk a desk of generated records is made and grown (see desk_stream.py and desk_grow.py): some minutes. The
aims are 300 ms for the median of every view's data, 2 s until a page can be used, and 500 KB for the first load.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from itertools import islice

import desk_pages
import serve
from desk_grow import grow
from desk_stream import records

from marsad.desk import Desk

SEED_REPORTS = 2_000
"""What is made by adding, which takes time; the rest are copies of it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", help="a large desk that is there already")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=serve.ROUNDS)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.desk
        if not path:
            small, path = (os.path.join(folder, name) for name in ("small.db", "large.db"))
            with Desk(small) as desk:
                made = islice(records(SEED_REPORTS), SEED_REPORTS)
                for _ in desk.add_records(((record, "bench") for record in made), analyser="bench"):
                    pass
            print(grow(small, path, chosen.events), flush=True)
        say_load()
        serve.answers(path, chosen.rounds, adding=False)
        say_load()
        desk_pages.measure(path, chosen.runs)
        say_load()


def say_load() -> None:
    """Print what the machine is busy with besides: on one that is shared only the server's own work compares."""
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n", flush=True)


if __name__ == "__main__":
    main()
