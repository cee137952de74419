"""Events that the model sees: a word that tells one, and what everything around is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.events.roles import is_accusative
from marsad.analysis.events.triggers import readings_as, readings_at, trigger_readings
from marsad.analysis.reading import Reading
from marsad.model.record import AUXILIARIES, Auxiliary, Reason, Time
from marsad.reader.labels import ROLES
from marsad.reader.votes import PARTS, VERDICTS, Row, Weights, chances
from marsad.text.spans import Span

from . import (
    addressed,
    again,
    armed,
    bystanders,
    carried,
    couples,
    dating,
    doers,
    filled,
    raids,
    reactions,
    sides,
    stand_ins,
    subjects,
    verdicts,
)
from .abductions import abducted, restricted
from .apposed import once
from .ballots import ballots as ballots
from .ballots import by_syntax
from .bounds import ahead, long_ago, past
from .bystanders import stands_free
from .chained import goes_on
from .couples import PARTIES, couple_near, couple_noun, is_dual, points_back
from .denied_sides import denied_by, tell_again, told_apart
from .interviews import interview
from .journeys import beside, departed, goes_to, heads_for, journey, only_way, sent_there
from .matters import governed
from .meetings import of_meeting
from .modes import by_doer, mode_of
from .moods import had, moods, over, says_no, turned
from .opinions import no_event
from .parts import CLASSES
from .pointing import left as left_place
from .pointing import located, pointed
from .scene import TOLD_LEAST, Scene
from .sites import flown, holds, of_post
from .spots import NEEDED_LEAST, NEEDING, Pick, Spot, Spots, sufferer, surest
from .subjects import here, leader, mover, untold
from .undone import disclaimed
from .unharmed import handed_over
from .walls import apart, aside, before, behind, walls
from .words import Question, WordMap

PAIR: Final = 2
PARTIES_LEAST: Final = 0.5
"""How probable an event must be for its two participants to be meant by "the two parties" behind it."""
ROLE_LEAST: Final = 0.36
CONJUNCT_LEAST: Final = 0.12
"""The same for one who is joined to a participant by "and"."""
LONE_LEAST: Final = 0.15
"""The same for the surest where nobody is that probable: of the corpus' events one in sixty has no participant."""
PLACE_LEAST: Final = 0.36
AUX_LEAST: Final = 0.5
CONTEXT_LEAST: Final = 0.45
_BESIDE: Final = 8
"""Words between two that may tell the same event."""
_REACH: Final = 30
"""Words from the trigger to a participant that still belongs to the evidence."""
_NUMBERS: Final = 30
"""Characters behind the evidence in which its numbers may stand."""
_SIDES: Final = (
    *sides.RULES, *addressed.RULES, *carried.RULES, *armed.RULES, *subjects.RULES, *doers.RULES,
    *bystanders.RULES, *reactions.RULES,
)  # fmt: skip
_MUTUAL_FAR: Final = 2
"""Sentences that «الطرفين» may point back over."""
_SAID_TO: Final = ("REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AID")
"""Types of what is said or given to somebody: «دعا الطرفين إلى التهدئة»."""
_SURE_FRAMES: Final = ("receive", "mediate")
_OPENING: Final = 2
"""Tokens at the beginning of a denied passage among which what is denied stands."""


def tellings(scene: Scene, questions: Sequence[Question]) -> list[Telling]:
    """One telling for each word that tells an event, before the tellings of one event are joined."""
    best: dict[int, Telling] = {}
    for q, telling, row in proposals(scene, questions):
        sure = chances(row, q.marked.model.vote(VERDICTS), len(verdicts.CLASSES))[1]
        token = scene.at.tokens[q.word]
        done, denied = verdicts.done(scene.at.reading, token), denied_by(scene.at.reading, token, telling)
        of_any = verdicts.of_any(scene.at.reading, token)
        reacts = reactions.told(scene.at.reading, token, telling)
        if not verdicts.told(q, telling, row, sure, _happens(scene.at, q), done or reacts, denied, of_any):
            continue
        if any(no(scene.at.reading, token, telling) for no in (no_event, interview, handed_over)):
            continue
        if not telling.recipient and telling.faint is not None:
            # too faint a vote to say whether it happened
            telling.recipient = [telling.faint[0]]
            telling.reasons.append(telling.faint[1])
        if sent_there(scene.at.reading, telling):
            telling.place = []
            telling.reasons = [r for r in telling.reasons if r.field != "place"]
        telling.confidence = round(sure, 3)
        telling.reasons[0] = replace(telling.reasons[0], confidence=telling.confidence)
        abducted(scene.at.reading, token, telling)
        restricted(telling)
        rival = best.get(q.word)
        # a word tells one event, of the type that most speaks for
        if rival is None or telling.confidence > (rival.confidence or 0):
            best[q.word] = telling
    told = again.without_verbs_of_doing(scene.at.reading, list(best.values()))
    raids.attackers_meant(told)
    return told_apart(scene.at.reading, told)


