"""Plain CP-SAT, as its own shift scheduling example does it: yes-or-no variables, windows, priced slacks.

The model is the one that our engine gives CP-SAT, which is better than the example's: no automata, sums that
say "one duty a day" once. Nothing of our engine's own search is in it.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from benchmarks.cases import Case
from benchmarks.peers.sat import Value, search
from benchmarks.tape import Tape
from rostering.formats import write_roster
from rostering.problem import Roster
from rostering.solver.constraints.building import build


def solve(case: Case, seconds: float, seed: int, tape: Tape) -> None:
    """Solve an instance with CP-SAT's own settings and its usual number of workers."""
    problem = case.problem()
    model = build(problem, lambda: False)
    model.cp.minimize(model.total_cost())

    def roster(value: Value) -> str:
        worked = Roster.of(pair for pair, variable in model.x.items() if value(variable))
        return write_roster(problem, worked, with_skill=case.with_skill)

    search(model.cp, cp_model.CpSolver(), seconds, seed, tape, roster)
