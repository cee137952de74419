"""Whose a document is that a definite noun points back to: «ونقل التقرير عن تاجر» behind «تقرير لمركز كذا»."""

from __future__ import annotations

from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .cues import STOPS

_FARTHEST: Final = 400
"""Tokens that a reference may point back over."""
_NEAR: Final = 6
"""Tokens from the document to whoever made it."""
_BEFORE: Final = 12
"""Tokens from whoever tells something in a document to its noun."""
_MADE: Final = frozenset(
    fold(w)
    for w in (
        *("أعده", "أعدها", "أعدته", "أعدتها", "أصدره", "أصدرها", "أصدرته", "أصدرتها", "نشره", "نشرها", "نشرته"),
        *("نشرتها", "وضعه", "وضعها", "وضعته", "وضعتها", "كتبه", "كتبها", "صادر", "صادرة", "صدر", "صدرت", "وزعه"),
        *("وزعته", "وزعها", "وزعتها", "وجهه", "وجهته", "وجهها", "وجهتها"),
    )
)
_ANY: Final = frozenset(fold(w) for w in ("وثيقة", "مستند"))
"""What any paper may be called when it is named again."""
_PAPERS: Final = tuple(
    fold(w) for w in ("وثيقة", "مستند", "مذكرة", "تقرير", "رسالة", "ورقة", "دراسة", "مسودة", "برقية", "محضر", "خطاب")
)
_STATEMENTS: Final = tuple(fold(w) for w in ("بيان", "منشور", "تدوينة", "بلاغ", "إيجاز", "نشرة"))
_IN: Final = fold("في")


def author(reading: Reading, table: EntityTable, i: int, noun: str) -> Found | None:
    """Who made the document that the noun at token i means: by the last words before that bring one of its kind in."""
    k = brought_in(reading, i, noun)
    return None if k is None else maker(reading, table, k) or _teller_before(reading, table, k)


def is_new(norm: str) -> bool:
    """Does a word bring in a document: «مذكرة», not «المذكرة»?"""
    return not has_article(norm) and any(
        stem in (*_PAPERS, *_STATEMENTS) and not p.endswith("لل") for p, stem in splits(norm)
    )


def brought_in(reading: Reading, i: int, noun: str) -> int | None:
    """The token that last brings in a document of a kind before token i: «مذكرة», not «المذكرة»."""
    tokens = reading.tokens
    nouns = tuple(n + ending for n in (_PAPERS if noun in _ANY else (noun,)) for ending in ("", "ا"))
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        norm = tokens[k].norm
        if not norm.endswith(nouns) or has_article(norm):
            continue
        if any(stem in nouns and not p.endswith(("ال", "لل")) for p, stem in splits(norm)):
            return k
    return None


def maker(reading: Reading, table: EntityTable, k: int) -> Found | None:
    """«تقرير لمركز كذا», «دراسة أعدها فلان», «مذكرة منظمة كذا»."""
    tokens = reading.tokens
    made = False
    for j in range(k + 1, min(len(tokens), k + 1 + _NEAR)):
        norm = tokens[j].norm
        if norm in STOPS:
            return None
        made = made or norm.removeprefix("ال") in _MADE
        named = table.named_at(j)
        if named is not None:
            owned = j == k + 1 or norm.startswith("ل") or tokens[j - 1].norm in ('"', "ل")
            makes = named[1].type in ("person", "organization")
            return named[1] if makes and (made or owned) else None
    return None


def _teller_before(reading: Reading, table: EntityTable, k: int) -> Found | None:
    """«قالت منظمة كذا في تقرير», «نشرت منظمة كذا تقريرا»."""
    tokens = reading.tokens
    if tokens[k - 1].norm != _IN and not tokens[k].norm.endswith("ا"):
        return None
    first = max(reading.sentence_of(k).first, k - _BEFORE)
    for j in range(k - 1, first - 1, -1):
        entity = table.covering(j)
        if entity is not None and entity.type == "organization":
            return entity
    return None
