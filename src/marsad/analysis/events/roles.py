"""Who did it to whom and where: participants of a trigger by Arabic syntax.

Each phrase near the trigger gets a *case*: the preposition before it, or none. A frame says
which case fills which role; verbs look first behind them (VSO), then before (SVO).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_verb
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .triggers import Reading as TriggerReading

_CASES = {
    fold(k): v
    for k, v in {
        "مع": "with", "برفقة": "with", "رفقة": "with", "بين": "between", "إلى": "to",
        "الى": "to", "من": "from", "في": "in",
        "داخل": "in", "على": "on", "عن": "about", "ضد": "against", "نحو": "to", "صوب": "to", "باتجاه": "to",
        "قرب": "in",
        "لدى": "at", "بحضور": "also", "بمشاركة": "also", "برئاسة": "led", "بقيادة": "led", "قبالة": "in", "عبر": "via",
        "تجاه": "to", "حول": "topic", "بشأن": "topic", "يد": "by", "أيدي": "by",
        "أيادي": "by", "قبل": "by", "طرف": "by", "جانب": "by", "أمام": "facing", "وسط": "in",
    }.items()
}  # fmt: skip
_BEFORE = fold("قبل")
_FROM = fold("من")
_CARRIED_OUT = frozenset(fold(w) for w in ("تم", "جرى", "يتم", "جرت", "تمت"))
"""Verbs before a noun that make a passive of it."""
_BY = {
    fold(word): fold(before)
    for word, before in (
        ("قبل", "من"), ("طرف", "من"), ("جانب", "من"), ("يد", "على"), ("أيدي", "على"), ("أيادي", "على"),
    )
}  # fmt: skip
"""Words of "by" with the preposition that they want before them."""
_OTHER = frozenset(fold(w) for w in ("آخر", "ثان", "واحد"))
"""What makes "from another side" of «من جانب»."""
_TANWIN = ("ا", "اً", "ًا")
_SHORT = 4
"""Letters of a word that is too short to end in a case."""
_EACH = frozenset(fold(w) for w in ("كل", "كلا", "أي"))
_WINDOW = 34
_BESIDE = 3
"""Tokens from a verb with a pronoun to its subject, where an expression of time may stand between."""
_LEAVING = fold("غادر")


@dataclass(slots=True)
class Phrase:
    """An entity or description near a trigger, with the case it stands in."""

    item: Found | Candidate
    first: int
    last: int
    case: str
    conjoined: bool
    leaves: bool = False
    """A verb of leaving stands right before it."""


@dataclass(slots=True)
class Roles:
    """Participants found for one trigger."""

    actor: list[Found | Candidate] = field(default_factory=list)
    recipient: list[Found | Candidate] = field(default_factory=list)
    place: list[Found | Candidate] = field(default_factory=list)
    origin: list[Found | Candidate] = field(default_factory=list)
    first: int = 0
    last: int = 0
    passive: bool = False


def is_place(item: Found | Candidate) -> bool:
    """Is this somewhere?"""
    return item.type == "place"


def is_country(item: Found | Candidate) -> bool:
    """A country, which may act."""
    return (
        isinstance(item, Found)
        and item.entry is not None
        and item.entry.source in ("countries", "capitals")
        and item.type == "place"
    )


def is_actor(item: Found | Candidate) -> bool:
    """May this act?"""
    return item.type != "place" or is_country(item)


def phrases(reading: Reading, table: EntityTable, first: int, last: int) -> list[Phrase]:
    """Entities and descriptions between two tokens, each with its case; conjuncts share the case before them."""
    tokens = reading.tokens
    out: list[Phrase] = []
    for start, end, item in table.walk(first, last):
        norm = tokens[start].norm
        previous = out[-1] if out else None
        gap = tokens[previous.last : start] if previous else []
        plain_gap = all(t.norm in {",", '"', ")", "("} or _modifier(t.norm) for t in gap) and len(gap) <= 5
        span_start = item.span.start if isinstance(item, Candidate) else None
        particles = _particles(reading, table, start, item, span_start)
        conjoined = (
            previous is not None
            and particles.startswith("و")
            and plain_gap
            and "ب" not in particles
            and not particles.endswith("ل")
        )
        case = _case(reading, start, first, particles)
        if conjoined and previous is not None and case == "":
            case = previous.case
        out.append(Phrase(item, start, end, case, conjoined, start > 0 and _LEAVING in tokens[start - 1].norm))
        _ = norm
    return out


def _modifier(norm: str) -> bool:
    return function_class(norm) is None and not is_verb(norm)


def _particles(
    reading: Reading, table: EntityTable, start: int, item: Found | Candidate, span_start: int | None
) -> str:
    token = reading.tokens[start]
    if span_start is None and isinstance(item, Found):
        span_start = next((s.start for f, _, s in item.mentions if f == start), token.start)
    assert span_start is not None
    length = bisect_left(reading.view.offsets, span_start, token.at, token.at + len(token.norm)) - token.at
    return token.norm[:length]


def case_of(reading: Reading, token: int, start: int) -> str:
    """The case of a mention that begins at `token`, its span at offset `start`: the preposition before it, or none."""
    t = reading.tokens[token]
    letters = bisect_left(reading.view.offsets, start, t.at, t.at + len(t.norm)) - t.at
    particles = t.norm[:letters] or ("لل" if t.norm.startswith("لل") else "")
    return _case(reading, token, reading.sentence_of(token).first, particles)


def _case(reading: Reading, start: int, first: int, particles: str) -> str:
    if particles.endswith("ب"):
        return "b"
    if particles.endswith(("ل", "لل")):
        return "l"
    tokens = reading.tokens
    k = start - 1
    steps = 0
    while k >= max(first - 1, 0) and steps < 4:
        norm = tokens[k].norm
        for form in (norm, norm[1:] if norm[0] in "وف" and len(norm) > 2 else norm):
            if form in _CASES:
                if form in _BY and (k == 0 or tokens[k - 1].norm.lstrip("وف") != _BY[form]):
                    if form == _BEFORE:
                        return "time"
                    break
                if form == _FROM and k and bare(tokens[k - 1].norm) in _EACH:
                    # «اتهمت المنظمة كلا من مالطا وإيطاليا»: "each of" is no origin
                    return ""
                return _CASES[form]
        if not tokens[k].is_word:
            if norm in {'"', "("}:
                k -= 1
                continue
            return ""
        if is_verb(norm) or function_class(norm):
            return ""
        # titles and kind nouns stand between the preposition and the name: «مع نائب وزير الدفاع الروسي فلان»
        if norm.startswith("لل"):
            return "l"
        k -= 1
        steps += 1
    return ""


def assign(reading: Reading, table: EntityTable, at: int, trigger: TriggerReading, first: int, last: int) -> Roles:
    """The roles of the trigger at token `at` within tokens `first` to `last` of its clause."""
    behind = phrases(reading, table, at + 1, min(last, at + _WINDOW))
    before = phrases(reading, table, max(first, at - 20), at)
    roles = Roles(first=at, last=at + 1)
    frame = trigger.trigger.frame
    by_form = trigger.kind == "verb" and _passive(reading, at, min(last, at + _WINDOW))
    roles.passive = trigger.passive or by_form
    subject, objects = _core(reading, trigger, behind, before, roles)
    _FRAMES.get(frame, _act_on)(roles, Sides(subject, objects, behind, before, trigger))
    _places(roles, behind, before, frame)
    used = [
        p
        for p in (*behind, *before)
        if any(p.item is x for x in (*roles.actor, *roles.recipient, *roles.place, *roles.origin))
    ]
    near = [p for p in used if p.last <= at + _WINDOW]
    roles.first = min([at, *(p.first for p in near)])
    roles.last = max([at + 1, *(p.last for p in near)])
    for name in ("actor", "recipient", "place", "origin"):
        unique: list[Found | Candidate] = []
        for item in getattr(roles, name):
            if not any(item is u for u in unique):
                unique.append(item)
        setattr(roles, name, unique)
    roles.recipient = [r for r in roles.recipient if not any(r is a for a in roles.actor)]
    return roles


def agent_word(reading: Reading, k: int) -> bool:
    """Is token k the noun of "by": «من قبل», «من طرف», «على يد»?"""
    tokens = reading.tokens
    if k == 0 or _BY.get(tokens[k].norm) != tokens[k - 1].norm:
        return False
    return k + 1 >= len(tokens) or tokens[k + 1].norm not in _OTHER


def signed_passive(reading: Reading, at: int) -> bool:
    """Does a vowel sign say that the verb at token `at` is passive: «مُنعوا»?"""
    token = reading.tokens[at]
    return "\u064f" in reading.text[token.start : token.end][:3]


def _passive(reading: Reading, at: int, last: int) -> bool:
    if signed_passive(reading, at):
        return True
    if any(agent_word(reading, k) for k in range(at + 2, last)):
        return True
    before = reading.tokens[at - 1].norm if at else ""
    return before in _CARRIED_OUT


def _core(
    reading: Reading, trigger: TriggerReading, behind: list[Phrase], before: list[Phrase], roles: Roles
) -> tuple[list[Phrase], list[Phrase]]:
    """Subject and object phrases: those without a preposition, in order."""
    bare = [p for p in behind if p.case == "" and is_actor(p.item)]
    # a body named right behind the verb is its subject; behind a title it would be part of an apposition
    alone = bool(bare) and bare[0].first == roles.first + 1 and bare[0].item.type == "organization"
    leading = _conjuncts(bare, 0, alone=alone)
    rest = [p for p in bare if p not in leading]
    if trigger.kind == "noun":
        if trigger.pronoun and before:
            owner = [p for p in before if is_actor(p.item)][-1:]
            return owner, leading
        return leading, rest
    subject_before = _before(reading, before)
    if trigger.kind == "participle":
        # «خرج الوزير مطالبا الشركة …», «ما زال السائق محتجزا»: whoever does or is so stands before it
        return subject_before or (leading if trigger.passive else []), [] if trigger.passive else leading
    if trigger.trigger.needs == "asset" and not any(p.item.type == "asset" for p in (*subject_before, *leading)):
        # «سفينتين ترفعان علم بنما غادرتا …»: the flag state doesn't sail
        subject_before = [p for p in before if p.item.type == "asset"][-1:] or subject_before
    close = bool(leading) and leading[0].first - roles.first <= 7
    if trigger.pronoun and close and bare[0].first - roles.first <= _BESIDE:
        # «استقبله الوالي»: who is behind acts, whom the pronoun means was named before
        return leading, subject_before[-1:]
    if (trigger.plural or trigger.pronoun) and subject_before:
        return subject_before, leading if not trigger.pronoun else []
    if trigger.gender == "first" and trigger.plural:
        # «نطالب الحكومة»: we are nobody whom the sentence names
        return [], leading
    if close and is_object(reading, leading[0].first, leading[0].item.type):
        # «وحث المقاتلين على …»: the ending says that they are spoken to
        return subject_before, leading
    if subject_before and not close:
        return subject_before, leading
    if subject_before and close and _svo(reading, roles.first, subject_before):
        return subject_before, leading
    return leading, rest


def is_object(reading: Reading, first: int, kind: str) -> bool:
    """Does the ending of its first word say that a description is a verb's object: «المقاتلين», «وفدا»?"""
    norm = reading.tokens[first].norm
    oblique = kind in ("group", "asset") and norm.endswith("ين") and len(norm) > _SHORT
    return oblique or is_accusative(reading, first, kind)


