"""The smallest graph, day by day, that says what all parts of a person's rules say together.

The product of the parts is unfolded forwards from the state of day 0; then, from the last day back, states
from which every roster costs the same are made one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from rostering.solver.columns.compiled import compiled
from rostering.solver.columns.kernel import INF, PAY, Floats, Ints, Layers
from rostering.solver.columns.parts import Table, TooLarge

#: How much smaller a graph may become by making equal states one.
SHRINKS = 4
#: Multiplier of a hash (Knuth's).
MIX = 2654435761


def product(
    tables: Sequence[Table], days: range, pays: Collection[int] = (), most_arcs: float = INF
) -> Layers:
    """Return the graph of some parts put together.

    Before each day in ``pays`` there is a step of its own, in which a total of minutes is paid.

    Raises
    ------
    TooLarge
        If it would have more arcs than that.
    """
    kinds = tables[0].kinds
    size = np.array([table.size for table in tables])
    to = np.concatenate([table.to for table in tables])
    cost = np.concatenate([table.cost for table in tables])
    starts = np.cumsum([0, *(len(table.to) for table in tables)])
    place = np.array([table.place + start for table, start in zip(tables, starts, strict=False)])
    nodes = np.array([[table.start for table in tables]])
    unfolded: list[tuple[int, Ints, Floats]] = []
    for number, day in enumerate(days):
        after, price, nodes = _expand(nodes, kinds, size[:, number + 1], place[:, number], to, cost)
        if len(nodes) * len(days) > most_arcs * SHRINKS:
            raise TooLarge
        unfolded.append((day, after, price))
    end = np.array([table.end[nodes[:, part]] for part, table in enumerate(tables)]).sum(axis=0)
    found = _merged(unfolded, end, pays)
    if len(found.source) > most_arcs:
        raise TooLarge
    return found


def smallest(table: Table, days: range) -> Table:
    """Return a part with states of equal future made one."""
    layers = product((table,), days)
    return as_table(layers, table.kinds, 0, len(layers.day), 0 if layers.first[1] else -1, layers.end)


def as_table(layers: Layers, kinds: int, begin: int, stop: int, start: int, end: Floats) -> Table:
    """Return some steps of a graph, from a node to a price on each node after them, as a part of others."""
    steps = np.arange(begin, stop)[layers.day[begin:stop] != PAY]
    size = np.diff(layers.first)
    place = np.cumsum(np.append(0, size[steps] * kinds))
    to, cost = np.full(place[-1], -1, np.int64), np.full(place[-1], INF)
    for step, at in zip(steps, place, strict=False):
        here, after, beyond = layers.first[step : step + 3]
        arcs = slice(layers.into[after], layers.into[beyond])
        target = np.repeat(np.arange(beyond - after), np.diff(layers.into[after : beyond + 1]))
        cell = at + (layers.source[arcs] - here) * kinds + layers.kind[arcs]
        to[cell], cost[cell] = target, layers.cost[arcs]
    sizes = np.append(size[steps], len(end))
    return Table(kinds, start - int(layers.first[begin]), sizes, place[:-1], to, cost, end)


def _merged(unfolded: list[tuple[int, Ints, Floats]], end: Floats, pays: Collection[int]) -> Layers:
    """Return the graph with states of equal future made one, and those without a future left out.

    The least that the future costs is paid before, so that futures which differ by that alone are equal.
    """
    number, last = _classes(np.where(end < INF, 0, -1)[:, None], np.zeros((len(end), 1)))
    ahead = end
    steps: list[tuple[int, Ints, Floats]] = []
    for day, to, cost in reversed(unfolded):
        price = cost + np.append(ahead, INF)[to]
        after = np.append(number, -1)[to]
        price[after < 0] = INF
        ahead = price.min(axis=1, initial=INF)
        if day != unfolded[0][0]:
            price -= np.where(ahead < INF, ahead, 0.0)[:, None]
        number, kept = _classes(after, price)
        steps.append((day, after[kept], price[kept]))
        if day in pays:
            same = np.arange(len(kept))[:, None]
            steps.append((PAY, same, np.zeros(same.shape)))
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
    return Layers(
        day=np.array([day for day, _, _ in steps]),
        first=first,
        into=starts,
        source=np.concatenate(source),
        kind=np.concatenate(kind),
        cost=np.concatenate(costs),
        end=np.zeros(len(last)),
        widest=int(np.diff(starts).max(initial=1)),
    )


@compiled
def _expand(
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
            slot = (mark * MIX) & (most - 1)
            while table[slot] >= 0 and marks[table[slot]] != mark:
                slot = (slot + 1) & (most - 1)
            if table[slot] < 0:
                table[slot], marks[used] = used, mark
                used += 1
            after[node, kind], price[node, kind] = table[slot], paid
    return after, price, found[:used].copy()


@compiled
def _classes(after: Ints, price: Floats) -> tuple[Ints, Ints]:
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
                mark += (after[row, kind] + 1 + int(price[row, kind] * 8)) * (MIX + 2 * kind * kind)
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
