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


def body(ref: str, name: str, *companions: str, country: str | None = None) -> EntityFacts:
    return EntityFacts(ref, ref[:3], "organization", name, (name,), country=country, companions=companions)


def test_a_ministry_of_no_country_is_told_by_what_its_report_is_about() -> None:
    actor = merge(None, body("d-1#E1", "وزارة الداخلية", "@TUN"))
    assert assign(body("d-2#E1", "وزارة الداخلية", "@TUN"), [actor]).target == actor.id
    assert assign(body("d-3#E1", "وزارة الداخلية", "@IRQ"), [actor]).target is None
    assert assign(body("d-4#E1", "وزارة الداخلية"), [actor]).target is None


def test_a_body_with_a_name_of_its_own_needs_no_country() -> None:
    actor = merge(None, body("d-1#E1", "شركة «مرافئ زهران»"))
    assert assign(body("d-2#E1", "مرافئ زهران"), [actor]).target == actor.id


def test_a_family_name_joins_only_in_the_same_company() -> None:
    full = replace(MAN, country=None, companions=("ا", "ب", "ج", "د"))
    short = replace(MAN, ref="d-2#E1", name="الورفي", forms=("الورفي",), country=None, companions=())
    assert assign(short, [merge(None, full)]).target is None
    assert assign(replace(short, companions=("ا", "ب", "ج", "د")), [merge(None, full)]).target


def test_a_family_name_that_two_may_mean_stays_alone() -> None:
    brothers = [
        merge(None, replace(MAN, ref=f"d-{n}#E1", forms=(name,), offices=("قائد",)))
        for n, name in enumerate(["سالم الورفي", "ناجي الورفي"])
    ]
    short = replace(MAN, ref="d-9#E1", name="الورفي", forms=("الورفي",), offices=("قائد",))
    assert assign(short, brothers).target is None
    assert assign(short, brothers[:1]).target == brothers[0].id


def test_nobody_is_his_own_father() -> None:
    son = replace(
        MAN, ref="d-2#E1", name="سالم الورفي الابن", forms=("سالم الورفي الابن", "الورفي"), kin=("سالم الورفي",)
    )
    assert assign(son, [merge(None, MAN)]).target is None


def test_a_ship_by_its_name_joins_and_a_boat_does_not() -> None:
    ship = EntityFacts("d-1#E1", "d-1", "asset", "سفينة «نجمة المرسى»", ("سفينة «نجمة المرسى»",))
    assert assign(replace(ship, ref="d-2#E1", name="نجمة المرسى", forms=("نجمة المرسى",)), [merge(None, ship)]).target
    boat = EntityFacts("d-1#E2", "d-1", "asset", "زورق دورية", ("زورق دورية",), described=True)
    assert assign(replace(boat, ref="d-2#E2"), [merge(None, boat)]).target is None


def test_merging_counts_forms_and_keeps_the_first_id() -> None:
    actor = merge(None, MAN)
    for n in range(2, 6):
        actor = merge(actor, replace(MAN, ref=f"d-{n}#E1", offices=(f"منصب {n}",)))
    assert actor.id == actor_id(MAN.ref)
    assert actor.forms == (("سالم الورفي", 5),)
    assert len(actor.refs) == 5 and len(actor.offices) == 4
