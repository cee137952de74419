"""The desk as flat tables: what the spreadsheet formats, the data package and the data frames share.

`events` has one row for each account, that is for each report's telling of an event, with everything in it;
the other tables hold the same with one value a cell, and stories, origins, conflicts and actors beside it.
Days are local days (ISO dates), offsets code points of the report's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from marsad.model.actor import ActorLine
from marsad.model.plover import QUAD_CLASS
from marsad.model.story import Account, Origin, Participant, Story

from .reading import Options, Readable, reference

Kind = Literal["text", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | None | tuple[str | None, ...]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`many` columns hold a tuple of values; `means` is one English sentence for people who open the table."""

    name: str
    means: str
    kind: Kind = "text"
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table and how a story (or, for `actors`, an actor) fills it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Story], Iterator[Row]] | None

    def index(self, column: str) -> int:
        """The place of a column. Raises `ValueError` where there is none."""
        return [c.name for c in self.columns].index(column)


def columns(*described: str) -> tuple[Column, ...]:
    """Columns from lines of the form `name[:kind][*] = meaning`; `*` marks several values.

    >>> columns("aux* = auxiliary modes", "count:integer = how many times")[0].many
    True
    """
    made = []
    for line in described:
        name, _, means = line.partition(" = ")
        many = name.endswith("*")
        name, _, kind = name.removesuffix("*").partition(":")
        made.append(Column(name, means, kind or "text", many))  # type: ignore[arg-type]
    return tuple(made)


_ACCOUNT = (
    "story = id of the story",
    "event = the telling: report id and event id",
)

EVENT_COLUMNS = columns(
    *_ACCOUNT,
    "report = id of the report",
    "type = PLOVER event type",
    "mode = PLOVER mode",
    "aux* = auxiliary modes: historical, future, hypothetical, negation; such an event is not told as done",
    "quad_class = verbal or material, cooperation or conflict",
    "actor* = who acts, as the desk names it",
    "actor_en* = English names, in the order of actor",
    "actor_id* = ids, in the order of actor",
    "actor_country* = ISO 3166 alpha-3 or IGO, in the order of actor",
    "recipient* = who it is done to",
    "recipient_en* = English names, in the order of recipient",
    "recipient_id* = ids, in the order of recipient",
    "recipient_country* = ISO 3166 alpha-3 or IGO, in the order of recipient",
    "place* = where; the destination of a movement",
    "place_en* = English names, in the order of place",
    "place_id* = ids, in the order of place",
    "place_country* = ISO 3166 alpha-3, in the order of place",
    "latitude:number = of the first place that has coordinates, degrees north",
    "longitude:number = of the same place, degrees east",
    "from* = where a movement starts",
    "from_en* = English names, in the order of from",
    "from_id* = ids, in the order of from",
    "from_country* = ISO 3166 alpha-3, in the order of from",
    "from_latitude:number = of the first start that has coordinates, degrees north",
    "from_longitude:number = of the same place, degrees east",
    "earliest:date = first local day on which it may have happened",
    "latest:date = last local day on which it may have happened",
    "granularity = how exactly the report says when",
    "count:integer = how many times, where the report counts",
    "amounts* = the report's words for numbers told with it",
    "evidence* = the report's words that tell it, piece by piece",
    "evidence_at* = START-END of each piece in the report's text",
    "chain* = on whose word the report tells it, nearest first; empty in its own voice",
    "chain_id* = ids, in the order of chain",
    "act = how it is said: say, claim, deny, ...",
    "cue* = the report's words that say so",
    "cue_at* = START-END of each cue",
    "distance = sceptical or scare-quoted, where the report keeps its distance",
    "origin = where this word comes from in the end",
    "origin_en = its English name",
    "origin_id = its actor id",
    "origin_kind = named, anonymous or outlet",
    "origin_why = why it counts as this origin",
    "title = headline of the report",
    "publisher = outlet of the report",
    "published:date = day of publication",
    "url = where the report was read",
    "copy_of = id of the report that this one reprints",
    "confidence:number = 0 to 1, where the analysis isn't sure",
    "decision = what an analyst said last: accepted, rejected, corrected",
    "certainty = of the whole story: corroborated, single-origin, anonymous, denied",
    "story_reports:integer = reports that tell the story",
    "story_origins:integer = independent origins of the story",
    "story_conflicts* = what the story's accounts disagree on",
)


