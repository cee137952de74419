"""A progress bar on standard error, where somebody watches and there is something to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .messages import one_line, warn

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

MANY = 5
"""A bar is shown for more documents than this."""


class Progress:
    """Counts documents. Shows a bar from the sixth on (at once, where the number is known beforehand)."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._enabled = enabled and sys.stderr.isatty()
        self._total: int | None = None
        self._done = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, total: Callable[[], int | None]) -> None:
        """Say how many documents there will be; `total` is asked only where a bar may be shown."""
        if self._enabled:
            self._total = total()
            if (self._total or 0) > MANY:
                self._show()

    def step(self) -> None:
        """One document is done, well or badly."""
        self._done += 1
        if self._enabled and self._bar is None and self._done > MANY:
            self._show()
        if self._bar is not None and self._task is not None:
            # files may hold more than was thought: then there is no end to measure against
            total = self._total if self._total is not None and self._done <= self._total else None
            self._bar.update(self._task, completed=self._done, total=total)

    def say(self, message: object) -> None:
        """A line on standard error, above the bar where there is one."""
        if self._bar is None:
            warn(message)
        else:
            self._bar.console.print(one_line(message), markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("analysing"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("analysing", total=self._total, completed=self._done)
        self._bar.start()