def proposals(scene: Scene, questions: Sequence[Question]) -> list[tuple[Question, Telling, Row]]:
    """Every word that may tell an event, with every type it may tell, as a telling with what speaks for and against."""
    at = scene.at
    out: list[tuple[Question, Telling, Row]] = []
    parties, met, mutual = list[Found](), 0, list[Found]()
    for first in questions:
        others = [o.confidence for o in questions if o is not first]
        # «اتفقا» means those of the sentence before, «الطرفان» whoever they were
        here = at.reading.sentence_of(at.tokens[first.word]).index
        before = parties if here - met <= 1 or not is_dual(at.reading, at.tokens[first.word]) else []
        for q in (first, *first.rivals):
            telling, picks = _telling(scene, q)
            _couple(scene.spots, telling, q, before, mutual if here - met <= _MUTUAL_FAR else [])
            likely = [t for o, t, _ in out if o.confidence >= TOLD_LEAST]
            tell_again(scene.spots, q.type, at.tokens[q.word], telling, likely)
            if again.attended(at.reading, at.tokens[q.word]):
                again.take_over(telling, likely)
            again.go_on(at.reading, at.tokens[q.word], telling, [t for _, t, _ in out])
            if not telling.actor and not telling.recipient:
                # a word without anybody is mostly none: of the corpus' events one in sixty has no participant
                if not _happens(at, q):
                    continue
                again.take_over(telling, [t for _, t, _ in out])
                if not (telling.actor or telling.recipient or telling.time or telling.place):
                    continue
            both = len(telling.actor) + len(telling.recipient) == 2 and not points_back(at.reading, at.tokens[q.word])
            if q is first and q.confidence >= PARTIES_LEAST and both:
                parties, met = [*telling.actor, *telling.recipient], here
                mutual = parties if len(telling.actor) == PAIR or q.type == "CONSULT" else mutual
            taken = any(
                o.type == q.type and o.confidence > q.confidence and abs(o.word - q.word) <= _BESIDE for o in questions
            )
            row = verdicts.features(at.reading, scene.spots.table, at.tokens[q.word], q, picks, telling, others, taken)
            out.append((q, telling, row))
    return out


def _happens(at: WordMap, q: Question) -> bool:
    return q.confidence * q.share >= verdicts.BOTH_SURE and again.happens(at.reading, at.tokens[q.word])


def _couple(
    spots: Spots, telling: Telling, q: Question, parties: Sequence[Found], mutual: Sequence[Found]
) -> None:  # fmt: skip
    """Two who are named by one noun in the dual beside the word take part, if nobody in the sentence does.

    `parties` took part in the last event of two, `mutual` in the last in which two did the same.
    """
    at, table, token = spots.at, spots.table, spots.at.tokens[q.word]
    sentence = at.reading.sentence_of(token)
    start, end = at.reading.tokens[sentence.first].start, at.reading.tokens[sentence.last - 1].end
    found = couple_near(at.reading, table, token, parties)
    if found is None:
        return
    noun, two = found
    if noun > token and q.type in _SAID_TO and at.reading.tokens[noun].norm.endswith(couples.OBJECT):
        named = couple_noun(at.reading.tokens[noun].norm) == PARTIES
        meant = (spots.joined_before(token, telling.actor) or mutual) if named else ()
        couples.said_to(at, table, telling, noun, meant or two)
        return
    here = [e for e in telling.actor if any(start <= m[2].start < end for m in e.mentions)]
    # the noun itself may have been taken for a description of people
    nouns = [e for e in (*telling.actor, *telling.recipient) if any(first == noun for first, _, _ in e.mentions)]
    # «بحث الجانبان … واتفقا»: one alone is no subject of a verb in the dual
    alone = (
        len([e for e in here if e not in nouns]) == 1
        and q.type in couples.OF_TWO
        and couples.subject_of_dual(at.reading, token, noun)
    )
    if not alone and any(e not in two and e not in nouns for e in here):
        return
    telling.actor = list(two)
    telling.recipient = [e for e in telling.recipient if e not in two and e not in nouns]
    span = at.reading.span(noun, noun + 1)
    telling.reasons = [r for r in telling.reasons if r.field != "actor"]
    telling.reasons.append(Reason("actor", "events.couple", span.start, span.end))


