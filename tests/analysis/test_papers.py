"""Whose a quoted document is and which outlet passed it on."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.papers import in_order, through
from marsad.analysis.learned.saying import cue_of
from marsad.analysis.reading import Reading
from marsad.model.document import Document

PAPER = "صحيفة «الساحل»"
MAKER = "منظمة العفو الدولية"
BY = "ذكرت صحيفة «الساحل» نقلا عن تقرير لمنظمة العفو الدولية أن السجون مكتظة. "


@pytest.mark.parametrize(
    ("text", "heard", "chain"),
    [
        (BY + "ويقول التقرير إن [الحراس غادروا].", [MAKER], [PAPER, MAKER]),
        (BY + "وبحسب التقرير، [غادر الحراس].", [MAKER], [PAPER, MAKER]),
        (BY + "ونقل التقرير عن وزارة الدفاع أن [الحراس غادروا].", ["وزارة الدفاع"], [PAPER, MAKER, "وزارة الدفاع"]),
        (
            "صدرت مذكرة لمنظمة العفو الدولية حصلت عليها صحيفة «الساحل». وتفيد المذكرة بأن [الحراس غادروا].",
            [MAKER],
            [PAPER, MAKER],
        ),
        (
            "وتفيد مذكرة أعدتها منظمة العفو الدولية، ونشرت صحيفة «الساحل» مقتطفات منها، بأن [الحراس غادروا].",
            [MAKER],
            [PAPER, MAKER],
        ),
        # nobody passed it on, another speaks, it only stands somewhere before
        ("صدر تقرير لمنظمة العفو الدولية. ويقول التقرير إن [الحراس غادروا].", [MAKER], [MAKER]),
        ("صدر تقرير لمنظمة العفو الدولية ينتقد صحيفة «الساحل». ويقول التقرير إن [الحراس غادروا].", [MAKER], [MAKER]),
        (BY + "وقالت وزارة الدفاع إن [الحراس غادروا].", ["وزارة الدفاع"], ["وزارة الدفاع"]),
        (BY + "وقالت وزارة الدفاع، ردا على التقرير، إن [الحراس غادروا].", ["وزارة الدفاع"], ["وزارة الدفاع"]),
        (BY + "ورفض التقرير مسؤول. وقال إن [الحراس غادروا].", [MAKER], [MAKER]),
    ],
)
def test_a_document_that_an_outlet_passed_on_is_told_through_both(
    text: str, heard: list[str], chain: list[str]
) -> None:
    plain = text.replace("[", "").replace("]", "")
    reading = Reading.of(Document("d", plain))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    by_name = {e.name: e for e in table.found}
    low, high = text.index("["), text.index("]") - 1
    inside = [t.index for t in reading.tokens if low <= t.start and t.end <= high]
    content = (inside[0], inside[-1] + 1)
    out = through(
        reading, Speakers(reading, table), cue_of(reading, content), content[0], [by_name[n] for n in heard], None
    )
    assert [e.name for e in out] == chain
    # the report's own outlet passes on nothing
    own = through(
        reading, Speakers(reading, table), cue_of(reading, content), content[0], [by_name[n] for n in heard], PAPER
    )
    assert [e.name for e in own] == [n for n in chain if n != PAPER]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وذكر بيان لمنظمة العفو الدولية، نشرته صحيفة «الساحل»، أن [الحراس غادروا].", [PAPER, MAKER]),
        # it stands there and has published nothing
        ("وذكر بيان لمنظمة العفو الدولية نقلا عن صحيفة «الساحل» أن [الحراس غادروا].", [MAKER, PAPER]),
    ],
)
def test_an_outlet_that_published_what_another_says_is_the_nearer(text: str, chain: list[str]) -> None:
    plain = text.replace("[", "").replace("]", "")
    reading = Reading.of(Document("d", plain))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    by_name = {e.name: e for e in table.found}
    low, high = text.index("["), text.index("]") - 1
    content = reading.tokens_in(low, high)
    out = in_order(reading, Speakers(reading, table), [by_name[MAKER], by_name[PAPER]], content)
    assert [e.name for e in out] == chain
