"""schema.org articles: JSON-LD beside or inside a page, as news sites publish it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .given import Given
from .html_text import html_text
from .json_items import json_items
from .kinds import is_article_type
from .report import InputError, Problem, Report, document, local_day, sha256

_DEEPEST = 6
_INTO = ("@graph", "mainEntity", "itemListElement", "item", "hasPart")
_TOP: frozenset[tuple[str, ...]] = frozenset({()})


def read_news_article(given: Given) -> Iterator[Report | Problem]:
    """A report for each article of a JSON-LD file; `articleBody` is its text."""
    some = False
    for item in json_items(given.stream, _TOP):
        for article in articles_of(item.value):
            some = True
            fields, defaults = article_fields(article), given.defaults
            published = defaults.published or fields["published"]
            try:
                if not fields["text"]:
                    raise InputError('no "articleBody"', "text")
                made = document(
                    fields["text"],
                    title=defaults.title or fields["title"],
                    publisher=defaults.publisher or fields["publisher"],
                    published=published,
                    url=fields["url"],
                )
            except InputError as refused:
                yield refused.problem(given.source, item.line)
                continue
            by: Any = ("given" if defaults.published else "page") if published else None
            yield Report(made, by, f"{given.source}:{item.line}", sha256(item.raw), "news article")
    if not some:
        raise InputError("no article (schema.org NewsArticle) in the linked data")


def linked_data(script: str) -> Any:
    """What a page's script of linked data holds; None where it is broken."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def articles_of(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The articles in linked data: at the top, in a list or a graph, or as what a page is about."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from articles_of(part, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(map(is_article_type, types if isinstance(types, list) else [types])):
            yield data
        else:
            for key in _INTO:
                yield from articles_of(data.get(key), depth + 1)


def article_fields(article: dict[str, Any]) -> dict[str, str | None]:
    """The fields of a report that an article states; a day that can't be read counts as none."""
    day = _first(article, "datePublished", "dateCreated")
    try:
        published = local_day(day) if day else None
    except InputError:
        published = None
    body = _first(article, "articleBody", "text")
    return {
        "text": html_text(body) if body else None,
        "title": _first(article, "headline", "name"),
        "publisher": _first(article, "publisher", "sourceOrganization", "provider"),
        "published": published,
        "url": next((u for u in map(_address, ("url", "mainEntityOfPage", "@id"), [article] * 3) if u), None),
    }


def _first(article: dict[str, Any], *names: str) -> str | None:
    for name in names:
        found = _name(article.get(name))
        if found:
            return found
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return _name(value.get("name")) or _name(value.get("@value"))
    if isinstance(value, list):
        return next((found for found in map(_name, value[:5]) if found), None)
    return None


def _address(key: str, article: dict[str, Any]) -> str | None:
    value = article.get(key)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None
