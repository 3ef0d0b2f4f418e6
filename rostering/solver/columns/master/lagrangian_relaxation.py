"""Prices of a long horizon, and the bound they prove, without carrying anybody's totals through the year.

Over a year the exact pricing of a roster has a state for every sum of minutes and number of weekends. Here
those totals have a price as rows have, and only what a roster does from day to day is exact; that takes a
fraction of the time, and the value at any prices is a bound still. The prices are made better by the volume
algorithm (Barahona and Anbil, 2000): a step along the average of what the rosters so far left open.
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

#: The first step as a share of the way to the incumbent, and the weight of the latest rosters in the average.
STEP, WEIGHT = 0.5, 0.1
#: After so many steps in vain both become smaller by these factors, the weight down to its least.
IN_VAIN, SHORTER, LIGHTER, LEAST_WEIGHT = 8, 0.8, 0.9, 0.01
#: How far the price of minutes moves beside that of a row.
MINUTES_PACE = 10.0
#: The search ends when so many short steps raise the bound by less than this share of the gap.
STEPS, SHORT, LITTLE = 60, 0.03, 0.005
#: The share of its time after which a search that has proven nothing at all gives way to others.
HOPELESS = 0.5


class RelaxedPricing:
    """One person without totals: a price stands for a period's minutes, weekends and each limit."""

    def __init__(self, person: WorkerPricing) -> None:
        self._person = person
        graph = person.base_graph
        untold = person.graph_builder.relaxed_graph(person.patterns)
        self._layers, self._stages = untold.graph, untold.periods
        self._weekend_of, self._weekend_cost = untold.weekend_of, untold.weekend_cost
        self._begun = untold.always_worked
        marked = np.round(self._layers.cost)
        self._touched = (self._layers.cost - marked) / WEEKEND_MARK
        self._cost = marked
        stage = ResourcePeriod(0, len(person.day_off_cost), NO_MINUTES_COST)
        self._totals = minutes_resource(self._layers, [stage], np.zeros(graph.pattern_count, np.int64))
        self._offered = graph.path_problem.available
        self._ahead = remaining_units(self._layers, self._totals, self._offered, 0)
        self._units, self._minutes_cost = self._minutes(person, graph)
        limits = person.limits
        totals = len(self._stages) + 1
        self.size = totals + len(limits)
        self.low = np.array([*(-INF for _ in range(totals)), *(0.0 for _ in limits)])
        self.high = np.array([*(INF for _ in range(totals)), *(limit.max_multiplier for limit in limits)])
        self.pace = np.array(
            [
                *(
                    MINUTES_PACE / (max(1.0, float(units.max(initial=0.0))) * len(costs))
                    for units, costs in zip(self._units, self._minutes_cost, strict=True)
                ),
                1.0,
                *(1.0 / max(1.0, float(limit.consumption.max(initial=0.0))) ** 2 for limit in limits),
            ]
        )

    def _minutes(self, person: WorkerPricing, graph: PricingGraph) -> tuple[list[Floats], list[Floats]]:
        """Return by period the units of each option, and the price of each sum that can be reached."""
        paid_min = np.array([*(kind.paid_min for kind in person.patterns), 0])[graph.pattern_of]
        units, costs = [], []
        for stage in self._stages:
            inside = (person.option_day >= stage.from_day) & (person.option_day < stage.to_day)
            told = stage.minutes_cost is not NO_MINUTES_COST
            each = paid_min // stage.minutes_cost.unit_min * inside * told
            most = int(each.max(initial=0)) * (stage.to_day - stage.from_day)
            known = np.array(stage.minutes_cost.cost_by_units)
            beyond = max(0, most + 1 - len(known)) if stage.minutes_cost.saturates else 0
            units.append(each.astype(np.float64))
            costs.append(np.concatenate((known, np.full(beyond, known[-1]))))
        return units, costs

    def price(self, cost: Floats, at: Floats) -> tuple[float, Ints, Floats]:
        """Return the least at some prices of the totals, the roster, and what it has too much of each."""
        person, stages = self._person, len(self._stages)
        charged = cost.copy()
        for units, price in zip(self._units, at, strict=False):
            charged += price * units
        value = 0.0
        for limit, price in zip(person.limits, at[stages + 1 :], strict=True):
            if price > 0:
                charged += price * limit.consumption
                value -= price * limit.maximum
        layers = self._layers._replace(cost=self._cost + at[stages] * self._touched)
        programme = ShortestPathProblem(layers, self._totals, person.cache, self._offered, ahead=self._ahead)
        least, chosen = person.shortest_path(
            person.base_graph._replace(path_problem=programme), charged, person.day_off_cost
        )
        if chosen is None:
            return INF, np.empty(0, np.int64), np.zeros(self.size)
        value += least
        excess = []
        for units, costs, price in zip(self._units, self._minutes_cost, at, strict=False):
            total, paid = _least(costs, price)
            value += paid
            excess.append(float(units[chosen].sum()) - total)
        weekends, paid = _least(self._weekend_cost, at[stages])
        excess.append(self._worked(person.option_day[chosen]) - weekends)
        excess += [float(limit.consumption[chosen].sum()) - limit.maximum for limit in person.limits]
        return value + paid, chosen, np.array(excess)

    def _worked(self, days: Ints) -> int:
        """Return how many weekends that have a price are worked."""
        found = set(self._weekend_of[days].tolist()) | self._begun
        return len(found - {-1})


