"""Fair shares count the days on which somebody was there."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.availability.models import Leave, LeaveKind, LeaveStatus
from rostering.checker import check
from rostering.planning import plan
from rostering.problem import Problem, Roster
from tests.factories import Factory, london
from tests.solver.small import modelled_cost
from workforce.organisations.models import Team
from workforce.people.models import Person
from workforce.readiness.sections import Sections

#: First days of rotas around a year's end, both clock changes, a leap day and a month's end.
MONDAYS = (date(2027, 1, 4), date(2027, 3, 22), date(2026, 10, 19), date(2028, 2, 28), date(2027, 5, 31))


def problem_of(session: Session, team: Team, first: date) -> Problem:
    return plan(session, Sections([]), team.id, first, first + timedelta(days=27)).problem


def nights(problem: Problem) -> list[tuple[int, int]]:
    """Return the nights of the past and the target of everybody who shares nights."""
    return [
        (share.past, share.target)
        for worker in problem.workers
        for share in worker.fair_shares
        if share.kind == "nights"
    ]


def night_team(make: Factory) -> Team:
    team = make.team()
    make.demand(make.shift_template(team, code="N", starts=time(21), ends=time(7)))
    return team


def worked(make: Factory, team: Team, people: list[Person], first: date, days: int = 84) -> None:
    """Book a night on each of the days before a rota, by people in turn."""
    for day in range(1, days + 1):
        person = people[day % len(people)]
        make.booking(person, team.organisation, london(first - timedelta(days=day), 21), hours=10)


@pytest.mark.parametrize("first", MONDAYS)
def test_a_joiner_shares_from_the_first_day(session: Session, make: Factory, first: date) -> None:
    """Three nurses had 28 nights each; with a fourth there are 28 ahead, seven for each."""
    team = night_team(make)
    people = [make.member(team).person for _ in range(3)]
    worked(make, team, people, first)
    contract = make.employment(started_on=first)
    make.member(team, contract, joined_on=first)
    problem = problem_of(session, team, first)
    assert nights(problem) == [(28, 35), (28, 35), (28, 35), (0, 7)]
    key = problem.workers[-1].key
    (spec,) = [spec for spec in problem.rules if spec.rule == "fairness"]
    for count, amount in ((7, 0), (8, 1)):
        roster = Roster.of((key, f"N@{2 * day}") for day in range(count))
        beyond = [violation for violation in check(problem, roster).violations if violation.spec == spec.name]
        assert sum(violation.amount for violation in beyond if violation.facts["kind"] == "nights") == amount


def test_a_joiner_of_the_middle_shares_from_then(session: Session, make: Factory) -> None:
    """Of 28 nights, fourteen are one nurse's and fourteen are shared by two."""
    first = MONDAYS[0]
    team = night_team(make)
    make.member(team)
    make.member(team, joined_on=first + timedelta(days=14))
    assert nights(problem_of(session, team, first)) == [(0, 21), (0, 7)]


@pytest.mark.parametrize(
    ("kind", "days", "target"),
    [
        (LeaveKind.MATERNITY, 84, 14),
        (LeaveKind.SICKNESS, 84, 14),
        (LeaveKind.SICKNESS, 28, 42),
        (LeaveKind.SICKNESS, 27, 56),
    ],
)
def test_a_long_absence_is_not_made_up_for(
    session: Session, make: Factory, kind: LeaveKind, days: int, target: int
) -> None:
    """Two nurses, a night each day: away for so many days to the eve of the rota, of 84 before it."""
    first = MONDAYS[0]
    team = night_team(make)
    there, back = make.member(team).person, make.member(team).person
    worked(make, team, [there], first)
    make.add(
        Leave(
            person_id=back.id,
            kind=kind,
            first_on=first - timedelta(days=days),
            last_on=first - timedelta(days=1),
            status=LeaveStatus.AGREED,
            asked_at=london(first - timedelta(days=100)),
        )
    )
    assert nights(problem_of(session, team, first))[1] == (0, target)


def test_hours_that_changed_count_as_they_were(session: Session, make: Factory) -> None:
    """84 nights were shared by halves; the 28 ahead are shared two to one."""
    first = MONDAYS[0]
    team, person = night_team(make), make.person()
    employment = make.employment(person)
    make.member(team, employment, left_on=first - timedelta(days=1))
    make.member(team, employment, week_min=1125, joined_on=first)
    other = make.member(team).person
    worked(make, team, [other, person], first)
    assert sorted(nights(problem_of(session, team, first))) == [(42, 52), (42, 61)]


def test_the_bank_shares_what_contracts_leave(session: Session, make: Factory) -> None:
    """Twelve duties of a week and seven people without hours: one or two each, in checker and model."""
    first = MONDAYS[0]
    team = make.team()
    template = make.shift_template(team)
    for weekday in range(4):
        make.demand(template, weekday=weekday, minimum=3, wanted=3)
    for _ in range(7):
        make.member(team, make.employment(week_min=0))
    problem = plan(session, Sections([]), team.id, first, first + timedelta(days=6)).problem
    even, uneven = (
        Roster.of((f"w{person}", f"{template.code}@{day}") for person, day in pairs)
        for pairs in (
            [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (3, 1), (2, 2), (3, 2), (4, 2), (4, 3), (5, 3), (6, 3)],
            [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 2), (3, 3), (4, 3), (5, 3)],
        )
    )
    amounts = [
        sum(
            violation.amount
            for violation in check(problem, roster).violations
            if violation.rule == "fairness"
        )
        for roster in (even, uneven)
    ]
    assert amounts == [5, 6]
    for roster in (even, uneven):
        report = check(problem, roster)
        assert modelled_cost(problem, roster) == (report.cost if report.lawful else None)
