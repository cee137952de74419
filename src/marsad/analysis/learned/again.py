"""«القصف وقع فجر الجمعة»: an event told by its noun and a word that only says that it happened.

Nobody stands beside such a noun, because the report told before who took part; its telling takes them over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.events import Telling
from marsad.analysis.events.doing import doing
from marsad.analysis.events.happening import happening_nouns, happening_verbs
from marsad.analysis.events.triggers import readings_at, trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import is_verb
from marsad.model.record import Reason
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

_BEHIND: Final = 3
"""Words behind the noun among which the verb stands: «القصف الذي وقع», «إطلاق النار وقع»."""
_ATTEND: Final = frozenset(fold(w) for w in ("حضر", "حضرت", "يحضر", "شهد", "شارك"))
_IT: Final = fold("ه")
_DONE: Final = ("ASSAULT", "COERCE", "AID", "MOBILIZE")
"""Types of what somebody does with his hands, and not by saying so."""
_JOINED: Final = 14
"""Tokens from a noun that tells an act to the one that "and" joins to it."""
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


def joined(reading: Reading, token: int) -> int | None:
    """«أعلن توقيف ثلاثة | وضبط أسلحة»: the noun before, to which "and" joins the one at a token."""
    tokens = reading.tokens
    if tokens[token].norm[0] != "و" or not any(r.kind == "noun" and not r.pronoun for r in readings_at(reading, token)):
        return None
    for k in range(token - 1, max(reading.sentence_of(token).first, token - _JOINED) - 1, -1):
        norm = tokens[k].norm
        rows = trigger_readings(norm)
        if any(r.kind == "noun" for r in rows) and not has_article(norm):
            return k if all(r.kind == "noun" for r in rows) or not is_verb(norm) else None
        if norm in (";", ":") or norm in THAT or (is_verb(norm) and not has_article(norm)):
            return None
    return None


def go_on(reading: Reading, token: int, telling: Telling, told: Sequence[Telling]) -> None:
    """Give a telling by such a noun who did what the noun before it tells."""
    noun = joined(reading, token) if telling.type in _DONE and not telling.actor else None
    if noun is None:
        return
    start = reading.tokens[noun].start
    other = next((t for t in told if t.trigger.start == start and t.type in _DONE and t.actor), None)
    if other is not None:
        telling.actor = [e for e in other.actor if not any(e is x for x in telling.recipient)]
        where = other.trigger
        if telling.actor:
            telling.reasons.append(Reason("actor", "events.told_before", where.start, where.end))


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


def without_verbs_of_doing(reading: Reading, told: Sequence[Telling]) -> list[Telling]:
    """«بدأ مدربون | تدريب كتيبة»: the verb that says that the noun's event is done tells none beside it."""
    at = {id(t): reading.token_at(t.trigger.start) for t in told}
    types = {doing(reading, at[id(t)]): t.type for t in told}
    return [t for t in told if types.get(at[id(t)], t.type) == t.type]
