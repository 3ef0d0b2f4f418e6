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
    """What a unit missing in each row is worth, and how much of that to believe, 0 to 1.

    Without prices that say it, a unit is worth the less the smaller the part of the wanted that is missing,
    so that those who come first do not fill one row and leave another to nobody.
    """

    worth: Floats | None
    share: float

    def mixed(self, more: Floats, rows: LinkingRows, sums: Floats) -> Floats:
        """Return what one more unit costs by the guide, mixed with what it costs by the row itself."""
        worth = self.worth
        if worth is None:
            worth = -more * np.clip((rows.wanted - sums) / np.maximum(rows.wanted, 1.0), 0.0, 1.0)
        mixed: Floats = (1 - self.share) * more - self.share * worth
        return mixed


class Decomposition(LinkingConstraints, ABC):
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
        charged: Floats = self.people[person].option_cost - (
            padded[self.row[person]] * self.sign[person]
        ).sum(axis=1)
        return charged

    def marginal(self, person: int, sums: Floats, guide: ConstructionGuide | None = None) -> Floats:
        """Return what each option costs in rows and wishes, when the sums are those of everyone else."""
        now = self.rows.cost(sums)
        more = self.rows.cost(sums + 1) - now
        if guide is not None:
            more = np.where(more < 0, np.maximum(more, guide.mixed(more, self.rows, sums)), more)
        up = np.append(more, 0.0)
        down = np.append(self.rows.cost(sums - 1) - now, 0.0)
        row, sign = self.row[person], self.sign[person]
        each = np.where(sign > 0, up[row], np.where(sign < 0, down[row], 0.0))
        total: Floats = self.people[person].option_cost + each.sum(axis=1)
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
        allowed = np.full(len(one.option_shift), INF)
        allowed[chosen] = one.option_cost[chosen]
        off = one.day_off_cost.copy()
        off[one.option_day[chosen]] = INF
        return one.solve(allowed, off).cost
