"""Who denies takes part: «نفت طهران بيع أي سلاح» says of Tehran that it sold none, whoever is named beside the word.

Where only whose doing it was is denied («نفت الجماعة صلتها بالهجوم») the attack was made, and the denial tells another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.model.record import AUXILIARIES, Reason

from .again import take_over
from .sides import Word, is_lemma, nothing_behind
from .spots import Spot, Spots
from .undone import ANY, denied_at, disclaimed

_DONE_TO: Final = ("attack", "act_on", "give", "deploy", "transport", "arrest", "rescue", "release")
"""Frames in which who stands behind a noun that is denied was acted on: «نفت الوزارة اعتقال أي ناشط»."""
_ALONE: Final = ("arrive", "leave", "visit", "station", "protest", "alone", "sign", "promise")
"""Frames whose noun is followed by who acted, if anybody: «نفى الجيش وصول السفن», «نفى الجيش الانسحاب من المدينة»."""
_GETS: Final = "receive"
"""«نفت الحركة تلقيها أموالا»: what somebody denies to have got."""
_SAID_OF: Final = ("ACCUSE", "REJECT", "THREATEN")
"""Types whose noun, denied, is mostly another's: «نفت طهران الاتهامات»."""
_BEFORE: Final = 3
"""Sentences before a denial in which what is denied was told."""
_WHO: Final = ("events.denier", "events.told_before")
"""Rules by which who took part follows from a denial."""
_NEAR: Final = 3
"""Tokens from who denies to a verb behind them: «أما السفارة الروسية في نيامي فنفت»."""


def denier(spots: Spots, claim: Claim | None, k: int, token: int) -> Spot | None:
    """The body or country that denies at token `k` what stands at `token`: behind the word, or right before it."""
    at = spots.at
    first = at.reading.sentence_of(k).first
    behind = [s for s in spots.all if k < at.tokens[s.first] < token]
    if behind and at.tokens[behind[0].first] == k + 1:
        found = [s for s in behind if at.tokens[s.first] == k + 1]
        spot = max(found, key=lambda s: s.last)
        return spot if _body(spot) else None
    before = [s for s in spots.all if first <= at.tokens[s.first] and k - _NEAR < at.tokens[s.last - 1] + 1 <= k]
    if before and (spot := max(before, key=lambda s: (s.last, s.last - s.first))) and _body(spot):
        return spot
    if claim is None or claim.act != "deny" or not claim.chain:
        return None
    said = [s for s in spots.all if spots.entity(s) is claim.chain[-1] and _body(s)]
    return min(said, key=lambda s: abs(at.tokens[s.first] - k), default=None)


def _body(spot: Spot) -> bool:
    return spot.item.type == "organization" or is_country(spot.item)


def take_part(
    spots: Spots, claim: Claim | None, kind: str, token: int, roles: dict[str, list[Found]]
) -> tuple[str, Spot, Reason] | None:
    """Put who denies into the part that is left open; the part, the mention and why."""
    reading = spots.at.reading
    k = denied_at(reading, token, kind)
    part = None if k is None else _part(reading, k, token, kind)
    if k is None or part is None or roles[part]:
        return None
    spot = denier(spots, claim, k, token)
    if spot is None:
        return None
    entity = spots.entity(spot)
    other = "recipient" if part == "actor" else "actor"
    roles[other] = [e for e in roles[other] if e is not entity]
    roles[part] = [entity]
    span = reading.span(spots.at.tokens[spot.first], spots.at.tokens[spot.last - 1] + 1)
    return part, spot, Reason(part, "events.denier", span.start, span.end)


def _part(reading: Reading, k: int, token: int, kind: str) -> str | None:
    """The part of who denies what the noun at a token tells, None if another may be meant."""
    # «قصف» and «تلقي» are verbs too, but none stands behind a word of denying without "that"
    rows = [r for r in readings_as(reading, token, kind) if r.kind == "noun"]
    if kind in _SAID_OF or not rows or any(t.norm in THAT for t in reading.tokens[k + 1 : token]):
        return None
    frame = rows[0].trigger.frame
    if frame == _GETS:
        return "recipient"
    if frame in _DONE_TO:
        return None if is_lemma(rows[0].trigger.lemma, "suffers") else "actor"
    sentence = reading.sentence_of(token)
    word = Word(reading, token, rows[0], sentence.first, sentence.last)
    return "actor" if frame in _ALONE and nothing_behind(word, token + 1) else None


