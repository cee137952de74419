"""Writing accounts and the stories they tell: assigning, merging, splitting, summing up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from marsad.model.record import Record
from marsad.model.story import Account, Conflict, Origin, Story
from marsad.resolve.accounts import accounts, participants
from marsad.resolve.match import Assignment, Match
from marsad.resolve.stories import assign, likest_first, story_keys, summarise
from marsad.text.views import fold

from . import actors, groups, words
from .corrections import ROLES, corrected
from .judgements import decisions, machine
from .near import near, weighed
from .packing import pack, unpack
from .references import group_id, kind_of, split
from .schema import account, actor, report, story, story_actor, story_key, story_source
from .upsert import insert_new

_PER_KEY = 100
"""Stories of one blocking key that are looked at for an account, the newest first: so adding stays linear."""
_MOST = 12
"""Stories that an account is compared with: those that share the rarest keys with it, of these the newest."""
_TELLINGS = 12
"""Accounts of one story that an account is compared with, the newest first."""


@dataclass(frozen=True, slots=True)
class Body:
    """What `story.body` holds beside the line."""

    origins: tuple[Origin, ...]
    conflicts: tuple[Conflict, ...]


def add(
    connection: Connection, pk: int, record: Record, of: Mapping[str, str], copy_of: str | None, *, new: bool
) -> None:
    """Write a report's accounts and bring the stories they belong to up to date."""
    touched: dict[int, None] = {}
    for number, telling in _in_order(connection, _tellings(connection, record, of, copy_of, new=new), new=new):
        _place(connection, pk, number, telling, touched, new=new)
    for at in touched:
        refresh(connection, at)


def remove(connection: Connection, pk: int) -> None:
    """Take a report's accounts away; stories that nothing is left of go too."""
    rows = connection.execute(select(account.c.pk, account.c.base, account.c.story).where(account.c.report == pk)).all()
    connection.execute(delete(account).where(account.c.report == pk))
    for row in rows:
        words.drop(connection, "account", row.pk)
    for at in sorted({row.story for row in rows} | {row.base for row in rows}):
        refresh(connection, at, renew=True)


def remake(connection: Connection, pk: int, record: Record, of: Mapping[str, str], copy_of: str | None) -> None:
    """Write a report's accounts anew after people's decisions; each may come into another story."""
    old = connection.execute(
        select(account.c.pk, account.c.event, account.c.base, account.c.story).where(account.c.report == pk)
    ).all()
    connection.execute(delete(account).where(account.c.report == pk))
    for row in old:
        words.drop(connection, "account", row.pk)
    for at in sorted({row.base for row in old} | {row.story for row in old}):
        refresh(connection, at, renew=True, keep=True)
    touched: dict[int, None] = {}
    for number, telling in _in_order(connection, _tellings(connection, record, of, copy_of, new=False), new=False):
        _place(connection, pk, number, telling, touched, new=False)
    for at in touched:
        refresh(connection, at, renew=True)
    for at in sorted({row.base for row in old} | {row.story for row in old} - touched.keys()):
        refresh(connection, at, renew=True)


def regroup(connection: Connection, idents: Iterable[str]) -> None:
    """Make merges and splits of whole stories as people's judgements say."""
    todo = set(idents)
    done: set[str] = set()
    while todo:
        ident = min(todo)
        todo.discard(ident)
        members = groups.joined(connection, "story", ident)
        done |= members
        rows = connection.execute(
            select(story.c.pk, story.c.id, story.c.into).where(story.c.id.in_(members)).order_by(story.c.pk)
        ).all()
        if not rows:
            continue
        pks = [r.pk for r in rows]
        others = connection.execute(
            select(story.c.id).where(story.c.into.in_(pks) | story.c.pk.in_([r.into or 0 for r in rows]))
        ).scalars()
        todo |= set(others) - done
        first = pks[0]
        for row in rows:
            into = None if row.pk == first else first
            if into != row.into:
                connection.execute(update(story).where(story.c.pk == row.pk).values(into=into))
        moved = (
            connection.execute(
                select(account.c.story).where(account.c.base.in_(pks), account.c.story != first).distinct()
            )
            .scalars()
            .all()
        )
        connection.execute(update(account).where(account.c.base.in_(pks)).values(story=first))
        for at in sorted({*pks, *moved}):
            refresh(connection, at, renew=True, keep=True)


