"""Rules about what may follow what, as small automata that read a person's days one by one.

A day is read as its `DayPattern`, or None for a day off. Each automaton says what reading a day costs
(infinite when it may not be) and remembers as little as it must.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from rostering.problem import MINUTES_PER_DAY
from rostering.solver.columns.pricing.day_patterns import DayPattern, DutyInterval

FORBIDDEN = float("inf")
State = Hashable


class Automaton(Protocol):
    """What a rule of sequence has to be."""

    @property
    def start(self) -> State:
        """The state long before the horizon."""

    def opened(self, state: State) -> State:
        """Return the state in which the horizon begins, when the days before it have been read."""

    def step(self, state: State, kind: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what reading the day costs."""


# (first kind, second kind, days between, nights in a row up to the first) -> cost.
PairCost = Callable[[DayPattern, DayPattern, int, int], float]


class SuccessionAutomaton:
    """Rests and successions: what a day costs because of the days before it.

    The state is the bill still to come: for each of the next days, what each kind would cost on it, and the
    number of nights in a row (only as far as a rule asks).
    """

    def __init__(
        self, kinds: Sequence[DayPattern], costs: Sequence[PairCost], reach: int, nights: int
    ) -> None:
        self._kinds, self._costs = tuple(kinds), tuple(costs)
        self._place = {kind: place for place, kind in enumerate(self._kinds)}
        self._reach, self._nights = reach, nights
        self._bills: dict[tuple[DayPattern, int], tuple[tuple[float, ...], ...]] = {}
        self.start: State = ((), 0)

    def opened(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, kind: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what the days before make it cost."""
        bill: tuple[tuple[float, ...], ...]
        nights: int
        bill, nights = state  # type: ignore[misc]
        later = bill[1:]
        if kind is None:
            return (later, 0), 0.0
        place = self._place.get(kind)
        cost = bill[0][place] if bill and place is not None else 0.0
        run = min(nights + 1, self._nights) if kind.is_night else 0
        cost += self._within(kind, run)
        return (_added(later, self._bill(kind, run)), run), cost

    def bills(self, kind: DayPattern) -> tuple[tuple[tuple[float, ...], ...], ...]:
        """Return what a day makes each kind cost on the days after it, for each number of nights in a row."""
        return tuple(self._bill(kind, run) for run in range(self._nights + 1))

    def within(self, kind: DayPattern) -> tuple[float, ...]:
        """Return what the duties of one day cost beside each other, for each number of nights in a row."""
        return tuple(self._within(kind, run) for run in range(self._nights + 1))

    def _within(self, kind: DayPattern, nights: int) -> float:
        return sum(cost(kind, kind, 0, nights) for cost in self._costs) if len(kind.intervals) > 1 else 0.0

    def _bill(self, kind: DayPattern, nights: int) -> tuple[tuple[float, ...], ...]:
        if (kind, nights) not in self._bills:
            rows = [
                tuple(sum(cost(kind, other, days, nights) for cost in self._costs) for other in self._kinds)
                for days in range(1, self._reach + 1)
            ]
            while rows and not any(rows[-1]):
                rows.pop()
            self._bills[kind, nights] = tuple(rows)
        return self._bills[kind, nights]


def _added(
    one: tuple[tuple[float, ...], ...], two: tuple[tuple[float, ...], ...]
) -> tuple[tuple[float, ...], ...]:
    shared = [tuple(a + b for a, b in zip(x, y, strict=True)) for x, y in zip(one, two, strict=False)]
    return (*shared, *one[len(shared) :], *two[len(shared) :])


def rest_between(
    rest_min: int, price: float, owed: Callable[[DutyInterval, DutyInterval], bool]
) -> Callable[[DayPattern, DayPattern, int, int], float]:
    """Return the cost of too little rest between two duties for which it is owed."""

    def cost(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
        return _short(first, second, days, rest_min, price, owed)

    return cost


def _short(
    first: DayPattern,
    second: DayPattern,
    days: int,
    rest_min: int,
    price: float,
    owed: Callable[[DutyInterval, DutyInterval], bool],
) -> float:
    total = 0.0
    for one in first.intervals:
        for two in second.intervals:
            gap = two.start_min + days * MINUTES_PER_DAY - one.end_min
            if (one.is_own or two.is_own) and 0 <= gap < rest_min and owed(one, two):
                total += price
    return total


def overlapping_duties(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
    """Return an infinite cost if two days' work overlaps."""
    if not days:
        return 0.0
    for one in first.intervals:
        for two in second.intervals:
            starts = two.start_min + days * MINUTES_PER_DAY
            if (one.is_own or two.is_own) and starts < one.end_min:
                return FORBIDDEN
    return 0.0


def rest_after_nights(rest_min: int, least_nights: int, price: float) -> PairCost:
    """Return the cost of another duty too soon after so many nights."""

    def cost(first: DayPattern, second: DayPattern, days: int, nights: int) -> float:
        if nights < least_nights:
            return 0.0

        def owed(one: DutyInterval, two: DutyInterval) -> bool:
            return one.is_night and not (two.is_night and days == 1)

        return _short(first, second, days, rest_min, price, owed)

    return cost


def forbidden_succession(pairs: frozenset[tuple[str, str]], price: float) -> PairCost:
    """Return the cost of a type of duty on the day after another."""

    def cost(first: DayPattern, second: DayPattern, days: int, _nights: int) -> float:
        if days != 1:
            return 0.0
        return sum(
            price
            for one in first.intervals
            for two in second.intervals
            if (one.type_key, two.type_key) in pairs and (one.is_own or two.is_own)
        )

    return cost
