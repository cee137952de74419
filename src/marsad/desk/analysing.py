"""Analysing for a desk: in this process or in several, results always in the order of the input."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from marsad.model.document import Document
from marsad.model.record import RECORD_VERSION, DateSource, Record

if TYPE_CHECKING:
    from marsad.analysis.pipeline import Analyser

Analyse = Callable[[Document, DateSource | None], Record]
T = TypeVar("T")
_AHEAD = 4
"""Reports a worker has waiting: enough that none idles, few enough that memory stays flat."""
_LAYERS = ("text", "model", "lexicon", "tagger", "reader", "analysis", "data")


class Failed(str):
    """Why an analysis failed, in place of its record."""


@cache
def package_version() -> str:
    """The version of Marsad that runs."""
    try:
        return version("marsad")
    except PackageNotFoundError:
        return "0"


@cache
def fingerprint(*, tagger: bool = True) -> str:
    """What names this analyser: the version, and a hash of all code, words and models that make a record."""
    top = Path(__file__).parents[1]
    digest = hashlib.sha256(str(RECORD_VERSION).encode())
    for layer in _LAYERS:
        for path in sorted((top / layer).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(top)).encode())
                digest.update(path.read_bytes())
    return f"{package_version()}+{digest.hexdigest()[:8]}" + ("" if tagger else ".rules")


class Local:
    """Analyses in this process. The lexicons and the reader are loaded with the first report."""

    def __init__(self, *, tagger: bool = True) -> None:
        self._tagger = tagger
        self._analyser: Analyser | None = None
        self._lock = threading.Lock()

    def __call__(self, document: Document, published_by: DateSource | None) -> Record:
        """The record of one report."""
        with self._lock:
            if self._analyser is None:
                from marsad.analysis.pipeline import Analyser

                self._analyser = Analyser(tagger=self._tagger)
            return self._analyser.analyze(document, published_by=published_by)


def attempt(analyse: Analyse, document: Document, published_by: DateSource | None) -> Record | Failed:
    """The record, or why there is none: a fault of ours in one report must not cost the user the others."""
    try:
        return analyse(document, published_by)
    except Exception as error:
        return Failed(f"the analysis failed ({type(error).__name__}: {error})")


def in_order(
    items: Iterable[T],
    task: Callable[[T], tuple[Document, DateSource | None] | None],
    analyse: Analyse,
    *,
    jobs: int = 1,
    tagger: bool = True,
) -> Iterator[tuple[T, Record | Failed | None]]:
    """Every item with its record, in order; `task` says what to analyse of it, None for nothing.

    With `jobs` above 1 that many processes analyse, each with an analyser of its own, and `analyse` isn't used.
    """
    if jobs <= 1:
        for item in items:
            wanted = task(item)
            yield item, attempt(analyse, *wanted) if wanted else None
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _start, (tagger, os.getpid())) as pool:
        waiting: deque[tuple[T, Future[Record | Failed] | None]] = deque()
        try:
            for item in items:
                wanted = task(item)
                waiting.append((item, pool.submit(_work, *wanted) if wanted else None))
                if len(waiting) >= _AHEAD * jobs:
                    yield _done(waiting.popleft())
            while waiting:
                yield _done(waiting.popleft())
        finally:
            for _, future in waiting:
                if future is not None:
                    future.cancel()


def _done(pair: tuple[T, Future[Record | Failed] | None]) -> tuple[T, Record | Failed | None]:
    item, future = pair
    return item, future.result() if future is not None else None


_worker: Local | None = None


def _start(tagger: bool, parent: int) -> None:
    global _worker
    _worker = Local(tagger=tagger)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    # a parent that was killed can't tell its workers: without this they would stay for ever
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _work(document: Document, published_by: DateSource | None) -> Record | Failed:
    assert _worker is not None
    return attempt(_worker, document, published_by)
