"""What somebody denies in words of his own, read by grammar."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.disowned import disowned
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("ونفت وزارة الدفاع توقف القافلة.", "وزارة الدفاع", "توقف القافلة"),
        ("نفت وزارة الدفاع، اليوم الثلاثاء، إغلاق المعبر.", "وزارة الدفاع", "إغلاق المعبر"),
        ("ونفت وزارة الدفاع نفيا قاطعا وجود شاحنات، ثم عادت القافلة.", "وزارة الدفاع", "وجود شاحنات"),
        ("ونفت وزارة الدفاع بيع أي سلاح.", "وزارة الدفاع", "بيع أي سلاح"),
        ("ونفت وزارة الدفاع أن تكون القافلة قد عادت.", "وزارة الدفاع", "تكون القافلة قد عادت"),
        ("كذبت وزارة الدفاع ما ورد في التقرير.", "وزارة الدفاع", "ما ورد في التقرير"),
        ("ونفت وزارة الدفاع ما تردد عن عودة القافلة.", "وزارة الدفاع", "عودة القافلة"),
        ("مسؤول محلي نفى استلام الرسالة.", "مسؤول محلي", "استلام الرسالة"),
        ("ونفت وزارة الدفاع ضلوعها في الحادث، أو علمها به.", "وزارة الدفاع", "ضلوعها في الحادث، أو علمها به"),
        # it is not denied, nobody does, what is denied isn't said, and what a paper told is taken up elsewhere
        ("ولم تنف وزارة الدفاع توقف القافلة.", None, None),
        ("وأكدت وزارة الدفاع توقف القافلة.", None, None),
        ("ولم يصدر عن وزارة الدفاع أي نفي لتوقف القافلة.", None, None),
        ("ونفت وزارة الدفاع في بيان بعد ذلك.", None, None),
        ("ونفت وزارة الدفاع نفيا قاطعا.", None, None),
        ("ونفت وزارة الدفاع ما أوردته صحيفة كبرى.", None, None),
    ],
)
def test_what_is_denied_in_words_of_its_own(text: str, who: str | None, what: str | None) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    found = disowned(reading, Speakers(reading, table), [], None)
    assert [chain[-1].name for chain, _, _ in found] == ([who] if who else [])
    assert [reading.span(*tokens).text(text) for _, _, tokens in found] == ([what] if what else [])


def test_what_the_reader_has_found_or_what_only_points_back_is_left_alone() -> None:
    text = "قال مصدر إن القافلة توقفت. ونفت وزارة الدفاع توقف القافلة. ونفت وزارة الداخلية التوقف."
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    claims = []
    for n, words in enumerate(("القافلة توقفت", "توقف القافلة")):
        start = text.index(words)
        claims.append(
            Claim([Found("group", "مصدر")], "say", Span(0, 3), Span(start, start + len(words)), "t", sentence=n)
        )
    assert disowned(reading, Speakers(reading, table), claims, None) == []
