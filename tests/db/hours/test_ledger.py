"""From rows in the database to balances, and on to the hours of the next rota's problem and its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from rostering.availability.models import Leave, LeaveKind, LeaveStatus
from rostering.checker import check
from rostering.demand.models import ShiftTemplate
from rostering.hours.models import EmployerHoursPolicy, HoursAdjustment
from rostering.hours.queries import ledgers_unscoped
from rostering.hours.rules import BankHolidays, LeaveCredit
from rostering.planning import RotaPlan, plan
from rostering.problem import Assignment, HoursPeriod, Roster, RuleSpec
from rostering.rotas.models import RotaStatus
from tests.factories import Factory, london
from tests.solver.rules.judges import priced_cost
from tests.solver.small import modelled_cost
from workforce.organisations.models import Sector, Team
from workforce.people.models import Person
from workforce.readiness.sections import Sections
from workforce.teams.models import TeamMember

#: A week without a bank holiday, far from clock changes.
MONDAY = date(2027, 2, 1)


def leave(make: Factory, person_id: int, first: date, last: date, **values: Any) -> Leave:
    defaults = {"kind": LeaveKind.ANNUAL, "status": LeaveStatus.AGREED, "asked_at": london(first)}
    return make.add(Leave(person_id=person_id, first_on=first, last_on=last, **defaults | values))


def published(
    make: Factory,
    team: Team,
    first: date,
    duties: Iterable[tuple[Person, ShiftTemplate, date]],
    days: int = 28,
) -> None:
    """Make a published rota with booked duties."""
    rota = make.rota(team, first, days, status=RotaStatus.PUBLISHED)
    for person, template, on in duties:
        assignment = make.assignment(rota, person, template, on)
        length = assignment.ends_at - assignment.starts_at
        make.booking(
            person,
            team.organisation,
            assignment.starts_at,
            length.total_seconds() / 3600,
            work_min=int(length.total_seconds()) // 60 - template.break_min,
            assignment_id=assignment.id,
        )


def part_timer(make: Factory, week_min: int = 1350, **values: Any) -> TeamMember:
    team = make.team()
    return make.member(team, make.employment(week_min=week_min), **values)


def plan_of(session: Session, team_id: int, first: date, days: int = 28) -> RotaPlan:
    return plan(session, Sections([]), team_id, first, first + timedelta(days=days - 1))


@contextmanager
def counting_queries(session: Session) -> Iterator[list[str]]:
    """Yield the list that every statement of the session is added to."""
    statements: list[str] = []
    connection = session.connection()

    def add(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(connection, "before_cursor_execute", add)
    yield statements
    event.remove(connection, "before_cursor_execute", add)


def period_of(session: Session, team_id: int, first: date, days: int = 28) -> HoursPeriod:
    return plan_of(session, team_id, first, days).problem.workers[0].hours[0]


def balance(session: Session, member: TeamMember, until: date | None = None) -> int:
    return ledgers_unscoped(session, member.team_id, [member.person_id], until)[member.person_id].balance_min


def test_fifteen_hours_over_lower_the_next_target_by_fifteen(session: Session, make: Factory) -> None:
    """165 hours worked of 150 leave 135 for the next four weeks, between 120 and 150."""
    member = make.member(make.team())
    template = make.shift_template(member.team)
    days = [MONDAY + timedelta(days=number) for number in range(22)]
    published(make, member.team, MONDAY, [(member.person, template, on) for on in days])
    assert balance(session, member) == 15 * 60
    period = period_of(session, member.team_id, MONDAY + timedelta(days=28))
    # Good Friday, 26 March, credits 7.5 hours of these four weeks.
    assert period.target_min == (150 - 7.5 - 15) * 60
    assert (period.min_min, period.max_min) == ((127.5 - 14.25) * 60, (127.5 + 14.25) * 60)


def test_hours_owed_raise_the_next_target_within_the_share_of_a_rota(session: Session, make: Factory) -> None:
    """Nothing worked of 90 hours: 20 percent of the next rota are added, the rest stays in the balance."""
    member = part_timer(make)
    published(make, member.team, MONDAY - timedelta(days=28), [])
    assert balance(session, member) == -90 * 60
    assert period_of(session, member.team_id, MONDAY).target_min == (90 + 18) * 60


@pytest.mark.parametrize(
    ("week_min", "first", "days", "hours_left"),
    [
        (2250, MONDAY, 5, 112.5),
        (2250, MONDAY, 7, 112.5),
        (1350, MONDAY + timedelta(days=3), 7, 67.5),
        (1350, MONDAY + timedelta(days=1), 3, 67.5),
        (1350, MONDAY + timedelta(days=5), 9, 67.5),
        (900, MONDAY + timedelta(days=8), 2, 45),
        (900, MONDAY, 1, 52.5),
        (1350, MONDAY - timedelta(days=7), 42, None),
    ],
)
def test_leave_lowers_the_target_by_hours_of_the_contract(
    session: Session, make: Factory, week_min: int, first: date, days: int, hours_left: float | None
) -> None:
    member = part_timer(make, week_min)
    leave(make, member.person_id, first, first + timedelta(days=days - 1))
    planned = plan_of(session, member.team_id, MONDAY)
    targets = [period.target_min for period in planned.problem.workers[0].hours]
    assert targets == ([] if hours_left is None else [hours_left * 60])


@pytest.mark.parametrize("kind", list(LeaveKind))
def test_part_of_a_day_is_credited_whatever_it_is_for(
    session: Session, make: Factory, kind: LeaveKind
) -> None:
    member = part_timer(make)
    leave(make, member.person_id, MONDAY, MONDAY, kind=kind, starts=time(9), ends=time(12))
    assert period_of(session, member.team_id, MONDAY).target_min == (90 - 3) * 60


def test_leave_to_midnight_is_credited_until_midnight(session: Session, make: Factory) -> None:
    member = part_timer(make)
    leave(make, member.person_id, MONDAY, MONDAY, starts=time(22), ends=time(0))
    assert period_of(session, member.team_id, MONDAY).target_min == (90 - 2) * 60


def test_leave_that_is_only_asked_for_is_not_credited(session: Session, make: Factory) -> None:
    member = part_timer(make)
    leave(make, member.person_id, MONDAY, MONDAY + timedelta(days=6), status=LeaveStatus.ASKED)
    assert period_of(session, member.team_id, MONDAY).target_min == 90 * 60


def test_days_that_are_usually_worked_say_what_a_day_credits(session: Session, make: Factory) -> None:
    """22.5 hours on five days are days of 4.5 hours."""
    member = part_timer(make, days_a_week=5)
    leave(make, member.person_id, MONDAY, MONDAY + timedelta(days=1))
    assert period_of(session, member.team_id, MONDAY).target_min == (90 - 9) * 60


@pytest.mark.parametrize(
    ("first", "night_on", "night_hours"),
    [
        (date(2027, 3, 15), date(2027, 3, 27), 11),
        (date(2027, 10, 18), date(2027, 10, 30), 13),
        (date(2026, 10, 12), date(2026, 10, 24), 13),
        (date(2026, 12, 21), date(2026, 12, 31), 12),
        (date(2028, 2, 14), date(2028, 2, 28), 12),
        (date(2027, 4, 19), date(2027, 4, 30), 12),
    ],
)
def test_a_night_counts_its_minutes_and_the_contract_stays_the_contract(
    session: Session, make: Factory, first: date, night_on: date, night_hours: int
) -> None:
    member = part_timer(make)
    template = make.shift_template(member.team, code="N", starts=time(20), ends=time(8), break_min=60)
    make.demand(template, weekday=night_on.weekday())
    published(make, member.team, first, [(member.person, template, night_on)])
    ledger = ledgers_unscoped(session, member.team_id, [member.person_id])[member.person_id]
    assert sum(week.contract_min for week in ledger.weeks) == 90 * 60
    assert [week.worked_min for week in ledger.weeks if week.worked_min] == [(night_hours - 1) * 60]

    planned = plan_of(session, member.team_id, first)
    (worker,) = planned.problem.workers
    roster = Roster((Assignment(worker.key, f"N@{(night_on - first).days}"),))
    about_hours = [rule for rule in planned.problem.rules if rule.rule in ("hours_target", "contract_hours")]
    problem = replace(planned.problem, rules=(*about_hours, RuleSpec("one_at_a_time")))
    verdict = check(problem, roster)
    assert verdict.cost == modelled_cost(problem, roster) == priced_cost(problem, roster)
    (off_target,) = [violation for violation in verdict.violations if violation.rule == "hours_target"]
    target = worker.hours[0].target_min
    assert dict(off_target.facts) == {"total_min": (night_hours - 1) * 60, "target_min": target}


def test_a_contract_that_changes_in_the_rota_is_asked_by_its_days(session: Session, make: Factory) -> None:
    """Sixteen days of 37.5 and twelve of 22.5 hours a week: a new contract, and a place in the team each."""
    team = make.team()
    old = make.employment(ended_on=MONDAY + timedelta(days=15))
    new = make.employment(old.person, old.organisation, week_min=1350, started_on=MONDAY + timedelta(days=16))
    make.member(team, old)
    make.member(team, new, joined_on=MONDAY + timedelta(days=16))
    assert period_of(session, team.id, MONDAY).target_min == (2250 * 16 + 1350 * 12) // 7


def test_swaps_and_new_versions_are_in_the_next_reading(session: Session, make: Factory) -> None:
    member = part_timer(make)
    template = make.shift_template(member.team)
    published(make, member.team, MONDAY, [(member.person, template, MONDAY)])
    assert balance(session, member) == (7.5 - 90) * 60
    make.rota(member.team, MONDAY, version=2)
    assert balance(session, member) == (7.5 - 90) * 60
    assert balance(session, member, MONDAY + timedelta(days=7)) == (7.5 - 22.5) * 60


def test_leave_in_a_published_rota_is_credited_and_a_standing_duty_counted_once(
    session: Session, make: Factory
) -> None:
    member = part_timer(make)
    template = make.shift_template(member.team)
    duties = [(member.person, template, MONDAY), (member.person, template, MONDAY + timedelta(days=8))]
    published(make, member.team, MONDAY, duties)
    leave(make, member.person_id, MONDAY, MONDAY + timedelta(days=6), kind=LeaveKind.SICKNESS)
    assert balance(session, member) == (22.5 + 7.5 - 90) * 60


def test_an_adjustment_counts_until_it_is_taken_back(session: Session, make: Factory) -> None:
    member = part_timer(make)
    published(make, member.team, MONDAY, [], days=7)
    row: HoursAdjustment = make.add(
        HoursAdjustment(
            team_id=member.team_id,
            person_id=member.person_id,
            on_date=MONDAY,
            minutes=90,
            reason="Stayed for a handover",
            made_at=london(MONDAY),
        )
    )
    assert balance(session, member) == -1350 + 90
    row.reversed_at = datetime.now().astimezone()
    session.flush()
    assert balance(session, member) == -1350


def test_an_employer_counts_in_its_own_way_from_a_day_on(session: Session, make: Factory) -> None:
    member = part_timer(make)
    make.add(
        EmployerHoursPolicy(
            organisation_id=member.employment.organisation_id,
            valid_from=MONDAY + timedelta(days=28),
            leave_credit=LeaveCredit.CALENDAR_DAYS,
            bank_holidays=BankHolidays.IN_LEAVE,
            carried_most_percent=0,
            source="Local agreement",
            set_at=london(MONDAY),
        )
    )
    leave(make, member.person_id, MONDAY, MONDAY)
    leave(make, member.person_id, MONDAY + timedelta(days=28), MONDAY + timedelta(days=28))
    assert period_of(session, member.team_id, MONDAY).target_min == (90 - 7.5) * 60
    published(make, member.team, MONDAY, [])
    after = period_of(session, member.team_id, MONDAY + timedelta(days=28))
    assert after.target_min == 90 * 60 - 1350 // 7 - 1


def test_a_council_has_its_own_working_day(session: Session, make: Factory) -> None:
    council = make.organisation(sector=Sector.CARE, full_time_week_min=2220)
    member = make.member(make.team(council), make.employment(organisation=council, week_min=2220))
    leave(make, member.person_id, MONDAY, MONDAY)
    assert period_of(session, member.team_id, MONDAY).target_min == (148 - 7.4) * 60


def test_more_people_and_rotas_need_no_more_queries(session: Session, make: Factory) -> None:
    member = part_timer(make)
    template = make.shift_template(member.team)
    published(make, member.team, MONDAY, [(member.person, template, MONDAY)])
    team_id, person_id = member.team_id, member.person_id
    session.expunge_all()
    with counting_queries(session) as few:
        ledgers_unscoped(session, team_id, [person_id])
    others = [make.member(member.team) for _ in range(5)]
    for other in others:
        leave(make, other.person_id, MONDAY, MONDAY)
    for number in range(1, 4):
        first = MONDAY + timedelta(days=28 * number)
        published(make, member.team, first, [(other.person, template, first) for other in others])
    person_ids = [row.person_id for row in [member, *others]]
    session.expunge_all()
    with counting_queries(session) as many:
        ledgers_unscoped(session, team_id, person_ids)
    assert len(many) == len(few)


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize(
    ("first", "bank_holidays"),
    [
        (date(2027, 3, 15), {date(2027, 3, 26), date(2027, 3, 29)}),
        (date(2027, 10, 18), set()),
        (date(2026, 10, 12), set()),
        (date(2026, 12, 21), {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}),
        (date(2028, 2, 14), set()),
        (date(2027, 4, 19), {date(2027, 5, 3)}),
    ],
)
def test_a_week_off_is_a_week_of_hours_at_every_turn_of_the_calendar(
    session: Session, make: Factory, first: date, bank_holidays: set[date], weekday: int
) -> None:
    """A bank holiday in the week off is part of its hours; one outside it credits 4.5 hours more."""
    member = part_timer(make)
    off, last_off = (first + timedelta(days=7 + weekday + number) for number in (0, 6))
    leave(make, member.person_id, off, last_off)
    outside = [on for on in bank_holidays if not off <= on <= last_off]
    target = (90 - 22.5 - 4.5 * len(outside)) * 60
    assert abs((period_of(session, member.team_id, first).target_min or 0) - target) < 1
