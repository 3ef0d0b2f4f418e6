"""Column generation at the root: the bound, and the columns that near-best rosters are made of.

The prices are those of the master, smoothed towards those that gave the best bound so far.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.clock import Clock
from rostering.solver.columns.incumbent import COLUMNS, Incumbent
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.master import Master
from rostering.solver.columns.pricing import Priced
from rostering.solver.columns.sheet import Sheet

SMOOTHING = 0.6
#: A column is worth adding when it gains at least this much.
GAIN = 1e-5


class Root:
    """The search for the best bound and its prices.

    ``duals`` are the prices of the rows with the best bound so far.
    """

    def __init__(
        self, board: Sheet, master: Master, incumbent: Incumbent, should_stop: Callable[[], bool]
    ) -> None:
        self.board, self.master, self.incumbent = board, master, incumbent
        self._should_stop = should_stop
        self.duals = np.zeros(len(board.rows.wanted))
        self.bound = -np.inf
        self.done = False
        self.gap = np.inf

    def stop_with(self, should_stop: Callable[[], bool]) -> None:
        """Ask something else from now on whether to stop."""
        self._should_stop = should_stop

    def price_all(self, duals: Floats) -> tuple[float, list[Priced]] | None:
        """Return the Lagrangian bound at some prices and everyone's cheapest roster; None when stopped."""
        total, found = self.board.rows.bound(duals), []
        for number, person in enumerate(self.board.people):
            if self._should_stop():
                return None
            priced = person.price(self.board.charged(number, duals))
            total += priced.bound
            found.append(priced)
        if total > self.bound:
            self.bound, self.duals = total, duals.copy()
            self.incumbent.price(total, duals)
            self.incumbent.raise_bound(total, COLUMNS)
        return total, found

    def own_cost(self, person: int, priced: Priced, charged: Floats) -> float:
        """Return what a priced roster costs the person, rows apart."""
        own = self.board.people[person].own
        chosen = priced.chosen
        assert chosen is not None
        return priced.cost + float((own[chosen] - charged[chosen]).sum())

    def add(self, duals: Floats, found: list[Priced], shares: Floats | None = None) -> int:
        """Add the priced rosters that would gain something to the master; return how many."""
        added = 0
        for number, priced in enumerate(found):
            if priced.chosen is None:
                continue
            charged = self.board.charged(number, duals)
            cost = self.own_cost(number, priced, charged)
            if shares is not None:
                gain = shares[number] - cost + float(self._dual_value(number, priced.chosen))
                if gain < GAIN:
                    continue
            added += self.master.add(number, priced.chosen, cost)
        return added

    def _dual_value(self, number: int, chosen: Ints) -> float:
        return float((self.board.counted(number, chosen) * self.master.duals).sum())

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master's value, or time is over."""
        while not self._should_stop() and not self.incumbent.proven and not clock.over:
            if not self.master.solve(clock, self._should_stop):
                return
            objective, duals, shares = self.master.objective, self.master.duals, self.master.shares
            self.gap = objective - self.bound
            if np.ceil(self.bound - 1e-6) >= objective - 1e-6 or objective - self.bound <= gap * abs(
                objective
            ):
                self.done = True
                return
            added = 0
            for smoothing in (SMOOTHING, 0.0):
                at = smoothing * self.duals + (1 - smoothing) * duals
                priced = self.price_all(at)
                if priced is None:
                    return
                added = self.add(at, priced[1], shares)
                if added:
                    break
            if not added:
                self.done = True
                return
