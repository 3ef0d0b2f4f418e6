"""The smallest layered graph that says what all automata of a person say together.

The product of the automata is unfolded forwards from the state of day 0; then, from the last day back,
equivalent states are merged: the minimisation of an acyclic automaton (Revuz 1992, "Minimisation of acyclic
deterministic automata in linear time"), with costs moved as far towards the source as they go (Mohri 2000,
"Minimization algorithms for sequential transducers").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.layered_graph import PERIOD_END, LayeredGraph
from rostering.solver.columns.loops.product_states import equivalence_classes, expand_layer
from rostering.solver.columns.pricing.transition_tables import GraphTooLarge, TransitionTable

#: How many times smaller a graph may become by minimisation.
SHRINKS = 4


def layered_product(
    tables: Sequence[TransitionTable],
    days: range,
    period_starts: Collection[int] = (),
    most_arcs: float = INF,
) -> LayeredGraph:
    """Return the minimised graph of the product of some automata.

    Before each day in ``period_starts`` there is a step of its own, in which minutes of a period are paid.

    Raises
    ------
    GraphTooLarge
        If it would have more arcs than that.
    """
    pattern_count = tables[0].pattern_count
    state_count = np.array([table.state_count for table in tables]).T.copy()
    target = np.concatenate([table.target for table in tables])
    cost = np.concatenate([table.cost for table in tables])
    starts = np.cumsum([0, *(len(table.target) for table in tables)])
    offset = np.array([table.offset + start for table, start in zip(tables, starts, strict=False)]).T.copy()
    nodes = np.array([[table.start for table in tables]])
    unfolded: list[tuple[int, Ints, Floats]] = []
    for number, day in enumerate(days):
        next_node, step_cost, nodes = expand_layer(
            nodes, pattern_count, state_count[number + 1], offset[number], target, cost
        )
        if len(nodes) * len(days) > most_arcs * SHRINKS:
            raise GraphTooLarge
        unfolded.append((day, next_node, step_cost))
    final_costs = [table.final_cost[nodes[:, number]] for number, table in enumerate(tables)]
    graph = _minimised_graph(unfolded, np.array(final_costs).sum(axis=0), period_starts)
    if len(graph.tail) > most_arcs:
        raise GraphTooLarge
    return graph


def minimised(table: TransitionTable, days: range) -> TransitionTable:
    """Return an automaton with equivalent states merged."""
    graph = layered_product((table,), days)
    start = 0 if graph.first_node[1] else -1
    return as_table(graph, table.pattern_count, range(len(graph.step_day)), start, graph.sink_cost)


def as_table(
    graph: LayeredGraph, pattern_count: int, steps: range, source: int, sink_cost: Floats
) -> TransitionTable:
    """Return some steps of a graph as an automaton, from a source to a cost by node after them."""
    day_steps = np.arange(steps.start, steps.stop)[graph.step_day[steps.start : steps.stop] != PERIOD_END]
    layer_size = np.diff(graph.first_node)
    offset = np.cumsum(np.append(0, layer_size[day_steps] * pattern_count))
    target, cost = np.full(offset[-1], -1, np.int64), np.full(offset[-1], INF)
    for step, start in zip(day_steps, offset, strict=False):
        first, middle, beyond = graph.first_node[step : step + 3]
        arcs = slice(graph.first_arc[middle], graph.first_arc[beyond])
        head = np.repeat(np.arange(beyond - middle), np.diff(graph.first_arc[middle : beyond + 1]))
        transition = start + (graph.tail[arcs] - first) * pattern_count + graph.pattern[arcs]
        target[transition], cost[transition] = head, graph.arc_cost[arcs]
    return TransitionTable(
        pattern_count,
        source - int(graph.first_node[steps.start]),
        np.append(layer_size[day_steps], len(sink_cost)),
        offset[:-1],
        target,
        cost,
        sink_cost,
    )


def _minimised_graph(
    unfolded: list[tuple[int, Ints, Floats]], final_cost: Floats, period_starts: Collection[int]
) -> LayeredGraph:
    """Return the graph with equivalent states merged, and those without a future left out.

    ``unfolded`` are the days, each with the next node (-1: forbidden) and the cost by node and pattern. The
    least future cost of a state is charged before it, so that states whose futures differ by a constant alone
    are equivalent.
    """
    class_of, last = equivalence_classes(
        np.where(final_cost < INF, 0, -1)[:, None], np.zeros((len(final_cost), 1))
    )
    future_cost = final_cost
    steps: list[tuple[int, Ints, Floats]] = []
    for day, next_node, step_cost in reversed(unfolded):
        cost = step_cost + np.append(future_cost, INF)[next_node]
        next_class = np.append(class_of, -1)[next_node]
        cost[next_class < 0] = INF
        future_cost = cost.min(axis=1, initial=INF)
        if day != unfolded[0][0]:
            cost -= np.where(future_cost < INF, future_cost, 0.0)[:, None]
        class_of, kept = equivalence_classes(next_class, cost)
        steps.append((day, next_class[kept], cost[kept]))
        if day in period_starts:
            same = np.arange(len(kept))[:, None]
            steps.append((PERIOD_END, same, np.zeros(same.shape)))
    steps.reverse()
    return _layered_graph(steps, len(last))


def _layered_graph(steps: list[tuple[int, Ints, Floats]], sinks: int) -> LayeredGraph:
    """Return the graph of steps, each with the next node (-1: forbidden) and the cost by node and pattern."""
    sizes = [*(len(next_node) for _, next_node, _ in steps), sinks]
    first_node = np.cumsum([0, *sizes])
    first_arc, tails, patterns, costs = [np.zeros(sizes[0] + 1, np.int64)], [], [], []
    for (_, next_node, cost), begin, size in zip(steps, first_node, sizes[1:], strict=False):
        tail, pattern = np.nonzero(next_node >= 0)
        head = next_node[tail, pattern]
        order = np.argsort(head, kind="stable")
        tails.append((tail[order] + begin).astype(np.int32))
        patterns.append(pattern[order].astype(np.int16))
        costs.append(cost[tail, pattern][order])
        first_arc.append(first_arc[-1][-1] + np.cumsum(np.bincount(head, minlength=size)))
    arc_starts = np.concatenate(first_arc)
    return LayeredGraph(
        step_day=np.array([day for day, _, _ in steps]),
        first_node=first_node,
        first_arc=arc_starts,
        tail=np.concatenate(tails),
        pattern=np.concatenate(patterns),
        arc_cost=np.concatenate(costs),
        sink_cost=np.zeros(sinks),
        max_in_degree=int(np.diff(arc_starts).max(initial=1)),
    )
