"""A small team that can be rostered, and a worker whose solves run in a thread of the test."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.orm import Session

from rostering.runs.models import Run
from rostering.runs.services import ask_for_run
from rostering.worker import QueueWorker
from tests.factories import Factory, actor
from workforce.core.access import Actor, Role
from workforce.core.db import Database
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

MONDAY, SUNDAY = date(2027, 1, 4), date(2027, 1, 17)
#: Far more than any run here needs: each ends when its rota is proven, also on a busy machine.
SECONDS = 300


@pytest.fixture
def team(make: Factory) -> Team:
    """Four full-time people of one employer, and an Early that needs two of them on weekdays."""
    organisation = make.organisation()
    team = make.team(organisation)
    template = make.shift_template(team, make.site(organisation))
    for weekday in range(5):
        make.demand(template, weekday=weekday, minimum=2, wanted=2)
    for _ in range(4):
        make.member(team, make.employment(organisation=organisation))
    return team


@pytest.fixture
def lead(team: Team) -> Actor:
    """The lead of the team."""
    return actor(Role.TEAM_LEAD, team_id=team.id)


@pytest.fixture
def run(session: Session, team: Team, lead: Actor) -> Run:
    """A run that waits for a worker."""
    asked = ask_for_run(session, lead, team, MONDAY, SUNDAY, seconds=SECONDS, seed=1)
    session.commit()
    return asked


@pytest.fixture
def worker(database: Database) -> QueueWorker:
    """A worker that solves in this process, with one thread."""
    return QueueWorker(database, Sections([]), 1, lambda: ThreadPoolExecutor(1))