def _telling(scene: Scene, q: Question) -> tuple[Telling, list[Pick]]:
    at, spots, around = scene.at, scene.spots, scene.around
    reading = at.reading
    token = at.tokens[q.word]
    trigger = reading.span(token, token + 1)
    reasons = [Reason("type", "reader.event", trigger.start, trigger.end, q.confidence)]
    claim = scene.claim(q)
    table = q.marked.model.vote(PARTS)
    votes = {id(spot): _parts_of(spot, row, table) for spot, row in ballots(scene, q)}
    sentence = reading.sentence_of(token)
    found_walls = walls(at, spots, sentence.first, sentence.last)

    def chance(spot: Spot, role: str) -> float:
        value, takes_part = votes[id(spot)][role], role in ROLES[:2]
        if value < CONJUNCT_LEAST:
            # it is nobody's least: whatever stands between needs no looking at
            return value
        if apart(at, spots, found_walls, token, spot) if takes_part else behind(at, found_walls, token, spot):
            return 0.0
        if takes_part and (untold(at, spots, q, spot, role) or aside(at, token, spot, q.type, role)):
            return 0.0
        if not takes_part and (before(at, found_walls, token, spot) or of_post(at, spots, spot)):
            return 0.0
        first = at.tokens[spot.first]
        if holds(reading, first, token) if takes_part else flown(reading, first):
            return 0.0
        return value

    who = spots.picks(q.marked, "who", ROLES[:2], ROLE_LEAST, chance)
    who = who or surest(spots.picks(q.marked, "who", ROLES[:2], LONE_LEAST, chance))
    who += spots.conjuncts(q.marked.window, who, CONJUNCT_LEAST, chance)
    who = once(at, who)
    who += reactions.subject(at, spots, token, who, ROLE_LEAST)
    who = here(at, q, [*who, *leader(at, spots, q, who, ROLE_LEAST)])
    who = governed(at, q, who)
    who += goes_on(at, spots, q, who, ROLE_LEAST)
    # an event has one place, the surest, and a movement one origin
    found_places = spots.picks(q.marked, "where", ROLES[2:], PLACE_LEAST, chance)
    found_places = [p for p in found_places if p.label != "place" or not only_way(at, p.spot, q.type)]
    for pick in found_places:
        if pick.label == "place" and departed(spots, pick.spot):
            pick.label = "from"
    where = list({p.label: p for p in sorted(found_places, key=lambda p: p.value)}.values())
    roles: dict[str, list[Found]] = {r: [] for r in ROLES}
    used: list[Spot] = []
    for pick in (*who, *where):
        roles[pick.label].append(spots.entity(pick.spot))
        used.append(pick.spot)
    for pick in where:
        near = beside(at, spots, pick.spot) if pick.label == "place" else []
        joined = [spots.entity(s) for s in near if not behind(at, found_walls, token, s)]
        roles["place"] += [e for e in joined if e not in roles["place"]]
    by_grammar: list[Pick] = []
    moved = mover(at, spots, token, q.type)
    if moved is not None:
        entity = spots.entity(moved)
        roles["actor"] = [entity]
        roles["recipient"] = [e for e in roles["recipient"] if e is not entity]
        used.append(moved)
        if all(p.spot is not moved for p in who):
            span = reading.span(at.tokens[moved.first], at.tokens[moved.last - 1] + 1)
            reasons.append(Reason("actor", "events.frame", span.start, span.end))
            by_grammar.append(Pick(verdicts.BOTH_SURE, "actor", moved))
    _by_frame(scene, q, roles)
    mode, why_mode = mode_of(reading, q, token)
    settled = by_doer(q.type, _settle(scene, q, who, roles, mode), roles["actor"])
    if settled != mode:
        mode, why_mode = settled, [Reason("mode", "events.frame", trigger.start, trigger.end)] if settled else []
    rows = readings_as(reading, token, q.type)
    if rows and (stand_in := stand_ins.meant(spots, claim, token, rows, roles)) is not None:
        behind_it = [p.spot for p in who if at.tokens[p.spot.first] > token]
        bare = [s for s in behind_it if not spots.case(s)]
        side = stand_ins.take_over(
            reading, token, rows[0], spots.entity(stand_in), roles, [spots.entity(s) for s in bare]
        )
        reasons.append(Reason(side, "events.stand_in", trigger.start, trigger.end))
        by_grammar.append(Pick(verdicts.BOTH_SURE, side, stand_in))
    if mode == "phone":
        # who talk over the phone are in no place together
        roles["place"], roles["from"] = [], []
    elif mode == "withdraw" and not roles["from"] and _leaves(reading.tokens[token].norm, q.type):
        # «انسحبت من القاعدة», «أخلى موقعه في الوادي»: a place that nobody goes to is one that somebody left
        left = [p.spot for p in where if p.label == "place"]
        left = [s for s in left if not goes_to(at, s) and not heads_for(at, token, s)]
        roles["from"] = [spots.entity(s) for s in left]
        roles["place"] = [e for e in roles["place"] if e not in roles["from"]]
    dated = {k for p in scene.times_in(q.marked.window) for k in range(*reading.tokens_in(p.time.start, p.time.end))}
    for side, spot, reason in filled.fill(spots, q.type, token, scene.titles, roles, claim, dated):
        reasons.append(reason)
        # grammar says who, and nothing of whether it happened
        by_grammar.append(Pick(ROLE_LEAST, side, spot))
    way = journey(at, spots, q.type, q.word, scene.told) if mode != "phone" else None
    if way is not None:
        _on_way(scene, roles, way, reasons)
    told = [at.tokens[w] for w in scene.told]
    if not roles["from"] and mode != "phone" and (gone := left_place(spots, token, told, rows)) is not None:
        _on_way(scene, roles, (gone, None), reasons)
    if not roles["place"] and mode != "phone":
        meant = located(spots, q.type, token, told, rows, lambda s: votes[id(s)]["place"] if id(s) in votes else 0.0)
        if meant is not None and spots.entity(meant) in roles["recipient"]:
            # «أرسلت أدوية إلى الأردن»: a land that is given something takes part
            meant = None
        by_rule = "events.located" if meant is not None else "events.pointed"
        meant = meant or pointed(spots, q.type, token, told, rows)
        if meant is not None and (entity := spots.entity(meant)) not in roles["from"]:
            roles["place"] = [entity]
            used.append(meant)
            span = reading.span(at.tokens[meant.first], at.tokens[meant.last - 1] + 1)
            reasons.append(Reason("place", by_rule, span.start, span.end))
    for pick in (*who, *where):
        entity = spots.entity(pick.spot)
        part = next((r for r in (pick.label, *ROLES) if entity in roles[r]), None)
        if part is not None:
            reasons.append(_reason(at, pick, part))
    for found in roles.values():
        found.sort(key=lambda e: min(m[2].start for m in e.mentions))
    others = [reading.tokens[at.tokens[w]].start for w in scene.told if w != q.word]
    time, why, ongoing = dating.when(scene, q, others, found_walls)
    reasons += why
    evidence, last = _evidence(scene, q, used, time)
    if claim is not None:
        reasons.append(Reason("attribution", "events.inside_claim", claim.cue.start, claim.cue.end))
    # numbers of the next clause count somebody else
    ends = min([evidence.end + _NUMBERS, *(reading.tokens[w.token].start for w in found_walls if w.token >= last)])
    amounts, count = around.counted(sentence.index, evidence.start, ends, trigger.start, others)
    aux, why_aux = _aux(scene, q, time, claim, ongoing)
    reasons += why_aux
    time, until, due_days, by = dating.interval(scene, q, time, aux)
    if by is not None:
        reasons = [r for r in reasons if r.field != "time"]
        reasons.append(Reason("time", by, trigger.start, trigger.end))
    reasons += why_mode
    contexts = tuple(c for c, v in q.marked.flags("contexts").items() if v >= CONTEXT_LEAST)
    if contexts:
        reasons.append(Reason("context", "reader.context", trigger.start, trigger.end))
    telling = Telling(
        q.type, mode, roles["actor"], roles["recipient"], roles["place"], roles["from"],
        tuple(a for a in AUXILIARIES if a in aux), time, [evidence], [claim], "reader.event", trigger, sentence.index,
        count, amounts, until=until, due=due_days, leaves=_leaves(reading.tokens[token].norm, q.type),
        confidence=q.confidence, contexts=contexts, result=raids.is_result(reading, token),
        retold=raids.is_retold(reading, token), reasons=reasons,
    )  # fmt: skip
    if q.type in NEEDING and not roles["recipient"]:
        heard = spots.picks(q.marked, "who", ROLES[:2], NEEDED_LEAST, chance)
        heard = [p for p in heard if at.tokens[p.spot.first] < sentence.last]
        faint = sufferer(spots, heard, roles["actor"])
        telling.faint = (spots.entity(faint.spot), _reason(at, faint, faint.label)) if faint is not None else None
    return telling, [*who, *where, *by_grammar]


