"""Workers as processes of their own: killed, told to end, asked to stop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from datetime import time as clock_time
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from rostering.rotas.models import Rota, RotaAssignment
from rostering.runs.models import ENDED, Run, RunStatus, RunStep
from rostering.runs.services import ask_for_run, stop_run
from tests.conftest import children_of, wait_until
from tests.factories import Factory, actor
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.commands import upgrade
from workforce.core.db import Database
from workforce.core.jobs import Job, JobStatus

TOP = Path(__file__).parents[3]
MONDAY = date(2027, 1, 4)
pytestmark = pytest.mark.slow


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[Database]:
    """A migrated database in a file that several processes can open."""
    found = Database(f"sqlite:///{tmp_path}/county.sqlite")
    upgrade(found)
    yield found
    found.dispose()


@pytest.fixture
def asked(own_database: Database) -> tuple[int, Actor]:
    """A run that takes longer than a test may, and the lead who asked for it."""
    with own_database.new_session(writes=True) as session:
        session.info["arranges"] = True
        make = Factory(session)
        organisation = make.organisation()
        team, site = make.team(organisation), make.site(organisation)
        for code, starts, ends in (("E", 7, 15), ("L", 13, 21), ("N", 21, 7)):
            shift = {"code": code, "starts": clock_time(starts), "ends": clock_time(ends)}
            make.demand(make.shift_template(team, site, **shift), minimum=3, wanted=4)
        for _ in range(20):
            make.member(team, make.employment(organisation=organisation))
        lead = actor(Role.TEAM_LEAD, team_id=team.id)
        run = ask_for_run(session, lead, team, MONDAY, MONDAY + timedelta(days=27), seconds=120)
        session.commit()
        return run.id, lead


@pytest.fixture
def start(own_database: Database) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Yield the means of starting workers; whatever still runs is killed at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flask", "--app", "app", "worker", "--threads", "2"]
        environment = os.environ | {"DATABASE_URL": str(own_database.engine.url), "SECRET_KEY": "tests only"}
        started.append(subprocess.Popen(command, cwd=TOP, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def run_of(database: Database, run_id: int) -> Run:
    with database.reading() as session:
        return session.get_one(Run, run_id)


def has_a_rota(database: Database, run_id: int) -> bool:
    with database.reading() as session:
        found = select(func.count()).where(RunStep.run_id == run_id, RunStep.best.is_not(None))
        return bool(session.scalar(found))


def stop(database: Database, run_id: int, lead: Actor, *, keep: bool) -> None:
    with database.writing() as session:
        stop_run(session, lead, session.get_one(Run, run_id), keep=keep)


def test_another_worker_finishes_what_a_killed_one_began(
    own_database: Database,
    asked: tuple[int, Actor],
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    """kill -9 in the middle of a solve: its child goes too, and the next worker brings the rota home."""
    run_id, lead = asked
    first = start()
    wait_until(lambda: has_a_rota(own_database, run_id) and len(begun_by(first.pid)) >= 2, 30)
    started = begun_by(first.pid)
    first.kill()
    first.wait()
    wait_until(lambda: not any(is_alive(one) for one in started), 5)
    with own_database.writing() as session:
        session.execute(update(Job).values(lease_ends_at=clock.now()))
    start()
    wait_until(lambda: run_of(own_database, run_id).started_at is not None, 10)
    wait_until(lambda: attempt(own_database) == 2 and has_a_rota(own_database, run_id), 30)
    stop(own_database, run_id, lead, keep=True)
    wait_until(lambda: run_of(own_database, run_id).status in ENDED, 10)
    with own_database.reading() as session:
        (rota,) = session.scalars(select(Rota))
        assert session.scalar(select(func.count()).where(RotaAssignment.rota_id == rota.id))


@pytest.mark.parametrize("keep", [True, False])
def test_a_run_stops_within_two_seconds(
    own_database: Database,
    asked: tuple[int, Actor],
    start: Callable[[], subprocess.Popen[bytes]],
    keep: bool,
) -> None:
    run_id, lead = asked
    worker = start()
    wait_until(lambda: has_a_rota(own_database, run_id), 30)
    started = begun_by(worker.pid)
    began = time.monotonic()
    stop(own_database, run_id, lead, keep=keep)
    wait_until(lambda: run_of(own_database, run_id).status in ENDED, 10)
    assert time.monotonic() - began < 2.5
    wait_until(lambda: not any(is_alive(one) for one in started), 2)
    ended = run_of(own_database, run_id)
    assert (ended.status, ended.rota_id is not None) == (RunStatus.STOPPED, keep)


def test_a_worker_that_is_told_to_end_gives_its_run_back(
    own_database: Database,
    asked: tuple[int, Actor],
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    run_id, _lead = asked
    worker = start()
    wait_until(lambda: has_a_rota(own_database, run_id), 30)
    worker.terminate()
    assert worker.wait(10) == 0
    with own_database.reading() as session:
        assert session.scalars(select(Job.status)).one() is JobStatus.QUEUED


def attempt(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(Job.attempt)).one()


def begun_by(pid: int) -> list[int]:
    """Return the processes that a process has started, and they in turn; Python's own is left out."""
    found = []
    for child in children_of(pid):
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
            found += [child, *begun_by(child)]
    return found


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2]
