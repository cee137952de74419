"""Mending the reader's names: each rule on a sentence of its own, with spans as the reader gives them."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.aliases import with_alias
from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.known import known
from marsad.analysis.entities.mending import mended
from marsad.analysis.particles import particle_letters
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType


def mend(text: str, *names: tuple[str, EntityType]) -> list[str]:
    """The names after mending, where the reader saw `names` (each first occurrence)."""
    reading = Reading.of(Document("t", text))
    seen: list[Candidate] = []
    for name, kind in names:
        start = text.index(name)
        first, last = reading.tokens_in(start, start + len(name))
        seen.append(Candidate(first, last, reading.span(first, last), kind, "reader", 80, confidence=0.9))
    return [c.span.text(text) for c in mended(reading, seen, known(reading))]


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        (
            "أعلنت شركة أنابيب الهضبة التوقف.",
            [("شركة", "organization"), ("أنابيب الهضبة", "organization")],
            ["شركة أنابيب الهضبة"],
        ),
        ("اتفقت قبيلتا الرمال والكثبان.", [("قبيلتا الرمال والكثبان", "organization")], ["قبيلتا الرمال والكثبان"]),
        ("وساطة بين قبيلتي الرمال والكثبان.", [("قبيلتي الرمال والكثبان", "organization")], ["الرمال", "الكثبان"]),
        ("قصف مخيمي السدر والنخيل.", [("مخيمي السدر", "place"), ("والنخيل", "place")], ["السدر", "والنخيل"]),
        ("أفاد خليفة حفتر بانتشال الغرقى.", [("خليفة حفتر بانتشال", "person")], ["خليفة حفتر"]),
        ("أفاد خليفة حفتر بلقاسم أمس.", [("خليفة حفتر بلقاسم", "person")], ["خليفة حفتر بلقاسم"]),
        ("قال لقناة سي إن إن أمس.", [("سي", "organization")], ["سي إن إن"]),
        ("قصفنا قرية السدر بالمدافع.", [("قرية السدر بالمدافع", "place")], ["قرية السدر"]),
        ("وجّه القضاء إليهم تهمة القتل.", [("القضاء إليهم", "organization")], ["القضاء"]),
        ("قصف معلمون في نجامينا عشت أمس.", [("نجامينا عشت", "place")], ["نجامينا"]),
        ("وصلوا إلى تونس الخضراء أمس.", [("تونس الخضراء", "place")], ["تونس الخضراء"]),
        ("رست السفينة في مياه يونانية أمس.", [("مياه يونانية", "place")], []),
        ("نقلوهم إلى سجون بعيدة أمس.", [("سجون", "place")], []),
        ("وقفوا على تلتين مشرفتين أمس.", [("تلتين مشرفتين", "place")], []),
        ("وصلوا إلى تين زواتين أمس.", [("تين زواتين", "place")], ["تين زواتين"]),
        ("زاره والي تيرس زمور أمس.", [("زمور", "person")], []),
        ("زاره زمور أمس.", [("زمور", "person")], ["زمور"]),
        # two bodies side by side, as subject and object are
        (
            "حمّلت قوات الدعم السريع الجيش المسؤولية.",
            [("قوات الدعم السريع الجيش", "organization")],
            ["قوات الدعم السريع", "الجيش"],
        ),
        (
            "وطالب مجلس محافظة دهوك الحكومة بذلك.",
            [("مجلس محافظة دهوك الحكومة", "organization")],
            ["مجلس محافظة دهوك", "الحكومة"],
        ),
        (
            "في مقر مجلس محافظة دهوك الحكومة أمس.",
            [("مجلس محافظة دهوك الحكومة", "organization")],
            ["مجلس محافظة دهوك الحكومة"],
        ),
        ("وتتهم حركة حماس إسرائيل بذلك.", [("حركة حماس إسرائيل", "organization")], ["حركة حماس", "إسرائيل"]),
        ("في بيان حركة حماس إسرائيل أمس.", [("حركة حماس إسرائيل", "organization")], ["حركة حماس إسرائيل"]),
        (
            "زار وفد من المجلس الرئاسي الليبي طبرق.",
            [("المجلس الرئاسي الليبي", "organization")],
            ["المجلس الرئاسي الليبي"],
        ),
        ("التقى مبعوث الأمم المتحدة إلى تشاد.", [("الأمم المتحدة إلى تشاد", "organization")], ["الأمم المتحدة"]),
        (
            "التقى أعضاء مبادرة الطريق إلى السلام.",
            [("مبادرة الطريق إلى السلام", "organization")],
            ["مبادرة الطريق إلى السلام"],
        ),
        ("قصف سوق النخيل بالمدينة.", [("سوق النخيل", "place")], ["سوق النخيل"]),
        ("أحرقوا في قرية السدر مبنى البلدية.", [("قرية السدر مبنى", "place")], ["قرية السدر"]),
        ("زار واشنطن ولندن أمس.", [("واشنطن ولندن", "place")], ["واشنطن", "لندن"]),
        ("قالت جامعة عدن وجامعة تعز إن", [("جامعة عدن وجامعة تعز", "organization")], ["جامعة عدن", "جامعة تعز"]),
        ("وزارة الدفاع في بيان", [("وزارة الدفاع في", "organization")], ["وزارة الدفاع"]),
        ("التقى خليفة حفتر الوفد.", [("حفتر", "person")], ["خليفة حفتر"]),
        ("أغلق مكتب أمس.", [("مكتب", "organization")], []),
        ("هاجمت حركة الشط المرتبطة بالحزب.", [("حركة الشط المرتبطة", "organization")], ["حركة الشط"]),
        ("هاجمت حركة الشط المسلحة أمس.", [("حركة الشط المسلحة", "organization")], ["حركة الشط المسلحة"]),
        ("كتبت «إل ماتينو» أمس.", [("ماتينو", "organization")], ["إل ماتينو"]),
        ("كتبت «خبر ماتينو» أمس.", [("ماتينو", "organization")], ["ماتينو"]),
        ("كتبت لا ماتينو أمس.", [("ماتينو", "organization")], ["ماتينو"]),
        ("كتبت «لا ماتينو كتبت» أمس.", [("ماتينو", "organization")], ["ماتينو"]),
        ("فاز على البطل أمس.", [("على", "person")], []),
        ("قال علي أمس.", [("علي", "person")], ["علي"]),
        ("سعى الفريق إلى الفوز.", [("الفريق", "organization")], []),
        ("استقر الدولار أمس.", [("الدولار", "place")], []),
        ("زار تاياني ليبيا ثلاث مرات.", [("تاياني ليبيا", "place")], ["ليبيا"]),
        ("زار الجنرال ماركو بيني نيامي أمس.", [("ماركو بيني نيامي", "person")], ["ماركو بيني", "نيامي"]),
        ("اتهم الجيش التشادي ليبيا بذلك.", [("الجيش التشادي ليبيا", "organization")], ["الجيش التشادي", "ليبيا"]),
        ("أوقف سالم المهدي وتوري سيلا.", [("سالم المهدي وتوري سيلا", "person")], ["سالم المهدي", "توري سيلا"]),
        ("نقلت إلى معسكر الهضاب الواقع شمالا.", [("معسكر الهضاب الواقع", "place")], ["معسكر الهضاب"]),
        ("حضرت منى وفاطمة الحفل.", [("منى وفاطمة", "person")], ["منى", "فاطمة"]),
        ("قرار مجلس الطوارئ رقم 12 صدر.", [("مجلس الطوارئ رقم 12", "organization")], ["مجلس الطوارئ"]),
        ("دخل سامي صالح ليحقق الفوز.", [("سامي صالح ليحقق", "person")], ["سامي صالح"]),
        ("منح علي عبد الله صالح أرضية.", [("علي عبد الله صالح أرضية", "person")], ["علي عبد الله صالح"]),
        ("معرض صنعاء الدولي للزهور.", [("صنعاء الدولي", "place")], ["صنعاء"]),
        ("رئيس بلدية باريس الاشتراكي.", [("بلدية باريس الاشتراكي", "organization")], ["بلدية باريس"]),
        ("عمان - بيروت - وكالات: قال", [("عمان - بيروت", "place")], ["عمان", "بيروت"]),
        ("عمان ـ بيروت ـ وكالات: قال", [("عمان ـ بيروت", "organization")], ["عمان", "بيروت"]),
        ("حاصر مدينة نابلس ومخيمي البلدة.", [("مدينة نابلس ومخيمي", "place")], ["مدينة نابلس"]),
        (
            "في مدينة جنين شمال الضفة الغربية.",
            [("مدينة جنين شمال الضفة الغربية", "place")],
            ["مدينة جنين", "شمال الضفة الغربية"],
        ),
        ("في مخيم جنين شمالي الضفة.", [("مخيم جنين شمالي", "place")], ["مخيم جنين"]),
        # whom somebody accuses, asks or calls on stands right behind his name
        ("اتهمت مالي أوكرانيا بالكذب.", [("مالي أوكرانيا", "place")], ["مالي", "أوكرانيا"]),
        (
            "وطالب مجلس التعاون الخليجي بغداد بالرد.",
            [("مجلس التعاون الخليجي بغداد", "organization")],
            ["مجلس التعاون الخليجي", "بغداد"],
        ),
        ("دعا المتحدث أونجو كتشالي أثينا إلى الرد.", [("أونجو كتشالي أثينا", "person")], ["أونجو كتشالي", "أثينا"]),
        ("أغلقوا الحدود أمس.", [("الحدود", "place")], []),
        ("قرب جالو عاصمة ولاية الكثبان.", [("قرب جالو عاصمة ولاية الكثبان", "place")], ["قرب جالو"]),
        ("في مدن وقرى الضفة الغربية.", [("وقرى الضفة الغربية", "place")], ["الضفة الغربية"]),
        ("لم يحسم حزبه القرار.", [("حزبه", "organization")], []),
        ("المتحدث هو أمس.", [("هو", "person")], []),
        ("اعتقل ناشط أمس.", [("ناشط", "person")], []),
    ],
)
def test_edges(text: str, names: list[tuple[str, EntityType]], wanted: list[str]) -> None:
    assert mend(text, *names) == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # an article ends the construct: what follows is another name
        ("أبلغت الشرطة طرابلس بالخبر.", [("الشرطة", "organization"), ("طرابلس", "place")]),
        # a part of a country is a place of its own
        ("انتشر الجيش شرق ليبيا أمس.", [("شرق ليبيا", "place")]),
        # a particle opens a new phrase
        ("وصل وفد شركة ليبيا", [("ليبيا", "place")]),
        # «علي» folds like the preposition «على»
        ("قال حسين سالم علي ذلك", [("حسين سالم علي", "person")]),
        # nobody goes anywhere, and the name may end in a town's
        ("قال الجنرال ماركو بيني نيامي إن", [("ماركو بيني نيامي", "person")]),
        # nobody is spoken to
        ("قال المتحدث أونجو كتشالي أثينا إن", [("أونجو كتشالي أثينا", "person")]),
        ("دعا سالم أثينا إلى الرد.", [("سالم أثينا", "person")]),
        # a country behind a body without nationality belongs to its name
        ("قال اتحاد كتاب ليبيا إن", [("اتحاد كتاب ليبيا", "organization")]),
        # the name's own letter
        ("قال أحمد ولد سالم ذلك", [("أحمد ولد سالم", "person")]),
        ("قال محمد وليد سالم ذلك", [("محمد وليد سالم", "person")]),
        # a capital in the name of a place
        ("نزل في فندق القاهرة أمس.", [("فندق القاهرة", "place")]),
        # the adjective is the airport's, the nationality is told with the port, the court is the high one
        ("هبطت في مطار صنعاء الدولي.", [("مطار صنعاء الدولي", "place")]),
        ("رست في ميناء طبرق الليبي.", [("ميناء طبرق الليبي", "place")]),
        ("قضت محكمة باريس العليا.", [("محكمة باريس العليا", "organization")]),
        # a number that names a unit
        ("كتيبة الوادي 166 انسحبت.", [("كتيبة الوادي 166", "organization")]),
        # «ل» before what is no verb, and a family name behind a known one
        ("قال جورج ليونيل أمس.", [("جورج ليونيل", "person")]),
        ("قال علي عبد الله صالح الأحمر.", [("علي عبد الله صالح الأحمر", "person")]),
        # adjectives that are the place's own
        ("سور صنعاء القديمة.", [("صنعاء القديمة", "place")]),
        ("قرى لبنان الجنوبي.", [("لبنان الجنوبي", "place")]),
        ("قالت بلدية باريس الجديدة.", [("بلدية باريس الجديدة", "organization")]),
        # a line between two places is one thing
        ("توقف خط الوادي - الهضبة أمس.", [("خط الوادي - الهضبة", "place")]),
        # points of the compass inside a name, a plural before what nobody knows
        ("محافظة شمال سيناء أعلنت.", [("محافظة شمال سيناء", "place")]),
        ("ولاية الحدود أعلنت.", [("ولاية الحدود", "place")]),
        ("غمرت مخيمات دهوك المياه.", [("مخيمات دهوك", "place")]),
        ("غمرت قرى السدر المياه.", [("قرى السدر", "place")]),
        ("وصل إلى جبل وادي", [("جبل وادي", "place")]),
        # ends like a pronoun and is no head noun
        ("فريق طنجة فاز.", [("طنجة", "organization")]),
        ("قال موقع وادينا أمس.", [("وادينا", "organization")]),
        ("قال الناشط أمس.", [("الناشط", "person")]),
        # two words, the second names
        ("وصلوا إلى الضفة المجاورة أمس.", [("الضفة المجاورة", "place")]),
        # one name with «و» inside
        ("وزارة الخارجية والتعاون الدولي", [("وزارة الخارجية والتعاون الدولي", "organization")]),
    ],
)
def test_near_misses_stay(text: str, names: list[tuple[str, EntityType]]) -> None:
    assert mend(text, *names) == [n for n, _ in names]


def test_behind_its_kind_noun_stands_an_outlet() -> None:
    text = "كشفت صحيفة الضفاف أن السفينة رست."
    reading = Reading.of(Document("t", text))
    name = Candidate(2, 3, reading.span(2, 3), "person", "reader", 80)
    (kept,) = mended(reading, [name], [])
    assert (kept.type, kept.span.text(text)) == ("organization", "الضفاف")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أغلقوا الصمام بموقع وادي السدر أمس.", "place"),
        ("أغلقوا الصمام في موقع وادي السدر أمس.", "place"),
        ("قال موقع وادي السدر إن السفينة رست.", "organization"),
    ],
)
def test_a_site_is_no_website(text: str, wanted: EntityType) -> None:
    reading = Reading.of(Document("t", text))
    first, last = reading.tokens_in(text.index("وادي"), text.index("السدر") + len("السدر"))
    (kept,) = mended(reading, [Candidate(first, last, reading.span(first, last), "place", "reader", 80)], [])
    assert kept.type == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الدوحة - الراية: أقلعت الطائرة.", "organization"),
        ("الدوحة - الراية أقلعت الطائرة.", "place"),
        ("ثلاثة - الراية: أقلعت الطائرة.", "place"),
        ("الدوحة / الراية\nأقلعت الطائرة.", "organization"),
        ("الدوحة / الراية أقلعت الطائرة.", "place"),
        ("الدوحة / طرابلس - أقلعت الطائرة.", "place"),
    ],
)
def test_who_signs_a_dateline_is_a_body(text: str, wanted: str) -> None:
    reading = Reading.of(Document("t", text))
    name = Candidate(2, 3, reading.span(2, 3), "place", "reader", 80)
    (kept,) = mended(reading, [name], known(reading))
    assert (kept.type, any(e.source == "outlets" for e in kept.entries)) == (wanted, wanted == "organization")


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("جماعة رماة الوادي (الرماة)", ["جماعة رماة الوادي", "الرماة"]),
        # a kind is no name, and without brackets nothing is said twice
        ("وكالة (ضفاف الوادي)", ["ضفاف الوادي"]),
        ("جماعة رماة الوادي", []),
    ],
)
def test_a_name_in_brackets_is_one_of_the_body(name: str, aliases: list[str]) -> None:
    text = f"أعلنت {name} الهدنة."
    reading = Reading.of(Document("t", text))
    first, last = reading.tokens_in(6, 6 + len(name))
    kept = with_alias(reading, Candidate(first, last, reading.span(first, last), "organization", "reader", 80))
    assert [s.text(text) for s in kept.aliases] == aliases


def test_a_given_name_keeps_its_first_letter() -> None:
    reading = Reading.of(Document("t", "نفى كريم بلحاج التهم، وقال لمحمد ذلك."))
    assert particle_letters(reading, 1, "person") == 0
    assert particle_letters(reading, 6, "person") == 1


def test_a_nationality_is_not_part_of_every_telling() -> None:
    text = "قرب بلدة كفر نور النيجرية."
    reading = Reading.of(Document("t", text))
    name = "بلدة كفر نور النيجرية"
    first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
    town = Candidate(first, last, reading.span(first, last), "place", "reader", 80)
    (kept,) = mended(reading, [town], [])
    assert [a.text(text) for a in kept.aliases] == ["بلدة كفر نور"]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("أغلق معبر الكثبان أمس.", "الكثبان", ["معبر الكثبان"]),
        ("وصل بميناء الكثبان أمس.", "الكثبان", ["ميناء الكثبان"]),
        # the noun before is another thing, or has its own article
        ("عاد حارس الكثبان أمس.", "الكثبان", []),
        ("أغلق المعبر الكثبان أمس.", "الكثبان", []),
    ],
)
def test_a_place_with_its_kind_noun_is_the_same(text: str, name: str, aliases: list[str]) -> None:
    reading = Reading.of(Document("t", text))
    first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
    (kept,) = mended(reading, [Candidate(first, last, reading.span(first, last), "place", "reader", 80)], [])
    assert [a.text(text) for a in kept.aliases] == aliases


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("قصف حي النخيل بسبها أمس.", "حي النخيل بسبها", ["حي النخيل"]),
        ("قصف حي النخيل بنغازي أمس.", "حي النخيل بنغازي", []),
    ],
)
def test_a_place_with_and_without_its_town(text: str, name: str, aliases: list[str]) -> None:
    reading = Reading.of(Document("t", text))
    first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
    (kept,) = mended(reading, [Candidate(first, last, reading.span(first, last), "place", "reader", 80)], [])
    assert [a.text(text) for a in kept.aliases] == aliases


def test_a_town_that_is_a_given_name_too_loses_its_preposition() -> None:
    reading = Reading.of(Document("t", "تمرين بالذخيرة ببشار ثم بنينا."))
    assert particle_letters(reading, 2, "place") == 1
    assert particle_letters(reading, 4, "place") == 0


@pytest.mark.parametrize(
    ("text", "at", "kind", "letters"),
    [
        ("محكمة في بوردو", 2, "place", 0),
        ("وصل وفد كولتو إلى كولتو ثم بكولتو", 6, "place", 1),
        ("زارته السيدة وانغاري كيماني", 2, "person", 0),
        ("زاره سمير وانغاري كيماني", 2, "person", 1),
        ("شيخهم المعروف بأبي ساعد", 2, "person", 1),
        ("المخرج بابي ساعد", 1, "person", 0),
    ],
)
def test_no_particle_stands_behind_a_preposition(text: str, at: int, kind: EntityType, letters: int) -> None:
    assert particle_letters(Reading.of(Document("t", text)), at, kind) == letters


def test_parents_keep_their_first_letters() -> None:
    reading = Reading.of(Document("t", "استقبله والداه والدرك عند الباب."))
    assert [particle_letters(reading, k, "group") for k in (1, 2)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("أمرت محكمة الجنايات في فاليتا بحبسه.", "محكمة الجنايات في فاليتا", ["محكمة الجنايات"]),
        ("نفت السفارة السودانية في طرابلس الخبر.", "السفارة السودانية", ["السفارة السودانية في طرابلس"]),
        # where forces do something is no part of their name; a month is no seat
        ("قتلت القوات المسلحة في طرابلس رجلين.", "القوات المسلحة", []),
        ("اجتمع مجلس النواب في مايو مرتين.", "مجلس النواب", []),
    ],
)
def test_a_body_with_and_without_its_seat(text: str, name: str, aliases: list[str]) -> None:
    reading = Reading.of(Document("t", text))
    first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
    seen = Candidate(first, last, reading.span(first, last), "organization", "reader", 80)
    (kept,) = (c for c in mended(reading, [seen], known(reading)) if c.type == "organization")
    assert [a.text(text) for a in kept.aliases] == aliases
