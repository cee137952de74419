"""One event told several times is one event: which tellings are the same, and what each adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_verb
from marsad.text.spans import Span
from marsad.text.views import fold

from .scenes import stay
from .telling import Telling
from .triggers import readings_as, readings_at

_PAPERS: Final = ("SUPPORT", "AGREE")
"""Types that two may do together and one alone."""
_SCENE = ("place", "origin")
_OPEN = frozenset(("future", "hypothetical"))
"""What two words of one clause may be heard to leave open, one more than the other: «من المحتمل أن يصل وفد»."""
_CALLED_OFF = {"future", "negation"}
"""The same of what was to come and is then called off: «كان من المقرر أن يعقد لقاء إلا أن اللقاء أرجئ»."""
_NEXT: Final = 12
"""Characters from a noun to the verb of its clause: «لاتفاق | توصل إليه»."""
_CLOSE: Final = 60
"""Characters between the two words of such a clause: «يعقد المبعوث لقاء»."""
_TOLD_BEFORE: Final = "events.told_before"
"""The rule by which a word has the participants of an event told before it."""
_PHONE = "phone"
_VISIT = "visit"
_COMING: Final = ("arrive", "visit", "receive")
"""Frames of words that tell a visit themselves."""
_SHARED = 2
"""Participants that two meetings share for one to be the other, where each has somebody of its own."""
_OTHER_HARM: Final = ("abduct", "torture", "sexual", "crowd-control")
"""Modes of acts that are no part of an attack told by another word."""
_HEADED: Final = ("ASSAULT", "COERCE", "AID")
"""Types of acts that a headline and the sentence that begins the report tell in different words."""
_LEADS: Final = (1, 2)
"""Sentences that begin the report: the first, or the one behind the line of where it comes from."""
_SHORT: Final = 3
"""Letters of words that say nothing of who is meant."""
_RETOLD: Final = 4
"""Sentences before a claim of responsibility in which the attack was told."""
_BESIDE: Final = 4
"""Tokens from a place to the one in which it lies: «بلدة | بمنطقة تمبكتو»."""


def _same(a: Telling, b: Telling, reading: Reading | None = None) -> bool:
    if reading is not None and _on_a_visit(a, b, reading):
        return True
    if a.type != b.type or (a.aux != b.aux and not _at_once(a, b) and not _background(a, b)):
        return False
    if a.count and b.count and a.count != b.count:
        # «زار طبرق مرتين، والتقى العميد ثلاث مرات»
        return False
    if (a.type, {a.mode, b.mode}) == ("COERCE", {"arrest", "seize"}):
        # «أوقفوا خمسة مهربين وحجزوا شاحنتين»: people and things are taken in two acts
        return False
    if a.type in _PAPERS and reading is not None and _mutual(a, reading) != _mutual(b, reading):
        # «أشاد الوزير بالدور …، ووقع الوزيران مذكرة»
        return False
    if a.sentence == b.sentence and a.actor and a.actor == b.actor and a.recipient == b.recipient:
        # «هاجموا … ما أدى إلى مقتل …»: one attack told by two words, whatever mode each suggests
        return True
    if _one_attack(a, b, reading):
        return True
    if a.type == "MOBILIZE" and a.sentence == b.sentence and a.actor and b.actor and _one_in_other(a, b):
        # «غادرت … في الثاني من الشهر ووصلت … يوم الأحد»: one movement with its two ends
        return True
    if b.retold and a.type == "ASSAULT" and b.sentence - a.sentence <= _RETOLD:
        # «أعلن التنظيم مسؤوليته عن الهجوم»: whoever it was laid to, it is the attack told before
        unnamed = all(e.type == "group" for e in a.actor)
        return unnamed or bool({id(e) for e in a.actor} & {id(e) for e in b.actor})
    if a.mode and b.mode and a.mode != b.mode and not _one_meeting(a, b):
        return False
    who_a = {id(e) for e in (*a.actor, *a.recipient)}
    who_b = {id(e) for e in (*b.actor, *b.recipient)}
    if not who_a & who_b:
        return False
    if a.type == "ASSAULT" and (_crossed(a, b) or _crossed(b, a)):
        # who attacks in one telling and suffers in another was answered
        return False
    if a.type == "CONSULT" and (a.until is None) != (b.until is None):
        # «تكررت زياراته منذ أغسطس»: visits up to now are not the one of this week
        return False
    if a.type == "CONSULT" and who_a - who_b and who_b - who_a and len(who_a & who_b) < _SHARED:
        # who met one man and then another met twice
        return False
    if (
        a.type != "CONSULT"
        and {id(e) for e in a.recipient}
        and {id(e) for e in b.recipient}
        and not {id(e) for e in a.recipient} & {id(e) for e in b.recipient}
    ):
        return False
    if _elsewhere(a, b, reading) and not _one_place(a, b):
        return False
    if _dated(a) and _dated(b):
        return _meet_in_time(a, b)
    return a.count == b.count


def _on_a_visit(a: Telling, b: Telling, reading: Reading) -> bool:
    """«يتوجه الوفد إلى سبها الخميس، | في زيارة هي الثانية منذ يناير»: what somebody comes on, however often he has."""
    if (a.type, b.type, a.mode, b.mode) != ("CONSULT", "CONSULT", _VISIT, _VISIT) or a.sentence != b.sentence:
        return False
    at = reading.token_at(b.trigger.start)
    if a.trigger.end > b.trigger.start or at == 0 or at + 1 >= len(reading.tokens):
        return False
    noun = any(r.kind == "noun" and r.trigger.frame == _VISIT for r in readings_as(reading, at, "CONSULT"))
    apart = reading.tokens[at + 1].norm in _ANOTHER or reading.tokens[at - 1].norm != _ON
    return noun and not apart and bool(b.actor) and {id(e) for e in b.actor} <= {id(e) for e in a.actor}


_ON: Final = fold("في")
_ANOTHER: Final = frozenset(fold(w) for w in ("سابقة", "أخرى", "لاحقة", "مماثلة", "مقبلة", "ثانية", "منفصلة"))


def _mutual(telling: Telling, reading: Reading) -> bool:
    """Does its word tell what two do together: «وقع», «اتفق»?"""
    rows = readings_as(reading, reading.token_at(telling.trigger.start), telling.type)
    return any(r.trigger.frame in ("sign", "meet") for r in rows)


def _crossed(a: Telling, b: Telling) -> bool:
    return any(e is x for e in a.actor for x in b.recipient)


def _one_attack(a: Telling, b: Telling, reading: Reading | None) -> bool:
    """«قُتل ثلاثة في قصف استهدف السوق»: what one clause tells of one attack by several words."""
    if a.type != "ASSAULT" or a.sentence != b.sentence or _elsewhere(a, b, reading):
        return False
    if ("negation" in a.aux) != ("negation" in b.aux) and not _at_once(a, b):
        return False
    if not any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence):
        return False
    if a.mode != b.mode and (a.mode in _OTHER_HARM or b.mode in _OTHER_HARM):
        return False
    if _dated(a) and _dated(b) and not _meet_in_time(a, b):
        return False
    actors, others = {id(e) for e in a.actor}, {id(e) for e in b.actor}
    suffer, suffered = {id(e) for e in a.recipient}, {id(e) for e in b.recipient}
    if actors & suffered or others & suffer or (actors and others and not actors & others):
        return False
    if suffer & suffered:
        return True
    return bool(actors & others) and (b.result or not suffer or not suffered)


def _headline(a: Telling, b: Telling, reading: Reading | None) -> bool:
    """«مسلحون يقتلون عشرات المدنيين» and «هاجم مسلحون … مدنيين»: a headline and the sentence that begins the report."""
    if a.type != b.type or a.type not in _HEADED or a.sentence or b.sentence not in _LEADS or a.aux != b.aux:
        return False
    if a.mode != b.mode and (a.mode in _OTHER_HARM or b.mode in _OTHER_HARM):
        return False
    if _dated(a) and _dated(b) and not _meet_in_time(a, b):
        return False
    if a.actor and b.actor and not _alike(a.actor, b.actor) and not _compatriots(a.actor, b.actor):
        return False
    if not a.place or not b.place:
        # «غارة إسرائيلية تقتل قياديا في الحزب»: without a place both sides have to be those of the sentence
        return bool(a.actor and b.actor) and _alike(a.recipient, b.recipient)
    if _elsewhere(a, b, reading):
        # «أنقذ 130 مهاجرا قبالة كريت», «جنوب جزيرة غافدوس»: so many are the same, wherever each says it was
        return a.actor == b.actor and any(e is x and _numbered(e) for e in a.recipient for x in b.recipient)
    if not a.recipient or not b.recipient:
        # «اشتباكات بين مسلحين في المدينة»: who fight each other
        return not a.recipient and not b.recipient and bool(a.actor and b.actor) and _one_word(a, b, reading)
    return _alike(a.recipient, b.recipient) or bool(a.actor and b.actor and _one_word(a, b, reading))


def _one_word(a: Telling, b: Telling, reading: Reading | None) -> bool:
    """«يغتالون مسؤولا», «اغتال … رئيس البلدية»: do forms of one word tell both?"""
    if reading is None:
        return False
    one, other = ({r.trigger.lemma for r in readings_at(reading, reading.token_at(t.trigger.start))} for t in (a, b))
    return bool(one & other)


def _alike(some: Sequence[Found], others: Sequence[Found]) -> bool:
    """Does a word of one name stand in another: «عشرات المدنيين», «مدنيين»?"""
    words, further = ({w for e in found for w in map(bare, fold(e.name).split())} for found in (some, others))
    return any(len(w) > _SHORT for w in words & further)


def _compatriots(some: Sequence[Found], others: Sequence[Found]) -> bool:
    """A country and what is said to be its own: «إسرائيل», «مسيرة إسرائيلية»."""
    lands, further = ({e.country or (e.entry.country if e.entry else None) for e in found} for found in (some, others))
    return bool((lands & further) - {None})


def _numbered(e: Found) -> bool:
    """«130 مهاجرا»: people whose number is said."""
    return e.type == "group" and any(c.isdecimal() for c in e.name)


def _dated(t: Telling) -> bool:
    return t.time is not None and bool(t.time.earliest and t.time.latest)


def _meet_in_time(a: Telling, b: Telling) -> bool:
    assert a.time is not None
    assert b.time is not None
    return (a.time.earliest or "") <= (b.time.latest or "") and (b.time.earliest or "") <= (a.time.latest or "")


def _elsewhere(a: Telling, b: Telling, reading: Reading | None) -> bool:
    """Do two tellings name places of which neither is the other, nor lies in it as the report says?"""
    if not a.place or not b.place or {id(e) for e in a.place} & {id(e) for e in b.place}:
        return False
    if {_plain(p.name) for p in a.place} & {_plain(p.name) for p in b.place}:
        return False
    return reading is None or not any(
        _within(p, q, reading) or _within(q, p, reading) for p in a.place for q in b.place
    )


def _plain(name: str) -> str:
    """«حاجزا أمنيا», «حاجز أمني»: the words of a name without the ending of the accusative."""
    words = fold(name).split()
    return " ".join(w.removesuffix("ا") if len(words) > 1 and len(w) > _SHORT else w for w in words)


def _within(inner: Found, outer: Found, reading: Reading) -> bool:
    """«بلدة بير بمنطقة تمبكتو»: is the one place named right behind the other, with nothing that parts them?"""
    tokens = reading.tokens
    called = {fold(form).split()[-1] for form in (outer.name, *outer.names) if form}
    called |= {"ال" + form for form in called}
    if any(w in called for w in fold(inner.name).split()[1:]):
        # «سوق مدينة كبكابية»
        return True
    for _, last, _ in inner.mentions:
        for t in tokens[last : last + _BESIDE + 1]:
            if not t.is_word or is_verb(t.norm):
                break
            if t.norm in called or (t.norm[0] in "بل" and t.norm[1:] in called):
                return True
            if t.norm[0] == "و":
                break
    return False


def _one_place(a: Telling, b: Telling) -> bool:
    """Do two tellings of one meeting name a place and one in its name («مقر القيادة بالرجمة», «الرجمة»)?"""
    return _one_meeting(a, b) and any(
        x in y or y in x for p in a.place for o in b.place for x in p.names for y in o.names
    )


def _one_meeting(a: Telling, b: Telling) -> bool:
    """«استقبل الوزير السفير وبحث معه …»: a sentence tells one meeting of the same two or more."""
    who_a, who_b = ({id(e) for e in (*t.actor, *t.recipient)} for t in (a, b))
    return a.type == "CONSULT" and a.sentence == b.sentence and who_a == who_b and len(who_a) > 1


def _background(a: Telling, b: Telling) -> bool:
    """«الذي زار باماكو في مارس والتقى نظيره», «لاتفاق توصل إليه الرئيسان»: one act of the same, past by one word."""
    near = abs(a.trigger.start - b.trigger.start) <= _NEXT and (a.actor, a.recipient) == (b.actor, b.recipient)
    return set(a.aux) ^ set(b.aux) == {"historical"} and (near or _one_meeting(a, b))


def _at_once(a: Telling, b: Telling) -> bool:
    """«نفى … وصول سفينتي شحن», «يصل غدا للقاء …»: a clause tells no act both as denied or planned and done."""
    differ = set(a.aux) ^ set(b.aux)
    if differ == _CALLED_OFF and abs(a.trigger.start - b.trigger.start) > _CLOSE:
        return False
    if any(r.by == _TOLD_BEFORE for t in (a, b) for r in t.reasons):
        # «هبطت طائرة … فإن الوزارة تنفي هبوط أي طائرة»: told by one and denied by another
        return False
    return (
        a.sentence == b.sentence
        and (differ in ({"negation"}, _CALLED_OFF) or differ <= _OPEN)
        and (a.actor, a.recipient, a.place) == (b.actor, b.recipient, b.place)
        and any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)
    )


def _again(a: Telling, b: Telling) -> bool:
    """«لقاء سري جمع القائدين»: a word of the same clause as one that was joined to a telling before."""
    return a.type == b.type and a.mode == b.mode and a.aux != b.aux and _at_once(a, b)


def _one_in_other(a: Telling, b: Telling) -> bool:
    who_a, who_b = {id(e) for e in a.actor}, {id(e) for e in b.actor}
    return who_a <= who_b or who_b <= who_a


def _take_over(known: Telling, t: Telling, reading: Reading | None) -> None:
    """Add a further telling: its evidence and chain, and what the first left open, with the reasons."""
    known.evidence.extend(s for s in t.evidence if s not in known.evidence)
    if t.aux != known.aux:
        marked = max(known, t, key=lambda x: (len(x.aux), "negation" in x.aux))
        known.aux = marked.aux
        known.reasons = [r for r in known.reasons if r.field != "aux"] + [r for r in marked.reasons if r.field == "aux"]
    known.claims.extend(t.claims)
    if known.count is None and known.sentence == t.sentence:
        # «وصل إلى المدينة والتقى العميد للمرة الثالثة»
        known.count = t.count
    known.amounts.extend(i for i in t.amounts if i not in known.amounts)
    taken: set[str] = set()
    if known.type == "CONSULT" and known.sentence == 0 < t.sentence and _fewer(known, t):
        # «لافروف يجري محادثات في بانغي»: a headline names fewer than met
        known.actor, known.recipient, known.mode = list(t.actor), list(t.recipient), t.mode or known.mode
        known.reasons = [r for r in known.reasons if r.field not in ("actor", "recipient")]
        taken |= {"actor", "recipient"}
    if t.result and known.type == "ASSAULT" and known.sentence == t.sentence:
        # «قصفت السوق، ما أدى إلى مقتل ثلاثة»: who was hit suffered it too
        new = [e for e in t.recipient if e not in (*known.actor, *known.recipient)]
        known.recipient = [*known.recipient, *new]
        known.reasons += [r for r in t.reasons if r.field == "recipient" and new and known.recipient != new]
    for name in ("actor", "recipient", "place", "origin"):
        new = [e for e in getattr(t, name) if name in _SCENE or e not in (*known.actor, *known.recipient)]
        if not getattr(known, name) and new:
            setattr(known, name, new)
            taken.add("from" if name == "origin" else name)
    here = [p for p in known.place if not any(p is o for o in known.origin)]
    if len(here) < len(known.place):
        # one telling names where it left, the other where it went
        known.place = here or [p for p in t.place if not any(p is o for o in known.origin)]
        taken.add("place")
    arrived = "place" in taken and known.origin and t.time is not None
    dated = t.time is not None or t.due is not None
    arrived = arrived or (known.leaves and not t.leaves and t.time is not None)
    if arrived or (known.time is None and known.due is None and dated):
        # a movement is of the day on which it reached the place that this telling adds
        known.time, known.until, known.due = t.time, t.until, t.due
        known.leaves = t.leaves
        known.reasons = [r for r in known.reasons if r.field != "time"]
        taken.add("time")
    if _PHONE in (known.mode, t.mode) and known.mode != t.mode and _one_meeting(known, t):
        # a call is named as one, and who call each other are equals
        if t.mode == _PHONE:
            known.actor, known.recipient, known.mode = t.actor, t.recipient, t.mode
            taken |= {"actor", "mode"}
            known.reasons = [r for r in known.reasons if r.field not in ("actor", "recipient", "mode")]
    elif (
        t.mode is not None
        and not _equals(known, t, reading)
        and (known.mode is None or (t.confidence or 0) > (known.confidence or 1))
    ):
        known.mode = t.mode
        known.reasons = [r for r in known.reasons if r.field != "mode"]
        taken.add("mode")
    known.reasons += [r for r in t.reasons if r.field in taken]


def _fewer(known: Telling, t: Telling) -> bool:
    return {id(e) for e in (*known.actor, *known.recipient)} < {id(e) for e in (*t.actor, *t.recipient)}


def _equals(known: Telling, t: Telling, reading: Reading | None) -> bool:
    """«التقى الحاكم وفدا»: who met as equals made no visit, whatever «وفدا» suggests."""
    if (known.mode, t.mode) != (None, _VISIT) or len(known.actor) < _SHARED or known.recipient:
        return False
    # «وصل الوفد»: who came did
    came = reading is not None and any(
        r.trigger.frame in _COMING for r in readings_at(reading, reading.token_at(known.trigger.start))
    )
    return not came


def _more_exactly(known: Telling, t: Telling, reading: Reading | None) -> None:
    """The town of the later telling for the region in which it lies."""
    if reading is None or t.type != "ASSAULT" or not t.place or not known.place:
        return
    if all(any(_within(q, p, reading) for q in t.place) for p in known.place):
        known.place = list(t.place)
        known.reasons = [r for r in known.reasons if r.field != "place"] + [r for r in t.reasons if r.field == "place"]


_HEADLINES: Final = 4
"""Events that a headline may tell."""
_REMEMBERED = 40
"""Earlier events of a participant that a new telling is compared with."""


def merge(told: list[Telling], reading: Reading | None = None) -> list[Telling]:
    """One event told several times is one event with all its evidence and chains."""
    out: list[Telling] = []
    by_actor: dict[tuple[str, int], list[Telling]] = {}
    members: dict[int, list[Telling]] = {}
    for t in told:
        # where something leaves is not where it goes
        t.place = [p for p in t.place if not any(p is o for o in t.origin)]
        keys = [(t.type, id(e)) for e in (*t.actor, *t.recipient)]
        as_told = replace(t, actor=list(t.actor), recipient=list(t.recipient), place=list(t.place))
        known = next(
            (
                e for key in keys for e in by_actor.get(key, ())[-_REMEMBERED:]
                if _same(e, t, reading) or any(_one_attack(m, t, reading) or _again(m, t) for m in members[id(e)])
            ),
            None,
        )  # fmt: skip
        if t.retold:
            # whoever did it is named otherwise there, or not at all; the first attack is what the report is about
            known = next((e for e in out if _same(e, t, reading)), known)
        known = known or next((e for e in out[:_HEADLINES] if _headline(e, t, reading)), None)
        if known is None:
            out.append(t)
            known = t
            members[id(t)] = [as_told]
        else:
            members[id(known)].append(as_told)
            if _headline(known, t, reading):
                # the report names whom its headline only counts
                known.actor, known.recipient = t.actor or known.actor, list(t.recipient)
                known.reasons = [r for r in known.reasons if r.field not in ("actor", "recipient")]
                known.reasons += [r for r in t.reasons if r.field in ("actor", "recipient")]
            _more_exactly(known, t, reading)
            _take_over(known, t, reading)
        for key in keys:
            if known not in by_actor.setdefault(key, []):
                by_actor[key].append(known)
    titled = reading is not None and _has_title(reading)
    for event in out:
        event.evidence = _united(event.evidence)
        if titled and event.sentence == 0:
            # a headline leaves out whose word it is
            event.claims.sort(key=lambda c: c is None)
        if event.mode == _PHONE:
            # who call each other are equals, and what a call was about is no place of it
            event.actor += [e for e in event.recipient if e not in event.actor]
            event.recipient, event.place = [], []
        if event.type == "CONSULT" and event.mode is None and event.recipient:
            # who receives somebody is visited: equals who meet have no host
            event.mode = "visit"
    stay(out)
    return out


def _has_title(reading: Reading) -> bool:
    """Is the first sentence a line of its own that ends without a mark?"""
    if len(reading.sentences) < 2:
        return False
    first, second = reading.sentences[:2]
    return second.paragraph > first.paragraph and reading.tokens[first.last - 1].is_word


def _united(spans: list[Span]) -> list[Span]:
    """Pieces of evidence of which none overlaps another: two words of one clause quote it once."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
