"""Annealing: a great many small changes of the best roster, at first also for the worse, then less and less.

It needs no prices, so it makes good rosters while these are not known yet.
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
#: The moves whose costs say how hot it is at first, and which of these costs, in percent, is the measure.
SAMPLE, SMALL = 4_000, 5
#: The heat at first and at the end, for this measure.
HOT, COLD = 0.5, 0.05


class SimulatedAnnealing:
    """The search for better rosters by small changes.

    Parameters
    ----------
    board, incumbent
        The problem, and where rosters come from and go.
    chance : numpy.random.Generator
        What chooses moves.
    """

    def __init__(
        self, board: ProblemDecomposition, incumbent: Incumbent, chance: np.random.Generator
    ) -> None:
        self._decomposition, self._incumbent, self._rng = board, incumbent, chance
        self._arrays = AnnealingArrays(board)
        self._uphill = np.zeros(SAMPLE)

    def run(self, clock: Clock, should_stop: Callable[[], bool], phase: str) -> None:
        """Cool down from the best roster once, in the time of the clock, and offer the best that was met."""
        if self._incumbent.roster is None:
            return
        arrays, began = self._arrays, clock.spent()
        arrays.load(self._decomposition.chosen_options(self._incumbent.roster))
        cost = begin(arrays.options, arrays.automata, arrays.sums, arrays.rows, arrays.current)
        if cost == INF:
            return
        best, least = arrays.current.option.copy(), cost
        measure = 0.0
        while not (clock.over or should_stop()):
            passed = (clock.spent() - began) / (clock.limit - began)
            cost, least = anneal(
                arrays.options,
                arrays.automata,
                arrays.sums,
                arrays.rows,
                arrays.current,
                best,
                cost,
                least,
                measure * HOT * (COLD / HOT) ** passed,
                MOVES,
                int(self._rng.integers(1 << 31)),
                self._uphill,
            )
            clock.meter.count(MOVES * MOVE)
            measure = self._typical_uphill_step(measure)
        CoordinateDescent(self._decomposition, arrays.chosen_options(best)).offer(self._incumbent, phase)

    def _typical_uphill_step(self, before: float) -> float:
        """Return what a small step uphill costs, by the moves that were tried last."""
        steps = self._uphill[self._uphill > 0]
        self._uphill[:] = 0.0
        return float(np.percentile(steps, SMALL)) if len(steps) else before
