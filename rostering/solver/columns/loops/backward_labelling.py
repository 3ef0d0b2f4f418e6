"""The cheapest roster of one person with subset-row cuts, by a labelling algorithm from the end backwards.

The least cost from the source to each cell, cuts left out, is known from the forward pass. It is a completion
bound: only those labels are made that can still cost less than a ceiling.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import INF, Floats, Ints, Shorts
from rostering.solver.columns.loops.cheapest_path import cheapest_options
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.forward_pass import forward_pass
from rostering.solver.columns.loops.labels import (
    NO_OPTION,
    CutParities,
    ForwardTable,
    LabelPool,
    add_label,
    bits_price,
    compact_labels,
)
from rostering.solver.columns.loops.layered_graph import (
    PERIOD_END,
    LayeredGraph,
    MinutesResource,
    PathSection,
)


@compiled
def backward_labelling(
    graph: LayeredGraph,
    minutes: MinutesResource,
    units_left: tuple[Shorts, Shorts],
    section: PathSection,
    options_by_cell: tuple[Ints, Ints],
    option_cost: Floats,
    day_off_cost: Floats,
    parities: CutParities,
    ceiling: float,
    cells: Floats,
    nodes: Ints,
    pool: LabelPool,
    chosen: Ints,
) -> tuple[float, int, int, int]:
    """Write the cheapest roster below a ceiling into ``chosen``; return its cost and number of options.

    Where no roster costs less it is the ceiling and -1; minus infinity says that there are too many labels.
    The last two numbers are those of labels made and of cells used, which may be more than there are. All
    other parameters are those of `cheapest_path`.
    """
    off_pattern = minutes.day_units.shape[1] - 1
    day_cost, _ = cheapest_options(options_by_cell, option_cost, day_off_cost, off_pattern)
    first_cell, low, high = nodes
    cost, used = forward_pass(
        graph, minutes, units_left[0], units_left[1], section, day_cost, cells, first_cell, low, high
    )
    if used > len(cells):
        return -INF, -1, 0, used
    if cost >= ceiling:
        return ceiling, -1, 0, used
    forward, costs = ForwardTable(cells, first_cell, low, high), (options_by_cell, option_cost, day_cost)
    cell_head = np.full(used, -1, np.int32)
    first, last = 0, _sink_labels(graph, minutes, section, forward, parities.start_bits, ceiling, pool)
    for step in range(section.stop_step - 1, section.first_step - 1, -1):
        count = last
        for label in range(first, last):
            for arc in range(graph.first_arc[pool.node[label]], graph.first_arc[pool.node[label] + 1]):
                if graph.step_day[step] == PERIOD_END:
                    count = _extend_over_period_end(
                        graph,
                        minutes,
                        step,
                        arc,
                        label,
                        forward,
                        cell_head,
                        parities.byte_price,
                        ceiling,
                        pool,
                        count,
                    )
                else:
                    count = _extend_over_day(
                        graph,
                        minutes,
                        step,
                        arc,
                        label,
                        costs,
                        forward,
                        cell_head,
                        parities,
                        ceiling,
                        pool,
                        count,
                    )
                if count < 0:
                    return -INF, -1, len(pool.cost), used
        first, last = last, compact_labels(cell_head, pool, last, count)
    least, best = ceiling, -1
    for label in range(first, last):
        if (
            pool.node[label] == section.source
            and pool.units[label] == section.source_units
            and pool.cost[label] < least
        ):
            least, best = pool.cost[label], label
    options = -1 if best < 0 else 0
    while best >= 0:
        if pool.option[best] != NO_OPTION:
            chosen[options] = pool.option[best]
            options += 1
        best = pool.successor[best]
    return least, options, last, used


@compiled
def _sink_labels(
    graph: LayeredGraph,
    minutes: MinutesResource,
    section: PathSection,
    forward: ForwardTable,
    start_bits: int,
    ceiling: float,
    pool: LabelPool,
) -> int:
    """Make the labels at the end of the section; return how many there are."""
    period, first = minutes.step_period[section.stop_step - 1], graph.first_node[section.stop_step]
    top, count = minutes.most_units[period], 0
    for node in range(first, graph.first_node[section.stop_step + 1]):
        for units in range(forward.low[node], forward.high[node] + 1):
            total_units = units + section.later_units
            if total_units > top and not minutes.saturates[period]:
                break
            cost = (
                minutes.cost[minutes.cost_start[period] + min(total_units, top)]
                + section.sink_cost[node - first]
            )
            if forward.cells[forward.first_cell[node] + units - forward.low[node]] + cost < ceiling:
                pool.cost[count], pool.bits[count] = cost, start_bits
                pool.node[count], pool.units[count] = node, units
                pool.successor[count], pool.option[count] = -1, NO_OPTION
                count += 1
    return count


@compiled
def _extend_over_period_end(
    graph: LayeredGraph,
    minutes: MinutesResource,
    step: int,
    arc: int,
    label: int,
    forward: ForwardTable,
    cell_head: NDArray[np.int32],
    byte_price: Floats,
    ceiling: float,
    pool: LabelPool,
    count: int,
) -> int:
    """Extend a label back over the end of a period; return how many there are then, -1 for too many."""
    tail, period = graph.tail[arc], minutes.step_period[step]
    for units in range(forward.low[tail], forward.high[tail] + 1):
        if units <= minutes.most_units[period] or minutes.saturates[period]:
            paid = minutes.cost[minutes.cost_start[period] + min(units, minutes.most_units[period])]
            cost, bits = pool.cost[label] + paid, pool.bits[label]
            count = add_label(
                tail,
                units,
                cost,
                bits,
                label,
                NO_OPTION,
                forward,
                cell_head,
                byte_price,
                ceiling,
                pool,
                count,
            )
            if count < 0:
                break
    return count


@compiled
def _extend_over_day(
    graph: LayeredGraph,
    minutes: MinutesResource,
    step: int,
    arc: int,
    label: int,
    costs: tuple[tuple[Ints, Ints], Floats, Floats],
    forward: ForwardTable,
    cell_head: NDArray[np.int32],
    parities: CutParities,
    ceiling: float,
    pool: LabelPool,
    count: int,
) -> int:
    """Extend a label back over a day; return how many there are then, -1 for too many.

    ``costs`` are the options by cell, what each option costs, and the least cost by day and pattern.
    """
    (order, starts), option_cost, day_cost = costs
    byte_price, live_bits = parities.byte_price, parities.live_bits[graph.step_day[step]]
    day, period = graph.step_day[step], minutes.step_period[step]
    tail, pattern = graph.tail[arc], graph.pattern[arc]
    head_units, bits, off_pattern = pool.units[label], pool.bits[label], day_cost.shape[1] - 1
    fewest = max(forward.low[tail], head_units - minutes.day_units[period, pattern])
    most = forward.high[tail]
    if not minutes.saturates[period] or head_units < minutes.most_units[period]:
        most = min(most, head_units - minutes.day_units[period, pattern])
    cost_after, cell = pool.cost[label] + graph.arc_cost[arc], day * day_cost.shape[1] + pattern
    for units in range(fewest, most + 1):
        before = forward.cells[forward.first_cell[tail] + units - forward.low[tail]]
        if before + cost_after + day_cost[day, pattern] >= ceiling:
            continue
        if pattern == off_pattern:
            count = add_label(
                tail,
                units,
                cost_after + day_cost[day, pattern],
                bits & live_bits,
                label,
                NO_OPTION,
                forward,
                cell_head,
                byte_price,
                ceiling,
                pool,
                count,
            )
            if count < 0:
                return count
            continue
        for place in range(starts[cell], starts[cell + 1]):
            option = order[place]
            flipped = parities.flipped_bits[option]
            count = add_label(
                tail,
                units,
                cost_after + option_cost[option] + bits_price(byte_price, bits & flipped),
                (bits ^ flipped) & live_bits,
                label,
                option,
                forward,
                cell_head,
                byte_price,
                ceiling,
                pool,
                count,
            )
            if count < 0:
                return count
    return count