def is_accusative(reading: Reading, first: int, kind: str) -> bool:
    """Does a description begin with an ending that no preposition governs: «وفدا»?"""
    token = reading.tokens[first]
    if kind not in ("group", "asset") or has_article(token.norm) or len(token.norm) < _SHORT:
        return False
    return reading.text[token.start : token.end].endswith(_TANWIN)


def _svo(reading: Reading, at: int, subject: list[Phrase]) -> bool:
    """Does the subject stand right before the verb, or with a relative pronoun or "قد" between?"""
    gap = reading.tokens[subject[-1].last : at]
    return (
        all(
            t.norm in {"قد", ",", '"', ")"} or function_class(t.norm) in {"relative", "auxiliary", "particle"}
            for t in gap
        )
        and len(gap) <= 4
    )


def _before(reading: Reading, before: list[Phrase]) -> list[Phrase]:
    candidates = [p for p in before if is_actor(p.item) and p.case in ("", "with")]
    if not candidates:
        return []
    last = candidates[-1]
    out = [last]
    while out[0].conjoined:
        index = before.index(out[0])
        if index == 0:
            break
        out.insert(0, before[index - 1])
    return out


def _conjuncts(items: list[Phrase], start: int, *, alone: bool = False) -> list[Phrase]:
    if len(items) <= start:
        return []
    out = [items[start]]
    for p in items[start + 1 :]:
        if p.conjoined or (_apposed(out[-1], p) and not (alone and out == items[start : start + 1])):
            out.append(p)
        else:
            break
    return _resolve_apposition(out)


