"""What lies before a rota keeps its days as the clocks change, and no skipped hour stops a plan."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.formats import read_problem, write_native
from rostering.planning import RotaPlan, plan
from rostering.problem import Problem, Roster, RuleSpec
from rostering.rules.base import fixed_duties
from rostering.workspace.wording import clock_cut
from tests.factories import Factory
from tests.solver.rules.judges import ONE_AT_A_TIME, priced_cost
from tests.solver.small import modelled_cost
from workforce.core import clock
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

#: First days of rotas: the day after each change of the clocks, and ones without a change nearby.
FIRST_DAYS = (
    date(2027, 3, 29),
    date(2026, 10, 26),
    date(2027, 11, 1),
    date(2027, 1, 1),
    date(2028, 3, 1),
    date(2027, 6, 1),
)
SPRING = date(2027, 3, 28)


def plan_of(session: Session, team: Team, first: date, days: int = 7) -> RotaPlan:
    return plan(session, Sections([]), team.id, first, first + timedelta(days=days - 1))


def team_at_night(make: Factory, starts: time = time(23), ends: time = time(7)) -> Team:
    team = make.team()
    make.demand(make.shift_template(team, code="N", starts=starts, ends=ends, break_min=0))
    return team


@pytest.mark.parametrize("first", FIRST_DAYS)
def test_nights_before_a_rota_are_on_their_own_days(session: Session, make: Factory, first: date) -> None:
    """Four nights from 23:00 on the four days before; a fifth is one too many for each judge."""
    team = team_at_night(make)
    member = make.member(team)
    for days in range(1, 5):
        on = first - timedelta(days=days)
        make.booking(member.person, team.organisation, clock.from_london(on, time(23)), hours=7)
    planned = plan_of(session, team, first).problem
    assert [duty.day for duty in fixed_duties(planned, planned.workers[0])] == [-4, -3, -2, -1]
    runs = RuleSpec("longest_run_of_nights", params={"max_nights": 4})
    problem = Problem(
        first,
        7,
        planned.shifts,
        planned.workers,
        rules=(runs, ONE_AT_A_TIME),
        day_starts=planned.day_starts,
        earlier_day_starts=planned.earlier_day_starts,
        later_day_starts=planned.later_day_starts,
    )
    fifth = Roster.of([(problem.workers[0].key, "N@0")])
    assert check(problem, fifth).violations
    assert modelled_cost(problem, fifth) is None
    assert priced_cost(problem, fifth) is None
    after_a_rest = Roster.of([(problem.workers[0].key, "N@1")])
    assert not check(problem, after_a_rest).violations
    assert modelled_cost(problem, after_a_rest) == 0
    assert priced_cost(problem, after_a_rest) == 0


@pytest.mark.parametrize("first", FIRST_DAYS)
def test_midnights_around_a_rota_are_those_of_the_clock(session: Session, make: Factory, first: date) -> None:
    problem = plan_of(session, team_at_night(make), first, 14).problem
    start = clock.start_of_day(first)
    for day in range(-40, 40):
        midnight = clock.start_of_day(first + timedelta(days=day))
        minute = int((midnight - start).total_seconds()) // 60
        assert problem.day_start(day) == minute
        assert problem.day_of(minute) == day
        assert problem.day_of(minute - 1) == day - 1


@pytest.mark.parametrize("first", FIRST_DAYS)
def test_the_format_keeps_the_midnights_around_a_rota(session: Session, make: Factory, first: date) -> None:
    problem = plan_of(session, team_at_night(make), first).problem
    assert read_problem(write_native(problem)) == problem


@pytest.mark.parametrize(
    ("starts", "ends", "worked"),
    [
        (time(1), time(2), None),
        (time(1, 15), time(1, 45), None),
        (time(0), time(1, 30), ("00:00", "02:00", 60)),
        (time(1, 30), time(5), ("02:00", "05:00", 180)),
        (time(1), time(5), ("02:00", "05:00", 180)),
    ],
)
def test_a_duty_in_the_skipped_hour_is_left_out_or_shortened(
    session: Session, make: Factory, starts: time, ends: time, worked: tuple[str, str, int] | None
) -> None:
    team = team_at_night(make, starts, ends)
    make.member(team)
    made = plan_of(session, team, date(2027, 3, 22))
    keys = [shift.key for shift in made.problem.shifts]
    assert keys == [f"N@{day}" for day in range(7 if worked else 6)]
    (cut,) = made.clock_cuts
    words = clock_cut(cut)
    assert cut.on_date == SPRING and "28 March" in words
    if worked is None:
        assert cut.worked is None and "left out" in words
        assert len(made.problem.demands) == 6
    else:
        assert made.problem.shifts[-1].work_min == worked[2]
        assert f"from {worked[0]} to {worked[1]}" in words


@pytest.mark.parametrize("first", FIRST_DAYS)
def test_other_days_cut_nothing(session: Session, make: Factory, first: date) -> None:
    made = plan_of(session, team_at_night(make, time(1), time(2)), first)
    assert len(made.problem.shifts) == 7
    assert made.clock_cuts == ()


def test_a_night_that_ends_in_the_skipped_hour_ends_as_the_clocks_change(
    session: Session, make: Factory
) -> None:
    """From 22:00 on Saturday to 01:30: the clocks show 02:00 after three hours."""
    made = plan_of(session, team_at_night(make, time(22), time(1, 30)), date(2027, 3, 22))
    assert [shift.work_min for shift in made.problem.shifts] == [210, 210, 210, 210, 210, 180, 210]
    assert [cut.on_date for cut in made.clock_cuts] == [date(2027, 3, 27)]
    assert isinstance(made.clock_cuts[0].worked, tuple) and isinstance(made.clock_cuts[0].worked[0], datetime)
