"""Works out hours ledgers from what is kept: contracts, published rotas, leave, policies and adjustments.

No balance is stored, so none can differ from what it stands for: a swap, a new version of a rota, leave that
is agreed or taken back and a contract that changes are in the next reading. See decision 0054.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from sqlalchemy import ColumnElement, case, or_, select, true
from sqlalchemy.orm import Session, joinedload

from rostering.availability.models import Leave
from rostering.availability.queries import leave_unscoped
from rostering.availability.rules import span
from rostering.bookings.models import Booking
from rostering.demand.models import ShiftTemplate
from rostering.horizon import monday_of
from rostering.hours.models import EmployerHoursPolicy, HoursAdjustment
from rostering.hours.rules import (
    DAYS_PER_WEEK,
    BankHolidays,
    HoursPolicy,
    LeaveCredit,
    RotaHours,
    TeamContract,
    Terms,
    TimeAway,
    credits_of,
    rota_hours,
    working_day_min,
)
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from workforce.core import clock
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.core.paging import Page, page_of
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation, Sector, Team
from workforce.organisations.queries import organisation_in_reach
from workforce.people.models import Person
from workforce.people.queries import matches
from workforce.teams.models import TeamMember

#: How far around the days in question leave is read, so that runs of days away are whole.
RUN_MARGIN = timedelta(days=DAYS_PER_WEEK)
#: For how long a lead sees the hours of people who have left the team.
LEFT_SHOWN = timedelta(weeks=12)
#: The first day for which sector figures are asked; earlier days keep them.
SINCE = date(1990, 1, 1)


@dataclass(frozen=True)
class LedgerWeek:
    """What one week, as far as published rotas cover it, adds to a balance."""

    #: The days of the week that published rotas cover, the first and the last.
    first: date
    last: date
    contract_min: int
    worked_min: int
    #: Minutes that absences and bank holidays credit, by kind; rounded, so that what is shown adds up.
    credited_min: Mapping[str, int]
    #: The days of each kind that is credited, in order.
    days: Mapping[str, tuple[date, ...]]
    adjustments: tuple[HoursAdjustment, ...]

    @property
    def adjusted_min(self) -> int:
        """The minutes that adjustments add or take, without those that were taken back."""
        return sum(adjustment.minutes for adjustment in self.adjustments if adjustment.reversed_at is None)

    @property
    def change_min(self) -> int:
        """What the week adds to the balance; below 0 if the person owes it."""
        return self.worked_min + sum(self.credited_min.values()) + self.adjusted_min - self.contract_min


@dataclass(frozen=True)
class Ledger:
    """A person's hours in a team: every week that published rotas cover, and the balance after them."""

    team: Team
    person_id: int
    terms: Terms
    #: By day, the earliest first.
    weeks: tuple[LedgerWeek, ...]

    @cached_property
    def balance_min(self) -> int:
        """Minutes worked or credited beyond the contract; below 0 if the person owes hours."""
        return sum(week.change_min for week in self.weeks)

    @cached_property
    def balances_min(self) -> tuple[int, ...]:
        """The balance after each week."""
        return tuple(accumulate(week.change_min for week in self.weeks))


def ledgers_unscoped(
    session: Session, team_id: int, person_ids: Collection[int], until: date | None = None
) -> dict[int, Ledger]:
    """Return the ledgers of people in a team over its published rotas, up to the day before `until`.

    Takes a fixed number of queries. The caller has checked who asks.
    """
    return {
        person_id: ledger
        for (_, person_id), ledger in _ledgers(
            session, TeamMember.team_id == team_id, person_ids, until or date.max
        ).items()
    }


def rota_hours_unscoped(
    session: Session, team_id: int, person_ids: Collection[int], first: date, last: date
) -> dict[int, RotaHours]:
    """Return what each person of a team owes from `first` to `last`, with what is carried into these days."""
    away: dict[int, list[TimeAway]] = defaultdict(list)
    for leave in leave_unscoped(session, person_ids, first - RUN_MARGIN, last + RUN_MARGIN):
        away[leave.person_id].append(time_away(leave))
    return {
        person_id: rota_hours(ledger.terms, away[person_id], first, last, ledger.balance_min)
        for person_id, ledger in ledgers_unscoped(session, team_id, person_ids, first).items()
    }


