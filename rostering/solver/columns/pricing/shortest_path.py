"""A pricing graph with its totals of minutes, ready to be priced: for a whole horizon or a part of it."""

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
CELLS = 1 << 16
#: As many cells could be filled in the time that a label takes.
LABEL = 5_000


class ShortestPathProblem:
    """What finds the cheapest roster of a person.

    Parameters
    ----------
    layers : LayeredGraph
        The person's rules.
    totals : MinutesResource
        The minutes of their contract.
    cache : dict
        Shared between people, so that they work in the same memory, one after the other.
    offered : array of bool
        By free day and kind, days off last: whether a day can be spent so at all.
    part : PathSection, optional
        What is free; everything when left out.
    ahead : pair of arrays, optional
        What `remaining_units` returns, where that is known.
    first_day : int
        The day of the horizon at which the table of days begins.

    Attributes
    ----------
    totals, offered
        As above.
    steps : int
        How many cells the last pricing filled, or could have filled in the time that its labels took.
    """

    def __init__(
        self,
        layers: LayeredGraph,
        totals: MinutesResource,
        cache: dict[Any, Any],
        offered: NDArray[np.bool_],
        part: PathSection | None = None,
        ahead: tuple[Shorts, Shorts] | None = None,
        first_day: int = 0,
    ) -> None:
        self._layers, self.minutes, self._cache = layers, totals, cache
        # Loops are compiled anew for arrays that lie in memory in another way.
        self.available = np.ascontiguousarray(offered)
        start = 0 if layers.first_node[1] else -1
        self._part = part or PathSection(0, len(layers.step_day), start, 0, 0, layers.sink_cost)
        self._ahead = ahead or remaining_units(layers, totals, self.available, self._part.later_units)
        self._first_day = first_day
        self.work = 0

    def solve(self, places: tuple[Ints, Ints], cost: Floats, off: Floats) -> tuple[float, Ints | None]:
        """Return the least cost of a roster, and the options in it.

        Parameters
        ----------
        places : pair of arrays
            The options in order of their cells in a table of free days and kinds, days off last, and where
            each cell begins among them.
        cost, off : arrays
            What each option and each day off costs; only free days are looked at.
        """
        days = self.days
        chosen = np.empty(len(days), np.int64)
        off = off[days.start : days.stop]
        size = CELLS
        while True:
            cells, nodes = self._memory(size)
            value, found, self.work = cheapest_path(
                self._layers, self.minutes, self._ahead, self._part, places, cost, off, cells, nodes, chosen
            )
            if self.work <= len(cells):
                break
            size = self.work + self.work // 8
        if found < 0:
            raise RuntimeError("the pricing kernel lost its way back")
        return value, chosen[:found] if value < INF else None

    def solve_with_cuts(
        self, places: tuple[Ints, Ints], cost: Floats, off: Floats, odds: CutParities, ceiling: float
    ) -> tuple[float, Ints | None]:
        """Return a bound on the cost of a roster with cuts, and the options of one that costs no more.

        None where no roster costs less than the ceiling; minus infinity where there are too many to tell.
        """
        days = self.days
        chosen = np.empty(len(days), np.int64)
        off = off[days.start : days.stop]
        odds = odds._replace(live_bits=odds.live_bits[days.start : days.stop])
        if "labels" not in self._cache:
            self._cache["labels"] = LabelPool.of(MAX_LABELS)
        size = CELLS
        while True:
            cells, nodes = self._memory(size)
            bound, found, made, used = backward_labelling(
                self._layers,
                self.minutes,
                self._ahead,
                self._part,
                places,
                cost,
                off,
                odds,
                ceiling,
                cells,
                nodes,
                self._cache["labels"],
                chosen,
            )
            if used <= len(cells):
                break
            size = used + used // 8
        self.work = used + LABEL * made
        return bound, chosen[:found] if found >= 0 else None

    def _memory(self, least: int) -> tuple[Floats, Ints]:
        """Return the arrays to work in: cells, and three numbers of each node."""
        cells: Floats = self._cache.get("cells", np.empty(0))
        if len(cells) < least:
            cells = self._cache["cells"] = np.empty(least)
        nodes: Ints = self._cache.get("nodes", np.empty((3, 0), np.int64))
        if nodes.shape[1] < len(self._layers.first_arc):
            nodes = self._cache["nodes"] = np.empty((3, len(self._layers.first_arc)), np.int64)
        return cells, nodes

    def keeping_pace(self, pace: Floats, days_apart: int) -> ShortestPathProblem:
        """Return the programme of the rosters whose minutes nearly keep a pace.

        ``pace`` says which part of all minutes is worked before each day of the horizon, and after the last.
        Where nobody can work as fast they work as fast as they can. A sum may be ahead or behind by so many
        days of the longest duty. Of a horizon with several periods, which are short, this is the programme
        itself.
        """
        layers, totals = self._layers, self.minutes
        if len(totals.least_units) > 1:
            return self
        apart = days_apart * float(totals.day_units.max())
        more, less = self._ahead
        left = np.maximum.reduceat(more, layers.first_node[:-1]).astype(np.float64)
        sizes = np.diff(layers.first_node)
        low, high = (
            np.repeat(np.clip(total * pace, total - left, left[0] - left) + way * apart, sizes)
            for total, way in ((float(totals.least_units[0]), -1), (float(totals.most_units[0]), 1))
        )
        more = np.minimum(more, totals.least_units[0] - np.floor(low)).astype(more.dtype)
        less = np.maximum(less, totals.most_units[0] - np.ceil(high)).astype(less.dtype)
        return ShortestPathProblem(layers, totals, self._cache, self.available, self._part, (more, less))

    @property
    def period_of_day(self) -> Ints:
        """The period of the contract of each day of the horizon."""
        found: Ints = self.minutes.step_period[self._layers.step_day != PERIOD_END]
        return found

    @cached_property
    def transition_table(self) -> TransitionTable:
        """The rules of the whole horizon, minutes left out, as a part."""
        layers = self._layers
        start = 0 if layers.first_node[1] else -1
        return as_table(
            layers, self.minutes.day_units.shape[1], 0, len(layers.step_day), start, layers.sink_cost
        )

    @property
    def arc_count(self) -> int:
        """How many arcs the graph has."""
        return len(self._layers.tail)

    @property
    def days(self) -> range:
        """The days that are free."""
        return range(self._first_day, self._first_day + len(self.available))

    def with_automaton(self, table: TransitionTable, was: Ints, most_arcs: int) -> ShortestPathProblem:
        """Return a programme that holds one more rule, which may tell more kinds apart.

        Parameters
        ----------
        table : Table
            The rule on the free days.
        was : array
            Of each kind, days off last, which kind it is here.
        most_arcs : int
            The most arcs that the graph may have.

        Raises
        ------
        TooLarge
            If it would have more.
        """
        layers, totals, part = self._layers, self.minutes, self._part
        inside = layers.step_day[part.first_step : part.stop_step]
        pays = inside[1:][inside[:-1] == PERIOD_END]
        own = as_table(
            layers, len(totals.day_units[0]), part.first_step, part.stop_step, part.source, part.sink_cost
        ).for_patterns(was)
        found = layered_product((own, table), range(len(self.available)), pays.tolist(), most_arcs)
        totals = totals._replace(
            step_period=totals.step_period[part.first_step : part.stop_step],
            day_units=totals.day_units[:, was],
        )
        whole = PathSection(
            0,
            len(found.step_day),
            0 if found.first_node[1] else -1,
            part.source_units,
            part.later_units,
            found.sink_cost,
        )
        return ShortestPathProblem(
            found, totals, self._cache, self.available[:, was], whole, first_day=self._first_day
        )

    def on_days(self, kinds: Ints, days: range, paid: float) -> ShortestPathProblem:
        """Return the programme of some days of the horizon, the others spent as these kinds say.

        A roster costs there what the whole one does; ``paid`` is what its other days cost by themselves.
        """
        layers, totals = self._layers, self.minutes
        kinds = np.where(kinds == DAY_OFF, totals.day_units.shape[1] - 1, kinds)
        begin, stop = np.searchsorted(np.cumsum(layers.step_day != PERIOD_END), (days.start + 1, days.stop))
        node, cost = follow_path(layers, kinds, begin)
        worked = np.where(
            layers.step_day == PERIOD_END, 0, totals.day_units[totals.step_period, kinds[layers.step_day]]
        )
        stages = len(totals.least_units)
        before = np.bincount(totals.step_period[:begin], worked[:begin], stages).astype(np.int64)
        after = np.bincount(totals.step_period[stop + 1 :], worked[stop + 1 :], stages).astype(np.int64)
        first, last = int(totals.step_period[begin]), int(totals.step_period[stop])
        for stage in (*range(first), *range(last + 1, stages)):
            cost += totals.total_cost(stage, int(before[stage] + after[stage]))
        end = completion_costs(layers, kinds, stop + 1) + (paid + cost)
        offered = self.available[days.start : days.stop]
        found = subgraph_between(layers, offered, days.start, range(begin, stop + 1), node, end)
        start = 0 if found.first_node[1] else -1
        part = PathSection(
            0, len(found.step_day), start, int(before[first]), int(after[last]), found.sink_cost
        )
        totals = totals._replace(step_period=totals.step_period[begin : stop + 1])
        return ShortestPathProblem(found, totals, self._cache, offered, part, first_day=days.start)