def _apposed(left: Phrase, right: Phrase) -> bool:
    return (
        right.first - left.last <= 1
        and left.item.type in ("organization", "group", "place")
        and right.item.type == "person"
    )


def _resolve_apposition(items: list[Phrase]) -> list[Phrase]:
    """«قائد القيادة العامة خليفة حفتر»: the body in the title is no participant."""
    out: list[Phrase] = []
    for p in items:
        if out and not p.conjoined and _apposed(out[-1], p):
            out[-1] = p
        else:
            out.append(p)
    return out


def _with_case(items: list[Phrase], *cases: str) -> list[Phrase]:
    out: list[Phrase] = []
    for p in items:
        if p.case in cases and is_actor(p.item):
            out.append(p)
    return _resolve_apposition(out)


def _items(items: list[Phrase]) -> list[Found | Candidate]:
    return [p.item for p in items]


@dataclass(slots=True)
class Sides:
    """What a frame has to deal out: subject and object phrases, all phrases behind and before the trigger."""

    subject: list[Phrase]
    objects: list[Phrase]
    behind: list[Phrase]
    before: list[Phrase]
    trigger: TriggerReading


def _meet(r: Roles, s: Sides) -> None:
    partners = _with_case(s.behind, "with", "b", "between") if s.trigger.trigger.frame == "meet" else []
    partners = [p for p in partners if p.item.type != "place" or p.case in ("between", "with")]
    if s.trigger.kind == "noun":
        s.objects = [p for p in s.objects if p.conjoined]
    r.actor = _items(s.subject) + _items(s.objects[:3]) + _items(partners)


