"""Indexes in the order of lists, so that a page is read and not sorted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add indexes; the one on a story's day alone is part of a new one."""
    op.drop_index("ix_story_newest", table_name="story")
    op.drop_index("ix_story_shown", table_name="story")
    for name, table, columns in (
        ("ix_story_shown", "story", ["hidden", "type", "certainty", "aux", "mode", "conflicts", "latest", "earliest"]),
        ("ix_story_hidden_newest", "story", ["hidden", "newest"]),
        ("ix_story_hidden_reports", "story", ["hidden", "reports", "newest"]),
        ("ix_story_hidden_origins", "story", ["hidden", "origins"]),
        ("ix_actor_into_stories", "actor", ["into", "stories", "reports"]),
        ("ix_actor_into_sayings", "actor", ["into", "sayings", "reports"]),
        ("ix_story_actor_role_actor_story", "story_actor", ["role", "actor", "story"]),
    ):
        op.create_index(name, table, columns, unique=False)
    op.create_index("ix_report_day", "report", [sa.text("coalesce(published, '')"), "pk"], unique=False)
