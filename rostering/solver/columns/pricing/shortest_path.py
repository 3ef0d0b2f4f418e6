"""The shortest path problem of one person, with paid minutes as a resource: for a whole horizon or a part."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.backtracking import completion_costs, follow_path
from rostering.solver.columns.loops.backward_labelling import backward_labelling
from rostering.solver.columns.loops.cheapest_path import cheapest_path
from rostering.solver.columns.loops.forward_pass import remaining_units
from rostering.solver.columns.loops.labels import MAX_LABELS, CutParities, LabelPool
from rostering.solver.columns.loops.layered_graph import (
    DAY_OFF,
    PERIOD_END,
    LayeredGraph,
    MinutesResource,
    PathSection,
)
from rostering.solver.columns.loops.subgraph import subgraph_between
from rostering.solver.columns.pricing.layered_product import as_table, layered_product
from rostering.solver.columns.pricing.transition_tables import TransitionTable

#: Cells that are kept ready at first.
FIRST_CELLS = 1 << 16
#: As many cells could be filled in the time that a label takes.
CELLS_PER_LABEL = 5_000


class ShortestPathProblem:
    """A pricing graph with its resource, ready to be solved at any costs of options and days off.

    Parameters
    ----------
    graph : LayeredGraph
        The person's rules.
    minutes : MinutesResource
        The minutes of their contract.
    cache : dict
        Shared between people, so that they work in the same memory, one after the other.
    available : array of bool
        By free day and pattern, days off last: whether a day can be spent so at all.
    section : PathSection, optional
        The part of the graph that is free; all of it when left out.
    units_left : pair of arrays, optional
        What `remaining_units` returns, where that is known.
    first_day : int
        The first free day of the horizon.

    Attributes
    ----------
    minutes, available
        As above.
    work : int
        How many cells the last solution filled, or could have filled in the time that its labels took.
    """

    def __init__(
        self,
        graph: LayeredGraph,
        minutes: MinutesResource,
        cache: dict[Any, Any],
        available: NDArray[np.bool_],
        section: PathSection | None = None,
        units_left: tuple[Shorts, Shorts] | None = None,
        first_day: int = 0,
    ) -> None:
        self._graph, self.minutes, self._cache = graph, minutes, cache
        # Loops are compiled anew for arrays that lie in memory in another way.
        self.available = np.ascontiguousarray(available)
        self._section = section or PathSection(0, len(graph.step_day), _source(graph), 0, 0, graph.sink_cost)
        self._units_left = units_left or remaining_units(
            graph, minutes, self.available, self._section.later_units
        )
        self._first_day = first_day
        self.work = 0

    def solve(
        self, options_by_cell: tuple[Ints, Ints], option_cost: Floats, day_off_cost: Floats
    ) -> tuple[float, Ints | None]:
        """Return the least cost of a roster, and the options in it.

        Parameters
        ----------
        options_by_cell : pair of arrays
            The options in order of their cells in a table of free days and patterns, days off last, and where
            each cell begins among them.
        option_cost, day_off_cost : arrays
            What each option and each day off costs; only free days are looked at.
        """
        days = self.days
        chosen = np.empty(len(days), np.int64)
        day_off_cost = day_off_cost[days.start : days.stop]
        size = FIRST_CELLS
        while True:
            cells, nodes = self._memory(size)
            cost, count, self.work = cheapest_path(
                self._graph,
                self.minutes,
                self._units_left,
                self._section,
                options_by_cell,
                option_cost,
                day_off_cost,
                cells,
                nodes,
                chosen,
            )
            if self.work <= len(cells):
                break
            size = self.work + self.work // 8
        if count < 0:
            raise RuntimeError("no path of the least cost could be traced back")
        return cost, chosen[:count] if cost < INF else None

    def solve_with_cuts(
        self,
        options_by_cell: tuple[Ints, Ints],
        option_cost: Floats,
        day_off_cost: Floats,
        parities: CutParities,
        ceiling: float,
    ) -> tuple[float, Ints | None]:
        """Return a bound on the cost of a roster with cuts, and the options of one that costs no more.

        None where no roster costs less than the ceiling; minus infinity where there are too many labels.
        """
        days = self.days
        chosen = np.empty(len(days), np.int64)
        day_off_cost = day_off_cost[days.start : days.stop]
        parities = parities._replace(live_bits=parities.live_bits[days.start : days.stop])
        if "labels" not in self._cache:
            self._cache["labels"] = LabelPool.of(MAX_LABELS)
        size = FIRST_CELLS
        while True:
            cells, nodes = self._memory(size)
            bound, count, labels, used = backward_labelling(
                self._graph,
                self.minutes,
                self._units_left,
                self._section,
                options_by_cell,
                option_cost,
                day_off_cost,
                parities,
                ceiling,
                cells,
                nodes,
                self._cache["labels"],
                chosen,
            )
            if used <= len(cells):
                break
            size = used + used // 8
        self.work = used + CELLS_PER_LABEL * labels
        return bound, chosen[:count] if count >= 0 else None

    def _memory(self, least: int) -> tuple[Floats, Ints]:
        """Return the arrays to work in: at least so many cells, and three numbers of each node."""
        cells: Floats = self._cache.get("cells", np.empty(0))
        if len(cells) < least:
            cells = self._cache["cells"] = np.empty(least)
        nodes: Ints = self._cache.get("nodes", np.empty((3, 0), np.int64))
        if nodes.shape[1] < len(self._graph.first_arc):
            nodes = self._cache["nodes"] = np.empty((3, len(self._graph.first_arc)), np.int64)
        return cells, nodes

    def keeping_pace(self, pace: Floats, days_apart: int) -> ShortestPathProblem:
        """Return the problem with narrower resource windows: rosters whose minutes nearly keep a pace.

        ``pace`` says which part of all minutes is worked before each day of the horizon, and after the last.
        Where nobody can work as fast they work as fast as they can. A sum may be ahead or behind by so many
        days of the longest duty. Of a horizon with several periods, which are short, this is the problem
        itself.
        """
        graph, minutes = self._graph, self.minutes
        if len(minutes.least_units) > 1:
            return self
        tolerance = days_apart * float(minutes.day_units.max())
        most_left, fewest_left = self._units_left
        left = np.maximum.reduceat(most_left, graph.first_node[:-1]).astype(np.float64)
        layer_sizes = np.diff(graph.first_node)
        low, high = (
            np.repeat(np.clip(total * pace, total - left, left[0] - left) + sign * tolerance, layer_sizes)
            for total, sign in ((float(minutes.least_units[0]), -1), (float(minutes.most_units[0]), 1))
        )
        most_left = np.minimum(most_left, minutes.least_units[0] - np.floor(low)).astype(most_left.dtype)
        fewest_left = np.maximum(fewest_left, minutes.most_units[0] - np.ceil(high)).astype(fewest_left.dtype)
        return ShortestPathProblem(
            graph, minutes, self._cache, self.available, self._section, (most_left, fewest_left)
        )

    @property
    def period_of_day(self) -> Ints:
        """The period of the contract of each day of the horizon."""
        periods: Ints = self.minutes.step_period[self._graph.step_day != PERIOD_END]
        return periods

    @cached_property
    def transition_table(self) -> TransitionTable:
        """The rules of the whole horizon, minutes left out, as one automaton."""
        graph = self._graph
        patterns, steps = self.minutes.day_units.shape[1], range(len(graph.step_day))
        return as_table(graph, patterns, steps, _source(graph), graph.sink_cost)

    @property
    def arc_count(self) -> int:
        """How many arcs the graph has."""
        return len(self._graph.tail)

    @property
    def days(self) -> range:
        """The days that are free."""
        return range(self._first_day, self._first_day + len(self.available))

    def with_automaton(self, table: TransitionTable, coarse: Ints, most_arcs: int) -> ShortestPathProblem:
        """Return the problem with one automaton more, which may tell more patterns apart.

        Parameters
        ----------
        table : TransitionTable
            The automaton on the free days.
        coarse : array
            Of each of its patterns, days off last, which pattern it is here.
        most_arcs : int
            The most arcs that the graph may have.

        Raises
        ------
        GraphTooLarge
            If it would have more.
        """
        minutes, section = self.minutes, self._section
        steps = range(section.first_step, section.stop_step)
        step_day = self._graph.step_day[steps.start : steps.stop]
        period_starts = step_day[1:][step_day[:-1] == PERIOD_END].tolist()
        own = as_table(self._graph, len(minutes.day_units[0]), steps, section.source, section.sink_cost)
        graph = layered_product(
            (own.for_patterns(coarse), table), range(len(self.available)), period_starts, most_arcs
        )
        minutes = minutes._replace(
            step_period=minutes.step_period[steps.start : steps.stop], day_units=minutes.day_units[:, coarse]
        )
        return ShortestPathProblem(
            graph,
            minutes,
            self._cache,
            self.available[:, coarse],
            _whole(graph, section.source_units, section.later_units),
            first_day=self._first_day,
        )

    def on_days(self, patterns: Ints, days: range, fixed_cost: float) -> ShortestPathProblem:
        """Return the problem of some days of the horizon, with the others spent as these patterns say.

        A roster costs there what the whole one does; ``fixed_cost`` is what the options and days off of its
        other days cost.
        """
        graph, minutes = self._graph, self.minutes
        patterns = np.where(patterns == DAY_OFF, minutes.day_units.shape[1] - 1, patterns)
        is_day = graph.step_day != PERIOD_END
        begin, stop = np.searchsorted(np.cumsum(is_day), (days.start + 1, days.stop))
        source, cost = follow_path(graph, patterns, begin)
        units = np.where(is_day, minutes.day_units[minutes.step_period, patterns[graph.step_day]], 0)
        periods = len(minutes.least_units)
        before = np.bincount(minutes.step_period[:begin], units[:begin], periods).astype(np.int64)
        after = np.bincount(minutes.step_period[stop + 1 :], units[stop + 1 :], periods).astype(np.int64)
        first, last = int(minutes.step_period[begin]), int(minutes.step_period[stop])
        for period in (*range(first), *range(last + 1, periods)):
            cost += minutes.total_cost(period, int(before[period] + after[period]))
        sink_cost = completion_costs(graph, patterns, stop + 1) + (fixed_cost + cost)
        available = self.available[days.start : days.stop]
        part = subgraph_between(graph, available, days.start, range(begin, stop + 1), source, sink_cost)
        minutes = minutes._replace(step_period=minutes.step_period[begin : stop + 1])
        section = _whole(part, int(before[first]), int(after[last]))
        return ShortestPathProblem(part, minutes, self._cache, available, section, first_day=days.start)


def _source(graph: LayeredGraph) -> int:
    """Return the node in which all paths through a graph begin; -1 where there are none."""
    return 0 if graph.first_node[1] else -1


def _whole(graph: LayeredGraph, source_units: int, later_units: int) -> PathSection:
    """Return all of a graph as a section, with the units worked before and after it."""
    return PathSection(0, len(graph.step_day), _source(graph), source_units, later_units, graph.sink_cost)
