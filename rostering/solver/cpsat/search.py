"""One CP-SAT search in a thread of its own, watched from the caller's thread.

CP-SAT can overlook a stop before its search has begun, so the stop is repeated until the search ends; a
search that has not ended by `GRACE_SECONDS` is left to die by itself, and what it had found is kept.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rostering.solver.core.clock import Clock

POLL_SECONDS = 0.05
GRACE_SECONDS = 1.0

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CpSatSolution:
    """A solution: its objective, and the pairs of worker and shift in it."""

    objective: int
    pairs: tuple[Pair, ...]


@dataclass(slots=True)
class CpSatOutcome:
    """How a search stands: the best solution, the bound and, once it has ended, CP-SAT's status."""

    bound: int = 0
    best: CpSatSolution | None = None
    status: cp_model.CpSolverStatus | None = None
    stopped: bool = False

    @property
    def over(self) -> bool:
        """Return whether nothing may follow: asked to stop, or still busy when it should have ended."""
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
    """Run a search to its end, the clock's, or until asked to stop.

    ``on_change`` hears of solutions and bounds. A limit of wall clock that the solver has holds as well.
    """
    outcome = CpSatOutcome()
    if clock.meter.repeatable:
        solver.parameters.max_deterministic_time = clock.left()
    else:
        solver.parameters.max_time_in_seconds = clock.left()
    found: queue.SimpleQueue[CpSatSolution] = queue.SimpleQueue()
    bounds: queue.SimpleQueue[float] = queue.SimpleQueue()
    ended: queue.SimpleQueue[cp_model.CpSolverStatus | BaseException] = queue.SimpleQueue()
    solver.best_bound_callback = bounds.put
    listener = _Listener(variables, found)

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
            if _drain(outcome, found, bounds):
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
    _drain(outcome, found, bounds)
    end = ended.get()
    if isinstance(end, BaseException):
        raise end
    outcome.status = end
    clock.meter.count(solver.deterministic_time)
    if end in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        outcome.bound = max(outcome.bound, _whole(solver.best_objective_bound))
    return outcome


def _drain(
    outcome: CpSatOutcome, found: queue.SimpleQueue[CpSatSolution], bounds: queue.SimpleQueue[float]
) -> bool:
    changed = False
    while not found.empty():
        outcome.best, changed = found.get(), True
    while not bounds.empty():
        bound = _whole(bounds.get())
        if bound > outcome.bound:
            outcome.bound, changed = bound, True
    return changed


def _whole(bound: float) -> int:
    """Return the least whole number that a bound allows; costs are whole, and the solver's bounds are not."""
    return -int(-(bound - 1e-6) // 1)
