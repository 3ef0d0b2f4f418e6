"""Linking rows: the constraints of the master problem that tie people together, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints


@dataclass(slots=True)
class LinkingRows:
    """All rows as arrays of the same length."""

    wanted: Floats
    minimum: Floats
    under_minimum: Floats
    under_wanted: Floats
    over: Floats
    largest: Floats
    #: How far below zero the sum can go.
    lowest: Floats

    def cost(self, sums: Floats) -> Floats:
        """Return what each row costs at these sums."""
        below = np.maximum(self.minimum - sums, 0.0)
        short = np.maximum(self.wanted - np.maximum(sums, self.minimum), 0.0)
        more = np.maximum(sums - self.wanted, 0.0)
        return below * self.under_minimum + short * self.under_wanted + more * self.over

    def bound(self, duals: Floats) -> float:
        """Return the least that the rows can add to a Lagrangian bound at these prices."""
        return float(self.least(duals).sum())

    def least(self, duals: Floats) -> Floats:
        """Return the same row by row."""
        total: Floats = duals * self.wanted
        total += (self.minimum + self.lowest) * np.minimum(0.0, self.under_minimum - duals)
        total += (self.wanted - self.minimum) * np.minimum(0.0, self.under_wanted - duals)
        total += self.largest * np.minimum(0.0, self.over + duals)
        return total

    def cheapest(self, duals: Floats) -> Floats:
        """Return the sums at which the rows cost least when each unit has its price to pay."""
        sums = self.wanted - (self.minimum + self.lowest) * (self.under_minimum < duals)
        sums -= (self.wanted - self.minimum) * (self.under_wanted < duals)
        total: Floats = sums + self.largest * (self.over < -duals)
        return total


class LinkingConstraints:
    """How what people do counts in rows.

    Attributes
    ----------
    people : sequence
        Who they are.
    row, sign : list of array
        For each person and option, the rows in which it counts (the number of rows: none) and how.
    rows : LinkingRows
        What the sums cost.
    """

    people: Sequence[object]
    row: list[Ints]
    sign: list[Floats]
    rows: LinkingRows

    def counted(self, person: int, chosen: Ints) -> Floats:
        """Return what a person's roster adds to each row."""
        sums = np.zeros(len(self.rows.wanted) + 1)
        np.add.at(sums, self.row[person][chosen].ravel(), self.sign[person][chosen].ravel())
        return sums[:-1]

    def worth(self, person: int, chosen: Ints, prices: Floats) -> float:
        """Return what a person's roster is worth at these prices of the rows.

        Not by a product of matrices: with thousands of rows that wakes threads for each roster anew.
        """
        return float((self.counted(person, chosen) * prices).sum())


def reach(row: Sequence[Ints], sign: Sequence[Floats], rows: int, way: int) -> Floats:
    """Return how far people together can move the sum of each row up (``way`` 1) or down (-1)."""
    people = np.zeros(rows + 1)
    for places, signs in zip(row, sign, strict=True):
        reached = np.zeros(rows + 1, bool)
        reached[places[signs * way > 0]] = True
        people += reached
    return people[:-1]
