"""What a given roster costs on some days, read along the pricing graph instead of searched for.

Both walks begin where a day off ended (or where the horizon begins), so a stretch of work is always whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rostering.solver.columns.kernel import INF, Ints
from rostering.solver.columns.trace import DAY_OFF


@njit(cache=True, nogil=True)
def walk_days(shape: Any, kinds: Ints, first: int, stop: int, rest: int) -> tuple[float, int]:
    """Return what the days from ``first`` to before ``stop`` cost after a state of rest, and the state then.

    The state before day 0 is that of the shape. Prices and wishes for single days are left out.
    """
    works = first == 0 and shape.first_state >= 0
    state = shape.first_state if works else rest
    cost, day = 0.0, first
    while day < stop:
        if kinds[day] == DAY_OFF:
            cost += shape.leave_cost[state] if works else shape.off_cost[state]
            state = shape.leave_to[state] if works else shape.off_to[state]
            works = False
            if state < 0:
                return INF, -1
            day += 1
            continue
        length = _run(kinds, day, stop)
        if length > shape.longest:
            return INF, -1
        cost += shape.stretch_cost[1 if works else 0, day, length]
        for each in range(day, day + length):
            state, more = _work(shape, state, works, kinds[each])
            cost += more
            works = True
            if state < 0:
                return INF, -1
        day += length
    return cost, state


@njit(cache=True, nogil=True)
def _work(shape: Any, state: int, works: bool, kind: int) -> tuple[int, float]:
    """Return the state after a day of work and its cost; the state is -1 when it may not be."""
    if works:
        for arc in range(shape.arc_from.shape[0]):
            if shape.arc_from[arc] == state and shape.arc_kind[arc] == kind:
                return shape.arc_to[arc], shape.arc_cost[arc]
        return -1, INF
    group = shape.rest_class[state]
    if group >= 0:
        for arc in range(shape.entry_start[group], shape.entry_start[group + 1]):
            if shape.entry_kind[arc] == kind:
                return shape.entry_to[arc], shape.entry_cost[arc]
    return -1, INF


@njit(cache=True, nogil=True)
def walk_weekends(shape: Any, kinds: Ints, first: int, stop: int, weekend: int) -> tuple[float, int]:
    """Return what the weekends of some days cost after a state of the weekends, and the state then."""
    cost, day = 0.0, first
    while day < stop:
        if kinds[day] == DAY_OFF:
            cost += shape.off_weekend_cost[day, weekend]
            weekend = shape.off_weekend[day, weekend]
            day += 1
        else:
            length = _run(kinds, day, stop)
            if length > shape.longest:
                return INF, -1
            cost += shape.stretch_weekend_cost[day, length, weekend]
            weekend = shape.stretch_weekend[day, length, weekend]
            day += length + 1
        if weekend < 0:
            return INF, -1
    return cost, weekend


@njit(cache=True, nogil=True)
def _run(kinds: Ints, day: int, stop: int) -> int:
    length = 0
    while day + length < stop and kinds[day + length] != DAY_OFF:
        length += 1
    return length


@njit(cache=True, nogil=True)
def reachable(shape: Any, first: int, stop: int, weekend: int) -> NDArray[np.bool_]:
    """Return which states of the weekends some days can lead to from one of them."""
    found = np.zeros((stop - first + 1, shape.weekends), np.bool_)
    found[0, weekend] = True
    states = np.zeros(shape.weekends, np.bool_)
    for day in range(first, stop):
        for state in range(shape.weekends):
            if not found[day - first, state]:
                continue
            states[state] = True
            if shape.off_weekend[day, state] >= 0:
                found[day - first + 1, shape.off_weekend[day, state]] = True
            for length in range(1, min(shape.longest, stop - day) + 1):
                after = shape.stretch_weekend[day, length, state]
                if after >= 0:
                    found[min(day - first + length + 1, stop - first), after] = True
    last: NDArray[np.bool_] = states | found[stop - first]
    return last
