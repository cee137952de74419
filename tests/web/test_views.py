"""Every view over HTTP gives the objects that the Python API gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from marsad.desk import Desk
from marsad.model.encoding import to_dict
from marsad.model.views import Filters

from .desks import Served


def got(served: Served, path: str, status: int = 200, **params: Any) -> Any:
    with served.client() as client:
        answer = client.get(path, params=params or None)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


VIEWS: dict[str, Callable[[Desk], Any]] = {
    "/api/stories": lambda desk: desk.stories(),
    "/api/stories?order=earliest&limit=3": lambda desk: desk.stories(order="earliest", limit=3),
    "/api/stories?type=CONSULT&type=PROTEST": lambda desk: desk.stories(Filters(type=("CONSULT", "PROTEST"))),
    "/api/stories?q=ليبيا": lambda desk: desk.stories(Filters(q="ليبيا")),
    "/api/stories?aux=none&conflict=false&certainty=single-origin": lambda desk: desk.stories(
        Filters(aux=("none",), conflict=False, certainty=("single-origin",))
    ),
    "/api/stories?earliest=2024-06-01&latest=2024-06-08": lambda desk: desk.stories(
        Filters(earliest="2024-06-01", latest="2024-06-08")
    ),
    "/api/stories/facets": lambda desk: desk.facets(),
    "/api/actors?kind=person": lambda desk: desk.actors(type="person"),
    "/api/actors?described=true&kind=asset": lambda desk: desk.actors(type="asset", described=True),
    "/api/sources": lambda desk: desk.sources(),
    "/api/sources?described=true": lambda desk: desk.sources(described=True),
    "/api/reports": lambda desk: desk.reports(),
    "/api/timeline": lambda desk: desk.timeline(),
    "/api/map": lambda desk: desk.map(),
    "/api/network": lambda desk: desk.network(),
    "/api/audits": lambda desk: desk.audits(limit=50),
    "/api/search?q=Tripoli": lambda desk: desk.search("Tripoli"),
    "/api/status": lambda desk: desk.status(),
    "/api/judgements": lambda desk: desk.judgements(),
}


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_is_what_python_gives(served: Served, path: str) -> None:
    assert got(served, path) == plain(VIEWS[path](served.desk))


def test_single_things(served: Served) -> None:
    story = served.desk.stories().items[0].id
    assert got(served, f"/api/stories/{story}") == plain(served.desk.story(story))
    actor = served.desk.actors().items[0].id
    assert got(served, f"/api/actors/{actor}") == plain(served.desk.actor(actor))
    source = served.desk.sources().items[0].id
    assert got(served, f"/api/sources/{source}") == plain(served.desk.source(source))
    queue = got(served, "/api/queue")
    assert [(d["story"], d["account"]) for d in queue] == [(s, plain(a)) for s, a in served.desk.queue()]


def test_a_report_is_its_record_and_where_it_stands(served: Served) -> None:
    line = served.desk.reports().items[0]
    report = got(served, f"/api/reports/{line.id}")
    state = report.pop("line")
    record = served.desk.report(line.id)
    assert report == plain(to_dict(record))
    assert state["report"] == plain(line)
    assert set(state["actors"]) >= {entity.id for entity in record.entities}
    assert set(state["stories"]) == {event.id for event in record.events}
    (version,) = got(served, f"/api/reports/{line.id}/versions")
    assert version["hash"] == state["hash"]
    assert version["number"] == state["version"] == 1
    assert got(served, f"/api/reports/{line.id}", version=1)["text"] == record.text


def test_pages_follow_each_other(served: Served) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = got(served, "/api/stories", limit=3, **cursor)
        seen += [story["id"] for story in page["items"]]
        if page["cursor"] is None:
            break
        cursor = {"cursor": page["cursor"]}
    assert len(seen) == len(set(seen)) == page["total"] > 6


@pytest.mark.parametrize(
    "path", ["stories/s-0123456789abcdef", "actors/nobody", "sources/a-0", "reports/a/b", "reports/x/versions",
             "reports/d?version=2", "jobs/j-1", "export/doc", "nothing"],
)  # fmt: skip
def test_what_is_not_there(served: Served, path: str) -> None:
    assert got(served, f"/api/{path}", 404)["error"]


@pytest.mark.parametrize(
    ("query", "field"),
    [("type=WAR", "type"), ("earliest=June", "earliest"), ("latest=2024-02-30", "latest"), ("limit=0", "limit"),
     ("earliest=2024-06-02&latest=2024-06-01", "latest"), ("certainty=maybe", "certainty"), ("order=best", "order"),
     ("cursor=zzz", "cursor"), ("conflict=perhaps", "conflict"), ("q=%00", "q"), ("aux=past", "aux")],
)  # fmt: skip
def test_a_filter_that_says_nothing_is_named(served: Served, query: str, field: str) -> None:
    answer = got(served, f"/api/stories?{query}", 422)
    assert answer["field"] == field
    assert answer["error"]


def test_a_wrong_method_is_told_the_right_one(served: Served) -> None:
    with served.browser() as browser:
        answer = browser.delete("/api/stories")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


def test_the_description_loads_nothing_from_elsewhere(served: Served) -> None:
    with served.client() as client:
        page = client.get("/api/docs").text
        assert client.get("/api/docs.css").headers["content-type"].startswith("text/css")
    assert "/api/stories/{id}" in page
    assert "://" not in page
    assert "<script" not in page
    assert " style=" not in page