def _visit(r: Roles, s: Sides) -> None:
    r.actor = [p.item for p in s.subject if not is_country(p.item) or not s.objects][:3]
    r.recipient = _items([p for p in s.objects if p.item.type in ("person", "group")][:2])
    for p in s.behind:
        if p.item.type == "place" and p.case == "" and not any(p.item is a for a in r.actor):
            r.place.append(p.item)
            break


def _receive(r: Roles, s: Sides) -> None:
    if r.passive:
        # «استُقبل الوفد من طرف الوزير»
        r.recipient, r.actor = _items(_with_case(s.behind, "by")), _items(s.subject)
        return
    r.recipient = _items(s.subject[:1])
    r.actor = _items(_conjuncts(s.objects, 0)) or _items(s.subject[1:])


def _alone(r: Roles, s: Sides) -> None:
    r.actor = _items(s.subject[:3])


def _deploy(r: Roles, s: Sides) -> None:
    if r.passive:
        r.actor = _items(_with_case(s.behind, "by")) or _items(s.subject[:1])
    else:
        r.actor = _items(s.subject[:2]) or _items(s.objects[:1])


def _give(r: Roles, s: Sides) -> None:
    r.actor = _items(s.subject[:2])
    to = _with_case(s.behind, "l", "to")
    r.recipient = _items(to[:2]) or _items(s.objects[:1])


