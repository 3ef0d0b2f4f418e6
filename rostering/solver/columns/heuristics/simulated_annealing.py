"""Simulated annealing: a great many small changes, at first also for the worse, then less and less.

Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983, doi:10.1126/science.220.4598.671.
It needs no dual prices, so it makes good rosters before these are known.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.heuristics.annealing_arrays import AnnealingArrays
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.loops.annealing_moves import anneal, begin
from rostering.solver.columns.loops.array_types import INF
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent

#: Moves between two looks at the clock, and the units of work of one.
MOVES, MOVE = 20_000, 1e-6
#: The moves for the worse whose costs are noted, and which percentile of these costs is the typical small
#: one.
SAMPLE, PERCENTILE = 4_000, 5
#: The temperature at the beginning and at the end, as multiples of the typical small cost.
FIRST_TEMPERATURE, LAST_TEMPERATURE = 0.5, 0.05


class SimulatedAnnealing:
    """The search for better rosters by small changes.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    incumbent : Incumbent
        Where rosters come from and go.
    rng : numpy.random.Generator
        Chooses moves.
    """

    def __init__(
        self, decomposition: ProblemDecomposition, incumbent: Incumbent, rng: np.random.Generator
    ) -> None:
        self._decomposition, self._incumbent, self._rng = decomposition, incumbent, rng
        self._arrays = AnnealingArrays(decomposition)
        #: What moves for the worse cost, as far as the compiled loop noted them.
        self._uphill = np.zeros(SAMPLE)

    def run(self, clock: Clock, should_stop: Callable[[], bool], phase: str) -> None:
        """Cool down once from the incumbent, in the time of the clock, and offer the best roster met."""
        if self._incumbent.roster is None:
            return
        arrays, began = self._arrays, clock.spent()
        arrays.load(self._decomposition.chosen_options(self._incumbent.roster))
        cost = begin(arrays.options, arrays.automata, arrays.counters, arrays.rows, arrays.current)
        if cost == INF:
            return
        best, best_cost = arrays.current.option.copy(), cost
        typical_cost = 0.0
        while not (clock.over or should_stop()):
            progress = (clock.spent() - began) / (clock.limit - began)
            cooling = (LAST_TEMPERATURE / FIRST_TEMPERATURE) ** progress
            cost, best_cost = anneal(
                arrays.options,
                arrays.automata,
                arrays.counters,
                arrays.rows,
                arrays.current,
                best,
                cost,
                best_cost,
                typical_cost * FIRST_TEMPERATURE * cooling,
                MOVES,
                int(self._rng.integers(1 << 31)),
                self._uphill,
            )
            clock.meter.count(MOVES * MOVE)
            typical_cost = self._typical_uphill_cost(typical_cost)
        CoordinateDescent(self._decomposition, arrays.chosen_options(best)).offer(self._incumbent, phase)

    def _typical_uphill_cost(self, otherwise: float) -> float:
        """Return what a small step uphill costs, by the moves tried last."""
        noted = self._uphill[self._uphill > 0]
        self._uphill[:] = 0.0
        return float(np.percentile(noted, PERCENTILE)) if len(noted) else otherwise
