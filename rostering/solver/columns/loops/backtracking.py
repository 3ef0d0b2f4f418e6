"""Paths through a pricing graph: the shortest back from its end, and that of a given roster.

The forward pass stores nothing but costs, so the predecessor of each node is found again as the one whose
cost fits best.
"""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import (
    DAY_OFF,
    PERIOD_END,
    LayeredGraph,
    MinutesResource,
    PathSection,
)

#: How far off a cost may be by rounding.
TOLERANCE = 1e-6


@compiled
def backtrack(
    graph: LayeredGraph,
    minutes: MinutesResource,
    section: PathSection,
    day_cost: Floats,
    cells: Floats,
    first_cell: Ints,
    low: Ints,
    high: Ints,
    path_cost: float,
    patterns: Ints,
) -> bool:
    """Write by day the patterns of a path of this cost into ``patterns``; return whether one was found.

    ``cells``, ``first_cell``, ``low`` and ``high`` are as the forward pass left them.
    """
    node, units = _last_node(graph, minutes, section, cells, first_cell, low, high, path_cost)
    off_pattern = day_cost.shape[1] - 1
    for step in range(section.stop_step - 1, section.first_step - 1, -1):
        if node < 0:
            return False
        day, period = graph.step_day[step], minutes.step_period[step]
        node_cost = cells[first_cell[node] + units - low[node]]
        least_gap, best_tail, best_units, best_pattern = TOLERANCE, -1, 0, 0
        for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
            tail = graph.tail[arc]
            fewest, most, arc_cost = low[tail], high[tail], 0.0
            if day != PERIOD_END:
                pattern_units = minutes.day_units[period, graph.pattern[arc]]
                arc_cost = graph.arc_cost[arc] + day_cost[day, graph.pattern[arc]]
                fewest = max(fewest, units - pattern_units)
                if not minutes.saturates[period] or units < minutes.most_units[period]:
                    most = min(most, units - pattern_units)
            for tail_units in range(fewest, most + 1):
                cost = (
                    minutes.cost[minutes.cost_start[period] + tail_units] if day == PERIOD_END else arc_cost
                )
                gap = abs(cells[first_cell[tail] + tail_units - low[tail]] + cost - node_cost)
                if gap < least_gap:
                    least_gap, best_tail, best_units, best_pattern = gap, tail, tail_units, graph.pattern[arc]
        if day != PERIOD_END:
            patterns[day] = DAY_OFF if best_pattern == off_pattern else best_pattern
        node, units = best_tail, best_units
    return bool(node >= 0)


@compiled
def _last_node(
    graph: LayeredGraph,
    minutes: MinutesResource,
    section: PathSection,
    cells: Floats,
    first_cell: Ints,
    low: Ints,
    high: Ints,
    path_cost: float,
) -> tuple[int, int]:
    """Return the node and the units with which a path of this cost ends; the node is -1 if there is none."""
    best_node, best_units, least_gap = -1, 0, TOLERANCE
    period, first = minutes.step_period[section.stop_step - 1], graph.first_node[section.stop_step]
    top = minutes.most_units[period]
    for node in range(first, graph.first_node[section.stop_step + 1]):
        for units in range(low[node], high[node] + 1):
            total_units = units + section.later_units
            if total_units > top and not minutes.saturates[period]:
                break
            cost = minutes.cost[minutes.cost_start[period] + min(total_units, top)]
            # Added up in the same order as in the forward pass, so that huge costs are rounded alike.
            total = cells[first_cell[node] + units - low[node]] + cost + section.sink_cost[node - first]
            gap = abs(total - path_cost)
            if gap < least_gap:
                best_node, best_units, least_gap = node, units, gap
    return best_node, best_units


@compiled
def follow_path(graph: LayeredGraph, patterns: Ints, stop_step: int) -> tuple[int, float]:
    """Return the node before a step to which the patterns of a roster lead, and the arc costs up to it."""
    node, cost = 0, 0.0
    for step in range(stop_step):
        next_arc = -1
        first = graph.first_arc[graph.first_node[step + 1]]
        for arc in range(first, graph.first_arc[graph.first_node[step + 2]]):
            if graph.tail[arc] == node and (
                graph.step_day[step] == PERIOD_END or graph.pattern[arc] == patterns[graph.step_day[step]]
            ):
                next_arc = arc
                break
        if next_arc < 0:
            return -1, INF
        cost += graph.arc_cost[next_arc]
        node = int(np.searchsorted(graph.first_arc, next_arc, side="right")) - 1
    return node, cost


@compiled
def completion_costs(graph: LayeredGraph, patterns: Ints, stop_step: int) -> Floats:
    """Return the arc and sink costs from each node before a step on, with the days spent as in a roster."""
    cost_after: Floats = graph.sink_cost
    for step in range(graph.step_day.shape[0] - 1, stop_step - 1, -1):
        first, middle = graph.first_node[step], graph.first_node[step + 1]
        cost_before = np.full(middle - first, INF)
        for node in range(middle, graph.first_node[step + 2]):
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                if graph.step_day[step] == PERIOD_END or graph.pattern[arc] == patterns[graph.step_day[step]]:
                    cost_before[graph.tail[arc] - first] = cost_after[node - middle] + graph.arc_cost[arc]
        cost_after = cost_before
    return cost_after
