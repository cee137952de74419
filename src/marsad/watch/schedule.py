"""When to try a feed again."""

from __future__ import annotations

import datetime
import re

LONGEST_S = 86_400.0
"""A feed that keeps failing is tried once a day, or as rarely as it is visited anyway."""
JITTER = 0.1
"""Waits are made longer or shorter by up to this share, so that feeds of one server don't come all at once."""
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}


def parse_interval(value: str) -> float:
    """Seconds of an interval such as 90s, 15m, 2h or 1d; a bare number is seconds.

    >>> parse_interval("15m"), parse_interval("90")
    (900.0, 90.0)

    Raises `ValueError` for anything else, and for nothing.
    """
    found = re.fullmatch(r"(\d{1,7})([smhd]?)", value.strip().lower())
    if found is None or int(found[1]) == 0:
        raise ValueError(f"{value!r} is no interval (90s, 15m, 2h, 1d)")
    return float(int(found[1]) * _UNITS[found[2]])


def wait_s(every: float, failures: int, retry_after: float | None, chance: float) -> float:
    """Seconds until the next try: `every`, doubled with each failure in a row, at least what the server asked for.

    `chance` is a random number from 0 to 1.

    >>> [round(wait_s(900, n, None, 0.5)) for n in (0, 1, 2, 20)], wait_s(900, 1, 7200, 0.5)
    ([900, 1800, 3600, 86400], 7200.0)
    """
    wait = min(every * 2.0 ** min(failures, 30), max(LONGEST_S, every))
    return max(wait * (1 + JITTER * (2 * chance - 1)), float(retry_after or 0))


def stamp(at: datetime.datetime) -> str:
    """A time as the desk writes it: UTC, ISO 8601, to the second."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def is_due(next_try: str | None, now: datetime.datetime) -> bool:
    """Has the time of the next try come?"""
    return next_try is None or next_try <= stamp(now)
