"""Times away may end on the next morning or at midnight, and a team says whether the night before leave is worked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BOTH = "(starts IS NULL) = (ends IS NULL)"
_BEFORE = f"{_BOTH} AND (starts IS NULL OR starts < ends)"
_OVER_MIDNIGHT = f"{_BOTH} AND (starts IS NULL OR starts <> ends)"
_TO_MIDNIGHT = f"{_OVER_MIDNIGHT} AND (starts IS NULL OR starts < ends OR ends < '00:00:01')"
_ONE_DAY = "(starts IS NULL OR first_on = last_on)"
#: Table, name of the check, what it says now and what it said before.
CHECKS = (
    ("unavailabilities", "part_of_a_day", _OVER_MIDNIGHT, _BEFORE),
    ("leaves", "part_of_one_day", f"{_TO_MIDNIGHT} AND {_ONE_DAY}", f"{_BEFORE} AND {_ONE_DAY}"),
)


def upgrade() -> None:
    for table, name, condition, _ in CHECKS:
        _replace(table, name, condition)
    op.create_table(
        "leave_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("nights_before", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_leave_settings_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_settings")),
        sa.UniqueConstraint("team_id", name=op.f("uq_leave_settings_team_id")),
    )


def downgrade() -> None:
    op.drop_table("leave_settings")
    op.execute("DELETE FROM unavailabilities WHERE ends <= starts")
    op.execute("DELETE FROM leaves WHERE ends <= starts")
    for table, name, _, condition in CHECKS:
        _replace(table, name, condition)


def _replace(table: str, name: str, condition: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, condition)
