"""The worker: its own process, which takes runs from the queue, has them solved, checked and saved.

Any number of workers may run, on any machine that reaches the database. One that dies loses its lease, and
another starts the run again; one that was only slow notices this before it saves anything.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from rostering.planning import RotaPlan, plan
from rostering.problem import Limits, ProblemError, Progress, Result, Roster, Status
from rostering.runs.models import BEFORE_SEARCH, ENDED, RunStatus
from rostering.runs.queries import assignments_of_unscoped, run_unscoped
from rostering.runs.services import outcomes
from rostering.solving import Disagreement, Solve, process_pool
from workforce.core import jobs
from workforce.core.db import Database
from workforce.readiness.sections import Sections

log = logging.getLogger(__name__)

#: How long an idle worker waits before it looks for a job again, in seconds.
IDLE_SECONDS = 0.5
#: How often a worker reads its child's progress, and how often at most it stores it, in seconds.
LOOK_SECONDS = 0.1
NOTE_SECONDS = 0.5
HEARTBEAT_SECONDS = jobs.LEASE.total_seconds() / 4
#: How long a child may take to return after it was asked to stop; then its last progress is the result.
STOP_SECONDS = 1.2


class LostLease(Exception):
    """Another worker has taken over the run, so this one must not save anything."""


class WorkerEnding(Exception):
    """This worker was told to end, so its run goes back into the queue."""


@dataclass(slots=True)
class HeldRun:
    """A run that this worker holds, with the progress that the child has reported."""

    run_id: int
    plan: RotaPlan
    limits: Limits
    #: The rota that is to be improved; none for a run from nothing.
    given: Roster | None = None
    unstored: list[Progress] = field(default_factory=list)
    newest: Progress | None = None
    best: Roster | None = None
    #: Whether it is stored that the search has begun.
    searching: bool = False

    def take(self, moments: list[Progress]) -> None:
        """Take the child's progress; what is new in it is stored for the run page."""
        for moment in moments:
            before = self.newest
            if (
                before is None
                or moment.roster
                or (moment.phase, moment.bound) != (before.phase, before.bound)
            ):
                self.unstored.append(moment)
            self.newest, self.best = moment, moment.roster or self.best

    def stopped(self) -> Result:
        """Return the last progress as the result of a stopped run."""
        last = self.newest
        return Result(
            status=Status.STOPPED,
            roster=self.best,
            report=None,
            cost=last.best if last else None,
            bound=last.bound if last else 0,
            gap=last.gap if last else None,
            unfilled=last.unfilled if last else None,
            cover_proven=False,
            phase=last.phase if last else "",
            seconds=last.seconds if last else 0.0,
            seed=self.limits.seed,
        )


