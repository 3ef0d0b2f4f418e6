"""The demonstration county holds what it promises: people, teams, and months of lawful work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from rostering.bookings.models import Booking
from rostering.checker import check
from rostering.demonstration.load import load
from rostering.hours.queries import ledgers_unscoped
from rostering.planning.plan import plan
from rostering.rotas.models import Rota, RotaAssignment
from tests.db.demonstration.conftest import TODAY
from workforce.core.clock import age_on
from workforce.core.errors import Conflict
from workforce.employments.models import Employment, EmploymentKind
from workforce.organisations.models import Organisation, Team, TeamSite
from workforce.people.models import Person
from workforce.teams.models import TeamMember


def test_everyone_is_fictional(county: Session) -> None:
    assert county.scalar(select(func.count()).where(~Person.is_fictional)) == 0


def test_there_are_400_staff_of_nine_kinds_of_employer(county: Session) -> None:
    assert county.scalar(select(func.count(Person.id))) == 400
    employers = select(func.count(Employment.organisation_id.distinct())).where(Employment.ended_on.is_(None))
    assert (county.scalar(employers) or 0) >= 9


def test_firms_that_do_not_exist_carry_no_public_code(county: Session) -> None:
    coded = select(Organisation.name).where(Organisation.is_fictional, Organisation.code.is_not(None))
    assert county.scalars(coded).all() == []


def test_each_team_has_members_of_four_employers_and_works_at_two_sites(county: Session) -> None:
    employers = (
        select(TeamMember.team_id, func.count(Employment.organisation_id.distinct()))
        .join(TeamMember.employment)
        .group_by(TeamMember.team_id)
    )
    sites = select(TeamSite.team_id, func.count()).group_by(TeamSite.team_id)
    by_employers, by_sites = county.execute(employers).all(), county.execute(sites).all()
    assert (len(by_employers), len(by_sites)) == (6, 6)
    assert [row for row in by_employers if row[1] < 4] == []
    assert [row for row in by_sites if row[1] < 2] == []


def test_there_are_30_apprentices_of_whom_four_are_under_18(county: Session) -> None:
    born = county.scalars(
        select(Person.born_on)
        .join(Employment, Employment.person_id == Person.id)
        .where(Employment.kind == EmploymentKind.APPRENTICE)
    ).all()
    assert len(born) == 30
    assert sum(age_on(day, TODAY) < 18 for day in born) == 4


def test_three_months_of_rotas_are_past(county: Session) -> None:
    first = county.scalar(select(func.min(RotaAssignment.on_date)))
    assert first is not None and first <= TODAY - timedelta(days=90)


def test_the_next_rota_can_still_be_published_in_time(county: Session) -> None:
    last = county.scalar(select(func.max(Rota.ends_on)))
    assert last is not None and last + timedelta(days=1) >= TODAY + timedelta(days=42)


def test_nobody_is_booked_twice_at_a_time(county: Session) -> None:
    later = aliased(Booking)
    overlaps = (
        select(func.count())
        .select_from(Booking)
        .join(later, (later.person_id == Booking.person_id) & (later.id > Booking.id))
        .where(later.starts_at < Booking.ends_at, Booking.starts_at < later.ends_at)
    )
    assert county.scalar(overlaps) == 0


@pytest.mark.parametrize("team_name", ["Weymouth and Portland", "Poole Central"])
def test_past_rotas_are_lawful(county: Session, shared_app: Flask, team_name: str) -> None:
    sections = shared_app.extensions["passport_sections"]
    past = select(Rota).join(Rota.team).where(Team.name == team_name, Rota.ends_on < TODAY)
    for rota in county.scalars(past.order_by(Rota.starts_on)).all()[::3]:
        rota_plan = plan(county, sections, rota.team_id, rota.starts_on, rota.ends_on, rota.id)
        assignments = county.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == rota.id)).all()
        report = check(rota_plan.problem, rota_plan.roster_of(assignments))
        assert [violation for violation in report.violations if violation.hard] == []


def test_a_county_with_organisations_is_left_alone(county: Session) -> None:
    with pytest.raises(Conflict):
        load(county, scale=1, seed=1, today=TODAY)


def test_balances_of_hours_are_those_of_well_kept_teams(county: Session) -> None:
    """Nobody is far over or under, and not everybody is even."""
    for team_id in county.scalars(select(Team.id)):
        person_ids = county.scalars(select(TeamMember.person_id).where(TeamMember.team_id == team_id)).all()
        ledgers = ledgers_unscoped(county, team_id, person_ids)
        balances = [ledger.balance_min for ledger in ledgers.values()]
        assert max(map(abs, balances)) <= 10 * 60
        assert len(set(balances)) > 5
