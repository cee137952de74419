"""The indexes of words beside `report`, `account` and `actor`: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, text

from marsad.text.search import index_terms

from .packing import line
from .schema import SEARCHED


def put(connection: Connection, table: str, pk: int, content: str, *, new: bool) -> None:
    """Index a row's words, in place of what was indexed for it."""
    if not new:
        drop(connection, table, pk)
    put_all(connection, table, [(pk, content)])


def put_all(connection: Connection, table: str, contents: Sequence[tuple[int, str]]) -> None:
    """Index the words of new rows."""
    if contents:
        rows = [{"pk": pk, "terms": line(index_terms(content))} for pk, content in contents]
        connection.execute(_insert(table, connection.dialect.name == "postgresql"), rows)


def drop(connection: Connection, table: str, pk: int) -> None:
    """Forget a row's words."""
    connection.execute(_delete(table), {"pk": pk})


def clear(connection: Connection, tables: tuple[str, ...] = SEARCHED) -> None:
    """Forget all words."""
    for table in tables:
        connection.execute(text(f"DELETE FROM {table}_words"))


@cache
def _insert(table: str, postgresql: bool) -> TextClause:
    terms = "to_tsvector('simple', :terms)" if postgresql else ":terms"
    return text(f"INSERT INTO {table}_words (rowid, terms) VALUES (:pk, {terms})")


@cache
def _delete(table: str) -> TextClause:
    return text(f"DELETE FROM {table}_words WHERE rowid = :pk")
