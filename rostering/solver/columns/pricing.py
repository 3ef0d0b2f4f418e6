"""The cheapest roster of somebody at any prices, limits that no graph holds included.

A whole horizon (`person.Person`) and a part of it (`crop.Cropped`) are priced in the same way; they differ in
their options and graphs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple

import numpy as np

from rostering.problem import Worker
from rostering.solver.clock import Meter
from rostering.solver.columns.cheapest import cheapest
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape, sizes
from rostering.solver.columns.limits import Limit

#: Rounds in which the price of a limit that the graph does not hold is raised.
ROUNDS = 8
#: The same where every limit is soft, so that its price is known to lie below its weight.
SOFT_ROUNDS = 4
#: A gap of this share is as good as none.
CLOSE = 1e-4
#: The most cells of a programme in which duties of some types are counted.
CELLS = 2_000_000
#: Units of work of a pricing, and of each step of the programme.
PRICING, STEP = 2e-4, 4e-10


@dataclass(frozen=True, slots=True)
class Priced:
    """The cheapest roster of a person at given prices.

    ``bound`` is at most the cost of any lawful roster; ``cost`` is that of ``chosen``, which is None when no
    lawful roster was found. ``chosen`` are places in `Person.shifts`, days without a duty left out.
    """

    bound: float
    cost: float
    chosen: Ints | None

    @property
    def is_tight(self) -> bool:
        """Whether hardly anything is left between bound and cost."""
        return self.cost < INF and self.cost - self.bound <= CLOSE * max(1.0, abs(self.cost))


class Graph(NamedTuple):
    """A pricing graph, and how options lie in its table of days and kinds."""

    shape: Shape
    #: Of each option: its kind in the shape.
    kind_of: Ints
    #: The most days of work that there can be in so many days.
    workable: Ints
    #: The options in order of their cells, and where each cell of the table begins among them.
    places: tuple[Ints, Ints]

    @classmethod
    def of(cls, shape: Shape, kind_of: Ints, days: Ints, workable: Ints) -> Graph:
        """Return the graph of options of these kinds on these days, counted from the shape's first."""
        cell = days * len(shape.kind_minutes) + kind_of
        order = np.argsort(cell, kind="stable")
        starts = np.searchsorted(cell[order], np.arange(shape.days * len(shape.kind_minutes) + 1))
        return cls(shape, kind_of, workable, (order, starts))


