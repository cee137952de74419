"""The rule layers on sentences written for them: names, offices, chains, events, near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document
from marsad.model.record import Record

PUBLISHED = "2024-06-05"


@pytest.fixture(scope="module")
def rules() -> Analyser:
    return Analyser(tagger=False)


def read(analyser: Analyser, text: str, publisher: str | None = None) -> Record:
    return analyser.analyze(Document("t", text, publisher=publisher, published=PUBLISHED))


def names(record: Record) -> dict[str, str]:
    return {e.id: e.name for e in record.entities}


def chains(record: Record) -> list[list[str]]:
    named = names(record)
    return [[named[s] for s in a.sources] for a in record.attributions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وصل الوفد إلى القاهرة وبنغازي أمس.", {"القاهرة", "بنغازي"}),
        ("قدمت ورقة للسفارة الأمريكية.", {"السفارة الأمريكية"}),
        ("نشرت صحيفة «ذا كوست» المالطية تحقيقا.", {"صحيفة «ذا كوست» المالطية"}),
        ("أعلنت وزارة الدفاع النيجرية الخبر.", {"وزارة الدفاع النيجرية"}),
        ("رست السفينة في ميناء طبرق الليبي.", {"ميناء طبرق الليبي"}),
    ],
)
def test_names_with_particles_and_patterns(rules: Analyser, text: str, wanted: set[str]) -> None:
    assert wanted <= {e.name for e in read(rules, text).entities}


@pytest.mark.parametrize("text", ["قالت الشركة إن المدينة هادئة.", "هذا وضع مالي صعب على الأسر."])
def test_references_back_and_adjectives_name_nothing(rules: Analyser, text: str) -> None:
    assert read(rules, text).entities == ()


def test_office_before_a_name(rules: Analyser) -> None:
    record = read(rules, "التقى وزير الخارجية المصري بدر عبد العاطي نظيره.")
    assert [(names(record)[p.person], p.title) for p in record.positions] == [
        ("بدر عبد العاطي", "وزير الخارجية المصري")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قالت صحيفة لوموند إن القوات وصلت إلى المدينة.", [["صحيفة لوموند"]]),
        (
            "كشفت صحيفة لوموند، نقلا عن منظمة «عيون الرصيف»، أن سفينتين غادرتا الميناء.",
            [["صحيفة لوموند", "منظمة «عيون الرصيف»"]],
        ),
        ("أعلن الجيش السوداني أن قواته استعادت البلدة، مضيفا أن المعارك مستمرة.", [["الجيش السوداني"]] * 2),
        ("تراجعت الأسعار خلال الأسبوع، بحسب وزارة التجارة التونسية.", [["وزارة التجارة التونسية"]]),
    ],
)
def test_chains(rules: Analyser, text: str, wanted: list[list[str]]) -> None:
    assert chains(read(rules, text)) == wanted


def test_the_own_outlet_is_no_hop(rules: Analyser) -> None:
    record = read(rules, "قال محمد المنفي لقناة المدى إن الحوار مستمر.", publisher="قناة المدى")
    assert chains(record) == [["محمد المنفي"]]


def test_what_was_not_said_is_no_claim(rules: Analyser) -> None:
    assert read(rules, "لم يؤكد الجيش السوداني أن قواته انسحبت.").attributions == ()


@pytest.mark.parametrize(
    ("text", "kind", "aux"),
    [
        ("التقى محمد المنفي عبد الحميد الدبيبة في طرابلس أمس.", "CONSULT", ()),
        ("سيلتقي محمد المنفي عبد الحميد الدبيبة في طرابلس غدا.", "CONSULT", ("future",)),
        ("وصلت فرقاطة روسية إلى ميناء طبرق أمس.", "MOBILIZE", ()),
        ("اعتقلت الشرطة التونسية ناشطا في صفاقس أمس.", "COERCE", ()),
    ],
)
def test_events(rules: Analyser, text: str, kind: str, aux: tuple[str, ...]) -> None:
    found = [(e.type, e.aux) for e in read(rules, text).events]
    assert (kind, aux) in found


@pytest.mark.parametrize(
    "text",
    [
        "بحث الوزيران سبل تعزيز التعاون بين البلدين.",
        "يرى محللون أن الزيارات لا تكفي وحدها.",
        "سجل المهاجم هدفين وفاز الفريق باللقاء.",
    ],
)
def test_topics_and_opinions_are_no_events(rules: Analyser, text: str) -> None:
    assert read(rules, text).events == ()


def test_ships_with_origin_and_destination() -> None:
    text = "وصلت سفينتان تابعتان للبحرية الروسية إلى ميناء طبرق قادمتين من قاعدة طرطوس في 8 أبريل الماضي."
    record = read(Analyser(), text)
    named = names(record)
    event = next(e for e in record.events if e.type == "MOBILIZE")
    assert [named[p] for p in event.place] == ["ميناء طبرق"]
    assert [named[p] for p in event.origin] == ["قاعدة طرطوس"]
    times = {t.id: t for t in record.times}
    assert isinstance(event.time, str)
    assert times[event.time].earliest == "2024-04-08"


def test_every_statement_says_who_made_it(rules: Analyser) -> None:
    record = read(Analyser(), "قالت صحيفة لوموند إن وزير الدفاع الروسي زار بنغازي أمس والتقى خليفة حفتر.")
    for statement in (*record.entities, *record.attributions, *record.events, *record.times):
        assert statement.by


def test_what_is_described_is_kept_only_where_it_is_needed() -> None:
    """Whoever closes the road is; the workers who look on and the report that is prepared are not."""
    record = read(
        Analyser(),
        "أغلق محتجون من أهالي البلدة الطريق الساحلي أمس قرب سفينة حربية رست في الميناء القديم، بينما كان عمال البناء "
        "يشاهدون القوات من بعيد حتى إعداد هذا التقرير.",
    )
    described = {e.name for e in record.entities if e.type == "group"}
    assert "محتجون من أهالي البلدة" in described
    assert described.isdisjoint({"عمال البناء", "القوات", "التقرير"})


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("زار المفوض أنقرة أمس. وأعلنت تركيا ذلك.", True),
        ("تستضيف أنقرة جولة أخرى. وأعلنت تركيا ذلك.", True),
        # the capital acts, beside a visit to elsewhere or without one
        ("زار المفوض بنغازي وحذرت أنقرة من ذلك. وأعلنت تركيا الخبر.", False),
        ("زار المفوض بنغازي، وقلق أنقرة معروف. وأعلنت تركيا الخبر.", False),
    ],
)
def test_a_capital_that_is_visited_is_a_city(rules: Analyser, text: str, apart: bool) -> None:
    places = [{text[m.start : m.end] for m in e.mentions} for e in read(rules, text).entities if e.type == "place"]
    assert ({"أنقرة", "تركيا"} in places) is not apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        # a seat of government that is no capital, and a town
        ("رفضت بورتسودان المقترح. وأعلن السودان ذلك.", False),
        ("لكن بورتسودان تنفي ذلك. وأعلن السودان الخبر.", False),
        ("شهدت بورتسودان هدوءا. وأعلن السودان ذلك.", True),
        ("رفض والي بورتسودان المقترح. وأعلن السودان ذلك.", True),
        ("رفضت بنغازي المقترح. وأعلنت ليبيا ذلك.", True),
    ],
)
def test_a_seat_of_government_that_says_something_is_its_country(rules: Analyser, text: str, apart: bool) -> None:
    town = "بنغازي" if "بنغازي" in text else "بورتسودان"
    places = [{text[m.start : m.end] for m in e.mentions} for e in read(rules, text).entities if e.type == "place"]
    assert any(town in p and len(p) > 1 for p in places) is not apart
