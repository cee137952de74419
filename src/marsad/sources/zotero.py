"""CSL-JSON as Zotero exports it: a library's items. What it holds of a text is the abstract."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .article import fetched_report
from .given import Given
from .html_text import html_text
from .json_items import Item, json_items
from .report import Defaults, InputError, Problem, Report, document, local_day, sha256

_TOP: frozenset[tuple[str, ...]] = frozenset({()})


def read_zotero(given: Given) -> Iterator[Report | Problem]:
    """A report for each item: the page at its URL where fetching is allowed, else its abstract."""
    some = False
    for item in json_items(given.stream, _TOP):
        some = True
        try:
            if not isinstance(item.value, dict):
                raise InputError("not a JSON object")
            yield _report(item.value, item, given)
        except InputError as refused:
            yield refused.problem(given.source, item.line)
    if not some:
        raise InputError("empty: no item in it")


def _report(data: dict[str, Any], item: Item, given: Given) -> Report:
    source = f"{given.source}:{item.line}"
    said = given.defaults
    published = said.published or _issued(data.get("issued"))
    defaults = Defaults(
        published, said.publisher or _string(data, "container-title", "publisher"), said.title or _string(data, "title")
    )
    url, key = _string(data, "URL"), _string(data, "id")
    why = ""
    if url and given.fetcher is not None:
        try:
            return replace(fetched_report(given, url, source, defaults), kind="zotero", key=key)
        except InputError as refused:
            why = f": {refused}"
    abstract = html_text(_string(data, "abstract", "note") or "")
    if not abstract:
        raise InputError(f"no text: an item without an abstract{why}", "text")
    made = document(abstract, title=defaults.title, publisher=defaults.publisher, published=published, url=url)
    by: Any = "given" if published else None
    return Report(made, by, source, sha256(item.raw), "zotero", key=key, note=f"abstract only{why}")


def _issued(value: Any) -> str | None:
    """The day of issue; None where only a year or a month is known."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    try:
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return datetime.date(*(int(part) for part in parts[0])).isoformat() if len(parts[0]) == 3 else None
        return local_day(str(value.get("raw") or value.get("literal") or ""))
    except (ValueError, TypeError, OverflowError):
        return None


def _string(data: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = data.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
