"""Reads leave, times people cannot work, wishes and duties elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from rostering.availability import rules
from rostering.availability.models import (
    DayRequest,
    Leave,
    LeaveKind,
    LeaveSetting,
    LeaveStatus,
    Unavailability,
)
from rostering.availability.rules import AwaySpan
from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.employments.models import Employment
from workforce.organisations.models import Team
from workforce.teams.models import TeamMember

#: What a lead reads about each kind of leave; other leave and sickness keep their reason to themselves.
LEAVE_WORDS = {
    LeaveKind.ANNUAL: "annual leave",
    LeaveKind.STUDY: "study leave",
    LeaveKind.SICKNESS: "away",
    LeaveKind.MATERNITY: "away",
    LeaveKind.OTHER: "away",
}

#: Leave whose days people choose. No night runs into sickness or into the first day of a parent's leave.
NIGHT_BEFORE = frozenset({LeaveKind.ANNUAL, LeaveKind.STUDY, LeaveKind.OTHER})


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
) -> list[DayRequest]:
    """Return the wishes of these people for the days from `first` to `last`."""
    return list(
        session.scalars(
            select(DayRequest)
            .where(DayRequest.person_id.in_(person_ids), DayRequest.on_date.between(first, last))
            .order_by(DayRequest.person_id, DayRequest.on_date)
        )
    )


def nights_before_unscoped(session: Session, team_id: int) -> bool:
    """Tell whether a team lets a night be worked that ends on the first morning of leave."""
    setting = select(LeaveSetting.nights_before).where(LeaveSetting.team_id == team_id)
    return session.scalar(setting) or False


def away_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date, *, nights_before: bool = False
) -> dict[int, list[AwaySpan]]:
    """Return when each of these people is away from `first` to `last`, on leave or unable to work.

    People who are never away are left out; a stretch may begin before `first` or end after `last`.
    `nights_before` is how the team goes about the night before leave.
    """
    away: dict[int, list[AwaySpan]] = defaultdict(list)
    for leave in leave_unscoped(session, person_ids, first, last):
        days, times = (leave.first_on, leave.last_on), (leave.starts, leave.ends)
        away[leave.person_id].append(span_of_leave(leave.kind, *days, *times, nights_before=nights_before))
    # What began in the evening before ends on the first morning.
    evening_before = first - timedelta(days=1)
    cannot = select(Unavailability).where(
        Unavailability.person_id.in_(person_ids),
        Unavailability.first_on <= last,
        or_(Unavailability.last_on.is_(None), Unavailability.last_on >= evening_before),
    )
    begins_at = clock.start_of_day(first)
    for item in session.scalars(cannot.order_by(Unavailability.id)):
        times_words = (
            f", {rules.times_words(item.starts, item.ends)}"
            if item.starts is not None and item.ends is not None
            else ""
        )
        for day in rules.days_of(item.first_on, item.last_on, item.weekday, evening_before, last):
            words = f"cannot work {rules.day_words(day, day)}{times_words}"
            span = rules.span(day, day, item.starts, item.ends, "unavailable", words)
            # Times inside the hour that the clocks skip take no time.
            if max(span.starts_at, begins_at) < span.ends_at:
                away[item.person_id].append(span)
    return dict(away)


def span_of_leave(
    kind: LeaveKind, first: date, last: date, starts: time | None, ends: time | None, *, nights_before: bool
) -> AwaySpan:
    """Return leave as a team that lets nights before be worked, or does not, plans it."""
    return rules.leave_span(
        first,
        last,
        starts,
        ends,
        kind.value,
        f"{LEAVE_WORDS[kind]} {rules.day_words(first, last)}",
        nights_before=nights_before and kind in NIGHT_BEFORE,
    )


def own_leave(session: Session, actor: Actor, first: date, last: date) -> list[Leave]:
    """Return the actor's own leave, asked for or agreed, that touches the days `first` to `last`."""
    return list(
        session.scalars(
            select(Leave)
            .where(
                Leave.person_id == actor.person_id,
                Leave.status.in_((LeaveStatus.ASKED, LeaveStatus.AGREED)),
                Leave.first_on <= last,
                Leave.last_on >= first,
            )
            .order_by(Leave.first_on)
        )
    )


