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
    func,
    literal_column,
)
from sqlalchemy.dialects import postgresql
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


# sorted by code points on every database, so that lists and exports have one order
_STRING = String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")


class Line(TypeDecorator[str]):
    """Text in a form that every database takes."""

    impl = _STRING
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return line(value)


def _pk() -> Column[int]:
    return Column("pk", Integer, primary_key=True, autoincrement=True)


desk = Table("desk", metadata, Column("key", _STRING, primary_key=True), Column("value", _STRING, nullable=False))

report = Table(
    "report",
    metadata,
    _pk(),
    Column("id", Line, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("url", Line, index=True),
    Column("title", Line),
    Column("publisher", Line),
    Column("published", _STRING, index=True),
    Column("published_by", _STRING),
    Column("added", _STRING, nullable=False),
    Column("source", Line, nullable=False),
    Column("words", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("analyser", _STRING, index=True),
    Column("copy_of", Line),
)
"""One row a report, with what its current version says. Without `analyser` it is yet to be analysed."""
REPORT_DAY = func.coalesce(report.c.published, literal_column("''"))
"""What reports are sorted by; written without a parameter, so that databases know it for the index's."""
Index("ix_report_day", REPORT_DAY, report.c.pk)

version = Table(
    "version",
    metadata,
    _pk(),
    Column("report", Line, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", _STRING, nullable=False, index=True),
    Column("text", LargeBinary, nullable=False),
    Column("record", LargeBinary),
    Column("url", Line),
    Column("title", Line),
    Column("publisher", Line),
    Column("published", _STRING),
    Column("published_by", _STRING),
    Column("added", _STRING, nullable=False),
    Column("source", Line, nullable=False),
    Column("analyser", _STRING),
    Column("raw_sha256", _STRING),
    Column("kind", _STRING),
    Column("captured", _STRING),
    Column("note", Line),
    UniqueConstraint("report", "number"),
)
"""Every text that a report ever had, with its record.

`digest` is the SHA-256 of the text, `raw_sha256` that of the bytes it was read from.
"""

feed_entry = Table(
    "feed_entry",
    metadata,
    Column("feed", Line, primary_key=True),
    Column("key", _STRING, primary_key=True),
    Column("digest", _STRING, nullable=False),
    Column("state", _STRING, nullable=False),
    Column("report", Line),
    Column("tries", Integer, nullable=False),
    Column("message", Line),
)
"""An entry that a watched feed held; see `feeds.FeedEntry`."""

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", _STRING, nullable=False),
    Column("left", Line, nullable=False, index=True),
    Column("right", Line, index=True),
    Column("by", Line, nullable=False, index=True),
    Column("at", _STRING, nullable=False),
    Column("score", Float),
    Column("reasons", LargeBinary),
    Column("field", _STRING),
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
    Column("side", _STRING, primary_key=True),
    Column("was", Line, nullable=False),
    Column("now", Line, index=True),
    Column("active", Boolean, nullable=False),
)
"""What a person's judgement points at after the newest analysis (`now` is null if it is gone); inactive: undone."""

feed = Table(
    "feed",
    metadata,
    Column("url", Line, primary_key=True),
    Column("title", Line),
    Column("etag", Line),
    Column("modified", Line),
    Column("last_tried", _STRING),
    Column("last_ok", _STRING),
    Column("failures", Integer, nullable=False),
    Column("error", Line),
    Column("next_try", _STRING),
    Column("reports", Integer, nullable=False),
    Column("address", Line),
)
"""A watched feed: how it went last, and what the server said for the next conditional request."""

entity = Table(
    "entity",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False),
    Column("entity", _STRING, nullable=False),
    Column("type", _STRING, nullable=False),
    Column("name", Line, nullable=False),
    Column("published", _STRING),
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
    Column("id", _STRING, nullable=False, unique=True),
    Column("founder", Line, nullable=False),
    Column("into", Integer, index=True),
    Column("type", _STRING, nullable=False),
    Column("name", Line, nullable=False),
    Column("name_en", Line),
    Column("country", _STRING),
    Column("sector", _STRING, nullable=False),
    Column("wikidata", _STRING, index=True),
    Column("geonames", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("reports", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("sayings", Integer, nullable=False),
    Column("described", Boolean, nullable=False),
    Column("first_seen", _STRING),
    Column("last_seen", _STRING),
    Column("facts", LargeBinary, nullable=False),
    Index("ix_actor_type_stories", "type", "stories"),
    Index("ix_actor_into_stories", "into", "stories", "reports"),
    Index("ix_actor_into_sayings", "into", "sayings", "reports"),
    Index("ix_actor_named_stories", "into", "described", "stories", "reports"),
    Index("ix_actor_named_sayings", "into", "described", "sayings", "reports"),
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
    Column("key", _STRING, primary_key=True),
    Column("report", Integer, primary_key=True, index=True),
)

account = Table(
    "account",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False),
    Column("event", _STRING, nullable=False),
    Column("number", Integer, nullable=False),
    Column("type", _STRING, nullable=False),
    Column("published", _STRING),
    Column("base", Integer, nullable=False, index=True),
    Column("story", Integer, nullable=False, index=True),
    Column("doubt", Float, nullable=False),
    Column("decision", _STRING),
    Column("counts", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("report", "event"),
    Index("ix_account_decision_doubt", "decision", "doubt"),
)
"""A report's telling of an event. `counts` marks those with a count, which can be audited."""
ACCOUNT_DAY = func.coalesce(account.c.published, literal_column("''"))
Index("ix_account_counts_day", account.c.counts, ACCOUNT_DAY, account.c.pk)

story = Table(
    "story",
    metadata,
    _pk(),
    Column("id", _STRING, nullable=False, unique=True),
    Column("founder", Line, nullable=False),
    Column("into", Integer, index=True),
    Column("hidden", Boolean, nullable=False),
    Column("type", _STRING, nullable=False, index=True),
    Column("mode", _STRING),
    Column("aux", _STRING, nullable=False),
    Column("earliest", _STRING),
    Column("latest", _STRING, index=True),
    Column("certainty", _STRING, nullable=False, index=True),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("newest", _STRING, nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # all that filters and facets ask for: a count needn't read a line or body
    # and what lists are sorted by
    Index("ix_story_hidden_newest", "hidden", "newest"),
    Index("ix_story_hidden_reports", "hidden", "reports", "newest"),
    Index("ix_story_hidden_origins", "hidden", "origins"),
    Index("ix_story_shown", "hidden", "type", "certainty", "aux", "mode", "conflicts", "latest", "earliest"),
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
    Column("role", _STRING, primary_key=True),
    Column("actor", Integer, primary_key=True),
    Column("country", _STRING),
    Column("located", Boolean, nullable=False),
    Index("ix_story_actor_actor_story", "actor", "story"),
    Index("ix_story_actor_role_actor_story", "role", "actor", "story"),
    Index("ix_story_actor_country_story", "country", "story"),
)

story_source = Table(
    "story_source",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("source", Line, primary_key=True),
    Column("kind", _STRING, nullable=False),
    Column("name", Line, nullable=False),
    Index("ix_story_source_source_story", "source", "story"),
    Index("ix_story_source_named", "kind", "source", "name"),
)
"""Who tells a story: publishers by folded name (`kind` publisher), and all in the chains by actor id (hop)."""

tie = Table(
    "tie",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False, index=True),
    Column("kind", _STRING, nullable=False),
    Column("left", Integer, nullable=False, index=True),
    Column("right", Integer, index=True),
    Column("detail", Line),
    Column("published", _STRING),
)
"""What a report says of two actors beside events: relations, stances, offices (`detail` is the title), quotation."""

saying = Table(
    "saying",
    metadata,
    _pk(),
    Column("report", Integer, ForeignKey("report.pk"), nullable=False, index=True),
    Column("attribution", _STRING, nullable=False),
    Column("actor", Integer, nullable=False),
    Column("role", _STRING, nullable=False),
    Column("act", _STRING, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Line, nullable=False),
    Column("published", _STRING),
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
