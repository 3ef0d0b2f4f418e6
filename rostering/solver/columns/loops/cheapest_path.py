"""One compiled call from the costs of options to the shortest path and the options chosen on it."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.backtracking import backtrack
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.forward_pass import forward_pass
from rostering.solver.columns.loops.layered_graph import DAY_OFF, LayeredGraph, MinutesResource, PathSection


@compiled
def cheapest_path(
    graph: LayeredGraph,
    minutes: MinutesResource,
    units_left: tuple[Shorts, Shorts],
    section: PathSection,
    options_by_cell: tuple[Ints, Ints],
    option_cost: Floats,
    day_off_cost: Floats,
    cells: Floats,
    nodes: Ints,
    chosen: Ints,
) -> tuple[float, int, int]:
    """Write the cheapest roster into ``chosen``; return its cost, how many options it has, and cells used.

    Parameters
    ----------
    units_left : pair of arrays
        What `remaining_units` returns.
    options_by_cell : pair of arrays
        The options in order of their cells in the table of days and patterns, and where each cell begins
        among them; days off are the last pattern and have no options.
    cells, nodes
        Working memory of the forward pass; ``nodes`` has three rows.

    Returns
    -------
    tuple
        An infinite cost means that there is no roster, or that there are too few cells; -1 options, that no
        path of the cost could be traced back.
    """
    days = len(day_off_cost)
    day_cost, best = cheapest_options(
        options_by_cell, option_cost, day_off_cost, minutes.day_units.shape[1] - 1
    )
    first_cell, low, high = nodes
    cost, used = forward_pass(
        graph, minutes, units_left[0], units_left[1], section, day_cost, cells, first_cell, low, high
    )
    if cost == INF or used > len(cells):
        return INF, 0, used
    patterns = np.full(days, DAY_OFF)
    if not backtrack(graph, minutes, section, day_cost, cells, first_cell, low, high, cost, patterns):
        return cost, -1, used
    count = 0
    for day in range(days):
        if patterns[day] != DAY_OFF:
            chosen[count] = best[day, patterns[day]]
            count += 1
    return cost, count, used


@compiled
def cheapest_options(
    options_by_cell: tuple[Ints, Ints], option_cost: Floats, day_off_cost: Floats, off_pattern: int
) -> tuple[Floats, Ints]:
    """Return by day and pattern, days off last, the least cost of an option, and the option that has it."""
    order, starts = options_by_cell
    days = len(day_off_cost)
    day_cost = np.full((days, off_pattern + 1), INF)
    best = np.full((days, off_pattern + 1), -1)
    for day in range(days):
        day_cost[day, off_pattern] = day_off_cost[day]
        for pattern in range(off_pattern):
            cell = day * (off_pattern + 1) + pattern
            for place in range(starts[cell], starts[cell + 1]):
                option = order[place]
                if option_cost[option] < day_cost[day, pattern]:
                    day_cost[day, pattern], best[day, pattern] = option_cost[option], option
    return day_cost, best
