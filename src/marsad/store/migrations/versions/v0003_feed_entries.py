"""What became of each entry of a watched feed, and where a feed moved to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STRING = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table and a column; what a desk holds stays as it is."""
    op.add_column("feed", sa.Column("address", STRING, nullable=True))
    op.create_table(
        "feed_entry",
        sa.Column("feed", STRING, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("digest", STRING, nullable=False),
        sa.Column("state", STRING, nullable=False),
        sa.Column("report", STRING, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("message", STRING, nullable=True),
        sa.PrimaryKeyConstraint("feed", "key", name=op.f("pk_feed_entry")),
    )
