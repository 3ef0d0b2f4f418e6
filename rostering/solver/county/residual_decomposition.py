"""People of one home, beside what everybody else does: some as they are, others who have only shares yet."""

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
    """Rosters of somebody who chooses among these alone.

    Of each: what it costs, the rows in which it counts, filled up to equal length with the number of rows,
    and how it counts there.
    """

    cost: Floats
    row: Ints
    sign: Floats


class KnownRosterPricing(PricingProblem):
    """Somebody who chooses among known rosters, each an option of the first day."""

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
    """A board with people of other homes who choose among known rosters, and what all others do taken off.

    Parameters
    ----------
    board : ProblemDecomposition
        The people of the home.
    others : array
        What everybody who is not here adds to each row; they may do parts of duties.
    known : sequence of KnownRosters
        The rosters of people of other homes, who come after those of the home.
    """

    def __init__(self, board: ProblemDecomposition, others: Floats, known: Sequence[KnownRosters]) -> None:
        self.problem, self._board = board.problem, board
        self.people = [*board.people, *(KnownRosterPricing(one, board.problem.days) for one in known)]
        self.option_rows = [*board.option_rows, *(one.row for one in known)]
        self.option_coefficients = [*board.option_coefficients, *(one.sign for one in known)]
        size = len(others)
        largest, lowest = (
            reachable_sums(self.option_rows, self.option_coefficients, size, 1),
            reachable_sums(self.option_rows, self.option_coefficients, size, -1),
        )
        minimum = np.maximum(board.rows.minimum - others, -lowest)
        wanted = np.maximum(board.rows.wanted - others, minimum)
        self.rows = replace(
            board.rows, minimum=minimum, wanted=wanted, max_sum=largest, max_below_zero=lowest
        )

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return the options of the people of the home as a roster."""
        return self._board.roster(chosen[: len(self._board.people)])


class ExactRootNode(RootNode):
    """A root that keeps to the linear programme: there is little to price, and shares have to be exact."""

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the value of the programme, or time is over."""
        self._run_simplex_method(gap, clock, np.inf)
