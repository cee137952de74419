"""The desk as Python users see it, on both kinds of database."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.desk import Desk, UnknownError
from marsad.model.views import Filters
from marsad.sources import Defaults

MEETING = "التقى وزير الخارجية التركي هاكان فيدان في القاهرة نظيره المصري بدر عبد العاطي أمس الثلاثاء.\n"
VISIT = "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء، بحسب صحيفة «الشراع».\n"
ARRIVAL = "وصلت سفينة شحن من ميناء طرطوس إلى ميناء طبرق يوم الاثنين الماضي.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    for name, text in (("a", MEETING), ("b", VISIT), ("c", ARRIVAL)):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def test_reports_are_added_once(desk: Desk, folder: Path) -> None:
    defaults = Defaults("2024-06-05", "وكالة الضفة للأنباء")
    first = list(desk.add([str(folder)], defaults))
    assert [o.status for o in first] == ["added"] * 3
    again = list(desk.add([str(folder)], defaults))
    assert [(o.status, o.report) for o in again] == [("known", o.report) for o in first]
    assert desk.status().reports == 3
    assert {r.id for r in desk.reports().items} == {o.report for o in first}


def test_what_was_added_can_be_read(desk: Desk, folder: Path) -> None:
    list(desk.add([str(folder)], Defaults("2024-06-05", "وكالة الضفة للأنباء")))
    page = desk.stories()
    assert page.total == len(page.items) == desk.status().stories > 0
    for line in page.items:
        story = desk.story(line.id)
        assert story.line == line
        for account in story.accounts:
            record = desk.report(account.report)
            for quote in account.evidence:
                assert record.text[quote.start : quote.end] == quote.exact
    for actor in desk.actors().items:
        whole = desk.actor(actor.id)
        assert whole.line == actor
        assert whole.merged
    assert desk.timeline().items and desk.map() and desk.network().nodes and desk.facets() and desk.queue()
    assert [a.report for _, a in desk.accounts()] == sorted(a.report for _, a in desk.accounts())
    assert [s.line.id for s in desk.all_stories()] == sorted(s.id for s in page.items)


@pytest.mark.parametrize("query", ["طبرق", "بطبرق", "طَبـرق", "Tobruk", "لميناء طبرق"])
def test_search_finds_any_spelling(desk: Desk, folder: Path, query: str) -> None:
    list(desk.add([str(folder)], Defaults("2024-06-05")))
    kinds = {hit.kind for hit in desk.search(query)}
    assert {"actor", "story"} <= kinds
    assert [s.type for s in desk.stories(Filters(q=query)).items] == ["MOBILIZE"]


def test_unknown_ids_are_named(desk: Desk) -> None:
    for read in (desk.story, desk.actor, desk.source, desk.report, desk.report_line):
        with pytest.raises(UnknownError, match="nothing-here"):
            read("nothing-here")
