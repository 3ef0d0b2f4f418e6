"""What a person should know about their own rota today: the next duty, and what was changed."""

from __future__ import annotations

from datetime import date, timedelta

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from rostering.rotas.models import RotaChange
from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency
from workforce.core.words import clock_time, moment, short_date

#: For how many days a change of a published rota is pointed out.
CHANGE_SHOWN_DAYS = 14


def own_rota(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the changes of the person's published duties, and the next duty."""
    if actor.person_id is None:
        return []
    return [*_changes(session, actor.person_id, on), *_next_duty(session, actor.person_id)]


def _changes(session: Session, person_id: int, on: date) -> list[Need]:
    since = clock.start_of_day(on - timedelta(days=CHANGE_SHOWN_DAYS))
    found = session.scalars(
        select(RotaChange)
        .where(RotaChange.person_id == person_id, RotaChange.on_date >= on, RotaChange.changed_at >= since)
        .order_by(RotaChange.on_date)
    )
    return [
        Need(
            Urgency.DUE,
            f"Your rota changed on {short_date(change.on_date)}",
            f"Was {change.was or 'a day off'}, is now {change.became or 'a day off'}.",
            f"{url_for('rotas.my_rota')}?from={change.on_date.isoformat()}",
            "Open my rota",
        )
        for change in found
    ]


def _next_duty(session: Session, person_id: int) -> list[Need]:
    duty = session.scalar(
        select(Booking)
        .where(Booking.person_id == person_id, Booking.ends_at > clock.now())
        .order_by(Booking.starts_at)
        .limit(1)
    )
    if duty is None:
        return []
    return [
        Need(
            Urgency.OK,
            f"Next duty: {duty.label}",
            f"{moment(duty.starts_at).capitalize()} to {clock_time(duty.ends_at)}",
            url_for("rotas.my_rota"),
            "Open my rota",
        )
    ]