def tell_again(spots: Spots, kind: str, token: int, telling: Telling, told: Sequence[Telling]) -> None:
    """«أطلق زورق النار … ونفى الخفر إطلاق أي رصاصة»: what is denied has the participants of what was told before.

    That is, where beside the denial nobody is named but who denies, or somebody who is no one («أي طائرة»).
    """
    reading = spots.at.reading
    k = denied_at(reading, token, kind) if "negation" in telling.aux else None
    if k is None:
        return
    spot = denier(spots, telling.claims[0], k, token)
    who = None if spot is None else spots.entity(spot)
    if any(e is not who and not _no_one(reading, e, k) for e in (*telling.actor, *telling.recipient)):
        return
    here = reading.sentence_of(token).index
    near = [t for t in told if "negation" not in t.aux and here - t.sentence <= _BEFORE]
    if who is not None and any(e is who for e in (*telling.actor, *telling.recipient)):
        # «نفت أديس أبابا أي انسحاب» is of her own troops, and what does it is rather sent by who denies it
        if is_country(who):
            return
        near = [t for t in near if any(e.type != "asset" for e in t.actor) or not t.actor]
    take_over(telling, near)


def denied_by(reading: Reading, token: int, telling: Telling) -> bool:
    """Does a word of denying govern what tells an event, and does the denial say who took part?

    So too where others take part than who denies: «نفت الوزارة وجود مقاتلين», but not «نفى أن يكون المحتجزون تحرروا».
    """
    k = denied_at(reading, token, telling.type)
    if k is None:
        return False
    claim = telling.claims[0]
    deniers = [] if claim is None else claim.chain
    others = any(all(e is not d for d in deniers) for e in (*telling.actor, *telling.recipient))
    noun = not any(t.norm in THAT for t in reading.tokens[k + 1 : token])
    return (noun and others) or any(r.by in _WHO for r in telling.reasons)


def _no_one(reading: Reading, entity: Found, k: int) -> bool:
    """Does "any" stand before somebody's mention behind token `k`: «أي طائرة»?"""
    behind = [(first, last) for first, last, _ in entity.mentions if first > k]
    return bool(behind) and any(t.norm in ANY for first, last in behind[:1] for t in reading.tokens[first - 1 : last])


def told_apart(reading: Reading, tellings: Sequence[Telling]) -> list[Telling]:
    """The events, and of an attack whose doing somebody denies that it was made and, as denied, that he made it."""
    out: list[Telling] = []
    told: set[int] = set()
    for t in tellings:
        token = reading.token_at(t.trigger.start)
        k = disclaimed(reading, token) if t.type == "ASSAULT" else None
        claim = t.claims[0]
        told_so = claim is not None and claim.act == "deny" and bool(claim.chain)
        who = None if k is None else claim.chain[-1] if claim is not None and told_so else _beside(t, k)
        if k is None or who is None:
            out.append(t)
            continue
        cue = reading.span(k, k + 1)
        why = Reason("aux", "events.auxiliary.negation", cue.start, cue.end)
        by = Reason("actor", "events.denier", cue.start, cue.end)
        kept = [r for r in t.reasons if r.field not in ("actor", "aux")]
        made = replace(
            t,
            actor=[e for e in t.actor if e is not who],
            aux=tuple(a for a in t.aux if a != "negation"),
            claims=[None] if told_so else t.claims,
            reasons=[r for r in t.reasons if r.field != "aux" and not (told_so and r.field == "attribution")],
        )
        denied = replace(
            t,
            actor=[who],
            recipient=[e for e in t.recipient if e is not who],
            aux=tuple(a for a in AUXILIARIES if a in t.aux or a == "negation"),
            reasons=[*kept, by, why],
        )
        if made.actor or made.recipient or (k not in told and (made.place or made.time)):
            out.append(made)
        out.append(denied)
        told.add(k)
    return out


def _beside(t: Telling, k: int) -> Found | None:
    """Of those who take part, who stands right behind the word of denying or right before it."""
    found = (e for e in (*t.actor, *t.recipient) if any(k in (first - 1, last) for first, last, _ in e.mentions))
    return next(found, None)
