"""Who takes no part, or another, by a noun's own clause; whom a clause without "who" describes: with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.roles import agent_word
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned.antecedents import antecedents, one_of, whom
from marsad.analysis.learned.bystanders import RULES, stands_free
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.words import Question, WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document

from .settling import settled_by


@pytest.mark.parametrize(
    ("text", "verb", "kind", "given", "right"),
    [
        # who only says it, where the noun has its own doers behind it
        ("أعلنت الدوحة توصل الحكومة والحركة إلى اتفاق.", "توصل", "AGREE",
         "الدوحة l actor|الحكومة o actor|الحركة o actor", "الدوحة -|الحكومة actor|الحركة actor"),
        ("خرج الناطق القماطي لينفي لقاء الدرعي بممثل الحركة.", "لقاء", "CONSULT",
         "القماطي p actor|الدرعي p actor|ممثل الحركة g actor", "القماطي -|الدرعي actor|ممثل الحركة actor"),
        ("نفت السفارة وصول وفد إلى سبها.", "وصول", "CONSULT", "السفارة o actor|وفد g actor", "السفارة -|وفد actor"),
        ("نفى القماطي لقاء الدرعي في سبها.", "لقاء", "CONSULT",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي actor"),
        ("تنتظر الدوحة توصل الحكومة والحركة إلى اتفاق.", "توصل", "AGREE",
         "الدوحة l actor|الحكومة o actor|الحركة o actor", "الدوحة actor|الحكومة actor|الحركة actor"),
        ("نفى القماطي وصول سفن إلى سبها.", "وصول", "CONSULT",
         "القماطي p actor|سبها l actor", "القماطي actor|سبها actor"),
        # whose the one before is
        ("اتهمت الفرقة السابعة التابعة للجيش الجماعة.", "اتهمت", "ACCUSE",
         "الفرقة السابعة o actor|جيش o recipient|الجماعة o recipient",
         "الفرقة السابعة actor|جيش -|الجماعة recipient"),
        ("هاجمت الجماعة مخازن تابعة للجيش.", "هاجمت", "ASSAULT",
         "الجماعة o actor|جيش o recipient", "الجماعة actor|جيش recipient"),
        # some of those named before
        ("أوقفت الشرطة أربعين شابا أفرج عن تسعة منهم.", "أفرج", "RETREAT",
         "أربعين شابا g recipient|تسعة منهم g recipient", "أربعين شابا -|تسعة منهم recipient"),
        ("أفرج عن أربعين شابا وعن تسعة آخرين.", "أفرج", "RETREAT",
         "أربعين شابا g recipient|تسعة آخرين g recipient", "أربعين شابا recipient|تسعة آخرين recipient"),
        ("التقى الحاكم وفدا منهم.", "التقى", "CONSULT",
         "الحاكم g actor|وفدا منهم g actor", "الحاكم actor|وفدا منهم actor"),
        ("فرقت الشرطة مئات الشبان بالغاز واعتقلت عشرين منهم.", "فرقت", "ASSAULT",
         "مئات الشبان g recipient|عشرين منهم g recipient", "مئات الشبان recipient|عشرين منهم recipient"),
        # a land that a demand at the beginning agrees with, and nobody else, demands it
        ("طالبت القاهرة بالإفراج عنهم.", "طالبت", "REQUEST", "القاهرة c recipient", "القاهرة actor"),
        ("ثم طالبت القاهرة بالإفراج عنهم.", "طالبت", "REQUEST", "القاهرة c recipient", "القاهرة recipient"),
        ("طالب القاهرة بالإفراج عنهم.", "طالب", "REQUEST", "القاهرة c recipient", "القاهرة recipient"),
        ("طالبت القاهرة الحركة بالإفراج عنهم.", "طالبت", "REQUEST",
         "القاهرة c actor|الحركة o recipient", "القاهرة actor|الحركة recipient"),
        ("ناشدت القاهرة إلى الإفراج عنهم.", "ناشدت", "REQUEST", "القاهرة c recipient", "القاهرة recipient"),
        # nobody is acted on by who resigns
        ("يؤكد المكتب أن استقالة رئيسة الجمعية، السيدة القماطي، قبلت.", "استقالة", "RETREAT",
         "القماطي p recipient", "القماطي actor"),
        ("أفرج عن القماطي أمس.", "أفرج", "RETREAT", "القماطي p recipient", "القماطي recipient"),
        ("استقال الدرعي من منصب عند القماطي.", "استقال", "RETREAT",
         "الدرعي p actor|القماطي p recipient", "الدرعي actor|القماطي recipient"),
        # the parties of a paper stand behind the verb of its clause
        ("تسلم الجيش أسلحة تنفيذا لاتفاق توصل إليه الرئيسان القماطي والدرعي.", "توصل", "AGREE",
         "الجيش o actor|القماطي p actor|الدرعي p actor", "الجيش -|القماطي actor|الدرعي actor"),
        ("تسلم الجيش أسلحة تنفيذا لاتفاق توصل إليه الرئيسان القماطي والدرعي.", "لاتفاق", "AGREE",
         "الجيش o actor|القماطي p actor|الدرعي p actor", "الجيش -|القماطي actor|الدرعي actor"),
        ("وقع الجيش اتفاقا مع الحركة.", "اتفاقا", "AGREE", "الجيش o actor|الحركة o actor", "الجيش actor|الحركة actor"),
        ("أعلن الجيش اتفاقا توصل إليه أمس.", "توصل", "AGREE", "الجيش o actor", "الجيش actor"),
        # a visit "of" somebody "to" a place
        ("حضر القماطي قبيل زيارة مرتقبة للوزير الدرعي إلى سبها.", "زيارة", "CONSULT",
         "القماطي p actor|الدرعي p recipient", "القماطي -|الدرعي actor"),
        ("قام القماطي بزيارة رسمية للوزير الدرعي في سبها.", "زيارة", "CONSULT",
         "القماطي p actor|الدرعي p recipient", "القماطي actor|الدرعي recipient"),
    ],
)  # fmt: skip
def test_who_takes_no_part(text: str, verb: str, kind: str, given: str, right: str) -> None:
    assert settled_by(RULES, text, verb, kind, given) == right


@pytest.mark.parametrize(
    ("text", "word", "free"),
    [
        ("استقبله في المطار مساعد للوزير.", "مساعد", True),
        ("تجمع أمام المقر المحتجون.", "المحتجون", True),
        ("تجمع أمام المقر المحتجين.", "المحتجين", False),
        ("اجتمع مع ثلاثة مساعدين.", "مساعدين", False),
        ("استقبله في المطار ومساعد للوزير.", "ومساعد", False),
    ],
)
def test_what_no_preposition_governs(text: str, word: str, free: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = reading.token_at(text.index(word))
    assert stands_free(reading, token, "group") is free
    assert not stands_free(reading, token, "person")


@pytest.mark.parametrize(
    ("text", "word", "by"),
    [
        ("اتهم من جانب النقابة بالتقصير.", "جانب", True),
        ("اتهم من جانب آخر النقابة بالتقصير.", "جانب", False),
        ("وقف إلى جانب النقابة.", "جانب", False),
    ],
)
def test_by_whom(text: str, word: str, by: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert agent_word(reading, reading.token_at(text.index(word))) is by


@pytest.mark.parametrize(
    ("text", "word", "kind", "made", "his"),
    [
        ("كان القماطي واحدا من سبعة صيادين أوقفتهم دورية.", "أوقفتهم", "COERCE", "سبعة صيادين", True),
        ("قال إن سبعة صيادين أوقفتهم دورية عادوا.", "أوقفتهم", "COERCE", "سبعة صيادين", False),
        ("أفرجوا عن سبعة صيادين كان الحرس قد أوقفهم.", "أوقفهم", "COERCE", "سبعة صيادين", False),
        ("أفرجوا عن سبعة صيادين، كان الحرس قد أوقفهم.", "أوقفهم", "COERCE", None, False),
        # their own doing, one with "and", a noun that is no man, who is known already, missiles
        ("قال إن سبعة صيادين أوقفوهم عادوا.", "أوقفوهم", "COERCE", None, False),
        ("عاد سبعة صيادين وأوقفتهم دورية.", "وأوقفتهم", "COERCE", None, False),
        ("قال إن السبعة الصيادين أوقفتهم دورية.", "أوقفتهم", "COERCE", None, False),
        ("سقط هناك صاروخان أطلقتهما طائرة.", "أطلقتهما", "ASSAULT", None, False),
    ],
)
def test_whom_a_clause_without_who_describes(text: str, word: str, kind: str, made: str | None, his: bool) -> None:
    reading = Reading.of(Document("d", text))
    at = WordMap(reading)
    found, _ = find_entities(reading, ())
    asked = Question(at.word[reading.token_at(text.index(word))], kind, 0.9, None)  # type: ignore[arg-type]
    candidates = antecedents(at, [asked], found, [])
    assert [c.name(reading) for c in candidates] == ([] if made is None else [made])
    # who is known already isn't made again
    assert antecedents(at, [asked], found, candidates) == []
    spots = Spots(at, EntityTable(reading, found, candidates))
    row = next(r for r in readings_at(reading, reading.token_at(text.index(word))) if r.trigger.type == kind)
    spot = whom(spots, reading.token_at(text.index(word)), row)
    assert (spot is not None) is (made is not None)
    assert spot is None or one_of(spots, spot) is his
