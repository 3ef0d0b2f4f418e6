"""Labels: what is known of a part of a roster where cuts count duties by twos (see `cuts`).

A cut has a price for each second duty in its rows, so it matters whether a roster has an odd number of them:
one bit of a label. In one cell of the graph only those labels are kept that no other beats whatever comes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled

#: How many bits a label can have, and how many of them are looked up at a time.
BITS, BYTE = 56, 8
#: How many labels there may be.
MAX_LABELS = 50_000
#: Stands for the option of a label that takes a day off, or pays a period.
NO_OPTION = -1


class CutParities(NamedTuple):
    """What cuts make of a person's options.

    ``flips`` are the bits that each option turns over, ``start`` those that are set in any case, ``lives``
    by free day those that an earlier day can still turn over; ``prices`` what bits cost together, by byte of
    the bits and value of that byte.
    """

    flips: Ints
    start: int
    lives: Ints
    prices: Floats

    def price(self, chosen: Ints) -> float:
        """Return what options cost for being counted by twos."""
        bits, total = self.start, 0.0
        for flips in self.flips[chosen].tolist():
            total += parity_price(self.prices, bits & flips)
            bits ^= flips
        return total


class LabelPool(NamedTuple):
    """Room for labels: of each its cost to the end, its bits, where it is, and how it goes on.

    ``after`` is the label a step later, ``option`` what is worked between; ``following`` shares its cell.
    """

    cost: Floats
    bits: Ints
    cell: NDArray[np.int32]
    node: NDArray[np.int32]
    units: NDArray[np.int32]
    after: NDArray[np.int32]
    option: NDArray[np.int32]
    following: NDArray[np.int32]

    @classmethod
    def of(cls, most: int) -> LabelPool:
        """Return room for so many."""
        return cls(np.empty(most), np.empty(most, np.int64), *(np.empty(most, np.int32) for _ in range(6)))


class ForwardTable(NamedTuple):
    """What the way forward filled: cells, and of each node its first cell, its fewest and its most units."""

    cells: Floats
    row: Ints
    low: Ints
    high: Ints


@compiled
def add_label(
    node: int,
    units: int,
    total: float,
    bits: int,
    after: int,
    option: int,
    forth: Any,
    head: Any,
    prices: Floats,
    ceiling: float,
    room: Any,
    made: int,
) -> int:
    """Make a label unless it is too dear or beaten; return how many there are, -1 for too many."""
    cell = forth.row[node] + units - forth.low[node]
    if forth.cells[cell] + total >= ceiling or _is_dominated(room, head, cell, total, bits, prices):
        return made
    if made == len(room.cost):
        return -1
    room.cost[made], room.bits[made], room.cell[made] = total, bits, cell
    room.node[made], room.units[made] = node, units
    room.after[made], room.option[made] = after, option
    room.following[made], head[cell] = head[cell], made
    return made + 1


@compiled
def _is_dominated(room: Any, head: Any, cell: int, total: float, bits: int, prices: Floats) -> bool:
    """Return whether another label of a cell is as good whatever comes; strike out those that would not be.

    What comes can only cost more for a bit that is set in the one and not in the other.
    """
    last, other = -1, head[cell]
    while other >= 0:
        following = room.following[other]
        if room.cost[other] + parity_price(prices, room.bits[other] & ~bits) <= total:
            return True
        if total + parity_price(prices, bits & ~room.bits[other]) <= room.cost[other]:
            room.cost[other] = INF
            if last < 0:
                head[cell] = following
            else:
                room.following[last] = following
        else:
            last = other
        other = following
    return False


@compiled
def parity_price(prices: Floats, bits: int) -> float:
    """Return what some bits cost together."""
    total, byte = 0.0, 0
    while bits:
        total += prices[byte, bits & ((1 << BYTE) - 1)]
        bits >>= BYTE
        byte += 1
    return total


@compiled
def compact_labels(head: Any, room: Any, first: int, made: int) -> int:
    """Close up the labels made in a step, without those struck out; return how many there are then."""
    end = first
    for one in range(first, made):
        head[room.cell[one]] = -1
        if room.cost[one] < INF:
            room.cost[end], room.bits[end] = room.cost[one], room.bits[one]
            room.node[end], room.units[end] = room.node[one], room.units[one]
            room.after[end], room.option[end] = room.after[one], room.option[one]
            end += 1
    return end