def _act_on(r: Roles, s: Sides) -> None:
    if r.passive:
        r.actor = _items(_with_case(s.behind, "by"))
        r.recipient = _items(s.subject[:2])
    elif (
        s.trigger.kind == "noun"
        and not s.objects
        and s.trigger.trigger.frame in ("arrest", "attack", "rescue", "release")
    ):
        agents = _with_case(s.behind, "by")
        if agents or s.trigger.trigger.lemma not in ("هاجم", "قصف", "أغار"):
            r.actor, r.recipient = _items(agents), _items(s.subject)
        else:
            r.actor = _items(s.subject)
    else:
        r.actor = _items(s.subject[:3])
        r.recipient = _items(_conjuncts(s.objects, 0)[:3])
    if not r.recipient and s.trigger.trigger.frame in ("attack",):
        r.recipient = _items(_with_case(s.behind, "on", "against")[:2])


def _toward(r: Roles, s: Sides) -> None:
    r.actor = _items(s.subject[:3])
    r.recipient = _items(_with_case(s.behind, "b", "on", "about")[:2])


def _release(r: Roles, s: Sides) -> None:
    about = _with_case(s.behind, "about")
    r.actor = _items(s.subject[:2])
    r.recipient = _items(about[:2]) or _items(s.objects[:2])


def _demand(r: Roles, s: Sides) -> None:
    r.actor = _items(s.subject[:2])
    r.recipient = _items(_conjuncts(s.objects, 0)[:3]) or _items(_with_case(s.behind, "from")[:1])
    if r.passive:
        r.actor, r.recipient = [], _items(s.subject)


def _host(r: Roles, s: Sides) -> None:
    meeting = _with_case(s.behind, "between", "with")
    r.actor = _items(meeting) or _items(s.objects[:4])
    for p in (*s.behind, *s.before):
        if p.item.type == "place" and p.case == "":
            r.place.append(p.item)
            break


def _mediate(r: Roles, s: Sides) -> None:
    r.actor = _items(s.subject[:2])
    r.recipient = _items(_with_case(s.behind, "between")[:4])


_FRAMES = {
    "meet": _meet, "sign": _meet, "visit": _visit, "receive": _receive, "arrive": _alone, "deploy": _deploy,
    "station": _alone, "transport": _deploy, "give": _give, "rescue": _act_on, "act_on": _act_on, "arrest": _act_on,
    "attack": _act_on, "toward": _toward, "release": _release, "demand": _demand, "call": _demand, "from": _demand,
    "alone": _alone, "leave": _alone, "protest": _alone, "promise": _give, "host": _host, "mediate": _mediate,
    "judge": _toward, "clash": _meet,
}  # fmt: skip

_MOVES = {"arrive", "deploy", "transport", "visit", "leave"}


def _places(r: Roles, behind: list[Phrase], before: list[Phrase], frame: str) -> None:
    used = (*r.actor, *r.recipient)
    for p in behind:
        if not is_place(p.item) or any(p.item is u for u in used):
            continue
        if p.case == "from" and frame in _MOVES | {"arrest"}:
            r.origin.append(p.item)
        elif (p.case in ("to",) and frame in _MOVES) or p.case in ("in", "b"):
            if len(r.place) < 1 or p.conjoined:
                r.place.append(p.item)
    if not r.origin and frame in _MOVES:
        # «غادرتا قاعدة طرطوس ووصلتا إلى طبرق»: the place that was left
        for n, p in enumerate(before):
            if is_place(p.item) and p.case == "" and p.leaves and not any(p.item is u for u in used):
                r.origin.append(before[n].item)
    if not r.place:
        for p in before:
            if is_place(p.item) and p.case == "in" and not any(p.item is u for u in used):
                r.place.append(p.item)
                break
