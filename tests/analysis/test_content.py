"""How far a claimed passage reaches, and that something is told in it."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.content import trimmed
from marsad.analysis.learned.words import WordMap, before_answers, contents, from_commas, to_marks
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import WordSpan


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«الصمام أُقفل»،", "الصمام أُقفل"),
        ("، إن القافلة عادت.", "إن القافلة عادت"),
        ("12،", "12"),
        ("ما", None),
        ("ما الذي", None),
        ("،", None),
    ],
)
def test_a_passage_without_marks_around_it_and_only_where_it_tells_something(text: str, told: str | None) -> None:
    reading = Reading.of(Document("d", text))
    span = trimmed(reading, 0, len(reading.tokens))
    assert (span.text(text) if span is not None else None) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a clause that goes on
        ("دعت البعثة الأطراف إلى [إبقاء المرفأ] بعيدا عن الخلاف.", "إبقاء المرفأ بعيدا عن الخلاف"),
        ("قال إن [القافلة] وصلت إلى سبها، ثم عاد.", "القافلة وصلت إلى سبها"),
        ("قال إن [المعبر مغلق] وإن الطريق مفتوح.", "المعبر مغلق وإن الطريق مفتوح"),
        # whose word it is stands behind it, or another clause
        ("[أُغلق المعبر] بحسب البلدية.", "أُغلق المعبر"),
        ("[أُغلق المعبر] قال العميد.", "أُغلق المعبر"),
        ("[أُغلق المعبر]، قال العميد.", "أُغلق المعبر"),
        ("[أُغلق المعبر] مضيفا أن الطريق مفتوح.", "أُغلق المعبر"),
        ("[المعبر مغلق]\nالطقس حار غدا.", "المعبر مغلق"),
    ],
)
def test_a_passage_goes_on_to_the_mark_behind_its_clause(text: str, told: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    reading = Reading.of(Document("d", plain))
    at = WordMap(reading)
    low, high = text.index("["), text.index("]") - 1
    inside = [n for n, i in enumerate(at.tokens) if low <= reading.tokens[i].start and reading.tokens[i].end <= high]
    (span,) = to_marks(at, [WordSpan(inside[0], inside[-1] + 1, "content", 0.9)])
    assert reading.span(*at.range(span.first, span.last)).text(plain) == told


def test_a_passage_ends_where_the_next_begins() -> None:
    at = WordMap(Reading.of(Document("d", "قال إن الطريق مغلق منذ أمس والمعبر مفتوح.")))
    spans = [WordSpan(2, 4, "content", 0.9), WordSpan(6, 8, "content", 0.9)]
    assert [(s.first, s.last) for s in to_marks(at, spans)] == [(2, 6), (6, 8)]
    assert to_marks(at, []) == []


def marked(text: str) -> tuple[str, WordMap, WordSpan]:
    """A text with a passage in brackets: without them, in words, the passage."""
    plain = text.replace("[", "").replace("]", "")
    at = WordMap(Reading.of(Document("d", plain)))
    tokens, low, high = at.reading.tokens, text.index("["), text.index("]") - 1
    inside = [n for n, i in enumerate(at.tokens) if low <= tokens[i].start and tokens[i].end <= high]
    return plain, at, WordSpan(inside[0], inside[-1] + 1, "content", 0.9)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بحسب الصحيفة، عرضت [الحكومة الميناء على وفد].", "عرضت الحكومة الميناء على وفد"),
        ("ووفقا للتقرير، فتحت [البعثة سبع نقاط].", "فتحت البعثة سبع نقاط"),
        ("بحسب الصحيفة، فإن [الحكومة عرضت الميناء].", "الحكومة عرضت الميناء"),
        # another speaks, no words of attribution open the sentence, or too much is lost
        ("بحسب الصحيفة، قالت [الحكومة إن الميناء مغلق].", "الحكومة إن الميناء مغلق"),
        ("في المساء، عرضت [الحكومة الميناء على وفد].", "الحكومة الميناء على وفد"),
        ("كما عاد الوفد، عرضت [الحكومة الميناء].", "الحكومة الميناء"),
        ("بحسب الصحيفة، عاد الوفد أمس الأول إلى [الميناء المغلق].", "الميناء المغلق"),
        ("بحسب الصحيفة، في عددها الأخير، عرضت [الحكومة الميناء].", "الحكومة الميناء"),
    ],
)
def test_a_passage_begins_behind_the_comma_of_according_to(text: str, told: str) -> None:
    plain, at, span = marked(text)
    (whole,) = from_commas(at, [span])
    assert at.reading.span(*at.range(whole.first, whole.last)).text(plain) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("زعم أن [القتيل قائد، الأمر الذي نفاه عميد البلدة].", "القتيل قائد"),
        ("قالت إن [السفينة رست أمس، وهو ما أكدته الشركة].", "السفينة رست أمس"),
        # what happened because of it belongs to it
        ("قال إن [الطريق أغلق، الأمر الذي أخر القافلة].", "الطريق أغلق، الأمر الذي أخر القافلة"),
        ("قال إن [الطريق أغلق، وهو ما يقلق السكان].", "الطريق أغلق، وهو ما يقلق السكان"),
    ],
)
def test_what_another_says_of_a_passage_is_no_part_of_it(text: str, told: str) -> None:
    plain, at, span = marked(text)
    (part,) = before_answers(at, [span])
    assert at.reading.span(*at.range(part.first, part.last)).text(plain) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("طرابلس تعلن [إغلاق المعبر الحدودي\nتونس] - قال الوزير.", ["إغلاق المعبر الحدودي", "تونس"]),
        ("الجيش يعلن [إسقاط مسيّرة في الخرطوم والدعم السريع] ينفي ذلك.", ["إسقاط مسيّرة في الخرطوم"]),
        ("القاهرة تعلن [فتح المعبر وطرابلس] تؤكد.", ["فتح المعبر"]),
        ("أعلن [وصول وفد من موسكو ووزير الدفاع] أكد.", ["وصول وفد من موسكو"]),
        # near misses: a word of saying that follows a mark, a conjunction that joins words of one clause, و of the word
        ("[أُغلق المعبر والمطار]، قال العميد.", ["أُغلق المعبر والمطار"]),
        ("[زار تونس وطرابلس] وأكد ذلك.", ["زار تونس وطرابلس"]),
        ("[استقبل وفد وزير الدفاع] أكد ذلك.", ["استقبل وفد وزير الدفاع"]),
        ("قالت إنها تلقت بلاغا، دون أن تشير إلى [وقوع إصابات بين أفراد الطاقم].", []),
        ("طلبت أن تشير الوثيقة إلى [وقوع إصابات بين أفراد الطاقم].", ["وقوع إصابات بين أفراد الطاقم"]),
        ("أكدت الوزارة الهجوم، دون أن [تحدد عدد الضحايا].", []),
        ("أكدت الوزارة أن [القافلة عادت دون خسائر].", ["القافلة عادت دون خسائر"]),
        ("نقلت القناة عن مصدر [نفيه أي علاقة بالحادث].", ["أي علاقة بالحادث"]),
        ("أعلن الوزير [طلبه الانضمام إلى الاتفاق].", ["طلبه الانضمام إلى الاتفاق"]),
        # words that lead to who speaks next
        ("أعلن الجيش أنه [استعاد البلدة، في حين] نفت القوات ذلك.", ["استعاد البلدة،"]),
        ("قال إن [القافلة عادت، بينما] أكدت البلدية غيابها.", ["القافلة عادت،"]),
        ("قال إن [القافلة عادت في الحين]، وأكدت البلدية ذلك.", ["القافلة عادت في الحين"]),
    ],
)
def test_a_passage_ends_with_its_line_and_before_the_next_speaker(text: str, told: list[str]) -> None:
    plain, at, span = marked(text)
    assert [at.reading.span(*at.range(s.first, s.last)).text(plain) for s in contents(at, [span])] == told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('قاد القوة فلان الملقب بـ"[الفار]".', False),
        ('قاد القوة فلان المعروف باسم "[الفار]".', False),
        ('قاد القوة فلان القائل "[الفار]".', True),
        ("قال فلان الملقب بالفار إن [القوة ستبقى في المدينة].", True),
    ],
)
def test_what_somebody_is_called_is_nothing_that_he_says(text: str, kept: bool) -> None:
    _, at, span = marked(text)
    assert bool(contents(at, [span])) is kept
