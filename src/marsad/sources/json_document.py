"""JSON that is not one object a line: a list of reports, or one object over many lines."""

from __future__ import annotations

from collections.abc import Iterator

from .fields import report_of
from .given import Given
from .json_items import json_items
from .report import InputError, Problem, Report

_TOP: frozenset[tuple[str, ...]] = frozenset({()})


def read_json(given: Given) -> Iterator[Report | Problem]:
    """Reports of a list of objects, or of one object, with the fields of JSON Lines."""
    some = False
    for item in json_items(given.stream, _TOP):
        some = True
        try:
            if not isinstance(item.value, dict):
                raise InputError("not a JSON object")
            yield report_of(item.value, item.raw, f"{given.source}:{item.line}", "json", given.defaults)
        except InputError as refused:
            yield Problem(given.source, item.line, str(refused))
    if not some:
        raise InputError("empty: no report in it")
