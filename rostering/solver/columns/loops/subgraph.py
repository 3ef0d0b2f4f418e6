"""The part of a pricing graph that lies between a node and some ends, as a small graph of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import PERIOD_END, LayeredGraph


def subgraph_between(
    graph: LayeredGraph,
    available: NDArray[np.bool_],
    first_day: int,
    steps: range,
    source: int,
    sink_cost: Floats,
) -> LayeredGraph:
    """Return some steps of a graph, with those nodes alone that are on a path from the source to an end.

    Parameters
    ----------
    available : array of bool
        By day from the first and by pattern, days off last: whether a day can be spent so at all.
    first_day : int
        The day of the first step; days are counted from it in what is returned.
    source : int
        The node in which all paths begin; -1 for none.
    sink_cost : array
        By node after the steps: the cost of ending there.

    Returns
    -------
    LayeredGraph
        The source is the only node before the first step; without paths there is none.
    """
    inside = graph.step_day[steps.start : steps.stop]
    step_day = np.where(inside == PERIOD_END, PERIOD_END, inside - first_day)
    return LayeredGraph(
        step_day, *_subgraph_between(graph, available, step_day, steps.start, source, sink_cost)
    )


@compiled
def _subgraph_between(
    graph: LayeredGraph,
    available: NDArray[np.bool_],
    step_day: Ints,
    first_step: int,
    source: int,
    sink_cost: Floats,
) -> tuple[Ints, Ints, Any, Any, Floats, Floats, int]:
    stop_step = first_step + len(step_day)
    base, last = graph.first_node[first_step], graph.first_node[stop_step]
    beyond = graph.first_node[stop_step + 1]
    reached, kept = np.zeros(beyond - base, np.bool_), np.zeros(beyond - base, np.bool_)
    if source >= 0:
        reached[source - base] = True
    for step in range(first_step, stop_step):
        day = step_day[step - first_step]
        for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                if reached[graph.tail[arc] - base] and (
                    day == PERIOD_END or available[day, graph.pattern[arc]]
                ):
                    reached[node - base] = True
                    break
    for node in range(last - base, beyond - base):
        kept[node] = reached[node] and sink_cost[node - (last - base)] < INF
    arcs = 0
    for step in range(stop_step - 1, first_step - 1, -1):
        day = step_day[step - first_step]
        for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
            if not kept[node - base]:
                continue
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                old_tail = graph.tail[arc] - base
                if reached[old_tail] and (day == PERIOD_END or available[day, graph.pattern[arc]]):
                    kept[old_tail] = True
                    arcs += 1
    number, nodes, first_nodes = np.zeros(kept.shape[0], np.int64), 0, 0
    for node in range(kept.shape[0]):
        if kept[node]:
            number[node] = nodes
            nodes += 1
            first_nodes += node < graph.first_node[first_step + 1] - base
    first_node = np.empty(stop_step - first_step + 2, np.int64)
    first_arc = np.zeros(nodes + 1, np.int64)
    tail, pattern, arc_cost = np.empty(arcs, np.int32), np.empty(arcs, np.int16), np.empty(arcs)
    used, max_in_degree = 0, 1
    first_node[0], first_node[1] = 0, first_nodes
    for step in range(first_step, stop_step):
        day = step_day[step - first_step]
        first_node[step - first_step + 2] = first_node[step - first_step + 1]
        for node in range(graph.first_node[step + 1], graph.first_node[step + 2]):
            if not kept[node - base]:
                continue
            first_node[step - first_step + 2] += 1
            used_before = used
            for arc in range(graph.first_arc[node], graph.first_arc[node + 1]):
                old_tail = graph.tail[arc] - base
                if kept[old_tail] and (day == PERIOD_END or available[day, graph.pattern[arc]]):
                    tail[used], pattern[used] = number[old_tail], graph.pattern[arc]
                    arc_cost[used] = graph.arc_cost[arc]
                    used += 1
            first_arc[number[node - base] + 1] = used
            max_in_degree = max(max_in_degree, used - used_before)
    sinks = 0
    for node in range(last - base, beyond - base):
        sinks += kept[node]
    cost_after, sinks = np.empty(sinks), 0
    for node in range(last - base, beyond - base):
        if kept[node]:
            cost_after[sinks] = sink_cost[node - (last - base)]
            sinks += 1
    return first_node, first_arc, tail, pattern, arc_cost, cost_after, max_in_degree
