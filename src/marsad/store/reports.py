"""Writing reports: a new one, a new version of one, or one that is known already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, Row, insert, select, update

from marsad.model.document import Document, content_id
from marsad.model.record import DateSource, Record

from . import words
from .judgements import now
from .packing import line, pack_record, pack_text, unpack_record, unpack_text
from .schema import report, version

Status = Literal["added", "new version", "known"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document belongs in the desk. `document` has the id that it bears there."""

    status: Status
    document: Document
    pk: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text was read: the file and line, who dated it, and what is known of the bytes (see `sources.Report`)."""

    source: str
    published_by: DateSource | None = None
    raw_sha256: str | None = None
    kind: str | None = None
    captured: str | None = None
    note: str | None = None


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def place(connection: Connection, document: Document) -> Place:
    """Is the document new, a new version of a report, or known?

    With a URL it is the report of that URL. Without one it is the report of that id, or the one that has the same
    text, unless another publisher printed it: a reprint is a report of its own.
    """
    same = digest(document.text)
    row = _of_url(connection, document) or _of_id(connection, document, same) or _of_text(connection, document, same)
    if row is None:
        return Place("added", replace(document, id=_free_id(connection, document)), None, 1)
    named = replace(document, id=row.id)
    if _known(connection, row, document, same):
        return Place("known", named, row.pk, row.version)
    return Place("new version", named, row.pk, row.version + 1)


def write(
    connection: Connection,
    at: Place,
    record: Record | None,
    read: Provenance,
    analyser: str | None,
) -> int:
    """Write a report, or its new version, with its record (None: yet to be analysed); gives the report's row."""
    document = at.document
    published = record.published if record is not None else document.published
    by = record.published_by if record is not None else read.published_by
    common = {
        "url": document.url, "title": document.title, "publisher": document.publisher, "published": published,
        "published_by": by, "analyser": analyser if record is not None else None,
    }  # fmt: skip
    added = now()
    figures = _figures(document.text, record)
    if at.pk is None:
        pk: int = connection.execute(
            insert(report)
            .values(id=document.id, version=1, added=added, source=read.source, **common, **figures)
            .returning(report.c.pk)
        ).scalar_one()
    else:
        pk = at.pk
        connection.execute(
            update(report).where(report.c.pk == pk).values(version=at.version, source=read.source, **common, **figures)
        )
    connection.execute(
        insert(version).values(
            report=document.id, number=at.version, digest=digest(document.text), text=pack_text(document.text),
            record=pack_record(record) if record is not None else None, added=added, source=read.source,
            raw_sha256=read.raw_sha256, kind=read.kind, captured=read.captured, note=read.note, **common,
        )
    )  # fmt: skip
    said = " ".join(filter(None, (document.title, document.publisher, document.text)))
    words.put(connection, "report", pk, said, new=at.pk is None)
    return pk


def rewrite(connection: Connection, pk: int, record: Record, analyser: str) -> None:
    """Put a new analysis of a report's current version in place of the old one."""
    row = connection.execute(select(report.c.id, report.c.version).where(report.c.pk == pk)).one()
    values = {"published": record.published, "published_by": record.published_by, "analyser": analyser}
    connection.execute(
        update(version)
        .where(version.c.report == row.id, version.c.number == row.version)
        .values(record=pack_record(record), **values)
    )
    connection.execute(update(report).where(report.c.pk == pk).values(**values, **_figures(record.text, record)))


def record_of(connection: Connection, pk: int) -> Record | None:
    """The record of a report's current version; None where it is yet to be analysed."""
    row = connection.execute(
        select(version.c.record, version.c.text)
        .join(report, (version.c.report == report.c.id) & (version.c.number == report.c.version))
        .where(report.c.pk == pk)
    ).one()
    return unpack_record(row.record, unpack_text(row.text)) if row.record is not None else None


def _figures(text: str, record: Record | None) -> dict[str, int]:
    return {
        "words": len(text.split()),
        "events": len(record.events) if record is not None else 0,
        "claims": len(record.attributions) if record is not None else 0,
    }


def _of_url(connection: Connection, document: Document) -> Row[tuple[object, ...]] | None:
    if not document.url:
        return None
    return connection.execute(select(report).where(report.c.url == document.url).order_by(report.c.pk).limit(1)).first()


def _of_id(connection: Connection, document: Document, same: str) -> Row[tuple[object, ...]] | None:
    # an id that was made from the text says no more than the text does
    if document.id == content_id(document.text):
        return None
    row = connection.execute(select(report).where(report.c.id == document.id)).first()
    return row if row is not None and not (document.url and row.url and row.url != document.url) else None


def _of_text(connection: Connection, document: Document, same: str) -> Row[tuple[object, ...]] | None:
    rows = connection.execute(
        select(report)
        .join(version, (version.c.report == report.c.id) & (version.c.number == report.c.version))
        .where(version.c.digest == same)
        .order_by(report.c.pk)
    ).all()
    for row in rows:
        other_page = document.url and row.url
        other_outlet = document.publisher and row.publisher and line(document.publisher) != row.publisher
        if not other_page and not other_outlet:
            return row
    return None


def _known(connection: Connection, row: Row[tuple[object, ...]], document: Document, same: str) -> bool:
    """Does the report's current version have this text, and all that the document says about it?"""
    current = connection.execute(
        select(version.c.digest).where(version.c.report == row.id, version.c.number == row.version)
    ).scalar_one()
    if current != same:
        return False
    if document.published and document.published != row.published:
        return False
    said = ((document.title, row.title), (document.publisher, row.publisher), (document.url, row.url))
    return all(not new or line(new) == old for new, old in said)


def _free_id(connection: Connection, document: Document) -> str:
    wanted = document.id
    count = 0
    while connection.execute(select(report.c.pk).where(report.c.id == wanted)).first() is not None:
        # the same words from somebody else: the id must be another one, and the same on every desk
        count += 1
        wanted = content_id("\n".join((document.url or "", document.publisher or "", str(count), document.text)))
    return wanted