def event_rows(story: Story) -> Iterator[Row]:
    """A row for each account of the story."""
    origins = origins_by_account(story)
    line = story.line
    for a in story.accounts:
        origin = origins.get(reference(a))
        yield (
            line.id, reference(a), a.report, a.type, a.mode, a.aux, QUAD_CLASS[a.type],
            *_role(a.actor), *_role(a.recipient), *_role(a.place), *where(a.place), *_role(a.origin), *where(a.origin),
            a.earliest, a.latest, a.granularity, a.count, tuple(n.exact for n in a.amounts),
            tuple(q.exact for q in a.evidence), tuple(f"{q.start}-{q.end}" for q in a.evidence),
            tuple(h.name for h in a.chain), tuple(h.actor for h in a.chain),
            a.act, tuple(q.exact for q in a.cue), tuple(f"{q.start}-{q.end}" for q in a.cue), a.distance,
            *((origin.name, origin.name_en, origin.actor, origin.kind, origin.why) if origin else (None,) * 5),
            a.title, a.publisher, a.published, a.url, a.copy_of, a.confidence, a.decision,
            line.certainty, line.reports, line.origins, line.conflicts,
        )  # fmt: skip


def origins_by_account(story: Story) -> dict[str, Origin]:
    """The origin of each account, by reference."""
    return {ref: origin for origin in reversed(story.origins) for ref in origin.accounts}


def _role(who: tuple[Participant, ...]) -> tuple[Value, Value, Value, Value]:
    return (
        tuple(p.name for p in who),
        tuple(p.name_en for p in who),
        tuple(p.actor for p in who),
        tuple(p.country for p in who),
    )


def where(places: Iterable[Participant]) -> tuple[float | None, float | None]:
    """Latitude and longitude of the first place that has them."""
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None, None


PARTICIPANT_COLUMNS = columns(
    *_ACCOUNT,
    "role = actor, recipient, place or from",
    "number:integer = its place among those of this role, from 1",
    "actor_id = desk-wide id",
    "entity = id in the report",
    "name = as the desk names it",
    "name_en = English name",
    "kind = person, organization, place, group or asset",
    "country = ISO 3166 alpha-3 or IGO",
    "latitude:number = degrees north",
    "longitude:number = degrees east",
)


def roles(account: Account) -> Iterator[tuple[str, tuple[Participant, ...]]]:
    """The participants by role, `from` named as the record's JSON names it."""
    yield "actor", account.actor
    yield "recipient", account.recipient
    yield "place", account.place
    yield "from", account.origin


def _participant_rows(story: Story) -> Iterator[Row]:
    for a in story.accounts:
        for role, who in roles(a):
            for number, p in enumerate(who, 1):
                yield (
                    story.line.id, reference(a), role, number, p.actor, p.entity, p.name, p.name_en, p.type,
                    p.country, p.latitude, p.longitude,
                )  # fmt: skip


CHAIN_COLUMNS = columns(
    *_ACCOUNT,
    "position:integer = place in the chain, 1 is nearest to the report",
    "actor_id = desk-wide id of the source",
    "entity = id in the report",
    "name = as the desk names it",
    "name_en = English name",
    "kind = person, organization, place, group or asset",
    "named:boolean = false for sources that are only described",
    "body_id = desk-wide id of the body that it speaks for",
    "body = name of that body",
)


def _chain_rows(story: Story) -> Iterator[Row]:
    for a in story.accounts:
        for position, h in enumerate(a.chain, 1):
            yield (
                story.line.id, reference(a), position, h.actor, h.entity, h.name, h.name_en, h.type, h.named,
                h.body, h.body_name,
            )  # fmt: skip


QUOTE_COLUMNS = columns(
    *_ACCOUNT,
    "report = id of the report",
    "use = evidence or cue",
    "number:integer = its place among those of this use, from 1",
    "start:integer = first code point in the report's text",
    "end:integer = code point behind the last",
    "exact = the words",
)


def _quote_rows(story: Story) -> Iterator[Row]:
    for a in story.accounts:
        for use, quotes in (("evidence", a.evidence), ("cue", a.cue)):
            for number, q in enumerate(quotes, 1):
                yield story.line.id, reference(a), a.report, use, number, q.start, q.end, q.exact


AMOUNT_COLUMNS = columns(
    *_ACCOUNT,
    "number:integer = its place, from 1",
    "value:number = empty where the words name none",
    "unit = what is counted",
    "approximate:boolean = the report says about",
    "start:integer = first code point in the report's text",
    "end:integer = code point behind the last",
    "exact = the words",
)


def _amount_rows(story: Story) -> Iterator[Row]:
    for a in story.accounts:
        for number, n in enumerate(a.amounts, 1):
            yield story.line.id, reference(a), number, n.value, n.unit, n.approximate, n.start, n.end, n.exact


