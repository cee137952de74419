"""RSS and Atom: a report for each entry, from its full text, from its page, or from its summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .article import fetched_report
from .given import Given
from .html_text import html_text
from .report import InputError, Problem, Report, document, local_day, sha256
from .xml import xml_text

FULL_WORDS = 80
"""An entry with fewer words is taken for a summary where the feed doesn't mark its text as the content."""
_LEAST_WORDS_OF_CONTENT = 30
_TRACKING = ("utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "at_medium=", "at_campaign=")
_CUT = ("...", "…", "[…]", "[...]", "[&#8230;]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `key` is its guid, else its address, else the hash of its words. `number` counts from 1."""

    number: int
    key: str
    url: str | None
    title: str | None
    published: str | None
    text: str
    full: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read. `problem` says what was broken where only a part of it could be read."""

    title: str | None
    entries: tuple[Entry, ...]
    problem: str | None


def parse_feed(data: bytes, charset: str | None = None, url: str | None = None) -> Feed:
    """Read a feed's bytes. Raises `InputError` where it is no feed."""
    import feedparser

    text = xml_text(data, charset)
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        found: Any = feedparser.parse(BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    except Exception as error:  # the parser is old and meets everything; its faults are the feed's
        raise InputError(f"not a feed that can be read ({type(error).__name__})") from None
    trouble = found.get("bozo_exception") if found.get("bozo") else None
    problem = f"broken XML: {' '.join(str(trouble).split())[:120]}" if trouble is not None else None
    if not found.entries and not found.get("version"):
        raise InputError(f"not a feed ({problem})" if problem else "not a feed")
    entries = tuple(_entry(entry, number) for number, entry in enumerate(found.entries, 1))
    return Feed(_clean(found.feed.get("title")), entries, problem)


def _entry(entry: Any, number: int) -> Entry:
    contents = [html_text(str(c.get("value") or "")) for c in entry.get("content") or []]
    content = max(contents, key=len, default="")
    summary = html_text(str(entry.get("summary") or ""))
    text = max((content, summary), key=len)
    words = len(text.split())
    cut = text.rstrip().endswith(_CUT)
    full = not cut and (words >= FULL_WORDS or (text == content and words >= _LEAST_WORDS_OF_CONTENT))
    link = entry.get("link")
    url = bare_url(link) if isinstance(link, str) and link.startswith(("http://", "https://")) else None
    title = _clean(entry.get("title"))
    key = str(entry.get("id") or url or sha256(f"{title}\n{text}".encode("utf-8", "replace")))
    return Entry(number, key[:2000], url, title, _day(entry), text, full)


def bare_url(url: str) -> str:
    """An address without what only says through which link it was reached.

    >>> bare_url("https://sahl.example/a?id=7&utm_source=rss&fbclid=x#top")
    'https://sahl.example/a?id=7#top'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [p for p in parts.query.split("&") if not p.lower().startswith(_TRACKING)]
    return urlunsplit(parts._replace(query="&".join(kept))) if parts.query else url


def _day(entry: Any) -> str | None:
    for name in ("published", "updated", "created", "date"):
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            try:
                return local_day(value)
            except InputError:
                continue
    return None


def _clean(value: Any) -> str | None:
    return " ".join(html_text(value).split()) or None if isinstance(value, str) else None


def read_feed(given: Given) -> Iterator[Report | Problem]:
    """Reports of a feed's entries. Broken XML is named and what could be read of it is kept."""
    data = given.data()
    feed = parse_feed(data, given.charset, given.url)
    if feed.problem:
        yield Problem(given.source, None, f"{feed.problem}; {len(feed.entries)} entries were read all the same")
    raw = sha256(data)
    left = most = given.defaults.network.pages
    for entry in feed.entries:
        try:
            if not entry.full and entry.url and given.fetcher is not None and given.known(entry.url):
                raise InputError(f"{entry.url}: already in the desk", "double")
            if left > 0 or entry.full or entry.url is None or given.fetcher is None:
                left -= not entry.full
                yield entry_report(entry, feed.title, raw, given)
            else:
                yield entry_alone(entry, feed.title, raw, given, InputError(f"more than {most} pages (--pages)"))
        except InputError as refused:
            yield refused.problem(given.source, entry.number)
    if not feed.entries:
        yield Problem(given.source, None, "empty: no entry in the feed")


def entry_report(entry: Entry, feed_title: str | None, raw: str, given: Given) -> Report:
    """The report of an entry; `raw` is the hash of the feed that it stands in. Raises `InputError`."""
    why: InputError | None = None
    if not entry.full and entry.url:
        try:
            return page_of_entry(entry, feed_title, given)
        except InputError as refused:
            why = refused
    return entry_alone(entry, feed_title, raw, given, why)


def page_of_entry(entry: Entry, feed_title: str | None, given: Given) -> Report:
    """The report of the page that an entry leads to. Raises `InputError`, `FetchError` if it can't be had."""
    # the page knows its outlet and its day better than a feed of many outlets; the user better than both
    page = fetched_report(given, entry.url or "", f"{given.source}:{entry.number}", given.defaults)
    made = replace(
        page.document,
        title=page.document.title or entry.title,
        publisher=page.document.publisher or feed_title,
        published=page.document.published or entry.published,
    )
    by: Any = page.published_by or ("page" if made.published else None)
    return replace(page, document=made, published_by=by, kind="feed", key=entry.key)


def entry_alone(
    entry: Entry, feed_title: str | None, raw: str, given: Given, why: InputError | None = None
) -> Report:  # fmt: skip
    """The report of what the feed itself says; `note` tells if that is less than all, and `why`."""
    said = given.defaults
    reason = f": {why}" if why is not None else ""
    note = None if entry.full else f"{'summary' if entry.text else 'headline'} only{reason}"
    published = said.published or entry.published
    made = document(
        entry.text or entry.title or "",
        title=said.title or entry.title,
        publisher=said.publisher or feed_title,
        published=published,
        url=entry.url,
    )
    by: Any = ("given" if said.published else "page") if published else None
    return Report(made, by, f"{given.source}:{entry.number}", raw, "feed", given.captured, entry.key, note)


def feeds_of_list(data: bytes) -> tuple[tuple[str, str | None], ...]:
    """The feeds that an OPML file lists: address and title, each address once. Raises `InputError`."""
    from lxml import etree

    text = xml_text(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"broken XML: {str(error)[:120]}") from None
    if root is None:
        raise InputError("broken XML: nothing could be read")
    found: dict[str, str | None] = {}
    for outline in root.iter("{*}outline", "outline"):
        url = next((v.strip() for k, v in outline.attrib.items() if k.lower() == "xmlurl"), "")
        if url.startswith(("http://", "https://")):
            found.setdefault(url, outline.get("title") or outline.get("text"))
    if not found:
        raise InputError("no feed in the list (outline with xmlUrl)")
    return tuple(found.items())


def read_feed_list(given: Given) -> Iterator[Report | Problem]:
    """A list of feeds holds no reports; where fetching is allowed, each of its feeds is read."""
    feeds = feeds_of_list(given.data())
    for url, _ in feeds:
        if given.fetcher is None:
            yield Problem(given.source, None, f"{url}: not fetched; --fetch reads the feeds, marsad watch follows them")
            continue
        try:
            got = given.fetcher.get(url)
            if got.status != 200:
                raise InputError(f"status {got.status}")
            yield from read_feed(
                replace(
                    given,
                    stream=BytesIO(got.body), source=url, kind="feed", url=got.url, charset=got.charset,
                    captured=got.captured,
                )
            )  # fmt: skip
        except InputError as refused:
            yield Problem(url, None, str(refused))
