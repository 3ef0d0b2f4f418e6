"""The smallest graph, day by day, that says what all parts of a person's rules say together.

The product of the parts is unfolded forwards from the state of day 0; then, from the last day back, states
from which every roster costs the same are made one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.layered_graph import PERIOD_END, LayeredGraph
from rostering.solver.columns.loops.product_states import equivalence_classes, expand_layer
from rostering.solver.columns.pricing.transition_tables import GraphTooLarge, TransitionTable

#: How much smaller a graph may become by making equal states one.
SHRINKS = 4


def layered_product(
    tables: Sequence[TransitionTable], days: range, pays: Collection[int] = (), most_arcs: float = INF
) -> LayeredGraph:
    """Return the graph of some parts put together.

    Before each day in ``pays`` there is a step of its own, in which a total of minutes is paid.

    Raises
    ------
    TooLarge
        If it would have more arcs than that.
    """
    kinds = tables[0].pattern_count
    size = np.array([table.state_count for table in tables]).T.copy()
    to = np.concatenate([table.target for table in tables])
    cost = np.concatenate([table.cost for table in tables])
    starts = np.cumsum([0, *(len(table.target) for table in tables)])
    place = np.array([table.offset + start for table, start in zip(tables, starts, strict=False)]).T.copy()
    nodes = np.array([[table.start for table in tables]])
    unfolded: list[tuple[int, Ints, Floats]] = []
    for number, day in enumerate(days):
        after, price, nodes = expand_layer(nodes, kinds, size[number + 1], place[number], to, cost)
        if len(nodes) * len(days) > most_arcs * SHRINKS:
            raise GraphTooLarge
        unfolded.append((day, after, price))
    end = np.array([table.final_cost[nodes[:, part]] for part, table in enumerate(tables)]).sum(axis=0)
    found = _minimised_graph(unfolded, end, pays)
    if len(found.tail) > most_arcs:
        raise GraphTooLarge
    return found


def minimised(table: TransitionTable, days: range) -> TransitionTable:
    """Return a part with states of equal future made one."""
    layers = layered_product((table,), days)
    return as_table(
        layers,
        table.pattern_count,
        0,
        len(layers.step_day),
        0 if layers.first_node[1] else -1,
        layers.sink_cost,
    )


def as_table(
    layers: LayeredGraph, kinds: int, begin: int, stop: int, start: int, end: Floats
) -> TransitionTable:
    """Return some steps of a graph, from a node to a price on each node after them, as a part of others."""
    steps = np.arange(begin, stop)[layers.step_day[begin:stop] != PERIOD_END]
    size = np.diff(layers.first_node)
    place = np.cumsum(np.append(0, size[steps] * kinds))
    to, cost = np.full(place[-1], -1, np.int64), np.full(place[-1], INF)
    for step, at in zip(steps, place, strict=False):
        here, after, beyond = layers.first_node[step : step + 3]
        arcs = slice(layers.first_arc[after], layers.first_arc[beyond])
        target = np.repeat(np.arange(beyond - after), np.diff(layers.first_arc[after : beyond + 1]))
        cell = at + (layers.tail[arcs] - here) * kinds + layers.pattern[arcs]
        to[cell], cost[cell] = target, layers.arc_cost[arcs]
    sizes = np.append(size[steps], len(end))
    return TransitionTable(kinds, start - int(layers.first_node[begin]), sizes, place[:-1], to, cost, end)


def _minimised_graph(
    unfolded: list[tuple[int, Ints, Floats]], end: Floats, pays: Collection[int]
) -> LayeredGraph:
    """Return the graph with states of equal future made one, and those without a future left out.

    The least that the future costs is paid before, so that futures which differ by that alone are equal.
    """
    number, last = equivalence_classes(np.where(end < INF, 0, -1)[:, None], np.zeros((len(end), 1)))
    ahead = end
    steps: list[tuple[int, Ints, Floats]] = []
    for day, to, cost in reversed(unfolded):
        price = cost + np.append(ahead, INF)[to]
        after = np.append(number, -1)[to]
        price[after < 0] = INF
        ahead = price.min(axis=1, initial=INF)
        if day != unfolded[0][0]:
            price -= np.where(ahead < INF, ahead, 0.0)[:, None]
        number, kept = equivalence_classes(after, price)
        steps.append((day, after[kept], price[kept]))
        if day in pays:
            same = np.arange(len(kept))[:, None]
            steps.append((PERIOD_END, same, np.zeros(same.shape)))
    steps.reverse()
    sizes = [*(len(after) for _, after, _ in steps), len(last)]
    first = np.cumsum([0, *sizes])
    into, source, kind, costs = [np.zeros(sizes[0] + 1, np.int64)], [], [], []
    for (_, after, price), begin, size in zip(steps, first, sizes[1:], strict=False):
        came, how = np.nonzero(after >= 0)
        target = after[came, how]
        order = np.argsort(target, kind="stable")
        source.append((came[order] + begin).astype(np.int32))
        kind.append(how[order].astype(np.int16))
        costs.append(price[came, how][order])
        into.append(into[-1][-1] + np.cumsum(np.bincount(target, minlength=size)))
    starts = np.concatenate(into)
    return LayeredGraph(
        step_day=np.array([day for day, _, _ in steps]),
        first_node=first,
        first_arc=starts,
        tail=np.concatenate(source),
        pattern=np.concatenate(kind),
        arc_cost=np.concatenate(costs),
        sink_cost=np.zeros(len(last)),
        max_in_degree=int(np.diff(starts).max(initial=1)),
    )
