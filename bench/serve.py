"""How fast a large desk answers over HTTP: every view, first and second time, and while reports are being added.

    python bench/serve.py --desk PATH [--events 100000]

Without --desk a desk of generated records is made first (see desk_stream.py), which takes a while. Times are those of a
client on the same machine, to the last byte; `server` is what the server's processor worked for one answer, which other
work on the machine doesn't change. The aim is 300 ms for the median of every view.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from desk_stream import records

from marsad.desk import Desk

AIM_MS = 300.0
ROUNDS = 9
EVENTS_A_REPORT = 1.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", help="a desk that is there already")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.desk or os.path.join(folder, "bench.db")
        if not chosen.desk:
            count = int(chosen.events / EVENTS_A_REPORT)
            with Desk(path) as desk:
                for _ in desk.add_records(((r, "bench") for r in islice(records(count), count)), analyser="bench"):
                    pass
        answers(path, chosen.rounds, adding=not chosen.desk)


def answers(path: str, rounds: int, *, adding: bool) -> None:
    """Print how long each view of the desk takes; `adding`: also while reports are being added to it."""
    with served(path) as (client, server):
        status = client.get("/api/status").json()
        print(", ".join(f"{status[key]:,} {key}" for key in ("reports", "events", "stories", "actors")))
        paths = views(client)
        print(f"\n{'view':<34}{'KB':>8}{'first':>9}{'median':>9}{'worst':>9}{'server':>9}   ms")
        slow = [n for n, path in paths.items() if measure(client, server, n, path, rounds) > AIM_MS]
        print(f"\nover {AIM_MS:.0f} ms: {', '.join(slow) or 'none'}")
        if adding:
            while_adding(client, server, paths, rounds)


@contextmanager
def served(path: str) -> Iterator[tuple[httpx.Client, int]]:
    """`marsad serve` on the desk, in a process of its own, whose number comes with the client."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marsad", "serve", "--desk", path, "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            while True:
                try:
                    client.get("/api/session")
                    break
                except httpx.TransportError:
                    time.sleep(0.2)
            time.sleep(5)  # the server loads the gazetteer once it answers
            yield client, process.pid
    finally:
        process.terminate()
        process.wait()


def views(client: httpx.Client) -> dict[str, str]:
    """The address of every view, also with a filter that leaves much and one that leaves little."""
    stories: list[dict[str, Any]] = client.get("/api/stories?order=reports&limit=1").json()["items"]
    actors = client.get("/api/actors?kind=person&limit=200").json()["items"]
    sources = client.get("/api/sources?limit=1").json()["items"]
    report = client.get("/api/reports?limit=1").json()["items"][0]["id"]
    busy, rare = actors[0]["id"], actors[-1]["id"]
    word = actors[0]["name"].split()[0]
    filters = {
        "": "", ", one type": "type=CONSULT", ", busiest person": f"actor={busy}", ", rarer person": f"actor={rare}",
        ", one year": "earliest=2018-06-01&latest=2019-05-31", ", a word": f"q={word}", ", a country": "place=LBY",
    }  # fmt: skip
    out: dict[str, str] = {}
    for view in ("stories", "stories/facets", "timeline", "map", "network"):
        for note, query in filters.items():
            out[view + note] = f"/api/{view}?{query}"
    out |= {
        "stories, deep page": f"/api/stories?{deep(client)}", "actors": "/api/actors",
        "actors, described": "/api/actors?described=true", "sources": "/api/sources",
        "sources, described": "/api/sources?described=true",
        "reports": "/api/reports", "reports, a word": f"/api/reports?q={word}", "audits": "/api/audits",
        "story, most reports": f"/api/stories/{stories[0]['id']}", "actor, busiest": f"/api/actors/{busy}",
        "source, busiest": f"/api/sources/{sources[0]['id']}", "report": f"/api/reports/{report}",
        "search, full name": f"/api/search?q={actors[0]['name']}", "search, one word": f"/api/search?q={word}",
        "search, Latin": "/api/search?q=Salem", "queue": "/api/queue", "judgements": "/api/judgements",
        "judgements, people's": "/api/judgements?people=true", "judgements, one": f"/api/judgements?ref={busy}",
        "status": "/api/status",
    }  # fmt: skip
    return out


def deep(client: httpx.Client) -> str:
    """The query for a page some pages in."""
    cursor = ""
    for _ in range(10):
        page = client.get("/api/stories", params={"limit": 200, **({"cursor": cursor} if cursor else {})}).json()
        if page["cursor"] is None:
            break
        cursor = page["cursor"]
    return f"cursor={cursor}" if cursor else ""


def timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """Milliseconds to the last byte, and how many bytes came over the wire."""
    began = time.perf_counter()
    answer = client.get(path)
    spent = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    return spent, answer.num_bytes_downloaded


def worked(process: int) -> float:
    """Milliseconds that a process has kept a processor busy."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000


def measure(client: httpx.Client, server: int, name: str, path: str, rounds: int) -> float:
    """Print how long a view takes; gives the median in milliseconds."""
    first, size = timed(client, path)
    before = worked(server)
    again = [timed(client, path)[0] for _ in range(rounds)]
    own = (worked(server) - before) / rounds
    median = statistics.median(again)
    mark = "  !" if median > AIM_MS else ""
    print(f"{name:<34}{size / 1000:>8.0f}{first:>9.0f}{median:>9.0f}{max(again):>9.0f}{own:>9.0f}{mark}", flush=True)
    return median


def while_adding(client: httpx.Client, server: int, paths: dict[str, str], rounds: int) -> None:
    """What readers wait while a job adds reports."""
    samples = Path(__file__).parents[1] / "samples"
    lines = [json.dumps({"text": file.read_text(encoding="utf-8") + f" {n}"})
             for n in range(40) for file in sorted(samples.glob("*.txt"))]  # fmt: skip
    job = client.post("/api/add", files={"files": ("bench.jsonl", "\n".join(lines).encode())}).json()["line"]["id"]
    over = threading.Event()

    def watch() -> None:
        while client.get(f"/api/jobs/{job}").json()["line"]["state"] in ("queued", "running"):
            time.sleep(0.5)
        over.set()

    threading.Thread(target=watch, daemon=True).start()
    shown = ["stories", "timeline", "map", "network", "search, one word"]
    print("\nwhile reports are being added")
    for name in shown:
        if not over.is_set():
            measure(client, server, name, paths[name], rounds)
    client.delete(f"/api/jobs/{job}")


if __name__ == "__main__":
    main()
