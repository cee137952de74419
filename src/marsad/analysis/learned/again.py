"""«القصف وقع فجر الجمعة»: an event told by its noun and a word that only says that it happened.

Nobody stands beside such a noun, because the report told before who took part; its telling takes them over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from marsad.analysis.events import Telling
from marsad.analysis.events.happening import happening_nouns, happening_verbs
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.model.record import Reason
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

_BEHIND: Final = 3
"""Words behind the noun among which the verb stands: «القصف الذي وقع», «إطلاق النار وقع»."""
_ATTEND: Final = frozenset(fold(w) for w in ("حضر", "حضرت", "يحضر", "شهد", "شارك"))
_IT: Final = fold("ه")
_BEFORE: Final = 3
"""Words before it among which the verbal noun stands: «نفى وقوع أي هجوم», «نفى تعرض المنشأة لأي هجوم»."""


def happens(reading: Reading, token: int) -> bool:
    """Is a token a noun that tells an event, of which only that, when or where it happened is told?"""
    tokens, norm = reading.tokens, reading.tokens[token].norm
    if not any(r.kind == "noun" for r in trigger_readings(norm)):
        return False
    sentence = reading.sentence_of(token)
    before = tokens[max(sentence.first, token - _BEFORE) : token]
    if any(stem in happening_nouns() for t in before for _, stem in splits(t.norm)):
        return True
    behind = tokens[token + 1 : min(sentence.last, token + 1 + _BEHIND)]
    words = list(takewhile(lambda t: t.is_word, behind))
    known = has_article(norm) or (bool(words) and has_article(words[0].norm))
    return known and any(t.norm in happening_verbs() for t in words)


def attended(reading: Reading, token: int) -> bool:
    """«اللقاء حضره فلان», «وحضر الاجتماع فلان»: is only who else was there told of a meeting told before?"""
    tokens = reading.tokens
    sentence = reading.sentence_of(token)
    norm = tokens[token].norm
    if norm != _attend(norm) and _attends(_attend(norm)):
        return any(_meeting(t.norm) for t in tokens[max(sentence.first, token - _BEHIND) : token])
    if not _meeting(norm):
        return False
    if token > sentence.first and _attends(tokens[token - 1].norm):
        return True
    behind = [t.norm for t in tokens[token + 1 : min(sentence.last, token + 1 + _BEHIND)]]
    return any(w != _attend(w) and _attends(_attend(w)) for w in behind)


def _meeting(norm: str) -> bool:
    rows = [r for r in trigger_readings(norm) if r.trigger.type == "CONSULT"]
    return has_article(norm) and any(r.kind == "noun" and r.trigger.frame == "meet" for r in rows)


def _attends(norm: str) -> bool:
    return norm.removeprefix("و") in _ATTEND


def _attend(norm: str) -> str:
    return norm.removesuffix(_IT)


def take_over(telling: Telling, told: Sequence[Telling]) -> None:
    """Give a telling the participants of the nearest of the same kind before it, whose event it may tell again."""
    for other in reversed(told):
        modes = {telling.mode, other.mode}
        if other.type == telling.type and (other.actor or other.recipient) and (None in modes or len(modes) == 1):
            telling.actor, telling.recipient = list(other.actor), list(other.recipient)
            telling.place = telling.place or list(other.place)
            where = other.trigger
            telling.reasons += [
                Reason(role, "events.told_before", where.start, where.end)
                for role in ("actor", "recipient")
                if getattr(telling, role)
            ]
            return
