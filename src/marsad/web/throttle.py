"""How often a password may be tried."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

WINDOW = 15 * 60.0
_MOST_KEYS = 100_000


class Throttle:
    """Counts failures of the last quarter of an hour for each key. Kept in memory; safe for many threads.

    >>> gate = Throttle(lambda: 0.0)
    >>> [gate.wait(("layla", "::1"), 2) for _ in range(3)]
    [0.0, 0.0, 900.0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[Hashable, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: Hashable, most: int) -> float:
        """Seconds to wait before another try; 0 if it may be made now, and then it is counted.

        A try counts before its outcome is known, so that many at once gain nothing.
        """
        now = self._clock()
        with self._lock:
            if len(self._tries) > _MOST_KEYS:
                self._sweep(now)
            tries = self._tries.setdefault(key, deque())
            while tries and tries[0] <= now - WINDOW:
                tries.popleft()
            if len(tries) >= most:
                return tries[0] + WINDOW - now
            tries.append(now)
            return 0.0

    def forget(self, key: Hashable) -> None:
        """A try went well: the failures before it don't count any more."""
        with self._lock:
            self._tries.pop(key, None)

    def _sweep(self, now: float) -> None:
        for key in [k for k, tries in self._tries.items() if not tries or tries[-1] <= now - WINDOW]:
            del self._tries[key]