def all_own_leave(session: Session, actor: Actor) -> list[Leave]:
    """Return all leave the actor ever asked for, the latest days first."""
    return list(
        session.scalars(
            select(Leave)
            .where(Leave.person_id == actor.person_id)
            .order_by(Leave.first_on.desc(), Leave.id.desc())
            .options(joinedload(Leave.decided_by))
        )
    )


def own_requests(session: Session, actor: Actor) -> list[DayRequest]:
    """Return the actor's own wishes from today on, by day."""
    return list(
        session.scalars(
            select(DayRequest)
            .where(DayRequest.person_id == actor.person_id, DayRequest.on_date >= clock.today())
            .order_by(DayRequest.on_date)
        )
    )


def own_unavailability(session: Session, actor: Actor) -> list[Unavailability]:
    """Return when the actor cannot work, apart from what is over."""
    return list(
        session.scalars(
            select(Unavailability)
            .where(
                Unavailability.person_id == actor.person_id,
                # A night that began yesterday ends this morning.
                or_(
                    Unavailability.last_on.is_(None),
                    Unavailability.last_on >= clock.today(),
                    and_(
                        Unavailability.last_on == clock.today() - timedelta(days=1),
                        Unavailability.ends <= Unavailability.starts,
                    ),
                ),
            )
            .order_by(Unavailability.first_on, Unavailability.id)
        )
    )


def _of_members(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a leave belongs to somebody who is in one of the actor's teams during it."""
    reach = actor.reach(Permission.DECIDE_LEAVE)
    member = select(TeamMember.id).where(
        TeamMember.person_id == Leave.person_id,
        TeamMember.joined_on <= Leave.last_on,
        or_(TeamMember.left_on.is_(None), TeamMember.left_on >= Leave.first_on),
    )
    if not reach.county:
        member = member.where(TeamMember.team_id.in_(reach.team_ids))
    return member.exists()


def leave_of_teams(session: Session, actor: Actor) -> list[Leave]:
    """Return the leave of the members of the actor's teams that is not over or still waits for an answer."""
    return list(
        session.scalars(
            select(Leave)
            .where(
                _of_members(actor),
                Leave.status != LeaveStatus.WITHDRAWN,
                or_(Leave.last_on >= clock.today(), Leave.status == LeaveStatus.ASKED),
            )
            .order_by(Leave.first_on, Leave.id)
            .options(joinedload(Leave.person), joinedload(Leave.decided_by))
        )
    )


def leave_to_decide(session: Session, actor: Actor, leave_id: int) -> Leave:
    """Return leave that the actor may decide; NotFound if it is not of their teams."""
    leave = session.scalar(
        select(Leave)
        .where(Leave.id == leave_id, _of_members(actor))
        .options(joinedload(Leave.person), joinedload(Leave.decided_by))
    )
    if leave is None:
        raise NotFound
    return leave


def organisation_deciding(session: Session, actor: Actor, leave: Leave) -> int | None:
    """Return the organisation of the team in which the actor leads the person on leave."""
    led = actor.reach(Permission.DECIDE_LEAVE).team_ids
    member = select(TeamMember.team_id).where(TeamMember.person_id == leave.person_id)
    return session.scalar(
        select(Team.organisation_id).where(Team.id.in_(led), Team.id.in_(member)).order_by(Team.id).limit(1)
    )


def own_employers(session: Session, actor: Actor) -> dict[str, str]:
    """Return the actor's own contracts that have not ended, as choices: id and employer."""
    contracts = session.scalars(
        select(Employment)
        .where(
            Employment.person_id == actor.person_id,
            or_(Employment.ended_on.is_(None), Employment.ended_on >= clock.today()),
        )
        .order_by(Employment.id)
        .options(joinedload(Employment.organisation))
    )
    return {str(contract.id): contract.organisation.name for contract in contracts}
