"""Original Arabic news of any number, for tests: no two alike, all invented."""

from __future__ import annotations

_WHO = ("وزير الزراعة", "محافظ السهل", "مدير الميناء", "رئيس اللجنة", "نقيب المعلمين", "وزيرة الصحة", "عميد الكلية")
_NAMES = ("سالم المرسي", "هدى القنطاوي", "نزار بن عامر", "ليلى الساحلي", "بشير الجبلي")
_PLACES = ("المدينة", "الميناء الجنوبي", "البلدة القديمة", "الضفة الشمالية", "سوق الجملة", "المخيم", "الحي الغربي")
_WHAT = (
    "بحث مع المزارعين أسعار القمح", "افتتح مركزا صحيا جديدا", "تفقد المخازن بعد الأمطار", "التقى وفدا من التجار",
    "أعلن موعد الانتخابات المحلية", "نفى وجود نقص في الوقود", "وعد بصرف الرواتب المتأخرة",
)  # fmt: skip


def sentence(number: int) -> str:
    """One sentence."""
    who, name = _WHO[number % 7], _NAMES[number % 5]
    return f"{who} {name} {_WHAT[number % 6]} في {_PLACES[(number // 3) % 7]} اليوم، وفق بيان حمل الرقم {number}."


def paragraphs(number: int) -> list[str]:
    """The three paragraphs of a report."""
    return [
        f"قال مراسلنا إن {sentence(number)}",
        f"وأضاف المصدر أن الزيارة رقم {number} تأتي بعد أسابيع من المشاورات بين البلديات والأهالي، وأن العمل مستمر.",
        f"وأوضح البيان أن {_WHO[(number + 3) % 7]} سيعود إلى {_PLACES[(number + 2) % 7]} خلال {number % 9 + 2} أيام.",
    ]


def report(number: int) -> str:
    """A whole report."""
    return "\n".join(paragraphs(number))


def title(number: int) -> str:
    """A headline."""
    return f"{_WHO[number % 7]} في {_PLACES[(number // 3) % 7]} ({number})"
