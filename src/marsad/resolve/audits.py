"""Audits: a counted statement ("six visits since August 2023") against the events on record in its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from marsad.model.story import Account, Participant, StoryLine
from marsad.model.views import Audit
from marsad.text.views import fold

from .likeness import distance_km, is_wide, same_name

_Fit = Literal["in", "maybe", "out"]
NOT_HAPPENED = frozenset({"future", "hypothetical", "negation"})
_SINCE = frozenset(map(fold, ("منذ", "ومنذ", "مذ")))
_RANK = fold("للمرة")
"""«زار المدينة للمرة الثانية»: what is told is itself one of those it counts."""
_NEAR_KM = 60.0
"""A visit to a town's outskirts is a visit to the town."""


def ranks(account: Account) -> bool:
    """Does the account give the place of its event in a row, so that it is one of the counted: «للمرة الثانية»?"""
    return not NOT_HAPPENED & set(account.aux) and any(_RANK in fold(q.exact).split() for q in account.evidence)


def audit(account: Account, others: Sequence[StoryLine], own: StoryLine | None = None) -> Audit:
    """Compare the account's count with the stories among `others` that it should cover.

    `own` is the account's story, which is one of them where the account gives a place in a row (`ranks`).

    Stories count that have the same type and no other mode, share an actor with the account, and lie within its
    place and interval; those that may lie outside are listed apart. What is planned, rumoured or denied doesn't
    count, nor do other counts. Raises `ValueError` where the account counts nothing.
    """
    if account.count is None:
        raise ValueError(f"{account.report}#{account.event}: counts nothing")
    begin, end = interval(account)
    inside: list[StoryLine] = [own] if own is not None and ranks(account) else []
    maybe: list[StoryLine] = []
    for story in others:
        if not _covered(account, story):
            continue
        fits = {_who(account.actor, story), _where(account.place, story.place), _within(begin, end, story)}
        if "out" not in fits:
            (maybe if "maybe" in fits else inside).append(story)
    said, found = account.count, len(inside)
    quote = account.evidence[0] if account.evidence else None
    return Audit(
        event=f"{account.report}#{account.event}", report=account.report, published=account.published,
        publisher=account.publisher, exact=quote.exact if quote else "", start=quote.start if quote else 0,
        end=quote.end if quote else 0, actor=account.actor, place=account.place, type=account.type,
        mode=account.mode, earliest=begin, latest=end, said=said, on_record=found,
        uncertain=len(maybe), verdict="equal" if found == said else "fewer" if found < said else "more",
        stories=tuple(sorted(inside, key=_order)), maybe=tuple(sorted(maybe, key=_order)),
    )  # fmt: skip


def _order(story: StoryLine) -> tuple[str, str]:
    return story.earliest or "9999", story.id


def interval(account: Account) -> tuple[str | None, str | None]:
    """The days that the count is about; None where an end is open. "Since August" ends with the day of publication."""
    since = any(_SINCE & set(fold(quote.exact).split()) for quote in account.evidence)
    end = account.published if since or account.latest is None else account.latest
    return account.earliest, end


def _covered(account: Account, story: StoryLine) -> bool:
    if story.type != account.type or (account.mode and story.mode and story.mode != account.mode):
        return False
    return not (story.certainty == "denied" or NOT_HAPPENED & set(story.aux) or (story.count or 1) > 1)


def _who(wanted: Sequence[Participant], story: StoryLine) -> _Fit:
    if not wanted:
        # whom the count is about wasn't read: nothing is surely part of it
        return "maybe"
    return "in" if _meet(wanted, (*story.actor, *story.recipient)) else "out"


def _meet(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    return any(p.actor == q.actor or (p.type == q.type and same_name(p, q)) for p in some for q in others)


def _where(wanted: Sequence[Participant], places: Sequence[Participant]) -> _Fit:
    if not wanted:
        return "in"
    if not places:
        return "maybe"
    if _meet(wanted, places) or any(_inside(p, q) for p in places for q in wanted):
        return "in"
    return "maybe" if all(is_wide(p) for p in places) else "out"


def _inside(place: Participant, area: Participant) -> bool:
    km = distance_km(place, area)
    if not is_wide(area):
        return km is not None and km <= _NEAR_KM
    return place.country is not None and place.country == area.country


def _within(begin: str | None, end: str | None, story: StoryLine) -> _Fit:
    first, last = begin or "", end or "9999-12-31"
    if story.earliest is None or story.latest is None:
        return "maybe"
    if first <= story.earliest and story.latest <= last:
        return "in"
    return "maybe" if story.earliest <= last and first <= story.latest else "out"
