"""A Frictionless Data Package: every table as CSV in one archive, with a description that programs read.

https://datapackage.org/standard/data-package/. `datapackage.json` types and explains each column; the foreign
keys say how the tables hang together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from . import csv
from .cells import SEPARATOR
from .output import CHUNK, archive, json_text, scratch
from .reading import CREED, Options, Readable
from .tables import TABLES, Column, Table, actor_row

_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_KEYS = {"events": ["event"], "stories": ["story"], "origins": ["story", "number"], "actors": ["actor_id"]}


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The archive. The desk is read once, so that the tables agree with each other."""
    with scratch() as folder:
        with ExitStack() as stack:
            sheets = [
                (t, stack.enter_context((folder / t.name).open("wb"))) for t in TABLES.values() if t.rows is not None
            ]
            for table, stream in sheets:
                for part in csv.written(table, ()):
                    stream.write(part)
            for story in desk.all_stories(options.filters):
                for table, stream in sheets:
                    assert table.rows is not None
                    for part in csv.lines(table.rows(story)):
                        stream.write(part)
        yield from archive(_files(desk, folder))


def _files(desk: Readable, folder: Any) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "datapackage.json", iter([(json_text(description(), indent=1) + "\n").encode()])
    for table in TABLES.values():
        if table.rows is None:
            yield f"{table.name}.csv", csv.written(table, map(actor_row, desk.all_actors()))
        else:
            yield f"{table.name}.csv", _read(folder / table.name)


def _read(path: Any) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def description() -> dict[str, Any]:
    """The content of datapackage.json."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "marsad",
        "title": "A Marsad desk",
        "description": f"{CREED} Several values of a cell are parted by '{SEPARATOR}'. An apostrophe before "
        "= + - @ keeps spreadsheets from running text as a formula. Days are local days.",
        "resources": [_resource(t) for t in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(c) for c in table.columns], "missingValues": [""]}
    if table.name in _KEYS:
        schema["primaryKey"] = _KEYS[table.name]
    names = [c.name for c in table.columns]
    schema["foreignKeys"] = [
        {"fields": [name], "reference": {"resource": other, "fields": [name]}}
        for name, other in (("story", "stories"), ("event", "events"))
        if name in names and other != table.name
    ]
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    kind = "string" if column.many else _TYPES[column.kind]
    means = column.means + (f"; several parted by '{SEPARATOR}'" if column.many else "")
    return {"name": column.name, "type": kind, "description": means}
