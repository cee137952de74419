"""What a date and the word itself say of an event where the reader's own word doesn't settle it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from marsad.analysis.events import Around
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned.bounds import (
    due,
    from_then_on,
    lasting,
    long_ago,
    nth_day,
    of_denial,
    of_saying,
    on_the_day,
    past,
)
from marsad.analysis.learned.modes import mode_of
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document

DAY = "2025-03-20"


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("أخلت القوة القواعد في صيف 2022.", True),
        ("أخلت القوة القواعد في يناير 2025.", False),
        # since then, or until then, is no day on which it happened
        ("تحاصر القوة القاعدة منذ صيف 2022.", False),
        ("تحاصر القوة القاعدة منذ اتفاق أغسطس 2023.", False),
        ("تحاصر القوة القاعدة منذ دخول الاتفاق حيز التنفيذ في أغسطس 2023.", False),
        ("تحاصر القوة القاعدة منذ شهر، وأخلتها في أغسطس 2023.", True),
        ("تخلي القوة القاعدة قبل مطلع عام 2024.", False),
    ],
)
def test_what_is_dated_long_ago_is_background(text: str, background: bool) -> None:
    reading = Reading.of(Document("d", text))
    *_, time = times(reading, DAY)
    assert long_ago(reading, time, date.fromisoformat(DAY).toordinal()) is background
    assert not long_ago(reading, time, None)


@pytest.mark.parametrize(
    ("text", "over"), [("وصلت القافلة الشهر الماضي.", True), ("تصل القافلة اليوم.", False), ("تصل القافلة غدا.", False)]
)
def test_what_is_dated_before_the_report_is_past(text: str, over: bool) -> None:
    (time,) = times(Reading.of(Document("d", text)), DAY)
    assert past(time, date.fromisoformat(DAY).toordinal()) is over
    assert not past(time, None)


def test_what_had_been_done_is_background_sooner() -> None:
    reading = Reading.of(Document("d", "وكانت القوة قد أخلت القواعد في يناير 2025."))
    *_, time = times(reading, DAY)
    assert long_ago(reading, time, date.fromisoformat(DAY).toordinal(), had=True)
    assert not long_ago(reading, time, date.fromisoformat("2025-03-05").toordinal(), had=True)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("يزور الوزير الواحة قبل نهاية مارس.", ("2025-03-20", "2025-03-31")),
        ("تتسلم الكتيبة العربات قبل حلول الصيف.", ("2025-03-20", "2025-06-01")),
        ("تخلي القوة القاعدة قبل الاثنين المقبل.", ("2025-03-20", "2025-03-24")),
        # on the day itself, until then, and what is over
        ("يزور الوزير الواحة في نهاية مارس.", None),
        ("تبقى القوة في القاعدة حتى نهاية مارس.", None),
        ("أخلت القوة القاعدة قبل مطلع عام 2024.", None),
    ],
)
def test_what_is_to_come_before_a_time_comes_between_the_report_and_then(
    text: str, days: tuple[str, str] | None
) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    assert due(reading, time, date.fromisoformat(DAY).toordinal()) == days
    assert due(reading, time, None) is None


@pytest.mark.parametrize(
    ("text", "word", "last"),
    [
        ("يغلق المحتجون الطريق منذ السبت.", "يغلق", DAY),
        ("منذ السبت يغلق المحتجون الطريق.", "يغلق", DAY),
        ("يعتصم الأهالي في البلدية منذ يوم السبت.", "يعتصم", DAY),
        ("الميناء خال منذ السبت، يوم أوقفت الدورية المركب.", "أوقفت", None),
        # the day is that of the closing, and the word before it still lasts
        ("يعتصم البحارة منذ السبت، يوم أوقفت الدورية المركب.", "يعتصم", DAY),
        ("أغلق المحتجون الطريق السبت.", "أغلق", None),
        ("زار المبعوث سبها ثلاث مرات منذ توليه منصبه في نوفمبر 2024.", "زار", DAY),
        ("زار المبعوث سبها ثلاث مرات في نوفمبر 2024.", "زار", None),
        # since what happened then; what is told of that itself was then
        ("تشهد البلاد منذ انقلاب يوليو 2023 هجمات متكررة.", "هجمات", DAY),
        ("تشهد البلاد، منذ انقلاب يوليو 2023 الذي أطاح بالرئيس، هجمات متكررة.", "هجمات", DAY),
        ("تشهد البلاد، منذ انقلاب يوليو 2023 الذي أطاح بالرئيس، هجمات متكررة.", "أطاح", None),
        ("تشهد البلاد منذ مدة، وفي انقلاب يوليو 2023 وقعت هجمات.", "هجمات", None),
    ],
)
def test_what_began_on_a_day_goes_on_and_what_was_done_on_it_does_not(text: str, word: str, last: str | None) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    token = reading.token_at(text.index(word))
    assert lasting(reading, time, date.fromisoformat(DAY).toordinal(), token) == last


@pytest.mark.parametrize(
    ("text", "kind", "heard", "mode"),
    [
        # the reader's mode needs a word, the lexicon's is that of the word itself
        ("أضرب عمال الميناء أمس", "PROTEST", None, "strike"),
        ("أضرب عمال الميناء أمس", "PROTEST", "demo", "demo"),
        ("قصف الجيش القرية", "ASSAULT", "drone", "heavy-weapons"),
        ("قصف الجيش القرية بمسيرة", "ASSAULT", "drone", "drone"),
        # what is said by many words is left open
        ("استقبل الوزير السفير", "CONSULT", None, None),
        ("وقع الطرفان اتفاقا", "AGREE", None, None),
    ],
)
def test_a_word_has_a_mode_of_its_own(text: str, kind: str, heard: str | None, mode: str | None) -> None:
    reading = Reading.of(Document("d", text))
    question: Any = SimpleNamespace(type=kind, marked=SimpleNamespace(mode=lambda _: (heard, 0.7)))
    told, why = mode_of(reading, question, 0)
    assert told == mode
    assert [r.by.split(".")[0] for r in why] == ([] if mode is None else ["reader" if mode == heard else "events"])


@pytest.mark.parametrize(
    ("text", "word", "goes_on"),
    [
        ("ومنذ نوفمبر 2023، شن المسلحون تسعين هجوما.", "شن", True),
        ("منذ نوفمبر 2023 يحاصر المسلحون البلدة.", "يحاصر", True),
        ("ومنذ نوفمبر 2023، شن المسلحون تسعين هجوما.", "هجوما", True),
        ("ومنذ نوفمبر 2023، شن المسلحون، بعد انسحاب القوة، هجوما.", "انسحاب", False),
        # on that day, since another act, and what is told elsewhere in the sentence
        ("في نوفمبر 2023، شن المسلحون هجوما.", "شن", False),
        ("منذ نشر القوة في نوفمبر 2023، شن المسلحون هجوما.", "شن", False),
        ("خلا الميناء منذ نوفمبر 2023 وقال البحارة إن الدورية أوقفتهم.", "أوقفتهم", False),
    ],
)
def test_what_is_told_right_behind_since_goes_on(text: str, word: str, goes_on: bool) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    assert from_then_on(reading, time, reading.token_at(text.index(word))) is goes_on


@pytest.mark.parametrize(
    ("text", "word", "kind", "here"),
    [
        ("وتطالب الشركة المحتجين بإخلاء الموقع فورا.", "وتطالب", "REQUEST", True),
        ("لا معلومات لدينا عن مفقودين، ونناشد السلطات إرسال فرق.", "ونناشد", "REQUEST", True),
        ("أولا: تدعو الجمعية الوزارة إلى فتح تحقيق.", "تدعو", "REQUEST", True),
        ("كما نعتذر لأسرة النقيب عن الخطأ.", "نعتذر", "CONCEDE", True),
        # told as past, to come, said of somebody in passing, or done otherwise than by saying so
        ("وطالبت الشركة المحتجين بإخلاء الموقع فورا.", "وطالبت", "REQUEST", False),
        ("وستطالب الشركة المحتجين بإخلاء الموقع.", "وستطالب", "REQUEST", False),
        ("بعث الحزب رسالة تدعو الوزارة إلى فتح تحقيق.", "تدعو", "REQUEST", False),
        ("وتهدد الشركة بوقف الضخ.", "وتهدد", "THREATEN", False),
    ],
)
def test_who_asks_in_the_present_asks_on_the_day_of_the_report(text: str, word: str, kind: str, here: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = reading.token_at(text.index(word))
    day = date.fromisoformat(DAY).toordinal()
    assert on_the_day(reading, kind, token, day) == ((DAY, DAY) if here else None)
    assert on_the_day(reading, kind, token, None) is None


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("تبنت الجماعة استهداف السفينة، وقال المتحدث في كلمة مساء الأربعاء إن العملية نجحت.", "استهداف", True),
        ("تبنت الجماعة استهداف السفينة مساء الأربعاء، وقال المتحدث إن العملية نجحت.", "استهداف", False),
        # dated behind the "that": what is said may date it
        ("تبنت الجماعة استهداف السفينة، وقال المتحدث إن ذلك كان مساء الأربعاء.", "استهداف", False),
        # a paper's day is its own, unless the act is done by it
        ("قال خبراء في تقرير صدر في يناير أن الطائرات قصفت البلدة.", "قصفت", True),
        ("قصفت الطائرات البلدة، كما في تقرير صدر في يناير.", "قصفت", False),
        ("هددت الجماعة في بيان صدر في يناير بقصف البلدة.", "هددت", False),
        # what dates the accusation doesn't date the deed
        ("وفي بيان الاثنين اتهمت الجمعية الشرطة بضرب الموقوفين.", "بضرب", True),
        ("واتهمت الجمعية الشرطة بضرب الموقوفين يوم الاثنين.", "بضرب", False),
        ("وفي يوم الاثنين قامت الشرطة بضرب الموقوفين.", "بضرب", False),
    ],
)
def test_a_time_of_saying_dates_no_deed(text: str, word: str, said: bool) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    assert of_saying(reading, reading.token_at(text.index(word)), time) is said


@pytest.mark.parametrize(
    ("text", "word", "denial"),
    [
        ("نفت وزارة النفط، الأحد، توقيع أي عقد مع الشركة.", "توقيع", True),
        ("ومساء الأحد نفى الجيش قصف البلدة.", "قصف", True),
        ("نفى الجيش قصف البلدة مساء الأحد.", "قصف", False),
        # in what is denied
        ("نفى الجيش أن يكون الأحد قد قصف البلدة.", "قصف", False),
        # of another clause
        ("احترق السوق الأحد، ونفى الجيش قصف البلدة.", "قصف", False),
        ("نفى الناطق الأحد الخبر وقصف الجيش البلدة.", "وقصف", False),
        ("نفى الناطق الخبر الأحد في بيان اتهم فيه الصحيفة.", "اتهم", False),
        # nothing is denied
        ("أعلنت وزارة النفط، الأحد، توقيع عقد مع الشركة.", "توقيع", False),
    ],
)
def test_a_time_of_denying_dates_nothing_denied(text: str, word: str, denial: bool) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    assert of_denial(reading, reading.token_at(text.index(word)), time) is denial


@pytest.mark.parametrize(
    ("text", "kind", "word", "days"),
    [
        ("واصل عمال النظافة لليوم السادس إضرابهم مطالبين بأجورهم.", "PROTEST", "إضرابهم", ("2025-03-15", DAY)),
        ("يعتصم الأهالي أمام الحاجز لليوم الثالث مطالبين بأجورهم.", "PROTEST", "يعتصم", ("2025-03-18", DAY)),
        ("دخل إضراب المعلمين يومه الرابع.", "PROTEST", "إضراب", ("2025-03-17", DAY)),
        ("اعتصم العمال في المصنع للأسبوع الثاني.", "PROTEST", "اعتصم", ("2025-03-13", DAY)),
        # asking doesn't last, and what lasts is the strike
        ("واصل عمال النظافة لليوم السادس إضرابهم مطالبين بأجورهم.", "REQUEST", "مطالبين", None),
        ("أضرب العمال لليوم السادس بعد أن أوقفت الشرطة زميلهم.", "COERCE", "أوقفت", None),
        # the first day is one day, and a session's day is another's
        ("أضرب العمال لليوم الأول.", "PROTEST", "أضرب", None),
        ("انسحب المضربون من الجلسة في يومها الثاني.", "PROTEST", "المضربون", None),
        ("أضرب العمال اليوم.", "PROTEST", "أضرب", None),
    ],
)
def test_for_the_nth_day_lasts_from_the_first(text: str, kind: str, word: str, days: tuple[str, str] | None) -> None:
    reading = Reading.of(Document("d", text))
    published = date.fromisoformat(DAY).toordinal()
    token = reading.token_at(text.index(word))
    others = [k for k in range(len(reading.tokens)) if k != token and readings_at(reading, k)]
    assert nth_day(reading, kind, token, others, published) == days
    assert nth_day(reading, kind, token, others, None) is None


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("زار قائد المنطقة طبرق مرتين هذا العام.", "زار", 2),
        ("التقى السفير مدير الجهاز في طرابلس ثلاث مرات منذ الصيف.", "التقى", 3),
        ("هبطت الطائرة في تمنهنت إحدى عشرة مرة.", "هبطت", 11),
        # another's count, a habit, and no number
        ("زار القائد طبرق والتقى العمدة ثلاث مرات.", "زار", None),
        ("يزور الطبيب المخيم مرتين في الأسبوع.", "يزور", None),
        ("زار القائد طبرق أكثر من مرتين.", "زار", None),
        ("زار القائد طبرق مرة واحدة.", "زار", None),
        ("وصل ثلاثة وزراء إلى طبرق.", "وصل", None),
    ],
)
def test_how_often_it_happened(text: str, word: str, count: int | None) -> None:
    reading = Reading.of(Document("d", text))
    others = [t.start for k, t in enumerate(reading.tokens) if readings_at(reading, k) and t.start != text.index(word)]
    around = Around(reading, [], [], [])
    at = text.index(word)
    assert around.counted(0, at, len(text), at, others)[1] == count
