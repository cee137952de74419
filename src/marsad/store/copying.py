"""A whole desk from one database into another, table by table."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, text

from . import users  # noqa: F401  (its tables are part of the desk)
from .schema import SEARCHED, metadata

_BATCH = 500


def copy(source: Connection, target: Connection) -> int:
    """Copy everything into an empty desk of the same schema, inside both transactions; gives the number of rows."""
    count = 0
    for table in metadata.sorted_tables:
        rows = source.execution_options(stream_results=True).execute(select(table))
        for part in rows.mappings().partitions(_BATCH):
            target.execute(insert(table), [dict(row) for row in part])
            count += len(part)
    for name in SEARCHED:
        _words(source, target, name)
    if target.dialect.name == "postgresql":
        _sequences(target)
    return count


def _words(source: Connection, target: Connection, name: str) -> None:
    terms = "array_to_string(tsvector_to_array(terms), ' ')" if source.dialect.name == "postgresql" else "terms"
    made = "to_tsvector('simple', :terms)" if target.dialect.name == "postgresql" else ":terms"
    rows = source.execute(text(f"SELECT rowid AS pk, {terms} AS terms FROM {name}_words ORDER BY rowid"))
    for part in rows.mappings().partitions(_BATCH):
        target.execute(
            text(f"INSERT INTO {name}_words (rowid, terms) VALUES (:pk, {made})"), [dict(row) for row in part]
        )


def _sequences(target: Connection) -> None:
    """Let numbers go on behind those that were copied."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = target.execute(select(func.max(column))).scalar()
            if last is not None:
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                target.execute(select(func.setval(sequence, last)))