class Pricing(ABC):
    """Somebody's options, and the cheapest choice among them.

    Attributes
    ----------
    shifts, days, own : arrays
        Of each option: the number of its shift (-1: fixed work alone), its day, and what it costs the person.
    off : array
        What a day off costs, for each day of the horizon.
    limits : list of Limit
        What is limited and not held by the graph.
    first : int
        The first day that the graphs are about.
    """

    worker: Worker
    shifts: Ints
    days: Ints
    own: Floats
    off: Floats
    limits: list[Limit]
    first = 0
    _graphs: dict[tuple[tuple[str, int], ...], Graph]
    cache: dict[Any, Any]
    meter: Meter

    def graph(self, counted: tuple[tuple[str, int], ...] = ()) -> Graph:
        """Return the graph that counts the duties of some types up to their most, made when first asked."""
        if counted not in self._graphs:
            self._graphs[counted] = self._graph(counted)
        return self._graphs[counted]

    @abstractmethod
    def _graph(self, counted: tuple[tuple[str, int], ...]) -> Graph:
        """Return the graph that counts the duties of some types up to their most."""

    def price(self, cost: Floats, off: Floats | None = None) -> Priced:
        """Return the cheapest roster at a cost for each option and each day off; infinite forbids.

        Limits on types of duty that the cheapest roster exceeds are counted in the graph, as long as that
        stays small; all others are priced, which can leave a gap between bound and cost.
        """
        off = self.off if off is None else off
        counted: list[Limit] = []
        while True:
            graph = self.graph(tuple((limit.type_key, int(limit.most)) for limit in counted))
            others = [limit for limit in self.limits if limit not in counted]
            at = np.array([limit.multiplier for limit in others])
            best, over = self._round(graph, others, cost, off, at, Priced(-INF, INF, None))
            if best.bound == -INF:
                return Priced(INF, INF, None)
            more = self._countable(graph.shape, others, over)
            if not more:
                break
            counted = [limit for limit in self.limits if limit in counted or limit in more]
        if best.is_tight or not others:
            return best
        return self._multiplied(graph, others, cost, off, best)

    def _countable(self, shape: Shape, others: Sequence[Limit], over: Floats) -> list[Limit]:
        """Return which of the limits that are exceeded can be counted as well."""
        found = []
        cells = prod(sizes(shape)[0])
        exceeded = [limit for limit, excess in zip(others, over, strict=True) if excess > 0]
        for limit in sorted(exceeded, key=lambda limit: limit.most):
            if limit.type_key and limit.spec.hard and cells * (limit.most + 1) <= CELLS:
                cells *= int(limit.most) + 1
                found.append(limit)
        return found

    def _multiplied(
        self, graph: Graph, under: Sequence[Limit], cost: Floats, off: Floats, best: Priced
    ) -> Priced:
        """Return the best of some rounds in which a price is looked for that keeps each limit."""
        spread = np.abs(cost[np.isfinite(cost)])
        enough = max(1.0, float(spread.max(initial=0.0)))
        low, high = np.zeros(len(under)), np.full(len(under), INF)
        at = np.array([limit.multiplier for limit in under])
        for _ in range(ROUNDS if any(limit.spec.hard for limit in under) else SOFT_ROUNDS):
            best, over = self._round(graph, under, cost, off, at, best)
            if best.is_tight:
                break
            low, high = np.where(over > 0, np.maximum(low, at), low), np.where(over <= 0, at, high)
            high = np.where(high <= low, INF, high)
            caps = np.array([limit.dearest for limit in under])
            middle = np.where(np.isinf(high), np.maximum(2 * low, enough), (low + high) / 2)
            at = np.minimum(caps, np.where((over > 0) | (at > 0), middle, at))
        for limit, multiplier in zip(under, at, strict=True):
            limit.multiplier = float(multiplier)
        return best if best.chosen is not None else self._confined(graph, under, cost, off, best)

    def _confined(
        self, graph: Graph, under: Sequence[Limit], cost: Floats, off: Floats, best: Priced
    ) -> Priced:
        """Return a lawful roster by keeping the cheapest of what exceeds a hard limit, as far as it goes."""
        allowed = cost.copy()
        for _ in range(ROUNDS):
            value, chosen = self.cheapest(graph, allowed, off)
            if chosen is None:
                break
            over = [self._over(limit, chosen) for limit in under]
            value += sum(limit.price(excess) for limit, excess in zip(under, over, strict=True))
            if value < INF:
                return Priced(best.bound, value, chosen)
            for limit, excess in zip(under, over, strict=True):
                if excess > 0 and limit.spec.hard:
                    inside = chosen[limit.weights[chosen] > 0]
                    inside = inside[np.argsort(allowed[inside], kind="stable")]
                    kept = inside[np.cumsum(limit.weights[inside]) <= limit.most + 1e-9]
                    banned = limit.weights > 0
                    banned[kept] = False
                    allowed[banned] = INF
        return best

    def _round(
        self, graph: Graph, under: Sequence[Limit], cost: Floats, off: Floats, at: Floats, best: Priced
    ) -> tuple[Priced, Floats]:
        """Return the best so far after pricing at some multipliers, and by how much limits were exceeded."""
        charged, paid = cost.copy(), 0.0
        for limit, multiplier in zip(under, at, strict=True):
            charged += multiplier * limit.weights
            paid += multiplier * limit.most
        value, chosen = self.cheapest(graph, charged, off)
        if chosen is None:
            return best, np.zeros(len(under))
        over = np.array([self._over(limit, chosen) for limit in under], np.float64)
        here = value + float((cost[chosen] - charged[chosen]).sum())
        for limit, excess in zip(under, over, strict=True):
            here += limit.price(float(excess))
        if here < best.cost:
            best = Priced(max(best.bound, value - paid), here, chosen)
        return Priced(max(best.bound, value - paid), best.cost, best.chosen), over

    def _over(self, limit: Limit, chosen: Ints) -> float:
        return float(limit.weights[chosen].sum()) - limit.most

    def cheapest(self, graph: Graph, cost: Floats, off: Floats) -> tuple[float, Ints | None]:
        """Return the cheapest value and the places of the chosen options, limits left out."""
        shape = graph.shape
        off = off[self.first : self.first + shape.days]
        arrays = self._workspace(shape)
        self.meter.count(PRICING + STEP * arrays[0].size * shape.longest)
        chosen = np.empty(shape.days, np.int64)
        value, found = cheapest(shape, graph.places, cost, off, *arrays, chosen)
        if found < 0:
            raise RuntimeError("the pricing kernel lost its way back")
        return value, chosen[:found] if value < INF else None

    def _workspace(self, shape: Shape) -> tuple[Floats, Floats, Floats, Floats]:
        """Return the arrays that the kernel works in: parts of four that everybody shares."""
        buffers: list[Floats] = self.cache.setdefault("workspace", [np.empty(0) for _ in range(4)])
        for place, size in enumerate(sizes(shape)):
            if buffers[place].size < prod(size):
                buffers[place] = np.empty(prod(size))
        layers, ready, table, closed = (
            buffer[: prod(size)].reshape(size) for buffer, size in zip(buffers, sizes(shape), strict=True)
        )
        return layers, ready, table, closed
