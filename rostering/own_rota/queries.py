"""Reads a person's own rota: booked duties of every team and employer, and nothing from drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from rostering.availability.models import Leave
from rostering.availability.queries import leave_unscoped
from rostering.bookings.models import Booking
from rostering.demand.models import ShiftTemplate
from rostering.rotas.models import Rota, RotaAssignment, RotaChange, RotaStatus
from workforce.accounts.models import Account
from workforce.core import clock
from workforce.core.access import Actor
from workforce.employments.models import Employment
from workforce.organisations.models import Site, Team
from workforce.people.models import Person
from workforce.teams.models import TeamMember

DAYS_SHOWN = 28


@dataclass(frozen=True, slots=True)
class MyDuty:
    """A booked duty: from a team's published rota, or one of an employer's own."""

    starts_at: datetime
    ends_at: datetime
    work_min: int
    label: str
    #: None for a duty outside our rotas.
    assignment: RotaAssignment | None
    colleagues: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day on which the duty starts."""
        return clock.to_london(self.starts_at).date()

    @property
    def shift(self) -> ShiftTemplate | None:
        """The shift as the team knows it; None for a duty outside our rotas."""
        return self.assignment.shift_template if self.assignment else None

    @property
    def site(self) -> Site | None:
        """Where it is worked, as far as we know."""
        return self.shift.site if self.shift else None


@dataclass(frozen=True, slots=True)
class MyDay:
    """One day of one's own rota."""

    day: date
    duties: tuple[MyDuty, ...]
    leave: Leave | None
    changed: bool


@dataclass(frozen=True, slots=True)
class MyChange:
    """A change of one's published rota on a day: from what to what, when, by whom, why."""

    last_id: int
    rota_id: int
    on_date: date
    #: The shifts before and after; empty for a day off.
    was: str
    became: str
    reason: str
    changed_at: datetime
    by: str
    notice_min: int
    seen_at: datetime | None

    @property
    def words(self) -> str:
        """What the day was and what it is now."""
        if self.was == self.became:
            return f"was changed, and is {self.became or 'a day off'} again"
        return f"was {self.was or 'a day off'}, is now {self.became or 'a day off'}"


@dataclass(frozen=True, slots=True)
class MyPublication:
    """A rota that was published with duties of one's own in it."""

    team: str
    first: date
    last: date
    published_at: datetime
    duties: int
    first_duty_on: date


@dataclass(frozen=True, slots=True)
class MyRota:
    """One's own rota for some weeks."""

    first: date
    last: date
    days: tuple[MyDay, ...]
    next_duty: MyDuty | None
    #: Contracted minutes of these weeks that teams may plan.
    contract_min: int
    changes: tuple[MyChange, ...]
    #: Changes of today and later, of any week, of which the person has not said that they have seen them.
    unseen: tuple[MyChange, ...]
    #: Published rotas that these duties are from.
    published: tuple[Rota, ...]

    @property
    def duties(self) -> tuple[MyDuty, ...]:
        """Every duty of these weeks, by start."""
        return tuple(duty for day in self.days for duty in day.duties)

    @property
    def planned_min(self) -> int:
        """Minutes of work in rotas of teams, unpaid breaks apart."""
        return sum(duty.work_min for duty in self.duties if duty.assignment)

    def shown_from(self, today: date) -> date:
        """Return the day from which duties are listed: today if it is among the days, otherwise the first."""
        return today if self.first <= today <= self.last else self.first

    def ahead(self, today: date) -> list[MyDay]:
        """Return the days with a duty or leave that are listed one by one."""
        first = self.shown_from(today)
        return [day for day in self.days if day.day >= first and (day.duties or day.leave)]


def my_rota(session: Session, actor: Actor, first: date) -> MyRota:
    """Return the actor's own rota for four weeks from `first`, in a fixed number of queries."""
    last = first + timedelta(days=DAYS_SHOWN - 1)
    bookings = _bookings(session, actor, first, last)
    upcoming = next_booking(session, actor)
    assignments = _assignments(session, [booking for booking in [*bookings, upcoming] if booking is not None])
    colleagues = _colleagues(session, list(assignments.values()))

    def duty(booking: Booking) -> MyDuty:
        assignment = assignments.get(booking.assignment_id or 0)
        return MyDuty(
            booking.starts_at,
            booking.ends_at,
            booking.work_min,
            booking.label,
            assignment,
            colleagues.get(assignment.id, ()) if assignment else (),
        )

    duties = [duty(booking) for booking in bookings]
    leave = leave_unscoped(session, [actor.person_id] if actor.person_id else [], first, last)
    changes = _changes(session, actor, first, last)
    changed = {change.on_date for change in changes}
    return MyRota(
        first=first,
        last=last,
        days=tuple(
            MyDay(
                day,
                tuple(duty_of_day for duty_of_day in duties if duty_of_day.day == day),
                next((agreed for agreed in leave if agreed.first_on <= day <= agreed.last_on), None),
                day in changed,
            )
            for day in clock.days_between(first, last)
        ),
        next_duty=duty(upcoming) if upcoming else None,
        contract_min=_contract_min(session, actor, first, last),
        changes=changes,
        unseen=unseen_changes(session, actor, clock.today()),
        published=_published(session, actor, first, last),
    )


def _bookings(session: Session, actor: Actor, first: date, last: date) -> list[Booking]:
    return list(
        session.scalars(
            select(Booking)
            .where(
                Booking.person_id == actor.person_id,
                Booking.starts_at >= clock.start_of_day(first),
                Booking.starts_at < clock.start_of_day(last + timedelta(days=1)),
            )
            .order_by(Booking.starts_at)
        )
    )


