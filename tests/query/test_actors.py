"""Lists of actors and sources: who has a name comes first, who is only described comes when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marsad.desk import Desk


@pytest.fixture
def desk(desk: Desk, report: Callable[..., Any], put: Callable[..., list[str]]) -> Desk:
    # texts of one wording would be reprints of one report
    for n, words in enumerate(("وصل زورق فجرا", "رست الناقلة وأُفرغت حمولتها", "أبحر القارب غربا بعد يومين")):
        made = report(f"r{n}", publisher="صحيفة الشراع", published=f"2024-06-0{n + 5}")
        source = made.name("مصدر أمني", "group")
        ships = [made.name("زورق دورية", "asset"), made.name("الناقلة «سيلين»", "asset")]
        made.tell(
            "MOBILIZE", "weapons", actor=ships, place=[made.name("طبرق", "place", "LBY")], source=source, words=words
        )
        put(made)
    return desk


def test_those_without_a_name_are_listed_on_request(desk: Desk) -> None:
    assert {a.name for a in desk.actors().items} == {"الناقلة «سيلين»", "طبرق", "صحيفة الشراع"}
    everybody = desk.actors(described=True)
    assert sorted(a.name for a in everybody.items) == sorted(a.name for a in desk.all_actors())
    # each report's is another one
    assert sum(a.name == "مصدر أمني" for a in everybody.items) == 3
    assert desk.actors(type="asset").total == 1
    assert desk.actors(type="asset", described=True).total == 4
    # no group has a name: who asks for groups asks for those
    assert desk.actors(type="group") == desk.actors(type="group", described=True)
    assert desk.actors(type="group").total == 3


def test_sources_without_a_name_too(desk: Desk) -> None:
    assert "مصدر أمني" not in {s.name for s in desk.sources().items}
    assert [s.name for s in desk.sources(described=True).items].count("مصدر أمني") == 3


def test_a_page_goes_on_where_the_last_one_ended(desk: Desk) -> None:
    whole = desk.actors(described=True).items
    paged, cursor = [], None
    while True:
        page = desk.actors(described=True, cursor=cursor, limit=2)
        paged += page.items
        cursor = page.cursor
        if cursor is None:
            break
    assert tuple(paged) == whole
