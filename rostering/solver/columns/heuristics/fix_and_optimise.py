"""Fix-and-optimise: a long horizon improved window by window, all days outside the window fixed.

Helber and Sahling, "A fix-and-optimize approach for the multi-level capacitated lot sizing problem", 2010,
doi:10.1016/j.ijpe.2009.08.022. A pass goes over the horizon in windows that overlap by half. When a pass
gains little the windows grow, until one would be the whole horizon or they take too long.
"""

from __future__ import annotations

from rostering.solver.columns.heuristics.diving import MAX_ROUNDING
from rostering.solver.columns.heuristics.neighbourhood_solver import TIME_SHARE, NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition

#: The most days of the first windows, and the most options of everybody together in one of them.
FIRST_DAYS, FIRST_OPTIONS = 28, 50_000
#: The factor by which the width grows after a pass that gained less than this share of the cost.
WIDTH_FACTOR, MIN_PROGRESS = 1.5, 0.01
#: The rounding of the first dive in a window, for each person and day.
ROUNDING = 0.005
#: The width below which slow windows are not made smaller.
MIN_DAYS = 7


class FixAndOptimise:
    """The search by windows from the incumbent.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    context : SearchContext
        What the search works with.
    begin : float
        Where in the horizon the first pass begins, 0 to 1, so that several searches are in different places.
    """

    def __init__(
        self, decomposition: ProblemDecomposition, context: SearchContext, begin: float = 0.0
    ) -> None:
        self._context, self._clock = context, context.clock
        self._solver = NeighbourhoodSolver(decomposition, context)
        self._days, self._everyone = decomposition.problem.days, range(len(decomposition.people))
        self._next_day = int(begin * self._days)
        options = sum(len(pricing.option_shift) for pricing in decomposition.people)
        affordable_days = FIRST_OPTIONS * self._days // max(1, options)
        self._width = min(FIRST_DAYS, self._days, max(MIN_DAYS, affordable_days))

    def run(self, phase: str) -> None:
        """Go over the horizon until a window would be all of it."""
        solver, time_limit = self._solver, TIME_SHARE * self._clock.limit
        solver.adopt_incumbent()
        while not self._context.should_stop() and self._width < self._days and solver.chosen:
            cost_before, slowest = solver.cost, 0.0
            for window in self._windows():
                if self._context.should_stop():
                    return
                solver.adopt_incumbent()
                began = self._clock.spent()
                max_rounding = max(MAX_ROUNDING, ROUNDING * len(self._everyone) * len(window))
                solver.improve(self._everyone, window, phase, max_rounding=max_rounding)
                slowest = max(slowest, self._clock.spent() - began)
                if slowest > time_limit and self._width > MIN_DAYS:
                    self._next_day = window.stop
                    break
            gained = cost_before - solver.cost
            if slowest > time_limit:
                self._width = max(MIN_DAYS, int(self._width / WIDTH_FACTOR))
            elif gained < MIN_PROGRESS * cost_before and slowest < time_limit / WIDTH_FACTOR**2:
                self._width = min(self._days, int(WIDTH_FACTOR * self._width))

    def _windows(self) -> list[range]:
        """Return the windows of a pass, the next one first; where they lie is random each time."""
        days, width, step = self._days, self._width, self._width // 2
        offset = int(self._context.rng.integers(step))
        starts = range(offset - width, days, step)
        windows = [range(max(0, start), min(days, start + width)) for start in starts]
        windows = [window for window in windows if len(window) >= step]
        first = next((n for n, window in enumerate(windows) if window.start >= self._next_day), 0)
        return windows[first:] + windows[:first]
