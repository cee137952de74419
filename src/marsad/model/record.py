"""The analysis record: what Marsad says that one report says.

Field meanings are those of the record contract; the event types, modes and auxiliary
modes are PLOVER's. Offsets are code points of `Record.text`, end exclusive. A field that
no span of the text supports stays null or empty. `by` names the rule, lexicon entry or
model that made a statement; `confidence` (0 to 1) is given where the analysis isn't sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

EntityType = Literal["person", "organization", "place", "group", "asset"]
RelationName = Literal["child_of", "parent_of", "sibling_of", "spouse_of", "member_of", "part_of", "successor_of"]
Polarity = Literal["favourable", "hostile"]
TimeType = Literal["date", "duration", "set"]
Granularity = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "interval"]
Act = Literal["say", "report", "claim", "warn", "deny", "confirm", "accuse", "promise", "demand", "predict", "ask"]
Distance = Literal["sceptical", "scare-quoted"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
AUXILIARIES: Final[tuple[Auxiliary, ...]] = get_args(Auxiliary)
"""In the order in which a record names them."""
DateSource = Literal["given", "page", "inferred"]

RECORD_VERSION = 1


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an entity, cue, content or piece of evidence stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Ids in public catalogues, where known."""

    wikidata: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, group or asset with all its mentions in the report.

    `name_en` is the known English name; where `name_en_by` is "translated" it was put together
    from a dictionary of common words, where "romanised" it is a mere reading aid.
    `country` is ISO 3166 alpha-3 of allegiance, "IGO" for international bodies, null if unknown.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    name_en: str | None = None
    name_en_by: Literal["known", "translated", "romanised"] | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    identifiers: Identifiers = Identifiers()
    latitude: float | None = None
    longitude: float | None = None
    by: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Who holds which office; the span is the title's."""

    person: str
    title: str
    organization: str | None
    start: int
    end: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Kinship, membership or succession that the text states."""

    subject: str
    relation: RelationName
    object: str
    start: int
    end: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Who is said to lean to whom or against whom, as a lasting stance."""

    subject: str
    object: str
    polarity: Polarity
    start: int
    end: int
    attribution: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """An expression that fixes a time, as an interval of local days; open (null) where it can't be fixed."""

    id: str
    start: int
    end: int
    earliest: str | None
    latest: str | None
    type: TimeType
    granularity: Granularity
    clock: str | None = None
    by: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A counted quantity. `value` is null where the text names none ("آلاف")."""

    id: str
    start: int
    end: int
    value: float | int | None
    unit: str
    approximate: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage told on somebody else's word. `sources` are entity ids, nearest first."""

    id: str
    sources: tuple[str, ...]
    act: Act
    cue: tuple[Mention, ...]
    content: tuple[Mention, ...]
    distance: Distance | None = None
    by: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of local days (ISO dates)."""

    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field of an event holds what it holds: the rule or head of the model, the words, how sure the model is."""

    field: str
    by: str
    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One PLOVER event. `attribution: null` means that the report tells it in its own voice."""

    id: str
    type: EventType
    mode: str | None
    aux: tuple[Auxiliary, ...]
    context: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: tuple[str, ...]
    origin: tuple[str, ...]
    """Where a movement starts; `from` in JSON."""
    time: str | Interval | None
    count: int | None
    amounts: tuple[str, ...]
    evidence: tuple[Mention, ...]
    attribution: str | None
    by: str = ""
    reasons: tuple[Reason, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything said about one report."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    published_by: DateSource | None
    url: str | None
    language: str | None
    text: str
    entities: tuple[Entity, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    times: tuple[Time, ...] = ()
    amounts: tuple[Amount, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    boilerplate: tuple[Mention, ...] = ()
    version: int = RECORD_VERSION
