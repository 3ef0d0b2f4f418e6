"""Labels of partial rosters where subset-row cuts have dual prices, and which of them dominate others.

A cut charges its dual price for each second duty in its rows, so it matters whether a roster has an odd
number of them so far: one bit of a label. In one cell of the graph only those labels are kept that no other
dominates, with the dominance rule of Jepsen, Petersen, Spoorendonk and Pisinger (2008), "Subset-row
inequalities applied to the vehicle-routing problem with time windows".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: How many bits a label can have, and how many of them are looked up at a time.
BITS, BYTE = 56, 8
#: How many labels there may be.
MAX_LABELS = 50_000
#: Stands for the option of a label that takes a day off, or ends a contract period.
NO_OPTION = -1


class CutParities(NamedTuple):
    """What subset-row cuts make of a person's options: one bit for each cut, set while its count is odd."""

    #: By option: the bits that it turns over.
    flipped_bits: Ints
    #: The bits that are set in any case, because the person is in the cut.
    start_bits: int
    #: By free day: the bits that an earlier day can still turn over.
    live_bits: Ints
    #: By byte of the bits and value of that byte: the dual prices of its bits together.
    byte_price: Floats

    def cost(self, chosen: Ints) -> float:
        """Return the dual prices that a roster pays for the pairs of duties that its cuts count."""
        bits, total = self.start_bits, 0.0
        for flipped in self.flipped_bits[chosen].tolist():
            total += bits_price(self.byte_price, bits & flipped)
            bits ^= flipped
        return total


class LabelPool(NamedTuple):
    """Memory for labels, each the end of a roster from some node on; label numbers fit into 32 bits."""

    #: By label: the cost from its node to the end, and the parity bits.
    cost: Floats
    bits: Ints
    #: By label: its cell in the forward table, its node, and its units of paid minutes there.
    cell: NDArray[np.int32]
    node: NDArray[np.int32]
    units: NDArray[np.int32]
    #: By label: the label one step later that it extends, and the option worked between.
    successor: NDArray[np.int32]
    option: NDArray[np.int32]
    #: By label: the next label in the list of its cell.
    next_in_cell: NDArray[np.int32]

    @classmethod
    def of(cls, labels: int) -> LabelPool:
        """Return memory for so many labels."""
        numbers = (np.empty(labels, np.int32) for _ in range(6))
        return cls(np.empty(labels), np.empty(labels, np.int64), *numbers)


class ForwardTable(NamedTuple):
    """What the forward pass filled: cells, and by node its first cell, its fewest and its most units."""

    cells: Floats
    first_cell: Ints
    low: Ints
    high: Ints


@compiled
def add_label(
    node: int,
    units: int,
    cost: float,
    bits: int,
    successor: int,
    option: int,
    forward: ForwardTable,
    cell_head: NDArray[np.int32],
    byte_price: Floats,
    ceiling: float,
    pool: LabelPool,
    count: int,
) -> int:
    """Add a label unless it costs too much or is dominated; return how many there are, -1 for too many.

    The cheapest path to its cell (a completion bound) and the label together must cost less than the ceiling.
    ``cell_head`` is by cell the first label of its list.
    """
    cell = forward.first_cell[node] + units - forward.low[node]
    if forward.cells[cell] + cost >= ceiling or _is_dominated(pool, cell_head, cell, cost, bits, byte_price):
        return count
    if count == len(pool.cost):
        return -1
    pool.cost[count], pool.bits[count], pool.cell[count] = cost, bits, cell
    pool.node[count], pool.units[count] = node, units
    pool.successor[count], pool.option[count] = successor, option
    pool.next_in_cell[count], cell_head[cell] = cell_head[cell], count
    return count + 1


@compiled
def _is_dominated(
    pool: LabelPool, cell_head: NDArray[np.int32], cell: int, cost: float, bits: int, byte_price: Floats
) -> bool:
    """Return whether another label of a cell dominates one; give those that it dominates an infinite cost.

    Further duties can only cost more for a bit that is set in the one label and not in the other.
    """
    previous, other = -1, cell_head[cell]
    while other >= 0:
        following = pool.next_in_cell[other]
        if pool.cost[other] + bits_price(byte_price, pool.bits[other] & ~bits) <= cost:
            return True
        if cost + bits_price(byte_price, bits & ~pool.bits[other]) <= pool.cost[other]:
            pool.cost[other] = INF
            if previous < 0:
                cell_head[cell] = following
            else:
                pool.next_in_cell[previous] = following
        else:
            previous = other
        other = following
    return False


@compiled
def bits_price(byte_price: Floats, bits: int) -> float:
    """Return the dual prices of some bits together."""
    total, byte = 0.0, 0
    while bits:
        total += byte_price[byte, bits & ((1 << BYTE) - 1)]
        bits >>= BYTE
        byte += 1
    return total


@compiled
def compact_labels(cell_head: NDArray[np.int32], pool: LabelPool, first: int, count: int) -> int:
    """Remove the dominated ones of the labels from the first on; return how many labels there are then."""
    end = first
    for label in range(first, count):
        cell_head[pool.cell[label]] = -1
        if pool.cost[label] < INF:
            pool.cost[end], pool.bits[end] = pool.cost[label], pool.bits[label]
            pool.node[end], pool.units[end] = pool.node[label], pool.units[label]
            pool.successor[end], pool.option[end] = pool.successor[label], pool.option[label]
            end += 1
    return end
