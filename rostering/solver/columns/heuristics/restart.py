"""A search that begins again from a roster drawn by shares, away from the corner where the best so far is."""

from __future__ import annotations

from dataclasses import replace

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.large_neighbourhood_search import LargeNeighbourhoodSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.incumbent import Incumbent

#: It ends after this share of all time without a better roster of its own.
PATIENCE = 0.1


def restart_search(
    board: ProblemDecomposition, root: RootNode, shares: FractionalSolution, effort: SearchContext, phase: str
) -> None:
    """Draw a roster by the shares, and make it better by them for as long as that succeeds.

    It is often far from the best so far, to which only what is better than that is offered.
    """
    own, drawn = Incumbent(board.problem), shares.sample(effort.rng)
    if drawn is None or not CoordinateDescent(board, drawn).offer(own, phase):
        return
    near, clock = LargeNeighbourhoodSearch(board, root, replace(effort, incumbent=own)), effort.clock
    near.fractional_solution = shares
    before, since = own.cost, clock.spent()
    while not effort.should_stop() and clock.spent() - since < PATIENCE * clock.limit:
        near.improve(phase)
        if own.cost < before and own.roster is not None:
            before, since = own.cost, clock.spent()
            if own.cost < effort.incumbent.cost:
                effort.incumbent.offer(own.roster, phase)
