"""Definite nouns alone: a body or place named before («القاعدة»), or a body that only its kind names («النيابة»)."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.words import is_adjective
from marsad.model.record import EntityType
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

_FARTHEST: Final = 300
"""Tokens that a reference may point back over."""
_MEDIA: Final = "MED"
_BODIES: Final = frozenset(fold(w) for w in ("وفد", "بعثة", "فريق", "لجنة"))
"""Groups that come and go as one."""
_TOWNS: Final = frozenset(fold(w) for w in ("مدينة", "بلدة", "قرية"))
_CITY: Final = fold("مدينة")
_OFTENER: Final = 2
"""How many times more than the nearest town another one was named that is meant before it."""
_NAME: Final = 4
"""Tokens before the end of a name among which «قادما من» stands before it."""
_COMING: Final = tuple(fold(w) for w in ("قادم", "القادم"))
_FROM: Final = fold("من")
_CAPITALS: Final = "capitals"
_TOWN_SOURCES: Final = ("places", _CAPITALS, "overlay")


def alone(reading: Reading, i: int) -> tuple[str, EntityType] | None:
    """The head noun at a token that stands with its article and nothing that would name it."""
    tokens = reading.tokens
    hit = head_of(tokens[i].norm)
    if hit is None or not hit[1]:
        return None
    if i + 1 < len(tokens) and tokens[i + 1].is_word:
        norm = tokens[i + 1].norm
        if has_article(norm) and is_adjective(norm):
            return None
    head = hit[2][0]
    return (head.noun, head.type) if head.type in ("organization", "place") else None


def named_before(reading: Reading, table: EntityTable, i: int) -> Found | None:
    """The body or place named before, nearest first, that the noun at token i points back to."""
    found = alone(reading, i)
    if found is None:
        return None
    noun, kind = found
    near: Found | None = None
    told: dict[int, tuple[int, Found]] = {}
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        entity = table.covering(k)
        if entity is None or entity.type != kind or not _is_a(entity, noun) or _left(reading, k):
            continue
        if noun not in _TOWNS or entity.head == noun:
            return near or entity
        near = near or entity
        told[id(entity)] = (told.get(id(entity), (0, entity))[0] + 1, entity)
    if near is None:
        return None
    # «بلدوين … بلدوين … بلدوين … سافر إلى نيروبي. وفي المدينة …»: the one that the report is about
    often, main = max(told.values(), key=lambda t: t[0])
    return main if often - told[id(near)][0] >= _OFTENER else near


def described_before(reading: Reading, table: EntityTable, i: int) -> Found | Candidate | None:
    """«الوفد» after «وفدا عسكريا»: the people described before whom the noun alone at token i points back to."""
    tokens = reading.tokens
    hit = group_noun(tokens[i].norm)
    if hit is None or not hit[0].endswith("ال") or hit[1].type != "group" or hit[1].noun not in _BODIES:
        return None
    if i + 1 < len(tokens) and has_article(tokens[i + 1].norm):
        return None
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        group = table.group_at(k)
        if group is not None and group.head == hit[1].noun and group.last - group.first > 1:
            return table.meant(group)
    return None


def unnamed(reading: Reading, i: int) -> Candidate | None:
    """«النيابة», «المحكمة»: a body that the report calls by its kind alone, for who needs it."""
    found = alone(reading, i)
    if found is None or found[1] != "organization":
        return None
    prefix, _, heads = head_of(reading.tokens[i].norm) or ("", True, ())
    if any(h.sector == _MEDIA for h in heads):
        # «الصحيفة» is one that was named, whichever
        return None
    token = reading.tokens[i]
    letters = len(prefix) - (0 if prefix.endswith("لل") else 2)
    span = Span(reading.view.offsets[token.at + letters], token.end)
    sector = (heads[0].sector,) if heads[0].sector else ()
    return Candidate(i, i + 1, span, "organization", "reader.unnamed", 20, sector=sector, head=found[0])


def _left(reading: Reading, k: int) -> bool:
    """«وصل إلى طبرق قادما من | سبها»: does somebody only come from the place whose name ends at token k?"""
    before = [t.norm for t in reading.tokens[max(0, k - _NAME) : k]]
    return any(a.startswith(_COMING) and b == _FROM for a, b in pairwise(before))


def _is_a(entity: Found, noun: str) -> bool:
    if entity.head == noun or any(n.split()[0] == noun for n in entity.names if " " in n):
        return True
    if noun not in _TOWNS or entity.entry is None or entity.entry.source not in _TOWN_SOURCES:
        return False
    # a capital is no village
    return noun == _CITY or entity.entry.source != _CAPITALS
