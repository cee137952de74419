"""Watched feeds, and where each text came from: hash of the raw bytes, kind, time of capture, a remark."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STRING = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table and four columns; what a desk holds stays as it is."""
    op.create_table(
        "feed",
        sa.Column("url", STRING, nullable=False),
        sa.Column("title", STRING, nullable=True),
        sa.Column("etag", STRING, nullable=True),
        sa.Column("modified", STRING, nullable=True),
        sa.Column("last_tried", STRING, nullable=True),
        sa.Column("last_ok", STRING, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", STRING, nullable=True),
        sa.Column("next_try", STRING, nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feed")),
    )
    for name in ("raw_sha256", "kind", "captured", "note"):
        op.add_column("version", sa.Column(name, STRING, nullable=True))
