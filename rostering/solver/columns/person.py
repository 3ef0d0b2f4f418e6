"""One person as the column engine sees them: options day by day, and the cheapest roster at any prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from rostering.problem import Problem, Worker
from rostering.rules import young_day
from rostering.rules._sums import effective_max, minutes
from rostering.rules.base import fixed_duties, read
from rostering.solver.clock import WALL, Meter
from rostering.solver.columns import graph
from rostering.solver.columns.holding import binding
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape, forward, span_of, workspace
from rostering.solver.columns.kinds import Kind, Option, options, past_kinds
from rostering.solver.columns.limits import Limit, limits
from rostering.solver.columns.totals import minutes_total, weekend_count, whole_period
from rostering.solver.columns.trace import DAY_OFF, trace
from rostering.solver.columns.wishes import WISHES

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


class _Graph(NamedTuple):
    """A pricing graph, and how options lie in its table of days and kinds."""

    shape: Shape
    width: int
    order: Ints
    cells: Ints
    starts: Ints


class Person:
    """The options and the pricing graph of one person.

    Parameters
    ----------
    problem, worker
        Whom it is about.
    refused : set of (str, str)
        Pairs of person and duty that can never be.
    shift_numbers : mapping
        The number of each shift, by key.
    cache : dict
        Shared between the people of a problem, so that equal graphs are built once.
    meter : Meter, optional
        Told how much work each pricing was.
    """

    def __init__(
        self,
        problem: Problem,
        worker: Worker,
        refused: set[tuple[str, str]],
        shift_numbers: Mapping[str, int],
        cache: dict[Any, Any],
        meter: Meter = WALL,
    ) -> None:
        if not binding(problem, worker, ("locked",)):
            worker = replace(worker, locked=(), locked_off=())
        self.worker = worker
        self._problem, self._cache, self._meter = problem, cache, meter
        self._fixed = fixed_duties(problem, worker)
        fixed_kinds = past_kinds(problem, self._fixed)
        self._past = {day: kind for day, kind in fixed_kinds.items() if day < 0}
        found = list(options(problem, worker, fixed_kinds, refused))
        self._options = found
        self.kinds = list(dict.fromkeys(one.kind for one in found))
        self.shifts: Ints = np.array(
            [shift_numbers[one.shift.key] if one.shift else -1 for one in found], np.int64
        )
        self.days: Ints = np.array([one.day for one in found], np.int64)
        self.own, self.off = self._own_costs(found, fixed_kinds)
        self.limits = limits(problem, worker, self._fixed, found)
        self._graphs: dict[tuple[tuple[str, int], ...], _Graph] = {}
        self._plain = self._graph(())

    # -- prices

    def price(self, cost: Floats, off: Floats | None = None, *, exact: bool = False) -> Priced:
        """Return the cheapest roster at a cost for each option and each day off; infinite forbids.

        Limits on types of duty are priced first; ``exact`` counts the most exceeded ones in the graph where a
        gap is left, which takes several times as long.
        """
        off = self.off if off is None else off
        value, chosen = self._cheapest(self._plain, cost, off)
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
            best, over = self._round(self._plain, self.limits, cost, off, at, best)
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
            value, chosen = self._cheapest(self._plain, allowed, off)
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
        self, graph: _Graph, under: list[Limit], cost: Floats, off: Floats, at: Floats, best: Priced
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
        if counted not in self._graphs:
            self._graphs[counted] = self._graph(counted)
        graph = self._graphs[counted]
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

    # -- the graph

    def _graph(self, counted: tuple[tuple[str, int], ...]) -> _Graph:
        """Return the graph that counts the duties of some types up to their most."""
        alike = self._alike(counted)
        merged: dict[tuple[object, ...], Kind] = {}
        for kind in self.kinds:
            merged.setdefault(alike[kind], kind)
        numbers = {mark: number for number, mark in enumerate(merged)}
        width = len(merged)
        place = np.array([one.day * width + numbers[alike[one.kind]] for one in self._options], np.int64)
        order = np.argsort(place, kind="stable")
        cells, starts = np.unique(place[order], return_index=True)
        return _Graph(self._shape(list(merged.values()), counted), width, order, cells, starts)

    def _alike(self, counted: tuple[tuple[str, int], ...]) -> dict[Kind, tuple[object, ...]]:
        """Return a mark for each kind that is equal for kinds which no rule of this person tells apart."""
        parts = graph.automata(self._problem, self.worker, self.kinds)
        gaps, others = parts[0], parts[1:]
        del others
        bills = {
            kind: tuple(gaps._bill(kind, run) for run in range(gaps._nights + 1))  # type: ignore[attr-defined]
            for kind in self.kinds
        }
        seen_as: dict[Kind, list[object]] = {kind: [] for kind in self.kinds}
        for one in self.kinds:
            for bill in bills[one]:
                for row in bill:
                    for place, kind in enumerate(self.kinds):
                        seen_as[kind].append(row[place])
        whole = whole_period(self._problem, self.worker) is not None
        return {
            kind: (
                bills[kind],
                tuple(seen_as[kind]),
                kind.paid_min if whole else 0,
                kind.is_night,
                kind.is_fixed,
                kind.type_key if kind.type_key in dict(counted) else None,
            )
            for kind in self.kinds
        }

    def _shape(self, kinds: list[Kind], counted: tuple[tuple[str, int], ...]) -> Shape:
        problem, worker = self._problem, self.worker
        longest = graph.longest_stretch(problem, worker, self._fixed)
        weekends = weekend_count(
            problem, binding(problem, worker, ("weekends", "fairness")), worker, self._fixed
        )
        begun = any(duty.day == -1 for duty in self._fixed)
        key = (
            weekends.start,
            tuple(tuple((w, m, s.name) for w, m, s in one) for one in weekends.checks),
            tuple((m, s.name) for m, s in weekends.totals),
            weekends.most,
            longest,
            begun,
        )
        if key not in self._cache:
            self._cache[key] = graph.weekend_tables(problem, weekends, longest, begun)
        parts = graph.automata(problem, worker, kinds)
        return graph.shape(
            problem,
            graph.Joined(parts, kinds, self._past),
            kinds,
            longest=longest,
            rest=graph.least_rest(problem, worker),
            stretch_cost=graph.stretch_costs(problem, worker, self._fixed, longest),
            weekends=weekends,
            tables=self._cache[key],
            minutes=minutes_total(
                problem,
                binding(problem, worker, ("contract_hours", "hours_target")),
                worker,
                self._fixed,
                {kind.paid_min for kind in self.kinds},
                problem.days,
            ),
            counted=counted,
        )

    def _cheapest(self, graph: _Graph, cost: Floats, off: Floats) -> tuple[float, Ints | None]:
        """Return the cheapest value and the places of the chosen options, limits left out."""
        shape, width = graph.shape, graph.width
        table = np.full(shape.days * width, INF)
        if len(graph.cells):
            table[graph.cells] = np.minimum.reduceat(cost[graph.order], graph.starts)
        by_day: Floats = table.reshape(shape.days, width)
        layers, ready, stretches, closed = self._workspace(shape)
        self._meter.count(PRICING + STEP * layers.size * shape.longest)
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
        span = span_of(shape)
        key = (
            shape.days,
            shape.rests,
            shape.weekends,
            shape.counts,
            shape.minutes,
            shape.longest,
            shape.states,
            span,
        )
        if key not in self._cache:
            self._cache[key] = workspace(shape)
        found: tuple[Floats, Floats, Floats, Floats] = self._cache[key]
        return found

    # -- own costs

    def _own_costs(self, found: list[Option], fixed_kinds: dict[int, Kind]) -> tuple[Floats, Floats]:
        """Return what each option and each day off costs by rules about single days."""
        problem, worker = self._problem, self.worker
        own, off = np.zeros(len(found)), np.zeros(problem.days)
        for key in worker.locked:
            off[problem.shift_of[key].day] = INF
        for day in fixed_kinds:
            if 0 <= day < problem.days:
                off[day] = INF
        for spec in binding(problem, worker, ("young_day",)):
            for cap in young_day.caps(problem, worker, read(young_day.YoungDay, spec)):
                room_min = effective_max(cap, self._fixed) - minutes(self._fixed, cap.days)
                for place, one in enumerate(found):
                    if one.day in cap.days and one.shift is not None and one.shift.work_min > room_min:
                        own[place] = INF
        for spec in binding(problem, worker, WISHES):
            for day, cost in WISHES[spec.rule](problem, worker, spec):
                off[day] += cost(None)
                for choice in np.flatnonzero(self.days == day):
                    own[choice] += cost(found[choice].shift)
        return own, off
