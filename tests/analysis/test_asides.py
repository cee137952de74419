"""Asides amid what is claimed, and what comes behind it and is no part of it."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Found
from marsad.analysis.learned.asides import around, behind_that, cut
from marsad.analysis.learned.words import WordMap
from marsad.reader.model import WordSpan
from marsad.text.spans import Span

from .conftest import Passages

SPEAKER = Found("group", "مصدر")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("وتعتزم الوزارة، بحسب بيان لها، [إرسال قافلة].", ["وتعتزم الوزارة، بحسب بيان لها، إرسال قافلة"]),
        ("عاد العمال. السائق، يقول شقيقه، [فر إلى الغابة].", ["السائق، يقول شقيقه، فر إلى الغابة"]),
        ("زاره الوفد الذي قدم له، وفق البلدية، [هدايا كثيرة].", ["قدم له، وفق البلدية، هدايا كثيرة"]),
        # both sides were found
        ("[أوقفت الشرطة أمس]، بحسب الرابطة، [ثلاثة شبان].", ["أوقفت الشرطة أمس، بحسب الرابطة، ثلاثة شبان"]),
        # it opens the sentence, is nobody's word, or the clause before says itself who speaks
        ("بحسب بيان لها، [أرسلت الوزارة قافلة].", ["أرسلت الوزارة قافلة"]),
        ("وأثار القرار، كما هو متوقع، [غضب السكان].", ["غضب السكان"]),
        ("وأعلنت الوزارة، بحسب بيان لها، [إرسال قافلة].", ["إرسال قافلة"]),
        ("وعاد الوفد، برفقة الوزير، [إلى العاصمة].", ["إلى العاصمة"]),
        ("وعاد الوفد، بحسب الوكالة، [ولم يعلق الوزير].", ["ولم يعلق الوزير"]),
        ("وعاد الوفد، يقول الوزير إن التأخير مقصود، [من دون اتفاق].", ["من دون اتفاق"]),
    ],
)
def test_what_is_told_around_an_aside_is_one_passage(text: str, told: list[str], passages: Passages) -> None:
    reading, found = passages(text)
    claims = [Claim([SPEAKER], "say", Span(0, 1), reading.span(*x), "test", tokens=x) for x in found]
    out = around(reading, claims)
    assert [c.content.text(reading.text) for c in out] == told
    assert [reading.span(*c.tokens).text(reading.text) for c in out] == told


def test_the_sides_of_an_aside_stay_apart_where_something_else_is_done_with_the_later(passages: Passages) -> None:
    reading, (first, second) = passages("[أوقفت الشرطة أمس]، بحسب الرابطة، [ثلاثة شبان].")
    claims = [
        Claim([SPEAKER], act, Span(0, 1), reading.span(*x), "test", tokens=x)
        for act, x in (("deny", first), ("say", second))
    ]
    assert [c.content for c in around(reading, claims)] == [reading.span(*first), reading.span(*second)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("كتب أنه [بخير، لكنه حمل الوزارة مسؤولية الهجوم].", ["بخير", "الوزارة مسؤولية الهجوم"]),
        ("قالت إن [الطريق آمن، لكنها أقرت بأن جسرا انهار].", ["الطريق آمن", "جسرا انهار"]),
        ("قالت إن [الطريق آمن، لكنها أشارت إلى أن جسرا انهار].", ["الطريق آمن", "جسرا انهار"]),
        # what is told goes on
        ("قال إن [الجسر صمد، لكنه تضرر من السيول].", ["الجسر صمد، لكنه تضرر من السيول"]),
    ],
)
def test_who_says_something_else_behind_but(text: str, told: list[str], passages: Passages) -> None:
    reading, (place,) = passages(text)
    at = WordMap(reading)
    words = at.words(*place)
    assert words is not None
    parts = cut(at, [WordSpan(*words, "content", 0.9)])
    assert [reading.span(*at.range(p.first, p.last)).text(reading.text) for p in parts] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what is done behind "but" is not denied, and who says no more has said nothing
        ("نفى المسؤولون [سقوط قذيفة على الميناء، لكنهم أسقطوا مسيرة].", ["سقوط قذيفة على الميناء"]),
        ("قال إن هناك [من يعرقل الاتفاق، لكنه لم يسم أحدا].", ["من يعرقل الاتفاق"]),
        ("قالت إن [اللقاء كان مفيدا، لكنها رفضت ذكر التفاصيل].", ["اللقاء كان مفيدا"]),
        # «but» goes on with what is said
        ("قال إن [الطريق طويل، لكنه لم يغلق بعد].", ["الطريق طويل، لكنه لم يغلق بعد"]),
        ("قال إن [الصمام مغلق، لكنهم سيفتحونه غدا].", ["الصمام مغلق، لكنهم سيفتحونه غدا"]),
        # what the speaker does next
        ("أكد الوزير أن [بلاده متمسكة بالاتفاق، متهما أطرافا بعرقلته].", ["بلاده متمسكة بالاتفاق", "أطرافا بعرقلته"]),
        ("أكدت الوزارة أن [المعبر مفتوح، مضيفة أن الحركة عادية].", ["المعبر مفتوح", "الحركة عادية"]),
        ("قالت الوزارة إن [الوفد عاد، مطالبا بتعويضات].", ["الوفد عاد، مطالبا بتعويضات"]),
        ("قال إن [محتجين عادوا، مطالبين بتعويضات].", ["محتجين عادوا، مطالبين بتعويضات"]),
        ("قال إنه [دفع للوسيط، مبلغا كبيرا من المال].", ["دفع للوسيط، مبلغا كبيرا من المال"]),
        # what he demands behind a quotation, and what a government demanded of which he tells
        ('اعتبر أن [التصريحات "منحازة"، وطالب واشنطن بالتدخل].', ['التصريحات "منحازة"', "بالتدخل"]),
        ('اعتبر أن [التصريحات "منحازة"، ودعا واشنطن إلى التدخل].', ['التصريحات "منحازة"', "التدخل"]),
        ('اعتبر أن [التصريحات "منحازة"، وطالبت واشنطن بالتدخل].', ['التصريحات "منحازة"، وطالبت واشنطن بالتدخل']),
        ("قال إن [الوزير غاضب، وطالب واشنطن بالتدخل].", ["الوزير غاضب، وطالب واشنطن بالتدخل"]),
        # what he has of another
        ("يرى الكاتب أن [المدينة جائعة، وينقل عن طبيبة أن الدواء نفد].", ["المدينة جائعة"]),
        ("قالت إن [القاعدة مفتوحة، ناقلة عن مستشار قوله إن الوقود وصل].", ["القاعدة مفتوحة"]),
        ("قال إن [القاعدة مفتوحة، ونقل الوقود إليها مستمر].", ["القاعدة مفتوحة، ونقل الوقود إليها مستمر"]),
        # what the speaker denies next
        ("قالت الجماعة إنها [أحرقت القافلة وأنكرت خطف السائقين].", ["أحرقت القافلة", "خطف السائقين"]),
        ("قالت الجماعة إنها [أحرقت القافلة وأطلقت السائقين].", ["أحرقت القافلة وأطلقت السائقين"]),
        ('قال إن [الجماعة قالت "نعم، وأنكرت ذلك" أمس].', ['الجماعة قالت "نعم، وأنكرت ذلك" أمس']),
    ],
)  # fmt: skip
def test_a_passage_ends_where_something_else_is_done(text: str, told: list[str], passages: Passages) -> None:
    reading, found = passages(text)
    at = WordMap(reading)
    spans = [WordSpan(*at.words(*x), "content", 0.9) for x in found]  # type: ignore[misc]
    assert [reading.span(*at.range(s.first, s.last)).text(reading.text) for s in cut(at, spans)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قال الوزير في رسالة إلى [الإذاعات التي تبثها إن القرار سار].", "القرار سار"),
        ("وقالت الوزارة في بيان إلى [ممثلي النقابات إنها ستدفع].", "ستدفع"),
        # he said it to nobody, or who they are says something himself
        ("قال الوزير إن [الإذاعات التي تبثها قالت إن القرار سار].", "الإذاعات التي تبثها قالت إن القرار سار"),
        ("قال الوزير في رسالة إلى [الإذاعات التي قالت إن القرار سار].", "الإذاعات التي قالت إن القرار سار"),
        ("عاد الوزير إلى [الإذاعات التي تبثها إن القرار سار].", "الإذاعات التي تبثها إن القرار سار"),
    ],
)
def test_what_is_said_stands_behind_whom_it_is_said_to(text: str, told: str, passages: Passages) -> None:
    reading, ((first, last),) = passages(text)
    at = WordMap(reading)
    words = at.words(first, last)
    assert words is not None
    span = behind_that(at, WordSpan(*words, "content", 1.0))
    assert reading.span(*at.range(span.first, span.last)).text(reading.text) == told
