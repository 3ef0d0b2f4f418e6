"""States of a graph, found day by day and told apart by their futures (see `pricing.layered_product`)."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: Multiplier of a hash (Knuth's).
HASH_MULTIPLIER = 2654435761


@compiled
def expand_layer(
    nodes: Ints, kinds: int, sizes: Ints, place: Ints, to: Ints, cost: Floats
) -> tuple[Ints, Floats, Ints]:
    """Return the node after each node and kind (-1: forbidden), what it costs, and the nodes of the next day.

    A node is the states of all parts. ``place`` says where the day begins in the arrays of each part, and
    ``sizes`` how many states each part has after it.
    """
    number, parts = nodes.shape
    after, price = np.full((number, kinds), -1, np.int64), np.full((number, kinds), INF)
    most = 1
    while most < 2 * number * kinds:
        most *= 2
    table, marks = np.full(most, -1, np.int64), np.empty(number * kinds, np.int64)
    found = np.empty((number * kinds, parts), np.int64)
    used = 0
    for node in range(number):
        for kind in range(kinds):
            mark, paid = 0, 0.0
            for part in range(parts):
                at = place[part] + nodes[node, part] * kinds + kind
                state = to[at]
                if state < 0:
                    mark = -1
                    break
                found[used, part] = state
                mark = mark * sizes[part] + state
                paid += cost[at]
            if mark < 0:
                continue
            slot = (mark * HASH_MULTIPLIER) & (most - 1)
            while table[slot] >= 0 and marks[table[slot]] != mark:
                slot = (slot + 1) & (most - 1)
            if table[slot] < 0:
                table[slot], marks[used] = used, mark
                used += 1
            after[node, kind], price[node, kind] = table[slot], paid
    return after, price, found[:used].copy()


@compiled
def equivalence_classes(after: Ints, price: Floats) -> tuple[Ints, Ints]:
    """Return the class of each row (-1: leads nowhere), and a row of each class."""
    rows, kinds = after.shape
    most = 1
    while most < 2 * rows:
        most *= 2
    table, number, kept = np.full(most, -1, np.int64), np.full(rows, -1, np.int64), np.empty(rows, np.int64)
    used = 0
    for row in range(rows):
        mark, lives = 0, False
        for kind in range(kinds):
            if after[row, kind] >= 0:
                lives = True
                mark += (after[row, kind] + 1 + int(price[row, kind] * 8)) * (
                    HASH_MULTIPLIER + 2 * kind * kind
                )
                mark ^= mark >> 17
        if not lives:
            continue
        slot = mark & (most - 1)
        while table[slot] >= 0 and not _same(after, price, row, kept[table[slot]]):
            slot = (slot + 1) & (most - 1)
        if table[slot] < 0:
            table[slot], kept[used] = used, row
            used += 1
        number[row] = table[slot]
    return number, kept[:used].copy()


@compiled
def _same(after: Ints, price: Floats, one: int, two: int) -> bool:
    for kind in range(after.shape[1]):
        if after[one, kind] != after[two, kind] or price[one, kind] != price[two, kind]:
            return False
    return True
