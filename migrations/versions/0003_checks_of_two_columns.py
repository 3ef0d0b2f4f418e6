"""Two limits that the models name and no migration made: the weeks of an average, the hours of a proposal."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHECKS = (
    ("organisations", "averaging_weeks", "averaging_weeks BETWEEN 1 AND 52"),
    ("proposals", "week_min", "week_min BETWEEN 1 AND 10080"),
)


def upgrade() -> None:
    for table, name, condition in CHECKS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_check_constraint(name, condition)


def downgrade() -> None:
    for table, name, _condition in CHECKS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(name, type_="check")
