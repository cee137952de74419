"""Counted statements: each gets the stories of its own people, place and interval, all read together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from marsad.desk import Desk
from marsad.model.views import Filters

PEOPLE = ("سالم المرسي", "نبيل القنطاوي", "كريم الزواري", "هيثم الشامي")


@pytest.fixture
def tell(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Callable[..., None]:
    def add(ident: str, who: str, day: str, count: int | None = None, published: str | None = "2024-07-01") -> None:
        made = report(ident, published=published)
        made.write(f"التقرير {ident}.")
        made.tell(
            actor=[made.name(who, country="LBY")], day=day, count=count,
            words=f"زار {who} المدينة {count} مرات" if count else f"زار {who} المدينة {day}",
        )  # fmt: skip
        put(made)

    return add


def statements(desk: Desk) -> int:
    """How many statements the database is sent for an audit."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    try:
        desk.audits()
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)
    return len(sent)


def test_each_statement_is_held_against_its_own_stories(desk: Desk, tell: Callable[..., None]) -> None:
    for n, who in enumerate(PEOPLE):
        for visit in range(n + 1):
            tell(f"v{n}{visit}", who, f"2024-0{visit + 1}-10")
        tell(f"c{n}", who, "2024-06-01", count=3)
    made = {audit.report: audit for audit in desk.audits()}
    assert set(made) == {"c0", "c1", "c2", "c3"}
    for n in range(len(PEOPLE)):
        audit = made[f"c{n}"]
        told = {a.report for s in (*audit.stories, *audit.maybe) for a in desk.story(s.id).accounts}
        assert told <= {f"v{n}{visit}" for visit in range(n + 1)}
    (one,) = desk.audits(Filters(q="الشامي"))
    assert one == made["c3"]


def test_an_audit_lists_the_stories_within_its_interval(desk: Desk, tell: Callable[..., None]) -> None:
    for month in (1, 2, 3):
        tell(f"v{month}", PEOPLE[0], f"2024-0{month}-10")
    tell("c", PEOPLE[0], "2024-02-10", count=2)
    (audit,) = desk.audits()
    assert [s.earliest for s in audit.stories] == ["2024-02-10"]
    assert (audit.said, audit.on_record, audit.verdict) == (2, 1, "fewer")


def test_the_newest_statements_come_first_and_undated_ones_last(desk: Desk, tell: Callable[..., None]) -> None:
    for ident, published in (("old", "2024-07-01"), ("never", None), ("new", "2024-07-20")):
        tell(ident, PEOPLE[0], "2024-06-01", count=3, published=published)
    assert [a.report for a in desk.audits()] == ["new", "old", "never"]
    assert [a.report for a in desk.audits(limit=1)] == ["new"]


def test_more_statements_are_no_more_questions_to_the_database(desk: Desk, tell: Callable[..., None]) -> None:
    tell("v", PEOPLE[0], "2024-05-10")
    tell("c0", PEOPLE[0], "2024-05-10", count=3)
    few = statements(desk)
    for n, who in enumerate(PEOPLE[1:], 1):
        tell(f"v{n}", who, "2024-05-10")
        tell(f"c{n}", who, "2024-05-10", count=3)
    assert len(desk.audits()) == len(PEOPLE)
    assert statements(desk) == few
