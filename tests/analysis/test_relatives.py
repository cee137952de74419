"""Relatives by their first name, and words behind a word of kinship that are nobody's name."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.learned.relatives import relatives
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span


def named(text: str, seen: list[Candidate] | None = None) -> list[str]:
    reading = Reading.of(Document("t", text))
    return [c.name(reading) for c in relatives(reading, seen or [])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("نفى النائب أن يكون أخوه الأصغر مطلق قد زار العاصمة.", ["مطلق"]),
        ("وقالت شقيقته لينا إنه بخير.", ["لينا"]),
        ("حضرت زوجته، الحاجة سعاد، الجنازة.", ["سعاد"]),
        ("حضرت زوجته الحاجة تاكفاريت الجنازة.", ["تاكفاريت"]),
        # no name behind it
        ("وقالت شقيقته للصحيفة إنه بخير.", []),
        ("عاد ابنه من السفر، ونجا شقيقه الأكبر.", []),
        ("وحضرت زوجته السيدة المسنة الجنازة.", []),
        # nobody's relative
        ("نجل القائد مطلق اليدين في المدينة.", []),
    ],
)
def test_given_names_behind_kin(text: str, wanted: list[str]) -> None:
    assert named(text) == wanted


def test_a_title_is_no_part_of_the_name() -> None:
    text = "قالت زوجته الحاجة سعاد إنه بخير."
    start = text.index("الحاجة")
    seen = Candidate(2, 4, Span(start, text.index(" إنه")), "person", "reader.person", 80)
    assert named(text, [seen]) == ["سعاد"]
