"""Watching many feeds: who is due is visited, several at a time, and no feed waits for another."""

from __future__ import annotations

import datetime
import random
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from marsad.desk import Desk
from marsad.sources.fetch import Fetcher
from marsad.sources.report import Defaults
from marsad.store.feeds import FeedState

from .schedule import is_due, stamp, wait_s
from .visit import Visit, visit

EVERY_S = 900.0
WORKERS = 4
_TICK_S = 1.0


class Watcher:
    """Visits feeds and keeps their state in the desk.

    `every` is the time between two visits in seconds, `workers` how many feeds are visited at a time. `full_text`:
    the pages of entries that are only summaries are fetched. `stop()` ends it, from any thread; what was begun is
    finished to the next entry.
    """

    def __init__(
        self,
        desk: Desk,
        fetcher: Fetcher,
        *,
        every: float = EVERY_S,
        workers: int = WORKERS,
        full_text: bool = True,
        defaults: Defaults | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._desk = desk
        self._fetcher = fetcher
        self._every = every
        self._workers = workers
        self._full_text = full_text
        self._defaults = defaults
        self._chance = chance
        self._stop = threading.Event()

    def begin(self, feeds: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
        """Begin to watch feeds (address, title); one watched already keeps its state. Gives each address once."""
        urls = []
        for url, title in feeds:
            if url not in urls:
                urls.append(url)
                if self._desk.feed_state(url) is None:
                    self._desk.save_feed(FeedState(url, title))
        return tuple(urls)

    def stop(self) -> None:
        """End the watch. Fetches in progress are given up, and what they would have brought comes next time."""
        self._stop.set()
        self._fetcher.stop()

    def once(self, urls: Iterable[str]) -> Iterator[Visit]:
        """Visit each feed once; one that failed or asked for time only if its next try is due."""
        now = _now()
        states = [state for url in urls if (state := self._desk.feed_state(url)) is not None]
        yield from self._all([s for s in states if not s.failures or is_due(s.next_try, now)])

    def run(self, urls: Iterable[str]) -> Iterator[Visit]:
        """Visit feeds as they are due, until `stop()`; gives each visit when it is done."""
        urls = tuple(urls)
        wanted = frozenset(urls)
        with ThreadPoolExecutor(self._workers, "watch") as pool:
            running: dict[Future[Visit], str] = {}
            try:
                while not self._stop.is_set():
                    now = _now()
                    for feed in self._desk.feeds():
                        if feed.url in wanted and feed.url not in running.values() and is_due(feed.next_try, now):
                            state = self._desk.feed_state(feed.url)
                            if state is not None:
                                running[pool.submit(self._visit, state)] = feed.url
                    if running:
                        for future in wait(running, _TICK_S, FIRST_COMPLETED).done:
                            del running[future]
                            yield future.result()
                    else:
                        self._stop.wait(_TICK_S)
            finally:
                self.stop()
                pool.shutdown(cancel_futures=True)
        for future in running:
            if not future.cancelled():
                yield future.result()

    def _all(self, states: list[FeedState]) -> Iterator[Visit]:
        with ThreadPoolExecutor(self._workers, "watch") as pool:
            waiting = {pool.submit(self._visit, state) for state in states}
            try:
                while waiting:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            except BaseException:
                self.stop()
                pool.shutdown(cancel_futures=True)
                raise

    def _visit(self, state: FeedState) -> Visit:
        tried = _now()
        try:
            done, after = visit(
                self._desk, state, self._fetcher, self._stop, full_text=self._full_text, defaults=self._defaults
            )
        except Exception as error:  # a fault of ours with one feed must not end the watch of the others
            done, after = Visit(state.url, error=f"{type(error).__name__}: {str(error)[:200]}"), state
        if self._stop.is_set() and not done.complete:
            # cut short by us: no failure of the feed, and it is due as before
            return done
        failures = state.failures + 1 if done.error else 0
        wait_for = wait_s(self._every, failures, done.retry_after, self._chance())
        after = replace(
            after,
            last_tried=stamp(tried),
            last_ok=after.last_ok if done.error else stamp(tried),
            failures=failures,
            error=done.error or after.error,
            next_try=stamp(_now() + datetime.timedelta(seconds=wait_for)),
        )
        try:
            self._desk.save_feed(after)
        except Exception as error:
            done.error = f"{type(error).__name__}: {str(error)[:200]}"
        return done


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