def next_booking(session: Session, actor: Actor) -> Booking | None:
    """Return the actor's next promised duty, or the one they are working now."""
    return session.scalar(
        select(Booking)
        .where(Booking.person_id == actor.person_id, Booking.ends_at > clock.now())
        .order_by(Booking.starts_at)
        .limit(1)
    )


def _assignments(session: Session, bookings: list[Booking]) -> dict[int, RotaAssignment]:
    ids = {booking.assignment_id for booking in bookings if booking.assignment_id is not None}
    assignments = session.scalars(
        select(RotaAssignment)
        .where(RotaAssignment.id.in_(ids))
        .options(joinedload(RotaAssignment.shift_template).joinedload(ShiftTemplate.site))
    )
    return {assignment.id: assignment for assignment in assignments}


def _colleagues(session: Session, own_assignments: list[RotaAssignment]) -> dict[int, tuple[str, ...]]:
    """Return the names of those on the same shift, by the id of one's own assignment."""
    own, colleague = aliased(RotaAssignment), aliased(RotaAssignment)
    rows = session.execute(
        select(own.id, Person)
        .join(
            colleague,
            and_(
                colleague.rota_id == own.rota_id,
                colleague.shift_template_id == own.shift_template_id,
                colleague.on_date == own.on_date,
                colleague.person_id != own.person_id,
            ),
        )
        .join(Person, Person.id == colleague.person_id)
        .where(own.id.in_([assignment.id for assignment in own_assignments]))
        .order_by(Person.given_name, Person.family_name)
    )
    names: dict[int, tuple[str, ...]] = {}
    for assignment_id, person in rows:
        names[assignment_id] = (*names.get(assignment_id, ()), person.name)
    return names


def _changes(session: Session, actor: Actor, first: date, last: date) -> tuple[MyChange, ...]:
    return _told(session, actor, RotaChange.on_date.between(first, last))


def unseen_changes(session: Session, actor: Actor, on: date) -> tuple[MyChange, ...]:
    """Return the actor's changes from a day on that they have not seen, those of a day as one."""
    changes = _told(session, actor, RotaChange.on_date >= on, RotaChange.seen_at.is_(None))
    first: dict[date, MyChange] = {}
    latest: dict[date, MyChange] = {}
    for change in changes:
        first.setdefault(change.on_date, change)
        latest[change.on_date] = change
    return tuple(replace(change, was=first[day].was) for day, change in latest.items())


def _told(session: Session, actor: Actor, *which: ColumnElement[bool]) -> tuple[MyChange, ...]:
    """Return changes of the actor's rota with the name of who made each, by day and in their order."""
    rows = session.execute(
        select(RotaChange, Account.name)
        .outerjoin(Account, Account.id == RotaChange.changed_by_account_id)
        .where(RotaChange.person_id == actor.person_id, *which)
        .order_by(RotaChange.on_date, RotaChange.id)
    )
    return tuple(
        MyChange(
            last_id=change.id,
            rota_id=change.rota_id,
            on_date=change.on_date,
            was=change.was,
            became=change.became,
            reason=change.reason,
            changed_at=change.changed_at,
            by=name or "your team",
            notice_min=change.notice_min,
            seen_at=change.seen_at,
        )
        for change, name in rows
    )


def publications_since(session: Session, actor: Actor, on: date, since: datetime) -> list[MyPublication]:
    """Return rotas first published since an instant and not over, with duties of the actor.

    A version that replaced another is left out: of it the changes are told.
    """
    earlier = aliased(Rota)
    replaced = (
        select(earlier.id)
        .where(
            earlier.team_id == Rota.team_id,
            earlier.starts_on == Rota.starts_on,
            earlier.status == RotaStatus.CLOSED,
            earlier.published_at.is_not(None),
        )
        .exists()
    )
    rows = session.execute(
        select(Rota, Team.name, func.count(RotaAssignment.id), func.min(RotaAssignment.on_date))
        .join(Team, Team.id == Rota.team_id)
        .join(RotaAssignment, RotaAssignment.rota_id == Rota.id)
        .where(
            RotaAssignment.person_id == actor.person_id,
            Rota.status == RotaStatus.PUBLISHED,
            Rota.published_at >= since,
            Rota.ends_on >= on,
            ~replaced,
        )
        .group_by(Rota.id, Team.name)
        .order_by(Rota.starts_on)
    )
    return [
        MyPublication(name, rota.starts_on, rota.ends_on, rota.published_at or since, duties, first)
        for rota, name, duties, first in rows
    ]


def _contract_min(session: Session, actor: Actor, first: date, last: date) -> int:
    """Return what the actor's places in teams ask in these days: a seventh of a week for each day of each."""
    places = session.execute(
        select(
            TeamMember.week_min,
            TeamMember.joined_on,
            TeamMember.left_on,
            Employment.started_on,
            Employment.ended_on,
        )
        .join(TeamMember.employment)
        .where(TeamMember.person_id == actor.person_id)
    )
    total = 0
    for week_min, joined_on, left_on, started_on, ended_on in places:
        start, end = max(first, joined_on, started_on), min(last, left_on or last, ended_on or last)
        total += week_min * max(0, (end - start).days + 1)
    return total // 7


def _published(session: Session, actor: Actor, first: date, last: date) -> tuple[Rota, ...]:
    teams = select(TeamMember.team_id).where(TeamMember.person_id == actor.person_id)
    return tuple(
        session.scalars(
            select(Rota)
            .where(
                Rota.team_id.in_(teams),
                Rota.status == RotaStatus.PUBLISHED,
                Rota.starts_on <= last,
                Rota.ends_on >= first,
            )
            .order_by(Rota.starts_on)
            .options(joinedload(Rota.team))
        )
    )
