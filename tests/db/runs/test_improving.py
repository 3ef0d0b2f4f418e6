"""A run that improves a rota begins with it, and never puts a worse one beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.planning import plan
from rostering.problem import Result, Roster, Status
from rostering.rotas.models import Rota, RotaAssignment
from rostering.runs.models import Run, RunSnapshot, RunStatus, RunStep
from rostering.runs.services import ask_for_run, outcomes, stop_run
from rostering.worker import QueueWorker
from tests.db.runs.conftest import MONDAY, SECONDS, SUNDAY
from tests.db.runs.test_worker import Answers, again
from tests.factories import Factory, london
from workforce.core.access import Actor
from workforce.core.db import Database
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections


@pytest.fixture
def draft(session: Session, worker: QueueWorker, run: Run) -> Rota:
    """The best rota that there is."""
    assert worker.work()
    rota = again(session, run).rota
    assert rota is not None and rota.score["unfilled"] == 0
    return rota


@pytest.fixture
def improve(session: Session, team: Team, lead: Actor, draft: Rota) -> Callable[[], Run]:
    """Ask for a better one."""

    def ask() -> Run:
        run = ask_for_run(session, lead, team, MONDAY, SUNDAY, from_rota=draft, seconds=SECONDS)
        session.commit()
        return run

    return ask


def rotas(session: Session) -> int:
    return session.scalar(select(func.count(Rota.id))) or 0


def emptier(session: Session, team: Team, draft: Rota) -> Callable[[Result], Result]:
    """Return what takes a duty out of a result, and says honestly what that costs."""
    problem = plan(session, Sections([]), team.id, MONDAY, SUNDAY, draft.id).problem

    def change(result: Result) -> Result:
        assert result.roster is not None
        roster = Roster(result.roster.assignments[1:])
        report = check(problem, roster)
        assert report.lawful and report.unfilled == 1
        return replace(
            result,
            status=Status.STOPPED,
            roster=roster,
            report=report,
            cost=report.cost,
            unfilled=report.unfilled,
        )

    return change


def test_the_best_rota_stays_and_no_draft_is_made(
    session: Session, worker: QueueWorker, draft: Rota, improve: Callable[[], Run]
) -> None:
    run = improve()
    worker.work()
    done = again(session, run)
    assert (done.status, done.rota_id, rotas(session)) == (RunStatus.FINISHED, None, 1)
    assert done.message == "It is proven that no rota can be better than Draft 1, so it stays as it is."
    assert done.best == draft.score["cost"]
    first = session.scalars(
        select(RunStep).where(RunStep.run_id == run.id, RunStep.best.is_not(None)).order_by(RunStep.id)
    ).first()
    assert first is not None and (first.best, first.unfilled) == (draft.score["cost"], 0)
    size = session.get_one(RunSnapshot, run.id).size
    assert (size["given_cost"], size["given_unfilled"], size["given_lawful"]) == (done.best, 0, 1)


def test_a_worse_result_is_not_kept(
    session: Session, database: Database, team: Team, draft: Rota, improve: Callable[[], Run]
) -> None:
    change, run = emptier(session, team, draft), improve()
    QueueWorker(database, Sections([]), 1, lambda: Answers(change)).work()
    done = again(session, run)
    assert (done.status, done.rota_id, rotas(session)) == (RunStatus.STOPPED, None, 1)
    assert done.message == "No better rota was found in this time, so Draft 1 stays as it is."


def test_a_better_rota_is_kept_whatever_the_stored_score_says(
    session: Session, worker: QueueWorker, draft: Rota, improve: Callable[[], Run]
) -> None:
    """A duty was taken out after the score was stored."""
    session.delete(session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == draft.id)).first())
    draft.score = draft.score | {"cost": 0, "unfilled": 0}
    run = improve()
    worker.work()
    done = again(session, run)
    assert done.rota is not None and (done.rota.version, done.rota.score["unfilled"]) == (2, 0)
    size = session.get_one(RunSnapshot, run.id).size
    assert size["given_unfilled"] == 1 and (done.best or 0) < size["given_cost"]


def test_a_draft_that_breaks_the_law_today_is_mended(
    session: Session, worker: QueueWorker, make: Factory, team: Team, draft: Rota, improve: Callable[[], Run]
) -> None:
    """Two of four people have work elsewhere on a day on which they are in the draft; it cannot stay."""
    rows = session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == draft.id)).all()
    taken = [row for row in rows if row.on_date == MONDAY]
    persons = {member.person_id: member.person for member in make.members_of(team)}
    for row in taken:
        make.booking(persons[row.person_id], make.organisation(), london(MONDAY, 9))
    run = improve()
    worker.work()
    done = again(session, run)
    assert session.get_one(RunSnapshot, run.id).size["given_lawful"] == 0
    assert done.rota is not None and done.rota.version == 2 and done.rota.score["lawful"]
    made = session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == done.rota_id)).all()
    on_monday = {row.person_id for row in made if row.on_date == MONDAY}
    assert on_monday.isdisjoint(row.person_id for row in taken)


def test_a_run_that_is_stopped_at_once_keeps_the_draft(
    session: Session, database: Database, lead: Actor, improve: Callable[[], Run]
) -> None:
    run = improve()

    def stopped(result: Result) -> Result:
        with database.writing() as other:
            stop_run(other, lead, other.get_one(Run, run.id), keep=True)
        return replace(result, status=Status.STOPPED, roster=None, report=None, cost=None, unfilled=None)

    QueueWorker(database, Sections([]), 1, lambda: Answers(stopped)).work()
    done = again(session, run)
    assert (done.status, done.rota_id, rotas(session)) == (RunStatus.STOPPED, None, 1)
    assert done.message == outcomes.NOTHING_BETTER.format("Draft 1")
