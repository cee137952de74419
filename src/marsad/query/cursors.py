"""Where the next part of a list begins: the sort values of the last row shown, which nothing added can move."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from .errors import CursorError


def encode(values: Sequence[Any]) -> str:
    """The cursor behind a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(list(values), ensure_ascii=False).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> list[Any]:
    """The sort values again. Raises `CursorError`."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise CursorError(f"cursor {cursor[:40]!r}: not one that a list gave") from None
    if not isinstance(values, list) or len(values) != length or not all(isinstance(v, (int, str)) for v in values):
        raise CursorError(f"cursor {cursor[:40]!r}: not one that this list gave")
    return values


def beyond(columns: Sequence[tuple[ColumnElement[Any], bool]], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows that come after these values; each column with whether it is sorted downwards."""
    options = []
    for n, ((column, down), value) in enumerate(zip(columns, values, strict=True)):
        before = [c == v for (c, _), v in zip(columns[:n], values[:n], strict=True)]
        options.append(and_(*before, column < value if down else column > value))
    return or_(*options)
