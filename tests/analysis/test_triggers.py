"""Which forms the lexicon of triggers knows, and which words around meet or miss the conditions of its rows."""

from __future__ import annotations

import pytest

from marsad.analysis.events import lexicon_says
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.learned.verdicts import by_word, called_off, of_any
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.text.views import fold

MISSES = {
    "aid": ("SUPPORT|AID", "قدم الحارس شهادته أمام القاضي"),
    "tour": ("CONSULT", "قام الوزير من مقعده"),
    "backing": ("SUPPORT", "جددت البلدية أرصفة الشارع"),
    "side": ("SUPPORT", "وقف الشاهد أمام القاضي"),
    "embassy": ("SUPPORT", "افتتح الوزير مصنعا للأسمنت"),
    "condole": ("SUPPORT", "بعث التاجر البضاعة إلى زبونه"),
    "money": ("AID", "دفع العامل العربة إلى المخزن"),
    "relief": ("AID", "وصلت شاحنات الرمل إلى الورشة"),
    "experts": ("AID", "أرسل التاجر عينة إلى المختبر"),
    "wounded": ("AID", "نقل العامل الصناديق إلى المخزن"),
    "prisoners": ("RETREAT", "تبادل الحاضرون النكات"),
    "strike": ("RETREAT", "أنهى الطالب دراسته"),
    "resignation": ("RETREAT", "قدم الطالب بحثه"),
    "appeal": ("REQUEST", "وجه السائق عربته نحو النهر"),
    "claim": ("REQUEST", "كرر المغني المقطع"),
    "fault": ("ACCUSE", "ألقى الصياد شبكته في النهر"),
    "blaming": ("ACCUSE", "أعرب المدرب عن سعادته بالفوز"),
    "refusal": ("REJECT", "أعلنت الجامعة نتائج الامتحان"),
    "against": ("REJECT", "صوت النواب على الميزانية"),
    "veto": ("REJECT", "استخدمت الورشة خشب الأرز"),
    "withdrawn": ("CONCEDE", "سحب الحارس الكرسي"),
    "deadline": ("THREATEN", "منح المعلم الفائز كتابا"),
    "action": ("PROTEST", "نظم المتحف معرضا للصور القديمة"),
    "banners": ("PROTEST", "رفع العمال الصندوق"),
    "sanctions": ("SANCTION", "فرض الفريق إيقاعه على المباراة"),
    "unwelcome": ("SANCTION", "اعتبرت الصحيفة الرواية عملا كبيرا"),
    "pact": ("SANCTION", "انسحب اللاعب من المباراة"),
    "checkpoint": ("MOBILIZE", "أقام التاجر حفلا لموظفيه"),
    "alert": ("MOBILIZE", "رفع التاجر أسعاره"),
    "airspace": ("MOBILIZE", "اخترق اللاعب الدفاع"),
    "assets": ("COERCE", "جمد البرد ماء البئر"),
    "licence": ("COERCE", "سحب الحارس الكرسي"),
    "parties": ("COERCE", "حل الطالب المسألة"),
    "utilities": ("COERCE", "قطع العداء المسافة"),
    "custody": ("COERCE", "أودع المزارع غلته المخزن"),
    "violence": ("ASSAULT", "فرق المعلم الدفاتر على التلاميذ"),
    "harm": ("ASSAULT", "تعرض المحصول للصقيع"),
    "shell": ("ASSAULT", "سقط سعر القمح"),
}


def reading(text: str) -> Reading:
    return Reading.of(Document("example", text))


@pytest.mark.parametrize("needs", MISSES)
def test_near_miss_does_not_meet_the_condition(needs: str) -> None:
    types, text = MISSES[needs]
    said = lexicon_says(reading(text), 0)
    asked = {r.trigger.type for r in trigger_readings(fold(text.split()[0])) if r.trigger.needs == needs}
    assert asked & set(types.split("|"))
    assert all(said[kind] not in ("met", "free") for kind in asked)