def _evidence(scene: Scene, q: Question, used: Sequence[Spot], time: Time | None) -> tuple[Span, int]:
    """The words that tell it, with those near who take part and when it was, and the token behind them."""
    at, reading, token = scene.at, scene.at.reading, scene.at.tokens[q.word]
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
    return reading.span(first, last), last


def _aux(
    scene: Scene, q: Question, time: Time | None, claim: Claim | None, ongoing: bool
) -> tuple[set[Auxiliary], list[Reason]]:
    """The auxiliary modes that the reader hears, grammar mends and a date settles, and why."""
    reading, token = scene.at.reading, scene.at.tokens[q.word]
    trigger = reading.span(token, token + 1)
    flags = q.marked.flags("aux")
    heard = frozenset(a for a in AUXILIARIES if flags[a] >= AUX_LEAST)
    aux = set(moods(reading, token, q.type, heard))
    if "negation" in aux and (claim is None or claim.act != "deny") and not says_no(reading, token):
        aux.discard("negation")
    if "future" in aux and time is not None and past(time, scene.published):
        # «وصلت الأسبوع الماضي»: what is dated before the report is no plan
        aux.discard("future")
    if ongoing:
        # «زار بنغازي ست مرات منذ أغسطس»: what goes on up to the report is no background of it
        aux.discard("historical")
    reasons = [
        Reason("aux", f"reader.aux.{a}", trigger.start, trigger.end, round(flags[a], 3))
        if a in heard
        else Reason("aux", f"events.auxiliary.{a}", trigger.start, trigger.end)
        for a in AUXILIARIES
        if a in aux
    ]
    if "negation" not in aux and claim is not None and claim.act == "deny" and _denied(reading, claim, token):
        aux.add("negation")
        reasons.append(Reason("aux", "events.auxiliary.negation", claim.cue.start, claim.cue.end))
    open_yet = not aux & {"future", "hypothetical", "negation"} and not over(reading, token, q.type)
    if time is not None and open_yet and ahead(time, scene.published):
        aux.add("future")
        reasons.append(Reason("aux", "events.auxiliary.future", time.start, time.end))
    settled = ongoing or aux & {"historical", "future", "hypothetical"}
    if time is not None and not settled and long_ago(reading, time, scene.seen, had(reading, token, q.type)):
        aux.add("historical")
        reasons.append(Reason("aux", "events.auxiliary.historical", time.start, time.end))
    return aux, reasons


