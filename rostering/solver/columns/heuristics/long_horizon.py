"""The search through a long horizon: a corridor, Lagrangian relaxation, and fix-and-optimise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.corridor import CorridorDecomposition
from rostering.solver.columns.heuristics.fix_and_optimise import FixAndOptimise
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.decomposition import ConstructionGuide
from rostering.solver.columns.master.lagrangian_relaxation import LagrangianRelaxation
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.phases import DESCENT, ROOT, WINDOWS

#: The largest share of the time limit for the relaxation, and the share after which construction by a guide
#: goes straight to its last round.
RELAXATION_SHARE, CONSTRUCTION_SHARE = 0.35, 0.1
#: Dual prices guide a construction only where their bound is above this share of the incumbent's cost.
MIN_BOUND_SHARE = 0.5
#: The weight of the guide, round by round, without dual prices and with them. These are taken a little lower,
#: so that nobody works where that gains nothing.
WEIGHTS_WITHOUT_DUALS = (1.0, 0.3, 0.0)
WEIGHTS_WITH_DUALS, DUAL_FACTOR = (1.0, 0.97, 0.9, 0.7, 0.3, 0.0), 0.97


class LongHorizonSearch:
    """One run over a horizon that is too long to be priced as a whole.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    context : SearchContext
        What the search works with.
    """

    def __init__(self, decomposition: ProblemDecomposition, context: SearchContext) -> None:
        self._decomposition, self._context = decomposition, context
        self._incumbent, self._should_stop = context.incumbent, context.should_stop

    def run(self, on_phase: Callable[[str], None], *, proves: bool) -> None:
        """Search until out of time, or until windows would be the whole horizon.

        The search that ``proves`` runs the relaxation too; others begin their windows in the middle.
        """
        on_phase(DESCENT)
        self._construct(None, WEIGHTS_WITHOUT_DUALS)
        if proves:
            on_phase(ROOT)
            decomposition, clock = self._decomposition, self._context.clock
            relaxation = LagrangianRelaxation(
                decomposition, decomposition.people, self._incumbent, self._should_stop
            )
            relaxation.run(clock.part(RELAXATION_SHARE * clock.limit))
            if relaxation.bound > MIN_BOUND_SHARE * self._incumbent.cost:
                on_phase(DESCENT)
                self._construct(DUAL_FACTOR * relaxation.duals, WEIGHTS_WITH_DUALS)
        on_phase(WINDOWS)
        begin = 0.0 if proves else 0.5
        FixAndOptimise(self._decomposition, self._context, begin).run(WINDOWS)

    def _construct(self, row_values: Floats | None, weights: Sequence[float]) -> None:
        """Make rosters in the corridor, in rounds over all people with less and less weight of the guide."""
        descent = CoordinateDescent(CorridorDecomposition(self._decomposition))
        people, clock = len(self._decomposition.people), self._context.clock
        guided_clock = clock.part(CONSTRUCTION_SHARE * clock.limit)
        for weight in weights:
            if guided_clock.over and weight > 0:
                continue
            order, guide = self._context.shuffled(people), ConstructionGuide(row_values, weight)
            if not descent.construct(order, self._should_stop, guide):
                return
            descent.offer(self._incumbent, DESCENT)
