"""Audits: a counted statement ("six visits since August 2023") against the events on record in its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from marsad.model.story import Account, StoryLine
from marsad.model.views import Audit

_NOT_HAPPENED = frozenset({"future", "hypothetical", "negation"})


def audit(account: Account, others: Sequence[StoryLine]) -> Audit:
    """Compare the account's count with the stories among `others` that it should cover.

    Stories count that have the same type (and mode and place, where the account gives one), share an actor with
    it, and lie within its interval; those that may lie outside are listed apart. What is planned or denied
    doesn't count. Raises `ValueError` where the account counts nothing.
    """
    if account.count is None:
        raise ValueError(f"{account.report}#{account.event}: counts nothing")
    inside: list[StoryLine] = []
    maybe: list[StoryLine] = []
    for story in others:
        if not _covered(account, story):
            continue
        fits = _within(account, story)
        if fits == "in":
            inside.append(story)
        elif fits == "maybe":
            maybe.append(story)
    said, found = account.count, len(inside)
    quote = account.evidence[0] if account.evidence else None
    return Audit(
        event=f"{account.report}#{account.event}", report=account.report, published=account.published,
        publisher=account.publisher, exact=quote.exact if quote else "", start=quote.start if quote else 0,
        end=quote.end if quote else 0, actor=account.actor, place=account.place, type=account.type,
        mode=account.mode, earliest=account.earliest, latest=account.latest, said=said, on_record=found,
        uncertain=len(maybe), verdict="equal" if found == said else "fewer" if found < said else "more",
        stories=tuple(inside), maybe=tuple(maybe),
    )  # fmt: skip


def _covered(account: Account, story: StoryLine) -> bool:
    if story.type != account.type or (account.mode and story.mode != account.mode):
        return False
    if story.certainty == "denied" or _NOT_HAPPENED & set(story.aux) or (story.count or 1) > 1:
        return False
    wanted = {p.actor for p in account.actor}
    if wanted and not wanted & {p.actor for p in (*story.actor, *story.recipient)}:
        return False
    places = {p.actor for p in account.place}
    return not places or not story.place or bool(places & {p.actor for p in story.place})


def _within(account: Account, story: StoryLine) -> Literal["in", "maybe", "out"]:
    begin = account.earliest or ""
    end = account.latest or account.published or "9999-12-31"
    if story.earliest is None or story.latest is None:
        return "maybe"
    if begin <= story.earliest and story.latest <= end:
        return "in"
    return "maybe" if story.earliest <= end and begin <= story.latest else "out"
