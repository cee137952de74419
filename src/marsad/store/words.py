"""The indexes of words beside `report`, `account` and `actor`: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection, text

from marsad.text.search import index_terms

from .packing import line
from .schema import SEARCHED


def put(connection: Connection, table: str, pk: int, content: str, *, new: bool) -> None:
    """Index a row's words, in place of what was indexed for it."""
    if not new:
        drop(connection, table, pk)
    terms = "to_tsvector('simple', :terms)" if connection.dialect.name == "postgresql" else ":terms"
    connection.execute(
        text(f"INSERT INTO {table}_words (rowid, terms) VALUES (:pk, {terms})"),
        {"pk": pk, "terms": line(index_terms(content))},
    )


def drop(connection: Connection, table: str, pk: int) -> None:
    """Forget a row's words."""
    connection.execute(text(f"DELETE FROM {table}_words WHERE rowid = :pk"), {"pk": pk})


def clear(connection: Connection, tables: tuple[str, ...] = SEARCHED) -> None:
    """Forget all words."""
    for table in tables:
        connection.execute(text(f"DELETE FROM {table}_words"))
