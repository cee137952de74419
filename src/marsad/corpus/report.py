"""What an annotated report of the corpus holds, as its annotators wrote it: names and verbatim pieces, no offsets.

`locate` finds the offsets. `marsad.evaluate.gold` has the scorer's view of the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from marsad.model.record import Act, Auxiliary, EntityType, EventType, Polarity, RelationName

Json = dict[str, Any]
Chain = tuple[str, ...]
"""Keys of the sources a passage came through, nearest first; empty for the report's own voice."""


class CorpusError(ValueError):
    """A corpus that isn't there or can't be read; the message names the file."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """`names` are all forms found in the text, without attached particles, the fullest first."""

    key: str
    type: EntityType
    names: tuple[str, ...]
    en: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """Who holds which office; `title` as the text has it."""

    person: str
    title: str
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """Kinship, membership or succession."""

    subject: str
    relation: RelationName
    object: str


@dataclass(frozen=True, slots=True)
class GoldAlignment:
    """A lasting stance of one towards another."""

    subject: str
    object: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class GoldTime:
    """The `n`-th occurrence of `text`, resolved to days; both days are None where it can't be."""

    text: str
    earliest: str | None
    latest: str | None
    n: int = 1


@dataclass(frozen=True, slots=True)
class GoldAmount:
    """A counted quantity, and the event it belongs to."""

    text: str
    value: int | float | None
    unit: str
    approximate: bool = False
    event: str | None = None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A passage told on somebody else's word."""

    content: str
    sources: Chain
    act: Act


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A PLOVER event. `origin` is `from` in JSON; `sources` holds one chain for each telling."""

    key: str
    type: EventType
    mode: str | None
    aux: tuple[Auxiliary, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: tuple[str, ...]
    time: tuple[str, str] | None
    evidence: tuple[str, ...]
    sources: tuple[Chain, ...]
    origin: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    count: int | None = None
    context: tuple[str, ...] = ()

    def participants(self) -> Iterator[tuple[str, str]]:
        """(role, entity key) of everyone and every place that takes part."""
        for role in ("actor", "recipient", "place", "from", "also"):
            for key in self.origin if role == "from" else getattr(self, role):
                yield role, key


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report. `split` comes from the corpus' `splits.json`."""

    id: str
    text: str
    published: str | None
    publisher: str | None
    title: str | None
    entities: Mapping[str, GoldEntity]
    positions: tuple[GoldPosition, ...]
    relations: tuple[GoldRelation, ...]
    times: tuple[GoldTime, ...]
    amounts: tuple[GoldAmount, ...]
    claims: tuple[GoldClaim, ...]
    events: tuple[GoldEvent, ...]
    alignments: tuple[GoldAlignment, ...] = ()
    boilerplate: tuple[str, ...] = ()
    published_source: Literal["given", "assumed"] | None = None
    notice: str | None = None
    register: str | None = None
    topic: str | None = None
    story: str | None = None
    split: str | None = None

    @property
    def writer(self) -> str:
        """Who wrote it: what its id starts with.

        Topics are each writer's own words, so that two writers' "weather" are two topics.
        """
        return self.id.partition("-")[0]

    @property
    def group(self) -> str:
        """Reports of one group tell of the same matter and stand in one split."""
        return f"{self.writer}/{self.story or self.topic or self.id}"


@dataclass(frozen=True, slots=True)
class GoldConflict:
    """What the reports of a story say differently, by report id."""

    field: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One event told by several reports, and the independent origins of their tellings."""

    name: str
    tellings: tuple[tuple[str, str], ...]
    """(report id, event key) of each."""
    root_sources: tuple[str, ...]
    independent: int
    conflicts: tuple[GoldConflict, ...] = ()


def report_from_json(data: Json) -> GoldReport:
    """A report from its gold file's JSON. Raises `msgspec.ValidationError` naming the field that is wrong."""
    import msgspec

    entities, events = data.get("entities"), data.get("events")
    shaped = dict(data)
    if isinstance(entities, dict):
        shaped["entities"] = {k: {**e, "key": k} if isinstance(e, dict) else e for k, e in entities.items()}
    if isinstance(events, list):
        shaped["events"] = [_renamed(e, "from", "origin") for e in events]
    return msgspec.convert(shaped, GoldReport)


def report_to_json(report: GoldReport) -> Json:
    """The JSON of a report's gold file: the inverse of `report_from_json`. The split isn't part of it."""
    data: Json = asdict(report)
    data.pop("split")
    data["entities"] = {key: {k: v for k, v in e.items() if k != "key"} for key, e in data["entities"].items()}
    data["events"] = [_renamed(e, "origin", "from") for e in data["events"]]
    plain: Json = _plain(data)
    return plain


def story_from_json(data: Json) -> GoldStory:
    """A story from its JSON. Raises `msgspec.ValidationError`."""
    import msgspec

    return msgspec.convert(_renamed(_renamed(data, "story", "name"), "reports", "tellings"), GoldStory)


def story_to_json(story: GoldStory) -> Json:
    """The inverse of `story_from_json`."""
    data: Json = _plain(_renamed(_renamed(asdict(story), "name", "story"), "tellings", "reports"))
    return data


def _renamed(data: Any, old: str, new: str) -> Any:
    if not isinstance(data, dict):
        return data
    return {(new if k == old else k): v for k, v in data.items()}


def _plain(value: Any) -> Any:
    """Tuples to lists, all the way down."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value
