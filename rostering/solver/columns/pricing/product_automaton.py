"""The pricing graph of one person: states of work and of rest, put together from the rules that bind them."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.solver.columns.loops.array_types import INF
from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.succession_automaton import Automaton

ProductState = tuple[object, ...]


class ProductAutomaton:
    """The product of some automata, unfolded as far as a person's days can lead."""

    def __init__(
        self, parts: Sequence[Automaton], kinds: Sequence[DayPattern], past: dict[int, DayPattern]
    ) -> None:
        self._parts, self._kinds = parts, kinds
        self.work: dict[ProductState, int] = {}
        self.rest: dict[ProductState, int] = {}
        state: ProductState = tuple(part.start for part in parts)
        worked = False
        for day in range(min(past, default=0), 0):
            state, _ = self._step(state, past.get(day))
            worked = day in past
        self.first: ProductState = tuple(part.opened(one) for part, one in zip(parts, state, strict=True))
        self.goes_on = worked
        self.steps: list[tuple[bool, int, int, bool, int, float]] = []
        self._unfold()

    def _step(self, state: ProductState, kind: DayPattern | None) -> tuple[ProductState, float]:
        after, cost = [], 0.0
        for part, one in zip(self._parts, state, strict=True):
            new, more = part.step(one, kind)
            after.append(new)
            cost += more
        return tuple(after), cost

    def _number(self, state: ProductState, works: bool) -> tuple[int, bool]:
        known = self.work if works else self.rest
        new = state not in known
        return known.setdefault(state, len(known)), new

    def _unfold(self) -> None:
        """Record every step as (from work, from, kind or -1, to work, to, cost)."""
        self._number(self.first, self.goes_on)
        waiting = [(self.first, self.goes_on)]
        while waiting:
            state, works = waiting.pop()
            source, _ = self._number(state, works)
            for place, kind in [(-1, None), *enumerate(self._kinds)]:
                after, cost = self._step(state, kind)
                if cost == INF:
                    continue
                to, new = self._number(after, place >= 0)
                if new:
                    waiting.append((after, place >= 0))
                self.steps.append((works, source, place, place >= 0, to, cost))
