"""Relations that a text states, and near misses that state none; no model runs here."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document


@pytest.fixture(scope="module")
def rules() -> Analyser:
    return Analyser(tagger=False)


def relations(analyser: Analyser, text: str) -> set[tuple[str, str, str]]:
    record = analyser.analyze(Document("t", text, published="2024-06-05"))
    name = {e.id: e.name for e in record.entities}
    return {(name[r.subject], r.relation, name[r.object]) for r in record.relations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # kinship: before, behind, dual, with a title between
        ("حضر محمد سالم ونجله يوسف سالم، أمس.", ("يوسف سالم", "child_of", "محمد سالم")),
        ("تحدث يوسف سالم، نجل اللواء الراحل محمد سالم، أمس.", ("يوسف سالم", "child_of", "محمد سالم")),
        ("قال حامد كمال، وهو شقيق إبراهيم كمال، إنه بريء.", ("حامد كمال", "sibling_of", "إبراهيم كمال")),
        ("وصلت فاطمة حسن زوجة محمود حسن إلى تونس.", ("فاطمة حسن", "spouse_of", "محمود حسن")),
        ("حضر حسين محمود كمال، ثم تحدث محمود كمال.", ("حسين محمود كمال", "child_of", "محمود كمال")),
        # membership
        ("قال الباحث يوسف سالم، من جامعة القاهرة، إن الأزمة طويلة.", ("يوسف سالم", "member_of", "جامعة القاهرة")),
        ("أوضح يوسف سالم عضو مجلس النواب الليبي ذلك.", ("يوسف سالم", "member_of", "مجلس النواب الليبي")),
        # bodies in bodies, places in places
        ("قالت وزارة الداخلية التابعة لحكومة الوحدة الوطنية إن", ("وزارة الداخلية", "part_of", "حكومة الوحدة الوطنية")),
        ("تضرر ميناء صفاقس في تونس.", ("ميناء صفاقس", "part_of", "تونس")),
        ("احتج صيادو ميناء صفاقس في تونس.", ("ميناء صفاقس", "part_of", "تونس")),
    ],
)
def test_stated_relations(rules: Analyser, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in relations(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        # the ministry speaks to the channel and is no part of it
        "قالت وزارة الدفاع الليبية لقناة الجزيرة إن الهدوء عاد.",
        # east of a city is not in it
        "انطلق القارب من تاجوراء شرقي طرابلس.",
        # what somebody asks of a body makes him no member
        "طلب يوسف سالم مساعدة من منظمة الصحة العالمية.",
    ],
)
def test_near_misses_state_nothing(rules: Analyser, text: str) -> None:
    assert relations(rules, text) == set()


def test_the_second_office_belongs_to_the_first_man(rules: Analyser) -> None:
    text = "أما حامد كمال، وهو شقيق إبراهيم كمال وعضو مجلس النواب الليبي، فرفض ذلك."
    assert ("حامد كمال", "member_of", "مجلس النواب الليبي") in relations(rules, text)
    assert ("إبراهيم كمال", "member_of", "مجلس النواب الليبي") not in relations(rules, text)
