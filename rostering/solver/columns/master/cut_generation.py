"""Column generation with cuts: a higher bound, where rosters in shares can be better than whole ones.

Dives go on without cuts: with them each pricing takes many times as long, and their ends were no better.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import GAIN, RootNode
from rostering.solver.columns.master.separation import separate
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.pricing.pricing_problem import PricedRoster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import COLUMNS

#: Cuts that raise the bound by less than this share are the last.
LITTLE = 0.001
#: Gap between value and bound at which other cuts are looked for; the last ones are kept to the end.
NEARLY = 0.02


class CutGeneration:
    """The search for a higher bound, once the root has come to its end by the linear programme.

    ``columns`` are the linear programme with cuts; nobody has a share of them before it was solved.
    """

    def __init__(self, root: RootNode, should_stop: Callable[[], bool]) -> None:
        self._root, self._board, self._should_stop = root, root.board, should_stop
        self._incumbent = root.incumbent
        self.columns = SimplexMaster(root.board)

    def run(self, clock: Clock) -> None:
        """Raise the bound for as long as shares of rosters break cuts, and these make a difference."""
        known = self._root.columns
        if not isinstance(known, SimplexMaster):
            return
        found, before = separate(known), known.objective
        if not found:
            return
        for column in zip(known.person, known.chosen, known.cost, strict=True):
            self.columns.add(*column)
        while found:
            self.columns.cut(found)
            if not self._converge(NEARLY, clock):
                return
            value = self.columns.objective
            found = separate(self.columns) if value - before > LITTLE * abs(value) else []
            before = value
        self._converge(0.0, clock)

    def _over(self, clock: Clock) -> bool:
        return self._should_stop() or self._incumbent.proven or clock.over

    def _converge(self, gap: float, clock: Clock) -> bool:
        """Add columns until none gains anything, or the bound is near; return whether it came to that."""
        linear = self.columns
        while not self._over(clock) and linear.solve(clock, self._should_stop):
            bound, added = linear.cuts.least(linear.prices, linear.cut_prices), 0
            for person in range(len(self._board.people)):
                if self._should_stop():
                    return False
                priced = self._price(person)
                bound += priced.bound
                added += priced.chosen is not None and self._add(person, priced.chosen)
            self._incumbent.price(bound, linear.prices)
            self._incumbent.raise_bound(bound, COLUMNS)
            if not added or linear.objective - bound <= gap * abs(linear.objective):
                return True
        return False

    def _add(self, person: int, chosen: Ints) -> bool:
        """Take a roster among the columns; return whether prices may be others for it."""
        cost = self._board.own_cost(person, chosen)
        if not np.isfinite(cost):
            # It broke an unbroken rest, which is put into the graph then, and will be kept the next time.
            return True
        self._root.columns.add(person, chosen, cost)
        return self.columns.add(person, chosen, cost)

    def _price(self, person: int) -> PricedRoster:
        """Return the cheapest roster of somebody at the prices of now, if it gains something."""
        linear, pricing = self.columns, self._board.people[person]
        charged = self._board.charged(person, linear.prices)
        odds = linear.cuts.odds(person, pricing, linear.cut_prices)
        if odds is None:
            return pricing.solve(charged)
        extra, odd = odds
        return pricing.solve_with_cuts(charged + extra, odd, linear.shares[person] - GAIN)
