"""Whose word counts once, and why. Names are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from marsad.model.story import Account, Origin
from marsad.resolve.origins import origins

from .tellings import again, hop, telling

ALERT = hop("a-alert", "منظمة «عين البحر»", "organization")
AGENCY = hop("a-agency", "وكالة الضفاف", "organization", media=True)


def names(*accounts: Account) -> list[set[str]]:
    """For each origin the reports that rest on it, in a fixed order."""
    return sorted(({ref.partition("#")[0] for ref in o.accounts} for o in origins(accounts)), key=sorted)


def one(*accounts: Account) -> Origin:
    (origin,) = origins(accounts)
    return origin


def test_many_outlets_with_one_source_have_one_origin() -> None:
    origin = one(
        telling("r1", chain=(ALERT,)),
        telling("r2", chain=(AGENCY, ALERT)),
        telling("r3", chain=(hop("a-radio", "إذاعة الساحل", "organization", media=True), AGENCY, ALERT)),
    )
    assert (origin.name, origin.kind, origin.code) == ("منظمة «عين البحر»", "named", "chain-end")
    assert origin.accounts == ("r1#V1", "r2#V1", "r3#V1")
    assert "3 reports" in origin.why


def test_a_body_and_its_spokesman_are_one() -> None:
    spokesman = hop("a-man", "ماجد الغرياني", body="a-alert", body_name="منظمة «عين البحر»")
    origin = one(telling("r1", chain=(spokesman,)), telling("r2", chain=(ALERT,)))
    assert origin.name == "منظمة «عين البحر»"
    assert origin.names == ("منظمة «عين البحر»", "ماجد الغرياني")
    assert "ماجد الغرياني" in origin.why


def test_a_described_spokesman_of_the_body_is_the_body() -> None:
    described = hop("r1#E9", "متحدث باسم وزارة الدفاع", "group")
    ministry = hop("a-mod", "وزارة الدفاع", "organization")
    assert len(origins([telling("r1", chain=(described,)), telling("r2", chain=(ministry,))])) == 1


def test_somebody_who_works_there_is_not_the_body() -> None:
    engineer = hop("r1#E9", "مهندس في شركة الأنابيب", "group")
    company = hop("a-pipe", "شركة الأنابيب", "organization")
    assert len(origins([telling("r1", chain=(engineer,)), telling("r2", chain=(company,))])) == 2


def test_the_spokesman_of_an_organization_that_only_one_can_be() -> None:
    spokesman = hop("a-man", "ماجد الغرياني", body_name="المنظمة")
    assert len(origins([telling("r1", chain=(spokesman,)), telling("r2", chain=(ALERT,))])) == 1
    other = hop("a-other", "منظمة «مرفأ»", "organization")
    three = [telling("r1", chain=(spokesman,)), telling("r2", chain=(ALERT,)), telling("r3", chain=(other,))]
    assert len(origins(three)) == 3


def test_a_name_and_its_short_form_are_one_body_unless_two_could_be_meant() -> None:
    full, short = hop("a-1", "الهيئة العامة للمصائد", "organization"), hop("a-2", "هيئة المصائد", "organization")
    assert len(origins([telling("r1", chain=(full,)), telling("r2", chain=(short,))])) == 1
    names = ("وزارة الدفاع الأرمنية", "وزارة الدفاع التركية", "وزارة الدفاع")
    ministries = [hop(f"a-{n}", name, "organization") for n, name in enumerate(names)]
    assert len(origins([telling(f"r{n}", chain=(h,)) for n, h in enumerate(ministries)])) == 3


def test_own_voice_counts_as_the_outlet() -> None:
    origin = one(telling("r1", publisher="وكالة الضفاف"), telling("r2", publisher="الضفاف"))
    assert (origin.kind, origin.code, origin.actor) == ("outlet", "own-word", None)
    assert len(origins([telling("r1", publisher="وكالة الضفاف"), telling("r2", publisher="قناة الوادي")])) == 2


def test_an_outlet_quoted_by_another_is_the_same_origin() -> None:
    origin = one(telling("r1", publisher="وكالة الضفاف"), telling("r2", chain=(AGENCY,)))
    assert set(origin.accounts) == {"r1#V1", "r2#V1"}


def test_an_outlet_that_only_passes_on_is_no_origin() -> None:
    assert names(telling("r1", chain=(AGENCY,)), telling("r2", chain=(AGENCY, ALERT))) == [{"r1", "r2"}]


def test_a_named_witness_is_not_swallowed_by_those_he_quotes() -> None:
    man = hop("a-man", "ماجد الغرياني")
    friends = hop("r2#E4", "زميلان له", "group")
    assert len(origins([telling("r1", chain=(man,)), telling("r2", chain=(man, friends))])) == 2


def test_a_reprint_adds_nothing() -> None:
    original = telling("r1", publisher="وكالة الضفاف")
    copy = telling("r2", publisher="قناة الوادي", copy_of="r1")
    origin = one(original, copy)
    assert (origin.name, origin.code) == ("وكالة الضفاف", "reprint")
    assert "r2" in origin.why


def test_unnamed_sources_are_apart_unless_one_outlet_passes_on_one_description() -> None:
    source = hop("r1#E2", "مصدر أمني", "group")
    same = hop("r2#E7", "مصدر أمني", "group")
    two = origins([telling("r1", chain=(source,)), telling("r2", chain=(same,))])
    assert [o.kind for o in two] == ["anonymous"] * 2
    assert [o.code for o in two] == ["unnamed"] * 2
    through = origins([telling("r1", chain=(AGENCY, source)), telling("r2", chain=(AGENCY, same))])
    assert len(through) == 1


def test_a_lead_that_sums_up_what_somebody_said_is_no_origin_of_its_own() -> None:
    lead = telling("r1", "خطف ملثمون ثلاثة مهندسين", event="V1")
    said = telling("r1", "خطف ملثمون ثلاثة مهندسين قرب الحقل", event="V2", chain=(ALERT,))
    assert one(lead, said).name == "منظمة «عين البحر»"


def test_a_lead_over_the_words_of_two_does_not_make_them_one() -> None:
    lead = telling("r1", "خطف ملثمون ثلاثة مهندسين قرب الحقل", event="V1")
    said = telling("r1", "خطف ملثمون ثلاثة مهندسين", event="V2", chain=(ALERT,))
    other = telling("r1", "خطف ملثمون ثلاثة", event="V3", chain=(hop("a-man", "ماجد الغرياني"),))
    assert names(lead, said, other) == [{"r1"}, {"r1"}]
    assert [o.name for o in origins([lead, said, other])] == ["منظمة «عين البحر»", "ماجد الغرياني"]


def test_an_event_told_on_two_words_in_one_account_has_two_origins() -> None:
    first, second = "قتل ثلاثة في القصف", "القصف وقع ليلا"
    told = telling("r1", first + " " + second, chain=(ALERT,))
    evidence = (telling("r1", first).evidence[0], again(second, len(first) + 1).evidence[0])
    doctor = hop("g-doctor", "طبيب في المستشفى", "group")
    both = replace(told, evidence=evidence, retold=(again(second, len(first) + 1, doctor),))
    assert [(o.name, o.accounts) for o in origins([both])] == [
        ("منظمة «عين البحر»", ("r1#V1",)), ("طبيب في المستشفى", ("r1#V1",)),
    ]  # fmt: skip
    relayed = replace(both, retold=(again(second, len(first) + 1, AGENCY, ALERT),))
    assert one(relayed).name == "منظمة «عين البحر»"


def test_denials_and_rejections() -> None:
    denial = telling("r1", chain=(ALERT,), aux=("negation",))
    assert one(denial).denies
    assert not one(denial, telling("r2", chain=(ALERT,))).denies
    assert origins([telling("r1", chain=(ALERT,), decision="rejected")]) == ()


def test_somebody_named_who_quotes_others_is_a_source_beside_them() -> None:
    student, fellows = hop("a-awsan", "أوسان باحشوان"), hop("r2#E4", "اثنان من زملائه", "group")
    assert len(origins([telling("r1", chain=(student,)), telling("r2", chain=(student, fellows))])) == 2


def test_a_capital_that_denies_is_the_ministry_of_the_same_report() -> None:
    ankara = hop("a-ankara", "أنقرة", "place")
    ministry = hop("a-moj", "وزارة العدل", "organization")
    denied = telling("r1", chain=(ankara,), aux=("negation",))
    assert len(origins([denied, telling("r1", event="V2", chain=(ministry,))])) == 1
    assert len(origins([denied, telling("r2", chain=(ministry,))])) == 2


def test_a_statement_without_an_outlet_is_the_word_of_its_body() -> None:
    ministry = hop("a-moi", "وزارة الداخلية", "organization")
    own, said = telling("r1", publisher=None), telling("r1", event="V2", publisher=None, chain=(ministry,))
    assert one(own, said).name == "وزارة الداخلية"
    other = telling("r1", event="V3", publisher=None, chain=(hop("a-mfa", "وزارة الخارجية", "organization"),))
    assert len(origins([own, said, other])) == 3, "of two bodies it can't be told whose statement it is"
    assert len(origins([telling("r1"), telling("r1", event="V2", chain=(ministry,))])) == 2


def test_a_body_that_one_report_took_for_people_is_that_body() -> None:
    body = telling("d1", "قالت", chain=(hop("room", "مجموعة محامي السدرة", "organization"),))
    described = telling("d2", "قالت", chain=(hop("d2#E1", "مجموعة محامي السدرة", "group"),))
    back = telling("d1", "وقالت", event="V2", chain=(hop("d1#E2", "المجموعة", "group"),))
    assert len(origins((body, described, back))) == 1
    another = telling("d2", "قالت", chain=(hop("d2#E1", "مجموعة مهندسي السدرة", "group"),))
    assert len(origins((body, another))) == 2
    elsewhere = replace(back, report="d3", chain=(hop("d3#E2", "المجموعة", "group"),))
    assert len(origins((body, elsewhere))) == 2


MARDAN = hop("a-mardan", "سالم مردان")


def closing(words: str, **more: Any) -> Account:
    """A telling of the closing of a line: in an own voice where the report begins, on somebody's word far behind."""
    told = telling("r1", words, type="COERCE", mode="restrict", publisher="صحيفة الوادي", **more)
    return replace(told, evidence=again(words, 500).evidence) if told.chain else told


