"""Where a description begins and ends: each rule on sentences made up for it, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.groups import groups
from marsad.analysis.learned.descriptions import complete, counts_another, headed, is_apposed, points_back
from marsad.analysis.learned.extents import (
    completes,
    counted,
    further_ends,
    left_out,
    parted,
    particles,
    quantified,
)
from marsad.analysis.learned.names import candidate
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import WordSpan
from marsad.text.views import fold


def reading(text: str) -> Reading:
    return Reading.of(Document("t", text))


def place(read: Reading, words: str) -> tuple[int, int]:
    start = read.text.index(words)
    return read.tokens_in(start, start + len(words))


def marked(at: WordMap, words: str, label: str = "group") -> WordSpan:
    found = at.words(*place(at.reading, words))
    assert found is not None
    return WordSpan(*found, label, 0.9)


def said(at: WordMap, span: WordSpan) -> str:
    return at.reading.span(*at.range(span.first, span.last)).text(at.reading.text)


def names_in(at: WordMap, *names: str) -> dict[int, WordSpan]:
    return {n: s for name in names for s in [marked(at, name, "organization")] for n in range(s.first, s.last)}


@pytest.mark.parametrize(
    ("text", "word", "letters"),
    [
        ("سلم الرسالة لأعضاء المجلس.", "لأعضاء", 1),
        ("جاء ووزير الري معه.", "ووزير", 1),
        ("التقى برئيس الهيئة.", "برئيس", 1),
        ("شكرت الشركة لركابها صبرهم.", "لركابها", 1),
        ("قتل جندي وسبعة بحارة.", "وسبعة", 1),
        # the first letter is the word's own
        ("وصل وفد من سبها.", "وفد", 0),
        ("أمر والي الجهة بذلك.", "والي", 0),
        ("عاد بحارة أمس.", "بحارة", 0),
        ("نقل لاجئون إلى المخيم.", "لاجئون", 0),
        ("زاره والداه أمس.", "والداه", 0),
        ("قتلوا واحدا منهم.", "واحدا", 0),
    ],
)
def test_particles_before_a_description(text: str, word: str, letters: int) -> None:
    read = reading(text)
    assert particles(read, place(read, word)[0]) == letters


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("عاد ثلاثة وستون طفلا إلى القرية.", "ثلاثة وستون", "ثلاثة وستون طفلا"),
        ("وصل مئتا جندي إلى الثكنة.", "جندي", "مئتا جندي"),
        ("سلم قرابة أربعة آلاف مقاتل السلاح.", "قرابة", "قرابة أربعة آلاف مقاتل"),
        ("تجاوز عدد المحتجين المئة.", "عدد المحتجين", "المحتجين"),
        # a day of the week is no number, what is written with a preposition isn't counted
        ("أوقفوا الأحد رجلين في السوق.", "رجلين", "رجلين"),
        ("أصيب اثنان بجروح خطيرة.", "اثنان", "اثنان"),
        ("قتل أربعة في الحي.", "أربعة", "أربعة"),
        ("وصل عدد من الجنود أمس.", "عدد من الجنود", "عدد من الجنود"),
    ],
)
def test_numbers_and_what_they_count(text: str, seen: str, whole: str) -> None:
    at = WordMap(reading(text))
    assert said(at, counted(at, marked(at, seen), {})) == whole


@pytest.mark.parametrize(
    ("text", "seen", "names", "parts"),
    [
        (
            "جمع اللقاء أعيانا من قبيلة الهضاب وأعيانا من قبيلة السهول أمس.",
            "أعيانا من قبيلة الهضاب وأعيانا من قبيلة السهول",
            ["قبيلة الهضاب", "قبيلة السهول"],
            ["أعيانا من قبيلة الهضاب", "وأعيانا من قبيلة السهول"],
        ),
        (
            "جمع اللقاء مشايخ من الهضاب ومشايخ من السهول.",
            "مشايخ من الهضاب ومشايخ من السهول",
            [],
            ["مشايخ من الهضاب", "ومشايخ من السهول"],
        ),
        ("قتل خمسة جنود وسبعة مدنيين.", "خمسة جنود وسبعة مدنيين", [], ["خمسة جنود", "وسبعة مدنيين"]),
        # a plural that keeps its ending is nobody's: what stands behind it is somebody else
        ("هاجم مستوطنون مركبات فلسطينية أمس.", "مستوطنون مركبات فلسطينية", [], ["مستوطنون", "مركبات فلسطينية"]),
        ("هاجم مسلحو القرية أمس.", "مسلحو القرية", [], ["مسلحو القرية"]),
        ("هاجم مسلحون مجهولون القرية.", "مسلحون مجهولون", [], ["مسلحون مجهولون"]),
        # each with its name in marks
        (
            "وصلت الفرقاطة «ريم» والمدمرة «نور» أمس.",
            "الفرقاطة «ريم» والمدمرة «نور",
            [],
            ["الفرقاطة «ريم»", "والمدمرة «نور"],
        ),
        (
            "وصلت الفرقاطة «ريم» والعبارة «نور» أمس.",
            "الفرقاطة «ريم» والعبارة «نور",
            [],
            ["الفرقاطة «ريم»", "والعبارة «نور"],
        ),
        ("عبر زورق «ريم» والشمس فوقه.", "زورق «ريم» والشمس", [], ["زورق «ريم» والشمس"]),
        # one group of both, a number of two words, an adjective
        ("خرج النساء والأطفال أمس.", "النساء والأطفال", [], ["النساء والأطفال"]),
        ("نزح رجال ونساء من القرية.", "رجال ونساء", [], ["رجال ونساء"]),
        ("وصل خمسة وثلاثون جنديا.", "خمسة وثلاثون جنديا", [], ["خمسة وثلاثون جنديا"]),
        # the same noun again, though both were taken for one name
        (
            "جمع اللقاء مشايخ من قبيلة الهضاب ومشايخ من قبيلة السهول.",
            "مشايخ من قبيلة الهضاب ومشايخ من قبيلة السهول",
            ["قبيلة الهضاب ومشايخ من قبيلة السهول"],
            ["مشايخ من قبيلة الهضاب", "ومشايخ من قبيلة السهول"],
        ),
        ("قال مسؤولون أمنيون وعسكريون ذلك.", "مسؤولون أمنيون وعسكريون", [], ["مسؤولون أمنيون وعسكريون"]),
    ],
)
def test_two_who_are_joined(text: str, seen: str, names: list[str], parts: list[str]) -> None:
    at = WordMap(reading(text))
    assert [said(at, s) for s in parted(at, marked(at, seen), names_in(at, *names))] == parts


@pytest.mark.parametrize(
    ("text", "words", "begins"),
    [
        ("لم تدخل أي سفينة أجنبية الميناء.", "سفينة أجنبية", "أي سفينة"),
        ("دعا كافة النقابات إلى الحوار.", "النقابات", "كافة النقابات"),
        ("أوقف أكثر من مئة محتج.", "مئة محتج", "أكثر من مئة"),
        ("نفت القيادة عبور أي من جنودها الحدود.", "جنودها", "أي من"),
        ("نزل بعض من جنودها.", "جنودها", None),
        ("طلب من كل دولة أن تشارك.", "دولة", "كل دولة"),
        ("وصلت سفينة من أي ميناء.", "سفينة", None),
        ("نقل أكثر الجرحى إلى المدينة.", "الجرحى", None),
    ],
)
def test_quantities_before(text: str, words: str, begins: str | None) -> None:
    start = quantified(read := reading(text), place(read, words)[0])
    assert start == (None if begins is None else text.index(begins))


@pytest.mark.parametrize(
    ("text", "seen", "names", "longer"),
    [
        ("خرج أهالي الحي القديم في مسيرة.", "أهالي", [], "أهالي الحي القديم"),
        ("أمرهم حراس الهيئة بالتوقف.", "حراس", ["الهيئة"], "حراس الهيئة"),
        ("وصل تاجر من كلنجة أمس.", "تاجر", ["كلنجة"], "تاجر من كلنجة"),
        ("اعتصم عمال عند الميناء القديم.", "عمال", [], "عمال عند الميناء القديم"),
        ("كشف موظفو المصلحة عن الأمر.", "موظفو", [], "موظفو المصلحة"),
        ("نفى رئيس الغرفة التجارية بغريان ذلك.", "رئيس الغرفة التجارية", ["بغريان"], "رئيس الغرفة التجارية بغريان"),
        ("دان المدير العام للهيئة ما جرى.", "المدير العام", [], "المدير العام للهيئة"),
        ("قال موظف أجنبي يتابع الملف ذلك.", "موظف أجنبي", [], "موظف أجنبي يتابع الملف"),
        ("روى شخصان مطلعان على المحادثة ذلك.", "شخصان مطلعان", [], "شخصان مطلعان على المحادثة"),
        ("يرى خبراء في هذا الميدان ذلك.", "خبراء", [], "خبراء في هذا الميدان"),
        ("اتهم أطرافا لم يسمها بذلك.", "أطرافا", [], "أطرافا لم يسمها"),
        ("قتل منقبون عن الذهب أمس.", "منقبون", [], "منقبون عن الذهب"),
        ("أصيبت سيارة تحمل شعار الهيئة أمس.", "سيارة", ["الهيئة"], "سيارة تحمل شعار الهيئة"),
        ("كشف موظفون عن الأمر.", "موظفون", [], None),
        ("قال سكان عن الأمر كلاما.", "سكان", [], None),
        ("اتهم أطرافا لم أمس يسمها.", "أطرافا", [], None),
        # what a verb or a name without a particle says of somebody is no part of him
        ("قال موظف أجنبي يوم الأحد ذلك.", "موظف أجنبي", [], None),
        ("يقول المدير العام إن الأمر انتهى.", "المدير العام", [], None),
        ("انتقد الموظف القرار للمرة الثانية.", "الموظف", [], None),
        # object behind a subject, a definite noun, no complement
        ("أغلق مسلحون الطريق ليلا.", "مسلحون", [], None),
        ("عاد الجنود من الجبهة.", "الجنود", [], None),
        ("زار وفد مصر.", "وفد", [], None),
        ("حصل لاجئون على الوثائق.", "لاجئون", [], None),
    ],
)
def test_longer_forms(text: str, seen: str, names: list[str], longer: str | None) -> None:
    read = reading(text)
    first, last = place(read, seen)
    ends = dict(place(read, n) for n in names)
    found = [read.span(first, end).text(text) for end in further_ends(read, first, last, ends)]
    assert found == ([] if longer is None else [longer])


@pytest.mark.parametrize(
    ("text", "seen", "names", "whole"),
    [
        ("أفرجت عن اثنين منهم أمس.", "اثنين", [], "اثنين منهم"),
        ("أفرجت عن شبان منهم أمس.", "شبان", [], "شبان"),
        ("هاجم مسلحون مجهولون ملثمون دورية للشرطة.", "مسلحون", [], "مسلحون مجهولون ملثمون"),
        ("هاجمت عصابة مسلحة مجهولة الشرطة.", "عصابة", [], "عصابة مسلحة مجهولة"),
        ("دعا طرفي النزاع إلى الهدوء.", "طرفي", [], "طرفي النزاع"),
        ("دعا مسؤولي الحزب إلى الهدوء.", "مسؤولي", ["الحزب"], "مسؤولي الحزب"),
        ("دعا مسؤولين الحزب إلى الهدوء.", "مسؤولين", ["الحزب"], "مسؤولين"),
        ("دعا طرفي في النزاع إلى الهدوء.", "طرفي", [], "طرفي"),
        ("طالب الحزب الحكومة بالرحيل.", "طالب الحزب", [], "الحزب"),
        ("قالوا ذلك وطالب الحزب الحكومة بالرحيل.", "وطالب الحزب", [], "الحزب"),
        ("أوقفت الشرطة طالب الجامعة أمس.", "طالب الجامعة", [], "طالب الجامعة"),
        ("أوقفوا ثمانين من أنصار حزب الحقل أمس.", "ثمانين من أنصار", ["حزب الحقل"], "ثمانين من أنصار حزب الحقل"),
        ("انتقد أنصار حزب الحقل أمس.", "أنصار", ["حزب الحقل"], "أنصار"),
        ("قال مطلع على المحادثات إن الوفد غادر.", "مطلع على", [], "مطلع على المحادثات"),
        ("قال مطلع على ما جرى إن الوفد غادر.", "مطلع على", [], "مطلع"),
        ("وقع مئتان وستون منهم عريضة أمس.", "مئتان وستون منهم عريضة", [], "مئتان وستون منهم"),
        ("أصيب ثلاثون منهم مسلحين أمس.", "ثلاثون منهم مسلحين", [], "ثلاثون منهم مسلحين"),
        ("قتلوا تسعة من «المتطوعين» أمس.", "تسعة من", [], "تسعة من «المتطوعين»"),
    ],
)
def test_what_surely_goes_with_it(text: str, seen: str, names: list[str], whole: str) -> None:
    at = WordMap(reading(text))
    assert said(at, complete(at, marked(at, seen), names_in(at, *names))) == whole


def test_and_demanded_is_no_student() -> None:
    for text, found in (
        ("طالب الحزب الحكومة بالرحيل.", []),
        ("قال ذلك وطالب الحزب الحكومة بالرحيل.", []),
        ("أوقفت الشرطة طالب الجامعة.", ["طالب الجامعة"]),
        ("طالب جامعي قال ذلك.", ["طالب جامعي"]),
    ):
        read = reading(text)
        assert [c.name(read) for c in groups(read, {}) if "طالب" in c.name(read)] == found


@pytest.mark.parametrize(
    ("text", "seen", "core", "shorter"),
    [
        ("قال شبان من بلدة الواحة المجاورة ذلك.", "شبان من بلدة الواحة المجاورة", 1, ["شبان من بلدة الواحة"]),
        ("وصلت سفينة شحن رست في الميناء.", "سفينة شحن رست", 2, ["سفينة شحن"]),
        ("قال مسؤول عسكري كبير ذلك.", "مسؤول عسكري كبير", 3, []),
    ],
)
def test_shorter_forms(text: str, seen: str, core: int, shorter: list[str]) -> None:
    read = reading(text)
    first, last = place(read, seen)
    assert [read.span(first, k).text(text) for k in left_out(read, first + core, last)] == shorter


@pytest.mark.parametrize(
    ("before", "word", "wanted"),
    [
        ("سفينة", "شحن", True),
        ("رجل", "أعمال", True),
        ("مجهولة", "الهوية", True),
        ("السفينة", "شحن", False),
        ("وصول", "مساعدات", False),
        ("سفينة", "الهوية", False),
    ],
)
def test_words_that_complete_the_one_before(before: str, word: str, wanted: bool) -> None:
    assert completes(fold(before), fold(word)) is wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال الأمريكيون إن الاتفاق جاهز.", ["الأمريكيون"]),
        ("قتل ستة أفغان في الغارة.", ["ستة أفغان"]),
        ("أوقف السوريين والعراقيين أمس.", ["السوريين", "العراقيين"]),
        # adjectives of a noun
        ("نقل الخبر خبراؤها الليبيون أمس.", []),
        ("وصلت التعزيزات الروسية.", []),
    ],
)
def test_people_of_a_country(text: str, found: list[str]) -> None:
    assert [c.span.text(text) for c in groups(reading(text), {})] == found


def test_a_preposition_is_no_vehicle() -> None:
    text = "أعاد الجيش آلية إلى الثكنة التي أرسلت إليها، والطريق المؤدي إليه."
    assert [c.span.text(text) for c in groups(reading(text), {})] == ["آلية"]


def test_nouns_for_the_reader_alone_propose_nothing() -> None:
    read = reading("قال الوزير إن حافلة احترقت.")
    assert groups(read, {}) == []
    assert particles(reading("التقى لوزير الري."), 1) == 1


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("قال ناجون لمنظمة أطباء الضفة إن القارب غرق.", "لمنظمة أطباء الضفة", "ناجون"),
        ("هاجمهم ناجون لمنظمة أطباء الضفة أمس.", "لمنظمة أطباء الضفة", "ناجون لمنظمة أطباء الضفة"),
        ("قال عضو منظمة أطباء الضفة إن القارب غرق.", "منظمة أطباء الضفة", "عضو منظمة أطباء الضفة"),
    ],
)
def test_whom_somebody_told_it_is_no_part_of_who_told_it(text: str, name: str, kept: str) -> None:
    at = WordMap(reading(text))
    org = marked(at, name)
    span = marked(at, text.split(" ")[1])._replace(last=org.last)
    assert said(at, complete(at, span, dict.fromkeys(range(org.first, org.last), org))) == kept


@pytest.mark.parametrize(
    ("text", "seen", "kept"),
    [
        # a sentence's first description is its subject, the verb behind it tells what he does
        ("مبعوث أممي يصل عدن وسط خلاف.", "مبعوث أممي يصل عدن", "مبعوث أممي"),
        ("من يعترض الرتل يعتقل.", "من يعترض الرتل", "من يعترض الرتل"),
        ("شنّ الطيران الحربي غارة.", "شنّ الطيران الحربي", "الطيران الحربي"),
        ("ونقلت عن مسؤول رفيع قوله إن الرتل غادر.", "مسؤول رفيع قوله", "مسؤول رفيع"),
        ("باريس ترحّل ستة جزائريين والجزائر ترفض.", "ستة جزائريين والجزائر", "ستة جزائريين"),
        ("رحلوا ستة جزائريين والمغاربة الذين معهم.", "ستة جزائريين والمغاربة", "ستة جزائريين والمغاربة"),
        ("ستة أشخاص يشتبه في تورطهم أوقفوا.", "ستة أشخاص يشتبه", "ستة أشخاص"),
        ("قال إنه حرر 23 رهينة في عدن.", "حرر 23 رهينة", "23 رهينة"),
        ("قال إنه رجل حرر رهينة في عدن.", "رجل حرر رهينة", "رجل حرر رهينة"),
        ("عناصر الطيران الحربي في عدن.", "عناصر الطيران الحربي", "عناصر الطيران الحربي"),
        ("هاجمهم مسلح يحمل بندقية.", "مسلح يحمل بندقية", "مسلح يحمل بندقية"),
        ("مبعوث أممي جديد في عدن.", "مبعوث أممي جديد", "مبعوث أممي جديد"),
        # behind an adjective without the article stands what is confirmed
        ("وأكد مصدر أمني الحصيلة.", "مصدر أمني الحصيلة", "مصدر أمني"),
        ("وأكد المصدر الأمني الرفيع ذلك.", "المصدر الأمني الرفيع", "المصدر الأمني الرفيع"),
        ("وأكد سكان المدينة ذلك.", "سكان المدينة", "سكان المدينة"),
        ("وأكد مصدر آخر ذلك.", "مصدر", "مصدر آخر"),
        ("وأكد مصدر أمس ذلك.", "مصدر", "مصدر"),
    ],
)
def test_a_headline_has_its_verb_behind_the_subject(text: str, seen: str, kept: str) -> None:
    at = WordMap(reading(text))
    assert said(at, complete(at, marked(at, seen), {})) == kept


@pytest.mark.parametrize(
    ("text", "words", "back"),
    [
        ("ويقول هذا المسؤول ذلك.", "هذا المسؤول", True),
        ("ويقول هذا الراعي ذلك.", "هذا الراعي", False),
        ("ويقول مسؤول كبير ذلك.", "مسؤول كبير", False),
    ],
)
def test_this_with_a_noun_that_points_back_describes_nobody(text: str, words: str, back: bool) -> None:
    read = reading(text)
    found = candidate(WordMap(read), marked(WordMap(read), words), "reader.group", 20)
    assert found is not None
    assert points_back(read, found) is back


def test_a_description_is_known_without_there_too() -> None:
    read = reading("قال عامل مرفأ هناك ذلك.")
    found = candidate(WordMap(read), marked(WordMap(read), "عامل مرفأ هناك"), "reader.group", 20)
    assert found is not None
    assert "عامل مرفأ" in [a.text(read.text) for a in headed(read, found, {}).aliases]


@pytest.mark.parametrize(
    ("text", "words", "outside"),
    [
        ("شن المسلحون أكثر من 90 هجوما على السفن.", "أكثر من 90", True),
        ("قتل أكثر من 90 في الهجوم.", "أكثر من 90", False),
        ("قتل 90 مدنيا في الهجوم.", "90 مدنيا", False),
    ],
)
def test_a_number_is_nobody_where_its_noun_stands_behind(text: str, words: str, outside: bool) -> None:
    read = reading(text)
    first, last = place(read, words)
    assert counts_another(read, Candidate(first, last, read.span(first, last), "group", "reader", 20)) is outside


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("أربعة أشخاص للاشتباه", "أربعة أشخاص"),
        ("عشرات المحتجين للمطالبة", "عشرات المحتجين"),
        ("المدير العام للوكالة", "المدير العام للوكالة"),
    ],
)
def test_what_somebody_was_taken_or_came_for_is_no_part_of_him(words: str, kept: str) -> None:
    at = WordMap(reading(f"رأى الدرك {words} أمس."))
    assert said(at, complete(at, marked(at, words), {})) == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [("سفارة تونس للاحتجاج", "سفارة تونس"), ("جمعية تونس للثقافة", "جمعية تونس للثقافة")],
)
def test_what_a_body_was_called_for_is_no_part_of_its_name(words: str, kept: str) -> None:
    at = WordMap(reading(f"رأى الدرك {words} أمس."))
    found = candidate(at, marked(at, words)._replace(label="organization"), "reader.organization", 20)
    assert found is not None
    assert found.span.text(at.reading.text) == kept


@pytest.mark.parametrize(
    ("text", "words", "apposed"),
    [
        ("وأوضح الموقع، المتخصص في الطاقة، أن الحقل مغلق.", "المتخصص في الطاقة", True),
        ("وأوضح الموقع، السكان القريبون منه، أن الحقل مغلق.", "السكان القريبون", False),
        ("وأوضح الوزير، المتخصص في الطاقة، أن الحقل مغلق.", "المتخصص في الطاقة", False),
    ],
)
def test_what_an_outlet_is_describes_nobody_else(text: str, words: str, apposed: bool) -> None:
    read = reading(text)
    first, last = place(read, words)
    found = Candidate(first, last, read.span(first, last), "group", "reader", 20)
    assert is_apposed(read, found) is apposed


@pytest.mark.parametrize(
    ("text", "seen", "names", "kept"),
    [
        ("انتشرت آليات تابعة للواء الوادي أمس.", "آليات تابعة", ["للواء الوادي"], "آليات تابعة للواء الوادي"),
        ("قتل مسلحون من الحركة الموالية للواء أمس.", "مسلحون من الحركة الموالية", ["الحركة"], "مسلحون من الحركة"),
        ("انتشرت آليات ثقيلة للواء الوادي أمس.", "آليات ثقيلة", ["للواء الوادي"], "آليات ثقيلة"),
    ],
)
def test_whose_somebody_is_stands_behind_the_word_that_says_so(
    text: str, seen: str, names: list[str], kept: str
) -> None:
    at = WordMap(reading(text))
    assert said(at, complete(at, marked(at, seen), names_in(at, *names))) == kept


@pytest.mark.parametrize(
    ("text", "name", "cut"),
    [
        # whose kin somebody is, is no part of the name
        ("حضرت سعاد منصور قرينة الرئيس المصري.", "سعاد منصور قرينة", "سعاد منصور"),
        ("حضرت سعاد عقيلة رئيس الوزراء.", "سعاد عقيلة", "سعاد"),
        ("حضر نادر سليم صهر الوزير.", "نادر سليم صهر", "نادر سليم"),
        # given names
        ("حضر كريم عقيلة أمس.", "كريم عقيلة", "كريم عقيلة"),
        ("حضرت سعاد كريمة أمس.", "سعاد كريمة", "سعاد كريمة"),
    ],
)
def test_a_name_ends_before_kin(text: str, name: str, cut: str) -> None:
    at = WordMap(reading(text))
    found = candidate(at, marked(at, name, "person"), "reader.person", 80)
    assert found is not None and found.span.text(text) == cut
