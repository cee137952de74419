"""Running a newer analyser over the stored texts, and deriving everything anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from marsad.model.document import Document
from marsad.model.record import DateSource, Record
from marsad.store import reports, resolution
from marsad.store.database import Database
from marsad.store.packing import unpack_text
from marsad.store.schema import report, version

from .analysing import Analyse, Failed, fingerprint, in_order

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """What a new analysis made of one report. `lost` are the numbers of judgements that found nothing to hold on to.

    `gone` and `come` are events by type and mode that the old record or the new one alone has.
    """

    report: str
    status: str
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    entities: int = 0
    claims: int = 0
    lost: tuple[int, ...] = ()
    message: str | None = None


@dataclass(frozen=True, slots=True)
class _Stored:
    pk: int
    document: Document
    published_by: DateSource | None


def reanalyze(
    database: Database, analyse: Analyse, *, idents: Iterable[str] | None, every: bool, jobs: int, tagger: bool
) -> Iterator[Change]:
    """Analyse texts again whose record an other analyser made, or that have none; `every`: all of them.

    A text is never changed and no decision of a person is overwritten: each is looked for in the new record.
    """
    analyser = fingerprint(tagger=tagger)
    wanted = None if idents is None else set(idents)

    def task(item: _Stored) -> tuple[Document, DateSource | None]:
        return item.document, item.published_by

    stored = _stored(database, wanted, analyser, every=every)
    for item, result in in_order(stored, task, analyse, jobs=jobs, tagger=tagger):
        ident = item.document.id
        if result is None or isinstance(result, Failed):
            yield Change(ident, "failed", message=str(result))
            continue
        with database.write() as connection:
            before = reports.record_of(connection, item.pk)
            reports.rewrite(connection, item.pk, result, analyser)
            if before == result:
                yield Change(ident, "same")
                continue
            lost = resolution.replace(connection, item.pk, result).lost
        yield _change(ident, before, result, lost)


def rebuild(database: Database) -> int:
    """Derive actors, stories and everything else anew, in one step; gives the number of reports."""
    with database.write() as connection:
        return resolution.rebuild(connection)


def _stored(database: Database, wanted: set[str] | None, analyser: str, *, every: bool) -> Iterator[_Stored]:
    last = 0
    while True:
        query = (
            select(report.c.pk, version)
            .join(version, (version.c.report == report.c.id) & (version.c.number == report.c.version))
            .where(report.c.pk > last)
            .order_by(report.c.pk)
            .limit(_BATCH)
        )
        if not every:
            query = query.where(report.c.analyser.is_(None) | (report.c.analyser != analyser))
        with database.read() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return
        for row in rows:
            last = row[0]
            if wanted is not None and row.report not in wanted:
                continue
            # a date that was only inferred from the text is inferred anew
            given = row.published_by in ("given", "page")
            document = Document(
                row.report, unpack_text(row.text), row.title, row.publisher, row.published if given else None, row.url
            )
            yield _Stored(row[0], document, row.published_by if given else None)


def _change(ident: str, before: Record | None, after: Record, lost: Iterable[int]) -> Change:
    old, new = _events(before), _events(after)
    entities = len(after.entities) - (len(before.entities) if before else 0)
    claims = len(after.attributions) - (len(before.attributions) if before else 0)
    gone, come = old - new, new - old
    return Change(
        ident, "changed", tuple(sorted(gone.elements())), tuple(sorted(come.elements())), entities, claims, tuple(lost)
    )


def _events(record: Record | None) -> Counter[str]:
    if record is None:
        return Counter()
    return Counter(f"{e.type}{f'/{e.mode}' if e.mode else ''}" for e in record.events)
