"""One CP-SAT search in a thread of its own, watched from the caller's thread.

CP-SAT can overlook a stop before its search has begun, so the stop is repeated until the search ends. A
search that has not ended `GRACE_SECONDS` after its limit is abandoned, and what it had found is kept.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rostering.solver.core.clock import Clock

#: How often the caller's thread looks for solutions, and whether to stop.
POLL_SECONDS = 0.05
#: How many seconds a search may take to end after its limit or a stop.
GRACE_SECONDS = 1.0

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CpSatSolution:
    """A solution: its objective, and the pairs of worker and shift in it."""

    objective: int
    pairs: tuple[Pair, ...]


@dataclass(slots=True)
class CpSatOutcome:
    """The state of a search: the best solution, the bound and, once it has ended, CP-SAT's status."""

    bound: int = 0
    best: CpSatSolution | None = None
    status: cp_model.CpSolverStatus | None = None
    stopped: bool = False

    @property
    def over(self) -> bool:
        """Return whether the run has to end: it was asked to stop, or the search was abandoned."""
        return self.stopped or self.status is None


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(
        self, variables: Mapping[Pair, cp_model.IntVar], events: queue.SimpleQueue[CpSatSolution]
    ) -> None:
        super().__init__()
        self._variables = variables
        self._events = events

    def on_solution_callback(self) -> None:
        pairs = tuple(pair for pair, variable in self._variables.items() if self.boolean_value(variable))
        self._events.put(CpSatSolution(round(self.objective_value), pairs))


def search(
    model: cp_model.CpModel,
    variables: Mapping[Pair, cp_model.IntVar],
    solver: cp_model.CpSolver,
    clock: Clock,
    *,
    should_stop: Callable[[], bool],
    on_change: Callable[[CpSatOutcome], None],
) -> CpSatOutcome:
    """Run a search until it ends, the clock is over, or it is asked to stop.

    ``on_change`` is called after new solutions and bounds. A wall-clock limit set in the solver holds as
    well.
    """
    outcome = CpSatOutcome()
    if clock.meter.repeatable:
        solver.parameters.max_deterministic_time = clock.left()
    else:
        solver.parameters.max_time_in_seconds = clock.left()
    solutions: queue.SimpleQueue[CpSatSolution] = queue.SimpleQueue()
    bounds: queue.SimpleQueue[float] = queue.SimpleQueue()
    ended: queue.SimpleQueue[cp_model.CpSolverStatus | BaseException] = queue.SimpleQueue()
    solver.best_bound_callback = bounds.put
    listener = _Listener(variables, solutions)

    def work() -> None:
        try:
            ended.put(solver.solve(model, listener))
        except BaseException as error:
            ended.put(error)

    thread = threading.Thread(target=work, name="cp-sat", daemon=True)
    began = time.monotonic()
    thread.start()
    give_up_at = began + solver.parameters.max_time_in_seconds + GRACE_SECONDS
    try:
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            if _drain(outcome, solutions, bounds):
                on_change(outcome)
            if not outcome.stopped and should_stop():
                outcome.stopped = True
                give_up_at = min(give_up_at, time.monotonic() + GRACE_SECONDS)
            if outcome.stopped:
                solver.stop_search()
            if time.monotonic() > give_up_at:
                solver.stop_search()
                return outcome
    except BaseException:
        solver.stop_search()
        raise
    _drain(outcome, solutions, bounds)
    end = ended.get()
    if isinstance(end, BaseException):
        raise end
    outcome.status = end
    clock.meter.count(solver.deterministic_time)
    if end in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        outcome.bound = max(outcome.bound, _rounded_up(solver.best_objective_bound))
    return outcome


def _drain(
    outcome: CpSatOutcome, solutions: queue.SimpleQueue[CpSatSolution], bounds: queue.SimpleQueue[float]
) -> bool:
    changed = False
    while not solutions.empty():
        outcome.best, changed = solutions.get(), True
    while not bounds.empty():
        bound = _rounded_up(bounds.get())
        if bound > outcome.bound:
            outcome.bound, changed = bound, True
    return changed


def _rounded_up(bound: float) -> int:
    """Round a bound up: costs are whole numbers, and the solver's bounds are not."""
    return -int(-(bound - 1e-6) // 1)
