"""Separation of three-row subset-row cuts by enumeration (see `master.subset_row_cuts`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.compiled import compiled


@compiled
def violated_triples(
    counts: NDArray[np.bool_], column_value: Floats, wanted: Ints, excess: Floats, least: float
) -> tuple[Ints, Floats]:
    """Return triples of rows whose cut the column values violate, and by how much.

    Parameters
    ----------
    counts : array of bool
        By row and column: whether the column counts in the row.
    column_value : array
        By column: its value in the master problem.
    wanted, excess : array
        By row: the sum that is wanted, and how far the sum of the column values is beyond it.
    least : float
        The least violation that matters.
    """
    rows, columns = counts.shape
    common = np.zeros((rows, rows))
    for row in range(rows):
        for other in range(row):
            for column in range(columns):
                if counts[row, column] and counts[other, column]:
                    common[row, other] += column_value[column]
            common[other, row] = common[row, other]
    most_common = np.zeros(rows)
    for row in range(rows):
        for other in range(rows):
            most_common[row] = max(most_common[row], common[row, other])
    triples, violations = np.empty((1000, 3), np.int64), np.empty(1000)
    found = 0
    for one in range(rows):
        for two in range(one + 1, rows):
            pair_wanted = wanted[one] + wanted[two]
            if common[one, two] + most_common[one] + most_common[two] < (pair_wanted + 1) // 2 + least:
                continue
            for three in range(two + 1, rows):
                limit = (pair_wanted + wanted[three]) // 2 + excess[one] + excess[two] + excess[three] + least
                if common[one, two] + common[one, three] + common[two, three] < limit:
                    continue
                total = 0.0
                for column in range(columns):
                    if int(counts[one, column]) + counts[two, column] + counts[three, column] >= 2:
                        total += column_value[column]
                if total >= limit:
                    if found == violations.shape[0]:
                        triples, violations = _doubled(triples, violations)
                    triples[found, 0], triples[found, 1], triples[found, 2] = one, two, three
                    violations[found] = total - limit
                    found += 1
    return triples[:found], violations[:found]


@compiled
def _doubled(triples: Ints, violations: Floats) -> tuple[Ints, Floats]:
    """Return both with room for twice as many. To compile ``np.concatenate`` takes seconds."""
    rows = violations.shape[0]
    more_triples, more_violations = np.empty((2 * rows, 3), np.int64), np.empty(2 * rows)
    for row in range(rows):
        more_violations[row] = violations[row]
        for place in range(3):
            more_triples[row, place] = triples[row, place]
    return more_triples, more_violations
