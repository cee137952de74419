"""Writing entities and the actors they are: assigning, merging, splitting, counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, Row, delete, func, insert, literal, select, union_all, update

from marsad.lexicon.gazetteer import gazetteer
from marsad.model.actor import ActorLine
from marsad.model.record import Record
from marsad.resolve.actors import ActorFacts, EntityFacts, assign, entity_facts, merge
from marsad.resolve.match import Assignment
from marsad.resolve.names import name_keys

from . import groups, words
from .judgements import machine
from .packing import pack, unpack
from .references import PUBLISHER, group_id, kind_of, split
from .schema import actor, actor_key, entity, report
from .upsert import insert_new

_PER_KEY = 64
"""Actors of one blocking key that an entity is compared with, the longest known first: so adding stays linear."""
_MOST = 64
_KEPT = 60
"""Forms and references that are kept for comparing; all are in `entity`."""
_REMEMBERED = 400
"""Entities from which what is known of an actor is put together again after a merge or split."""


def facts_of(record: Record) -> list[EntityFacts]:
    """The record's entities, and its publisher as one more."""
    found = list(entity_facts(record))
    if record.publisher:
        found.append(_publisher(record.id, record.publisher, record.published))
    return found


def _publisher(ident: str, name: str, published: str | None) -> EntityFacts:
    known = [e for e in gazetteer().named(name) if e.source in ("outlets", "institutions")]
    entry = known[0] if len(known) == 1 else None
    return EntityFacts(
        ref=f"{ident}#{PUBLISHER}", report=ident, type="organization", name=name, forms=(name,),
        name_en=entry.en if entry else None, country=entry.country if entry else None, sector=("MED",),
        wikidata=entry.wikidata if entry else None, published=published, known=entry is not None,
    )  # fmt: skip


def add(connection: Connection, pk: int, record: Record, *, new: bool) -> dict[str, str]:
    """Write a report's entities; gives the actor's id for each of the record's."""
    touched: dict[int, None] = {}
    of: dict[str, str] = {}
    for facts in facts_of(record):
        base, match = _assigned(connection, facts, new=new)
        at = groups.root(connection, actor, base)
        connection.execute(
            insert(entity).values(
                report=pk, entity=split(facts.ref)[1], type=facts.type, name=facts.name, published=facts.published,
                base=base, actor=at, facts=pack(facts), score=match,
            )
        )  # fmt: skip
        touched[at] = None
        of[split(facts.ref)[1]] = _id(connection, at)
    _counted(connection, touched, record.published)
    return of


def remove(connection: Connection, pk: int) -> None:
    """Take a report's entities away; actors that nothing is left of go too."""
    rows = connection.execute(select(entity.c.base, entity.c.actor).where(entity.c.report == pk)).all()
    connection.execute(delete(entity).where(entity.c.report == pk))
    for at in sorted({row.actor for row in rows} | {row.base for row in rows}):
        rebuild(connection, at)


def reassign(connection: Connection, reference: str) -> set[int]:
    """Decide anew whom one entity is; the reports whose accounts this touches."""
    ident, part = split(reference)
    row = connection.execute(
        select(entity, report.c.pk.label("report_pk"))
        .join(report, report.c.pk == entity.c.report)
        .where(report.c.id == ident, entity.c.entity == part)
    ).first()
    if row is None:
        return set()
    connection.execute(delete(entity).where(entity.c.pk == row.pk))
    rebuild(connection, row.base, keep=True)
    if row.actor != row.base:
        rebuild(connection, row.actor)
    facts = unpack(row.facts, EntityFacts)
    base, match = _assigned(connection, facts, new=False)
    at = groups.root(connection, actor, base)
    connection.execute(
        insert(entity).values(
            pk=row.pk, report=row.report, entity=part, type=row.type, name=row.name, published=row.published,
            base=base, actor=at, facts=row.facts, score=match,
        )
    )  # fmt: skip
    rebuild(connection, at)
    rebuild(connection, row.base)
    return {row.report}


