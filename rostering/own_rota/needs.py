"""What a person should know about their own rota today: the next duty, and what was changed."""

from __future__ import annotations

from datetime import date, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from rostering.own_rota import queries
from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency
from workforce.core.words import clock_time, moment, short_date

#: For how many days a change of a published rota is pointed out.
CHANGE_SHOWN_DAYS = 14


def own_rota_needs(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the changes of the person's published duties, and the next duty."""
    if actor.person_id is None:
        return []
    return [*_changes(session, actor, on), *_next_duty(session, actor)]


def _changes(session: Session, actor: Actor, on: date) -> list[Need]:
    since = clock.start_of_day(on - timedelta(days=CHANGE_SHOWN_DAYS))
    return [
        Need(
            Urgency.DUE,
            f"Your rota changed on {short_date(change.on_date)}",
            f"Was {change.was or 'a day off'}, is now {change.became or 'a day off'}.",
            f"{url_for('own_rota.my_rota')}?from={change.on_date.isoformat()}",
            "Open my rota",
        )
        for change in queries.changes_since(session, actor, on, since)
    ]


def _next_duty(session: Session, actor: Actor) -> list[Need]:
    duty = queries.next_booking(session, actor)
    if duty is None:
        return []
    return [
        Need(
            Urgency.OK,
            f"Next duty: {duty.label}",
            f"{moment(duty.starts_at).capitalize()} to {clock_time(duty.ends_at)}",
            url_for("own_rota.my_rota"),
            "Open my rota",
        )
    ]