def refresh(connection: Connection, pk: int, *, renew: bool = False, keep: bool = False) -> None:
    """Sum a story up from its accounts. `renew`: keys and indexes may have shrunk. Without accounts it goes.

    `keep`: a row without accounts stays for an account that is about to come back.
    """
    row = connection.execute(select(story.c.id, story.c.into, story.c.hidden).where(story.c.pk == pk)).first()
    if row is None:
        return
    bodies = (
        connection.execute(select(account.c.body).where(account.c.story == pk).order_by(account.c.pk)).scalars().all()
    )
    told = [unpacked(body) for body in bodies]
    if not told:
        _index(connection, pk, None, [], renew=True)
        merged = row.into or connection.execute(select(story.c.pk).where(story.c.into == pk).limit(1)).scalar()
        if merged is None and not keep:
            connection.execute(delete(story).where(story.c.pk == pk))
        else:
            connection.execute(update(story).where(story.c.pk == pk).values(hidden=True))
        return
    summed = summarise(row.id, told)
    hidden = all(a.decision == "rejected" for a in told)
    connection.execute(update(story).where(story.c.pk == pk).values(**_columns(summed), hidden=hidden))
    _index(connection, pk, None if hidden else summed, told, renew=renew)


@lru_cache(maxsize=1024)
def unpacked(body: bytes) -> Account:
    """An account from its column."""
    return unpack(body, Account)


def _tellings(
    connection: Connection, record: Record, of: Mapping[str, str], copy_of: str | None, *, new: bool
) -> list[Account]:
    known = actors.lines(connection, of.values())
    told = list(accounts(record, of, names=known, copy_of=copy_of))
    if new:
        return told
    said: dict[str, list[Any]] = {}
    for made in decisions(connection, [f"{record.id}#{t.event}" for t in told], ("accept", "reject", "correct")):
        said.setdefault(made.left or "", []).append(made)
    everybody = participants(record, of, known) if said else {}
    out: list[Account] = []
    for telling in told:
        for made in said.get(f"{record.id}#{telling.event}", ()):
            if made.kind == "correct":
                try:
                    telling = corrected(record, everybody, telling, made.field or "", made.value or "null")
                except ValueError:
                    # what it named is no longer part of the record; the decision itself stays in the log
                    continue
            decision = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}[made.kind]
            telling = replace(telling, decision=decision)  # type: ignore[arg-type]
        out.append(telling)
    return out


def _in_order(connection: Connection, told: Sequence[Account], *, new: bool) -> list[tuple[int, Account]]:
    """The tellings with their numbers, in the order in which they take their places."""

    def match(telling: tuple[int, Account]) -> Match | None:
        return _found(connection, telling[1], new=new)[0].match

    return likest_first(list(enumerate(told, 1)), lambda telling: telling[1], match)


def _found(connection: Connection, telling: Account, *, new: bool) -> tuple[Assignment, set[str]]:
    """The story that a telling belongs to as stories stand, and those that people said it belongs to."""
    reference = f"{telling.report}#{telling.event}"
    same, different = ([], []) if new else groups.judged(connection, "story", reference)
    wanted = _story_ids(connection, same)
    barred = _story_ids(connection, different) - wanted
    candidates = _candidates(connection, sorted(story_keys(telling)), wanted)
    return assign(telling, candidates, same=frozenset(wanted), different=frozenset(barred)), wanted


