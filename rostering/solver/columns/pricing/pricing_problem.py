"""The cheapest roster of somebody at any prices, limits that no graph holds included.

A whole horizon (`WorkerPricing`) and a part of it (`NeighbourhoodPricing`) are priced in the same way; they
differ in their options and graphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rostering.problem import Worker
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.labels import CutParities
from rostering.solver.columns.pricing.dated_automata import ResourceAutomaton
from rostering.solver.columns.pricing.resource_limits import ResourceLimit
from rostering.solver.columns.pricing.shortest_path import ShortestPathProblem
from rostering.solver.columns.pricing.transition_tables import GraphTooLarge, TransitionTable, tabulate
from rostering.solver.core.clock import Meter

#: Rounds in which the price of a limit that the graph does not hold is raised.
ROUNDS = 8
#: The same where every limit is soft, so that its price is known to lie below its weight.
SOFT_ROUNDS = 4
#: A gap of this share is as good as none.
CLOSE = 1e-4
#: The most sums of one limit that a graph tells apart on a day, and the most arcs that it may have with it.
SUMS, ARCS = 64, 60_000
#: The most arcs of all graphs of one person.
ALL_ARCS = 200_000
#: Units of work of a pricing, and of each step of the programme.
PRICING, STEP = 2e-4, 4e-10


@dataclass(frozen=True, slots=True)
class PricedRoster:
    """The cheapest roster of a person at given prices.

    ``bound`` is at most the cost of any lawful roster; ``cost`` is that of ``chosen``, which is None when no
    lawful roster was found. ``chosen`` are option numbers of the pricing problem; days off have none.
    """

    bound: float
    cost: float
    chosen: Ints | None

    def is_within(self, gap: float) -> bool:
        """Return whether hardly more than this share of the cost is left between it and the bound."""
        return self.cost < INF and self.cost - self.bound <= gap * max(1.0, abs(self.cost))


class PricingGraph(NamedTuple):
    """A pricing graph, and how options lie in its table of days and kinds."""

    path_problem: ShortestPathProblem
    #: Of each option: its kind in the graph.
    pattern_of: Ints
    #: How many kinds there are, days off counted too.
    pattern_count: int
    #: The options in order of their cells, and where each cell of the table begins among them.
    options_by_cell: tuple[Ints, Ints]

    @classmethod
    def of(cls, programme: ShortestPathProblem, kind_of: Ints, days: Ints, width: int) -> PricingGraph:
        """Return the graph of options of these kinds on these days."""
        cell = (days - programme.days.start) * width + kind_of
        order = np.argsort(cell, kind="stable")
        starts = np.searchsorted(cell[order], np.arange(len(programme.days) * width + 1))
        return cls(programme, kind_of, width, (order, starts))


class PatternRefinement(NamedTuple):
    """Kinds of a graph told apart further: of each, days off last, which it was; and of each option its kind.

    ``finest`` is one of the kinds, as all rules together tell them apart, of each kind but days off.
    """

    coarse: Ints
    pattern_of: Ints
    finest: Ints


class PricingProblem:
    """Somebody's options, and the cheapest choice among them.

    Attributes
    ----------
    option_shift, option_day, finest_pattern, option_cost : arrays
        Of each option: the number of its shift (-1: fixed work alone), its day, its kind as all rules
        together tell kinds apart, and what it costs the person.
    day_off_cost : array
        What a day off costs, for each day of the horizon.
    limits : list of ResourceLimit
        What is limited.
    base_graph : PricingGraph
        The graph that counts nothing of what is limited.
    """

    #: The gap between bound and cost from which prices of limits are not looked for any further.
    tolerance: ClassVar[float] = CLOSE
    worker: Worker
    option_shift: Ints
    option_day: Ints
    finest_pattern: Ints
    option_cost: Floats
    day_off_cost: Floats
    limits: list[ResourceLimit]
    base_graph: PricingGraph
    meter: Meter
    #: By the limits that they count; None for those that would be too large.
    counting_graphs: dict[tuple[ResourceLimit, ...], PricingGraph | None]

    def solve(self, cost: Floats, off: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster at a cost for each option and each day off; infinite forbids.

        Limits that the cheapest roster exceeds are counted in the graph, as long as that stays small; all
        others are priced, which can leave a gap between bound and cost.
        """
        off = self.day_off_cost if off is None else off
        counted: tuple[ResourceLimit, ...] = ()
        while True:
            graph = self.counting_graphs.get(counted) or self.base_graph
            others = [limit for limit in self.limits if limit not in counted]
            at = np.array([limit.multiplier for limit in others])
            best, over = self._round(graph, others, cost, off, at, PricedRoster(-INF, INF, None))
            if best.bound == -INF:
                return PricedRoster(INF, INF, None)
            exceeded = [limit for limit, excess in zip(others, over, strict=True) if excess > 0]
            more = self._counting(counted, exceeded)
            if more == counted:
                break
            counted = more
        if best.is_within(self.tolerance) or not others:
            return best
        return self._multiplied(graph, others, cost, off, best)

    def solve_with_cuts(self, cost: Floats, odds: CutParities, ceiling: float) -> PricedRoster:
        """Return the cheapest roster below a ceiling at a cost for each option and at the prices of cuts.

        ``chosen`` is None where the bound is the ceiling. Limits that no graph counts are priced as they last
        were, and where there is too much to tell apart cuts are left out: the bound is lower then.
        """
        counted = self._counting((), self.limits)
        graph, charged, paid = self.counting_graphs.get(counted) or self.base_graph, cost.copy(), 0.0
        for limit in self.limits:
            if limit not in counted:
                charged += limit.multiplier * limit.consumption
                paid += limit.multiplier * limit.maximum
        least, chosen = self.shortest_path(graph, charged, self.day_off_cost)
        if chosen is None or least >= ceiling + paid:
            return PricedRoster(ceiling, INF, None)
        dearest = least + odds.cost(chosen)
        if dearest > least:
            ceiling = min(ceiling, dearest - paid)
            bound, found = graph.path_problem.solve_with_cuts(
                graph.options_by_cell, charged, self.day_off_cost, odds, ceiling + paid
            )
            self.meter.count(PRICING + STEP * graph.path_problem.work)
            if bound > -INF:
                least = bound
                chosen = found if found is not None or dearest > ceiling + paid else chosen
        return PricedRoster(least - paid, least - paid, chosen)

    def _counting(
        self, counted: tuple[ResourceLimit, ...], exceeded: Sequence[ResourceLimit]
    ) -> tuple[ResourceLimit, ...]:
        """Return which limits can be counted of those that are and those that ought to be."""
        for limit in exceeded:
            more = tuple(one for one in self.limits if one in counted or one is limit)
            if more not in self.counting_graphs:
                self.counting_graphs[more] = self._with(
                    self.counting_graphs.get(counted) or self.base_graph, limit
                )
            if self.counting_graphs[more] is not None:
                counted = more
        return counted

    def _with(self, graph: PricingGraph, limit: ResourceLimit) -> PricingGraph | None:
        """Return a graph that counts one limit more, or None if it would be too large."""
        if graph.path_problem.arc_count > ARCS:
            return None
        weighs = np.zeros(int(self.finest_pattern.max(initial=-1)) + 1)
        np.maximum.at(weighs, self.finest_pattern, limit.consumption)
        split = self._split(graph, weighs)
        weight = np.zeros((len(self.day_off_cost), len(split.coarse)))
        weight[self.option_day, split.pattern_of] = limit.consumption
        try:
            table = tabulate(
                ResourceAutomaton(limit, weight), graph.path_problem.days, len(split.coarse), SUMS
            )
            found = self._holding(graph, split, table)
        except GraphTooLarge:
            return None
        if (
            found.path_problem.arc_count
            + sum(one.path_problem.arc_count for one in self.counting_graphs.values() if one)
            > ALL_ARCS
        ):
            self.counting_graphs.clear()
        return found

    def _split(self, graph: PricingGraph, marks: Floats) -> PatternRefinement:
        """Return the kinds of a graph told apart further, where the marks of kinds as told differ."""
        pairs = np.column_stack((graph.pattern_of, marks[self.finest_pattern]))
        kinds, first, kind_of = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
        was = np.append(kinds[:, 0].astype(np.int64), graph.pattern_count - 1)
        return PatternRefinement(was, kind_of.ravel(), self.finest_pattern[first])

    def _holding(self, graph: PricingGraph, split: PatternRefinement, table: TransitionTable) -> PricingGraph:
        """Return a graph that holds a part too, which is about kinds that are told apart further."""
        programme = graph.path_problem.with_automaton(table, split.coarse, ARCS)
        return PricingGraph.of(programme, split.pattern_of, self.option_day, len(split.coarse))

    def _multiplied(
        self,
        graph: PricingGraph,
        under: Sequence[ResourceLimit],
        cost: Floats,
        off: Floats,
        best: PricedRoster,
    ) -> PricedRoster:
        """Return the best of some rounds in which a price is looked for that keeps each limit."""
        spread = np.abs(cost[np.isfinite(cost)])
        enough = max(1.0, float(spread.max(initial=0.0)))
        low, high = np.zeros(len(under)), np.full(len(under), INF)
        at = np.array([limit.multiplier for limit in under])
        for _ in range(ROUNDS if any(limit.spec.hard for limit in under) else SOFT_ROUNDS):
            best, over = self._round(graph, under, cost, off, at, best)
            if best.is_within(self.tolerance):
                break
            low, high = np.where(over > 0, np.maximum(low, at), low), np.where(over <= 0, at, high)
            high = np.where(high <= low, INF, high)
            caps = np.array([limit.max_multiplier for limit in under])
            middle = np.where(np.isinf(high), np.maximum(2 * low, enough), (low + high) / 2)
            at = np.minimum(caps, np.where((over > 0) | (at > 0), middle, at))
        for limit, multiplier in zip(under, at, strict=True):
            limit.multiplier = float(multiplier)
        return best if best.chosen is not None else self._confined(graph, under, cost, off, best)

    def _confined(
        self,
        graph: PricingGraph,
        under: Sequence[ResourceLimit],
        cost: Floats,
        off: Floats,
        best: PricedRoster,
    ) -> PricedRoster:
        """Return a lawful roster by keeping the cheapest of what exceeds a hard limit, as far as it goes."""
        allowed = cost.copy()
        for _ in range(ROUNDS):
            value, chosen = self.shortest_path(graph, allowed, off)
            if chosen is None:
                break
            over = [self._over(limit, chosen) for limit in under]
            value += sum(limit.penalty(excess) for limit, excess in zip(under, over, strict=True))
            if value < INF:
                return PricedRoster(best.bound, value, chosen)
            for limit, excess in zip(under, over, strict=True):
                if excess > 0 and limit.spec.hard:
                    inside = chosen[limit.consumption[chosen] > 0]
                    inside = inside[np.argsort(allowed[inside], kind="stable")]
                    kept = inside[np.cumsum(limit.consumption[inside]) <= limit.maximum + 1e-9]
                    banned = limit.consumption > 0
                    banned[kept] = False
                    allowed[banned] = INF
        return best

    def _round(
        self,
        graph: PricingGraph,
        under: Sequence[ResourceLimit],
        cost: Floats,
        off: Floats,
        at: Floats,
        best: PricedRoster,
    ) -> tuple[PricedRoster, Floats]:
        """Return the best so far after pricing at some multipliers, and by how much limits were exceeded."""
        charged, paid = cost.copy(), 0.0
        for limit, multiplier in zip(under, at, strict=True):
            charged += multiplier * limit.consumption
            paid += multiplier * limit.maximum
        value, chosen = self.shortest_path(graph, charged, off)
        if chosen is None:
            return best, np.zeros(len(under))
        over = np.array([self._over(limit, chosen) for limit in under], np.float64)
        here = value + float((cost[chosen] - charged[chosen]).sum())
        for limit, excess in zip(under, over, strict=True):
            here += limit.penalty(float(excess))
        if here < best.cost:
            best = PricedRoster(max(best.bound, value - paid), here, chosen)
        return PricedRoster(max(best.bound, value - paid), best.cost, best.chosen), over

    def _over(self, limit: ResourceLimit, chosen: Ints) -> float:
        return float(limit.consumption[chosen].sum()) - limit.maximum

    def shortest_path(self, graph: PricingGraph, cost: Floats, off: Floats) -> tuple[float, Ints | None]:
        """Return the cheapest value and the places of the chosen options, limits left out."""
        value, chosen = graph.path_problem.solve(graph.options_by_cell, cost, off)
        self.meter.count(PRICING + STEP * graph.path_problem.work)
        return value, chosen
