"""Reads everything that decides a team's rota, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from competences.eligibility import (
    Interval,
    Supervision,
    competence_days_unscoped,
    supervision_unscoped,
)
from competences.frameworks.models import Competence
from rostering.availability.models import DayRequest
from rostering.availability.queries import away_unscoped, nights_before_unscoped, requests_unscoped
from rostering.availability.rules import AwaySpan
from rostering.bookings.models import Booking
from rostering.demand.models import ShiftDemand, ShiftTemplate, TeamRule
from rostering.horizon import Horizon, is_night
from rostering.hours.queries import rota_hours_unscoped
from rostering.hours.rules import RotaHours
from rostering.rotas.models import Rota, RotaAssignment
from workforce.core import clock
from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.employments.models import Employment, JobRole
from workforce.organisations.models import Site, Team
from workforce.people.models import Person
from workforce.placements.models import Placement
from workforce.placements.queries import active_placements_unscoped
from workforce.readiness.evidence import Evidence, Requirement
from workforce.readiness.queries import Place, evidence_unscoped, requirements_of_places_unscoped
from workforce.readiness.sections import Sections
from workforce.teams.models import TeamMember

#: How many days after the horizon work is read: it needs rest before it.
DAYS_AFTER = 7


@dataclass(frozen=True)
class PromisedWork:
    """A booked duty of a person that is not this rota's to plan."""

    starts_at: datetime
    ends_at: datetime
    work_min: int
    organisation_id: int
    label: str
    #: Booked by another rota of the same team.
    by_team: bool

    @cached_property
    def is_night(self) -> bool:
        """Whether enough of it lies in the night period to count as a night duty."""
        return is_night(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Host:
    """An organisation at whose sites the team works."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in the database that decides a rota."""

    team: Team
    #: Memberships with a day in the period, by person; those of people who left come from the rota.
    members: Mapping[int, list[TeamMember]]
    #: Places in the team that these people left before the period, in the fairness window or later.
    earlier_members: Mapping[int, list[TeamMember]]
    people: Mapping[int, Person]
    #: Every contract of these people that runs in the period, at any employer.
    employments: Mapping[int, list[Employment]]
    #: Their contracts that ended before the period, at any employer: service may go on from these.
    earlier_employments: Mapping[int, list[Employment]]
    templates: list[ShiftTemplate]
    demands: Mapping[int, list[ShiftDemand]]
    rules: Mapping[str, TeamRule]
    work: Mapping[int, list[PromisedWork]]
    #: How many weeks of the past were read: the longest reference period of any employer.
    past_weeks: int
    #: What each member owes in the period, and what is carried into it.
    hours: Mapping[int, RotaHours]
    assignments: list[RotaAssignment]
    assigned_shifts: frozenset[tuple[int, date]]
    competence_titles: Mapping[str, str]
    away: Mapping[int, list[AwaySpan]]
    wishes: Mapping[int, list[DayRequest]]
    #: What passports hold, and what each host asks for each role.
    evidence: Mapping[int, list[Evidence]]
    requirements: Mapping[Place, list[Requirement]]
    placements: Mapping[int, list[Placement]]
    roles: Mapping[int, JobRole]
    #: On which days each person holds each competence that the team asks for, and who needs a supervisor.
    competences: Mapping[int, Mapping[str, list[Interval]]]
    supervision: Mapping[int, Supervision]

    def memberships_on(self, person_id: int, on: date) -> list[TeamMember]:
        """Return the places in the team that a person holds on a day, the one with most hours first."""
        return [
            membership
            for membership in (*self.members[person_id], *self.earlier_members[person_id])
            if membership.joined_on <= on
            and (membership.left_on is None or on <= membership.left_on)
            and membership.employment.holds_on(on)
        ]

    @property
    def hosts(self) -> list[Host]:
        """The organisations at whose sites the team works, by id."""
        names = {
            template.site.organisation_id: template.site.organisation.name for template in self.templates
        }
        return [Host(organisation_id, names[organisation_id]) for organisation_id in sorted(names)]


def load_unscoped(
    session: Session, sections: Sections, team_id: int, horizon: Horizon, rota_id: int | None
) -> Facts:
    """Return everything that decides the rota of a team in a period; the caller has checked who asks."""
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound
    assignments = _assignments(session, horizon, rota_id)
    members, earlier_members = _members(session, team_id, horizon)
    person_ids = {member.person_id for member in members}
    person_ids |= {assignment.person_id for assignment in assignments}
    by_person: dict[int, list[TeamMember]] = {person_id: [] for person_id in sorted(person_ids)}
    for member in members:
        by_person[member.person_id].append(member)
    employments, earlier_employments = _employments(session, person_ids, horizon)
    past_weeks = _past_weeks(employments, horizon)
    assigned = frozenset((assignment.shift_template_id, assignment.on_date) for assignment in assignments)
    placements = _placements(session, person_ids, horizon)
    roles = _roles(session, employments, placements)
    templates = _templates(session, team_id, horizon, {template_id for template_id, _ in assigned})
    demands = _demands(session, [template.id for template in templates])
    codes = {row.competence_code for rows in demands.values() for row in rows if row.competence_code}
    day_after = horizon.last + timedelta(days=1)
    return Facts(
        team=team,
        members=by_person,
        earlier_members={
            person_id: [member for member in earlier_members if member.person_id == person_id]
            for person_id in by_person
        },
        people={
            person.id: person
            for person in session.scalars(select(Person).where(Person.id.in_(person_ids)).order_by(Person.id))
        },
        employments=employments,
        earlier_employments=earlier_employments,
        templates=templates,
        demands=demands,
        rules={
            rule.rule: rule for rule in session.scalars(select(TeamRule).where(TeamRule.team_id == team_id))
        },
        work=_work(session, team_id, person_ids, horizon, past_weeks),
        past_weeks=past_weeks,
        hours=rota_hours_unscoped(session, team_id, person_ids, horizon.first, horizon.last),
        assignments=assignments,
        assigned_shifts=assigned,
        competence_titles=_titles(session, codes),
        away=away_unscoped(
            session,
            person_ids,
            horizon.first - timedelta(weeks=past_weeks),
            day_after,
            nights_before=nights_before_unscoped(session, team_id),
        ),
        wishes=_wishes(session, person_ids, horizon),
        evidence=evidence_unscoped(session, sections, person_ids),
        requirements=requirements_of_places_unscoped(
            session,
            {(template.site.organisation_id, role_id) for template in templates for role_id in roles},
            horizon.first,
        ),
        placements=placements,
        roles=roles,
        competences=competence_days_unscoped(session, person_ids, codes, horizon.first, day_after),
        supervision=supervision_unscoped(session, person_ids, horizon.first, horizon.last),
    )


def _wishes(session: Session, person_ids: set[int], horizon: Horizon) -> dict[int, list[DayRequest]]:
    wishes: dict[int, list[DayRequest]] = {person_id: [] for person_id in person_ids}
    for wish in requests_unscoped(session, person_ids, horizon.first, horizon.last):
        wishes[wish.person_id].append(wish)
    return wishes


def _titles(session: Session, codes: set[str]) -> dict[str, str]:
    rows = session.execute(select(Competence.code, Competence.title).where(Competence.code.in_(codes)))
    return {row.code: row.title for row in rows}


def _assignments(session: Session, horizon: Horizon, rota_id: int | None) -> list[RotaAssignment]:
    if rota_id is None:
        return []
    inside = RotaAssignment.on_date.between(horizon.first, horizon.last)
    assignments = session.scalars(
        select(RotaAssignment).where(RotaAssignment.rota_id == rota_id, inside).order_by(RotaAssignment.id)
    )
    return list(assignments)


def _members(session: Session, team_id: int, horizon: Horizon) -> tuple[list[TeamMember], list[TeamMember]]:
    """Return the places in the team with a day in the period, and those left in the weeks before it."""
    since = horizon.first - timedelta(weeks=figure("policy_fairness_window", horizon.first).whole)
    inside = and_(
        TeamMember.joined_on <= horizon.last,
        or_(TeamMember.left_on.is_(None), TeamMember.left_on >= since),
    )
    contract = joinedload(TeamMember.employment)
    members = session.scalars(
        select(TeamMember)
        .where(TeamMember.team_id == team_id, inside)
        .options(contract.joinedload(Employment.organisation), contract.joinedload(Employment.job_role))
        .order_by(TeamMember.person_id, TeamMember.week_min.desc(), TeamMember.id)
    ).all()
    left = [member.left_on is not None and member.left_on < horizon.first for member in members]
    return (
        [member for member, gone in zip(members, left, strict=True) if not gone],
        [member for member, gone in zip(members, left, strict=True) if gone],
    )


def _employments(
    session: Session, person_ids: set[int], horizon: Horizon
) -> tuple[dict[int, list[Employment]], dict[int, list[Employment]]]:
    """Return the contracts of the period and the day after it, and those that ended before, by person."""
    running: dict[int, list[Employment]] = {person_id: [] for person_id in person_ids}
    earlier: dict[int, list[Employment]] = {person_id: [] for person_id in person_ids}
    for contract in session.scalars(
        select(Employment)
        .where(
            Employment.person_id.in_(person_ids),
            # The last night ends on the day after.
            Employment.started_on <= horizon.last + timedelta(days=1),
        )
        .options(joinedload(Employment.organisation), joinedload(Employment.job_role))
        .order_by(Employment.week_min.desc(), Employment.id)
    ):
        ended = contract.ended_on is not None and contract.ended_on < horizon.first
        (earlier if ended else running)[contract.person_id].append(contract)
    return running, earlier


def _placements(session: Session, person_ids: set[int], horizon: Horizon) -> dict[int, list[Placement]]:
    placements: dict[int, list[Placement]] = {}
    day_after = horizon.last + timedelta(days=1)
    for placement in active_placements_unscoped(session, person_ids, horizon.first, day_after):
        placements.setdefault(placement.person_id, []).append(placement)
    return placements


def _roles(
    session: Session,
    employments: Mapping[int, list[Employment]],
    placements: Mapping[int, list[Placement]],
) -> dict[int, JobRole]:
    """Return the roles in which these people may work anywhere, by id."""
    held: list[Employment | Placement] = [contract for rows in employments.values() for contract in rows]
    held += [placement for rows in placements.values() for placement in rows]
    ids = {contract_or_placement.job_role_id for contract_or_placement in held}
    return {role.id: role for role in session.scalars(select(JobRole).where(JobRole.id.in_(ids)))}


def _past_weeks(employments: Mapping[int, list[Employment]], horizon: Horizon) -> int:
    usual = figure("wtr_reference_period", horizon.first).whole
    weeks = [contract.organisation.averaging_weeks for held in employments.values() for contract in held]
    return max([usual, *weeks])


def _templates(session: Session, team_id: int, horizon: Horizon, used: set[int]) -> list[ShiftTemplate]:
    in_use = or_(
        ShiftTemplate.retired_on.is_(None),
        ShiftTemplate.retired_on > horizon.first,
        ShiftTemplate.id.in_(used),
    )
    return list(
        session.scalars(
            select(ShiftTemplate)
            .where(ShiftTemplate.team_id == team_id, in_use)
            .options(joinedload(ShiftTemplate.site).joinedload(Site.organisation))
            .order_by(ShiftTemplate.starts, ShiftTemplate.id)
        )
    )


def _demands(session: Session, template_ids: list[int]) -> dict[int, list[ShiftDemand]]:
    demands: dict[int, list[ShiftDemand]] = {template_id: [] for template_id in template_ids}
    for row in session.scalars(
        select(ShiftDemand)
        .where(ShiftDemand.shift_template_id.in_(template_ids))
        .options(joinedload(ShiftDemand.job_role))
        .order_by(ShiftDemand.id)
    ):
        demands[row.shift_template_id].append(row)
    return demands


def _work(
    session: Session, team_id: int, person_ids: set[int], horizon: Horizon, past_weeks: int
) -> dict[int, list[PromisedWork]]:
    """Return booked work from the longest reference period on, without the bookings of this rota itself."""
    from_at = clock.start_of_day(horizon.first - timedelta(weeks=past_weeks))
    to_at = clock.start_of_day(horizon.last + timedelta(days=1 + DAYS_AFTER))
    this_rota = and_(Rota.team_id == team_id, Rota.starts_on == horizon.first)
    work: dict[int, list[PromisedWork]] = {person_id: [] for person_id in person_ids}
    rows = session.execute(
        select(
            Booking.person_id,
            Booking.starts_at,
            Booking.ends_at,
            Booking.work_min,
            Booking.organisation_id,
            Booking.label,
            Rota.team_id,
        )
        .outerjoin(RotaAssignment, RotaAssignment.id == Booking.assignment_id)
        .outerjoin(Rota, Rota.id == RotaAssignment.rota_id)
        .where(
            Booking.person_id.in_(person_ids),
            Booking.ends_at > from_at,
            Booking.starts_at < to_at,
            or_(Rota.id.is_(None), ~this_rota),
        )
        .order_by(Booking.starts_at)
    )
    for person_id, starts_at, ends_at, work_min, organisation_id, label, of_team in rows:
        work[person_id].append(
            PromisedWork(starts_at, ends_at, work_min, organisation_id, label, by_team=of_team == team_id)
        )
    return work