def _place(
    connection: Connection, pk: int, number: int, telling: Account, touched: dict[int, None], *, new: bool
) -> None:  # fmt: skip
    reference = f"{telling.report}#{telling.event}"
    found, wanted = _found(connection, telling, new=new)
    keys = sorted(story_keys(telling))
    row = None if found.target is None else _pk(connection, found.target)
    base = row if row is not None else _make(connection, reference, telling, new=new)
    if found.target not in wanted:
        match: Match | None = found.match
        machine(connection, "same-story", reference, found.target if row is not None else None, match, new=new)
    # a new report's story was made just now, or found among those that are part of no other
    at = base if new else groups.root(connection, story, base)
    body = pack(telling)
    row_pk: int = connection.execute(
        insert(account)
        .values(
            report=pk, event=telling.event, number=number, type=telling.type, published=telling.published, base=base,
            story=at, doubt=_doubt(telling), decision=telling.decision, counts=(telling.count or 0) > 1, body=body,
        )
        .returning(account.c.pk)
    ).scalar_one()  # fmt: skip
    words.put(connection, "account", row_pk, _words(telling), new=True)
    insert_new(connection, story_key, [{"key": k, "story": at} for k in keys])
    touched[at] = None


def _doubt(telling: Account) -> float:
    """How much an analyst's look is worth: the model's doubt, more where the words keep their distance."""
    sure = telling.confidence if telling.confidence is not None else 0.8
    return round(1 - sure + (0.1 if telling.distance else 0.0), 4)


def _candidates(connection: Connection, keys: Sequence[str], wanted: set[str]) -> dict[str, list[Account]]:
    weights = weighed(near(connection, "story_key", keys, _PER_KEY, newest=True))
    best = sorted(weights, key=lambda pk: (-weights[pk], -pk))[:_MOST]
    ids: dict[int, str] = {}
    if best:
        rows = connection.execute(
            select(story.c.pk, story.c.id).where(story.c.pk.in_(best), story.c.into.is_(None))
        ).all()
        ids = {row.pk: row.id for row in rows}
    for ident in sorted(wanted - set(ids.values())):
        row = _row(connection, ident)
        if row is not None:
            ids[row.pk] = row.id
    out: dict[str, list[Account]] = {ids[pk]: [] for pk in sorted(ids)}
    if ids:
        ranked = select(
            account.c.pk,
            func.row_number().over(partition_by=account.c.story, order_by=account.c.pk.desc()).label("n"),
        ).where(account.c.story.in_(sorted(ids))).subquery()  # fmt: skip
        rows = connection.execute(
            select(account.c.story, account.c.body)
            .join(ranked, ranked.c.pk == account.c.pk)
            .where(ranked.c.n <= _TELLINGS)
            .order_by(account.c.pk)
        ).all()
        for told_in, body in rows:
            out[ids[told_in]].append(unpacked(body))
    return {ident: told for ident, told in out.items() if told or ident in wanted}


def _make(connection: Connection, reference: str, telling: Account, *, new: bool) -> int:
    ident = group_id("s", reference)
    count = 0
    while not new and (row := _row(connection, ident)) is not None:
        left = connection.execute(select(account.c.pk).where(account.c.base == row.pk).limit(1)).first()
        if left is None and row.founder == reference:
            return int(row.pk)
        count += 1
        ident = group_id("s", f"{reference}~{count}")
    made = _columns(summarise(ident, [telling]))
    return connection.execute(  # type: ignore[no-any-return]
        insert(story).values(**made, id=ident, founder=reference, hidden=False).returning(story.c.pk)
    ).scalar_one()


