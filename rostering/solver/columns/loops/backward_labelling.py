"""The cheapest roster of one person with cuts: labels that go back through the graph from its end.

The least cost from the source to each cell, cuts left out, is known from the forward pass, so that only those
labels are made that can still cost less than a ceiling.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.cheapest_path import cheapest_options
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.forward_pass import forward_pass
from rostering.solver.columns.loops.labels import (
    NO_OPTION,
    ForwardTable,
    add_label,
    compact_labels,
    parity_price,
)
from rostering.solver.columns.loops.layered_graph import PAY


@compiled
def backward_labelling(
    layers: Any,
    totals: Any,
    ahead: tuple[Shorts, Shorts],
    part: Any,
    places: tuple[Ints, Ints],
    cost: Floats,
    off: Floats,
    odds: Any,
    ceiling: float,
    cells: Floats,
    nodes: Ints,
    room: Any,
    chosen: Ints,
) -> tuple[float, int, int, int]:
    """Write the cheapest roster below a ceiling into ``chosen``; return its cost and number of options.

    Where no roster costs less it is the ceiling and -1; minus infinity says that there are too many labels.
    The last two numbers are those of labels made and of cells used, which may be more than there are.
    """
    off_kind = totals.units.shape[1] - 1
    table, _ = cheapest_options(places, cost, off, off_kind)
    row, low, high = nodes
    value, used = forward_pass(layers, totals, ahead[0], ahead[1], part, table, cells, row, low, high)
    if used > len(cells):
        return -INF, -1, 0, used
    if value >= ceiling:
        return ceiling, -1, 0, used
    forth, given = ForwardTable(cells, row, low, high), (places, cost, table)
    head = np.full(used, -1, np.int32)
    first, last = 0, _sink_labels(layers, totals, part, forth, odds.start, ceiling, room)
    for step in range(part.stop - 1, part.begin - 1, -1):
        made = last
        for one in range(first, last):
            for arc in range(layers.into[room.node[one]], layers.into[room.node[one] + 1]):
                if layers.day[step] == PAY:
                    made = _extend_over_period(
                        layers, totals, step, arc, one, forth, head, odds.prices, ceiling, room, made
                    )
                else:
                    made = _extend_over_day(
                        layers, totals, step, arc, one, given, forth, head, odds, ceiling, room, made
                    )
                if made < 0:
                    return -INF, -1, len(room.cost), used
        first, last = last, compact_labels(head, room, last, made)
    best, found = ceiling, -1
    for one in range(first, last):
        if room.node[one] == part.node and room.units[one] == part.units and room.cost[one] < best:
            best, found = room.cost[one], one
    number = -1 if found < 0 else 0
    while found >= 0:
        if room.option[found] != NO_OPTION:
            chosen[number] = room.option[found]
            number += 1
        found = room.after[found]
    return best, number, last, used


@compiled
def _sink_labels(
    layers: Any, totals: Any, part: Any, forth: Any, start: int, ceiling: float, room: Any
) -> int:
    """Make the labels at the end; return how many there are."""
    stage, first = totals.stage[part.stop - 1], layers.first[part.stop]
    top, made = totals.most[stage], 0
    for node in range(first, layers.first[part.stop + 1]):
        for here in range(forth.low[node], forth.high[node] + 1):
            units = here + part.later
            if units > top and not totals.saturates[stage]:
                break
            price = totals.price[totals.start[stage] + min(units, top)] + part.end[node - first]
            if forth.cells[forth.row[node] + here - forth.low[node]] + price < ceiling:
                room.cost[made], room.bits[made] = price, start
                room.node[made], room.units[made] = node, here
                room.after[made], room.option[made] = -1, NO_OPTION
                made += 1
    return made


@compiled
def _extend_over_period(
    layers: Any,
    totals: Any,
    step: int,
    arc: int,
    one: int,
    forth: Any,
    head: Any,
    prices: Floats,
    ceiling: float,
    room: Any,
    made: int,
) -> int:
    """Make the labels before a period is paid; return how many there are then, -1 for too many."""
    source, stage = layers.source[arc], totals.stage[step]
    for before in range(forth.low[source], forth.high[source] + 1):
        if before <= totals.most[stage] or totals.saturates[stage]:
            paid = totals.price[totals.start[stage] + min(before, totals.most[stage])]
            total, bits = room.cost[one] + paid, room.bits[one]
            made = add_label(
                source, before, total, bits, one, NO_OPTION, forth, head, prices, ceiling, room, made
            )
            if made < 0:
                break
    return made


@compiled
def _extend_over_day(
    layers: Any,
    totals: Any,
    step: int,
    arc: int,
    one: int,
    given: tuple[tuple[Ints, Ints], Floats, Floats],
    forth: Any,
    head: Any,
    odds: Any,
    ceiling: float,
    room: Any,
    made: int,
) -> int:
    """Make the labels before a day is spent; return how many there are then, -1 for too many."""
    (order, starts), cost, table = given
    prices, lives = odds.prices, odds.lives[layers.day[step]]
    day, stage, source, kind = layers.day[step], totals.stage[step], layers.source[arc], layers.kind[arc]
    units, bits, off_kind = room.units[one], room.bits[one], table.shape[1] - 1
    begin, stop = max(forth.low[source], units - totals.units[stage, kind]), forth.high[source]
    if not totals.saturates[stage] or units < totals.most[stage]:
        stop = min(stop, units - totals.units[stage, kind])
    paid, cell = room.cost[one] + layers.cost[arc], day * table.shape[1] + kind
    for before in range(begin, stop + 1):
        if forth.cells[forth.row[source] + before - forth.low[source]] + paid + table[day, kind] >= ceiling:
            continue
        if kind == off_kind:
            total = paid + table[day, kind]
            made = add_label(
                source, before, total, bits & lives, one, NO_OPTION, forth, head, prices, ceiling, room, made
            )
            if made < 0:
                return made
            continue
        for place in range(starts[cell], starts[cell + 1]):
            option = order[place]
            flips = odds.flips[option]
            total, left = paid + cost[option] + parity_price(prices, bits & flips), (bits ^ flips) & lives
            made = add_label(
                source, before, total, left, one, option, forth, head, prices, ceiling, room, made
            )
            if made < 0:
                return made
    return made
