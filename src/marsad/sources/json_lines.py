"""JSON Lines: one report a line (`id, text, title, publisher, published, url`; only `text` is needed)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .encoding import binary_kind, mark
from .fields import report_of
from .given import Given
from .report import LIMIT_BYTES, LIMIT_NAME, InputError, Problem, Report

_UTF8_MARK = b"\xef\xbb\xbf"


def read_json_lines(given: Given) -> Iterator[Report | Problem]:
    """Reports of a stream, a line at a time; a line that can't be read is a problem and reading goes on.

    Memory is bounded by the longest line, and a line by `LIMIT_BYTES`. Blank lines are skipped.
    Fields other than the six are ignored.
    """
    stream, source = given.stream, given.source
    number = 0
    some = False
    while line := stream.readline(LIMIT_BYTES + 1):
        number += 1
        if len(line) > LIMIT_BYTES and not line.endswith(b"\n"):
            yield Problem(source, number, f"the line is over {LIMIT_NAME}")
            some = True
            while line and not line.endswith(b"\n"):
                line = stream.readline(LIMIT_BYTES)
            continue
        if number == 1:
            found = mark(line)
            if found is not None and found[0] != _UTF8_MARK:
                yield Problem(source, None, f"JSON Lines are UTF-8; this is {found[1][:6].upper()}")
                return
            kind = binary_kind(line)
            if kind is not None:
                yield Problem(source, None, f"not text: {kind}")
                return
            line = line.removeprefix(_UTF8_MARK)
        if not line.strip():
            continue
        some = True
        raw = line.rstrip(b"\r\n")
        try:
            yield report_of(json_object(line), raw, f"{source}:{number}", "lines", given.defaults)
        except InputError as refused:
            yield Problem(source, number, str(refused))
    if not some:
        yield Problem(source, None, "empty: no report in it")


def json_object(line: bytes) -> dict[str, Any]:
    """The object that a line holds. Raises `InputError`."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start} of the line)") from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON: {error.msg} (column {error.colno})") from None
    except (RecursionError, ValueError):
        raise InputError("broken JSON: nested too deep or a number too long") from None
    if not isinstance(data, dict):
        raise InputError("not a JSON object")
    return data
