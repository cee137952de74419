"""English names that are put together by rule, and names in Latin letters as they are usually spelt."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.describe import describe
from marsad.analysis.entities.english import english
from marsad.lexicon.latin import latin


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [
        # adjectives go to the noun they agree with, and stand the other way round
        ("الإدارة العامة للأمن الوطني", "إدارة", "General Directorate of National Security"),
        ("وزارة الدفاع الوطني", "وزارة", "Ministry of National Defence"),
        ("اللجنة العسكرية المشتركة", "لجنة", "Joint Military Committee"),
        # a place keeps its own English name
        ("سفارة فرنسا", "سفارة", "Embassy of France"),
        ("محافظة حلب", "محافظة", "Aleppo governorate"),
        # its country as English says it; two of them; that of the last noun, which alone it agrees with
        ("السفارة الفرنسية لدى ليبيا", "سفارة", "French Embassy in Libya"),
        ("اللجنة العليا المشتركة المغربية الإسبانية", "لجنة", "Moroccan-Spanish Joint Supreme Committee"),
        ("القيادة العامة للجيش الوطني الليبي", "قيادة", "General Command of Libyan National Army"),
        ("وزارة الدفاع الروسية", "وزارة", "Russian Ministry of Defence"),
        ("حكومة غويانا الفرنسية", "حكومة", "Government of French Guiana"),
        # what is quoted is a name, whatever its words mean; a country stands behind it
        ("منظمة «أصدقاء الصحراء» غير الحكومية", "منظمة", "Non-Governmental Asdaqa al-Sahra Organization"),
        ("صحيفة «الأهالي» المالطية", "صحيفة", "Al-Ahali newspaper (Malta)"),
        # with the article the judiciary, without it a district
        ("القضاء الفرنسي", "قضاء", "French Judiciary"),
        ("قضاء زاخو", "قضاء", "Zaxo district"),
        ("هيئة الرقابة على المصارف", "هيئة", "Authority of Oversight of al-Masarif"),
        # a town needs no noun before it
        ("مدينة إسبرطة التركية", "مدينة", "Isparta (Turkey)"),
        # phrases
        ("مجلس الوزراء", "مجلس", "Council of Ministers"),
        ("وزارة الشؤون الخارجية والجالية الوطنية بالخارج", "وزارة",
         "Ministry of Foreign Affairs and National Community Abroad"),
        ("جهاز مكافحة التهريب", "جهاز", "Service of Combating Smuggling"),
        # a mountain is named, or is the name
        ("جبل نفوسة", "جبل", "Mount Nafusa"),
        ("شركة أنابيب الجبل", "شركة", "Company of Pipelines of al-Jabal"),
        # a firm's own name goes first
        ("شركة أمبري للأمن البحري", "شركة", "Ambari Company for Naval Security"),
    ],
)  # fmt: skip
def test_bodies_and_places(name: str, head: str, wanted: str) -> None:
    assert english(name, head) == (wanted, True)


def test_a_name_without_a_known_head_noun_is_not_called_translated() -> None:
    assert english("عيسى التاجر", "") == ("Issa al-Tajir", False)
    assert english("أسبيدس", "مهمة") == ("Asbidis", False)
    # an institution says itself what it is
    assert english("السلطات", "") == ("Authorities", True)
    assert english("الخارجية الإيطالية", "") == ("Italian Foreign Ministry", True)
    assert english("الميدان", "") == ("al-Maydan", False)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("سيدي محمد ولد الطالب أحمد", "Sidi Mohamed Ould al-Taleb Ahmed"),
        ("فيصل بن عبد الله المطيري", "Faisal bin Abdullah al-Mutairi"),
        # written in one
        ("عبدالودود قزمان", "Abdel Wadud Qazman"),
        # English words of outlets and firms
        ("ذا ديلي هيرالد", "The Daily Herald"),
        # nobody known bears it: «سالمة» as a fāʿila, «نوال» with a glide, «لبنى» with an open end
        ("ناجمة", "Najima"),
        ("كوالم", "Kawalim"),
        ("خلبى", "Khalba"),
        ("تقرير للدلفين", "Taqrir lil-Dalfin"),
        # no article, though it begins with its letters
        ("أليس نكوم", "Alis Nakum"),
        ("الأليس", "al-Alis"),
        # nobody known bears it: by the letters
        ("كلنجة", "Kalnaja"),
    ],
)
def test_names_of_people(name: str, wanted: str) -> None:
    assert latin(name) == wanted


@pytest.mark.parametrize(
    ("type", "name", "wanted"),
    [
        # the reader marked it and no rule named its head noun
        ("organization", "الجيش", "Army"),
        ("organization", "موقع «سايت»", "Sayit website"),
        # a man's name is none of a body
        ("person", "جبل السالمي", "Jabal al-Salmi"),
        # one word for a place is its name
        ("place", "الجبل", "al-Jabal"),
    ],
)
def test_a_name_by_its_own_head_noun(type: str, name: str, wanted: str) -> None:
    assert describe(Found(type, name, []), "E1").name_en == wanted  # type: ignore[arg-type]
