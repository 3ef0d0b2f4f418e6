"""Column generation at the root: the bound, and the columns that near-best rosters are made of.

By a linear programme, for as long as solving it takes no more than pricing does. Where it takes longer, by
steps in the manner of a proximal bundle: the master balances shares and prices around the prices of the best
bound so far, everyone is priced there, and a better bound moves the centre; the linear programme is left the
rest of the way, where such steps become short.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

import numpy as np

from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.bundle_master import BundleMaster
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.linking_rows import LinkingConstraints
from rostering.solver.columns.master.restricted_master import Column
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.pricing.pricing_problem import PricedRoster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import COLUMNS, Incumbent

#: The linear programme is too slow when it took so many times as long as the pricing, and this share of the
#: time beyond; half as long while there is no bound above zero.
SLOW, TRIAL = 4.0, 0.02
#: How often a dive solves the linear programme, and the most of all time that this may take.
DIVE, DIVE_SHARE = 300, 0.3
#: Gap between the balanced value and the bound from which the linear programme goes on all the same.
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
KEPT = 80


class ColumnGeneration(ABC):
    """The search for the best bound and its prices, whoever it is that prices people.

    Attributes
    ----------
    duals : array
        The prices of the rows with the best bound so far.
    gap : float
        Between the master's value and the bound, when they were last compared.
    columns : SimplexMaster or BundleMaster
        What dives choose among: the master, where the linear programme is too slow.
    slow : bool
        Whether it is; may be known beforehand.
    """

    def __init__(
        self,
        board: LinkingConstraints,
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
        *,
        slow: bool = False,
    ) -> None:
        self.board, self.incumbent = board, incumbent
        self._should_stop = should_stop
        self._linear = SimplexMaster(board)
        self.columns: SimplexMaster | BundleMaster = self._linear
        self.slow, self._solving, self._solves = slow, 0.0, 0
        self.duals = np.zeros(len(board.rows.wanted))
        self.bound = -np.inf
        self.gap = np.inf

    def stop_with(self, should_stop: Callable[[], bool]) -> None:
        """Ask something else from now on whether to stop."""
        self._should_stop = should_stop

    @abstractmethod
    def priced(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everyone's cheapest roster at some prices of the rows; None when stopped."""

    def price_all(self, duals: Floats) -> tuple[float, list[PricedRoster]] | None:
        """Return the Lagrangian bound at some prices and everyone's cheapest roster; None when stopped."""
        found = self.priced(duals)
        if found is None:
            return None
        total = self.board.rows.bound(duals) + sum(one.bound for one in found)
        if total > self.bound:
            self.bound, self.duals = total, duals.copy()
            self.incumbent.price(total, duals)
            self.incumbent.raise_bound(total, COLUMNS)
        return total, found

    def own_cost(self, person: int, priced: PricedRoster, duals: Floats) -> float:
        """Return what a roster priced at some prices of the rows costs the person, rows apart."""
        assert priced.chosen is not None
        return priced.cost + self.board.worth(person, priced.chosen, duals)

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master's value, or time is over."""
        if not self.slow:
            self.slow = not self._solve(gap, clock, np.inf if self._solves else SLOW)
            if not self.slow:
                return
        master = self.columns = self.balanced()
        self._approach(master, max(gap, NEARLY), clock)
        if gap < NEARLY and not self._over(clock) and not self._within(master.objective, gap):
            near = master.excess(self.duals) <= max(0.0, master.objective - self.bound) + GAIN
            for column in np.nonzero(near)[0].tolist():
                self._linear.add(master.person[column], master.chosen[column], master.cost[column])
            self._solve(gap, clock, np.inf)

    def prefer_balance(self, clock: Clock) -> None:
        """Let dives balance shares if solving for them would take too much of the time."""
        if self._solves and DIVE * self._solving / self._solves > DIVE_SHARE * clock.limit:
            self.columns = self.balanced()

    def prefer_linear(self, known: Iterable[Column], clock: Clock) -> None:
        """Let dives solve the linear programme of some columns, if that is not what they do."""
        if isinstance(self.columns, SimplexMaster):
            return
        linear = SimplexMaster(self.board)
        for column in known:
            linear.add(*column)
        if linear.solve(clock, self._should_stop):
            self.columns = linear

    def balanced(self) -> BundleMaster:
        """Return a master with the columns and shares of now."""
        if isinstance(self.columns, BundleMaster):
            return self.columns
        linear, master = self.columns, BundleMaster(self.board)
        for column in zip(linear.person, linear.chosen, linear.cost, strict=True):
            master.add(*column)
        master.share_out(linear.share, linear.prices)
        return master

    def _over(self, clock: Clock) -> bool:
        return self._should_stop() or self.incumbent.proven or clock.over

    def _within(self, objective: float, gap: float) -> bool:
        """Note the gap, and return whether it is small enough, or no whole number is left in it."""
        self.gap = objective - self.bound
        if not np.isfinite(self.gap):
            return False
        return bool(np.ceil(self.bound - 1e-6) >= objective - 1e-6 or self.gap <= gap * abs(objective))

    def _approach(self, master: BundleMaster, gap: float, clock: Clock) -> None:
        """Go by steps until the gap is small, or they close little of it."""
        everyone = np.arange(len(self.board.people))
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
            added = self._add(master, prices, found)
            turn += 1
            if self._within(objective, gap) or (not added and vain > IN_VAIN):
                return
            if turn % STEPS == 0:
                if self.gap > (1 - LITTLE) * before:
                    return
                before = self.gap

    def _add(self, master: BundleMaster, duals: Floats, found: list[PricedRoster]) -> int:
        """Add priced rosters to the master; return how many are new."""
        added = 0
        for number, priced in enumerate(found):
            if priced.chosen is not None:
                cost = self.own_cost(number, priced, duals)
                added += master.add(number, priced.chosen, cost)
        return added

    # -- by the linear programme

    def _solve(self, gap: float, clock: Clock, slow: float) -> bool:
        """Go on with the linear programme; return whether it did not become too slow before the end."""
        linear, read, began, so_far = self._linear, clock.meter.read, clock.meter.read(), self._solving
        while not self._over(clock):
            before = read()
            if not linear.solve(clock, self._should_stop):
                break
            self._solving += read() - before
            self._solves += 1
            solving = self._solving - so_far
            if self._within(linear.objective, gap):
                break
            patience = slow if self.bound > 0 else slow / 2
            if solving > patience * (read() - began - solving) + TRIAL * clock.limit:
                return False
            for smoothing in (SMOOTHING, 0.0):
                at = smoothing * self.duals + (1 - smoothing) * linear.prices
                priced = self.price_all(at)
                if priced is None:
                    return True
                if self._gaining(at, priced[1]):
                    break
            else:
                break
        return True

    def _gaining(self, duals: Floats, found: list[PricedRoster]) -> int:
        """Add the priced rosters that would gain something; return how many."""
        linear, added = self._linear, 0
        for number, priced in enumerate(found):
            if priced.chosen is None:
                continue
            cost = self.own_cost(number, priced, duals)
            worth = self.board.worth(number, priced.chosen, linear.prices)
            if linear.shares[number] - cost + worth >= GAIN:
                added += linear.add(number, priced.chosen, cost)
                if self.columns is not linear:
                    self.columns.add(number, priced.chosen, cost)
        return added

    def tidy(self) -> None:
        """Forget columns that no better roster can have, and all but the nearest of each person."""
        columns = self.columns
        excess = columns.excess(self.duals)
        kept = excess <= max(0.0, self.incumbent.cost - self.bound)
        for person in range(len(self.board.people)):
            mine = np.array(columns.columns_of(person), np.int64)
            if len(mine):
                kept[mine[np.argsort(excess[mine], kind="stable")][KEPT:]] = False
                kept[mine[np.argmin(excess[mine])]] = True
        self.columns = columns.only(kept)


class RootNode(ColumnGeneration):
    """Column generation over the people of a sheet, priced one after another."""

    board: Decomposition

    def priced(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everyone's cheapest roster at some prices of the rows; None when stopped."""
        found = []
        for number, person in enumerate(self.board.people):
            if self._should_stop():
                return None
            found.append(person.solve(self.board.charged(number, duals)))
        return found
