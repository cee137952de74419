"""Records to stories in memory, as a desk does it: one report after the other, nothing looked at twice."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.model.record import Record
from marsad.model.story import Account, Story
from marsad.resolve.accounts import accounts
from marsad.resolve.actors import ActorFacts, EntityFacts, actor_id, entity_facts, merge
from marsad.resolve.actors import assign as assign_actor
from marsad.resolve.match import Assignment
from marsad.resolve.names import name_keys
from marsad.resolve.stories import assign as assign_story
from marsad.resolve.stories import likest_first, story_keys, summarise

from .stories import SaidStory


@dataclass
class Joining:
    """The actors and stories of the records added so far. Reports are best added in order of publication."""

    actors: dict[str, ActorFacts] = field(default_factory=dict)
    told: dict[str, list[Account]] = field(default_factory=dict)
    _actor_keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _story_keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, record: Record, copy_of: str | None = None) -> None:
        """Take in one report: its entities first, then its events."""
        actor_of = {facts.ref.partition("#")[2]: self._actor(facts) for facts in entity_facts(record)}
        told = accounts(record, actor_of, copy_of=copy_of)
        for account in likest_first(told, lambda a: a, lambda a: self._story(a).match):
            keys = story_keys(account)
            target = self._story(account).target
            if target is None:
                target = "s-" + hashlib.sha256(f"{account.report}#{account.event}".encode()).hexdigest()[:16]
                self.told[target] = []
            self.told[target].append(account)
            for key in keys:
                self._story_keys[key].add(target)

    def _story(self, account: Account) -> Assignment:
        near = {story for key in story_keys(account) for story in self._story_keys.get(key, ())}
        return assign_story(account, {s: self.told[s] for s in sorted(near)})

    def stories(self) -> tuple[Story, ...]:
        """All stories by id."""
        return tuple(summarise(ident, told) for ident, told in sorted(self.told.items()))

    def _actor(self, facts: EntityFacts) -> str:
        keys = name_keys(facts.type, facts.forms)
        near = {actor for key in keys for actor in self._actor_keys.get(key, ())}
        ident = assign_actor(facts, [self.actors[a] for a in sorted(near)]).target or actor_id(facts.ref)
        self.actors[ident] = merge(self.actors.get(ident), facts)
        for key in keys:
            self._actor_keys[key].add(ident)
        return ident


def join(records: Iterable[Record], copies: Mapping[str, str] | None = None) -> Joining:
    """Join all records, in order of publication and id. `copies` says which report reprints which."""
    joining = Joining()
    for record in sorted(records, key=lambda r: (r.published or "9999", r.id)):
        joining.add(record, (copies or {}).get(record.id))
    return joining


def said_stories(stories: Iterable[Story]) -> list[SaidStory]:
    """Stories as the scorer takes them."""
    return [SaidStory(s.line.id, tuple((a.report, a.event) for a in s.accounts), len(s.origins)) for s in stories]
