"""Windows: a long horizon made better part by part, each part a small problem solved to near its bound.

A pass goes over the horizon in windows that overlap by half. When a pass gains little the windows grow, until
one of them is the whole horizon or takes too long.
"""

from __future__ import annotations

from rostering.solver.columns.heuristics.diving import LOSS
from rostering.solver.columns.heuristics.neighbourhood_solver import SHARE, NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition

#: The most days in the first windows, and the most ways to spend a day, of everybody together.
FIRST_DAYS, FIRST_OPTIONS = 28, 50_000
#: What the width grows by after a pass that gained less than this share.
GROWTH, LITTLE = 1.5, 0.01
#: What dives may lose at once, for each person and day in a window.
HURRY = 0.005
#: The width below which slow windows are not made smaller.
LEAST_DAYS = 7


class FixAndOptimise:
    """The search by windows from the incumbent's best roster.

    Parameters
    ----------
    board : ProblemDecomposition
        The problem.
    effort : SearchContext
        What the search works with.
    begin : float
        Where in the horizon the first pass begins, 0 to 1, so that several searches are in different places.
    """

    def __init__(
        self,
        board: ProblemDecomposition,
        effort: SearchContext,
        begin: float = 0.0,
    ) -> None:
        self._context, self._clock = effort, effort.clock
        self._solver = NeighbourhoodSolver(board, effort)
        self._days, self._everyone = board.problem.days, range(len(board.people))
        self._next_day = int(begin * board.problem.days)
        options = sum(len(person.option_shift) for person in board.people)
        few = FIRST_OPTIONS * board.problem.days // max(1, options)
        self._width = min(FIRST_DAYS, board.problem.days, max(LEAST_DAYS, few))

    def run(self, phase: str) -> None:
        """Go over the horizon until a window would be all of it."""
        improver, days = self._solver, self._days
        improver.adopt_incumbent()
        while not self._context.should_stop() and self._width < days and improver.chosen:
            before, slowest = improver.cost, 0.0
            for window in self._windows():
                if self._context.should_stop():
                    return
                improver.adopt_incumbent()
                began = self._clock.spent()
                loss = max(LOSS, HURRY * len(self._everyone) * len(window))
                improver.improve(self._everyone, window, phase, loss=loss)
                slowest = max(slowest, self._clock.spent() - began)
                if slowest > SHARE * self._clock.limit and self._width > LEAST_DAYS:
                    self._next_day = window.stop
                    break
            if slowest > SHARE * self._clock.limit:
                self._width = max(LEAST_DAYS, int(self._width / GROWTH))
            elif before - improver.cost < LITTLE * before and slowest < SHARE * self._clock.limit / GROWTH**2:
                self._width = min(days, int(GROWTH * self._width))

    def _windows(self) -> list[range]:
        """Return the windows of a pass, which begins anywhere after the first."""
        days, step = self._days, self._width // 2
        shift = int(self._context.rng.integers(step))
        starts = range(shift - self._width, days, step)
        found = [range(max(0, start), min(days, start + self._width)) for start in starts]
        found = [one for one in found if len(one) >= step]
        first = next((place for place, one in enumerate(found) if one.start >= self._next_day), 0)
        return found[first:] + found[:first]
