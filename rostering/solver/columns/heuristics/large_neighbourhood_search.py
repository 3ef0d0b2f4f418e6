"""Neighbourhoods of the best roster: what shares make doubtful, some people on all days, everyone on some."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.relaxation_induced import RelaxationInducedSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition

#: Of all people or days, what is free first, at least and at most.
FIRST, LEAST, MOST = 0.25, 0.1, 0.7
#: The share of all time that one neighbourhood should take, and what its size changes by until it does.
SHARE, CHANGE = 0.008, 1.15
#: The fewest people and days in one.
PEOPLE, DAYS = 3, 4
#: How the time is shared between those that shares induce, those about people and those about days.
INDUCED, ABOUT_PEOPLE, ABOUT_DAYS = 10.0, 0.1, 1.0
#: How often one about days is where rows cost something.
WHERE_IT_COSTS = 0.7


class LargeNeighbourhoodSearch:
    """The choice of what to free around the best roster, and of how much.

    Parameters
    ----------
    board, root
        The problem and its root, which has come to its end.
    effort : SearchContext
        What the search works with; its time is shared out.
    """

    def __init__(self, board: ProblemDecomposition, root: RootNode, effort: SearchContext) -> None:
        self._decomposition, self._clock, self._rng = board, effort.clock, effort.rng
        self._solver = NeighbourhoodSolver(board, effort)
        self._solver.root = root
        self._induced = RelaxationInducedSearch(root, effort, self._solver)
        self._people_share, self._days_share = FIRST, FIRST
        self._neighbourhoods = (
            (INDUCED, self._induced.improve),
            (ABOUT_PEOPLE, self._free_some_people),
            (ABOUT_DAYS, self._free_some_days),
        )
        self._time_spent = [0.0] * len(self._neighbourhoods)

    @property
    def fractional_solution(self) -> FractionalSolution:
        """What the best roster is compared with: those of the root, until better ones are known."""
        return self._induced.fractional_solution

    @fractional_solution.setter
    def fractional_solution(self, shares: FractionalSolution) -> None:
        self._induced.fractional_solution = shares

    def improve(self, phase: str) -> None:
        """Look for better rosters in one neighbourhood of the best."""
        self._solver.adopt_incumbent()
        if not self._solver.chosen:
            return
        began = self._clock.spent()
        shared = [
            took / weight for took, (weight, _) in zip(self._time_spent, self._neighbourhoods, strict=True)
        ]
        kind = min(range(len(shared)), key=shared.__getitem__)
        self._neighbourhoods[kind][1](phase)
        self._time_spent[kind] += self._clock.spent() - began

    def _free_some_people(self, phase: str) -> None:
        began, everyone = self._clock.spent(), len(self._decomposition.people)
        number = max(PEOPLE, int(self._people_share * everyone))
        people = np.sort(self._rng.permutation(everyone)[:number]).tolist()
        self._solver.improve(people, range(self._decomposition.problem.days), phase)
        self._people_share = self._resized(self._people_share, began)

    def _free_some_days(self, phase: str) -> None:
        began, everyone, days = (
            self._clock.spent(),
            len(self._decomposition.people),
            self._decomposition.problem.days,
        )
        width = max(DAYS, int(self._days_share * days))
        first = min(max(0, self._central_day() - width // 2), max(0, days - width))
        self._solver.improve(range(everyone), range(first, min(days, first + width)), phase)
        self._days_share = self._resized(self._days_share, began)

    def _resized(self, size: float, began: float) -> float:
        """Return the next size, larger when a part was solved sooner than it should take."""
        slow = self._clock.spent() - began > SHARE * self._clock.limit
        return min(MOST, max(LEAST, size / CHANGE if slow else size * CHANGE))

    def _central_day(self) -> int:
        """Return a day in the middle of a window: any, or that of a row that costs something."""
        sums = np.zeros(len(self._decomposition.rows.wanted))
        for number, places in enumerate(self._solver.chosen):
            sums += self._decomposition.row_sums(number, places)
        costs = self._decomposition.rows.cost(sums)
        if costs.sum() > 0 and self._rng.random() < WHERE_IT_COSTS:
            return int(self._decomposition.day_of_row[self._rng.choice(len(costs), p=costs / costs.sum())])
        return int(self._rng.integers(self._decomposition.problem.days))
