"""The process that adds reports: it reads and analyses them apart, so that views stay quick meanwhile.

It is spoken to through a pipe: a `Task` in, then `Total`, one `Outcome` for each report and `End` out.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.desk import Desk, Status
    from marsad.sources import Defaults, Report


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on disk and the name under which it was sent."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """What to add, and what is known of all of it."""

    uploads: tuple[Upload, ...]
    defaults: Defaults


@dataclass(frozen=True, slots=True)
class Total:
    """About how many reports there are; None where that can't be known."""

    reports: int | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report. `report` is its id in the desk."""

    source: str
    report: str | None
    status: Status
    message: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class End:
    """The task is over; `error` says why, where it failed as a whole."""

    error: str | None = None


def main(pipe: Connection, stop: Event, url: str) -> None:
    """Add what comes through the pipe until it is closed. `stop` ends the running task after its report in hand."""
    # Ctrl-C in a terminal reaches the whole group: the server decides when this process ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)
    from marsad.desk import Desk

    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            with Desk(url) as desk:
                _add(desk, task, pipe, stop)
            pipe.send(End())
        except BrokenPipeError:
            return
        except Exception as error:
            pipe.send(End(f"{type(error).__name__}: {error}"))


def _add(desk: Desk, task: Task, pipe: Connection, stop: Event) -> None:
    from marsad.sources import how_many

    pipe.send(Total(how_many([upload.path for upload in task.uploads])))
    for outcome in desk.add_documents(_incoming(task, pipe, stop)):
        pipe.send(Added(outcome.source, outcome.report, outcome.status, outcome.message, outcome.copy_of))


def _incoming(task: Task, pipe: Connection, stop: Event) -> Iterator[Report]:
    from marsad.sources import Problem, read_paths

    for upload in task.uploads:
        for item in read_paths([upload.path], task.defaults):
            if stop.is_set():
                return
            source = item.source.replace(upload.path, upload.name, 1)
            if isinstance(item, Problem):
                place = source if item.line is None else f"{source}:{item.line}"
                pipe.send(Added(place, None, "skipped" if item.skipped else "failed", item.message, None))
            else:
                yield replace(item, source=source)
