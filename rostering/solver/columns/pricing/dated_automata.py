"""Rules of one person as dated automata: stretches of work, weekends, sums with a limit, and unbroken rests.

Each reads little of a day: whether it is worked, what a limit counts, when duties begin and end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rostering.problem import Problem
from rostering.solver.columns.loops.array_types import INF, Floats
from rostering.solver.columns.pricing.day_patterns import DayPattern, DutyInterval
from rostering.solver.columns.pricing.resource_limits import ResourceLimit
from rostering.solver.columns.pricing.transition_tables import State, Symbol


@dataclass(frozen=True)
class WorkStretchAutomaton:
    """Stretches of work; state: whether one goes on from before day 0, and its days in the horizon, or None.

    Parameters
    ----------
    stretch_cost : array
        What `stretch_costs` returns.
    longest : int
        The days of the longest stretch that can be lawful.
    begins_at_work : bool
        Whether the day before the horizon is worked.
    days : int
        The days of the horizon.
    """

    stretch_cost: Floats
    longest: int
    begins_at_work: bool
    days: int

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""
        return (1, 0) if self.begins_at_work else None

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return whether the day is worked."""
        del day
        return pattern >= 0

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the stretch after a day; it is paid for when it ends."""
        if not symbol:
            return None, self._cost(day, state)
        origin, length = state or (0, 0)
        return (origin, length + 1), INF if length >= self.longest else 0.0

    def final_cost(self, state: State) -> float:
        """Return the cost of the stretch that lasts to the end."""
        return self._cost(self.days, state)

    def _cost(self, day: int, state: State) -> float:
        origin, length = state or (0, 0)
        return float(self.stretch_cost[origin, day - length, length]) if length else 0.0


class WeekendCounter(Protocol):
    """What counts or charges weekends worked; `WeekendResource` says more."""

    @property
    def start(self) -> State:
        """The state before the first weekend."""

    def step(self, weekend: int, state: State, is_worked: bool) -> tuple[State, float]:
        """Return the state after a weekend of the horizon, and its cost."""

    def final_cost(self, state: State) -> float:
        """Return the cost of the state at the end."""


@dataclass(frozen=True)
class WeekendAutomaton:
    """Weekends worked; state: that of the counter, and whether the Saturday before is worked."""

    counter: WeekendCounter
    #: By the last day of a weekend: the number of the weekend in the horizon.
    weekend_ending: Mapping[int, int]
    saturdays: frozenset[int]
    #: Whether the day before the horizon is worked.
    begins_at_work: bool

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""
        return self.counter.start, self.begins_at_work and -1 in self.saturdays

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return whether a day that belongs to a weekend is worked."""
        return pattern >= 0 and (day in self.saturdays or day in self.weekend_ending)

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day; a weekend is paid for when it is over."""
        counted, saturday = state
        is_worked = bool(saturday or symbol)
        if day in self.weekend_ending:
            counted, cost = self.counter.step(self.weekend_ending[day], counted, is_worked)
            return (counted, False), cost
        return (counted, is_worked if day in self.saturdays else False), 0.0

    def final_cost(self, state: State) -> float:
        """Return the cost of all weekends worked together."""
        return self.counter.final_cost(state[0])


def weekend_automaton(problem: Problem, counter: WeekendCounter, begins_at_work: bool) -> WeekendAutomaton:
    """Return the automaton of the weekends of a horizon."""
    saturdays = [week.stop - 2 for week in problem.weeks() if -1 <= week.stop - 2 < problem.days]
    weekend_ending = {min(day + 1, problem.days - 1): number for number, day in enumerate(saturdays)}
    return WeekendAutomaton(counter, weekend_ending, frozenset(saturdays), begins_at_work)


class ResourceAutomaton:
    """A sum with a limit: the state is the sum so far while it can still matter, and 0 otherwise.

    Parameters
    ----------
    limit : ResourceLimit
        What is limited.
    consumption : array
        By day and pattern, days off last: what it counts.
    """

    start: State = 0.0

    def __init__(self, limit: ResourceLimit, consumption: Floats) -> None:
        self._limit, self._consumption = limit, consumption
        #: By day, and after the last: the most that can still be consumed from there on.
        self._most_left = np.append(np.cumsum(consumption.max(axis=1)[::-1])[::-1], 0.0)
        self._is_whole = bool((consumption == np.round(consumption)).all())

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return what the limit counts of a day."""
        return float(self._consumption[day, pattern])

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the sum after a day, and what the day exceeds the limit by more than before."""
        total = round(float(state) + float(symbol), 6)
        maximum, most_left = self._limit.maximum, self._most_left[day + 1]
        cost_before = self._limit.penalty(float(state) - maximum)
        cost = self._limit.penalty(total - maximum)
        if cost == INF:
            return 0.0, INF
        if not most_left or total + most_left <= maximum + 1e-9:
            total = 0.0
        elif self._is_whole:
            total = min(total, maximum)
        return total, cost - cost_before

    def final_cost(self, state: State) -> float:
        """Return 0: a limit is paid for as it is exceeded."""
        del state
        return 0.0


class UnbrokenRestAutomaton:
    """Unbroken rests that are owed in windows of days.

    A state is the rests so far in the window, the minute in which the last duty ends, and whether any duty in
    the window is decided by this rota.

    Parameters
    ----------
    problem, patterns, past
        The problem, the patterns that can be read, and those of the days before the horizon.
    windows : sequence of range
        The windows, as days.
    rest_min, rests : int
        The minutes of a rest, and how many are owed in each window.
    employer_key : str or None
        Whose duties break a rest; None for all employers.
    """

    def __init__(
        self,
        problem: Problem,
        patterns: Sequence[DayPattern],
        past: Mapping[int, DayPattern],
        windows: Sequence[range],
        rest_min: int,
        rests: int,
        employer_key: str | None,
    ) -> None:
        self._problem = problem
        self._rest_min, self._rests, self._employer = rest_min, rests, employer_key
        self._window = {day: window for window in windows for day in window}
        #: By pattern, days off last.
        self._intervals = [self._counted(pattern) for pattern in (*patterns, None)]
        first = min((0, *self._window)) - 1
        state: State = (0, problem.day_start(first), False)
        for day in range(first, 0):
            state, _ = self._step(day, state, self._counted(past.get(day)))
        self.start = state

    def _counted(self, pattern: DayPattern | None) -> tuple[DutyInterval, ...]:
        """Return the duties of a day that break a rest."""
        intervals = pattern.intervals if pattern else ()
        return tuple(
            interval
            for interval in intervals
            if self._employer is None or interval.employer_key == self._employer
        )

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return the pattern, for its duties are what a rest must be free of."""
        del day
        return pattern

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day; a window is judged on its last day."""
        return self._step(day, state, self._intervals[symbol])

    def _step(self, day: int, state: State, intervals: Sequence[DutyInterval]) -> tuple[State, float]:
        rests, free_from, has_own = state
        midnight, next_midnight = self._problem.day_start(day), self._problem.day_start(day + 1)
        is_inside, ends_later = day in self._window, False
        for interval in intervals:
            start, end = midnight + interval.start_min, midnight + interval.end_min
            rests += max(0, start - free_from) // self._rest_min
            free_from, has_own = max(free_from, end), has_own or interval.is_own
            ends_later = ends_later or (interval.is_own and end > next_midnight)
        if not is_inside or day + 1 == self._window[day].stop:
            rests += max(0, next_midnight - free_from) // self._rest_min
            cost = INF if is_inside and has_own and rests < self._rests else 0.0
            return (0, max(free_from, next_midnight), ends_later), cost
        if rests >= self._rests:
            rests, free_from = self._rests, max(free_from, next_midnight)
        return (rests, free_from, has_own), 0.0

    def final_cost(self, state: State) -> float:
        """Return 0: windows that end beyond the horizon are not judged."""
        del state
        return 0.0
