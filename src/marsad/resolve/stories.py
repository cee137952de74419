"""Stories: which tellings of different reports tell one event, and what the story says in sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from marsad.model.story import Account, Certainty, Origin, Participant, Story, StoryLine
from marsad.text.views import fold

from .conflicts import conflicts
from .match import Assignment, Match
from .origins import origins

JOIN = 0.5
"""From this score on two tellings are one event."""


def story_keys(account: Account) -> frozenset[str]:
    """Keys of an index; two tellings of one event share at least one."""
    return frozenset(f"who:{p.actor}" for p in (*account.actor, *account.recipient, *account.place))


def compare(a: Account, b: Account) -> Match:
    """How likely the two accounts tell one event, and why."""
    if a.type != b.type:
        return Match(0.0, ("different types of event",))
    days = _days_apart(a, b)
    if days is not None and days > 2:
        return Match(0.0, (f"{days} days apart",))
    shared = _actors(a) & _actors(b)
    words = _words(a) & _words(b)
    score = min(1.0, 0.3 * len(shared) + 0.05 * len(words) + (0.2 if days == 0 else 0.0))
    return Match(score, (f"{len(shared)} actors in common", f"{len(words)} words in common"))


def assign(
    account: Account,
    candidates: Mapping[str, Sequence[Account]],
    *,
    same: frozenset[str] = frozenset(),
    different: frozenset[str] = frozenset(),
) -> Assignment:
    """The story the account belongs to. `same` and `different` are stories that an analyst judged."""
    for story in sorted(same & candidates.keys()):
        return Assignment(story, Match(1.0, ("an analyst's judgement",)))
    best: Assignment = Assignment(None)
    for story in sorted(candidates.keys() - different):
        for other in candidates[story]:
            match = compare(account, other)
            if match.score >= JOIN and (best.match is None or match.score > best.match.score):
                best = Assignment(story, match)
    return best


def summarise(story_id: str, accounts: Sequence[Account]) -> Story:
    """The story that these accounts tell. Raises `ValueError` where there is none."""
    if not accounts:
        raise ValueError(f"{story_id}: a story has at least one account")
    told = tuple(sorted(accounts, key=lambda a: (a.published or "9999", a.report, a.event)))
    main = [a for a in told if a.decision != "rejected"] or list(told)
    affirming = [a for a in main if "negation" not in a.aux] or main
    found = origins(told)
    disputes = conflicts(told)
    begin = [a.earliest for a in affirming if a.earliest]
    end = [a.latest for a in affirming if a.latest]
    first = affirming[0]
    shortest = min(affirming, key=lambda a: (len(a.evidence[0].exact) if a.evidence else 10_000, a.report, a.event))
    published = [a.published for a in told if a.published]
    line = StoryLine(
        id=story_id,
        type=Counter(a.type for a in affirming).most_common(1)[0][0],
        mode=next(iter(Counter(a.mode for a in affirming if a.mode).most_common(1)), (None, 0))[0],
        aux=first.aux,
        actor=_together([a.actor for a in affirming]),
        recipient=_together([a.recipient for a in affirming]),
        place=_together([a.place for a in affirming]),
        origin=_together([a.origin for a in affirming]),
        earliest=min(begin, default=None),
        latest=max(end, default=None),
        granularity=first.granularity,
        count=next((a.count for a in affirming if a.count), None),
        summary=shortest.evidence[0].exact if shortest.evidence else "",
        reports=len({a.report for a in told}),
        outlets=len({a.publisher or a.report for a in told}),
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


def _actors(account: Account) -> set[str]:
    return {p.actor for p in (*account.actor, *account.recipient, *account.place)}


def _words(account: Account) -> set[str]:
    return {w for quote in account.evidence for w in fold(quote.exact).split() if len(w) > 3}


def _days_apart(a: Account, b: Account) -> int | None:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    first, second = sorted(((a.earliest, a.latest), (b.earliest, b.latest)))
    if second[0] <= first[1]:
        return 0
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days


def _together(roles: Sequence[Sequence[Participant]]) -> tuple[Participant, ...]:
    counts: Counter[str] = Counter(p.actor for role in roles for p in role)
    first: dict[str, Participant] = {}
    for role in roles:
        for participant in role:
            first.setdefault(participant.actor, participant)
    return tuple(
        Participant(
            p.actor, p.name, p.name_en, p.type, p.country, None, counts[p.actor], p.latitude, p.longitude
        )
        for p in sorted(first.values(), key=lambda p: (-counts[p.actor], p.actor))
    )  # fmt: skip
