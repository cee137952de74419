"""Two events of one report: are they one event, told twice or read twice, or two that the report tells apart?

A report tells an event again on another's word («وقال الطبيب إن القصف …»), and one clause is sometimes read as two
events («أوقفت … وصادرت»). Each feature of such a pair has a weight in log-odds, as between reports (`stories`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from marsad.model.judgement import Ground
from marsad.model.story import Account, Participant
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .likeness import Likeness, content_words, how_many, likeness, points_back, stem
from .match import Match

WEIGHTS: Mapping[str, float] = {
    "start": -1.87, "touching": 1.44, "shared words": 0.66, "between": -0.39, "one chain": -0.96, "places": 0.12,
    "countries": 0.45, "groups": 0.7, "words": 1.13, "far": -0.46, "same mode": 0.68, "near mode": -1.29,
    "other mode": -1.23, "no day": 0.84, "same day": 0.9, "more days": -0.87, "attack": 1.36, "same actor": 0.74,
    "other actor": -0.75, "same recipient": 0.92, "other recipient": -1.3, "same place": 0.31, "other place": -1.19,
    "historical": -0.75, "future": -0.58, "hypothetical": -1.26, "witness": 3.0, "same number": 1.4, "points back": 1.2,
    "other side": -3.0,
}  # fmt: skip
"""Fitted by `eval/stories/fit_within.py` on Marsad's own records and the gold's of the corpus' train and dev part, but
for the last four, which stand for a handful of pairs and were set by hand."""

_NEAR_MODES = (
    frozenset({"drone", "aerial", "missile", "heavy-weapons", "explosives", "destroy"}),
    frozenset({"firearms", "heavy-weapons", "kill"}),
    frozenset({"visit", "third-party", "virtual"}),
    frozenset({"arrest", "seize", "deport"}),
)
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types that befall somebody: whoever is named besides suffered another of them, though by the same hands."""
_ONE_WAY = frozenset({"AID", "COERCE", "SANCTION", "MOBILIZE"})
"""Types in which one does it to another: who has changed sides is told of another event. A fight has no sides."""
_WITNESSES = frozenset(
    map(fold, ("شاهد", "شاهدة", "شاهدا", "شهود", "شاهدان", "شاهدين", "ناج", "ناجية", "ناجون", "ناجين", "ناجيان"))
)
"""What those are called who were there."""
_SURELY_TWO = 0.03
"""Up to this likeness nothing that other reports say makes two events of a report one."""
_BARE = 0.75
"""How likely a denial that names nothing itself is of the event that its report tells."""
_CALLED = 2
"""Words of a description among which it says so («أحد الناجين من الحريق», not «قريب أحد الشهود»)."""
_AMONG = 2
"""Words before a name among which «بينهم» stands."""
_THEM = frozenset(map(fold, ("بين", "بينهم", "بينها", "بينهن", "منهم", "منها")))
_FAR = 5.0
"""The logarithm of so many code points between two passages that they stand at the two ends of a report."""


def near_modes(a: str | None, b: str | None) -> bool:
    """Are these modes that two tellings may give one event?"""
    return a is None or b is None or a == b or any({a, b} <= modes for modes in _NEAR_MODES)


def compare_within(a: Account, b: Account) -> Match:
    """How likely two events of one report are one, and whether it tells them twice, apart or once as denied."""
    like = likeness(a, b)
    # a report that tells meetings on two days, or a call and a visit, tells two
    met_twice = a.type == "CONSULT" and (bool(like.days) or not near_modes(a.mode, b.mode))
    befell_two = like.victims and a.type in SUFFERED
    if a.type != b.type or how_many(a) != how_many(b) or like.series or met_twice or befell_two:
        return Match(0.0, (Ground("two-events"),))
    if denied(a, b):
        # a denial is of the event that it denies, though the report tells the two apart
        if any(_bare(x, y) for x, y in ((a, b), (b, a)) if "negation" in x.aux):
            # other reports, to whose words it is hardly like, have nothing to say
            return Match(_BARE, (Ground("with-denial"),))
        with_it = _shared(a, b) or _alike(like)
        return Match(0.5, (Ground("with-denial"),)) if with_it else Match(0.35, (Ground("told-apart"),))
    odds = sum(WEIGHTS[name] * amount for name, amount in features(a, b).items())
    score = round(1 / (1 + math.exp(-odds)), 3)
    if score <= _SURELY_TWO:
        return Match(0.0, (Ground("two-events"),))
    return Match(score, (Ground("told-twice") if score >= 0.5 else Ground("told-apart"),))


def denied(a: Account, b: Account) -> bool:
    """Does one tell the event and the other deny it?"""
    return ("negation" in a.aux) != ("negation" in b.aux)


def _alike(like: Likeness) -> bool:
    return bool(like.people + like.bodies + like.places + like.countries) or like.groups >= 0.5


