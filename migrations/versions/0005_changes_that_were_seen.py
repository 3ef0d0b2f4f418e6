"""When a person said that they have seen a change of their published rota."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workforce.core.db import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rota_changes") as batch_op:
        batch_op.add_column(sa.Column("seen_at", UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rota_changes") as batch_op:
        batch_op.drop_column("seen_at")
