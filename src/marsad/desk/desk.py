"""The façade: everything that Python, the command line, the API and the exports do with a desk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from types import TracebackType
from typing import Self

from marsad.model.actor import Actor, ActorLine, SourceProfile
from marsad.model.judgement import Judgement, JudgementKind
from marsad.model.record import EntityType, Record
from marsad.model.story import Account, Story, StoryLine
from marsad.model.views import (
    Audit,
    DeskStatus,
    Facet,
    FeedStatus,
    Filters,
    MapItem,
    Network,
    Page,
    Provenance,
    ReportLine,
    ReportState,
    ReportVersion,
    SearchHit,
    TimelineItem,
)
from marsad.query import (
    actors,
    audits,
    digest,
    feeds,
    judgements,
    map,
    network,
    provenance,
    reports,
    search,
    sources,
    status,
    stories,
    story,
)
from marsad.query import timeline as timelines
from marsad.query import versions as texts
from marsad.sources import Defaults
from marsad.store.database import Database
from marsad.store.feeds import FeedEntry, FeedState
from marsad.store.feeds import forget as forget_feed
from marsad.store.feeds import save as save_feed
from marsad.store.feeds import save_entry as save_feed_entry

from . import adding, judging, reanalysing
from .adding import Given, Outcome
from .analysing import Analyse, Local, package_version
from .backup import Manifest, backup
from .reanalysing import Change
from .users import Users

NO_FILTERS = Filters()


class Desk:
    """A desk of reports, open. Many threads may read from it; writes queue. Use it as a context manager, or close it.

    Marsad records what reports say, never what is true. Ids that the desk doesn't know raise `UnknownError`; the id of
    an actor or story that was merged leads on to where it went. All days are local days (ISO dates).
    """

    def __init__(
        self,
        address: str | os.PathLike[str],
        *,
        create: bool = True,
        tagger: bool = True,
        analyse: Analyse | None = None,
    ) -> None:
        """Open a SQLite file or a `postgresql://` address; `create` makes what isn't there.

        `tagger=False` analyses by rules alone. `analyse` takes the place of the analyser. Raises `DeskError` for what
        is no desk, or one of a newer Marsad.
        """
        self.database = Database(address, create=create)
        self._tagger = tagger
        self._analyse: Analyse = analyse if analyse is not None else Local(tagger=tagger)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the desk is, without a password."""
        return self.database.shown

    def close(self) -> None:
        """Close the desk's connections."""
        self.database.close()

    # adding

    def add(self, paths: Iterable[str], defaults: Defaults | None = None, *, jobs: int = 1) -> Iterator[Outcome]:
        """Add files, folders, globs or `-`; one outcome a report, as they are done. Nothing is done until it is read.

        Each report is added in one step that takes effect whole or not at all; what is known already is skipped, so a
        run that was cut short is simply run again. `jobs` processes analyse.
        """
        return adding.add_paths(
            self.database, self._analyse, paths, defaults or Defaults(), jobs=jobs, tagger=self._tagger
        )

    def add_documents(self, given: Iterable[Given], *, jobs: int = 1) -> Iterator[Outcome]:
        """Add documents that are read already: `Report`s, or tuples of document, who dated it, and source."""
        return adding.add_documents(self.database, self._analyse, given, jobs=jobs, tagger=self._tagger)

    def add_records(self, records: Iterable[tuple[Record, str]], *, analyser: str) -> Iterator[Outcome]:
        """Add reports with the records that the analyser of that name made of them elsewhere, and their sources."""
        return adding.add_records(self.database, records, analyser)

    def reanalyze(self, idents: Iterable[str] | None = None, *, every: bool = False, jobs: int = 1) -> Iterator[Change]:
        """Analyse stored texts anew that another version analysed (`every`: all), and say what changed."""
        return reanalysing.reanalyze(
            self.database, self._analyse, idents=idents, every=every, jobs=jobs, tagger=self._tagger
        )

    def rebuild(self) -> int:
        """Derive actors and stories anew from texts, records and people's decisions; gives the number of reports."""
        return reanalysing.rebuild(self.database)

    def backup(self, path: str | os.PathLike[str]) -> Manifest:
        """Write a backup of one state of the desk into a new file; `marsad.desk.restore` makes a desk of it again."""
        return backup(self.database, path)

    # reading

    def reports(self, filters: Filters = NO_FILTERS, cursor: str | None = None, limit: int = 50) -> Page[ReportLine]:
        """Reports that match, newest first."""
        with self.database.read() as connection:
            return reports.page(connection, filters, cursor, limit)

    def report(self, ident: str, version: int | None = None) -> Record:
        """The record of a report, or of an earlier version of it (from 1)."""
        with self.database.read() as connection:
            return reports.record(connection, ident, version)

    def report_line(self, ident: str) -> ReportLine:
        """A report as a list shows it."""
        with self.database.read() as connection:
            return reports.line(connection, ident)

    def provenance(self, ident: str) -> tuple[Provenance, ...]:
        """Where each version of a report was read from, with the hashes of its bytes and of its text; oldest first."""
        with self.database.read() as connection:
            return provenance.of(connection, ident)

    def stories(
        self, filters: Filters = NO_FILTERS, order: str = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[StoryLine]:
        """Stories that match; `order` is newest, oldest, latest, earliest, reports or origins."""
        with self.database.read() as connection:
            return stories.page(connection, filters, order, cursor, limit)

    def facets(self, filters: Filters = NO_FILTERS) -> tuple[Facet, ...]:
        """How many matching stories have which values."""
        with self.database.read() as connection:
            return stories.facets(connection, filters)

    def story(self, ident: str) -> Story:
        """A story with its accounts, origins and conflicts."""
        with self.database.read() as connection:
            return story.one(connection, ident)

    def actors(
        self,
        filters: Filters = NO_FILTERS,
        type: EntityType | None = None,
        cursor: str | None = None,
        limit: int = 50,
        *,
        described: bool = False,
    ) -> Page[ActorLine]:
        """Actors that match, those with most stories first; `described`: with those who have no name."""
        with self.database.read() as connection:
            return actors.page(connection, filters, type, cursor, limit, described=described)

    def actor(self, ident: str) -> Actor:
        """An actor with spellings, offices, ties and stories."""
        with self.database.read() as connection:
            return actors.one(connection, ident)

    def sources(
        self, filters: Filters = NO_FILTERS, cursor: str | None = None, limit: int = 50, *, described: bool = False
    ) -> Page[ActorLine]:
        """Actors whose word reports pass on, those with most claims first; `described`: with those who have no name."""
        with self.database.read() as connection:
            return sources.page(connection, filters, cursor, limit, described=described)

    def source(self, ident: str) -> SourceProfile:
        """What an outlet or body has said, as origin, as relay and as outlet."""
        with self.database.read() as connection:
            return sources.one(connection, ident)

    def timeline(
        self, filters: Filters = NO_FILTERS, cursor: str | None = None, limit: int = 2000
    ) -> Page[TimelineItem]:
        """The newest stories that match, in order of time; the cursor gets older ones, and at last undated ones."""
        with self.database.read() as connection:
            return timelines.page(connection, filters, cursor, limit)

    def map(self, filters: Filters = NO_FILTERS, limit: int = 2000) -> tuple[MapItem, ...]:
        """The newest stories that match, placed ones first."""
        with self.database.read() as connection:
            return map.items(connection, filters, limit)

    def network(self, filters: Filters = NO_FILTERS, limit: int = 150) -> Network:
        """The actors with most matching stories and what joins them."""
        with self.database.read() as connection:
            return network.network(connection, filters, limit)

    def audits(self, filters: Filters = NO_FILTERS, limit: int = 100) -> tuple[Audit, ...]:
        """Counted statements against the events on record."""
        with self.database.read() as connection:
            return audits.audits(connection, filters, limit)

    def search(self, q: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Actors, stories and reports that the words name, in any spelling, Arabic or Latin."""
        with self.database.read() as connection:
            return search.search(connection, q, limit)

    def status(self) -> DeskStatus:
        """What is in the desk."""
        with self.database.read() as connection:
            return status.status(connection, package_version())

    def digest(self) -> str:
        """A hash of all that the desk says: equal for desks that say the same, whatever database they are on."""
        with self.database.read() as connection:
            return digest.digest(connection)

    def versions(self, ident: str) -> tuple[ReportVersion, ...]:
        """All texts that a report had, the oldest first."""
        with self.database.read() as connection:
            return texts.versions(connection, ident)

    def report_state(self, ident: str, version: int | None = None) -> ReportState:
        """Where a report stands in the desk: its versions, decisions on it, its parts' actors and stories."""
        with self.database.read() as connection:
            return texts.state(connection, ident, version)

    # people

    @cached_property
    def users(self) -> Users:
        """The people of a shared desk, their sessions and tokens."""
        return Users(self.database.read, self.database.write)

    # streaming, in a fixed order and with flat memory

    def accounts(self, filters: Filters = NO_FILTERS) -> Iterator[tuple[str, Account]]:
        """Every account of matching stories with its story's id, by report and number of the event."""
        with self.database.read() as connection:
            yield from story.accounts(connection, filters)

    def all_stories(self, filters: Filters = NO_FILTERS) -> Iterator[Story]:
        """Every matching story in full, by id."""
        with self.database.read() as connection:
            yield from story.all_of(connection, filters)

    def records(self, filters: Filters = NO_FILTERS) -> Iterator[Record]:
        """The records of all matching reports, by id."""
        with self.database.read() as connection:
            yield from reports.every(connection, filters)

    def all_actors(self) -> Iterator[ActorLine]:
        """Every actor, by id."""
        with self.database.read() as connection:
            yield from actors.every(connection)

    # watching

    def feeds(self) -> tuple[FeedStatus, ...]:
        """The watched feeds, by address."""
        with self.database.read() as connection:
            return feeds.every(connection)

    def feed_state(self, url: str) -> FeedState | None:
        """What is remembered of a feed between two visits; None for one that was never watched."""
        with self.database.read() as connection:
            return feeds.state(connection, url)

    def save_feed(self, state: FeedState) -> None:
        """Remember how a feed's visit went."""
        with self.database.write() as connection:
            save_feed(connection, state)

    def feed_entries(self, url: str) -> dict[str, FeedEntry]:
        """What became of the entries that a feed has held, by key."""
        with self.database.read() as connection:
            return feeds.entries(connection, url)

    def save_feed_entry(self, url: str, key: str, entry: FeedEntry) -> None:
        """Remember what became of an entry."""
        with self.database.write() as connection:
            save_feed_entry(connection, url, key, entry)

    def forget_feed(self, url: str) -> None:
        """Watch a feed no more. Its reports stay."""
        with self.database.write() as connection:
            forget_feed(connection, url)

    def knows_url(self, url: str) -> bool:
        """Is there a report of this address?"""
        with self.database.read() as connection:
            return reports.knows_url(connection, url)

    # judging

    def judge(
        self,
        kind: JudgementKind,
        left: str,
        right: str | None = None,
        *,
        by: str,
        field: str | None = None,
        value: str | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Write down a person's decision; it takes effect at once and wins over the machine's.

        Actors (`same-actor`, `different-actor`) are named by id, or one of them by a reference to an entity
        (`REPORT#E3`), which alone moves then; stories likewise, by id or `REPORT#V2`. Of texts (`same-text`) the left
        report is the copy of the right one. `accept`, `reject` and `correct` take an event; `correct` sets `field` to
        `value` (JSON; participants as a list of entity ids of the report, `time` as `{earliest, latest}` or null).
        Raises `ValueError` and `UnknownError`, naming what is wrong.
        """
        with self.database.write() as connection:
            return judging.judge(connection, kind, left, right, by=by, field=field, value=value, note=note)

    def undo(self, number: int, *, by: str) -> Judgement:
        """Take a person's judgement back (also an undo). Raises `UnknownError` and `ValueError`."""
        with self.database.write() as connection:
            return judging.undo(connection, number, by=by)

    def judgements(
        self, ref: str | None = None, cursor: str | None = None, limit: int = 50, *, people: bool = False
    ) -> Page[Judgement]:
        """The log of judgements, newest first: all, those on one reference, or those that people made."""
        with self.database.read() as connection:
            return judgements.page(connection, ref, cursor, limit, people=people)

    def queue(self, limit: int = 50) -> tuple[tuple[str, Account], ...]:
        """The most doubtful accounts that nobody decided on yet, each with its story's id."""
        with self.database.read() as connection:
            return story.queue(connection, limit)