def regroup(connection: Connection, idents: Iterable[str]) -> set[int]:
    """Make merges and splits of whole actors as people's judgements say; the reports that this touches."""
    todo = set(idents)
    reports: set[int] = set()
    done: set[str] = set()
    while todo:
        ident = min(todo)
        todo.discard(ident)
        members = groups.joined(connection, "actor", ident)
        done |= members
        rows = connection.execute(
            select(actor.c.pk, actor.c.id, actor.c.into).where(actor.c.id.in_(members)).order_by(actor.c.pk)
        ).all()
        if not rows:
            continue
        first = rows[0].pk
        # what had been merged with one of these and is no longer finds its own group
        others = connection.execute(
            select(actor.c.id).where(
                actor.c.into.in_([r.pk for r in rows]) | actor.c.pk.in_([r.into or 0 for r in rows])
            )
        ).scalars()
        todo |= set(others) - done
        for row in rows:
            into = None if row.pk == first else first
            if into != row.into:
                connection.execute(update(actor).where(actor.c.pk == row.pk).values(into=into))
        changed = connection.execute(
            select(entity.c.report, entity.c.actor, entity.c.base).where(
                entity.c.base.in_([r.pk for r in rows]), entity.c.actor != first
            )
        ).all()
        reports |= {row.report for row in changed}
        connection.execute(update(entity).where(entity.c.base.in_([r.pk for r in rows])).values(actor=first))
        for row in rows:
            rebuild(connection, row.pk)
        for at in sorted({row.actor for row in changed} - {r.pk for r in rows}):
            rebuild(connection, at)
    return reports


def rebuild(connection: Connection, pk: int, *, keep: bool = False) -> None:
    """Put together anew what is known of an actor, from its entities. One without any goes, unless `keep`."""
    row = connection.execute(select(actor).where(actor.c.pk == pk)).first()
    if row is None:
        return
    mine = select(entity.c.pk, entity.c.facts).where(entity.c.actor == pk)
    first = connection.execute(mine.order_by(entity.c.pk).limit(_REMEMBERED)).all()
    if not first:
        if row.into is None and not keep:
            merged = connection.execute(select(actor.c.pk).where(actor.c.into == pk).limit(1)).first()
            if merged is None:
                connection.execute(delete(actor_key).where(actor_key.c.actor == pk))
                connection.execute(delete(actor).where(actor.c.pk == pk))
                words.drop(connection, "actor", pk)
                return
        connection.execute(delete(actor_key).where(actor_key.c.actor == pk))
        words.drop(connection, "actor", pk)
        connection.execute(update(actor).where(actor.c.pk == pk).values(reports=0, first_seen=None, last_seen=None))
        return
    facts: ActorFacts | None = None
    name: str | None = None
    for one in first:
        given = unpack(one.facts, EntityFacts)
        name = _better(name, facts, given)
        facts = _kept(replace(merge(facts, given), id=row.id))
    assert facts is not None and name is not None
    counts = connection.execute(
        select(
            func.count(entity.c.report.distinct()), func.min(entity.c.published), func.max(entity.c.published)
        ).where(entity.c.actor == pk)
    ).one()
    connection.execute(
        update(actor)
        .where(actor.c.pk == pk)
        .values(**_columns(facts, name), reports=counts[0], first_seen=counts[1], last_seen=counts[2])
    )
    connection.execute(delete(actor_key).where(actor_key.c.actor == pk))
    insert_new(connection, actor_key, [{"key": k, "actor": pk} for k in sorted(_keys(facts))])
    words.put(connection, "actor", pk, _words(facts, name), new=False)


def lines(connection: Connection, idents: Iterable[str]) -> dict[str, ActorLine]:
    """Actors as lists show them, by id."""
    rows = connection.execute(select(actor).where(actor.c.id.in_(sorted(set(idents))))).all()
    return {row.id: line_of(row) for row in rows}


def line_of(row: Row[tuple[object, ...]]) -> ActorLine:
    """An actor's row as lists show it."""
    return ActorLine(
        row.id, row.type, row.name, row.name_en, row.country, tuple(row.sector.split()), row.wikidata, row.geonames,
        row.latitude, row.longitude, row.reports, row.stories, row.first_seen, row.last_seen,
    )  # fmt: skip


