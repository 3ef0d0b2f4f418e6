"""The part of a graph that lies between a node and some ends, as a small graph of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import PAY, LayeredGraph


def subgraph_between(
    layers: LayeredGraph, offered: NDArray[np.bool_], first_day: int, steps: range, node: int, end: Floats
) -> LayeredGraph:
    """Return some steps of a graph, as far as there are ways from a node to an end.

    Parameters
    ----------
    offered : array of bool
        By day from the first and by kind, days off last: whether a day can be spent so at all.
    first_day : int
        The day of the first step; days are counted from it in what is returned.
    node : int
        Where all ways begin; -1 for nowhere.
    end : array
        What it costs to end in each node after the steps.

    Returns
    -------
    Layers
        The node of the beginning is the only one before the first step; without ways there is none.
    """
    inside = layers.day[steps.start : steps.stop]
    days = np.where(inside == PAY, PAY, inside - first_day)
    first, into, source, kind, cost, ends, widest = _subgraph_between(
        layers, offered, days, steps.start, node, end
    )
    return LayeredGraph(days, first, into, source, kind, cost, ends, widest)


@compiled
def _subgraph_between(
    layers: Any, offered: NDArray[np.bool_], days: Ints, begin: int, node: int, end: Floats
) -> tuple[Ints, Ints, Any, Any, Floats, Floats, int]:
    stop = begin + len(days)
    base, last, beyond = layers.first[begin], layers.first[stop], layers.first[stop + 1]
    reached, leads = np.zeros(beyond - base, np.bool_), np.zeros(beyond - base, np.bool_)
    if node >= 0:
        reached[node - base] = True
    for step in range(begin, stop):
        day = days[step - begin]
        for after in range(layers.first[step + 1], layers.first[step + 2]):
            for arc in range(layers.into[after], layers.into[after + 1]):
                if reached[layers.source[arc] - base] and (day == PAY or offered[day, layers.kind[arc]]):
                    reached[after - base] = True
                    break
    leads[last - base :] = reached[last - base :] & (end < INF)
    arcs = 0
    for step in range(stop - 1, begin - 1, -1):
        day = days[step - begin]
        for after in range(layers.first[step + 1], layers.first[step + 2]):
            if not leads[after - base]:
                continue
            for arc in range(layers.into[after], layers.into[after + 1]):
                before = layers.source[arc] - base
                if reached[before] and (day == PAY or offered[day, layers.kind[arc]]):
                    leads[before] = True
                    arcs += 1
    number = np.cumsum(leads) - 1
    nodes = leads.sum()
    first, into = np.empty(stop - begin + 2, np.int64), np.zeros(nodes + 1, np.int64)
    source, kind, cost = np.empty(arcs, np.int32), np.empty(arcs, np.int16), np.empty(arcs)
    used, widest = 0, 1
    first[0], first[1] = 0, leads[: layers.first[begin + 1] - base].sum()
    for step in range(begin, stop):
        day = days[step - begin]
        first[step - begin + 2] = first[step - begin + 1]
        for after in range(layers.first[step + 1], layers.first[step + 2]):
            if not leads[after - base]:
                continue
            first[step - begin + 2] += 1
            begun = used
            for arc in range(layers.into[after], layers.into[after + 1]):
                before = layers.source[arc] - base
                if leads[before] and (day == PAY or offered[day, layers.kind[arc]]):
                    source[used], kind[used] = number[before], layers.kind[arc]
                    cost[used] = layers.cost[arc]
                    used += 1
            into[number[after - base] + 1] = used
            widest = max(widest, used - begun)
    return first, into, source, kind, cost, end[leads[last - base :]], widest
