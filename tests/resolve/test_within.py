"""Two events of one report: told twice, read twice, or told apart. All names are invented."""

from __future__ import annotations

from dataclasses import replace

from marsad.model.story import Account, Quote
from marsad.resolve.stories import assign, compare
from marsad.resolve.within import WEIGHTS, compare_within, features

from .tellings import hop, telling, who

PATROL, CREW = who("patrol", "دورية خفر السواحل", "organization"), who("crew", "تسعة بحارة", "group")
CLAUSE = "أوقفت دورية خفر السواحل تسعة بحارة وصادرت قاربهم فجر الأحد"
ARREST = telling(
    "d1", CLAUSE, day="2025-03-09", type="COERCE", mode="arrest", actor=(PATROL,), recipient=(CREW,), event="V1"
)


def at(account: Account, start: int) -> Account:
    """The account with its words elsewhere in the report."""
    return replace(account, evidence=tuple(Quote(start, start + len(q.exact), q.exact) for q in account.evidence))


def test_one_clause_read_twice_is_one_event() -> None:
    again = replace(ARREST, event="V2", mode=None)
    assert compare_within(ARREST, again).score >= 0.5
    assert [g.code for g in compare_within(ARREST, again).reasons] == ["told-twice"]


def test_what_somebody_else_does_to_somebody_else_is_another_event() -> None:
    other = telling(
        "d1", "احتجزت الشرطة عاملين في الميناء", day="2025-03-02", type="COERCE", mode="restrict", event="V2",
        actor=(who("police", "الشرطة", "organization"),), recipient=(who("men", "عاملين", "group"),),
    )  # fmt: skip
    found = compare_within(ARREST, at(other, 700))
    assert found.score < 0.5
    assert [g.code for g in found.reasons] in (["told-apart"], ["two-events"])


def test_meetings_on_two_days_and_a_call_beside_a_visit_are_two_whatever_they_share() -> None:
    men = (who("a", "سالم المرسي"), who("b", "نبيل الدرعي"))
    visit = telling("d1", "زار سالم المرسي نبيل الدرعي", day="2025-03-09", actor=men)
    later = replace(visit, event="V2", earliest="2025-03-10", latest="2025-03-10")
    call = replace(visit, event="V2", mode="phone")
    assert compare_within(visit, later).score == compare_within(visit, call).score == 0.0
    assert compare_within(visit, replace(visit, event="V2")).score >= 0.5


def test_a_denial_stands_with_what_its_report_denies_only_if_they_share_something() -> None:
    denied = replace(ARREST, event="V2", aux=("negation",))
    assert [g.code for g in compare_within(ARREST, denied).reasons] == ["with-denial"]
    stranger = telling(
        "d1", "نفت البلدية إغلاق السوق", type="COERCE", event="V2", aux=("negation",),
        actor=(who("town", "البلدية", "organization"),),
    )  # fmt: skip
    assert compare_within(ARREST, at(stranger, 700)).score < 0.5


def test_types_and_counts_tell_two_events() -> None:
    assert compare_within(ARREST, replace(ARREST, event="V2", type="AID")).score == 0.0
    assert compare_within(ARREST, replace(ARREST, event="V2", count=4)).score == 0.0


def test_a_further_telling_that_other_reports_hardly_know_joins_on_its_own_reports_word() -> None:
    first = replace(ARREST, report="d0", event="V1")
    doctor = replace(at(ARREST, 400), event="V2", mode=None, chain=(hop("doctor", "طبيب", "group"),))
    assert compare(doctor, first).score > 0
    assert assign(doctor, {"s": [first, ARREST]}).target == "s"
    elsewhere = telling(
        "d1", "احتجزت الشرطة عاملين", type="COERCE", mode="restrict", event="V3",
        actor=(who("police", "الشرطة", "organization"),), recipient=(who("men", "عاملين", "group"),),
    )  # fmt: skip
    assert assign(at(elsewhere, 900), {"s": [first, ARREST]}).target is None


