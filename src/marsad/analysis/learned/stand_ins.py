"""Words in the place of a subject: «إنها دمرت آليتين» is the speaker, «إن بلاده رحّلت ستة» the speaker's country, and
«قصف إسرائيلي» the country's doing.

Nobody is named beside such a word, so no mention near it can be voted for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.cues import THAT_PRONOUN
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import STATEMENT_TYPES
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import is_adjective, nationality, verb_readings
from marsad.text.views import fold

from .raids import attack_behind, attacks
from .sides import Roles, Word, is_lemma, nothing_behind
from .spots import Spot, Spots

_OWN: Final = frozenset(fold(w) for w in ("بلاده", "بلادها", "بلده", "بلدها"))
_BETWEEN: Final = frozenset(fold(w) for w in ("قد", "سوف", "لن", "لم", "لا", "كانت", "كان"))
"""Words between a subject and its verb."""
_MUTUAL: Final = ("meet", "sign", "clash")
"""Frames whose subject and object do the same."""
_ADJECTIVES: Final = 3
"""Adjectives behind a noun among which one is a country's."""
_HOST: Final = "receive"
_OTHERS_DO: Final = ("host", "mediate")
"""Frames in which others than the subject meet."""
_SHE: Final = fold("ها")
_THEY: Final = fold("هم")


def subject(spots: Spots, claim: Claim | None, token: int, row: TriggerReading) -> Spot | None:
    """A mention of whoever the word before a verb at `token` stands for, None if there is none or it can't be told."""
    if claim is None or not claim.chain or row.kind != "verb" or row.passive:
        return None
    reading, speaker = spots.at.reading, claim.chain[-1]
    before = token - 1
    while before > 0 and reading.tokens[before].norm in _BETWEEN:
        before -= 1
    if reading.tokens[before].norm in _OWN:
        meant = _country_of(spots, speaker)
        return None if meant is None else _nearest(spots, [s for s in spots.all if spots.entity(s) is meant], token)
    opens = reading.token_at(claim.content.start)
    if says_we(reading, token) and claim.content.start <= reading.tokens[token].start < claim.content.end:
        return _nearest(spots, [s for s in spots.all if spots.entity(s) is speaker], token)
    inside = claim.content.start <= reading.tokens[token].start < claim.content.end
    pronoun = reading.tokens[opens - 1].norm if opens else ""
    if reading.tokens[opens].norm in THAT_PRONOUN:
        pronoun = reading.tokens[opens].norm
    if not inside or pronoun not in THAT_PRONOUN or not _agrees(reading, pronoun, row, claim):
        return None
    return _nearest(spots, [s for s in spots.all if spots.entity(s) is speaker], token)


def meant(
    spots: Spots, claim: Claim | None, token: int, rows: Sequence[TriggerReading], roles: Roles
) -> Spot | None:  # fmt: skip
    """A mention of whom such a word means, where nobody was heard to act or nobody else can."""
    row = rows[0]
    _foreign(spots, token, rows, roles)
    if (own := _by_his_country(spots, claim, token, rows, alone=not roles["actor"])) is not None:
        return own
    spot = subject(spots, claim, token, row)
    if not roles["actor"]:
        return spot or nation(spots, token, rows)
    # «إنه احتجز يومين» may be a passive
    suffers = spot is not None and row.trigger.frame != _HOST and any(
        e is spots.entity(spot) for e in roles["recipient"]
    )  # fmt: skip
    named = _named_between(spots, spot, token, roles) if spot is not None else False
    return spot if certain(spots.at.reading, token, row) and not suffers and not named else None


def _by_his_country(
    spots: Spots, claim: Claim | None, token: int, rows: Sequence[TriggerReading], *, alone: bool
) -> Spot | None:  # fmt: skip
    """«أكد الوزير رفض بلاده …»: what the speaker's country does, told by a noun.

    It is the speaker's doing where the report doesn't name the country and nobody else acts (`alone`).
    """
    tokens = spots.at.reading.tokens
    nouns = bool(rows) and all(r.kind == "noun" and not r.pronoun for r in rows)
    if claim is None or not claim.chain or not nouns or token + 1 >= len(tokens) or tokens[token + 1].norm not in _OWN:
        return None
    meant = _country_of(spots, claim.chain[-1]) or (claim.chain[-1] if alone else None)
    return _nearest(spots, [s for s in spots.all if spots.entity(s) is meant], token)


def _named_between(spots: Spots, spot: Spot, token: int, roles: Roles) -> bool:
    """Is another who acts named before the word in its sentence: «نسبت إلى العميد قوله إنه …»?"""
    first = spots.at.reading.sentence_of(token).first
    return any(first <= k < token for e in roles["actor"] if e is not spots.entity(spot) for k, _, _ in e.mentions)


def says_we(reading: Reading, token: int) -> bool:
    """«نطالب الحكومة بالرد», «أدعو الجميع»: is the word nothing but a verb in the first person?"""
    rows = readings_at(reading, token)
    return bool(rows) and all(
        r.kind == "verb" and r.gender == "first" and r.trigger.type in STATEMENT_TYPES for r in rows
    )


def certain(reading: Reading, token: int, row: TriggerReading) -> bool:
    """«قال إنه قصف الموقع»: a pronoun right before a verb is its subject, and nobody behind the verb can be."""
    if says_we(reading, token):
        return not row.pronoun
    if row.kind != "verb" or row.pronoun or row.passive or row.trigger.frame in _OTHERS_DO:
        return False
    before = token - 1
    while before > 0 and reading.tokens[before].norm in _BETWEEN:
        before -= 1
    norm = reading.tokens[before].norm
    # «أضاف السائق أنهم …» are others than he
    return norm in THAT_PRONOUN and not norm.endswith(_THEY)


