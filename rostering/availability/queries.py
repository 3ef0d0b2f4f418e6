"""Reads leave, times people cannot work, wishes and duties elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from rostering.availability import rules
from rostering.availability.models import Leave, LeaveKind, LeaveStatus, Request, Unavailability
from rostering.availability.rules import AwaySpan

#: What a lead reads about each kind of leave; other leave and sickness keep their reason to themselves.
LEAVE_WORDS = {
    LeaveKind.ANNUAL: "annual leave",
    LeaveKind.STUDY: "study leave",
    LeaveKind.SICKNESS: "away",
    LeaveKind.MATERNITY: "away",
    LeaveKind.OTHER: "away",
}


def leave_unscoped(session: Session, person_ids: Collection[int], first: date, last: date) -> list[Leave]:
    """Return the agreed leave of these people that touches the days from `first` to `last`."""
    return list(
        session.scalars(
            select(Leave)
            .where(
                Leave.person_id.in_(person_ids),
                Leave.status == LeaveStatus.AGREED,
                Leave.first_on <= last,
                Leave.last_on >= first,
            )
            .order_by(Leave.person_id, Leave.first_on)
        )
    )


def requests_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> list[Request]:
    """Return the wishes of these people for the days from `first` to `last`."""
    return list(
        session.scalars(
            select(Request)
            .where(Request.person_id.in_(person_ids), Request.on_date.between(first, last))
            .order_by(Request.person_id, Request.on_date)
        )
    )


def away_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> dict[int, list[AwaySpan]]:
    """Return when each of these people is away from `first` to `last`, on leave or by other ties.

    People who are never away are left out; a stretch may begin before `first` or end after `last`.
    """
    away: dict[int, list[AwaySpan]] = defaultdict(list)
    for leave in leave_unscoped(session, person_ids, first, last):
        words = f"{LEAVE_WORDS[leave.kind]} {rules.day_words(leave.first_on, leave.last_on)}"
        away[leave.person_id].append(
            rules.span(leave.first_on, leave.last_on, leave.starts, leave.ends, leave.kind.value, words)
        )
    cannot = select(Unavailability).where(
        Unavailability.person_id.in_(person_ids),
        Unavailability.first_on <= last,
        or_(Unavailability.last_on.is_(None), Unavailability.last_on >= first),
    )
    for item in session.scalars(cannot.order_by(Unavailability.id)):
        for day in rules.days_of(item.first_on, item.last_on, item.weekday, first, last):
            away[item.person_id].append(
                rules.span(
                    day,
                    day,
                    item.starts,
                    item.ends,
                    "unavailable",
                    f"cannot work {rules.day_words(day, day)}",
                )
            )
    return dict(away)
