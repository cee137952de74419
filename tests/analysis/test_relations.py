"""Relations that a text states, and near misses that state none; no model runs here."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.analysis.relations import group_relations
from marsad.analysis.relations.kinship import find_kin
from marsad.analysis.relations.link import Item
from marsad.model.document import Document
from marsad.text.spans import Span


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
        (
            "نجا حامد كمال، شقيق وزير النقل في حكومة الوحدة الوطنية إبراهيم كمال، أمس.",
            ("حامد كمال", "sibling_of", "إبراهيم كمال"),
        ),
        ("قال حامد كمال، وهو شقيق إبراهيم كمال، إنه بريء.", ("حامد كمال", "sibling_of", "إبراهيم كمال")),
        ("وصلت فاطمة حسن زوجة محمود حسن إلى تونس.", ("فاطمة حسن", "spouse_of", "محمود حسن")),
        ("حضر حسين محمود كمال، ثم تحدث محمود كمال.", ("حسين محمود كمال", "child_of", "محمود كمال")),
        # membership
        ("قال الباحث يوسف سالم، من جامعة القاهرة، إن الأزمة طويلة.", ("يوسف سالم", "member_of", "جامعة القاهرة")),
        ("أوضح يوسف سالم عضو مجلس النواب الليبي ذلك.", ("يوسف سالم", "member_of", "مجلس النواب الليبي")),
        ("أصيب أربعة جنود بينهم الرقيب يوسف سالم.", ("يوسف سالم", "member_of", "أربعة جنود")),
        ("وصل وفد من مجلس النواب الليبي برئاسة يوسف سالم.", ("يوسف سالم", "member_of", "مجلس النواب الليبي")),
        (
            "استقبل العميد وفدا من مجلس النواب الليبي ضم يوسف سالم والسيد محمود كمال.",
            ("محمود كمال", "member_of", "مجلس النواب الليبي"),
        ),
        ("قال القيادي في فتح محمود كمال إن الحوار مستمر.", ("محمود كمال", "member_of", "فتح")),
        # bodies in bodies, places in places
        ("قالت وزارة الداخلية التابعة لحكومة الوحدة الوطنية إن", ("وزارة الداخلية", "part_of", "حكومة الوحدة الوطنية")),
        ("تضرر ميناء صفاقس في تونس.", ("ميناء صفاقس", "part_of", "تونس")),
        ("احتج صيادو ميناء صفاقس في تونس.", ("ميناء صفاقس", "part_of", "تونس")),
        # whose wife she is stood in the sentence before
        ("تحدث محمود كمال، أمس. ثم حضرت زوجته فاطمة حسن.", ("فاطمة حسن", "spouse_of", "محمود كمال")),
        # a sentence that names nobody leaves whom it is about
        ("تحدث محمود كمال، أمس. وهطل المطر. ثم حضرت زوجته فاطمة حسن.", ("فاطمة حسن", "spouse_of", "محمود كمال")),
        # who went before somebody in an office
        ("حضر يوسف سالم، أمس، مع سلفه محمود كمال.", ("يوسف سالم", "successor_of", "محمود كمال")),
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
        # a street or a stadium tells where something happened, not how the land is divided
        "تظاهر المئات في شارع بورقيبة في صفاقس.",
        # two were named before: whose wife she is isn't said
        "تحدث محمود كمال، أمس، ثم يوسف سالم. ثم حضرت زوجته فاطمة حسن.",
        # the box goes from one body to the other, which it is no part of
        "وصلت معدات من منظمة الصحة العالمية لوزارة الصحة الليبية.",
        # "and" goes on to somebody else
        "حضرت سعاد حسن قرينة الرئيس المصري، وفاطمة كمال، أمس.",
        # where somebody comes from is part of his description
        "وصل وفد من مجلس النواب الليبي إلى صفاقس.",
        # the commander is no member of what he commands
        "قصفت قوات الدعم السريع التي يقودها محمود حسن البلدة.",
        # to open, and no party
        "قال محمود كمال إن الوزير عضو يرغب في فتح المعبر.",
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


@pytest.mark.parametrize(
    ("between", "wanted"),
    [("ب", [("وزارة الداخلية", "part_of", "حكومة الوحدة الوطنية")]), ("و", []), ("ضد ", [])],
)
def test_bodies_inside_a_description(between: str, wanted: list[tuple[str, str, str]]) -> None:
    bodies = ("وزارة الداخلية", "حكومة الوحدة الوطنية")
    reading = Reading.of(Document("t", f"التقى مسؤولين في {bodies[0]} {between}{bodies[1]} أمس."))
    found = []
    for name in bodies:
        start = reading.text.index(name)
        span = Span(start, start + len(name))
        found.append(Found("organization", name, [(*reading.tokens_in(span.start, span.end), span)]))
    last = found[-1].mentions[0][1]
    found.append(Found("group", "مسؤولين", [(1, last, reading.span(1, last))]))
    links = group_relations(EntityTable(reading, found, []))
    assert [(x.subject.name, x.relation, x.object.name) for x in links] == wanted


def test_who_is_described_and_not_named_is_nobodys_kin() -> None:
    reading = Reading.of(Document("t", "جاء القائد ونجله المبعوث."))
    line = [
        Item(k, k + 1, Candidate(k, k + 1, reading.span(k, k + 1), "person", "reader.group", 20), "") for k in (1, 3)
    ]
    assert find_kin(reading, line) == []
