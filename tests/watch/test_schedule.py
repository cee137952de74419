"""When a feed is tried again."""

from __future__ import annotations

import datetime

import pytest

from marsad.watch.schedule import JITTER, LONGEST_S, is_due, parse_interval, stamp, wait_s


def test_waits_grow_with_failures_up_to_a_day_and_vary() -> None:
    waits = [wait_s(600, failures, None, 0.5) for failures in range(40)]
    assert waits == sorted(waits)
    assert waits[:3] == [600, 1200, 2400]
    assert waits[-1] == LONGEST_S
    assert wait_s(600, 0, None, 0.0) == 600 * (1 - JITTER)
    assert wait_s(600, 0, None, 1.0) == 600 * (1 + JITTER)
    assert wait_s(3 * LONGEST_S, 9, None, 0.5) == 3 * LONGEST_S


def test_the_server_may_ask_for_more_time_not_for_less() -> None:
    assert wait_s(600, 1, 5000, 0.5) == 5000
    assert wait_s(600, 1, 5, 0.5) == 1200


@pytest.mark.parametrize("value", ["", "0", "0m", "5x", "-5", "1.5h", "m", "m5"])
def test_no_intervals(value: str) -> None:
    with pytest.raises(ValueError, match="no interval"):
        parse_interval(value)


def test_due() -> None:
    now = datetime.datetime(2024, 6, 5, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
    assert stamp(now) == "2024-06-05T09:00:00Z"
    assert is_due(None, now)
    assert is_due("2024-06-05T09:00:00Z", now)
    assert not is_due("2024-06-05T09:00:01Z", now)
