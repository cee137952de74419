"""Reports from named fields: a JSON object, a table's row. Which name holds which field can be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .news_article import article_fields
from .report import FIELDS, Defaults, InputError, Report, document, local_day, sha256


def parse_columns(value: str) -> tuple[tuple[str, str], ...]:
    """The pairs of `--map title=headline,text=body`. Raises `InputError` for anything else.

    >>> parse_columns("title=headline, text=body")
    (('title', 'headline'), ('text', 'body'))
    """
    pairs: list[tuple[str, str]] = []
    for part in value.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise InputError(f"{part.strip()!r} is no FIELD=COLUMN")
        if field not in FIELDS:
            raise InputError(f"{field!r} is no field; there are {', '.join(FIELDS)}")
        if field in dict(pairs):
            raise InputError(f"{field!r} is mapped twice")
        pairs.append((field, column))
    return tuple(pairs)


def named_fields(data: Mapping[str, Any], defaults: Defaults) -> dict[str, Any]:
    """The fields of `FIELDS`, each from the name that the user gave or from its own.

    A mapped name with dots leads into objects (`text=content.body`). Raises `InputError` where a mapped
    name isn't there, so that a slip in `--map` loses nothing unseen.
    """
    columns = dict(defaults.columns)
    found: dict[str, Any] = {}
    for field in FIELDS:
        name = columns.get(field)
        if name is None:
            found[field] = data.get(field)
            continue
        value: Any = data
        for step in [name] if name in data else name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is None and field == "text":
            raise InputError(f'no "{name}" (mapped to text)')
        found[field] = value
    return found


def report_of(data: Mapping[str, Any], raw: bytes, source: str, kind: str, defaults: Defaults) -> Report:
    """The report of one object or row whose bytes were `raw`. Raises `InputError` that names the field."""
    given = named_fields(data, defaults)
    if given["text"] is None and "articleBody" in data:
        given = {**article_fields(dict(data)), "id": None}
    text = given["text"]
    if not isinstance(text, str):
        raise InputError('no "text"' if text is None else '"text" is not a string')
    ident = given["id"]
    if isinstance(ident, int) and not isinstance(ident, bool):
        ident = str(ident)
    published = _string(given["published"], "published")
    if published:
        try:
            published = local_day(published)
        except InputError as refused:
            raise InputError(f'"published": {refused}') from None
    published = published or defaults.published
    made = document(
        text,
        ident=_string(ident, "id"),
        title=_string(given["title"], "title") or defaults.title,
        publisher=_string(given["publisher"], "publisher") or defaults.publisher,
        published=published,
        url=_string(given["url"], "url"),
    )
    return Report(made, "given" if published else None, source, sha256(raw), kind)


def _string(value: Any, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{name}" is not a string')
    return value or None