@pytest.mark.parametrize("words", ["إغلاق خط النقل", "الإغلاق الذي شغل الصحف", "بعد إغلاق خط النقل"])
def test_an_own_voice_that_only_mentions_what_somebody_tells_is_no_origin(words: str) -> None:
    said = closing("محتجون أغلقوا صمام الخط فجر السبت", event="V2", chain=(MARDAN,))
    assert one(closing(words), said).name == "سالم مردان"
    # what the outlet tells elsewhere stays its own
    told = replace(closing("أغلق محتجون خط النقل"), report="r2")
    assert len(origins([closing(words), said, told])) == 2


@pytest.mark.parametrize(
    "words",
    [
        "أغلق محتجون خط النقل فجر السبت",
        "إغلاق خط للنقل",
        "خط النقل الذي أغلقته قبيلة",
        "الإغلاق استمر حتى المساء",
        "إغلاق خط النقل وإصابة عاملين",
    ],
)
def test_an_own_voice_that_tells_it_is_one(words: str) -> None:
    said = closing("محتجون أغلقوا صمام الخط فجر السبت", event="V2", chain=(MARDAN,))
    assert len(origins([closing(words), said])) == 2


def test_what_nobody_else_tells_in_the_report_is_the_outlets_own_however_short() -> None:
    mention = closing("إغلاق خط النقل")
    assert one(mention).kind == "outlet"
    denied = closing("لم يغلق أحد الخط", event="V2", chain=(MARDAN,), aux=("negation",))
    assert len(origins([mention, denied])) == 2, "who denies it doesn't tell it"
    elsewhere = telling("r2", "أغلق محتجون الخط", type="COERCE", chain=(MARDAN,))
    assert len(origins([mention, elsewhere])) == 2