def take_over(
    reading: Reading, token: int, row: TriggerReading, entity: Found, roles: Roles, objects: Sequence[Found]
) -> str:  # fmt: skip
    """Make the one meant the subject; who was taken for it meets him, or, among the objects, is acted on.

    Gives the subject's part.
    """
    sentence = reading.sentence_of(token)
    word = Word(reading, token, row, sentence.first, sentence.last)
    done_to = row.kind == "verb" and is_lemma(row.trigger.lemma, "seizes") and nothing_behind(word, token + 1)
    # «إنه استقبل الوزير»: the host; «إنه اعتقل في بنغازي»: with nobody behind it the verb is a passive
    second = row.trigger.frame == _HOST or (done_to and certain(reading, token, row))
    part, other = ("recipient", "actor") if second else ("actor", "recipient")
    others = [e for e in roles[part] if e is not entity]
    roles[other] = [e for e in roles[other] if e is not entity]
    if row.trigger.frame in _MUTUAL:
        roles[part] = [entity, *others]
        return part
    roles[part] = [entity]
    roles[other] = roles[other] or [e for e in others if any(e is o for o in objects)]
    return part


def _foreign(spots: Spots, token: int, rows: Sequence[TriggerReading], roles: Roles) -> None:
    """«قال الحوثيون إن ثلاثة قُتلوا في غارات أمريكية»: who is of another country than the attack did not make it."""
    country = _whose_attack(spots, token, rows) if rows[0].trigger.type == "ASSAULT" else None
    if country is not None:
        roles["actor"] = [e for e in roles["actor"] if nation_of(e) in (None, country)]


def _whose_attack(spots: Spots, token: int, rows: Sequence[TriggerReading]) -> str | None:
    """The country whose adjective stands behind the noun of the attack that a word tells, or in which it happened."""
    own = any(r.kind == "noun" and not r.pronoun for r in rows)
    country = _adjective(spots, token) if own else None
    if country is None and (attack := attack_behind(spots.at.reading, token)) is not None:
        country = _adjective(spots, attack)
    return country


def nation(spots: Spots, token: int, rows: Sequence[TriggerReading]) -> Spot | None:
    """A mention of the country whose adjective follows a noun at `token`, where the report names the country.

    «قصف مدفعي تركي»: other adjectives may stand between. An attack is also that of the one in which somebody was hurt
    («قُتل ثلاثة في غارة تركية»), and the country's army's where the report names only that.
    """
    if not rows or rows[0].trigger.type == "CONSULT":
        return None
    armed = rows[0].trigger.type == "ASSAULT"
    own = any(r.kind == "noun" and not r.pronoun for r in rows)
    country = _whose_attack(spots, token, rows) if armed else _adjective(spots, token) if own else None
    if country is None:
        return _movement(spots, token) if armed else None
    of_it = [s for s in spots.all if nation_of(spots.entity(s)) == country]
    land = _nearest(spots, [s for s in of_it if is_country(s.item)], token)
    if land is not None or not armed:
        return land
    return _nearest(spots, [s for s in of_it if s.item.type == "organization" and _army(spots, s)], token)


def _adjective(spots: Spots, noun: int) -> str | None:
    """The country whose adjective is among those behind a noun."""
    tokens = spots.at.reading.tokens
    for t in tokens[noun + 1 : noun + 1 + _ADJECTIVES]:
        if not t.is_word or not is_adjective(t.norm) or t.norm.startswith("و"):
            return None
        if (country := nationality(t.norm)) is not None:
            return country
    return None


def _movement(spots: Spots, token: int) -> Spot | None:
    """«في هجوم حوثي»: a mention of the body whose people are called so («الحوثيين»)."""
    tokens = spots.at.reading.tokens
    noun = token if attacks(tokens[token].norm) else attack_behind(spots.at.reading, token)
    behind = tokens[noun + 1].norm if noun is not None and noun + 1 < len(tokens) else ""
    if not behind or behind.startswith(("ال", "و")):
        return None
    called = {behind.removesuffix("ه") + end for end in ("ين", "ون")}
    of_it = [s for s in spots.all if spots.entity(s).type == "organization"]
    return _nearest(spots, [s for s in of_it if called & spots.entity(s).names], token)


def _army(spots: Spots, s: Spot) -> bool:
    return "MIL" in spots.entity(s).sector


def _agrees(reading: Reading, pronoun: str, row: TriggerReading, claim: Claim) -> bool:
    """Are the pronoun, the verb behind it and the verb of saying of one gender: «أعلنت … أنها دمرت»?"""
    if pronoun.endswith(_THEY):
        return row.plural
    gender = "f" if pronoun.endswith(_SHE) else "m"
    said = {form.gender for _, form, *_ in verb_readings(reading.tokens[reading.token_at(claim.cue.start)].norm)}
    return row.gender == gender and not row.plural and (not said or gender in said)


def _country_of(spots: Spots, speaker: Found) -> Found | None:
    """The country that the report speaks of as the speaker's."""
    country = nation_of(speaker)
    named = (spots.entity(s) for s in spots.all if is_country(s.item))
    return None if country is None else next((e for e in named if nation_of(e) == country), None)


def nation_of(entity: Found) -> str | None:
    return entity.country or (entity.entry.country if entity.entry else None)


def _nearest(spots: Spots, mentions: Sequence[Spot], token: int) -> Spot | None:
    return min(mentions, key=lambda s: abs(spots.at.tokens[s.first] - token), default=None)
