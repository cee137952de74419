"""One visit to a feed: what is new goes into the desk, entry by entry, each noted once it is there.

A visit that is cut short anywhere loses nothing and doubles nothing: an entry is noted after its report was added,
adding knows reports again by address and text, and the marks for the next conditional request are kept only when
every entry has been dealt with.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Literal

from marsad.desk import Desk
from marsad.sources.feed import Entry, Feed, entry_alone, page_of_entry, parse_feed
from marsad.sources.fetch import Fetcher, FetchError
from marsad.sources.given import Given
from marsad.sources.report import Defaults, InputError, Report, sha256
from marsad.store.feeds import FeedEntry, FeedState

PAGE_TRIES = 5
"""How often the page of an entry is asked for before its summary is left standing."""
_TELLING = 40
"""Characters from which on the same words are the same entry."""
_CHANGED = ("added", "new version")


@dataclass(slots=True)
class Visit:
    """What a visit brought. `counts`: reports by outcome (added, new version, known, skipped, failed).

    `error` is set where the feed couldn't be read; then it counts as a failure. `remarks` are what a person should
    know though the feed was read: broken XML, entries that couldn't be added.
    """

    url: str
    unchanged: bool = False
    complete: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    retry_after: float | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Did reports come into the desk?"""
        return any(self.counts[status] for status in _CHANGED)


@dataclass(frozen=True, slots=True)
class _Made:
    report: Report
    state: Literal["done", "summary"]


def visit(
    desk: Desk,
    state: FeedState,
    fetcher: Fetcher,
    stop: threading.Event,
    *,
    full_text: bool = True,
    defaults: Defaults | None = None,
) -> tuple[Visit, FeedState]:
    """Fetch a feed and add what is new; gives what came of it and the feed's state without its next try.

    `stop` ends it between two entries. Raises nothing that a server could cause.
    """
    done = Visit(state.url)
    known = desk.feed_entries(state.url)
    waiting = any(_wanted(entry) for entry in known.values())
    try:
        got = fetcher.get(
            state.address or state.url,
            etag=None if waiting else state.etag,
            modified=None if waiting else state.modified,
        )
        if got.status == 304:
            done.unchanged = done.complete = True
            return done, replace(state, error=None)
        if got.status != 200:
            raise FetchError(f"status {got.status}", retry_after=got.retry_after)
        feed = parse_feed(got.body, got.charset, got.url)
    except InputError as refused:
        done.error = str(refused)
        done.retry_after = getattr(refused, "retry_after", None)
        return done, state
    given = Given(
        BytesIO(got.body), state.url, "feed", defaults or Defaults(), url=got.url, charset=got.charset,
        captured=got.captured, fetcher=fetcher if full_text else None,
    )  # fmt: skip
    if feed.problem:
        done.remarks.append(f"{feed.problem}; {len(feed.entries)} entries were read all the same")
    raw = sha256(got.body)
    _entries(desk, state.url, feed, raw, given, known, stop, done)
    after = desk.feed_entries(state.url)
    if done.complete:
        _leave(desk, state.url, feed, after)
    settled = done.complete and not any(_wanted(after[key]) for key in map(_key, feed.entries) if key in after)
    return done, replace(
        state,
        title=feed.title or state.title,
        address=got.moved or state.address,
        etag=got.etag if settled else None,
        modified=got.modified if settled else None,
        error="; ".join(done.remarks)[:500] or None,
        reports=len({entry.report for entry in after.values() if entry.report}),
    )


def _entries(
    desk: Desk, url: str, feed: Feed, raw: str, given: Given, known: dict[str, FeedEntry], stop: threading.Event,
    done: Visit,
) -> None:  # fmt: skip
    # feeds have the newest entry first; the desk gets them in the order in which they came out
    for entry in reversed(feed.entries):
        if stop.is_set():
            return
        key, digest = _key(entry), sha256(f"{entry.title}\n{entry.text}".encode("utf-8", "replace"))
        old = known.get(key)
        if old is not None and old.digest == digest and not _wanted(old):
            continue
        twin = None
        if old is None and len(entry.text) >= _TELLING:
            twin = next((e for e in known.values() if e.digest == digest and e.report), None)
        if twin is not None:
            # the same words under another name: sites change addresses and guids when they touch an entry
            known[key] = FeedEntry(digest, "done", twin.report, 1, "the same words as another entry")
            desk.save_feed_entry(url, key, known[key])
            done.counts["known"] += 1
            continue
        tries = old.tries + 1 if old is not None and old.digest == digest else 1
        try:
            made = _made(desk, entry, feed, raw, given, old, tries)
        except InputError as refused:
            if stop.is_set():
                return
            note = FeedEntry(digest, "skipped", old.report if old else None, tries, str(refused))
            done.counts["skipped"] += 1
        else:
            if stop.is_set():
                return
            note = _added(desk, made, digest, tries, done) if made else FeedEntry(digest, "done", None, tries, "known")
        desk.save_feed_entry(url, key, note)
        known[key] = note
    done.complete = True


def _made(
    desk: Desk, entry: Entry, feed: Feed, raw: str, given: Given, old: FeedEntry | None, tries: int
) -> _Made | None:  # fmt: skip
    """The report of an entry, and whether its page is still wanted; None if the desk has the page already."""
    wanted = not entry.full and entry.url is not None and given.fetcher is not None
    if not wanted:
        return _Made(_again(entry_alone(entry, feed.title, raw, given), old, entry), "done")
    if old is None and entry.url and desk.knows_url(entry.url):
        return None
    try:
        return _Made(_again(page_of_entry(entry, feed.title, given), old, entry), "done")
    except InputError as refused:
        later = isinstance(refused, FetchError) and refused.temporary and tries < PAGE_TRIES
        report = _again(entry_alone(entry, feed.title, raw, given, refused), old, entry)
        return _Made(report, "summary" if later else "done")


def _again(report: Report, old: FeedEntry | None, entry: Entry) -> Report:
    """What an entry became before gets a new version instead of a second report."""
    if old is None or old.report is None:
        return report
    return replace(report, document=replace(report.document, id=old.report, url=entry.url))


def _added(desk: Desk, made: _Made, digest: str, tries: int, done: Visit) -> FeedEntry:
    (outcome,) = desk.add_documents([made.report])
    done.counts[outcome.status] += 1
    if outcome.status == "failed":
        done.remarks.append(f"{outcome.source}: {outcome.message}")
        if outcome.report is None:
            return FeedEntry(digest, "failed", None, tries, outcome.message)
    return FeedEntry(digest, made.state, outcome.report, tries, made.report.note)


def _leave(desk: Desk, url: str, feed: Feed, after: dict[str, FeedEntry]) -> None:
    """Entries whose page was wanted and that the feed holds no longer are left as they are."""
    here = set(map(_key, feed.entries))
    for key, entry in after.items():
        if key not in here and _wanted(entry):
            desk.save_feed_entry(url, key, replace(entry, state="done"))


def _wanted(entry: FeedEntry) -> bool:
    return entry.state in {"summary", "failed"} and entry.tries < PAGE_TRIES


def _key(entry: Entry) -> str:
    return sha256(entry.key.encode("utf-8", "replace"))[:32]