class QueueWorker:
    """Takes one job after another until it is told to end."""

    def __init__(
        self,
        database: Database,
        sections: Sections,
        threads: int,
        executor: Callable[[], Executor] = process_pool,
    ) -> None:
        self._database = database
        self._sections = sections
        self._threads = threads
        self._executor = executor
        self._ending = threading.Event()

    def end(self, *_signal: object) -> None:
        """End as soon as possible; a run under way goes back into the queue."""
        self._ending.set()

    def run(self) -> None:
        """Work until told to end."""
        while not self._ending.is_set():
            if not self.work():
                self._ending.wait(IDLE_SECONDS)

    def work(self) -> bool:
        """Take one job and carry it out; False if there was none."""
        with self._database.writing() as session:
            claim = jobs.claim(session)
        if claim is None:
            return False
        log.info("job %s: attempt %s", claim.job_id, claim.attempt)
        try:
            self._carry_out(claim, int(claim.payload["run_id"]))
        except LostLease:
            log.warning("job %s: another worker holds it now", claim.job_id)
        except WorkerEnding:
            with self._database.writing() as session:
                jobs.release(session, claim)
        except Exception:
            log.exception("job %s: failed", claim.job_id)
            self._retry_or_give_up(claim)
        return True

    def _carry_out(self, claim: jobs.Claim, run_id: int) -> None:
        if claim.attempt > jobs.ATTEMPTS_MAX:
            self._end(claim, run_id, outcomes.GAVE_UP)
            return
        held_run = self._begin(claim, run_id)
        if held_run is None:
            with self._database.writing() as session:
                jobs.finish(session, claim)
            return
        try:
            result = self._solve(claim, held_run)
        except ProblemError as error:
            self._end(claim, run_id, f"{outcomes.CONTRADICTION}: {error}.")
        except Disagreement:
            log.exception("job %s: solver and checker disagree", claim.job_id)
            self._end(claim, run_id, outcomes.DISAGREED)
        else:
            with self._last_time(claim) as session:
                outcomes.settle(session, run_unscoped(session, run_id), held_run.plan, result)

    def _begin(self, claim: jobs.Claim, run_id: int) -> HeldRun | None:
        """Plan a run and return it; None if it ended while it waited."""
        with self._holding(claim) as session:
            run = run_unscoped(session, run_id)
            if run.status in ENDED:
                return None
            outcomes.begin(session, run)
            gap = claim.payload.get("gap_permille", 0) / 1000
            limits = Limits(seconds=run.seconds_max, seed=run.seed, workers=self._threads, gap=gap)
        with self._database.reading() as session:
            rota_plan = plan(
                session, self._sections, run.team_id, run.starts_on, run.ends_on, run.from_rota_id
            )
            given = None
            if run.from_rota_id is not None:
                given = rota_plan.roster_of(assignments_of_unscoped(session, run.from_rota_id))
        with self._holding(claim) as session:
            outcomes.note_size(session, run_id, rota_plan, given)
        return HeldRun(run_id, rota_plan, limits, given)

    def _solve(self, claim: jobs.Claim, held_run: HeldRun) -> Result:
        """Solve in a child process; meanwhile keep the lease, store progress, and stop when asked."""
        noted = beaten = time.monotonic()
        stop_by: float | None = None
        with Solve(held_run.plan.problem, held_run.limits, self._executor, held_run.given) as solve:
            while not solve.done:
                if self._ending.wait(LOOK_SECONDS):
                    raise WorkerEnding
                held_run.take(solve.progress())
                now = time.monotonic()
                if stop_by is not None and now > stop_by:
                    return held_run.stopped()
                if now - noted < NOTE_SECONDS:
                    continue
                noted = now
                if held_run.unstored or now - beaten > HEARTBEAT_SECONDS:
                    beaten = now
                    self._note(claim, held_run)
                asked, keep = self._stop_asked(held_run.run_id)
                if asked and not keep:
                    return held_run.stopped()
                if asked and stop_by is None:
                    solve.stop()
                    stop_by = now + STOP_SECONDS
            held_run.take(solve.progress())
            self._note(claim, held_run)
            return solve.result()

    def _note(self, claim: jobs.Claim, held_run: HeldRun) -> None:
        """Prolong the lease and store the progress since the last time."""
        newest = held_run.newest
        begins = not held_run.searching and newest is not None and newest.phase not in BEFORE_SEARCH
        with self._holding(claim) as session:
            if begins and newest is not None:
                outcomes.note_search_begun(session, held_run.run_id, newest.seconds)
            if held_run.unstored:
                outcomes.note_progress(session, held_run.run_id, held_run.plan, held_run.unstored)
        held_run.searching = held_run.searching or begins
        held_run.unstored = []

    def _stop_asked(self, run_id: int) -> tuple[bool, bool]:
        with self._database.reading() as session:
            run = run_unscoped(session, run_id)
            return run.stop_asked_at is not None, run.stop_keep

    def _end(self, claim: jobs.Claim, run_id: int, message: str) -> None:
        with self._last_time(claim, message) as session:
            outcomes.end(session, run_unscoped(session, run_id), RunStatus.FAILED, message)

    def _retry_or_give_up(self, claim: jobs.Claim) -> None:
        """Put a failed job back into the queue; after the last attempt, end its run with a message."""
        with self._database.writing() as session:
            holds = jobs.retry_or_fail(session, claim, "the worker's log says why")
            if holds and claim.attempt >= jobs.ATTEMPTS_MAX:
                run = run_unscoped(session, int(claim.payload["run_id"]))
                outcomes.end(session, run, RunStatus.FAILED, outcomes.GAVE_UP)

    @contextmanager
    def _holding(self, claim: jobs.Claim) -> Iterator[Session]:
        """Open a session that writes only if this worker still holds the job, and prolong its lease."""
        with self._database.writing() as session:
            if not jobs.heartbeat(session, claim):
                raise LostLease
            yield session

    @contextmanager
    def _last_time(self, claim: jobs.Claim, error: str = "") -> Iterator[Session]:
        """Open a session that ends the job, and writes only if this worker still holds it."""
        with self._database.writing() as session:
            if not jobs.finish(session, claim, error):
                raise LostLease
            yield session


@click.command("worker")
@click.option("--threads", type=click.IntRange(1), help="Search threads of a solve (the cores).")
@with_appcontext
def worker_command(threads: int | None) -> None:
    """Take runs from the queue and make their rotas, until told to end (Ctrl-C or SIGTERM)."""
    level = os.environ.get("LOG_LEVEL", "INFO")
    logging.basicConfig(level=level, format="%(asctime)s worker %(process)d: %(message)s")
    from rostering.solver.columns.readiness import Compilation  # here, because it looks for compiled code

    worker = QueueWorker(
        current_app.extensions["database"],
        current_app.extensions["passport_sections"],
        threads or max(2, os.cpu_count() or 2),
    )
    signal.signal(signal.SIGTERM, worker.end)
    signal.signal(signal.SIGINT, worker.end)
    with Compilation():
        worker.run()
