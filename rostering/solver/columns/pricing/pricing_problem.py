"""The pricing problem of a person: the cheapest roster at any dual prices, limits of no graph included.

A whole horizon (`WorkerPricing`) and a part of it (`NeighbourhoodPricing`) are solved in the same way; they
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
from rostering.solver.columns.pricing.resource_limits import TOLERANCE, ResourceLimit
from rostering.solver.columns.pricing.shortest_path import ShortestPathProblem
from rostering.solver.columns.pricing.transition_tables import GraphTooLarge, TransitionTable, tabulate
from rostering.solver.core.clock import Meter

#: Rounds in which the multipliers of limits that the graph does not hold are changed.
ROUNDS = 8
#: The same where every limit is soft, so that its multiplier is known to lie below its weight.
SOFT_ROUNDS = 4
#: A gap of this share is as good as none.
RELATIVE_TOLERANCE = 1e-4
#: The most sums of one limit that a graph tells apart on a day, and the most arcs that it may have with it.
MAX_SUMS, MAX_ARCS = 64, 60_000
#: The most arcs of all graphs of one person.
MAX_ALL_ARCS = 200_000
#: Units of work of a solution, and of each cell that the shortest path fills.
SOLUTION_WORK, CELL_WORK = 2e-4, 4e-10


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
    """A pricing graph, and how options lie in its table of days and patterns."""

    path_problem: ShortestPathProblem
    #: By option: its pattern in the graph.
    pattern_of: Ints
    #: How many patterns there are, days off counted too.
    pattern_count: int
    #: The options in order of their cells, and where each cell of the table begins among them.
    options_by_cell: tuple[Ints, Ints]

    @classmethod
    def of(
        cls, path_problem: ShortestPathProblem, pattern_of: Ints, option_day: Ints, pattern_count: int
    ) -> PricingGraph:
        """Return the graph of options of these patterns on these days."""
        days = path_problem.days
        cell = (option_day - days.start) * pattern_count + pattern_of
        order = np.argsort(cell, kind="stable")
        starts = np.searchsorted(cell[order], np.arange(len(days) * pattern_count + 1))
        return cls(path_problem, pattern_of, pattern_count, (order, starts))


class PatternRefinement(NamedTuple):
    """The patterns of a graph, told apart further."""

    #: By refined pattern, days off last: the pattern of the graph that it is part of.
    coarse: Ints
    #: By option: its refined pattern.
    pattern_of: Ints
    #: By refined pattern but days off: one of the finest patterns in it.
    finest: Ints


class PricingProblem:
    """A person's options, and the cheapest choice among them.

    Attributes
    ----------
    option_shift, option_day, option_cost, finest_pattern : arrays
        By option: the number of its shift (-1: fixed work alone), its day, what it costs the person, and its
        pattern as all rules together tell patterns apart.
    day_off_cost : array
        By day of the horizon: what a day off costs.
    limits : list of ResourceLimit
        What is limited.
    base_graph : PricingGraph
        The graph that counts nothing of what is limited.
    """

    #: The relative gap between bound and cost at which the search for multipliers ends.
    tolerance: ClassVar[float] = RELATIVE_TOLERANCE
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

    def solve(self, option_cost: Floats, day_off_cost: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster at a cost for each option and each day off; infinite forbids.

        Limits that the cheapest roster exceeds are counted in the graph, as long as that stays small; all
        others have Lagrangian multipliers, which can leave a gap between bound and cost.
        """
        day_off_cost = self.day_off_cost if day_off_cost is None else day_off_cost
        counted: tuple[ResourceLimit, ...] = ()
        while True:
            graph = self.counting_graphs.get(counted) or self.base_graph
            relaxed = [limit for limit in self.limits if limit not in counted]
            multipliers = np.array([limit.multiplier for limit in relaxed])
            nothing = PricedRoster(-INF, INF, None)
            best, excess = self._relax(graph, relaxed, option_cost, day_off_cost, multipliers, nothing)
            if best.bound == -INF:
                return PricedRoster(INF, INF, None)
            exceeded = [limit for limit, over in zip(relaxed, excess, strict=True) if over > 0]
            counted_next = self._countable(counted, exceeded)
            if counted_next == counted:
                break
            counted = counted_next
        if best.is_within(self.tolerance) or not relaxed:
            return best
        return self._adjust_multipliers(graph, relaxed, option_cost, day_off_cost, best)

    def solve_with_cuts(self, option_cost: Floats, parities: CutParities, ceiling: float) -> PricedRoster:
        """Return the cheapest roster below a ceiling at a cost for each option and the dual prices of cuts.

        ``chosen`` is None where the bound is the ceiling. Limits that no graph counts keep their last
        multipliers, and where there are too many labels cuts are left out: the bound is lower then.
        """
        counted = self._countable((), self.limits)
        graph = self.counting_graphs.get(counted) or self.base_graph
        relaxed = [limit for limit in self.limits if limit not in counted]
        multipliers = np.array([limit.multiplier for limit in relaxed])
        charged, paid = _charged(option_cost, relaxed, multipliers)
        least, chosen = self.shortest_path(graph, charged, self.day_off_cost)
        if chosen is None or least >= ceiling + paid:
            return PricedRoster(ceiling, INF, None)
        highest = least + parities.cost(chosen)
        if highest > least:
            ceiling = min(ceiling, highest - paid)
            bound, cheapest = graph.path_problem.solve_with_cuts(
                graph.options_by_cell, charged, self.day_off_cost, parities, ceiling + paid
            )
            self.meter.count(SOLUTION_WORK + CELL_WORK * graph.path_problem.work)
            if bound > -INF:
                least = bound
                chosen = cheapest if cheapest is not None or highest > ceiling + paid else chosen
        return PricedRoster(least - paid, least - paid, chosen)

    def shortest_path(
        self, graph: PricingGraph, option_cost: Floats, day_off_cost: Floats
    ) -> tuple[float, Ints | None]:
        """Return the least cost and the chosen options, limits left out that the graph does not count."""
        cost, chosen = graph.path_problem.solve(graph.options_by_cell, option_cost, day_off_cost)
        self.meter.count(SOLUTION_WORK + CELL_WORK * graph.path_problem.work)
        return cost, chosen

    # -- graphs that hold more

    def _countable(
        self, counted: tuple[ResourceLimit, ...], exceeded: Sequence[ResourceLimit]
    ) -> tuple[ResourceLimit, ...]:
        """Return which limits can be counted of those that are and those that are exceeded."""
        for limit in exceeded:
            more = tuple(known for known in self.limits if known in counted or known is limit)
            if more not in self.counting_graphs:
                graph = self.counting_graphs.get(counted) or self.base_graph
                self.counting_graphs[more] = self._counting_graph(graph, limit)
            if self.counting_graphs[more] is not None:
                counted = more
        return counted

    def _counting_graph(self, graph: PricingGraph, limit: ResourceLimit) -> PricingGraph | None:
        """Return a graph that counts one limit more, or None if it would be too large."""
        if graph.path_problem.arc_count > MAX_ARCS:
            return None
        by_finest = np.zeros(int(self.finest_pattern.max(initial=-1)) + 1)
        np.maximum.at(by_finest, self.finest_pattern, limit.consumption)
        refinement = self._refine(graph, by_finest)
        consumption = np.zeros((len(self.day_off_cost), len(refinement.coarse)))
        consumption[self.option_day, refinement.pattern_of] = limit.consumption
        automaton = ResourceAutomaton(limit, consumption)
        try:
            table = tabulate(automaton, graph.path_problem.days, len(refinement.coarse), MAX_SUMS)
            counting = self._with_automaton(graph, refinement, table)
        except GraphTooLarge:
            return None
        arcs = [known.path_problem.arc_count for known in self.counting_graphs.values() if known]
        if counting.path_problem.arc_count + sum(arcs) > MAX_ALL_ARCS:
            self.counting_graphs.clear()
        return counting

    def _refine(self, graph: PricingGraph, value_of: Floats) -> PatternRefinement:
        """Return the patterns of a graph told apart where the values of their finest patterns differ."""
        pairs = np.column_stack((graph.pattern_of, value_of[self.finest_pattern]))
        patterns, first, pattern_of = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
        coarse = np.append(patterns[:, 0].astype(np.int64), graph.pattern_count - 1)
        return PatternRefinement(coarse, pattern_of.ravel(), self.finest_pattern[first])

    def _with_automaton(
        self, graph: PricingGraph, refinement: PatternRefinement, table: TransitionTable
    ) -> PricingGraph:
        """Return a graph with one automaton more, which reads refined patterns."""
        path_problem = graph.path_problem.with_automaton(table, refinement.coarse, MAX_ARCS)
        return PricingGraph.of(path_problem, refinement.pattern_of, self.option_day, len(refinement.coarse))

    # -- Lagrangian relaxation of limits

    def _adjust_multipliers(
        self,
        graph: PricingGraph,
        relaxed: Sequence[ResourceLimit],
        option_cost: Floats,
        day_off_cost: Floats,
        best: PricedRoster,
    ) -> PricedRoster:
        """Return the best of some rounds of bisection for the multipliers at which limits are kept."""
        finite = np.abs(option_cost[np.isfinite(option_cost)])
        first_step = max(1.0, float(finite.max(initial=0.0)))
        low, high = np.zeros(len(relaxed)), np.full(len(relaxed), INF)
        multipliers = np.array([limit.multiplier for limit in relaxed])
        for _ in range(ROUNDS if any(limit.spec.hard for limit in relaxed) else SOFT_ROUNDS):
            best, excess = self._relax(graph, relaxed, option_cost, day_off_cost, multipliers, best)
            if best.is_within(self.tolerance):
                break
            low = np.where(excess > 0, np.maximum(low, multipliers), low)
            high = np.where(excess <= 0, multipliers, high)
            high = np.where(high <= low, INF, high)
            highest = np.array([limit.max_multiplier for limit in relaxed])
            middle = np.where(np.isinf(high), np.maximum(2 * low, first_step), (low + high) / 2)
            moved = np.where((excess > 0) | (multipliers > 0), middle, multipliers)
            multipliers = np.minimum(highest, moved)
        for limit, multiplier in zip(relaxed, multipliers, strict=True):
            limit.multiplier = float(multiplier)
        if best.chosen is not None:
            return best
        return self._repair(graph, relaxed, option_cost, day_off_cost, best)

    def _repair(
        self,
        graph: PricingGraph,
        relaxed: Sequence[ResourceLimit],
        option_cost: Floats,
        day_off_cost: Floats,
        best: PricedRoster,
    ) -> PricedRoster:
        """Return a lawful roster, of what exceeds a hard limit only the cheapest options being allowed."""
        allowed = option_cost.copy()
        for _ in range(ROUNDS):
            cost, chosen = self.shortest_path(graph, allowed, day_off_cost)
            if chosen is None:
                break
            excess = [limit.excess(chosen) for limit in relaxed]
            cost += sum(limit.penalty(over) for limit, over in zip(relaxed, excess, strict=True))
            if cost < INF:
                return PricedRoster(best.bound, cost, chosen)
            for limit, over in zip(relaxed, excess, strict=True):
                if over > 0 and limit.spec.hard:
                    consuming = chosen[limit.consumption[chosen] > 0]
                    consuming = consuming[np.argsort(allowed[consuming], kind="stable")]
                    total = np.cumsum(limit.consumption[consuming])
                    banned = limit.consumption > 0
                    banned[consuming[total <= limit.maximum + TOLERANCE]] = False
                    allowed[banned] = INF
        return best

    def _relax(
        self,
        graph: PricingGraph,
        relaxed: Sequence[ResourceLimit],
        option_cost: Floats,
        day_off_cost: Floats,
        multipliers: Floats,
        best: PricedRoster,
    ) -> tuple[PricedRoster, Floats]:
        """Return the best so far after solving at some multipliers, and by how much limits were exceeded."""
        charged, paid = _charged(option_cost, relaxed, multipliers)
        value, chosen = self.shortest_path(graph, charged, day_off_cost)
        if chosen is None:
            return best, np.zeros(len(relaxed))
        excess = np.array([limit.excess(chosen) for limit in relaxed], np.float64)
        cost = value + float((option_cost[chosen] - charged[chosen]).sum())
        for limit, over in zip(relaxed, excess, strict=True):
            cost += limit.penalty(float(over))
        bound = max(best.bound, value - paid)
        if cost < best.cost:
            return PricedRoster(bound, cost, chosen), excess
        return PricedRoster(bound, best.cost, best.chosen), excess


def _charged(
    option_cost: Floats, relaxed: Sequence[ResourceLimit], multipliers: Floats
) -> tuple[Floats, float]:
    """Return the costs of options with the multipliers of limits, and what these pay for the limits."""
    charged, paid = option_cost.copy(), 0.0
    for limit, multiplier in zip(relaxed, multipliers, strict=True):
        charged += multiplier * limit.consumption
        paid += multiplier * limit.maximum
    return charged, paid
