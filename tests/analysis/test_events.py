"""Events by the cascade: an example of every frame with its participants, and a near miss that tells none."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.lexicon.tables import read_table, values
from marsad.model.document import Document
from marsad.model.record import Event, Record

ROWS = read_table("ar/events/examples.tsv")
ROLES = (("actor", "actor"), ("recipient", "recipient"), ("place", "place"), ("from", "origin"))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(tagger=False)


def read(analyser: Analyser, text: str) -> Record:
    return analyser.analyze(Document("example", text, published="2025-03-20"))


def forms(record: Record, ident: str) -> set[str]:
    entity = next(e for e in record.entities if e.id == ident)
    return {entity.name, *(record.text[m.start : m.end] for m in entity.mentions)}


def holds(record: Record, event: Event, row: dict[str, str]) -> bool:
    """Are type, mode and everybody in each role as the row says, nobody more and nobody less?"""
    if (event.type, event.mode or "") != (row["type"], row["mode"]):
        return False
    for column, role in ROLES:
        wanted, said = values(row[column]), getattr(event, role)
        if len(wanted) != len(said) or not all(any(w in forms(record, i) for i in said) for w in wanted):
            return False
    return True


def test_every_frame_has_an_example() -> None:
    frames = {row["frame"] for row in read_table("ar/events/triggers.tsv")}
    assert frames == {row["frame"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["frame"])
def test_frame(analyser: Analyser, row: dict[str, str]) -> None:
    record = read(analyser, row["sentence"])
    assert any(holds(record, e, row) for e in record.events)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["frame"])
def test_near_miss_tells_no_event(analyser: Analyser, row: dict[str, str]) -> None:
    assert read(analyser, row["near_miss"]).events == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["frame"])
def test_every_field_says_why(analyser: Analyser, row: dict[str, str]) -> None:
    record = read(analyser, row["sentence"])
    for event in record.events:
        told = {reason.field for reason in event.reasons}
        filled = {column for column, role in ROLES if getattr(event, role)}
        filled |= {name for name in ("mode", "aux", "time", "attribution") if getattr(event, name)}
        assert {"type", *filled} <= told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("التقى أردوغان ماكرون للمرة الثالثة في روما.", 3),
        ("وللمرة الخامسة التقى أردوغان ماكرون في روما.", 5),
        # the first time is no count, and a time is one of something else behind another event
        ("التقى أردوغان ماكرون للمرة الأولى في روما.", None),
        ("التقى أردوغان ماكرون في روما، وقصفت طائرة طبرق للمرة الثانية.", None),
    ],
)
def test_the_how_many_th_time_it_was(analyser: Analyser, text: str, count: int | None) -> None:
    (met,) = [e for e in read(analyser, text).events if e.type == "CONSULT"]
    assert met.count == count


def test_each_of_several_is_no_origin(analyser: Analyser) -> None:
    record = read(analyser, "طالبت الجزائر كلا من مالي والنيجر بفتح الحدود.")
    name = {e.id: e.name for e in record.entities}
    assert [[name[i] for i in e.recipient] for e in record.events] == [["مالي", "النيجر"]]
