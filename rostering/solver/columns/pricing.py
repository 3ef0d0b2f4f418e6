"""The cheapest roster of somebody at any prices, limits that no graph holds included.

A whole horizon (`person.Person`) and a part of it (`crop.Cropped`) are priced in the same way; they differ in
their options and graphs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple

import numpy as np

from rostering.problem import Worker
from rostering.solver.clock import Meter
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape, forward, sizes
from rostering.solver.columns.limits import Limit
from rostering.solver.columns.trace import DAY_OFF, trace

#: Rounds in which the price of a limit that the graph does not hold is raised.
ROUNDS = 8
#: The same where every limit is soft, so that its price is known to lie below its weight.
SOFT_ROUNDS = 4
#: A gap of this share is as good as none.
CLOSE = 1e-4
#: The most states in which duties of a type are counted.
COUNTS = 60
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
    width: int
    order: Ints
    cells: Ints
    starts: Ints

    @classmethod
    def of(cls, shape: Shape, kind_of: Ints, days: Ints, workable: Ints) -> Graph:
        """Return the graph of options of these kinds on these days, counted from the shape's first."""
        width = len(shape.kind_minutes)
        place = days * width + kind_of
        order = np.argsort(place, kind="stable")
        cells, starts = np.unique(place[order], return_index=True)
        return cls(shape, kind_of, workable, width, order, cells, starts)


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

    def price(self, cost: Floats, off: Floats | None = None, *, exact: bool = False) -> Priced:
        """Return the cheapest roster at a cost for each option and each day off; infinite forbids.

        Limits on types of duty are priced first; ``exact`` counts the most exceeded ones in the graph where a
        gap is left, which takes several times as long.
        """
        off = self.off if off is None else off
        value, chosen = self._cheapest(self.graph(), cost, off)
        if chosen is None:
            return Priced(INF, INF, None)
        if not any(self._over(limit, chosen) > 1e-9 for limit in self.limits):
            return Priced(value, value, chosen)
        best = self._multiplied(cost, off, value)
        if best.chosen is None or (exact and not best.is_tight):
            return self._counting(cost, off, chosen, best)
        return best

    def _multiplied(self, cost: Floats, off: Floats, plain: float) -> Priced:
        """Return the best of some rounds in which a price is looked for that keeps each limit."""
        spread = np.abs(cost[np.isfinite(cost)])
        enough = max(1.0, float(spread.max(initial=0.0)))
        low, high = np.zeros(len(self.limits)), np.full(len(self.limits), INF)
        at = np.array([limit.multiplier for limit in self.limits])
        best = Priced(plain, INF, None)
        for _ in range(ROUNDS if any(limit.spec.hard for limit in self.limits) else SOFT_ROUNDS):
            best, over = self._round(self.graph(), self.limits, cost, off, at, best)
            if best.is_tight:
                break
            low, high = np.where(over > 0, np.maximum(low, at), low), np.where(over <= 0, at, high)
            high = np.where(high <= low, INF, high)
            caps = np.array([limit.dearest for limit in self.limits])
            middle = np.where(np.isinf(high), np.maximum(2 * low, enough), (low + high) / 2)
            at = np.minimum(caps, np.where((over > 0) | (at > 0), middle, at))
        for limit, multiplier in zip(self.limits, at, strict=True):
            limit.multiplier = float(multiplier)
        return best if best.chosen is not None else self._confined(cost, off, best)

    def _confined(self, cost: Floats, off: Floats, best: Priced) -> Priced:
        """Return a lawful roster by keeping the cheapest of what exceeds a hard limit, as far as it goes."""
        allowed = cost.copy()
        for _ in range(ROUNDS):
            value, chosen = self._cheapest(self.graph(), allowed, off)
            if chosen is None:
                break
            over = [self._over(limit, chosen) for limit in self.limits]
            value += sum(limit.price(excess) for limit, excess in zip(self.limits, over, strict=True))
            if value < INF:
                return Priced(best.bound, value, chosen)
            for limit, excess in zip(self.limits, over, strict=True):
                if excess > 0 and limit.spec.hard:
                    inside = chosen[limit.weights[chosen] > 0]
                    inside = inside[np.argsort(allowed[inside], kind="stable")]
                    kept = inside[np.cumsum(limit.weights[inside]) <= limit.most + 1e-9]
                    banned = limit.weights > 0
                    banned[kept] = False
                    allowed[banned] = INF
        return best

    def _round(
        self, graph: Graph, under: list[Limit], cost: Floats, off: Floats, at: Floats, best: Priced
    ) -> tuple[Priced, Floats]:
        """Return the best so far after pricing at some multipliers, and by how much limits were exceeded."""
        charged, paid = cost.copy(), 0.0
        for limit, multiplier in zip(under, at, strict=True):
            charged += multiplier * limit.weights
            paid += multiplier * limit.most
        value, chosen = self._cheapest(graph, charged, off)
        if chosen is None:
            return best, np.zeros(len(under))
        over = np.array([self._over(limit, chosen) for limit in under], np.float64)
        here = value + float((cost[chosen] - charged[chosen]).sum())
        for limit, excess in zip(under, over, strict=True):
            here += limit.price(float(excess))
        if here < best.cost:
            best = Priced(max(best.bound, value - paid), here, chosen)
        return Priced(max(best.bound, value - paid), best.cost, best.chosen), over

    def _counting(self, cost: Floats, off: Floats, chosen: Ints, best: Priced) -> Priced:
        """Return the best roster with the most exceeded limits counted in the graph, the others priced."""
        excess = [
            (self._over(limit, chosen), limit.multiplier, place)
            for place, limit in enumerate(self.limits)
            if limit.spec.hard and limit.type_key
        ]
        places: list[int] = []
        size = 1
        for exceeded, multiplier, place in sorted(excess, reverse=True):
            most = int(self.limits[place].most) + 1
            if (exceeded > 0 or multiplier > 0) and (not places or size * most <= COUNTS):
                places.append(place)
                size *= most
        if not places:
            return best
        counted = tuple(
            (self.limits[place].type_key, int(self.limits[place].most)) for place in sorted(places)
        )
        graph = self.graph(counted)
        others = [limit for place, limit in enumerate(self.limits) if place not in places]
        at = np.array([limit.multiplier for limit in others])
        scale = max(1.0, float(np.abs(cost[np.isfinite(cost)]).max(initial=0.0)))
        for _ in range(ROUNDS):
            best, over = self._round(graph, others, cost, off, at, best)
            if best.is_tight or not others:
                break
            step = min(best.cost - best.bound, scale)
            at = np.maximum(0.0, at + over * step / max(1.0, float((over * over).sum())))
            scale *= 1.5 if best.chosen is None else 0.7
        return best

    def _over(self, limit: Limit, chosen: Ints) -> float:
        return float(limit.weights[chosen].sum()) - limit.most

    def _cheapest(self, graph: Graph, cost: Floats, off: Floats) -> tuple[float, Ints | None]:
        """Return the cheapest value and the places of the chosen options, limits left out."""
        shape, width = graph.shape, graph.width
        table = np.full(shape.days * width, INF)
        if len(graph.cells):
            table[graph.cells] = np.minimum.reduceat(cost[graph.order], graph.starts)
        by_day: Floats = table.reshape(shape.days, width)
        off = off[self.first : self.first + shape.days]
        layers, ready, stretches, closed = self._workspace(shape)
        self.meter.count(PRICING + STEP * layers.size * shape.longest)
        value = forward(shape, by_day, off, layers, ready, stretches, closed)
        if value == INF:
            return INF, None
        kinds = np.empty(shape.days, np.int64)
        if not trace(shape, by_day, off, layers, ready, stretches, value, kinds):
            raise RuntimeError("the pricing kernel lost its way back")
        worked = np.nonzero(kinds != DAY_OFF)[0]
        rows = np.searchsorted(graph.cells, worked * width + kinds[worked])
        ends = np.append(graph.starts[1:], len(graph.order))
        chosen = [
            graph.order[start + int(np.argmin(cost[graph.order[start:end]]))]
            for start, end in zip(graph.starts[rows], ends[rows], strict=True)
        ]
        return float(value), np.array(chosen, np.int64)

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
