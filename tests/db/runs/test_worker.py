"""From a stored run to a saved draft that the independent checker has judged."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.demand.models import ShiftTemplate
from rostering.planning import plan
from rostering.problem import Price, Status
from rostering.rotas.models import Rota, RotaAssignment
from rostering.runs.models import Run, RunSnapshot, RunStatus, RunStep
from rostering.runs.services import ask_for_run, outcomes, stop_run
from rostering.solving import Disagreement
from rostering.worker import QueueWorker
from tests.db.runs.conftest import MONDAY, SECONDS, SUNDAY
from tests.factories import Factory, london
from workforce.core import jobs
from workforce.core.access import Actor
from workforce.core.audit import AuditEvent
from workforce.core.db import Database
from workforce.core.jobs import Job, JobStatus
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections


class Answers(Executor):
    """Answers a solve at once, as the test says: with a changed result, or an error."""

    def __init__(self, change: Any) -> None:
        self.change = change

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(self.change(fn(*args, **kwargs)))
        except Exception as error:
            future.set_exception(error)
        return future


def again(session: Session, run: Run) -> Run:
    session.expire_all()
    return session.get_one(Run, run.id)


def test_a_run_becomes_the_next_draft(session: Session, worker: QueueWorker, run: Run, team: Team) -> None:
    """All ten days are covered, the score says so, and the trail knows."""
    assert worker.work()
    done = again(session, run)
    assert done.status is RunStatus.FINISHED, done.message
    assert done.rota is not None and done.rota.version == 1
    rows = session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == done.rota_id)).all()
    assert len(rows) == 20
    assert done.rota.score["unfilled"] == 0 and done.rota.score["lawful"]
    assert done.best == done.rota.score["cost"] >= (done.bound or 0)
    actions = set(session.scalars(select(AuditEvent.action)))
    assert {"run.asked", "run.started", "rota.made", "run.finished"} <= actions
    assert session.get_one(Job, done.job_id).status is JobStatus.DONE


def test_the_saved_draft_is_what_the_checker_says(
    session: Session, worker: QueueWorker, run: Run, team: Team
) -> None:
    """Planned again from the database, the assignments cost what the score says."""
    worker.work()
    done = again(session, run)
    assert done.rota is not None
    made = plan(session, Sections([]), team.id, MONDAY, SUNDAY, done.rota_id)
    rows = session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == done.rota_id)).all()
    report = check(made.problem, made.roster_of(rows))
    assert (report.cost, report.lawful) == (done.rota.score["cost"], True)


def test_steps_and_size_are_there_to_watch(session: Session, worker: QueueWorker, run: Run) -> None:
    worker.work()
    steps = session.scalars(select(RunStep).where(RunStep.run_id == run.id).order_by(RunStep.id)).all()
    assert steps and steps[-1].best is not None
    size = session.get_one(RunSnapshot, run.id).size
    assert (size["people"], size["duties"], size["locked"]) == (4, 20, 0)


def test_what_would_help_most_is_kept_in_words(
    session: Session, database: Database, run: Run, team: Team
) -> None:
    made = plan(session, Sections([]), team.id, MONDAY, SUNDAY)
    prices = tuple(Price(demand.key, 40.0, 0, 0) for demand in made.problem.demands)
    QueueWorker(
        database, Sections([]), 1, lambda: Answers(lambda result: replace(result, prices=prices))
    ).work()
    told = session.get_one(RunSnapshot, run.id).costly_demands
    assert len(told) == outcomes.COSTLY_SHOWN
    assert all("would save up to 40 points. " in words for words in told)


def test_locked_duties_are_kept(
    session: Session, worker: QueueWorker, make: Factory, team: Team, lead: Actor
) -> None:
    """Somebody locked in on Monday is there in the next draft, locked."""
    draft = make.rota(team, MONDAY, days=14)
    template = session.scalars(select(ShiftTemplate)).one()
    person = make.members_of(team)[3].person
    make.assignment(draft, person, template, MONDAY, locked=True)
    run = ask_for_run(session, lead, team, MONDAY, SUNDAY, from_rota=draft, seconds=SECONDS)
    session.commit()
    worker.work()
    done = again(session, run)
    kept = session.scalars(
        select(RotaAssignment).where(RotaAssignment.rota_id == done.rota_id, RotaAssignment.locked)
    ).one()
    assert (kept.person_id, kept.on_date) == (person.id, MONDAY)
    assert done.rota is not None and done.rota.version == 2


def test_no_lawful_rota_is_an_answer_in_words(
    session: Session, worker: QueueWorker, make: Factory, team: Team, lead: Actor
) -> None:
    """A locked duty on which the person works elsewhere cannot be kept."""
    draft = make.rota(team, MONDAY, days=14)
    template = session.scalars(select(ShiftTemplate)).one()
    person = make.members_of(team)[0].person
    make.assignment(draft, person, template, MONDAY, locked=True)
    make.booking(person, make.organisation(), london(MONDAY, 9))
    run = ask_for_run(session, lead, team, MONDAY, SUNDAY, from_rota=draft, seconds=SECONDS)
    session.commit()
    worker.work()
    done = again(session, run)
    assert done.status is RunStatus.INFEASIBLE
    assert done.message.startswith(f"{person.given_name} {person.family_name}: ")
    assert done.rota_id is None


def test_a_rota_that_the_checker_judges_otherwise_is_not_saved(
    session: Session, database: Database, run: Run
) -> None:
    cheaper = Answers(lambda result: replace(result, cost=(result.cost or 0) - 1))
    QueueWorker(database, Sections([]), 1, lambda: cheaper).work()
    done = again(session, run)
    assert (done.status, done.message, done.rota_id) == (RunStatus.FAILED, outcomes.DISAGREED, None)


def test_a_disagreement_inside_the_solver_is_told_too(session: Session, database: Database, run: Run) -> None:
    def disagree(_result: Any) -> Any:
        raise Disagreement("the bound is above the cost")

    QueueWorker(database, Sections([]), 1, lambda: Answers(disagree)).work()
    assert again(session, run).message == outcomes.DISAGREED


def test_a_fault_is_tried_three_times_and_then_said(session: Session, database: Database, run: Run) -> None:
    def fail(_result: Any) -> Any:
        raise MemoryError

    worker = QueueWorker(database, Sections([]), 1, lambda: Answers(fail))
    for attempt in range(jobs.ATTEMPTS_MAX):
        assert worker.work(), attempt
    assert not worker.work()
    done = again(session, run)
    assert (done.status, done.message) == (RunStatus.FAILED, outcomes.GAVE_UP)


def test_workers_that_die_three_times_end_the_run(session: Session, worker: QueueWorker, run: Run) -> None:
    """A job whose workers die says nothing by itself, so the fourth to take it does."""
    session.execute(update(Job).where(Job.id == run.job_id).values(attempt=jobs.ATTEMPTS_MAX))
    session.commit()
    worker.work()
    assert again(session, run).message == outcomes.GAVE_UP


def test_a_worker_that_lost_its_lease_saves_nothing(session: Session, database: Database, run: Run) -> None:
    """While it solves, another takes the job: one draft comes of it, not two."""

    def taken(result: Any) -> Any:
        with database.writing() as other:
            other.execute(update(Job).values(attempt=Job.attempt + 1))
        return result

    QueueWorker(database, Sections([]), 1, lambda: Answers(taken)).work()
    assert session.scalars(select(Rota)).all() == []
    assert again(session, run).status is RunStatus.RUNNING


def test_a_run_that_was_stopped_while_it_waited_is_left_alone(
    session: Session, worker: QueueWorker, run: Run, lead: Actor
) -> None:
    stop_run(session, lead, run, keep=True)
    session.commit()
    assert worker.work()
    done = again(session, run)
    assert (done.status, done.started_at) == (RunStatus.STOPPED, None)
    assert session.get_one(Job, done.job_id).status is JobStatus.DONE


@pytest.mark.parametrize(("keep", "rotas"), [(True, 1), (False, 0)])
def test_stopped_in_the_last_moment_it_keeps_or_drops(
    session: Session, database: Database, run: Run, lead: Actor, keep: bool, rotas: int
) -> None:
    """What was asked before the rota is saved still holds."""

    def stop(result: Any) -> Any:
        with database.writing() as other:
            stop_run(other, lead, other.get_one(Run, run.id), keep=keep)
        return result

    QueueWorker(database, Sections([]), 1, lambda: Answers(stop)).work()
    assert len(session.scalars(select(Rota)).all()) == rotas


def test_what_a_dead_worker_had_found_is_not_lost(session: Session, database: Database, run: Run) -> None:
    """The second attempt finds nothing in its time, so the rota of the first is saved."""
    QueueWorker(database, Sections([]), 1, lambda: Answers(lambda result: result)).work()
    first = again(session, run)
    assert first.rota is not None
    session.execute(update(Job).values(status=JobStatus.QUEUED))
    session.execute(update(Run).values(status=RunStatus.RUNNING, rota_id=None))
    session.commit()
    nothing = Answers(lambda result: replace(result, status=Status.UNKNOWN, roster=None, cost=None))
    QueueWorker(database, Sections([]), 1, lambda: nothing).work()
    assert [rota.version for rota in session.scalars(select(Rota).order_by(Rota.id))] == [1, 2]
    assert again(session, run).status is RunStatus.FINISHED
