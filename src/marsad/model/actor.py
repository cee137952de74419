"""An actor: one person, organization, place, group or asset as the whole desk knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .record import EntityType, Polarity, RelationName
from .story import StoryLine


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of the name that reports use, in how many of them, and since when."""

    form: str
    reports: int
    first_seen: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A title that reports give the person; days are those of the reports, not of the appointment."""

    title: str
    organization: str | None
    organization_name: str | None
    first_seen: str | None
    last_seen: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation, stance or quotation between this actor and another, and the reports that state it.

    `kind` is a relation, a polarity, `quotes` (this one passes on the other's word) or `quoted_by`.
    """

    kind: RelationName | Polarity | Literal["quotes", "quoted_by"]
    actor: str
    name: str
    name_en: str | None
    outgoing: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor as a list shows it."""

    id: str
    type: EntityType
    name: str
    name_en: str | None
    country: str | None
    sector: tuple[str, ...]
    wikidata: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    reports: int
    stories: int
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor in full. `merged` are the entity references (`REPORT#E3`) that were judged to be this one."""

    line: ActorLine
    spellings: tuple[Spelling, ...]
    offices: tuple[Office, ...]
    ties: tuple[Tie, ...]
    stories: tuple[StoryLine, ...]
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim that passed through a source, as its origin or as a relay."""

    report: str
    attribution: str
    role: Literal["origin", "relay", "outlet"]
    act: str
    exact: str
    start: int
    end: int
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """What an outlet or body has said, on its own word and passed on."""

    actor: ActorLine
    as_origin: int
    as_relay: int
    as_outlet: int
    sayings: tuple[Saying, ...]
