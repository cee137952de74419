"""What grammar says of whether something came about, and the near misses of each construction."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.moods import moods
from marsad.analysis.learned.undone import says
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.model.record import Auxiliary
from marsad.text.views import fold


def at(text: str, word: str) -> tuple[Reading, int]:
    reading = Reading.of(Document("d", text))
    return reading, reading.token_at(text.index(word))


@pytest.mark.parametrize(
    ("text", "word", "kind", "heard", "right"),
    [
        # denied: a verb behind "that", a noun, and what is denied as news
        ("نفى القائد أن يكون رجاله قد خطفوا أحدا.", "خطفوا", "ASSAULT", [], ["negation"]),
        ("نفى الناطق أن تكون الحركة رفضت العرض أو طلبت تعديله.", "طلبت", "REQUEST", [], ["negation"]),
        ("نفى الناطق أن يكون التقى السفير وطلب مقابلة الوزير.", "وطلب", "REQUEST", [], []),
        ("نفى القائد أن تكون القوات التي قصفت القرية تابعة له.", "قصفت", "ASSAULT", [], []),
        ("نفى الناطق ذلك، وأكد أن الوزير التقى السفير.", "التقى", "CONSULT", [], []),
        ("نفت المؤسسة، اليوم الثلاثاء، إغلاق الميناء.", "إغلاق", "COERCE", [], ["negation"]),
        ("نفت الوزارة صحة الأنباء عن وصول سفينة إلى الميناء.", "وصول", "MOBILIZE", [], ["negation"]),
        ("نفت الوزارة تقريرا عن وصول سفينة إلى الميناء.", "وصول", "MOBILIZE", [], []),
        ("نفى الوزير خلال زيارة إلى سبها هذا الكلام.", "زيارة", "CONSULT", [], []),
        ("لا ينفي الوزير زيارة المدينة.", "زيارة", "CONSULT", [], []),
        ("وهو نفي أعقب زيارة الوفد.", "زيارة", "CONSULT", [], []),
        # only whose doing it was is denied
        ("نفت الحركة مسؤوليتها عن هجوم استهدف القاعدة.", "هجوم", "ASSAULT", ["negation"], []),
        ("نفت الحركة مشاركة عناصرها في القتال.", "القتال", "ASSAULT", ["negation"], []),
        ("نفى الفصيل أي صلة له بالهجوم.", "بالهجوم", "ASSAULT", ["negation"], []),
        ("نفت الحركة شن هجوم استهدف القاعدة.", "هجوم", "ASSAULT", ["negation"], ["negation"]),
        ("نفى أن تكون السلطات سلمت ناشطا أوقف مطلع الشهر.", "أوقف", "COERCE", ["negation"], []),
        ("نفى أن تكون السلطات أوقفت ناشطا مطلع الشهر.", "أوقفت", "COERCE", [], ["negation"]),
        ("وأنكرت الجماعة خطف أي سائق.", "وأنكرت", "ASSAULT", [], ["negation"]),
        ("وأنكرت الجماعة خطف أي سائق.", "وأنكرت", "REJECT", [], []),
        # what is said to be untrue
        ("قالت الوزارة إنه لا صحة لما تردد عن لقاء سري في المنامة.", "لقاء", "CONSULT", [], ["negation"]),
        ("لا صحة لوصول سفينة إلى الميناء.", "لوصول", "MOBILIZE", [], ["negation"]),
        ("لا صحة لما نشر من أن الوفد زار القاهرة.", "زار", "CONSULT", [], ["negation"]),
        ("لا صحة للأنباء، وتحدث الوزير عن لقاء سري في المنامة.", "لقاء", "CONSULT", [], []),
        ("أكدت الوزارة صحة الأنباء عن لقاء سري في المنامة.", "لقاء", "CONSULT", [], []),
        # what came before the denial
        ("نفى الجيش ذلك، وذلك غداة اتهامه بقصف المستشفى.", "بقصف", "ASSAULT", ["negation"], []),
        ("نفى الجيش، وذلك في بيان، قصف المستشفى.", "قصف", "ASSAULT", ["negation"], ["negation"]),
        # without, and not meant, not able, not brought about
        ("زار المبعوث بيروت دون أن يلتقي الرئيس.", "يلتقي", "CONSULT", [], ["negation"]),
        ("عاد الوزير من القمة دون أن يجري أي لقاءات.", "لقاءات", "CONSULT", [], ["negation"]),
        ("انتهى اللقاء دون التوصل إلى اتفاق.", "اتفاق", "AGREE", [], ["negation"]),
        ("زار المبعوث بيروت دون وفده، ثم التقى الرئيس.", "التقى", "CONSULT", [], []),
        ("لا تنوي الحكومة إرسال قوات إلى الحدود.", "إرسال", "MOBILIZE", ["future"], ["negation"]),
        ("لا توجد أي نية لدى الحكومة لعقد لقاء ثنائي.", "لقاء", "CONSULT", [], ["negation"]),
        ("لم تتمكن القافلة من الوصول إلى المدينة بسبب القتال.", "القتال", "ASSAULT", [], []),
        ("لم تنفذ الطائرات أي ضربات في الشمال.", "ضربات", "ASSAULT", [], ["negation"]),
        ("لم تنفذ الطائرات سوى ضربات في الشمال.", "ضربات", "ASSAULT", [], []),
        ("لم تنجح وساطة الوفد.", "وساطة", "CONSULT", [], []),
        ("لم يستطع المبعوث لقاء الوفد.", "لقاء", "CONSULT", [], ["negation"]),
        ("لم تتمكن القافلة من دخول المدينة بعد لقاء الوفد.", "لقاء", "CONSULT", [], []),
        ("نفت السفارة الاعتقال كله.", "الاعتقال", "COERCE", [], ["negation"]),
        # called off, but an agreement that is called off had come about
        ("أرجأ المبعوث زيارته إلى الخرطوم.", "زيارته", "CONSULT", [], ["negation"]),
        ("الزيارة التي كانت مقررة في مطلع الشهر أرجئت.", "الزيارة", "CONSULT", ["future"], ["negation"]),
        ("الزيارة جرت في موعدها، ثم أرجئت الحفلة.", "الزيارة", "CONSULT", [], []),
        ("زيارة رئيس المجلس عقيلة صالح التي كانت مقررة غدا أرجئت.", "زيارة", "CONSULT", [], ["negation"]),
        ("كان من المقرر أن يعقد المجلس جلسة، لكن الجلسة تأجلت.", "يعقد", "CONSULT", ["future"], ["negation"]),
        ("كان الوزير سيزور مصراتة السبت غير أنه عدل عن ذلك.", "سيزور", "CONSULT", ["future"], ["future"]),
        ("إن الوزير كان سيزور مصراتة السبت غير أنه عدل عن ذلك.", "سيزور", "CONSULT", ["future"], ["negation"]),
        ("كان من المقرر أن يصل الوفد الاثنين لكنه لم يحضر.", "يصل", "CONSULT", ["future"], ["negation"]),
        ("كان من المقرر أن يعقد المجلس جلسة، لكن النصاب اكتمل.", "يعقد", "CONSULT", ["future"], ["future"]),
        ("نفت السفارة إلغاء زيارة الوزير.", "زيارة", "CONSULT", ["future"], ["future"]),
        ("ألغت الحكومة الاتفاق مع الشركة.", "الاتفاق", "AGREE", [], []),
        ("لو سار كل شيء كما يجب لكان الوزيران قد التقيا أمس.", "التقيا", "CONSULT", [], ["negation"]),
        # under a condition or only possible
        ("لا تفاوض ما لم تنسحب القوات.", "تنسحب", "RETREAT", ["negation"], ["hypothetical"]),
        ("سيرد الجيش إذا لم ينسحب المقاتلون.", "ينسحب", "RETREAT", ["negation"], ["hypothetical"]),
        ("قد تطلب بغداد من واشنطن تأجيل الانسحاب.", "تطلب", "REQUEST", [], ["hypothetical"]),
        ("كانت بغداد قد طلبت من واشنطن تأجيل الانسحاب.", "طلبت", "REQUEST", [], []),
        ("سيؤجل اللقاء في حال لم يتم التوصل إلى اتفاق.", "التوصل", "AGREE", [], ["hypothetical"]),
        ("على أي حال التقى الوزير السفير.", "التقى", "CONSULT", [], []),
        ("يبحث المجلس احتمال شن هجوم على المدينة.", "هجوم", "ASSAULT", [], ["hypothetical"]),
        ("لم يستبعد مصدر تحدث إليها أن يزور الملك البلاد.", "يزور", "CONSULT", ["negation"], ["hypothetical"]),
        ("لم تعلق القيادة على أنباء عن غارة قرب جيليب.", "غارة", "ASSAULT", [], ["hypothetical"]),
        ("نشرت الصحيفة أنباء اليوم، ثم نفذت غارة.", "غارة", "ASSAULT", [], []),
        ("رست السفينة قرب الميناء بعد وصول الشحنة.", "وصول", "MOBILIZE", [], []),
        ("كذبت الحكومة التقارير التي تحدثت عن وصول سفينة.", "وصول", "MOBILIZE", [], ["negation"]),
        ("كذبت الحكومة الوزير الذي تحدث عن وصول سفينة.", "وصول", "MOBILIZE", [], []),
        # called untrue behind it
        ("إن ما جرى تداوله عن اجتماع ثلاثي «عار عن الصحة».", "اجتماع", "CONSULT", [], ["negation"]),
        ("التقارير عن وصول سفينة إلى الميناء غير صحيحة.", "وصول", "MOBILIZE", [], ["negation"]),
        ("المعلومات بشأن اعتقال الناشط لا أساس لها.", "اعتقال", "COERCE", [], ["negation"]),
        ("التقارير عن وصول سفينة إلى الميناء صحيحة.", "وصول", "MOBILIZE", [], []),
        ("نشر تقارير عن وصول سفينة، والاتهامات غير صحيحة.", "وصول", "MOBILIZE", [], []),
        ("جرى اجتماع ثلاثي في ظرف غير صحيح.", "اجتماع", "CONSULT", [], []),
        # doubted
        ("استبعد مصدر حكومي عقد لقاء قريب بين الوزيرين.", "عقد", "CONSULT", [], ["negation"]),
        ("استبعد الوزير أن يزور الوفد العاصمة.", "يزور", "CONSULT", ["future"], ["negation"]),
        ("استبعد الوزير هذا الرأي في لقاء مع الصحيفة.", "لقاء", "CONSULT", [], []),
        ("استبعد الوزير التمديد، وزيارة الوفد قائمة.", "وزيارة", "CONSULT", [], []),
        # planned
        ("تعتزم السلطات ترحيل الموقوفين.", "ترحيل", "COERCE", ["hypothetical"], ["future"]),
        ("تعتزم ترحيل الموقوفين إذا لم يدفعوا.", "ترحيل", "COERCE", ["hypothetical"], ["future", "hypothetical"]),
        ("أعلنت السلطات ترحيل الموقوفين.", "ترحيل", "COERCE", [], []),
        ("ينص المقترح على أن تفرج الجماعة عن الرهائن.", "تفرج", "RETREAT", [], ["future"]),
        ("أوقفته الشرطة قبل أن تفرج عنه مساء.", "تفرج", "RETREAT", [], []),
        ("تحدث الناطق عن قرب وصول سفينة إلى طبرق.", "وصول", "MOBILIZE", [], ["future"]),
        ("لم يتفقا على موعد نهائي لانسحاب القوات.", "لانسحاب", "RETREAT", [], ["future"]),
        ("كشفت الصحيفة خطة لنشر قوات في الشمال.", "لنشر", "MOBILIZE", [], ["future"]),
        ("حضر الموعد لاستقبال الوفد.", "لاستقبال", "CONSULT", [], []),
        ("القوة الدولية المزمع نشرها في القطاع.", "نشرها", "MOBILIZE", ["negation"], ["future"]),
        ("القوة الدولية التي جرى نشرها في القطاع.", "نشرها", "MOBILIZE", [], []),
        # what an agreement provides for, and not what a report or a sentence does
        ("توصلوا إلى اتفاق يقضي بوقف القتال ومنع تسلل المرتزقة.", "ومنع", "COERCE", ["historical"], ["future"]),
        ("تنص الهدنة على انسحاب القوات من المدينة.", "انسحاب", "RETREAT", [], ["future"]),
        ("ينص المقال على وصف انسحاب القوات من المدينة.", "انسحاب", "RETREAT", [], []),
        ("وقعوا اتفاقا يقضي بوقف القتال، بعدما أعلن انسحاب القوات.", "انسحاب", "RETREAT", [], []),
        ("وقعوا اتفاقا يقضي بالتهدئة الذي سبقه انسحاب القوات.", "انسحاب", "RETREAT", [], []),
        ("ينص الاتفاق على وقف القتال وانسحاب القوات.", "وانسحاب", "RETREAT", [], ["future"]),
        ("مذكرة تقضي بانسحاب القوات خلال شهر.", "بانسحاب", "RETREAT", [], ["future"]),
        ("ينص الاتفاق الذي تم التوصل إليه في جدة على انسحاب القوات.", "انسحاب", "RETREAT", [], ["future"]),
        ("تقضي المحكمة اليوم بسجن الوزير.", "بسجن", "COERCE", [], []),
        ("لا ينص الاتفاق على انسحاب القوات.", "انسحاب", "RETREAT", [], []),
        ("ينص الاتفاق الذي أعقب انسحاب القوات على هدنة.", "انسحاب", "RETREAT", [], []),
        # planned on a condition that ends the clause
        ("يصل الوفد غدا إلى جدة، إذا فتح المعبر.", "يصل", "CONSULT", ["future"], ["future", "hypothetical"]),
        ("يصل الوفد غدا ما لم يطرأ طارئ.", "يصل", "CONSULT", ["future"], ["future", "hypothetical"]),
        ("سيلتقي المنسق الوجهاء غدا إن سمحت الظروف.", "سيلتقي", "CONSULT", ["future"], ["future", "hypothetical"]),
        ("سيلتقي المنسق الوجهاء غدا إن شاء الله.", "سيلتقي", "CONSULT", ["future"], ["future"]),
        ("سيصل الوفد غدا، وقال الناطق إن السكن جاهز.", "سيصل", "CONSULT", ["future"], ["future"]),
        ("سيصل الوفد غدا، وتعود القافلة إذا فتح المعبر.", "سيصل", "CONSULT", ["future"], ["future"]),
        ("أعلن الناطق أن الوفد سيصل غدا.", "الوفد", "CONSULT", ["future"], ["future"]),
        # before now, and what still goes on
        ("الناشط الذي لا يزال محتجزا منذ يوليو 2019.", "محتجزا", "COERCE", ["historical"], []),
        ("الناشط الذي بقي محتجزا في يوليو 2019.", "محتجزا", "COERCE", ["historical"], ["historical"]),
        ("وسبق لها أن توعدت الشركة.", "توعدت", "THREATEN", [], ["historical"]),
        ("سبق الاجتماع بيان، ثم توعدت الجماعة الشركة.", "توعدت", "THREATEN", [], []),
    ],
)  # fmt: skip
def test_whether_it_came_about(
    text: str, word: str, kind: str, heard: list[Auxiliary], right: list[Auxiliary]
) -> None:  # fmt: skip
    reading, token = at(text, word)
    assert moods(reading, token, kind, frozenset(heard)) == frozenset(right)


def test_every_word_of_the_table_says_so_in_its_example() -> None:
    for row in read_table("ar/events/moods.tsv"):
        assert row["says"] in [says(fold(w))[0] for w in row["example"].split()], row["past"]
