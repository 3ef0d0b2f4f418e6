"""Column generation at the root: the bound, and the columns that near-best rosters are made of.

First by steps in the manner of a proximal bundle: the master balances shares and prices around the prices
of the best bound so far, everyone is priced there, and a better bound moves the centre. Where such steps
become short a linear programme goes the rest of the way.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.clock import Clock
from rostering.solver.columns.incumbent import COLUMNS, Incumbent
from rostering.solver.columns.kernel import Floats
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.master import Master
from rostering.solver.columns.pricing import Priced
from rostering.solver.columns.sheet import Sheet

#: Gap between the master's value and the bound from which the linear programme goes on.
NEARLY = 0.003
#: How firm prices are at first, at least and at most, and what this changes by after a better bound, and
#: after so many that are not.
FIRM, SOFTEST, FIRMEST = 0.05, 0.005, 1.0
FIRMER, SOFTER, IN_VAIN = 1.1, 0.8, 3
#: Passes of balancing between two pricings, and the share of the cost that they may leave to gain.
PASSES, ENOUGH = 60, 1e-4
#: The steps end when so many of them close less than this share of the gap.
STEPS, LITTLE = 12, 0.1
#: How much of the prices of the best bound goes into those at which people are priced.
SMOOTHING = 0.6
#: A column is worth adding to the linear programme when it gains at least this much.
GAIN = 1e-5
#: The most columns of a person that are kept for longer.
KEPT = 200


class Root:
    """The search for the best bound and its prices.

    Attributes
    ----------
    duals : array
        The prices of the rows with the best bound so far.
    gap : float
        Between the master's value and the bound, when they were last compared.
    """

    def __init__(
        self, board: Sheet, master: Master, incumbent: Incumbent, should_stop: Callable[[], bool]
    ) -> None:
        self.board, self.master, self.incumbent = board, master, incumbent
        self._should_stop = should_stop
        self._linear: Linear | None = None
        self.duals = np.zeros(len(board.rows.wanted))
        self.bound = -np.inf
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

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master's value, or time is over."""
        self._approach(max(gap, NEARLY), clock)
        if gap < NEARLY and not self._over(clock) and not self._within(self.master.objective, gap):
            self._finish(gap, clock)

    def _over(self, clock: Clock) -> bool:
        return self._should_stop() or self.incumbent.proven or clock.over

    def _within(self, objective: float, gap: float) -> bool:
        """Note the gap, and return whether it is small enough, or no whole number is left in it."""
        self.gap = objective - self.bound
        return bool(np.ceil(self.bound - 1e-6) >= objective - 1e-6 or self.gap <= gap * abs(objective))

    def _approach(self, gap: float, clock: Clock) -> None:
        """Go by steps until the gap is small, or they close little of it."""
        master, everyone = self.master, np.arange(len(self.board.people))
        master.centre, master.firmness = self.duals.copy(), FIRM
        best, vain, turn, before = self.bound, 0, 0, np.inf
        while not self._over(clock):
            scale = abs(master.objective) if not master.lacks else 0.0
            enough = min(ENOUGH * scale, 0.1 * self.gap)
            master.balance(everyone, PASSES, enough, clock.meter, self._should_stop)
            prices = master.prices.copy()
            objective = master.objective
            priced = self.price_all(prices)
            if priced is None:
                return
            total, found = priced
            if total > best:
                best, vain = total, 0
                master.centre, master.firmness = prices, min(FIRMEST, FIRMER * master.firmness)
            else:
                vain += 1
                if vain % IN_VAIN == 0:
                    master.firmness = max(SOFTEST, SOFTER * master.firmness)
            added = self._add(prices, found)
            turn += 1
            if self._within(objective, gap) or (not added and vain > IN_VAIN):
                return
            if turn % STEPS == 0:
                if self.gap > (1 - LITTLE) * before:
                    return
                before = self.gap

    def _add(self, duals: Floats, found: list[Priced]) -> int:
        """Add priced rosters to the master; return how many are new."""
        added = 0
        for number, priced in enumerate(found):
            if priced.chosen is not None:
                cost = self.own_cost(number, priced, self.board.charged(number, duals))
                added += self.master.add(number, priced.chosen, cost)
        return added

    # -- the last part of the way

    def _finish(self, gap: float, clock: Clock) -> None:
        """Go on with a linear programme."""
        linear = self._linear = self._linear or Linear(self.board)
        master = self.master
        near = np.nonzero(master.excess(self.duals) <= max(0.0, master.objective - self.bound) + GAIN)[0]
        for column in near.tolist():
            linear.add(master.person[column], master.chosen[column], master.cost[column])
        while not self._over(clock) and linear.solve(clock, self._should_stop):
            if self._within(linear.objective, gap):
                return
            for smoothing in (SMOOTHING, 0.0):
                at = smoothing * self.duals + (1 - smoothing) * linear.duals
                priced = self.price_all(at)
                if priced is None:
                    return
                if self._gaining(linear, at, priced[1]):
                    break
            else:
                return

    def _gaining(self, linear: Linear, duals: Floats, found: list[Priced]) -> int:
        """Add the priced rosters that would gain something; return how many."""
        added = 0
        for number, priced in enumerate(found):
            if priced.chosen is None:
                continue
            cost = self.own_cost(number, priced, self.board.charged(number, duals))
            worth = float((self.board.counted(number, priced.chosen) * linear.duals).sum())
            if linear.shares[number] - cost + worth >= GAIN:
                added += linear.add(number, priced.chosen, cost)
                self.master.add(number, priced.chosen, cost)
        return added

    def tidy(self) -> None:
        """Forget columns that no better roster can have, and all but the nearest of each person."""
        excess = self.master.excess(self.duals)
        kept = excess <= max(0.0, self.incumbent.cost - self.bound)
        for person in range(len(self.board.people)):
            mine = np.array(self.master.columns_of(person), np.int64)
            if len(mine):
                kept[mine[np.argsort(excess[mine], kind="stable")][KEPT:]] = False
                kept[mine[np.argmin(excess[mine])]] = True
        self.master = self.master.only(kept)