def _bare(denial: Account, told: Account) -> bool:
    """Does a denial say neither where nor when nor to whom by name: only that they didn't do what was told?"""
    if denial.place or denial.origin or denial.earliest or any(p.type == "person" for p in denial.recipient):
        return False
    mine, its = (frozenset(w for p in x.actor for w in content_words(p.name)) for x in (denial, told))
    return not (mine and its) or not mine.isdisjoint(its)


def _shared(a: Account, b: Account) -> int:
    """Code points that bear both."""
    return sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for p in a.evidence for q in b.evidence)


def _seen(account: Account) -> bool:
    """«وذكر شاهد عيان أن …»: does somebody unnamed tell what he saw, which is what the report is about?"""
    last = account.chain[-1] if account.chain else None
    if last is None or last.named:
        return False
    words = fold(last.name).split()[:_CALLED]
    return any(word.removeprefix("ال") in _WITNESSES for word in words)


def _points_at(p: Participant, q: Participant) -> bool:
    """«المسيّرة» after «طائرة مسيّرة», «السوق الكبير» after «سوق المدينة»: is `p` told as known, by a noun of `q`?"""
    first = p.name.split()[0]
    return has_article(first) and _common(p) and stem(fold(first)) in content_words(q.name)


def _says_nothing(p: Participant) -> bool:
    """«الضحايا», «عدد الموقوفين», «المنطقة»: one word that says no more than that they or it were told before."""
    if p.type == "place":
        return points_back(p.name)
    words = p.name.removeprefix("عدد ").split()
    return _common(p) and len(words) == 1 and has_article(words[0])


def _some(p: Participant, account: Account) -> bool:
    """«بينهم أربع نساء», «بين القتلى ممرض»: is it only some of those told before?"""
    if not _common(p):
        return False
    for quote in account.evidence:
        at = quote.exact.find(p.name)
        words = fold(quote.exact[:at]).split()[-_AMONG:] if at > 0 else []
        if any(word.removeprefix("و").removeprefix("ال") in _THEM for word in words):
            return True
    return False


def _other_side(a: Account, b: Account) -> bool:
    """Does somebody suffer or receive in `a` and only act in `b`: taken aboard and then handed on?"""
    ours = {p.actor for p in a.recipient} - {p.actor for p in a.actor}
    return not ours.isdisjoint({p.actor for p in b.actor} - {p.actor for p in b.recipient})


def _common(p: Participant) -> bool:
    """Is it no name but a description, or a place called by its kind?"""
    return p.type in ("group", "asset") or (p.type == "place" and points_back(p.name))


def features(a: Account, b: Account) -> dict[str, float]:
    """What speaks for and against the two being one event, each with its amount."""
    like = likeness(a, b)
    shared = _shared(a, b)
    shorter = min(sum(q.end - q.start for q in x.evidence) for x in (a, b))
    between = [max(0, max(p.start, q.start) - min(p.end, q.end)) for p in a.evidence for q in b.evidence]
    differ = frozenset(a.aux) ^ frozenset(b.aux)
    told = {
        "start": 1.0,
        "touching": float(shared > 0),
        "shared words": shared / max(1, shorter),
        "between": math.log1p(min(between, default=0)) / _FAR,
        "one chain": float([h.actor for h in a.chain] == [h.actor for h in b.chain]),
        "places": float(min(like.places, 2)),
        "countries": float(min(like.countries, 1)),
        "groups": like.groups,
        "words": like.words,
        "far": float(like.far),
        "same mode": float(a.mode is not None and a.mode == b.mode),
        "near mode": float(a.mode != b.mode and None not in (a.mode, b.mode) and near_modes(a.mode, b.mode)),
        "other mode": float(not near_modes(a.mode, b.mode)),
        "no day": float(like.days is None),
        "same day": float(like.days == 0),
        "more days": float((like.days or 0) > 1),
        "attack": float(a.type == "ASSAULT"),
    }
    back = 0
    for role in ("actor", "recipient", "place"):
        mine, its = getattr(a, role), getattr(b, role)
        ids = frozenset(p.actor for p in mine), frozenset(p.actor for p in its)
        pointing = sum(_points_at(p, q) or _points_at(q, p) for p in mine for q in its if p.actor != q.actor)
        unsaid = pointing or any(_says_nothing(p) for p in (*mine, *its)) or (role == "recipient" and like.numbers)
        unsaid = unsaid or all(_some(p, a) for p in mine) or all(_some(p, b) for p in its)
        told[f"same {role}"] = float(bool(mine) and ids[0] == ids[1])
        told[f"other {role}"] = float(bool(mine and its) and ids[0].isdisjoint(ids[1]) and not unsaid)
        back += pointing
    told["other side"] = float(a.type in _ONE_WAY and (_other_side(a, b) or _other_side(b, a)))
    told["same number"] = float(bool(like.numbers) and not shared)
    told["points back"] = float(min(back, 1))
    told["witness"] = float(a.mode is not None and a.mode == b.mode and like.days is None and _seen(a) != _seen(b))
    told.update({aux: float(aux in differ) for aux in ("historical", "future", "hypothetical")})
    return told
