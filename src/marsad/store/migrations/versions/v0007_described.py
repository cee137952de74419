"""Actors say whether they have a name, so that lists can leave out those who are only described."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, filled from what is known of each actor, and indexes in the order of lists."""
    op.add_column("actor", sa.Column("described", sa.Boolean(), nullable=False, server_default=sa.false()))
    actor = sa.table(
        "actor", sa.column("pk", sa.Integer), sa.column("type"), sa.column("facts", sa.LargeBinary),
        sa.column("described", sa.Boolean),
    )  # fmt: skip
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.select(actor.c.pk, actor.c.facts)
        .where(actor.c.type.in_(("group", "asset")), actor.c.pk > last)
        .order_by(actor.c.pk)
        .limit(1000)
    ).all():
        last = rows[-1].pk
        described = [row.pk for row in rows if json.loads(bytes(row.facts)).get("described")]
        if described:
            connection.execute(sa.update(actor).where(actor.c.pk.in_(described)).values(described=True))
    op.create_index("ix_actor_named_stories", "actor", ["into", "described", "stories", "reports"], unique=False)
    op.create_index("ix_actor_named_sayings", "actor", ["into", "described", "sayings", "reports"], unique=False)
