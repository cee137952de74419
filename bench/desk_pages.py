"""How long until a view of the desk can be used in a headless browser, and how much is loaded for it?

    python bench/desk_pages.py --desk PATH [--runs 5]

Serves the desk, opens every view in a fresh profile of Chromium (nothing cached) and waits for its first row. Prints
the median, that as a multiple of the page of status, which asks for next to nothing, and what came over the wire. The
clock is the machine's: on one that is shared read the multiples.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

VIEWS = {
    "status": ("/status", "main dd"),
    "stories": ("/", "article.story"),
    "timeline": ("/timeline", "a.item"),
    "map": ("/map", ".side li"),
    "network": ("/network", "main table tbody tr"),
    "actors": ("/actors", "main table tbody tr"),
    "sources": ("/sources", "main table tbody tr"),
    "reports": ("/reports", "main li"),
    "audits": ("/audits", "main h1"),
    "review": ("/review", "article.account"),
}
ARGUMENTS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    measure(options.desk, options.runs)


def measure(desk: str, runs: int) -> None:
    """Measure and print a table."""
    from playwright.sync_api import sync_playwright

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "marsad", "serve", "--desk", desk, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api/status").close()
                break
            except OSError:
                time.sleep(0.1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=ARGUMENTS
            )
            # the server loads the gazetteer once it answers, the browser what all its pages share
            time.sleep(5)
            browser.new_page().goto(address, wait_until="networkidle")
            print("| view | median, ms | × status | loaded, KB |")
            print("|---|---:|---:|---:|")
            base = 0.0
            for name, (path, first) in VIEWS.items():
                times, loaded = [], 0
                for _ in range(runs):
                    context = browser.new_context()
                    page = context.new_page()
                    begun = time.perf_counter()
                    page.goto(address + path, wait_until="commit")
                    page.wait_for_selector(first, timeout=120_000)
                    times.append((time.perf_counter() - begun) * 1000)
                    page.wait_for_load_state("networkidle")
                    loaded = page.evaluate(
                        "() => performance.getEntriesByType('resource').reduce((n, one) => n + one.transferSize, 0)"
                    )
                    context.close()
                median = statistics.median(times)
                base = base or median
                print(f"| {name} | {median:,.0f} | {median / base:.1f} | {loaded / 1000:,.0f} |", flush=True)
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
