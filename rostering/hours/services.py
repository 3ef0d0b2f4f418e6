"""What puts hours right by hand, and sets how an employer counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.hours import queries
from rostering.hours.models import EmployerHoursPolicy, HoursAdjustment
from rostering.hours.rules import BankHolidays, LeaveCredit
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import Conflict, Invalid, NotAllowed
from workforce.organisations.queries import organisation_in_reach


@dataclass(frozen=True, slots=True)
class PolicyAsked:
    """How an employer wants to count hours."""

    valid_from: date
    leave_credit: LeaveCredit
    bank_holidays: BankHolidays
    carried_most_percent: int
    source: str


def adjust(
    session: Session, actor: Actor, team_id: int, person_id: int, on_date: date, minutes: int, reason: str
) -> HoursAdjustment:
    """Add hours to somebody's balance in a team, or take some off it, and say why."""
    member = queries.membership_to_adjust(session, actor, team_id, person_id)
    _refuse_own(actor, person_id)
    if on_date > clock.today():
        raise Invalid("future", "The day must be today or earlier", "on_date")
    if on_date < member.joined_on:
        raise Invalid("before", f"{member.person.name} was not in the team on this day", "on_date")
    if not minutes:
        raise Invalid("no_hours", "Enter how many hours, more than 0", "hours")
    adjustment = HoursAdjustment(
        team_id=team_id,
        person_id=person_id,
        on_date=on_date,
        minutes=minutes,
        reason=reason,
        made_at=clock.now(),
        made_by_account_id=actor.account_id,
    )
    session.add(adjustment)
    session.flush()
    audit.record(
        session,
        actor,
        "hours.adjusted",
        adjustment,
        person_id=person_id,
        organisation_id=member.team.organisation_id,
        minutes=minutes,
        on=on_date.isoformat(),
    )
    return adjustment


def reverse(session: Session, actor: Actor, team_id: int, person_id: int, adjustment_id: int) -> None:
    """Take an adjustment back; it stays to be seen and counts no longer."""
    member = queries.membership_to_adjust(session, actor, team_id, person_id)
    _refuse_own(actor, person_id)
    adjustment = queries.adjustment_of(session, actor, team_id, person_id, adjustment_id)
    session.refresh(adjustment, with_for_update={"of": HoursAdjustment})
    if adjustment.reversed_at is not None:
        raise Conflict("reversed", "This was taken back already. Nothing was changed.")
    adjustment.reversed_at, adjustment.reversed_by_account_id = clock.now(), actor.account_id
    audit.record(
        session,
        actor,
        "hours.adjustment_reversed",
        adjustment,
        person_id=person_id,
        organisation_id=member.team.organisation_id,
    )


def set_policy(session: Session, actor: Actor, organisation_id: int, asked: PolicyAsked) -> None:
    """Say how an employer counts hours from a day on; what was set for that very day is replaced."""
    organisation = organisation_in_reach(session, actor, Permission.MANAGE_ORGANISATION, organisation_id)
    if asked.valid_from < clock.today():
        raise Invalid(
            "past", "The first day must be today or later: what is past has been counted", "valid_from"
        )
    policy = session.scalar(
        select(EmployerHoursPolicy).where(
            EmployerHoursPolicy.organisation_id == organisation.id,
            EmployerHoursPolicy.valid_from == asked.valid_from,
        )
    )
    if policy is None:
        policy = EmployerHoursPolicy(organisation_id=organisation.id, valid_from=asked.valid_from)
        session.add(policy)
    policy.leave_credit, policy.bank_holidays = asked.leave_credit, asked.bank_holidays
    policy.carried_most_percent, policy.source = asked.carried_most_percent, asked.source
    policy.set_at, policy.set_by_account_id = clock.now(), actor.account_id
    session.flush()
    audit.record(session, actor, "hours_policy.set", policy, organisation_id=organisation.id)


def _refuse_own(actor: Actor, person_id: int) -> None:
    if actor.person_id == person_id:
        raise NotAllowed("own_hours", "You cannot adjust your own hours. Ask another lead of the team.")
