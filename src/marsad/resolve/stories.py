"""Stories: which tellings of different reports tell one event, and what the story says in sum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar, get_args

from marsad.model.judgement import Ground
from marsad.model.record import Auxiliary, Granularity
from marsad.model.story import Account, Certainty, Origin, Participant, Story, StoryLine

from .conflicts import conflicts
from .likeness import Likeness, how_many, is_wide, likeness, skeletons
from .match import Assignment, Match
from .origins import origins, outlet_key
from .within import SUFFERED, compare_within, near_modes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that two accounts have in common or that tells them apart; its weight is in `WEIGHTS`."""

    name: str
    amount: float
    reason: Ground | None = None


JOIN = 0.5
"""From this score on two tellings are one event."""
_CLEARLY = 2.0
"""By how much in log-odds one telling of a report is clearly likelier a story's than another."""
_ALONE = 0.8
"""At most this likely an account belongs to a story that its own report alone tells."""
_WITHIN = 2.0
"""How much more a report's telling two events apart, or one twice, says than how alike another report's is."""
_BELONG = 0.25
"""A story takes an account in only if its reports, each with its likest account, are this like it on average."""

WEIGHTS: Mapping[str, float] = {
    "start": -2.63, "no day": -1.15, "same day": 0.64, "next day": 0.69, "more days": -1.09, "published": -2.98,
    "people": 2.1, "bodies": 0.46, "places": 1.54, "countries": 2.14, "groups": 0.0, "words": 0.43,
    "common": 0.69, "titles": 2.52, "numbers": 1.39, "far": -3.0, "same mode": 2.2, "other mode": -1.34,
    "other type": -4.32, "denial": -0.5, "hypothetical": -2.4, "future": -2.39, "historical": -2.01,
    "others meet": -2.5, "others speak": -1.7, "topic only": -0.59, "about 1": 0.64, "about 2": 1.04,
    "about 3": 1.19, "about 4": 2.31, "named": 0.01, "elsewhere": 1.3, "headline": 1.48, "lead": 1.53,
    "foreign": -1.5, "other partners": -2.5, "other victims": -6.0,
}  # fmt: skip
"""Log-odds, fitted by `eval/stories/fit.py` on Marsad's own records of the corpus' train and dev stories, but for the
last three, which stand for few pairs and were set by hand (`fit.py` finds the first between -1.5 and -2)."""