def test_every_feature_has_a_weight() -> None:
    assert features(ARREST, replace(ARREST, event="V2")).keys() == WEIGHTS.keys()


BLOCKED = telling(
    "d1", "أغلق سكان القرية جسر الوادي بالحجارة", day="2025-03-09", type="PROTEST", mode="obstruct", event="V1",
    actor=(who("villagers", "سكان القرية", "group"),), place=(who("bridge", "جسر الوادي", "place"),),
    chain=(hop("mayor", "عمدة القرية"),),
)  # fmt: skip
SEEN = telling(
    "d1", "عشرات الفتية أحرقوا إطارات في الطريق", type="PROTEST", mode="obstruct", event="V2",
    actor=(who("boys", "عشرات الفتية", "group"),), chain=(hop("seen", "شاهد عيان من القرية", "group"),),
)  # fmt: skip


def test_what_a_witness_saw_is_what_the_report_is_about() -> None:
    assert compare_within(BLOCKED, at(SEEN, 300)).score >= 0.5
    assert compare_within(BLOCKED, at(replace(SEEN, chain=(hop("s", "أحد الناجين", "group"),)), 300)).score >= 0.5


def test_a_witness_of_another_act_or_day_and_others_who_tell_it_are_no_such_witness() -> None:
    for other in (
        replace(SEEN, mode="demo"),
        replace(SEEN, earliest="2025-02-01", latest="2025-02-01"),
        replace(SEEN, chain=(hop("driver", "سائق من القرية", "group"),)),
        replace(SEEN, chain=(hop("kin", "قريب أحد الشهود", "group"),)),
        replace(SEEN, chain=(hop("named", "شاهد المرسي"),)),
    ):
        assert compare_within(BLOCKED, at(other, 300)).score < 0.5, other


def test_what_points_back_is_told_again() -> None:
    strike = telling(
        "d1", "قصفت طائرة مسيرة سوق بلدة العين", type="ASSAULT", mode="drone", day="2025-03-09", event="V1",
        actor=(who("drone", "طائرة مسيرة", "asset"),), place=(who("market", "سوق بلدة العين", "place"),),
    )  # fmt: skip
    again = at(telling(
        "d1", "المسيرة أطلقت صاروخين على السوق الكبير", type="ASSAULT", mode="drone", event="V2",
        actor=(who("it", "المسيرة", "asset"),), place=(who("there", "السوق الكبير", "place"),),
        chain=(hop("room", "غرفة الطوارئ", "organization"),),
    ), 400)  # fmt: skip
    assert compare_within(strike, again).score >= 0.5
    another = replace(again, actor=(who("it", "زوارق", "asset"),), place=(who("there", "ميناء السدرة", "place"),))
    assert compare_within(strike, another).score < 0.5


def test_the_same_number_in_two_passages_is_the_same_event_whoever_is_counted() -> None:
    killed = telling(
        "d1", "قتل 14 شخصا في ضربة جوية", type="ASSAULT", mode="aerial", day="2025-03-09", event="V1",
        recipient=(who("dead", "14 شخصا", "group"),), numbers=(("14 شخصا", 14),),
    )  # fmt: skip
    again = at(telling(
        "d1", "الغارة أسفرت عن مقتل 14 مدنيا", type="ASSAULT", mode="aerial", day="2025-03-09", event="V2",
        recipient=(who("civilians", "14 مدنيا", "group"),), numbers=(("14 مدنيا", 14),),
    ), 400)  # fmt: skip
    assert compare_within(killed, again).score >= 0.5
    others = replace(again, amounts=tuple(replace(n, value=6) for n in again.amounts))
    assert compare_within(killed, others).score < 0.5


