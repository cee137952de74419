"""Denials that only point back to what was told, and whose a document is that a noun points back to."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.denials import denials
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span
from marsad.text.views import fold

TOLD = "قال مصدر أمني إن القافلة عادت إلى طبرق"


def read(text: str) -> tuple[Reading, EntityTable]:
    reading = Reading.of(Document("d", text))
    return reading, EntityTable(reading, *find_entities(reading, [], [], []))


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("، وهو ما نفاه مسؤول محلي.", "مسؤول محلي"),
        (". ونفى مسؤول محلي ذلك.", "مسؤول محلي"),
        (". ونفى ذلك مسؤول محلي في اتصال.", "مسؤول محلي"),
        (". ونفى مسؤول محلي صحة الخبر.", "مسؤول محلي"),
        (". ونفت وزارة الدفاع هذه الأنباء.", "وزارة الدفاع"),
        (". ونفى مسؤول محلي الأمر.", "مسؤول محلي"),
        # something else is denied, or nothing
        (". ونفى مسؤول محلي أن تكون هناك قافلة.", None),
        (". ونفى مسؤول محلي بعد ذلك وجود شاحنات.", None),
        (". ونفى مسؤول محلي الأمر الصادر عن المحكمة.", None),
        (". وأكد مسؤول محلي ذلك.", None),
        (". ونفى مسؤول محلي وجود شاحنات.", None),
        # what was told stands too far before
        (". هدأ الطريق. عاد السكان. ونفى مسؤول محلي ذلك.", None),
    ],
)
def test_a_denial_that_points_back_denies_what_was_told_before(behind: str, who: str | None) -> None:
    reading, table = read(TOLD + behind)
    start = reading.text.index("القافلة")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test")
    found = denials(reading, Speakers(reading, table), [told], None)
    assert [chain[-1].name for chain, _, _ in found] == ([who] if who else [])
    assert all(denied is told for _, _, denied in found)


def test_a_passage_of_its_own_is_what_is_denied() -> None:
    reading, table = read(TOLD + ". ونفى مسؤول محلي ذلك.")
    start, other = reading.text.index("القافلة"), reading.text.index("ذلك")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test")
    own = Claim([Found("group", "مسؤول محلي")], "deny", Span(0, 3), Span(other, other + 3), "test")
    assert denials(reading, Speakers(reading, table), [told, own], None) == []


def test_nothing_was_told_that_could_be_denied() -> None:
    reading, table = read("وصلت القافلة إلى طبرق. ونفى مسؤول محلي ذلك.")
    assert denials(reading, Speakers(reading, table), [], None) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("صدر تقرير لمنظمة العفو الدولية عن السجون. ونقل التقرير عن تاجر أن السوق مغلق.", "منظمة العفو الدولية"),
        ("نشرت منظمة العفو الدولية تقريرا عن السجون. وبحسب التقرير أغلق السوق.", "منظمة العفو الدولية"),
        ("قالت منظمة العفو الدولية في تقرير إن السوق مغلق. ويضيف التقرير أن الطريق مغلق.", "منظمة العفو الدولية"),
        ("صدر تقرير أعدته منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", "منظمة العفو الدولية"),
        # of another kind, by nobody named, about somebody, or made by whoever stands in another sentence
        ("صدرت دراسة لمنظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("صدر تقرير سري. رحبت منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("صدر تقرير ينتقد منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("رحبت منظمة العفو الدولية. صدر تقرير. وبحسب التقرير أغلق السوق.", None),
    ],
)
def test_a_document_means_whoever_made_it(text: str, who: str | None) -> None:
    reading, table = read(text)
    nouns = [t.index for t in reading.tokens if t.norm.endswith(fold("التقرير"))]
    maker = Speakers(reading, table).refer_back(nouns[-1])
    assert (maker.name if maker is not None else None) == who
