"""Neighbourhoods induced by shares: where the best roster and these agree, the roster stays as it is.

After Danna, Rothberg and Le Pape, "Exploring relaxation induced neighborhoods" (2005), whose neighbourhood
of a variable is here what a person does on a day, and whose solver is a dive.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.diving import LEAST_LOSS, DivingHeuristic
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.master.column_generation import RootNode

#: How many of everyone's days are free first and at least, and which share of all at most.
FIRST, LEAST, MOST = 250.0, 50.0, 0.9
#: The share of all time that a neighbourhood may take, and what its size changes by after one that took
#: longer, and after one that has nothing better.
SHARE, CHANGE = 0.03, 1.1
#: Columns of a person, on average, from which on the root's are tidied.
FULL = 120
#: How much chance has to say in what is free, beside how far roster and shares agree, which is 0 to 1.
CHANCE = 0.4


class RelaxationInducedDive(DivingHeuristic):
    """A dive that leaves some days of some people as they are in a roster.

    Attributes
    ----------
    initial_value : float
        What shares and rows cost before anything else was fixed; infinite when no better roster can be had.
    """

    initial_value = INF

    def dive_near(self, chosen: Sequence[Ints], kept: NDArray[np.bool_]) -> list[Ints] | None:
        """Dive with the days kept, by person and day, of everyone's roster; return as `down` does.

        The root's columns that agree with it are a master of their own, which is solved in a small part of
        the time.
        """
        self._master = type(self._root.master)(self._decomposition)
        for person, (places, days) in enumerate(zip(chosen, kept, strict=True)):
            self._fix_days(person, places, days)
        given = len(self._master.column_person)
        self._master.begin_dive(self._root.duals)
        found = self._fix_all()
        master = self._master
        for column in range(given, len(master.column_person)):
            self._root.master.add(
                master.column_person[column], master.column_options[column], master.column_cost[column]
            )
        return found

    def _fix_days(self, person: int, chosen: Ints, kept: NDArray[np.bool_]) -> None:
        """Leave some days of a person as they are, and take the columns that do so."""
        known, days = self._root.master, self._decomposition.people[person].option_day
        mine, held = np.zeros(len(days), np.bool_), kept[days]
        mine[chosen] = True
        self._allowed[person] &= mine | ~held
        self._day_off_cost[person][days[mine & held]] = INF
        for groups in (self._type_groups[person], self._duty_groups[person]):
            groups.is_free[groups.group_of[held]] = False
        self._master.add(person, chosen, self._decomposition.roster_cost(person, chosen))
        as_held = np.flatnonzero(mine & held)
        for column in known.columns_of(person):
            places = known.column_options[column]
            if np.array_equal(np.sort(places[held[places]]), as_held):
                self._master.add(person, places, known.column_cost[column])

    def _fix_largest(self) -> bool:
        self.initial_value = min(self.initial_value, self._master.objective)
        return super()._fix_largest()


class RelaxationInducedSearch:
    """The neighbourhoods of the best roster that shares of the root, or of the root with cuts, induce.

    Parameters
    ----------
    root, effort
        As of `DivingHeuristic`; the root has come to its end.
    improver : NeighbourhoodSolver
        Knows the best roster.

    Attributes
    ----------
    fractional_solution : FractionalSolution
        What the best roster is compared with: those of the root, until better ones are known.
    """

    def __init__(self, root: RootNode, effort: SearchContext, improver: NeighbourhoodSolver) -> None:
        self._root, self._context, self._solver = root, effort, improver
        self._free_days = FIRST
        columns = root.master
        self.fractional_solution = FractionalSolution(
            root.decomposition, columns.column_person, columns.column_options, columns.column_values
        )

    def improve(self, phase: str) -> None:
        """Look for better rosters in one neighbourhood."""
        root = self._root
        began, chosen = self._context.clock.spent(), self._solver.chosen
        order = self.fractional_solution.agreement(chosen)
        order += CHANCE * self._context.rng.random(order.shape)
        kept = np.zeros(order.size, np.bool_)
        kept[np.argsort(-order, axis=None)[: max(0, order.size - int(self._free_days))]] = True
        dive = RelaxationInducedDive(root, self._context, noise=0.0, loss=LEAST_LOSS)
        reach = self._context.incumbent.reach
        found = dive.dive_near(chosen, kept.reshape(order.shape))
        if found is not None:
            descent = CoordinateDescent(root.decomposition, found)
            descent.descend(self._context.shuffled(len(found)), self._context.should_stop)
            descent.offer(self._context.incumbent, phase)
        if len(root.master.column_person) > FULL * len(root.decomposition.people):
            root.prune_columns()
        if self._context.clock.spent() - began > SHARE * self._context.clock.limit:
            self._free_days /= CHANGE
        else:
            self._free_days *= CHANGE if dive.initial_value > reach else CHANGE**0.25
        self._free_days = min(MOST * order.size, max(LEAST, self._free_days))
