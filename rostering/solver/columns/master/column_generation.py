"""Column generation at a root node: the bound, and the columns that near-optimal rosters are made of.

The master is solved by the simplex method for as long as that takes no more time than pricing allows for.
Where it takes longer, a proximal bundle method takes over: the bundle master gives dual prices near the
stability centre, everyone is priced at these, and a better bound moves the centre there (a serious step;
otherwise a null step). Where its steps become short, the simplex method goes the rest of the way. In the
simplex method prices are smoothed: pricing happens at a mean of the prices of the master and of those of the
best bound (Wentges 1997).
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

#: The simplex method is too slow when it took so many times as long as pricing, and this share of the time
#: limit beyond that; half as many times while there is no bound above zero.
SLOW_FACTOR, SLOW_SHARE = 4.0, 0.02
#: How often a dive solves the master, and the largest share of the time limit that this may take.
DIVE_SOLVES, DIVE_SHARE = 300, 0.3
#: The gap, as a share, at which the bundle method leaves the rest to the simplex method.
BUNDLE_GAP = 0.003
#: The step size of the bundle method at first, at least and at most; the factors after a serious step and
#: after so many null steps.
STEP_SIZE, MIN_STEP_SIZE, MAX_STEP_SIZE = 0.05, 0.005, 1.0
SERIOUS_FACTOR, NULL_FACTOR, NULL_STEPS = 1.1, 0.8, 3
#: The most passes of the bundle master between two pricings, and the share of the cost that may be left to
#: gain.
PASSES, TOLERANCE = 60, 1e-4
#: The bundle method ends when so many steps close less than this share of the gap.
STEPS, MIN_PROGRESS = 12, 0.1
#: The weight of the dual prices of the best bound in those at which people are priced.
SMOOTHING = 0.6
#: A column is added to the simplex master when its reduced cost, from which the dual price of the convexity
#: row is not taken off, is below that price by so much.
MIN_GAIN = 1e-5
#: The most columns of a person that are kept when columns are pruned.
MAX_COLUMNS = 80


class ColumnGeneration(ABC):
    """Column generation, whoever solves the pricing problems.

    Parameters
    ----------
    decomposition : LinkingConstraints
        People and linking rows.
    incumbent : Incumbent
        Where bounds go, and whose cost says when there is nothing left to find.
    should_stop : callable
        Asked many times a second.
    simplex_is_slow : bool
        Whether it is known beforehand that the simplex method is too slow.

    Attributes
    ----------
    bound : float
        The best Lagrangian bound so far.
    duals : array
        The dual prices of the rows that give it.
    gap : float
        Between the value of the master and the bound, when they were last compared.
    master : SimplexMaster or BundleMaster
        The restricted master from which dives start: the bundle master where the simplex method is too slow.
    """

    def __init__(
        self,
        decomposition: LinkingConstraints,
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
        *,
        simplex_is_slow: bool = False,
    ) -> None:
        self.decomposition, self.incumbent = decomposition, incumbent
        self._should_stop = should_stop
        self._simplex = SimplexMaster(decomposition)
        self.master: SimplexMaster | BundleMaster = self._simplex
        self.simplex_is_slow, self._simplex_time, self._simplex_solves = simplex_is_slow, 0.0, 0
        self.duals = np.zeros(len(decomposition.rows.wanted))
        self.bound = -np.inf
        self.gap = np.inf

    def stop_when(self, should_stop: Callable[[], bool]) -> None:
        """Ask this from now on whether to stop."""
        self._should_stop = should_stop

    @abstractmethod
    def solve_pricing_problems(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everyone's roster of least reduced cost at these dual prices; None when stopped."""

    def price_all(self, duals: Floats) -> tuple[float, list[PricedRoster]] | None:
        """Return the Lagrangian bound and everyone's roster of least reduced cost; None when stopped."""
        priced = self.solve_pricing_problems(duals)
        if priced is None:
            return None
        bound = self.decomposition.rows.dual_bound(duals) + sum(roster.bound for roster in priced)
        if bound > self.bound:
            self.bound, self.duals = bound, duals.copy()
            self.incumbent.raise_dual_bound(bound, duals)
            self.incumbent.raise_bound(bound, COLUMNS)
        return bound, priced

    def column_cost(self, person: int, priced: PricedRoster, duals: Floats) -> float:
        """Return what a roster that was priced at these dual prices costs the person, rows apart."""
        assert priced.chosen is not None
        return priced.cost + self.decomposition.dual_value(person, priced.chosen, duals)

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within a share ``gap`` of the master's value, or time is over."""
        if not self.simplex_is_slow:
            slow_factor = np.inf if self._simplex_solves else SLOW_FACTOR
            self.simplex_is_slow = not self._run_simplex_method(gap, clock, slow_factor)
            if not self.simplex_is_slow:
                return
        master = self.master = self.as_bundle_master()
        self._run_bundle_method(master, max(gap, BUNDLE_GAP), clock)
        if gap < BUNDLE_GAP and not self._is_over(clock) and not self._gap_is_small(master.objective, gap):
            useful = master.excess_costs(self.duals) <= max(0.0, master.objective - self.bound) + MIN_GAIN
            for column in np.nonzero(useful)[0].tolist():
                self._simplex.add(
                    master.column_person[column], master.column_options[column], master.column_cost[column]
                )
            self._run_simplex_method(gap, clock, np.inf)

    def prefer_bundle(self, clock: Clock) -> None:
        """Let dives use a bundle master if the simplex method would take too much of their time."""
        if not self._simplex_solves:
            return
        dive_time = DIVE_SOLVES * self._simplex_time / self._simplex_solves
        if dive_time > DIVE_SHARE * clock.limit:
            self.master = self.as_bundle_master()

    def prefer_simplex(self, columns: Iterable[Column], clock: Clock) -> None:
        """Let dives use a simplex master with these columns, unless they use one already."""
        if isinstance(self.master, SimplexMaster):
            return
        simplex = SimplexMaster(self.decomposition)
        for column in columns:
            simplex.add(*column)
        if simplex.solve(clock, self._should_stop):
            self.master = simplex

    def as_bundle_master(self) -> BundleMaster:
        """Return a bundle master with the columns, their values and the dual prices of the present master."""
        if isinstance(self.master, BundleMaster):
            return self.master
        simplex, bundle = self.master, BundleMaster(self.decomposition)
        for column in zip(simplex.column_person, simplex.column_options, simplex.column_cost, strict=True):
            bundle.add(*column)
        bundle.warm_start(simplex.column_values, simplex.duals)
        return bundle

    def _is_over(self, clock: Clock) -> bool:
        return self._should_stop() or self.incumbent.proven or clock.over

    def _gap_is_small(self, objective: float, gap: float) -> bool:
        """Note the gap; return whether its share is small enough, or no whole number lies in it."""
        self.gap = objective - self.bound
        if not np.isfinite(self.gap):
            return False
        return bool(np.ceil(self.bound - 1e-6) >= objective - 1e-6 or self.gap <= gap * abs(objective))

    # -- proximal bundle method

    def _run_bundle_method(self, master: BundleMaster, gap: float, clock: Clock) -> None:
        """Step until the gap is small, or steps close little of it."""
        everyone = np.arange(len(self.decomposition.people))
        master.stability_centre, master.step_size = self.duals.copy(), STEP_SIZE
        best_bound, null_steps, steps, last_gap = self.bound, 0, 0, np.inf
        while not self._is_over(clock):
            scale = abs(master.objective) if not master.is_incomplete else 0.0
            tolerance = min(TOLERANCE * scale, 0.1 * self.gap)
            master.optimise(everyone, PASSES, tolerance, clock.meter, self._should_stop)
            duals, objective = master.duals.copy(), master.objective
            result = self.price_all(duals)
            if result is None:
                return
            bound, priced = result
            if bound > best_bound:
                best_bound, null_steps = bound, 0
                master.stability_centre = duals
                master.step_size = min(MAX_STEP_SIZE, SERIOUS_FACTOR * master.step_size)
            else:
                null_steps += 1
                if null_steps % NULL_STEPS == 0:
                    master.step_size = max(MIN_STEP_SIZE, NULL_FACTOR * master.step_size)
            added = self._add_columns(master, duals, priced)
            steps += 1
            if self._gap_is_small(objective, gap) or (not added and null_steps > NULL_STEPS):
                return
            if steps % STEPS == 0:
                if self.gap > (1 - MIN_PROGRESS) * last_gap:
                    return
                last_gap = self.gap

    def _add_columns(self, master: BundleMaster, duals: Floats, priced: list[PricedRoster]) -> int:
        """Add priced rosters to the master; return how many are new."""
        added = 0
        for person, roster in enumerate(priced):
            if roster.chosen is not None:
                added += master.add(person, roster.chosen, self.column_cost(person, roster, duals))
        return added

    # -- simplex method

    def _run_simplex_method(self, gap: float, clock: Clock, slow_factor: float) -> bool:
        """Solve the master and price in turn; return False where that became too slow before its end."""
        master, read = self._simplex, clock.meter.read
        began, simplex_time_before = read(), self._simplex_time
        while not self._is_over(clock):
            solve_began = read()
            if not master.solve(clock, self._should_stop):
                break
            self._simplex_time += read() - solve_began
            self._simplex_solves += 1
            simplex_time = self._simplex_time - simplex_time_before
            if self._gap_is_small(master.objective, gap):
                break
            factor = slow_factor if self.bound > 0 else slow_factor / 2
            pricing_time = read() - began - simplex_time
            if simplex_time > factor * pricing_time + SLOW_SHARE * clock.limit:
                return False
            for smoothing in (SMOOTHING, 0.0):
                duals = smoothing * self.duals + (1 - smoothing) * master.duals
                result = self.price_all(duals)
                if result is None:
                    return True
                if self._add_improving_columns(duals, result[1]):
                    break
            else:
                break
        return True

    def _add_improving_columns(self, duals: Floats, priced: list[PricedRoster]) -> int:
        """Add the priced rosters that the simplex master gains from; return how many."""
        simplex, added = self._simplex, 0
        for person, roster in enumerate(priced):
            if roster.chosen is None:
                continue
            cost = self.column_cost(person, roster, duals)
            dual_value = self.decomposition.dual_value(person, roster.chosen, simplex.duals)
            if simplex.convexity_duals[person] - cost + dual_value >= MIN_GAIN:
                added += simplex.add(person, roster.chosen, cost)
                if self.master is not simplex:
                    self.master.add(person, roster.chosen, cost)
        return added

    def prune_columns(self) -> None:
        """Delete columns that no better roster can have, and of each person all but the cheapest."""
        master = self.master
        excess = master.excess_costs(self.duals)
        kept = excess <= max(0.0, self.incumbent.cost - self.bound)
        for person in range(len(self.decomposition.people)):
            columns = np.array(master.columns_of(person), np.int64)
            if len(columns):
                kept[columns[np.argsort(excess[columns], kind="stable")][MAX_COLUMNS:]] = False
                kept[columns[np.argmin(excess[columns])]] = True
        self.master = master.keep_only(kept)


class RootNode(ColumnGeneration):
    """Column generation over the people of a decomposition, who are priced one after another."""

    decomposition: Decomposition

    def solve_pricing_problems(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everyone's roster of least reduced cost at these dual prices; None when stopped."""
        priced = []
        for person, pricing in enumerate(self.decomposition.people):
            if self._should_stop():
                return None
            priced.append(pricing.solve(self.decomposition.reduced_option_costs(person, duals)))
        return priced
