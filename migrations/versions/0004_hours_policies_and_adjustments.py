"""How employers count hours, what leads put right, and on how many days a week somebody works in a team."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workforce.core import db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hours_adjustments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by_account_id", sa.Integer(), nullable=True),
        sa.Column("reversed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("reversed_by_account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "minutes <> 0 AND abs(minutes) <= 60000", name=op.f("ck_hours_adjustments_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_account_id"], ["accounts.id"], name=op.f("fk_hours_adjustments_made_by_account_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_hours_adjustments_person_id")),
        sa.ForeignKeyConstraint(
            ["reversed_by_account_id"],
            ["accounts.id"],
            name=op.f("fk_hours_adjustments_reversed_by_account_id"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_hours_adjustments_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_adjustments")),
    )
    with op.batch_alter_table("hours_adjustments") as batch_op:
        batch_op.create_index(batch_op.f("ix_hours_adjustments_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_hours_adjustments_team_id_person_id", ["team_id", "person_id"], unique=False
        )

    op.create_table(
        "hours_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column(
            "leave_credit",
            sa.Enum(
                "working_days",
                "calendar_days",
                name="leavecredit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "bank_holidays",
            sa.Enum(
                "credited",
                "in_leave",
                name="bankholidays",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("carried_most_percent", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("set_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("set_by_account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "carried_most_percent BETWEEN 0 AND 100", name=op.f("ck_hours_policies_carried_most_percent")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_hours_policies_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_account_id"], ["accounts.id"], name=op.f("fk_hours_policies_set_by_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_policies")),
        sa.UniqueConstraint(
            "organisation_id", "valid_from", name=op.f("uq_hours_policies_organisation_id_valid_from")
        ),
    )
    with op.batch_alter_table("team_members") as batch_op:
        batch_op.add_column(sa.Column("days_a_week", sa.Integer(), nullable=True))
        batch_op.create_check_constraint("days_a_week", "days_a_week BETWEEN 1 AND 7")


def downgrade() -> None:
    with op.batch_alter_table("team_members") as batch_op:
        batch_op.drop_constraint("days_a_week", type_="check")
        batch_op.drop_column("days_a_week")

    op.drop_table("hours_policies")
    with op.batch_alter_table("hours_adjustments") as batch_op:
        batch_op.drop_index("ix_hours_adjustments_team_id_person_id")
        batch_op.drop_index(batch_op.f("ix_hours_adjustments_person_id"))

    op.drop_table("hours_adjustments")
