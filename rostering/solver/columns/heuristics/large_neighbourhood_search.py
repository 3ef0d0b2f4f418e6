"""Large neighbourhood search: parts of the incumbent are freed and solved again.

Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", 1998,
doi:10.1007/3-540-49481-2_30; Pisinger and Ropke, "Large neighborhood search", 2010. There are
three kinds of neighbourhood, whose size follows the time that they take.
"""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.relaxation_induced import RelaxationInducedSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition

#: Of all people or days, the share that is free at first, at least and at most.
FIRST_SIZE, MIN_SIZE, MAX_SIZE = 0.25, 0.1, 0.7
#: The share of the time limit that one neighbourhood should take, and the factor by which its size changes.
TIME_SHARE, SIZE_FACTOR = 0.008, 1.15
#: The fewest people, and the fewest days, in a neighbourhood.
MIN_PEOPLE, MIN_DAYS = 3, 4
#: How the time is divided between relaxation induced neighbourhoods, those of some people and those of some
#: days.
INDUCED, SOME_PEOPLE, SOME_DAYS = 10.0, 0.1, 1.0
#: How often a neighbourhood of some days is laid where linking rows cost something.
COSTLY_DAY_SHARE = 0.7


class LargeNeighbourhoodSearch:
    """Chooses what to free around the incumbent, and how much of it.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    root : RootNode
        Its root node, solved as far as it will be before heuristics begin.
    context : SearchContext
        What the search works with.
    """

    def __init__(self, decomposition: ProblemDecomposition, root: RootNode, context: SearchContext) -> None:
        self._decomposition, self._clock, self._rng = decomposition, context.clock, context.rng
        self._solver = NeighbourhoodSolver(decomposition, context)
        self._solver.root = root
        self._induced = RelaxationInducedSearch(root, context, self._solver)
        self._people_share, self._days_share = FIRST_SIZE, FIRST_SIZE
        self._neighbourhoods = (
            (INDUCED, self._induced.improve),
            (SOME_PEOPLE, self._free_some_people),
            (SOME_DAYS, self._free_some_days),
        )
        self._time_spent = [0.0] * len(self._neighbourhoods)

    @property
    def fractional_solution(self) -> FractionalSolution:
        """What the incumbent is compared with: the solution of the root, until a better one is known."""
        return self._induced.fractional_solution

    @fractional_solution.setter
    def fractional_solution(self, solution: FractionalSolution) -> None:
        self._induced.fractional_solution = solution

    def improve(self, phase: str) -> None:
        """Look for better rosters in one neighbourhood, of the kind that has had least of its time."""
        self._solver.adopt_incumbent()
        if not self._solver.chosen:
            return
        began = self._clock.spent()
        weighted = [
            spent / weight for spent, (weight, _) in zip(self._time_spent, self._neighbourhoods, strict=True)
        ]
        kind = min(range(len(weighted)), key=weighted.__getitem__)
        self._neighbourhoods[kind][1](phase)
        self._time_spent[kind] += self._clock.spent() - began

    def _free_some_people(self, phase: str) -> None:
        began, everyone = self._clock.spent(), len(self._decomposition.people)
        count = max(MIN_PEOPLE, int(self._people_share * everyone))
        people = np.sort(self._rng.permutation(everyone)[:count]).tolist()
        self._solver.improve(people, range(self._decomposition.problem.days), phase)
        self._people_share = self._resized(self._people_share, began)

    def _free_some_days(self, phase: str) -> None:
        began, everyone = self._clock.spent(), range(len(self._decomposition.people))
        days = self._decomposition.problem.days
        width = max(MIN_DAYS, int(self._days_share * days))
        first = min(max(0, self._central_day() - width // 2), max(0, days - width))
        self._solver.improve(everyone, range(first, min(days, first + width)), phase)
        self._days_share = self._resized(self._days_share, began)

    def _resized(self, size: float, began: float) -> float:
        """Return the next size: larger where a neighbourhood was solved sooner than it should be."""
        is_slow = self._clock.spent() - began > TIME_SHARE * self._clock.limit
        return min(MAX_SIZE, max(MIN_SIZE, size / SIZE_FACTOR if is_slow else size * SIZE_FACTOR))

    def _central_day(self) -> int:
        """Return the middle of the next window: a random day, or that of a row that costs something."""
        sums = np.zeros(len(self._decomposition.rows.wanted))
        for person, options in enumerate(self._solver.chosen):
            sums += self._decomposition.row_sums(person, options)
        costs = self._decomposition.rows.cost(sums)
        if costs.sum() > 0 and self._rng.random() < COSTLY_DAY_SHARE:
            row = self._rng.choice(len(costs), p=costs / costs.sum())
            return int(self._decomposition.day_of_row[row])
        return int(self._rng.integers(self._decomposition.problem.days))
