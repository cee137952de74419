"""A timeline that doesn't fit shows the newest stories, in order of time, and leads on to the older ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marsad.desk import CursorError, Desk
from marsad.model.views import Filters, TimelineItem

DAYS = ("2024-03-10", None, "2024-01-10", "2024-06-10", "2024-02-10", "2024-05-10", None, "2024-04-10")


@pytest.fixture
def desk(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Desk:
    towns = ("طبرق", "درنة", "سرت", "مصراتة", "زليتن", "سبها", "غات", "هون")
    # the newest event is neither the first nor the last that is added
    for n, (day, town) in enumerate(zip(DAYS, towns, strict=True)):
        made = report(f"r{n}", published="2024-07-01")
        made.write(f"التقرير {n}.")
        made.tell(day=day, place=[made.name(town, "place", "LBY")], words=f"زار الوفد {town} مرة {n}")
        put(made)
    return desk


def days(items: tuple[TimelineItem, ...]) -> list[str | None]:
    return [item.story.earliest for item in items]


def test_the_newest_are_shown_in_order_of_time(desk: Desk) -> None:
    page = desk.timeline(limit=3)
    assert days(page.items) == ["2024-04-10", "2024-05-10", "2024-06-10"]
    assert page.total == len(DAYS)
    assert page.cursor is not None


def test_the_cursor_leads_to_the_older_ones_and_at_last_to_the_undated(desk: Desk) -> None:
    parts = [desk.timeline(limit=3)]
    while (cursor := parts[-1].cursor) is not None:
        parts.append(desk.timeline(cursor=cursor, limit=3))
    assert [days(part.items) for part in parts] == [
        ["2024-04-10", "2024-05-10", "2024-06-10"], ["2024-01-10", "2024-02-10", "2024-03-10"], [None, None]
    ]  # fmt: skip
    assert len({item.story.id for part in parts for item in part.items}) == len(DAYS)


def test_what_fits_has_no_rest(desk: Desk) -> None:
    page = desk.timeline(Filters(earliest="2024-04-01"), limit=3)
    assert days(page.items) == ["2024-04-10", "2024-05-10", "2024-06-10"]
    assert (page.total, page.cursor) == (3, None)


def test_an_event_that_went_on_counts_by_its_last_day(
    desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]
) -> None:
    before = {item.story.id for item in desk.timeline().items}
    made = report("long", published="2024-07-01")
    made.write("التقرير الطويل.")
    made.tell(day="2023-01-01", place=[made.name("نالوت", "place", "LBY")], words="زار الوفد نالوت منذ سنة")
    made.times[-1] = made.times[-1].__class__("T1", 0, 5, "2023-01-01", "2024-05-20", "interval", "interval")
    put(made)
    page = desk.timeline(limit=2)
    assert days(page.items) == ["2023-01-01", "2024-06-10"]
    assert page.items[0].story.id not in before


def test_a_cursor_of_another_list_is_refused(desk: Desk) -> None:
    with pytest.raises(CursorError):
        desk.timeline(cursor="nonsense")
