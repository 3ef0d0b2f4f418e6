"""The search through a long horizon: a first rota in pace, prices without totals, and windows."""

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

#: The most of all time that goes into prices of a long horizon, and after which only the last round by a
#: guide is left.
RELAXATION_SHARE, GUIDED_SHARE = 0.35, 0.1
#: Prices make no rota when their bound is less than this share of the best cost.
TRUSTED = 0.5
#: How much of a guide a roster is made by, round by round, without prices and with them; these are taken a
#: little lower, so that nobody works where that gains nothing.
SPREAD, BELIEF, WARY = (1.0, 0.3, 0.0), (1.0, 0.97, 0.9, 0.7, 0.3, 0.0), 0.97


class LongHorizonSearch:
    """One run over a horizon that is too long to be priced as a whole.

    Parameters
    ----------
    board, effort
        As of `FixAndOptimise`.
    """

    def __init__(self, board: ProblemDecomposition, effort: SearchContext) -> None:
        self._decomposition, self._context = board, effort
        self._incumbent, self._should_stop = effort.incumbent, effort.should_stop

    def run(self, on_phase: Callable[[str], None], *, proves: bool) -> None:
        """Make the horizon better part by part; the search that ``proves`` prices it without totals too."""
        on_phase(DESCENT)
        self._construct(None, SPREAD)
        if proves:
            on_phase(ROOT)
            relaxation = LagrangianRelaxation(
                self._decomposition, self._decomposition.people, self._incumbent, self._should_stop
            )
            relaxation.run(self._context.clock.part(RELAXATION_SHARE * self._context.clock.limit))
            if relaxation.bound > TRUSTED * self._incumbent.cost:
                on_phase(DESCENT)
                self._construct(WARY * relaxation.duals, BELIEF)
        on_phase(WINDOWS)
        begin = 0.0 if proves else 0.5
        FixAndOptimise(self._decomposition, self._context, begin).run(WINDOWS)

    def _construct(self, worth: Floats | None, beliefs: Sequence[float]) -> None:
        """Make a roster in pace with what is wanted, by what a guide says and then less and less by it."""
        descent, people = (
            CoordinateDescent(CorridorDecomposition(self._decomposition)),
            len(self._decomposition.people),
        )
        clock = self._context.clock.part(GUIDED_SHARE * self._context.clock.limit)
        for belief in beliefs:
            if clock.over and belief > 0:
                continue
            order, guide = self._context.shuffled(people), ConstructionGuide(worth, belief)
            if not descent.construct(order, self._should_stop, guide):
                return
            descent.offer(self._incumbent, DESCENT)
