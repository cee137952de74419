"""Adding reports: read, analyse, store, resolve; one atomic step a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from marsad.model.document import Document
from marsad.model.record import DateSource, Record
from marsad.query.reports import knows_url
from marsad.sources import Defaults, Problem, Report, read_paths
from marsad.sources.report import Skipped
from marsad.store import reports, resolution
from marsad.store.database import Database
from marsad.store.reports import Provenance

from .analysing import Analyse, Failed, fingerprint, in_order

Status = Literal["added", "new version", "known", "skipped", "failed"]
Given = tuple[Document, DateSource | None, str] | Report
"""A document with who dated it ("given", "page" or None) and its source, or all that a reader knows of it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report. `source` is the file and line, `report` its id in the desk (None: nothing stored).

    `skipped` is what an archive, feed or export holds that is no report, and no failure (`reason`, `message`).
    `failed` with a report: the text is stored and can be analysed later (`marsad reanalyze`).
    `copy_of` is the report whose text this one reprints, `note` what the reader says of it (only a summary, …).
    """

    source: str
    report: str | None
    status: Status
    message: str | None = None
    copy_of: str | None = None
    reason: Skipped | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    document: Document
    read: Provenance
    known: str | None = None


def add_paths(
    database: Database, analyse: Analyse, paths: Iterable[str], defaults: Defaults, *, jobs: int, tagger: bool
) -> Iterator[Outcome]:  # fmt: skip
    """Add all that the paths name. Problems come as outcomes in their place."""

    def known(url: str) -> bool:
        with database.read() as connection:
            return knows_url(connection, url)

    yield from _add(database, analyse, read_paths(list(paths), defaults, known=known), jobs=jobs, tagger=tagger)


def add_documents(
    database: Database, analyse: Analyse, given: Iterable[Given], *, jobs: int, tagger: bool
) -> Iterator[Outcome]:
    """Add documents that are read already."""
    read = (g if isinstance(g, Report) else Report(*g) for g in given)
    yield from _add(database, analyse, read, jobs=jobs, tagger=tagger)


def add_records(database: Database, records: Iterable[tuple[Record, str]], analyser: str) -> Iterator[Outcome]:
    """Add reports with records that were made elsewhere, by the analyser of that name."""
    for record, source in records:
        day = record.published if record.published_by != "inferred" else None
        document = Document(record.id, record.text, record.title, record.publisher, day, record.url)
        yield _store(database, document, Provenance(source, record.published_by), record, analyser)


def _add(
    database: Database, analyse: Analyse, read: Iterable[Report | Problem], *, jobs: int, tagger: bool
) -> Iterator[Outcome]:
    analyser = fingerprint(tagger=tagger)
    for item, result in in_order(_looked_up(database, read), _task, analyse, jobs=jobs, tagger=tagger):
        if isinstance(item, Problem):
            source = item.source if item.line is None else f"{item.source}:{item.line}"
            yield Outcome(source, None, "skipped" if item.skipped else "failed", item.message, reason=item.skipped)
        elif item.known:
            yield Outcome(item.read.source, item.known, "known")
        else:
            yield _store(database, item.document, item.read, result or Failed("not analysed"), analyser)


def _looked_up(database: Database, read: Iterable[Report | Problem]) -> Iterator[_Item | Problem]:
    """What has been read, with the id it will bear; what is known needs no analysis."""
    for item in read:
        if isinstance(item, Problem):
            yield item
            continue
        with database.read() as connection:
            at = reports.place(connection, item.document)
        yield _Item(at.document, _provenance(item), at.document.id if at.status == "known" else None)


def _provenance(item: Report) -> Provenance:
    return Provenance(item.source, item.published_by, item.raw_sha256, item.kind, item.captured, item.note)


def _task(item: _Item | Problem) -> tuple[Document, DateSource | None] | None:
    return None if isinstance(item, Problem) or item.known else (item.document, item.read.published_by)


def _store(
    database: Database, document: Document, read: Provenance, made: Record | Failed, analyser: str
) -> Outcome:  # fmt: skip
    """Store one report with its record and resolve it, all or nothing."""
    with database.write() as connection:
        # looked up again: another process may have added it since
        at = reports.place(connection, document)
        ident = at.document.id
        if at.status == "known":
            return Outcome(read.source, ident, "known")
        record = None if isinstance(made, Failed) else replace(made, id=ident)
        pk = reports.write(connection, at, record, read, analyser)
        if record is None:
            if at.pk is not None:
                resolution.remove(connection, pk)
            return Outcome(read.source, ident, "failed", str(made))
        if at.pk is None:
            copy_of = resolution.add(connection, pk, record, new=True)
        else:
            copy_of = resolution.replace(connection, pk, record).copy_of
        return Outcome(read.source, ident, at.status, None, copy_of, note=read.note)
