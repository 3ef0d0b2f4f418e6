"""Restart: a search from a roster drawn from a fractional solution, away from where the incumbent is."""

from __future__ import annotations

from dataclasses import replace

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.large_neighbourhood_search import LargeNeighbourhoodSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.incumbent import Incumbent

#: The share of the time limit without a better roster of its own after which a restart ends.
PATIENCE = 0.1


def restart_search(
    decomposition: ProblemDecomposition,
    root: RootNode,
    solution: FractionalSolution,
    context: SearchContext,
    phase: str,
) -> None:
    """Draw a roster from the fractional solution, and improve it for as long as that succeeds.

    It is often far from the incumbent, and begins with an incumbent of its own; what is better than that of
    the context is offered there.
    """
    own_incumbent, sampled = Incumbent(decomposition.problem), solution.sample(context.rng)
    if sampled is None or not CoordinateDescent(decomposition, sampled).offer(own_incumbent, phase):
        return
    own_context = replace(context, incumbent=own_incumbent)
    neighbourhoods, clock = LargeNeighbourhoodSearch(decomposition, root, own_context), context.clock
    neighbourhoods.fractional_solution = solution
    best_cost, best_since = own_incumbent.cost, clock.spent()
    while not context.should_stop() and clock.spent() - best_since < PATIENCE * clock.limit:
        neighbourhoods.improve(phase)
        if own_incumbent.cost < best_cost and own_incumbent.roster is not None:
            best_cost, best_since = own_incumbent.cost, clock.spent()
            if own_incumbent.cost < context.incumbent.cost:
                context.incumbent.offer(own_incumbent.roster, phase)
