"""One search by CP-SAT whose every step goes onto the tape, for all peers that end in a CP-SAT model."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from ortools.sat.python import cp_model

from benchmarks.peers import WORKERS
from benchmarks.tape import Tape

#: Whether a yes-or-no variable, or which number a whole one, has in the solution at hand.
Value = Callable[[cp_model.IntVar], int]


def search(
    model: cp_model.CpModel,
    solver: cp_model.CpSolver,
    seconds: float,
    seed: int,
    tape: Tape,
    roster: Callable[[Value], str],
) -> None:
    """Solve for what is left of the seconds; ``roster`` puts a solution into CSV."""
    watch = _Watch(tape, roster)
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.01, seconds - tape.seconds())
    solver.best_bound_callback = watch.hear_bound
    status = solver.solve(model, watch)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        watch.hear_bound(solver.best_objective_bound)
    tape.end(solver.status_name(status).lower(), watch.bound, "")


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, tape: Tape, roster: Callable[[Value], str]) -> None:
        super().__init__()
        self._tape, self._roster = tape, roster
        self._best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        self._best = round(self.objective_value)
        self._tape.tell(self._best, self.bound, self._roster(self.value))

    def hear_bound(self, bound: float) -> None:
        whole = ceil(bound - 1e-6)
        self.bound = whole if self.bound is None else max(self.bound, whole)
        self._tape.tell(self._best, self.bound)