def test_two_men_seized_in_one_report_are_two_arrests() -> None:
    one, two = (
        telling("d1", words, type="COERCE", mode="arrest", day="2025-03-09", event=event, recipient=(man,))
        for event, words, man in (
            ("V1", "أوقفت الشرطة الصحفي مراد الدرعي", who("a", "مراد الدرعي")),
            ("V2", "واعتقلت المحامي سليم المرسي", who("b", "سليم المرسي")),
        )
    )
    assert compare_within(one, two).score == 0.0
    again = replace(two, recipient=(who("c", "الدرعي"),))
    assert compare_within(one, again).score > 0.0


def test_a_denial_that_names_nothing_is_of_what_its_report_tells() -> None:
    strike = telling(
        "d1", "شن طيران الجيش غارة على سوق العين", type="ASSAULT", mode="aerial", day="2025-03-09", event="V1",
        actor=(who("force", "طيران الجيش", "organization"),), place=(who("market", "سوق العين", "place"),),
    )  # fmt: skip
    denial = at(telling(
        "d1", "استهداف الجيش لأي سوق", type="ASSAULT", event="V2", aux=("negation",),
        actor=(who("army", "الجيش", "organization"),), chain=(hop("source", "مصدر عسكري", "group"),),
    ), 500)  # fmt: skip
    assert compare_within(strike, denial).score > 0.5
    elsewhere = replace(denial, place=(who("port", "ميناء السدرة", "place"),))
    assert compare_within(strike, elsewhere).score <= 0.5


def test_a_series_of_months_is_not_the_attack_of_one_day() -> None:
    raid = telling("d1", "قصفت مسيرة السوق", day="2025-03-09", type="ASSAULT", mode="drone", recipient=(CREW,))
    series = replace(raid, event="V2", earliest="2024-12-10", latest="2025-03-10")
    assert compare_within(raid, series).score == 0.0
    assert compare(raid, replace(series, report="d2")).score == 0.0
    month = replace(series, earliest="2025-03-01", latest="2025-03-31")
    assert compare_within(raid, month).score > 0.0 < compare(raid, replace(month, report="d2")).score


def test_some_of_those_told_before_are_no_other_victims() -> None:
    dead = telling("d1", "قصفت مسيرة السوق فقتل تسعة بحارة", type="ASSAULT", mode="drone", recipient=(CREW,))
    women = who("women", "أربع نساء", "group")
    for words, other in (
        ("المسيرة أصابت البوابة، وبينهم أربع نساء", 0.0),
        ("المسيرة أصابت البوابة، وبين القتلى أربع نساء", 0.0),
        ("المسيرة أصابت عند البوابة أربع نساء", 1.0),
    ):
        told = at(telling("d1", words, type="ASSAULT", mode="drone", recipient=(women,), event="V2"), 700)
        assert features(dead, told)["other recipient"] == other
    number = who("held", "عدد الموقوفين", "group")
    told = at(telling("d1", "عدد الموقوفين سبعة", type="COERCE", mode="arrest", recipient=(number,), event="V2"), 700)
    assert features(ARREST, told)["other recipient"] == 0.0


def test_who_is_acted_on_in_one_and_acts_in_the_other_is_told_of_two_events() -> None:
    ship, rest, boat = (who(i, n, "asset") for i, n in (("s", "سفينة الشحن"), ("r", "الباقين"), ("b", "زورق الدورية")))
    words = "أنقذت سفينة الشحن الباقين وسلمتهم فجر الأحد إلى زورق الدورية"
    saved = telling("d1", words, day="2025-03-09", type="AID", mode=None, actor=(ship,), recipient=(rest,), event="V1")
    landed = replace(saved, event="V2", actor=(rest, ship), recipient=(boat,))
    assert compare_within(saved, landed).score < 0.5
    # told twice with the same sides it is one; who meets is met, and who fights is fought
    assert compare_within(saved, replace(saved, event="V2")).score >= 0.5
    for mutual in (replace(saved, type="CONSULT"), replace(saved, type="ASSAULT")):
        assert features(mutual, replace(mutual, actor=(rest,), recipient=(ship,)))["other side"] == 0.0
