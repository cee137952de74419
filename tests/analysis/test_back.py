"""Definite nouns alone: whom they point back to, and which bodies they name by their kind."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.back import described_before, named_before, unnamed
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.views import fold


def at(text: str, word: str) -> tuple[Reading, EntityTable, int]:
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    return reading, EntityTable(reading, found, described), reading.token_at(text.rindex(word))


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("وصلت السفينة إلى ميناء طبرق، وبقيت في الميناء ليلة.", "الميناء", "ميناء طبرق"),
        ("زار الوفد سفارة السودان، ثم غادر السفارة.", "السفارة", "سفارة السودان"),
        ("قصفت طائرة طبرق، وأغلقت المدينة مدارسها.", "المدينة", "طبرق"),
        # where somebody came from is not where he then is
        ("وصل الوفد إلى طبرق قادما من بنغازي، وأغلقت المدينة مدارسها.", "المدينة", "طبرق"),
        ("وصل الوفد إلى طبرق ثم من بنغازي، وأغلقت المدينة مدارسها.", "المدينة", "بنغازي"),
        # a capital is no village, and the town that the report is about comes before one that is only mentioned
        ("وصل الوفد إلى طبرق ثم إلى نيامي، وأغلقت البلدة مدارسها.", "البلدة", "طبرق"),
        ("قصفت طبرق، وعاد سكان طبرق إلى طبرق بعد لقاء في بنغازي، وأغلقت المدينة.", "المدينة", "طبرق"),
        ("قصفت طبرق، وعاد سكان طبرق بعد لقاء في بنغازي، وأغلقت المدينة.", "المدينة", "بنغازي"),
        # nothing of that kind, an adjective that names another, a noun without article
        ("وصلت السفينة إلى ميناء طبرق، وأغلق المطار.", "المطار", None),
        ("وصلت السفينة إلى ميناء طبرق، لا إلى الميناء العسكري.", "الميناء", None),
        ("وصلت السفينة إلى ميناء طبرق، لا إلى ميناء.", "ميناء", None),
        # what stands behind
        ("أغلق الميناء أمس، وهو ميناء طبرق.", "الميناء", None),
    ],
)
def test_what_a_definite_noun_points_back_to(text: str, word: str, meant: str | None) -> None:
    entity = named_before(*at(text, word))
    assert (entity.name if entity is not None else None) == meant


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("استقبل الوزير وفدا عسكريا، وقال إن الوفد سيزور سبها.", "الوفد", "وفدا عسكريا"),
        # one that is called otherwise, an indefinite one, none before
        ("استقبل الوزير وفدا عسكريا، وقال إن الوفد الليبي سيزور سبها.", "الوفد", None),
        ("استقبل الوزير وفدا عسكريا، وقال إن وفد الحكومة سيزور سبها.", "وفد", None),
        ("قال الوزير إن الوفد سيزور سبها.", "الوفد", None),
    ],
)
def test_whom_a_delegation_points_back_to(text: str, word: str, meant: str | None) -> None:
    reading, table, i = at(text, word)
    found = described_before(reading, table, i)
    assert (table.entity(found).name if found is not None else None) == meant


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("أمرت النيابة بحبسه.", "النيابة", "النيابة"),
        ("سلم الملف للمحكمة أمس.", "للمحكمة", "محكمة"),
        ("اعترضت والنقابة على القرار.", "والنقابة", "النقابة"),
        # an outlet is one that was named, a place is none, an adjective names
        ("نشرت الصحيفة الخبر.", "الصحيفة", None),
        ("أغلق الميناء أمس.", "الميناء", None),
        ("أمرت المحكمة العسكرية بحبسه.", "المحكمة", None),
        ("أمرت محكمة بحبسه.", "محكمة", None),
    ],
)
def test_bodies_that_only_their_kind_names(text: str, word: str, name: str | None) -> None:
    reading, _, i = at(text, word)
    found = unnamed(reading, i)
    assert (found.span.text(text) if found is not None else None) == name


def test_the_same_kind_is_the_same_body() -> None:
    text = "سلم الملف للنيابة، ثم أعادته النيابة."
    reading, table, last = at(text, "النيابة")
    first = unnamed(reading, reading.token_at(text.index("للنيابة")))
    again = unnamed(reading, last)
    assert first is not None
    assert again is not None
    assert table.need(first) is table.need(again)
    assert table.need(first).name == "النيابة"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("نفى مصدر دبلوماسي أوروبي الخبر. وقال المصدر الأوروبي إن الزيارة قريبة.", "مصدر دبلوماسي أوروبي"),
        ("نفى مصدر أمني الخبر. وقال المصدر الأمني إن الزيارة قريبة.", "مصدر أمني"),
        ("قال خبير عسكري إن ثلاثين خبيرا يعارضون. ورجح الخبير نفسه التأجيل.", "خبير عسكري"),
        ("قال خبير عسكري إن أكثر من ثلاثين خبيرا عادوا. ورجح الخبير التأجيل.", "خبير عسكري"),
        ("قال مصدر أمني كلاما. وقال مصدر ثان غيره. وأضاف المصدر الثاني ذلك.", "مصدر ثان"),
        # another adjective, another number
        ("قال مصدر أمني كلاما. وأضاف المصدر الثاني ذلك.", "المصدر الثاني"),
        ("نفى مصدر دبلوماسي أوروبي الخبر. وقال المصدر الليبي إن الزيارة قريبة.", "المصدر الليبي"),
        ("نفى مسؤولون أوروبيون الخبر. وقال المسؤول الأوروبي إن الزيارة قريبة.", "المسؤول الأوروبي"),
    ],
)
def test_whom_a_noun_with_its_adjective_points_back_to(text: str, meant: str) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    later = next(c for i in range(len(reading.tokens) - 1, -1, -1) if (c := table.group_at(i)) is not None)
    assert table.entity(later).name == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("بعد معارك مع قوات الدعم السريع، في حين نفت الأخيرة ذلك.", "قوات الدعم السريع"),
        ("التقى عقيلة صالح في القبة خالد حفتر، ثم عاد الأخير إلى سرت.", "خالد حفتر"),
        # an adjective, and nobody of the kind
        ("قصفت قوات الدعم السريع المدينة في الأسابيع الأخيرة.", None),
        ("التقى عقيلة صالح خالد حفتر، في حين غابت الأخيرة.", None),
    ],
)
def test_who_is_the_latter(text: str, meant: str | None) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    i = next(t.index for t in reading.tokens if t.norm.startswith(fold("الأخير")))
    found = Speakers(reading, table).refer_back(i)
    assert (table.entity(found).name if found is not None else None) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # a title of who is named behind it, adjectives between
        ("رأس اللجنة الرئيس هشام الدرعي. ثم وصل الرئيس الروسي فلاديمير بوتين.", None),
        ("رأس اللجنة الرئيس هشام الدرعي. ثم وصل الرئيس فلاديمير بوتين.", None),
        ("رأس اللجنة الرئيس هشام الدرعي. ثم وصل الرئيس وفلاديمير بوتين.", "هشام الدرعي"),
        ("رأس اللجنة الرئيس هشام الدرعي. ثم وصل الرئيس إلى فلاديمير بوتين.", "هشام الدرعي"),
    ],
)
def test_a_title_points_back_to_nobody(text: str, meant: str | None) -> None:
    reading, table, i = at(text, "الرئيس")
    found = Speakers(reading, table).refer_back(i)
    assert (table.entity(found).name if found is not None else None) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # the council itself, rather than what only belongs to it
        ("قال مجلس النواب الليبي ذلك، ونفته لجنة مجلس الدولة. ثم وصل الوفد إلى المجلس.", "مجلس النواب الليبي"),
        ("قال مجلس النواب الليبي ذلك، ونفاه مجلس الدولة. ثم وصل الوفد إلى المجلس.", "مجلس الدولة"),
        ("قالت لجنة مجلس الدولة ذلك. ثم وصل الوفد إلى المجلس.", "لجنة مجلس الدولة"),
        ("قال مجلس النواب الليبي ذلك. ثم وصل الوفد إلى الوزارة.", None),
    ],
)
def test_the_body_of_that_kind(text: str, meant: str | None) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    words = [t.index for t in reading.tokens if t.norm in (fold("المجلس"), fold("الوزارة"))]
    found = Speakers(reading, table).refer_back(words[-1])
    assert (table.entity(found).name if found is not None else None) == meant