_NEAR_TYPES = frozenset(
    map(frozenset, (("AID", "MOBILIZE"), ("ASSAULT", "COERCE"), ("AGREE", "COOPERATE"), ("COERCE", "SANCTION")))
)
"""Types that two reports may give one event."""
_SPOKEN = frozenset(("CONSULT", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE", "COOPERATE"))
"""Types that are made by who takes part: other people mean another event."""
_FAMILIES = {"MOBILIZE": "AID", "COERCE": "ASSAULT", "SANCTION": "ASSAULT", "COOPERATE": "AGREE"}
_KEYS = 12
_CLOSE = 3
"""Days up to which an interval says when something happened, rather than within which time."""
_SENTENCE = 6
"""Words that a summary should have."""
_LONGEST = 10
"""Days between publications (of undated events) or intervals beyond which two tellings aren't compared at all."""


def story_keys(account: Account) -> frozenset[str]:
    """Keys of an index; two tellings of one event share at least one (nearly always).

    A key is a fortnight and something narrow that is told: an actor of the event or of the whole report.
    """
    day = _reference_day(account)
    weeks = {(day - _LONGEST // 2) // _LONGEST, (day + _LONGEST // 2) // _LONGEST} if day else {0}
    told = [p for p in (*account.actor, *account.recipient, *account.place, *account.origin) if not is_wide(p)]
    told.sort(key=lambda p: p.type == "group")
    words = (k for name in (*(p.name for p in told), *account.about) for k in sorted(skeletons(name)))
    family = _FAMILIES.get(account.type, account.type)
    return frozenset(f"{family}|{week}|{word}" for word in list(dict.fromkeys(words))[:_KEYS] for week in weeks)


def compare(a: Account, b: Account) -> Match:
    """How likely the two accounts tell one event, and why, the weightiest reason first."""
    if not comparable(a, b):
        return Match(0.0, (Ground("other-types", (a.type, b.type)),))
    if a.report == b.report:
        return compare_within(a, b)
    like = likeness(a, b)
    if (apart := never(a, b, like)) is not None:
        return Match(0.0, (apart,))
    weighed = [(WEIGHTS[f.name] * f.amount, f.reason) for f in features(a, b, like)]
    odds = sum(weight for weight, _ in weighed)
    reasons = [reason for _, reason in sorted(weighed, key=lambda part: -abs(part[0])) if reason]
    return Match(round(1 / (1 + math.exp(-odds)), 3), tuple(reasons))


def comparable(a: Account, b: Account) -> bool:
    """Are these types that two reports may give one event?"""
    return a.type == b.type or frozenset((a.type, b.type)) in _NEAR_TYPES


def never(a: Account, b: Account, like: Likeness) -> Ground | None:
    """Why accounts of two reports are two events, whatever they have in common."""
    if like.days is not None and like.days > _LONGEST:
        return Ground("days-apart", (str(like.days),))
    if a.type == b.type == "CONSULT" and like.days is not None and like.days > 1:
        # the same men meet again, with much the same words: a day may be told wrongly, two are another meeting
        return Ground("days-apart", (str(like.days),))
    return Ground("counts-several") if how_many(a) != how_many(b) or like.series else None


def _event_shared(like: Likeness) -> bool:
    """Do the accounts share more than the topic of their reports?"""
    shared = like.people + like.bodies + like.places + like.named + like.numbers
    return bool(shared) or like.groups >= 0.5 or like.common >= 2


def features(a: Account, b: Account, like: Likeness) -> list[Feature]:
    """What speaks for and against the two accounts' being one event, each feature with its amount and its reason."""
    names = Ground("both-name", tuple(like.names[:4]))
    told = [
        Feature("start", 1.0),
        Feature("people", min(like.people, 2), names if like.people else None),
        Feature("bodies", min(like.bodies, 2), names if like.bodies and not like.people else None),
        Feature("places", min(like.places, 2),
                names if like.places and not (like.people or like.bodies) else None),
        Feature("countries", min(like.countries, 1), Ground("one-country") if like.countries else None),
        Feature("named", min(like.named, 2)),
        Feature("elsewhere", min(like.elsewhere, 2)),
        Feature("groups", like.groups, Ground("same-described") if like.groups >= 0.5 else None),
        Feature("words", like.words),
        Feature("common", min(like.common, 8) / 8, Ground("words", (str(like.common),)) if like.common else None),
        Feature("titles", like.titles, Ground("titles") if like.titles >= 0.3 else None),
        Feature("headline", like.headline),
        Feature("numbers", min(like.numbers, 2), Ground("same-number") if like.numbers else None),
        Feature("far", float(like.far), Ground("far") if like.far else None),
        Feature("foreign", float(like.foreign)),
    ]  # fmt: skip
    if like.about:
        told.append(Feature(f"about {min(like.about, 4)}", 1.0, Ground("reports-name", (str(like.about),))))
    if like.published is None:
        told.append(Feature("published", 1.0))
    elif like.published:
        told.append(Feature("published", min(like.published, 2 * _LONGEST) / 10,
                            Ground("published-apart", (str(like.published),))))  # fmt: skip
    told += _days_and_modes(a, b, like)
    told += _auxiliaries(a, b, like)
    if like.partners and a.type == "CONSULT":
        # who met the envoy this week met the minister too
        told.append(Feature("other partners", 1.0, Ground("other-people")))
    if like.victims and a.type in SUFFERED and b.type in SUFFERED:
        told.append(Feature("other victims", 1.0, Ground("other-people")))
    if like.others and a.type in _SPOKEN:
        told.append(Feature("others meet" if a.type == "CONSULT" else "others speak", 1.0, Ground("other-people")))
    shared = _event_shared(like)
    if like.lead and (shared or like.about > 1):
        # that two reports begin with something of the same kind alone says nothing
        told.append(Feature("lead", 1.0))
    if not shared:
        told.append(Feature("topic only", 1.0, Ground("topic-only")))
    return told


def _days_and_modes(a: Account, b: Account, like: Likeness) -> list[Feature]:
    told = []
    if like.days is None:
        told.append(Feature("no day", 1.0, Ground("no-day")))
    elif like.days <= 1:
        told.append(Feature("same day", 1.0, Ground("same-day")) if like.days == 0
                    else Feature("next day", 1.0, Ground("days-apart", ("1",))))  # fmt: skip
    else:
        told.append(Feature("more days", float(like.days - 1), Ground("days-apart", (str(like.days),))))
    if a.type != b.type:
        told.append(Feature("other type", 1.0, Ground("near-types", (a.type, b.type))))
    elif a.mode == b.mode and a.mode:
        told.append(Feature("same mode", 1.0, Ground("same-mode", (a.mode,))))
    elif not near_modes(a.mode, b.mode):
        told.append(Feature("other mode", 1.0, Ground("other-modes", (str(a.mode), str(b.mode)))))
    return told


def _auxiliaries(a: Account, b: Account, like: Likeness) -> list[Feature]:
    told = []
    differ = {aux for aux in get_args(Auxiliary) if (aux in a.aux) != (aux in b.aux)}
    if "negation" in differ:
        told.append(Feature("denial", 1.0, Ground("one-denies")))
    if "hypothetical" in differ:
        told.append(Feature("hypothetical", 1.0, Ground("one-hypothetical")))
    if "future" in differ and like.days != 0:
        told.append(Feature("future", 1.0, Ground("one-announced")))
    if "historical" in differ:
        told.append(Feature("historical", 1.0, Ground("one-background")))
    return told


def likest_first(told: Sequence[T], account: Callable[[T], Account], match: Callable[[T], Match | None]) -> list[T]:
    """A report's tellings in the order in which they take their places in stories.

    Two of one event seldom stand in one story, so that of those that may tell the same event whichever is clearly
    likest to a story goes first: else a passing mention takes the place of the telling. The others stay as they stand.
    """

    def score(telling: T) -> float:
        mine = account(telling)
        if not any(other is not telling and comparable(mine, account(other)) for other in told):
            return _odds(0.0)
        found = match(telling)
        return _odds(found.score if found else 0.0)

    left = [(score(telling), telling) for telling in told]
    placed = []
    while left:
        least = max(s for s, _ in left) - _CLEARLY
        placed.append(left.pop(next(i for i, (s, _) in enumerate(left) if s >= least))[1])
    return placed


def assign(
    account: Account,
    candidates: Mapping[str, Sequence[Account]],
    *,
    same: frozenset[str] = frozenset(),
    different: frozenset[str] = frozenset(),
) -> Assignment:
    """The story the account belongs to. `same` and `different` are ids of stories that an analyst judged.

    The likest account of another report decides, if the story's reports as a whole aren't against it and if its
    own report doesn't already tell the story's event as another.
    """
    if same:
        return Assignment(min(same), Match(1.0, (Ground("analyst"),)))
    best = Assignment(None)
    for story in sorted(candidates.keys() - different):
        match = _belongs(account, candidates[story])
        if match and (best.match is None or match.score > best.match.score):
            best = Assignment(story if match.score >= JOIN else None, match)
    return best


def _belongs(account: Account, story: Sequence[Account]) -> Match | None:
    """How likely an account tells the story's event, by other reports and by its own; None if it surely doesn't."""
    own = [compare(account, other) for other in story if other.report == account.report]
    if any(m.score == 0.0 for m in own):
        return None
    by_report: dict[str, Match] = {}
    for other in story:
        if other.report != account.report:
            match = compare(account, other)
            if match.score == 0.0 and _met_again(account, other):
                # a visit of the whole week must not tie two meetings together
                return None
            if other.report not in by_report or match.score > by_report[other.report].score:
                by_report[other.report] = match
    within = max(own, key=lambda m: m.score, default=None)
    if not by_report:
        # of two stories that of other reports is the better company
        return within and replace(within, score=min(within.score, _ALONE))
    best = max(by_report.values(), key=lambda m: m.score)
    if within is not None:
        odds = _odds(best.score) + _WITHIN * _odds(within.score)
        return Match(round(1 / (1 + math.exp(-odds)), 3), (*best.reasons, *within.reasons))
    average = sum(m.score for m in by_report.values()) / len(by_report)
    return best if average >= _BELONG else None


def _met_again(a: Account, b: Account) -> bool:
    """Do they tell meetings on two days that are known, more than one day apart?"""
    if a.type != "CONSULT" or b.type != "CONSULT" or {"negation", "historical"} & {*a.aux, *b.aux}:
        return False
    days = likeness(a, b).days
    return a.granularity == b.granularity == "day" and days is not None and days > 1


def _odds(score: float) -> float:
    kept = min(max(score, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def summarise(story_id: str, accounts: Sequence[Account]) -> Story:
    """The story that these accounts tell, rejected ones left out. Raises `ValueError` where there is none.

    Days are those of the accounts that know them to a few days, if any does. Somebody told in two roles stands in
    the one that more reports give. What only some tellings call planned, rumoured or past isn't called so.
    """
    if not accounts:
        raise ValueError(f"{story_id}: a story has at least one account")
    told = tuple(sorted(accounts, key=lambda a: (a.published or "9999", a.report, a.event)))
    counted = [a for a in told if a.decision != "rejected"] or list(told)
    main = [a for a in counted if "negation" not in a.aux] or counted
    found = origins(told)
    disputes = conflicts(told)
    earliest, latest, granularity = _when(main)
    published = [a.published for a in counted if a.published]
    actor, recipient = _sides(main)
    line = StoryLine(
        id=story_id,
        type=_commonest([a.type for a in main]),
        mode=_commonest([a.mode for a in main if a.mode] or [None]),
        aux=tuple(x for x in get_args(Auxiliary) if all(x in a.aux for a in main)),
        actor=actor,
        recipient=recipient,
        place=_together(main, "place"),
        origin=_together(main, "origin"),
        earliest=earliest,
        latest=latest,
        granularity=granularity,
        count=next((a.count for a in main if a.count), None),
        summary=_summary(main),
        reports=len({a.report for a in counted}),
        outlets=len({outlet_key(a.publisher) if a.publisher else a.report for a in counted}),
        origins=len(found),
        anonymous=sum(o.kind == "anonymous" for o in found),
        certainty=certainty(found),
        conflicts=tuple(dict.fromkeys(c.field for c in disputes)),
        first_published=min(published, default=None),
        last_published=max(published, default=None),
    )
    return Story(line, told, found, disputes)


def certainty(found: Sequence[Origin]) -> Certainty:
    """How well a story is borne out by its origins; says nothing of what is true."""
    affirming = [o for o in found if not o.denies]
    named = sum(o.kind != "anonymous" for o in affirming)
    if not affirming:
        return "denied"
    return "corroborated" if named >= 2 else "single-origin" if named else "anonymous"


def _reference_day(account: Account) -> int | None:
    """The ordinal of the day around which the event is looked for."""
    day = account.latest or account.published
    return date.fromisoformat(day[:10]).toordinal() if day else None


def _commonest(values: Sequence[T]) -> T:
    """The value told most often, of several the first."""
    return Counter(values).most_common(1)[0][0]


def _when(accounts: Sequence[Account]) -> tuple[str | None, str | None, Granularity | None]:
    spans = [(a.earliest, a.latest, a) for a in accounts if a.earliest and a.latest]
    close = [s for s in spans if (date.fromisoformat(s[1]) - date.fromisoformat(s[0])).days <= _CLOSE]
    known = close or spans
    if not known:
        return None, None, None
    earliest, latest = min(s[0] for s in known), max(s[1] for s in known)
    same = {a.granularity for e, f, a in known if (e, f) == (earliest, latest)}
    return earliest, latest, "day" if earliest == latest else same.pop() if len(same) == 1 else "interval"


def _sides(accounts: Sequence[Account]) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who acts and who is acted on: each in the role that more reports give, in both where they are even."""
    actor, recipient = _together(accounts, "actor"), _together(accounts, "recipient")
    acts, bears = ({p.actor: p.reports for p in side} for side in (actor, recipient))
    return (
        tuple(p for p in actor if p.reports >= bears.get(p.actor, 0)),
        tuple(p for p in recipient if p.reports >= acts.get(p.actor, 0)),
    )


def _together(
    accounts: Sequence[Account], role: Literal["actor", "recipient", "place", "origin"]
) -> tuple[Participant, ...]:
    """All that accounts tell in the role, with the number of reports that do; the commonest first."""
    first: dict[str, Participant] = {}
    reports: dict[str, set[str]] = {}
    for account in accounts:
        people: tuple[Participant, ...] = getattr(account, role)
        for participant in people:
            first.setdefault(participant.actor, participant)
            reports.setdefault(participant.actor, set()).add(account.report)
    ranked = sorted(first.values(), key=lambda p: (-len(reports[p.actor]), p.type in ("group", "asset"), p.actor))
    return tuple(replace(p, entity=None, reports=len(reports[p.actor])) for p in ranked)


def _summary(accounts: Sequence[Account]) -> str:
    """The shortest passage that is long enough to say something, else the longest; of what tells it, if any does.

    «عدد القتلى بلغ 16 بينهم خمسة أطفال» only tells it again.
    """
    again = {(a.report, q) for a in accounts for other in a.retold for q in other.evidence}
    told = [q.exact for a in accounts for q in a.evidence if (a.report, q) not in again]
    quotes = told or [q.exact for a in accounts for q in a.evidence]
    full = [q for q in quotes if len(q.split()) >= _SENTENCE]
    return min(full, key=len) if full else max(quotes, key=len, default="")
