"""Automata that read the horizon day by day, and the transition tables that they become.

An automaton remembers as little as it must, so that the product of all (`layered_product`) stays small.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.pricing.product_automaton import ProductAutomaton

#: A state, or a symbol that an automaton reads; hashable.
State: TypeAlias = Any
Symbol: TypeAlias = Any


class DatedAutomaton(Protocol):
    """A finite automaton with transitions of their own for each day; ``pattern`` is a number or `DAY_OFF`."""

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return what the automaton reads of a day spent so; equal symbols have equal transitions."""

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day, and the cost of the transition: infinite when it is forbidden."""

    def final_cost(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""


class TransitionTable(NamedTuple):
    """A dated automaton as arrays; states are numbered from 0 on each day, patterns too, days off last."""

    pattern_count: int
    start: int
    #: By day, and after the last: the number of states before it.
    state_count: Ints
    #: By day: where its transitions begin; there is one for each state and pattern.
    offset: Ints
    #: By transition: the state after it (-1: forbidden), and its cost.
    target: Ints
    cost: Floats
    #: By state after the last day: the cost of ending there.
    final_cost: Floats

    def for_patterns(self, patterns: Ints) -> TransitionTable:
        """Return the table for these of its patterns, which may be repeated; days off come last."""
        return self._replace(
            pattern_count=len(patterns),
            offset=self.offset // self.pattern_count * len(patterns),
            target=self.target.reshape(-1, self.pattern_count)[:, patterns].ravel(),
            cost=self.cost.reshape(-1, self.pattern_count)[:, patterns].ravel(),
        )


class GraphTooLarge(Exception):
    """A graph would be larger than it may be."""


def tabulate(
    automaton: DatedAutomaton, days: range, pattern_count: int, most_states: float = INF
) -> TransitionTable:
    """Return the transition table of an automaton; ``pattern_count`` counts days off too.

    Raises
    ------
    GraphTooLarge
        If there are more states than that before a day.
    """
    targets, costs = [], []
    state_count, offset = [1], [0]
    states: dict[State, int] = {automaton.start: 0}
    for day in days:
        next_states: dict[State, int] = {}
        symbols = [automaton.symbol(day, pattern) for pattern in (*range(pattern_count - 1), DAY_OFF)]
        numbers = {symbol: number for number, symbol in enumerate(dict.fromkeys(symbols))}
        steps = [automaton.step(day, state, symbol) for state in states for symbol in numbers]
        target = [
            next_states.setdefault(state, len(next_states)) if cost < INF else -1 for state, cost in steps
        ]
        if len(next_states) > most_states:
            raise GraphTooLarge
        columns = [numbers[symbol] for symbol in symbols]
        shape = len(states), len(numbers)
        targets.append(np.array(target, np.int64).reshape(shape)[:, columns].ravel())
        costs.append(np.array([cost for _, cost in steps]).reshape(shape)[:, columns].ravel())
        states = next_states
        state_count.append(len(states))
        offset.append(offset[-1] + len(targets[-1]))
    return TransitionTable(
        pattern_count,
        0,
        np.array(state_count),
        np.array(offset[:-1]),
        np.concatenate(targets),
        np.concatenate(costs),
        np.array([automaton.final_cost(state) for state in states]),
    )


def product_table(product: ProductAutomaton, days: int, pattern_count: int) -> TransitionTable:
    """Return the transition table of a product automaton, the same on all days, those of work first."""
    working = len(product.work_states)
    states = working + len(product.rest_states)
    if product.begins_at_work:
        start = product.work_states[product.first]
    else:
        start = working + product.rest_states[product.first]
    target, cost = np.full((states, pattern_count), -1, np.int64), np.full((states, pattern_count), INF)
    for transition in product.transitions:
        source = transition.source if transition.from_work else working + transition.source
        after = transition.target if transition.to_work else working + transition.target
        target[source, transition.pattern], cost[source, transition.pattern] = after, transition.cost
    return TransitionTable(
        pattern_count,
        start,
        np.full(days + 1, states),
        np.zeros(days, np.int64),
        target.ravel(),
        cost.ravel(),
        np.zeros(states),
    )


def rejects(table: TransitionTable, days: Ints, patterns: Ints) -> bool:
    """Return whether an automaton forbids a roster, given as the days of work and their patterns."""
    pattern_by_day = np.full(len(table.offset), table.pattern_count - 1)
    pattern_by_day[days] = patterns
    state = table.start
    for offset, pattern in zip(table.offset, pattern_by_day, strict=True):
        state = int(table.target[offset + state * table.pattern_count + pattern])
        if state < 0:
            return True
    return False
