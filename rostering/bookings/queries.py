"""Reads what people are booked for, at any employer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from workforce.core.access import Actor


def bookings_unscoped(
    session: Session, person_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> list[Booking]:
    """Return every booking of these people that overlaps a stretch of time, by person and start."""
    return list(
        session.scalars(
            select(Booking)
            .where(
                Booking.person_id.in_(person_ids), Booking.starts_at < ends_at, Booking.ends_at > starts_at
            )
            .order_by(Booking.person_id, Booking.starts_at)
        )
    )


def own_commitments(session: Session, actor: Actor, after: datetime) -> list[Booking]:
    """Return the actor's own duties outside our rotas that have not ended yet, by start."""
    return list(
        session.scalars(
            select(Booking)
            .where(
                Booking.person_id == actor.person_id,
                Booking.assignment_id.is_(None),
                Booking.ends_at > after,
            )
            .order_by(Booking.starts_at)
        )
    )
