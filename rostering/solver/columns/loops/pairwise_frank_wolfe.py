"""Compiled steps that balance everyone's shares of rosters against the prices of the rows.

A row's price follows its sum: at the centre where the sum is as wanted, dearer where something is missing,
and never beyond what the row itself charges. A step moves shares of one person from their dearest roster in
use to their cheapest, as far as the prices allow, and the prices follow at once.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: How often the shares of one person are moved before it is the next one's turn.
MOVES = 3
#: Shares below this are given away, and differences of cost below this are none.
LEAST_SHARE, LEAST_DIFFERENCE = 1e-9, 1e-7
#: How many of a person's cheapest columns are looked at in most passes.
SHORTLISTED = 12


class RowCostSlopes(NamedTuple):
    """What a unit of each row costs, in the order in which it is paid.

    Beyond ``wanted`` a unit costs ``over``; below, ``under`` down to a sum of ``kink``, then ``deep``.
    """

    wanted: Floats
    kink: Floats
    over: Floats
    under: Floats
    deep: Floats


class ColumnMatrix(NamedTuple):
    """Rosters as columns.

    Column ``c`` counts ``value[e]`` in ``row[e]`` for e from ``start[c]`` to before ``start[c + 1]``, by
    rising rows. The columns of person ``p`` are ``column[first[p]:first[p + 1]]``.
    """

    start: Ints
    row: Ints
    value: Floats
    cost: Floats
    is_open: Ints
    first: Ints
    column: Ints


@compiled
def dual_price(slopes: Any, row: int, total: float, centre: float, stiffness: float) -> float:
    """Return the price of a row at a sum: what one unit more is worth there."""
    at: float = centre + stiffness * (slopes.wanted[row] - total)
    if at <= slopes.under[row]:
        return float(max(at, -slopes.over[row]))
    at = max(slopes.under[row], centre + stiffness * (slopes.kink[row] - total))
    return float(min(at, slopes.deep[row]))


@compiled
def update_duals(slopes: Any, sums: Floats, centre: Floats, stiffness: Floats, prices: Floats) -> None:
    """Bring the prices of all rows in line with their sums."""
    for row in range(len(sums)):
        prices[row] = dual_price(slopes, row, sums[row], centre[row], stiffness[row])


@compiled
def reduced_cost(pool: Any, column: int, prices: Floats) -> float:
    """Return what a column costs beyond what it is worth in the rows."""
    cost: float = pool.cost[column]
    for entry in range(pool.start[column], pool.start[column + 1]):
        cost -= prices[pool.row[entry]] * pool.value[entry]
    return cost


@compiled
def _curvature(pool: Any, one: int, other: int, stiffness: Floats) -> float:
    """Return how fast the gain of moving shares between two columns falls."""
    total, at, end = 0.0, pool.start[other], pool.start[other + 1]
    for entry in range(pool.start[one], pool.start[one + 1]):
        row, value = pool.row[entry], pool.value[entry]
        while at < end and pool.row[at] < row:
            total += pool.value[at] ** 2 * stiffness[pool.row[at]]
            at += 1
        if at < end and pool.row[at] == row:
            value -= pool.value[at]
            at += 1
        total += value**2 * stiffness[row]
    while at < end:
        total += pool.value[at] ** 2 * stiffness[pool.row[at]]
        at += 1
    return total


@compiled
def _shortlist(pool: Any, person: int, prices: Floats, share: Floats, near: Ints) -> tuple[int, int]:
    """Put a person's columns in use and their cheapest into ``near``, at the person's places.

    Return how many these are, and how many entries were looked at.
    """
    first, end = pool.first[person], pool.first[person + 1]
    costs, work = np.full(end - first, INF), 0
    # Kept in order by hand: NumPy's partition would take five seconds to compile.
    least = np.full(SHORTLISTED + 1, INF)
    for place in range(first, end):
        column = pool.column[place]
        if pool.is_open[column]:
            work += pool.start[column + 1] - pool.start[column]
            cost = reduced_cost(pool, column, prices)
            costs[place - first] = cost
            at = SHORTLISTED
            while at >= 0 and cost < least[at]:
                if at < SHORTLISTED:
                    least[at + 1] = least[at]
                least[at] = cost
                at -= 1
    most = least[SHORTLISTED]
    listed = first
    for place in range(first, end):
        column = pool.column[place]
        if share[column] > 0 or (pool.is_open[column] and costs[place - first] <= most):
            near[listed] = column
            listed += 1
    return listed - first, work


@compiled
def pairwise_frank_wolfe(
    slopes: Any,
    pool: Any,
    people: Ints,
    passes: int,
    enough: float,
    stiffness: Floats,
    centre: Floats,
    share: Floats,
    sums: Floats,
    prices: Floats,
) -> tuple[float, int]:
    """Move shares until the people could gain no more than ``enough``, or for so many passes.

    Most columns are far too dear to be had: a pass over all of them comes first and last, and those between
    look at the nearest alone. Return what the people could gain in the last pass, and how many entries of
    columns were looked at.
    """
    gain, work, over_all = INF, 0, True
    near, listed = np.empty(len(pool.column), np.int64), np.zeros(len(pool.first), np.int64)
    for _ in range(passes):
        gain = 0.0
        for person in people:
            if over_all:
                listed[person], more = _shortlist(pool, person, prices, share, near)
                work += more
            first = pool.first[person]
            for move in range(MOVES):
                cheapest, dearest, least, most, mean = -1, -1, INF, -INF, 0.0
                for column in near[first : first + listed[person]]:
                    work += pool.start[column + 1] - pool.start[column]
                    cost = reduced_cost(pool, column, prices)
                    if cost < least:
                        least, cheapest = cost, column
                    if share[column] > 0:
                        mean += share[column] * cost
                        if cost > most:
                            most, dearest = cost, column
                if move == 0 and dearest >= 0:
                    gain += mean - least
                if dearest < 0 or dearest == cheapest or most - least < LEAST_DIFFERENCE:
                    break
                moved = share[dearest]
                resistance = _curvature(pool, cheapest, dearest, stiffness)
                if resistance > 0:
                    moved = min(moved, (most - least) / resistance)
                if share[dearest] - moved < LEAST_SHARE:
                    moved = share[dearest]
                share[dearest] -= moved
                share[cheapest] += moved
                for column, way in ((cheapest, moved), (dearest, -moved)):
                    for entry in range(pool.start[column], pool.start[column + 1]):
                        sums[pool.row[entry]] += way * pool.value[entry]
                for column in (cheapest, dearest):
                    for entry in range(pool.start[column], pool.start[column + 1]):
                        row = pool.row[entry]
                        prices[row] = dual_price(slopes, row, sums[row], centre[row], stiffness[row])
        if gain <= enough and over_all:
            break
        over_all = gain <= enough
    return gain, work


@compiled
def reduced_costs(pool: Any, columns: Ints, prices: Floats) -> Floats:
    """Return the reduced costs of some columns."""
    found = np.empty(len(columns))
    for place, column in enumerate(columns):
        found[place] = reduced_cost(pool, column, prices)
    return found
