"""Who condemns or welcomes, behind verbs that mean nothing else."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.reactions import RULES
from marsad.analysis.learned.sides import reacts
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.model.document import Document

from .settling import settled_by


@pytest.mark.parametrize(
    ("text", "word", "kind", "taking_part", "settled"),
    [
        # two whom "and" joins
        (
            "أدانت فرنسا وألمانيا الهجوم على المدينة.",
            "أدانت", "ACCUSE", "فرنسا l actor|ألمانيا l recipient",
            "فرنسا actor|ألمانيا actor",
        ),
        # a long office, of a body in a country, before the name
        (
            "ودانت الناطقة باسم مفوضية اللاجئين في تشاد هدى سالم القصف.",
            "ودانت", "ACCUSE", "مفوضية اللاجئين o actor|هدى سالم p recipient",
            "مفوضية اللاجئين -|هدى سالم actor",
        ),
        (
            "ودانت المتحدثة باسم المكتب الأممي لتنسيق الشؤون الإنسانية (أوتشا) في اليمن هدى سالم القصف.",
            "ودانت", "ACCUSE", "هدى سالم p recipient",
            "هدى سالم actor",
        ),
        # whose arrest it was is no holder of the office
        (
            "وأدان رئيس الحزب اعتقال هدى سالم أمس.",
            "وأدان", "ACCUSE", "هدى سالم p recipient",
            "هدى سالم recipient",
        ),
        # somebody else is condemned
        (
            "انتقد يوسف كمال هدى سالم أمس.",
            "انتقد", "ACCUSE", "يوسف كمال p recipient|هدى سالم p recipient",
            "يوسف كمال actor|هدى سالم recipient",
        ),
        # another verb
        (
            "اتهمت فرنسا وألمانيا روسيا أمس.",
            "اتهمت", "ACCUSE", "فرنسا l actor|ألمانيا l recipient",
            "فرنسا actor|ألمانيا recipient",
        ),
    ],
)  # fmt: skip
def test_the_subject_reacts(text: str, word: str, kind: str, taking_part: str, settled: str) -> None:
    assert settled_by(RULES, text, word, kind, taking_part) == settled


@pytest.mark.parametrize(
    ("text", "word", "reacting"),
    [
        ("ونددت الوزارة بالقصف.", "ونددت", True),
        ("لم تندد الوزارة بالقصف.", "تندد", False),
        # listed with the others, and no event of its own
        ("رصدت الوزارة القصف.", "رصدت", False),
        ("قال الوزير ذلك.", "قال", False),
    ],
)
def test_verbs_of_reacting(text: str, word: str, reacting: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert reacts(reading, reading.token_at(text.index(word))) is reacting


def test_a_condemnation_is_an_event_whatever_office_stands_before_the_name() -> None:
    analyser = Analyser()
    text = "ودانت المتحدثة باسم منظمة الصحة العالمية في السودان ليلى سالم الهجوم على المستشفى."
    record = analyser.analyze(Document("d", text, published="2025-06-02"))
    names = {e.id: e.name for e in record.entities}
    told = [(e.type, e.mode, [names[i] for i in e.actor], e.recipient) for e in record.events]
    assert ("ACCUSE", "disapprove", ["ليلى سالم"], ()) in told
    guests = analyser.analyze(
        Document("d", "ورحب وكيل الوزارة يوسف سالم بالوفد في مستهل الاجتماع.", published="2025-06-02")
    )
    assert "SUPPORT" not in [e.type for e in guests.events]
