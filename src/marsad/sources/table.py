"""CSV: one report a row; the header or `--map` says which column is what."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from .encoding import binary_kind, decode, mark
from .fields import report_of
from .given import Given
from .report import FIELDS, Defaults, InputError, Problem, Report

ROW_LIMIT = 5_000_000
ROW_LIMIT_NAME = "5 MB"
_SAMPLE = 200_000
_DELIMITERS = ",;\t|"
_KNOWN = {
    # "id" is not among them: most tables number their rows from 1, and two of them would be taken for one
    "text": ("text", "body", "content", "article", "النص", "نص", "المحتوى"),
    "title": ("title", "headline", "العنوان", "عنوان"),
    "publisher": ("publisher", "outlet", "source", "المصدر", "الناشر"),
    "published": ("published", "date", "published_at", "publication date", "التاريخ", "تاريخ النشر"),
    "url": ("url", "link", "الرابط"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, its cells by column, the bytes it was read from."""

    line: int
    cells: dict[str, str]
    raw: bytes


def read_table(given: Given) -> Iterator[Report | Problem]:
    """Reports of a table, a row at a time. A row that can't be read is a problem and reading goes on."""
    defaults: Defaults | None = None
    some = False
    for row in rows(given.stream, given.source):
        some = True
        if isinstance(row, Problem):
            yield row
            continue
        defaults = defaults or _with_columns(given.defaults, list(row.cells))
        try:
            yield report_of(row.cells, row.raw, f"{given.source}:{row.line}", "table", defaults)
        except InputError as refused:
            yield Problem(given.source, row.line, str(refused))
    if not some:
        raise InputError("empty: no row in it")


def _with_columns(defaults: Defaults, header: list[str]) -> Defaults:
    columns = dict(defaults.columns)
    missing = [column for column in columns.values() if column not in header]
    if missing:
        raise InputError(f"no column {missing[0]!r}; there are {', '.join(header)[:300]}")
    folded = {name.strip().casefold(): name for name in reversed(header)}
    for field, names in _KNOWN.items():
        found = next((folded[name] for name in names if name in folded), None)
        if field not in columns and found is not None and found not in columns.values():
            columns[field] = found
    if "text" not in columns:
        raise InputError(f"no column for the text; say it with --map text=COLUMN ({', '.join(header)[:300]})")
    return replace(defaults, columns=tuple((field, columns[field]) for field in FIELDS if field in columns))


def rows(stream: BinaryIO, source: str) -> Iterator[Row | Problem]:
    """The rows below the header, with their columns' names. Comma, semicolon, tab or bar between cells.

    A quotation mark that is never closed costs its row only: reading starts again on the next line.
    """
    lines = _Lines(stream)
    header: list[str] = []
    delimiter = ","
    # a cell longer than this is refused with its row
    csv.field_size_limit(ROW_LIMIT)
    while (line := lines.here()) is not None:
        try:
            if not header:
                delimiter = _delimiter(lines.peek())
            cells, raw = _row(lines, delimiter)
        except InputError as refused:
            yield Problem(source, line, str(refused))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip() for cell in cells]
            double = next((name for name in header if name and header.count(name) > 1), None)
            if double is not None:
                raise InputError(f"two columns are named {double!r}")
        elif len(cells) > len(header):
            yield Problem(source, line, f"{len(cells)} cells under {len(header)} columns")
        else:
            cells += [""] * (len(header) - len(cells))
            yield Row(line, dict(zip(header, cells, strict=True)), raw)


def _row(lines: _Lines, delimiter: str) -> tuple[list[str], bytes]:
    taken = 0

    def feed() -> Iterator[str]:
        nonlocal taken
        size = 0
        while (text := lines.text(taken)) is not None:
            taken += 1
            size += len(text)
            if size > ROW_LIMIT:
                raise InputError(f"the row is over {ROW_LIMIT_NAME}, or a quotation mark in it is never closed")
            yield text

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter, strict=True))
    except StopIteration:
        cells = []
    except csv.Error as error:
        lines.drop(1)
        raise InputError(f"broken row: {error}") from None
    except InputError as refused:
        lines.drop(1)
        if taken:
            raise InputError(f"broken row, {taken} lines further on: {refused}") from None
        raise
    return cells, lines.drop(taken)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


class _Lines:
    """Lines of a table, decoded, with as many kept as a row may need to be read again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._number = 1
        self._waiting: list[tuple[bytes, str | InputError]] = []
        head = stream.read(_SAMPLE)
        kind = binary_kind(head)
        if kind is not None and mark(head) is None:
            raise InputError(f"not text: {kind}")
        found = mark(head)
        self._codec = found[1] if found else _codec(head)
        self._head = head[len(found[0]) :] if found else head
        self._decode: Callable[[bytes], tuple[str, int]] = codecs.getdecoder(self._codec)
        self._newline = "\n".encode(self._codec)

    def here(self) -> int | None:
        """The number of the next line, None at the end."""
        return self._number if self._have(1) else None

    def peek(self) -> str:
        """The next line, or nothing where its bytes are no text."""
        found = self._waiting[0][1] if self._have(1) else ""
        return found if isinstance(found, str) else ""

    def text(self, ahead: int) -> str | None:
        """The line `ahead` lines from here. Raises `InputError` where its bytes are no text."""
        if not self._have(ahead + 1):
            return None
        found = self._waiting[ahead][1]
        if isinstance(found, InputError):
            raise found
        return found

    def _have(self, count: int) -> bool:
        while len(self._waiting) < count:
            raw = self._read()
            if not raw:
                return False
            try:
                self._waiting.append((raw, self._decode(raw)[0].replace("\x00", "")))
            except UnicodeDecodeError as error:
                self._waiting.append((raw, InputError(f"not {self._codec.upper()} (byte {error.start} of the line)")))
        return True

    def drop(self, count: int) -> bytes:
        """Go on behind `count` lines; their bytes."""
        gone = b"".join(raw for raw, _ in self._waiting[:count])
        del self._waiting[:count]
        self._number += count
        return gone.rstrip(b"\r\n") if self._codec[:5] != "utf-1" else gone

    def _read(self) -> bytes:
        line = bytearray()
        while True:
            if not self._head:
                self._head = self._stream.read(_SAMPLE)
                if not self._head:
                    return bytes(line)
            # in UTF-16 a newline is two bytes, and starts on an even one
            at = self._head.find(self._newline)
            while at >= 0 and (at + len(line)) % len(self._newline):
                at = self._head.find(self._newline, at + 1)
            end = at + len(self._newline) if at >= 0 else len(self._head)
            if len(line) <= ROW_LIMIT:
                line += self._head[:end]
            self._head = self._head[end:]
            if at >= 0:
                return bytes(line)


def _codec(head: bytes) -> str:
    whole = head if len(head) < _SAMPLE else head[: head.rfind(b"\n") + 1] or head[:-4]
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        text = decode(whole)
    except InputError:
        return "utf-8"
    return next((name for name in ("cp1256", "iso8859-6") if whole.decode(name, "replace") == text), "utf-8")
