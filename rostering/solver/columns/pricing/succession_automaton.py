"""Rules about what may follow what, as one automaton that reads a person's days one by one.

A day is read as its `DayPattern`, or None for a day off. Automata have weighted transitions: a cost for each
day that is read, infinite when the day is forbidden (Demassey, Pesant and Rousseau 2006, "A cost-regular
based hybrid column generation approach").
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeAlias

from rostering.problem import MINUTES_PER_DAY
from rostering.solver.columns.pricing.day_patterns import DayPattern, DutyInterval

FORBIDDEN = float("inf")
State = Hashable


class Automaton(Protocol):
    """A finite automaton whose transitions are the same on all days."""

    @property
    def start(self) -> State:
        """The state long before the horizon."""

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins; ``state`` is that after the days before it."""

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and the cost of the transition."""


# (first pattern, second pattern, days from the first to the second, nights in a row up to the first) -> cost.
PairCost = Callable[[DayPattern, DayPattern, int, int], float]
#: By day from the next on, and by pattern: what it costs there because of the days before.
PendingCosts: TypeAlias = tuple[tuple[float, ...], ...]


class SuccessionAutomaton:
    """Rests and successions: what a day costs because of the days before it.

    A state is the costs still pending and the number of nights in a row.

    Parameters
    ----------
    patterns : sequence of DayPattern
        The patterns that can be read.
    costs : sequence of PairCost
        What two days cost beside each other; with 0 days from first to second, what the duties of one day do.
    days_ahead : int
        How many days ahead a day can make others cost more.
    nights : int
        The most nights in a row that are told apart; a longer run counts as so many.
    """

    def __init__(
        self, patterns: Sequence[DayPattern], costs: Sequence[PairCost], days_ahead: int, nights: int
    ) -> None:
        self._patterns, self._costs = tuple(patterns), tuple(costs)
        self._number = {pattern: number for number, pattern in enumerate(self._patterns)}
        self._days_ahead, self._nights = days_ahead, nights
        self._caused: dict[tuple[DayPattern, int], PendingCosts] = {}
        self.start: State = ((), 0)

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what the days before make it cost."""
        pending: PendingCosts
        nights: int
        pending, nights = state  # type: ignore[misc]
        later = pending[1:]
        if pattern is None:
            return (later, 0), 0.0
        number = self._number.get(pattern)
        cost = pending[0][number] if pending and number is not None else 0.0
        nights_after = min(nights + 1, self._nights) if pattern.is_night else 0
        cost += self._cost_within(pattern, nights_after)
        return (_sum(later, self._costs_caused(pattern, nights_after)), nights_after), cost

    def costs_caused(self, pattern: DayPattern) -> tuple[PendingCosts, ...]:
        """Return what a day makes the patterns of later days cost, by the number of nights in a row."""
        return tuple(self._costs_caused(pattern, nights) for nights in range(self._nights + 1))

    def costs_within(self, pattern: DayPattern) -> tuple[float, ...]:
        """Return what the duties of one day cost beside each other, by the number of nights in a row."""
        return tuple(self._cost_within(pattern, nights) for nights in range(self._nights + 1))

    def _cost_within(self, pattern: DayPattern, nights: int) -> float:
        if len(pattern.intervals) < 2:
            return 0.0
        return sum(cost(pattern, pattern, 0, nights) for cost in self._costs)

    def _costs_caused(self, pattern: DayPattern, nights: int) -> PendingCosts:
        if (pattern, nights) not in self._caused:
            rows = [
                tuple(
                    sum(cost(pattern, later, days, nights) for cost in self._costs)
                    for later in self._patterns
                )
                for days in range(1, self._days_ahead + 1)
            ]
            while rows and not any(rows[-1]):
                rows.pop()
            self._caused[pattern, nights] = tuple(rows)
        return self._caused[pattern, nights]


def _sum(first: PendingCosts, second: PendingCosts) -> PendingCosts:
    """Return the sums of pending costs, of which either may reach further."""
    shared = [
        tuple(a + b for a, b in zip(row, other, strict=True))
        for row, other in zip(first, second, strict=False)
    ]
    return (*shared, *first[len(shared) :], *second[len(shared) :])


def rest_between(
    rest_min: int, price: float, is_owed: Callable[[DutyInterval, DutyInterval], bool]
) -> PairCost:
    """Return the cost of less than some minutes of rest between two duties for which it is owed."""

    def cost(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
        return _short_rests(first, second, days, rest_min, price, is_owed)

    return cost


def _short_rests(
    first: DayPattern,
    second: DayPattern,
    days: int,
    rest_min: int,
    price: float,
    is_owed: Callable[[DutyInterval, DutyInterval], bool],
) -> float:
    """Return the price of all rests too short between the duties of two days, so many days apart."""
    total = 0.0
    for earlier in first.intervals:
        for later in second.intervals:
            gap_min = later.start_min + days * MINUTES_PER_DAY - earlier.end_min
            is_decided = earlier.is_own or later.is_own
            if is_decided and 0 <= gap_min < rest_min and is_owed(earlier, later):
                total += price
    return total


def overlapping_duties(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
    """Return an infinite cost if two days' work overlaps."""
    if not days:
        return 0.0
    for earlier in first.intervals:
        for later in second.intervals:
            start_min = later.start_min + days * MINUTES_PER_DAY
            if (earlier.is_own or later.is_own) and start_min < earlier.end_min:
                return FORBIDDEN
    return 0.0


def rest_after_nights(rest_min: int, least_nights: int, price: float) -> PairCost:
    """Return the cost of another duty too soon after so many nights."""

    def cost(first: DayPattern, second: DayPattern, days: int, nights: int) -> float:
        if nights < least_nights:
            return 0.0

        def is_owed(earlier: DutyInterval, later: DutyInterval) -> bool:
            return earlier.is_night and not (later.is_night and days == 1)

        return _short_rests(first, second, days, rest_min, price, is_owed)

    return cost


def forbidden_succession(pairs: frozenset[tuple[str, str]], price: float) -> PairCost:
    """Return the cost of a type of duty on the day after another."""

    def cost(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
        if days != 1:
            return 0.0
        return sum(
            price
            for earlier in first.intervals
            for later in second.intervals
            if (earlier.type_key, later.type_key) in pairs and (earlier.is_own or later.is_own)
        )

    return cost
