"""The pricing graph as arrays: layers of nodes, arcs that spend a day, and paid minutes as a resource."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints

#: Stands for the pattern of a day off.
DAY_OFF = -1
#: Stands for the day of a step in which minutes are paid.
PAY = -1
#: More units than anybody works.
FAR = 30_000


class LayeredGraph(NamedTuple):
    """The graph of a person's rules: nodes numbered step by step, arcs sorted by the node they lead to.

    ``day`` is that of each step, or `PAY`; ``first`` the first node before each step, ``into`` the first arc
    into each node; of each arc the node it comes from, its kind of day (days off last) and its cost; ``end``
    is what it costs to end in each node of the last layer.
    """

    day: Ints
    first: Ints
    into: Ints
    source: Ints
    kind: Ints
    cost: Floats
    end: Floats
    #: The most arcs into one node.
    widest: int


class MinutesResource(NamedTuple):
    """Paid minutes in units, by period of the contract.

    ``stage`` is the period of each step; by period and kind the ``units`` of a day; by period the least and
    the most units told apart, whether more are counted as the most, and where its prices begin in ``price``.
    """

    stage: Ints
    units: Ints
    least: Ints
    most: Ints
    saturates: NDArray[np.bool_]
    start: Ints
    price: Floats

    def paid(self, stage: int, units: int) -> float:
        """Return the price of the units of a period."""
        if units > self.most[stage] and not self.saturates[stage]:
            return INF
        return float(self.price[self.start[stage] + min(units, self.most[stage])])


class PathSection(NamedTuple):
    """The steps that are free: from a node, with units worked before, to a price on each node after them.

    ``later`` is how many units are still worked in the period after the last step.
    """

    begin: int
    stop: int
    node: int
    units: int
    later: int
    end: Floats