def _parts_of(spot: Spot, row: Row, table: Weights) -> dict[str, float]:
    """How probably a mention plays which part."""
    if spot.item.type != "person" and "within title" in row:
        # «دعا الأمين العام للأمم المتحدة الطرفين»: who is named in an office does nothing itself
        return dict.fromkeys(CLASSES, 0.0)
    return dict(zip(CLASSES, chances(row, table, len(CLASSES)), strict=True))


def _denied(reading: Reading, claim: Claim, token: int) -> bool:
    """«نفى المتحدث وصول السفن»: the noun that opens what is denied is what is said not to have happened."""
    if turned(reading, token) or disclaimed(reading, token) is not None:
        return False
    verbs = any(r.kind == "verb" for r in readings_at(reading, token))
    return not verbs and 0 <= token - reading.token_at(claim.content.start) <= _OPENING


def _leaves(norm: str, kind: str) -> bool:
    return any(r.trigger.frame == "leave" for r in trigger_readings(norm) if r.trigger.type == kind)


def _reason(at: WordMap, pick: Pick, part: str) -> Reason:
    span = at.reading.span(at.tokens[pick.spot.first], at.tokens[pick.spot.last - 1] + 1)
    by = "reader.role" if part == pick.label else "events.frame"
    return Reason(part, by, span.start, span.end, round(min(pick.value, 1.0), 3))


