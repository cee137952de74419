"""Names of the reader and of the knowledge base together: types, adjectives, later mentions, what is no name."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.known import known
from marsad.analysis.learned.trust import common_noun, free, known_name
from marsad.analysis.reading import Reading
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.document import Document
from marsad.model.record import EntityType
from marsad.text.spans import Span

Seen = tuple[str, EntityType, float]


def read(text: str, *names: Seen) -> list[Found]:
    """The entities where the reader saw `names` (each first occurrence)."""
    reading = Reading.of(Document("t", text))
    seen: list[Candidate] = []
    for name, kind, confidence in names:
        start = text.index(name)
        first, last = reading.tokens_in(start, start + len(name))
        span = reading.span(first, last)
        seen.append(Candidate(first, last, span, kind, "reader", 80, confidence=confidence))
    return find_entities(reading, [], seen)[0]


@pytest.mark.parametrize(
    ("text", "name", "seen", "wanted"),
    [
        # the knowledge base has the whole name, whatever its first noun may open
        ("في الدار البيضاء أمس.", "الدار البيضاء", "place", "place"),
        ("قالت دار الإفتاء أمس.", "دار الإفتاء", "place", "organization"),
        # a noun with the article before one without is no head noun
        ("موفد الجزيرة نت أمس.", "الجزيرة نت", "organization", "organization"),
        ("غرقت جزيرة الملح أمس.", "جزيرة الملح", "organization", "place"),
        # a house is a place or a body, as the reader hears it, and a court is none
        ("نقلوهم إلى مستشفى السدر أمس.", "مستشفى السدر", "place", "place"),
        ("طالب مستشفى السدر بالدواء.", "مستشفى السدر", "organization", "organization"),
        ("أحالتهم محكمة السدر أمس.", "محكمة السدر", "place", "organization"),
        # a known body is no place, a town stays one
        ("خفضت أوبك الإنتاج.", "أوبك", "place", "organization"),
        ("أعلنت صبراتة الحداد.", "صبراتة", "place", "place"),
        # an outlet bears the name of a region, and the reader says that it is a body
        ("صور بثتها الجزيرة أمس.", "الجزيرة", "organization", "organization"),
        ("أمطار على الجزيرة الخضراء.", "الجزيرة الخضراء", "place", "place"),
        ("موفد الشرق الأوسط أمس.", "الشرق الأوسط", "organization", "organization"),
    ],
)
def test_type(text: str, name: str, seen: EntityType, wanted: EntityType) -> None:
    assert [e.type for e in read(text, (name, seen, 0.95)) if e.name == name] == [wanted]


def test_an_unsure_body_of_a_region_s_name_is_the_region() -> None:
    (east,) = read("حرب في الشرق الأوسط أمس.", ("الشرق الأوسط", "organization", 0.8))
    assert east.type == "place"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قال سامي صالح إن العائلة المالكة السعودية وافقت.", False),
        ("قال سامي صالح إن السعودية وافقت.", True),
        ("زار سامي صالح السعودية.", True),
        ("قال سامي صالح إن رعاه الله السعودية وافقت.", True),
        # one word that folds like a capital with its particle, and a birthplace
        ("قال سامي صالح إن بنوك المدينة أغلقت.", False),
        ("قال سامي صالح إن مسقط رأسه بعيد.", False),
        ("قال سامي صالح إن مسقط وافقت.", True),
    ],
)
def test_a_country_or_an_ordinary_word(text: str, wanted: bool) -> None:
    assert any(e.type == "place" for e in read(text, ("سامي صالح", "person", 0.99))) is wanted


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("قال علي جمعة إن الاجتماع يوم الجمعة المقبل.", "علي جمعة", 1),
        ("قال كريم الجمعة إن الاجتماع قريب. وعاد الجمعة.", "كريم الجمعة", 2),
        ("استقبل عبد الله الثاني الوفد في موطنه الثاني.", "عبد الله الثاني", 1),
        # a preposition that folds like a name, half of a compound, an adjective
        ("قال سامي علي إنه اطلع على التقرير. وعاد علي.", "سامي علي", 2),
        ("حضر سالم عبد الواحد بلاعب واحد.", "سالم عبد الواحد", 1),
        ("بايعوا كريم بن أبي طالب ثم طالب القوم بالعدل.", "كريم بن أبي طالب", 1),
        ("قال كمال التونسي إن القضاء التونسي عادل. وعاد التونسي.", "كمال التونسي", 2),
    ],
)
def test_a_short_name_later_on(text: str, name: str, mentions: int) -> None:
    (person,) = (e for e in read(text, (name, "person", 0.99)) if e.type == "person")
    assert len(person.mentions) == mentions


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        # all of a country's name where the reader saw a half, and no more than a country's
        ("عاد إلى البوسنة والهرسك أمس.", ("البوسنة", "place", 0.9), ["البوسنة والهرسك"]),
        ("عاد إلى طبرق والبيضاء أمس.", ("طبرق", "place", 0.9), ["طبرق"]),
        # a noun that the knowledge base has as a place's whole name is no reference back if the reader is sure
        ("عاشت في الخليج سنوات.", ("الخليج", "place", 0.95), ["الخليج"]),
        ("عاشت في الخليج سنوات.", ("الخليج", "place", 0.7), []),
        ("عاشت في المدينة سنوات.", ("المدينة", "place", 0.95), []),
        # a big town with a short name has its entry
        ("عرض في دبي أمس.", ("دبي", "place", 0.8), ["دبي"]),
    ],
)
def test_places(text: str, seen: Seen, wanted: list[str]) -> None:
    assert [e.name for e in read(text, seen) if e.type == "place"] == wanted


@pytest.mark.parametrize(
    ("text", "name", "sure", "town"),
    [
        ("استقبله وطنه مأرب أمس.", "مأرب", 0.95, "Ma'rib"),
        ("استقبله وطنه مأرب أمس.", "مأرب", 0.7, None),
        # also a given name
        ("استقبله وطنه بشار أمس.", "بشار", 0.95, "Béchar"),
        ("استقبله وطنه بشار أمس.", "بشار", 0.7, None),
    ],
)
def test_the_only_town_of_a_name(text: str, name: str, sure: float, town: str | None) -> None:
    (found,) = read(text, (name, "place", sure))
    assert (found.entry.en if found.entry else None) == town


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وقال مراسل الجزيرة إن القصف متواصل.", True),
        ("وقال الوزير للجزيرة إن المعبر مغلق.", True),
        ("وقال في تصريحات للجزيرة أمس ذلك.", True),
        ("وعاد المراسل إلى الجزيرة أمس.", False),
        ("وقال مراسل الصحيفة إن القصف متواصل.", False),
        ("ونقل مساعدات للجزيرة أمس.", False),
    ],
)
def test_somebody_reports_for_an_outlet_or_speaks_to_it(text: str, wanted: bool) -> None:
    seen: Seen = ("القصف" if "القصف" in text else text.split()[0], "group", 0.1)
    assert any(e.type == "organization" and e.entry is not None for e in read(text, seen)) is wanted


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        # a body of a kind and a known name, or of two names that are known for the same one
        ("قالت شركة «إيني» الإيطالية ذلك.", "شركة «إيني» الإيطالية", "Eni"),
        ("دعت الهيئة الحكومية للتنمية «إيغاد» إلى ذلك.", "الهيئة الحكومية للتنمية «إيغاد»", "IGAD"),
        ("أعلن فرع «القاعدة» المحلي ذلك.", "فرع «القاعدة» المحلي", None),
        ("قالت نقابة «إيني» الإيطالية ذلك.", "نقابة «إيني» الإيطالية", None),
    ],
)
def test_a_body_whose_known_name_stands_in_marks(text: str, name: str, wanted: str | None) -> None:
    found = next(e for e in read(text, (name, "organization", 0.95)) if e.type == "organization")
    assert (found.entry.en if found.entry else None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("استهدفوا السفينة «إم إس سي آبي» أمس.", False),
        ("استهدفوا سفينة لشركة «إم إس سي» أمس.", True),
        ("استهدفوا مقر «إم إس سي آبي» أمس.", True),
    ],
)
def test_a_ship_is_not_its_owner(text: str, wanted: bool) -> None:
    assert any(c.type == "organization" for c in known(Reading.of(Document("t", text)))) is wanted


def test_a_big_town_of_a_short_name_is_the_known_one() -> None:
    (town,) = read("عرض في بيروت ثم دبي.", ("دبي", "place", 0.8), ("بيروت", "place", 0.9))[1:]
    assert town.entry is not None and town.entry.en == "Dubai"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قال سامي صالح إن أوبك خفضت الإنتاج.", ["أوبك"]),
        ("قال سامي صالح إن لاعبا محترفا في أوروبا عاد.", ["أوروبا"]),
        # a company's name that folds like a house, an adjective
        ("قال سامي صالح إن البيت قديم.", []),
        ("قال سامي صالح إن القمة الفرنكوفونية انعقدت.", []),
    ],
)
def test_what_the_knowledge_base_alone_sees(text: str, wanted: list[str]) -> None:
    assert [e.name for e in read(text, ("سامي صالح", "person", 0.99)) if e.type != "person"] == wanted


def test_a_given_name_behind_kin_is_nobody_named_later() -> None:
    text = "استقبل سامي صالح ونجليه خالد وصدام. ثم عاد خالد البلشي."
    names: list[Seen] = [("سامي صالح", "person", 0.9), ("خالد", "person", 0.9), ("صدام", "place", 0.9)]
    found = read(text, *names, ("خالد البلشي", "person", 0.99))
    assert [(e.name, e.type) for e in found] == [
        ("سامي صالح", "person"), ("خالد", "person"), ("صدام", "person"), ("خالد البلشي", "person"),
    ]  # fmt: skip


def test_a_headline_s_short_name_is_the_man_named_later() -> None:
    found = read("عودة خالد. ثم تحدث خالد البلشي.", ("خالد", "person", 0.9), ("خالد البلشي", "person", 0.99))
    assert [e.name for e in found] == ["خالد البلشي"]


@pytest.mark.parametrize(
    ("text", "name", "linked"),
    [
        ("قالت بعثة الأمم المتحدة أمس ذلك.", "بعثة الأمم المتحدة", False),
        ("قالت منظمة الأمم المتحدة أمس ذلك.", "منظمة الأمم المتحدة", True),
    ],
)
def test_a_body_s_mission_is_not_the_body(text: str, name: str, linked: bool) -> None:
    found = next(e for e in read(text, (name, "organization", 0.95)) if e.type == "organization")
    assert (found.entry is not None) is linked


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        # what a book or a prize is called is nobody and nowhere
        ("نشر رواية «القاهرة الجديدة» أمس.", ("القاهرة الجديدة", "organization", 0.7), []),
        ("نال جائزة نوبل أمس.", ("نوبل", "organization", 0.9), []),
        ("نال جائزة سامي صالح أمس.", ("سامي صالح", "person", 0.9), ["سامي صالح"]),
        ("نشر رواية القاهرة للحادث أمس.", ("القاهرة", "place", 0.9), ["القاهرة"]),
        ("أغلقت صحيفة «القاهرة الجديدة» أمس.", ("القاهرة الجديدة", "organization", 0.9), ["القاهرة الجديدة"]),
        ("نشر كتابه «طبرق عبر العصور» أمس.", ("طبرق", "place", 0.9), ["طبرق"]),
        ("رست الغواصة النووية «الشاطئ الأحمر» أمس.", ("الشاطئ الأحمر", "organization", 0.9), []),
        # eyes, where the reader sees no town
        ("زار سامي صالح المتخصص في العيون.", ("سامي صالح", "person", 0.99), ["سامي صالح"]),
        ("أحب سامي صالح العيون أمس.", ("العيون", "place", 0.9), ["العيون"]),
    ],
)
def test_what_only_looks_like_a_name(text: str, seen: Seen, wanted: list[str]) -> None:
    assert [e.name for e in read(text, seen) if e.type != "group"] == wanted


def test_a_country_is_not_its_adjective() -> None:
    text = "فازت بوروندي أمس. واحتفل الفريق البوروندي. وعادت بوروندي."
    (country,) = read(text, ("بوروندي", "place", 0.99))
    assert [s.text(text) for _, _, s in country.mentions] == ["بوروندي", "بوروندي"]


def test_relatives_share_no_preposition() -> None:
    """«على» folds like the given name of one of two who bear one family name."""
    text = "التقى علي الرمحي وحسن الرمحي الوفد. وتغلب على الصعاب."
    found = read(text, ("علي الرمحي", "person", 0.99), ("وحسن الرمحي", "person", 0.99))
    assert all(s.text(text) != "على" for e in found for _, _, s in e.mentions)


def mentioned(text: str, kind: EntityType, *spans: str) -> tuple[Reading, Found]:
    """An entity with these mentions, each looked for behind the one before."""
    reading = Reading.of(Document("t", text))
    entity, at = Found(kind, spans[0]), 0
    for span in spans:
        at = text.index(span, at)
        first, last = reading.tokens_in(at, at + len(span))
        entity.mentions.append((first, last, reading.span(first, last)))
        at += len(span)
    return reading, entity


@pytest.mark.parametrize(
    ("kind", "spans", "wanted"),
    [
        ("place", ("مغامرة", "المغامرة"), True),
        ("place", ("المغامرة",), False),
        ("person", ("مغامرة", "المغامرة"), False),
        ("place", ("مغامرة جديدة", "المغامرة"), False),
    ],
)
def test_what_stands_with_and_without_the_article_is_a_common_noun(
    kind: EntityType, spans: tuple[str, ...], wanted: bool
) -> None:
    reading, entity = mentioned("بدأ مغامرة جديدة ثم أنهى المغامرة.", kind, *spans)
    assert common_noun(reading, entity) is wanted


def test_a_listed_name_is_no_common_noun() -> None:
    reading, entity = mentioned("بدأ مغامرة جديدة ثم أنهى المغامرة.", "place", "مغامرة", "المغامرة")
    entity.entry = gazetteer().named("طبرق")[0]
    assert not common_noun(reading, entity)


def test_the_country_in_what_is_no_name_stays() -> None:
    reading, entity = mentioned("أمين متاحف فرنسا في باريس.", "organization", "متاحف فرنسا")
    kept: list[Found] = []
    free(reading, [entity], kept)
    assert [(e.name, e.type, len(e.mentions)) for e in kept] == [("فرنسا", "place", 1)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "wanted"),
    [
        ("سجل هدفا لبوروندي أمس.", "بوروندي", "place", True),
        ("خفضت أوبك الإنتاج.", "أوبك", "place", True),
        # an unknown name, one that is an adjective too, a company
        ("خفضت زوبك الإنتاج.", "زوبك", "place", False),
        ("عقدت القمة الفرنكوفونية أمس.", "الفرنكوفونية", "organization", False),
        ("عاد إلى البيت أمس.", "البيت", "organization", False),
    ],
)
def test_a_known_name_needs_no_sure_reader(text: str, name: str, kind: EntityType, wanted: bool) -> None:
    (entity,) = read(text, (name, kind, 0.6))
    assert known_name(Reading.of(Document("t", text)), entity) is wanted


def test_a_known_place_behind_its_preposition_stays() -> None:
    reading, entity = mentioned("أغلقت السلطات سفارتها بالصين أمس.", "organization", "سفارتها بالصين")
    kept: list[Found] = []
    free(reading, [entity], kept)
    assert [(e.name, e.type) for e in kept] == [("الصين", "place")]


@pytest.mark.parametrize(
    ("text", "dropped", "wanted"),
    [
        ("حوار القوى بقطاع غزة أمس.", "القوى بقطاع غزة", ["قطاع غزة"]),
        ("شكر رفاقه بالأمس.", "رفاقه بالأمس", []),
    ],
)
def test_a_region_but_no_other_word_behind_its_preposition(text: str, dropped: str, wanted: list[str]) -> None:
    reading, entity = mentioned(text, "organization", dropped)
    kept: list[Found] = []
    free(reading, [entity], kept)
    assert [e.name for e in kept] == wanted


def test_a_town_or_adjective_in_what_is_no_name_does_not() -> None:
    reading, entity = mentioned("أمين متاحف فرنسية في باريس.", "organization", "متاحف فرنسية")
    kept: list[Found] = []
    free(reading, [entity], kept)
    assert kept == []


def test_a_family_name_is_rather_his_who_ends_with_it() -> None:
    text = "قال قاسم هاشم شيئا. ورد نعيم قاسم عليه. وحمل قاسم الحكومة المسؤولية."
    people = read(text, ("قاسم هاشم", "person", 0.9), ("نعيم قاسم", "person", 0.9))
    last = text.index("قاسم الحكومة")
    assert [e.name for e in people if any(span.start == last for *_, span in e.mentions)] == ["نعيم قاسم"]


@pytest.mark.parametrize(
    ("text", "names", "outlets"),
    [
        ("نشرت «سودان بريس» الخبر.", [("سودان بريس", "organization", 0.9)], {"سودان بريس"}),
        ("قالت قناة الأحرار إنه عاد.", [("قناة الأحرار", "organization", 0.9)], {"قناة الأحرار"}),
        ("قالت مؤسسة أخبار إنه عاد.", [("مؤسسة أخبار", "organization", 0.9)], set()),
        ("قال بريس إنه عاد.", [("بريس", "organization", 0.9)], set()),
    ],
)
def test_outlets_by_the_words_of_their_names(text: str, names: list[Seen], outlets: set[str]) -> None:
    assert {e.name for e in read(text, *names) if "MED" in e.sector} == outlets


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # the one named before is meant
        ("كتبت صحيفة لوموند أمس. وقالت الصحيفة الفرنسية إنه عاد.", False),
        # nobody is named before, and a body of another kind stays
        ("قالت الصحيفة الفرنسية إنه عاد.", True),
        ("كتبت صحيفة لوموند أمس. وقالت الحكومة الفرنسية إنه عاد.", True),
    ],
)
def test_an_outlet_is_named_again_by_where_it_is_from(text: str, kept: bool) -> None:
    name = "الصحيفة الفرنسية" if "الصحيفة" in text else "الحكومة الفرنسية"
    seen: list[Seen] = [("صحيفة لوموند", "organization", 0.9)] if "لوموند" in text else []
    found = read(text, *seen, (name, "organization", 0.9))
    assert (name in {e.name for e in found}) is kept


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("نشرت «سودان بريس» الخبر. وقال مصدر طبي لسودان بريس إنه عاد.", "سودان بريس"),
        ("نشرت «المرصد نيوز» الخبر. وقال مصدر طبي للمرصد نيوز إنه عاد.", "المرصد نيوز"),
    ],
)
def test_whom_somebody_told_it_is_no_part_of_him(text: str, name: str) -> None:
    reading = Reading.of(Document("t", text))
    start = text.index(name)
    end = start + len(name)
    outlet = Candidate(*reading.tokens_in(start, end), Span(start, end), "organization", "reader", 80)
    at, end = text.index("مصدر"), text.index(" إنه")
    source = Candidate(*reading.tokens_in(at, end), Span(at, end), "group", "reader.group", 20)
    found, described = find_entities(reading, [], [outlet], [source])
    assert [g.name(reading) for g in described if g.by == "reader.group"] == ["مصدر طبي"]
    assert max(s.end for e in found for _, _, s in e.mentions) == text.index(" إنه")
