"""The product of the automata that bind one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rostering.solver.columns.loops.array_types import INF
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.succession_automaton import Automaton

ProductState = tuple[object, ...]


class ProductTransition(NamedTuple):
    """A transition between numbered states, which are counted apart for states of work and of rest."""

    from_work: bool
    source: int
    #: The number of a pattern, or `DAY_OFF`.
    pattern: int
    to_work: bool
    target: int
    cost: float


class ProductAutomaton:
    """The product of some automata, unfolded as far as a person's days can lead.

    Parameters
    ----------
    automata : sequence of Automaton
        What is put together.
    patterns : sequence of DayPattern
        How a day of work can be spent.
    past : mapping
        The pattern of each day of work before the horizon.

    Attributes
    ----------
    first, begins_at_work
        The state in which the horizon begins, and whether the day before it is worked.
    work_states, rest_states : dict
        The number of each state after a day of work, and after a day off.
    transitions : list of ProductTransition
        All that are not forbidden.
    """

    def __init__(
        self, automata: Sequence[Automaton], patterns: Sequence[DayPattern], past: Mapping[int, DayPattern]
    ) -> None:
        self._automata, self._patterns = automata, patterns
        self.work_states: dict[ProductState, int] = {}
        self.rest_states: dict[ProductState, int] = {}
        state: ProductState = tuple(automaton.start for automaton in automata)
        is_worked = False
        for day in range(min(past, default=0), 0):
            state, _ = self._step(state, past.get(day))
            is_worked = day in past
        self.first: ProductState = tuple(
            automaton.at_horizon_start(component)
            for automaton, component in zip(automata, state, strict=True)
        )
        self.begins_at_work = is_worked
        self.transitions: list[ProductTransition] = []
        self._unfold()

    def _step(self, state: ProductState, pattern: DayPattern | None) -> tuple[ProductState, float]:
        after, total = [], 0.0
        for automaton, component in zip(self._automata, state, strict=True):
            component_after, cost = automaton.step(component, pattern)
            after.append(component_after)
            total += cost
        return tuple(after), total

    def _number(self, state: ProductState, is_worked: bool) -> tuple[int, bool]:
        """Return the number of a state, and whether it is new."""
        states = self.work_states if is_worked else self.rest_states
        is_new = state not in states
        return states.setdefault(state, len(states)), is_new

    def _unfold(self) -> None:
        """Find all states that can be reached, and all transitions between them."""
        self._number(self.first, self.begins_at_work)
        waiting = [(self.first, self.begins_at_work)]
        while waiting:
            state, is_worked = waiting.pop()
            source, _ = self._number(state, is_worked)
            for number, pattern in [(DAY_OFF, None), *enumerate(self._patterns)]:
                after, cost = self._step(state, pattern)
                if cost == INF:
                    continue
                to_work = number != DAY_OFF
                target, is_new = self._number(after, to_work)
                if is_new:
                    waiting.append((after, to_work))
                self.transitions.append(ProductTransition(is_worked, source, number, to_work, target, cost))