def test_a_body_that_passes_on_what_somebody_told_is_no_origin_beside_him() -> None:
    official = hop("r2#E5", "مسؤول أممي سابق", "group")
    assert len(origins([telling("r1", chain=(ALERT,)), telling("r2", chain=(ALERT, official))])) == 1
    other = hop("a-other", "منظمة «عين الميناء»", "organization")
    assert len(origins([telling("r1", chain=(other,)), telling("r2", chain=(ALERT, official))])) == 2


def test_a_document_is_the_word_of_its_body() -> None:
    line = hop("a-line", "الضفاف للملاحة", "organization")
    note = hop("r2#E4", "وثيقة داخلية في شركة الضفاف", "group")
    assert one(telling("r1", chain=(line,)), telling("r2", chain=(note,))).name == "الضفاف للملاحة"
    for name in ("تقرير سري لملحق عسكري", "مهندس في شركة الضفاف", "وثيقة داخلية في شركة الوادي"):
        two = origins([telling("r1", chain=(line,)), telling("r2", chain=(hop("r2#E4", name, "group"),))])
        assert len(two) == 2, name


def test_who_heads_what_is_only_described_speaks_for_it() -> None:
    head = hop("a-man", "ماجد الغرياني", body_name="الشركة المالكة")
    company = hop("r2#E4", "الشركة المالكة", "group")
    assert len(origins([telling("r1", chain=(head,)), telling("r2", chain=(company,))])) == 1
    another = hop("r2#E4", "الشركة المشغلة", "group")
    assert len(origins([telling("r1", chain=(head,)), telling("r2", chain=(another,))])) == 2