def test_every_example_with_a_condition_of_words_meets_it() -> None:
    missed = []
    conditions = {row["needs"] for row in read_table("ar/events/needs.tsv")}
    for row in read_table("ar/events/triggers.tsv"):
        text = reading(row["example"])
        said = [lexicon_says(text, i).get(row["type"]) for i, t in enumerate(text.tokens) if t.is_word]
        if row["needs"] in conditions and not {"met", "free"} & set(said):
            missed.append(row)
    assert missed == []


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("صودرت", "صادر"), ("وحوصر", "حاصر"), ("هوجم", "هاجم"), ("اقتيد", "اقتاد"), ("اغتيل", "اغتال"),
        ("أعيدت", "أعاد"), ("ستعاد", "أعاد"), ("يدان", "أدان"), ("دعي", "دعا"), ("سيقوا", "ساق"), ("تبودلت", "تبادل"),
    ],
)  # fmt: skip
def test_passive_forms_are_known_for_what_they_are(word: str, lemma: str) -> None:
    assert (lemma, True) in {(r.trigger.lemma, r.passive) for r in trigger_readings(fold(word))}


@pytest.mark.parametrize("word", ["دين", "عيد", "جيل", "كتب", "موضع"])
def test_nouns_and_other_verbs_are_no_passives(word: str) -> None:
    assert not any(r.passive for r in trigger_readings(fold(word)))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("مطالبا", "REQUEST"), ("وداعيا", "REQUEST"), ("ملوحة", "THREATEN"), ("منددين", "ACCUSE"), ("محتجزات", "COERCE")],
)
def test_participles_tell_what_somebody_does_or_is(word: str, kind: str) -> None:
    assert kind in {r.trigger.type for r in trigger_readings(fold(word)) if r.kind == "participle"}


@pytest.mark.parametrize("word", ["المطالب", "مطالب", "المتهم", "المقتول", "المحتجزون", "المنتشرة", "مهدد", "بمعتقل"])
def test_people_who_are_called_so_tell_nothing(word: str) -> None:
    assert not any(r.kind == "participle" for r in trigger_readings(fold(word)))


def test_the_vote_hears_which_word_it_is_under_which_condition() -> None:
    text = reading("استدعت تونس سفيرها لدى روما.")
    word = "word استدعى SANCTION"
    assert by_word(text, 0, "SANCTION", "met") == [word, f"{word} verb", f"{word} met"]
    assert by_word(text, 0, "AID", "silent") == []


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("أرجأ المبعوث زيارته", True),
        ("تعليق الإضراب", True),
        ("بدأ المبعوث زيارته", False),
        ("زيارة أرجأها المبعوث", False),
    ],
)
def test_what_is_called_off_stands_behind_the_word_that_says_so(text: str, off: bool) -> None:
    words = reading(text)
    at = next(i for i, t in enumerate(words.tokens) if t.norm.removeprefix("ال") in ("زيارته", "زياره", "اضراب"))
    assert called_off(words, max(0, at - 3), at) is off


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("تلقى المكتب أموالا من شركة أجنبية", "AID", "met"),
        ("تلقى المكتب رسالة من شركة أجنبية", "AID", "unmet"),
        ("مر رتل عسكري من المعبر ليلا", "MOBILIZE", "met"),
        ("مر العيد في المدينة بهدوء", "MOBILIZE", "unmet"),
    ],
)
def test_what_is_got_or_passes_decides(text: str, kind: str, says: str) -> None:
    assert lexicon_says(reading(text), 0)[kind] == says


@pytest.mark.parametrize(
    ("text", "word", "any_"),
    [
        ("نفى الجيش نقل أي معدات إلى الشمال.", "نقل", True),
        ("نفى الوالي التوافق على أي مهلة.", "التوافق", True),
        ("نفى الجيش نقل معدات إلى الشمال.", "نقل", False),
        ("نفى الجيش نقل معدات إلى الشمال في أي وقت.", "نقل", False),
    ],
)
def test_any_such_thing_stands_right_behind_what_is_denied(text: str, word: str, any_: bool) -> None:
    found = reading(text)
    assert of_any(found, found.token_at(text.index(word))) is any_
