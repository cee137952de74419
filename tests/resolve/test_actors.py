"""Entities of reports become actors of the desk."""

from __future__ import annotations

from dataclasses import replace

from marsad.resolve.actors import EntityFacts, actor_id, assign, compare, merge

MAN = EntityFacts("d-1#E1", "d-1", "person", "سالم الورفي", ("سالم الورفي",), country="LBY")


def test_the_same_name_and_country_join() -> None:
    actor = merge(None, MAN)
    assert actor.id == actor_id("d-1#E1")
    again = replace(MAN, ref="d-2#E4", report="d-2", forms=("سالم الورفي", "الورفي"))
    assert assign(again, [actor]).target == actor.id
    assert merge(actor, again).forms[0] == ("سالم الورفي", 2)


def test_another_country_keeps_namesakes_apart() -> None:
    assert assign(replace(MAN, ref="d-2#E1", country="OMN"), [merge(None, MAN)]).target is None


def test_an_analyst_wins() -> None:
    actor = merge(None, MAN)
    other = replace(MAN, ref="d-2#E1", name="فلان", forms=("فلان",))
    assert assign(other, [actor], same=frozenset({actor.id})).target == actor.id
    assert assign(MAN, [actor], different=frozenset({actor.id})).target is None


def test_described_things_join_nothing() -> None:
    group = EntityFacts("d-1#E2", "d-1", "group", "مهاجرون", ("مهاجرون",), described=True)
    assert compare(replace(group, ref="d-2#E2"), merge(None, group)).score == 0


def test_places_join_by_id() -> None:
    place = EntityFacts("d-1#E3", "d-1", "place", "طرابلس", ("طرابلس",), country="LBY", geonames=2210247)
    assert assign(replace(place, ref="d-2#E1"), [merge(None, place)]).target
    assert assign(replace(place, ref="d-2#E1", geonames=266826, country="LBN"), [merge(None, place)]).target is None
