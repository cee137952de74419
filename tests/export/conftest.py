"""A desk with the reports of `reports.py` in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.export.reading import NO_FILTERS
from marsad.model.actor import Actor, ActorLine, Spelling
from marsad.model.judgement import Judgement
from marsad.model.record import Record
from marsad.model.story import Account, Story
from marsad.model.views import Filters, Network, Page
from marsad.resolve.accounts import accounts
from marsad.resolve.actors import assign as assign_actor
from marsad.resolve.actors import entity_facts, merge
from marsad.resolve.stories import assign, summarise

from .reports import REPORTS


class MemoryDesk:
    def __init__(self, records: list[Record]) -> None:
        self._records = {r.id: r for r in records}
        self._actors = {}
        self._stories: dict[str, list[Account]] = {}
        for record in records:
            of = {}
            for facts in entity_facts(record):
                found = assign_actor(facts, list(self._actors.values()), same=frozenset(), different=frozenset())
                made = merge(self._actors.get(found.target or ""), facts)
                self._actors[made.id] = made
                of[facts.ref.partition("#")[2]] = made.id
            for account in accounts(record, of, copy_of="r-01" if record.id == "r-02" else None):
                story = assign(account, self._stories).target or f"s-{account.report}-{account.event}"
                self._stories.setdefault(story, []).append(account)

    def all_stories(self, filters: Filters = NO_FILTERS) -> Iterator[Story]:
        for ident in sorted(self._stories):
            yield summarise(ident, self._stories[ident])

    def accounts(self, filters: Filters = NO_FILTERS) -> Iterator[tuple[str, Account]]:
        found = [(i, a) for i, told in self._stories.items() for a in told]
        yield from sorted(found, key=lambda x: (x[1].report, int(x[1].event[1:])))

    def records(self, filters: Filters = NO_FILTERS) -> Iterator[Record]:
        for ident in sorted(self._records):
            yield self._records[ident]

    def all_actors(self) -> Iterator[ActorLine]:
        for ident in sorted(self._actors):
            a = self._actors[ident]
            country = a.countries[0][0] if a.countries else None
            yield ActorLine(a.id, a.type, a.forms[0][0], a.name_en, country, a.sectors, a.wikidata, a.geonames,
                            a.latitude, a.longitude, 1, 1, None, None)  # fmt: skip

    def report(self, id: str, version: int | None = None) -> Record:
        return self._records[id]

    def story(self, id: str) -> Story:
        return summarise(id, self._stories[id])

    def actor(self, id: str) -> Actor:
        line = next(a for a in self.all_actors() if a.id == id)
        lines = tuple(s.line for s in self.all_stories())
        return Actor(line, (Spelling(line.name, 1, None),), (), (), lines, ())

    def judgements(self, ref: str | None = None, cursor: str | None = None, limit: int = 100) -> Page[Judgement]:
        return Page((), 0)

    def network(self, filters: Filters = NO_FILTERS, limit: int = 200) -> Network:
        return Network((), ())


@pytest.fixture(scope="session")
def desk() -> MemoryDesk:
    analyser = Analyser()
    return MemoryDesk([analyser.analyze(d, published_by="given") for d in REPORTS])
