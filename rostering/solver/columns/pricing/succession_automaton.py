"""Rules about what may follow what, as one automaton that reads a person's days one by one.

A day is read as its `DayPattern`, or None for a day off. Automata have weighted transitions: a cost for each
day that is read, infinite when the day is forbidden (Demassey, Pesant and Rousseau 2006, "A cost-regular
based hybrid column generation approach").
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

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


class NightRun(NamedTuple):
    """The nights in a row up to a day; no more are counted than a rule tells apart."""

    nights: int
    #: How many of the last of them are fixed.
    fixed: int


# (first pattern, second pattern, days from the first to the second, nights in a row up to the first) -> cost.
PairCost = Callable[[DayPattern, DayPattern, int, NightRun], float]
#: By day from the next on, and by pattern: what it costs there because of the days before.
PendingCosts: TypeAlias = tuple[tuple[float, ...], ...]


class RunEndCosts(NamedTuple):
    """What the last night of a run makes cost, if no night follows on the next day."""

    #: What other duties of its own day cost.
    within: float
    caused: PendingCosts


class SuccessionAutomaton:
    """Rests and successions: what a day costs because of the days before it.

    A state is the costs still pending, those that are owed if the run of nights is over, and that run.

    Parameters
    ----------
    patterns : sequence of DayPattern
        The patterns that can be read.
    costs : sequence of PairCost
        What two days cost beside each other; with 0 days from first to second, what the duties of one day do.
    run_end_costs : sequence of PairCost
        The same, where the first is the last day of a run of nights.
    days_ahead : int
        How many days ahead a day can make others cost more.
    nights : int
        The most nights in a row that are told apart; a longer run counts as so many.
    """

    def __init__(
        self,
        patterns: Sequence[DayPattern],
        costs: Sequence[PairCost],
        run_end_costs: Sequence[PairCost],
        days_ahead: int,
        nights: int,
    ) -> None:
        self._patterns = tuple(patterns)
        self._costs, self._run_end_costs = tuple(costs), tuple(run_end_costs)
        self._number = {pattern: number for number, pattern in enumerate(self._patterns)}
        self._days_ahead, self._nights = days_ahead, nights
        self._caused: dict[tuple[DayPattern, NightRun], tuple[PendingCosts, PendingCosts]] = {}
        self.start: State = ((), RunEndCosts(0.0, ()), NightRun(0, 0))

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what the days before make it cost."""
        pending: PendingCosts
        at_run_end: RunEndCosts
        run: NightRun
        pending, at_run_end, run = state  # type: ignore[misc]
        cost = 0.0
        if pattern is None or not pattern.is_night:
            cost += at_run_end.within
            pending = _sum(pending, at_run_end.caused)
        later = pending[1:]
        run_after = self._run_after(run, pattern)
        if pattern is None:
            return (later, RunEndCosts(0.0, ()), run_after), cost
        number = self._number.get(pattern)
        cost += pending[0][number] if pending and number is not None else 0.0
        cost += self._cost_within(pattern, run_after, self._costs)
        caused, caused_at_run_end = self._costs_caused(pattern, run_after)
        at_run_end = RunEndCosts(
            self._cost_within(pattern, run_after, self._run_end_costs), caused_at_run_end
        )
        return (_sum(later, caused), at_run_end, run_after), cost

    def costs_caused(self, pattern: DayPattern) -> tuple[PendingCosts, ...]:
        """Return what a day makes the patterns of later days cost, by the run of nights up to it."""
        return tuple(rows for run in self._runs() for rows in self._costs_caused(pattern, run))

    def costs_within(self, pattern: DayPattern) -> tuple[float, ...]:
        """Return what the duties of one day cost beside each other, by the run of nights up to it."""
        return tuple(
            self._cost_within(pattern, run, costs)
            for run in self._runs()
            for costs in (self._costs, self._run_end_costs)
        )

    def _runs(self) -> list[NightRun]:
        """Return all runs of nights that are told apart."""
        return [NightRun(nights, fixed) for nights in range(self._nights + 1) for fixed in range(nights + 1)]

    def _run_after(self, run: NightRun, pattern: DayPattern | None) -> NightRun:
        """Return the run of nights after a day."""
        if pattern is None or not pattern.is_night:
            return NightRun(0, 0)
        fixed = run.fixed + 1 if pattern.has_fixed_night else 0
        return NightRun(min(run.nights + 1, self._nights), min(fixed, self._nights))

    def _cost_within(self, pattern: DayPattern, run: NightRun, costs: Sequence[PairCost]) -> float:
        if len(pattern.intervals) < 2:
            return 0.0
        return sum(cost(pattern, pattern, 0, run) for cost in costs)

    def _costs_caused(self, pattern: DayPattern, run: NightRun) -> tuple[PendingCosts, PendingCosts]:
        """Return the costs that a day causes whatever follows, and those if it is the last of a run."""
        if (pattern, run) not in self._caused:
            self._caused[pattern, run] = (
                self._sums_by_day(pattern, run, self._costs),
                self._sums_by_day(pattern, run, self._run_end_costs),
            )
        return self._caused[pattern, run]

    def _sums_by_day(self, pattern: DayPattern, run: NightRun, costs: Sequence[PairCost]) -> PendingCosts:
        rows = [
            tuple(sum(cost(pattern, later, days, run) for cost in costs) for later in self._patterns)
            for days in range(1, self._days_ahead + 1)
        ]
        while rows and not any(rows[-1]):
            rows.pop()
        return tuple(rows)


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

    def cost(first: DayPattern, second: DayPattern, days: int, _run: NightRun) -> float:
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


def overlapping_duties(longer_min: int) -> PairCost:
    """Return an infinite cost if two days' work overlaps; ``longer_min`` is what a day can have too much."""

    def cost(first: DayPattern, second: DayPattern, days: int, _run: NightRun) -> float:
        if not days:
            return 0.0
        for earlier in first.intervals:
            for later in second.intervals:
                start_min = later.start_min + days * MINUTES_PER_DAY + longer_min
                if (earlier.is_own or later.is_own) and start_min < earlier.end_min:
                    return FORBIDDEN
        return 0.0

    return cost


def rest_after_nights(rest_min: int, least_nights: int, price: float) -> PairCost:
    """Return the cost of another duty too soon after the last night of a run of so many."""

    def cost(first: DayPattern, second: DayPattern, days: int, run: NightRun) -> float:
        if not first.is_night or run.nights < least_nights:
            return 0.0
        nights = (interval for interval in first.intervals if interval.is_night)
        last = max(nights, key=lambda interval: (interval.end_min, interval.is_own))
        run_is_fixed = not last.is_own and run.fixed >= least_nights
        total = 0.0
        for later in second.intervals:
            gap_min = later.start_min + days * MINUTES_PER_DAY - last.end_min
            is_decided = later.is_own or not run_is_fixed
            continues_run = later.is_night and days == 0
            if 0 <= gap_min < rest_min and is_decided and not continues_run:
                total += price
        return total

    return cost


def forbidden_succession(pairs: frozenset[tuple[str, str]], price: float) -> PairCost:
    """Return the cost of a type of duty on the day after another."""

    def cost(first: DayPattern, second: DayPattern, days: int, _run: NightRun) -> float:
        if days != 1:
            return 0.0
        return sum(
            price
            for earlier in first.intervals
            for later in second.intervals
            if (earlier.type_key, later.type_key) in pairs and (earlier.is_own or later.is_own)
        )

    return cost
