"""A night at the end of a membership, of a contract or of evidence, from rows to verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.planning import plan
from rostering.problem import Problem
from tests.db.planning.test_readiness import Held, asks, held
from tests.db.planning.test_weeks_by_minute import SUNDAYS, judged
from tests.factories import Factory
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections
from workforce.teams.models import TeamMember


@dataclass
class Nights:
    """A team with a night each day, planned for the two weeks around a Sunday night."""

    session: Session
    make: Factory
    sunday: date
    team: Team

    @property
    def last(self) -> date:
        """The last day of the rota."""
        return self.sunday + timedelta(days=7)

    def member(self, joined_on: date | None = None, left_on: date | None = None) -> TeamMember:
        contract = self.make.employment(organisation=self.team.organisation)
        days = {"joined_on": joined_on} if joined_on else {}
        return self.make.member(self.team, contract, left_on=left_on, **days)

    def problem(self, until: date | None = None) -> Problem:
        """Return the problem; everybody holds a check until a day."""
        sections = Sections([Held([held("identity", until)])])
        return plan(self.session, sections, self.team.id, self.last - timedelta(days=13), self.last).problem


@pytest.fixture(params=SUNDAYS, ids=str)
def nights(request: pytest.FixtureRequest, session: Session, make: Factory) -> Nights:
    team = make.team()
    site = make.site(team.organisation)
    make.demand(make.shift_template(team, site, code="N", starts=time(21), ends=time(7)))
    return Nights(session, make, request.param, team)


def test_the_night_of_the_last_day_in_the_team_is_worked_while_employment_goes_on(nights: Nights) -> None:
    nights.member(left_on=nights.sunday)
    problem = nights.problem()
    assert judged(problem, "eligibility", "N@6") == {True}
    assert judged(problem, "eligibility", "N@7") == {False}


def test_the_night_of_the_last_day_of_a_contract_is_not(nights: Nights) -> None:
    nights.member().employment.ended_on = nights.sunday
    problem = nights.problem()
    assert judged(problem, "eligibility", "N@5") == {True}
    assert judged(problem, "eligibility", "N@6") == {False}


def test_nor_is_the_night_before_the_first_day(nights: Nights) -> None:
    nights.member(joined_on=nights.sunday + timedelta(days=1))
    problem = nights.problem()
    assert judged(problem, "eligibility", "N@6") == {False}
    assert judged(problem, "eligibility", "N@7") == {True}


@pytest.mark.parametrize("renewed", [True, False])
def test_the_last_night_of_a_rota_needs_a_contract_of_the_day_after(nights: Nights, renewed: bool) -> None:
    member = nights.member()
    member.employment.ended_on = nights.last
    if renewed:
        nights.make.employment(
            member.person,
            nights.team.organisation,
            member.employment.job_role,
            started_on=nights.last + timedelta(days=1),
        )
    problem = nights.problem()
    assert judged(problem, "eligibility", "N@12") == {True}
    assert judged(problem, "eligibility", "N@13") == {renewed}


@pytest.mark.parametrize("day", [6, 13])
def test_evidence_that_lapses_during_a_night_keeps_from_it(nights: Nights, day: int) -> None:
    asks(nights.make, "identity", "Identity")
    nights.member()
    lapses = nights.last - timedelta(days=13 - day)
    assert judged(nights.problem(lapses), "eligibility", f"N@{day}") == {False}
    assert judged(nights.problem(lapses + timedelta(days=1)), "eligibility", f"N@{day}") == {True}
