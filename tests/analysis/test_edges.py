"""Where the reader's names end, and titles before them; names are given as the reader would mark them."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.edges import edged
from marsad.analysis.entities.known import known
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span


def ends(text: str, marked: str, type: str) -> list[str]:
    """What becomes of a marked piece of a text."""
    reading = Reading.of(Document("t", text))
    start = text.index(marked)
    tokens = [k for k, t in enumerate(reading.tokens) if t.start < start + len(marked) and t.end > start]
    c = Candidate(tokens[0], tokens[-1] + 1, Span(start, start + len(marked)), type, "reader", 1)  # type: ignore[arg-type]
    return [p.span.text(text) for p in edged(reading, c, {(k.first, k.last): k for k in known(reading)})]


@pytest.mark.parametrize(
    ("text", "marked", "type", "wanted"),
    [
        # how somebody is addressed
        ("قال الشيخ نعيم السالمي إن الاتفاق قريب", "الشيخ نعيم السالمي", "person", ["نعيم السالمي"]),
        ("حضر الشيخ ولد السالمي الجلسة", "الشيخ ولد السالمي", "person", ["الشيخ ولد السالمي"]),
        # the country that the title ends with
        ("استدعت سفيرها بفرنسا سعيد السالمي", "بفرنسا سعيد السالمي", "person", ["فرنسا", "سعيد السالمي"]),
        # a place behind a preposition, and a name that is a place's too
        ("قال أستاذ القانون بسوسة عبد السلام الفلي", "بسوسة عبد السلام الفلي", "person", ["سوسة", "عبد السلام الفلي"]),
        ("قال النائب عن صفاقس سمير الفاضلي ذلك", "صفاقس سمير الفاضلي", "person", ["صفاقس", "سمير الفاضلي"]),
        ("نقل عن سالم سمير الفاضلي ذلك", "سالم سمير الفاضلي", "person", ["سالم سمير الفاضلي"]),
        # in what state somebody spoke, and what he did
        ("قال سليم الحمداوي كاشفا عن السر", "سليم الحمداوي كاشفا", "person", ["سليم الحمداوي"]),
        ("قالت هالة الزيدي مشيرة إلى ذلك", "هالة الزيدي مشيرة", "person", ["هالة الزيدي"]),
        ("قال عمر الراجحي هربا من السؤال", "عمر الراجحي هربا", "person", ["عمر الراجحي"]),
        ("قال سالم الهادي أعرب عن أمله", "سالم الهادي أعرب", "person", ["سالم الهادي"]),
        ("أن سعيد عبد الكريم رعى الصلح", "سعيد عبد الكريم رعى", "person", ["سعيد عبد الكريم"]),
        ("قال سعيد عبد الكريم مصطفى ذلك", "سعيد عبد الكريم مصطفى", "person", ["سعيد عبد الكريم مصطفى"]),
        ("قالت ليلى الراشدي مراد ذلك", "ليلى الراشدي مراد", "person", ["ليلى الراشدي مراد"]),
        ("قال موسى عبد الله ماغا ذلك", "موسى عبد الله ماغا", "person", ["موسى عبد الله ماغا"]),
        # what a body does where the next words say
        ("دورية الكتيبة الهندية العاملة في الجنوب", "الكتيبة الهندية العاملة", "organization", ["الكتيبة الهندية"]),
        ("قصف اللواء العاشر المرابط شمال سبها", "اللواء العاشر المرابط", "organization", ["اللواء العاشر"]),
        ("نسف مجمع السدر التابع للشركة", "مجمع السدر التابع", "place", ["مجمع السدر"]),
        ("احتجت الجمعية العاملة أمس", "الجمعية العاملة", "organization", ["الجمعية العاملة"]),
        # whose son
        ("قال سيدي سالم ولد عمار ذلك", "سيدي سالم ولد", "person", ["سيدي سالم ولد عمار"]),
        ("يقول تاجر بن قديم ذلك", "تاجر بن", "person", ["تاجر بن"]),
        ("قال سيدي سالم ولد، وهو نائب", "سيدي سالم ولد", "person", ["سيدي سالم"]),
        # a clause begins with «ف», a name too
        ("أما سفارة مالطا فنفت ذلك", "سفارة مالطا فنفت", "organization", ["سفارة مالطا"]),
        ("أما بلدية فرنانة فرفضت", "بلدية فرنانة", "organization", ["بلدية فرنانة"]),
        ("قال سالم فيصل إنه بريء", "سالم فيصل", "person", ["سالم فيصل"]),
        # a body without a name goes on with whose it is
        ("أجلتهم منظمة إغاثة إيطالية أمس", "منظمة إغاثة", "organization", ["منظمة إغاثة إيطالية"]),
        ("أجلتهم منظمة الإغاثة إيطالية", "منظمة الإغاثة", "organization", ["منظمة الإغاثة"]),
        ("أجلتهم منظمة إغاثة ليلا", "منظمة إغاثة", "organization", ["منظمة إغاثة"]),
        # a rank behind a body is the next man's
        ("زار قائد الجيش العماد سالم الحلو القرية", "الجيش العماد", "organization", ["الجيش"]),
        ("انتشرت كتيبة العماد في القرية", "كتيبة العماد", "organization", ["كتيبة العماد"]),
        # what a body is for
        ("دهمت هيئة الشاطئ لمكافحة الجريمة المنظمة والتهريب البلدة", "هيئة الشاطئ لمكافحة", "organization",
         ["هيئة الشاطئ لمكافحة الجريمة المنظمة والتهريب"]),
        ("دعت هيئة الشاطئ لمكافحة التهريب وإلى الحوار", "هيئة الشاطئ لمكافحة التهريب", "organization",
         ["هيئة الشاطئ لمكافحة التهريب"]),
        # what is said of a known body for the time being, and what is part of a name
        ("نشرت قوة الأمم المتحدة الجديدة", "قوة الأمم المتحدة الجديدة", "organization", ["قوة الأمم المتحدة"]),
        ("قالت مقررة الأمم المتحدة الخاصة", "الأمم المتحدة الخاصة", "organization", ["الأمم المتحدة"]),
        ("عقد حزب الشاطئ الجديد مؤتمره", "حزب الشاطئ الجديد", "organization", ["حزب الشاطئ الجديد"]),
        # a capital has its whole name
        ("وصلوا إلى كييف الدير الكهفي", "كييف الدير", "place", ["كييف"]),
        ("تبنته قمة بيروت العربية", "بيروت العربية", "place", ["بيروت"]),
        ("وصلوا إلى طرابلس الغرب أمس", "طرابلس الغرب", "place", ["طرابلس الغرب"]),
        ("وصلوا إلى بغداد الجديدة أمس", "بغداد الجديدة", "place", ["بغداد الجديدة"]),
        # what troops a unit is made of
        ("اتهمت الفرقة السابعة مشاة الجماعة", "الفرقة السابعة", "organization", ["الفرقة السابعة مشاة"]),
        ("عبرت الفرقة السابعة مشاة على الأقدام", "السابعة", "organization", ["السابعة"]),
        # nobody is called like a capital of two words, nor has a man of one name a capital behind him
        ("يزور سالم شيخ حمود أديس أبابا غدا", "سالم شيخ حمود أديس أبابا", "person", ["أديس أبابا", "سالم شيخ حمود"]),
        ("قال سالم أبو ظبي ذلك", "سالم أبو ظبي", "person", ["سالم أبو ظبي"]),
        # of three lams two are written
        ("قدم التقرير للجنة الأطباء أمس", "جنة الأطباء", "organization", ["لجنة الأطباء"]),
        ("قدم التقرير للهيئة أمس", "هيئة", "organization", ["هيئة"]),
    ],
)  # fmt: skip
def test_ends(text: str, marked: str, type: str, wanted: list[str]) -> None:
    assert ends(text, marked, type) == wanted


@pytest.fixture(scope="module")
def rules() -> Analyser:
    return Analyser(tagger=False)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("قال رئيس مجلس النواب الفريق أول محمد سالم إن الأمر انتهى.", ["رئيس مجلس النواب"]),
        # an order is no commander, and a brother's greetings no office
        ("ثم أمر بسجن محمد سالم فورا.", []),
        ("نقل الوزير إلى الأمير تحيات أخيه محمد سالم أمس.", []),
        ("وصل آمر المنطقة محمد سالم أمس.", ["آمر المنطقة"]),
    ],
)
def test_titles(rules: Analyser, text: str, titles: list[str]) -> None:
    record = rules.analyze(Document("t", text, published="2024-06-05"))
    assert [p.title for p in record.positions] == titles
