"""Adding reports: read, analyse, store, resolve; one atomic step a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from marsad.model.document import Document
from marsad.model.record import DateSource, Record
from marsad.sources import Defaults, Problem, Report, read_paths
from marsad.store import reports, resolution
from marsad.store.database import Database

from .analysing import Analyse, Failed, fingerprint, in_order

Status = Literal["added", "new version", "known", "failed"]
Given = tuple[Document, DateSource | None, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report. `source` is the file and line, `report` its id in the desk (None: nothing stored).

    `failed` with a report: the text is stored and can be analysed later (`marsad reanalyze`).
    `copy_of` is the report whose text this one reprints.
    """

    source: str
    report: str | None
    status: Status
    message: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    document: Document
    published_by: DateSource | None
    source: str
    known: str | None = None


def add_paths(
    database: Database, analyse: Analyse, paths: Iterable[str], defaults: Defaults, *, jobs: int, tagger: bool
) -> Iterator[Outcome]:  # fmt: skip
    """Add all that the paths name. Problems come as outcomes in their place."""
    yield from _add(database, analyse, read_paths(list(paths), defaults), jobs=jobs, tagger=tagger)


def add_documents(
    database: Database, analyse: Analyse, given: Iterable[Given], *, jobs: int, tagger: bool
) -> Iterator[Outcome]:
    """Add documents that are read already."""
    read = (Report(document, published_by, source) for document, published_by, source in given)
    yield from _add(database, analyse, read, jobs=jobs, tagger=tagger)


def add_records(database: Database, records: Iterable[tuple[Record, str]], analyser: str) -> Iterator[Outcome]:
    """Add reports with records that were made elsewhere, by the analyser of that name."""
    for record, source in records:
        document = Document(
            record.id, record.text, record.title, record.publisher,
            record.published if record.published_by != "inferred" else None, record.url,
        )  # fmt: skip
        yield store(database, document, record.published_by, source, lambda _, r=record: r, analyser)  # type: ignore[misc]


def _add(
    database: Database, analyse: Analyse, read: Iterable[Report | Problem], *, jobs: int, tagger: bool
) -> Iterator[Outcome]:
    analyser = fingerprint(tagger=tagger)

    def looked_up() -> Iterator[_Item | Problem]:
        for item in read:
            if isinstance(item, Problem):
                yield item
                continue
            with database.read() as connection:
                at = reports.place(connection, item.document)
            known = at.document.id if at.status == "known" else None
            yield _Item(at.document if at.pk is not None else item.document, item.published_by, item.source, known)

    def task(item: _Item | Problem) -> tuple[Document, DateSource | None] | None:
        return None if isinstance(item, Problem) or item.known else (item.document, item.published_by)

    for item, result in in_order(looked_up(), task, analyse, jobs=jobs, tagger=tagger):
        if isinstance(item, Problem):
            source = item.source if item.line is None else f"{item.source}:{item.line}"
            yield Outcome(source, None, "failed", item.message)
        elif item.known:
            yield Outcome(item.source, item.known, "known")
        else:
            made = result if result is not None else Failed("not analysed")
            yield store(
                database, item.document, item.published_by, item.source,
                lambda document, made=made: made, analyser,  # type: ignore[misc]
            )  # fmt: skip


def store(
    database: Database,
    document: Document,
    published_by: DateSource | None,
    source: str,
    record_of: Callable[[Document], Record | Failed],
    analyser: str,
) -> Outcome:
    """Store one report with its record and resolve it, all or nothing."""
    with database.write() as connection:
        # looked up again: another process may have added it since
        at = reports.place(connection, document)
        if at.status == "known":
            return Outcome(source, at.document.id, "known")
        made = record_of(at.document)
        record = None if isinstance(made, Failed) else replace(made, id=at.document.id)
        pk = reports.write(connection, at, record, published_by=published_by, source=source, analyser=analyser)
        copy_of = None
        if record is None:
            if at.pk is not None:
                resolution.remove(connection, pk)
            return Outcome(source, at.document.id, "failed", str(made))
        if at.pk is None:
            copy_of = resolution.add(connection, pk, record, new=True)
        else:
            resolution.replace(connection, pk, record)
            copy_of = reports.copy_of(connection, pk)
        return Outcome(source, at.document.id, at.status, None, copy_of)
