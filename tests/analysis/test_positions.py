"""Offices and who holds them; ranks and honorifics are none."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.pipeline import Analyser
from marsad.analysis.positions import learned_positions
from marsad.analysis.reading import Reading
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
        ("وصل نجل الرئيس التونسي محمد سالم إلى القاهرة.", [("محمد سالم", "الرئيس التونسي")]),
        # an order that only folds like a commander
        ("وأمر النائب العام محمد سالم، أمس، بفتح تحقيق.", [("محمد سالم", "النائب العام")]),
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
        "قالت ممرضتان، محمد سالم شاهد، إن الطريق مفتوح.",
        # whose kin somebody is, is another's office
        "حضرت سعاد حسن قرينة الرئيس المصري، وفاطمة كمال.",
        # when it was parts the guest from the host's office
        "استقبل رئيس الوزراء أمس يوسف سالم.",
    ],
)
def test_nobodys_office(rules: Analyser, text: str) -> None:
    assert offices(rules, text) == []


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        # a profession with what kind says more than how somebody is addressed, a rank doesn't
        ("قال الخبير الجيولوجي محمد سالم ذلك.", "الخبير الجيولوجي", "الخبير الجيولوجي"),
        ("قال العميد المتقاعد محمد سالم ذلك.", "العميد المتقاعد", None),
        ("أكدت المحامية محمد سالم ذلك.", "المحامية", "المحامية"),
        ("تصدى الحارس محمد سالم للكرة.", "الحارس", None),
        ("قال الدكتور محمد سالم ذلك.", "الدكتور", None),
        # adjectives and the body go with the office, an honorific doesn't
        ("قال وزير النقل السنغالي محمد سالم ذلك.", "وزير النقل", "وزير النقل السنغالي"),
        ("قال وزير النقل معالي محمد سالم ذلك.", "وزير النقل معالي", "وزير النقل"),
        # no office: the report's own, two, somebody's office
        # whose ambassador says more than that he is one; no office ends with its preposition
        ("قال السفير الإيطالي محمد سالم ذلك.", "السفير الإيطالي", "السفير الإيطالي"),
        ("قال السفير محمد سالم ذلك.", "السفير", None),
        ("قال السفير السوداني لدى تركيا محمد سالم ذلك.", "السفير السوداني لدى", "السفير السوداني لدى تركيا"),
        ("قال المبعوث الأممي إلى ليبيا محمد سالم ذلك.", "المبعوث الأممي", "المبعوث الأممي إلى ليبيا"),
        ("أحال الوزير الأول إلى ليبيا محمد سالم.", "الوزير الأول", None),
        # an office of several words
        ("قال الرئيس المدير العام محمد سالم ذلك.", "المدير العام", "الرئيس المدير العام"),
        # an office told behind the name
        ("غاب محمد سالم، الذي يشغل أيضا منصب وزير النقل، أمس.", "وزير النقل", "وزير النقل"),
        ("غاب محمد سالم، الذي طالب بمنصب وزير النقل، أمس.", "وزير النقل", None),
        ("قالت موفدتنا محمد سالم ذلك.", "موفدتنا", None),
        ("قالت ممرضتان محمد سالم ذلك.", "ممرضتان", None),
        # whose kin somebody is
        ("حضرت سعاد حسن قرينة الرئيس المصري، وفاطمة كمال.", "الرئيس المصري", None),
        ("حضر محمد سالم، الأمير شقيق الملك، أمس.", "الأمير شقيق الملك", None),
        ("حضر نجل الرئيس المصري محمد سالم أمس.", "الرئيس المصري", "الرئيس المصري"),
    ],
)
def test_what_the_reader_marks_as_a_title(text: str, title: str, said: str | None) -> None:
    reading = Reading.of(Document("t", text))
    table = EntityTable(reading, *find_entities(reading, ()))
    start = text.index(title)
    found = learned_positions(reading, table, [reading.tokens_in(start, start + len(title))])
    assert [o.span.text(text) for o in found if o.by == "reader.title"] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "titles", "said"),
    [
        # a second office of the man behind whose name the first one stands
        (
            "قال محمد سالم، السفير لدى تركيا والمبعوث الخاص، إن الاتفاق قريب.",
            ["السفير لدى تركيا", "والمبعوث الخاص"],
            [("محمد سالم", "السفير لدى تركيا"), ("محمد سالم", "المبعوث الخاص")],
        ),
        # "and" joins another man and his office
        (
            "قال محمد سالم والرئيس المدير العام يوسف كمال إن الاتفاق قريب.",
            ["والرئيس المدير العام"],
            [("يوسف كمال", "الرئيس المدير العام")],
        ),
        # a woman's office behind a man's name, her own behind brackets
        (
            "التقى محمد سالم رئيسة البعثة الأممية (يونامي)، سارة كمال.",
            ["رئيسة البعثة الأممية"],
            [("سارة كمال", "رئيسة البعثة الأممية")],
        ),
        (
            "التقى محمد سالم رئيس البعثة الأممية (يونامي)، أمس.",
            ["رئيس البعثة الأممية"],
            [("محمد سالم", "رئيس البعثة الأممية")],
        ),
        (
            "قال محمد سالم، وزير النقل، ووزير المالية يوسف كمال إن الاتفاق قريب.",
            ["وزير النقل", "ووزير المالية"],
            [("محمد سالم", "وزير النقل"), ("يوسف كمال", "وزير المالية")],
        ),
    ],
)
def test_two_offices(text: str, titles: list[str], said: list[tuple[str, str]]) -> None:
    reading = Reading.of(Document("t", text))
    table = EntityTable(reading, *find_entities(reading, ()))
    ranges = [reading.tokens_in(text.index(t), text.index(t) + len(t)) for t in titles]
    found = learned_positions(reading, table, ranges)
    assert [(o.person.name, o.span.text(text)) for o in found if o.by == "reader.title"] == said
