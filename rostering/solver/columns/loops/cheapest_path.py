"""One compiled call from the costs of options to the cheapest choice among them."""

from __future__ import annotations

from typing import Any

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.backtracking import backtrack
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.forward_pass import forward_pass
from rostering.solver.columns.loops.layered_graph import DAY_OFF


@compiled
def cheapest_path(
    layers: Any,
    totals: Any,
    ahead: tuple[Shorts, Shorts],
    part: Any,
    places: tuple[Ints, Ints],
    cost: Floats,
    off: Floats,
    cells: Floats,
    nodes: Ints,
    chosen: Ints,
) -> tuple[float, int, int]:
    """Write the cheapest roster into ``chosen``; return its cost, how many options it has, and cells used.

    ``places`` holds the options in order of their cells in the table of days and kinds, and where each
    cell begins among them; days off are the last kind and have none. An infinite cost means that there is no
    roster, or that there are too few cells; -1 options, that the way back was lost.
    """
    days = len(off)
    table, best = cheapest_options(places, cost, off, totals.units.shape[1] - 1)
    row, low, high = nodes
    value, used = forward_pass(layers, totals, ahead[0], ahead[1], part, table, cells, row, low, high)
    if value == INF or used > len(cells):
        return INF, 0, used
    kinds = np.full(days, DAY_OFF)
    if not backtrack(layers, totals, part, table, cells, row, low, high, value, kinds):
        return value, -1, used
    found = 0
    for day in range(days):
        if kinds[day] != DAY_OFF:
            chosen[found] = best[day, kinds[day]]
            found += 1
    return value, found, used


@compiled
def cheapest_options(
    places: tuple[Ints, Ints], cost: Floats, off: Floats, off_kind: int
) -> tuple[Floats, Ints]:
    """Return by day and kind, days off last, the least cost of an option, and the option that has it."""
    order, starts = places
    days = len(off)
    table = np.full((days, off_kind + 1), INF)
    best = np.full((days, off_kind + 1), -1)
    for day in range(days):
        table[day, off_kind] = off[day]
        for kind in range(off_kind):
            cell = day * (off_kind + 1) + kind
            for place in range(starts[cell], starts[cell + 1]):
                option = order[place]
                if cost[option] < table[day, kind]:
                    table[day, kind], best[day, kind] = cost[option], option
    return table, best
