"""Indexes that hold all that filters and facets of stories ask for, so that no story's body is read to count it."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two indexes."""
    columns = ["type", "certainty", "aux", "hidden", "mode", "conflicts", "latest", "earliest"]
    op.create_index("ix_story_shown", "story", columns, unique=False)
    op.create_index("ix_story_source_named", "story_source", ["kind", "source", "name"], unique=False)
