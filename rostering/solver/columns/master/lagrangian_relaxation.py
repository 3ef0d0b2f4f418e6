"""Lagrangian relaxation of long horizons by the volume algorithm: a bound, and dual prices for heuristics.

Over a year the exact pricing graph of a person has a state for every sum of minutes and number of weekends.
Here these totals are relaxed as well: they have dual prices, as linking rows have, and only what follows from
day to day is exact. That takes a small part of the time, and the value at any dual prices is still a bound.
The prices are improved by the volume algorithm (Barahona and Anbil 2000, doi:10.1007/s101070050002), which
steps along an average of the subgradients of all rosters so far.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.forward_pass import remaining_units
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.pricing.graph_builder import WEEKEND_MARK
from rostering.solver.columns.pricing.pricing_problem import PricingGraph
from rostering.solver.columns.pricing.resource_periods import ResourcePeriod, minutes_resource
from rostering.solver.columns.pricing.resources import NO_MINUTES_COST
from rostering.solver.columns.pricing.shortest_path import ShortestPathProblem
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import COLUMNS, Incumbent

#: The first step, as a share of the distance to the incumbent, and the weight of the latest subgradient in
#: the average.
STEP, WEIGHT = 0.5, 0.1
#: After so many steps without a better bound both become smaller by these factors, the weight down to its
#: least.
FAILED_STEPS, STEP_FACTOR, WEIGHT_FACTOR, MIN_WEIGHT = 8, 0.8, 0.9, 0.01
#: How far the dual prices of minutes move in comparison with those of rows.
MINUTES_STEP_SCALE = 10.0
#: The search ends when so many steps, shorter than this, raise the bound by less than this share of the gap.
STEPS, SHORT_STEP, MIN_PROGRESS = 60, 0.03, 0.005
#: The share of its time after which a search without a bound above zero ends.
HOPELESS_SHARE = 0.5


class RelaxedPricing:
    """One person's pricing problem without totals.

    There is a dual price for the minutes of each period of the contract, one for weekends, and one for each
    limit, in this order. Each total is then free to take the value that costs least at its price.

    Attributes
    ----------
    dual_count : int
        How many dual prices there are.
    dual_lower, dual_upper : array
        The least and the largest value of each.
    step_scale : array
        How far each moves, in comparison with the price of a row.
    """

    def __init__(self, pricing: WorkerPricing) -> None:
        self._pricing = pricing
        relaxed = pricing.graph_builder.relaxed_graph(pricing.patterns)
        self._graph, self._periods = relaxed.graph, relaxed.periods
        self._weekend_of, self._weekend_cost = relaxed.weekend_of, relaxed.weekend_cost
        self._always_worked = relaxed.always_worked
        # The graph marks arcs that begin to work in a weekend by a small part of their cost.
        self._arc_cost = np.round(self._graph.arc_cost)
        self._weekend_marks = (self._graph.arc_cost - self._arc_cost) / WEEKEND_MARK
        base_graph = pricing.base_graph
        whole_horizon = ResourcePeriod(0, len(pricing.day_off_cost), NO_MINUTES_COST)
        no_minutes = np.zeros(base_graph.pattern_count, np.int64)
        self._minutes = minutes_resource(self._graph, [whole_horizon], no_minutes)
        self._available = base_graph.path_problem.available
        self._remaining = remaining_units(self._graph, self._minutes, self._available, 0)
        self._option_units, self._units_cost = self._minutes_by_period(base_graph)
        limits, totals = pricing.limits, len(self._periods) + 1
        self.dual_count = totals + len(limits)
        self.dual_lower = np.array([*(-INF for _ in range(totals)), *(0.0 for _ in limits)])
        self.dual_upper = np.array(
            [*(INF for _ in range(totals)), *(limit.max_multiplier for limit in limits)]
        )
        self.step_scale = np.array(
            [
                *(
                    MINUTES_STEP_SCALE / (max(1.0, float(units.max(initial=0.0))) * len(costs))
                    for units, costs in zip(self._option_units, self._units_cost, strict=True)
                ),
                1.0,
                *(1.0 / max(1.0, float(limit.consumption.max(initial=0.0))) ** 2 for limit in limits),
            ]
        )

    def _minutes_by_period(self, graph: PricingGraph) -> tuple[list[Floats], list[Floats]]:
        """Return by period the minutes of each option, in units, and the cost of each sum within reach."""
        pricing = self._pricing
        paid_min = np.array([*(pattern.paid_min for pattern in pricing.patterns), 0])[graph.pattern_of]
        option_units, units_cost = [], []
        for period in self._periods:
            in_period = (pricing.option_day >= period.from_day) & (pricing.option_day < period.to_day)
            is_counted = period.minutes_cost is not NO_MINUTES_COST
            units = paid_min // period.minutes_cost.unit_min * in_period * is_counted
            most = int(units.max(initial=0)) * (period.to_day - period.from_day)
            costs = np.array(period.minutes_cost.cost_by_units)
            beyond = max(0, most + 1 - len(costs)) if period.minutes_cost.saturates else 0
            option_units.append(units.astype(np.float64))
            units_cost.append(np.concatenate((costs, np.full(beyond, costs[-1]))))
        return option_units, units_cost

    def solve(self, option_costs: Floats, duals: Floats) -> tuple[float, Ints, Floats]:
        """Return the least value at some dual prices of the totals, the roster, and the subgradient.

        The subgradient says by how much the roster's totals are above the values that cost least.
        """
        pricing, period_count = self._pricing, len(self._periods)
        costs = option_costs.copy()
        for units, dual in zip(self._option_units, duals, strict=False):
            costs += dual * units
        value = 0.0
        for limit, dual in zip(pricing.limits, duals[period_count + 1 :], strict=True):
            if dual > 0:
                costs += dual * limit.consumption
                value -= dual * limit.maximum
        weekend_dual = duals[period_count]
        graph = self._graph._replace(arc_cost=self._arc_cost + weekend_dual * self._weekend_marks)
        path_problem = ShortestPathProblem(
            graph, self._minutes, pricing.cache, self._available, units_left=self._remaining
        )
        relaxed_graph = pricing.base_graph._replace(path_problem=path_problem)
        path_cost, chosen = pricing.shortest_path(relaxed_graph, costs, pricing.day_off_cost)
        if chosen is None:
            return INF, np.empty(0, np.int64), np.zeros(self.dual_count)
        value += path_cost
        subgradient = []
        for units, unit_costs, dual in zip(self._option_units, self._units_cost, duals, strict=False):
            cheapest_total, cost = _cheapest_total(unit_costs, dual)
            value += cost
            subgradient.append(float(units[chosen].sum()) - cheapest_total)
        cheapest_weekends, cost = _cheapest_total(self._weekend_cost, weekend_dual)
        subgradient.append(self._weekends_worked(pricing.option_day[chosen]) - cheapest_weekends)
        subgradient += [float(limit.consumption[chosen].sum()) - limit.maximum for limit in pricing.limits]
        return value + cost, chosen, np.array(subgradient)

    def _weekends_worked(self, days: Ints) -> int:
        """Return how many of the weekends that are counted are worked."""
        worked = set(self._weekend_of[days].tolist()) | self._always_worked
        return len(worked - {-1})


def _cheapest_total(costs: Floats, dual: float) -> tuple[int, float]:
    """Return the total whose cost less its dual value is least, and that difference."""
    reduced = costs - dual * np.arange(len(costs))
    total = int(np.argmin(reduced))
    return total, float(reduced[total])


class LagrangianRelaxation:
    """The volume algorithm on a decomposition whose pricing problems are relaxed.

    Parameters
    ----------
    decomposition : Decomposition
        The linking rows, and everyone's options in them.
    people : list of WorkerPricing
        Everyone's pricing problems on all days.
    incumbent : Incumbent
        Where bounds go; its cost gives the length of steps.
    should_stop : callable
        Asked before each person is priced.

    Attributes
    ----------
    bound : float
        The best bound so far.
    """

    def __init__(
        self,
        decomposition: Decomposition,
        people: list[WorkerPricing],
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
    ) -> None:
        self._decomposition, self._incumbent, self._should_stop = decomposition, incumbent, should_stop
        self._people = [RelaxedPricing(pricing) for pricing in people]
        rows = decomposition.rows
        self._row_count = len(rows.wanted)
        dearest = np.maximum(rows.under_minimum, rows.under_wanted)
        # All dual prices in one array: those of the rows, then those of each person's totals.
        self._dual_lower = np.concatenate((-rows.over, *(person.dual_lower for person in self._people)))
        self._dual_upper = np.concatenate((dearest, *(person.dual_upper for person in self._people)))
        self._step_scale = np.concatenate(
            (np.ones(self._row_count), *(person.step_scale for person in self._people))
        )
        self._best_duals = np.concatenate(
            (0.1 * dearest, *(np.zeros(person.dual_count) for person in self._people))
        )
        self.bound = -INF

    @property
    def duals(self) -> Floats:
        """The dual prices of the rows that give the best bound so far."""
        duals: Floats = self._best_duals[: self._row_count]
        return duals

    def run(self, clock: Clock) -> None:
        """Improve the dual prices until little is gained, or there is little hope, or time is over."""
        result = self._evaluate(self._best_duals)
        if result is None:
            return
        self.bound, average = result
        step, weight, failed_steps, steps, last_bound = STEP, WEIGHT, 0, 0, self.bound
        while not self._should_stop() and not clock.over:
            steps += 1
            if steps % STEPS == 0:
                self._incumbent.raise_bound(self.bound, COLUMNS)
                if self.bound < 0 and clock.spent() > HOPELESS_SHARE * clock.limit:
                    break
                progress = self.bound - last_bound
                if step < SHORT_STEP and progress < MIN_PROGRESS * (self._incumbent.cost - self.bound):
                    break
                last_bound = self.bound
            at_lower, at_upper = self._best_duals <= self._dual_lower, self._best_duals >= self._dual_upper
            is_blocked = (at_lower & (average < 0)) | (at_upper & (average > 0))
            direction = np.where(is_blocked, 0.0, average)
            length = float((direction * direction * self._step_scale).sum())
            if length < 1e-9:
                break
            distance = step * (self._incumbent.cost - self.bound) / length
            duals = np.clip(
                self._best_duals + distance * direction * self._step_scale, self._dual_lower, self._dual_upper
            )
            result = self._evaluate(duals)
            if result is None:
                break
            value, subgradient = result
            if value > self.bound:
                if float((subgradient * direction * self._step_scale).sum()) > 0:
                    step = min(2.0, 1.1 * step)
                self.bound, self._best_duals, failed_steps = value, duals, 0
            else:
                failed_steps += 1
                if failed_steps % FAILED_STEPS == 0:
                    step, weight = STEP_FACTOR * step, max(MIN_WEIGHT, WEIGHT_FACTOR * weight)
            average = weight * subgradient + (1 - weight) * average
        self._incumbent.raise_bound(self.bound, COLUMNS)

    def _evaluate(self, duals: Floats) -> tuple[float, Floats] | None:
        """Return the Lagrangian bound at some dual prices, and a subgradient there; None when stopped."""
        decomposition, row_duals = self._decomposition, duals[: self._row_count]
        total = decomposition.fixed_cost + decomposition.rows.dual_bound(row_duals)
        of_rows, of_totals = decomposition.rows.minimising_sums(row_duals), []
        first = self._row_count
        for person, relaxed in enumerate(self._people):
            if self._should_stop():
                return None
            option_costs = decomposition.reduced_option_costs(person, row_duals)
            value, chosen, excess = relaxed.solve(option_costs, duals[first : first + relaxed.dual_count])
            total += value
            of_rows = of_rows - decomposition.row_sums(person, chosen)
            of_totals.append(excess)
            first += relaxed.dual_count
        return total, np.concatenate([of_rows, *of_totals])