def _least(cost: Floats, price: float) -> tuple[int, float]:
    """Return the total for which its cost less its price is least, and that."""
    left = cost - price * np.arange(len(cost))
    total = int(np.argmin(left))
    return total, float(left[total])


class LagrangianRelaxation:
    """The search for prices of a board.

    Attributes
    ----------
    duals : array
        The prices of the rows with the best bound so far.
    bound : float
        That bound.
    """

    def __init__(
        self,
        board: Decomposition,
        people: list[WorkerPricing],
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
    ) -> None:
        self._board, self._incumbent, self._should_stop = board, incumbent, should_stop
        self._people = [RelaxedPricing(person) for person in people]
        rows = board.rows
        self._rows = len(rows.wanted)
        dearest = np.maximum(rows.under_minimum, rows.under_wanted)
        self._low = np.concatenate((-rows.over, *(one.low for one in self._people)))
        self._high = np.concatenate((dearest, *(one.high for one in self._people)))
        self._pace = np.concatenate((np.ones(self._rows), *(one.pace for one in self._people)))
        self._at = np.concatenate((0.1 * dearest, *(np.zeros(one.size) for one in self._people)))
        self.bound = -INF

    @property
    def duals(self) -> Floats:
        """The prices of the rows with the best bound so far."""
        found: Floats = self._at[: self._rows]
        return found

    def run(self, clock: Clock) -> None:
        """Make the prices better until little is gained, or time is over or too short to prove anything."""
        found = self._value(self._at)
        if found is None:
            return
        self.bound, average = found
        step, weight, vain, turn, before = STEP, WEIGHT, 0, 0, self.bound
        while not self._should_stop() and not clock.over:
            turn += 1
            if turn % STEPS == 0:
                self._incumbent.raise_bound(self.bound, COLUMNS)
                if self.bound < 0 and clock.spent() > HOPELESS * clock.limit:
                    break
                gained = self.bound - before
                if step < SHORT and gained < LITTLE * (self._incumbent.cost - self.bound):
                    break
                before = self.bound
            stuck = ((self._at <= self._low) & (average < 0)) | ((self._at >= self._high) & (average > 0))
            way = np.where(stuck, 0.0, average)
            length = float((way * way * self._pace).sum())
            if length < 1e-9:
                break
            far = step * (self._incumbent.cost - self.bound) / length
            at = np.clip(self._at + far * way * self._pace, self._low, self._high)
            found = self._value(at)
            if found is None:
                break
            value, excess = found
            if value > self.bound:
                if float((excess * way * self._pace).sum()) > 0:
                    step = min(2.0, 1.1 * step)
                self.bound, self._at, vain = value, at, 0
            else:
                vain += 1
                if vain % IN_VAIN == 0:
                    step, weight = SHORTER * step, max(LEAST_WEIGHT, LIGHTER * weight)
            average = weight * excess + (1 - weight) * average
        self._incumbent.raise_bound(self.bound, COLUMNS)

    def _value(self, at: Floats) -> tuple[float, Floats] | None:
        """Return the bound at some prices, and by how much rosters and rows exceed what has a price."""
        board, duals = self._board, at[: self._rows]
        total = board.constant + board.rows.bound(duals)
        excess = [board.rows.cheapest(duals)]
        place = self._rows
        for number, one in enumerate(self._people):
            if self._should_stop():
                return None
            value, chosen, over = one.price(board.charged(number, duals), at[place : place + one.size])
            total += value
            excess[0] = excess[0] - board.counted(number, chosen)
            excess.append(over)
            place += one.size
        return total, np.concatenate(excess)
