"""Reviewing over HTTP: the effect is there in the next answer, who and when are kept, all can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.evaluate.gold import read_gold
from marsad.web.settings import Settings

from .desks import Served, serving


@pytest.fixture
def own(desk_file: Path) -> Iterator[Served]:
    with serving(str(desk_file), Settings(user="layla")) as running:
        yield running


@pytest.fixture
def browser(own: Served) -> Iterator[httpx.Client]:
    with own.browser() as client:
        yield client


def decide(browser: httpx.Client, kind: str, left: str, right: str | None = None, **more: Any) -> dict[str, Any]:
    answer = browser.post("/api/judgements", json={"kind": kind, "left": left, "right": right, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def first(browser: httpx.Client) -> tuple[str, dict[str, Any]]:
    """The most doubtful telling and its reference."""
    account = browser.get("/api/queue").json()[0]["account"]
    return f"{account['report']}#{account['event']}", account


def account_of(browser: httpx.Client, reference: str) -> dict[str, Any]:
    report, _, event = reference.partition("#")
    story = browser.get(f"/api/reports/{report}").json()["line"]["stories"][event]
    found: dict[str, Any]
    (found,) = [
        a
        for a in browser.get(f"/api/stories/{story}").json()["accounts"]
        if (a["report"], a["event"]) == (report, event)
    ]
    return found


def test_accepting_takes_it_out_of_the_queue(browser: httpx.Client) -> None:
    reference, _ = first(browser)
    made = decide(browser, "accept", reference, note="قرأته")
    assert (made["by"], made["note"]) == ("layla", "قرأته")
    assert made["at"].endswith("Z")
    assert first(browser)[0] != reference
    assert account_of(browser, reference)["decision"] == "accepted"
    report = browser.get(f"/api/reports/{reference.partition('#')[0]}").json()
    assert [d["number"] for d in report["line"]["decisions"]] == [made["number"]]
    assert browser.post(f"/api/judgements/{made['number']}/undo").status_code == 201
    assert account_of(browser, reference)["decision"] is None
    assert first(browser)[0] == reference
    assert browser.post(f"/api/judgements/{made['number']}/undo").status_code == 409
    log = browser.get("/api/judgements", params={"ref": reference}).json()["items"]
    assert [j["kind"] for j in log][:2] == ["undo", "accept"]


def test_rejecting_hides_the_story(browser: httpx.Client) -> None:
    queue = browser.get("/api/queue").json()
    alone = next(q for q in queue if len(browser.get(f"/api/stories/{q['story']}").json()["accounts"]) == 1)
    story, account = alone["story"], alone["account"]
    reference = f"{account['report']}#{account['event']}"
    made = decide(browser, "reject", reference)
    assert story not in {s["id"] for s in browser.get("/api/stories").json()["items"]}
    browser.post(f"/api/judgements/{made['number']}/undo").raise_for_status()
    assert story in {s["id"] for s in browser.get("/api/stories").json()["items"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "SANCTION"), ("mode", None), ("mode", "visit"), ("aux", ["future", "hypothetical"]), ("count", 4),
     ("count", None), ("time", {"earliest": "2024-06-01", "latest": "2024-06-03"}), ("time", None)],
)  # fmt: skip
def test_correcting_a_field(browser: httpx.Client, field: str, value: Any) -> None:
    reference, before = first(browser)
    made = decide(browser, "correct", reference, field=field, value=value)
    after = account_of(browser, reference)
    expected = {"earliest": None, "latest": None} if (field, value) == ("time", None) else value
    assert after["decision"] == "corrected"
    if field == "time":
        assert {k: after[k] for k in ("earliest", "latest")} == expected
    else:
        assert after[field] == expected
    browser.post(f"/api/judgements/{made['number']}/undo").raise_for_status()
    assert account_of(browser, reference) == before


def test_correcting_participants_names_entities_of_the_report(browser: httpx.Client, own: Served) -> None:
    reference, before = first(browser)
    report = reference.partition("#")[0]
    record = own.desk.report(report)
    actors = browser.get(f"/api/reports/{report}").json()["line"]["actors"]
    taken = {p["entity"] for role in ("actor", "recipient", "place", "origin") for p in before[role]}
    other = next(e for e in record.entities if e.id not in taken)
    made = decide(browser, "correct", reference, field="recipient", value=[other.id])
    (participant,) = account_of(browser, reference)["recipient"]
    assert participant["entity"] == other.id
    assert participant["actor"] == actors[other.id]
    assert participant["type"] == other.type
    # it is kept by name too, so that a new numbering of the entities doesn't make it another one
    (kept,) = json.loads(made["value"])
    assert kept == {"entity": other.id, "type": other.type, "name": other.name}
    wrong = browser.post("/api/judgements", json={
        "kind": "correct", "left": reference, "field": "actor", "value": ["E999"]})  # fmt: skip
    assert wrong.status_code == 409
    assert "E999" in wrong.json()["error"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"kind": "agree"}, "kind"), ({"kind": "accept", "right": "d-0#V1"}, "right"), ({"kind": "same-actor"}, "right"),
     ({"kind": "same-actor", "right": "d-0#V1"}, "right"), ({"kind": "accept", "field": "mode"}, "field"),
     ({"kind": "correct"}, "field"), ({"kind": "correct", "field": "evidence", "value": "x"}, "field"),
     ({"kind": "correct", "field": "type", "value": "WAR"}, "value"),
     ({"kind": "correct", "field": "count", "value": 0}, "value"),
     ({"kind": "correct", "field": "aux", "value": "future"}, "value"), ({"kind": "accept", "who": "me"}, "who"),
     ({"kind": "correct", "field": "time", "value": {"earliest": "2024-06-03", "latest": "2024-06-01"}}, "value"),
     ({"kind": "correct", "field": "actor", "value": [1]}, "value"), ({"kind": "accept", "note": "a\0"}, "note")],
)  # fmt: skip
def test_what_can_not_be_decided_is_named(served: Served, body: dict[str, Any], field: str) -> None:
    with served.browser() as browser:
        answer = browser.post("/api/judgements", json={"left": "d-0#V1", **body})
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field


def test_actors_are_merged_and_split(browser: httpx.Client) -> None:
    people = browser.get("/api/actors", params={"kind": "person"}).json()["items"]
    left, right = people[0]["id"], people[1]["id"]
    spellings = {s["form"] for p in (left, right) for s in browser.get(f"/api/actors/{p}").json()["spellings"]}
    made = decide(browser, "same-actor", left, right)
    merged = browser.get(f"/api/actors/{right}").json()
    assert merged == browser.get(f"/api/actors/{left}").json()
    assert {s["form"] for s in merged["spellings"]} == spellings
    assert browser.get("/api/actors", params={"kind": "person"}).json()["total"] == len(people) - 1
    browser.post(f"/api/judgements/{made['number']}/undo").raise_for_status()
    assert browser.get(f"/api/actors/{right}").json()["line"]["id"] == right
    assert browser.get("/api/actors", params={"kind": "person"}).json()["items"] == people
    # one mention moves alone
    moved = browser.get(f"/api/actors/{left}").json()["merged"][0]
    decide(browser, "same-actor", moved, right)
    assert moved in browser.get(f"/api/actors/{right}").json()["merged"]


def test_stories_are_merged(browser: httpx.Client) -> None:
    stories = browser.get("/api/stories").json()["items"]
    same = [s for s in stories if s["type"] == stories[0]["type"]]
    left, right = (same if len(same) > 1 else stories)[:2]
    made = decide(browser, "same-story", left["id"], right["id"])
    merged = browser.get(f"/api/stories/{right['id']}").json()
    assert len(merged["accounts"]) >= 2
    assert merged == browser.get(f"/api/stories/{left['id']}").json()
    browser.post(f"/api/judgements/{made['number']}/undo").raise_for_status()
    assert browser.get("/api/stories").json()["items"] == stories


def test_the_machines_own_judgements_are_overruled_not_undone(browser: httpx.Client, own: Served) -> None:
    machine = next(j for j in own.desk.judgements().items if j.by == "marsad")
    answer = browser.post(f"/api/judgements/{machine.number}/undo")
    assert answer.status_code == 409
    assert "different-" in answer.json()["error"]
    assert browser.post("/api/judgements/999999/undo").status_code == 404


def test_decided_reports_come_as_gold(browser: httpx.Client, own: Served) -> None:
    assert browser.get("/api/decisions/gold").content == b""
    report = max(own.desk.reports().items, key=lambda line: line.events).id
    record = own.desk.report(report)
    references = [f"{report}#{event.id}" for event in record.events]
    rejected, corrected, *accepted = references
    decide(browser, "reject", rejected)
    decide(browser, "correct", corrected, field="time", value={"earliest": "2024-06-01", "latest": "2024-06-02"})
    assert browser.get("/api/decisions/gold").content == b""
    for reference in accepted:
        decide(browser, "accept", reference)
    answer = browser.get("/api/decisions/gold")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content == browser.get("/api/export/gold").content
    (data,) = map(json.loads, answer.text.splitlines())
    problems: list[str] = []
    gold = read_gold(data, "gold", problems)
    assert problems == []
    assert [e.key for e in gold.events] == [f"v{e.id[1:]}" for e in record.events if f"{report}#{e.id}" != rejected]
    (changed,) = [e for e in gold.events if e.key == f"v{corrected.partition('#V')[2]}"]
    assert changed.time == ("2024-06-01", "2024-06-02")
    assert data["text"] == record.text
