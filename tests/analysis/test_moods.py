"""What one word beside the event's own says of whether it happened, and what it leaves open."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.moods import had, moods, over, says_no
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import Auxiliary


@pytest.mark.parametrize(
    ("text", "word", "kind", "heard", "right"),
    [
        # a verb that is negated, and "but", which takes that back
        ("لم يلتق الوزير السفير.", "يلتق", "CONSULT", [], ["negation"]),
        ("ولن يلتقي الوزير السفير.", "يلتقي", "CONSULT", ["future"], ["future", "negation"]),
        ("لم يزر القنصل البحارة إلا مرة واحدة.", "يزر", "CONSULT", ["negation"], []),
        ("جلس شيخان لم يجتمعا منذ سنة.", "يجتمعا", "CONSULT", [], []),
        ("لم يصل الوفد إلى جدة، والمحادثات غير المباشرة مستمرة.", "يصل", "CONSULT", ["future"], ["negation"]),
        ("لن ينسحب المقاتلون من المدينة، ولن يسلموا مطارها.", "ينسحب", "RETREAT", ["hypothetical"], ["negation"]),
        ("لم يقل الوزير متى يلتقي السفير.", "يلتقي", "CONSULT", [], []),
        ("لم يشاركوا في القتال لكنهم أسقطوا طائرة.", "أسقطوا", "ASSAULT", ["negation"], []),
        # a verb in the past tells what is over, but for a condition
        ("غادر الوزير سبها بين مارس وأبريل.", "غادر", "CONSULT", ["future"], []),
        ("كشف مصدر أن وفدا سيزور سبها.", "وفدا", "CONSULT", ["future"], ["future"]),
        ("تتحرك القافلة إذا وفرت الحكومة حراسة.", "وفرت", "AID", ["future"], ["hypothetical"]),
        ("تغادر القافلة سبها غدا.", "تغادر", "CONSULT", ["future"], ["future"]),
        ("وسبق للقوات أن نفذت عشرات الغارات.", "الغارات", "ASSAULT", ["historical", "future"], ["historical"]),
        # an adjective that says it is to come, of now or of then
        ("جاء ذلك قبيل زيارة مرتقبة للوزير.", "زيارة", "CONSULT", [], ["future"]),
        ("تعقد القمة المقررة الأحد في جدة.", "القمة", "CONSULT", [], ["future"]),
        ("أجل العمال مسيرة كانت مقررة الجمعة.", "مسيرة", "PROTEST", [], ["negation"]),
        ("جاء ذلك بعد زيارة قصيرة للوزير.", "زيارة", "CONSULT", [], []),
        ("لم تعلق الوزارة على ذلك، لكن ناطقا قال إنه هاجم القاعدة.", "هاجم", "ASSAULT", ["negation"], []),
        ("لم تعلق الوزارة على ذلك، لكن ناطقا نفى أنه هاجم القاعدة.", "هاجم", "ASSAULT", ["negation"], ["negation"]),
        ("وكذب ناطق ما قيل عن أنه هاجم القاعدة.", "هاجم", "ASSAULT", ["negation"], ["negation"]),
        # whose doing it was is not known, but that it was done
        ("ولم تعلن أي جهة مسؤوليتها عن الهجوم.", "الهجوم", "ASSAULT", ["negation"], []),
        ("ولم تتبن حركة الشباب التفجير حتى الآن.", "التفجير", "ASSAULT", ["negation"], []),
        ("وأعلنت الجماعة مسؤوليتها عن الهجوم في بيان.", "الهجوم", "ASSAULT", ["negation"], []),
        ("ونفت الجماعة وقوع الهجوم في بيان.", "الهجوم", "ASSAULT", ["negation"], ["negation"]),
        ("ولم تعلن الجماعة تفاصيل عن قادة الهجوم.", "الهجوم", "ASSAULT", ["negation"], ["negation"]),
        # "not wanted" and a "no" that is the refusal itself
        ("أعلنت الوزارة الملحق شخصا غير مرغوب فيه.", "مرغوب", "SANCTION", ["negation"], []),
        ("ردت النقابة بأنها لا تفاوض الشركة.", "تفاوض", "REJECT", ["negation"], []),
        ("نفى الناطق أن تكون النقابة رفضت العرض.", "رفضت", "REJECT", ["negation"], ["negation"]),
    ],
)
def test_what_a_word_beside_it_says(
    text: str, word: str, kind: str, heard: list[Auxiliary], right: list[Auxiliary]
) -> None:
    reading = Reading.of(Document("d", text))
    assert moods(reading, reading.token_at(text.index(word)), kind, frozenset(heard)) == frozenset(right)


@pytest.mark.parametrize(
    ("text", "word", "kind", "right"),
    [
        ("وكان الوزير يوسف القماطي قد زار طبرق في مايو.", "زار", "CONSULT", True),
        ("زار الوزير يوسف القماطي طبرق في مايو.", "زار", "CONSULT", False),
        ("كان الوزير يزور طبرق في مايو.", "يزور", "CONSULT", False),
        ("كان الجو صحوا. وزار الوزير طبرق.", "وزار", "CONSULT", False),
        ("لو كان الوزير قد زار طبرق لعلمنا.", "زار", "CONSULT", False),
    ],
)
def test_what_had_been_done(text: str, word: str, kind: str, right: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert had(reading, reading.token_at(text.index(word)), kind) is right


@pytest.mark.parametrize(
    ("text", "word", "kind", "right"),
    [
        ("التقى الوزير السفير واتفقا على موعد في سبتمبر.", "واتفقا", "AGREE", True),
        ("يزور الوزير طبرق في سبتمبر.", "يزور", "CONSULT", False),
        ("وفد برلماني يسافر في سبتمبر.", "وفد", "CONSULT", False),
        ("يعود الوزير إذا اتفقا على موعد في سبتمبر.", "اتفقا", "AGREE", False),
    ],
)
def test_what_is_done_is_no_plan(text: str, word: str, kind: str, right: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert over(reading, reading.token_at(text.index(word)), kind) is right


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("لم تصل القافلة.", True),
        ("أنكر الناطق إطلاق النار.", True),
        ("ألغيت القمة.", True),
        ("امتنع الوفد عن الحضور.", True),
        ("زعم الناطق أن القوات ردت على إطلاق النار.", False),
        ("علق الناطق على القمة بلطف.", False),
    ],
)
def test_what_is_denied_needs_a_word_that_says_so(text: str, negative: bool) -> None:
    assert says_no(Reading.of(Document("d", text)), 0) is negative
