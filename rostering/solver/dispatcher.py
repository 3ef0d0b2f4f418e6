"""Lets the column engine and CP-SAT work on one problem at once and answers with the best of both.

CP-SAT holds every rule, proves small problems soonest and says when the rules cannot all hold. The column
engine gives the bound and near-best rotas of larger ones. Each runs in a thread of its own; compiled code
does the work in both, so both cores are used. A rota or bound of either serves both.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from rostering.problem import Limits, Problem, Progress, Result, Status
from rostering.solver.clock import Clock
from rostering.solver.columns.holding import Held, held
from rostering.solver.columns.incumbent import COLUMNS, Incumbent
from rostering.solver.engine import (
    COVER,
    IMPROVING,
    PROGRESS_SECONDS,
    READING,
    Engine,
    SolverDisagreement,
    gap_of,
)

if TYPE_CHECKING:
    from rostering.solver.columns.search import ColumnSearch

POLL_SECONDS = 0.05
#: With one thread, up to so many pairs of person and duty go to CP-SAT alone.
SMALL_PAIRS = 3_000
#: CP-SAT alone may try for so long first: what it proves by then needs no second engine.
HEAD_START_SECONDS = 0.5
#: CP-SAT hands its thread to a second column search when the first leads after so long and this share of all.
PATIENCE_SECONDS, PATIENCE = 4.0, 0.1
#: Added to the seed for the second search; odd, so that it dives the other way first.
SECOND_SEED = 10_001
#: How long the threads may take to come to an end; what they find later is not waited for.
GRACE_SECONDS = 1.5


class Dispatcher:
    """One run of both engines on one problem."""

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._clock = Clock(limits.seconds)
        self._problem, self._limits = problem, limits
        self._on_progress = on_progress or (lambda _progress: None)
        self._asked = should_stop or (lambda: False)
        self._end = threading.Event()
        self._incumbent = Incumbent(problem)
        self._plain: Result | None = None
        self._error: BaseException | None = None
        self._phase = self._plain_phase = READING
        self._phases: SimpleQueue[str] = SimpleQueue()
        self._search: ColumnSearch | None = None
        self._told: tuple[int, int] | None = None
        self._told_at = 0.0

    def run(self) -> Result:
        """Return the result of the run."""
        alone = self._why_alone()
        if alone:
            result = Engine(self._problem, self._limits, self._on_progress, self._asked).run()
            return dataclasses.replace(result, notes=(f"CP-SAT alone: {alone}",))
        workers = [self._thread(self._run_plain, "plain"), self._thread(self._run_columns, "columns")]
        stopped = self._watch(workers)
        self._end.set()
        until = time.monotonic() + GRACE_SECONDS
        for thread in workers:
            thread.join(max(0.0, until - time.monotonic()))
        if self._error is not None:
            raise self._error
        return self._result(stopped)

    def _why_alone(self) -> str:
        """Return why the column engine is left out, or nothing."""
        if self._limits.deterministic is not None:
            return "a limit in units of work was set, so that the run can be repeated exactly"
        if not any(spec.rule == "one_at_a_time" and spec.workers is None for spec in self._problem.rules):
            return "people may work two duties a day, which whole rosters priced day by day cannot say"
        pairs = len(self._problem.workers) * len(self._problem.shifts)
        if self._limits.workers == 1 and pairs <= SMALL_PAIRS:
            return "one thread and a small problem, which it proves soonest"
        return ""

    # -- threads

    def _thread(self, work: Callable[[], None], name: str) -> threading.Thread:
        def guarded() -> None:
            try:
                work()
            except BaseException as error:
                self._error = error

        thread = threading.Thread(target=guarded, name=name, daemon=True)
        thread.start()
        return thread

    def _run_plain(self) -> None:
        if self._limits.workers == 1 and self._columns_serve():
            return
        limits = dataclasses.replace(self._limits, workers=max(1, self._limits.workers - 1))
        self._plain = Engine(self._problem, limits, self._hear, self._behind).run()
        if self._plain.roster is not None:
            self._incumbent.offer(self._plain.roster, self._plain.phase)
        self._incumbent.raise_bound(self._plain.bound, "CP-SAT")
        if self._plain.status in (Status.INFEASIBLE, Status.OPTIMAL):
            self._end.set()
        elif not self._end.is_set() and self._search is not None:
            self._run_second()

    def _behind(self) -> bool:
        """Whether CP-SAT had better stop: the end has come, or the column engine leads in rota and bound."""
        if self._end.is_set():
            return True
        incumbent, search = self._incumbent, self._search
        early = self._clock.spent() < max(PATIENCE_SECONDS, PATIENCE * self._limits.seconds)
        if early or search is None or search.columns is None or incumbent.report is None:
            return False
        cover_settled = incumbent.report.unfilled == 0 or self._plain_phase == IMPROVING
        return cover_settled and incumbent.bound_from == COLUMNS and incumbent.phase not in (COVER, IMPROVING)

    def _run_second(self) -> None:
        """Dive from the columns of the first search with another seed, on a board of its own."""
        from rostering.solver.columns.board import Board
        from rostering.solver.columns.search import ColumnSearch

        first = self._search
        board = Board(self._problem, self._end.is_set)
        if first is not None and not self._end.is_set():
            seed = self._limits.seed + SECOND_SEED
            second = ColumnSearch(board, self._incumbent, self._clock, seed, self._end.is_set)
            second.run(lambda: first.columns)

    def _hear(self, progress: Progress) -> None:
        if progress.roster is not None:
            self._incumbent.offer(progress.roster, progress.phase)
        self._incumbent.raise_bound(progress.bound, "CP-SAT")
        if progress.phase != self._plain_phase:
            self._plain_phase = progress.phase
            self._phases.put(progress.phase)

    def _run_columns(self) -> None:
        if self._end.wait(HEAD_START_SECONDS if self._limits.workers > 1 else 0.0):
            return
        from rostering.solver.columns.board import Board
        from rostering.solver.columns.search import ColumnSearch

        board = Board(self._problem, self._end.is_set)
        if not self._end.is_set():
            self._search = ColumnSearch(
                board, self._incumbent, self._clock, self._limits.seed, self._end.is_set, self._enter
            )
            self._search.run()

    def _columns_serve(self) -> bool:
        """Whether the column engine can find rotas by itself, no rule being left to CP-SAT."""
        return Held.CP_SAT not in held(self._problem).values()

    def _enter(self, phase: str) -> None:
        self._phases.put(phase)

    # -- watching

    def _watch(self, workers: list[threading.Thread]) -> bool:
        """Wait for an end and tell of progress meanwhile; return whether the caller asked for the end."""
        while any(thread.is_alive() for thread in workers):
            self._tell()
            if self._asked():
                return True
            if self._clock.over or self._error is not None or self._end.is_set() or self._good_enough():
                return False
            time.sleep(POLL_SECONDS)
        return False

    def _good_enough(self) -> bool:
        report = self._incumbent.report
        if report is None:
            return False
        return gap_of(report.cost, self._incumbent.bound) <= self._limits.gap and self._cover_proven()

    def _cover_proven(self) -> bool:
        report = self._incumbent.report
        if report is None:
            return False
        return report.unfilled == 0 or (self._plain is not None and self._plain.cover_proven)

    def _tell(self) -> None:
        incumbent = self._incumbent
        now = (incumbent.changes, incumbent.bound)
        if not self._phases.empty():
            self._phase = self._phases.get()
        elif time.monotonic() - self._told_at < PROGRESS_SECONDS:
            return
        new = self._told is None or now[0] != self._told[0]
        self._told, self._told_at = now, time.monotonic()
        report = incumbent.report
        best = None if report is None else report.cost
        self._on_progress(
            Progress(
                seconds=self._clock.spent(),
                phase=self._phase,
                best=best,
                bound=incumbent.bound,
                gap=None if best is None else gap_of(best, incumbent.bound),
                unfilled=None if report is None else report.unfilled,
                roster=incumbent.roster if new else None,
            )
        )

    # -- the answer

    def _result(self, stopped: bool) -> Result:
        incumbent, report = self._incumbent, self._incumbent.report
        if report is not None and report.cost < incumbent.bound:
            raise SolverDisagreement(f"the bound {incumbent.bound} is above the cost {report.cost}")
        if report is None:
            status = self._plain.status if self._plain else Status.UNKNOWN
            if status is not Status.INFEASIBLE:
                status = Status.STOPPED if stopped else Status.UNKNOWN
        elif report.cost == incumbent.bound and self._cover_proven():
            status = Status.OPTIMAL
        else:
            status = Status.STOPPED if stopped else Status.FEASIBLE
        return Result(
            status=status,
            roster=incumbent.roster,
            report=report,
            cost=None if report is None else report.cost,
            bound=incumbent.bound,
            gap=None if report is None else gap_of(report.cost, incumbent.bound),
            unfilled=None if report is None else report.unfilled,
            cover_proven=self._cover_proven(),
            phase=incumbent.phase or self._phase,
            seconds=self._clock.spent(),
            seed=self._limits.seed,
            reasons=self._plain.reasons if self._plain else (),
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        where: dict[Held, list[str]] = {}
        for name, how in held(self._problem).items():
            where.setdefault(how, []).append(name)
        said = [f"held by {how.value}: {', '.join(names)}" for how, names in where.items()]
        incumbent = self._incumbent
        if incumbent.report is not None:
            said.append(f"best rota found in phase {incumbent.phase}")
        if incumbent.bound_from:
            said.append(f"best bound proven by {incumbent.bound_from}")
        return tuple(said)
