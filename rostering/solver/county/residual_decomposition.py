"""The residual problem of one home: what is left to decide when the contributions of all others are fixed.

People of neighbouring homes may take part, each with a choice among known rosters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.linking_rows import reachable_sums
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.pricing_problem import PricedRoster, PricingProblem
from rostering.solver.core.clock import Clock


@dataclass(frozen=True, slots=True)
class KnownRosters:
    """The rosters of a person who chooses among these alone.

    Of each: its cost, the rows in which it counts (padded to equal length with the number of rows), and its
    coefficients there.
    """

    cost: Floats
    row: Ints
    sign: Floats


class KnownRosterPricing(PricingProblem):
    """The pricing problem of a person who chooses among known rosters, each an option of the first day."""

    def __init__(self, known: KnownRosters, days: int) -> None:
        self.option_cost, self.day_off_cost = known.cost, np.zeros(days)
        self.option_day = np.zeros(len(known.cost), np.int64)
        self.option_shift = self.option_day - 1

    def solve(self, option_cost: Floats, day_off_cost: Floats | None = None) -> PricedRoster:
        """Return the cheapest of the rosters."""
        best = int(np.argmin(option_cost))
        value = float(option_cost[best])
        return PricedRoster(value, value, np.array([best]) if value < INF else None)


class ResidualDecomposition(Decomposition):
    """A decomposition of one home, with rows from which the contributions of all others are subtracted.

    Parameters
    ----------
    home : ProblemDecomposition
        The people of the home.
    others : array
        What everybody who does not take part contributes to each row, fractions included.
    known : sequence of KnownRosters
        The rosters of people of neighbouring homes, who are numbered after those of the home.
    """

    def __init__(self, home: ProblemDecomposition, others: Floats, known: Sequence[KnownRosters]) -> None:
        self.problem, self._home = home.problem, home
        self.people = [*home.people, *(KnownRosterPricing(rosters, home.problem.days) for rosters in known)]
        self.option_rows = [*home.option_rows, *(rosters.row for rosters in known)]
        self.option_coefficients = [*home.option_coefficients, *(rosters.sign for rosters in known)]
        size = len(others)
        largest, lowest = (
            reachable_sums(self.option_rows, self.option_coefficients, size, 1),
            reachable_sums(self.option_rows, self.option_coefficients, size, -1),
        )
        minimum = np.maximum(home.rows.minimum - others, -lowest)
        wanted = np.maximum(home.rows.wanted - others, minimum)
        self.rows = replace(home.rows, minimum=minimum, wanted=wanted, max_sum=largest, max_below_zero=lowest)

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return the options of the people of the home as a roster."""
        return self._home.roster(chosen[: len(self._home.people)])


class ExactRootNode(RootNode):
    """A root node solved by the simplex method alone: pricing is quick, and values must be exact."""

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master problem, or time is over."""
        self._run_simplex_method(gap, clock, np.inf)
