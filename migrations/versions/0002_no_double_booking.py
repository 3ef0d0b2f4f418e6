"""No double booking: the database refuses two bookings of one person at the same time."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OVERLAP = """
    SELECT RAISE(ABORT, 'bookings_two_days_at_most')
    WHERE julianday(NEW.ends_at) - julianday(NEW.starts_at) > 2;
    SELECT RAISE(ABORT, 'bookings_no_double_booking')
    WHERE EXISTS (
        SELECT 1 FROM bookings other
        WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
          AND other.ends_at > NEW.starts_at AND other.starts_at < NEW.ends_at
          -- No booking lasts longer than two days, so that the search stays within the index.
          AND other.starts_at > datetime(NEW.starts_at, '-2 days')
    );
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # int4range stands in for equality, so that no extension has to be installed.
        op.execute(
            "ALTER TABLE bookings ADD CONSTRAINT bookings_no_double_booking EXCLUDE USING gist ("
            "int4range(person_id, person_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)"
        )
        op.execute(
            "ALTER TABLE bookings ADD CONSTRAINT bookings_two_days_at_most "
            "CHECK (ends_at - starts_at <= interval '2 days')"
        )
        return
    op.execute(
        f"CREATE TRIGGER bookings_no_double_booking_insert BEFORE INSERT ON bookings BEGIN {_OVERLAP} END"
    )
    op.execute(
        "CREATE TRIGGER bookings_no_double_booking_update BEFORE UPDATE OF person_id, starts_at, ends_at ON bookings "
        f"BEGIN {_OVERLAP} END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE bookings DROP CONSTRAINT bookings_two_days_at_most")
        op.execute("ALTER TABLE bookings DROP CONSTRAINT bookings_no_double_booking")
        return
    op.execute("DROP TRIGGER bookings_no_double_booking_insert")
    op.execute("DROP TRIGGER bookings_no_double_booking_update")
