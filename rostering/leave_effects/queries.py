"""Reads what leave would mean for a person's teams, before they ask for it and before a lead answers."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from rostering.availability.effects import DayEffect, PublishedShift, TeamEffect
from rostering.availability.models import LeaveKind
from rostering.availability.queries import leave_unscoped, nights_before_unscoped, span_of_leave
from rostering.availability.rules import AwaySpan
from rostering.demand.models import ShiftDemand, ShiftTemplate
from rostering.horizon import Horizon
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from workforce.accounts.models import Account, AccountGrant
from workforce.core import clock
from workforce.core.access import Role
from workforce.employments.models import Employment
from workforce.teams.models import TeamMember


def effects_unscoped(
    session: Session,
    person_id: int,
    first: date,
    last: date,
    starts: time | None = None,
    ends: time | None = None,
    kind: LeaveKind = LeaveKind.ANNUAL,
) -> list[TeamEffect]:
    """Return what leave of a person from `first` to `last` would mean for each team they are in then.

    With times it is leave for part of one day.
    """
    memberships = session.scalars(
        select(TeamMember)
        .where(TeamMember.person_id == person_id, *_active(first, last))
        .options(
            joinedload(TeamMember.team),
            joinedload(TeamMember.employment).joinedload(Employment.job_role),
        )
        .order_by(TeamMember.team_id)
    )
    effects = []
    for member in memberships:
        nights_before = nights_before_unscoped(session, member.team_id)
        span = span_of_leave(kind, first, last, starts, ends, nights_before=nights_before)
        effects.append(_effect(session, member, first, last, span))
    return effects


def _active(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return TeamMember.joined_on <= last, or_(TeamMember.left_on.is_(None), TeamMember.left_on >= first)


def _effect(session: Session, member: TeamMember, first: date, last: date, span: AwaySpan) -> TeamEffect:
    role = member.employment.job_role
    colleagues = list(
        session.scalars(
            select(TeamMember)
            .join(TeamMember.employment)
            .where(
                TeamMember.team_id == member.team_id,
                TeamMember.person_id != member.person_id,
                Employment.job_role_id == role.id,
                *_active(first, last),
            )
        )
    )
    away = leave_unscoped(session, [colleague.person_id for colleague in colleagues], first, last)
    needed = _needed(session, member.team_id, role.id)
    horizon = Horizon(first, last)
    days = []
    for number, day in enumerate(clock.days_between(first, last)):
        in_team = {
            colleague.person_id
            for colleague in colleagues
            if colleague.joined_on <= day <= (colleague.left_on or day)
        }
        on_leave = {leave.person_id for leave in away if leave.first_on <= day <= leave.last_on}
        days.append(
            DayEffect(
                day, len(in_team - on_leave), needed.get(horizon.demand_weekday(number), 0), len(in_team) + 1
            )
        )
    rotas = select(Rota.id).where(
        Rota.team_id == member.team_id,
        Rota.status == RotaStatus.PUBLISHED,
        Rota.starts_on <= last,
        Rota.ends_on >= first,
    )
    touched = session.scalars(
        select(RotaAssignment)
        .join(Rota, Rota.id == RotaAssignment.rota_id)
        .where(
            RotaAssignment.person_id == member.person_id,
            Rota.team_id == member.team_id,
            Rota.status == RotaStatus.PUBLISHED,
            # In real time: a night that began on the day before ends on the first morning.
            RotaAssignment.starts_at < span.ends_at,
            RotaAssignment.ends_at > span.starts_at,
        )
        .options(joinedload(RotaAssignment.shift_template))
        .order_by(RotaAssignment.starts_at)
    ).all()
    return TeamEffect(
        team_id=member.team_id,
        team_name=member.team.name,
        role_title=role.title,
        days=tuple(days),
        leads=_leads(session, member.team_id),
        published=tuple(
            _published(assignment)
            for assignment in touched
            if span.overlaps(assignment.starts_at, assignment.ends_at)
        ),
        unpublished=session.scalar(rotas.limit(1)) is None,
        nights_before=span.night_until is not None,
        kept=tuple(
            _published(assignment)
            for assignment in touched
            if not span.overlaps(assignment.starts_at, assignment.ends_at)
        ),
    )


def _published(assignment: RotaAssignment) -> PublishedShift:
    return PublishedShift(
        assignment.shift_template.name, assignment.on_date, assignment.starts_at, assignment.ends_at
    )


def _needed(session: Session, team_id: int, job_role_id: int) -> dict[int, int]:
    """Return the fewest people of a role that a team needs on each day of the week, all shifts together."""
    rows = session.execute(
        select(ShiftDemand.weekday, func.sum(ShiftDemand.minimum))
        .join(ShiftTemplate, ShiftTemplate.id == ShiftDemand.shift_template_id)
        .where(
            ShiftTemplate.team_id == team_id,
            ShiftTemplate.retired_on.is_(None),
            ShiftDemand.job_role_id == job_role_id,
            # The people of a role meet demands for competences too, so these add nobody.
            ShiftDemand.competence_code.is_(None),
        )
        .group_by(ShiftDemand.weekday)
    )
    return {weekday: int(minimum) for weekday, minimum in rows}


def _leads(session: Session, team_id: int) -> tuple[str, ...]:
    """Return the names of those who may decide leave in a team."""
    accounts = select(Account).where(
        Account.disabled_at.is_(None),
        Account.id.in_(
            select(AccountGrant.account_id).where(
                AccountGrant.role == Role.TEAM_LEAD,
                AccountGrant.team_id == team_id,
                AccountGrant.ended_at.is_(None),
            )
        ),
    )
    return tuple(account.name for account in session.scalars(accounts.order_by(Account.name)))
