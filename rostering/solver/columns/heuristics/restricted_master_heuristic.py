"""Restricted master heuristic: the best choice among the known columns in whole numbers, by CP-SAT.

Joncour, Michel, Sadykov, Sverdlov and Vanderbeck, "Column generation based primal heuristics", 2010,
doi:10.1016/j.endm.2010.05.088.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.cpsat.search import CpSatOutcome, search

#: More columns than this make CP-SAT slower than they are worth.
MAX_COLUMNS = 6_000


def solve_restricted_master(
    root: RootNode,
    incumbent: Incumbent,
    clock: Clock,
    seed: int,
    should_stop: Callable[[], bool],
    phase: str,
) -> bool:
    """Look for a better roster among columns that the bound does not rule out; return whether there was."""
    master, rows = root.master, root.decomposition.rows
    columns = _columns_within_gap(root, incumbent)
    model = cp_model.CpModel()
    # Keyed as `search` wants it: worker and shift, here nothing and the column.
    chosen = {("", str(column)): model.new_bool_var("") for column in columns}
    by_person: dict[int, list[cp_model.IntVar]] = {}
    row_terms: list[list[cp_model.LinearExpr]] = [[] for _ in rows.wanted]
    costs: list[cp_model.LinearExpr] = []
    for column, variable in zip(columns, chosen.values(), strict=True):
        person = master.column_person[column]
        by_person.setdefault(person, []).append(variable)
        costs.append(round(master.column_cost[column]) * variable)
        sums = root.decomposition.row_sums(person, master.column_options[column])
        for row in np.nonzero(sums)[0].tolist():
            row_terms[row].append(int(sums[row]) * variable)
    if len(by_person) < len(root.decomposition.people):
        return False
    for variables in by_person.values():
        model.add_exactly_one(variables)
    for row, terms in enumerate(row_terms):
        below_minimum = model.new_int_var(0, int(rows.minimum[row] + rows.max_below_zero[row]), "")
        below_wanted = model.new_int_var(0, int(rows.wanted[row] - rows.minimum[row]), "")
        over = model.new_int_var(0, int(rows.max_sum[row]), "")
        total = cp_model.LinearExpr.sum(terms) + below_minimum + below_wanted - over
        model.add(total == int(rows.wanted[row]))
        costs += [
            round(rows.under_minimum[row]) * below_minimum,
            round(rows.under_wanted[row]) * below_wanted,
            round(rows.over[row]) * over,
        ]
    cost = cp_model.LinearExpr.sum(costs)
    model.add(cost <= int(incumbent.cost) - 1)
    model.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    outcome = search(model, chosen, solver, clock, should_stop=should_stop, on_change=lambda _now: None)
    return _offer(root, incumbent, outcome, phase)


def _columns_within_gap(root: RootNode, incumbent: Incumbent) -> list[int]:
    """Return the columns whose excess cost is within the gap, the least first, up to `MAX_COLUMNS`."""
    excess = root.master.excess_costs(root.duals)
    gap = max(1.0, incumbent.cost - root.bound)
    within = np.nonzero(excess <= gap)[0]
    order: Ints = within[np.argsort(excess[within], kind="stable")][:MAX_COLUMNS]
    return [int(column) for column in order]


def _offer(root: RootNode, incumbent: Incumbent, outcome: CpSatOutcome, phase: str) -> bool:
    if outcome.best is None:
        return False
    rosters: list[Ints | None] = [None] * len(root.decomposition.people)
    for _, column in outcome.best.pairs:
        rosters[root.master.column_person[int(column)]] = root.master.column_options[int(column)]
    descent = CoordinateDescent(root.decomposition, rosters)
    is_better = descent.offer(incumbent, phase)
    descent.descend(list(range(len(rosters))), lambda: False)
    return descent.offer(incumbent, phase) or is_better
