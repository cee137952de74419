"""What a word can't mean beside the words around it, each with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.acts import as_news, shown, threatened
from marsad.analysis.learned.unfit import nobodys_word, ruled_out
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("استدعت الخارجية أمس سفيرة مالطا لدى البلاد.", "استدعت", ["SANCTION"]),
        ("استدعت الخارجية أمس سفيرة مالطا وسلمتها مذكرة احتجاج.", "استدعت", ["SANCTION", "CONSULT"]),
        ("استدعت الخارجية أمس سفيرها احتجاجا على القرار.", "استدعت", []),
        ("استدعت الخارجية أمس سفيرها في مالطا.", "استدعت", []),
        ("استدعت الخارجية أمس سفيرها وطردت السفير المالطي.", "استدعت", []),
        ("استدعت النيابة المدير.", "استدعت", []),
        ("اعتذر الوزير عن عدم حضور القمة.", "اعتذر", ["CONCEDE"]),
        ("اعتذر الوزير عن المشاركة في القمة.", "اعتذر", ["CONCEDE"]),
        ("اعتذر الوزير عن التصريح.", "اعتذر", []),
        ("اعتذر الوزير عن عدم نشر التقرير.", "اعتذر", []),
        ("اتهم خصومه بمصادرة إرادة النواب.", "بمصادرة", ["COERCE"]),
        ("اتهم خصومه بمصادرة حقهم في الكلام.", "بمصادرة", ["COERCE"]),
        ("اتهم خصومه بمصادرة أملاك النواب.", "بمصادرة", []),
        ("علق عمال المرفأ إضرابهم أمس.", "إضرابهم", ["PROTEST"]),
        ("انتهى أمس إضراب السائقين.", "إضراب", ["PROTEST"]),
        ("تقرر إنهاء اعتصام الأهالي.", "اعتصام", ["PROTEST"]),
        ("علق الوزير على إضراب السائقين.", "إضراب", []),
        ("وقع الوزيران، الأحد، مذكرة تفاهم للتعاون.", "تفاهم", ["AGREE"]),
        ("جرى توقيع اتفاق بين الشركتين.", "اتفاق", ["AGREE"]),
        ("وقع الوزيران في الرباط اتفاق تعاون.", "اتفاق", ["AGREE"]),
        ("اتفاق جدة، الذي وقعته الجبهة، لم ينفذ.", "اتفاق", ["AGREE"]),
        ("اتفاق جدة، الذي رفضته الجبهة، لم ينفذ.", "اتفاق", []),
        ("ونفت الوزارة ذلك.", "ونفت", ["ACCUSE"]),
        ("واتهمت الوزارة السفير.", "واتهمت", []),
        ("توصلت الصحيفة برسالة من القارئ.", "توصلت", ["AGREE"]),
        ("توصلت الأطراف إلى هدنة.", "توصلت", []),
        ("توصل المجتمعون، بفضل الوسطاء، إلى هدنة.", "توصل", []),
        ("وقع الوزيران البيان في إطار اتفاق قديم.", "اتفاق", []),
        ("أعلن الوزيران التوصل إلى اتفاق.", "اتفاق", []),
        ("وقع الوزير البيان بعد اتفاق الطرفين.", "اتفاق", []),
        ("وقعت الوزيرة الوثيقة، وقالت إن اتفاق الطرفين قريب.", "اتفاق", []),
        ("بدأ عمال المرفأ إضرابهم أمس.", "إضرابهم", []),
        ("وبعدما علقت الشركة الرحلات، اعتصام للمسافرين.", "اعتصام", []),
    ],
)
def test_types_that_a_word_cannot_tell_here(text: str, word: str, wanted: list[str]) -> None:
    reading = Reading.of(Document("d", text))
    assert list(ruled_out(reading, reading.token_at(text.index(word)))) == wanted


@pytest.mark.parametrize(
    ("text", "word", "rules"),
    [
        ("ويحكم البلاد مجلس عسكري منذ انقلاب مارس.", "ويحكم", True),
        ("تحكم الجزيرة أسرة واحدة.", "تحكم", True),
        ("يحكم القاضي غدا على المتهم بالسجن.", "يحكم", False),
        ("حكم الجنرال البلاد عشر سنوات.", "حكم", False),
        ("سيحكم في القضية لاحقا.", "سيحكم", False),
        ("حل الفيلق محل المجموعة في القاعدة.", "حل", True),
        ("حل الوزير ضيفا على القاعدة.", "حل", False),
        ("وجودهم الدائم سيشكل تهديدا لحلف الجنوب.", "تهديدا", True),
        ("وجه القائد تهديدا لحلف الجنوب.", "تهديدا", False),
    ],
)
def test_words_that_tell_nothing_here(text: str, word: str, rules: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert ("SANCTION" in ruled_out(reading, reading.token_at(text.index(word)))) is rules


@pytest.mark.parametrize(
    ("text", "word", "silent"),
    [
        ("رفض متحدث باسم الوزارة التعليق على الأمر.", "رفض", True),
        ("امتنعت السفارة عن الإدلاء بأي تفاصيل.", "امتنعت", True),
        ("رفضت الوزارة تعليق عضوية البلاد.", "رفضت", False),
        ("رفض الوزير العرض، وطلب التعليق عليه لاحقا.", "رفض", False),
    ],
)
def test_who_says_nothing_turns_nobody_down(text: str, word: str, silent: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert ("REJECT" in ruled_out(reading, reading.token_at(text.index(word)))) is silent


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("واتفقا أمس على [تشكيل تحالف جديد].", True),
        ("واتفق خبراء أمس على [تشكيل تحالف جديد].", False),
        ("رحب بموافقة الجيش على [فتح المعبر].", True),
        ('وقع الوزيران، الأحد، "[إعلان شراكة]".', True),
        # who says it, what is said and not signed
        ("أكد الحزبان أمس على [أهمية التحالف].", False),
        ("واتفقا أمس، وشدد الأمين على [تشكيل تحالف جديد].", False),
        ("واتفقا على الخطة، وهي [تشكيل تحالف جديد].", False),
        ('وقع الوزيران الوثيقة، وقال أحدهما: "[إعلان مهم]".', False),
        ('وقع الوزيران "[صفقة العمر]".', False),
    ],
)
def test_what_was_agreed_or_signed_is_nobodys_word(text: str, nobody: bool) -> None:
    begin = text.index("[")
    reading = Reading.of(Document("d", text.replace("[", "").replace("]", "")))
    assert nobodys_word(reading, reading.token_at(begin)) is nobody


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("وهدد الوزير القماطي [بإغلاق المعبر].", True),
        ("وخرج ملوحا [بإغلاق المعبر].", True),
        ("وطالب الوزير القماطي [بإغلاق المعبر].", False),
        ("وهدد الوزير وطالب [بإغلاق المعبر].", False),
        ("تهديد الوزير [بإغلاق المعبر] مرفوض.", False),
        ("وهدد الوزير [خصومه] بالسجن.", False),
    ],
)
def test_what_is_threatened(text: str, threat: bool) -> None:
    begin = text.index("[")
    reading = Reading.of(Document("d", text.replace("[", "").replace("]", "")))
    assert threatened(reading, reading.token_at(begin)) is threat


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("وتفيد أرقام وزارة الزراعة بأن [المحصول تراجع].", True),
        ("وتشير إحصاءات نشرتها البلدية إلى أن [المدارس امتلأت].", True),
        ("وتقول أرقام اتحاد «الحقول» إن [المحصول تراجع].", True),
        ("تظهر بيانات الجمارك أن [الواردات زادت].", True),
        ("وتفيد قاعدة بيانات «مسار» بأن [السفينة أبحرت].", True),
        ("وقالت بيانات الجيش إن [القوات تقدمت].", False),
        ("وتفيد وزارة الزراعة بأن [المحصول تراجع].", False),
        ("وقال الخبير عن أرقام الوزارة إن [المحصول تراجع].", False),
        ("نشرت الوزارة أرقام الموسم، وقال الوزير إن [المحصول تراجع].", False),
        ("وتفيد أرقام الوزارة التي قال مديرها إن [المحصول تراجع].", False),
    ],
)
def test_what_figures_show(text: str, figures: bool) -> None:
    begin = text.index("[")
    reading = Reading.of(Document("d", text.replace("[", "").replace("]", "")))
    assert shown(reading, reading.token_at(begin)) is figures


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("وانفرد موقع «الميناء» بخبر مفاده أن [السفينة غرقت].", True),
        ("نشرت الصحيفة نبأ عن المرفأ مؤداه أن [السفينة غرقت].", True),
        ("وجه الوزير رسالة مفادها أن [السفينة غرقت].", False),
        ("نشرت الصحيفة خبرا عن المرفأ، وقالت إن [السفينة غرقت].", False),
    ],
)
def test_what_news_says(text: str, news: bool) -> None:
    begin = text.index("[")
    reading = Reading.of(Document("d", text.replace("[", "").replace("]", "")))
    assert as_news(reading, reading.token_at(begin)) is news
