"""The teams with their sites, shifts, needs and members, and the rotas they have worked."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from rostering.availability.models import DayRequest, Leave, LeaveKind, LeaveStatus
from rostering.bookings.models import Booking
from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate
from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.history import DAY, Busy, PastDuty, RotaHistory
from rostering.demonstration.staff import Staff
from rostering.demonstration.teams import OwnDuty, Place, TeamPlan, shifts
from rostering.demonstration.timeline import ROTA_DAYS, Timeline
from rostering.horizon import Horizon
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from workforce.organisations.models import Team, TeamSite
from workforce.placements.models import Placement, PlacementStatus
from workforce.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class PlaceLeave:
    """Leave of one place, in days of the timeline, both included."""

    first: int
    last: int
    kind: LeaveKind
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class TeamPast:
    """The past of one team by place, without people, so that every part of a large county can use it."""

    plan: TeamPlan
    absences: list[list[PlaceLeave]]
    own_duties: list[list[tuple[int, OwnDuty]]]
    duties: list[PastDuty]


def team_past(plan: TeamPlan, timeline: Timeline, randomness: random.Random) -> TeamPast:
    """Return who was away when, who worked for their own employer, and who worked which shift."""
    absences = [_absences(place, timeline, randomness) for place in plan.places]
    own = [
        [(day, duty) for day in range(timeline.all_days) for duty in place.own if day % 7 in duty.weekdays]
        for place in plan.places
    ]
    # Nobody works for their own employer while on leave from it.
    away = [
        frozenset(day for leave in spans if leave.agreed for day in range(leave.first, leave.last + 1))
        | _not_ready(place, timeline)
        for place, spans in zip(plan.places, absences, strict=True)
    ]
    own = [[(day, duty) for day, duty in days if day not in off] for days, off in zip(own, away, strict=True)]
    history = RotaHistory(plan, [[_busy(day, duty) for day, duty in days] for days in own], away)
    horizon = Horizon(timeline.first_day, timeline.next_start - timedelta(days=1))
    weekdays = [horizon.demand_weekday(day) for day in range(horizon.days)]
    return TeamPast(plan, absences, own, history.fill(weekdays))


def add_team(county: DemonstrationCounty, staff: Staff, past: TeamPast, part: int, number: int) -> int:
    """Add one team with everything that it has and did, and return its id."""
    firms = county.firms[part]
    plan = past.plan
    names = list(county.neighbourhood_ids)
    neighbourhood = plan.name if part == 0 else names[(part * 6 + number) % len(names)]
    again = (part * 6 + number) // len(names)
    name = f"{neighbourhood} {again + 1}" if again else neighbourhood
    team_id = county.rows.add(
        Team,
        name=name,
        neighbourhood_id=county.neighbourhood_ids[neighbourhood],
        organisation_id=county.organisation_ids[plan.organisation],
    )
    sites = {code: county.site_for(site, firms) for code, site in plan.sites.items()}
    for site in dict.fromkeys(sites.values()):
        county.rows.add(TeamSite, team_id=team_id, site_id=county.site_ids[site])
    templates = _add_shifts(county, plan, team_id, sites)
    lead = staff.add_lead(plan, team_id, named=part == 0 and number == 0)
    members = [
        staff.add_member(place, firms.get(place.employer, place.employer), named=part == 0)
        for place in plan.places
    ]
    for worker in members:
        _add_membership(county, worker, team_id)
        _add_placements(
            county, worker, team_id, plan, {code: county.site_hosts[s] for code, s in sites.items()}
        )
    _add_own_duties(county, staff, past, members, firms)
    _add_absences(county, past, members, county.account_ids[lead.person_id])
    _add_rotas(county, past, members, team_id, templates, sites, county.account_ids[lead.person_id])
    return team_id


def _absences(place: Place, timeline: Timeline, randomness: random.Random) -> list[PlaceLeave]:
    """Return leave of whole weeks and of single days, and now and then sickness, spread over the months."""
    weeks = timeline.all_days // 7
    next_week = timeline.published_days // 7
    leaves = []
    # One week in each quarter of the time, so that nobody is away for most of a rota.
    for week in [first + randomness.randrange(weeks // 4) for first in range(0, weeks, weeks // 4)]:
        # Only every second of these weeks is kept in the rota to be made, as each takes a whole weekend.
        if week < next_week or randomness.random() < 0.5:
            leaves.append(PlaceLeave(week * 7, week * 7 + 6, LeaveKind.ANNUAL))
    if randomness.random() < 0.6:
        day = randomness.randrange(timeline.today_index - 3)
        leaves.append(PlaceLeave(day, day + randomness.randrange(3), LeaveKind.SICKNESS))
    if randomness.random() < 0.15:
        day = timeline.published_days + randomness.randrange(ROTA_DAYS - 3)
        leaves.append(PlaceLeave(day, day + randomness.randrange(1, 4), LeaveKind.ANNUAL, agreed=False))
    if story_days := place.story.get("leave_in_next_rota"):
        leaves = [leave for leave in leaves if leave.last < timeline.published_days]
        first, last = (timeline.published_days + day for day in story_days)
        leaves.append(PlaceLeave(first, last, LeaveKind.ANNUAL))
    return _apart(leaves)


def _not_ready(place: Place, timeline: Timeline) -> frozenset[int]:
    """Return the days on which a place cannot work because its story is a gap in readiness."""
    if place.story.get("adult_dbs_only"):
        return frozenset(range(timeline.published_days))
    if (ago := place.story.get("fire_safety_ran_out_days_ago")) is not None:
        return frozenset(range(timeline.today_index - ago, timeline.published_days))
    return frozenset()


def _apart(spans: list[PlaceLeave]) -> list[PlaceLeave]:
    """Return the spans that do not overlap an earlier one."""
    apart: list[PlaceLeave] = []
    for leave in sorted(spans, key=lambda span: span.first):
        if not apart or leave.first > apart[-1].last:
            apart.append(leave)
    return apart


def _busy(day: int, duty: OwnDuty) -> Busy:
    start = day * DAY + duty.starts.hour * 60 + duty.starts.minute
    end = day * DAY + duty.ends.hour * 60 + duty.ends.minute
    return Busy(start, end, end - start - duty.break_min)


def _add_shifts(
    county: DemonstrationCounty, plan: TeamPlan, team_id: int, sites: dict[str, str]
) -> dict[str, int]:
    templates = {}
    for code in sites:
        shift = shifts()[code]
        templates[code] = county.rows.add(
            ShiftTemplate,
            team_id=team_id,
            site_id=county.site_ids[sites[code]],
            code=code,
            name=shift.name,
            kind=ShiftKind(shift.kind),
            starts=shift.starts,
            ends=shift.ends,
            break_min=shift.break_min,
        )
    for need in plan.needs:
        for weekday in need.weekdays:
            county.rows.add(
                ShiftDemand,
                shift_template_id=templates[need.shift],
                weekday=weekday,
                job_role_id=county.role_ids[need.role] if need.role else None,
                competence_code=need.competence,
                minimum=need.minimum,
                wanted=need.wanted,
            )
    return templates


def _add_membership(county: DemonstrationCounty, worker: StaffMember, team_id: int) -> None:
    assert worker.place is not None
    worker.team_id = team_id
    joined = worker.story.get("joined_days_ago")
    county.rows.add(
        TeamMember,
        team_id=team_id,
        person_id=worker.person_id,
        employment_id=worker.employment_id,
        week_min=worker.place.week_min,
        joined_on=county.today - timedelta(days=joined) if joined else county.timeline.first_day,
    )


def _add_placements(
    county: DemonstrationCounty, worker: StaffMember, team_id: int, plan: TeamPlan, hosts: dict[str, str]
) -> None:
    """Add leave to work at every host of the team that needs the person's role and does not employ them."""
    wanted = {hosts[need.shift] for need in plan.needs if need.role == worker.role} - {worker.employer}
    worker.hosts |= wanted
    ends_on = county.timeline.next_day(ROTA_DAYS + 180)
    if (last_day := worker.story.get("placement_ends_on_day")) is not None:
        ends_on = county.timeline.next_day(last_day)
    asked_on = county.timeline.first_day - timedelta(days=40)
    for host in sorted(wanted):
        county.rows.add(
            Placement,
            person_id=worker.person_id,
            employment_id=worker.employment_id,
            host_organisation_id=county.organisation_ids[host],
            team_id=team_id,
            job_role_id=county.role_ids[worker.role],
            starts_on=county.timeline.first_day,
            ends_on=ends_on,
            status=PlacementStatus.ACTIVE,
            description=f"Shifts of the {plan.name} team",
            asked_on=asked_on,
            employer_agreed_on=asked_on + timedelta(days=3),
            person_agreed_on=asked_on + timedelta(days=5),
            host_accepted_on=asked_on + timedelta(days=9),
        )


