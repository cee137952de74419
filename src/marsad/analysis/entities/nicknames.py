"""By what other name somebody or something goes: «محمد بحرون الملقب ب«الفار»», «المعروفة اختصارا باسم كذا»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.reading import Reading
from marsad.text.views import fold

from .candidate import Found

CALLED: Final = frozenset(
    map(fold, ("المعروف", "المعروفة", "الملقب", "الملقبة", "المدعو", "المدعوة", "المكنى", "المكناة"))
)
"""Words behind a name that lead to another one."""
_BY: Final = frozenset(map(fold, ("ب", "باسم", "بلقب", "بكنية", "باسمه", "باسمها")))
_HOW: Final = frozenset(
    map(fold, ("اختصارا", "محليا", "إعلاميا", "أيضا", "شعبيا", "سابقا", "الحركي", "المستعار", "الحركية"))
)
_MARKS: Final = frozenset((",", '"', "(", ")"))
_FARTHEST: Final = 7
"""Tokens between the two names."""


def nicknamed(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """The entities, those joined of which one is said to be called what the other is."""
    ends = {last: e for e in found for _, last, _ in e.mentions}
    out = list(found)
    into: dict[int, Found] = {}
    for other in found:
        first = other.mentions[0][0]
        who = _who(reading, ends, first)
        who = into.get(id(who), who)
        if who is None or who is other or id(other) in into or not _may_be(who, other):
            continue
        who.mentions = sorted({*who.mentions, *other.mentions}, key=lambda m: (m[2].start, -m[2].end))
        who.names |= other.names
        who.entry = who.entry or other.entry
        into[id(other)] = who
        out = [e for e in out if e is not other]
    return out


def _may_be(who: Found, other: Found) -> bool:
    """A man may go by any word, other things by a name of their kind; two listed ones are two."""
    if who.entry is not None and other.entry is not None and who.entry.id != other.entry.id:
        return False
    return who.type == other.type or (who.type == "person" and other.entry is None)


def _who(reading: Reading, ends: dict[int, Found], first: int) -> Found | None:
    """Of whom the words before a name say that it is another of his."""
    called = by = False
    for k in range(first - 1, max(first - _FARTHEST, -1), -1):
        norm = reading.tokens[k].norm
        if called and k + 1 in ends:
            return ends[k + 1] if by else None
        if norm in CALLED and not called:
            called = True
            # «المدعو فلان» needs no preposition, and what stands in quotation marks is a name
            by = by or norm.startswith(("المدعو", "المكن")) or reading.tokens[k + 1].norm in {*_BY, '"'}
        elif norm in _BY and not called:
            by = True
        elif norm not in _MARKS and not (norm in _HOW and not called):
            return None
    return None
