"""Dantzig-Wolfe decomposition: one pricing problem for each person, and the linking rows of the master."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.problem import Problem, Roster
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.master.linking_rows import LinkingConstraints, LinkingRows
from rostering.solver.columns.pricing.pricing_problem import PricingProblem


@dataclass(frozen=True, slots=True)
class ConstructionGuide:
    """What first rosters go by beside the cost of rows, so that people leave something to those after them.

    Parameters
    ----------
    row_values : array or None
        What one more unit in each row is worth, such as dual prices. None: what it saves in the row, times
        the share of the wanted sum that is still missing.
    weight : float
        How much the guide counts against the cost of the rows themselves, 0 to 1.
    """

    row_values: Floats | None
    weight: float

    def blend(self, marginal_costs: Floats, rows: LinkingRows, sums: Floats) -> Floats:
        """Return the cost of one more unit in each row: the guide's and the row's own, by the weight."""
        row_values = self.row_values
        if row_values is None:
            missing = np.clip((rows.wanted - sums) / np.maximum(rows.wanted, 1.0), 0.0, 1.0)
            row_values = -marginal_costs * missing
        blended: Floats = (1 - self.weight) * marginal_costs - self.weight * row_values
        return blended


class Decomposition(LinkingConstraints, ABC):
    """Everyone's pricing problems and the linking rows between them.

    Attributes
    ----------
    problem : Problem
        What is decomposed, or what it is a part of.
    people : sequence of PricingProblem
        Whose rosters are looked for.
    fixed_cost : float
        The cost of rows and people that are left out.
    """

    problem: Problem
    people: Sequence[PricingProblem]
    fixed_cost = 0.0

    @abstractmethod
    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's chosen options as a roster of the whole problem."""

    def reduced_option_costs(self, person: int, duals: Floats) -> Floats:
        """Return the reduced cost of each option of a person: its cost less what it earns in the rows."""
        padded = np.append(duals, 0.0)
        earned = (padded[self.option_rows[person]] * self.option_coefficients[person]).sum(axis=1)
        reduced: Floats = self.people[person].option_cost - earned
        return reduced

    def marginal_option_costs(
        self, person: int, sums: Floats, guide: ConstructionGuide | None = None
    ) -> Floats:
        """Return what each option of a person costs, rows included, beside what others do.

        ``sums`` are those of everyone else.
        """
        current = self.rows.cost(sums)
        up = self.rows.cost(sums + 1) - current
        if guide is not None:
            up = np.where(up < 0, np.maximum(up, guide.blend(up, self.rows, sums)), up)
        up = np.append(up, 0.0)
        down = np.append(self.rows.cost(sums - 1) - current, 0.0)
        rows, coefficients = self.option_rows[person], self.option_coefficients[person]
        in_rows = np.where(coefficients > 0, up[rows], np.where(coefficients < 0, down[rows], 0.0))
        total: Floats = self.people[person].option_cost + in_rows.sum(axis=1)
        return total

    def total_cost(self, chosen: Sequence[Ints]) -> float:
        """Return what everyone's rosters cost, rows included, as far as the pricing graphs count it."""
        sums = np.zeros(len(self.rows.wanted))
        own_costs = 0.0
        for person, options in enumerate(chosen):
            sums += self.row_sums(person, options)
            own_costs += self.roster_cost(person, options)
        return self.fixed_cost + own_costs + float(self.rows.cost(sums).sum())

    def roster_cost(self, person: int, chosen: Ints) -> float:
        """Return what a roster costs the person, rows apart, as the pricing graph counts it.

        This is the cost of the column; infinite where the graph forbids the roster.
        """
        pricing = self.people[person]
        costs = np.full(len(pricing.option_shift), INF)
        costs[chosen] = pricing.option_cost[chosen]
        day_off_costs = pricing.day_off_cost.copy()
        day_off_costs[pricing.option_day[chosen]] = INF
        return pricing.solve(costs, day_off_costs).cost
