"""auto-archiver's tables: its Google sheet saved as CSV, and the CSV file that it writes itself.

The sheet has a column for each thing; in the file, `metadata` is a Python dictionary written out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .fields import report_of
from .given import Given
from .report import InputError, Problem, Report
from .table import Row, rows

_TIME = re.compile(r"datetime\.datetime\(((?:\d{1,4}, ?)*\d{1,6})(?:, tzinfo=[\w.()=, ]*?)?\)")
_SHEET = {
    "text": ("text content", "text"),
    "title": ("upload title", "title"),
    "published": ("upload timestamp", "timestamp"),
    "url": ("link", "url"),
}
_NO_TEXT = "no text: only the media were archived"


def read_auto_archiver(given: Given) -> Iterator[Report | Problem]:
    """Reports of the rows that hold a text. Rows without one, and links that weren't archived, are skipped."""
    some = False
    for row in rows(given.stream, given.source):
        some = True
        if isinstance(row, Problem):
            yield row
            continue
        try:
            data = _fields(row)
            if not data.get("text"):
                raise InputError(_NO_TEXT, "text")
            yield report_of(data, row.raw, f"{given.source}:{row.line}", "archiver", given.defaults)
        except InputError as refused:
            yield refused.problem(given.source, row.line)
    if not some:
        raise InputError("empty: no row in it")


def _fields(row: Row) -> dict[str, Any]:
    cells = {name.strip().casefold(): value.strip() for name, value in row.cells.items()}
    if "metadata" in cells and "media" in cells:
        return _written_out(cells["metadata"])
    found: dict[str, Any] = {}
    for field, names in _SHEET.items():
        found[field] = next((cells[name] for name in names if cells.get(name)), None)
    if not found["text"] and cells.get("archive status", "").lower().startswith(("nothing", "no archiver", "error")):
        raise InputError(f"not archived: {cells['archive status'][:80]}", "text")
    return found


def _written_out(value: str) -> dict[str, Any]:
    try:
        # days and times are calls, which aren't values: written as tuples they are
        data = ast.literal_eval(_TIME.sub(r"(\1)", value))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise InputError('"metadata" is no dictionary as auto-archiver writes it') from None
    if not isinstance(data, Mapping):
        raise InputError('"metadata" is no dictionary as auto-archiver writes it')
    when = data.get("timestamp")
    if isinstance(when, tuple) and len(when) >= 3 and all(isinstance(n, int) for n in when):
        when = "{:04}-{:02}-{:02}".format(*when[:3])
    return {
        "text": data.get("content"),
        "title": data.get("title"),
        "published": when if isinstance(when, str) else None,
        "url": data.get("url"),
    }
