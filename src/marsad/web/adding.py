"""Jobs that add reports: one at a time, in a process of its own, with progress and per-file errors."""

from __future__ import annotations

import datetime
import logging
import multiprocessing
import queue
import secrets
import shutil
import tempfile
import threading
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from marsad.desk import Status

from .reply import ApiError
from .worker import Added, End, Task, Total, Upload, main

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from marsad.sources import Defaults

State = Literal["queued", "running", "done", "failed", "cancelled"]
_KEPT_JOBS = 200
_KEPT_OUTCOMES = 1_000
_WAITING = 100
_IDLE_SECONDS = 600.0
_log = logging.getLogger("marsad.web")


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What became of one report: `source` is the file (and line) it came in, `report` its id in the desk."""

    source: str
    report: str | None
    status: Status
    message: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class JobLine:
    """How far a job is. `total` is an estimate, null until it is known; times are UTC, ISO 8601."""

    id: str
    by: str
    created: str
    state: State
    total: int | None
    done: int
    added: int
    new_versions: int
    known: int
    skipped: int
    failed: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A job with the outcome of each report. Of a long one, what failed is kept before what went well."""

    line: JobLine
    outcomes: tuple[JobOutcome, ...]
    left_out: int


@dataclass(slots=True)
class _Running:
    id: str
    by: str
    created: str
    task: Task
    folder: Path
    state: State = "queued"
    total: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    problems: deque[JobOutcome] = field(default_factory=lambda: deque(maxlen=_KEPT_OUTCOMES))
    good: deque[JobOutcome] = field(default_factory=lambda: deque(maxlen=_KEPT_OUTCOMES))
    error: str | None = None
    cancelled: bool = False

    def shown(self) -> Job:
        done = sum(self.counts.values())
        outcomes = (*self.problems, *self.good)[:_KEPT_OUTCOMES]
        count = self.counts.get
        line = JobLine(
            self.id, self.by, self.created, self.state, self.total, done, count("added", 0), count("new version", 0),
            count("known", 0), count("skipped", 0), count("failed", 0), self.error,
        )  # fmt: skip
        return Job(line, outcomes, done - len(outcomes))


class Adding:
    """The queue of jobs. Safe for many threads. `stop` ends it, after the report in hand."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._jobs: dict[str, _Running] = {}
        self._queue: queue.Queue[_Running | None] = queue.Queue()
        self._lock = threading.Lock()
        self._context = multiprocessing.get_context("spawn")
        self._halt = self._context.Event()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._root = Path(tempfile.mkdtemp(prefix="marsad-add-"))
        self._thread = threading.Thread(target=self._work, name="marsad-adding", daemon=True)
        self._current: _Running | None = None
        self.stopping = False

    def start(self) -> None:
        """Begin to take jobs."""
        self._thread.start()

    def stop(self, grace: float = 10.0) -> None:
        """Cancel what waits, let the report in hand be finished within `grace` seconds, and end the process."""
        with self._lock:
            self.stopping = True
            for job in self._jobs.values():
                job.cancelled = True
        self._halt.set()
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(grace)
        self._end_process()
        shutil.rmtree(self._root, ignore_errors=True)

    def folder(self) -> Path:
        """A new folder for the files of a job, on this machine."""
        return Path(tempfile.mkdtemp(dir=self._root))

    def submit(self, by: str, folder: Path, uploads: tuple[Upload, ...], defaults: Defaults) -> Job:
        """Queue a job for the files, which `folder` holds and which are deleted after it.

        Raises `ApiError` (429) where too many wait.
        """
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        job = _Running("j-" + secrets.token_hex(8), by, now, Task(uploads, defaults), folder)
        with self._lock:
            waiting = sum(j.state == "queued" for j in self._jobs.values())
            if self.stopping or waiting >= _WAITING:
                shutil.rmtree(folder, ignore_errors=True)
                if self.stopping:
                    raise ApiError(503, "the desk is closing")
                raise ApiError(429, "too many jobs wait", None, {"retry-after": "60"})
            self._jobs[job.id] = job
            over = [j for j in self._jobs.values() if j.state not in ("queued", "running")]
            for old in over[: max(len(self._jobs) - _KEPT_JOBS, 0)]:
                del self._jobs[old.id]
            shown = job.shown()
        self._queue.put(job)
        return shown

    def all(self) -> tuple[JobLine, ...]:
        """All jobs since the server started that are still known, newest first."""
        with self._lock:
            return tuple(job.shown().line for job in reversed(self._jobs.values()))

    def job(self, ident: str) -> Job:
        """One job. Raises `ApiError` (404)."""
        with self._lock:
            return self._find(ident).shown()

    def cancel(self, ident: str) -> Job:
        """Stop a job after its report in hand; what was added stays. Does nothing to one that is over."""
        with self._lock:
            job = self._find(ident)
            job.cancelled = True
            if job.state == "queued":
                job.state = "cancelled"
            elif job is self._current:
                self._halt.set()
            return job.shown()

    def _find(self, ident: str) -> _Running:
        job = self._jobs.get(ident)
        if job is None:
            raise ApiError(404, f"no job {ident}; jobs are forgotten when the server ends")
        return job

    def _work(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=_IDLE_SECONDS)
            except queue.Empty:
                self._end_process()  # the models' memory goes back to the machine
                continue
            if job is None:
                return
            with self._lock:
                if job.cancelled:
                    job.state = "cancelled"
                else:
                    job.state = "running"
                    self._current = job
                    self._halt.clear()
            if job.state == "running":
                self._run(job)
            shutil.rmtree(job.folder, ignore_errors=True)

    def _run(self, job: _Running) -> None:
        error: str | None = None
        try:
            pipe = self._connected()
            pipe.send(job.task)
            while not isinstance(message := pipe.recv(), End):
                self._note(job, message)
            error = message.error
        except (EOFError, OSError) as failure:
            _log.error("the process that adds reports ended: %r", failure)
            error = "the process that adds reports ended unexpectedly"
            self._end_process()
        with self._lock:
            self._current = None
            job.error = error
            job.state = "cancelled" if job.cancelled else "failed" if error else "done"
            job.total = sum(job.counts.values()) if job.state == "done" else job.total

    def _note(self, job: _Running, message: Added | Total) -> None:
        with self._lock:
            if isinstance(message, Total):
                job.total = message.reports
                return
            status = message.status
            job.counts[status] = job.counts.get(status, 0) + 1
            outcome = JobOutcome(message.source, message.report, status, message.message, message.copy_of)
            (job.problems if status == "failed" else job.good).append(outcome)

    def _connected(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            ours, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=main, args=(theirs, self._halt, self._url), name="marsad-adding", daemon=True
            )
            self._process.start()
            theirs.close()
            self._pipe = ours
        return self._pipe

    def _end_process(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.join(2.0)
            if process.is_alive():
                process.terminate()
                process.join()
