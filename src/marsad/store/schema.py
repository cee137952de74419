"""The tables. What reports say and what people decided is kept for good; the rest is derived and can be rebuilt.

Kept: `report`, `version` (texts and records), `judgement`. Derived from them by `resolution`: `entity`, `actor`,
`account`, `story` and their indexes. A column of packed bytes holds the JSON of a model type (see `packing`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from .packing import line

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Line(TypeDecorator[str]):
    """Text in a form that every database takes."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return line(value)


def _pk() -> Column[int]:
    return Column("pk", Integer, primary_key=True, autoincrement=True)


desk = Table("desk", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

report = Table(
    "report",
    metadata,
    _pk(),
    Column("id", Line, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("url", Line, index=True),
    Column("title", Line),
    Column("publisher", Line),
    Column("published", String, index=True),
    Column("published_by", String),
    Column("added", String, nullable=False),
    Column("source", Line, nullable=False),
    Column("words", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("analyser", String, index=True),
    Column("copy_of", Line),
)
"""One row a report, with what its current version says. Without `analyser` it is yet to be analysed."""

version = Table(
    "version",
    metadata,
    _pk(),
    Column("report", Line, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", String, nullable=False, index=True),
    Column("text", LargeBinary, nullable=False),
    Column("record", LargeBinary),
    Column("url", Line),
    Column("title", Line),
    Column("publisher", Line),
    Column("published", String),
    Column("published_by", String),
    Column("added", String, nullable=False),
    Column("source", Line, nullable=False),
    Column("analyser", String),
    UniqueConstraint("report", "number"),
)
"""Every text that a report ever had, with its record. `digest` is the SHA-256 of the text."""

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("left", Line, nullable=False, index=True),
    Column("right", Line, index=True),
    Column("by", Line, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("score", Float),
    Column("reasons", LargeBinary),
    Column("field", String),
    Column("value", Line),
    Column("note", Line),
    Column("undoes", Integer, index=True),
    Column("anchor", LargeBinary),
    Column("right_anchor", LargeBinary),
)
"""Who decided what and when. Rows are added, never changed."""

target = Table(
    "target",
    metadata,
    Column("number", Integer, ForeignKey("judgement.number"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("was", Line, nullable=False),
    Column("now", Line, index=True),
    Column("active", Boolean, nullable=False),
)
"""What a person's judgement points at after the newest analysis (`now` is null if it is gone); inactive: undone."""

entity = Table(
    "entity",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False),
    Column("entity", String, nullable=False),
    Column("type", String, nullable=False),
    Column("name", Line, nullable=False),
    Column("published", String),
    Column("base", Integer, nullable=False, index=True),
    Column("actor", Integer, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("score", Float),
    UniqueConstraint("report", "entity"),
    Index("ix_entity_actor_published", "actor", "published"),
)
"""An entity of a report. `base` is the actor that it was assigned to, `actor` the one that this is now part of."""

actor = Table(
    "actor",
    metadata,
    _pk(),
    Column("id", String, nullable=False, unique=True),
    Column("founder", Line, nullable=False),
    Column("into", Integer, index=True),
    Column("type", String, nullable=False),
    Column("name", Line, nullable=False),
    Column("name_en", Line),
    Column("country", String),
    Column("sector", String, nullable=False),
    Column("wikidata", String, index=True),
    Column("geonames", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("reports", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("sayings", Integer, nullable=False),
    Column("first_seen", String),
    Column("last_seen", String),
    Column("facts", LargeBinary, nullable=False),
    Index("ix_actor_type_stories", "type", "stories"),
)
"""An actor. One that people merged into another keeps its row, so that its id still leads on (`into`)."""

actor_key = Table(
    "actor_key",
    metadata,
    Column("key", Line, primary_key=True),
    Column("actor", Integer, primary_key=True, index=True),
)

text_key = Table(
    "text_key",
    metadata,
    Column("key", String, primary_key=True),
    Column("report", Integer, primary_key=True, index=True),
)

account = Table(
    "account",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False),
    Column("event", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("published", String),
    Column("base", Integer, nullable=False, index=True),
    Column("story", Integer, nullable=False, index=True),
    Column("doubt", Float, nullable=False),
    Column("decision", String),
    Column("counts", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("report", "event"),
    Index("ix_account_decision_doubt", "decision", "doubt"),
)
"""A report's telling of an event. `counts` marks those with a count, which can be audited."""

story = Table(
    "story",
    metadata,
    _pk(),
    Column("id", String, nullable=False, unique=True),
    Column("founder", Line, nullable=False),
    Column("into", Integer, index=True),
    Column("hidden", Boolean, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("mode", String),
    Column("aux", String, nullable=False),
    Column("earliest", String),
    Column("latest", String, index=True),
    Column("certainty", String, nullable=False, index=True),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("newest", String, nullable=False, index=True),
    Column("line", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A story in sum. `hidden`: merged into another, or every telling was rejected. `body` holds origins and conflicts."""

story_key = Table(
    "story_key",
    metadata,
    Column("key", Line, primary_key=True),
    Column("story", Integer, primary_key=True, index=True),
)

story_actor = Table(
    "story_actor",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("role", String, primary_key=True),
    Column("actor", Integer, primary_key=True),
    Column("country", String),
    Column("located", Boolean, nullable=False),
    Index("ix_story_actor_actor_story", "actor", "story"),
    Index("ix_story_actor_country_story", "country", "story"),
)

story_source = Table(
    "story_source",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("source", Line, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Line, nullable=False),
    Index("ix_story_source_source_story", "source", "story"),
)
"""Who tells a story: publishers by folded name (`kind` publisher), and all in the chains by actor id (hop)."""

tie = Table(
    "tie",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("left", Integer, nullable=False, index=True),
    Column("right", Integer, index=True),
    Column("detail", Line),
    Column("published", String),
)
"""What a report says of two actors beside events: relations, stances, offices (`detail` is the title), quotation."""

saying = Table(
    "saying",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False, index=True),
    Column("attribution", String, nullable=False),
    Column("actor", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("act", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Line, nullable=False),
    Column("published", String),
    Column("publisher", Line),
    Index("ix_saying_actor_published", "actor", "published"),
)
"""A claim that passed through an actor: as its origin, as a relay, or as the outlet that tells it."""

SEARCHED = ("report", "account", "actor")
"""Tables with an index of words beside them (`report_words` …), whose row number is the table's `pk`."""
DERIVED = (
    saying, tie, story_source, story_actor, story_key, account, story, text_key, entity, actor_key,
    actor,
)  # fmt: skip
"""Tables that `resolution` fills, in an order in which they can be emptied."""
