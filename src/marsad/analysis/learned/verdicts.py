"""Does a word tell an event? Both readings, the lexicon and who was found taking part weighed against each other.

The readings see meaning, the lexicon knows the word, and a true event has participants near it that the
second reading is sure of. A linear vote over all of that decides (`votes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final

from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling, is_topic, lexicon_says
from marsad.analysis.events.doing import doing
from marsad.analysis.events.triggers import readings_as, readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.reader.votes import Row
from marsad.text.clitics import has_article

from .spots import Pick
from .undone import ANY
from .words import Question

CLASSES = ("none", "event")
EVENT_LEAST: Final = 0.38
BOTH_SURE: Final = 0.85
"""Where both readings are this sure of what the lexicon says too, nothing is weighed any more."""
SURE_LEAST: Final = 0.25
"""But what everything around speaks against is none: of six such words one tells an event."""
WHOLE_SURE: Final = 0.65
"""The same for a movement of which the sentence tells who moves and where to."""
DONE_LEAST: Final = 0.02
"""How much everything must speak for what the lexicon says where a verb says that somebody does it."""
MANY_LEAST: Final = 0.1
"""The same where the word alone has too many meanings."""
DENIED_LEAST: Final = 0.05
"""The same where a word of denying governs it, and the denial says who took part."""
_OF_WHAT: Final = 2
"""Tokens behind a word that is denied among which "any" stands: «نفى نقل أي معدات», «نفى التوافق على أي مهلة»."""
_FLOOR = 0.01
_SURE = 0.8
_NEAR = 6
_CLEAR, _HALF = 0.85, 0.5
_ENDING = frozenset(("ألغى", "أرجأ", "أجل", "علق", "أنهى", "أوقف", "رفض", "فض"))
"""Verbs whose object is not told as an event of its own: «أرجأ زيارته», «علقوا إضرابهم»."""
_RIVALS = ("met", "free", "reader", "unmet")


def features(
    reading: Reading, table: EntityTable, token: int, q: Question, picks: Sequence[Pick], telling: Telling,
    others: Sequence[float], taken: bool,
) -> Row:  # fmt: skip
    """What speaks for and against the event that word `token` is said to tell.

    `others` are the confidences of the report's other questions, `taken` says whether a surer question of the
    same type stands nearby.
    """
    norm = reading.tokens[token].norm
    rows = readings_at(reading, token)
    own = [r for r in rows if r.trigger.type == q.type]
    known = "same" if own else "other" if rows else "none"
    said = lexicon_says(reading, token, table)
    needs = said.pop(q.type, "silent")
    rival = min(said.values(), key=_RIVALS.index) if said else "silent"
    kind = own[0].kind if own else rows[0].kind if rows else "?"
    out: Row = {
        "first": log(q.first + _FLOOR), "second": log(q.second + _FLOOR), "type 1": log(q.first_type + _FLOOR),
        "type 2": log(q.second_type + _FLOOR), "confidence": q.confidence, "share": log(q.share + _FLOOR),
    }  # fmt: skip
    best = {
        role: max((p.value for p in picks if p.label == role), default=0.0) for role in ("actor", "recipient", "place")
    }
    for role, value in best.items():
        out[f"best {role}"] = value
    out["best who"] = max(best["actor"], best["recipient"])
    sentence = reading.sentence_of(token)
    before = [t.norm for t in reading.tokens[max(sentence.first, token - 3) : token]]
    surer = sum(v >= _SURE for v in others)
    choice = "clear" if q.share >= _CLEAR else "first" if q.share >= _HALF else "other"
    for name in (
        "bias", f"type {q.type}", f"known {known}", f"known {known} {kind}", f"lexicon {needs}",
        f"lexicon {needs} beside {rival}", f"lexicon {needs} choice {choice}", f"{q.type} {known}",
        f"surer others {min(surer, 4)}",
        f"actors {min(len(telling.actor), 3)}", f"recipients {min(len(telling.recipient), 2)}",
        f"who {min(len(telling.actor) + len(telling.recipient), 3)}", f"{q.type} who {min(len(telling.actor), 1)}"
        f"{min(len(telling.recipient), 1)}", f"time {telling.time is not None}", f"place {bool(telling.place)}",
        f"claim {telling.claims[0] is not None}", f"article {has_article(norm)} {kind}",
        f"taken {taken}", f"aux {'+'.join(telling.aux) or 'none'}", f"mode {telling.mode is not None}",
        f"first of sentence {token == sentence.first}", f"choice {choice}", f"choice {choice} known {known}",
    ):  # fmt: skip
        out[name] = 1.0
    for name in by_word(reading, token, q.type, needs):
        out[name] = 1.0
    if is_topic(reading, sentence, token):
        out["talked of"] = 1.0
    if kind == "noun" and called_off(reading, max(sentence.first, token - 3), token):
        out["called off"] = out[f"called off {q.type}"] = 1.0
    if before and (behind := function_class(before[-1])):
        out[f"behind {behind}"] = 1.0
    out["mean of others"] = sum(others) / max(1, len(others))
    for role in ("actor", "recipient"):
        found = next((p for p in picks if p.label == role), None)
        if found is not None:
            out[f"{role} is {found.spot.item.type}"] = 1.0
            if abs(found.spot.first - q.word) <= _NEAR:
                out[f"{role} near"] = 1.0
    return out


def by_word(reading: Reading, token: int, kind: str, needs: str) -> list[str]:
    """Features that say which word of the lexicon it is: some nearly always tell an event, some rarely."""
    own = readings_as(reading, token, kind)
    if not own:
        return []
    word = f"word {own[0].trigger.lemma} {kind}"
    return [word, f"{word} {own[0].kind}", f"{word} {needs}"]


def called_off(reading: Reading, first: int, token: int) -> bool:
    """Does a word of ending or calling off stand in the few tokens from `first` before the word?"""
    return any(r.trigger.lemma in _ENDING for k in range(first, token) for r in readings_at(reading, k))


def told(
    q: Question, telling: Telling, row: Row, sure: float, happens: bool, done: bool, denied: bool = False,
    of_any: bool = False,
) -> bool:  # fmt: skip
    """Is it an event, if everything weighed says so this surely?

    `happens` of a noun of which only that, when or where it happened is told, `done` of one that a verb says
    somebody does, `denied` of one that a word of denying governs, if the denial says who took part, `of_any` of one
    before «أي».
    """
    if sure >= EVENT_LEAST:
        return True
    least = MANY_LEAST if "lexicon reader" in row else DONE_LEAST
    denied_least = min(least, DENIED_LEAST) if of_any else DENIED_LEAST
    said = not {"lexicon unmet", "lexicon silent"} & row.keys()
    if said and ((done and sure >= least) or (denied and sure >= denied_least)):
        return True
    known = "lexicon free" in row or "lexicon met" in row or happens
    # «روسيا تنقل جنودا إلى ليبيا»: who moves and where to are both told
    whole = q.type == "MOBILIZE" and telling.actor and telling.place
    least, against = (WHOLE_SURE, 0.0) if whole else (BOTH_SURE, SURE_LEAST)
    return known and q.confidence * q.share >= least and sure >= against


def done(reading: Reading, token: int) -> bool:
    """Does a verb say that what the word tells was done: «أعلن توقيف», and not «أكد ضرورة انسحاب القوات»?"""
    return doing(reading, token) is not None and not is_topic(reading, reading.sentence_of(token), token)


def of_any(reading: Reading, token: int) -> bool:
    """«نفى نقل أي معدات»: is it told of any such thing at all? Nobody denies a mere state or topic so."""
    behind = reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _OF_WHAT)]
    return any(t.norm in ANY for t in behind)
