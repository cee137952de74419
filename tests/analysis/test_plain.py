"""What is said by a verb of saying, who says it right behind, and "that"."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.plain import plainly
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("وأعلنت وزارة الدفاع حينها أنها لم تبلغ بالزيارة.", "وزارة الدفاع", "لم تبلغ بالزيارة"),
        ("وتستبعد وزارة الدفاع أن يكون الحريق متعمدا.", "وزارة الدفاع", "يكون الحريق متعمدا"),
        ("ويقول مسؤول محلي، وهو جراح سابق، إن القافلة عادت.", "مسؤول محلي", "القافلة عادت"),
        # it is planned, not done, supposed, somebody else's word, or told to somebody
        ("ستعلن وزارة الدفاع غدا أن القافلة عادت.", None, None),
        ("ولم تعلن وزارة الدفاع أن القافلة عادت.", None, None),
        ("عادت القافلة قبل أن تعلن وزارة الدفاع أن الطريق مغلق.", None, None),
        ("وقالت وزارة الدفاع في بيان أكده مسؤول محلي أن القافلة عادت.", None, None),
        ("ونعلن لوزارة الدفاع أن القافلة عادت.", None, None),
        # words that look alike
        ("جرى لقاء بين وزارة الدفاع والوفد، إلا أنه كان قصيرا.", None, None),
        ("أعلنت وزارة الدفاع هدنة إلى أن تعود القافلة.", None, None),
    ],
)
def test_what_is_plainly_said(text: str, who: str | None, what: str | None) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    found = plainly(reading, Speakers(reading, table), [], None)
    assert [chain[-1].name for chain, *_ in found] == ([who] if who else [])
    assert [reading.span(*tokens).text(text) for *_, tokens in found] == ([what] if what else [])


def test_what_is_claimed_already_is_left_alone() -> None:
    from marsad.analysis.attributions import find_claims

    text = "وأعلنت وزارة الدفاع أنها لم تبلغ بالزيارة."
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    claims = find_claims(reading, table, None)
    assert claims and plainly(reading, Speakers(reading, table), claims, None) == []
