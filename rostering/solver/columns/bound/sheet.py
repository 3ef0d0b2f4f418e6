"""People and rows: how what the ones do counts in the others, and what it costs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.problem import Problem, Roster
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.pricing.pricing_problem import PricingProblem


@dataclass(slots=True)
class Rows:
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


@dataclass(frozen=True, slots=True)
class Guide:
    """What a unit missing in each row is worth, and how much of that to believe, 0 to 1.

    Without prices that say it, a unit is worth the less the smaller the part of the wanted that is missing,
    so that those who come first do not fill one row and leave another to nobody.
    """

    worth: Floats | None
    share: float

    def mixed(self, more: Floats, rows: Rows, sums: Floats) -> Floats:
        """Return what one more unit costs by the guide, mixed with what it costs by the row itself."""
        worth = self.worth
        if worth is None:
            worth = -more * np.clip((rows.wanted - sums) / np.maximum(rows.wanted, 1.0), 0.0, 1.0)
        mixed: Floats = (1 - self.share) * more - self.share * worth
        return mixed


class Tally:
    """How what people do counts in rows.

    Attributes
    ----------
    people : sequence
        Who they are.
    row, sign : list of array
        For each person and option, the rows in which it counts (the number of rows: none) and how.
    rows : Rows
        What the sums cost.
    """

    people: Sequence[object]
    row: list[Ints]
    sign: list[Floats]
    rows: Rows

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


class Sheet(Tally, ABC):
    """People, rows, and how the one count in the other.

    Attributes
    ----------
    people : sequence of PricingProblem
        Whose rosters are looked for.
    constant : float
        What is paid for rows and people left out.
    """

    problem: Problem
    people: Sequence[PricingProblem]
    constant = 0.0

    @abstractmethod
    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster of the whole problem."""

    def charged(self, person: int, duals: Floats) -> Floats:
        """Return what each option of a person costs at these prices of the rows."""
        padded = np.append(duals, 0.0)
        charged: Floats = self.people[person].own - (padded[self.row[person]] * self.sign[person]).sum(axis=1)
        return charged

    def marginal(self, person: int, sums: Floats, guide: Guide | None = None) -> Floats:
        """Return what each option costs in rows and wishes, when the sums are those of everyone else."""
        now = self.rows.cost(sums)
        more = self.rows.cost(sums + 1) - now
        if guide is not None:
            more = np.where(more < 0, np.maximum(more, guide.mixed(more, self.rows, sums)), more)
        up = np.append(more, 0.0)
        down = np.append(self.rows.cost(sums - 1) - now, 0.0)
        row, sign = self.row[person], self.sign[person]
        each = np.where(sign > 0, up[row], np.where(sign < 0, down[row], 0.0))
        total: Floats = self.people[person].own + each.sum(axis=1)
        return total

    def cost(self, chosen: Sequence[Ints]) -> float:
        """Return what everyone's rosters cost, rows included, as far as the graphs count it."""
        sums = np.zeros(len(self.rows.wanted))
        own = 0.0
        for person, places in enumerate(chosen):
            sums += self.counted(person, places)
            own += self.own_cost(person, places)
        return self.constant + own + float(self.rows.cost(sums).sum())

    def own_cost(self, person: int, chosen: Ints) -> float:
        """Return what a roster costs a person, rows apart, as the pricing graph counts it."""
        one = self.people[person]
        allowed = np.full(len(one.shifts), INF)
        allowed[chosen] = one.own[chosen]
        off = one.off.copy()
        off[one.days[chosen]] = INF
        return one.price(allowed, off).cost


def reach(row: Sequence[Ints], sign: Sequence[Floats], rows: int, way: int) -> Floats:
    """Return how far people together can move the sum of each row up (``way`` 1) or down (-1)."""
    people = np.zeros(rows + 1)
    for places, signs in zip(row, sign, strict=True):
        reached = np.zeros(rows + 1, bool)
        reached[places[signs * way > 0]] = True
        people += reached
    return people[:-1]
