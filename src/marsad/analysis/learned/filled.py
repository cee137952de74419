"""Who takes part by grammar, where no mention near the word that tells an event was heard in the part.

Four constructions leave nothing to weigh: the genitive of a weapon names who used it («قُتل برصاص الحراس»), the
object's pronoun of a verb means somebody who was named before (`pronouns`), who denies a deed that is told by a noun
without a doer denies his own (`denied_sides`), and the object of a verb stands free behind it (`objects`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import is_accusative, is_country, signed_passive
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.model.record import Reason
from marsad.reader.model import WordSpan
from marsad.text.clitics import splits
from marsad.text.views import fold

from .accused import accused
from .antecedents import one_of, whom
from .denied_sides import take_part
from .free_objects import object_left
from .matters import whose_matter
from .pronouns import object_meant, standing
from .raids import launcher, raider
from .sides import Roles, hands_on, is_lemma
from .spots import Spot, Spots
from .unheard import unheard
from .walls import WHILE

_WEAPONS: Final = frozenset(
    fold(w) for w in ("رصاص", "رصاصة", "رصاصات", "نيران", "قذيفة", "قذائف", "صواريخ", "هراوات", "سكاكين", "قنابل")
)
_AFTER: Final = frozenset(fold(w) for w in ("بعد", "بعدما", "قبل", "عقب", "غداة", "إثر"))
"""Words behind which another act is told: «تحييد ستة في ضربات، بعد ساعات من مقتل ثمانية برصاص مسلحين»."""
_FAR: Final = 15
"""Tokens behind a word in which the weapon is named."""
_HOST: Final = "receive"
_HAD: Final = fold("قد")
_WAS: Final = frozenset(fold(w) for w in ("كان", "كانت", "كانوا", "كانا"))
_WAS_LEAST: Final = 3
_MEANWHILE: Final = frozenset((fold("في"), fold(w)) for w in ("حين", "وقت"))


def fill(
    spots: Spots, kind: str, token: int, titles: Sequence[WordSpan], roles: Roles, claim: Claim | None = None,
    days: Collection[int] = (),
) -> list[tuple[str, Spot, Reason]]:  # fmt: skip
    """Put into the roles whom grammar adds; each with the part and the words that say so.

    `days` are the tokens of expressions of time.
    """
    reading = spots.at.reading
    out: list[tuple[str, Spot, Reason]] = []
    spot = _shooter(spots, token) if kind == "ASSAULT" else None
    if spot is not None and (entity := spots.entity(spot)) not in roles["actor"]:
        others = roles["actor"]
        roles["actor"] = [entity]
        # «سقط حارسان برصاص المهربين»: whoever was taken for the one who did it was hit
        roles["recipient"] = [e for e in roles["recipient"] if e is not entity] or others
        out.append(("actor", spot, _reason(spots, "actor", "events.weapon", spot)))
    spot = launcher(spots, token) if kind == "ASSAULT" and not out else None
    if spot is not None and [spots.entity(spot)] != roles["actor"]:
        entity = spots.entity(spot)
        joined = [spots.entity(s) for s in spots.all if spot.last <= s.first <= spot.last + 1 and _and(spots, s)]
        roles["actor"] = [entity, *(e for e in roles["actor"] if any(e is j for j in joined) and e is not entity)]
        roles["recipient"] = [e for e in roles["recipient"] if e is not entity]
        out.append(("actor", spot, _reason(spots, "actor", "events.raid", spot)))
    if (spot := accused(spots, claim, kind, token, roles)) is not None:
        out.append(("actor", spot, _reason(spots, "actor", "events.accused", spot)))
    if (denied := take_part(spots, claim, kind, token, roles)) is not None:
        out.append(denied)
    rows = readings_as(reading, token, kind)
    for part, spot in unheard(spots, token, kind, rows, roles):
        out.append((part, spot, _reason(spots, part, "events.addressed", spot)))
    for part, spot in whose_matter(spots, token, kind, rows, roles):
        out.append((part, spot, _reason(spots, part, "events.matter", spot)))
    spot = raider(spots, token) if kind == "ASSAULT" and not out else None
    passive = signed_passive(reading, token) or (bool(rows) and rows[0].passive)
    raided = spot is not None and (passive or _may_be_raided(rows, roles))
    if spot is not None and raided and (entity := spots.entity(spot)) in roles["actor"]:
        # nobody who is named before it did it as well
        later = [spots.entity(s) for s in spots.all if s.first >= spot.first]
        roles["actor"] = [e for e in roles["actor"] if any(e is x for x in later)]
    elif spot is not None and raided:
        entity = spots.entity(spot)
        others = roles["actor"]
        roles["actor"] = [entity]
        # «أعلن الحزب مقتل القيادي في غارة شنتها طائرة»: who tells of it takes no part where somebody else was hit
        roles["recipient"] = [e for e in roles["recipient"] if e is not entity] or others
        out.append(("actor", spot, _reason(spots, "actor", "events.raid", spot)))
    if not rows:
        return out
    spot = who_had(spots, token, rows)
    if spot is not None and (entity := spots.entity(spot)) not in (*roles["actor"], *roles["recipient"]):
        verb = spots.at.tokens[spot.first]
        before = [e for e in roles["actor"] if all(first < verb for first, _, _ in e.mentions if first < token)]
        roles["actor"] = [entity, *(e for e in roles["actor"] if not any(e is b for b in before))]
        out.append(("actor", spot, _reason(spots, "actor", "events.had", spot)))
    part, other = ("actor", "recipient") if rows[0].trigger.frame == _HOST else ("recipient", "actor")
    thing = rows[0].trigger.frame == "give" and rows[0].pronoun and hands_on(reading, token)
    if (described := whom(spots, token, rows[0])) is not None and part == "recipient":
        entity = spots.entity(described)
        his = [e for e in roles[part] if e.type == "person" and e is not entity] if one_of(spots, described) else []
        roles[part], roles[other] = [*his, entity], [e for e in roles[other] if e is not entity]
        out.append((part, described, _reason(spots, part, "events.described", described)))
    elif standing(reading, token) or (not roles[part] and not thing):
        # «الحركة لم تعلق، والجهاز اتهمها»: one who was taken for the doer
        among = taken_for_doer(spots, token, roles[other]) if len(roles[other]) > 1 else []
        spot = object_meant(spots, token, rows[0], (), titles, among) if among else None
        spot = spot or object_meant(spots, token, rows[0], {id(e) for e in roles[other]}, titles)
        if spot is not None:
            entity = spots.entity(spot)
            roles[part], roles[other] = [entity], [e for e in roles[other] if e is not entity]
            span = reading.span(token, token + 1)
            out.append((part, spot, Reason(part, "events.pronoun", span.start, span.end)))
    if (left := object_left(spots, token, rows[0], roles, days)) is not None:
        roles["recipient"] = [spots.entity(left)]
        out.append(("recipient", left, _reason(spots, "recipient", "events.object", left)))
    return out


def who_had(spots: Spots, token: int, rows: Sequence[TriggerReading]) -> Spot | None:
    """«كانت | دورية حدودية | قد أوقفتهم»: who stands between the two is the subject of the verb at a token."""
    at, tokens = spots.at, spots.at.reading.tokens
    if not rows or any(r.kind != "verb" for r in rows) or rows[0].passive or signed_passive(at.reading, token):
        return None
    if token < _WAS_LEAST or tokens[token - 1].norm != _HAD or rows[0].trigger.frame in (_HOST, "host"):
        return None
    here = [s for s in spots.all if at.tokens[s.last - 1] + 1 == token - 1 and at.tokens[s.first] > 0]
    here = [s for s in here if tokens[at.tokens[s.first] - 1].norm.removeprefix("و") in _WAS]
    here = [s for s in here if s.item.type in ("person", "organization", "group") or is_country(s.item)]
    found = min(here, key=lambda s: s.first, default=None)
    # «كان ناشطان قد أوقفا» may be a passive
    seized = is_lemma(rows[0].trigger.lemma, "seizes") and not rows[0].pronoun
    return None if seized else found


def taken_for_doer(spots: Spots, token: int, doers: Sequence[Found]) -> list[Found]:
    """Those among several who would act whom the object's pronoun of the verb at a token may mean.

    Where one of them stands behind the verb it is those before; else all but the one right before it.
    """
    at = spots.at
    sentence = at.reading.sentence_of(token)
    here = [s for s in spots.all if spots.entity(s) in doers and sentence.first <= at.tokens[s.first] < sentence.last]
    before = [s for s in here if at.tokens[s.last - 1] < token]
    behind = any(at.tokens[s.first] > token and not spots.case(s) for s in here)
    right = [s for s in before if at.tokens[s.last - 1] + 1 == token]
    if not behind and not right:
        return [spots.entity(s) for s in before if is_accusative(at.reading, at.tokens[s.first], s.item.type)]
    gone = [spots.entity(s) for s in right if not behind]
    return [e for s in before if (e := spots.entity(s)) not in gone]


def _and(spots: Spots, spot: Spot) -> bool:
    """Does the mention begin with "and"?"""
    return spots.at.reading.tokens[spots.at.tokens[spot.first]].norm.startswith("و")


def _may_be_raided(rows: Sequence[TriggerReading], roles: Roles) -> bool:
    """A verb that has both its sides tells of an act of its own: «قتلت القوات مسلحا في هجوم شنه رفاقه»."""
    return not (rows and rows[0].kind == "verb" and roles["actor"] and roles["recipient"])


def _reason(spots: Spots, part: str, by: str, spot: Spot) -> Reason:
    at = spots.at
    span = at.reading.span(at.tokens[spot.first], at.tokens[spot.last - 1] + 1)
    return Reason(part, by, span.start, span.end)


def weapon_at(reading: Reading, token: int) -> int | None:
    """The token of the weapon by which somebody was hit, behind the word that tells it: «قتل راع» | «برصاص»."""
    tokens = reading.tokens
    for k in range(token + 1, min(reading.sentence_of(token).last - 1, token + _FAR)):
        norm = tokens[k].norm
        if norm in (";", ":") or norm in WHILE or norm in _AFTER or (norm, tokens[k + 1].norm) in _MEANWHILE:
            # «هاجم مستوطنون القرية، في حين أصيب شاب برصاص الجيش»: another act, by others
            return None
        if any(prefix == "ب" and stem in _WEAPONS for prefix, stem in splits(tokens[k].norm)):
            return k
    return None


def _shooter(spots: Spots, token: int) -> Spot | None:
    """Who stands behind the weapon: «برصاص» | «حرس الحدود»."""
    weapon = weapon_at(spots.at.reading, token)
    if weapon is None:
        return None
    found = [s for s in spots.all if spots.at.tokens[s.first] == weapon + 1]
    found = [s for s in found if s.item.type != "place" or is_country(s.item)]
    return max(found, key=lambda s: s.last, default=None)
