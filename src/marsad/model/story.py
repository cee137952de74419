"""A story: one event as several reports tell it, with whose word each telling is.

A story says what reports say, never what is true. References: a report is named by its document id,
an event or entity of a report by `REPORT#ID` ("d-1f#V2", "d-1f#E3"), an actor by its desk-wide id.
Days are local days (ISO dates), intervals closed at both ends; offsets are code points of the report's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .record import Act, Auxiliary, Distance, EntityType, EventType, Granularity

OriginKind = Literal["named", "anonymous", "outlet"]
"""Somebody with a name; somebody described only; an outlet that tells it on its own word."""
Certainty = Literal["corroborated", "single-origin", "anonymous", "denied"]
"""Two or more independent named origins (an outlet's own telling is one); one; only anonymous ones; only denials."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report: where they stand and what they are."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something in a role of an event. `actor` is the desk-wide id, `entity` the report's (E3)."""

    actor: str
    name: str
    name_en: str | None
    type: EntityType
    country: str | None = None
    entity: str | None = None
    reports: int = 1
    """How many of the story's reports name it in this role."""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain of transmission. `named` is false for groups that are only described.

    `body` is the actor id of the body that the report says the hop holds office in, speaks for or belongs to:
    its spokesman's word is the body's. `body_name` is its name.
    """

    actor: str
    name: str
    name_en: str | None
    type: EntityType
    named: bool
    entity: str | None = None
    body: str | None = None
    body_name: str | None = None
    media: bool = False
    """Is it a news outlet, whose trade is to pass on what others tell?"""


@dataclass(frozen=True, slots=True)
class Number:
    """A counted quantity told with the event. `value` is null where the text names none."""

    value: float | int | None
    unit: str
    approximate: bool
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Retelling:
    """A passage in which the same report tells the event again on another's word."""

    chain: tuple[Hop, ...]
    act: Act
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One report's telling of the event. `chain` is nearest first, empty in the report's own voice.

    `copy_of` names the report whose text this report reprints; its word is that report's.
    `decision` is what an analyst said of this telling last.
    """

    report: str
    event: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    type: EventType
    mode: str | None
    aux: tuple[Auxiliary, ...]
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    place: tuple[Participant, ...]
    origin: tuple[Participant, ...]
    earliest: str | None
    latest: str | None
    granularity: Granularity | None
    count: int | None
    amounts: tuple[Number, ...]
    evidence: tuple[Quote, ...]
    chain: tuple[Hop, ...]
    act: Act | None = None
    cue: tuple[Quote, ...] = ()
    distance: Distance | None = None
    confidence: float | None = None
    copy_of: str | None = None
    decision: Literal["accepted", "rejected", "corrected"] | None = None
    about: tuple[str, ...] = ()
    """Whom and what the whole report names most; reports about one thing share some."""
    retold: tuple[Retelling, ...] = ()
    """Pieces of the evidence that stand in statements of others than the chain's last hop."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story's word comes from, counted once however many reports pass it on.

    `why` says in English why its tellings count as one; `code` and `names` let a view say it in another language.
    `accounts` are event references (`REPORT#V2`).
    """

    actor: str | None
    name: str
    name_en: str | None
    kind: OriginKind
    why: str
    code: Literal["chain-end", "own-word", "reprint", "unnamed"]
    names: tuple[str, ...]
    accounts: tuple[str, ...]
    denies: bool = False


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One version of a disputed field: the value as shown, who says so, since when."""

    value: str
    accounts: tuple[str, ...]
    first_said: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts that disagree. `field` is number, day, place, participant or denial; `unit` goes with a number."""

    field: Literal["number", "day", "place", "participant", "denial"]
    values: tuple[ConflictValue, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as a list shows it. `summary` is the shortest telling in the words of a report, with its reference."""

    id: str
    type: EventType
    mode: str | None
    aux: tuple[Auxiliary, ...]
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    place: tuple[Participant, ...]
    origin: tuple[Participant, ...]
    earliest: str | None
    latest: str | None
    granularity: Granularity | None
    count: int | None
    summary: str
    reports: int
    outlets: int
    origins: int
    anonymous: int
    """How many of the origins are described and not named."""
    certainty: Certainty
    conflicts: tuple[str, ...]
    """Fields in conflict."""
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """A story in full. `accounts` are in order of publication, `origins` the independent ones."""

    line: StoryLine
    accounts: tuple[Account, ...]
    origins: tuple[Origin, ...]
    conflicts: tuple[Conflict, ...]
