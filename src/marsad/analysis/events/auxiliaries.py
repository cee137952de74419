"""Planned, hypothetical, denied and past: PLOVER's auxiliary modes, from the words around a trigger."""

from __future__ import annotations

from datetime import date

from marsad.analysis.reading import Reading
from marsad.model.record import AUXILIARIES, Auxiliary
from marsad.text.views import fold

from .triggers import Reading as TriggerReading

NEGATIONS = frozenset(
    fold(w) for w in ["لم", "لن", "لا", "ما", "ليس", "ليست", "دون", "بدون", "عدم", "ولم", "ولن", "ولا"]
)
_FUTURE = frozenset(
    fold(w)
    for w in [
        "المقرر",
        "المرتقب",
        "المنتظر",
        "المزمع",
        "سوف",
        "يعتزم",
        "تعتزم",
        "اعتزام",
        "يعتزمون",
        "ينوي",
        "تنوي",
        "المتوقع",
        "مرتقب",
        "مرتقبة",
        "مرتقبا",
        "مقررة",
        "مقررا",
        "يستعد",
        "تستعد",
        "ستبدأ",
        "سيبدأ",
        "سيتم",
        "ستتم",
        "سيجري",
        "ستجري",
        "يخطط",
        "تخطط",
        "عزم",
    ]
)
_HYPOTHETICAL = frozenset(
    fold(w)
    for w in [
        "إذا",
        "لو",
        "ربما",
        "احتمال",
        "احتمالات",
        "إمكانية",
        "إمكان",
        "يدرس",
        "تدرس",
        "شائعات",
        "الشائعات",
        "يبحث",
        "اقتراح",
        "اقترح",
        "مقترح",
        "قد",
        "يمكن",
        "يحتمل",
        "محتمل",
        "محتملة",
        "سيناريو",
        "فرضية",
        "أنباء",
        "حال",
        "مزاعم",
        "يفكر",
        "تفكر",
    ]
)
PAST = frozenset(fold(w) for w in ["كان", "كانت", "كانوا", "كانا", "وكان", "وكانت", "وكانوا", "سبق", "سابق", "سابقا"])


def auxiliaries(
    reading: Reading,
    at: int,
    first: int,
    trigger: TriggerReading,
    interval: tuple[str, str] | None,
    published: str | None,
) -> tuple[Auxiliary, ...]:
    """Auxiliary modes of the trigger at token `at` of a clause that starts at `first`, in PLOVER's order."""
    tokens = reading.tokens
    near = [t.norm for t in tokens[max(first, at - 4) : at]]
    clause = [t.norm for t in tokens[max(first, at - 12) : at]]
    out: set[Auxiliary] = set()
    if (
        trigger.future
        or any(w in _FUTURE for w in clause)
        or (near and any(w in {fold("سيتم"), fold("سوف")} for w in near))
    ):
        out.add("future")
    if (near[-1:] and near[-1] in NEGATIONS) or (near[-2:-1] and near[-2] in {fold("لم"), fold("لن"), fold("دون")}):
        out.add("negation")
    verb_kan = trigger.kind == "verb" and trigger.present and near[-1:] == ["قد"]
    hypothetical = [w for w in clause if w in _HYPOTHETICAL and w != "قد"]
    if verb_kan or (hypothetical and (trigger.kind == "noun" or trigger.present)):
        out.add("hypothetical")
        out.discard("future")
    if any(w in PAST for w in clause) and trigger.kind == "verb" and not trigger.present:
        out.add("historical")
    if interval and published:
        days = (date.fromisoformat(published[:10]) - date.fromisoformat(interval[1])).days
        if days > 45:
            out.add("historical")
        if (date.fromisoformat(interval[0]) - date.fromisoformat(published[:10])).days > 0 and not out & {
            "hypothetical",
            "negation",
        }:
            out.add("future")
            out.discard("historical")
    return tuple(a for a in AUXILIARIES if a in out)
