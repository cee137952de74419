"""Stories: which tellings of different reports tell one event, and what the story says in sum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypeVar, get_args

from marsad.model.judgement import Ground
from marsad.model.record import Auxiliary, Granularity
from marsad.model.story import Account, Certainty, Origin, Participant, Story, StoryLine

from .conflicts import conflicts
from .likeness import Likeness, is_wide, likeness, skeletons
from .match import Assignment, Match
from .origins import origins, outlet_key

T = TypeVar("T")

JOIN = 0.5
"""From this score on two tellings are one event."""
_SURE = 0.95
"""Two passages that one report seems to tell apart are still one event if other reports are this like both."""
_BELONG = 0.25
"""A story takes an account in only if its reports, each with its likest account, are this like it on average."""

_WEIGHTS: Mapping[str, float] = {
    "start": -1.6, "no day": -0.95, "same day": 0.4, "next day": 0.6, "more days": -1.6, "published": -3.0,
    "people": 0.8, "bodies": 0.3, "places": 1.2, "countries": 1.9, "groups": 0.9, "words": 0.7, "common": 0.7,
    "titles": 1.4, "numbers": 1.5, "far": -1.5, "same mode": 1.4, "other mode": -2.2, "other type": -2.5,
    "denial": -0.7, "hypothetical": -1.3, "future": -1.9, "historical": -1.7, "others meet": -2.0,
    "others speak": -1.5, "topic only": -1.5,
}  # fmt: skip
"""Log-odds, fitted on the train and dev stories of the corpus (`eval/README.md`) and rounded."""

_TOPIC = (0.0, 1.5, 1.8, 1.8, 2.8)
"""Log-odds of none, one, … and four or more names that both reports are about."""

_NEAR_TYPES = frozenset(
    map(frozenset, (("AID", "MOBILIZE"), ("ASSAULT", "COERCE"), ("AGREE", "COOPERATE"), ("COERCE", "SANCTION")))
)
"""Types that two reports may give one event."""
_SPOKEN = frozenset(("CONSULT", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE", "COOPERATE"))
"""Types that are made by who takes part: other people mean another event."""
_FAMILIES = {"MOBILIZE": "AID", "COERCE": "ASSAULT", "SANCTION": "ASSAULT", "COOPERATE": "AGREE"}
_NEAR_MODES = (
    frozenset({"drone", "aerial", "missile", "heavy-weapons", "explosives", "destroy"}),
    frozenset({"firearms", "heavy-weapons", "kill"}),
    frozenset({"visit", "third-party", "virtual"}),
    frozenset({"arrest", "seize", "deport"}),
)
_KEYS = 8
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
    if a.type != b.type and frozenset((a.type, b.type)) not in _NEAR_TYPES:
        return Match(0.0, (Ground("other-types", (a.type, b.type)),))
    if a.report == b.report:
        return _compare_within(a, b)
    like = likeness(a, b)
    if like.days is not None and like.days > _LONGEST:
        return Match(0.0, (Ground("days-apart", (str(like.days),)),))
    if ((a.count or 1) > 1 and (b.count or 1) > 1 and a.count != b.count) or ((a.count or 1) > 1) != (
        (b.count or 1) > 1
    ):
        return Match(0.0, (Ground("counts-several"),))
    parts = _parts(a, b, like)
    odds = sum(weight for weight, _ in parts)
    reasons = [reason for _, reason in sorted(parts, key=lambda part: -abs(part[0])) if reason]
    return Match(round(1 / (1 + math.exp(-odds)), 3), tuple(reasons))


def _event_shared(like: Likeness) -> bool:
    """Do the accounts share more than the topic of their reports?"""
    shared = like.people + like.bodies + like.places + like.named + like.numbers
    return bool(shared) or like.groups >= 0.5 or like.common >= 2


def _parts(a: Account, b: Account, like: Likeness) -> list[tuple[float, Ground | None]]:
    """The log-odds of every feature, with the reason where there is one to tell."""
    w = _WEIGHTS
    days = like.days
    published = 1.0 if like.published is None else min(like.published, 2 * _LONGEST) / 10
    parts: list[tuple[float, Ground | None]] = [
        (w["start"], None),
        (w["published"] * published, Ground("published-apart", (str(like.published),)) if like.published else None),
        (w["people"] * min(like.people, 2) + w["bodies"] * min(like.bodies, 2) + w["places"] * min(like.places, 2),
         Ground("both-name", tuple(like.names[:4])) if like.names else None),
        (w["countries"] * min(like.countries, 1), Ground("one-country") if like.countries else None),
        (w["groups"] * like.groups, Ground("same-described") if like.groups >= 0.5 else None),
        (w["words"] * like.words + w["common"] * min(like.common, 8) / 8, Ground("words", (str(like.common),))
         if like.common else None),
        (w["titles"] * like.titles, Ground("titles") if like.titles >= 0.3 else None),
        (_TOPIC[min(like.about, 4)], Ground("reports-name", (str(like.about),)) if like.about else None),
        (w["numbers"] * min(like.numbers, 2), Ground("same-number") if like.numbers else None),
        (w["far"] * like.far, Ground("far") if like.far else None),
    ]  # fmt: skip
    if days is None:
        parts.append((w["no day"], Ground("no-day")))
    else:
        parts.append((w["same day"] if days == 0 else w["next day"] if days == 1 else w["more days"] * (days - 1),
                      Ground("same-day") if days == 0 else Ground("days-apart", (str(days),))))  # fmt: skip
    if a.type != b.type:
        parts.append((w["other type"], Ground("near-types", (a.type, b.type))))
    elif a.mode == b.mode and a.mode:
        parts.append((w["same mode"], Ground("same-mode", (a.mode,))))
    elif not _near_modes(a.mode, b.mode):
        parts.append((w["other mode"], Ground("other-modes", (str(a.mode), str(b.mode)))))
    if ("negation" in a.aux) != ("negation" in b.aux):
        parts.append((w["denial"], Ground("one-denies")))
    if ("hypothetical" in a.aux) != ("hypothetical" in b.aux):
        parts.append((w["hypothetical"], Ground("one-hypothetical")))
    if ("future" in a.aux) != ("future" in b.aux) and days != 0:
        parts.append((w["future"], Ground("one-announced")))
    if ("historical" in a.aux) != ("historical" in b.aux):
        parts.append((w["historical"], Ground("one-background")))
    if like.others and a.type in _SPOKEN:
        parts.append((w["others meet" if a.type == "CONSULT" else "others speak"], Ground("other-people")))
    if not _event_shared(like):
        parts.append((w["topic only"], Ground("topic-only")))
    return parts


def _near_modes(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b or any({a, b} <= modes for modes in _NEAR_MODES)


def _compare_within(a: Account, b: Account) -> Match:
    """Two events that one report tells apart are two, unless only the word on which it tells them differs."""
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return Match(0.0, (Ground("two-events"),))
    like = likeness(a, b)
    shared = like.people + like.bodies + like.places + like.countries
    if like.days or (like.others and not shared):
        return Match(0.0, (Ground("two-events"),))
    touching = any(p.start < q.end and q.start < p.end for p in a.evidence for q in b.evidence)
    if ("negation" in a.aux) != ("negation" in b.aux):
        if touching or shared or like.groups >= 0.5:
            return Match(JOIN, (Ground("with-denial"),))
    elif touching or (like.groups >= 0.5 and shared) or like.numbers or shared >= 2:
        return Match(0.8, (Ground("told-twice"),))
    return Match(0.2, (Ground("told-apart"),))


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
    own = [compare(account, other) for other in story if other.report == account.report]
    apart = bool(own) and max(m.score for m in own) < JOIN
    if own and min(m.score for m in own) == 0.0:
        return None
    by_report: dict[str, Match] = {}
    for other in story:
        if other.report != account.report:
            match = compare(account, other)
            if other.report not in by_report or match.score > by_report[other.report].score:
                by_report[other.report] = match
    if not by_report:
        return max(own, key=lambda m: m.score, default=None)
    best = max(by_report.values(), key=lambda m: m.score)
    if apart:
        return best if best.score >= _SURE else None
    if own:
        return max(best, *own, key=lambda m: m.score)
    average = sum(m.score for m in by_report.values()) / len(by_report)
    return best if average >= _BELONG else None


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
    """The shortest passage that is long enough to say something, else the longest."""
    quotes = [q.exact for a in accounts for q in a.evidence]
    full = [q for q in quotes if len(q.split()) >= _SENTENCE]
    return min(full, key=len) if full else max(quotes, key=len, default="")
