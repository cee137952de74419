"""Events that the model sees: a word that tells one, and what everything around is to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Around, Telling, clause
from marsad.analysis.events.roles import assign, is_country
from marsad.analysis.events.triggers import mode_is_told, trigger_readings
from marsad.model.record import Amount, Auxiliary, Reason, Time
from marsad.reader.labels import ROLES
from marsad.reader.model import Marked

from .parts import CLASSES, Place, chances, features
from .spots import Pick, Spot, Spots
from .words import Question, WordMap

EVENT_LEAST: Final = 0.7
KNOWN_LEAST: Final = 0.4
"""The same for a word that the lexicon knows to tell this type."""
ROLE_LEAST: Final = 0.35
PLACE_LEAST: Final = 0.3
WHEN_LEAST: Final = 0.4
AUX_LEAST: Final = 0.5
CONTEXT_LEAST: Final = 0.45
_REACH: Final = 30
"""Words from the trigger to a participant that still belongs to the evidence."""
_AUX: tuple[Auxiliary, ...] = ("historical", "future", "hypothetical", "negation")


def tellings(
    at: WordMap, spots: Spots, questions: Sequence[Question], claims: Sequence[Claim], times: Sequence[Time],
    amounts: Sequence[Amount],
) -> list[Telling]:  # fmt: skip
    """One telling for each word that tells an event, before the tellings of one event are joined."""
    around = Around(at.reading, claims, times, amounts)
    spans = sorted(((*place, t) for t in times if (place := _words_of(at, t)) is not None), key=lambda x: x[:2])
    out: list[Telling] = []
    for q in questions:
        readings = trigger_readings(at.reading.tokens[at.tokens[q.word]].norm)
        known = any(r.trigger.type == q.type for r in readings)
        if q.confidence < (KNOWN_LEAST if known else EVENT_LEAST):
            continue
        telling = _telling(at, spots, q, spans, around)
        if telling.actor or telling.recipient:
            # a word without anybody is mostly none: of the corpus' events one in sixty has no participant
            out.append(telling)
    return out


def _telling(at: WordMap, spots: Spots, q: Question, times: Sequence[tuple[int, int, Time]], around: Around) -> Telling:
    reading = at.reading
    token = at.tokens[q.word]
    trigger = reading.span(token, token + 1)
    reasons = [Reason("type", "reader.event", trigger.start, trigger.end, q.confidence)]
    votes = {id(spot): dict(zip(CLASSES, chances(row), strict=True)) for spot, row in ballots(at, spots, q)}

    def chance(spot: Spot, role: str) -> float:
        return votes[id(spot)][role]

    who = spots.picks(q.marked, "who", ROLES[:2], ROLE_LEAST, chance)
    # an event has one place, the surest, and a movement one origin
    found_places = spots.picks(q.marked, "where", ROLES[2:], PLACE_LEAST, chance)
    where = list({p.label: p for p in sorted(found_places, key=lambda p: p.value)}.values())
    roles: dict[str, list[Found]] = {r: [] for r in ROLES}
    used: list[Spot] = []
    for pick in (*who, *where):
        roles[pick.label].append(spots.entity(pick.spot))
        used.append(pick.spot)
        reasons.append(_reason(at, pick))
    for found in roles.values():
        found.sort(key=lambda e: min(m[2].start for m in e.mentions))
    time, sure = _time(q.marked, times)
    if time is not None:
        reasons.append(Reason("time", "reader.time", time.start, time.end, round(sure, 3)))
    sentence = reading.sentence_of(token)
    inside = [s for s in used if sentence.first <= at.tokens[s.first] < sentence.last]
    inside = [s for s in inside if abs(s.first - q.word) <= _REACH]
    first = min([token, *(at.tokens[s.first] for s in inside)])
    last = max([token + 1, *(at.tokens[s.last - 1] + 1 for s in inside)])
    if time is not None:
        # the day is told with the event: words that bear it are evidence, and numbers stand behind them
        when_first, when_last = reading.tokens_in(time.start, time.end)
        if sentence.first <= when_first < sentence.last and abs(when_first - token) <= _REACH:
            first, last = min(first, when_first), max(last, when_last)
    evidence = reading.span(first, last)
    claim = around.claim_at(trigger.start)
    if claim is not None:
        reasons.append(Reason("attribution", "events.inside_claim", claim.cue.start, claim.cue.end))
    counted, count = around.counted(sentence.index, evidence.start, evidence.end + 30)
    flags = q.marked.flags("aux")
    aux = {a for a, v in flags.items() if v >= AUX_LEAST}
    reasons += [
        Reason("aux", f"reader.aux.{a}", trigger.start, trigger.end, round(flags[a], 3)) for a in _AUX if a in aux
    ]
    mode, mode_sure = q.marked.mode(q.type)
    if mode is not None:
        norms = [t.norm for t in reading.tokens[sentence.first : sentence.last]]
        if mode_is_told(q.type, mode, norms):
            reasons.append(Reason("mode", "reader.mode", trigger.start, trigger.end, round(mode_sure, 3)))
        else:
            mode = None
    contexts = tuple(c for c, v in q.marked.flags("contexts").items() if v >= CONTEXT_LEAST)
    if contexts:
        reasons.append(Reason("context", "reader.context", trigger.start, trigger.end))
    return Telling(
        q.type, mode, roles["actor"], roles["recipient"], roles["place"], roles["from"],
        tuple(a for a in _AUX if a in aux), time, [evidence], [claim], "reader.event", trigger, sentence.index, count,
        counted, confidence=q.confidence, contexts=contexts, reasons=reasons,
    )  # fmt: skip


def _reason(at: WordMap, pick: Pick) -> Reason:
    span = at.reading.span(at.tokens[pick.spot.first], at.tokens[pick.spot.last - 1] + 1)
    return Reason(pick.label, "reader.role", span.start, span.end, round(min(pick.value, 1.0), 3))


def _words_of(at: WordMap, t: Time) -> tuple[int, int] | None:
    return at.words(*at.reading.tokens_in(t.start, t.end))


def _time(marked: Marked, times: Sequence[tuple[int, int, Time]]) -> tuple[Time | None, float]:
    """The expression in the window that most probably says when."""
    best, value = None, WHEN_LEAST
    for first, last, time in times[bisect_left(times, marked.window[0], key=lambda t: t[0]) :]:
        if first >= marked.window[1]:
            break
        if (chance := marked.chance("when", first, last)) >= value:
            best, value = time, chance
    return best, value


def ballots(at: WordMap, spots: Spots, q: Question) -> list[tuple[Spot, dict[str, float]]]:
    """Every mention around a word that tells an event, with what speaks for and against its parts."""
    token = at.tokens[q.word]
    syntax = _syntax(at, spots.table, token, q.type)
    found = list(spots.within(q.marked.window))
    places = [_place(at, s, syntax.get(id(s.item), "")) for s in found]
    return list(zip(found, features(at.reading, q.marked, q.type, q.word, token, places), strict=True))


def _place(at: WordMap, spot: Spot, syntax: str) -> Place:
    token = at.tokens[spot.first]
    item = spot.item
    start = at.reading.tokens[token].start
    if isinstance(item, Candidate):
        start = item.span.start
    else:
        start = next((span.start for first, _, span in item.mentions if first == token), start)
    return Place(spot.first, spot.last, token, item.type, start, syntax, is_country(item))


def _syntax(at: WordMap, table: EntityTable, token: int, kind: str) -> dict[int, str]:
    """What the cascade's syntax says of a trigger that the lexicon knows: item -> role."""
    rows = [r for r in trigger_readings(at.reading.tokens[token].norm) if r.trigger.type == kind]
    if not rows:
        return {}
    roles = assign(at.reading, table, token, rows[0], *clause(at.reading, at.reading.sentence_of(token), token))
    out: dict[int, str] = {}
    for name, items in (
        ("actor", roles.actor), ("recipient", roles.recipient), ("place", roles.place), ("from", roles.origin),
    ):  # fmt: skip
        for item in items:
            out.setdefault(id(item), name)
    return out
