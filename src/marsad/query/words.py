"""Finding rows by their words, in any form that Arabic print gives them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, false, text
from sqlalchemy.sql.elements import TextClause

from marsad.text.search import query_terms


def expression(connection: Connection, query: str, *, prefix: bool = False) -> str | None:
    """The query in the index's own language; None where it has no word. `prefix`: the last word may go on."""
    terms = query_terms(query)
    if not terms:
        return None
    postgresql = connection.dialect.name == "postgresql"
    parts = []
    for n, forms in enumerate(terms):
        open_end = prefix and n == len(terms) - 1 and len(forms[0]) > 2
        ends = (":*" if postgresql else "*") if open_end else ""
        quoted = [f"'{form}'{ends}" if postgresql else f'"{form}"{ends}' for form in forms]
        parts.append("(" + (" | " if postgresql else " OR ").join(quoted) + ")")
    return (" & " if postgresql else " AND ").join(parts)


def rows(connection: Connection, table: str, query: str, *, prefix: bool = False) -> TextClause | None:
    """A sub-select of the rows of `table` (`report`, `account` or `actor`) whose words match; None without words."""
    wanted = expression(connection, query, prefix=prefix)
    if wanted is None:
        return None
    if connection.dialect.name == "postgresql":
        return text(f"SELECT rowid FROM {table}_words WHERE terms @@ to_tsquery('simple', :{table}_q)").bindparams(
            **{f"{table}_q": wanted}
        )
    return text(f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH :{table}_q").bindparams(
        **{f"{table}_q": wanted}
    )


def matching(
    connection: Connection, column: ColumnElement[int], table: str, query: str, *, prefix: bool = False
) -> ColumnElement[bool]:
    """Is the row that `column` names one whose words match?"""
    found = rows(connection, table, query, prefix=prefix)
    if found is None:
        return false()
    return column.in_(found)
