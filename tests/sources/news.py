"""Original Arabic news of any number, for tests: no two alike, all invented."""

from __future__ import annotations

import random

_WHO = (
    "وزير الزراعة", "محافظ السهل", "مدير الميناء", "رئيس اللجنة", "نقيب المعلمين", "وزيرة الصحة", "عميد الكلية",
    "قائد الحرس", "رئيس البلدية", "مديرة المتحف", "أمين الاتحاد", "ناطق باسم الشركة", "عضو مجلس المدينة",
)  # fmt: skip
_NAMES = (
    "سالم المرسي", "هدى القنطاوي", "نزار بن عامر", "ليلى الساحلي", "بشير الجبلي", "فارس الواحي", "منى الضفاف",
    "رامي السنديان", "سعاد المرفأ", "يونس التلالي", "كريمة الوادي",
)  # fmt: skip
_PLACES = (
    "المدينة", "الميناء الجنوبي", "البلدة القديمة", "الضفة الشمالية", "سوق الجملة", "المخيم", "الحي الغربي",
    "محطة القطار", "وادي الزيتون", "جزيرة الصيادين", "طريق الساحل", "قلعة التل",
)  # fmt: skip
_DID = (
    "بحث مع المزارعين أسعار القمح", "افتتح مركزا صحيا جديدا", "تفقد المخازن بعد الأمطار", "التقى وفدا من التجار",
    "أعلن موعد الانتخابات المحلية", "نفى وجود نقص في الوقود", "وعد بصرف الرواتب المتأخرة", "سلم مفاتيح المساكن لأهلها",
    "رفض اقتراح نقل السوق", "وقع عقدا لترميم الجسر", "زار جرحى الحريق", "طالب بإعادة فتح المدرسة", "أغلق المعبر يومين",
    "اتهم المقاولين بالتأخير", "استقبل فرقة الإنقاذ", "حذر من سيول متوقعة",
)  # fmt: skip
_THEN = (
    "وأضاف {name} أن {count} عائلة ستستفيد من القرار، وأن العمل يبدأ بعد {days} أيام.",
    "وذكر شهود أن {count} شاحنة وقفت عند {place} حتى المساء من دون أن يسمح لها بالعبور.",
    "ويقول سكان {place} إنهم ينتظرون منذ {days} أشهر جوابا عن شكواهم التي حملت {count} توقيعا.",
    "وكانت البلدية قد خصصت {count} ألف دينار للمشروع، ثم جمدته قبل {days} أسابيع بسبب خلاف على الأرض.",
    "من جهته رأى {who} أن الأرقام مبالغ فيها، وأن المخازن تكفي {days} أسابيع على الأقل.",
    "وتظهر وثيقة من {count} صفحة أن اللجنة اجتمعت {days} مرات في {place} من دون أن تتخذ قرارا.",
    "ولم يصدر تعليق من {who} على ما جرى، غير أن مكتبه أكد حضوره الجلسة رقم {count}.",
    "وخلال الجولة رافقه {name} و{count} من المتطوعين الذين وزعوا الماء والخبز على الأسر.",
)
_LAST = (
    "وأوضح البيان أن {who} سيعود إلى {place} خلال {days} أيام.",
    "ومن المقرر أن تعرض النتائج في {place} بعد {days} أيام، بحضور {who}.",
    "وانتهت الجلسة بعد {days} ساعات، على أن تستأنف في {place}.",
    "وبحسب {name}، بلغ عدد الحاضرين {count}، بينهم مندوبون من {place}.",
)


def sentence(number: int) -> str:
    """One sentence."""
    chance = random.Random(f"sentence {number}")
    who, name = chance.choice(_WHO), chance.choice(_NAMES)
    return f"{who} {name} {chance.choice(_DID)} في {chance.choice(_PLACES)} اليوم، وفق بيان حمل الرقم {number}."


def paragraphs(number: int) -> list[str]:
    """The three paragraphs of a report."""
    chance = random.Random(f"paragraphs {number}")

    def filled(pattern: str) -> str:
        return pattern.format(
            name=chance.choice(_NAMES), who=chance.choice(_WHO), place=chance.choice(_PLACES),
            count=number * 7 + 11, days=chance.randint(2, 9),
        )  # fmt: skip

    return [
        f"قال مراسلنا إن {sentence(number)}",
        " ".join(filled(pattern) for pattern in chance.sample(_THEN, 3)),
        filled(chance.choice(_LAST)),
    ]


def report(number: int) -> str:
    """A whole report."""
    return "\n".join(paragraphs(number))


def title(number: int) -> str:
    """A headline."""
    chance = random.Random(f"title {number}")
    return f"{chance.choice(_WHO)} في {chance.choice(_PLACES)} ({number})"
