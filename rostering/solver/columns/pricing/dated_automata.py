"""Rules of one person as automata that read the horizon day by day.

A part looks at little of a day: whether there is work, what a limit counts, when duties begin and end.
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
from rostering.solver.columns.pricing.transition_tables import State


@dataclass(frozen=True)
class WorkStretchAutomaton:
    """Stretches of work: states are (whether it goes on from before day 0, days of the horizon in it)."""

    stretch_cost: Floats
    longest: int
    goes_on: bool
    days: int

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""
        return (1, 0) if self.goes_on else None

    def sees(self, day: int, kind: int) -> State:
        """Return whether the day is worked."""
        del day
        return kind >= 0

    def step(self, day: int, state: State, seen: State) -> tuple[State, float]:
        """Return the run after a day; a run is paid for when it ends."""
        if not seen:
            return None, self._cost(day, state)
        origin, length = state or (0, 0)
        return (origin, length + 1), INF if length >= self.longest else 0.0

    def end(self, state: State) -> float:
        """Return the cost of the run at the end."""
        return self._cost(self.days, state)

    def _cost(self, day: int, state: State) -> float:
        origin, length = state or (0, 0)
        return float(self.stretch_cost[origin, day - length, length]) if length else 0.0


class WeekendCounter(Protocol):
    """What counts or charges weekends worked; `WeekendResource` says more."""

    @property
    def start(self) -> State:
        """The state before the first weekend."""

    def step(self, weekend: int, state: State, worked: bool) -> tuple[State, float]:
        """Return the state after a weekend of the horizon, and its cost."""

    def final(self, state: State) -> float:
        """Return the cost of the state at the end."""


@dataclass(frozen=True)
class WeekendAutomaton:
    """Weekends worked: states are (those counted so far, whether the Saturday before is worked)."""

    count: WeekendCounter
    #: By the day on which it is over: the place of a weekend of the horizon, and its Saturday.
    judged: Mapping[int, int]
    saturdays: frozenset[int]
    begun: bool

    @property
    def start(self) -> State:
        """The state in which day 0 begins."""
        return self.count.start, self.begun and -1 in self.saturdays

    def sees(self, day: int, kind: int) -> State:
        """Return whether a day that belongs to a weekend is worked."""
        return kind >= 0 and (day in self.saturdays or day in self.judged)

    def step(self, day: int, state: State, seen: State) -> tuple[State, float]:
        """Return the state after a day; a weekend is paid for when it is over."""
        counted, saturday = state
        worked = bool(saturday or seen)
        if day in self.judged:
            counted, cost = self.count.step(self.judged[day], counted, worked)
            return (counted, False), cost
        return (counted, worked if day in self.saturdays else False), 0.0

    def end(self, state: State) -> float:
        """Return the cost of the weekends worked in all."""
        return self.count.final(state[0])


def weekend_automaton(problem: Problem, count: WeekendCounter, begun: bool) -> WeekendAutomaton:
    """Return the weekends of a horizon; ``begun`` says that the day before it is worked."""
    saturdays = [week.stop - 2 for week in problem.weeks() if -1 <= week.stop - 2 < problem.days]
    judged = {min(day + 1, problem.days - 1): place for place, day in enumerate(saturdays)}
    return WeekendAutomaton(count, judged, frozenset(saturdays), begun)


class ResourceAutomaton:
    """A limit on a sum: the state is the sum so far while it can still matter, and nothing otherwise.

    Parameters
    ----------
    limit : ResourceLimit
        What is limited.
    weight : array
        By day and kind, days off last: what it counts.
    """

    start: State = 0.0

    def __init__(self, limit: ResourceLimit, weight: Floats) -> None:
        self._limit, self._weight = limit, weight
        #: The most that the days from each on can still add.
        self._left = np.append(np.cumsum(weight.max(axis=1)[::-1])[::-1], 0.0)
        self._whole = bool((weight == np.round(weight)).all())

    def sees(self, day: int, kind: int) -> State:
        """Return what the limit counts of a day."""
        return float(self._weight[day, kind])

    def step(self, day: int, state: State, seen: State) -> tuple[State, float]:
        """Return the sum after a day, and what the day exceeds the limit by more than before."""
        total = round(float(state) + float(seen), 6)
        most, left = self._limit.maximum, self._left[day + 1]
        before = self._limit.penalty(float(state) - most)
        cost = self._limit.penalty(total - most)
        if cost == INF:
            return 0.0, INF
        if not left or total + left <= most + 1e-9:
            total = 0.0
        elif self._whole:
            total = min(total, most)
        return total, cost - before

    def end(self, state: State) -> float:
        """Return nothing: a limit is paid for as it is exceeded."""
        del state
        return 0.0


class UnbrokenRestAutomaton:
    """Unbroken rests in windows of days; states: rests so far, end of the last duty, whether any is ours."""

    def __init__(
        self,
        problem: Problem,
        kinds: Sequence[DayPattern],
        past: Mapping[int, DayPattern],
        windows: Sequence[range],
        rest_min: int,
        rests: int,
        employer_key: str | None,
    ) -> None:
        self._problem = problem
        self._rest_min, self._rests, self._employer = rest_min, rests, employer_key
        self._window = {day: window for window in windows for day in window}
        self._pieces = [self._counted(kind) for kind in (*kinds, None)]
        first = min((0, *self._window)) - 1
        state: State = (0, problem.day_start(first), False)
        for day in range(first, 0):
            state, _ = self._step(day, state, self._counted(past.get(day)))
        self.start = state

    def _counted(self, kind: DayPattern | None) -> tuple[DutyInterval, ...]:
        pieces = kind.intervals if kind else ()
        return tuple(one for one in pieces if self._employer is None or one.employer_key == self._employer)

    def sees(self, day: int, kind: int) -> State:
        """Return the kind, for its duties are what the rest must be free of."""
        del day
        return kind

    def step(self, day: int, state: State, seen: State) -> tuple[State, float]:
        """Return the state after a day; a window is judged on its last day."""
        return self._step(day, state, self._pieces[seen])

    def _step(self, day: int, state: State, pieces: Sequence[DutyInterval]) -> tuple[State, float]:
        found, at, own = state
        midnight, next_midnight = self._problem.day_start(day), self._problem.day_start(day + 1)
        inside, spills = day in self._window, False
        for piece in pieces:
            start, end = midnight + piece.start_min, midnight + piece.end_min
            found += max(0, start - at) // self._rest_min
            at, own = max(at, end), own or piece.is_own
            spills = spills or (piece.is_own and end > next_midnight)
        if not inside or day + 1 == self._window[day].stop:
            found += max(0, next_midnight - at) // self._rest_min
            cost = INF if inside and own and found < self._rests else 0.0
            return (0, max(at, next_midnight), spills), cost
        if found >= self._rests:
            found, at = self._rests, max(at, next_midnight)
        return (found, at, own), 0.0

    def end(self, state: State) -> float:
        """Return nothing: windows that end beyond the horizon are not judged."""
        del state
        return 0.0
