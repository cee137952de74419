"""The desk's tables as data frames of pandas or polars, made when asked for.

    >>> from marsad.export import frames
    >>> sorted(frames.NAMES)
    ['actors', 'amounts', 'chains', 'conflicts', 'events', 'origins', 'participants', 'quotes', 'stories']

Several values of a cell are a list, days are dates without time or zone. Neither library comes with Marsad.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from .cells import encodable
from .reading import NO_FILTERS, Options, Readable
from .tables import TABLES, Column, Table, rows

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow as pa

    from marsad.model.views import Filters

__all__ = ["NAMES", "actors", "events", "stories", "table"]

Kind = Literal["pandas", "polars"]
NAMES = tuple(TABLES)
"""The tables there are; docs/exports.md names their columns."""
_ROWS = 5_000


@overload
def table(desk: Readable, name: str, filters: Filters = ..., *, kind: Literal["pandas"] = ...) -> pandas.DataFrame: ...
@overload
def table(desk: Readable, name: str, filters: Filters = ..., *, kind: Literal["polars"]) -> polars.DataFrame: ...
def table(desk: Readable, name: str, filters: Filters = NO_FILTERS, *, kind: Kind = "pandas") -> Any:
    """One of the desk's tables (`NAMES`), of the stories that match.

    Raises `ValueError` for a name or kind that there isn't, `ImportError` with what to install where the library is
    missing.

    >>> table(None, "people")
    Traceback (most recent call last):
    ValueError: no table 'people': one of events, stories, origins, chains, participants, quotes, amounts, conflicts, \
actors
    """
    if name not in TABLES:
        raise ValueError(f"no table {name!r}: one of {', '.join(TABLES)}")
    if kind not in ("pandas", "polars"):
        raise ValueError(f"no kind {kind!r} of data frame: pandas or polars")
    library = _library(kind)
    found = _arrow(desk, TABLES[name], Options(filters))
    if kind == "polars":
        return library.from_arrow(found)
    # dates as `datetime.date`: a timestamp would have a time of day that nobody told
    return found.to_pandas(date_as_object=True)


@overload
def events(desk: Readable, filters: Filters = ..., *, kind: Literal["pandas"] = ...) -> pandas.DataFrame: ...
@overload
def events(desk: Readable, filters: Filters = ..., *, kind: Literal["polars"]) -> polars.DataFrame: ...
def events(desk: Readable, filters: Filters = NO_FILTERS, *, kind: Kind = "pandas") -> Any:
    """One row for each report's telling of an event, with evidence, chain, origin and address in it."""
    return table(desk, "events", filters, kind=kind)


@overload
def stories(desk: Readable, filters: Filters = ..., *, kind: Literal["pandas"] = ...) -> pandas.DataFrame: ...
@overload
def stories(desk: Readable, filters: Filters = ..., *, kind: Literal["polars"]) -> polars.DataFrame: ...
def stories(desk: Readable, filters: Filters = NO_FILTERS, *, kind: Kind = "pandas") -> Any:
    """One row a story."""
    return table(desk, "stories", filters, kind=kind)


@overload
def actors(desk: Readable, *, kind: Literal["pandas"] = ...) -> pandas.DataFrame: ...
@overload
def actors(desk: Readable, *, kind: Literal["polars"]) -> polars.DataFrame: ...
def actors(desk: Readable, *, kind: Kind = "pandas") -> Any:
    """One row an actor; all of them."""
    return table(desk, "actors", kind=kind)


def _library(kind: Kind) -> Any:
    from importlib import import_module

    try:
        return import_module(kind)
    except ImportError as error:
        raise ImportError(f"data frames of {kind} need {kind}, which isn't installed: pip install {kind}") from error


def _arrow(desk: Readable, table: Table, options: Options) -> pa.Table:
    import pyarrow as pa

    kinds = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    form = pa.schema([(c.name, pa.list_(kinds[c.kind]) if c.many else kinds[c.kind]) for c in table.columns])
    batches = []
    columns: list[list[Any]] = [[] for _ in table.columns]

    def flush() -> None:
        arrays = [pa.array(values, field.type) for values, field in zip(columns, form, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=form))
        for values in columns:
            values.clear()

    for row in rows(desk, table, options):
        for column, values, value in zip(table.columns, columns, row, strict=True):
            values.append(_value(column, value))
        if len(columns[0]) == _ROWS:
            flush()
    flush()
    return pa.Table.from_batches(batches, form)


def _value(column: Column, value: Any) -> Any:
    if isinstance(value, tuple):
        return [encodable(v) if isinstance(v, str) else v for v in value]
    if isinstance(value, str):
        return date.fromisoformat(value) if column.kind == "date" else encodable(value)
    return value
