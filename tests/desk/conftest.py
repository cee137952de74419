"""Records made by hand, so that a test says exactly what reports tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from marsad.desk import Desk
from marsad.model.record import (
    Attribution,
    Entity,
    EntityType,
    Event,
    EventType,
    Identifiers,
    Mention,
    Position,
    Record,
    Time,
)


@dataclass
class Maker:
    """Builds one record: its text grows with what is told."""

    ident: str
    published: str | None = "2024-06-05"
    publisher: str | None = None
    url: str | None = None
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    claims: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)

    def write(self, words: str) -> Mention:
        """Words at the end of the text, and where they stand."""
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text} {words}" if self.text else words
        return Mention(start, start + len(words))

    def name(
        self, name: str, type: EntityType = "person", country: str | None = None, wikidata: str | None = None,
        at: tuple[float, float] | None = None,
    ) -> str:  # fmt: skip
        """An entity of this name; the same one for the same name."""
        if name not in self.entities:
            ident = f"E{len(self.entities) + 1}"
            self.entities[name] = Entity(
                ident, type, name, (self.write(name),), country=country, identifiers=Identifiers(wikidata),
                latitude=at[0] if at else None, longitude=at[1] if at else None, name_en_by="known",
            )  # fmt: skip
        return self.entities[name].id

    def tell(
        self,
        type: EventType = "CONSULT",
        mode: str | None = "visit",
        actor: Iterable[str] = (),
        recipient: Iterable[str] = (),
        place: Iterable[str] = (),
        day: str | None = "2024-06-04",
        source: str | None = None,
        words: str = "زار الوفد المدينة",
        count: int | None = None,
        confidence: float | None = None,
    ) -> str:
        """An event; the ids in the roles are those that `name` gave."""
        evidence = self.write(words)
        time = claim = None
        if day is not None:
            time = f"T{len(self.times) + 1}"
            spot = self.write("يوم كذا")
            self.times.append(Time(time, spot.start, spot.end, day, day, "date", "day"))
        if source is not None:
            claim = f"A{len(self.claims) + 1}"
            cue = self.write("قال")
            self.claims.append(Attribution(claim, (source,), "say", (cue,), (evidence,)))
        ident = f"V{len(self.events) + 1}"
        self.events.append(
            Event(
                ident, type, mode, (), (), tuple(actor), tuple(recipient), tuple(place), (), time, count, (),
                (evidence,), claim, confidence=confidence,
            )
        )  # fmt: skip
        return ident

    def record(self) -> Record:
        """The record of what was told."""
        return Record(
            self.ident, None, self.publisher, self.published, "given" if self.published else None, self.url, "ar",
            self.text, tuple(self.entities.values()), tuple(self.positions), times=tuple(self.times),
            attributions=tuple(self.claims), events=tuple(self.events),
        )  # fmt: skip


@pytest.fixture
def desk(new_address: Callable[[], str]) -> Iterator[Desk]:
    """An empty desk on each kind of database."""
    with Desk(new_address(), tagger=False) as opened:
        yield opened


@pytest.fixture
def report() -> type[Maker]:
    """Makes reports by hand."""
    return Maker


@pytest.fixture
def put(desk: Desk) -> Callable[..., list[str]]:
    """Adds made reports to the desk; gives their ids."""

    def add(*made: Maker) -> list[str]:
        outcomes = list(desk.add_records(((m.record(), "made") for m in made), analyser="by hand"))
        assert [o.status for o in outcomes if o.status == "failed"] == []
        return [o.report or "" for o in outcomes]

    return add
