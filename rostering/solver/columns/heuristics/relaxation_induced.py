"""Relaxation induced neighbourhood search: what incumbent and fractional solution agree about stays fixed.

Danna, Rothberg and Le Pape, "Exploring relaxation induced neighborhoods to improve MIP solutions", 2005,
doi:10.1007/s10107-004-0518-7. A variable of theirs is here what a person does on a day, and their MIP solver
a dive.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.diving import MIN_ROUNDING, DivingHeuristic
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.master.column_generation import RootNode

#: How many days of people are free at first and at least, and the largest share of all of them.
FIRST_FREE, MIN_FREE, MAX_FREE_SHARE = 250.0, 50.0, 0.9
#: The share of the time limit that a neighbourhood may take; the factor by which its size changes after one
#: that took longer, and after one that cannot have anything better.
TIME_SHARE, SIZE_FACTOR = 0.03, 1.1
#: The average number of columns of a person from which on those of the root node are pruned.
PRUNE_FROM = 120
#: The weight of chance in what is free, in comparison with the agreement, which is 0 to 1.
RANDOM_WEIGHT = 0.4


class RelaxationInducedDive(DivingHeuristic):
    """A dive that keeps some days of some people as they are in a roster.

    Attributes
    ----------
    initial_value : float
        The value of the master before anything else was fixed; infinite where the incumbent cannot be beaten.
    """

    initial_value = INF

    def dive_near(self, chosen: Sequence[Ints], kept: NDArray[np.bool_]) -> list[Ints] | None:
        """Dive with the days kept, by person and day, of everyone's roster; return as `dive` does.

        Works on a master of its own with those columns of the root that agree with the days kept: it is
        solved in a small part of the time.
        """
        master = self._master = type(self._root.master)(self._decomposition)
        for person, (options, days) in enumerate(zip(chosen, kept, strict=True)):
            self._fix_days(person, options, days)
        taken_over = len(master.column_person)
        master.begin_dive(self._root.duals)
        rosters = self._fix_all()
        for column in range(taken_over, len(master.column_person)):
            self._root.master.add(
                master.column_person[column], master.column_options[column], master.column_cost[column]
            )
        return rosters

    def _fix_days(self, person: int, chosen: Ints, kept: NDArray[np.bool_]) -> None:
        """Fix the days kept of a person, and take over the roster and the columns that agree with them."""
        root_master, days = self._root.master, self._decomposition.people[person].option_day
        is_chosen, on_kept_day = np.zeros(len(days), np.bool_), kept[days]
        is_chosen[chosen] = True
        self._allowed[person] &= is_chosen | ~on_kept_day
        self._day_off_cost[person][days[is_chosen & on_kept_day]] = INF
        for groups in (self._type_groups[person], self._duty_groups[person]):
            groups.is_free[groups.group_of[on_kept_day]] = False
        self._master.add(person, chosen, self._decomposition.roster_cost(person, chosen))
        fixed_options = np.flatnonzero(is_chosen & on_kept_day)
        for column in root_master.columns_of(person):
            options = root_master.column_options[column]
            if np.array_equal(np.sort(options[on_kept_day[options]]), fixed_options):
                self._master.add(person, options, root_master.column_cost[column])

    def _fix_largest(self) -> bool:
        self.initial_value = min(self.initial_value, self._master.objective)
        return super()._fix_largest()


class RelaxationInducedSearch:
    """The neighbourhoods of the incumbent that a fractional solution induces.

    Parameters
    ----------
    root : RootNode
        Solved as far as it will be before heuristics begin.
    context : SearchContext
        What the search works with.
    solver : NeighbourhoodSolver
        Knows everyone's rosters to start from.

    Attributes
    ----------
    fractional_solution : FractionalSolution
        What rosters are compared with: the solution of the root, until a better one is known.
    """

    def __init__(self, root: RootNode, context: SearchContext, solver: NeighbourhoodSolver) -> None:
        self._root, self._context, self._solver = root, context, solver
        self._free_days = FIRST_FREE
        master = root.master
        self.fractional_solution = FractionalSolution(
            root.decomposition, master.column_person, master.column_options, master.column_values
        )

    def improve(self, phase: str) -> None:
        """Look for better rosters in one neighbourhood."""
        root, context = self._root, self._context
        began, chosen = context.clock.spent(), self._solver.chosen
        agreement = self.fractional_solution.agreement(chosen)
        agreement += RANDOM_WEIGHT * context.rng.random(agreement.shape)
        kept = np.zeros(agreement.size, np.bool_)
        kept_count = max(0, agreement.size - int(self._free_days))
        kept[np.argsort(-agreement, axis=None)[:kept_count]] = True
        dive = RelaxationInducedDive(root, context, noise=0.0, max_rounding=MIN_ROUNDING)
        reach = context.incumbent.cutoff
        rosters = dive.dive_near(chosen, kept.reshape(agreement.shape))
        if rosters is not None:
            descent = CoordinateDescent(root.decomposition, rosters)
            descent.descend(context.shuffled(len(rosters)), context.should_stop)
            descent.offer(context.incumbent, phase)
        if len(root.master.column_person) > PRUNE_FROM * len(root.decomposition.people):
            root.prune_columns()
        if context.clock.spent() - began > TIME_SHARE * context.clock.limit:
            self._free_days /= SIZE_FACTOR
        else:
            self._free_days *= SIZE_FACTOR if dive.initial_value > reach else SIZE_FACTOR**0.25
        self._free_days = min(MAX_FREE_SHARE * agreement.size, max(MIN_FREE, self._free_days))
