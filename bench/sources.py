"""Speed and memory of the readers: reports a second of each kind, and memory at four times the size.

    python bench/sources.py [--reports 2000]

Each kind is read in a process of its own, so that its peak memory is its own. Compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from stream import reports

from marsad.sources import Defaults, Report, read_paths

TIMES = 4


def lines(count: int) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in reports(count)).encode()


def table(count: int) -> bytes:
    """CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([["text"], *([text] for text in reports(count))])
    return out.getvalue().encode()


def telegram(count: int) -> bytes:
    """A Telegram export."""
    messages = [
        {"id": n, "type": "message", "date": "2024-06-05T10:00:00", "text": t} for n, t in enumerate(reports(count))
    ]
    chat = {"name": "x", "type": "public_channel", "id": 1, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def feed(count: int) -> bytes:
    """An RSS feed."""
    items = "".join(f"<item><description>{text}</description></item>" for text in reports(count))
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def warc(count: int) -> bytes:
    """A WARC archive, packed record by record."""
    out = []
    for number, text in enumerate(reports(count)):
        body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        page = (
            f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{body}</article></body></html>".encode()
        )
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\nWARC-Date: 2024-06-05T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        out.append(gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0))
    return b"".join(out)


KINDS: dict[str, tuple[str, Callable[[int], bytes], int]] = {
    "JSON Lines": ("a.jsonl", lines, 1), "CSV": ("a.csv", table, 1), "Telegram": ("result.json", telegram, 1),
    "RSS": ("a.rss", feed, 4), "WARC": ("a.warc.gz", warc, 4),
}  # fmt: skip
"""Name of the file, what makes it, and by how much fewer reports it gets, being slower."""


def read(path: str, out: multiprocessing.Queue[tuple[int, float, float]]) -> None:
    """Read a file and say how many reports there were, how long it took, and the peak of memory in MB."""
    began = time.perf_counter()
    count = sum(isinstance(item, Report) for item in read_paths([path], Defaults()))
    out.put((count, time.perf_counter() - began, peak()))


def peak() -> float:
    """Peak resident memory in MB. Linux counts a parent's peak to `ru_maxrss` of its children, so it is asked first."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> tuple[int, float, float]:
    """The same, in a new process."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.Queue[tuple[int, float, float]] = context.Queue()
    process = context.Process(target=read, args=(str(path), out))
    process.start()
    found = out.get()
    process.join()
    return found


def main() -> None:
    """Measure all kinds and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=2000)
    count = options.parse_args().reports
    shown = Table("kind", "reports", "reports/s", "MB/s", f"memory, {TIMES} times the size")
    with tempfile.TemporaryDirectory() as folder:
        for kind, (name, make, fewer) in KINDS.items():
            path = Path(folder, name)
            path.write_bytes(make(count // fewer // TIMES))
            small = measure(path)
            data = make(count // fewer)
            path.write_bytes(data)
            got, seconds, memory = measure(path)
            row = (
                f"{got:,}",
                f"{got / seconds:,.0f}",
                f"{len(data) / seconds / 1e6:.1f}",
                f"{memory / small[2]:.2f} times",
            )
            shown.add_row(kind, *row)
    Console().print(shown)


if __name__ == "__main__":
    main()
