"""CSV: the events, one row for each report's telling, for any spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from .cells import encodable, joined, safe
from .reading import Options, Readable
from .tables import TABLES, Row, Table, Value, rows

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page and shows Arabic as noise."""
_BATCH = 200


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The table `events`. UTF-8 with a byte order mark, lines end with CRLF (RFC 4180)."""
    yield from written(TABLES["events"], rows(desk, TABLES["events"], options))


def written(table: Table, content: Iterable[Row]) -> Iterator[bytes]:
    """A table as CSV, its heading first."""
    yield (BOM + _line([c.name for c in table.columns])).encode()
    yield from lines(content)


def lines(content: Iterable[Row]) -> Iterator[bytes]:
    """Rows without the heading, some hundred at a time."""
    batch: list[str] = []
    for row in content:
        batch.append(_line([cell(v) for v in row]))
        if len(batch) == _BATCH:
            yield "".join(batch).encode()
            batch.clear()
    if batch:
        yield "".join(batch).encode()


def _line(cells: list[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def cell(value: Value) -> str:
    """A value as a cell; text is guarded against formulas, numbers keep their sign."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return safe(encodable(joined(value)))
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(encodable(value)) if isinstance(value, str) else str(value)
