"""«الرئيس الفرنسي», «العاهل المغربي», «نظيره الجزائري»: a person named elsewhere, meant by office and country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from marsad.analysis.words import nationality
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .candidate import Candidate, Found
from .people import title_word

if TYPE_CHECKING:
    from .table import EntityTable

_RULERS: Final = frozenset(fold(w) for w in ("ملك", "سلطان", "أمير"))
_SAME: Final = {fold("عاهل"): _RULERS, fold("ملك"): frozenset((fold("ملك"), fold("عاهل")))}
"""Nouns under which somebody with this office may be named."""
_COUNTERPART: Final = frozenset(fold(w) for w in ("نظيره", "نظيرها", "نظيرته", "نظيرتها"))
_MINISTERS: Final = frozenset(fold(w) for w in ("وزير", "وزيرة"))
"""Offices that are told apart by the word behind them."""
_HEADS: Final = frozenset(fold(w) for w in ("رئيس", "رئيسة", "ملك", "عاهل", "سلطان", "أمير"))
"""Offices that are another with a noun behind them."""
_BEFORE: Final = 8
"""Tokens from an office to its holder."""
_FARTHEST: Final = 400
"""Tokens over which an office may point."""


def counterpart(table: EntityTable, c: Candidate) -> Found | None:
    """Who is meant, if the report names somebody of that office and country (and nobody is named right behind)."""
    tokens = table.reading.tokens
    if c.last - c.first != 2 or not has_article(tokens[c.last - 1].norm):
        return None
    nation = nationality(tokens[c.last - 1].norm)
    behind = table.covering(c.last) if c.last < len(tokens) else None
    if nation is None or (behind is not None and behind.type == "person"):
        return None
    first = tokens[c.first].norm
    if any(first.endswith(w) for w in _COUNTERPART):
        return _peer(table, c, nation)
    head = next((stem for prefix, stem in splits(first) if prefix.endswith("ال") and title_word(stem)), None)
    if head is None:
        return None
    nouns = _SAME.get(head, frozenset((head,)))
    for k in _around(table, c):
        for noun in nouns:
            holder = table.titled(k, noun)
            if holder is not None and _country(holder) == nation and not _other_office(table, k, noun):
                return holder
    return None


def _around(table: EntityTable, c: Candidate) -> list[int]:
    """Tokens before, the nearest first, then those behind."""
    behind = range(c.last, min(len(table.reading.tokens), c.last + _FARTHEST))
    return [*range(c.first - 1, max(-1, c.first - _FARTHEST), -1), *behind]


def _other_office(table: EntityTable, k: int, noun: str) -> bool:
    """«رئيس الوزراء الفرنسي فلان» is no «الرئيس الفرنسي», «نائب الرئيس الفرنسي فلان» neither."""
    tokens = table.reading.tokens
    before = tokens[k - 1].norm if k else ""
    if before and title_word(before) is not None and not has_article(before):
        return True
    if has_article(tokens[k].norm) or noun not in _HEADS:
        return False
    land = table.covering(k + 1)
    return land is None or land.type not in ("place", "person")


def _peer(table: EntityTable, c: Candidate, nation: str) -> Found | None:
    """Who holds the same office as whoever was named last before «نظيره»."""
    tokens = table.reading.tokens
    subject = next((e for k in range(c.first - 1, -1, -1) if (e := table.covering(k)) and e.type == "person"), None)
    if subject is None:
        return None
    offices = {
        (word, tokens[k + 1].norm if word in _MINISTERS else "")
        for first, _, _ in subject.mentions
        for k in range(max(0, first - _BEFORE), first)
        for word in _titles(tokens[k].norm)
        if table.titled(k, word) is subject
    }
    for k in _around(table, c):
        for word, portfolio in offices:
            if portfolio and tokens[min(k + 1, len(tokens) - 1)].norm != portfolio:
                continue
            holder = table.titled(k, word)
            if holder is not None and holder is not subject and _country(holder) == nation:
                return holder
    return None


def _titles(norm: str) -> list[str]:
    return [stem for _, stem in splits(norm) if title_word(stem)]


def _country(entity: Found) -> str | None:
    return (entity.entry.country if entity.entry is not None else None) or entity.country
