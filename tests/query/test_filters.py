"""Filters, orders, pages and facets mean the same in every view, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marsad.desk import CursorError, Desk
from marsad.model.views import Filters

# who, where (and its country), type and mode, day, publisher, on whose word
TOLD = [
    ("سالم المرسي", "طبرق", "LBY", "CONSULT", "visit", "2024-01-10", "صحيفة الشراع", None),
    ("نبيل القنطاوي", "درنة", "LBY", "ASSAULT", None, "2024-02-10", "صحيفة الشراع", "وزارة النقل"),
    ("كريم الزواري", "القاهرة", "EGY", "AID", None, "2024-03-10", "وكالة الضفة", "وزارة النقل"),
    ("سالم المرسي", "القاهرة", "EGY", "CONSULT", "meet", "2024-04-10", "وكالة الضفة", None),
    ("نبيل القنطاوي", "طبرق", "LBY", "MOBILIZE", "troops", None, "قناة المدى", None),
]


@pytest.fixture
def desk(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Desk:
    for n, (who, where, country, kind, mode, day, publisher, source) in enumerate(TOLD):
        made = report(f"r{n}", publisher=publisher, published=f"2024-0{n + 5}-01")
        made.write(f"التقرير {n}.")
        body = made.name(source, "organization", "LBY") if source else None
        made.tell(
            kind, mode, actor=[made.name(who, country="LBY")],
            place=[made.name(where, "place", country, at=(30.0, 20.0))], day=day, source=body,
            words=f"فعل {who} ذلك في {where} مرة {n}",
        )  # fmt: skip
        put(made)
    return desk


def reports_of(desk: Desk, filters: Filters) -> set[str]:
    """The reports behind the stories that match."""
    return {a.report for line in desk.stories(filters).items for a in desk.story(line.id).accounts}


def id_of(desk: Desk, name: str) -> str:
    return next(a.id for a in desk.all_actors() if a.name == name)


CASES: list[tuple[str, Filters, set[str]]] = [
    ("all", Filters(), {"r0", "r1", "r2", "r3", "r4"}),
    ("type", Filters(type=("CONSULT", "AID")), {"r0", "r2", "r3"}),
    ("mode", Filters(mode=("visit", "troops")), {"r0", "r4"}),
    ("aux", Filters(aux=("none",)), {"r0", "r1", "r2", "r3", "r4"}),
    ("no aux", Filters(aux=("future",)), set()),
    ("country", Filters(place=("EGY",)), {"r2", "r3"}),
    ("publisher", Filters(source=("صَحيفة الشراع",)), {"r0", "r1"}),
    ("from", Filters(earliest="2024-03-01"), {"r2", "r3"}),
    ("to", Filters(latest="2024-02-10"), {"r0", "r1"}),
    ("between", Filters(earliest="2024-02-01", latest="2024-03-31"), {"r1", "r2"}),
    ("words", Filters(q="القنطاوي طبرق"), {"r4"}),
    ("words with a particle", Filters(q="بطبرق"), {"r0", "r4"}),
    ("no such words", Filters(q="مراكش"), set()),
    ("fields narrow", Filters(type=("CONSULT",), place=("EGY",), earliest="2024-01-01"), {"r3"}),
    ("certainty", Filters(certainty=("denied",)), set()),
    ("conflict", Filters(conflict=True), set()),
]


@pytest.mark.parametrize(("filters", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_filter_means_the_same_in_every_view(desk: Desk, filters: Filters, wanted: set[str]) -> None:
    lines = desk.stories(filters).items
    ids = {line.id for line in lines}
    assert reports_of(desk, filters) == wanted
    assert desk.stories(filters).total == len(lines)
    assert {i.story.id for i in desk.timeline(filters).items} == ids
    assert {i.story.id for i in desk.map(filters)} == ids
    assert {s.line.id for s in desk.all_stories(filters)} == ids
    assert {(s, a.report) for s, a in desk.accounts(filters)} == {
        (line.id, a.report) for line in lines for a in desk.story(line.id).accounts
    }
    people = {p.actor for line in lines for p in (*line.actor, *line.place)}
    assert {n.id for n in desk.network(filters).nodes} == people
    assert sum(f.stories for f in desk.facets(filters) if f.field == "type") == len(lines)
    assert {f.value for f in desk.facets(filters) if f.field in ("actor", "place")} == people
    assert {r.id for r in desk.reports(filters).items} == {r.id for r in desk.records(filters)} == wanted


def test_actors_and_sources_by_id(desk: Desk) -> None:
    salim, tobruk, ministry = id_of(desk, "سالم المرسي"), id_of(desk, "طبرق"), id_of(desk, "وزارة النقل")
    assert reports_of(desk, Filters(actor=(salim,))) == {"r0", "r3"}
    assert reports_of(desk, Filters(actor=(salim,), place=(tobruk,))) == {"r0"}
    assert reports_of(desk, Filters(source=(ministry,))) == {"r1", "r2"}
    assert reports_of(desk, Filters(source=(id_of(desk, "وكالة الضفة"),))) == {"r2", "r3"}
    assert {r.id for r in desk.reports(Filters(source=(ministry,))).items} == {"r1", "r2"}
    assert {r.id for r in desk.reports(Filters(actor=(salim,))).items} == {"r0", "r3"}
    assert reports_of(desk, Filters(actor=("a-0000000000000000",))) == set()
    profile = desk.source(ministry)
    assert (profile.as_origin, profile.as_relay, profile.as_outlet) == (2, 0, 0)
    outlet = desk.source(id_of(desk, "صحيفة الشراع"))
    assert (outlet.as_origin, outlet.as_outlet) == (1, 1)
    for saying in profile.sayings:
        assert desk.report(saying.report).text[saying.start : saying.end] == saying.exact


@pytest.mark.parametrize("order", ["newest", "oldest", "latest", "earliest", "reports", "origins"])
def test_pages_follow_each_other(desk: Desk, order: str) -> None:
    whole = desk.stories(order=order).items
    pages, cursor = [], None
    while True:
        page = desk.stories(order=order, cursor=cursor, limit=2)
        assert page.total == len(whole)
        pages += page.items
        cursor = page.cursor
        if cursor is None:
            break
    assert tuple(pages) == whole


def test_other_lists_have_pages_too(desk: Desk) -> None:
    for read in (desk.reports, desk.actors, desk.sources, desk.judgements):
        whole = read(limit=100).items  # type: ignore[operator]
        first = read(limit=2)  # type: ignore[operator]
        second = read(limit=100, cursor=first.cursor)  # type: ignore[operator]
        assert first.items + second.items == whole
        assert second.cursor is None


def test_new_reports_do_not_move_a_page(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> None:
    first = desk.stories(limit=2)
    rest = desk.stories(limit=10, cursor=first.cursor).items
    made = report("new", published="2024-12-01")
    made.write("التقرير الجديد.")
    made.tell("PROTEST", None, actor=[made.name("حاتم البرقاني", country="TUN")], words="تظاهر كثيرون في ساحة المدينة")
    put(made)
    assert desk.stories(limit=10, cursor=first.cursor).items == rest


def test_a_wrong_cursor_is_refused(desk: Desk) -> None:
    for cursor in ("x", "", "W10", desk.judgements(limit=1).cursor or "W10"):
        with pytest.raises(CursorError, match="cursor"):
            desk.stories(cursor=cursor)
    with pytest.raises(ValueError, match="order 'best': one of newest"):
        desk.stories(order="best")


def test_both_databases_say_the_same(desk: Desk, tmp_path: Any) -> None:
    desk.backup(tmp_path / "b.zip")
    from marsad.desk import restore

    restore(tmp_path / "b.zip", str(tmp_path / "other.db"))
    with Desk(tmp_path / "other.db") as other:
        for _, filters, _ in CASES:
            assert other.stories(filters) == desk.stories(filters)
            assert other.facets(filters) == desk.facets(filters)
            assert other.network(filters) == desk.network(filters)
            assert other.actors(filters) == desk.actors(filters)
        assert list(other.accounts()) == list(desk.accounts())


@pytest.mark.parametrize(
    "query", ["'", '"', "*", "AND", "طبرق OR", "a:b", "(", "\\", "!!!", "و", "NEAR(", "%", "\x00", "   "]
)
def test_no_query_breaks_the_search(desk: Desk, query: str) -> None:
    desk.search(query)
    desk.stories(Filters(q=query))
    desk.reports(Filters(q=query))
    desk.actors(Filters(q=query))
