"""Who condemns or welcomes: «ودانت المتحدثة باسم كذا فلانة الهجوم», «رحبت قطر ومصر بالاتفاق».

Such verbs have one meaning in the news. Their subject stands right behind them, whatever long office stands before its
name, with everybody whom "and" joins to it; what they react to is told behind and mostly has another doer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import title_word
from marsad.analysis.events import Telling
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective
from marsad.lexicon.gazetteer import gazetteer
from marsad.text.clitics import has_article
from marsad.text.tokens import Token
from marsad.text.views import fold

from .sides import ACTOR, RECIPIENT, Roles, Rule, Standing, Word, is_joined, reacts
from .spots import Pick, Spots
from .words import WordMap

_LEAD: Final = frozenset(map(fold, ("في", "باسم", "لدى", "إلى")))
_MARKS: Final = frozenset('()"')
_SHORT: Final = 3
_TITLE: Final = 14
"""Tokens of an office before its holder's name."""


def told(reading: Reading, token: int, telling: Telling) -> bool:
    """Is it such a verb, and does somebody who did it stand behind? «رحب الوزير بالوفد» receives guests."""
    if telling.type == "SUPPORT" and (telling.recipient or _guests(reading, token)):
        return False
    end = reading.tokens[token].end
    return reacts(reading, token) and any(s.start >= end for e in telling.actor for *_, s in e.mentions)


def _guests(reading: Reading, token: int) -> bool:
    """«رحب الوزير | بالوفد»: is the first thing behind «ب» people?"""
    for t in reading.tokens[token + 1 : reading.sentence_of(token).last]:
        people = (title_word(t.norm), group_noun(t.norm))
        if any(hit is not None and hit[0].startswith("ب") for hit in people):
            return True
        if t.norm.startswith("بال"):
            return False
    return False


def subject(at: WordMap, spots: Spots, token: int, who: Sequence[Pick], value: float) -> list[Pick]:
    """Who stands behind such a verb as its subject, unless he is among those who take part already."""
    reading = at.reading
    if not reacts(reading, token):
        return []
    near = [s for s in spots.all if token < at.tokens[s.first] < reading.sentence_of(token).last]
    n = _subject(
        reading, token, [(at.tokens[s.first], at.tokens[s.last - 1] + 1, s.item.type, spots.case(s)) for s in near]
    )
    if n is None or any(spots.entity(p.spot) is spots.entity(near[n]) for p in who):
        return []
    return [Pick(value, ACTOR, near[n])]


def who_reacts(reading: Reading, token: int, behind: Sequence[Standing]) -> int | None:
    """Which of those behind such a verb, in order of the text, is its subject."""
    return _subject(reading, token, [(s.first, s.last, s.kind, s.case) for s in behind])


def _subject(reading: Reading, token: int, behind: Sequence[tuple[int, int, str, str]]) -> int | None:
    """Which of the mentions behind the verb is its subject: «البعثة», «رئيس البعثة فلان».

    Of each its tokens, the type and the preposition before it are given.
    """
    if _office(reading, token + 1):
        # «الناطقة باسم البعثة في تشاد | فلانة»: the preposition is the office's
        n = next((n for n, (*_, kind, _) in enumerate(behind) if kind == "person"), None)
        named = {k for first, last, *_ in behind[:n] for k in range(first, last)}
        if n is not None and _holds(reading, range(token + 1, behind[n][0]), named):
            return n
    return next((n for n, (first, *_, case) in enumerate(behind) if first == token + 1 and not case), None)


def _office(reading: Reading, k: int) -> bool:
    hit = title_word(reading.tokens[k].norm) if k < len(reading.tokens) else None
    return hit is not None and hit[0] in ("", "ال")


def _holds(reading: Reading, gap: range, named: Collection[int]) -> bool:
    """Does nothing but an office, with bodies named in it, stand in the gap? «رئيس الحزب | اعتقال | سالم» isn't one."""
    tokens = reading.tokens
    opened = next((k for k in gap if tokens[k].norm == "("), gap.stop)
    closed = next((k for k in gap if k > opened and tokens[k].norm == ")"), opened)
    return 0 < len(gap) <= _TITLE and all(k in named or opened < k < closed or _of_office(tokens[k]) for k in gap)


def _of_office(t: Token) -> bool:
    if not t.is_word:
        return t.norm in _MARKS
    if t.norm in _LEAD:
        return True
    hit = title_word(t.norm)
    if t.norm.startswith(("وال", "ل")) and len(t.norm) > _SHORT:
        # «لتنسيق الشؤون الإنسانية», «للعدل والمساواة», and no second office
        return hit is None
    if function_class(t.norm) is not None or (hit is not None and hit[0].startswith("و")):
        return False
    listed = hit is not None or head_of(t.norm) is not None or bool(gazetteer().named(t.norm))
    return listed or has_article(t.norm) or is_adjective(t.norm)


def _reacted(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أدانت فرنسا وألمانيا الهجوم»: both did, and nothing was done to either."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or not reacts(word.reading, word.token):
        return
    behind = sorted((s for s in who if s.first > word.token), key=lambda s: s.first)
    n = who_reacts(word.reading, word.token, behind)
    if n is None:
        return
    subjects, within = [behind[n]], behind[:n]
    for s in behind[n + 1 :]:
        if s.first == subjects[-1].last and is_joined(word.reading, s):
            subjects.append(s)
    for role in (ACTOR, RECIPIENT):
        roles[role] = [e for e in roles[role] if all(e is not s.entity for s in (*subjects, *within))]
    roles[ACTOR] += [s.entity for s in subjects]


RULES: Final[tuple[Rule, ...]] = (_reacted,)
