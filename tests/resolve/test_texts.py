"""Reprints are recognised, reports of their own are not."""

from __future__ import annotations

from marsad.resolve.texts import Text, compare_texts, copied_from, signature

WIRE = """أعلنت بلدية وادي الزيتون صباح الأحد انتهاء أعمال الصيانة في الجسر الغربي بعد ثلاثة أشهر من الإغلاق.
وقال رئيس البلدية منصور الطيبي إن الجسر سيفتح أمام السيارات الخفيفة أولا ثم أمام الشاحنات في نهاية الأسبوع.
وأضاف أن كلفة الأعمال بلغت أربعة ملايين دينار دفعت وزارة الأشغال نصفها والباقي من صندوق البلدية.
وكان الجسر قد تضرر في فيضانات الخريف الماضي التي قطعت الطريق بين الضفتين ثلاثة أيام كاملة.
وطالب سكان الحي القديم بإنارة المدخل الشرقي للجسر وبوضع إشارة مرور عند المدرسة المجاورة له."""
OTHER = """وصلت إلى مرفأ رأس الجبل مساء السبت ثلاث سفن تحمل قمحا مستوردا من رومانيا وفق إدارة المرفأ.
وذكرت الإدارة في نشرة وزعتها على التجار أن تفريغ الحمولة يستغرق خمسة أيام إذا سمحت أحوال البحر.
ونفت وجود تأخير في صرف مستحقات عمال الرصيف، وقالت إن الأجور تدفع في مواعيدها منذ بداية العام."""


def test_a_reprint_without_its_end_is_a_copy() -> None:
    cut = "عنوان جديد\n" + "\n".join(WIRE.split("\n")[:4]).replace("صباح الأحد", "الأحد")
    assert compare_texts(WIRE, cut).score > 0.7
    assert set(signature(WIRE)) & set(signature(cut))
    assert copied_from(cut, None, [Text("d-2", OTHER), Text("d-1", WIRE)]).target == "d-1"


def test_another_report_is_none() -> None:
    assert compare_texts(WIRE, OTHER).score == 0
    assert copied_from(OTHER, None, [Text("d-1", WIRE)]).target is None


def test_an_original_is_not_published_later() -> None:
    assert copied_from(WIRE, "2025-01-02", [Text("d-1", WIRE, "2025-01-03")]).target is None
