"""Counting, track by track, what an analysis got right, said wrongly and left out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

from .gold import ROLES, GoldEvent, GoldLink, GoldReport
from .matching import EventView, Match, Names, match_report
from .report import Scores
from .said import Analysis, Interval

NAMED = ("person", "organization", "place")
Say = Callable[[str], None]
T = TypeVar("T")

_BOTH_WAYS = ("sibling_of", "spouse_of")
_INVERSE = {"parent_of": "child_of"}
_TIME_SHARE = 0.5


def score_reports(gold: Mapping[str, GoldReport], said: Mapping[str, Analysis]) -> Scores:
    """All tracks over all gold reports. A report without an analysis counts as one that says nothing.

    Raises `AnalysisError` where an analysis was made of another text.
    """
    scores = Scores(missing=[ident for ident in gold if ident not in said])
    for ident, report in gold.items():
        score_match(match_report(report, said.get(ident) or Analysis(ident)), scores)
    return scores


def score_match(match: Match, scores: Scores) -> None:
    """Add one report's counts and remarks."""

    def say(remark: str) -> None:
        scores.remarks.append(f"{match.gold.id}: {' '.join(remark.split())}")

    _entities(match, scores, say)
    _positions(match, scores, say)
    _links(match, scores, say)
    _times(match, scores, say)
    scores.add("amounts", len(match.amounts), len(match.said.amounts), len(match.gold.amounts))
    _claims(match, scores, say)
    _events(match, scores, say)


def _entities(match: Match, scores: Scores, say: Say) -> None:
    gold, said = match.gold.entities, match.said.entities
    for kind in NAMED:
        right = sum(said[i].type == kind for i, _ in match.entities)
        counts = right, sum(e.type == kind for e in said), sum(e.type == kind for e in gold.values())
        scores.add(f"entity/{kind}", *counts)
        scores.add("entities", *counts)
    found = {key for _, key in match.entities}
    for key, want in gold.items():
        if want.type in NAMED and key not in found:
            say(f"missed {want.type} {key} ({want.names[0]})")
    paired = {i for i, _ in match.entities}
    for i, entity in enumerate(said):
        if entity.type in NAMED and i not in paired:
            say(f"spurious {entity.type} ({entity.name})")


def _positions(match: Match, scores: Scores, say: Say) -> None:
    gold, said = match.gold.positions, match.said.positions
    scores.add("positions", len(match.positions), len(said), len(gold))
    for want in _left_out(gold, match.positions):
        say(f"missed position of {want.person}: {want.title}")
    found = {i for i, _ in match.positions}
    for i, position in enumerate(said):
        if i not in found:
            say(f"spurious position of {match.names.known(position.person)}: {position.title}")


def _links(match: Match, scores: Scores, say: Say) -> None:
    tracks = [("relations", match.gold.relations, match.said.relations)]
    if match.gold.alignments is not None:
        tracks.append(("alignments", match.gold.alignments, match.said.alignments))
    for track, gold, said in tracks:
        wanted = {_canonical(link.subject, link.kind, link.object) for link in gold}
        told = {_canonical(*_in_keys(link, match.names)) for link in said}
        scores.add(track, len(wanted & told), len(told), len(wanted))
        for link in sorted(wanted - told):
            say(f"missed {track[:-1]} {' '.join(link)}")
        for link in sorted(told - wanted):
            say(f"spurious {track[:-1]} {' '.join(link)}")


def _in_keys(link: GoldLink, names: Names) -> tuple[str, str, str]:
    return names.known(link.subject), link.kind, names.known(link.object)


def _canonical(subject: str, kind: str, obj: str) -> tuple[str, str, str]:
    """One way of writing what can be said both ways round."""
    if kind in _INVERSE:
        return obj, _INVERSE[kind], subject
    if kind in _BOTH_WAYS and obj < subject:
        return obj, kind, subject
    return subject, kind, obj


def _times(match: Match, scores: Scores, say: Say) -> None:
    gold, said = match.gold.times, match.said.times
    scores.add("time detection", len(match.times), len(said), len(gold))
    right = 0
    for i, j in match.times:
        want = gold[j].earliest, gold[j].latest
        if said[i].interval == want:
            right += 1
        else:
            say(f"wrong time {gold[j].text}: {_days(want)}, said {_days(said[i].interval)}")
    scores.add("times", right, len(said), len(gold))
    for missed in _left_out(gold, match.times):
        say(f"missed time {missed.text}")


