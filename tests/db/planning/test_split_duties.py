"""A team that allows split duties has the rest of each 24 hours measured, from rows to verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.demand.models import TeamRule
from rostering.demand.rules import INSTEAD, Importance
from rostering.planning import RotaPlan, plan
from rostering.problem import Roster
from tests.factories import Factory
from tests.solver.small import modelled_cost
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

#: The second day of each is in turn: the clocks go forward, back, a leap day, a new month, and a new year.
SATURDAYS = (
    date(2027, 3, 27),
    date(2026, 10, 24),
    date(2027, 10, 30),
    date(2028, 2, 28),
    date(2027, 1, 31),
    date(2027, 12, 31),
)


def team_of(make: Factory, *, allowed: bool = True, **starts: Any) -> Team:
    team = make.team()
    for code, begins, ends in (("M", 8, 12), ("V", 16, 20), ("W", 17, 21)):
        make.demand(
            make.shift_template(team, code=code, starts=time(begins), ends=time(ends), break_min=0, **starts)
        )
    make.member(team)
    if allowed:
        values = {"hard": True, "importance": Importance.MOST, "parameters": {}}
        make.add(TeamRule(team_id=team.id, rule="split_duties", **values))
    return team


def plan_of(session: Session, team: Team, first: date) -> RotaPlan:
    return plan(session, Sections([]), team.id, first, first + timedelta(days=2))


def broken(planned: RotaPlan, shifts: str) -> set[str]:
    """Return which compulsory rules the first worker breaks by duties, seen by the checker and the model."""
    about = {*INSTEAD, *INSTEAD.values()}
    rules = tuple(spec for spec in planned.problem.rules if spec.rule in about)
    problem = replace(planned.problem, rules=rules, demands=())
    roster = Roster.of((problem.workers[0].key, key) for key in shifts.split())
    report = check(problem, roster)
    assert (modelled_cost(problem, roster) is not None) == report.lawful
    return {violation.rule for violation in report.violations if violation.hard}


@pytest.mark.parametrize("first", SATURDAYS)
def test_a_morning_and_an_evening_are_lawful_where_they_are_allowed(
    session: Session, make: Factory, first: date
) -> None:
    planned = plan_of(session, team_of(make), first)
    assert broken(planned, "M@0 V@0 M@1 V@1") == set()
    # From 21:00 to 08:00 are eleven hours, ten of them in the night in which the clocks go forward.
    lost = {"rest_in_24_hours"} if first == date(2027, 3, 27) else set()
    assert broken(planned, "M@0 W@0 M@1") == lost
    assert broken(planned, "M@1 W@1 M@2") == set()
    assert "split_duties" in broken(planned, "V@0 W@0")


def test_elsewhere_nobody_starts_two_duties_a_day(session: Session, make: Factory) -> None:
    planned = plan_of(session, team_of(make, allowed=False), SATURDAYS[0])
    assert broken(planned, "M@0 V@0") == {"one_at_a_time", "daily_rest"}
    rules = {spec.rule for spec in planned.problem.rules}
    assert set(INSTEAD) <= rules and not rules & set(INSTEAD.values())


def test_a_longer_rest_that_a_team_asks_for_stays_longer(session: Session, make: Factory) -> None:
    team = team_of(make)
    values = {"hard": True, "importance": Importance.MOST, "parameters": {"rest_min": 780}}
    make.add(TeamRule(team_id=team.id, rule="daily_rest", **values))
    planned = plan_of(session, team, SATURDAYS[0])
    (rest,) = [spec for spec in planned.problem.rules if spec.rule == "rest_in_24_hours"]
    assert rest.params["rest_min"] == 780
    assert broken(planned, "M@1 V@1 M@2 V@2") == {"rest_in_24_hours"}