def _assigned(connection: Connection, facts: EntityFacts, *, new: bool) -> tuple[int, float | None]:
    """The actor (its row) that an entity is assigned to, made if need be, and how surely."""
    same, different = ([], []) if new else groups.judged(connection, "actor", facts.ref)
    wanted = _actor_ids(connection, same)
    barred = _actor_ids(connection, different) - wanted
    candidates = _candidates(connection, facts, wanted)
    found = assign(facts, candidates, same=frozenset(wanted), different=frozenset(barred))
    target = None if found.target is None else _row(connection, found.target)
    if target is None:
        made = _make(connection, facts)
        machine(connection, "same-actor", facts.ref, None, None, new=new)
        return made, None
    pk, known, name = target.pk, unpack(target.facts, ActorFacts), target.name
    _learn(connection, pk, known, name, facts)
    _note(connection, facts.ref, found, wanted, new=new)
    return pk, found.match.score if found.match else None


def _note(connection: Connection, ref: str, found: Assignment, wanted: set[str], *, new: bool) -> None:
    # what a person decided already stands in the log
    if found.target not in wanted:
        machine(connection, "same-actor", ref, found.target, found.match, new=new)


def _candidates(connection: Connection, facts: EntityFacts, wanted: set[str]) -> list[ActorFacts]:
    keys = sorted(_entity_keys(facts))
    found: dict[str, ActorFacts] = {}
    if keys:
        parts = [
            select(select(actor_key.c.actor).where(actor_key.c.key == literal(k)).order_by(actor_key.c.actor)
                   .limit(_PER_KEY).subquery())
            for k in keys
        ]  # fmt: skip
        near = union_all(*parts).subquery()
        rows = connection.execute(
            select(actor.c.id, actor.c.facts)
            .where(actor.c.pk.in_(select(near.c.actor)), actor.c.type == facts.type, actor.c.into.is_(None))
            .order_by(actor.c.reports.desc(), actor.c.pk)
            .limit(_MOST)
        ).all()
        found.update((row.id, _unpacked(row.facts)) for row in rows)
    for ident in sorted(wanted - found.keys()):
        row = _row(connection, ident)
        if row is not None:
            found[ident] = _unpacked(row.facts)
    return list(found.values())


@lru_cache(maxsize=8192)
def _unpacked(data: bytes) -> ActorFacts:
    return unpack(data, ActorFacts)


def _entity_keys(facts: EntityFacts) -> frozenset[str]:
    if facts.described:
        return frozenset()
    return name_keys(facts.type, facts.forms) | _ids(facts.wikidata, facts.geonames, facts.known and facts.name_en)


def _keys(facts: ActorFacts) -> frozenset[str]:
    if facts.described:
        return frozenset()
    return name_keys(facts.type, facts.names) | _ids(facts.wikidata, facts.geonames, facts.known and facts.name_en)


def _ids(wikidata: str | None, geonames: int | None, english: str | bool | None) -> frozenset[str]:
    found = {f"wd:{wikidata}"} if wikidata else set()
    if geonames:
        found.add(f"gn:{geonames}")
    if english:
        found.add(f"en:{english}")
    return frozenset(found)


def _actor_ids(connection: Connection, references: Sequence[str]) -> set[str]:
    """The actors (their surviving ids) that references lead to."""
    out: set[str] = set()
    for reference in references:
        if kind_of(reference) == "actor":
            row = connection.execute(select(actor.c.pk).where(actor.c.id == reference)).first()
            pk = row.pk if row else None
        else:
            ident, part = split(reference)
            pk = connection.execute(
                select(entity.c.base)
                .join(report, report.c.pk == entity.c.report)
                .where(report.c.id == ident, entity.c.entity == part)
            ).scalar()
        if pk is not None:
            out.add(_id(connection, groups.root(connection, actor, pk)))
    return out


