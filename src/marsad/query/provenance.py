"""Where each version of a report was read from, and the hashes that prove it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.model.views import Provenance
from marsad.store.schema import version

from .errors import UnknownError


def of(connection: Connection, ident: str) -> tuple[Provenance, ...]:
    """Every version of a report, oldest first. Raises `UnknownError`."""
    rows = connection.execute(select(version).where(version.c.report == ident).order_by(version.c.number)).all()
    if not rows:
        raise UnknownError(f"{ident}: no such report")
    return tuple(
        Provenance(
            row.report, row.number, row.source, row.kind, row.url, row.added, row.captured, row.published_by,
            row.digest, row.raw_sha256, row.note,
        )
        for row in rows
    )  # fmt: skip
