"""The restricted master with whole numbers: the best choice among the rosters known, by CP-SAT."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.cpsat.search import Outcome, search

#: More columns than this make CP-SAT slower than they are worth.
MOST_COLUMNS = 6_000


def solve_restricted_master(
    root: RootNode,
    incumbent: Incumbent,
    clock: Clock,
    seed: int,
    should_stop: Callable[[], bool],
    phase: str,
) -> bool:
    """Look for a better roster among columns that the bound does not rule out; return whether there was."""
    known, board = root.master, root.decomposition
    columns = _worth_it(root, incumbent)
    model = cp_model.CpModel()
    taken = {("", str(column)): model.new_bool_var("") for column in columns}
    of: dict[int, list[cp_model.IntVar]] = {}
    terms: list[list[cp_model.LinearExpr]] = [[] for _ in board.rows.wanted]
    cost: list[cp_model.LinearExpr] = []
    for column, variable in zip(columns, taken.values(), strict=True):
        of.setdefault(known.column_person[column], []).append(variable)
        cost.append(round(known.column_cost[column]) * variable)
        sums = board.row_sums(known.column_person[column], known.column_options[column])
        for number in np.nonzero(sums)[0]:
            terms[number].append(int(sums[number]) * variable)
    if len(of) < len(board.people):
        return False
    for variables in of.values():
        model.add_exactly_one(variables)
    rows = board.rows
    for row, inside in enumerate(terms):
        below = model.new_int_var(0, int(rows.minimum[row] + rows.max_below_zero[row]), "")
        short = model.new_int_var(0, int(rows.wanted[row] - rows.minimum[row]), "")
        over = model.new_int_var(0, int(rows.max_sum[row]), "")
        model.add(cp_model.LinearExpr.sum(inside) + below + short - over == int(rows.wanted[row]))
        cost += [
            round(rows.under_minimum[row]) * below,
            round(rows.under_wanted[row]) * short,
            round(rows.over[row]) * over,
        ]
    total = cp_model.LinearExpr.sum(cost)
    model.add(total <= int(incumbent.cost) - 1)
    model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    outcome = search(model, taken, solver, clock, should_stop=should_stop, on_change=lambda _now: None)
    return _offer(root, incumbent, outcome, phase)


def _worth_it(root: RootNode, incumbent: Incumbent) -> list[int]:
    """Return the columns whose reduced cost is within the gap, the nearest first, as many as may be."""
    reduced = root.master.excess_costs(root.duals)
    gap = max(1.0, incumbent.cost - root.bound)
    near = np.nonzero(reduced <= gap)[0]
    order: Ints = near[np.argsort(reduced[near], kind="stable")][:MOST_COLUMNS]
    return [int(column) for column in order]


def _offer(root: RootNode, incumbent: Incumbent, outcome: Outcome, phase: str) -> bool:
    if outcome.best is None:
        return False
    found: list[Ints | None] = [None] * len(root.decomposition.people)
    for _, column in outcome.best.pairs:
        found[root.master.column_person[int(column)]] = root.master.column_options[int(column)]
    descent = CoordinateDescent(root.decomposition, found)
    better = descent.offer(incumbent, phase)
    descent.descend(list(range(len(found))), lambda: False)
    return descent.offer(incumbent, phase) or better