def _settle(
    scene: Scene, q: Question, who: Sequence[Pick], roles: dict[str, list[Found]], mode: str | None
) -> str | None:
    """What grammar knows better of the sides, and the mode that goes with them."""
    at, reading = scene.at, scene.at.reading
    token = at.tokens[q.word]
    rows = readings_as(reading, token, q.type)
    if not rows:
        return mode
    standing = []
    for pick in who:
        first = at.tokens[pick.spot.first]
        start = scene.spots.start(pick.spot)
        entity = scene.spots.entity(pick.spot)
        free = is_accusative(reading, first, entity.type) or stands_free(reading, first, entity.type)
        case = "" if free else scene.spots.case(pick.spot)
        standing.append(sides.Standing(entity, entity.type, first, at.tokens[pick.spot.last - 1] + 1, case, start))
    sentence = reading.sentence_of(token)
    maybe_noun = any(r.kind == "noun" for r in rows)
    word = sides.Word(reading, token, rows[0], sentence.first, sentence.last, maybe_noun)
    sides.settle(_SIDES, word, standing, roles)
    return of_meeting(word, standing, roles, mode) if q.type == "CONSULT" else mode


def _on_way(
    scene: Scene, roles: dict[str, list[Found]], way: tuple[Spot, Spot | None], reasons: list[Reason]
) -> None:  # fmt: skip
    """Where somebody comes from is the origin, and no place of the event."""
    origin, goal = way
    at, entity = scene.at, scene.spots.entity(origin)
    if roles["from"] != [entity]:
        span = at.reading.span(at.tokens[origin.first], at.tokens[origin.last - 1] + 1)
        reasons.append(Reason("from", "events.journey", span.start, span.end))
    roles["from"] = [entity]
    roles["place"] = [e for e in roles["place"] if e is not entity]
    if goal is not None and not roles["place"] and (target := scene.spots.entity(goal)) is not entity:
        span = at.reading.span(at.tokens[goal.first], at.tokens[goal.last - 1] + 1)
        reasons.append(Reason("place", "events.journey", span.start, span.end))
        roles["place"] = [target]


def _by_frame(scene: Scene, q: Question, roles: dict[str, list[Found]]) -> None:
    """Who receives and who comes, who mediates and between whom: what grammar knows better than the model."""
    token = scene.at.tokens[q.word]
    rows = readings_as(scene.at.reading, token, q.type)
    if not rows or rows[0].trigger.frame not in _SURE_FRAMES:
        return
    syntax = by_syntax(scene.at, scene.spots.table, token, q.type)
    for name, other in (("actor", "recipient"), ("recipient", "actor")):
        for item in scene.spots.all:
            if syntax.get(id(item.item)) == name and (entity := scene.spots.entity(item)) in roles[other]:
                roles[other].remove(entity)
                if entity not in roles[name]:
                    roles[name].append(entity)