def time_away(leave: Leave) -> TimeAway:
    """Return agreed leave as it is credited."""
    part_min = None
    if leave.starts is not None and leave.ends is not None:
        part = span(leave.first_on, leave.last_on, leave.starts, leave.ends, leave.kind.value, "")
        part_min = int((part.ends_at - part.starts_at).total_seconds()) // 60
    return TimeAway(leave.first_on, leave.last_on, leave.kind.value, part_min)


def _ledgers(
    session: Session, of: ColumnElement[bool], person_ids: Collection[int], until: date
) -> dict[tuple[int, int], Ledger]:
    """Return ledgers by team and person."""
    memberships = list(
        session.scalars(
            select(TeamMember)
            .where(of, TeamMember.person_id.in_(person_ids))
            .options(
                joinedload(TeamMember.team),
                joinedload(TeamMember.employment).joinedload(Employment.organisation),
            )
            .order_by(TeamMember.joined_on, TeamMember.id)
        )
    )
    teams = {member.team_id: member.team for member in memberships}
    covered = _covered(session, teams, until)
    stretches = [stretch for rotas in covered.values() for stretch in rotas] or [(SINCE, SINCE)]
    first, last = min(stretches)[0], max(last for _, last in stretches)
    worked = _worked(session, teams, person_ids, until)
    away: dict[int, list[TimeAway]] = defaultdict(list)
    for leave in leave_unscoped(session, person_ids, first - RUN_MARGIN, last + RUN_MARGIN):
        away[leave.person_id].append(time_away(leave))
    adjustments = _adjustments(session, teams, person_ids, until)
    by_team: dict[int, list[TeamMember]] = defaultdict(list)
    for member in memberships:
        by_team[member.team_id].append(member)
    policies = _policies(session, {member.employment.organisation for member in memberships})
    ledgers = {}
    for team_id, members in by_team.items():
        contracts: dict[int, list[TeamContract]] = defaultdict(list)
        for member in members:
            held = policies[member.employment.organisation_id]
            contracts[member.person_id].append(_contract(member, held))
        parts = _parts_of_weeks(covered[team_id])
        for person_id, held_contracts in contracts.items():
            terms, key = Terms(tuple(held_contracts)), (team_id, person_id)
            weeks = _weeks(
                terms,
                covered[team_id],
                parts,
                worked.get(key, {}),
                away[person_id],
                adjustments.get(key, []),
            )
            ledgers[key] = Ledger(teams[team_id], person_id, terms, weeks)
    return ledgers


def _parts_of_weeks(covered: Iterable[tuple[date, date]]) -> dict[date, list[tuple[date, date]]]:
    """Return the stretches of each week that are covered, by its Monday."""
    parts: dict[date, list[tuple[date, date]]] = defaultdict(list)
    for first, last in covered:
        monday = monday_of(first)
        while monday <= last:
            sunday = monday + timedelta(days=DAYS_PER_WEEK - 1)
            parts[monday].append((max(first, monday), min(last, sunday)))
            monday += timedelta(days=DAYS_PER_WEEK)
    return parts


def _weeks(
    terms: Terms,
    covered: Sequence[tuple[date, date]],
    parts: Mapping[date, Sequence[tuple[date, date]]],
    worked: Mapping[date, int],
    away: Sequence[TimeAway],
    adjustments: Sequence[HoursAdjustment],
) -> tuple[LedgerWeek, ...]:
    """Return the weeks of a ledger in which anything is asked, worked, credited or put right."""
    adjusted: dict[date, list[HoursAdjustment]] = defaultdict(list)
    for adjustment in adjustments:
        adjusted[monday_of(adjustment.on_date)].append(adjustment)
    credited: dict[date, dict[str, Fraction | int]] = defaultdict(dict)
    days: dict[date, dict[str, list[date]]] = defaultdict(dict)
    for first, last in covered:
        for credit in credits_of(terms, away, first, last, worked):
            monday = monday_of(credit.on)
            totals = credited[monday]
            totals[credit.kind] = totals.get(credit.kind, 0) + credit.minutes
            days[monday].setdefault(credit.kind, []).append(credit.on)
    worked_min: dict[date, int] = defaultdict(int)
    for on, minutes in worked.items():
        # Hours without a contract that the team plans are paid as they are worked, and owed by nobody.
        if terms.week_min(on):
            worked_min[monday_of(on)] += minutes
    weeks = []
    for monday in sorted({*parts, *adjusted}):
        spans = parts.get(monday) or [(adjusted[monday][0].on_date, adjusted[monday][0].on_date)]
        sevenths = sum(terms.contract_sevenths(*span) for span in parts.get(monday, ()))
        credits = credited.get(monday, {})
        week = LedgerWeek(
            first=spans[0][0],
            last=spans[-1][1],
            contract_min=round(sevenths / DAYS_PER_WEEK),
            worked_min=worked_min.get(monday, 0),
            credited_min={kind: round(minutes) for kind, minutes in credits.items()},
            days={kind: tuple(days[monday][kind]) for kind in credits},
            adjustments=tuple(adjusted.get(monday, ())),
        )
        if week.contract_min or week.worked_min or week.adjustments:
            weeks.append(week)
    return tuple(weeks)


