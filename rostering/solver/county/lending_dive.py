"""Diving that makes lent duties integral and leaves everything else fractional."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.heuristics.diving import ZERO, DivingHeuristic
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent

#: How many known rosters a person of another home may choose among, besides those in the fractional solution.
FEW = 24


class LendingDive(DivingHeuristic):
    """A dive that fixes only duties for other homes.

    Parameters
    ----------
    root, incumbent, should_stop
        As for any dive.
    away : sequence of array
        For each person of the home (numbered first in the root), which options are duties for other homes.

    Attributes
    ----------
    solution : list of tuple
        At the end, for people of the home: the person, a column, and its value in the fractional solution.
    """

    def __init__(
        self,
        root: RootNode,
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
        away: Sequence[NDArray[np.bool_]],
    ) -> None:
        whole = [person for person, out in enumerate(away) if out.any()]
        context = SearchContext(incumbent, Clock(np.inf), np.random.default_rng(0), should_stop)
        super().__init__(root, context, noise=0.0, integral_people=whole)
        self._away = away
        for person in whole:
            self._type_groups[person].is_free[:] = False
            duties = self._duty_groups[person]
            duties.is_free[duties.group_of[~away[person]]] = False
        self.solution: list[tuple[int, int, float]] = []

    def _finish(self) -> list[Ints]:
        """Keep the fractional solution; nobody has a roster yet."""
        self.cost = self._master.objective
        self.solution = [
            entry for person in range(len(self._away)) for entry in self._columns_as_fixed(person)
        ]
        return []

    def _columns_as_fixed(self, person: int) -> Iterator[tuple[int, int, float]]:
        """Yield columns with exactly the lent duties that are fixed: in use, or of least reduced cost."""
        master, values = self._master, self._master.column_values
        columns = np.array([column for column in master.columns_of(person) if master.is_allowed(column)])
        lent = [self._lent_options(person, column) for column in columns]
        fixed = lent[int(np.argmax(values[columns]))]
        fits = columns[[options == fixed for options in lent]]
        reduced = master.reduced_costs(fits, master.duals)
        for place, column in enumerate(fits[np.lexsort((reduced, -values[fits]))].tolist()):
            if place < FEW or values[column] > ZERO:
                yield person, column, float(values[column])

    def _lent_options(self, person: int, column: int) -> frozenset[int]:
        chosen = self._master.column_options[column]
        return frozenset(chosen[self._away[person][chosen]].tolist())