def _claims(match: Match, scores: Scores, say: Say) -> None:
    gold, said = match.gold.claims, match.said.claims
    scores.add("claim detection", len(match.claims), len(said), len(gold))
    chains = acts = 0
    for i, j in match.claims:
        chain, want = match.names.chain(said[i].sources), gold[j]
        if chain == want.sources:
            chains += 1
        else:
            say(f"wrong chain {_chain(want.sources)}, said {_chain(chain)}: {want.content[:60]}")
        acts += said[i].act == want.act
    scores.add("claims", chains, len(said), len(gold))
    scores.add("claim act", acts, len(said), len(gold))
    for missed in _left_out(gold, match.claims):
        say(f"missed claim {_chain(missed.sources)}: {missed.content[:60]}")
    found = {i for i, _ in match.claims}
    for i, claim in enumerate(said):
        if i not in found:
            words = " … ".join(match.gold.text[start:end] for start, end in claim.content)
            say(f"spurious claim {_chain(match.names.chain(claim.sources))}: {words[:60]}")


def _events(match: Match, scores: Scores, say: Say) -> None:
    gold, views = match.gold.events, match.event_views
    said = len(views) - len(match.echoes)
    scores.add("event detection", len(match.events), said, len(gold))
    strict = 0
    for i, j in match.events:
        view, want = views[i], gold[j]
        for role in ROLES:
            told = view.roles[role]
            optional = want.also if role in ("actor", "recipient") else frozenset()
            scores.add("arguments", len(told & want.roles[role]), len(told - optional), len(want.roles[role]))
        verdicts = _verdicts(view, want)
        for name, right in verdicts.items():
            scores.add(f"event {name}", int(right), 1, 1)
        strict += all(verdicts.values())
        wrong = [name for name, right in verdicts.items() if not right]
        if wrong:
            say(
                f"event {want.key} wrong in {', '.join(wrong)}: said {_roles(view)}, {view.said.mode or 'no mode'}, "
                f"{','.join(sorted(view.said.aux)) or 'no aux'}, {_days(view.said.interval)}, {_chain(view.chain)}"
            )
    for missed in _left_out(gold, match.events):
        say(f"missed event {missed.type} {missed.key}")
        for role in ROLES:
            scores.add("arguments", 0, 0, len(missed.roles[role]))
    answered = {i for i, _ in match.events} | match.echoes.keys()
    for i, view in enumerate(views):
        if i not in answered:
            words = " … ".join(match.gold.text[start:end] for start, end in view.said.evidence)
            say(f"spurious event {view.said.type} {_roles(view)}: {words[:80]}")
            for role in ROLES:
                scores.add("arguments", 0, len(view.roles[role]), 0)
    scores.add("events strict", strict, said, len(gold))


def _verdicts(view: EventView, want: GoldEvent) -> dict[str, bool]:
    """Which parts of an event are wholly right."""
    return {
        "mode": view.said.mode == want.mode,
        "aux": view.said.aux == want.aux,
        "who": all(view.roles[role] - want.also == want.roles[role] for role in ("actor", "recipient")),
        "where": view.roles["place"] == want.roles["place"],
        "when": same_time(want.time, view.said.interval),
        "word": view.chain in want.chains,
    }


def same_time(gold: tuple[str, str] | None, said: Interval) -> bool:
    """Do two intervals of days share at least half of the days that they cover together?

    Where the gold says nothing, nothing may be said of the beginning.
    """
    if gold is None:
        return said[0] is None
    if not said[0] or not said[1]:
        return False
    (first, last), (from_day, to_day) = map(_ordinals, (gold, (said[0], said[1])))
    common = max(0, min(last, to_day) - max(first, from_day))
    return common / (max(last, to_day) - min(first, from_day)) >= _TIME_SHARE


def _ordinals(interval: tuple[str, str]) -> tuple[int, int]:
    first, last = map(datetime.date.fromisoformat, interval)
    return first.toordinal(), last.toordinal() + 1


def _left_out(gold: tuple[T, ...], pairs: list[tuple[int, int]]) -> list[T]:
    found = {j for _, j in pairs}
    return [item for j, item in enumerate(gold) if j not in found]


def _days(interval: Interval) -> str:
    return "open" if interval == (None, None) else f"{interval[0]}..{interval[1]}"


def _chain(chain: tuple[str, ...]) -> str:
    return " < ".join(chain) or "own voice"


def _roles(view: EventView) -> str:
    return " ".join(f"{role}={','.join(sorted(keys))}" for role, keys in view.roles.items() if keys) or "nobody"
