"""What one more report costs doesn't grow with the desk, and what is left out of comparing isn't what matters."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from typing import Any

import pytest
from sqlalchemy import event

from marsad.desk import Desk
from marsad.resolve.names import compare_persons
from marsad.store.near import weighed

GIVEN = [f"{a}{b}" for a in ("سف", "نبي", "كري", "حات", "رشي", "فار", "بشي", "جما") for b in ("يان", "ول", "وم", "ور")]
MIDDLE = ("عمر", "صالح", "داود")
FAMILY = "القنطاوي"

MOST_KEPT = {
    "text": 8192, "lexicon": 8192, "tagger": 32, "analysis": 16_384, "resolve": 8192, "store": 1024, "desk": 0,
}  # fmt: skip
"""Entries that one cache may keep from one report to the next, by package: of all that adding uses."""
ALL_KEPT = {
    "text": 25_000, "lexicon": 17_000, "tagger": 32, "analysis": 290_000, "resolve": 85_000, "store": 2100, "desk": 0,
}  # fmt: skip
FEW_ARGUMENTS = {
    "marsad.desk.analysing.fingerprint",
    "marsad.store.near._statement",
    "marsad.store.words._delete",
    "marsad.store.words._insert",
}
"""Caches without a bound, of functions that are only ever called with names of tables and switches."""


def caches() -> dict[str, tuple[str, int | None]]:
    """All caches of functions with arguments, with their package and bound."""
    found: dict[str, tuple[str, int | None]] = {}
    for package in MOST_KEPT:
        path = importlib.import_module(f"marsad.{package}").__path__
        names = [module.name for module in pkgutil.walk_packages(path, f"marsad.{package}.")]
        for name in names:
            # Alembic runs these
            if ".migrations." in name:
                continue
            for value in vars(importlib.import_module(name)).values():
                if isinstance(value, _lru_cache_wrapper) and value.__module__ == name:
                    if inspect.signature(value.__wrapped__).parameters:
                        found[f"{name}.{value.__name__}"] = package, value.cache_info().maxsize
    return found


def test_what_is_remembered_between_reports_stays_small() -> None:
    found = caches()
    assert {name for name, (_, most) in found.items() if most is None} == FEW_ARGUMENTS
    bounds = {name: (package, most) for name, (package, most) in found.items() if most is not None}
    assert {name: most for name, (package, most) in bounds.items() if most > MOST_KEPT[package]} == {}
    kept = {package: sum(most for of, most in bounds.values() if of == package) for package in MOST_KEPT}
    assert {package: n for package, n in kept.items() if n > ALL_KEPT[package]} == {}


def test_reports_of_other_sizes_need_no_other_statements(
    desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]
) -> None:
    def crowd(ident: str, first: int, last: int) -> Any:
        made = report(ident)
        made.write(f"التقرير {ident}.")
        for n in range(first, last):
            made.name(f"{GIVEN[n % 32]} {MIDDLE[n // 32]} {FAMILY}")
        return made

    def compiled() -> int:
        return len(desk.database.engine._compiled_cache or ())

    # by the sixth report every kind of statement has been made once
    put(*(crowd(f"r{n}", n % 5, 3 * n + 6) for n in range(6)))
    before = compiled()
    put(*(crowd(f"r{n}", n % 5, 3 * n + 6) for n in range(6, 13)))
    assert before and compiled() == before


@contextmanager
def counted(desk: Desk) -> Iterator[list[int]]:
    """How many statements the database was sent, and how many pairs of names were compared."""
    out = [0, 0]

    def sent(*_: Any) -> None:
        out[0] += 1

    def pairs() -> int:
        info = compare_persons.cache_info()
        return info.hits + info.misses

    before = pairs()
    event.listen(desk.database.engine, "before_cursor_execute", sent)
    try:
        yield out
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", sent)
        out[1] = pairs() - before


def named(report: Callable[..., Any], ident: str, name: str) -> Any:
    made = report(ident)
    made.write(f"التقرير {ident}.")
    made.name(name)
    return made


@pytest.fixture
def namesakes(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Callable[[int, int], None]:
    def add(first: int, last: int) -> None:
        put(*(named(report, f"r{n}", f"{GIVEN[n % 32]} {MIDDLE[n // 32]} {FAMILY}") for n in range(first, last)))

    return add


def test_somebody_known_last_is_found_among_many_of_one_family(
    desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]], namesakes: Callable[[int, int], None]
) -> None:
    namesakes(0, 90)
    put(named(report, "first", f"هيثم {FAMILY}"))
    put(named(report, "again", f"هيثم {FAMILY}"))
    (known,) = [a for a in desk.all_actors() if a.name == f"هيثم {FAMILY}"]
    assert known.reports == 2


def test_more_of_one_family_are_not_more_work(
    desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]], namesakes: Callable[[int, int], None]
) -> None:
    def work(ident: str) -> list[int]:
        with counted(desk) as out:
            put(named(report, ident, f"هيثم {FAMILY}"))
        return out

    namesakes(0, 30)
    work("founder")
    few = work("few")
    namesakes(30, 90)
    assert work("many") == few
    assert 0 < few[1] <= 24


def test_a_story_is_found_among_many_of_the_same_man(
    desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]
) -> None:
    def visit(ident: str, n: int) -> Any:
        made = report(ident, published="2024-06-10")
        made.write(f"التقرير {ident}.")
        made.tell(
            actor=[made.name("هيثم القنطاوي")], place=[made.name(towns[n], "place", "LBY", at=(3.0 * n - 40, 15.0))],
            day=f"2024-06-0{1 if n == 0 else 5 + n % 4}", words=towns[n],
        )  # fmt: skip
        return made

    towns = [f"{a}{b}" for a in ("زل", "طب", "سر", "غد", "در", "مص") for b in ("يتن", "رق", "امس", "نة")]
    put(*(visit(f"r{n}", n) for n in range(len(towns))))
    put(visit("again", 0))
    (told,) = [s for s in desk.all_stories() if any(a.report == "again" for a in s.accounts)]
    assert {a.report for a in told.accounts} == {"r0", "again"}


def test_a_rare_key_outweighs_common_ones() -> None:
    common = [(key, owner) for key in ("s:a", "s:b") for owner in range(50)]
    weights = weighed([*common, ("p:rare", 99)])
    assert max(weights, key=lambda owner: weights[owner]) == 99
    assert weights == weighed([("p:rare", 99), *reversed(common)])