def _story_ids(connection: Connection, references: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for reference in references:
        if kind_of(reference) == "story":
            pk = connection.execute(select(story.c.pk).where(story.c.id == reference)).scalar()
        else:
            ident, part = split(reference)
            pk = connection.execute(
                select(account.c.base)
                .join(report, report.c.pk == account.c.report)
                .where(report.c.id == ident, account.c.event == part)
            ).scalar()
        if pk is not None:
            at = groups.root(connection, story, pk)
            out.add(connection.execute(select(story.c.id).where(story.c.pk == at)).scalar_one())
    return out


def _columns(summed: Story) -> dict[str, Any]:
    line = summed.line
    return {
        "type": line.type, "mode": line.mode, "aux": " ".join(line.aux), "earliest": line.earliest,
        "latest": line.latest, "certainty": line.certainty, "reports": line.reports, "outlets": line.outlets,
        "origins": line.origins, "conflicts": len(line.conflicts),
        "newest": line.last_published or line.latest or line.earliest or "", "line": pack(line),
        "body": pack(Body(summed.origins, summed.conflicts)),
    }  # fmt: skip


def _index(connection: Connection, pk: int, summed: Story | None, told: Sequence[Account], *, renew: bool) -> None:
    """Bring the rows by which a story is found, and the counts of its actors, up to date."""
    before = {
        (r.role, r.actor): r for r in connection.execute(select(story_actor).where(story_actor.c.story == pk)).all()
    }
    after = _people(connection, pk, summed)
    gone = [key for key in before if key not in after]
    for role, who in gone:
        connection.execute(
            delete(story_actor).where(story_actor.c.story == pk, story_actor.c.role == role, story_actor.c.actor == who)
        )
    fresh = [row for key, row in after.items() if key not in before]
    insert_new(connection, story_actor, fresh)
    was, now = {who for _, who in before}, {who for _, who in after}
    for change, whom in ((1, now - was), (-1, was - now)):
        if whom:
            connection.execute(
                update(actor).where(actor.c.pk.in_(sorted(whom))).values(stories=actor.c.stories + change)
            )
    if renew:
        connection.execute(delete(story_source).where(story_source.c.story == pk))
        connection.execute(delete(story_key).where(story_key.c.story == pk))
        keys = sorted({key for a in told for key in story_keys(a)})
        insert_new(connection, story_key, [{"key": k, "story": pk} for k in keys])
    if summed is not None:
        insert_new(connection, story_source, _sources(pk, told))


def _people(connection: Connection, pk: int, summed: Story | None) -> dict[tuple[str, int], dict[str, Any]]:
    if summed is None:
        return {}
    line = summed.line
    ids = sorted({p.actor for role in ROLES for p in getattr(line, role)})
    rows = connection.execute(select(actor.c.id, actor.c.pk).where(actor.c.id.in_(ids))).all() if ids else []
    pks = {row.id: row.pk for row in rows}
    return {
        (role, pks[p.actor]): {
            "story": pk, "role": role, "actor": pks[p.actor],
            "country": p.country if role in ("place", "origin") else None, "located": p.latitude is not None,
        }
        for role in ROLES
        for p in getattr(line, role)
        if p.actor in pks
    }  # fmt: skip


def _sources(pk: int, told: Sequence[Account]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for a in told:
        if a.decision == "rejected":
            continue
        if a.publisher:
            key = publisher_key(a.publisher)
            found.setdefault(key, {"story": pk, "source": key, "kind": "publisher", "name": a.publisher})
        for hop in a.chain:
            found.setdefault(hop.actor, {"story": pk, "source": hop.actor, "kind": "hop", "name": hop.name})
    return list(found.values())


def publisher_key(name: str) -> str:
    """The form under which a publisher's name is looked for."""
    return " ".join(fold(name).split())


def _words(telling: Account) -> str:
    names = [n for role in ROLES for p in getattr(telling, role) for n in (p.name, p.name_en) if n]
    names += [n for hop in telling.chain for n in (hop.name, hop.name_en) if n]
    return " ".join([*(q.exact for q in telling.evidence), *names, telling.title or "", telling.publisher or ""])


def _pk(connection: Connection, ident: str) -> int | None:
    return connection.execute(select(story.c.pk).where(story.c.id == ident)).scalar()


def _row(connection: Connection, ident: str) -> Row[Any] | None:
    return connection.execute(select(story).where(story.c.id == ident)).first()
