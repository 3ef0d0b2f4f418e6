"""One compiled call from the costs of options to the cheapest choice among them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from rostering.solver.columns.kernel import INF, Floats, Ints, forward
from rostering.solver.columns.trace import DAY_OFF, trace


@njit(cache=True, nogil=True)
def cheapest(
    shape: Any,
    places: tuple[Ints, Ints],
    cost: Floats,
    off: Floats,
    layers: Floats,
    ready: Floats,
    table: Floats,
    closed: Floats,
    chosen: Ints,
) -> tuple[float, int]:
    """Write the cheapest roster into ``chosen`` and return its cost and how many options it has.

    ``places`` holds the options in order of their cells in the table of days and kinds, and where each
    cell begins among them. An infinite cost means that there is no roster; -1 options, that the way back was
    lost.
    """
    order, starts = places
    width = len(shape.kind_minutes)
    by_day = np.full((shape.days, width), INF)
    best = np.full((shape.days, width), -1)
    for day in range(shape.days):
        for kind in range(width):
            cell = day * width + kind
            for place in range(starts[cell], starts[cell + 1]):
                option = order[place]
                if cost[option] < by_day[day, kind]:
                    by_day[day, kind], best[day, kind] = cost[option], option
    value = forward(shape, by_day, off, layers, ready, table, closed)
    if value == INF:
        return INF, 0
    kinds = np.empty(shape.days, np.int64)
    if not trace(shape, by_day, off, layers, ready, table, value, kinds):
        return value, -1
    found = 0
    for day in range(shape.days):
        if kinds[day] != DAY_OFF:
            chosen[found] = best[day, kinds[day]]
            found += 1
    return value, found
