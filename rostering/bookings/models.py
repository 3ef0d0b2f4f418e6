"""A booking is working time that somebody relies on, at any employer; two of one person never overlap.

A draft rota books nothing. Publishing it books its assignments; an employer's own duties are booked as
fixed commitments. The database itself refuses a second booking at the same time: an exclusion constraint
on PostgreSQL, triggers on SQLite. Hours, rest and averages across employers are read from here alone.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workforce.core.db import Base
from workforce.core.errors import explain_constraint

#: The name by which both databases refuse an overlap.
NO_DOUBLE_BOOKING = "bookings_no_double_booking"
explain_constraint(
    NO_DOUBLE_BOOKING,
    "double_booking",
    "This person is already booked to work at that time. Choose somebody else, or another time.",
)


class Booking(Base):
    """Booked working time of one person, from one instant to another."""

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("work_min > 0", name="work_min"),
        Index("ix_bookings_person_id_starts_at", "person_id", "starts_at"),
        Index("ix_bookings_person_id_ends_at", "person_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    #: The employer whose contract the time counts under.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    #: Minutes of work, unpaid breaks apart.
    work_min: Mapped[int]
    #: What the person themselves reads: "Early, Weymouth Community Hospital".
    label: Mapped[str]
    #: The assignment of a published rota that it came from; none for an employer's own duty.
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"), unique=True)
