"""Books and frees working time, and refuses overlaps."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.bookings import queries
from rostering.bookings.models import Booking
from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.db import lock_people
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.employments.models import Employment

#: The database refuses longer ones too; the search for overlaps relies on it.
LONGEST = timedelta(days=2)


def book_commitment(
    session: Session,
    actor: Actor,
    *,
    employment_id: int,
    starts_at: datetime,
    ends_at: datetime,
    break_min: int,
    label: str,
) -> Booking:
    """Book a duty that the actor works for one of their own employers outside our rotas.

    Raises Conflict, naming what and when, if they are already booked to work at that time.
    """
    employment = session.scalar(
        select(Employment).where(Employment.id == employment_id, Employment.person_id == actor.person_id)
    )
    if employment is None or not employment.holds_on(clock.to_london(starts_at).date()):
        raise Invalid(
            "no_contract", "Choose an employer you have a contract with on that day", "employment_id"
        )
    if ends_at <= clock.now():
        raise Invalid("past", "The duty must not be over already", "on_date")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Invalid("too_long", "A duty must be shorter than two days", "ends")
    work_min = int((ends_at - starts_at).total_seconds() // 60) - break_min
    if work_min <= 0:
        raise Invalid("all_break", "The break must be shorter than the duty", "break_min")
    lock_people(session, [employment.person_id])
    refuse_overlap(session, employment.person_id, starts_at, ends_at)
    booking = Booking(
        person_id=employment.person_id,
        organisation_id=employment.organisation_id,
        starts_at=starts_at,
        ends_at=ends_at,
        work_min=work_min,
        label=label or f"Duty for {employment.organisation.name}",
    )
    session.add(booking)
    audit.record(
        session,
        actor,
        "commitment.booked",
        booking,
        person_id=booking.person_id,
        organisation_id=booking.organisation_id,
    )
    return booking


def refuse_overlap(session: Session, person_id: int, starts_at: datetime, ends_at: datetime) -> None:
    """Raise Conflict, worded for the person, if they are booked then; call it after `lock_people`."""
    for booking in queries.bookings_unscoped(session, [person_id], starts_at, ends_at):
        raise Conflict(
            "double_booking",
            f"You are already booked to work then: {booking.label}, {stretch_words(booking)}. "
            "Change the times, or ask whoever made that booking to take it away.",
            "starts",
        )


def free_commitment(session: Session, actor: Actor, booking_id: int) -> None:
    """Take away one of the actor's own duties outside our rotas; one of a published rota stays."""
    booking = session.scalar(
        select(Booking).where(
            Booking.id == booking_id,
            Booking.person_id == actor.person_id,
            Booking.assignment_id.is_(None),
        )
    )
    if booking is None:
        raise NotFound
    audit.record(
        session,
        actor,
        "commitment.removed",
        booking,
        person_id=booking.person_id,
        organisation_id=booking.organisation_id,
        label=booking.label,
        starts_at=booking.starts_at.isoformat(),
    )
    session.delete(booking)
    session.flush()


class Stretch(Protocol):
    """Anything with a start and an end, like a booking or a duty."""

    @property
    def starts_at(self) -> datetime:
        """The instant at which it starts."""

    @property
    def ends_at(self) -> datetime:
        """The instant at which it ends."""


def stretch_words(stretch: Stretch) -> str:
    """Return when something is: "Sunday 24 January, 13:30 to 21:30"."""
    starts, ends = clock.to_london(stretch.starts_at), clock.to_london(stretch.ends_at)
    return f"{starts:%A} {starts.day} {starts:%B}, {starts:%H:%M} to {ends:%H:%M}"
