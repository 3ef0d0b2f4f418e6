"""Automata that read the horizon day by day, dates and all, and the arrays they become.

A part remembers as little as it must, so that the product of all parts (`layered_product`) stays small.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.pricing.product_automaton import ProductAutomaton

#: What a part remembers, or sees of a day; hashable.
State: TypeAlias = Any


class DatedAutomaton(Protocol):
    """What a rule has to be to be priced day by day; ``kind`` is the place of a kind, -1 a day off."""

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""

    def sees(self, day: int, kind: int) -> State:
        """Return what the rule looks at when a day is spent so."""

    def step(self, day: int, state: State, seen: State) -> tuple[State, float]:
        """Return the state after a day and what the day costs: infinite when it may not be."""

    def end(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""


class TransitionTable(NamedTuple):
    """A part as arrays.

    ``size`` is how many states there are before each day and after the last, ``place`` where each day begins
    in ``to`` and ``cost``. There, by state and kind (days off last), are the number of the state after it
    (-1: forbidden) and the cost. ``start`` is the first state, ``end`` by state the cost of the end.
    """

    pattern_count: int
    start: int
    state_count: Ints
    offset: Ints
    target: Ints
    cost: Floats
    final_cost: Floats

    def for_patterns(self, kinds: Ints) -> TransitionTable:
        """Return the part for these of its kinds, which may be repeated; days off come last."""
        return self._replace(
            pattern_count=len(kinds),
            offset=self.offset // self.pattern_count * len(kinds),
            target=self.target.reshape(-1, self.pattern_count)[:, kinds].ravel(),
            cost=self.cost.reshape(-1, self.pattern_count)[:, kinds].ravel(),
        )


class GraphTooLarge(Exception):
    """A graph would be larger than it may be."""


def tabulate(part: DatedAutomaton, days: range, kinds: int, most_states: float = INF) -> TransitionTable:
    """Return a part as arrays; ``kinds`` counts days off too.

    Raises
    ------
    TooLarge
        If there are more states than that before a day.
    """
    to, cost = [], []
    size, place = [1], [0]
    numbers: dict[State, int] = {part.start: 0}
    for day in days:
        after: dict[State, int] = {}
        seen = [part.sees(day, kind) for kind in (*range(kinds - 1), DAY_OFF)]
        sights = {sight: number for number, sight in enumerate(dict.fromkeys(seen))}
        steps = [part.step(day, state, sight) for state in numbers for sight in sights]
        found = [after.setdefault(state, len(after)) if price < INF else -1 for state, price in steps]
        if len(after) > most_states:
            raise GraphTooLarge
        columns = [sights[sight] for sight in seen]
        shape = len(numbers), len(sights)
        to.append(np.array(found, np.int64).reshape(shape)[:, columns].ravel())
        cost.append(np.array([price for _, price in steps]).reshape(shape)[:, columns].ravel())
        numbers = after
        size.append(len(after))
        place.append(place[-1] + len(to[-1]))
    end = np.array([part.end(state) for state in numbers])
    return TransitionTable(
        kinds, 0, np.array(size), np.array(place[:-1]), np.concatenate(to), np.concatenate(cost), end
    )


def product_table(joined: ProductAutomaton, days: int, kinds: int) -> TransitionTable:
    """Return the rules that know no dates, already put together, as arrays; ``kinds`` counts days off too."""
    states = len(joined.work) + len(joined.rest)
    start = joined.work[joined.first] if joined.goes_on else len(joined.work) + joined.rest[joined.first]
    to, cost = np.full((states, kinds), -1, np.int64), np.full((states, kinds), INF)
    for works, source, kind, works_after, after, price in joined.steps:
        state = source if works else len(joined.work) + source
        to[state, kind] = after if works_after else len(joined.work) + after
        cost[state, kind] = price
    return TransitionTable(
        kinds,
        start,
        np.full(days + 1, states),
        np.zeros(days, np.int64),
        to.ravel(),
        cost.ravel(),
        np.zeros(states),
    )


def rejects(table: TransitionTable, days: Ints, kinds: Ints) -> bool:
    """Return whether a part forbids a roster, given as the days of work and their kinds."""
    told = np.full(len(table.offset), table.pattern_count - 1)
    told[days] = kinds
    state = table.start
    for place, kind in zip(table.offset, told, strict=True):
        state = int(table.target[place + state * table.pattern_count + kind])
        if state < 0:
            return True
    return False
