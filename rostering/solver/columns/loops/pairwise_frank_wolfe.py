"""Pairwise Frank-Wolfe steps for the quadratic master problem of a disaggregated proximal bundle method.

Each person's column values add up to one. A row has a convex, piecewise linear cost of its sum; the proximal
term around the stability centre makes its dual price follow the sum: the centre where the sum is as wanted,
higher where something is missing, and never beyond what the row itself charges. That is an augmented
Lagrangian of the master problem, minimised over the column values (Frangioni 2002, "Generalized bundle
methods").

A step takes one person and moves value from their column in use of the highest reduced cost to that of the
lowest, by exact line search, and the dual prices follow at once (Lacoste-Julien and Jaggi 2015, "On the
global linear convergence of Frank-Wolfe optimization variants", here person by person).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: Steps for one person until it is the next one's turn.
STEPS_EACH = 3
#: Column values below this become zero, and differences of reduced cost below this are none.
LEAST_VALUE, LEAST_DIFFERENCE = 1e-9, 1e-7
#: How many of a person's columns of lowest reduced cost are looked at in most passes.
SHORTLISTED = 12


class RowCostSlopes(NamedTuple):
    """By row: what a unit costs, in the order in which units are paid.

    Beyond ``wanted`` a unit costs ``over``; below, ``under`` down to a sum of ``kink``, then ``deep``.
    """

    wanted: Floats
    kink: Floats
    over: Floats
    under: Floats
    deep: Floats


class ColumnMatrix(NamedTuple):
    """Columns in compressed form, with their entries by rising rows.

    The entries of column ``c`` are those from ``entry_start[c]`` to before ``entry_start[c + 1]``; the
    columns of person ``p`` are ``column_order[person_start[p]:person_start[p + 1]]``. The value of a column
    may only grow while it ``is_open``.
    """

    entry_start: Ints
    entry_row: Ints
    entry_value: Floats
    cost: Floats
    is_open: Ints
    person_start: Ints
    column_order: Ints


@compiled
def dual_price(slopes: RowCostSlopes, row: int, total: float, centre: float, step_size: float) -> float:
    """Return the dual price of a row at a sum: what one unit more is worth there.

    ``step_size`` is by how much the dual price rises for each unit that is missing: the inverse of the
    proximal weight, and the penalty parameter of the augmented Lagrangian.
    """
    price: float = centre + step_size * (slopes.wanted[row] - total)
    if price <= slopes.under[row]:
        return float(max(price, -slopes.over[row]))
    price = max(slopes.under[row], centre + step_size * (slopes.kink[row] - total))
    return float(min(price, slopes.deep[row]))


@compiled
def update_duals(
    slopes: RowCostSlopes, sums: Floats, centre: Floats, step_size: Floats, duals: Floats
) -> None:
    """Bring the dual prices of all rows in line with their sums."""
    for row in range(len(sums)):
        duals[row] = dual_price(slopes, row, sums[row], centre[row], step_size[row])


@compiled
def reduced_cost(columns: ColumnMatrix, column: int, duals: Floats) -> float:
    """Return the reduced cost of a column: its cost less what it is worth in the rows."""
    cost: float = columns.cost[column]
    for entry in range(columns.entry_start[column], columns.entry_start[column + 1]):
        cost -= duals[columns.entry_row[entry]] * columns.entry_value[entry]
    return cost


@compiled
def _curvature(columns: ColumnMatrix, entering: int, leaving: int, step_size: Floats) -> float:
    """Return by how much the difference of two reduced costs falls for a unit of value moved between them."""
    total, place, end = 0.0, columns.entry_start[leaving], columns.entry_start[leaving + 1]
    for entry in range(columns.entry_start[entering], columns.entry_start[entering + 1]):
        row, value = columns.entry_row[entry], columns.entry_value[entry]
        while place < end and columns.entry_row[place] < row:
            total += columns.entry_value[place] ** 2 * step_size[columns.entry_row[place]]
            place += 1
        if place < end and columns.entry_row[place] == row:
            value -= columns.entry_value[place]
            place += 1
        total += value**2 * step_size[row]
    while place < end:
        total += columns.entry_value[place] ** 2 * step_size[columns.entry_row[place]]
        place += 1
    return total


@compiled
def _shortlist(
    columns: ColumnMatrix, person: int, duals: Floats, column_value: Floats, shortlist: Ints
) -> tuple[int, int]:
    """Put a person's columns in use and those of lowest reduced cost into ``shortlist``.

    Return how many these are, and how many entries of columns were read.
    """
    first, end = columns.person_start[person], columns.person_start[person + 1]
    costs, entries_read = np.full(end - first, INF), 0
    # Kept in order by hand: NumPy's partition would take five seconds to compile.
    lowest = np.full(SHORTLISTED + 1, INF)
    for place in range(first, end):
        column = columns.column_order[place]
        if columns.is_open[column]:
            entries_read += columns.entry_start[column + 1] - columns.entry_start[column]
            cost = reduced_cost(columns, column, duals)
            costs[place - first] = cost
            rank = SHORTLISTED
            while rank >= 0 and cost < lowest[rank]:
                if rank < SHORTLISTED:
                    lowest[rank + 1] = lowest[rank]
                lowest[rank] = cost
                rank -= 1
    highest = lowest[SHORTLISTED]
    listed = first
    for place in range(first, end):
        column = columns.column_order[place]
        if column_value[column] > 0 or (columns.is_open[column] and costs[place - first] <= highest):
            shortlist[listed] = column
            listed += 1
    return listed - first, entries_read


@compiled
def pairwise_frank_wolfe(
    slopes: RowCostSlopes,
    columns: ColumnMatrix,
    people: Ints,
    passes: int,
    tolerance: float,
    step_size: Floats,
    centre: Floats,
    column_value: Floats,
    sums: Floats,
    duals: Floats,
) -> tuple[float, int]:
    """Take steps until the Frank-Wolfe gap of the people is at most ``tolerance``, or for so many passes.

    ``column_value``, ``sums`` and ``duals`` (the last two by row) are changed in place. Most columns have far
    too high a reduced cost to be used: a pass over all of them comes first and last, and those between look
    at a shortlist alone. Return the Frank-Wolfe gap in the last pass, and how many entries of columns were
    read.
    """
    gap, entries_read, over_all = INF, 0, True
    shortlist = np.empty(len(columns.column_order), np.int64)
    listed = np.zeros(len(columns.person_start), np.int64)
    for _ in range(passes):
        gap = 0.0
        for person in people:
            if over_all:
                listed[person], more = _shortlist(columns, person, duals, column_value, shortlist)
                entries_read += more
            first = columns.person_start[person]
            for step in range(STEPS_EACH):
                entering, leaving, lowest, highest, mean = -1, -1, INF, -INF, 0.0
                for column in shortlist[first : first + listed[person]]:
                    entries_read += columns.entry_start[column + 1] - columns.entry_start[column]
                    cost = reduced_cost(columns, column, duals)
                    if cost < lowest:
                        lowest, entering = cost, column
                    if column_value[column] > 0:
                        mean += column_value[column] * cost
                        if cost > highest:
                            highest, leaving = cost, column
                if step == 0 and leaving >= 0:
                    gap += mean - lowest
                if leaving < 0 or leaving == entering or highest - lowest < LEAST_DIFFERENCE:
                    break
                moved = column_value[leaving]
                curvature = _curvature(columns, entering, leaving, step_size)
                if curvature > 0:
                    moved = min(moved, (highest - lowest) / curvature)
                if column_value[leaving] - moved < LEAST_VALUE:
                    moved = column_value[leaving]
                column_value[leaving] -= moved
                column_value[entering] += moved
                for column, change in ((entering, moved), (leaving, -moved)):
                    for entry in range(columns.entry_start[column], columns.entry_start[column + 1]):
                        sums[columns.entry_row[entry]] += change * columns.entry_value[entry]
                for column in (entering, leaving):
                    for entry in range(columns.entry_start[column], columns.entry_start[column + 1]):
                        row = columns.entry_row[entry]
                        duals[row] = dual_price(slopes, row, sums[row], centre[row], step_size[row])
        if gap <= tolerance and over_all:
            break
        over_all = gap <= tolerance
    return gap, entries_read


@compiled
def reduced_costs(columns: ColumnMatrix, numbers: Ints, duals: Floats) -> Floats:
    """Return the reduced costs of the columns of these numbers."""
    costs = np.empty(len(numbers))
    for place, column in enumerate(numbers):
        costs[place] = reduced_cost(columns, column, duals)
    return costs
