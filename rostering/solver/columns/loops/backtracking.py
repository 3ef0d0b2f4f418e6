"""The ways through a person's graph: the cheapest back from its end, and a given roster along it.

The forward pass stores nothing but costs, so each step is found again as the one whose cost fits best.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import DAY_OFF, PAY

#: How far off a cost may be by rounding.
CLOSE = 1e-6


@compiled
def backtrack(
    layers: Any,
    totals: Any,
    part: Any,
    cost: Floats,
    cells: Floats,
    row: Ints,
    low: Ints,
    high: Ints,
    best: float,
    kinds: Ints,
) -> bool:
    """Write the kind of each free day (`DAY_OFF` for none) into ``kinds``; return whether a way was found."""
    node, units = _last(layers, totals, part, cells, row, low, high, best)
    off = cost.shape[1] - 1
    for step in range(part.stop - 1, part.begin - 1, -1):
        if node < 0:
            return False
        day, stage = layers.day[step], totals.stage[step]
        value = cells[row[node] + units - low[node]]
        gap, found, was, how = CLOSE, -1, 0, 0
        for arc in range(layers.into[node], layers.into[node + 1]):
            source = layers.source[arc]
            begin, stop, add = low[source], high[source], 0.0
            if day != PAY:
                by = totals.units[stage, layers.kind[arc]]
                add = layers.cost[arc] + cost[day, layers.kind[arc]]
                begin = max(begin, units - by)
                if not totals.saturates[stage] or units < totals.most[stage]:
                    stop = min(stop, units - by)
            for before in range(begin, stop + 1):
                price = totals.price[totals.start[stage] + before] if day == PAY else add
                off_by = abs(cells[row[source] + before - low[source]] + price - value)
                if off_by < gap:
                    gap, found, was, how = off_by, source, before, layers.kind[arc]
        if day != PAY:
            kinds[day] = DAY_OFF if how == off else how
        node, units = found, was
    return node >= 0


@compiled
def _last(
    layers: Any, totals: Any, part: Any, cells: Floats, row: Ints, low: Ints, high: Ints, best: float
) -> tuple[int, int]:
    """Return the node and the units with which the cheapest roster ends; the node is -1 if there is none."""
    found, units, gap = -1, 0, CLOSE
    stage, first = totals.stage[part.stop - 1], layers.first[part.stop]
    top = totals.most[stage]
    for node in range(first, layers.first[part.stop + 1]):
        for here in range(low[node], high[node] + 1):
            paid = here + part.later
            if paid > top and not totals.saturates[stage]:
                break
            price = totals.price[totals.start[stage] + min(paid, top)]
            # Added up in the same order as on the way forward, so that huge costs are rounded alike.
            off_by = abs(cells[row[node] + here - low[node]] + price + part.end[node - first] - best)
            if off_by < gap:
                found, units, gap = node, here, off_by
    return found, units


@compiled
def follow_path(layers: Any, kinds: Ints, stop: int) -> tuple[int, float]:
    """Return the node to which the kinds of a roster lead before a step, and what its rules cost so far."""
    node, cost = 0, 0.0
    for step in range(stop):
        found = -1
        for arc in range(layers.into[layers.first[step + 1]], layers.into[layers.first[step + 2]]):
            if layers.source[arc] == node and (
                layers.day[step] == PAY or layers.kind[arc] == kinds[layers.day[step]]
            ):
                found = arc
                break
        if found < 0:
            return -1, INF
        cost += layers.cost[found]
        node = int(np.searchsorted(layers.into, found, side="right")) - 1
    return node, cost


@compiled
def completion_costs(layers: Any, kinds: Ints, stop: int) -> Floats:
    """Return what the rules cost from each node before a step on, if the days are spent as a roster says."""
    after: Floats = layers.end
    for step in range(layers.day.shape[0] - 1, stop - 1, -1):
        first, middle = layers.first[step], layers.first[step + 1]
        before = np.full(middle - first, INF)
        for node in range(middle, layers.first[step + 2]):
            for arc in range(layers.into[node], layers.into[node + 1]):
                if layers.day[step] == PAY or layers.kind[arc] == kinds[layers.day[step]]:
                    before[layers.source[arc] - first] = after[node - middle] + layers.cost[arc]
        after = before
    return after
