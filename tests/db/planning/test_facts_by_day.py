"""Contracts, roles, service, opt-outs and caps that change on a day of the rota hold on their own days."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.explain.funnel import candidates
from rostering.planning import RotaPlan, plan
from rostering.problem import DatedRole, OptOut, Problem, Roster, RuleSpec, Stage
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from tests.factories import Factory, london
from tests.solver.small import modelled_cost
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, Team
from workforce.people.models import Person
from workforce.readiness.sections import Sections

MONDAY = date(2027, 1, 4)
#: Mondays of weeks around both clock changes, a year's end, a leap day and a month's end.
MONDAYS = (date(2027, 3, 22), date(2026, 10, 19), date(2026, 12, 28), date(2028, 2, 28), date(2027, 5, 31))


def plan_of(session: Session, team: Team, first: date = MONDAY, days: int = 28) -> RotaPlan:
    return plan(session, Sections([]), team.id, first, first + timedelta(days=days - 1))


def role_of(make: Factory, code: str) -> JobRole:
    """Return the role of a code, the same each time."""
    return make.session.scalar(select(JobRole).where(JobRole.code == code)) or make.job_role(code=code)


def promoted(make: Factory, team: Team, on: date) -> Person:
    """Put a care worker into a team who is a nurse from a day on, with fewer hours."""
    person = make.person()
    carer = make.employment(
        person, team.organisation, role_of(make, "carer"), ended_on=on - timedelta(days=1)
    )
    nurse = make.employment(person, team.organisation, role_of(make, "nurse"), started_on=on, week_min=1350)
    make.member(team, carer)
    make.member(team, nurse, joined_on=on)
    return person


def verdicts(problem: Problem, rule: str, shift: str) -> tuple[bool, bool, bool]:
    """Tell whether the checker, the model and the column engine let the first worker have a shift."""
    roster = Roster.of([(problem.workers[0].key, shift)])
    only = Problem(
        problem.first_day,
        problem.days,
        problem.shifts,
        problem.workers,
        problem.demands,
        (RuleSpec("one_at_a_time"), next(spec for spec in problem.rules if spec.rule == rule)),
        problem.day_starts,
    )
    decomposition = ProblemDecomposition(only, lambda: False)
    priced = decomposition.roster(decomposition.chosen_options(roster)) == roster
    return not check(only, roster).violations, modelled_cost(only, roster) is not None, priced


@pytest.mark.parametrize("first", [MONDAY, *MONDAYS])
def test_a_contract_that_changes_asks_for_the_hours_of_each_day(
    session: Session, make: Factory, first: date
) -> None:
    """37.5 h a week for 14 days and then 22.5 h for 14 days are 120 h, less whole bank holidays."""
    team, person = make.team(), make.person()
    change = first + timedelta(days=14)
    full = make.employment(person, team.organisation, ended_on=change - timedelta(days=1))
    part = make.employment(person, team.organisation, started_on=change, week_min=1350)
    make.member(team, full)
    make.member(team, part, joined_on=change)
    (worker,) = plan_of(session, team, first).problem.workers
    (period,) = worker.hours
    bank_holidays = 7200 - (period.target_min or 0)
    assert bank_holidays % 450 == 0 and (first in MONDAYS or bank_holidays == 0)
    assert worker.usual_day_min == 270


@pytest.mark.parametrize("first", [MONDAY, *MONDAYS])
def test_a_promotion_holds_from_its_day(session: Session, make: Factory, first: date) -> None:
    """Care worker to day 13 and nurse from day 14: duties of each role on its own days, by every judge."""
    team = make.team()
    promoted(make, team, first + timedelta(days=14))
    roles = [role_of(make, "carer"), role_of(make, "nurse")]
    for code, role in zip("CN", roles, strict=True):
        make.demand(make.shift_template(team, code=code), job_role_id=role.id)
    problem = plan_of(session, team, first).problem
    (worker,) = problem.workers
    assert worker.roles == ()
    assert worker.dated_roles == (DatedRole("carer", 0, 14), DatedRole("nurse", 14, None))
    for day in (0, 13, 14, 27):
        assert set(verdicts(problem, "required_skills", f"C@{day}")) == {day < 14}
        assert set(verdicts(problem, "required_skills", f"N@{day}")) == {day >= 14}
        for demand in problem.demands:
            if problem.shift_of[demand.shifts[0]].day == day:
                (candidate,) = candidates(problem, Roster(), demand)
                assert (candidate.stage is Stage.ROLE) is ((demand.roles == ("nurse",)) is (day < 14))


def test_a_night_over_a_promotion_needs_the_role_on_both_dates(session: Session, make: Factory) -> None:
    """The night from day 13 to day 14 is for neither role alone, and for a shift that both may work."""
    team = make.team()
    promoted(make, team, MONDAY + timedelta(days=14))
    carer, nurse = role_of(make, "carer"), role_of(make, "nurse")
    for code, needed in (("C", [carer]), ("N", [nurse]), ("B", [carer, nurse])):
        template = make.shift_template(team, code=code, starts=time(21), ends=time(7))
        for role in needed:
            make.demand(template, job_role_id=role.id)
    problem = plan_of(session, team).problem
    assert set(verdicts(problem, "required_skills", "C@13")) == {False}
    assert set(verdicts(problem, "required_skills", "N@13")) == {False}
    assert set(verdicts(problem, "required_skills", "B@13")) == {True}
    assert set(verdicts(problem, "required_skills", "C@12")) == {True}


def test_a_further_contract_keeps_a_role(session: Session, make: Factory) -> None:
    """Somebody who stays a care worker in the bank is one on every day."""
    team = make.team()
    person = promoted(make, team, MONDAY + timedelta(days=14))
    bank = make.employment(person, make.organisation(), role_of(make, "carer"), week_min=0)
    make.member(team, bank)
    (worker,) = plan_of(session, team).problem.workers
    assert worker.roles == ("carer",)
    assert worker.dated_roles == (DatedRole("nurse", 14, None),)


def overworked(make: Factory, person: Person, organisation: Organisation, first: date = MONDAY) -> None:
    """Book seventeen weeks of 60 hours before a day."""
    for week in range(1, 18):
        for day in range(6):
            on = first - timedelta(weeks=week) + timedelta(days=day)
            make.booking(person, organisation, london(on, 8), hours=10)


def average_verdict(problem: Problem) -> tuple[bool, ...]:
    """Tell whether each judge lets the first worker have the shift E@0."""
    return verdicts(problem, "average_hours", "E@0")[:2]


@pytest.mark.parametrize("first", [MONDAY, *MONDAYS])
def test_a_renewed_contract_keeps_the_hours_before_it(session: Session, make: Factory, first: date) -> None:
    """Seventeen weeks of 60 hours count on, whether a date of service or the contract before says so."""
    for earlier, since in ((True, None), (False, date(2020, 1, 6))):
        team, person = make.team(), make.person()
        if earlier:
            make.employment(person, team.organisation, ended_on=first - timedelta(days=1))
        renewed = make.employment(person, team.organisation, started_on=first, continuous_since=since)
        make.member(team, renewed, joined_on=first)
        make.demand(make.shift_template(team))
        overworked(make, person, team.organisation, first)
        problem = plan_of(session, team, first, days=7).problem
        assert problem.workers[0].post_start_day is None
        assert set(average_verdict(problem)) == {False}


@pytest.mark.parametrize(("gap_days", "start"), [(0, None), (6, None), (20, 0)])
def test_service_is_broken_by_a_week_without_a_contract(
    session: Session, make: Factory, gap_days: int, start: int | None
) -> None:
    """Employment Rights Act 1996, section 212: a week counts when any part of it has a contract."""
    team, person = make.team(), make.person()
    make.employment(person, team.organisation, ended_on=MONDAY - timedelta(days=1 + gap_days))
    make.member(team, make.employment(person, team.organisation, started_on=MONDAY), joined_on=MONDAY)
    (worker,) = plan_of(session, team).problem.workers
    assert worker.post_start_day == start


def test_a_contract_with_another_employer_does_not_go_on(session: Session, make: Factory) -> None:
    """Without recorded continuous service the average is over the time since they started."""
    team, person = make.team(), make.person()
    make.employment(person, make.organisation(), ended_on=MONDAY - timedelta(days=1))
    make.member(team, make.employment(person, team.organisation, started_on=MONDAY), joined_on=MONDAY)
    (worker,) = plan_of(session, team).problem.workers
    assert worker.post_start_day == 0


def test_an_opt_out_holds_from_its_day(session: Session, make: Factory) -> None:
    """The reference period that ends on day 6 is bound; those from day 10 on are not."""
    team = make.team()
    contract = make.employment(opted_out_on=MONDAY + timedelta(days=10))
    make.member(team, contract)
    make.demand(make.shift_template(team))
    overworked(make, contract.person, team.organisation)
    problem = plan_of(session, team).problem
    (worker,) = problem.workers
    assert (worker.opted_out, worker.opt_outs) == (False, (OptOut(10, None),))
    bound = {violation.days for violation in check(problem, Roster.of([("w0", "E@0")])).violations}
    assert tuple(range(7)) in bound
    assert tuple(range(14)) not in bound


def test_an_opt_out_ends_with_its_contract(session: Session, make: Factory) -> None:
    """A new employer needs an agreement of its own."""
    team, person = make.team(), make.person()
    change = MONDAY + timedelta(days=14)
    agreed = make.employment(person, ended_on=change - timedelta(days=1), opted_out_on=date(2025, 1, 1))
    make.member(team, agreed)
    make.member(team, make.employment(person, started_on=change), joined_on=change)
    (worker,) = plan_of(session, team).problem.workers
    assert (worker.opted_out, worker.opt_outs) == (False, (OptOut(0, 14),))


def test_a_placement_brings_its_role_on_its_days(session: Session, make: Factory) -> None:
    """Placed as a nurse to day 13."""
    team = make.team()
    contract = make.employment(job_role=role_of(make, "carer"))
    make.member(team, contract)
    make.placement(
        contract,
        team.organisation,
        job_role_id=role_of(make, "nurse").id,
        ends_on=MONDAY + timedelta(days=13),
    )
    (worker,) = plan_of(session, team).problem.workers
    assert (worker.roles, worker.dated_roles) == (("carer",), (DatedRole("nurse", 0, 14),))


def test_people_who_are_all_the_time_in_one_role_hold_it_throughout(session: Session, make: Factory) -> None:
    """Somebody who joins on day 5 needs no days of a role: the days before are refused already."""
    team = make.team()
    make.member(team, make.employment(job_role=role_of(make, "carer")), joined_on=MONDAY + timedelta(5))
    (worker,) = plan_of(session, team).problem.workers
    assert (worker.roles, worker.dated_roles) == (("carer",), ())
