"""A contract has at most 60 hours a week, and days are of the years that forms take."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Checks of minutes a week: table, name, the new condition and the one it takes the place of, if any.
HOURS = (
    ("employments", "week_min", "week_min BETWEEN 0 AND 3600", "week_min BETWEEN 0 AND 10080"),
    ("team_members", "week_min", "week_min BETWEEN 0 AND 3600", "week_min BETWEEN 0 AND 10080"),
    ("proposals", "week_min", "week_min BETWEEN 1 AND 3600", "week_min BETWEEN 1 AND 10080"),
    ("apprenticeships", "week_min", "week_min BETWEEN 60 AND 3600", "week_min BETWEEN 60 AND 10080"),
    ("vacancy_placements", "hours_in_a_week", "hours_to_min <= 3600", "hours_to_min <= 10080"),
    ("organisations", "full_time_week_min", "full_time_week_min BETWEEN 60 AND 3600", None),
)
DAYS = (
    ("people", "born_on"),
    ("employments", "started_on"),
    ("history_entries", "started_on"),
    ("team_members", "joined_on"),
    ("placements", "starts_on"),
    ("training_records", "completed_on"),
    ("apprenticeships", "started_on"),
    ("rotas", "starts_on"),
    ("leaves", "first_on"),
    ("unavailabilities", "first_on"),
)


def _within(column: str) -> str:
    return f"{column} BETWEEN '1900-01-01' AND '2199-12-31'"


def _refuse_what_does_not_fit() -> None:
    """Stop before anything is changed if there are rows that a check would refuse, and say which."""
    checks = [(table, condition) for table, _, condition, _ in HOURS]
    checks += [(table, _within(column)) for table, column in DAYS]
    wrong = []
    for table, condition in checks:
        rows = op.get_bind().scalars(sa.text(f"SELECT id FROM {table} WHERE NOT ({condition}) ORDER BY id"))
        wrong += [f"{table} {', '.join(map(str, ids))}: {condition}" for ids in [rows.all()] if ids]
    if wrong:
        raise ValueError("Correct these rows, by their id, before the upgrade. " + "; ".join(wrong))


def upgrade() -> None:
    _refuse_what_does_not_fit()
    for table, name, condition, before in HOURS:
        with op.batch_alter_table(table) as batch_op:
            if before:
                batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, condition)
    for table, column in DAYS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_check_constraint(f"{column}_within", _within(column))


def downgrade() -> None:
    for table, column in DAYS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(f"{column}_within", type_="check")
    for table, name, _condition, before in HOURS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(name, type_="check")
            if before:
                batch_op.create_check_constraint(name, before)