def _add_own_duties(
    county: DemonstrationCounty,
    staff: Staff,
    past: TeamPast,
    members: list[StaffMember],
    firms: dict[str, str],
) -> None:
    """Book what people do for their own employer, and for a second one where they have it."""
    for worker, days in zip(members, past.own_duties, strict=True):
        assert worker.place is not None
        second = worker.place.second_employer
        if second is not None:
            worker.hosts.add(firms.get(second, second))
            staff.second_contract(worker, firms.get(second, second), 0)
        for day, duty in days:
            busy = _busy(day, duty)
            mark = firms.get(second, second) if duty.second and second else worker.employer
            on = county.timeline.day(day)
            county.rows.add(
                Booking,
                person_id=worker.person_id,
                organisation_id=county.organisation_ids[mark],
                starts_at=county.instant_of(on, duty.starts),
                ends_at=county.instant_of(on, duty.ends),
                work_min=busy.work_min,
                label=duty.label,
            )


def _add_absences(
    county: DemonstrationCounty, past: TeamPast, members: list[StaffMember], lead_account_id: int
) -> None:
    timeline = county.timeline
    for worker, spans in zip(members, past.absences, strict=True):
        for leave in spans:
            first_on = timeline.day(leave.first)
            asked_at = _asked_at(county, leave)
            answer: dict[str, Any] = {"status": LeaveStatus.ASKED}
            if leave.agreed:
                answer = {
                    "status": LeaveStatus.AGREED,
                    "decided_at": min(county.now, asked_at + timedelta(hours=30)),
                    "decided_by_account_id": lead_account_id,
                }
            county.rows.add(
                Leave,
                person_id=worker.person_id,
                kind=leave.kind,
                first_on=first_on,
                last_on=timeline.day(leave.last),
                asked_at=asked_at,
                **answer,
            )
        _add_wishes(county, worker, spans)


