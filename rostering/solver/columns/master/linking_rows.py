"""Linking rows: the constraints of the master problem that tie people together, and what they cost.

A row adds up what people do: each chosen option of a person counts +1 or -1 in some rows. The cost of a row
is piecewise linear and convex in its sum: a cost for each unit below the minimum, another for each unit
between the minimum and what is wanted, and one for each unit beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints


@dataclass(slots=True)
class LinkingRows:
    """The rows of a master problem, as arrays with one entry for each row.

    Attributes
    ----------
    wanted, minimum : array
        The sum that is wanted, and the least that is demanded.
    under_minimum, under_wanted, over : array
        The cost of a unit below the minimum, between minimum and wanted, and beyond what is wanted.
    max_sum : array
        The largest sum that people can reach together.
    max_below_zero : array
        How far below zero the sum can go; a number that is not negative.
    """

    wanted: Floats
    minimum: Floats
    under_minimum: Floats
    under_wanted: Floats
    over: Floats
    max_sum: Floats
    max_below_zero: Floats

    def cost(self, sums: Floats) -> Floats:
        """Return the cost of each row at these sums."""
        below_minimum = np.maximum(self.minimum - sums, 0.0)
        below_wanted = np.maximum(self.wanted - np.maximum(sums, self.minimum), 0.0)
        beyond = np.maximum(sums - self.wanted, 0.0)
        return below_minimum * self.under_minimum + below_wanted * self.under_wanted + beyond * self.over

    def dual_bound(self, duals: Floats) -> float:
        """Return what the rows add to the Lagrangian bound at these dual prices."""
        return float(self.dual_bound_by_row(duals).sum())

    def dual_bound_by_row(self, duals: Floats) -> Floats:
        """Return what each row adds to the Lagrangian bound: its least cost plus price, over all sums."""
        total: Floats = duals * self.wanted
        total += (self.minimum + self.max_below_zero) * np.minimum(0.0, self.under_minimum - duals)
        total += (self.wanted - self.minimum) * np.minimum(0.0, self.under_wanted - duals)
        total += self.max_sum * np.minimum(0.0, self.over + duals)
        return total

    def minimising_sums(self, duals: Floats) -> Floats:
        """Return the sums at which `dual_bound_by_row` takes its least."""
        sums = self.wanted - (self.minimum + self.max_below_zero) * (self.under_minimum < duals)
        sums -= (self.wanted - self.minimum) * (self.under_wanted < duals)
        total: Floats = sums + self.max_sum * (self.over < -duals)
        return total


class LinkingConstraints:
    """The linking rows with the coefficients of everyone's options in them.

    A roster of a person is given as an array of chosen options: places in the arrays of that person's
    options.

    Attributes
    ----------
    people : sequence
        Whose options they are.
    option_rows : list of array
        For each person, by option, the rows in which it counts, filled up to equal length with the number of
        rows, which stands for none.
    option_coefficients : list of array
        Of the same shapes: how the option counts there, +1 or -1.
    rows : LinkingRows
        What the sums cost.
    """

    people: Sequence[object]
    option_rows: list[Ints]
    option_coefficients: list[Floats]
    rows: LinkingRows

    def row_sums(self, person: int, chosen: Ints) -> Floats:
        """Return what a person's roster adds to each row: the coefficients of that column."""
        sums = np.zeros(len(self.rows.wanted) + 1)
        rows, coefficients = self.option_rows[person][chosen], self.option_coefficients[person][chosen]
        np.add.at(sums, rows.ravel(), coefficients.ravel())
        return sums[:-1]

    def dual_value(self, person: int, chosen: Ints, duals: Floats) -> float:
        """Return what a person's roster earns in the rows at these dual prices.

        Not as a matrix product: with thousands of rows that starts the threads of the linear algebra library
        for every single roster.
        """
        return float((self.row_sums(person, chosen) * duals).sum())


def reachable_sums(
    option_rows: Sequence[Ints], option_coefficients: Sequence[Floats], row_count: int, direction: int
) -> Floats:
    """Return how far people together can move the sum of each row up (``direction`` 1) or down (-1)."""
    total = np.zeros(row_count + 1)
    for rows, coefficients in zip(option_rows, option_coefficients, strict=True):
        reached = np.zeros(row_count + 1, bool)
        reached[rows[coefficients * direction > 0]] = True
        total += reached
    return total[:-1]
