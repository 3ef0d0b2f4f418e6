"""A night counts in each week and day of law for the minutes that are worked in it, from rows to verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.planning import RotaPlan, plan
from rostering.problem import Problem, Roster
from tests.db.planning.test_readiness import Held, held
from tests.factories import Factory, london
from tests.solver.rules.judges import priced_cost
from tests.solver.small import modelled_cost
from workforce.checks.details import CheckKind
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

#: Sundays: both changes of the clocks, a leap day's week, a month's end, a year's end, and the one after it.
SUNDAYS = (
    date(2027, 3, 28),
    date(2026, 10, 25),
    date(2027, 10, 31),
    date(2028, 2, 27),
    date(2027, 2, 28),
    date(2027, 1, 31),
    date(2028, 12, 31),
    date(2027, 1, 3),
)


def team_of(make: Factory) -> Team:
    team = make.team()
    make.demand(make.shift_template(team, code="N", starts=time(21), ends=time(7), break_min=60))
    make.demand(make.shift_template(team, code="L", starts=time(14), ends=time(21), break_min=0))
    return team


def plan_of(session: Session, team: Team, first: date, limit_min: int | None, days: int = 14) -> RotaPlan:
    limited = held(CheckKind.RIGHT_TO_WORK, week_limit_min=limit_min, limit_covers="all")
    sections = Sections([Held([limited] if limit_min else [])])
    return plan(session, sections, team.id, first, first + timedelta(days=days - 1))


def judged(problem: Problem, rule: str, shifts: str) -> set[bool]:
    """Return what the checker, the model and the column engine say of duties of the first worker."""
    rules = tuple(spec for spec in problem.rules if spec.rule in (rule, "one_at_a_time"))
    alone = replace(problem, rules=rules, demands=())
    roster = Roster.of((problem.workers[0].key, shift) for shift in shifts.split())
    verdicts = not check(alone, roster).violations, modelled_cost(alone, roster), priced_cost(alone, roster)
    return {verdict is not None and verdict is not False for verdict in verdicts}


@pytest.mark.parametrize("sunday", SUNDAYS)
@pytest.mark.parametrize(
    ("shifts", "limit_min"),
    [
        # Nine hours of work in ten: three tenths of it before midnight, and seven tenths after.
        ("N@6 L@7 L@8", 2 * 420 + 378),
        ("L@4 L@5 N@6", 2 * 420 + 162),
    ],
)
def test_a_sunday_night_counts_in_both_weeks_of_a_visa(
    session: Session, make: Factory, sunday: date, shifts: str, limit_min: int
) -> None:
    team = team_of(make)
    make.member(team)
    monday = sunday - timedelta(days=6)
    assert judged(plan_of(session, team, monday, limit_min).problem, "visa_hours", shifts) == {True}
    assert judged(plan_of(session, team, monday, limit_min - 1).problem, "visa_hours", shifts) == {False}


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_a_night_before_the_rota_and_one_at_its_end_count_in_its_weeks(
    session: Session, make: Factory, sunday: date
) -> None:
    """From 21:00 on Sunday, ten hours: seven of them count in the week of the rota."""
    team, monday = team_of(make), sunday + timedelta(days=1)
    person = make.member(team).person
    make.booking(person, team.organisation, london(sunday, 21), hours=10)
    make.booking(person, team.organisation, london(sunday + timedelta(days=9), 8), hours=10)
    before = plan_of(session, team, monday, 840, days=7).problem
    assert [week.work_min for week in before.workers[0].past_weeks[:2]] == [180, 0]
    assert judged(before, "visa_hours", "L@0") == {True}
    assert judged(plan_of(session, team, monday, 839, days=7).problem, "visa_hours", "L@0") == {False}
    last = plan_of(session, team, monday, 978, days=7).problem
    assert judged(last, "visa_hours", "N@6") == {True}
    assert judged(plan_of(session, team, monday, 977, days=7).problem, "visa_hours", "N@6") == {False}


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_the_average_counts_each_minute_in_its_own_period(
    session: Session, make: Factory, sunday: date
) -> None:
    """Seven of ten hours before the rota, and 162 of 540 minutes of its last night, are in its week."""
    team, monday = team_of(make), sunday + timedelta(days=1)
    make.booking(make.member(team).person, team.organisation, london(sunday, 21), hours=10)
    problem = plan_of(session, team, monday, None, days=7).problem
    for most, fits in ((420 + 162, True), (420 + 161, False)):
        rules = tuple(
            replace(spec, params={"max_week_min": most, "period_weeks": 1})
            if spec.rule == "average_hours"
            else spec
            for spec in problem.rules
        )
        assert judged(replace(problem, rules=rules), "average_hours", "N@6") == {fits}


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_under_18_the_morning_and_the_evening_of_two_nights_are_one_day(
    session: Session, make: Factory, sunday: date
) -> None:
    """A day has 378 minutes of the night before and 162 of its own: nine hours, one more than eight."""
    team = team_of(make)
    make.member(team, make.employment(make.person(born_on=sunday - timedelta(days=17 * 365))))
    problem = plan_of(session, team, sunday - timedelta(days=6), None).problem
    assert judged(problem, "young_day", "N@6 N@7") == {False}
    assert judged(problem, "young_day", "N@6 N@8") == {True}
