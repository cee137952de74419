"""Sitemaps: the pages that a site names, fetched one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from .article import fetched_report
from .given import Given
from .kinds import HEAD_BYTES, recognise
from .packed import Body
from .report import InputError, Problem, Report, local_day
from .xml import xml_text

_DEEPEST = 3
_NOT_FETCHED = "not fetched: a sitemap only names pages; --fetch gets them"


@dataclass(frozen=True, slots=True)
class Place:
    """A page that a sitemap names, or (`index`) another sitemap; news sitemaps say more of a page."""

    url: str
    index: bool
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def parse_sitemap(data: bytes, charset: str | None = None) -> tuple[tuple[Place, ...], str | None]:
    """The places of a sitemap in order, each once, and what was broken. Raises `InputError`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(xml_text(data, charset).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"broken XML: {str(error)[:120]}") from None
    if root is None:
        raise InputError("broken XML: nothing could be read")
    found: dict[str, Place] = {}
    for element in root:
        name = _local(element)
        if name not in {"url", "sitemap"}:
            continue
        said: dict[str, str] = {}
        for part in element.iter():
            if isinstance(part.tag, str) and part.text and part.text.strip():
                said.setdefault(_local(part), part.text.strip())
        url = said.get("loc", "")
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Place(url, name == "sitemap", said.get("title"), said.get("name"), _day(said)))
    # the log is empty where nothing was mended
    errors = [e for e in parser.error_log if e.level_name in {"ERROR", "FATAL"}]
    broken = f"broken XML in line {errors[0].line}: {errors[0].message[:100]}" if errors else None
    return tuple(found.values()), broken


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _day(said: dict[str, str]) -> str | None:
    # lastmod is the day of the last change, not of publication
    try:
        return local_day(said["publication_date"]) if "publication_date" in said else None
    except InputError:
        return None


def read_sitemap(given: Given) -> Iterator[Report | Problem]:
    """Reports of the pages that a sitemap and those below it name, at most `Network.pages` of them."""
    yield from _read(given, 1, [given.defaults.network.pages])


def _read(given: Given, depth: int, left: list[int]) -> Iterator[Report | Problem]:
    places, broken = parse_sitemap(given.data(), given.charset)
    if broken:
        yield Problem(given.source, None, f"{broken}; {len(places)} addresses were read all the same")
    if not places:
        yield Problem(given.source, None, "empty: no address in the sitemap")
    for number, place in enumerate(places, 1):
        try:
            if given.fetcher is None:
                raise InputError(f"{place.url}: {_NOT_FETCHED}", "network")
            if place.index:
                yield from _below(given, place, depth, left)
            elif given.known(place.url):
                raise InputError(f"{place.url}: already in the desk", "double")
            else:
                yield _page(given, place, number, left)
        except InputError as refused:
            yield refused.problem(given.source, number)


def _page(given: Given, place: Place, number: int, left: list[int]) -> Report:
    if left[0] <= 0:
        raise InputError(f"{place.url}: more than {given.defaults.network.pages} pages (--pages)", "limit")
    left[0] -= 1
    try:
        report = fetched_report(given, place.url, f"{given.source}:{number}", given.defaults)
    except InputError as refused:
        raise InputError(f"{place.url}: {refused}", refused.skipped) from None
    made = replace(
        report.document,
        title=report.document.title or place.title,
        publisher=report.document.publisher or place.publisher,
        published=report.document.published or place.published,
    )
    return replace(
        report, document=made, kind="sitemap",
        published_by=report.published_by or ("page" if made.published else None),
    )  # fmt: skip


def _below(given: Given, place: Place, depth: int, left: list[int]) -> Iterator[Report | Problem]:
    if depth >= _DEEPEST:
        raise InputError(f"{place.url}: sitemaps nested more than {_DEEPEST} deep", "limit")
    if left[0] <= 0:
        raise InputError(f"{place.url}: more than {given.defaults.network.pages} pages (--pages)", "limit")
    assert given.fetcher is not None
    try:
        got = given.fetcher.get(place.url)
        if got.status != 200:
            raise InputError(f"status {got.status}")
        body = got.body
        if body.startswith(b"\x1f\x8b"):
            packed = Body("gzip")
            packed.add(body)
            body = packed.bytes()
        if recognise(body[:HEAD_BYTES], ".xml") != "sitemap":
            raise InputError("no sitemap")
    except InputError as refused:
        raise InputError(f"{place.url}: {refused}") from None
    below = replace(given, stream=BytesIO(body), source=place.url, url=got.url, charset=got.charset)
    yield from _read(below, depth + 1, left)
