"""Intervals of local days: months, weeks, seasons, Hijri dates, and the nearest of several.

Pure arithmetic; every function gives null where the calendar has no such day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

_COMING_WEIGHT = 0.15
"""The same where the words before speak of the future."""
FIRST_YEAR, LAST_YEAR = 1000, 2200
_FUTURE_WEIGHT = 2.5
"""How much nearer a coming day must be than a past one, to be meant without any hint."""


class Interval(NamedTuple):
    """Days from `earliest` to `latest`, both included."""

    earliest: date
    latest: date

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest


def span(first: date | None, last: date | None) -> Interval | None:
    """The interval between two days, null if either is missing or they stand the wrong way round."""
    if first is None or last is None or first > last:
        return None
    return Interval(first, last)


def join(first: Interval | None, last: Interval | None) -> Interval | None:
    """From the beginning of one interval to the end of another."""
    return span(first.earliest, last.latest) if first and last else None


def a_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, null if there is none such."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def one(day: date | None) -> Interval | None:
    """The interval of a single day."""
    return Interval(day, day) if day else None


def plus(day: date, days: int) -> date | None:
    """So many days later (earlier if negative)."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def plus_months(day: date, months: int) -> date | None:
    """The same day so many months later; the last of the month where that has fewer days."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month(year: int, number: int) -> Interval | None:
    """All days of a month."""
    first = a_day(year, number, 1)
    return Interval(first, date(year, number, calendar.monthrange(year, number)[1])) if first else None


def month_of(day: date, shift: int = 0) -> Interval | None:
    """The month `shift` months after that of the day."""
    moved = plus_months(day.replace(day=1), shift)
    return month(moved.year, moved.month) if moved else None


def years(first: int, last: int) -> Interval | None:
    """Whole years, both included."""
    return span(a_day(first, 1, 1), a_day(last, 12, 31))


def week_of(day: date, shift: int = 0) -> Interval | None:
    """Monday to Sunday of the week `shift` weeks after that of the day."""
    monday = plus(day, -day.weekday() + 7 * shift)
    return span(monday, plus(monday, 6) if monday else None)


def hijri_day(year: int, number: int, day: int) -> date | None:
    """The Gregorian day of a Hijri date (Umm al-Qura), null outside 1343 to 1500."""
    try:
        found = Hijri(year, number, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year: int, number: int) -> Interval | None:
    """All days of a Hijri month."""
    first = hijri_day(year, number, 1)
    following = hijri_day(year + number // 12, number % 12 + 1, 1)
    return span(first, plus(following, -1) if following else None)


def hijri_year_near(day: date) -> int:
    """A Hijri year within one of the year of the day."""
    return int((day.year - 622) * 33 / 32) + 1


def weekday(day: date, number: int, direction: str) -> date | None:
    """The nearest such weekday (0 is Monday): "last" before, "next" after, else on or before the day."""
    back = (day.weekday() - number) % 7
    if direction == "last":
        return plus(day, -(back or 7))
    if direction == "next":
        return plus(day, 7 - back)
    if direction == "coming":
        return plus(day, (7 - back) % 7)
    return plus(day, -back)


def nearest(candidates: Iterable[Interval | None], day: date, direction: str) -> Interval | None:
    """Which of several intervals is meant from `day`.

    "last" and "next" lie wholly before or after the day, "this" has the day's year; otherwise
    the nearest, where "coming" prefers the future, "over" knows none and nothing prefers the past.
    """
    known = [c for c in candidates if c]
    if direction == "last":
        return max((c for c in known if c.latest < day), default=None)
    if direction == "next":
        return min((c for c in known if c.earliest > day), default=None)
    if direction == "this":
        return next((c for c in known if c.earliest.year == day.year), None)
    if direction == "over":
        known = [c for c in known if c.earliest <= day]
    weight = _COMING_WEIGHT if direction == "coming" else _FUTURE_WEIGHT

    def distance(c: Interval) -> float:
        if c.earliest > day:
            return (c.earliest - day).days * weight
        return max((day - c.latest).days, 0)

    return min(known, key=distance, default=None)
