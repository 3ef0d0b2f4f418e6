"""Dives that make whole what people do for other teams, and leave all else in shares."""

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

#: How many known rosters somebody of another home may choose among, beside those they have shares of.
FEW = 24


class LendingDive(DivingHeuristic):
    """A dive that fixes duties away from home alone.

    Parameters
    ----------
    root, incumbent, should_stop
        As for any dive.
    away : sequence of array
        Of each person of the home, who come first among those of the root, which options are away from it.

    Attributes
    ----------
    shares : list of tuple
        At the end, the rosters of the home's people: whose, the column, and its share.
    """

    def __init__(
        self,
        root: RootNode,
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
        away: Sequence[NDArray[np.bool_]],
    ) -> None:
        whole = [person for person, out in enumerate(away) if out.any()]
        effort = SearchContext(incumbent, Clock(np.inf), np.random.default_rng(0), should_stop)
        super().__init__(root, effort, noise=0.0, integral_people=whole)
        self._away = away
        for person in whole:
            self._type_groups[person].is_free[:] = False
            duties = self._duty_groups[person]
            duties.is_free[duties.group_of[~away[person]]] = False
        self.shares: list[tuple[int, int, float]] = []

    def _finish(self) -> list[Ints]:
        """Take note of the shares; nobody has a roster yet."""
        self.cost = self._master.objective
        self.shares = [one for person in range(len(self._away)) for one in self._fitting(person)]
        return []

    def _fitting(self, person: int) -> Iterator[tuple[int, int, float]]:
        """Yield columns of a person in which the duties away are those that are fixed: in use, or nearly."""
        master, share = self._master, self._master.column_values
        mine = np.array([one for one in master.columns_of(person) if master.is_allowed(one)])
        away = [self._aid(person, one) for one in mine]
        fixed = away[int(np.argmax(share[mine]))]
        fits = mine[[one == fixed for one in away]]
        reduced = master.reduced_costs(fits, master.duals)
        for place, column in enumerate(fits[np.lexsort((reduced, -share[fits]))].tolist()):
            if place < FEW or share[column] > ZERO:
                yield person, column, float(share[column])

    def _aid(self, person: int, column: int) -> frozenset[int]:
        chosen = self._master.column_options[column]
        return frozenset(chosen[self._away[person][chosen]].tolist())
