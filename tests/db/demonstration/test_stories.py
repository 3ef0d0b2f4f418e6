"""The trouble that the demonstration tells of is really there, and shows where people would meet it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import Apprenticeship, BreakInLearning, Review
from competences.training.models import TrainingRecord, TrainingState
from rostering.demonstration.sign_ins import PASSWORD, sign_ins
from rostering.demonstration.timeline import ROTA_DAYS, Timeline
from rostering.planning import RotaPlan, plan
from rostering.problem import Worker
from tests.db.demonstration.conftest import TODAY
from workforce.accounts.models import Account
from workforce.accounts.passwords import password_matches
from workforce.core.access import Role
from workforce.organisations.models import Team
from workforce.people.models import Person
from workforce.recruitment.models import Application
from workforce.recruitment.rules import ApplicationStatus

WEEKS = 17


@pytest.fixture(scope="module")
def next_rota(county: Session, shared_app: Flask) -> RotaPlan:
    """The rota of the first team that is to be made next."""
    team = county.scalars(select(Team).where(Team.name == "Weymouth and Portland")).one()
    timeline = Timeline(TODAY)
    sections = shared_app.extensions["passport_sections"]
    return plan(county, sections, team.id, timeline.next_start, timeline.next_day(ROTA_DAYS - 1))


def _worker(next_rota: RotaPlan, name: str) -> Worker:
    (key,) = [key for key, person in next_rota.people.items() if person.name == name]
    return next_rota.problem.worker_of[key]


@pytest.mark.parametrize(
    ("name", "what", "from_day"),
    [
        ("Sue Vye", "Fire safety", 0),
        ("Grace Adeyemi", "Resuscitation", 0),
        ("Danny Orchard", "not with children", 0),
        ("Owen Samways", "Registration", 21),
        ("Priya Nair", "placement at Dorset HealthCare", 21),
    ],
)
def test_a_gap_keeps_somebody_off_the_rota_from_the_day_it_opens(
    next_rota: RotaPlan, name: str, what: str, from_day: int
) -> None:
    days = [block.from_day for block in _worker(next_rota, name).blocks if what in block.words]
    assert days and min(days) == from_day


def test_everybody_else_is_ready_for_the_whole_rota_somewhere(next_rota: RotaPlan) -> None:
    told = {"Sue Vye", "Grace Adeyemi", "Danny Orchard", "Owen Samways", "Priya Nair"}
    hosts = {shift.host_key for shift in next_rota.problem.shifts}
    stuck = [
        next_rota.people[worker.key].name
        for worker in next_rota.problem.workers
        if hosts <= {block.host_key for block in worker.blocks}
    ]
    assert set(stuck) <= told


def test_one_nurse_alone_may_give_insulin(next_rota: RotaPlan) -> None:
    able = [
        next_rota.people[worker.key].name
        for worker in next_rota.problem.workers
        if any(skill.key == "county.insulin" for skill in worker.skills)
    ]
    assert able == ["Karen Stone"]


def test_iv_therapy_lapses_while_the_rota_lasts(next_rota: RotaPlan) -> None:
    (skill,) = [
        skill for skill in _worker(next_rota, "Tom Hallett").skills if skill.key == "county.iv_therapy"
    ]
    assert skill.to_day == 16


def test_a_student_may_work_20_hours_a_week(next_rota: RotaPlan) -> None:
    assert [cap.max_min for cap in _worker(next_rota, "Kofi Mensah").week_caps] == [20 * 60]


def test_two_employers_together_come_close_to_48_hours(next_rota: RotaPlan) -> None:
    worked = [week for week in _worker(next_rota, "Bev Trim").past_weeks[:WEEKS] if not week.excluded_days]
    average_hours = sum(week.work_min for week in worked) / len(worked) / 60
    assert 42 < average_hours <= 48


def test_one_break_and_one_late_review_are_on_the_board(county: Session) -> None:
    last_held = select(func.max(Review.held_on)).group_by(Review.apprenticeship_id)
    late = [day for day in county.scalars(last_held) if day + timedelta(days=84) < TODAY]
    on_break = select(func.count(BreakInLearning.id)).where(BreakInLearning.last_day.is_(None))
    assert (len(late), county.scalar(on_break)) == (1, 1)
    assert county.scalar(select(func.count(Apprenticeship.id))) == 30


def test_a_certificate_waits_for_the_verifier(county: Session) -> None:
    waiting = select(Person.family_name).join(TrainingRecord, TrainingRecord.person_id == Person.id)
    assert county.scalars(waiting.where(TrainingRecord.state == TrainingState.AWAITING)).all() == ["Adeyemi"]


def test_applications_wait_for_every_decision_of_a_recruiter(county: Session) -> None:
    statuses = set(county.scalars(select(Application.status)))
    assert statuses >= set(ApplicationStatus) - {ApplicationStatus.HIRED}


def test_there_is_somebody_to_sign_in_as_for_every_role(county: Session) -> None:
    accounts = county.scalars(
        select(Account).where(Account.email.in_([sign_in.email for sign_in in sign_ins()]))
    ).all()
    assert {grant.role for account in accounts for grant in account.grants} | {Role.STAFF} == set(Role)
    assert all(account.person_id for account in accounts)
    assert password_matches(accounts[0].password_hash, PASSWORD)