def _asked_at(county: DemonstrationCounty, leave: PlaceLeave) -> datetime:
    """Return when leave was asked for: sickness on the day, the rest weeks ahead."""
    morning = county.instant_of(county.timeline.day(leave.first), shifts()["E"].starts)
    if leave.kind is LeaveKind.SICKNESS:
        return morning
    return min(county.now - timedelta(days=2 + leave.first % 5), morning - timedelta(days=70))


def _add_wishes(county: DemonstrationCounty, worker: StaffMember, spans: list[PlaceLeave]) -> None:
    """Add up to three wishes for the rota that is to be made, not on days of leave."""
    first = county.timeline.published_days
    for day in sorted(county.random.sample(range(ROTA_DAYS), county.random.randrange(4))):
        if any(leave.first <= first + day <= leave.last for leave in spans):
            continue
        wants_work = county.random.random() < 0.3
        county.rows.add(
            DayRequest,
            person_id=worker.person_id,
            on_date=county.timeline.next_day(day),
            wants_work=wants_work,
            shift_kind=county.random.choice((None, ShiftKind.EARLY, ShiftKind.LATE)) if wants_work else None,
            weight=county.random.choice((1, 2, 2, 3)),
            note="" if wants_work else county.random.choice(_WHY_OFF),
            asked_at=county.now - timedelta(days=county.random.randint(1, 20)),
        )


_WHY_OFF = ("", "", "A birthday", "A wedding", "School play", "A friend visits", "Football final")


def _add_rotas(
    county: DemonstrationCounty,
    past: TeamPast,
    members: list[StaffMember],
    team_id: int,
    templates: dict[str, int],
    sites: dict[str, str],
    lead_account_id: int,
) -> None:
    """Add the published rotas, their assignments and bookings."""
    timeline, rows = county.timeline, county.rows
    rota_ids = {}
    for first in range(0, timeline.published_days, ROTA_DAYS):
        starts_on = timeline.day(first)
        published_at = county.instant_of(starts_on - timedelta(days=46), shifts()["D"].starts)
        rota_ids[first] = rows.add(
            Rota,
            team_id=team_id,
            starts_on=starts_on,
            ends_on=timeline.day(first + ROTA_DAYS - 1),
            version=1,
            status=RotaStatus.PUBLISHED,
            created_at=published_at - timedelta(days=6),
            saved_at=published_at - timedelta(hours=2),
            published_at=published_at,
            published_by_account_id=lead_account_id,
        )
    instants = _Instants(county, timeline)
    labels = {code: f"{shifts()[code].name}, {site}" for code, site in sites.items()}
    for duty in past.duties:
        worker = members[duty.place]
        on, starts_at, ends_at = instants.of(duty)
        assignment_id = rows.add(
            RotaAssignment,
            rota_id=rota_ids[duty.day // ROTA_DAYS * ROTA_DAYS],
            person_id=worker.person_id,
            shift_template_id=templates[duty.shift],
            on_date=on,
            starts_at=starts_at,
            ends_at=ends_at,
            locked=False,
        )
        rows.add(
            Booking,
            person_id=worker.person_id,
            organisation_id=county.organisation_ids[worker.employer],
            starts_at=starts_at,
            ends_at=ends_at,
            work_min=(ends_at - starts_at).seconds // 60 - shifts()[duty.shift].break_min,
            label=labels[duty.shift],
            assignment_id=assignment_id,
        )


class _Instants:
    """The day, start and end of each duty; worked out once for each shift on each day."""

    def __init__(self, county: DemonstrationCounty, timeline: Timeline) -> None:
        self._county = county
        self._timeline = timeline

    def of(self, duty: PastDuty) -> tuple[date, datetime, datetime]:
        """Return the day and the two instants of a duty."""
        on, shift = self._timeline.day(duty.day), shifts()[duty.shift]
        ends_on = on + timedelta(days=1) if shift.is_night else on
        return on, self._county.instant_of(on, shift.starts), self._county.instant_of(ends_on, shift.ends)