def _make(connection: Connection, facts: EntityFacts) -> int:
    ident = group_id("a", facts.ref)
    count = 0
    while (row := _row(connection, ident)) is not None:
        left = connection.execute(select(entity.c.pk).where(entity.c.base == row.pk).limit(1)).first()
        if left is None and row.founder == facts.ref:
            # the founder comes back to an actor that waits for it
            first = _kept(merge(None, facts))
            _write(connection, row.pk, replace(first, id=ident), facts.name, new=False)
            return int(row.pk)
        count += 1
        ident = group_id("a", f"{facts.ref}~{count}")
    made = _kept(replace(merge(None, facts), id=ident))
    pk: int = connection.execute(
        insert(actor)
        .values(**_columns(made, facts.name), id=ident, founder=facts.ref, reports=0, stories=0, sayings=0)
        .returning(actor.c.pk)
    ).scalar_one()
    insert_new(connection, actor_key, [{"key": k, "actor": pk} for k in sorted(_keys(made))])
    words.put(connection, "actor", pk, _words(made, facts.name), new=True)
    return pk


def _learn(connection: Connection, pk: int, known: ActorFacts, name: str, facts: EntityFacts) -> None:
    more = _kept(replace(merge(known, facts), id=known.id))
    better = _better(name, known, facts)
    _write(connection, pk, more, better, new=False, before=(known, name))


def _write(
    connection: Connection, pk: int, facts: ActorFacts, name: str, *, new: bool,
    before: tuple[ActorFacts, str] | None = None,
) -> None:  # fmt: skip
    connection.execute(update(actor).where(actor.c.pk == pk).values(**_columns(facts, name)))
    old = before[0] if before else None
    if old is None or set(old.names) != set(facts.names) or old.name_en != facts.name_en or old.known != facts.known:
        insert_new(connection, actor_key, [{"key": k, "actor": pk} for k in sorted(_keys(facts))])
    said = _words(facts, name)
    if before is None or _words(*before) != said:
        words.put(connection, "actor", pk, said, new=new)


def _better(name: str | None, facts: ActorFacts | None, given: EntityFacts) -> str:
    """The name to show: the first that the knowledge base has, else the first that is more than one word."""
    if name is None or facts is None or (given.known and not facts.known):
        return given.name
    if given.type == "person" and not facts.known and " " not in name and " " in given.name:
        return given.name
    return name


def _kept(facts: ActorFacts) -> ActorFacts:
    return replace(facts, forms=facts.forms[:_KEPT], refs=facts.refs[:_KEPT])


def _columns(facts: ActorFacts, name: str) -> dict[str, object]:
    return {
        "type": facts.type, "name": name, "name_en": facts.name_en,
        "country": facts.countries[0][0] if facts.countries else None, "sector": " ".join(facts.sectors),
        "wikidata": facts.wikidata, "geonames": facts.geonames, "latitude": facts.latitude,
        "longitude": facts.longitude, "facts": pack(facts),
    }  # fmt: skip


def _words(facts: ActorFacts, name: str) -> str:
    return " ".join(sorted({name, *facts.names, *([facts.name_en] if facts.name_en else [])}))


def _counted(connection: Connection, touched: Iterable[int], published: str | None) -> None:
    for pk in touched:
        seen = {}
        if published:
            seen = {
                "first_seen": func.coalesce(_least(connection, published), published),
                "last_seen": func.coalesce(_most(connection, published), published),
            }
        connection.execute(update(actor).where(actor.c.pk == pk).values(reports=actor.c.reports + 1, **seen))


def _least(connection: Connection, day: str):  # type: ignore[no-untyped-def]
    call = func.least if connection.dialect.name == "postgresql" else func.min
    return call(actor.c.first_seen, day)


def _most(connection: Connection, day: str):  # type: ignore[no-untyped-def]
    call = func.greatest if connection.dialect.name == "postgresql" else func.max
    return call(actor.c.last_seen, day)


def _row(connection: Connection, ident: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(actor).where(actor.c.id == ident)).first()


def _id(connection: Connection, pk: int) -> str:
    return connection.execute(select(actor.c.id).where(actor.c.pk == pk)).scalar_one()  # type: ignore[no-any-return]
