"""What the desk's views show: filters in, small frozen values out. The API sends these same objects as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from .judgement import Judgement
from .record import Auxiliary, DateSource, EventType
from .story import Certainty, Participant, StoryLine

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. Values within one field are alternatives, fields narrow each other.

    `q` is free text, any spelling, Arabic or Latin; `actor`, `place` and `source` are actor ids (`place` takes
    country codes too, `source` names of publishers too); `earliest` and `latest` keep what may have happened in
    that interval of local days. `conflict` keeps stories with or without conflicts.
    """

    q: str | None = None
    type: tuple[EventType, ...] = ()
    mode: tuple[str, ...] = ()
    aux: tuple[Auxiliary | Literal["none"], ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    certainty: tuple[Certainty, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    conflict: bool | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list. `cursor` gets the next part, None at the end; `total` counts all that match."""

    items: tuple[T, ...]
    total: int
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many matching stories have this value."""

    field: Literal["type", "actor", "place", "certainty", "aux", "source"]
    value: str
    name: str
    name_en: str | None
    stories: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as a list shows it."""

    id: str
    version: int
    versions: int
    title: str | None
    publisher: str | None
    published: str | None
    published_by: DateSource | None
    url: str | None
    added: str
    words: int
    events: int
    claims: int
    copy_of: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a version of a report was read from. Times are UTC, ISO 8601.

    `text_sha256` is the hash of the text, `raw_sha256` of the bytes that it was taken from (file, page, line, row),
    `kind` what they were taken for, `captured` when an archive or the fetcher saved them.
    """

    report: str
    version: int
    source: str
    kind: str | None
    url: str | None
    added: str
    captured: str | None
    published_by: DateSource | None
    text_sha256: str
    raw_sha256: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """A text that a report had. `analyser` is what read it, null if nothing has yet.

    `hash` is the SHA-256 of the text, `raw_hash` that of the bytes it was read from, `kind` what these were;
    `captured` says when they were taken from where they stood.
    """

    number: int
    hash: str
    title: str | None
    publisher: str | None
    published: str | None
    published_by: DateSource | None
    url: str | None
    added: str
    source: str
    analyser: str | None
    raw_hash: str | None
    kind: str | None
    captured: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ReportState:
    """Where a report stands in the desk.

    `version` is the one that was asked for, `hash` the SHA-256 of its text. `decisions` are what people decided of the
    report and its parts, newest first. `actors` says to which actor an entity (E3) belongs, `stories` to which story an
    event (V2); both are about the newest version only and empty for others.
    """

    report: ReportLine
    version: int
    hash: str
    copy_of: str | None
    decisions: tuple[Judgement, ...]
    actors: dict[str, str]
    stories: dict[str, str]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """A story on the line of time; undated ones have no interval and are listed apart."""

    story: StoryLine


@dataclass(frozen=True, slots=True)
class MapItem:
    """A story on the map; unplaced ones have no `place`. `radius_km` is how uncertain the place is (a region)."""

    story: StoryLine
    place: Participant | None
    origin: Participant | None
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class NetworkNode:
    id: str
    type: str
    name: str
    name_en: str | None
    country: str | None
    stories: int


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """`kind` is meeting, movement, kinship, office, stance or act (an event that one directs at the other)."""

    source: str
    target: str
    kind: Literal["meeting", "movement", "kinship", "office", "stance", "act"]
    weight: int
    earliest: str | None
    latest: str | None
    stories: tuple[str, ...]
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    left_out: int = 0
    """Nodes beyond the limit."""


@dataclass(frozen=True, slots=True)
class Audit:
    """A counted statement ("six visits since August 2023") against the events on record in its interval.

    `event` is the counting event's reference; `verdict` compares `said` with `on_record`: equal, fewer on record,
    more on record. Uncertain ones may or may not fall into the interval.
    """

    event: str
    report: str
    published: str | None
    publisher: str | None
    exact: str
    start: int
    end: int
    actor: tuple[Participant, ...]
    place: tuple[Participant, ...]
    type: EventType
    mode: str | None
    earliest: str | None
    latest: str | None
    said: int
    on_record: int
    uncertain: int
    verdict: Literal["equal", "fewer", "more"]
    stories: tuple[StoryLine, ...]
    maybe: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """What a search found: a story, an actor or a report.

    `detail` says in English what the last fields say: the type of entity or event, the first day on which the event
    may have happened or that of publication, the outlet, and how many reports there are.
    """

    kind: Literal["story", "actor", "report"]
    id: str
    name: str
    name_en: str | None
    detail: str
    score: float
    type: str | None = None
    day: str | None = None
    publisher: str | None = None
    reports: int | None = None


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A watched feed. Days and times are UTC, ISO 8601."""

    url: str
    title: str | None
    last_tried: str | None
    last_ok: str | None
    failures: int
    error: str | None
    next_try: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """What is in the desk."""

    version: str
    schema: str
    reports: int
    events: int
    stories: int
    actors: int
    judgements: int
    pending: int
    """Reports read but not analysed yet."""
    analysers: tuple[tuple[str, int], ...]
    feeds: tuple[FeedStatus, ...]
