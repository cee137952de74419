"""Acts that are what they are by who does them: «اقتاد ملثمون الطبيب», «أغلقت السلطات الطريق».

Whoever is held by men of no authority is abducted, and who rules or polices bars a road and doesn't protest on it.
"""

from __future__ import annotations

from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.model.record import Reason
from marsad.text.views import fold

_TAKING: Final = frozenset(("احتجز", "اقتاد", "أخذ", "أسر", "ساق"))
"""Verbs for taking or holding somebody that say nothing of the right to it, as «أوقف» and «اعتقل» do."""
_LAWLESS: Final = frozenset(("UAF", "CRM"))
_UNKNOWN: Final = frozenset(fold(w) for w in ("ملثم", "ملثمون", "ملثمين", "مجهول", "مجهولون", "مجهولين"))
_RULES: Final = frozenset(("GOV", "COP"))
_RULERS: Final = frozenset(fold(w) for w in ("السلطات", "سلطات", "الشرطة", "شرطة", "الحكومة", "حكومة"))
_GANGS: Final = frozenset(fold(w) for w in ("عصابة", "عصابات"))


def abducted(reading: Reading, token: int, telling: Telling) -> None:
    """Make an arrest or a seizure the abduction that it is."""
    if telling.type != "COERCE" or telling.mode not in ("arrest", "seize", None):
        return
    taking = [r for r in readings_at(reading, token) if r.trigger.lemma in _TAKING and r.kind == "verb"]
    # «احتجزها»: a convoy, mostly
    whom = ("person",) if taking and taking[0].pronoun == "ها" else ("person", "group")
    people = [e.type in whom for e in telling.recipient]
    if not taking or not all(people) or not (people or taking[0].pronoun not in ("", "ها")):
        return
    if not telling.actor or not all(_lawless(e) for e in telling.actor):
        return
    word = telling.trigger
    telling.type, telling.mode = "ASSAULT", "abduct"
    telling.reasons = [r for r in telling.reasons if r.field not in ("type", "mode")]
    telling.reasons[:0] = [Reason(field, "events.abduction", word.start, word.end) for field in ("type", "mode")]


def restricted(telling: Telling) -> None:
    """«وأغلقت السلطات المعسكر»: who rules or polices demonstrates nowhere, and what he bars is restricted."""
    if (telling.type, telling.mode) != ("PROTEST", "obstruct") or not telling.actor:
        return
    if not all(_RULES & set(e.sector) or fold(e.name).split()[0] in _RULERS for e in telling.actor):
        return
    word = telling.trigger
    telling.type, telling.mode = "COERCE", "restrict"
    telling.reasons = [r for r in telling.reasons if r.field not in ("type", "mode")]
    telling.reasons[:0] = [Reason(field, "events.restriction", word.start, word.end) for field in ("type", "mode")]


def _lawless(entity: Found) -> bool:
    """Masked or armed men and gangs; a body with a name of its own may be an army or the police."""
    first = fold(entity.name).split()[0].removeprefix("ال")
    return (entity.type == "group" and (first in _UNKNOWN or not _LAWLESS.isdisjoint(entity.sector))) or first in _GANGS
