"""The worker: its own process, which takes runs from the queue, has them solved, checked and saved.

Any number of workers may run, on any machine that reaches the database. One that dies loses its lease, and
another starts the run again; one that was only thought dead finds that out before it saves anything.
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
from rostering.runs.models import ENDED, Run, RunStatus
from rostering.runs.services import outcomes
from rostering.solving import Disagreement, Solve, process_pool
from workforce.core import jobs
from workforce.core.db import Database
from workforce.readiness.sections import Sections

log = logging.getLogger(__name__)

#: How long a worker without work waits before it looks again.
IDLE_SECONDS = 0.5
#: How often a worker looks at its child, and how often at most it writes what the child has found.
LOOK_SECONDS = 0.1
NOTE_SECONDS = 0.5
HEARTBEAT_SECONDS = jobs.LEASE.total_seconds() / 4
#: How long a child may take to come back with the best it has; then its last word counts.
STOP_SECONDS = 1.2


class LostLease(Exception):
    """Another worker has the run now: whatever this one found is worth nothing."""


class WorkerEnding(Exception):
    """This worker is to end; its run goes back into the queue."""


@dataclass(slots=True)
class HeldRun:
    """A run in this worker's hands, and the best that its child has told of."""

    run_id: int
    plan: RotaPlan
    limits: Limits
    untold: list[Progress] = field(default_factory=list)
    newest: Progress | None = None
    best: Roster | None = None

    def hear(self, moments: list[Progress]) -> None:
        """Keep what the child has told; watchers are told what is new in it."""
        for moment in moments:
            before = self.newest
            if (
                before is None
                or moment.roster
                or (moment.phase, moment.bound) != (before.phase, before.bound)
            ):
                self.untold.append(moment)
            self.newest, self.best = moment, moment.roster or self.best

    def stopped(self) -> Result:
        """Return the child's last word as a result."""
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
        """End as soon as may be; a run under way goes back into the queue."""
        self._ending.set()

    def run(self) -> None:
        """Work until told to end."""
        while not self._ending.is_set():
            if not self.work():
                self._ending.wait(IDLE_SECONDS)

    def work(self) -> bool:
        """Take one job and see it through; False if there was none."""
        with self._database.writing() as session:
            held = jobs.claim(session)
        if held is None:
            return False
        log.info("job %s: attempt %s", held.job_id, held.attempt)
        try:
            self._see_through(held, int(held.payload["run_id"]))
        except LostLease:
            log.warning("job %s: another worker holds it now", held.job_id)
        except WorkerEnding:
            with self._database.writing() as session:
                jobs.release(session, held)
        except Exception:
            log.exception("job %s: failed", held.job_id)
            self._retry_or_give_up(held)
        return True

    def _see_through(self, held: jobs.Claim, run_id: int) -> None:
        if held.attempt > jobs.ATTEMPTS_MAX:
            self._end(held, run_id, outcomes.GAVE_UP)
            return
        task = self._begin(held, run_id)
        if task is None:
            with self._database.writing() as session:
                jobs.finish(session, held)
            return
        try:
            result = self._solve(held, task)
        except ProblemError as error:
            self._end(held, run_id, f"{outcomes.CONTRADICTION}: {error}.")
        except Disagreement:
            log.exception("job %s: solver and checker disagree", held.job_id)
            self._end(held, run_id, outcomes.DISAGREED)
        else:
            with self._last_time(held) as session:
                outcomes.settle(session, session.get_one(Run, run_id), task.plan, result)

    def _begin(self, held: jobs.Claim, run_id: int) -> HeldRun | None:
        """Plan a run and return it; None if it ended while it waited."""
        with self._holding(held) as session:
            run = session.get_one(Run, run_id)
            if run.status in ENDED:
                return None
            outcomes.begin(session, run)
            limits = Limits(seconds=run.seconds_max, seed=run.seed, workers=self._threads)
        with self._database.reading() as session:
            made = plan(session, self._sections, run.team_id, run.starts_on, run.ends_on, run.from_rota_id)
        with self._holding(held) as session:
            outcomes.note_size(session, run_id, made)
        return HeldRun(run_id, made, limits)

    def _solve(self, held: jobs.Claim, task: HeldRun) -> Result:
        """Have the problem solved in a child; keep the lease, tell the watchers, and stop when asked."""
        noted = beaten = time.monotonic()
        stop_by: float | None = None
        with Solve(task.plan.problem, task.limits, self._executor) as solve:
            while not solve.done:
                if self._ending.wait(LOOK_SECONDS):
                    raise WorkerEnding
                task.hear(solve.progress())
                now = time.monotonic()
                if stop_by is not None and now > stop_by:
                    return task.stopped()
                if now - noted < NOTE_SECONDS:
                    continue
                noted = now
                if task.untold or now - beaten > HEARTBEAT_SECONDS:
                    beaten = now
                    self._note(held, task)
                asked, keep = self._stop_asked(task.run_id)
                if asked and not keep:
                    return task.stopped()
                if asked and stop_by is None:
                    solve.stop()
                    stop_by = now + STOP_SECONDS
            task.hear(solve.progress())
            self._note(held, task)
            return solve.result()

    def _note(self, held: jobs.Claim, task: HeldRun) -> None:
        """Keep the lease and what was found since the last time."""
        with self._holding(held) as session:
            if task.untold:
                outcomes.note_progress(session, task.run_id, task.plan, task.untold)
        task.untold = []

    def _stop_asked(self, run_id: int) -> tuple[bool, bool]:
        with self._database.reading() as session:
            run = session.get_one(Run, run_id)
            return run.stop_asked_at is not None, run.stop_keep

    def _end(self, held: jobs.Claim, run_id: int, message: str) -> None:
        with self._last_time(held, message) as session:
            outcomes.end(session, session.get_one(Run, run_id), RunStatus.FAILED, message)

    def _retry_or_give_up(self, held: jobs.Claim) -> None:
        """Put a job that failed back; after the last attempt say so to those who wait for it."""
        with self._database.writing() as session:
            holds = jobs.retry_or_fail(session, held, "the worker's log says why")
            if holds and held.attempt >= jobs.ATTEMPTS_MAX:
                run = session.get_one(Run, int(held.payload["run_id"]))
                outcomes.end(session, run, RunStatus.FAILED, outcomes.GAVE_UP)

    @contextmanager
    def _holding(self, held: jobs.Claim) -> Iterator[Session]:
        """Open a session that writes only if this worker still holds the job, and prolong its lease."""
        with self._database.writing() as session:
            if not jobs.heartbeat(session, held):
                raise LostLease
            yield session

    @contextmanager
    def _last_time(self, held: jobs.Claim, error: str = "") -> Iterator[Session]:
        """Open a session that ends the job, and writes only if this worker still holds it."""
        with self._database.writing() as session:
            if not jobs.finish(session, held, error):
                raise LostLease
            yield session


@click.command("worker")
@click.option("--threads", type=click.IntRange(1), help="Search threads of a solve (the cores).")
@with_appcontext
def worker_command(threads: int | None) -> None:
    """Take runs from the queue and make their rotas, until told to end (Ctrl-C or SIGTERM)."""
    level = os.environ.get("LOG_LEVEL", "INFO")
    logging.basicConfig(level=level, format="%(asctime)s worker %(process)d: %(message)s")
    worker = QueueWorker(
        current_app.extensions["database"],
        current_app.extensions["passport_sections"],
        threads or max(2, os.cpu_count() or 2),
    )
    signal.signal(signal.SIGTERM, worker.end)
    signal.signal(signal.SIGINT, worker.end)
    worker.run()
