"""The forward pass of the shortest path: dynamic programming over the layers of a pricing graph.

Each node has a dense row of costs by units of paid minutes, from the fewest to the most with which a lawful
end can still be reached (its resource window). The units are the innermost index, so that the compiler can
work on several at once. At the end of a contract period its minutes are paid and count from zero again.
Predecessors are not stored; `backtracking` finds them again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import (
    PERIOD_END,
    UNREACHABLE,
    LayeredGraph,
    MinutesResource,
    PathSection,
)


@compiled
def remaining_units(
    graph: LayeredGraph, minutes: MinutesResource, available: NDArray[np.bool_], later_units: int
) -> tuple[Shorts, Shorts]:
    """Return by node the most and the fewest units that can be worked from there to the end of its period.

    ``available`` says by day and pattern, days off last, whether the day can be spent so at all;
    ``later_units`` are worked after the last step in any case.
    """
    nodes = graph.first_arc.shape[0] - 1
    most, fewest = np.full(nodes, -UNREACHABLE, np.int16), np.full(nodes, UNREACHABLE, np.int16)
    last = graph.first_node[graph.step_day.shape[0]]
    most[last:], fewest[last:] = later_units, later_units
    for step in range(graph.step_day.shape[0] - 1, -1, -1):
        day = graph.step_day[step]
        for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                tail, pattern = graph.tail[arc], graph.pattern[arc]
                if day == PERIOD_END:
                    most[tail] = fewest[tail] = 0
                elif available[day, pattern] and most[node] >= 0:
                    units = minutes.day_units[minutes.step_period[step], pattern]
                    most[tail] = max(most[tail], most[node] + units)
                    fewest[tail] = min(fewest[tail], fewest[node] + units)
    return most, fewest


@compiled
def forward_pass(
    graph: LayeredGraph,
    minutes: MinutesResource,
    most_left: Shorts,
    fewest_left: Shorts,
    section: PathSection,
    day_cost: Floats,
    cells: Floats,
    first_cell: Ints,
    low: Ints,
    high: Ints,
) -> tuple[float, int]:
    """Fill a row of ``cells`` for each node; return the cost of the shortest path and the cells used.

    ``most_left`` and ``fewest_left`` are what `remaining_units` returns; ``day_cost`` is by day and pattern,
    days off last. By node, ``first_cell`` becomes its first cell, ``low`` and ``high`` its fewest and most
    units (-1: it cannot be reached). Where there are too few cells, more are returned than there are.
    """
    start, stop = graph.first_node[section.first_step], graph.first_node[section.first_step + 1]
    low[start:stop], high[start:stop] = 0, -1
    if section.source < 0:
        return INF, 0
    first_cell[section.source], cells[0] = 0, 0.0
    low[section.source], high[section.source] = section.source_units, section.source_units
    used = 1
    open_arcs = np.empty(graph.max_in_degree, np.int64)
    for step in range(section.first_step, section.stop_step):
        day, period = graph.step_day[step], minutes.step_period[step]
        if day == PERIOD_END:
            used = _end_period(graph, minutes, step, cells, first_cell, low, high, used)
            continue
        least, most = minutes.least_units[period], minutes.most_units[period]
        saturates = minutes.saturates[period]
        pattern_cost, pattern_units = day_cost[day], minutes.day_units[period]
        for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
            first, last, arcs = UNREACHABLE, -1, 0
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                tail, pattern = graph.tail[arc], graph.pattern[arc]
                if high[tail] >= 0 and pattern_cost[pattern] < INF:
                    units = pattern_units[pattern]
                    first, last = min(first, low[tail] + units), max(last, high[tail] + units)
                    open_arcs[arcs] = arc
                    arcs += 1
            first = max(first, least - most_left[node])
            if saturates:
                first, last = min(first, most), min(last, most)
            else:
                last = min(last, most - fewest_left[node])
            if last < first:
                low[node], high[node] = 0, -1
                continue
            first_cell[node], low[node], high[node] = used, first, last
            base = used - first
            used += last - first + 1
            if used > cells.shape[0]:
                return INF, used
            _fill_infinite(cells[base + first : used])
            for place in range(arcs):
                arc = open_arcs[place]
                tail, pattern = graph.tail[arc], graph.pattern[arc]
                cost, units = graph.arc_cost[arc] + pattern_cost[pattern], pattern_units[pattern]
                tail_low, tail_high = low[tail], high[tail]
                tail_base, head_base = first_cell[tail] - tail_low, base + units
                fewest, beyond = max(tail_low, first - units), min(tail_high, last - units) + 1
                if fewest < beyond:
                    _relax(
                        cells[head_base + fewest : head_base + beyond],
                        cells[tail_base + fewest : tail_base + beyond],
                        cost,
                    )
                if saturates:
                    for tail_units in range(max(tail_low, last - units + 1), tail_high + 1):
                        cells[base + last] = min(cells[base + last], cells[tail_base + tail_units] + cost)
    shortest = INF
    period, first = minutes.step_period[section.stop_step - 1], graph.first_node[section.stop_step]
    for node in range(first, graph.first_node[section.stop_step + 1]):
        if high[node] >= 0:
            cost = _least_total(
                minutes, period, cells, first_cell[node], low[node], high[node], section.later_units
            )
            shortest = min(shortest, cost + section.sink_cost[node - first])
    return shortest, used


# These two are given views, not places among all cells: only an index that begins at 0 is known not to be
# below 0, which would count from the end, and only with that does the compiler work on several cells.


@compiled
def _fill_infinite(cells: Floats) -> None:
    for place in range(len(cells)):
        cells[place] = INF


@compiled
def _relax(head_cells: Floats, tail_cells: Floats, cost: float) -> None:
    """Relax an arc: lower the cells of its head to those of its tail and the cost of the arc."""
    for place in range(len(head_cells)):
        head_cells[place] = min(head_cells[place], tail_cells[place] + cost)


@compiled
def _end_period(
    graph: LayeredGraph,
    minutes: MinutesResource,
    step: int,
    cells: Floats,
    first_cell: Ints,
    low: Ints,
    high: Ints,
    used: int,
) -> int:
    """Pay the minutes of a period, so that each node after the step has one cell; return the cells used."""
    for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
        tail = graph.tail[graph.first_arc[node]]
        first_cell[node], low[node], high[node] = used, 0, -1
        if high[tail] >= 0 and used < cells.shape[0]:
            period = minutes.step_period[step]
            cells[used] = _least_total(minutes, period, cells, first_cell[tail], low[tail], high[tail], 0)
            high[node] = 0
        used += 1
    return used


@compiled
def _least_total(
    minutes: MinutesResource,
    period: int,
    cells: Floats,
    first_cell: int,
    low: int,
    high: int,
    later_units: int,
) -> float:
    """Return the least cell of a node when each pays for its minutes."""
    least, top = INF, minutes.most_units[period]
    for units in range(low, high + 1):
        if units + later_units <= top or minutes.saturates[period]:
            cost = minutes.cost[minutes.cost_start[period] + min(units + later_units, top)]
            least = min(least, cells[first_cell + units - low] + cost)
    return float(least)
