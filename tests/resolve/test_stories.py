"""Which tellings are joined, which stay apart, and what a story says in sum. Texts and names are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from marsad.model.story import Account, Quote
from marsad.resolve.grounds import said
from marsad.resolve.likeness import likeness
from marsad.resolve.match import Match
from marsad.resolve.stories import JOIN, assign, compare, likest_first, story_keys, summarise

from .tellings import again, hop, telling, who

SALIM, ADEL = who("a-salim", "سليم الورفي"), who("a-adel", "عادل التاجوري")
NASR = who("a-nasr", "نصر الدرسي")
TOBRUK = who("a-tobruk", "طبرق", "place", country="LBY", latitude=32.08, longitude=23.96)
KUFRA = who("a-kufra", "الكفرة", "place", country="LBY", latitude=24.18, longitude=23.29)
ABOUT = ("سليم الورفي", "عادل التاجوري", "طبرق")


def meeting(report: str, day: str, words: str = "التقى سليم الورفي عادل التاجوري في طبرق", **more: Any) -> Account:
    return telling(
        report, words, day=day, **{"mode": None, "actor": (SALIM, ADEL), "place": (TOBRUK,), "about": ABOUT, **more}
    )


def strike(report: str, words: str, **more: Any) -> Account:
    return telling(report, words, **{
        "type": "ASSAULT", "mode": "drone", "place": (KUFRA,), "day": "2025-03-08", "about": ("الكفرة", "سليم الورفي"),
        **more,
    })  # fmt: skip


def joined(a: Account, b: Account) -> bool:
    """Are the two one story, and found by the index at all?"""
    assert compare(a, b).score == compare(b, a).score
    return bool(story_keys(a) & story_keys(b)) and assign(b, {"s-1": [a]}).target == "s-1"


def test_two_tellings_of_one_meeting_are_one_story() -> None:
    assert joined(meeting("r1", "2025-03-08"), meeting("r2", "2025-03-08", "لقاء الورفي والتاجوري السبت في طبرق"))


def test_two_meetings_of_the_same_men_on_different_days_stay_apart() -> None:
    assert not joined(meeting("r1", "2025-03-04"), meeting("r2", "2025-03-08"))


def test_a_meeting_two_days_later_is_another_whatever_else_agrees() -> None:
    first, later = (
        meeting(r, day, title="لقاء الورفي والتاجوري") for r, day in (("r1", "2025-03-06"), ("r2", "2025-03-08"))
    )
    assert compare(first, later).score == 0.0
    assert joined(first, meeting("r3", "2025-03-07", title="لقاء الورفي والتاجوري"))


def test_that_two_reports_begin_with_the_same_kind_of_event_joins_nothing() -> None:
    one = strike("r1", "قصفت مسيّرة مستودعا", place=(), about=())
    other = strike("r2", "استهدفت طائرة قافلة", place=(), about=())
    assert compare(one, other).score < JOIN


def test_one_report_that_tells_two_meetings_keeps_them_apart() -> None:
    first = meeting("r1", "2025-03-08", event="V1")
    second = meeting("r1", "2025-03-09", event="V2")
    other = meeting("r2", "2025-03-08")
    assert assign(second, {"s-1": [first, other]}).target is None


def test_another_pair_of_men_in_the_same_town_is_another_meeting() -> None:
    other = meeting("r2", "2025-03-08", "التقى نصر الدرسي فتحي المسماري في طبرق",
                    actor=(NASR, who("a-mismari", "فتحي المسماري")), about=("نصر الدرسي", "طبرق"))  # fmt: skip
    assert not joined(meeting("r1", "2025-03-08"), other)


def test_a_man_who_met_two_guests_in_one_week_met_twice() -> None:
    report = "التقى سليم الورفي وفدا في مكتبه وبحثا أوضاع الحدود"
    first = replace(meeting("r1", "2025-03-08", report, place=(), mode="visit"), earliest=None, latest=None)
    guest = replace(
        first, report="r2", actor=(SALIM, NASR), about=("سليم الورفي", "نصر الدرسي"),
        evidence=(Quote(900, 928, "لقاء الورفي والدرسي في القصر"),),
    )  # fmt: skip
    assert likeness(first, guest).partners and not joined(first, guest)
    # one report names one man more, or tells him in its words alone
    more = replace(guest, actor=(SALIM, ADEL, NASR))
    assert not likeness(first, more).partners and compare(first, more).score > JOIN
    told = replace(guest, evidence=(Quote(0, 40, "لقاء الورفي والدرسي بحضور عادل التاجوري"),))
    assert not likeness(first, told).partners


def test_events_that_share_no_name_in_different_countries_are_two() -> None:
    port = who("a-port", "ميناء الحجر", "place", country="DZA")
    here, there = strike("r1", "احتجز زورقا صيد"), strike("r2", "احتجز زورقا صيد", place=(port,))
    assert likeness(here, there).foreign
    assert not likeness(here, strike("r2", "احتجز زورقا صيد", place=(KUFRA,))).foreign
    assert not likeness(here, replace(there, place=(replace(port, country=None),))).foreign
    army = who("a-army", "الجيش", "organization", country="LBY")
    assert not likeness(replace(here, actor=(army,)), replace(there, actor=(army,))).foreign
    assert compare(here, there).score < compare(here, replace(there, place=(replace(port, country=None),))).score


def test_a_day_more_or_less_is_a_conflict_and_not_another_event() -> None:
    a = strike("r1", "قتل خمسة عمال في قصف مسيرة على سوق الكفرة")
    b = strike("r2", "مقتل سبعة عمال بقصف مسيرة استهدف سوق الكفرة", day="2025-03-09")
    assert joined(a, b)


def test_an_announced_visit_and_the_visit_are_one_story_if_the_day_agrees() -> None:
    planned = meeting("r1", "2025-03-12", "يزور سليم الورفي طبرق الأربعاء", mode="visit", aux=("future",))
    held = meeting("r2", "2025-03-12", "زار سليم الورفي طبرق أمس", mode="visit", published="2025-03-13")
    assert joined(planned, held)
    later = meeting("r3", "2025-03-15", "زار سليم الورفي طبرق أمس", mode="visit", published="2025-03-16")
    assert not joined(planned, later)


def test_a_denial_belongs_to_what_it_denies() -> None:
    by = (who("a-x", "كتيبة الوادي", "organization"),)
    told = strike("r1", "قصفت مسيرة سوق الكفرة", actor=by)
    chain = (hop("a-x", "كتيبة الوادي", "organization"),)
    denied = strike("r2", "نفت كتيبة الوادي قصف سوق الكفرة", aux=("negation",), chain=chain, actor=by)
    assert joined(told, denied)


def test_types_are_told_apart_but_for_near_ones() -> None:
    aid = telling("r1", "وصلت 34 شاحنة إلى طبرق", type="AID", mode=None, place=(TOBRUK,), day="2025-03-08")
    move = telling("r2", "وصلت 34 شاحنة إلى طبرق", type="MOBILIZE", mode=None, place=(TOBRUK,), day="2025-03-08")
    visit = telling("r3", "وصلت 34 شاحنة إلى طبرق", type="CONSULT", mode=None, place=(TOBRUK,), day="2025-03-08")
    assert compare(aid, move).score > 0
    assert compare(aid, visit).score == 0
    assert story_keys(aid) & story_keys(move)


def test_a_count_of_visits_is_no_telling_of_one() -> None:
    one = meeting("r1", "2025-03-08", mode="visit")
    six = meeting("r2", "2025-03-08", mode="visit", count=6)
    assert not joined(one, six)


def test_the_second_meeting_on_its_day_is_one() -> None:
    rank = "التقى سليم الورفي عادل التاجوري للمرة الثانية"
    words = (Quote(0, len(rank), rank),)
    second = replace(meeting("r2", "2025-03-08"), count=2, evidence=words)
    assert joined(meeting("r1", "2025-03-08"), second)
    # over a time they are two, and so are those that words only count
    month = replace(second, latest="2025-03-20", granularity="interval")
    assert not joined(meeting("r1", "2025-03-08"), month)
    assert not joined(meeting("r1", "2025-03-08"), meeting("r2", "2025-03-08", count=2))


def test_every_score_has_its_reasons() -> None:
    match = compare(meeting("r1", "2025-03-08"), meeting("r2", "2025-03-08"))
    assert match.score >= JOIN
    assert any("سليم الورفي" in said(reason) for reason in match.reasons)
    assert "the same day" in map(said, match.reasons)


def test_an_analysts_word_wins() -> None:
    a, b = meeting("r1", "2025-03-08"), meeting("r2", "2025-03-08")
    assert assign(b, {"s-1": [a]}, different=frozenset({"s-1"})).target is None
    far = meeting("r3", "2024-01-01")
    assert assign(far, {"s-1": [a]}, same=frozenset({"s-1"})).target == "s-1"


def test_one_report_that_tells_an_event_twice_makes_one_story() -> None:
    lead = strike("r1", "قتل خمسة عمال في قصف مسيرة على سوق الكفرة", event="V1", numbers=(("خمسة عمال", 5),))
    again = strike("r1", "سقط خمسة عمال في السوق", event="V2", numbers=(("خمسة عمال", 5),), chain=(hop("a-doctor"),))
    assert assign(again, {"s-1": [lead]}).target == "s-1"


def test_a_story_in_sum() -> None:
    a = meeting("r1", "2025-03-08", title="لقاء", published="2025-03-09")
    b = meeting("r2", "2025-03-08", published="2025-03-10", actor=(SALIM,), recipient=(ADEL,))
    c = meeting("r3", "2025-03-08", published="2025-03-11", actor=(SALIM,), recipient=(ADEL,), aux=("future",))
    story = summarise("s-1", [c, a, b])
    line = story.line
    assert [x.report for x in story.accounts] == ["r1", "r2", "r3"]
    assert (line.earliest, line.latest, line.granularity) == ("2025-03-08", "2025-03-08", "day")
    # two of three reports have Adel as the host
    assert [p.actor for p in line.actor] == ["a-salim"]
    assert [(p.actor, p.reports) for p in line.recipient] == [("a-adel", 2)]
    assert line.aux == ()
    assert (line.reports, line.outlets, line.origins, line.certainty) == (3, 3, 3, "corroborated")
    assert (line.first_published, line.last_published) == ("2025-03-09", "2025-03-11")
    assert line.summary in {q.exact for x in story.accounts for q in x.evidence}


def test_days_known_exactly_win_over_wide_intervals() -> None:
    wide = meeting("r1", "2025-03-08", earliest="2025-03-01", latest="2025-03-31", granularity="month")
    line = summarise("s-1", [wide, meeting("r2", "2025-03-08")]).line
    assert (line.earliest, line.latest) == ("2025-03-08", "2025-03-08")


def test_a_story_of_denials_is_denied() -> None:
    line = summarise("s-1", [meeting("r1", "2025-03-08", aux=("negation",))]).line
    assert line.certainty == "denied"


def test_a_story_needs_an_account() -> None:
    with pytest.raises(ValueError, match="s-1"):
        summarise("s-1", [])


@pytest.mark.parametrize("published", [None, "2025-03-10"])
def test_undated_tellings_have_keys_too(published: str | None) -> None:
    assert story_keys(meeting("r1", "2025-03-08", earliest=None, latest=None, published=published))


def test_a_place_that_both_reports_words_tell_keeps_nothing_apart() -> None:
    zone = who("zone", "منطقة الإنقاذ الغربية", "place", country="MLT")
    port = who("port", "ميناء الزعفران", "place", country="LBY")
    caught = telling("d1", "احتجز زورق عشرين بحارا في منطقة الإنقاذ الغربية", type="COERCE", place=(zone,))
    brought = telling(
        "d2", "احتجزوا في منطقة الإنقاذ الغربية واقتيدوا إلى ميناء الزعفران", type="COERCE", place=(port,)
    )
    assert not likeness(caught, brought).far
    elsewhere = replace(brought, evidence=(Quote(0, 27, "احتجزوا ثم اقتيدوا إلى هناك"),))
    assert likeness(caught, elsewhere).far


def test_a_telling_that_names_nothing_is_known_by_what_its_report_names() -> None:
    square = who("square", "ساحة الزيتون", "place")
    full = telling("d1", "قصف أصاب ساحة الزيتون", type="ASSAULT", place=(square,))
    bare = telling("d2", "سقط تسعة جنود في القصف", type="ASSAULT", about=("ساحة الزيتون",))
    assert likeness(full, bare).elsewhere == 1
    assert likeness(full, replace(bare, about=("سوق الخميس",))).elsewhere == 0
    assert likeness(full, replace(bare, place=(who("gate", "باب البحر", "place"),))).elsewhere == 0


def test_two_men_arrested_on_one_day_are_two_arrests() -> None:
    police = who("police", "قوات الأمن", "organization")

    def arrest(report: str, ident: str, name: str) -> Account:
        return telling(
            report, f"أوقفت قوات الأمن {name} مساء السبت", day="2025-03-08", type="COERCE", mode="arrest",
            actor=(police,), recipient=(who(ident, name),), about=("قوات الأمن", "العاصمة"), title="توقيف في العاصمة",
        )  # fmt: skip

    journalist = arrest("d1", "a", "مراد الدرعي")
    assert compare(journalist, arrest("d2", "b", "سليم المرسي")).score < JOIN
    assert compare(journalist, arrest("d2", "b", "الدرعي")).score >= JOIN
    assert compare(journalist, arrest("d2", "b", "مراد الدر عي")).score >= JOIN


def test_of_two_tellings_of_one_report_the_likest_takes_its_place_first() -> None:
    story = telling("d1", "قصف الجيش سوق العين فجر الخميس", day="2025-03-06", type="ASSAULT", mode="aerial",
                    place=(who("market", "سوق العين", "place"),), about=("العين",))  # fmt: skip
    passing = telling("d2", "هدوء في العين", type="ASSAULT", mode=None, event="V1", about=("العين",))
    proper = replace(story, report="d2", event="V2")
    meeting = telling("d2", "التقى", event="V3")
    seen: list[str] = []

    def match(a: Account) -> Match | None:
        seen.append(a.event)
        return assign(a, {"s": [story]}).match

    order = likest_first([passing, proper, meeting], lambda a: a, match)
    assert [a.event for a in order] == ["V2", "V1", "V3"]
    assert seen == ["V1", "V2"], "nothing rivals the meeting"
    scores = {"V1": 0.945, "V2": 0.953}
    order = likest_first([passing, proper], lambda a: a, lambda a: Match(scores[a.event], ()))
    assert [a.event for a in order] == ["V1", "V2"], "hardly likelier is no reason to leave the order of the text"


def test_a_story_is_summed_up_by_what_tells_it_and_not_by_what_counts_the_dead() -> None:
    words, count = "قصفت طائرة مسيرة سوق البلدة فجر الأحد الماضي", "عدد القتلى بلغ تسعة بينهم ثلاثة أطفال"
    doctor = again(count, 200, hop("d", "طبيب", "group"))
    raid = telling("r1", words, type="ASSAULT", mode="drone", retold=(doctor,))
    both = replace(raid, evidence=(*raid.evidence, *doctor.evidence))
    assert summarise("s1", [both]).line.summary == words
    assert summarise("s1", [replace(both, evidence=doctor.evidence)]).line.summary == count


def test_the_visit_of_a_week_ties_no_two_meetings_together() -> None:
    tuesday, friday = meeting("r1", "2025-03-04"), meeting("r3", "2025-03-07")
    week = replace(meeting("r2", "2025-03-04"), latest="2025-03-09")
    assert assign(friday, {"s-1": [week]}).target == "s-1"
    assert assign(friday, {"s-1": [tuesday, week]}).target is None