def _covered(session: Session, team_ids: Iterable[int], until: date) -> dict[int, list[tuple[date, date]]]:
    """Return the days before `until` that published rotas of each team cover, as stretches in order."""
    covered: dict[int, list[tuple[date, date]]] = {team_id: [] for team_id in team_ids}
    rows = session.execute(
        select(Rota.team_id, Rota.starts_on, Rota.ends_on)
        .where(Rota.team_id.in_(covered), Rota.status == RotaStatus.PUBLISHED, Rota.starts_on < until)
        .order_by(Rota.team_id, Rota.starts_on)
    )
    for team_id, first, ends_on in rows:
        stretches, last = covered[team_id], min(ends_on, until - timedelta(days=1))
        if stretches and first <= stretches[-1][1] + timedelta(days=1):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((first, last))
    return covered


def _worked(
    session: Session, team_ids: Iterable[int], person_ids: Collection[int], until: date
) -> dict[tuple[int, int], dict[date, int]]:
    """Return minutes of duties in published rotas, by team and person and by the day they start on."""
    worked: dict[tuple[int, int], dict[date, int]] = defaultdict(dict)
    rows = session.execute(
        select(
            Rota.team_id,
            RotaAssignment.person_id,
            RotaAssignment.on_date,
            # The times are only needed where a booking does not say how long the duty is.
            case((Booking.id.is_(None), RotaAssignment.starts_at)),
            case((Booking.id.is_(None), RotaAssignment.ends_at)),
            ShiftTemplate.break_min,
            Booking.work_min,
        )
        .join(Rota, Rota.id == RotaAssignment.rota_id)
        .join(ShiftTemplate, ShiftTemplate.id == RotaAssignment.shift_template_id)
        .outerjoin(Booking, Booking.assignment_id == RotaAssignment.id)
        .where(
            Rota.team_id.in_(list(team_ids)),
            Rota.status == RotaStatus.PUBLISHED,
            RotaAssignment.person_id.in_(person_ids),
            RotaAssignment.on_date < until,
        )
    )
    for team_id, person_id, on, starts_at, ends_at, break_min, booked_min in rows:
        minutes = booked_min or int((ends_at - starts_at).total_seconds()) // 60 - break_min
        by_day = worked[team_id, person_id]
        by_day[on] = by_day.get(on, 0) + minutes
    return worked


def _adjustments(
    session: Session, team_ids: Iterable[int], person_ids: Collection[int], until: date
) -> dict[tuple[int, int], list[HoursAdjustment]]:
    adjustments: dict[tuple[int, int], list[HoursAdjustment]] = defaultdict(list)
    for adjustment in session.scalars(
        select(HoursAdjustment)
        .where(
            HoursAdjustment.team_id.in_(list(team_ids)),
            HoursAdjustment.person_id.in_(person_ids),
            HoursAdjustment.on_date < until,
        )
        .options(joinedload(HoursAdjustment.made_by), joinedload(HoursAdjustment.reversed_by))
        .order_by(HoursAdjustment.on_date, HoursAdjustment.id)
    ):
        adjustments[adjustment.team_id, adjustment.person_id].append(adjustment)
    return adjustments


def _contract(member: TeamMember, policies: tuple[HoursPolicy, ...]) -> TeamContract:
    employment = member.employment
    first = max(member.joined_on, employment.started_on)
    ends = [on for on in (member.left_on, employment.ended_on) if on is not None]
    if member.days_a_week:
        day_min = Fraction(member.week_min, member.days_a_week)
    else:
        day_min = working_day_min(
            member.week_min,
            max(employment.week_min, member.week_min),
            employment.organisation.full_time_week_min,
            figure("hours_working_days_a_week", first).whole,
        )
    return TeamContract(first, min(ends) if ends else None, member.week_min, day_min, policies)


