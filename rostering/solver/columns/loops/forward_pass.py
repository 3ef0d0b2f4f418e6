"""The compiled pricing kernel: the cheapest lawful roster of one person, exactly.

A programme runs over the layers of a person's graph, day by day. Each node has a dense row of costs by
minutes in units, from the fewest to the most that can have been worked there and still come to a lawful end;
this is the innermost index, so that the compiler can work on several at once. Where a period of the contract
ends its price is paid and minutes begin anew. Nothing is stored to find the way back (`backtracking`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import FAR, PAY


@compiled
def remaining_units(
    layers: Any, totals: Any, offered: NDArray[np.bool_], later: int
) -> tuple[Shorts, Shorts]:
    """Return the most and the fewest units that can be worked from each node to the end of its period.

    ``offered`` says by day and kind, days off last, whether the day can be spent so at all; ``later`` is how
    many units are worked after the last step in any case.
    """
    nodes = layers.into.shape[0] - 1
    more, less = np.full(nodes, -FAR, np.int16), np.full(nodes, FAR, np.int16)
    last = layers.first[layers.day.shape[0]]
    more[last:], less[last:] = later, later
    for step in range(layers.day.shape[0] - 1, -1, -1):
        day = layers.day[step]
        for node in range(layers.first[step + 1], layers.first[step + 2]):
            for arc in range(layers.into[node], layers.into[node + 1]):
                source, kind = layers.source[arc], layers.kind[arc]
                if day == PAY:
                    more[source] = less[source] = 0
                elif offered[day, kind] and more[node] >= 0:
                    by = totals.units[totals.stage[step], kind]
                    more[source] = max(more[source], more[node] + by)
                    less[source] = min(less[source], less[node] + by)
    return more, less


@compiled
def forward_pass(
    layers: Any,
    totals: Any,
    more: Shorts,
    less: Shorts,
    part: Any,
    cost: Floats,
    cells: Floats,
    row: Ints,
    low: Ints,
    high: Ints,
) -> tuple[float, int]:
    """Fill a row of ``cells`` for each node; return the least cost of a roster and how many cells it took.

    ``cost`` is by day and kind, days off last. ``row`` becomes the first cell of each node, ``low`` and
    ``high`` its fewest and most units. If the cells are too few, the second number says so by being larger.
    """
    start, stop = layers.first[part.begin], layers.first[part.begin + 1]
    low[start:stop], high[start:stop] = 0, -1
    if part.node < 0:
        return INF, 0
    row[part.node], low[part.node], high[part.node], cells[0] = 0, part.units, part.units, 0.0
    used = 1
    live = np.empty(layers.widest, np.int64)
    for step in range(part.begin, part.stop):
        day, stage = layers.day[step], totals.stage[step]
        if day == PAY:
            used = _close_period(layers, totals, step, cells, row, low, high, used)
            continue
        least, most, saturates = totals.least[stage], totals.most[stage], totals.saturates[stage]
        paid, worked = cost[day], totals.units[stage]
        for node in range(layers.first[step + 1], layers.first[step + 2]):
            first, last, lives = FAR, -1, 0
            for arc in range(layers.into[node], layers.into[node + 1]):
                source, kind = layers.source[arc], layers.kind[arc]
                if high[source] >= 0 and paid[kind] < INF:
                    by = worked[kind]
                    first, last = min(first, low[source] + by), max(last, high[source] + by)
                    live[lives] = arc
                    lives += 1
            first = max(first, least - more[node])
            if saturates:
                first, last = min(first, most), min(last, most)
            else:
                last = min(last, most - less[node])
            if last < first:
                low[node], high[node] = 0, -1
                continue
            row[node], low[node], high[node] = used, first, last
            base = used - first
            used += last - first + 1
            if used > cells.shape[0]:
                return INF, used
            _fill_infinite(cells[base + first : used])
            for place in range(lives):
                arc = live[place]
                source, kind = layers.source[arc], layers.kind[arc]
                add, by = layers.cost[arc] + paid[kind], worked[kind]
                begin, end = low[source], high[source]
                here, there = row[source] - begin, base + by
                fewest, stop = max(begin, first - by), min(end, last - by) + 1
                if fewest < stop:
                    _relax(cells[there + fewest : there + stop], cells[here + fewest : here + stop], add)
                if saturates:
                    for units in range(max(begin, last - by + 1), end + 1):
                        cells[base + last] = min(cells[base + last], cells[here + units] + add)
    best = INF
    stage, first = totals.stage[part.stop - 1], layers.first[part.stop]
    for node in range(first, layers.first[part.stop + 1]):
        if high[node] >= 0:
            paid = _least_total(totals, stage, cells, row[node], low[node], high[node], part.later)
            best = min(best, paid + part.end[node - first])
    return best, used


# These two are given views, not places among all cells: only an index that begins at 0 is known not to be
# below 0, which would count from the end, and only with that does the compiler work on several cells.


@compiled
def _fill_infinite(cells: Floats) -> None:
    for place in range(len(cells)):
        cells[place] = INF


@compiled
def _relax(cells: Floats, before: Floats, add: float) -> None:
    for place in range(len(cells)):
        cells[place] = min(cells[place], before[place] + add)


@compiled
def _close_period(
    layers: Any, totals: Any, step: int, cells: Floats, row: Ints, low: Ints, high: Ints, used: int
) -> int:
    """Pay the minutes of a period, so that each node after the step has one cell; return the cells used."""
    for node in range(layers.first[step + 1], layers.first[step + 2]):
        source = layers.source[layers.into[node]]
        row[node], low[node], high[node] = used, 0, -1
        if high[source] >= 0 and used < cells.shape[0]:
            stage = totals.stage[step]
            cells[used] = _least_total(totals, stage, cells, row[source], low[source], high[source], 0)
            high[node] = 0
        used += 1
    return used


@compiled
def _least_total(totals: Any, stage: int, cells: Floats, row: int, low: int, high: int, later: int) -> float:
    """Return the least of the cells of a node with the price of their minutes."""
    best, top = INF, totals.most[stage]
    for units in range(low, high + 1):
        if units + later <= top or totals.saturates[stage]:
            price = totals.price[totals.start[stage] + min(units + later, top)]
            best = min(best, cells[row + units - low] + price)
    return best
