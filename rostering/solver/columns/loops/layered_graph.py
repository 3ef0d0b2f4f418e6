"""The pricing graph as arrays: layers of nodes, arcs that spend a day, and paid minutes as a resource.

A path from the source to a node of the last layer is a roster. Its cost is that of its arcs, of the options
chosen on its days, of the minutes paid in each contract period, and of the node in which it ends: a shortest
path problem with resource constraints (Irnich and Desaulniers 2005, "Shortest path problems with resource
constraints").
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints

#: Stands for the pattern of a day off.
DAY_OFF = -1
#: Stands for the day of a step that spends no day but ends a contract period, whose minutes are paid there.
PERIOD_END = -1
#: More units than anybody can work; fits into 16 bits.
UNREACHABLE = 30_000


class LayeredGraph(NamedTuple):
    """An acyclic graph of layers; each step leads from one layer to the next.

    Nodes are numbered layer by layer, arcs are sorted by their head. Patterns are numbered from 0, days off
    last.
    """

    #: By step: the day that it spends, or `PERIOD_END`.
    step_day: Ints
    #: By layer: its first node; one entry more than layers.
    first_node: Ints
    #: By node: the first arc into it; one entry more than nodes.
    first_arc: Ints
    #: By arc: the node from which it comes, the pattern of its day (int16), and its cost.
    tail: Ints
    pattern: Ints
    arc_cost: Floats
    #: By node of the last layer: the cost of ending there.
    sink_cost: Floats
    #: The most arcs into one node.
    max_in_degree: int


class MinutesResource(NamedTuple):
    """Paid minutes as a resource that each contract period counts from zero, in units of their divisor."""

    #: By step: its period.
    step_period: Ints
    #: By period and pattern: the units of a day, days off last.
    day_units: Ints
    #: By period: the fewest and the most units that are told apart.
    least_units: Ints
    most_units: Ints
    #: By period: whether more units than the most are lawful and count as the most.
    saturates: NDArray[np.bool_]
    #: By period: where its costs begin in ``cost``, which has one for each number of units from 0.
    cost_start: Ints
    cost: Floats

    def total_cost(self, period: int, units: int) -> float:
        """Return what the units of a whole period cost; infinite when they are too many."""
        if units > self.most_units[period] and not self.saturates[period]:
            return INF
        return float(self.cost[self.cost_start[period] + min(units, self.most_units[period])])


class PathSection(NamedTuple):
    """The steps of a graph through which paths are looked for, and how paths begin and end there."""

    first_step: int
    stop_step: int
    #: The node in which all paths begin (-1: there are none), and the units worked before it in its period.
    source: int
    source_units: int
    #: The units still worked after the last step in the period of that step.
    later_units: int
    #: By node after the last step: the cost of ending there.
    sink_cost: Floats
