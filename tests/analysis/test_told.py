"""Denied arrivals and counted visits, as the whole analysis with the reader tells them."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document
from marsad.model.record import Interval, Record


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def read(analyser: Analyser, text: str) -> Record:
    return analyser.analyze(Document("t", text, None, "صحيفة الشراع", "2024-06-24"))


def test_who_arrives_is_behind_the_noun_and_the_arrival_is_denied(analyser: Analyser) -> None:
    record = read(
        analyser,
        "نفى متحدث باسم السفارة الروسية في روما وصول سفينتي شحن من قاعدة طرطوس إلى ميناء طبرق في 18 يونيو، "
        "واصفا ما نشرته صحيفة «لا ريبوبليكا» بأنه «تكهنات لا تستند إلى وقائع».",
    )
    name = {e.id: e.name for e in record.entities}
    (event,) = record.events
    assert (event.type, [name[i] for i in event.actor], event.aux) == ("MOBILIZE", ["سفينتي شحن"], ("negation",))


def test_a_count_lasts_from_its_since(analyser: Analyser) -> None:
    record = read(analyser, "قالت وزارة النقل المالطية إن الوزير ماركو زاميت زار بنغازي أربع مرات منذ يناير الماضي.")
    counted = [(e.count, e.time) for e in record.events if e.count]
    assert counted == [(4, Interval("2024-01-01", "2024-06-24"))]


def test_how_often_is_said_of_the_nearest_word_and_since_when_beside_other_times(analyser: Analyser) -> None:
    record = read(
        analyser,
        "قالت وزارة النقل المالطية إن الوزير ماركو زاميت زار بنغازي أربع مرات منذ يناير الماضي، كما التقى "
        "في مارس الماضي السفير هانس كلاين في طرابلس.",
    )
    counted = {(e.count, e.time) for e in record.events}
    assert (4, Interval("2024-01-01", "2024-06-24")) in counted
    assert [c for c, _ in counted if c] == [4]


def test_who_is_named_in_an_office_takes_no_part(analyser: Analyser) -> None:
    record = read(
        analyser, "دعا الأمين العام للأمم المتحدة أنطونيو غوتيريش فرنسا وإيطاليا إلى استئناف المحادثات في جدة."
    )
    name = {e.id: e.name for e in record.entities}
    took_part = {name[i] for e in record.events for i in (*e.actor, *e.recipient)}
    assert "أنطونيو غوتيريش" in took_part
    assert "الأمم المتحدة" not in took_part


def test_what_begins_after_publication_is_planned(analyser: Analyser) -> None:
    tomorrow = read(analyser, "يصل الوزير ماركو زاميت إلى بنغازي غدا الثلاثاء.").events
    assert tomorrow and all("future" in e.aux for e in tomorrow)
    assert not any("future" in e.aux for e in read(analyser, "وصل الوزير ماركو زاميت إلى بنغازي أمس الأحد.").events)


def test_a_verb_that_is_spelt_like_a_noun_of_moving_keeps_its_subject(analyser: Analyser) -> None:
    record = read(analyser, "قالت صحيفة «لا ريبوبليكا» إن روسيا تنقل جنودا ومقاتلين إلى ليبيا منذ ثلاثة أشهر.")
    name = {e.id: e.name for e in record.entities}
    assert "روسيا" in {name[i] for e in record.events if e.type == "MOBILIZE" for i in e.actor}


def test_who_talk_over_the_phone_are_in_no_place(analyser: Analyser) -> None:
    text = "أجرى الوزير ماركو زاميت من طرابلس أمس الأحد {} السفير هانس كلاين في طرابلس."
    (event,) = read(analyser, text.format("اتصالا هاتفيا مع")).events
    assert (event.mode, event.place) == ("phone", ())
    (event,) = read(analyser, text.format("محادثات مع")).events
    assert event.mode is None and event.place


def test_a_report_of_unknown_day_dates_what_it_tells_by_its_own_dates(analyser: Analyser) -> None:
    record = analyser.analyze(
        Document("t", "التقى وزير النقل ماركو زاميت، يوم الأحد 16 يونيو 2024، السفير هانس كلاين في مدينة طبرق.")
    )
    days = {t.id: t.earliest for t in record.times}
    assert [days.get(e.time) for e in record.events if isinstance(e.time, str)] == ["2024-06-16"]


def test_what_a_headline_and_the_report_count_is_counted_once(analyser: Analyser) -> None:
    record = read(
        analyser,
        "خفر السواحل الإيطالي ينقذ 87 مهاجرا قبالة لامبيدوزا\n\nأنقذت زوارق خفر السواحل الإيطالي، ليل السبت الأحد، "
        "87 مهاجرا كانوا على متن قارب خشبي انطلق من سواحل صبراتة غربي ليبيا، "
        "وفق ما أفادت به وكالة الأنباء الإيطالية (أنسا).",
    )
    (rescue,) = (e for e in record.events if e.type == "AID")
    words = [record.text[a.start : a.end] for a in record.amounts if a.id in rescue.amounts]
    assert (words, rescue.attribution is not None) == (["87 مهاجرا"], True)


def test_whose_doing_an_attack_was_is_denied_and_not_the_attack(analyser: Analyser) -> None:
    record = read(
        analyser,
        "نفت حركة «رايات الوادي» مسؤوليتها عن هجوم استهدف السبت قاعدة الوطية وأدى إلى مقتل ثلاثة جنود.",
    )
    name = {e.id: e.name for e in record.entities}
    told = {(e.aux, tuple("رايات الوادي" in name[i] for i in e.actor)) for e in record.events if e.type == "ASSAULT"}
    # whether «حركة» belongs to the name is another matter
    assert told == {((), ()), (("negation",), (True,))}


def test_what_is_denied_again_has_the_participants_told_before(analyser: Analyser) -> None:
    record = read(
        analyser,
        "قال صيادون إن زورقا لخفر السواحل في طرابلس أطلق النار، في 12 يونيو، على قارب قبالة صبراتة فأصاب ثلاثة منهم.\n"
        "ونفى خفر السواحل، في بيان، إطلاق أي رصاصة.",
    )
    name = {e.id: e.name for e in record.entities}
    told = {e.aux: e for e in record.events if e.type == "ASSAULT"}
    assert {name[i] for i in told[()].recipient} & {name[i] for i in told["negation",].recipient}


def test_whose_doing_it_was_is_denied_where_the_denial_is_no_claim(analyser: Analyser) -> None:
    record = read(
        analyser,
        "لم تعلن أي جهة مسؤوليتها عن هجوم استهدف السبت سفينة تجارية قبالة الحديدة. ونفت إيران ضلوعها في الهجوم، "
        "بينما قالت هيئة عمليات التجارة البحرية البريطانية إن السفينة لم تصب بأضرار.",
    )
    name = {e.id: e.name for e in record.entities}
    denied = [e for e in record.events if "إيران" in [name[i] for i in e.actor]]
    assert [e.aux for e in denied] == [("negation",)]


def test_what_describes_somebody_in_what_is_denied_is_not_denied(analyser: Analyser) -> None:
    record = read(
        analyser,
        "كذبت وزارة الداخلية الموريتانية، مساء السبت، ما أوردته مواقع مالية من أن سلطات الحوض الشرقي سلمت باماكو "
        "ناشطا أزواديا أوقف مطلع الشهر في باسكنو.",
    )
    assert [e.aux for e in record.events if e.type == "COERCE"] == [()]
