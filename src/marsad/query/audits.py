"""Counted statements against the events on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, false, func, select

from marsad.model.story import Account
from marsad.model.views import Audit, Filters
from marsad.resolve.audits import NOT_HAPPENED, audit, interval, ranks
from marsad.store.packing import unpack
from marsad.store.schema import ACCOUNT_DAY, account, actor, story, story_actor

from .filters import conditions
from .stories import lines

_MOST = 100
"""Statements; filters choose which."""
_OTHERS = 2000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What the database knows of a story without reading its line."""

    pk: int
    type: str
    mode: str | None
    earliest: str | None
    latest: str | None


def audits(connection: Connection, filters: Filters, limit: int = _MOST) -> tuple[Audit, ...]:
    """The newest statements with a count whose stories match, each with the stories it should cover."""
    rows = connection.execute(
        select(account.c.body, account.c.story)
        .join(story, story.c.pk == account.c.story)
        .where(*conditions(connection, filters), account.c.counts)
        .order_by(ACCOUNT_DAY.desc(), account.c.pk.desc())
        .limit(limit)
    ).all()
    counted = [(told, row.story) for row in rows if _counts(told := unpack(row.body, Account))]
    # the people of one circle are counted again and again: what is on record of them is read once for all statements
    of = _involving(connection, [told for told, _ in counted])
    chosen = [_candidates(told, own, of) for told, own in counted]
    known = lines(
        connection, sorted({pk for pks in chosen for pk in pks} | {own for told, own in counted if ranks(told)})
    )
    return tuple(
        audit(told, [known[pk] for pk in pks if pk in known], known.get(own))
        for (told, own), pks in zip(counted, chosen, strict=True)
    )


def _counts(told: Account) -> bool:
    return told.count is not None and told.decision != "rejected"


def _who(told: Account) -> set[str]:
    return {p.actor for p in (*told.actor, *told.recipient, *told.place)}


def _involving(connection: Connection, counted: Sequence[Account]) -> dict[str, list[_Candidate]]:
    """The stories in which each of those takes part whom a statement is about, by the id of the actor."""
    ids = sorted({ident for told in counted for ident in _who(told)})
    types = sorted({told.type for told in counted})
    # plain comparisons would let SQLite walk through all stories of the types, and ask of each who takes part
    type_, hidden = func.coalesce(story.c.type, ""), func.coalesce(story.c.hidden, false())
    out: dict[str, list[_Candidate]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(
            select(actor.c.id, story.c.pk, story.c.type, story.c.mode, story.c.earliest, story.c.latest)
            .join(story_actor, story_actor.c.actor == actor.c.pk)
            .join(story, story.c.pk == story_actor.c.story)
            .where(
                actor.c.id.in_(ids[at : at + _AT_ONCE]), type_.in_(types), story.c.certainty != "denied",
                hidden.is_(False), *(~story.c.aux.contains(aux) for aux in sorted(NOT_HAPPENED)),
            )
        )  # fmt: skip
        for ident, *values in rows:
            out.setdefault(ident, []).append(_Candidate(*values))
    return out


def _candidates(told: Account, own: int, of: dict[str, list[_Candidate]]) -> list[int]:
    """The stories at which `audit` should look, as far as the database can tell, the earliest first."""
    begin, end = interval(told)
    found = {c.pk: c for ident in _who(told) for c in of.get(ident, ()) if c.pk != own and c.type == told.type}
    fitting = (c for c in found.values() if _fits(c, told.mode, begin, end))
    return [c.pk for c in _earliest(fitting)[:_OTHERS]]


def _fits(candidate: _Candidate, mode: str | None, begin: str | None, end: str | None) -> bool:
    if mode and candidate.mode and candidate.mode != mode:
        return False
    if candidate.earliest is None or candidate.latest is None:
        return True
    return (begin is None or candidate.latest >= begin) and (end is None or candidate.earliest <= end)


def _earliest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda c: (c.earliest or "", c.pk))
