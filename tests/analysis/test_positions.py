"""Offices and who holds them; ranks and honorifics are none."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document


@pytest.fixture(scope="module")
def rules() -> Analyser:
    return Analyser(tagger=False)


def offices(analyser: Analyser, text: str) -> list[tuple[str, str]]:
    record = analyser.analyze(Document("t", text, published="2024-06-05"))
    name = {e.id: e.name for e in record.entities}
    return [(name[p.person], p.title) for p in record.positions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قال وزير الخارجية التونسي محمد سالم إن اللقاء مفيد.", [("محمد سالم", "وزير الخارجية التونسي")]),
        ("استقبل رئيس لجنة الإدارة المهندس يوسف سالم، أمس.", [("يوسف سالم", "رئيس لجنة الإدارة")]),
        ("رافقه قائد القطاع الجنوبي العميد يوسف سالم.", [("يوسف سالم", "قائد القطاع الجنوبي")]),
        ("استقبله قائمقام القضاء محمد سالم.", [("محمد سالم", "قائمقام القضاء")]),
        ("وأكد محمد سالم، المتحدث باسم الوزارة، الخبر.", [("محمد سالم", "المتحدث باسم الوزارة")]),
    ],
)
def test_offices(rules: Analyser, text: str, wanted: list[tuple[str, str]]) -> None:
    assert offices(rules, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "قال العميد يوسف سالم إن الطريق مفتوح.",
        "وصل السفير محمد سالم أمس.",
        "قال العميد المتقاعد يوسف سالم إن الطريق مفتوح.",
        "زار الدكتور محمد سالم المدينة.",
    ],
)
def test_ranks_and_honorifics_are_no_offices(rules: Analyser, text: str) -> None:
    assert offices(rules, text) == []
