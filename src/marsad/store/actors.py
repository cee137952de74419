"""Writing entities and the actors they are: assigning, merging, splitting, counting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from marsad.lexicon.gazetteer import gazetteer
from marsad.model.actor import ActorLine
from marsad.model.record import Record
from marsad.resolve.actors import ActorFacts, EntityFacts, assign, entity_facts, merge
from marsad.resolve.match import Match
from marsad.resolve.names import name_keys

from . import groups, words
from .judgements import any_decisions, machine, machine_first
from .near import near, weighed
from .packing import pack, unpack
from .references import PUBLISHER, group_id, kind_of, split
from .schema import actor, actor_key, entity, report
from .upsert import insert_new

_PER_KEY = 64
"""Actors of one blocking key that are looked at for an entity, the longest known first: so adding stays linear."""
_MOST = 24
"""Actors that an entity is compared with: those that share the rarest keys with it, of these the most reported."""
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
    adding = _Adding(connection, facts_of(record), record.published, new=new)
    rows: list[dict[str, object]] = []
    of: dict[str, str] = {}
    for facts in adding.entities:
        base, score = adding.assign(facts)
        part = split(facts.ref)[1]
        rows.append(_entity_row(pk, part, facts, base.pk, base.pk, score))
        of[part] = base.id
    if rows:
        connection.execute(insert(entity), rows)
    adding.write()
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
    adding = _Adding(connection, [facts], row.published, new=False)
    base, score = adding.assign(facts)
    adding.write()
    at = groups.root(connection, actor, base.pk)
    values = _entity_row(row.report, part, facts, base.pk, at, score)
    connection.execute(insert(entity).values(pk=row.pk, **values))
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


@dataclass(slots=True)
class _Known:
    """An actor while a report is added. `before` is what stood in its row: its forms and words may need no writing."""

    pk: int
    id: str
    name: str
    facts: ActorFacts
    reports: int
    first_seen: str | None
    last_seen: str | None
    before: tuple[ActorFacts, str] | None
    touched: bool = False


class _Adding:
    """The actors of one report's entities: read together, changed in memory, written together."""

    def __init__(self, connection: Connection, entities: Sequence[EntityFacts], day: str | None, *, new: bool) -> None:
        self.connection = connection
        self.entities = entities
        self.day = day
        self.new = new
        self._keys = {facts.ref: _entity_keys(facts) for facts in entities}
        self._near: dict[str, list[int]] = {}
        every = {key for keys in self._keys.values() for key in keys}
        for key, owner in near(connection, "actor_key", every, _PER_KEY):
            self._near.setdefault(key, []).append(owner)
        self._decisions: list[tuple[str, str, Match | None]] = []
        self._known: dict[int, _Known] = {}
        self._reports = self._counted({owner for owners in self._near.values() for owner in owners})
        # only what will be compared is read whole
        self._load(sorted({pk for facts in entities for pk in self._nearest(facts)}))
        self._decided = not new and any_decisions(connection)

    def assign(self, facts: EntityFacts) -> tuple[_Known, float | None]:
        """The actor that an entity is, made if need be, and how surely."""
        same, different = groups.judged(self.connection, "actor", facts.ref) if self._decided else ([], [])
        wanted = _actor_ids(self.connection, same)
        barred = _actor_ids(self.connection, different) - wanted
        candidates = self._candidates(facts, wanted)
        found = assign(
            facts, [c.facts for c in candidates.values()], same=frozenset(wanted), different=frozenset(barred)
        )
        target = candidates.get(found.target or "")
        if found.target not in wanted:
            # what a person decided already stands in the log
            right = target.id if target is not None else None
            self._decide(facts.ref, right, found.match if target else None)
        if target is None:
            return self._make(facts), None
        target.name = _better(target.name, target.facts, facts)
        target.facts = _kept(replace(merge(target.facts, facts), id=target.id))
        target.touched = True
        return target, found.match.score if found.match else None

    def _decide(self, reference: str, right: str | None, match: Match | None) -> None:
        if not self.new:
            machine(self.connection, "same-actor", reference, right, match, new=False)
        elif right is not None:
            self._decisions.append((reference, right, match))

    def write(self) -> None:
        """Write what has changed."""
        machine_first(self.connection, "same-actor", self._decisions)
        touched = [known for known in self._known.values() if known.touched]
        if not touched:
            return
        rows = []
        keys: list[dict[str, object]] = []
        said: list[tuple[int, str]] = []
        for known in touched:
            days = [day for day in (known.first_seen, known.last_seen, self.day) if day]
            rows.append(
                {"row": known.pk, **_columns(known.facts, known.name), "reports": known.reports + 1,
                 "first_seen": min(days, default=None), "last_seen": max(days, default=None)}
            )  # fmt: skip
            before = known.before
            if before is not None and _names(*before) == _names(known.facts, known.name):
                continue
            old = _keys(before[0]) if before is not None else frozenset()
            keys += [{"key": key, "actor": known.pk} for key in sorted(_keys(known.facts) - old)]
            text = _words(known.facts, known.name)
            if before is None or _words(*before) != text:
                if before is not None:
                    words.drop(self.connection, "actor", known.pk)
                said.append((known.pk, text))
        self.connection.execute(update(actor).where(actor.c.pk == bindparam("row")), rows)
        insert_new(self.connection, actor_key, keys)
        words.put_all(self.connection, "actor", said)

    def _counted(self, pks: Collection[int]) -> dict[int, int]:
        """In how many reports each of these actors is; those that were merged away are left out."""
        found: dict[int, int] = {}
        ordered = sorted(pks)
        for at in range(0, len(ordered), 500):
            rows = self.connection.execute(
                select(actor.c.pk, actor.c.reports).where(
                    actor.c.pk.in_(ordered[at : at + 500]), actor.c.into.is_(None)
                )
            )
            found.update((row.pk, row.reports) for row in rows)
        return found

    def _nearest(self, facts: EntityFacts) -> list[int]:
        """The actors that the entity is most likely to be, the likeliest first."""
        pairs = ((key, pk) for key in self._keys[facts.ref] for pk in self._near.get(key, ()) if pk in self._reports)
        weights = weighed(pairs)
        return sorted(weights, key=lambda pk: (-weights[pk], -self._reports[pk], pk))[:_MOST]

    def _load(self, pks: Sequence[int]) -> None:
        for at in range(0, len(pks), 500):
            rows = self.connection.execute(
                select(
                    actor.c.pk, actor.c.id, actor.c.name, actor.c.facts, actor.c.reports, actor.c.first_seen,
                    actor.c.last_seen,
                ).where(actor.c.pk.in_(pks[at : at + 500]), actor.c.into.is_(None))
            ).all()  # fmt: skip
            for row in rows:
                facts = _unpacked(row.facts)
                self._known[row.pk] = _Known(
                    row.pk, row.id, row.name, facts, row.reports, row.first_seen, row.last_seen, (facts, row.name)
                )

    def _candidates(self, facts: EntityFacts, wanted: set[str]) -> dict[str, _Known]:
        found = [k for pk in self._nearest(facts) if (k := self._known.get(pk)) is not None]
        out = {k.id: k for k in found if k.facts.type == facts.type}
        for ident in sorted(wanted - out.keys()):
            row = _row(self.connection, ident)
            if row is not None:
                self._load([row.pk])
                out[ident] = self._known[row.pk]
        return out

    def _make(self, facts: EntityFacts) -> _Known:
        ident = group_id("a", facts.ref)
        count = 0
        while not self.new and (row := _row(self.connection, ident)) is not None:
            left = self.connection.execute(select(entity.c.pk).where(entity.c.base == row.pk).limit(1)).first()
            if left is None and row.founder == facts.ref:
                # the founder comes back to an actor that waits for it
                return self._remember(row.pk, ident, facts)
            count += 1
            ident = group_id("a", f"{facts.ref}~{count}")
        first = merge(None, facts)
        pk: int = self.connection.execute(
            insert(actor)
            .values(**_columns(first, facts.name), id=ident, founder=facts.ref, reports=0, stories=0, sayings=0)
            .returning(actor.c.pk)
        ).scalar_one()
        return self._remember(pk, ident, facts)

    def _remember(self, pk: int, ident: str, facts: EntityFacts) -> _Known:
        made = _Known(pk, ident, facts.name, _kept(replace(merge(None, facts), id=ident)), 0, None, None, None, True)
        words.drop(self.connection, "actor", pk) if not self.new else None
        self._known[pk] = made
        self._reports[pk] = 0
        for key in _keys(made.facts):
            self._near.setdefault(key, []).append(pk)
        return made


def _entity_row(pk: int, part: str, facts: EntityFacts, base: int, at: int, score: float | None) -> dict[str, object]:
    return {
        "report": pk, "entity": part, "type": facts.type, "name": facts.name, "published": facts.published,
        "base": base, "actor": at, "facts": pack(facts), "score": score,
    }  # fmt: skip


@lru_cache(maxsize=1024)
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
        "longitude": facts.longitude, "described": facts.described, "facts": pack(facts),
    }  # fmt: skip


def _names(facts: ActorFacts, name: str) -> tuple[object, ...]:
    """All that an actor's keys and words are made from."""
    return frozenset(facts.names), facts.wikidata, facts.geonames, facts.known, facts.name_en, facts.described, name


def _words(facts: ActorFacts, name: str) -> str:
    return " ".join(sorted({name, *facts.names, *([facts.name_en] if facts.name_en else [])}))


def _row(connection: Connection, ident: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(actor).where(actor.c.id == ident)).first()


def _id(connection: Connection, pk: int) -> str:
    return connection.execute(select(actor.c.id).where(actor.c.pk == pk)).scalar_one()  # type: ignore[no-any-return]
