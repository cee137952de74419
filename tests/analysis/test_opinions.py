"""What is called for or thought is no event, and the near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.opinions import asked_for, no_event, of_law, ranked_visit, stays_unnamed
from marsad.analysis.learned.unharmed import accident
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EventType


def at(text: str, word: str) -> tuple[Reading, int]:
    reading = Reading.of(Document("d", text))
    return reading, reading.token_at(text.index(word))


@pytest.mark.parametrize(
    ("text", "word", "asked"),
    [
        ("هدد رئيس الوزراء، الأحد، بقصف العاصمة.", "بقصف", True),
        ("ودعا النائب الحكومة إلى طرد السفير.", "طرد", True),
        ("تحدث النائب داعيا الطرفين إلى وقف القتال.", "وقف", True),
        ("طلبت الوزارة من القيادة إرسال جنود.", "إرسال", True),
        ("طلبت الوزارة إرسال جنود.", "إرسال", True),
        ("يشترط الجيش انسحاب المقاتلين.", "انسحاب", True),
        ("طلبت الوزارة في لقاء السفير مهلة.", "لقاء", False),
        ("طلبت الوزارة مهلة، واستقبال السفير جرى لاحقا.", "واستقبال", False),
        ("دعا الوزير بعد لقاء السفير إلى الهدوء.", "لقاء", False),
        ("دعا الوزير إلى الهدوء وزار السفير.", "زار", False),
        ("هددت الجبهة بالانسحاب من المدينة.", "بالانسحاب", True),
        ("لوحت موسكو باستخدام حق النقض.", "النقض", True),
        ("لوحت موسكو باستخدام حق النقض.", "باستخدام", True),
        ("رفضت موسكو استخدام حق النقض.", "النقض", False),
        ("لوحت موسكو بذلك في مجلس الأمن.", "الأمن", False),
        ("أمرت المحكمة بمصادرة الشقة.", "بمصادرة", False),
        ("ندد الوزير بقصف العاصمة.", "بقصف", False),
        ("هدد الوزير الذي ندد بقصف العاصمة.", "بقصف", False),
        ("لوح المجلس الحاكم في الجزيرة، الأربعاء، بطرد السفير.", "بطرد", True),
        ("تحدث القائد متوعدا بالرد على غارات الأمس بقصف الميناء.", "بقصف", True),
        ("هدد الوزير ردا على قيام الجيش بقصف العاصمة.", "بقصف", False),
        ("هدد الوزير وقام الجيش أمس بقصف العاصمة.", "بقصف", False),
        ("هدد الوزير خصومه؛ أمر الجنرال بقصف العاصمة.", "بقصف", False),
    ],
)
def test_what_a_call_is_for(text: str, word: str, asked: bool) -> None:
    assert asked_for(*at(text, word)) is asked


def _told(reading: Reading, token: int, kind: EventType, actor: str, recipient: str = "") -> Telling:
    def found(name: str) -> Found:
        first = reading.token_at(reading.text.index(name))
        last = first + len(name.split())
        return Found("person", name, [(first, last, reading.span(first, last))])

    whom = [found(recipient)] if recipient else []
    span = reading.span(token, token + 1)
    return Telling(kind, None, [found(actor)], whom, [], [], (), None, [span], [None], "reader.event", span, 0)


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "recipient", "right"),
    [
        ("قال الخبير الاقتصادي رضا السالمي ذلك داعيا إلى مراجعة الدعم.", "داعيا", "REQUEST", "رضا السالمي", "", True),
        ("رفض الباحث في معهد الدراسات سالم الدرعي القول بذلك.", "رفض", "REJECT", "سالم الدرعي", "", True),
        ("قال الوزير رضا السالمي ذلك داعيا إلى مراجعة الدعم.", "داعيا", "REQUEST", "رضا السالمي", "", False),
        ("سمع الخبير الضجة، ثم دعا رضا السالمي إلى الهدوء.", "دعا", "REQUEST", "رضا السالمي", "", False),
        ("دعا الخبير رضا السالمي الحكومة إلى التنحي.", "دعا", "REQUEST", "رضا السالمي", "الحكومة", False),
        ("زار الخبير رضا السالمي المدينة.", "زار", "CONSULT", "رضا السالمي", "", False),
    ],
)  # fmt: skip
def test_what_an_expert_thinks(
    text: str, word: str, kind: EventType, actor: str, recipient: str, right: bool
) -> None:  # fmt: skip
    reading, token = at(text, word)
    assert no_event(reading, token, _told(reading, token, kind, actor, recipient)) is right


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("قال مسؤول طلب عدم الكشف عن هويته إن القوات باقية.", "طلب", True),
        ("قال دبلوماسي رفض ذكر اسمه إن الاجتماع جرى.", "رفض", True),
        ("طلب الوزير من السفير توضيحا عاجلا.", "طلب", False),
        ("كشف الوزير عن هويته بعد ذلك.", "كشف", False),
    ],
)
def test_who_wants_not_to_be_named_asks_nobody(text: str, word: str, right: bool) -> None:
    assert stays_unnamed(*at(text, word)) is right


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("سجل الدفاع المدني 37 حريقا أصيب فيها أربعة أشخاص.", "أصيب", True),
        ("أصيب أحد الطباخين بذبحة.", "أصيب", True),
        ("أصيب أحد الطباخين بذبحة.", "بذبحة", True),
        ("قتل ثلاثة في حادث سير قرب سرت.", "قتل", True),
        ("أصيب شابان باختناق جراء إطلاق الغاز على المتظاهرين.", "أصيب", False),
        ("اندلع حريق بعد قصف المخزن وأصيب أربعة أشخاص.", "أصيب", False),
        ("أصيب أربعة أشخاص برصاص مجهولين.", "أصيب", False),
    ],
)
def test_accidents_are_nobodys_attack(text: str, word: str, right: bool) -> None:
    assert accident(*at(text, word)) is right


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("ينص القانون الجديد على الحجز على الأموال ومنع المدين من السفر.", "ومنع", True),
        ("وتعاقب المادة 12 من يطلق النار في الأعراس.", "يطلق", True),
        ("ينص الاتفاق على الإفراج عن السجناء.", "الإفراج", False),
        ("منعت الشرطة المدين من السفر استنادا إلى المادة 12.", "منعت", False),
        ("ينص القانون على ذلك، لكن الشرطة التي منعت السفر احتجزته.", "احتجزته", False),
    ],
)
def test_what_a_law_provides_nobody_has_done(text: str, word: str, right: bool) -> None:
    assert of_law(*at(text, word)) is right


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("تلقى سالم الدرعي دعوة من رضا السالمي لزيارة سبها.", "لزيارة", True),
        ("رفض سالم الدرعي دعوة إلى زيارة سبها.", "زيارة", True),
        ("وصل سالم الدرعي تلبية لدعوة رضا السالمي. وخصصت أموال لزيارة سبها.", "لزيارة", False),
        ("رفض سالم الدرعي دعوة بعد زيارة سبها.", "زيارة", False),
        ("قال سالم الدرعي في دعوة له إن الوقت مناسب لزيارة سبها.", "لزيارة", False),
    ],
)
def test_what_somebody_is_invited_to_is_no_event(text: str, word: str, right: bool) -> None:
    reading, token = at(text, word)
    assert no_event(reading, token, _told(reading, token, "CONSULT", "سالم الدرعي")) is right


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        # the visit told before it
        ("استقبل سالم الدرعي رضا السالمي، في أول زيارة له إلى سبها منذ 2018.", "زيارة", True),
        ("وصل رضا السالمي إلى سبها في ثاني زيارة له منذ 2018.", "زيارة", True),
        ("قال رضا السالمي في أول زيارة له إلى سبها إن الوقت مناسب.", "زيارة", False),
        ("استقبل سالم الدرعي رضا السالمي، في زيارة له إلى سبها.", "زيارة", False),
        ("استقبل سالم الدرعي رضا السالمي قبل أول زيارة له.", "زيارة", False),
    ],
)
def test_a_visit_that_is_only_ranked_was_told_before(text: str, word: str, right: bool) -> None:
    assert ranked_visit(*at(text, word)) is right
