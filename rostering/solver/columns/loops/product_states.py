"""States of a product automaton, day by day: unfolding them, and finding those that are equivalent."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: Multiplier of a hash (Knuth 1973, "The Art of Computer Programming 3", multiplicative hashing).
HASH_MULTIPLIER = 2654435761


@compiled
def expand_layer(
    nodes: Ints, patterns: int, state_count: Ints, offset: Ints, target: Ints, cost: Floats
) -> tuple[Ints, Floats, Ints]:
    """Return by node and pattern the next node (-1: forbidden) and the cost, and the nodes of the next day.

    Parameters
    ----------
    nodes : array
        By node of the layer and automaton: its state.
    patterns : int
        How many patterns there are, days off counted too.
    state_count, offset : array
        By automaton: how many states it has after the day, and where the day begins in ``target`` and
        ``cost``, which hold the transitions of all automata by state and pattern.
    """
    count, automata = nodes.shape
    next_node, step_cost = np.full((count, patterns), -1, np.int64), np.full((count, patterns), INF)
    slots = 1
    while slots < 2 * count * patterns:
        slots *= 2
    table, keys = np.full(slots, -1, np.int64), np.empty(count * patterns, np.int64)
    next_nodes = np.empty((count * patterns, automata), np.int64)
    used = 0
    for node in range(count):
        for pattern in range(patterns):
            key, total = 0, 0.0
            for automaton in range(automata):
                transition = offset[automaton] + nodes[node, automaton] * patterns + pattern
                state = target[transition]
                if state < 0:
                    key = -1
                    break
                next_nodes[used, automaton] = state
                key = key * state_count[automaton] + state
                total += cost[transition]
            if key < 0:
                continue
            slot = (key * HASH_MULTIPLIER) & (slots - 1)
            while table[slot] >= 0 and keys[table[slot]] != key:
                slot = (slot + 1) & (slots - 1)
            if table[slot] < 0:
                table[slot], keys[used] = used, key
                used += 1
            next_node[node, pattern], step_cost[node, pattern] = table[slot], total
    return next_node, step_cost, next_nodes[:used].copy()


@compiled
def equivalence_classes(next_class: Ints, step_cost: Floats) -> tuple[Ints, Ints]:
    """Return the class of each node (-1: it leads nowhere), and a node of each class.

    Nodes are equivalent when each pattern leads to the same class (by node and pattern, -1: forbidden) at the
    same cost.
    """
    nodes, patterns = next_class.shape
    slots = 1
    while slots < 2 * nodes:
        slots *= 2
    table, class_of = np.full(slots, -1, np.int64), np.full(nodes, -1, np.int64)
    representative = np.empty(nodes, np.int64)
    used = 0
    for node in range(nodes):
        key, leads_on = 0, False
        for pattern in range(patterns):
            if next_class[node, pattern] >= 0:
                leads_on = True
                rounded = int(step_cost[node, pattern] * 8)
                key += (next_class[node, pattern] + 1 + rounded) * (HASH_MULTIPLIER + 2 * pattern * pattern)
                key ^= key >> 17
        if not leads_on:
            continue
        slot = key & (slots - 1)
        while table[slot] >= 0 and not _are_equivalent(
            next_class, step_cost, node, representative[table[slot]]
        ):
            slot = (slot + 1) & (slots - 1)
        if table[slot] < 0:
            table[slot], representative[used] = used, node
            used += 1
        class_of[node] = table[slot]
    return class_of, representative[:used].copy()


@compiled
def _are_equivalent(next_class: Ints, step_cost: Floats, node: int, other: int) -> bool:
    for pattern in range(next_class.shape[1]):
        if next_class[node, pattern] != next_class[other, pattern]:
            return False
        if step_cost[node, pattern] != step_cost[other, pattern]:
            return False
    return True
