"""Tellings that count something are found in the order of audits, without a look at all others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_account_counts_day", "account", ["counts", sa.text("coalesce(published, '')"), "pk"])