def _policies(
    session: Session, organisations: Collection[Organisation]
) -> dict[int, tuple[HoursPolicy, ...]]:
    """Return the policies of employers, the latest last: that of the sector, then what they set."""
    policies = {
        organisation.id: [default_policy(organisation.sector)]
        for organisation in sorted(organisations, key=lambda organisation: organisation.id)
    }
    for policy in session.scalars(
        select(EmployerHoursPolicy)
        .where(EmployerHoursPolicy.organisation_id.in_(policies))
        .order_by(EmployerHoursPolicy.valid_from)
    ):
        policies[policy.organisation_id].append(
            HoursPolicy(
                policy.valid_from,
                policy.leave_credit,
                policy.bank_holidays,
                policy.carried_most_percent,
                policy.source,
            )
        )
    return {organisation_id: tuple(held) for organisation_id, held in policies.items()}


def default_policy(sector: Sector) -> HoursPolicy:
    """Return how an employer of a sector counts hours until it sets its own way."""
    leave = figure(f"hours_leave_credit_{sector.value}", SINCE)
    holidays = figure(f"hours_bank_holidays_{sector.value}", SINCE)
    most = figure(f"hours_carried_most_{sector.value}", SINCE)
    return HoursPolicy(
        valid_from=SINCE,
        leave_credit=LeaveCredit(str(leave.value)),
        bank_holidays=BankHolidays(str(holidays.value)),
        carried_most_percent=most.whole,
        source=leave.source,
    )


def own_ledgers(session: Session, actor: Actor) -> list[Ledger]:
    """Return the actor's own ledgers, one for each team they are or were in, by the team's name."""
    if actor.person_id is None:
        return []
    ledgers = _ledgers(session, true(), [actor.person_id], date.max)
    return sorted(ledgers.values(), key=lambda ledger: ledger.team.name)


def people_with_hours(session: Session, actor: Actor, team_id: int, search: str, number: int) -> Page[Person]:
    """Return a page of the people of a team, by name; those who left stay for the weeks of `LEFT_SHOWN`."""
    _team_led(session, actor, team_id)
    since = clock.today() - LEFT_SHOWN
    # A list of ids, not EXISTS: SQLite would look at everybody in the county for that.
    in_team = select(TeamMember.person_id).where(
        TeamMember.team_id == team_id, or_(TeamMember.left_on.is_(None), TeamMember.left_on >= since)
    )
    wanted = select(Person).where(Person.id.in_(in_team), *(matches(word) for word in search.split()))
    return page_of(session, wanted.order_by(Person.family_name, Person.given_name, Person.id), number)


def ledger_of(session: Session, actor: Actor, team_id: int, person_id: int) -> tuple[TeamMember, Ledger]:
    """Return somebody's ledger in a team that the actor leads, and their place in the team."""
    member = membership_to_adjust(session, actor, team_id, person_id)
    return member, ledgers_unscoped(session, team_id, [person_id])[person_id]


def membership_to_adjust(session: Session, actor: Actor, team_id: int, person_id: int) -> TeamMember:
    """Return the first place of a person in a team that the actor leads; NotFound without one."""
    _team_led(session, actor, team_id)
    member = session.scalar(
        select(TeamMember)
        .where(TeamMember.team_id == team_id, TeamMember.person_id == person_id)
        .order_by(TeamMember.joined_on, TeamMember.id)
        .options(joinedload(TeamMember.person), joinedload(TeamMember.team))
        .limit(1)
    )
    if member is None:
        raise NotFound
    return member


def adjustment_of(
    session: Session, actor: Actor, team_id: int, person_id: int, adjustment_id: int
) -> HoursAdjustment:
    """Return an adjustment of a person's hours in a team that the actor leads."""
    _team_led(session, actor, team_id)
    adjustment = session.scalar(
        select(HoursAdjustment).where(
            HoursAdjustment.id == adjustment_id,
            HoursAdjustment.team_id == team_id,
            HoursAdjustment.person_id == person_id,
        )
    )
    if adjustment is None:
        raise NotFound
    return adjustment


def policies_of(session: Session, actor: Actor, organisation_id: int) -> tuple[HoursPolicy, ...]:
    """Return how an organisation counts hours: what its sector says, then what it set, by first day."""
    organisation = organisation_in_reach(session, actor, Permission.MANAGE_ORGANISATION, organisation_id)
    return _policies(session, [organisation])[organisation.id]


def _team_led(session: Session, actor: Actor, team_id: int) -> None:
    if not can(actor, Permission.DECIDE_LEAVE, team_id=team_id) or session.get(Team, team_id) is None:
        raise NotFound
