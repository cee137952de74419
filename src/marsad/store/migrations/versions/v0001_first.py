"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STRING = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
"""Sorted by code points on every database."""
SEARCHED = ("report", "account", "actor")


def upgrade() -> None:
    """Make all tables, and the indexes of words of each kind of database."""
    op.create_table(
        "actor",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", STRING, nullable=False),
        sa.Column("founder", STRING, nullable=False),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.Column("type", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("name_en", STRING, nullable=True),
        sa.Column("country", STRING, nullable=True),
        sa.Column("sector", STRING, nullable=False),
        sa.Column("wikidata", STRING, nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("sayings", sa.Integer(), nullable=False),
        sa.Column("first_seen", STRING, nullable=True),
        sa.Column("last_seen", STRING, nullable=True),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_actor")),
        sa.UniqueConstraint("id", name=op.f("uq_actor_id")),
    )
    op.create_index(op.f("ix_actor_into"), "actor", ["into"], unique=False)
    op.create_index("ix_actor_type_stories", "actor", ["type", "stories"], unique=False)
    op.create_index(op.f("ix_actor_wikidata"), "actor", ["wikidata"], unique=False)
    op.create_table(
        "actor_key",
        sa.Column("key", STRING, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "actor", name=op.f("pk_actor_key")),
    )
    op.create_index(op.f("ix_actor_key_actor"), "actor_key", ["actor"], unique=False)
    op.create_table(
        "desk",
        sa.Column("key", STRING, nullable=False),
        sa.Column("value", STRING, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_desk")),
    )
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("left", STRING, nullable=False),
        sa.Column("right", STRING, nullable=True),
        sa.Column("by", STRING, nullable=False),
        sa.Column("at", STRING, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=True),
        sa.Column("field", STRING, nullable=True),
        sa.Column("value", STRING, nullable=True),
        sa.Column("note", STRING, nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("anchor", sa.LargeBinary(), nullable=True),
        sa.Column("right_anchor", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_by"), "judgement", ["by"], unique=False)
    op.create_index(op.f("ix_judgement_left"), "judgement", ["left"], unique=False)
    op.create_index(op.f("ix_judgement_right"), "judgement", ["right"], unique=False)
    op.create_index(op.f("ix_judgement_undoes"), "judgement", ["undoes"], unique=False)
    op.create_table(
        "report",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", STRING, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("url", STRING, nullable=True),
        sa.Column("title", STRING, nullable=True),
        sa.Column("publisher", STRING, nullable=True),
        sa.Column("published", STRING, nullable=True),
        sa.Column("published_by", STRING, nullable=True),
        sa.Column("added", STRING, nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("analyser", STRING, nullable=True),
        sa.Column("copy_of", STRING, nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_report")),
        sa.UniqueConstraint("id", name=op.f("uq_report_id")),
    )
    op.create_index(op.f("ix_report_analyser"), "report", ["analyser"], unique=False)
    op.create_index(op.f("ix_report_published"), "report", ["published"], unique=False)
    op.create_index(op.f("ix_report_url"), "report", ["url"], unique=False)
    op.create_table(
        "story",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", STRING, nullable=False),
        sa.Column("founder", STRING, nullable=False),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("mode", STRING, nullable=True),
        sa.Column("aux", STRING, nullable=False),
        sa.Column("earliest", STRING, nullable=True),
        sa.Column("latest", STRING, nullable=True),
        sa.Column("certainty", STRING, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("newest", STRING, nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_story")),
        sa.UniqueConstraint("id", name=op.f("uq_story_id")),
    )
    op.create_index(op.f("ix_story_certainty"), "story", ["certainty"], unique=False)
    op.create_index(op.f("ix_story_into"), "story", ["into"], unique=False)
    op.create_index(op.f("ix_story_latest"), "story", ["latest"], unique=False)
    op.create_index(op.f("ix_story_newest"), "story", ["newest"], unique=False)
    op.create_index(op.f("ix_story_type"), "story", ["type"], unique=False)
    op.create_table(
        "story_actor",
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("role", STRING, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("country", STRING, nullable=True),
        sa.Column("located", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("story", "role", "actor", name=op.f("pk_story_actor")),
    )
    op.create_index("ix_story_actor_actor_story", "story_actor", ["actor", "story"], unique=False)
    op.create_index("ix_story_actor_country_story", "story_actor", ["country", "story"], unique=False)
    op.create_table(
        "story_key",
        sa.Column("key", STRING, nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "story", name=op.f("pk_story_key")),
    )
    op.create_index(op.f("ix_story_key_story"), "story_key", ["story"], unique=False)
    op.create_table(
        "story_source",
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.PrimaryKeyConstraint("story", "source", name=op.f("pk_story_source")),
    )
    op.create_index("ix_story_source_source_story", "story_source", ["source", "story"], unique=False)
    op.create_table(
        "text_key",
        sa.Column("key", STRING, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "report", name=op.f("pk_text_key")),
    )
    op.create_index(op.f("ix_text_key_report"), "text_key", ["report"], unique=False)
    op.create_table(
        "account",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("event", STRING, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("published", STRING, nullable=True),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.Column("decision", STRING, nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.pk"], name=op.f("fk_account_report")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_account")),
        sa.UniqueConstraint("report", "event", name=op.f("uq_account_report_event")),
    )
    op.create_index(op.f("ix_account_base"), "account", ["base"], unique=False)
    op.create_index("ix_account_decision_doubt", "account", ["decision", "doubt"], unique=False)
    op.create_index(op.f("ix_account_story"), "account", ["story"], unique=False)
    op.create_table(
        "entity",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("entity", STRING, nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("published", STRING, nullable=True),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.pk"], name=op.f("fk_entity_report")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_entity")),
        sa.UniqueConstraint("report", "entity", name=op.f("uq_entity_report_entity")),
    )
    op.create_index("ix_entity_actor_published", "entity", ["actor", "published"], unique=False)
    op.create_index(op.f("ix_entity_base"), "entity", ["base"], unique=False)
    op.create_table(
        "saying",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("attribution", STRING, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("role", STRING, nullable=False),
        sa.Column("act", STRING, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", STRING, nullable=False),
        sa.Column("published", STRING, nullable=True),
        sa.Column("publisher", STRING, nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.pk"], name=op.f("fk_saying_report")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_saying")),
    )
    op.create_index("ix_saying_actor_published", "saying", ["actor", "published"], unique=False)
    op.create_index(op.f("ix_saying_report"), "saying", ["report"], unique=False)
    op.create_table(
        "target",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", STRING, nullable=False),
        sa.Column("was", STRING, nullable=False),
        sa.Column("now", STRING, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["judgement.number"], name=op.f("fk_target_number")),
        sa.PrimaryKeyConstraint("number", "side", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_now"), "target", ["now"], unique=False)
    op.create_table(
        "tie",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=True),
        sa.Column("detail", STRING, nullable=True),
        sa.Column("published", STRING, nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.pk"], name=op.f("fk_tie_report")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_left"), "tie", ["left"], unique=False)
    op.create_index(op.f("ix_tie_report"), "tie", ["report"], unique=False)
    op.create_index(op.f("ix_tie_right"), "tie", ["right"], unique=False)
    op.create_table(
        "version",
        sa.Column("pk", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", STRING, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", STRING, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.Column("url", STRING, nullable=True),
        sa.Column("title", STRING, nullable=True),
        sa.Column("publisher", STRING, nullable=True),
        sa.Column("published", STRING, nullable=True),
        sa.Column("published_by", STRING, nullable=True),
        sa.Column("added", STRING, nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("analyser", STRING, nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name=op.f("fk_version_report")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_version")),
        sa.UniqueConstraint("report", "number", name=op.f("uq_version_report_number")),
    )
    op.create_index(op.f("ix_version_digest"), "version", ["digest"], unique=False)
    for name in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            options = "tokenize='unicode61 remove_diacritics 0', detail='column'"
            op.execute(f"CREATE VIRTUAL TABLE {name}_words USING fts5(terms, {options})")
        else:
            op.execute(f"CREATE TABLE {name}_words (rowid bigint PRIMARY KEY, terms tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name}_words ON {name}_words USING gin (terms)")