STORY_COLUMNS = columns(
    "story = id of the story",
    "type = PLOVER event type",
    "mode = PLOVER mode",
    "aux* = auxiliary modes",
    "actor* = who acts",
    "recipient* = who it is done to",
    "place* = where; the destination of a movement",
    "from* = where a movement starts",
    "earliest:date = first local day on which it may have happened",
    "latest:date = last local day on which it may have happened",
    "granularity = how exactly that is known",
    "count:integer = how many times",
    "summary = the shortest telling in the words of a report",
    "reports:integer = reports that tell it",
    "outlets:integer = outlets that tell it",
    "origins:integer = independent origins of the word",
    "anonymous:integer = anonymous origins, counted apart",
    "certainty = corroborated, single-origin, anonymous or denied",
    "conflicts* = what the accounts disagree on",
    "first_published:date = day of the first report",
    "last_published:date = day of the last report",
)


def _story_rows(story: Story) -> Iterator[Row]:
    s = story.line
    names = (tuple(p.name for p in who) for who in (s.actor, s.recipient, s.place, s.origin))
    yield (
        s.id, s.type, s.mode, s.aux, *names, s.earliest, s.latest, s.granularity, s.count, s.summary, s.reports,
        s.outlets, s.origins, s.anonymous, s.certainty, s.conflicts, s.first_published, s.last_published,
    )  # fmt: skip


ORIGIN_COLUMNS = columns(
    "story = id of the story",
    "number:integer = its place among the story's origins, from 1",
    "actor_id = desk-wide id",
    "name = as the desk names it",
    "name_en = English name",
    "kind = named, anonymous or outlet",
    "code = chain-end, own-word, reprint or unnamed",
    "why = why its tellings count as one",
    "denies:boolean = it denies the story",
    "events* = the tellings that come from it",
)


def _origin_rows(story: Story) -> Iterator[Row]:
    for number, o in enumerate(story.origins, 1):
        yield story.line.id, number, o.actor, o.name, o.name_en, o.kind, o.code, o.why, o.denies, o.accounts


CONFLICT_COLUMNS = columns(
    "story = id of the story",
    "field = number, day, place, participant or denial",
    "unit = of a number",
    "value = one of the versions",
    "events* = the tellings that say so",
    "first_said:date = day of the first of them",
)


def _conflict_rows(story: Story) -> Iterator[Row]:
    for c in story.conflicts:
        for v in c.values:
            yield story.line.id, c.field, c.unit, v.value, v.accounts, v.first_said


ACTOR_COLUMNS = columns(
    "actor_id = desk-wide id",
    "kind = person, organization, place, group or asset",
    "name = as the desk names it",
    "name_en = English name",
    "country = ISO 3166 alpha-3 or IGO",
    "sector* = PLOVER sectors",
    "wikidata = Wikidata id",
    "geonames:integer = GeoNames id",
    "latitude:number = degrees north",
    "longitude:number = degrees east",
    "reports:integer = reports that name it",
    "stories:integer = stories that it has a part in",
    "first_seen:date = day of the first report that names it",
    "last_seen:date = day of the last",
)


def actor_row(a: ActorLine) -> Row:
    """The row of one actor."""
    return (
        a.id, a.type, a.name, a.name_en, a.country, a.sector, a.wikidata, a.geonames, a.latitude, a.longitude,
        a.reports, a.stories, a.first_seen, a.last_seen,
    )  # fmt: skip


TABLES: Mapping[str, Table] = MappingProxyType({
    t.name: t
    for t in (
        Table("events", "Events: one row for each report's telling", EVENT_COLUMNS, event_rows),
        Table("stories", "Stories: tellings of one event, joined", STORY_COLUMNS, _story_rows),
        Table("origins", "Origins: where the word of each story comes from", ORIGIN_COLUMNS, _origin_rows),
        Table("chains", "Chains: on whose word each telling stands", CHAIN_COLUMNS, _chain_rows),
        Table("participants", "Participants of each telling", PARTICIPANT_COLUMNS, _participant_rows),
        Table("quotes", "Quotes: the words that bear each telling", QUOTE_COLUMNS, _quote_rows),
        Table("amounts", "Amounts told with each telling", AMOUNT_COLUMNS, _amount_rows),
        Table("conflicts", "Conflicts: what the accounts of a story disagree on", CONFLICT_COLUMNS, _conflict_rows),
        Table("actors", "Actors: people, organizations, places, groups and assets", ACTOR_COLUMNS, None),
    )
})  # fmt: skip
"""All tables, the one that most people want first."""


def rows(desk: Readable, table: Table, options: Options) -> Iterator[Row]:
    """The rows of one table, in the desk's fixed order. `actors` knows no filters: it has all of them."""
    if table.rows is None:
        yield from map(actor_row, desk.all_actors())
        return
    for story in desk.all_stories(options.filters):
        yield from table.rows(story)
